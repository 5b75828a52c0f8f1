//! A plan in words, and the formats that it is written in.

mod csv;
mod ics;
mod json;
mod reconciled;
mod table;

use crate::ledger::account::FileAccount;
use crate::plan::{Cap, Plan, PlanRow, Reconciled, Step, WhatIf};
use crate::region::{Branch, Region};
use crate::report::{Refused, RuleState};
use crate::text::Message;

pub(crate) use csv::write as plan_csv;
pub(crate) use ics::write as plan_ics;
pub(crate) use json::write as plan_json;
pub(crate) use table::Table as PlanTable;

/// A plan with what it is of.
pub(crate) struct PlanReport<'r> {
    /// The region that was planned for.
    pub(crate) region: &'r Region,
    /// The plan; its steps are those that are shown.
    pub(crate) plan: &'r Plan,
    /// The burden were it adopted.
    pub(crate) what_if: &'r WhatIf,
    /// What it makes of what the audit claims.
    pub(crate) reconciled: &'r Reconciled,
    /// The caps of that.
    pub(crate) caps: &'r [Cap],
    /// The files that were read.
    pub(crate) inputs: &'r [FileAccount],
    /// Files that could not be read.
    pub(crate) refused: &'r [Refused],
    /// The rules whose findings it rests on.
    pub(crate) rules: &'r [RuleState],
    /// What the audit found avoidable.
    pub(crate) avoidable_hours: f64,
    /// What all steps save of that, shown or not.
    pub(crate) saved: f64,
    /// What they save beyond.
    pub(crate) further: f64,
    /// How many steps there are, shown or not.
    pub(crate) all_steps: usize,
    /// What a reader must know besides.
    pub(crate) notes: Vec<Message>,
    /// The settings in force.
    pub(crate) settings: toml::Table,
    /// The branch that was asked for.
    pub(crate) top: Option<Branch>,
}

impl PlanReport<'_> {
    fn name(&self, unit: crate::ledger::names::NameId) -> &str {
        self.region.name(unit)
    }

    /// Who takes part in a step.
    fn units(&self, step: &Step) -> Vec<String> {
        step.units
            .iter()
            .map(|unit| self.name(*unit).to_owned())
            .collect()
    }

    /// File and line of a row.
    fn place(&self, row: &PlanRow) -> (&str, u32) {
        self.region.ledgers.place(row.row.0, row.row.1)
    }

    /// A title of a row.
    fn title(&self, ledger: crate::ledger::Ledger, row: usize) -> String {
        self.region.title(ledger, row)
    }
}

/// Minutes after midnight as a clock has them.
fn clock(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
