//! Reading: paths to files, files to parts, parts to one table a ledger. Files are read in
//! parallel, each on its own; they are merged in the order in which they were named, so that
//! neither the number of threads nor their timing shows in a result.

mod aliases;
pub mod aside;
pub mod book;
mod candidates;
pub mod cell;
pub mod chunks;
mod codes;
pub mod column;
mod configured;
pub mod constants;
pub mod container;
pub mod dialect;
pub mod discover;
pub mod duplicates;
pub mod encoding;
pub mod fingerprint;
pub mod foreign;
mod format;
pub mod grid;
pub mod guard;
pub mod header;
pub mod header_place;
pub mod laid_out;
pub mod layout;
pub mod load;
pub mod mapped;
pub mod mapping;
pub mod markup;
mod merge;
mod mixed;
mod moments;
mod notices;
pub mod outcome;
pub mod own_files;
pub mod pieces;
pub mod plain;
mod plausible;
mod questions;
pub mod quotes;
pub mod ranges;
pub mod raw;
pub mod records;
mod remaining;
pub mod row;
mod search;
pub mod settle;
mod settling;
pub mod shape;
mod short_years;
pub mod source;
mod together;
pub mod unpack;
pub mod web_archive;
mod wide;
pub mod xls;
pub mod xml_book;

use polars::prelude::*;
use rayon::prelude::*;

use super::account::FileAccount;
use super::table::Ledgers;
use crate::text::Message;
use container::Contained;
use discover::Input;
use load::Part;
use mapping::TableSettings;

/// Everything that was read.
pub struct Loaded {
    /// The tables.
    pub ledgers: Ledgers,
    /// One account for each file that is a ledger, in the order of reading.
    pub accounts: Vec<FileAccount>,
    /// Files that could not be read or recognised: file and reason.
    pub faults: Vec<(String, Message)>,
    /// Sheets and packed files that are no ledger, with the reason where there is one to give.
    pub passed_over: Vec<(String, Option<Message>)>,
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

/// What became of one file.
#[derive(Default)]
struct Opened {
    parts: Vec<Part>,
    faults: Vec<(String, Message)>,
    passed_over: Vec<(String, Option<Message>)>,
}

/// Reads all inputs.
///
/// # Errors
/// Those of polars, which no input should be able to cause.
pub fn load(inputs: &[Input], settings: &TableSettings) -> PolarsResult<Loaded> {
    load_with(inputs, settings, &|_| ())
}

/// The same for whoever watches: `done` is called as each input is.
///
/// # Errors
/// Those of polars.
pub fn load_with(
    inputs: &[Input],
    settings: &TableSettings,
    done: &(dyn Fn(&Input) + Sync),
) -> PolarsResult<Loaded> {
    let opened: Vec<Opened> = inputs
        .par_iter()
        .map(|input| {
            let opened = open(input, settings);
            done(input);
            opened
        })
        .collect();
    let (mut parts, mut faults, mut passed_over) = (Vec::new(), Vec::new(), Vec::new());
    for (position, mut file) in opened.into_iter().enumerate() {
        for part in &mut file.parts {
            part.account.input = position;
            let [within, named] = inputs[position].folders_cover();
            part.account.covers = part.account.covers.or(within);
            part.account.folder_covers = named;
        }
        parts.append(&mut file.parts);
        faults.append(&mut file.faults);
        passed_over.append(&mut file.passed_over);
    }
    duplicates::drop(&mut parts);
    let (ledgers, accounts) = merge::merge(parts)?;
    Ok(Loaded {
        ledgers,
        accounts,
        faults,
        passed_over,
    })
}

/// A table of a file, named as reports name it.
pub struct TableFile {
    /// The file, with `#` and the sheet or packed file in it.
    pub file: String,
    /// What it is.
    pub contained: Contained,
    /// The file holds no other table.
    pub is_alone: bool,
}

/// The tables of one file that can be read.
///
/// # Errors
/// A message where the file cannot be read or unpacked.
pub fn tables(input: &Input) -> Result<Vec<TableFile>, Message> {
    Ok(take_apart(input)?.tables)
}

/// What one file holds.
pub struct TakenApart {
    /// Its tables.
    pub tables: Vec<TableFile>,
    /// Packed files in it that are none.
    pub passed_over: Vec<String>,
    /// Hidden sheets in it.
    pub hidden: Vec<String>,
    /// Packed files in it that cannot be read, each with the reason.
    pub faults: Vec<(String, Message)>,
}

/// Takes one file apart.
///
/// # Errors
/// A message where the file cannot be read or unpacked.
pub fn take_apart(input: &Input) -> Result<TakenApart, Message> {
    let named = |name: &str| match name {
        "" => input.file.clone(),
        name => format!("{}#{name}", input.file),
    };
    let found = guard::guarded(|| container::open(&input.source))?;
    if found.tables.is_empty() && found.faults.is_empty() {
        return Err(Message::new("file-without-table"));
    }
    let is_alone = found.tables.len() == 1 && found.faults.is_empty();
    let tables = found.tables.into_iter().map(|contained| TableFile {
        file: named(&contained.name),
        contained,
        is_alone,
    });
    let faults = found.faults.into_iter();
    Ok(TakenApart {
        tables: tables.collect(),
        passed_over: found.passed_over.iter().map(|name| named(name)).collect(),
        hidden: found.hidden.iter().map(|name| named(name)).collect(),
        faults: faults.map(|(name, why)| (named(&name), why)).collect(),
    })
}

/// Reads every table of one file. In a book with a sheet that is a ledger, a sheet that fits
/// none and whose name promises none is passed over with the reason; a file with no ledger at
/// all is at fault.
fn open(input: &Input, settings: &TableSettings) -> Opened {
    let mut opened = Opened::default();
    let found = match take_apart(input) {
        Ok(found) => found,
        Err(message) => {
            opened.faults.push((input.file.clone(), message));
            return opened;
        }
    };
    let passed_over = found.passed_over.into_iter().map(|name| (name, None));
    opened.passed_over.extend(passed_over);
    let hidden = found.hidden.into_iter();
    let hidden = hidden.map(|name| (name, Some(Message::new("sheet-hidden"))));
    opened.passed_over.extend(hidden);
    opened.faults.extend(found.faults);
    let results: Vec<(String, bool, Result<Part, Message>)> = found
        .tables
        .into_par_iter()
        .map(|table| {
            let hints = input.hints(&table.contained.name, table.is_alone, settings);
            // Of a book that the command names a ledger, some sheet must be it.
            let promised = hints.by_name.is_some();
            let part = guard::guarded(|| load::load(&table.contained, &table.file, &hints));
            (table.file, promised, part)
        })
        .collect();
    let any_fits = results.iter().any(|(_, _, result)| result.is_ok());
    for (file, promised, result) in results {
        match result {
            Ok(part) => opened.parts.push(part),
            Err(message) if any_fits && !promised && fits_none(&message) => {
                opened.passed_over.push((file, Some(message)));
            }
            Err(message) => opened.faults.push((file, message)),
        }
    }
    opened
}

/// Whether a table is no ledger at all, rather than a faulty one.
fn fits_none(fault: &Message) -> bool {
    matches!(
        fault.key(),
        "file-of-no-ledger" | "file-without-header" | "file-missing-columns"
    )
}
