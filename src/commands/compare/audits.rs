//! An audit of every period by the rules that look through a region.

use super::periods::Periods;
use crate::commands::Context;
use crate::compare::series::Series;
use crate::config::Settings;
use crate::finding::Finding;
use crate::matter::RowOf;
use crate::rank;
use crate::report::RuleState;
use crate::rules::{self, State};

/// Audits of all periods by the rules that look through a region.
pub(super) struct Audits {
    pub(super) series: Vec<Series>,
    pub(super) first: Vec<Finding>,
    pub(super) last: Vec<Finding>,
    /// Rules, and what became of them in the period in which least of them ran.
    states: Vec<(&'static str, State, usize)>,
}

impl Audits {
    pub(super) fn of(
        settings: &Settings,
        periods: &Periods,
        within: &dyn Fn(RowOf) -> bool,
    ) -> Self {
        let mut audits = Self {
            series: Series::of(&periods.halves),
            first: Vec::new(),
            last: Vec::new(),
            states: Vec::new(),
        };
        for (number, half) in periods.halves.iter().enumerate() {
            let outcomes = rules::run(&settings.rules, &half.region, &settings.severity);
            let mut findings = Vec::new();
            for (place, outcome) in outcomes.into_iter().enumerate() {
                audits.note(place, outcome.rule, outcome.state, outcome.findings.len());
                findings.extend(outcome.findings);
            }
            rank::order(&mut findings);
            Series::add(&mut audits.series, half, &findings, within);
            if number == 0 {
                audits.first = findings;
            } else if number + 1 == periods.halves.len() {
                audits.last = findings;
            }
        }
        audits
    }

    /// Remembers what became of a rule, where it ran in no better way than before.
    fn note(&mut self, place: usize, rule: &'static str, state: State, findings: usize) {
        let weight = |state: &State| match state {
            State::Ran => 0,
            State::Skipped(_) => 1,
            State::Failed(_) => 2,
        };
        match self.states.get_mut(place) {
            None => self.states.push((rule, state, findings)),
            Some(known) => {
                known.2 += findings;
                if weight(&state) > weight(&known.1) {
                    known.1 = state;
                }
            }
        }
    }

    pub(super) fn states(&self, context: &Context) -> Vec<RuleState> {
        let states = self.states.iter();
        states
            .map(|(rule, state, findings)| {
                RuleState::of(rule, state, *findings, &context.catalogue)
            })
            .collect()
    }
}
