//! How a delimited text is written: what separates its cells, what encloses them, what makes an
//! enclosing mark part of a cell. Every candidate is tried on the beginning of the text and
//! scored by how even its records and how plain its cells are, as the surveys of real files
//! recommend (van den Burg, Nazábal, Sutton: "Wrangling messy CSV files by detecting row and
//! type patterns", 2019, which weighs a pattern score with a type score).

use std::collections::BTreeMap;

use super::quotes;
use super::records::{Next, Record, Records};
use crate::ledger::values::normal::trimmed;

/// How a delimited text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Separates cells.
    pub delimiter: u8,
    /// Encloses cells.
    pub quote: u8,
    /// Makes the quote after it part of the cell, besides the doubled quote.
    pub escape: Option<u8>,
    /// One blank stands behind each delimiter and belongs to no cell.
    pub padded: bool,
}

impl Dialect {
    /// The usual one with another delimiter.
    #[must_use]
    pub const fn delimited(delimiter: u8) -> Self {
        Self {
            delimiter,
            quote: b'"',
            escape: None,
            padded: false,
        }
    }

    /// Whether its marks can be the second byte of a character in GB18030 (0x40 and above), so
    /// that a text must be decoded before it is split.
    #[must_use]
    pub fn needs_decoded_text(&self) -> bool {
        [Some(self.delimiter), Some(self.quote), self.escape]
            .into_iter()
            .flatten()
            .any(|mark| mark >= 0x40)
    }

    /// Whether a byte is a blank that may stand between a delimiter and a quote.
    #[must_use]
    pub fn is_blank(&self, byte: u8) -> bool {
        byte != self.delimiter && (byte == b' ' || byte == b'\t')
    }
}

/// A record of the beginning of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadRecord {
    /// Physical line on which it starts.
    pub line: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// The beginning of a text as one dialect reads it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The dialect; `None` for a sheet, which has none.
    pub dialect: Option<Dialect>,
    /// How plausible it is; only the order matters.
    pub score: f64,
    /// Records that are not blank.
    pub records: Vec<HeadRecord>,
}

/// Comma, tab, semicolon and bar are common; the others occur in the surveys of real files.
const DELIMITERS: [u8; 10] = [b',', b'\t', b';', b'|', b':', b'^', b'~', b' ', 0x1f, 0x01];
/// Weight of a delimiter: a blank or a colon also stands in plain text and in times.
fn weight(delimiter: u8) -> f64 {
    match delimiter {
        b',' | b'\t' | b';' | b'|' => 1.0,
        b' ' => 0.6,
        b':' => 0.3,
        _ => 0.8,
    }
}

/// More records than these tell nothing new.
const MOST_RECORDS: usize = 300;

/// Reads the beginning of a text under every candidate, the most plausible first.
/// `is_whole` says that nothing follows, so that the last record is whole too.
#[must_use]
pub fn readings(head: &str, is_whole: bool) -> Vec<Reading> {
    let stated = stated_delimiter(head);
    let delimiters = stated.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let mut found: Vec<Reading> = delimiters
        .into_iter()
        .filter(|delimiter| {
            stated.is_some() || *delimiter == b',' || head.as_bytes().contains(delimiter)
        })
        .map(|delimiter| {
            let dialect = with_marks(head, delimiter);
            let mut records = head_records(head, dialect, is_whole);
            if stated.is_some() && !records.is_empty() {
                records.remove(0);
            }
            Reading {
                dialect: Some(dialect),
                score: score(&records) * weight(delimiter),
                records,
            }
        })
        .collect();
    // Stable: among equals the commoner delimiter stays in front.
    found.sort_by(|left, right| right.score.total_cmp(&left.score));
    found
}

/// The delimiter of a first line `sep=;`, by which spreadsheets are told.
fn stated_delimiter(head: &str) -> Option<u8> {
    let line = head.lines().next()?.trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// The marks that go with a delimiter: the quote that closes most cells, the escape that stands
/// before more quotes than are doubled, and whether a blank follows every delimiter.
fn with_marks(head: &str, delimiter: u8) -> Dialect {
    let text = head.as_bytes();
    let double = Dialect::delimited(delimiter);
    let single = Dialect {
        quote: b'\'',
        ..double
    };
    let mut dialect = if text.contains(&b'\'') && enclosed(text, single) > enclosed(text, double) {
        single
    } else {
        double
    };
    dialect.escape = quotes::is_escaped_by_backslash(text, dialect).then_some(b'\\');
    let (mut followed, mut all) = (0, 0);
    for position in memchr::memchr_iter(delimiter, text) {
        match text.get(position + 1) {
            Some(b' ') => followed += 1,
            // An empty cell says nothing.
            Some(next) if *next == delimiter || matches!(next, b'\r' | b'\n') => continue,
            _ => {}
        }
        all += 1;
    }
    dialect.padded = delimiter != b' ' && followed > 1 && followed * 10 >= all * 9;
    dialect
}

/// How many cells are enclosed in the dialect's quotes.
fn enclosed(text: &[u8], dialect: Dialect) -> usize {
    let mut records = Records::new(text, dialect, 1);
    let mut record = Record::default();
    let mut found = 0;
    loop {
        match records.next(&mut record) {
            Next::Record => found += record.quoted(),
            Next::Blank(_) => {}
            Next::End => return found,
        }
    }
}

fn head_records(head: &str, dialect: Dialect, is_whole: bool) -> Vec<HeadRecord> {
    let mut records = Records::new(head.as_bytes(), dialect, 1);
    let mut record = Record::default();
    let mut found = Vec::new();
    while found.len() < MOST_RECORDS {
        match records.next(&mut record) {
            Next::Record if !record.is_blank() => found.push(HeadRecord {
                line: record.line,
                cells: record.texts(),
            }),
            Next::Record | Next::Blank(_) => {}
            Next::End => {
                if !is_whole && found.len() > 1 {
                    found.pop();
                }
                break;
            }
        }
    }
    found
}

/// Evenness of the records times plainness of the cells.
fn score(records: &[HeadRecord]) -> f64 {
    if records.is_empty() {
        return 0.0;
    }
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut plain, mut cells) = (0, 0);
    for record in records {
        *widths.entry(record.cells.len()).or_default() += 1;
        cells += record.cells.len();
        plain += record.cells.iter().filter(|cell| is_plain(cell)).count();
    }
    // One cell a record is a table too, but only where nothing better is found.
    let value = |width: usize| (width as f64 - 1.0).max(0.001) / width as f64;
    let even: f64 = widths
        .iter()
        .map(|(width, count)| *count as f64 * value(*width))
        .sum::<f64>()
        / widths.len() as f64;
    even / records.len() as f64 * (plain as f64 / cells.max(1) as f64).max(1e-3)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn best(head: &str) -> Dialect {
        readings(head, true)[0].dialect.unwrap()
    }

    #[test]
    fn delimiters_are_told_apart() {
        let table = "日期,事项,人数\n2024-03-05,防汛、燃气,12\n2024-03-06,\"甲,乙\",9\n";
        assert_eq!(best(table), Dialect::delimited(b','));
        for (mark, text) in [(b'\t', "\t"), (b';', ";"), (b'|', "|"), (b'^', "^")] {
            assert_eq!(best(&table.replace(',', text)).delimiter, mark, "{text:?}");
        }
        assert_eq!(best("a b c\n1 2 3\n4 5 6\n").delimiter, b' ');
        assert_eq!(best("sep=;\na;b,c\n1;2,3\n").delimiter, b';');
        assert_eq!(best("only\none\ncolumn\n").delimiter, b',');
    }

    #[test]
    fn quotes_escapes_and_padding_are_found() {
        let single = "a,b\n'x, y','it's'\n'z, w','v'\n";
        assert_eq!(best(single).quote, b'\'');
        let apostrophes = "a,b\nit's,'tis\nno,yes\n";
        assert_eq!(best(apostrophes).quote, b'"');
        let escaped = "a,b\n\"5\\\" pipe, long\",1\n\"6\\\" pipe, short\",2\n";
        assert_eq!(best(escaped).escape, Some(b'\\'));
        assert_eq!(best("a,b\n\"5\"\" pipe\",\"C:\\dir\\\"\n").escape, None);
        let padded = best("a, b, c\n1, \"x, y\", 3\n");
        assert!(padded.padded && padded.delimiter == b',');
    }
}
