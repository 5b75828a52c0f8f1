//! The shape of a table in a sheet: rows above the header, a header of several rows, a second
//! table beside the first.

use std::collections::BTreeSet;
use std::ops::Range;

use super::dialect::HeadRecord;
use super::mapping::HeaderParts;
use crate::ledger::values::normal::narrow;
use crate::ledger::values::{date, time};

/// Whether a row under a header can be part of it: nothing in it is a number or a date.
#[must_use]
pub fn could_be_header(row: &HeadRecord) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty());
    row.cells.iter().any(|cell| !cell.is_empty()) && filled.into_iter().all(|cell| !is_typed(cell))
}

/// Whether a cell is a number, a date or a time rather than words.
pub(super) fn is_typed(cell: &str) -> bool {
    let text = narrow(cell);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0
        && (text
            .trim_start_matches(['$', '¥', '￥', '£', '€', '-', '+'])
            .trim_end_matches('%')
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
            || date::read(&text).is_ok()
            || time::read(&text).is_ok())
}

/// The rows of a header as one: for each column its parts from the top. A part that spans
/// columns stands in the first of them and holds for those to its right that have parts below.
#[must_use]
pub fn merged(rows: &[HeadRecord]) -> Vec<HeaderParts> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns: Vec<HeaderParts> = vec![Vec::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let mut spanning: Option<&String> = None;
        for (position, parts) in columns.iter_mut().enumerate() {
            let has_below = rows[depth + 1..]
                .iter()
                .any(|below| filled(below, position));
            match row.cells.get(position).filter(|cell| !cell.is_empty()) {
                // Keys of a machine are no words of a header.
                Some(cell) if cell.starts_with('{') && cell.ends_with('}') => {}
                Some(cell) => {
                    spanning = has_below.then_some(cell);
                    parts.push(cell.clone());
                }
                None if has_below => parts.extend(spanning.cloned()),
                None => spanning = None,
            }
        }
    }
    columns
}

fn filled(row: &HeadRecord, position: usize) -> bool {
    row.cells.get(position).is_some_and(|cell| !cell.is_empty())
}

/// The columns of each of several tables that stand side by side; all columns where there is
/// one. An empty column parts two tables if they do not end on the same row or share a header.
#[must_use]
pub fn own_columns(headers: &[HeaderParts], body: &[&[String]]) -> Vec<Range<usize>> {
    let has =
        |row: &[String], position: usize| row.get(position).is_some_and(|cell| !cell.is_empty());
    let is_empty = |position: usize| {
        headers[position].is_empty() && body.iter().all(|row| !has(row, position))
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for position in 0..headers.len() {
        if is_empty(position) {
            continue;
        }
        match ranges.last_mut() {
            Some(range) if range.end == position => range.end += 1,
            _ => ranges.push(position..position + 1),
        }
    }
    // A column alone is a remark, not a table.
    let tables = ranges.iter().filter(|range| range.len() > 1).count();
    let any =
        |row: &[String], range: &Range<usize>| range.clone().any(|position| has(row, position));
    let parted = ranges.windows(2).any(|pair| {
        let left: BTreeSet<&HeaderParts> = headers[pair[0].clone()].iter().collect();
        let shared = headers[pair[1].clone()]
            .iter()
            .any(|header| left.contains(header));
        let uneven = body
            .iter()
            .any(|row| any(row, &pair[0]) != any(row, &pair[1]));
        shared || uneven
    });
    if tables > 1 && parted {
        ranges.retain(|range| range.len() > 1);
        ranges
    } else {
        std::iter::once(0..headers.len()).collect()
    }
}

/// Which records are the header of a table that need be no ledger; an empty range, at the first
/// row of the body, where it has none.
#[must_use]
pub fn header_rows(records: &[HeadRecord]) -> Range<usize> {
    let filled = |record: &HeadRecord| record.cells.iter().filter(|cell| !cell.is_empty()).count();
    let width = usual_width(records);
    let first = records
        .iter()
        .position(|record| {
            record.cells.len() * 2 > width && (width < 3 || filled(record) * 2 > width)
        })
        .unwrap_or(0);
    let Some(header) = records.get(first) else {
        return 0..0;
    };
    // Columns that hold numbers or dates below tell words above from the body.
    let below = records.iter().skip(first + 4).take(50);
    let rows: Vec<&HeadRecord> = below.collect();
    let typed: Vec<usize> = (0..width)
        .filter(|position| {
            let cells = rows.iter().filter_map(|row| row.cells.get(*position));
            let filled: Vec<bool> = cells
                .filter(|cell| !cell.is_empty())
                .map(|cell| is_typed(cell))
                .collect();
            filled.len() > 1
                && filled.iter().filter(|typed| **typed).count() * 5 >= filled.len() * 4
        })
        .collect();
    let is_header = |record: &HeadRecord| {
        let words = typed
            .iter()
            .filter_map(|position| record.cells.get(*position))
            .filter(|cell| !cell.is_empty());
        words.clone().count() > 0 && words.into_iter().all(|cell| !is_typed(cell))
    };
    let is_first = if typed.is_empty() {
        could_be_header(header)
    } else {
        is_header(header)
    };
    if !is_first {
        return first..first;
    }
    let further = records[first + 1..]
        .iter()
        .take(2)
        .take_while(|record| {
            record.cells == header.cells
                || (!typed.is_empty() && is_header(record) && could_be_header(record))
        })
        .count();
    first..first + 1 + further
}

/// How many cells most records have; among equals the more.
pub(super) fn usual_width(records: &[HeadRecord]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
    widths.sort_unstable();
    widths
        .chunk_by(|left, right| left == right)
        .max_by_key(|group| (group.len(), group[0]))
        .map_or(0, |group| group[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&str]) -> Vec<HeadRecord> {
        (1..)
            .zip(rows)
            .map(|(line, row)| HeadRecord {
                line,
                cells: row.split(',').map(str::to_owned).collect(),
            })
            .collect()
    }

    #[test]
    fn a_plain_header_is_found_below_its_titles() {
        let body = [
            "2024-01-01,3,a",
            "2024-01-02,4,b",
            "2024-01-03,5,c",
            "2024-01-04,5,c",
            "2024-01-05,6,d",
        ];
        let with = |above: &[&str]| header_rows(&rows(&[above, &body].concat()));
        assert_eq!(with(&["date,n,what"]), 0..1);
        assert_eq!(with(&["preamble,,", "date,n,what"]), 1..2);
        assert_eq!(with(&["date,n,what", "date,n,what"]), 0..2);
        assert_eq!(with(&[]), 0..0);
    }
}
