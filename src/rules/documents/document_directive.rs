//! Orders that a department or a coordinating body gives to a lower Party committee or
//! government itself.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::documents::{OTHER_BIT, RED_BIT, SPECIAL_BIT, WHITE_BIT};
use crate::ledger::values::document_number::is_document_number;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "document-directive",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[&["recipients"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<DocumentDirective>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A department or coordinating body gives an order to a lower Party committee or government.",
        "部门、议事协调机构向下级党委政府发布指令性公文。",
    ),
    why: both(
        "Every department that orders a whole county or township about turns its own work into everybody's.",
        "部门各自向下级党委政府发号施令，部门工作变成基层全员任务。",
    ),
    hours: both("All hours of the document.", "该文件的全部工时。"),
    basis: both(
        "2024 provisions: coordinating bodies, departments and units may not send directive documents to lower Party committees and governments (not checked against the official text).",
        "2024年若干规定：议事协调机构、部门和单位不得向下级党委和政府发布指令性公文（未与官方文本核对）。",
    ),
    example: both(
        "A county bureau's notice orders twelve township governments to set up task forces: claimed whole.",
        "某县局发通知要求12个乡镇政府成立专班：全部计入。",
    ),
    limits: both(
        "Who is a department is read from names; recipients must be listed; a document whose approval is not stated is not judged where the ledger has that column.",
        "部门依名称判断，须列明主送单位；台账有审批一栏而未填的不作判断。",
    ),
    remedy: both(
        "Send it to the lower department, or have the Party committee or government issue it.",
        "发至下级对口部门，确需党委政府落实的报请批准后印发。",
    ),
    message: both(
        "{ $issuer } orders { $places ->\n [one] one lower place\n *[other] { $places } lower places\n} about, among them { $first }; { $avoidable } h",
        "{ $issuer }向{ $first }等{ $places }个下级党委政府发布指令性公文，{ $avoidable }小时",
    ),
};

/// `document-directive` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DocumentDirective {}

impl Parameters for DocumentDirective {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Documents);
        let (kinds, numbers, approved) = (
            table.wholes("kind"),
            table.texts("number"),
            table.flags("approved"),
        );
        single(region, Ledger::Documents, |row| {
            let kind = kinds.get(row).unwrap_or_default();
            let is_order = kind & (RED_BIT | WHITE_BIT | SPECIAL_BIT | OTHER_BIT) != 0
                || (kind == 0 && numbers.get(row).is_some_and(is_document_number));
            let may_be = approved.get(row) == Some(false) || !table.has("approved");
            if !is_order || !may_be || region.is_report(row) {
                return None;
            }
            let issuer = region.imposer(Ledger::Documents, row);
            let coordinates = region.words.coordinating_bodies.any_in(region.name(issuer));
            if !coordinates && !region.is_department(issuer) {
                return None;
            }
            let lower = ordered_about(region, row);
            let first = lower.first()?;
            let avoidable = region.costs.hours(Ledger::Documents, row);
            let message = Message::new(RULE.name)
                .text("issuer", region.name(issuer))
                .count("places", lower.len())
                .text("first", region.name(*first))
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}

/// Recipients of a document that are places below the issuer's own, and not departments there.
fn ordered_about(region: &Region, row: usize) -> Vec<NameId> {
    let Some(own) = region.place(Ledger::Documents, row) else {
        return Vec::new();
    };
    let recipients = region
        .recipients
        .get(row)
        .unwrap_or_default()
        .iter()
        .copied();
    recipients
        .filter(|name| {
            let place = region.units.place(*name);
            place.is_some_and(|place| region.units.above(place).any(|above| above == own))
                && !region.is_department(*name)
        })
        .collect()
}
