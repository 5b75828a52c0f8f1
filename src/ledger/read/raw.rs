//! The records of a table as they stand, before any mapping: for printing a table as it was
//! understood, and for giving rejected rows back in their own words.

use std::collections::BTreeMap;
use std::io;

use super::chunks::Chunks;
use super::container::{Content, unreadable};
use super::dialect::Dialect;
use super::load::{self, Head};
use super::mapping::BEYOND;
use super::records::{Next, Record, Records};
use super::source::is_decoded_late;
use crate::ledger::account::FileAccount;
use crate::text::Message;

/// Shows `found` the rows that start on some of the lines: headers and cells, without those that
/// say who a respondent is.
///
/// # Errors
/// A message where the table cannot be read again.
pub fn rows(
    content: &Content,
    account: &FileAccount,
    lines: &BTreeMap<u64, usize>,
    found: &mut dyn FnMut(u64, Vec<(String, String)>),
) -> Result<(), Message> {
    let head = load::head(content)?;
    let mut take = |record: &Record<'_>| {
        if lines.contains_key(&record.line) {
            let cell = |position| String::from_utf8_lossy(record.cell(position)).into_owned();
            let beyond = (account.columns.len()..record.cells())
                .map(|position| (BEYOND.to_owned(), cell(position)));
            let columns = account.columns.iter().enumerate();
            let cells = columns
                .filter(|(position, column)| !column.dropped && *position < record.cells())
                .map(|(position, column)| (column.column.clone(), cell(position)))
                .chain(beyond);
            found(record.line, cells.collect());
        }
        Ok(())
    };
    let below = account.last_header_line;
    visit(content, &head, account.dialect, below, &mut take).map_err(|error| unreadable(&error))
}

/// Shows `visit` every record below `line` that is not blank, in order. A record that was too
/// long to be read is left out.
///
/// # Errors
/// Those of the input, and of `visit`.
pub fn visit(
    content: &Content,
    head: &Head,
    dialect: Option<Dialect>,
    line: u64,
    visit: &mut dyn FnMut(&Record<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut show = |record: &Record<'_>| {
        if record.line > line && !record.is_blank() {
            visit(record)
        } else {
            Ok(())
        }
    };
    let source = match content {
        Content::Sheet(grid, _) => {
            let mut record = Record::default();
            for row in 0..grid.rows() {
                grid.record(row, &mut record);
                show(&record)?;
            }
            return Ok(());
        }
        Content::Text(source) => source,
    };
    let (Some(survey), Some(dialect)) = (head.survey, dialect) else {
        return Ok(());
    };
    let decoded_late = is_decoded_late(survey, dialect);
    for chunk in Chunks::new(source.text(survey, dialect)?, dialect) {
        let chunk = chunk?;
        let decoded =
            decoded_late.then(|| survey.encoding.decode_without_bom_handling(&chunk.bytes).0);
        let mut records = match &decoded {
            Some(text) => Records::decoded(text, dialect, chunk.line),
            None => Records::new(&chunk.bytes, dialect, chunk.line),
        };
        let mut record = Record::default();
        loop {
            match records.next(&mut record) {
                Next::End => break,
                Next::Blank(_) => {}
                Next::Record => show(&record)?,
            }
        }
    }
    Ok(())
}
