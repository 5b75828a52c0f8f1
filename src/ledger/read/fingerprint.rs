//! Rows as numbers: equal rows have equal fingerprints, whichever file and pool of names they come
//! from, so that a row that stands twice is noticed. A row's fingerprint is the sum of those of
//! its values, so that a value that is settled late can still be added.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;

use super::cell::Value;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::values::date::Day;

/// A number that is the same for equal values, whatever pool their names are numbered in.
/// 64 bits of foldhash with a fixed seed: among three million rows two different ones collide with
/// a probability below one in a million.
#[must_use]
pub fn fingerprint<'v>(
    values: impl Iterator<Item = (usize, Value<'v>)>,
    lists: &[NameId],
    names: &NamePool,
) -> u64 {
    values
        .filter(|(_, value)| *value != Value::Missing)
        .fold(1, |sum: u64, (field, value)| {
            sum.wrapping_add(of_value(field, value, lists, names))
        })
}

/// What a name adds to the fingerprint of its row.
#[must_use]
pub fn of_name(field: usize, name: &str) -> u64 {
    FixedState::with_seed(field as u64).hash_one(name)
}

/// What a day adds to the fingerprint of its row.
#[must_use]
pub fn of_day(field: usize, day: Day) -> u64 {
    let mut hasher = FixedState::with_seed(field as u64).build_hasher();
    hash_day(day, &mut hasher);
    hasher.finish()
}

fn of_value(field: usize, value: Value<'_>, lists: &[NameId], names: &NamePool) -> u64 {
    let mut hasher = FixedState::with_seed(field as u64).build_hasher();
    match value {
        Value::Missing => return 0,
        Value::Text(text) => text.hash(&mut hasher),
        Value::Name(name) => return of_name(field, names.name(name)),
        Value::Day(day) => return of_day(field, day),
        Value::Minutes(minutes) => minutes.hash(&mut hasher),
        Value::Number(number) => number.to_bits().hash(&mut hasher),
        Value::Count(count) | Value::Code(count) | Value::Bits(count) => {
            count.hash(&mut hasher);
        }
        Value::Flag(flag) => flag.hash(&mut hasher),
        Value::List(start, end) => {
            for name in &lists[start..end] {
                names.name(*name).hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}

fn hash_day(day: Day, hasher: &mut impl Hasher) {
    match day {
        Day::Exact(days) | Day::Coarse(days) | Day::Settled { days, .. } => days.hash(hasher),
        Day::NoYear { month, day, .. } => (month, day).hash(hasher),
        Day::Ambiguous {
            first,
            second,
            year,
        } => (first, second, year).hash(hasher),
        Day::Short(numbers) => numbers.hash(hasher),
        Day::Due(due) => due.hash(hasher),
    }
}
