//! Rows as numbers: equal rows have equal fingerprints, whichever file and pool of names they come
//! from, so that a row that stands twice is noticed.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;

use super::row::Value;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::values::date::Day;

/// A number that is the same for equal values, whatever pool their names are numbered in.
/// 64 bits of foldhash with a fixed seed: among three million rows two different ones collide with
/// a probability below one in a million.
#[must_use]
pub fn fingerprint<'v>(
    values: impl Iterator<Item = Value<'v>>,
    lists: &[NameId],
    names: &NamePool,
) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    for value in values {
        std::mem::discriminant(&value).hash(&mut hasher);
        match value {
            Value::Missing => {}
            Value::Text(text) => text.hash(&mut hasher),
            Value::Name(name) => names.name(name).hash(&mut hasher),
            Value::Day(day) => hash_day(day, &mut hasher),
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
    }
}
