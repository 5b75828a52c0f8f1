//! Notices about a cell or a record.

use super::cell::cleaned;
use super::records::Record;
use crate::ledger::account::Notice;
use crate::ledger::values::Fault;

/// Whether the value was read after all, on an assumption that is said.
pub(super) fn is_assumption(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::DayAssumed | Fault::RangeLow | Fault::PartOfDay | Fault::WrongCheckDigit
    )
}

/// A notice about one cell of a record.
pub(super) fn notice(record: &Record<'_>, column: usize, fault: Fault) -> Notice {
    let cell = String::from_utf8_lossy(record.cell(column));
    Notice {
        line: record.line,
        column: Some(column),
        value: super::excerpt(cleaned(&cell)).into(),
        fault,
    }
}

/// A notice about a record as a whole.
pub(super) fn whole(record: &Record<'_>, fault: Fault) -> Notice {
    Notice {
        line: record.line,
        column: None,
        value: Box::default(),
        fault,
    }
}
