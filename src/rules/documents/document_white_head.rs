//! Papers without a document number that demand something: the red-headed paper in disguise.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::heads::demands_unnumbered;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "document-white-head",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[&["number"], &["due", "demands"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<DocumentWhiteHead>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A paper without a document number demands something of its recipients.",
        "无文号的文件、便笺向下提出报送等要求。",
    ),
    why: both(
        "It escapes the count of documents and the review before issue, and is obeyed all the same.",
        "规避发文数量管控和审核，基层却照样要办。",
    ),
    hours: both("recipients × answer_hours.", "收文单位数 × answer_hours。"),
    basis: both(
        "2024 provisions: papers are not to be passed off as notes, letters or unnumbered paper to escape the cap (not checked against the official text).",
        "2024年若干规定：防止以白头文件、便笺等形式变相发文（未与官方文本核对）。",
    ),
    example: both(
        "A note without a number asks 12 townships for a report by Friday: 12 × 4 = 48 hours.",
        "一份无文号便笺要求12个乡镇周五前报送材料：12 × 4 = 48小时。",
    ),
    limits: both(
        "Needs the column of document numbers; a document said to be red-headed whose number is blank is not judged.",
        "需有文号一栏；登记为红头文件而文号空缺的不作判断。",
    ),
    remedy: both(
        "Issue it with a number after review, or do not demand anything.",
        "确需发文的编号审核后印发，否则不得提要求。",
    ),
    message: both(
        "{ $issuer } demands an answer of { $recipients ->\n [one] one recipient\n *[other] { $recipients } recipients\n} by a paper without a document number; { $avoidable } h",
        "{ $issuer }以无文号文件要求{ $recipients }家单位反馈，{ $avoidable }小时",
    ),
};

/// `document-white-head` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DocumentWhiteHead {}

impl Parameters for DocumentWhiteHead {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let demands_unnumbered = demands_unnumbered(region);
        single(region, Ledger::Documents, |row| {
            if !demands_unnumbered(row) {
                return None;
            }
            let avoidable = region.answering_hours(row);
            let message = Message::new(RULE.name)
                .text(
                    "issuer",
                    region.name(region.imposer(Ledger::Documents, row)),
                )
                .count("recipients", region.recipient_count(row) as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(_, row): RowOf) -> Option<String> {
        let recipients = short(region.recipient_count(row));
        Some(format!(
            "{recipients} × {} h",
            short(region.cost.answer_hours)
        ))
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        Some(&["recipients"])
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
