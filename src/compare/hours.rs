//! What changed in hours a month: by pain point, by who imposes, by who bears, by rule. Every row
//! counts in its own period at its own cost; the difference of each ledger is cut into its parts
//! and the parts are added, so that a mix of other ledgers is never taken for longer meetings.

use rustc_hash::FxHashMap;

use super::parts::{Factors, Parts};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::surveys;
use crate::matter::RowOf;
use crate::pair::{Pair, Side};
use crate::region::Narrowing;

/// What hours are added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// All of them.
    Whole,
    /// A pain point.
    PainPoint(&'static str),
    /// A rule: its avoidable hours.
    Rule(&'static str),
    /// A unit that stands in both periods, or what no unit is, such as an inspected firm.
    Unit(NameId),
    /// The units that stand in one period only, together.
    Alone(Side),
}

/// Hours a month in both periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Whose hours.
    pub key: Key,
    /// Hours a month before.
    pub before: f64,
    /// Hours a month after.
    pub after: f64,
    /// The parts of their difference.
    pub parts: Parts,
}

/// Everything that changed in hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    /// The whole.
    pub whole: Changed,
    /// By pain point, in their order.
    pub by_pain_point: Vec<Changed>,
    /// By imposing unit, the largest differences first.
    pub by_imposer: Vec<Changed>,
    /// By bearing unit.
    pub by_bearer: Vec<Changed>,
    /// Avoidable hours by rule.
    pub by_rule: Vec<Changed>,
}

impl Hours {
    /// Of what of a pair is looked at, and of the findings of both periods, whose rows are those of
    /// their own period.
    #[must_use]
    pub fn of(pair: &Pair<'_>, findings: [&[Finding]; 2], narrowing: &Narrowing) -> Self {
        let (mut all, mut imposers, mut bearers) =
            (Sums::default(), Sums::default(), Sums::default());
        for side in Side::BOTH {
            for ledger in Ledger::AUDITED
                .into_iter()
                .filter(|ledger| pair.has(*ledger))
            {
                let one = OneOf::of(pair, side, ledger);
                for (row, joint) in pair.half(side).rows(ledger).enumerate() {
                    let joint = RowOf(ledger, joint);
                    let part = part_of(pair, side, joint, narrowing);
                    if part == 0.0 || !pair.half(side).lives(ledger, joint.1) {
                        continue;
                    }
                    let own = one.factors(row);
                    all.add(Key::Whole, ledger, side, share(own, part));
                    let imposer = key(pair, pair.unit(joint));
                    imposers.add(imposer, ledger, side, share(own, part));
                    let is_imposed = narrowing.is_of_imposers();
                    for (unit, part) in pair.half(side).bearers(pair.joint, ledger, joint.1) {
                        if is_imposed || narrowing.holds(unit) {
                            bearers.add(key(pair, unit), ledger, side, share(own, part));
                        }
                    }
                }
            }
        }
        let by_pain_point = surveys::PAIN_POINTS.into_iter().filter_map(|point| {
            let ledgers = surveys::ledgers_of(point);
            let is_there = ledgers.iter().any(|ledger| pair.has(*ledger));
            is_there.then(|| all.among(Key::PainPoint(point), ledgers))
        });
        Self {
            whole: all.among(Key::Whole, &Ledger::AUDITED),
            by_pain_point: by_pain_point.collect(),
            by_imposer: imposers.changed(pair),
            by_bearer: bearers.changed(pair),
            by_rule: by_rule(pair, findings, narrowing),
        }
    }
}

/// A unit's key.
fn key(pair: &Pair<'_>, unit: NameId) -> Key {
    pair.only_in(unit).map_or(Key::Unit(unit), Key::Alone)
}

/// The part of a row of the joint region that is looked at, as one period knows its bearers.
fn part_of(pair: &Pair<'_>, side: Side, joint: RowOf, narrowing: &Narrowing) -> f64 {
    if narrowing.is_whole() || narrowing.is_of_imposers() {
        return narrowing.part(pair.joint, joint);
    }
    let bearers = pair.half(side).bearers(pair.joint, joint.0, joint.1);
    let own = bearers.iter().filter(|(unit, _)| narrowing.holds(*unit));
    own.fold(0.0, |sum, (_, part)| sum + part)
}

/// The rows of a ledger in one period.
struct OneOf<'p> {
    people: Box<dyn Fn(usize) -> f64 + 'p>,
    hours: &'p [f64],
    months: f64,
    /// What one row counts: its part of a month, or, where it is there, one.
    one: f64,
}

impl<'p> OneOf<'p> {
    fn of(pair: &Pair<'p>, side: Side, ledger: Ledger) -> Self {
        let region = &pair.half(side).region;
        let months = region.period.months();
        Self {
            people: region.people(ledger),
            hours: region.costs.of_ledger(ledger),
            months,
            one: if ledger.is_flow() { 1.0 / months } else { 1.0 },
        }
    }

    fn factors(&self, row: usize) -> Factors {
        self.with_hours(row, self.hours[row])
    }

    fn with_hours(&self, row: usize, hours: f64) -> Factors {
        Factors {
            count: self.one,
            people: self.one * (self.people)(row),
            hours: hours / self.months,
        }
    }
}

/// A part of a row for one of those who bear it: of its people, not of itself.
fn share(own: Factors, part: f64) -> Factors {
    Factors {
        count: own.count,
        people: own.people * part,
        hours: own.hours * part,
    }
}

/// Factors by key and ledger, in both periods.
#[derive(Default)]
struct Sums(FxHashMap<(Key, Ledger), [Factors; 2]>);

impl Sums {
    fn add(&mut self, key: Key, ledger: Ledger, side: Side, own: Factors) {
        let sum = &mut self.0.entry((key, ledger)).or_default()[side as usize];
        sum.count += own.count;
        sum.people += own.people;
        sum.hours += own.hours;
    }

    /// What changed over some ledgers of the whole, under another key.
    fn among(&self, key: Key, ledgers: &[Ledger]) -> Changed {
        let own = ledgers
            .iter()
            .filter_map(|ledger| self.0.get(&(Key::Whole, *ledger)));
        changed(key, own)
    }

    /// What changed, the largest differences first.
    fn changed(self, pair: &Pair<'_>) -> Vec<Changed> {
        let mut sums: Vec<((Key, Ledger), [Factors; 2])> = self.0.into_iter().collect();
        sums.sort_unstable_by_key(|(key, _)| *key);
        let by_key = sums.chunk_by(|one, other| one.0.0 == other.0.0);
        let mut all: Vec<Changed> = by_key
            .map(|own| changed(own[0].0.0, own.iter().map(|(_, factors)| factors)))
            .collect();
        let name = |key: Key| match key {
            Key::Unit(unit) => pair.joint.name(unit),
            Key::Rule(rule) => rule,
            _ => "",
        };
        all.sort_by(|one, other| {
            let size = |changed: &Changed| (changed.after - changed.before).abs();
            size(other)
                .total_cmp(&size(one))
                .then_with(|| name(one.key).cmp(name(other.key)))
                .then_with(|| one.key.cmp(&other.key))
        });
        all
    }
}

fn changed<'f>(key: Key, of_ledgers: impl Iterator<Item = &'f [Factors; 2]>) -> Changed {
    let mut changed = Changed {
        key,
        before: 0.0,
        after: 0.0,
        parts: Parts::default(),
    };
    for [before, after] in of_ledgers {
        changed.before += before.hours;
        changed.after += after.hours;
        changed.parts = changed.parts.and(Parts::of(*before, *after));
    }
    changed
}

/// Avoidable hours of each rule, each row once, at its largest claim.
fn by_rule(pair: &Pair<'_>, findings: [&[Finding]; 2], narrowing: &Narrowing) -> Vec<Changed> {
    let mut sums = Sums::default();
    for side in Side::BOTH {
        let mut claims: Vec<(&'static str, Ledger, usize, f64)> = Vec::new();
        for finding in findings[side as usize] {
            let claimed = finding
                .evidence
                .iter()
                .filter(|row| row.avoidable_hours > 0.0);
            claims.extend(claimed.map(|row| {
                let RowOf(ledger, number) = row.row;
                (finding.rule, ledger, number, row.avoidable_hours)
            }));
        }
        claims.sort_unstable_by(|one, other| {
            let key = |claim: &(&'static str, Ledger, usize, f64)| (claim.0, claim.1, claim.2);
            key(one).cmp(&key(other)).then(other.3.total_cmp(&one.3))
        });
        claims.dedup_by_key(|claim| (claim.0, claim.1, claim.2));
        let rows_of = Ledger::ALL.map(|ledger| OneOf::of(pair, side, ledger));
        for (rule, ledger, row, hours) in claims {
            let joint = pair.half(side).joint_row(ledger, row);
            let Some(joint) = joint.filter(|_| pair.has(ledger)) else {
                continue;
            };
            let part = part_of(pair, side, RowOf(ledger, joint), narrowing);
            if part > 0.0 {
                let own = rows_of[ledger as usize].with_hours(row, hours);
                sums.add(Key::Rule(rule), ledger, side, share(own, part));
            }
        }
    }
    sums.changed(pair)
}
