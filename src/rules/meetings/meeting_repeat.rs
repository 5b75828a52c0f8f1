//! One organizer meeting on one matter again within weeks. Regular, statutory and emergency
//! meetings are exempt, sessions of one agenda are no repetition.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::meetings::REGULAR;
use crate::region::Region;
use crate::rules::chains::{Chain, chains};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-repeat",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingRepeat>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "One organizer meets on one matter again within weeks.",
        zh: "同一单位就同一事项短期内反复开会。",
    },
    why: Bilingual {
        en: "What the first meeting settled is called again; the same people travel and sit twice.",
        zh: "已经部署过的事项再次召集，同一批人反复参会。",
    },
    hours: Bilingual {
        en: "All hours of every meeting of the chain but the longest one (ties: the earlier date, then the earlier line).",
        zh: "链条中除时长最长的一场（相同则取日期早、行号小者）外，其余会议的全部工时。",
    },
    basis: Bilingual {
        en: "2019 notice and 2024 provisions: fewer and shorter meetings, combined where they can be (not checked against the official text).",
        zh: "2019年通知、2024年若干规定：少开会、开短会，能合并的合并（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "A bureau meets on straw burning on 3, 12 and 25 May: one finding, two meetings claimed.",
        zh: "某局5月3日、12日、25日三次就秸秆禁烧开会：一条问题，计两场。",
    },
    limits: Bilingual {
        en: "Sessions with different numbers and reports on different months are taken as one agenda and not flagged.",
        zh: "届次、期次不同或通报月份不同的视为同一议程的各次，不计入。",
    },
    remedy: Bilingual {
        en: "Settle the matter in one meeting and follow it up by telephone or on site.",
        zh: "一次会议部署到位，后续以电话或现场方式跟进。",
    },
    message: Bilingual {
        en: "{ $organizer } met { $meetings } times on one matter within { $days ->\n [one] one day\n *[other] { $days } days\n}; { $avoidable } h beyond the longest meeting",
        zh: "{ $organizer }在{ $days }天内就同一事项开会{ $meetings }次，除最长一场外共{ $avoidable }小时",
    },
};

/// Parameters of `meeting-repeat`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingRepeat {
    /// Days after a meeting within which the next one repeats it.
    window_days: i32,
}

impl Default for MeetingRepeat {
    fn default() -> Self {
        Self { window_days: 30 }
    }
}

impl Parameters for MeetingRepeat {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let counts = |row: usize| !is_exempt(region, row);
        chains(region, Ledger::Meetings, self.window_days, counts)
            .iter()
            .map(|chain| hit(region, chain))
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("window_days", f64::from(self.window_days), 0.0, 366.0)]
    }
}

fn is_exempt(region: &Region, row: usize) -> bool {
    let table = region.table(Ledger::Meetings);
    let title = table.texts("title").get(row).unwrap_or_default();
    table.wholes("kind").is(row, REGULAR)
        || region.is_exempt_meeting(row)
        || region.words.regular_meetings.any_in(title)
}

fn hit(region: &Region, chain: &Chain) -> Hit {
    let duration = |row: usize| region.costs.meetings[row].duration;
    let longest = chain.rows.iter().max_by(|left, right| {
        duration(left.1)
            .total_cmp(&duration(right.1))
            .then_with(|| right.cmp(left))
    });
    let first = chain.rows[0].1;
    let kept = longest.map_or(first, |(_, row)| *row);
    let claims = chain.claims(region, Ledger::Meetings, kept);
    let message = Message::new(RULE.name)
        .text(
            "organizer",
            region.name(region.imposer(Ledger::Meetings, first)),
        )
        .count("meetings", chain.rows.len())
        .count("days", chain.days())
        .decimal("avoidable", Claim::sum(&claims));
    Hit::new(region.title(Ledger::Meetings, first), message, claims).sure(chain.confidence)
}
