//! What a file is by its first bytes, whatever its name says: delimited text, a packed file, a
//! folder of packed files, a workbook, or a web page that calls itself one. Each leads to one or
//! more tables. Unpacking is bounded, so that a small file cannot fill the machine.

use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use tempfile::NamedTempFile;

use super::book;
use super::grid::Grid;
use super::markup;
use super::source::Source;
use crate::text::Message;

/// A table of a file.
#[derive(Debug, Clone)]
pub struct Contained {
    /// What stands behind `#` in its name; empty where the file is the table.
    pub name: String,
    /// Its content.
    pub content: Content,
}

/// What a table is made of.
#[derive(Debug, Clone)]
pub enum Content {
    /// Delimited text.
    Text(Source),
    /// Cells of a sheet, with the name of the format.
    Sheet(Grid, &'static str),
}

/// A packed file may grow so many times; text of tables rarely grows thirtyfold.
const MOST_GROWTH: u64 = 200;
/// Less than this is no bomb, however well it was packed.
const HARMLESS_BYTES: u64 = 64 << 20;
/// More than this is refused however large the packed file was.
const MOST_BYTES: u64 = 16 << 30;
/// What is unpacked stays in memory up to here.
const KEPT_BYTES: usize = 16 << 20;
/// Packed folders in packed folders end here.
const MOST_NESTED: usize = 3;
/// Endings of tables in a packed folder; others are passed over.
const TABLE_ENDINGS: [&str; 11] = [
    "csv", "tsv", "txt", "tab", "xlsx", "xlsm", "xlsb", "xls", "et", "ods", "gz",
];

/// Whether a name ends like that of a table or of a packed one.
#[must_use]
pub fn ends_like_a_table(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        let ending = ending.to_lowercase();
        TABLE_ENDINGS.contains(&ending.as_str()) || ending == "zip"
    })
}

/// The tables of a source, and the members of a packed folder that are none.
///
/// # Errors
/// A message where it cannot be read or unpacked.
pub fn open(source: &Source) -> Result<(Vec<Contained>, Vec<String>), Message> {
    let mut tables = Vec::new();
    let mut passed_over = Vec::new();
    open_into(source, "", 0, &mut tables, &mut passed_over)?;
    Ok((tables, passed_over))
}

fn open_into(
    source: &Source,
    name: &str,
    depth: usize,
    tables: &mut Vec<Contained>,
    passed_over: &mut Vec<String>,
) -> Result<(), Message> {
    let beginning = source.beginning(4096).map_err(|error| unreadable(&error))?;
    let named = |sheet: &str| match (name, sheet) {
        ("", sheet) => sheet.to_owned(),
        (name, "") => name.to_owned(),
        (name, sheet) => format!("{name}#{sheet}"),
    };
    if depth > MOST_NESTED {
        return Err(Message::new("file-nested-too-deep"));
    }
    match format(&beginning) {
        Format::Gzip => {
            let packed = size(source).map_err(|error| unreadable(&error))?;
            let bytes = source.open().map_err(|error| unreadable(&error))?;
            let unpacked = unpack(MultiGzDecoder::new(bytes), packed)?;
            open_into(&unpacked, name, depth + 1, tables, passed_over)?;
        }
        Format::Zip if book::is_book(source) => {
            bounded_book(source)?;
            let sheets = book::sheets(source)?.into_iter();
            tables.extend(sheets.map(|sheet| contained(named(&sheet.name), sheet)));
        }
        Format::Zip => folder(source, name, depth, tables, passed_over)?,
        Format::Compound => {
            let sheets = book::sheets(source)?.into_iter();
            tables.extend(sheets.map(|sheet| contained(named(&sheet.name), sheet)));
        }
        Format::Markup => {
            let pages = markup::tables(source)?;
            for (number, grid) in (1..).zip(pages) {
                tables.push(Contained {
                    name: named(&format!("table{number}")),
                    content: Content::Sheet(grid, "html"),
                });
            }
        }
        Format::Text => tables.push(Contained {
            name: name.to_owned(),
            content: Content::Text(source.clone()),
        }),
    }
    Ok(())
}

fn contained(name: String, sheet: book::Sheet) -> Contained {
    Contained {
        name,
        content: Content::Sheet(sheet.grid, sheet.format),
    }
}

#[derive(Debug, PartialEq)]
enum Format {
    Gzip,
    Zip,
    Compound,
    Markup,
    Text,
}

fn format(beginning: &[u8]) -> Format {
    if beginning.starts_with(&[0x1f, 0x8b]) {
        return Format::Gzip;
    }
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Format::Zip;
    }
    if beginning.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Format::Compound;
    }
    if markup::is_markup(beginning) {
        return Format::Markup;
    }
    Format::Text
}

/// The members of a packed folder, in order of name.
fn folder(
    source: &Source,
    name: &str,
    depth: usize,
    tables: &mut Vec<Contained>,
    passed_over: &mut Vec<String>,
) -> Result<(), Message> {
    let bytes = source.open().map_err(|error| unreadable(&error))?;
    let mut archive = zip::ZipArchive::new(bytes).map_err(|error| damaged(&error))?;
    let mut members: Vec<(String, usize)> = Vec::new();
    for index in 0..archive.len() {
        let member = archive
            .by_index_raw(index)
            .map_err(|error| damaged(&error))?;
        if member.is_dir() {
            continue;
        }
        // Old systems write names in their own encoding, which the format does not name.
        let name = match std::str::from_utf8(member.name_raw()) {
            Ok(name) => name.to_owned(),
            Err(_) => encoding_rs::GB18030
                .decode(member.name_raw())
                .0
                .into_owned(),
        };
        members.push((name.replace('\\', "/"), index));
    }
    members.sort();
    for (member_name, index) in members {
        let full = if name.is_empty() {
            member_name.clone()
        } else {
            format!("{name}#{member_name}")
        };
        let base = member_name.rsplit('/').next().unwrap_or(&member_name);
        if base.starts_with(['.', '~']) || !ends_like_a_table(base) {
            passed_over.push(full);
            continue;
        }
        let member = archive.by_index(index).map_err(|error| damaged(&error))?;
        let packed = member.compressed_size();
        let unpacked = unpack(member, packed)?;
        open_into(&unpacked, &full, depth + 1, tables, passed_over)?;
    }
    Ok(())
}

/// Refuses a workbook that grows beyond bounds.
fn bounded_book(source: &Source) -> Result<(), Message> {
    let packed = size(source).map_err(|error| unreadable(&error))?;
    let bytes = source.open().map_err(|error| unreadable(&error))?;
    let mut archive = zip::ZipArchive::new(bytes).map_err(|error| damaged(&error))?;
    // What a member says of its size may be a lie; what it unpacks to is not.
    let mut left = most_bytes(packed) + 1;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| damaged(&error))?;
        left -=
            io::copy(&mut member.take(left), &mut io::sink()).map_err(|error| damaged(&error))?;
        if left == 0 {
            return Err(bomb(packed));
        }
    }
    Ok(())
}

fn most_bytes(packed: u64) -> u64 {
    (packed.saturating_mul(MOST_GROWTH)).clamp(HARMLESS_BYTES, MOST_BYTES)
}

fn size(source: &Source) -> io::Result<u64> {
    source.open()?.seek(io::SeekFrom::End(0))
}

/// Unpacks into memory, or into a temporary file where it is large.
fn unpack(packed: impl Read, packed_bytes: u64) -> Result<Source, Message> {
    let most = most_bytes(packed_bytes);
    let mut input = packed.take(most + 1);
    let mut kept = Vec::new();
    input
        .by_ref()
        .take(KEPT_BYTES as u64)
        .read_to_end(&mut kept)
        .map_err(|error| damaged(&error))?;
    if kept.len() < KEPT_BYTES {
        return Ok(Source::Bytes(kept.into()));
    }
    let mut file = NamedTempFile::new().map_err(|error| unreadable(&error))?;
    file.write_all(&kept).map_err(|error| unreadable(&error))?;
    drop(kept);
    let written = io::copy(&mut input, &mut file).map_err(|error| damaged(&error))?;
    if written + KEPT_BYTES as u64 > most {
        return Err(bomb(packed_bytes));
    }
    Ok(Source::Temporary(Arc::new(file.into_temp_path())))
}

fn bomb(packed: u64) -> Message {
    Message::new("file-grows-too-much")
        .count("packed", (packed >> 10) as usize)
        .count("most", (most_bytes(packed) >> 20) as usize)
}

fn damaged(error: &dyn std::error::Error) -> Message {
    Message::new("file-packed-badly").text("error", error.to_string())
}

/// A message of an input error, in its words without its code.
#[must_use]
pub fn unreadable(error: &io::Error) -> Message {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    Message::new("file-unreadable").text("error", words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_bytes() {
        assert_eq!(format(b"\x1f\x8b\x08"), Format::Gzip);
        assert_eq!(format(b"PK\x03\x04..."), Format::Zip);
        assert_eq!(format(b"\xd0\xcf\x11\xe0\xa1\xb1"), Format::Compound);
        assert_eq!(format(b"\xef\xbb\xbf <html><table>"), Format::Markup);
        assert_eq!(format(b"title,date\n"), Format::Text);
        assert_eq!(format(b"<10,x\n"), Format::Text);
    }

    #[test]
    fn a_bomb_is_refused() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b'0'; 80 << 20]).unwrap();
        let packed = encoder.finish().unwrap();
        let error = open(&Source::Bytes(packed.into())).unwrap_err();
        assert!(error.to_string().contains("file-grows-too-much"), "{error}");
    }
}
