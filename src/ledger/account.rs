//! What reading did with every record of a file: accepted, rejected, skipped, and each doubtful
//! cell. Reading is lossless about itself: the three add up to the records below the header.

use super::schema::Ledger;
use super::values::Fault;

/// A record that was rejected, or a cell that was taken as missing: where, what, why.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Physical line on which the record starts.
    pub line: u64,
    /// Header of the column; blank where the record as a whole is meant.
    pub column: String,
    /// The cell, or its beginning.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Why a record is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// Nothing stands in it.
    Blank,
    /// The same row stood before, in this file or another.
    Duplicate,
}

impl SkipReason {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Duplicate => "duplicate",
        }
    }
}

/// One column as it was mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnAccount {
    /// The header as the file has it.
    pub column: String,
    /// The field, or `None` where the column is kept as evidence only.
    pub field: Option<String>,
}

/// The account of one file.
#[derive(Clone, Debug)]
pub struct FileAccount {
    /// The file, as reports name it.
    pub file: String,
    /// The ledger that it is.
    pub ledger: Ledger,
    /// What settled the ledger; a key of the catalogue.
    pub why: &'static str,
    /// Its encoding.
    pub encoding: String,
    /// What separates its cells.
    pub delimiter: char,
    /// Physical line of its header.
    pub header_line: u64,
    /// Its columns, from the left.
    pub columns: Vec<ColumnAccount>,
    /// Records below the header.
    pub records: usize,
    /// Rows that count.
    pub accepted: usize,
    /// Cells filled down under a vertical merge.
    pub filled: usize,
    /// Records without a required value.
    pub rejected: Vec<Notice>,
    /// Cells taken as missing, or with an assumption.
    pub warnings: Vec<Notice>,
    /// Records that are no rows, with their lines.
    pub skipped: Vec<(u64, SkipReason)>,
}

impl FileAccount {
    /// Whether every record below the header is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.accepted + self.rejected.len() + self.skipped.len() == self.records
    }
}
