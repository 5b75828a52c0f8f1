//! Groups that were set up without approval, by their owners.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::by_imposer::by_imposer;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-unapproved",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["approved"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<GroupUnapproved>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An owner runs groups that were not approved.",
        "单位自行建群，未经审批备案。",
    ),
    why: both(
        "What nobody approved nobody counts, and nobody closes.",
        "未经审批的群无人统计，也无人清理。",
    ),
    hours: both(
        "Nothing is claimed; findings are ranked by the number of groups.",
        "不计工时，按群数排序。",
    ),
    basis: both(
        "2023 opinions on formalism at the fingertips: groups are kept on file and their number is held down (not checked against the official text).",
        "2023年防治“指尖上的形式主义”意见：政务群组实行备案管理，严控数量（未与官方文本核对）。",
    ),
    example: both(
        "A bureau has four groups marked not approved: one finding with four rows.",
        "某局有4个群登记为未审批：一条问题，4行。",
    ),
    limits: both(
        "A group whose approval is not stated is not judged.",
        "未登记是否审批的不作判断。",
    ),
    remedy: both("File them or close them.", "补办备案或予以解散。"),
    message: both(
        "{ $owner } runs { $groups ->\n [one] one group\n *[other] { $groups } groups\n} without approval",
        "{ $owner }有{ $groups }个群组未经审批备案",
    ),
};

/// `group-unapproved` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupUnapproved {}

impl Parameters for GroupUnapproved {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let (approved, stock) = (table.flags("approved"), region.stock(Ledger::Groups));
        let counts = |row: &usize| {
            approved.get(*row) == Some(false)
                && stock.days(*row) > 0
                && !region.is_exempt(Ledger::Groups, *row)
        };
        by_imposer(region, Ledger::Groups, (0..table.rows()).filter(counts))
            .into_iter()
            .map(|(owner, rows)| {
                let claims = rows
                    .iter()
                    .map(|row| Claim::new(Ledger::Groups, *row, 0.0))
                    .collect();
                let message = Message::new(RULE.name)
                    .text("owner", region.name(owner))
                    .count("groups", rows.len());
                Hit::new(region.name(owner), message, claims).ranked_by(rows.len() as f64)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
