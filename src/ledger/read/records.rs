//! Records of delimited text, each with the physical line on which it starts.
//!
//! The parser is `csv-core`, the machine inside the csv crate. This module feeds it, because an
//! audit needs what the crate's own reader leaves out: blank lines are records to be accounted
//! for, a lone carriage return ends a line too, and one endless line must not fill the memory.
//! It knows bytes and lines; what the cells mean is `row`'s affair.

use std::io::{self, Read};

/// The longest record that is read; the rest of a longer one is passed over, and it is said.
pub const LONGEST_RECORD: usize = 16 << 20;

const INPUT_BYTES: usize = 256 << 10;

/// One record: its cells without quotes, and where it stood.
#[derive(Debug, Default)]
pub struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
    /// Physical line on which the record starts, from 1.
    pub line: u64,
    /// The record was longer than [`LONGEST_RECORD`]; its cells are not whole.
    pub too_long: bool,
}

impl Record {
    /// How many cells it has.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// Whether nothing but blanks stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.too_long && self.bytes().iter().all(u8::is_ascii_whitespace)
    }

    /// All cells' bytes, one behind the other.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        let end = if self.too_long || self.cells == 0 {
            0
        } else {
            self.ends[self.cells - 1]
        };
        &self.bytes[..end]
    }

    /// The bytes of one cell; beyond the last one, none.
    #[must_use]
    pub fn cell(&self, position: usize) -> &[u8] {
        if position >= self.cells || self.too_long {
            return &[];
        }
        let start = if position == 0 {
            0
        } else {
            self.ends[position - 1]
        };
        &self.bytes[start..self.ends[position]]
    }
}

/// What stands next in the input.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// A record was read.
    Record,
    /// An empty line, by its number.
    Blank(u64),
    /// The input is at its end.
    End,
}

/// Reads records one by one.
pub struct Records<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    parser: csv_core::Reader,
    line: u64,
    after_carriage_return: bool,
}

impl<R: Read> Records<R> {
    /// Reads `input`, whose cells are separated by `delimiter`.
    pub fn new(input: R, delimiter: u8) -> Self {
        Self {
            input,
            buffer: vec![0; INPUT_BYTES],
            start: 0,
            end: 0,
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            line: 1,
            after_carriage_return: false,
        }
    }

    /// Reads what stands next, a record into `record`.
    ///
    /// # Errors
    /// Those of the input.
    pub fn next(&mut self, record: &mut Record) -> io::Result<Next> {
        if let Some(blank) = self.blank_line()? {
            return Ok(blank);
        }
        record.line = self.line;
        record.too_long = false;
        record.cells = 0;
        if record.bytes.is_empty() {
            record.bytes.resize(4096, 0);
            record.ends.resize(64, 0);
        }
        let mut written = 0;
        loop {
            let input = &self.buffer[self.start..self.end];
            let (result, read, out, ends) = self.parser.read_record(
                input,
                &mut record.bytes[written..],
                &mut record.ends[record.cells..],
            );
            self.consume(read);
            written += out;
            record.cells += ends;
            match result {
                csv_core::ReadRecordResult::InputEmpty => {
                    self.fill()?;
                }
                csv_core::ReadRecordResult::OutputFull if record.bytes.len() >= LONGEST_RECORD => {
                    // The rest of the record is written over and over the same room.
                    record.too_long = true;
                    (written, record.cells) = (0, 0);
                }
                csv_core::ReadRecordResult::OutputFull => {
                    record.bytes.resize(record.bytes.len() * 2, 0);
                }
                csv_core::ReadRecordResult::OutputEndsFull if record.too_long => record.cells = 0,
                csv_core::ReadRecordResult::OutputEndsFull => {
                    record.ends.resize(record.ends.len() * 2, 0);
                }
                csv_core::ReadRecordResult::Record => return Ok(Next::Record),
                csv_core::ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    /// An empty line or the end of the input, where one of them stands next.
    fn blank_line(&mut self) -> io::Result<Option<Next>> {
        loop {
            if self.start == self.end && self.fill()? == 0 {
                return Ok(Some(Next::End));
            }
            let line = self.line;
            match self.buffer[self.start] {
                // The second half of the line end that closed the line before.
                b'\n' if self.after_carriage_return => self.consume(1),
                b'\n' | b'\r' => {
                    self.consume(1);
                    return Ok(Some(Next::Blank(line)));
                }
                _ => return Ok(None),
            }
        }
    }

    fn fill(&mut self) -> io::Result<usize> {
        self.start = 0;
        self.end = loop {
            match self.input.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        Ok(self.end)
    }

    /// Moves on by `count` bytes and counts the lines that end in them.
    fn consume(&mut self, count: usize) {
        let consumed = &self.buffer[self.start..self.start + count];
        let newlines = memchr::memchr_iter(b'\n', consumed).count();
        let mut ended = newlines;
        for position in memchr::memchr_iter(b'\r', consumed) {
            // A pair counts once, at its line feed; at the edge of the buffer it is settled below.
            if consumed.get(position + 1) != Some(&b'\n') {
                ended += 1;
            }
        }
        if self.after_carriage_return && consumed.first() == Some(&b'\n') {
            ended -= 1;
        }
        self.line += ended as u64;
        if count > 0 {
            self.after_carriage_return = consumed[count - 1] == b'\r';
        }
        self.start += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut records = Records::new(text.as_bytes(), b',');
        let mut record = Record::default();
        let mut found = Vec::new();
        loop {
            match records.next(&mut record) {
                Ok(Next::Record) => {
                    let cells: Vec<_> = (0..record.cells())
                        .map(|cell| String::from_utf8_lossy(record.cell(cell)))
                        .collect();
                    found.push(format!("{}:{}", record.line, cells.join("|")));
                }
                Ok(Next::Blank(line)) => found.push(format!("{line}:blank")),
                Ok(Next::End) | Err(_) => return found,
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
    }

    #[test]
    fn an_endless_line_is_passed_over_and_the_next_is_read() {
        let mut text = String::from("a,b\n");
        text.extend(std::iter::repeat_n("x,", LONGEST_RECORD));
        text.push_str("\nc,d\n");
        let mut records = Records::new(text.as_bytes(), b',');
        let mut record = Record::default();
        let mut seen = Vec::new();
        while let Ok(Next::Record) = records.next(&mut record) {
            seen.push((record.line, record.too_long, record.cell(0).to_vec()));
        }
        assert_eq!(
            seen,
            [
                (1, false, b"a".to_vec()),
                (2, true, vec![]),
                (3, false, b"c".to_vec())
            ]
        );
        assert!(record.bytes.capacity() <= 2 * LONGEST_RECORD);
    }
}
