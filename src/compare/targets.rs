//! Whether units met their targets of reduction, and whether they met them on paper only: the
//! number fell as it was to, and a rule found that something else grew in its place.

use crate::config::Target;
use crate::ledger::names::NameId;
use crate::pair::{Pair, Tally};
use crate::rules::{Judgement, Moved, Way};

/// How a target came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Met.
    Met,
    /// Met on paper: what was to be reduced came back in another form.
    Mutated,
    /// Not met.
    NotMet,
}

impl Verdict {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Mutated => "met-but-mutated",
            Self::NotMet => "not-met",
        }
    }
}

/// One target of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The target.
    pub target: Target,
    /// The unit; `None` for the region.
    pub unit: Option<NameId>,
    /// How the number moved.
    pub moved: Moved,
    /// How it came out.
    pub verdict: Verdict,
    /// The rules that found what grew in its place.
    pub by: Vec<&'static str>,
}

/// Judges the targets of every unit that had anything of the kind, and of the region, the region
/// first, then units by name.
#[must_use]
pub fn judge(
    targets: &[Target],
    pair: &Pair<'_>,
    judgements: &[Judgement],
    counts: &dyn Fn(NameId) -> bool,
) -> Vec<Judged> {
    let mut all = Vec::new();
    for target in targets.iter().filter(|target| pair.has(target.ledger)) {
        let tally = Tally::of_ledger(target.ledger, pair);
        let mut units: Vec<NameId> = tally.units().filter(|unit| counts(*unit)).collect();
        units.sort_by_key(|unit| pair.joint.name(*unit));
        for unit in std::iter::once(None).chain(units.into_iter().map(Some)) {
            let moved = Moved::of(&tally, unit, pair, Way::Fell);
            let is_met = moved.after <= target.most * moved.before + 1e-9;
            let by = mutations(*target, unit, judgements);
            let verdict = match (is_met, by.is_empty()) {
                (false, _) => Verdict::NotMet,
                (true, true) => Verdict::Met,
                (true, false) => Verdict::Mutated,
            };
            all.push(Judged {
                target: *target,
                unit,
                moved,
                verdict,
                by,
            });
        }
    }
    all
}

/// The rules that found of a unit that something grew while rows of the target's ledger fell.
fn mutations(target: Target, unit: Option<NameId>, judgements: &[Judgement]) -> Vec<&'static str> {
    let found = |judgement: &&Judgement| {
        judgement.rule.ledger == target.ledger
            && judgement.verdicts.iter().any(|verdict| {
                verdict.found && verdict.trial.unit == unit && verdict.trial.fell.is_some()
            })
    };
    judgements
        .iter()
        .filter(found)
        .map(|judgement| judgement.rule.name)
        .collect()
}
