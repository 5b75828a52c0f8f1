//! An audit of every period by the rules that look through a region. What became of findings can be
//! said only of the rules that ran in the first and in the last period; which of them did not, and
//! where, is said.

use std::collections::BTreeSet;

use super::periods::Periods;
use crate::commands::Context;
use crate::compare::series::Series;
use crate::config::Settings;
use crate::finding::Finding;
use crate::matter::RowOf;
use crate::rank;
use crate::region::Narrowing;
use crate::report::RuleState;
use crate::rules::{self, State};
use crate::text::Message;

/// The audits of all periods.
pub(super) struct Audits {
    pub(super) series: Vec<Series>,
    /// Findings of the first period in which anything happened, of rules that ran in it and in the last
    /// such.
    pub(super) first: Vec<Finding>,
    /// The same of the last.
    pub(super) last: Vec<Finding>,
    /// Rules, with what became of them in each period and how often they found something.
    states: Vec<(&'static str, Vec<State>, usize)>,
}

impl Audits {
    pub(super) fn of(
        settings: &Settings,
        periods: &Periods,
        parts: &[Narrowing],
        within: &dyn Fn(RowOf) -> bool,
    ) -> Self {
        let mut audits = Self {
            series: Series::of(&periods.halves),
            first: Vec::new(),
            last: Vec::new(),
            states: Vec::new(),
        };
        let [first, last] = periods.ends();
        for (number, half) in periods.halves.iter().enumerate() {
            let outcomes = rules::run(&settings.rules, &half.region, &settings.severity);
            let mut findings = Vec::new();
            for (place, outcome) in outcomes.into_iter().enumerate() {
                if number == 0 {
                    audits.states.push((outcome.rule, Vec::new(), 0));
                }
                let known = &mut audits.states[place];
                known.1.push(outcome.state);
                known.2 += outcome.findings.len();
                findings.extend(outcome.findings);
            }
            rank::order(&mut findings);
            Series::add(&mut audits.series, half, &findings, &parts[number], within);
            if number == first {
                audits.first = findings;
            } else if number == last {
                audits.last = findings;
            }
        }
        let ran: BTreeSet<&str> = audits
            .states
            .iter()
            .filter(|(_, states, _)| {
                [first, last]
                    .into_iter()
                    .all(|number| states.get(number) == Some(&State::Ran))
            })
            .map(|(rule, ..)| *rule)
            .collect();
        for findings in [&mut audits.first, &mut audits.last] {
            findings.retain(|finding| ran.contains(finding.rule));
        }
        audits
    }

    /// What became of the rules: of one that did not run in some periods, in which.
    pub(super) fn states(&self, labels: &[String], context: &Context) -> Vec<RuleState> {
        let state = |states: &[State]| {
            let failed = states
                .iter()
                .find(|state| matches!(state, State::Failed(_)));
            let skipped: Vec<(usize, &Message)> = states
                .iter()
                .enumerate()
                .filter_map(|(number, state)| match state {
                    State::Skipped(why) => Some((number, why)),
                    _ => None,
                })
                .collect();
            match (failed, skipped.as_slice()) {
                (Some(failed), _) => failed.clone(),
                (None, []) => State::Ran,
                (None, [(_, why), ..]) if skipped.len() == states.len() => {
                    State::Skipped((*why).clone())
                }
                (None, some) => {
                    let numbers = some
                        .iter()
                        .map(|(number, _)| label(&labels[*number], context));
                    let message = Message::new("rule-skipped-in")
                        .text("periods", numbers.collect::<Vec<_>>().join(", "))
                        .message("why", some[0].1.clone());
                    State::Skipped(message)
                }
            }
        };
        self.states
            .iter()
            .map(|(rule, states, findings)| {
                RuleState::of(rule, &state(states), *findings, &context.catalogue)
            })
            .collect()
    }
}

/// The label of a period in words.
fn label(label: &str, context: &Context) -> String {
    match label {
        "before" => context.catalogue.say("period-before"),
        "after" => context.catalogue.say("period-after"),
        label => label.to_owned(),
    }
}
