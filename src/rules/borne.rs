//! Ledger hours by who bears them: what the people of a unit could have answered for.

use rustc_hash::FxHashMap;

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::Region;

/// Ledger hours by the unit that bears them. Hours of an inspected enterprise are no unit's.
pub(super) struct Borne(FxHashMap<NameId, f64>);

impl Borne {
    /// Those of some ledgers.
    pub(super) fn of(region: &Region, ledgers: &[Ledger]) -> Self {
        let mut borne: FxHashMap<NameId, f64> = FxHashMap::default();
        for ledger in ledgers {
            for (row, hours) in region.costs.of_ledger(*ledger).iter().enumerate() {
                if *ledger == Ledger::Inspections && region.is_enterprise(row) {
                    continue;
                }
                region.each_bearer(RowOf(*ledger, row), &mut |unit, part| {
                    *borne.entry(unit).or_default() += hours * part;
                });
            }
        }
        Self(borne)
    }

    /// What a unit bears.
    pub(super) fn by(&self, region: &Region, unit: NameId) -> f64 {
        self.0
            .get(&region.unit_of(unit))
            .copied()
            .unwrap_or_default()
    }

    /// What all units bear, added up in the order of their names.
    pub(super) fn by_all(&self, region: &Region) -> f64 {
        let mut parts: Vec<(&str, f64)> = Vec::with_capacity(self.0.len());
        #[expect(clippy::iter_over_hash_type, reason = "sorted before it is added up")]
        for (unit, hours) in &self.0 {
            parts.push((region.name(*unit), *hours));
        }
        parts.sort_by(|one, other| one.0.cmp(other.0));
        parts.iter().fold(0.0, |sum, (_, hours)| sum + hours)
    }
}
