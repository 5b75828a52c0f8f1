//! Who imposes on whom: hours by imposing and bearing unit, the largest of each, the rest together.

use std::collections::BTreeMap;

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::{Narrowing, Region};

/// Units that are named at most on each side.
const NAMED: usize = 10;

/// Hours by who imposes and who bears.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Imposing units, most hours first; `None` stands for all others.
    pub imposers: Vec<Option<String>>,
    /// Bearing units.
    pub bearers: Vec<Option<String>>,
    /// Hours, a row for each imposer.
    pub hours: Vec<Vec<f64>>,
}

impl Matrix {
    /// Of the rows that count; `None` where none has hours.
    #[must_use]
    pub fn of(region: &Region, narrowing: &Narrowing) -> Option<Self> {
        let mut cells: BTreeMap<(NameId, NameId), f64> = BTreeMap::new();
        for ledger in Ledger::AUDITED {
            for (row, hours) in region.costs.of_ledger(ledger).iter().enumerate() {
                if *hours <= 0.0 {
                    continue;
                }
                let imposer = region.unit_of(region.imposer(ledger, row));
                narrowing.each_bearer(region, RowOf(ledger, row), &mut |bearer, part| {
                    *cells.entry((imposer, bearer)).or_default() += hours * part;
                });
            }
        }
        if cells.is_empty() {
            return None;
        }
        let largest = |of: &dyn Fn(&(NameId, NameId)) -> NameId| -> Vec<NameId> {
            let mut sums: BTreeMap<NameId, f64> = BTreeMap::new();
            for (pair, hours) in &cells {
                *sums.entry(of(pair)).or_default() += hours;
            }
            let mut units: Vec<(NameId, f64)> = sums.into_iter().collect();
            units.sort_by(|one, other| {
                let names = || region.name(one.0).cmp(region.name(other.0));
                other.1.total_cmp(&one.1).then_with(names)
            });
            units
                .into_iter()
                .take(NAMED)
                .map(|(unit, _)| unit)
                .collect()
        };
        let (imposers, bearers) = (largest(&|pair| pair.0), largest(&|pair| pair.1));
        let place = |units: &[NameId], unit: NameId| {
            units
                .iter()
                .position(|known| *known == unit)
                .unwrap_or(units.len())
        };
        let mut hours = vec![vec![0.0; bearers.len() + 1]; imposers.len() + 1];
        for ((imposer, bearer), own) in &cells {
            hours[place(&imposers, *imposer)][place(&bearers, *bearer)] += own;
        }
        let named = |units: Vec<NameId>| -> Vec<Option<String>> {
            let names = units
                .into_iter()
                .map(|unit| Some(region.name(unit).to_owned()));
            names.chain([None]).collect()
        };
        Some(Self {
            imposers: named(imposers),
            bearers: named(bearers),
            hours,
        })
    }
}
