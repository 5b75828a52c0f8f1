//! What columns are mapped to, what that rests on, and what a caller may say beforehand.

use std::collections::BTreeMap;

use super::header::Header;
use crate::ledger::schema::{Ledger, Schema};
use crate::ledger::values::duration::Unit;

/// What a column's cells are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field, by its position in the schema.
    Field(usize),
    /// Several coded fields told apart by value, by position among the schema's mixed columns.
    Mixed(usize),
    /// A yes/no column for one demand, by position among the schema's folded columns.
    Folded(usize),
}

/// What a conclusion about a column rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The configuration says so.
    Configured,
    /// The whole header is known.
    Known,
    /// Its words and the cells below it say so.
    Concluded,
    /// No header speaks for the field, and its cells alone are values of it.
    Remaining,
}

impl Basis {
    /// Whether it was inferred from the table, and neither stated nor known.
    #[must_use]
    pub fn is_inferred(self) -> bool {
        matches!(self, Self::Concluded | Self::Remaining)
    }
}

/// What was concluded about a column, for whoever checks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conclusion {
    /// What it rests on; `None` where the column is kept as evidence only.
    pub basis: Option<Basis>,
    /// How sure it is, from 0 to 1.
    pub certainty: f64,
    /// The share of the filled cells that were understood; `None` where there are none.
    pub fit: Option<f64>,
    /// The header of the column that was taken for the field instead.
    pub gives_way_to: Option<String>,
    /// The targets that it might be, the nearest first.
    pub nearest: Vec<Target>,
}

/// One column of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedColumn {
    /// The header as the file has it; parts of a header of several rows are joined by a blank.
    pub header: String,
    /// What it holds; `None` where it is kept as evidence only.
    pub target: Option<Target>,
    /// Unit of a duration, where the header names one.
    pub unit: Unit,
    /// Factor of a count, where the header names one (万).
    pub factor: f64,
    /// Among several columns of one field, the lower goes first.
    pub priority: usize,
    /// It says who a respondent is, and is dropped.
    pub personal: bool,
    /// How the target was found.
    pub conclusion: Conclusion,
}

/// The columns of a table in one ledger.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// From the left.
    pub columns: Vec<MappedColumn>,
    /// What speaks for the ledger: the sum of what speaks for its columns.
    pub total: f64,
    /// A required column names the thing of the ledger or what is done with it.
    pub is_grounded: bool,
    /// Two columns of one field that cannot be told apart: their positions.
    pub clash: Option<(usize, usize)>,
}

/// Headers mapped by the configuration: for each ledger, header → field, or "" to leave it out.
pub type ColumnSettings = BTreeMap<Ledger, BTreeMap<String, String>>;

/// Values that every row of a table has: for each ledger, field → value.
pub type ConstantSettings = BTreeMap<Ledger, BTreeMap<String, String>>;

/// What the configuration says of tables.
#[derive(Clone, Debug, Default)]
pub struct TableSettings {
    /// Headers mapped to fields.
    pub columns: ColumnSettings,
    /// Values of fields that a table has no column of.
    pub constants: ConstantSettings,
}

/// What the caller knows of a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Hints<'h> {
    /// The ledger that the command or the configuration says it is.
    pub forced: Option<Ledger>,
    /// The ledger that its name suggests.
    pub by_name: Option<Ledger>,
    /// What the configuration says.
    pub settings: Option<&'h TableSettings>,
    /// The names of the sheet and of the file, without their endings.
    pub names: [&'h str; 2],
}

/// The parts of one header cell, from the top; blank ones are left out.
pub type HeaderParts = Vec<String>;

/// The header of a column that holds what stood beyond the last column of a rejected row. A row
/// that still has something there was not corrected.
pub const BEYOND: &str = "jianfu_beyond";
/// The field that a target stands for, as machine formats and the configuration name it.
#[must_use]
pub fn field_name(schema: &Schema, target: Target) -> String {
    match target {
        Target::Field(position) => schema.fields[position].name.to_owned(),
        Target::Mixed(position) => schema.mixed[position].codes.join("|"),
        Target::Folded(position) => format!("demands:{}", schema.folded[position].demand),
    }
}
/// A column that is kept as evidence only.
#[must_use]
pub fn unmapped(header: &Header) -> MappedColumn {
    MappedColumn {
        header: header.text.clone(),
        target: None,
        unit: Unit::default(),
        factor: 1.0,
        priority: 0,
        personal: false,
        conclusion: Conclusion::default(),
    }
}
