//! Rows of a ledger gathered by who imposes them, for rules that make one finding a unit.

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::region::Region;

/// Rows by their imposer, in the order of each imposer's first row.
pub(super) fn by_imposer(
    region: &Region,
    ledger: Ledger,
    rows: impl Iterator<Item = usize>,
) -> Vec<(NameId, Vec<usize>)> {
    let mut owned: Vec<(NameId, usize)> =
        rows.map(|row| (region.imposer(ledger, row), row)).collect();
    owned.sort_unstable();
    let of_one = |own: &[(NameId, usize)]| (own[0].0, own.iter().map(|(_, row)| *row).collect());
    let mut gathered: Vec<(NameId, Vec<usize>)> = owned
        .chunk_by(|one, other| one.0 == other.0)
        .map(of_one)
        .collect();
    gathered.sort_unstable_by_key(|(_, rows)| rows[0]);
    gathered
}
