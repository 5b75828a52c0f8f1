//! Places that titles name beside their row's own: 关于红旗村道路建设的批复 is about 红旗村, whoever
//! issues it. A title that names none is about the place that its row stands in, or about
//! something below it; so it is no match for a title about a place that stands elsewhere.

use rustc_hash::FxHashMap;

use super::title::mark;
use crate::region::{PlaceId, Units};

/// Which places the residues name, and which place stands above which.
pub(super) struct NamedPlaces {
    /// For each residue that names places, the places that each of the names may mean.
    by_residue: FxHashMap<u32, Vec<Vec<PlaceId>>>,
    parents: Vec<Option<PlaceId>>,
}

impl NamedPlaces {
    /// The places that residues name; `bearers` are the places by their names.
    pub(super) fn of(
        residues: &[Box<str>],
        bearers: &FxHashMap<String, Vec<PlaceId>>,
        units: &Units,
    ) -> Self {
        let places_of = |text: &str| -> Vec<Vec<PlaceId>> {
            text.split(mark::PLACE)
                .skip(1)
                .map(|rest| rest.split(mark::ALL).next().unwrap_or_default())
                .filter_map(|name| bearers.get(name).cloned())
                .collect()
        };
        let by_residue = (0..)
            .zip(residues)
            .filter(|(_, text)| text.contains(mark::PLACE))
            .map(|(residue, text)| (residue, places_of(text)))
            .collect();
        Self {
            by_residue,
            parents: (0..units.places() as PlaceId)
                .map(|place| units.get(place).parent)
                .collect(),
        }
    }

    /// Whether two residues can be about one place, each with the place that its row stands in.
    pub(super) fn agree(
        &self,
        (one, own): (u32, Option<PlaceId>),
        (other, others): (u32, Option<PlaceId>),
    ) -> bool {
        match (self.by_residue.get(&one), self.by_residue.get(&other)) {
            (Some(named), None) => self.meets(named, own, others),
            (None, Some(named)) => self.meets(named, others, own),
            // Two that name places are alike only if they name the same.
            _ => true,
        }
    }

    /// Whether a title that names places, held at `own`, may be about what a title is about that
    /// names none and is held at `other`.
    fn meets(&self, named: &[Vec<PlaceId>], own: Option<PlaceId>, other: Option<PlaceId>) -> bool {
        let (Some(own), Some(other)) = (own, other) else {
            return true;
        };
        // Held by a neighbour of the place, it passes nothing on that was held above both.
        let is_neighbours = named.iter().any(|places| {
            let related =
                |place: &PlaceId| self.is_below(*place, own) || self.is_below(own, *place);
            !places.iter().any(related)
        });
        named.iter().all(|places| {
            places.iter().any(|place| {
                if is_neighbours {
                    self.is_below(other, *place)
                } else {
                    self.is_below(*place, other)
                }
            })
        })
    }

    /// Whether a place is another one or stands below it.
    fn is_below(&self, place: PlaceId, top: PlaceId) -> bool {
        let above = |at: &PlaceId| self.parents.get(*at as usize).copied().flatten();
        // A deeper tree is a circle of parents.
        std::iter::successors(Some(place), above)
            .take(16)
            .any(|at| at == top)
    }
}
