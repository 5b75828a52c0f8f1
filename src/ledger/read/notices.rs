//! Notices about a cell or a record.

use super::cell::cleaned;
use super::layout::Layout;
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

/// What is wrong with a record as a whole; `beyond` is the column of what stood beyond the last one
/// in a rejected row.
pub(super) fn damaged(
    record: &Record<'_>,
    layout: &Layout,
    beyond: Option<usize>,
) -> Option<Notice> {
    let columns = layout.columns.len();
    if record.cells() > columns || beyond.is_some() {
        let beyond = (columns..record.cells())
            .chain(beyond)
            .map(|position| String::from_utf8_lossy(record.cell(position)))
            .find(|cell| !cleaned(cell).is_empty());
        if let Some(cell) = beyond {
            // Out of line, any cell may be the one that says who a respondent is.
            let value = if layout.hides_people() {
                Box::default()
            } else {
                super::excerpt(&cell).into()
            };
            return Some(Notice {
                value,
                ..whole(record, Fault::TooManyCells)
            });
        }
    }
    let position = record.cell_with_nul()?;
    Some(notice(record, position, Fault::NulByte))
}
