//! How a delimited text is written: what separates its cells, what encloses them, what makes an
//! enclosing mark part of a cell. Every candidate is tried on the beginning of the text and
//! scored by how even its records and how plain its cells are, as the surveys of real files
//! recommend (van den Burg, Nazábal, Sutton: "Wrangling messy CSV files by detecting row and
//! type patterns", 2019, which weighs a pattern score with a type score).

use super::plausible::{even, score, weaken_marks_of_text, weight};
use super::quotes;
use super::records::{Next, Record, Records};
use super::shape;

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
        .map(|delimiter| reading(head, is_whole, delimiter, stated.is_some()))
        .collect();
    weaken_marks_of_text(&mut found);
    // Stable: among equals the commoner delimiter stays in front.
    found.sort_by(|left, right| right.score.total_cmp(&left.score));
    found
}

fn reading(head: &str, is_whole: bool, delimiter: u8, is_stated: bool) -> Reading {
    let dialect = with_marks(head, delimiter);
    let mut records = head_records(head, dialect, is_whole);
    if is_stated && !records.is_empty() {
        records.remove(0);
    }
    let score = score(&records) * weight(delimiter);
    adopt_header(&mut records, delimiter);
    Reading {
        dialect: Some(dialect),
        score,
        records,
    }
}

/// A header line that another delimiter parts than the rows below it, parted by its own: it
/// gives as many words as the rows have cells, and the row right below it is no header.
fn adopt_header(records: &mut [HeadRecord], delimiter: u8) {
    let width = shape::usual_width(records);
    let first = records.iter().position(|row| row.cells.len() == width);
    let Some(above) = first
        .and_then(|first| first.checked_sub(1))
        .filter(|_| width > 1)
    else {
        return;
    };
    if shape::could_be_header(&records[above + 1]) {
        return;
    }
    let line = records[above]
        .cells
        .join(&char::from(delimiter).to_string());
    for own in DELIMITERS.into_iter().filter(|own| *own != delimiter) {
        let parted = head_records(&line, Dialect::delimited(own), true);
        if let [row] = parted.as_slice()
            && row.cells.len() == width
            && row.cells.iter().all(|cell| !cell.is_empty())
            && shape::could_be_header(row)
        {
            records[above].cells.clone_from(&row.cells);
            return;
        }
    }
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
    let mut dialect = if text.contains(&b'\'') && encloses_better(head, single, double) {
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

/// Whether the first dialect's quotes enclose cells of several records, of more than the second's
/// do, and leave the records no less even: whoever parts a list within a cell tears the record.
fn encloses_better(head: &str, first: Dialect, second: Dialect) -> bool {
    let enclosed_by_first = enclosing(head.as_bytes(), first);
    enclosed_by_first > 1
        && enclosed_by_first > enclosing(head.as_bytes(), second)
        && even(&head_records(head, first, true)) >= even(&head_records(head, second, true))
}

/// How many records have a cell that is enclosed in the dialect's quotes.
fn enclosing(text: &[u8], dialect: Dialect) -> usize {
    let mut records = Records::new(text, dialect, 1);
    let mut record = Record::default();
    let mut found = 0;
    loop {
        match records.next(&mut record) {
            Next::Record => found += usize::from(record.quoted() > 0),
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

    #[test]
    fn quotes_of_lists_within_cells_are_no_quotes_of_the_table() {
        let lists = "a,b\nx,\"['p', 'q', 'r']\"\ny,\"['p', 'q', 'r', 's']\"\nz,\"['q']\"\n";
        assert_eq!(best(lists), Dialect::delimited(b','));
        assert_eq!(best("a,b\nx,1\n'y','2'\nz,3\nu,4\n").quote, b'"');
    }

    #[test]
    fn one_row_of_text_changes_no_delimiter() {
        let rows = "name,owner\nriver walk,north\nroad,south\nschool bus,east\nwell,west\n";
        for row in [
            "forms and meetings and more",
            "a;b;c;d",
            "a\tb\tc\td\te",
            "a, b, c, d, e",
        ] {
            for text in [format!("{row}\n{rows}"), format!("{rows}{row}\n")] {
                assert_eq!(best(&text).delimiter, b',', "{text}");
            }
        }
    }

    #[test]
    fn a_header_line_is_parted_by_its_own_delimiter() {
        let head = |header: &str| {
            let text = format!("{header}\n1,2024-03-05,\"x, y\"\n2,2024-03-06,z\n3,2024-03-07,z\n");
            let readings = readings(&text, true);
            (
                readings[0].dialect.unwrap().delimiter,
                readings[0].records[0].cells.clone(),
            )
        };
        let parted = ["no", "day", "what else"].map(str::to_owned).to_vec();
        assert_eq!(head("no day \"what else\""), (b',', parted.clone()));
        assert_eq!(head("no\tday\twhat else"), (b',', parted.clone()));
        assert_eq!(head("no;day;what else"), (b',', parted));
        assert_eq!(
            head("a title of four words"),
            (b',', vec!["a title of four words".to_owned()])
        );
    }
}
