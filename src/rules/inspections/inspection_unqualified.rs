//! Enterprises inspected by those who may not: coordinating bodies and third parties.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::inspections::target::is_guest;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-unqualified",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: true,
    texts: &TEXTS,
    configure: configure::<InspectionUnqualified>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An enterprise is inspected by a coordinating body or a third party.",
        "议事协调机构或第三方对企业开展检查。",
    ),
    why: both(
        "Who has no power to enforce has no power to inspect either.",
        "没有执法权，就没有检查权。",
    ),
    hours: both("All hours of the inspection.", "该次检查的全部工时。"),
    basis: both(
        "2024 notice on inspections of enterprises: only organs with the power to enforce, bodies that the law authorises and those entrusted may inspect (not checked against the official text).",
        "国办发〔2024〕54号：仅行政执法机关、法律授权组织和受委托组织可实施检查（未与官方文本核对）。",
    ),
    example: both(
        "A rectification task force checks a restaurant: claimed whole and raised one step.",
        "某整治专班检查一家餐馆：全部计入，严重程度上调一级。",
    ),
    limits: both(
        "Who is one is read from the name by the words of [lists] coordinating_bodies and third_parties.",
        "依名称中的词（[lists] coordinating_bodies、third_parties）判断。",
    ),
    remedy: both(
        "Leave it to the organ that has the power.",
        "由有权机关实施。",
    ),
    message: both(
        "{ $inspector } is { $why ->\n [coordinates] a coordinating body\n *[third] a third party\n} and inspected an enterprise; { $avoidable } h",
        "{ $inspector }属于{ $why ->\n [coordinates] 议事协调机构\n *[third] 第三方\n}，却对企业开展检查；{ $avoidable }小时",
    ),
};

/// `inspection-unqualified` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionUnqualified {}

impl Parameters for InspectionUnqualified {
    fn check(&self, region: &Region) -> Vec<Hit> {
        single(region, Ledger::Inspections, |row| {
            let name = region.name(region.imposer(Ledger::Inspections, row));
            let coordinates = region.words.coordinating_bodies.any_in(name);
            let third = || region.words.third_parties.any_in(name);
            if is_guest(region, row) || !region.is_enterprise(row) || !(coordinates || third()) {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Inspections, row);
            let message = Message::new(RULE.name)
                .text(
                    "inspector",
                    region.name(region.imposer(Ledger::Inspections, row)),
                )
                .text("why", if coordinates { "coordinates" } else { "third" })
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
