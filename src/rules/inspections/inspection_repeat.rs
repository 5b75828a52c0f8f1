//! One target inspected by several departments within weeks: fire today, environment tomorrow.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::target::{Event, events, is_inspection};
use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::spans::spans;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-repeat",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<InspectionRepeat>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "One target is inspected again and again by several departments within weeks.",
        zh: "同一对象短期内被多个部门反复检查。",
    },
    why: Bilingual {
        en: "Each visit stops the target's work and is prepared anew; one joint visit would do.",
        zh: "每次检查都要停下手头工作重新准备，一次联合检查即可完成。",
    },
    hours: Bilingual {
        en: "All but the longest visit: each row's hours less merge_hours, which its matters would add to a joint visit.",
        zh: "除时长最长的一次外，每次检查的工时减去merge_hours（并入联合检查所需时间）。",
    },
    basis: Bilingual {
        en: "2025 opinions on inspections of enterprises: what can be merged is not repeated, what can be done jointly is not done separately; complaints, assigned cases, permits and re-checks are exempt (not checked against the official text).",
        zh: "2025年规范涉企行政检查的意见：能合并的不重复检查，能联合的不多头检查；投诉举报、上级交办、许可核查、整改复查除外（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "Five departments at one chemical plant between 3 and 21 June: four visits claimed.",
        zh: "6月3日至21日，5个部门先后检查同一化工厂：计4次。",
    },
    limits: Bilingual {
        en: "Targets are one where their code is, or their identical name; a row without a kind counts as an inspection.",
        zh: "以统一社会信用代码或完全相同的名称认定同一对象；未填类型的行按检查计。",
    },
    remedy: Bilingual {
        en: "Plan one joint visit with a lead department; check what can be checked from documents off site.",
        zh: "由一个部门牵头实施联合检查，能书面核查的不再上门。",
    },
    message: Bilingual {
        en: "{ $inspections } inspections by { $inspectors } departments ({ $names }) from { $first } to { $last }; a joint visit saves { $avoidable } h",
        zh: "{ $first }至{ $last }被{ $inspectors }个部门（{ $names }）检查{ $inspections }次；联合检查可减{ $avoidable }小时",
    },
};

/// Parameters of `inspection-repeat`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionRepeat {
    /// Inspections from which a span is a burst.
    min_inspections: usize,
    /// Inspectors from which a span is a burst.
    min_inspectors: usize,
    /// Days from the first to the last of a span.
    window_days: i32,
    /// Hours that a merged inspection adds to the joint visit.
    merge_hours: f64,
}

impl Default for InspectionRepeat {
    fn default() -> Self {
        Self {
            min_inspections: 3,
            min_inspectors: 2,
            window_days: 30,
            merge_hours: 1.0,
        }
    }
}

impl Parameters for InspectionRepeat {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let mut hits = Vec::new();
        for target in events(region, |row| is_inspection(region, row)) {
            for burst in self.bursts(&target) {
                hits.push(self.hit(region, &target[burst]));
            }
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        Some(format!("{hours} h − {} h", short(self.merge_hours)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("min_inspections", self.min_inspections as f64, 2.0, 1000.0),
            ("min_inspectors", self.min_inspectors as f64, 1.0, 1000.0),
            ("window_days", f64::from(self.window_days), 0.0, 366.0),
            ("merge_hours", self.merge_hours, 0.0, 100.0),
        ]
    }
}

impl InspectionRepeat {
    /// Spans of at most the window with enough inspections and inspectors, overlapping ones merged.
    fn bursts(&self, events: &[Event]) -> Vec<Range<usize>> {
        let days: Vec<i32> = events.iter().map(|event| event.day).collect();
        spans(&days, self.window_days, |span| {
            let mut inspectors: Vec<u32> = events[span.clone()]
                .iter()
                .map(|event| event.inspector)
                .collect();
            inspectors.sort_unstable();
            inspectors.dedup();
            span.len() >= self.min_inspections && inspectors.len() >= self.min_inspectors
        })
    }

    fn hit(&self, region: &Region, burst: &[Event]) -> Hit {
        let longest = burst
            .iter()
            .enumerate()
            .max_by(|left, right| {
                left.1
                    .hours
                    .total_cmp(&right.1.hours)
                    .then_with(|| (right.1.day, &right.1.rows).cmp(&(left.1.day, &left.1.rows)))
            })
            .map(|(position, _)| position);
        let mut claims = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for (position, event) in burst.iter().enumerate() {
            let name = region.name(event.inspector).to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
            for row in &event.rows {
                let hours = region.costs.hours(Ledger::Inspections, *row) - self.merge_hours;
                let claimed = if Some(position) == longest {
                    0.0
                } else {
                    hours.max(0.0)
                };
                claims.push(Claim {
                    row: RowOf(Ledger::Inspections, *row),
                    hours: claimed,
                });
            }
        }
        let target = region
            .table(Ledger::Inspections)
            .wholes("target")
            .get(burst[0].rows[0])
            .unwrap_or_default();
        Hit {
            subject: region.name(target).to_owned(),
            message: Message::new(RULE.name)
                .count("inspections", burst.len())
                .count("inspectors", names.len())
                .names("names", names)
                .date("first", to_date(burst[0].day))
                .date("last", to_date(burst[burst.len() - 1].day))
                .decimal("avoidable", Claim::sum(&claims)),
            confidence: 1.0,
            claims,
            figure: 0.0,
            cascade: Vec::new(),
            respondents: None,
            raised: None,
        }
    }
}
