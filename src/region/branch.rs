//! What a run is narrowed to by the name of a unit: a place with all that stands below it, or a
//! department by itself, whose own rows are not those of the place it serves.

use super::{PlaceId, Region};
use crate::ledger::names::NameId;
use crate::survey::Survey;

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

    /// Its name.
    #[must_use]
    pub fn name(self, region: &Region) -> &str {
        region.name(match self {
            Self::Place(place) => region.units.get(place).name,
            Self::Department(own) => own,
        })
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

    /// The headcount of its units, where one of them states it.
    #[must_use]
    pub fn cadres(self, region: &Region) -> Option<u64> {
        let headcounts = region.units.headcounts().into_iter();
        headcounts
            .filter(|(unit, _)| self.holds(region, *unit))
            .map(|(_, cadres)| u64::from(cadres))
            .reduce(|one, other| one + other)
    }
}

impl Region {
    /// What the questionnaire says of a branch, or of the region where none is asked for.
    #[must_use]
    pub fn survey_of(&self, branch: Option<Branch>) -> Option<Survey> {
        let survey = self.survey.as_ref()?;
        let Some(branch) = branch else {
            return Some(survey.clone());
        };
        let place = match branch {
            Branch::Place(place) => Some(place),
            Branch::Department(own) => self.units.place(own),
        };
        let own = std::iter::once(branch);
        let of_department = place.filter(|_| matches!(branch, Branch::Department(_)));
        let above = place.into_iter().flat_map(|place| self.units.above(place));
        let around = of_department.into_iter().chain(above).map(Branch::Place);
        let rings: Vec<Box<dyn Fn(NameId) -> bool + '_>> = own
            .chain(around)
            .map(|ring| Box::new(move |unit| ring.holds(self, unit)) as Box<_>)
            .collect();
        let rings: Vec<&dyn Fn(NameId) -> bool> = rings.iter().map(AsRef::as_ref).collect();
        Some(survey.of_branch(&self.ledgers, &rings))
    }
}
