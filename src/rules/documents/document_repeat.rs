//! One issuer writing on one matter again within weeks. Issues of one series, and reports on
//! different months, are no repetition.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::chains::chains;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "document-repeat",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<DocumentRepeat>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "One issuer issues a document on one matter again within weeks.",
        "同一单位就同一事项短期内反复发文。",
    ),
    why: both(
        "Every recipient handles, reads and files it again.",
        "每个收文单位都要再办一遍、再读一遍、再存一遍。",
    ),
    hours: both(
        "All hours of every document of the chain but the first.",
        "链条中除第一份外各份文件的全部工时。",
    ),
    basis: both(
        "2019 notice and 2024 provisions: fewer and shorter documents; what a document says already is not issued again (not checked against the official text).",
        "2019年通知、2024年若干规定：少发文、发短文，已有明确规定的不再重复发文（未与官方文本核对）。",
    ),
    example: both(
        "A bureau writes on straw burning on 3 April, 2 May and 20 June: the May and June documents are claimed.",
        "某局4月3日、5月2日、6月20日三次就秸秆禁烧发文：计后两份。",
    ),
    limits: both(
        "Numbered issues and reports on different months are taken as one series and not flagged; what asks, reports, answers or records (a request, report, reply, letter, minutes) is left out.",
        "期次、月份不同的视为同一系列，不计入；请示、报告、批复、函、纪要等非下行文不计。",
    ),
    remedy: both(
        "Say it once and amend it by a line.",
        "一次写清，变动以一句话补充。",
    ),
    message: both(
        "{ $issuer } issued { $documents } documents on one matter within { $days ->\n [one] one day\n *[other] { $days } days\n}; { $avoidable } h after the first",
        "{ $issuer }在{ $days }天内就同一事项发文{ $documents }份，第一份之后共{ $avoidable }小时",
    ),
};

/// Parameters of `document-repeat`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DocumentRepeat {
    /// Days after a document within which the next one repeats it.
    window_days: i32,
}

impl Default for DocumentRepeat {
    fn default() -> Self {
        Self { window_days: 60 }
    }
}

impl Parameters for DocumentRepeat {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let counts =
            |row: usize| region.goes_down(row) && !region.is_exempt(Ledger::Documents, row);
        chains(region, Ledger::Documents, self.window_days, counts)
            .iter()
            .map(|chain| {
                let first = chain.rows[0].1;
                let claims = chain.claims(region, Ledger::Documents, first);
                let message = Message::new(RULE.name)
                    .text(
                        "issuer",
                        region.name(region.imposer(Ledger::Documents, first)),
                    )
                    .count("documents", chain.rows.len())
                    .count("days", chain.days())
                    .decimal("avoidable", Claim::sum(&claims));
                Hit::new(region.title(Ledger::Documents, first), message, claims)
                    .sure(chain.confidence)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("window_days", f64::from(self.window_days), 0.0, 366.0)]
    }
}
