//! One inspector who comes to one target again and again and finds nothing each time.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::inspections::target::{Event, after_the_first, events, is_inspection};
use crate::rules::spans::spans;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-fruitless",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["problems"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<InspectionFruitless>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "One inspector inspects one target again and again and finds no problem each time.",
        "同一部门对同一对象连续多次检查均未发现问题。",
    ),
    why: both(
        "A target that is in order needs no third visit within a year.",
        "管理规范的对象无须一年内反复上门。",
    ),
    hours: both(
        "part (0.5) × H of all inspections after the first.",
        "首次之后各次检查工时 × part（0.5）。",
    ),
    basis: both(
        "2024 notice on inspections of enterprises: frequency follows risk and credit (not checked against the official text).",
        "国办发〔2024〕54号：根据风险和信用等级合理确定频次（未与官方文本核对）。",
    ),
    example: both(
        "Four visits to a shop from January to October, no problem in any: half of the last three is claimed.",
        "1月至10月4次检查某店均无问题：后三次计一半。",
    ),
    limits: both(
        "An inspection that does not state its problems breaks the row; case inspections are exempt.",
        "未登记问题数的检查视为中断；个案检查除外。",
    ),
    remedy: both(
        "Lengthen the interval for those in order.",
        "对管理规范的对象降低检查频次。",
    ),
    message: both(
        "{ $inspector } came { $inspections } times between { $first } and { $last } and found nothing; { $avoidable } h",
        "{ $inspector }在{ $first }至{ $last }检查{ $inspections }次均未发现问题；{ $avoidable }小时",
    ),
};

/// Parameters of `inspection-fruitless`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionFruitless {
    /// Inspections in a row.
    min_inspections: usize,
    /// Days from the first of them to the last.
    window_days: i32,
    /// Part of the hours of those after the first.
    part: f64,
}

impl Default for InspectionFruitless {
    fn default() -> Self {
        Self {
            min_inspections: 3,
            window_days: 365,
            part: 0.5,
        }
    }
}

impl Parameters for InspectionFruitless {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let problems = region.table(Ledger::Inspections).wholes("problems");
        let mut hits = Vec::new();
        for target in events(region, |row| is_inspection(region, row)) {
            let mut by_inspector: Vec<(NameId, usize)> = target
                .iter()
                .enumerate()
                .map(|(at, event)| (event.inspector, at))
                .collect();
            by_inspector.sort_unstable();
            for own in by_inspector.chunk_by(|one, other| one.0 == other.0) {
                let own: Vec<&Event> = own.iter().map(|(_, at)| &target[*at]).collect();
                let found_nothing =
                    |event: &Event| event.rows.iter().all(|row| problems.is(*row, 0));
                let runs = own.chunk_by(|one, other| found_nothing(one) == found_nothing(other));
                for run in runs.filter(|run| found_nothing(run[0])) {
                    let days: Vec<i32> = run.iter().map(|event| event.day).collect();
                    let enough = |span: std::ops::Range<usize>| span.len() >= self.min_inspections;
                    for span in spans(&days, self.window_days, enough) {
                        hits.push(self.hit(region, &run[span]));
                    }
                }
            }
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        Some(format!("{} × {hours} h", short(self.part)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("min_inspections", self.min_inspections as f64, 2.0, 1000.0),
            ("window_days", f64::from(self.window_days), 0.0, 36_600.0),
            ("part", self.part, 0.0, 1.0),
        ]
    }
}

impl InspectionFruitless {
    fn hit(&self, region: &Region, events: &[&Event]) -> Hit {
        let claims = after_the_first(region, events, self.part);
        let message = Message::new(RULE.name)
            .text("inspector", region.name(events[0].inspector))
            .count("inspections", events.len())
            .date("first", to_date(events[0].day))
            .date("last", to_date(events[events.len() - 1].day))
            .decimal("avoidable", Claim::sum(&claims));
        Hit::new(
            region.title(Ledger::Inspections, events[0].rows[0]),
            message,
            claims,
        )
    }
}
