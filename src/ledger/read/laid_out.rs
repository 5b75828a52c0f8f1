//! How a table is laid out, once that is known.

use std::ops::Range;

use super::constants::Constant;
use super::dialect::Dialect;
use super::mapped::{MappedColumn, Target, field_name};
use crate::ledger::schema::Ledger;

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Which ledger it is.
    pub ledger: Ledger,
    /// What settled that; a key of the catalogue.
    pub why: &'static str,
    /// How its text is written; `None` for a sheet.
    pub dialect: Option<Dialect>,
    /// Physical line on which the header starts.
    pub header_line: u64,
    /// Physical line on which the last row of the header starts; the body stands below.
    pub last_header_line: u64,
    /// Its columns, from the left.
    pub columns: Vec<MappedColumn>,
    /// Those of them that are the table's own, where another stands beside it.
    pub own: Range<usize>,
    /// What holds for every row and stands in no column.
    pub constants: Vec<Constant>,
}

impl Layout {
    /// The field that a column is mapped to, as machine formats name it.
    #[must_use]
    pub fn field_name(&self, column: &MappedColumn) -> Option<String> {
        column
            .target
            .map(|target| field_name(self.ledger.schema(), target))
    }

    /// Whether a column says who a respondent is, and is dropped.
    #[must_use]
    pub fn hides_people(&self) -> bool {
        self.columns.iter().any(|column| column.personal)
    }

    /// A column by its place; constants stand behind the last.
    #[must_use]
    pub fn column(&self, position: usize) -> &MappedColumn {
        let constant = || &self.constants[position - self.columns.len()].column;
        self.columns.get(position).unwrap_or_else(constant)
    }

    /// The value of a field that holds for every row.
    #[must_use]
    pub fn constant_of(&self, field: usize) -> Option<&Constant> {
        self.constants
            .iter()
            .find(|constant| constant.field == field)
    }

    /// The first column of a field.
    #[must_use]
    pub fn column_of(&self, field: usize) -> Option<usize> {
        let target = Some(Target::Field(field));
        self.columns
            .iter()
            .position(|column| column.target == target)
    }
}
