//! Whom each row calls or sends to: the listed units, with 各乡镇 and its like expanded through the
//! tree below the row's own place. Where nothing in the tree answers, the list is missing, never
//! one unit.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{collective, collective_ending};
use super::rows::unit_of;
use super::units::{PlaceId, Units};
use crate::ledger::names::NameId;
use crate::ledger::{Ledger, Ledgers};

/// The units that each row of a ledger calls or sends to.
#[derive(Clone, Debug, Default)]
pub struct Called {
    bounds: Vec<u32>,
    entries: Vec<NameId>,
    /// The unit that each entry means.
    units: Vec<NameId>,
    known: Vec<bool>,
    /// Rows and entries such as 各乡镇 that nothing in the tree answers to.
    pub unexpanded: Vec<(usize, NameId)>,
}

impl Called {
    /// The units of a list field, row by row, with 各乡镇 and its like expanded through the tree
    /// below the row's own place.
    #[must_use]
    pub fn of(
        units: &Units,
        ledgers: &Ledgers,
        ledger: Ledger,
        field: &str,
        places: &[Option<PlaceId>],
    ) -> Self {
        let table = ledgers.table(ledger);
        let lists = table.lists(field);
        let collectives: FxHashMap<NameId, Option<u32>> = lists
            .all()
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter_map(|name| collective(ledgers.names.name(*name)).map(|level| (*name, level)))
            .collect();
        let endings: FxHashMap<NameId, &'static str> = collectives
            .keys()
            .filter_map(|name| Some((*name, collective_ending(ledgers.names.name(*name))?)))
            .collect();
        let mut called = Self {
            bounds: vec![0],
            ..Self::default()
        };
        for (row, place) in places.iter().enumerate() {
            let listed = lists.get(row);
            let start = called.entries.len();
            let mut known = listed.is_some();
            for entry in listed.unwrap_or_default() {
                let Some(level) = collectives.get(entry) else {
                    let meant = place
                        .filter(|_| units.is_shared(*entry))
                        .and_then(|place| units.meant_by(ledgers.names.name(*entry), place));
                    called
                        .entries
                        .push(meant.map_or(*entry, |meant| units.get(meant).name));
                    continue;
                };
                let mut members = units.members(*place, *level);
                if let Some(ending) = endings.get(entry) {
                    let is_called = |unit: &NameId| ledgers.names.name(*unit).ends_with(ending);
                    // Where none is called so, the word stands for its level.
                    if members.iter().any(is_called) {
                        members.retain(is_called);
                    }
                }
                if members.is_empty() {
                    called.unexpanded.push((row, *entry));
                    known = false;
                }
                called.entries.extend(members);
            }
            if !known {
                called.entries.truncate(start);
            }
            called.known.push(known);
            called.bounds.push(called.entries.len() as u32);
        }
        let mut meant: FxHashMap<NameId, NameId> = FxHashMap::default();
        let entries = called.entries.iter();
        called.units = entries
            .map(|name| {
                *meant
                    .entry(*name)
                    .or_insert_with(|| unit_of(units, &ledgers.names, *name))
            })
            .collect();
        called.set();
        called
    }

    /// Keeps each unit of a row once, under the name that stands first: a list is a set.
    fn set(&mut self) {
        let mut seen: FxHashSet<NameId> = FxHashSet::default();
        let mut kept = 0;
        for row in 0..self.known.len() {
            let (start, end) = (self.bounds[row] as usize, self.bounds[row + 1] as usize);
            seen.clear();
            // What is kept never stands behind what is read, nor is a bound written before its use.
            self.bounds[row] = kept as u32;
            for at in start..end {
                if seen.insert(self.units[at]) {
                    self.entries[kept] = self.entries[at];
                    self.units[kept] = self.units[at];
                    kept += 1;
                }
            }
        }
        if let Some(last) = self.bounds.last_mut() {
            *last = kept as u32;
        }
        self.entries.truncate(kept);
        self.units.truncate(kept);
    }

    /// The units of a row by one name each, whatever the row calls them, each once and sorted.
    #[must_use]
    pub fn units(&self, row: usize) -> Option<Vec<NameId>> {
        let range = self.bounds[row] as usize..self.bounds[row + 1] as usize;
        self.known[row].then(|| {
            let mut units = self.units[range].to_vec();
            units.sort_unstable();
            units.dedup();
            units
        })
    }

    /// The units of a row by one name each, in the order of the list.
    #[must_use]
    pub fn listed(&self, row: usize) -> Option<&[NameId]> {
        let range = self.bounds[row] as usize..self.bounds[row + 1] as usize;
        self.known[row].then(|| &self.units[range])
    }

    /// The units of a row; `None` where the row has no list, or one that could not be expanded.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&[NameId]> {
        let range = self.bounds[row] as usize..self.bounds[row + 1] as usize;
        self.known[row].then(|| &self.entries[range])
    }

    /// Whether the row names units that nothing in the tree answers to.
    #[must_use]
    pub fn is_unexpanded(&self, row: usize) -> bool {
        self.unexpanded
            .binary_search_by_key(&row, |(row, _)| *row)
            .is_ok()
    }
}
