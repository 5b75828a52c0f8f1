//! The layout of a table that need be no ledger: where its header stands, if it has one, and which
//! columns are its own.

use super::dialect::{Dialect, HeadRecord, Reading};
use super::mapping::HeaderParts;
use super::shape;

/// The header of a table that need be no ledger, and where its body begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    /// How its text is written; `None` for a sheet.
    pub dialect: Option<Dialect>,
    /// The header of each column, where there is one.
    pub header: Option<Vec<HeaderParts>>,
    /// The body stands below this line; 0 where it begins with the text.
    pub above_body: u64,
    /// The columns of the largest table, where several stand side by side.
    pub columns: Option<Vec<usize>>,
}

/// The layout of any table: the most plausible reading, without its title rows.
#[must_use]
pub fn plain(readings: &[Reading]) -> Option<Plain> {
    let reading = readings.first()?;
    let records: &[HeadRecord] = &reading.records;
    let header = shape::header_rows(records);
    let above_body = match header.len() {
        0 => records
            .get(header.start)
            .map_or(0, |record| record.line.saturating_sub(1)),
        _ => records[header.end - 1].line,
    };
    let body: Vec<&[String]> = records[header.end..]
        .iter()
        .map(|row| row.cells.as_slice())
        .collect();
    let header = (!header.is_empty()).then(|| shape::merged(&records[header]));
    let own = header
        .as_ref()
        .map(|header| shape::own_columns(header, &body))
        .filter(|own| own.len() > 1)
        .and_then(|own| own.into_iter().rev().max_by_key(ExactSizeIterator::len));
    Some(Plain {
        dialect: reading.dialect,
        header,
        above_body,
        columns: own.map(Iterator::collect),
    })
}
