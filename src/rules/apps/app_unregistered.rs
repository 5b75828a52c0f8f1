//! Apps and accounts in use that were never filed, by their owners.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::by_imposer::by_imposer;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-unregistered",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["registered"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AppUnregistered>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An owner keeps apps or accounts in use that are not filed.",
        "单位在用的应用、账号未备案。",
    ),
    why: both(
        "What is not filed is not counted, reviewed or closed.",
        "未备案就无从统计、审核和清理。",
    ),
    hours: both(
        "Nothing is claimed; findings are ranked by their number.",
        "不计工时，按个数排序。",
    ),
    basis: both(
        "2026 measures for government mobile apps: filing before launch (not checked against the official text).",
        "2026年政务移动应用程序管理办法：上线前备案（未与官方文本核对）。",
    ),
    example: both(
        "A bureau has three mini programs marked not filed: one finding with three rows.",
        "某局3个小程序未备案：一条问题，3行。",
    ),
    limits: both(
        "What does not state whether it is filed is not judged.",
        "未登记是否备案的不作判断。",
    ),
    remedy: both("File it or close it.", "补办备案或关停。"),
    message: both(
        "{ $owner } keeps { $apps ->\n [one] one app or account\n *[other] { $apps } apps or accounts\n} in use that are not filed",
        "{ $owner }有{ $apps }个在用应用或账号未备案",
    ),
};

/// `app-unregistered` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppUnregistered {}

impl Parameters for AppUnregistered {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let (registered, stock) = (table.flags("registered"), region.stock(Ledger::Apps));
        let counts = |row: &usize| {
            registered.get(*row) == Some(false)
                && stock.in_use(*row)
                && !region.is_exempt(Ledger::Apps, *row)
        };
        by_imposer(region, Ledger::Apps, (0..table.rows()).filter(counts))
            .into_iter()
            .map(|(owner, rows)| {
                let claims = rows
                    .iter()
                    .map(|row| Claim::new(Ledger::Apps, *row, 0.0))
                    .collect();
                let message = Message::new(RULE.name)
                    .text("owner", region.name(owner))
                    .count("apps", rows.len());
                Hit::new(region.name(owner), message, claims).ranked_by(rows.len() as f64)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
