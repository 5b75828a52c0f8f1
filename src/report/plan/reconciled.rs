//! A plan beside the audit that it rests on, as a table and on the wire.

use std::io::{self, Write};

use serde::Serialize;

use super::PlanReport;
use super::table::Table;
use crate::plan::{Reconciled, Settled};
use crate::report::grid::Grid;
use crate::report::rounded;
use crate::text::{Catalogue, Message, decimal};

impl Table<'_> {
    /// What the audit claims by rule, what the plan saves of it, and why the rest is left.
    pub(super) fn reconciled(
        &self,
        report: &PlanReport<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let by_rule = &report.reconciled.by_rule;
        if by_rule.is_empty() {
            return Ok(());
        }
        let why = |settled: &Settled| {
            let left = settled.left.iter().map(|(why, hours)| {
                let left = Message::new("plan-left").decimal("hours", *hours);
                self.say(&left.message("why", why.clone()))
            });
            left.collect::<Vec<_>>().join("\n")
        };
        let cells: Vec<Vec<String>> = by_rule
            .iter()
            .map(|settled| {
                vec![
                    settled.rule.to_owned(),
                    decimal(settled.claimed, 1),
                    decimal(settled.saved, 1),
                    why(settled),
                ]
            })
            .collect();
        let titles = [
            "plan-by-rule",
            "column-avoidable",
            "plan-saved",
            "plan-why-left",
        ];
        let grid = Grid {
            titles: titles
                .iter()
                .map(|title| self.catalogue.say(title))
                .collect(),
            right: &[1, 2],
            narrow_from: usize::MAX,
            fills: Some(3),
            lines: false,
            width: usize::from(self.width),
            color: false,
        };
        writeln!(out, "{}", grid.text(&cells, |_, _| None))
    }
}

#[derive(Serialize)]
pub(super) struct WireReconciled<'r> {
    by_rule: Vec<WireSettled<'r>>,
    by_finding: Vec<WireSettled<'r>>,
}

/// Claimed hours are those saved and those left.
#[derive(Serialize)]
struct WireSettled<'r> {
    rule: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'r str,
    avoidable_hours: f64,
    saved_hours: f64,
    left: Vec<WireLeft>,
}

#[derive(Serialize)]
struct WireLeft {
    hours: f64,
    why: String,
}

impl<'r> WireReconciled<'r> {
    pub(super) fn of(reconciled: &'r Reconciled, catalogue: &Catalogue) -> Self {
        let settled = |settled: &'r Settled| WireSettled {
            rule: settled.rule,
            id: &settled.id,
            avoidable_hours: rounded(settled.claimed),
            saved_hours: rounded(settled.saved),
            left: settled
                .left
                .iter()
                .map(|(why, hours)| WireLeft {
                    hours: rounded(*hours),
                    why: catalogue.render(why),
                })
                .collect(),
        };
        Self {
            by_rule: reconciled.by_rule.iter().map(settled).collect(),
            by_finding: reconciled.by_finding.iter().map(settled).collect(),
        }
    }
}
