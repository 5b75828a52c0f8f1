//! Records of delimited text, each with the physical line on which it starts. It works on text
//! that stands in memory and is cut at record ends (`chunks` sees to that), knows bytes and
//! lines, and forgives what real files do: a quote that opens nothing, blanks around quotes, any
//! mixture of line ends. What the cells mean is `row`'s affair.

use super::dialect::Dialect;
use super::quotes::{self, Opened};
use crate::ledger::values::normal::trimmed;

/// One record: its cells without quotes, and where it stood.
#[derive(Debug, Default)]
pub struct Record<'t> {
    text: &'t [u8],
    /// The same text, where all of it is sound.
    sound: Option<&'t str>,
    spans: Vec<Span>,
    /// Cells whose marks were taken off.
    unmarked: Vec<u8>,
    /// Physical line on which the record starts, from 1.
    pub line: u64,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
    kind: SpanKind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum SpanKind {
    Plain,
    Quoted,
    Unmarked,
}

impl<'t> Record<'t> {
    /// A record over `text` with cells at `spans`, for tables that are no delimited text.
    pub(super) fn reset(&mut self, text: &'t [u8], sound: Option<&'t str>, line: u64) {
        self.text = text;
        self.sound = sound;
        self.line = line;
        self.spans.clear();
        self.unmarked.clear();
    }

    pub(super) fn push_plain(&mut self, start: usize, end: usize) {
        self.spans.push(Span {
            start,
            end,
            kind: SpanKind::Plain,
        });
    }

    /// How many cells it has.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.spans.len()
    }

    /// The bytes of one cell; beyond the last one, none.
    #[must_use]
    pub fn cell(&self, position: usize) -> &[u8] {
        self.spans.get(position).map_or(&[], |span| {
            if span.kind == SpanKind::Unmarked {
                &self.unmarked[span.start..span.end]
            } else {
                &self.text[span.start..span.end]
            }
        })
    }

    /// The text of one cell; beyond the last one, none.
    ///
    /// # Errors
    /// The cell's bytes are no text.
    pub fn text(&self, position: usize) -> Result<&str, std::str::Utf8Error> {
        let Some(span) = self.spans.get(position) else {
            return Ok("");
        };
        match self.sound {
            Some(sound) if span.kind != SpanKind::Unmarked => Ok(&sound[span.start..span.end]),
            _ => std::str::from_utf8(self.cell(position)),
        }
    }

    /// All cells as trimmed text; bytes that are none become U+FFFD.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        (0..self.cells())
            .map(|cell| trimmed(&String::from_utf8_lossy(self.cell(cell))).to_owned())
            .collect()
    }

    /// How many cells are enclosed in quotes.
    pub(super) fn quoted(&self) -> usize {
        self.spans
            .iter()
            .filter(|span| span.kind != SpanKind::Plain)
            .count()
    }

    /// Whether nothing but blanks stands in it, or the marks by which old systems end a text and
    /// fill its last block.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        (0..self.cells()).all(|cell| {
            let bytes = self.cell(cell);
            bytes
                .iter()
                .all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1a))
                || std::str::from_utf8(bytes).is_ok_and(|text| trimmed(text).is_empty())
        })
    }

    /// The first cell that holds a NUL byte.
    #[must_use]
    pub fn cell_with_nul(&self) -> Option<usize> {
        let (first, last) = (self.spans.first()?, self.spans.last()?);
        // One look over the record where its cells stand in one piece of text.
        let in_one_piece = self.unmarked.is_empty();
        if in_one_piece && memchr::memchr(0, &self.text[first.start..last.end]).is_none() {
            return None;
        }
        (0..self.cells()).find(|cell| self.cell(*cell).contains(&0))
    }
}

/// What stands next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// A record was read.
    Record,
    /// An empty line, by its number.
    Blank(u64),
    /// The text is at its end.
    End,
}

/// Reads records one by one.
pub struct Records<'t> {
    text: &'t [u8],
    sound: Option<&'t str>,
    dialect: Dialect,
    at: usize,
    line: u64,
}

impl<'t> Records<'t> {
    /// Reads `text`, which starts on `line`.
    #[must_use]
    pub fn new(text: &'t [u8], dialect: Dialect, line: u64) -> Self {
        Self {
            sound: std::str::from_utf8(text).ok(),
            ..Self::unsound(text, dialect, line)
        }
    }

    /// The same for text that was just decoded and needs no proof.
    #[must_use]
    pub fn decoded(text: &'t str, dialect: Dialect, line: u64) -> Self {
        Self {
            sound: Some(text),
            ..Self::unsound(text.as_bytes(), dialect, line)
        }
    }

    fn unsound(text: &'t [u8], dialect: Dialect, line: u64) -> Self {
        Self {
            text,
            sound: None,
            dialect,
            at: 0,
            line,
        }
    }

    /// Reads what stands next, a record into `record`.
    pub fn next(&mut self, record: &mut Record<'t>) -> Next {
        if self.at >= self.text.len() {
            return Next::End;
        }
        let line = self.line;
        if let Some(end) = self.line_end() {
            self.at += end;
            self.line += 1;
            return Next::Blank(line);
        }
        record.reset(self.text, self.sound, line);
        loop {
            self.field(record);
            if let Some(end) = self.line_end() {
                self.at += end;
                self.line += 1;
                return Next::Record;
            }
            if self.at >= self.text.len() {
                return Next::Record;
            }
            // A delimiter.
            self.at += 1;
        }
    }

    /// The bytes of the line end that stands here: `\n`, `\r\n` or a lone `\r`.
    fn line_end(&self) -> Option<usize> {
        match self.text.get(self.at)? {
            b'\n' => Some(1),
            b'\r' => Some(1 + usize::from(self.text.get(self.at + 1) == Some(&b'\n'))),
            _ => None,
        }
    }

    /// Reads one cell, up to the delimiter or line end behind it.
    fn field(&mut self, record: &mut Record<'t>) {
        let dialect = self.dialect;
        let rest = &self.text[self.at..];
        let blanks = rest
            .iter()
            .take_while(|byte| dialect.is_blank(**byte))
            .count();
        if rest.get(blanks) == Some(&dialect.quote)
            && let Opened::Closed(closing) =
                quotes::follow(self.text, self.at + blanks, dialect, true)
        {
            let (start, end) = (self.at + blanks + 1, closing.quote);
            let cell = &self.text[start..end];
            self.line += line_ends(cell);
            record.spans.push(if closing.marked {
                let start = record.unmarked.len();
                quotes::unmark(cell, dialect, &mut record.unmarked);
                Span {
                    start,
                    end: record.unmarked.len(),
                    kind: SpanKind::Unmarked,
                }
            } else {
                Span {
                    start,
                    end,
                    kind: SpanKind::Quoted,
                }
            });
            self.at = closing.after;
            return;
        }
        let length = memchr::memchr3(dialect.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let pad = usize::from(dialect.padded && length > 0 && rest[0] == b' ');
        record.push_plain(self.at + pad, self.at + length);
        self.at += length;
    }
}

/// How many lines end in `text`; `\r\n` is one end.
#[must_use]
pub fn line_ends(text: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let lone = memchr::memchr_iter(b'\r', text)
        .filter(|position| text.get(position + 1) != Some(&b'\n'))
        .count();
    (feeds + lone) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut records = Records::new(text.as_bytes(), Dialect::delimited(b','), 1);
        let mut record = Record::default();
        let mut found = Vec::new();
        loop {
            match records.next(&mut record) {
                Next::Record => {
                    let cells: Vec<_> = (0..record.cells())
                        .map(|cell| String::from_utf8_lossy(record.cell(cell)))
                        .collect();
                    found.push(format!("{}:{}", record.line, cells.join("|")));
                }
                Next::Blank(line) => found.push(format!("{line}:blank")),
                Next::End => return found,
            }
        }
    }

    #[test]
    fn lines_are_physical_whatever_ends_them() {
        let expected = ["1:a|b", "2:blank", "3:c|d\ne", "5:f|g"];
        assert_eq!(all("a,b\n\nc,\"d\ne\"\nf,g\n"), expected);
        let expected = ["1:a|b", "2:blank", "3:c|d\r\ne", "5:f|g"];
        assert_eq!(all("a,b\r\n\r\nc,\"d\r\ne\"\r\nf,g"), expected);
        assert_eq!(
            all("a,b\rc,d\r\re,f"),
            ["1:a|b", "2:c|d", "3:blank", "4:e|f"]
        );
        assert_eq!(all(""), Vec::<String>::new());
        assert_eq!(all("\n\na"), ["1:blank", "2:blank", "3:a"]);
        assert_eq!(all("a,\n"), ["1:a|"]);
        assert_eq!(all("a,b\n,"), ["1:a|b", "2:|"]);
    }

    #[test]
    fn an_unbalanced_quote_costs_one_cell_and_no_row() {
        assert_eq!(
            all("a,b\n\"c,d\ne,\"f,g\"\nh,i\n"),
            ["1:a|b", "2:\"c|d", "3:e|f,g", "4:h|i"]
        );
        assert_eq!(all("a,5\" pipe\nb,\"x\n"), ["1:a|5\" pipe", "2:b|\"x"]);
        assert_eq!(all("\"\"a\"\",b\n"), ["1:\"a\"|b"]);
    }
}
