//! What a file is by its first bytes, whatever its name says: delimited text, a packed file, a
//! folder of packed files, a workbook, or a web page that calls itself one. Each leads to one or
//! more tables. Unpacking is bounded, so that a small file cannot fill the machine.

use std::io;

use encoding_rs::GB18030;
use flate2::read::MultiGzDecoder;
use zip::result::ZipError;

use super::book;
use super::foreign;
use super::format::{self, Format};
use super::grid::Grid;
use super::guard::guarded;
use super::markup;
use super::source::Source;
use super::unpack::{Budget, damaged};
use super::{web_archive, xml_book};
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

/// Whether a name ends like that of a file which may be a workbook, and its beginning says so.
#[must_use]
pub fn is_book_of_text(name: &str, source: &Source) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    let may_be = matches!(ending.as_deref(), Some("xml" | "mht" | "mhtml"));
    may_be
        && source.beginning(4096).is_ok_and(|beginning| {
            matches!(format::of(&beginning), Format::XmlBook | Format::WebArchive)
        })
}

/// What was found in a file.
#[derive(Debug, Default)]
pub struct Found {
    /// Its tables.
    pub tables: Vec<Contained>,
    /// The members of a packed folder that are none.
    pub passed_over: Vec<String>,
    /// The hidden sheets of a workbook, which are not read.
    pub hidden: Vec<String>,
    /// The members that should be tables and cannot be read, each with the reason.
    pub faults: Vec<(String, Message)>,
}

/// Takes a source apart.
///
/// # Errors
/// A message where it cannot be read or unpacked.
pub fn open(source: &Source) -> Result<Found, Message> {
    let mut opening = Opening {
        found: Found::default(),
        budget: Budget::of(source)?,
    };
    opening.open(source, "", 0)?;
    Ok(opening.found)
}

/// What was found in one file so far, and how much it may still grow.
struct Opening {
    found: Found,
    budget: Budget,
}

impl Opening {
    fn open(&mut self, source: &Source, name: &str, depth: usize) -> Result<(), Message> {
        let beginning = source.beginning(4096).map_err(|error| unreadable(&error))?;
        let bytes = || source.open().map_err(|error| unreadable(&error));
        if depth > MOST_NESTED {
            return Err(Message::new("file-nested-too-deep"));
        }
        match format::of(&beginning) {
            Format::Gzip => {
                let unpacked = self.budget.unpack(MultiGzDecoder::new(bytes()?))?;
                return self.open(&unpacked, name, depth + 1);
            }
            Format::Zip if book::is_book(source) => {
                self.weigh(source)?;
                self.add_book(name, source)?;
            }
            Format::Zip => match foreign::packed_kind(source) {
                Some(kind) => return Err(Message::new(kind)),
                None => return self.folder(source, name, depth),
            },
            Format::OldBook => self.add_book(name, source)?,
            Format::XmlBook => self.add_sheets(name, xml_book::sheets(source)?),
            Format::Markup => self.add_tables(name, markup::tables(source)?, "html"),
            Format::WebArchive => self.add_tables(name, web_archive::tables(source)?, "mhtml"),
            Format::Foreign(kind) => return Err(Message::new(kind)),
            Format::Text => self.found.tables.push(Contained {
                name: name.to_owned(),
                content: Content::Text(source.clone()),
            }),
        }
        Ok(())
    }

    /// The visible sheets of a workbook; the hidden ones are passed over, and said to be.
    fn add_book(&mut self, name: &str, source: &Source) -> Result<(), Message> {
        let (sheets, hidden) = book::sheets(source)?;
        self.add_sheets(name, sheets);
        let hidden = hidden.iter().map(|sheet| inside(name, sheet));
        self.found.hidden.extend(hidden);
        Ok(())
    }

    fn add_sheets(&mut self, name: &str, sheets: Vec<book::Sheet>) {
        let tables = sheets.into_iter().map(|sheet| Contained {
            name: inside(name, &sheet.name),
            content: Content::Sheet(sheet.grid, sheet.format),
        });
        self.found.tables.extend(tables);
    }

    fn add_tables(&mut self, name: &str, tables: Vec<Grid>, format: &'static str) {
        let tables = (1..).zip(tables).map(|(number, grid)| Contained {
            name: inside(name, &format!("table{number}")),
            content: Content::Sheet(grid, format),
        });
        self.found.tables.extend(tables);
    }

    /// Refuses a workbook that grows beyond bounds.
    fn weigh(&mut self, source: &Source) -> Result<(), Message> {
        let bytes = source.open().map_err(|error| unreadable(&error))?;
        let mut archive = zip::ZipArchive::new(bytes).map_err(|error| damaged(&error))?;
        for index in 0..archive.len() {
            let member = archive.by_index(index).map_err(|error| damaged(&error))?;
            self.budget.weigh(member)?;
        }
        Ok(())
    }

    /// The members of a packed folder, in order of name.
    fn folder(&mut self, source: &Source, name: &str, depth: usize) -> Result<(), Message> {
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
                Err(_) => GB18030.decode(member.name_raw()).0.into_owned(),
            };
            members.push((name.replace('\\', "/"), index));
        }
        members.sort();
        for (member_name, index) in members {
            let full = inside(name, &member_name);
            let base = member_name.rsplit('/').next().unwrap_or(&member_name);
            if base.starts_with(['.', '~']) || !ends_like_a_table(base) {
                self.found.passed_over.push(full);
                continue;
            }
            let unpacked = match archive.by_index(index) {
                Ok(member) => self.budget.unpack(member),
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    Err(Message::new("foreign-locked-archive"))
                }
                Err(error) => Err(damaged(&error)),
            };
            let opened =
                unpacked.and_then(|unpacked| guarded(|| self.open(&unpacked, &full, depth + 1)));
            match opened {
                // What unpacks without end is meant to do harm.
                Err(fault) if fault.key() == "file-grows-too-much" => return Err(fault),
                // One bad member does not keep the others from being read.
                Err(fault) => self.found.faults.push((full, fault)),
                Ok(()) => {}
            }
        }
        Ok(())
    }
}

/// The name of what stands in something named.
fn inside(name: &str, own: &str) -> String {
    if name.is_empty() {
        own.to_owned()
    } else {
        format!("{name}#{own}")
    }
}

/// A message of an input error, in its words without its code.
#[must_use]
pub fn unreadable(error: &io::Error) -> Message {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let is_of_path = matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory
    );
    let key = if is_of_path {
        "file-unreadable"
    } else {
        "file-read-failed"
    };
    Message::new(key).text("error", words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_bomb_is_refused() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b'0'; 80 << 20]).unwrap();
        let packed = encoder.finish().unwrap();
        let error = open(&Source::Bytes(packed.into())).unwrap_err();
        assert!(error.to_string().contains("file-grows-too-much"), "{error}");
    }
}
