//! Old workbooks (.xls): the stream of the workbook out of its compound file, and the encoding of
//! its text. Excel 97 and later store Unicode, whatever the code page record says, which other
//! writers fill as they like; Excel 5 and 95 store bytes, and many programs state a code page that
//! is not that of the bytes, so that the text itself decides. Records and versions are those of
//! the published format ([MS-XLS]).

use std::io::{self, Cursor, Read as _, Write as _};
use std::sync::Arc;

use calamine::{Sheets, Xls, XlsOptions};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8};

use super::encoding::TextSurvey;
use super::foreign;
use crate::text::Message;

/// How a compound file begins.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
/// How the stream of a workbook begins that some programs write without a compound file around it.
const STREAM: &[u8] = &[0x09, 0x08];
/// The name of the stream in a compound file, of Excel 97 and later and of Excel 5.
const NAMES: [&str; 2] = ["/Workbook", "/Book"];

/// Unicode.
const UNICODE: u16 = 1200;
/// What a text is in that says nothing else.
const LATIN: u16 = 1252;

/// Whether bytes begin as an old workbook does.
#[must_use]
pub fn is_xls(beginning: &[u8]) -> bool {
    let is_stream =
        beginning.starts_with(STREAM) && matches!(beginning.get(3..6), Some([0, _, 5 | 6]));
    beginning.starts_with(COMPOUND) || is_stream
}

/// Opens an old workbook.
///
/// # Errors
/// A message where it is none, has a password, or cannot be read.
pub fn open(bytes: &[u8]) -> Result<Sheets<Cursor<Arc<[u8]>>>, Message> {
    let unsound = |error: &dyn std::error::Error| {
        Message::new("book-unreadable").text("error", error.to_string())
    };
    let (name, stream) = if bytes.starts_with(COMPOUND) {
        stream(bytes)?
    } else {
        (NAMES[0], bytes.to_vec())
    };
    let sound = enclosed(name, &stream).map_err(|error| unsound(&error))?;
    let mut options = XlsOptions::default();
    options.force_codepage = Some(code_page(&stream));
    match Xls::new_with_options(Cursor::new(Arc::from(sound)), options) {
        Ok(book) => Ok(Sheets::Xls(book)),
        Err(calamine::XlsError::Password) => Err(Message::new("foreign-locked-book")),
        Err(error) => Err(unsound(&error)),
    }
}

/// The stream of the workbook in a compound file.
fn stream(bytes: &[u8]) -> Result<(&'static str, Vec<u8>), Message> {
    let unsound =
        |error: io::Error| Message::new("book-unreadable").text("error", error.to_string());
    let mut given = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(unsound)?;
    let Some(name) = NAMES.into_iter().find(|name| given.is_stream(name)) else {
        let kind = foreign::compound_kind(&given);
        return Err(Message::new(kind.unwrap_or("foreign-other-suite")));
    };
    let mut book = Vec::new();
    let most = bytes.len() as u64;
    let stream = given.open_stream(name).map_err(unsound)?;
    stream.take(most).read_to_end(&mut book).map_err(unsound)?;
    Ok((name, book))
}

/// A compound file with the workbook in it and nothing else. The crate that reads workbooks follows
/// the sectors of a damaged file in circles until memory ends; the one that wrote this checks them.
fn enclosed(name: &str, book: &[u8]) -> io::Result<Vec<u8>> {
    let mut sound =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    sound.create_stream(name)?.write_all(book)?;
    sound.flush()?;
    Ok(sound.into_inner().into_inner())
}

/// The records of a stream: type and data.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, after) = rest.split_first_chunk::<2>()?;
        let (length, after) = after.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_le_bytes(*length)).min(after.len());
        let (data, after) = after.split_at(length);
        rest = after;
        Some((u16::from_le_bytes(*kind), data))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*bytes))
}

/// The code page of a workbook's text.
fn code_page(stream: &[u8]) -> u16 {
    const BEGINNING: u16 = 0x0809;
    const CODE_PAGE: u16 = 0x0042;
    let (mut stated, mut text) = (None, Vec::new());
    for (position, (kind, data)) in records(stream).enumerate() {
        let is_of_bytes = word(data, 0) == Some(0x0500)
            || (word(data, 0) == Some(0) && word(data, 2) == Some(0x1000));
        if position == 0 && !(kind == BEGINNING && is_of_bytes) {
            return UNICODE;
        }
        if kind == CODE_PAGE {
            stated = stated.or(word(data, 0));
        } else if let Some(string) = string(kind, data) {
            text.extend_from_slice(string);
            text.push(b'\n');
        }
    }
    of_text(&text, stated)
}

/// The string of a record of Excel 5, if it has one.
fn string(kind: u16, data: &[u8]) -> Option<&[u8]> {
    // Labels, labels with fonts, results of formulas, names of sheets: where the length stands, and
    // of how many bytes it is.
    let (at, wide) = match kind {
        0x0204 | 0x00d6 => (6, true),
        0x0207 => (0, true),
        0x0085 => (6, false),
        _ => return None,
    };
    let (length, start) = if wide {
        (usize::from(word(data, at)?), at + 2)
    } else {
        (usize::from(*data.get(at)?), at + 1)
    };
    data.get(start..)?.get(..length)
}

/// The code page that bytes are in: what is stated, where they are sound in it and it can be told
/// from others by that; else what they look like.
fn of_text(text: &[u8], stated: Option<u16>) -> u16 {
    let single = stated.filter(|page| matches!(page, 874 | 1250..=1258 | 10000 | 10007));
    let double: Option<(u16, &'static Encoding)> = match stated {
        Some(932) => Some((932, SHIFT_JIS)),
        Some(949) => Some((949, EUC_KR)),
        Some(950) => Some((950, BIG5)),
        _ => None,
    };
    // Text in memory cannot fail to be read.
    let found = TextSurvey::of(text).map_or(UTF_8, |survey| survey.encoding);
    let is_sound = |encoding: &'static Encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(text)
            .is_some()
    };
    match double {
        Some((page, encoding)) if !text.is_ascii() && is_sound(encoding) => page,
        _ if text.is_ascii() => single.unwrap_or(LATIN),
        _ if found == UTF_8 => 65001,
        _ if found == GB18030 => 936,
        _ => single.unwrap_or(LATIN),
    }
}

#[cfg(test)]
mod tests {
    use calamine::Reader as _;

    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let head = [kind.to_le_bytes(), (data.len() as u16).to_le_bytes()];
        [&head.concat(), data].concat()
    }

    /// A workbook of one sheet with one cell; `string` writes a text with its length in front.
    fn stream(version: u16, page: Option<u16>, string: impl Fn(&str, bool) -> Vec<u8>) -> Vec<u8> {
        let beginning = |kind: u16| {
            let words = [version, kind, 0x0dbb, 0x07cc, 0, 0, 0, 0].map(u16::to_le_bytes);
            let length = if version == 0x0600 { 16 } else { 8 };
            record(0x0809, &words.concat()[..length])
        };
        let page = page.map_or_else(Vec::new, |page| record(0x0042, &page.to_le_bytes()));
        let name = string("会议", false);
        let globals = beginning(5).len() + page.len() + 4 + 6 + name.len() + 4;
        let sheet = [&(globals as u32).to_le_bytes()[..], &[0, 0], &name].concat();
        let label = [&[0; 6][..], &string("全县防汛会商", true)].concat();
        [
            beginning(5),
            page,
            record(0x0085, &sheet),
            record(0x000a, &[]),
            beginning(0x10),
            record(0x0204, &label),
            record(0x000a, &[]),
        ]
        .concat()
    }

    fn unicode(text: &str, is_long: bool) -> Vec<u8> {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = (text.encode_utf16().count() as u16).to_le_bytes();
        let length = if is_long { &length[..] } else { &length[..1] };
        [length, &[1], &units].concat()
    }

    fn bytes_in(encoding: &'static Encoding) -> impl Fn(&str, bool) -> Vec<u8> {
        move |text, is_long| {
            let (bytes, _, _) = encoding.encode(text);
            let length = (bytes.len() as u16).to_le_bytes();
            let length = if is_long { &length[..] } else { &length[..1] };
            [length, &bytes].concat()
        }
    }

    #[track_caller]
    fn reads(bytes: &[u8]) {
        let mut book = open(bytes).unwrap();
        let range = book.worksheet_range("会议").unwrap();
        let cell = range.get_value((0, 0)).unwrap();
        assert_eq!(cell.to_string(), "全县防汛会商");
    }

    #[test]
    fn the_text_decides_its_encoding() {
        for page in [
            None,
            Some(1200),
            Some(1252),
            Some(936),
            Some(950),
            Some(65001),
            Some(10008),
        ] {
            let stream = stream(0x0600, page, unicode);
            reads(&enclosed("/Workbook", &stream).unwrap());
            // The same without a compound file around it.
            assert!(is_xls(&stream));
            reads(&stream);
        }
        for page in [
            None,
            Some(936),
            Some(1252),
            Some(950),
            Some(54936),
            Some(10008),
            Some(21010),
        ] {
            let stream = stream(0x0500, page, bytes_in(GB18030));
            reads(&enclosed("/Book", &stream).unwrap());
        }
        let stream = stream(0x0500, Some(1252), bytes_in(UTF_8));
        reads(&enclosed("/Book", &stream).unwrap());
    }

    #[test]
    fn a_sound_statement_is_kept() {
        let (traditional, _, _) = BIG5.encode("會議名稱,縣政府辦公室");
        assert_eq!(of_text(&traditional, Some(950)), 950);
        assert_eq!(of_text(b"plain", Some(1251)), 1251);
        assert_eq!(of_text(b"plain", Some(21010)), LATIN);
    }

    #[test]
    fn what_is_in_a_compound_file_is_named() {
        for (stream, kind) in [
            ("/WordDocument", "foreign-text-document"),
            ("/EncryptedPackage", "foreign-locked-book"),
            ("/Anything", "foreign-other-suite"),
        ] {
            let fault = open(&enclosed(stream, b"x").unwrap()).err().unwrap();
            assert_eq!(fault.key(), kind);
        }
        let locked = [record(0x0809, &[0, 6, 5, 0]), record(0x002f, &[1, 0])].concat();
        let fault = open(&enclosed("/Workbook", &locked).unwrap())
            .err()
            .unwrap();
        assert_eq!(fault.key(), "foreign-locked-book");
    }
}
