//! What a run is narrowed to by the name of a unit: a place with all that stands below it, or a
//! department by itself, whose own rows are not those of the place it serves.

use super::{PlaceId, Region};
use crate::ledger::names::NameId;
use crate::survey::{BranchStep, Survey};

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
        let steps = place.map_or_else(Vec::new, |place| self.steps_to(place, branch));
        let holds = |unit| branch.holds(self, unit);
        Some(survey.of_branch(&self.ledgers, &holds, &steps))
    }

    /// The steps from the region to a branch that is a place or a department of it.
    fn steps_to(&self, place: PlaceId, branch: Branch) -> Vec<BranchStep<'_>> {
        /// The part of those who stand at a place itself, and of those of whom nobody knows where.
        const ITSELF: u32 = u32::MAX;
        const NOWHERE: u32 = u32::MAX - 1;
        let units = &self.units;
        let path = |place: PlaceId| -> Vec<PlaceId> {
            let mut path: Vec<PlaceId> = std::iter::once(place).chain(units.above(place)).collect();
            path.reverse();
            path
        };
        let own_path = path(place);
        let standing = move |unit: Option<NameId>| unit.and_then(|unit| units.place(unit));
        let mut steps = vec![BranchStep {
            part: Box::new(move |unit| {
                Some(standing(unit).map_or(NOWHERE, |place| path(place)[0]))
            }),
            own: own_path[0],
        }];
        for (depth, node) in own_path.iter().copied().enumerate() {
            let child = own_path.get(depth + 1).copied();
            let is_last = child.is_none();
            if is_last && !matches!(branch, Branch::Department(_)) {
                break;
            }
            let department = match branch {
                Branch::Department(own) if is_last => Some(own),
                _ => None,
            };
            steps.push(BranchStep {
                part: Box::new(move |unit| {
                    let at = standing(unit)?;
                    if at == node {
                        // A department is a part of those who stand where its place stands.
                        return Some(match (department, unit) {
                            (Some(own), Some(unit)) if self.unit_of(unit) == own => NOWHERE,
                            _ => ITSELF,
                        });
                    }
                    let mut below = std::iter::once(at).chain(units.above(at));
                    below.find(|place| units.get(*place).parent == Some(node))
                }),
                own: child.unwrap_or(NOWHERE),
            });
        }
        steps
    }
}
