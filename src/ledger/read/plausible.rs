//! How plausible it is that a text is written in a dialect: how even its records are and how
//! plain its cells. Records are counted, so that one among many changes little.

use std::collections::BTreeMap;

use super::dialect::{HeadRecord, Reading};
use super::shape;
use crate::ledger::values::normal::trimmed;

/// Weight of a delimiter: a blank or a colon also stands in plain text and in times.
pub(super) fn weight(delimiter: u8) -> f64 {
    match delimiter {
        b',' | b'\t' | b';' | b'|' => 1.0,
        b' ' => 0.6,
        b':' => 0.3,
        _ => 0.8,
    }
}

/// Whether a mark also stands within plain text, so that most rows must demand it as delimiter.
fn is_of_text(delimiter: u8) -> bool {
    matches!(delimiter, b' ' | b':')
}

/// A blank or a colon parts cells only where nearly all rows agree on it, and most rows agree on
/// no other mark.
pub(super) fn weaken_marks_of_text(readings: &mut [Reading]) {
    let delimiter = |reading: &Reading| reading.dialect.map_or(0, |dialect| dialect.delimiter);
    let another_parts = readings
        .iter()
        .any(|reading| !is_of_text(delimiter(reading)) && evenness(&reading.records) > 0.5);
    for reading in readings {
        if is_of_text(delimiter(reading)) && (another_parts || evenness(&reading.records) < 0.8) {
            reading.score *= 1e-6;
        }
    }
}

/// The share of the records that have the usual number of cells; 0 where that is one.
fn evenness(records: &[HeadRecord]) -> f64 {
    let usual = shape::usual_width(records);
    if usual < 2 {
        return 0.0;
    }
    let even = records.iter().filter(|record| record.cells.len() == usual);
    even.count() as f64 / records.len() as f64
}

/// Evenness of the records times plainness of the cells.
pub(super) fn score(records: &[HeadRecord]) -> f64 {
    if records.is_empty() {
        return 0.0;
    }
    let cells = records.iter().flat_map(|record| &record.cells);
    let plain = cells.clone().filter(|cell| is_plain(cell)).count();
    even(records) * (plain as f64 / cells.count().max(1) as f64).max(1e-3)
}

/// How even the records are: the chance that two of them have the same number of cells, so that
/// one odd record among many changes little.
pub(super) fn even(records: &[HeadRecord]) -> f64 {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records {
        *widths.entry(record.cells.len()).or_default() += 1;
    }
    // One cell a record is a table too, but only where nothing better is found.
    let value = |width: usize| (width as f64 - 1.0).max(0.001) / width.max(1) as f64;
    let share = |count: usize| count as f64 / records.len() as f64;
    widths
        .iter()
        .map(|(width, count)| share(*count).powi(2) * value(*width))
        .sum()
}

/// Whether a cell looks whole: no torn quotes, and a beginning that a value has.
fn is_plain(cell: &str) -> bool {
    let text = trimmed(cell);
    let torn = |mark: char| text.starts_with(mark) != text.ends_with(mark);
    if torn('"') {
        return false;
    }
    let is_number_like = |c: char| c.is_ascii_digit() || ".,:-/+%$¥￥ ".contains(c);
    text.is_empty()
        || text.chars().all(is_number_like)
        || text.chars().next().is_some_and(char::is_alphanumeric)
        || text.starts_with([
            '(', '（', '《', '【', '-', '+', '$', '¥', '￥', '"', '\'', '<', '#',
        ])
}
