//! Reading: paths to files, files to parts, parts to one table a ledger. Files are read in
//! parallel, each on its own; they are merged in the order in which they were named, so that
//! neither the number of threads nor their timing shows in a result.

pub mod column;
pub mod discover;
pub mod duplicates;
pub mod fingerprint;
pub mod header;
pub mod load;
mod moments;
pub mod records;
pub mod row;
pub mod source;

use polars::prelude::*;
use rayon::prelude::*;

use super::account::FileAccount;
use super::names::{NameId, NamePool};
use super::schema::Ledger;
use super::table::{FILE, LINE, Ledgers, Table};
use crate::text::Message;
use discover::Input;
use load::Part;

/// Everything that was read.
pub struct Loaded {
    /// The tables.
    pub ledgers: Ledgers,
    /// One account for each file that is a ledger, in the order of reading.
    pub accounts: Vec<FileAccount>,
    /// Files that could not be read or recognised: file and reason.
    pub faults: Vec<(String, Message)>,
}

/// The beginning of a cell, short enough for a message.
#[must_use]
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Reads all inputs.
///
/// # Errors
/// Those of polars, which no input should be able to cause.
pub fn load(inputs: &[Input], columns: &discover::ColumnSettings) -> PolarsResult<Loaded> {
    let results: Vec<Result<Part, Message>> = inputs
        .par_iter()
        .map(|input| load::load(&input.source, &input.file, &input.hints(columns)))
        .collect();
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    for (input, result) in inputs.iter().zip(results) {
        match result {
            Ok(part) => parts.push(part),
            Err(message) => faults.push((input.file.clone(), message)),
        }
    }
    let (ledgers, accounts) = merge(parts)?;
    Ok(Loaded {
        ledgers,
        accounts,
        faults,
    })
}

fn merge(mut parts: Vec<Part>) -> PolarsResult<(Ledgers, Vec<FileAccount>)> {
    duplicates::drop(&mut parts);
    let mut names = NamePool::default();
    let mut accounts = Vec::with_capacity(parts.len());
    let mut frames: Vec<Vec<DataFrame>> = Ledger::ALL.map(|_| Vec::new()).into();
    for part in parts {
        let file = accounts.len() as u32;
        let ledger = part.account.ledger;
        let renumbered = names.absorb(&part.names);
        let (frame, account) = frame(part, file, &renumbered)?;
        frames[ledger as usize].push(frame);
        accounts.push(account);
    }
    let files = accounts
        .iter()
        .map(|account: &FileAccount| account.file.clone())
        .collect();
    let tables = Ledger::ALL
        .into_par_iter()
        .zip(frames)
        .map(|(ledger, frames)| stack(frames).map(|frame| Table::new(ledger, frame)))
        .collect::<PolarsResult<Vec<_>>>()?;
    Ok((Ledgers::new(tables, names, files), accounts))
}

/// One part as a frame: file, line, then the fields that it has.
fn frame(part: Part, file: u32, renumbered: &[NameId]) -> PolarsResult<(DataFrame, FileAccount)> {
    let rows = part.lines.len();
    let schema = part.account.ledger.schema();
    let mut columns = vec![
        UInt32Chunked::full(FILE.into(), file, rows).into_column(),
        UInt32Chunked::from_vec(LINE.into(), part.lines).into_column(),
    ];
    for (field, builder) in schema.fields.iter().zip(part.builders) {
        if let Some(builder) = builder {
            columns.extend(builder.finish(field, renumbered)?);
        }
    }
    let mut frame = DataFrame::new(rows, columns)?;
    if !part.dropped.is_empty() {
        let mut kept = vec![true; rows];
        for row in part.dropped {
            kept[row] = false;
        }
        frame = frame.filter(&BooleanChunked::from_slice("kept".into(), &kept))?;
    }
    Ok((frame, part.account))
}

/// Frames of one ledger, one below the other; a column that one of them lacks is null there.
fn stack(mut frames: Vec<DataFrame>) -> PolarsResult<DataFrame> {
    if frames.len() == 1 {
        return Ok(frames.remove(0));
    }
    let mut all = Vec::new();
    for frame in &frames {
        for column in frame.columns() {
            if all
                .iter()
                .all(|(name, _): &(PlSmallStr, DataType)| name != column.name())
            {
                all.push((column.name().clone(), column.dtype().clone()));
            }
        }
    }
    let mut stacked: Option<DataFrame> = None;
    for frame in frames {
        let rows = frame.height();
        let columns = all
            .iter()
            .map(|(name, dtype)| match frame.column(name) {
                Ok(column) => column.clone(),
                Err(_) => Column::full_null(name.clone(), rows, dtype),
            })
            .collect();
        let next = DataFrame::new(rows, columns)?;
        match &mut stacked {
            None => stacked = Some(next),
            Some(stacked) => {
                stacked.vstack_mut(&next)?;
            }
        }
    }
    let mut stacked = stacked.unwrap_or_default();
    stacked.rechunk_mut();
    Ok(stacked)
}
