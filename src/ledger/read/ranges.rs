//! The least and the greatest duration of each field of a table: a column all of whose durations are
//! implausible for what it measures is doubted once, at its header.

use super::layout::Layout;
use super::mapping::Target;
use crate::ledger::account::Notice;
use crate::ledger::schema::Ledger;
use crate::ledger::values::Fault;

/// The durations of one field, in hours.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    least: f64,
    greatest: f64,
    count: usize,
}

impl Range {
    /// That of one duration.
    #[must_use]
    pub fn of(hours: f64) -> Self {
        Self {
            least: hours,
            greatest: hours,
            count: 1,
        }
    }

    /// That of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            greatest: self.greatest.max(other.greatest),
            count: self.count + other.count,
        }
    }
}

/// Fewer durations tell nothing of a column.
const ENOUGH: usize = 3;
/// Every meeting and every inspection is longer than ten minutes, and none lasts beyond a day.
const SHORT: f64 = 10.0 / 60.0;
const LONG: f64 = 24.0;

/// The doubt about a field, where all its durations are implausible.
#[must_use]
pub(super) fn doubt(range: Range, field: usize, layout: &Layout) -> Option<Notice> {
    let name = layout.ledger.schema().fields[field].name;
    let is_of_event = matches!(
        (layout.ledger, name),
        (Ledger::Meetings, "duration") | (Ledger::Inspections, "hours")
    );
    let is_implausible = range.greatest < SHORT || range.least > LONG;
    if !is_of_event || range.count < ENOUGH || !is_implausible {
        return None;
    }
    let target = Some(Target::Field(field));
    let column = layout
        .columns
        .iter()
        .position(|column| column.target == target)?;
    Some(Notice {
        line: layout.header_line,
        column: Some(column),
        value: layout.columns[column].header.clone().into(),
        fault: Fault::ImplausibleUnit,
    })
}
