//! One site that receives group after group: more than so many on one day, or in one ISO week.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::target::{Event, events};
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::inspections::{RESEARCH, VISIT};
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::region::period::week_of;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "visit-crowding",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["kind"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<VisitCrowding>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "Research visits and guests crowd one site: too many groups on one day or in one week.",
        zh: "调研、参观扎堆：同一点位一天或一周接待批次过多。",
    },
    why: Bilingual {
        en: "The people of the site receive instead of working, and every group hears the same.",
        zh: "点位人员忙于接待、无暇生产，各批听到的内容大同小异。",
    },
    hours: Bilingual {
        en: "All hours of the groups over the cap, the shortest first (ties: the earlier line).",
        zh: "超出上限的批次（从时长最短者起，相同则取行号小者）的全部工时。",
    },
    basis: Bilingual {
        en: "2024 provisions on research visits: several groups are not sent to one place in a short time, companions are few (not checked against the official text).",
        zh: "2024年若干规定：统筹调研，不扎堆到同一地方，轻车简从（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "Six groups at one greenhouse on 15 May, the cap being three: the three shortest are claimed.",
        zh: "5月15日一座大棚接待6批，上限3批：计时长最短的3批。",
    },
    limits: Bilingual {
        en: "A day over its cap and the week around it are two findings; the totals count each row once.",
        zh: "某日超限与所在周超限分列两条，汇总时每行只计一次。",
    },
    remedy: Bilingual {
        en: "Book visits through one calendar, merge groups, send the others elsewhere or to a video.",
        zh: "统一预约、合并批次，其余改到别处或观看视频。",
    },
    message: Bilingual {
        en: "{ $groups } groups { $span ->\n [day] on { $day }\n *[week] in the week of { $day }\n}, the cap is { $cap }; { $avoidable } h over it",
        zh: "{ $span ->\n [day] { $day }当日\n *[week] { $day }起一周\n}接待{ $groups }批，上限{ $cap }批；超出部分{ $avoidable }小时",
    },
};

/// Parameters of `visit-crowding`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct VisitCrowding {
    /// Groups that a site may receive on one day.
    per_day: usize,
    /// Groups that a site may receive in one ISO week.
    per_week: usize,
}

impl Default for VisitCrowding {
    fn default() -> Self {
        Self {
            per_day: 3,
            per_week: 7,
        }
    }
}

impl Parameters for VisitCrowding {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Inspections);
        let (kinds, targets) = (table.wholes("kind"), table.wholes("target"));
        let counts = |row: usize| {
            let target = targets
                .get(row)
                .map(|name| region.name(name))
                .unwrap_or_default();
            matches!(kinds.get(row), Some(RESEARCH | VISIT)) && !region.exempt_by_title(target)
        };
        let mut hits = Vec::new();
        for site in events(region, counts) {
            for (span, cap, start) in [
                ("day", self.per_day, (|day| day) as fn(i32) -> i32),
                ("week", self.per_week, week_of as fn(i32) -> i32),
            ] {
                let mut spans: BTreeMap<i32, Vec<&Event>> = BTreeMap::new();
                for event in &site {
                    spans.entry(start(event.day)).or_default().push(event);
                }
                let crowded = spans.into_iter().filter(|(_, groups)| groups.len() > cap);
                hits.extend(crowded.map(|(day, groups)| hit(region, span, day, cap, &groups)));
            }
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("per_day", self.per_day as f64, 0.0, 1000.0),
            ("per_week", self.per_week as f64, 0.0, 1000.0),
        ]
    }
}

fn hit(region: &Region, span: &'static str, day: i32, cap: usize, groups: &[&Event]) -> Hit {
    let mut shortest: Vec<&&Event> = groups.iter().collect();
    shortest.sort_by(|left, right| {
        left.hours
            .total_cmp(&right.hours)
            .then_with(|| left.rows.cmp(&right.rows))
    });
    let over: Vec<usize> = shortest
        .iter()
        .take(groups.len() - cap)
        .flat_map(|event| event.rows.iter().copied())
        .collect();
    let claims: Vec<Claim> = groups
        .iter()
        .flat_map(|event| &event.rows)
        .map(|row| Claim {
            row: RowOf(Ledger::Inspections, *row),
            hours: if over.contains(row) {
                region.costs.hours(Ledger::Inspections, *row)
            } else {
                0.0
            },
        })
        .collect();
    let site = region
        .table(Ledger::Inspections)
        .wholes("target")
        .get(groups[0].rows[0])
        .unwrap_or_default();
    Hit {
        subject: region.name(site).to_owned(),
        message: Message::new(RULE.name)
            .text("span", span)
            .date("day", to_date(day))
            .count("groups", groups.len())
            .count("cap", cap)
            .decimal("avoidable", Claim::sum(&claims)),
        confidence: 1.0,
        claims,
        figure: groups.len() as f64,
        cascade: Vec::new(),
        respondents: None,
        raised: None,
    }
}
