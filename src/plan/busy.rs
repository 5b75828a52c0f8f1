//! Who is in which meeting when, so that nobody is asked to be in two places at once. Meetings whose
//! hours are not known are taken to be somewhere within their day: a unit is free while its
//! meetings of that day together leave room in a working day.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::plan::When;
use crate::region::Region;

/// A matter that many rows are about is looked at no further than this.
const MOST: usize = 200;
/// Minutes of a working day.
const WORKING_DAY: i32 = 8 * 60;

/// A meeting in somebody's calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    row: usize,
    start: Option<i32>,
    minutes: i32,
}

/// Calendars of all units.
pub(crate) struct Busy {
    entries: FxHashMap<(NameId, i32), Vec<Entry>>,
    /// Where each meeting stands now.
    days: Vec<Option<i32>>,
    units: Vec<Vec<NameId>>,
}

/// The units that sit in a meeting: those called, and whoever holds it.
pub(crate) fn who(region: &Region, row: usize) -> Vec<NameId> {
    let mut units = region.called.units(row).unwrap_or_default();
    units.push(region.unit_of(region.imposer(Ledger::Meetings, row)));
    units.sort_unstable();
    units.dedup();
    units
}

/// When a meeting was held.
pub(crate) fn when(region: &Region, row: usize) -> Option<When> {
    let table = region.table(Ledger::Meetings);
    Some(When {
        day: table.days("date").get(row)?,
        start: table.minutes("start").get(row),
        minutes: (region.costs.meetings[row].duration * 60.0).round() as i32,
    })
}

impl Busy {
    /// The calendars as the meetings were held.
    pub(crate) fn of(region: &Region) -> Self {
        let rows = region.table(Ledger::Meetings).rows();
        let mut busy = Self {
            entries: FxHashMap::default(),
            days: vec![None; rows],
            units: (0..rows).map(|row| who(region, row)).collect(),
        };
        for row in 0..rows {
            if let Some(when) = when(region, row) {
                busy.add(row, when);
            }
        }
        busy
    }

    fn add(&mut self, row: usize, when: When) {
        self.days[row] = Some(when.day);
        for unit in &self.units[row] {
            let entry = Entry {
                row,
                start: when.start,
                minutes: when.minutes,
            };
            self.entries
                .entry((*unit, when.day))
                .or_default()
                .push(entry);
        }
    }

    fn remove(&mut self, row: usize) {
        let Some(day) = self.days[row].take() else {
            return;
        };
        for unit in &self.units[row] {
            if let Some(entries) = self.entries.get_mut(&(*unit, day)) {
                entries.retain(|entry| entry.row != row);
            }
        }
    }

    /// Whether a unit can be somewhere, apart from meetings that are given up for it.
    pub(crate) fn is_free(&self, unit: NameId, when: When, apart_from: &FxHashSet<usize>) -> bool {
        let entries = self.entries.get(&(unit, when.day));
        let others = || {
            let all = entries.into_iter().flatten();
            all.filter(|entry| !apart_from.contains(&entry.row))
        };
        let clashes = others().any(|entry| match (entry.start, when.start) {
            (Some(start), Some(own)) => start < own + when.minutes && own < start + entry.minutes,
            _ => false,
        });
        let is_unsure = when.start.is_none() || others().any(|entry| entry.start.is_none());
        let taken: i32 = others().map(|entry| entry.minutes).sum();
        !clashes && (!is_unsure || taken + when.minutes <= WORKING_DAY)
    }

    /// Puts meetings together at one time: those who sit in any of them are there.
    pub(crate) fn hold(&mut self, rows: &[usize], when: When) {
        let mut units: Vec<NameId> = Vec::new();
        for row in rows {
            self.remove(*row);
            units.extend_from_slice(&self.units[*row]);
        }
        units.sort_unstable();
        units.dedup();
        self.units[rows[0]] = units;
        self.add(rows[0], when);
    }
}

/// The day since which the matter of a meeting is known to exist: that of the earliest row on it
/// within some days before, of its own place or one above; else its own.
pub(crate) fn exists_since(
    region: &Region,
    by_group: &FxHashMap<u32, Vec<(i32, RowOf)>>,
    row: usize,
    days: i32,
) -> Option<i32> {
    let own = RowOf(Ledger::Meetings, row);
    let day = region.table(Ledger::Meetings).days("date").get(row)?;
    let Some(known) = region
        .matters
        .group(own)
        .and_then(|group| by_group.get(&group))
    else {
        return Some(day);
    };
    let from = known.partition_point(|(other, _)| *other < day - days);
    let earlier = known[from..].iter().take_while(|(other, _)| *other < day);
    let place = region.place(Ledger::Meetings, row);
    let is_above = |RowOf(ledger, other): RowOf| match (region.place(ledger, other), place) {
        (Some(other), Some(place)) => region.units.in_branch(place, other),
        _ => false,
    };
    let first = earlier
        .take(MOST)
        .find(|(_, other)| is_above(*other) && region.matters.same(own, *other).is_some());
    Some(first.map_or(day, |(day, _)| *day))
}

/// Meetings and documents by the group of their matter, in order of time.
pub(crate) fn by_group(region: &Region) -> FxHashMap<u32, Vec<(i32, RowOf)>> {
    let mut by_group: FxHashMap<u32, Vec<(i32, RowOf)>> = FxHashMap::default();
    for ledger in [Ledger::Meetings, Ledger::Documents] {
        let days = region.table(ledger).days("date");
        for row in 0..region.table(ledger).rows() {
            let own = RowOf(ledger, row);
            if let (Some(day), Some(group)) = (days.get(row), region.matters.group(own)) {
                by_group.entry(group).or_default().push((day, own));
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for rows in by_group.values_mut() {
        rows.sort_unstable_by_key(|(day, RowOf(ledger, row))| (*day, *ledger, *row));
    }
    by_group
}
