//! What becomes of a record, and what its piece of a file knows of the owner above.

use crate::ledger::account::{Notice, SkipReason};
use crate::ledger::names::NameId;

/// What became of a record.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// The row's values can be stored.
    Accepted,
    /// They can, if the rows before this piece of the file have an owner to fill down.
    Open(Notice),
    /// The record is no row.
    Skipped(SkipReason),
    /// The row lacks a required value, or is damaged.
    Rejected(Notice),
}

/// The owner that stands above, as far as a piece of a file knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// It stands in an earlier piece.
    Elsewhere,
    /// There is none.
    Nothing,
    /// It is this one.
    Name(NameId),
}
