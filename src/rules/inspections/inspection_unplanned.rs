//! Inspections that stand in no plan.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::inspections::target::is_inspection;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-unplanned",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["planned"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<InspectionUnplanned>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both("An inspection is not in the plan.", "检查未列入计划。"),
    why: both(
        "What is in no plan is prepared for overnight and collides with what is.",
        "计划外检查打乱安排，只能连夜准备。",
    ),
    hours: both("H × part (0.5).", "该次检查工时 × part（0.5）。"),
    basis: both(
        "2024 provisions: nothing without filing; 2024 notice on inspections of enterprises: plans are published (not checked against the official text).",
        "2024年若干规定：未经备案不得开展；国办发〔2024〕54号：检查计划须公布（未与官方文本核对）。",
    ),
    example: both(
        "A supervision of 26 hours marked not planned: 13 hours.",
        "一次26小时的督查未列入计划：13小时。",
    ),
    limits: both(
        "An inspection whose plan is not stated is not judged; case inspections are exempt.",
        "未登记是否计划内的不作判断；个案检查除外。",
    ),
    remedy: both(
        "Put it into next year's plan or drop it.",
        "列入下年计划，或取消。",
    ),
    message: both(
        "{ $inspector } came outside the plan; { $avoidable } h",
        "{ $inspector }计划外检查；{ $avoidable }小时",
    ),
};

/// Parameters of `inspection-unplanned`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionUnplanned {
    /// Part of the hours that coming unplanned costs.
    part: f64,
}

impl Default for InspectionUnplanned {
    fn default() -> Self {
        Self { part: 0.5 }
    }
}

impl Parameters for InspectionUnplanned {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Inspections);
        let planned = table.flags("planned");
        single(region, Ledger::Inspections, |row| {
            if planned.get(row) != Some(false) || !is_inspection(region, row) {
                return None;
            }
            let avoidable = self.part * region.costs.hours(Ledger::Inspections, row);
            let message = Message::new(RULE.name)
                .text(
                    "inspector",
                    region.name(region.imposer(Ledger::Inspections, row)),
                )
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        Some(format!("{} × {hours} h", short(self.part)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("part", self.part, 0.0, 1.0)]
    }
}
