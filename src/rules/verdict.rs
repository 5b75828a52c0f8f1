//! From trials to verdicts. Of each rule the units of all pairs of periods are tested together, so
//! that at most a share `q` of what is told is expected to be chance (Benjamini & Hochberg 1995);
//! the region is tested beside them. A unit of which too little was counted to tell, however it
//! fell, is not tested, and that is said.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::rebound::{Rebound, Trial};
use super::run::{broken, missing, missing_column};
use super::{Enabled, Rule, State};
use crate::finding::Severity;
use crate::ledger::Ledger;
use crate::pair::{Pair, Side};
use crate::statistics::discoveries::adjusted;
use crate::text::Message;

/// A trial and its verdict.
pub struct Verdict {
    /// Which pair of periods.
    pub step: usize,
    /// What was looked at.
    pub trial: Trial,
    /// The least `q` at which it is a discovery; `None` where too little was counted to tell.
    pub q: Option<f64>,
    /// Whether both halves hold, and the rule's further conditions.
    pub found: bool,
}

/// A rule and its verdicts.
pub struct Judgement {
    /// The rule.
    pub rule: &'static Rule<dyn Rebound>,
    /// The severity of its findings, whatever their hours.
    pub severity: Option<Severity>,
    /// What became of it.
    pub state: State,
    /// Its verdicts, units by name within a pair of periods, the region last.
    pub verdicts: Vec<Verdict>,
}

/// Two questionnaires with more common answers than this are one, asked twice of the same people on
/// the same day: their difference is no sample.
const MOST_COMMON: f64 = 0.5;

/// Judges pairs of periods by rules.
#[must_use]
pub fn judge(rules: &[Enabled<dyn Rebound>], pairs: &[Pair<'_>]) -> Vec<Judgement> {
    rules
        .par_iter()
        .map(|enabled| one(enabled, pairs))
        .collect()
}

fn one(enabled: &Enabled<dyn Rebound>, pairs: &[Pair<'_>]) -> Judgement {
    let missing: Vec<Option<Message>> = pairs
        .iter()
        .map(|pair| missing_in(enabled.rule, &*enabled.check, pair))
        .collect();
    // Of a series, steps that lack something are left out; a rule that lacks it in all is skipped.
    let skipped = if missing.iter().all(Option::is_some) {
        missing.first().cloned().flatten()
    } else {
        None
    };
    let testable: Vec<(usize, &Pair<'_>)> = (0..)
        .zip(pairs)
        .zip(missing)
        .filter(|(_, missing)| missing.is_none())
        .map(|(step, _)| step)
        .collect();
    let (state, verdicts) = if let Some(why) = skipped {
        (State::Skipped(why), Vec::new())
    } else {
        // A fault in one rule must not take the others' findings with it.
        let verdicts = catch_unwind(AssertUnwindSafe(|| verdicts(&*enabled.check, &testable)));
        match verdicts {
            Ok(verdicts) => (State::Ran, verdicts),
            Err(panic) => (State::Failed(broken(panic.as_ref())), Vec::new()),
        }
    };
    Judgement {
        rule: enabled.rule,
        severity: enabled.severity,
        state,
        verdicts,
    }
}

/// Why two periods cannot be compared: a ledger or a column that one of them lacks.
fn missing_in(rule: &Rule<dyn Rebound>, check: &dyn Rebound, pair: &Pair<'_>) -> Option<Message> {
    if check.looks_at_all() {
        let none = !Ledger::AUDITED.into_iter().any(|ledger| pair.has(ledger));
        return none.then(|| Message::new("rule-no-common-ledger"));
    }
    if pair.table(rule.ledger).rows() == 0 {
        return missing(rule, pair.joint);
    }
    if pair.snapshots().contains(&rule.ledger) {
        return Some(Message::new("rule-snapshot").text("ledger", rule.ledger.name()));
    }
    if rule.ledger == Ledger::Surveys && pair.common(rule.ledger) > MOST_COMMON {
        return Some(Message::new("rule-same-answers"));
    }
    Side::BOTH.into_iter().find_map(|side| {
        let region = &pair.half(side).region;
        let why = if pair.side_has(side, rule.ledger) {
            missing_column(rule, region)?
        } else {
            Message::new("rule-no-rows").text("ledger", rule.ledger.name())
        };
        Some(Message::new(format!("rule-missing-{}", side.name())).message("why", why))
    })
}

fn verdicts(check: &dyn Rebound, pairs: &[(usize, &Pair<'_>)]) -> Vec<Verdict> {
    let mut trials: Vec<(usize, Trial)> = Vec::new();
    for (step, pair) in pairs {
        let mut own = check.trials(pair);
        let name = |trial: &Trial| trial.unit.map(|unit| pair.joint.name(unit));
        own.sort_by(|one, other| {
            let is_region = |trial: &Trial| trial.unit.is_none();
            (is_region(one), name(one)).cmp(&(is_region(other), name(other)))
        });
        trials.extend(own.into_iter().map(|trial| (*step, trial)));
    }
    let limit = check.q();
    let q = told(
        trials
            .iter()
            .map(|(_, trial)| (trial.unit.is_none(), trial.p(), trial.least())),
        limit,
    );
    trials
        .into_iter()
        .zip(q)
        .map(|((step, trial), q)| Verdict {
            step,
            found: trial.holds && q.is_some_and(|q| q <= limit),
            trial,
            q,
        })
        .collect()
}

/// For each test, by whether it is of the region, its probability and the least that it could
/// come to: the `q` at which it is a discovery, or nothing where it could not reach the limit.
fn told(tests: impl Iterator<Item = (bool, f64, f64)>, limit: f64) -> Vec<Option<f64>> {
    let tests: Vec<(bool, f64, f64)> = tests.collect();
    let mut all = vec![None; tests.len()];
    for of_region in [false, true] {
        let family: Vec<usize> = (0..tests.len())
            .filter(|test| tests[*test].0 == of_region && tests[*test].2 <= limit)
            .collect();
        let probabilities: Vec<f64> = family.iter().map(|test| tests[*test].1).collect();
        for (test, q) in family.into_iter().zip(adjusted(&probabilities)) {
            all[test] = Some(q);
        }
    }
    all
}
