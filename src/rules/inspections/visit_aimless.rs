//! Visits and research that solved nothing and found nothing.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::schema::inspections::{RESEARCH, VISIT};
use crate::ledger::values::date::to_date;
use crate::region::Lists;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "visit-aimless",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["kind"], &["problems"], &["outcome"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<VisitAimless>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A visit or research found no problem and led to nothing.",
        "调研、走访既未发现问题，也未取得成果。",
    ),
    why: both(
        "The host lays out a route and a lunch for a photograph.",
        "接待方安排线路、陪同讲解，只留下一张照片。",
    ),
    hours: both("All hours of the visit.", "该次接待的全部工时。"),
    basis: both(
        "Central bulletins name research for show, with many teams at one site (not checked against the official text).",
        "中央层面通报点名“作秀式”“扎堆”调研（未与官方文本核对）。",
    ),
    example: both(
        "Eleven guests tour a greenhouse, problems 0, outcome “tour”: claimed whole.",
        "11人参观大棚，问题0个，成果“走访参观”：全部计入。",
    ),
    limits: both(
        "Both the problems and the outcome must be stated; what counts as none is a list.",
        "问题数和成果均须登记；何为无成果见清单。",
    ),
    remedy: both(
        "Come with a question or not at all.",
        "带着问题来，否则不来。",
    ),
    message: both(
        "{ $inspector } came on { $day }, found nothing and left nothing; { $avoidable } h",
        "{ $inspector }于{ $day }到访，无问题、无成果；{ $avoidable }小时",
    ),
};

/// `visit-aimless` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct VisitAimless {}

impl Parameters for VisitAimless {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Inspections);
        let (kinds, problems) = (table.wholes("kind"), table.wholes("problems"));
        let (outcomes, days) = (table.texts("outcome"), table.days("date"));
        single(region, Ledger::Inspections, |row| {
            let is_none = outcomes
                .get(row)
                .is_some_and(|outcome| Lists::has(&region.lists.aimless_outcomes, outcome));
            if !matches!(kinds.get(row), Some(RESEARCH | VISIT)) || !problems.is(row, 0) || !is_none
            {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Inspections, row);
            let message = Message::new(RULE.name)
                .text(
                    "inspector",
                    region.name(region.imposer(Ledger::Inspections, row)),
                )
                .date("day", to_date(days.get(row).unwrap_or_default()))
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
