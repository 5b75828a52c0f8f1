//! The records of a table as they stand, before any mapping: for printing a table as it was
//! understood, and for giving rejected rows back in their own words.

use std::io;

use super::chunks::Chunks;
use super::container::Content;
use super::dialect::Dialect;
use super::load::Head;
use super::records::{Next, Record, Records};
use super::source::is_decoded_late;

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
