//! One table to one part of a ledger: what it is, how it is laid out, its rows in pieces that are
//! read side by side, and the account of every record.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::chunks::{Chunk, Chunks};
use super::container::{Contained, Content, unreadable};
use super::dialect::{self, Reading};
use super::encoding::TextSurvey;
use super::layout::{self, Layout};
use super::mapping::Hints;
use super::pieces::Piece;
use super::ranges::{self, Range};
use super::settle;
use super::source::{Source, is_decoded_late};
use crate::ledger::account::{ColumnAccount, ConstantAccount, FileAccount, Notice};
use crate::ledger::values::{Fault, span};
use crate::text::Message;

/// Enough for the header and some hundred rows.
const HEAD_BYTES: u64 = 128 << 10;
/// Rows of very many columns are longer: more is read until so many lines are there.
const HEAD_LINES: usize = 10;
const MOST_HEAD_BYTES: u64 = 4 << 20;

/// The rows of one table, not yet merged with those of others.
pub struct Part {
    /// What became of each record.
    pub account: FileAccount,
    /// Its rows, piece by piece.
    pub pieces: Vec<Piece>,
}

/// The beginning of a table as it can be read.
pub struct Head {
    /// Its encoding, or the format of its book.
    pub encoding: String,
    /// What was found of a text; `None` for a sheet.
    pub survey: Option<TextSurvey>,
    /// Its readings, the most plausible first.
    pub readings: Vec<Reading>,
}

/// Reads the beginning of a table.
///
/// # Errors
/// A message where it cannot be read or is empty.
pub fn head(content: &Content) -> Result<Head, Message> {
    match content {
        Content::Sheet(grid, format) => Ok(Head {
            encoding: (*format).to_owned(),
            survey: None,
            readings: vec![grid.reading()],
        }),
        Content::Text(source) => text_head(source).map_err(|error| unreadable(&error))?,
    }
}

fn text_head(source: &Source) -> io::Result<Result<Head, Message>> {
    let survey = TextSurvey::of(source.open()?)?;
    if survey.is_empty {
        return Ok(Err(Message::new("file-empty")));
    }
    let (bytes, is_whole) = beginning(source, survey.mark_bytes)?;
    let bytes = bytes.get(survey.mark_bytes as usize..).unwrap_or_default();
    let (text, _) = survey.encoding.decode_without_bom_handling(bytes);
    Ok(Ok(Head {
        encoding: survey.label(),
        survey: Some(survey),
        readings: dialect::readings(&text, is_whole),
    }))
}

/// The bytes of the header and some rows, however long these are, and whether they are all.
fn beginning(source: &Source, mark_bytes: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut wanted = mark_bytes + HEAD_BYTES;
    loop {
        let bytes = source.beginning(wanted)?;
        let is_whole = (bytes.len() as u64) < wanted;
        let lines = memchr::memchr2_iter(b'\n', b'\r', &bytes).take(HEAD_LINES);
        if is_whole || lines.count() == HEAD_LINES || wanted >= MOST_HEAD_BYTES {
            return Ok((bytes, is_whole));
        }
        wanted *= 2;
    }
}

/// Reads a table whole.
///
/// # Errors
/// A message where it cannot be read or recognised.
pub fn load(table: &Contained, file: &str, hints: &Hints<'_>) -> Result<Part, Message> {
    let head = head(&table.content)?;
    let layout = layout::find(&head.readings, hints)?;
    let mut pieces = match (&table.content, head.survey) {
        (Content::Text(source), Some(survey)) => {
            read_text(source, survey, &layout).map_err(|error| unreadable(&error))?
        }
        (Content::Sheet(grid, _), _) => vec![Piece::of_grid(grid, &layout)],
        (Content::Text(_), None) => Vec::new(),
    };
    let year = title_year(file, &head.readings, &layout);
    settle::settle(&mut pieces, layout.ledger.schema(), year);
    // The sheet, what it is packed in, and the file; folders are their reader's affair.
    let (path, sheet) = file.split_once('#').unwrap_or((file, ""));
    let own = path.rsplit('/').next().unwrap_or_default();
    let names = || sheet.rsplit(['#', '/']).chain([own]);
    let covers = span::covered(titles(&head.readings, &layout)).or_else(|| {
        let mut names = names();
        names.find_map(|name| span::covered(std::iter::once(name)))
    });
    let exported = exported(&head.readings, &layout).or_else(|| names().find_map(span::day));
    let mut account = account(file, head, &layout, &mut pieces);
    account.covers = covers;
    account.exported = exported;
    Ok(Part { account, pieces })
}

fn read_text(source: &Source, survey: TextSurvey, layout: &Layout) -> io::Result<Vec<Piece>> {
    let Some(dialect) = layout.dialect else {
        return Ok(Vec::new());
    };
    let decoded_late = is_decoded_late(survey, dialect);
    let piece_of = |mut chunk: Chunk, is_under_another: bool| {
        if decoded_late {
            let bytes = std::mem::take(&mut chunk.bytes);
            let (text, _) = survey.encoding.decode_without_bom_handling(&bytes);
            Piece::of_text(&chunk, Some(&text), layout, is_under_another)
        } else {
            Piece::of_text(&chunk, None, layout, is_under_another)
        }
    };
    let mut pieces = Chunks::new(source.text(survey, dialect)?, dialect)
        .par_bridge()
        .map(|chunk| chunk.map(|chunk| (chunk.number, piece_of(chunk, false))))
        .collect::<io::Result<Vec<_>>>()?;
    pieces.sort_unstable_by_key(|(number, _)| *number);
    let pieces: Vec<Piece> = pieces.into_iter().map(|(_, piece)| piece).collect();
    if pieces
        .iter()
        .rev()
        .skip(1)
        .all(|piece| !piece.is_under_another)
    {
        return Ok(pieces);
    }
    // What stands below another header in one piece stands below it in the next: read in turn.
    let mut is_under_another = false;
    Chunks::new(source.text(survey, dialect)?, dialect)
        .map(|chunk| {
            let piece = piece_of(chunk?, is_under_another);
            is_under_another = piece.is_under_another;
            Ok(piece)
        })
        .collect()
}

/// The year that the rows above the header name, else the name of the file, where it is just one:
/// 云岭县2024年会议台账. The day on which a table was filled in or printed says nothing of its rows.
fn title_year(file: &str, readings: &[Reading], layout: &Layout) -> Option<i32> {
    const OF_PRINTING: [&str; 5] = ["日期", "时间", "填报", "制表", "打印"];
    let above =
        above(readings, layout).filter(|cell| !OF_PRINTING.iter().any(|word| cell.contains(word)));
    match one_year(above) {
        Ok(Some(year)) => Some(year),
        Ok(None) => one_year(std::iter::once(file)).ok().flatten(),
        Err(()) => None,
    }
}

/// The cells above the header.
fn above<'r>(readings: &'r [Reading], layout: &Layout) -> impl Iterator<Item = &'r str> {
    let header_line = layout.header_line;
    let reading = readings
        .iter()
        .find(|reading| reading.dialect == layout.dialect);
    let records = reading.into_iter().flat_map(|reading| &reading.records);
    records
        .take_while(move |record| record.line < header_line)
        .flat_map(|record| record.cells.iter().map(String::as_str))
}

/// Those that may say what the table covers, and not when it was filled in or printed.
fn titles<'r>(readings: &'r [Reading], layout: &Layout) -> impl Iterator<Item = &'r str> {
    const OF_PRINTING: [&str; 7] = ["填报", "填表", "制表", "打印", "导出", "上报", "报送"];
    above(readings, layout).filter(|cell| !OF_PRINTING.iter().any(|word| cell.contains(word)))
}

/// The day up to which a line above the table says that it counts, or on which it was exported.
fn exported(readings: &[Reading], layout: &Layout) -> Option<i32> {
    const OF_EXPORT: [&str; 5] = ["截至", "截止", "导出", "export", "as of"];
    let mut cells = above(readings, layout);
    cells.find_map(|cell| {
        let text = cell.to_lowercase();
        let says = OF_EXPORT.iter().any(|word| text.contains(word));
        says.then(|| span::day(cell)).flatten()
    })
}

/// The one year that texts name; `Err` where they name several.
fn one_year<'t>(texts: impl Iterator<Item = &'t str>) -> Result<Option<i32>, ()> {
    let mut found = None;
    for text in texts {
        for (position, _) in text.match_indices('年') {
            let before = &text[..position];
            let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
            let Some(year) = before[rest.len()..]
                .parse()
                .ok()
                .filter(|year| (1990..2100).contains(year))
            else {
                continue;
            };
            // 2023-2024年 names two.
            let is_range = rest.ends_with(['-', '—', '–', '~', '～', '至', '/']);
            if is_range || found.is_some_and(|found| found != year) {
                return Err(());
            }
            found = Some(year);
        }
    }
    Ok(found)
}

fn account(file: &str, head: Head, layout: &Layout, pieces: &mut [Piece]) -> FileAccount {
    let fields = layout.ledger.schema().fields;
    let columns = layout.columns.iter();
    let columns = columns.map(|column| ColumnAccount::of(column, layout));
    let constants = layout.constants.iter().map(|constant| ConstantAccount {
        field: fields[constant.field].name,
        value: constant.text.clone(),
        why: constant.origin,
    });
    let mut account = FileAccount {
        file: file.to_owned(),
        input: 0,
        ledger: layout.ledger,
        why: layout.why,
        encoding: head.encoding,
        encoding_why: head.survey.map_or("encoding-book", |survey| survey.why),
        dialect: layout.dialect,
        header_line: layout.header_line,
        last_header_line: layout.last_header_line,
        columns: columns.collect(),
        covers: None,
        folder_covers: None,
        exported: None,
        constants: constants.collect(),
        records: 0,
        accepted: 0,
        filled: 0,
        rejected: Vec::new(),
        warnings: Vec::new(),
        skipped: Vec::new(),
    };
    let mut ranges: BTreeMap<usize, Range> = BTreeMap::new();
    for piece in pieces {
        for (field, own) in std::mem::take(&mut piece.ranges) {
            let known = ranges.entry(field);
            known
                .and_modify(|range| *range = range.with(own))
                .or_insert(own);
        }
        account.records += piece.records;
        account.accepted += piece.lines.len() - piece.dropped.len();
        account.filled += piece.filled;
        account.rejected.append(&mut piece.rejected);
        account.warnings.append(&mut piece.warnings);
        account.skipped.append(&mut piece.skipped);
    }
    account.rejected.sort_by_key(|notice| notice.line);
    account.warnings.sort_by_key(|notice| notice.line);
    once_for_all(&mut account.warnings);
    for (field, range) in ranges {
        account.warnings.extend(ranges::doubt(range, field, layout));
    }
    account
}

/// Wrong check digits are one doubt about their column: the first stands for all, with their number.
fn once_for_all(warnings: &mut Vec<Notice>) {
    let is_digit = |notice: &Notice| notice.fault == Fault::WrongCheckDigit;
    let count = warnings.iter().filter(|notice| is_digit(notice)).count();
    let mut is_first = true;
    warnings.retain_mut(|notice| {
        if !is_digit(notice) {
            return true;
        }
        if is_first && count > 1 {
            notice.value = format!("{} (× {count})", notice.value).into();
        }
        std::mem::take(&mut is_first)
    });
}
