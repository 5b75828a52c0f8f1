//! Who bears a row, and which part of its hours each of them: the units called, the recipients, the
//! fillers and the target in equal parts; of an app those who must use it, the units of its owner's
//! branch in proportion to their cadres; else who imposes it. The parts of a row add up to it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::unit_of;
use super::{PlaceId, Region, Units};
use crate::ledger::names::NameId;
use crate::ledger::schema::apps;
use crate::ledger::{Ledger, Ledgers};
use crate::matter::RowOf;

/// The units of each branch whose apps somebody must use, with their parts.
#[derive(Clone, Debug, Default)]
pub struct Users(FxHashMap<PlaceId, Vec<(NameId, f64)>>);

impl Users {
    /// Of the places of those who own apps; `places` are those of the rows.
    #[must_use]
    pub fn of(units: &Units, ledgers: &Ledgers, places: &[Option<PlaceId>]) -> Self {
        let owning: FxHashSet<PlaceId> = places.iter().flatten().copied().collect();
        let mut cadres: Vec<(NameId, f64)> = Vec::new();
        for (name, count) in units.headcounts() {
            cadres.push((unit_of(units, &ledgers.names, name), f64::from(count)));
        }
        let mut branches: FxHashMap<PlaceId, Vec<(NameId, f64)>> = FxHashMap::default();
        for (unit, count) in cadres.into_iter().filter(|(_, count)| *count > 0.0) {
            let Some(place) = units.place(unit) else {
                continue;
            };
            for at in std::iter::once(place).chain(units.above(place)) {
                if owning.contains(&at) {
                    branches.entry(at).or_default().push((unit, count));
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each is changed by itself")]
        for members in branches.values_mut() {
            // Those with most cadres first, so that whoever names some of them names these.
            let name = |unit: NameId| ledgers.names.name(unit);
            members.sort_by(|one, other| {
                let names = || name(one.0).cmp(name(other.0));
                other.1.total_cmp(&one.1).then_with(names)
            });
            let all = members.iter().fold(0.0, |sum, (_, count)| sum + count);
            for (_, part) in members {
                *part /= all;
            }
        }
        Self(branches)
    }
}

impl Region {
    /// Tells `each` of every unit that bears a row, by one name whatever the row calls it, and of
    /// the part of the row's hours that it bears. The parts add up to 1.
    pub fn each_bearer(&self, RowOf(ledger, row): RowOf, each: &mut dyn FnMut(NameId, f64)) {
        let listed = match ledger {
            Ledger::Meetings => self.called.listed(row),
            Ledger::Documents => self.recipients.listed(row),
            Ledger::Forms => self.fillers.listed(row),
            Ledger::Inspections => {
                let target = self.table(ledger).wholes("target").get(row);
                if let Some(target) = target {
                    each(self.unit_of(target), 1.0);
                    return;
                }
                None
            }
            Ledger::Apps if !self.table(ledger).wholes("kind").is(row, apps::ACCOUNT) => {
                let place = self.place(ledger, row);
                if let Some(users) = place.and_then(|place| self.users.0.get(&place)) {
                    for (unit, part) in users {
                        each(*unit, *part);
                    }
                    return;
                }
                None
            }
            Ledger::Units | Ledger::Groups | Ledger::Apps | Ledger::Surveys => None,
        };
        match listed {
            Some(units) if !units.is_empty() => {
                let part = 1.0 / units.len() as f64;
                for unit in units {
                    each(*unit, part);
                }
            }
            _ => each(self.unit_of(self.imposer(ledger, row)), 1.0),
        }
    }

    /// The units that bear a row, each with its part.
    #[must_use]
    pub fn bearers(&self, row: RowOf) -> Vec<(NameId, f64)> {
        let mut bearers = Vec::new();
        self.each_bearer(row, &mut |unit, part| bearers.push((unit, part)));
        bearers
    }
}
