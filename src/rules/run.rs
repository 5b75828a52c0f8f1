//! Running the rules: each on its own, in parallel, its hits stamped to findings, in the order of
//! the catalogue. A rule whose columns are missing is skipped, one that fails is failed; either is
//! said, and the others run.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::{Check, Rule};
use crate::finding::{Finding, OfRule, Severity, SeverityBounds, Stamps};
use crate::ledger::Ledger;
use crate::region::Region;
use crate::text::Message;

/// What became of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It looked through its ledger.
    Ran,
    /// A column or its whole ledger was missing.
    Skipped(Message),
    /// It broke down; the report is not complete.
    Failed(Message),
}

/// A rule that is on, with its parameters.
pub struct Enabled<C: ?Sized + 'static = dyn Check> {
    /// The rule.
    pub rule: &'static Rule<C>,
    /// What it looks for.
    pub check: Box<C>,
    /// The severity of its findings, whatever their hours.
    pub severity: Option<Severity>,
}

/// A rule and what it found.
pub struct Outcome {
    /// The rule's name.
    pub rule: &'static str,
    /// What became of it.
    pub state: State,
    /// What it found, in no order yet.
    pub findings: Vec<Finding>,
    /// How long it took: for whoever watches the run, never for a result.
    pub took: Duration,
}

/// Runs rules over a region.
#[must_use]
pub fn run(rules: &[Enabled], region: &Region, bounds: &SeverityBounds) -> Vec<Outcome> {
    run_with(rules, region, bounds, &|| ())
}

/// The same for whoever watches: `done` is called as each rule is.
#[must_use]
pub fn run_with(
    rules: &[Enabled],
    region: &Region,
    bounds: &SeverityBounds,
    done: &(dyn Fn() + Sync),
) -> Vec<Outcome> {
    let stamps = Stamps::of(region);
    rules
        .par_iter()
        .map(|enabled| {
            let start = Instant::now();
            let (state, mut findings) = match missing(enabled.rule, region) {
                Some(why) => (State::Skipped(why), Vec::new()),
                None => one(
                    enabled.rule,
                    enabled.check.as_ref(),
                    (region, &stamps),
                    bounds,
                ),
            };
            for finding in &mut findings {
                finding.severity = enabled.severity.unwrap_or(finding.severity);
            }
            done();
            Outcome {
                rule: enabled.rule.name,
                state,
                findings,
                took: start.elapsed(),
            }
        })
        .collect()
}

fn one(
    rule: &'static Rule,
    check: &dyn Check,
    (region, stamps): (&Region, &Stamps<'_>),
    bounds: &SeverityBounds,
) -> (State, Vec<Finding>) {
    let of_rule = OfRule {
        rule: rule.name,
        ledger: rule.ledger,
        prohibited: rule.prohibited,
        rests_on: check.rests_on(),
    };
    // A fault in one rule must not take the others' findings with it.
    let stamped = catch_unwind(AssertUnwindSafe(|| {
        check
            .check(region)
            .into_par_iter()
            .map(|hit| Finding::of(hit, &of_rule, bounds, stamps))
            .collect()
    }));
    match stamped {
        Ok(findings) => (State::Ran, findings),
        Err(panic) => (State::Failed(broken(panic.as_ref())), Vec::new()),
    }
}

/// Why a rule broke down.
pub(super) fn broken(panic: &(dyn Any + Send)) -> Message {
    let why = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Message::new("rule-failed").text("why", why)
}

/// Why a rule cannot run: no such ledger, or no such column.
pub(super) fn missing<C: ?Sized>(rule: &Rule<C>, region: &Region) -> Option<Message> {
    let ledgers = std::iter::once(&rule.ledger).chain(rule.beside);
    let empty = |ledger: &&Ledger| region.table(**ledger).rows() == 0;
    if let Some(empty) = ledgers.into_iter().find(empty) {
        return Some(Message::new("rule-no-rows").text("ledger", empty.name()));
    }
    missing_column(rule, region)
}

/// Why a rule cannot run over a ledger that is there: no such column.
pub(super) fn missing_column<C: ?Sized>(rule: &Rule<C>, region: &Region) -> Option<Message> {
    let table = region.table(rule.ledger);
    let columns = rule
        .needs
        .iter()
        .find(|columns| columns.iter().all(|column| !table.has(column)))?;
    let perhaps = match region.ledgers.perhaps(rule.ledger, columns) {
        None => Message::new("nothing"),
        Some(header) => Message::new("rule-perhaps").text("header", header),
    };
    Some(
        Message::new("rule-no-column")
            .text("ledger", rule.ledger.name())
            .text("columns", columns.join(" | "))
            .message("perhaps", perhaps),
    )
}
