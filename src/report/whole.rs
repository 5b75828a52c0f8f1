//! Evidence rows whole: each row once, as it stands in its file, with the sum that gives its hours.

use rustc_hash::FxHashMap;

use super::Cells;
use crate::ledger::Ledger;
use crate::matter::RowOf;

/// A row as it stands.
pub(crate) struct WholeRow {
    pub(crate) ledger: Ledger,
    pub(crate) file: String,
    pub(crate) line: u32,
    /// All of its hours.
    pub(crate) burden_hours: f64,
    /// The sum that gives them.
    pub(crate) sum: String,
    /// Headers and cells; none where the file changed since it was read.
    pub(crate) cells: Cells,
}

/// All evidence rows of a report, in the order of ledgers, files and lines.
#[derive(Default)]
pub(crate) struct Whole {
    pub(crate) rows: Vec<WholeRow>,
    pub(crate) places: FxHashMap<(Ledger, usize), usize>,
}

impl Whole {
    /// The place of a row among the rows.
    pub(crate) fn place(&self, RowOf(ledger, row): RowOf) -> Option<usize> {
        self.places.get(&(ledger, row)).copied()
    }
}
