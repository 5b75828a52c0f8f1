//! What reading did with every record of a file: accepted, rejected, skipped, and each doubtful
//! cell. Reading is lossless about itself: the three add up to the records below the header.

use super::read::dialect::Dialect;
use super::read::layout::Layout;
use super::read::mapping::{Basis, MappedColumn, field_name};
use super::schema::Ledger;
use super::values::Fault;
use crate::ledger::values::span::Span;

/// A record that was rejected, or a cell that was taken as missing: where, what, why.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Physical line on which the record starts.
    pub line: u64,
    /// The column, by its place in the file; `None` where the record as a whole is meant.
    pub column: Option<usize>,
    /// The cell, or its beginning.
    pub value: Box<str>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Why a record is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// Nothing stands in it.
    Blank,
    /// A heading among the rows, or the header repeated.
    Title,
    /// A subtotal or total of rows.
    Subtotal,
    /// What stands below a table: who filled it in, remarks.
    Footer,
    /// The same row stood before.
    Duplicate {
        /// In which file, by its place among the accounts.
        file: u32,
        /// On which line of it.
        line: u32,
    },
}

impl SkipReason {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Title => "title",
            Self::Subtotal => "subtotal",
            Self::Footer => "footer",
            Self::Duplicate { .. } => "duplicate",
        }
    }
}

/// One column as it was mapped.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnAccount {
    /// The header as the file has it.
    pub column: String,
    /// The field, or `None` where the column is kept as evidence only.
    pub field: Option<String>,
    /// It says who a respondent is, and was dropped.
    pub dropped: bool,
    /// What the field rests on; `None` where there is none.
    pub basis: Option<Basis>,
    /// How sure the field is, from 0 to 1.
    pub certainty: f64,
    /// The share of a sample of its filled cells that can be read as the field; `None` where none is
    /// filled.
    pub fit: Option<f64>,
    /// The header of the column that was taken for the field instead.
    pub gives_way_to: Option<String>,
    /// The fields that it might be, the nearest first.
    pub nearest: Vec<String>,
}

impl ColumnAccount {
    /// The account of one column of a layout.
    #[must_use]
    pub fn of(column: &MappedColumn, layout: &Layout) -> Self {
        let schema = layout.ledger.schema();
        let conclusion = &column.conclusion;
        let nearest = conclusion.nearest.iter();
        Self {
            column: column.header.clone(),
            field: layout.field_name(column),
            dropped: column.personal,
            basis: conclusion.basis,
            certainty: conclusion.certainty,
            fit: conclusion.fit,
            gives_way_to: conclusion.gives_way_to.clone(),
            nearest: nearest.map(|target| field_name(schema, *target)).collect(),
        }
    }

    /// Whether it is kept as evidence only, and may be a field for all that.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.field.is_none() && !self.dropped && !self.nearest.is_empty()
    }
}

/// A field that no column is of, and whose value holds for every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstantAccount {
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: String,
    /// Where it was found; a key of the catalogue.
    pub why: &'static str,
}

/// The account of one file.
#[derive(Clone, Debug)]
pub struct FileAccount {
    /// The file, as reports name it.
    pub file: String,
    /// Its place among the inputs, because two folders may hold files of one name.
    pub input: usize,
    /// The ledger that it is.
    pub ledger: Ledger,
    /// What settled the ledger; a key of the catalogue.
    pub why: &'static str,
    /// Its encoding; the format of its book for a sheet.
    pub encoding: String,
    /// What the encoding was known by; a key of the catalogue.
    pub encoding_why: &'static str,
    /// How its text is written; `None` for a sheet.
    pub dialect: Option<Dialect>,
    /// Physical line on which its header starts.
    pub header_line: u64,
    /// Physical line on which the last row of its header starts.
    pub last_header_line: u64,
    /// Its columns, from the left.
    pub columns: Vec<ColumnAccount>,
    /// The days that its title, its sheet, its name or a folder within the one that the command names
    /// says it covers.
    pub covers: Option<Span>,
    /// The days that the folder says that the command names.
    pub folder_covers: Option<Span>,
    /// The day on which it says that it was exported.
    pub exported: Option<i32>,
    /// What holds for every row and stands in no column.
    pub constants: Vec<ConstantAccount>,
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
    /// The header of the column that a notice is about; blank where it is about the whole record.
    #[must_use]
    pub fn header(&self, notice: &Notice) -> &str {
        notice
            .column
            .and_then(|column| self.columns.get(column))
            .map_or("", |column| column.column.as_str())
    }

    /// Whether every record below the header is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.accepted + self.rejected.len() + self.skipped.len() == self.records
    }
}
