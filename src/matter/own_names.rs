//! The names by which a row's title may speak of its own unit without saying what it is about:
//! those of the unit, of its place, and of every place above.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::ledger::names::NameId;
use crate::ledger::{Ledger, Ledgers};
use crate::region::{PlaceId, Units};

/// The names of every unit that imposes something.
pub(super) struct OwnNames {
    by_place: Vec<Vec<String>>,
    by_imposer: Vec<Option<Vec<String>>>,
}

/// The names of one place: in full, and without the name of the place above it.
fn forms(place: PlaceId, ledgers: &Ledgers, units: &Units) -> impl Iterator<Item = String> {
    let full = ledgers.names.name(units.get(place).name).to_lowercase();
    let above = units
        .get(place)
        .parent
        .map(|above| ledgers.names.name(units.get(above).name).to_lowercase());
    let short = above.and_then(|above| {
        full.strip_prefix(above.as_str())
            .map(|rest| rest.trim().to_owned())
    });
    [Some(full), short]
        .into_iter()
        .flatten()
        .filter(|name| name.chars().count() > 1)
}

impl OwnNames {
    pub(super) fn of(ledgers: &Ledgers, units: &Units) -> Self {
        let by_place: Vec<Vec<String>> = (0..units.places() as PlaceId)
            .map(|place| {
                let mut names: Vec<String> = std::iter::once(place)
                    .chain(units.above(place))
                    .flat_map(|place| forms(place, ledgers, units))
                    .collect();
                longest_first(&mut names);
                names
            })
            .collect();
        let by_imposer = by_imposer(ledgers, units, &by_place);
        Self {
            by_place,
            by_imposer,
        }
    }

    /// The names of all places, by which a title speaks of one.
    pub(super) fn of_all_places(&self) -> Vec<String> {
        let mut names: Vec<String> = self.by_place.iter().flatten().cloned().collect();
        names.sort();
        names.dedup();
        names
    }

    /// The places that bear each name.
    pub(super) fn bearers(
        &self,
        ledgers: &Ledgers,
        units: &Units,
    ) -> FxHashMap<String, Vec<PlaceId>> {
        let mut bearers: FxHashMap<String, Vec<PlaceId>> = FxHashMap::default();
        for place in 0..self.by_place.len() as PlaceId {
            for name in forms(place, ledgers, units) {
                bearers.entry(name).or_default().push(place);
            }
        }
        bearers
    }

    /// The names of the unit that imposes a row, and those of the places that it stands in.
    pub(super) fn of_row(&self, place: Option<PlaceId>, imposer: Option<NameId>) -> &[String] {
        let by_imposer = imposer.and_then(|imposer| self.by_imposer[imposer as usize].as_deref());
        by_imposer.unwrap_or_else(|| place.map_or(&[], |place| &self.by_place[place as usize]))
    }
}

/// The names of each imposing unit, by its number: worked out once a unit, not once a row.
fn by_imposer(
    ledgers: &Ledgers,
    units: &Units,
    by_place: &[Vec<String>],
) -> Vec<Option<Vec<String>>> {
    let mut imposes = vec![false; ledgers.names.len()];
    for ledger in Ledger::AUDITED {
        let table = ledgers.table(ledger);
        let column = table.wholes(ledger.schema().imposer);
        for imposer in (0..table.rows()).filter_map(|row| column.get(row)) {
            imposes[imposer as usize] = true;
        }
    }
    imposes
        .into_par_iter()
        .enumerate()
        .map(|(imposer, needed)| {
            if !needed {
                return None;
            }
            let place = units.place(imposer as NameId);
            let mut names = place
                .map(|place| by_place[place as usize].clone())
                .unwrap_or_default();
            let own = ledgers.names.name(imposer as NameId).to_lowercase();
            let department = names
                .iter()
                .find_map(|place| own.strip_prefix(place.as_str()))
                .map(str::to_owned);
            names.extend(department.filter(|name| name.chars().count() > 2));
            names.push(own);
            longest_first(&mut names);
            Some(names)
        })
        .collect()
}

fn longest_first(names: &mut Vec<String>) {
    names.sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
    names.dedup();
}
