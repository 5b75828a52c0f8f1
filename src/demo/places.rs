//! The places of a synthetic region: a city, its counties, their townships and villages, and the
//! departments of each county.

use super::words::Words;

/// The places.
pub(super) struct Places {
    /// The city.
    pub(super) city: String,
    /// The counties.
    pub(super) counties: Vec<County>,
}

/// A county.
pub(super) struct County {
    pub(super) name: String,
    pub(super) departments: Vec<String>,
    pub(super) towns: Vec<Town>,
    pub(super) firms: Vec<String>,
}

/// A township.
pub(super) struct Town {
    pub(super) name: String,
    pub(super) villages: Vec<String>,
}

/// Rows for which there is one county.
const ROWS_A_COUNTY: usize = 20_000;
/// The largest number of townships of a county, and of villages of a township.
const MOST: (usize, usize) = (12, 5);

impl Places {
    /// As many places as so many rows would come from.
    pub(super) fn of(rows: usize, words: &Words) -> Self {
        let counties = (rows / ROWS_A_COUNTY).max(1);
        let towns = (rows / 300).clamp(3, MOST.0);
        let villages = (rows / 800).clamp(1, MOST.1);
        let county = |number: usize| {
            let name = words.county(number);
            let departments = words.departments.iter();
            County {
                departments: departments
                    .map(|department| words.within(&name, department))
                    .collect(),
                towns: (0..towns)
                    .map(|town| {
                        let name = words.town(number, town);
                        Town {
                            villages: (0..villages)
                                .map(|village| words.village(&name, village))
                                .collect(),
                            name,
                        }
                    })
                    .collect(),
                firms: (0..(rows / counties / 8).clamp(5, 2_500))
                    .map(|firm| words.firm(&name, firm))
                    .collect(),
                name,
            }
        };
        Self {
            city: words.city.to_owned(),
            counties: (0..counties).map(county).collect(),
        }
    }
}
