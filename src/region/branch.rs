//! What a run is narrowed to by the name of a unit: a place with all that stands below it, or a
//! department by itself, whose own rows are not those of the place it serves.

use super::{PlaceId, Region};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;

/// A unit and all below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// A place, its departments and the places below it.
    Place(PlaceId),
    /// A department.
    Department(NameId),
}

impl Branch {
    /// The branch that a name, in its normal form, means; `None` where no unit is called that, or
    /// several places are.
    #[must_use]
    pub fn named(region: &Region, name: &str) -> Option<Self> {
        let number = region.ledgers.names.find(name);
        let standing = number.and_then(|number| region.units.place(number));
        // A department goes before the place that its name may stand for elsewhere.
        match (number, standing) {
            (Some(number), Some(_)) if region.is_department(number) => {
                Some(Self::Department(number))
            }
            _ => region.units.named(name).or(standing).map(Self::Place),
        }
    }

    /// The names of all units, in order.
    #[must_use]
    pub fn known(region: &Region) -> Vec<&str> {
        let names = (0..region.ledgers.names.len() as NameId)
            .filter(|name| region.units.place(*name).is_some())
            .map(|name| region.name(name));
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names
    }

    /// Whether a unit is in the branch.
    #[must_use]
    pub fn holds(self, region: &Region, unit: NameId) -> bool {
        match self {
            Self::Place(top) => {
                let place = region.units.place(unit);
                place.is_some_and(|place| region.units.in_branch(place, top))
            }
            Self::Department(own) => region.unit_of(unit) == own,
        }
    }

    /// Whether a name, as reports have it, is that of a unit in the branch.
    #[must_use]
    pub fn holds_named(self, region: &Region, unit: &str) -> bool {
        let number = region.ledgers.names.find(unit);
        number.is_some_and(|number| self.holds(region, number))
    }

    /// Whether a row is imposed or borne by a unit of the branch.
    #[must_use]
    pub fn touches(self, region: &Region, RowOf(ledger, row): RowOf) -> bool {
        self.imposes(region, ledger, row)
            || region
                .bearers(ledger, row)
                .into_iter()
                .any(|name| self.holds(region, name))
    }

    fn imposes(self, region: &Region, ledger: Ledger, row: usize) -> bool {
        match self {
            Self::Place(top) => {
                let place = region.place(ledger, row);
                place.is_some_and(|place| region.units.in_branch(place, top))
            }
            Self::Department(own) => region.unit_of(region.imposer(ledger, row)) == own,
        }
    }
}
