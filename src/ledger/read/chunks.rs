//! A text in pieces that end where a record ends, so that several cores can read one file and
//! each piece knows its first line. Only quotes are looked at: between them every line end is
//! the end of a record.

use std::io::{self, Read};

use super::dialect::Dialect;
use super::quotes::{self, Opened};
use super::records::line_ends;

/// The longest record that is read; the rest of a longer one is passed over, and it is said.
pub const LONGEST_RECORD: usize = 16 << 20;
/// Large enough that its overhead does not count, small enough to stay in the cache's reach.
const CHUNK_BYTES: usize = 4 << 20;

/// A piece of text.
#[derive(Debug, Default, PartialEq)]
pub struct Chunk {
    /// Its place among the pieces, from 0.
    pub number: usize,
    /// The physical line on which it starts.
    pub line: u64,
    /// Whole records; none where the one record was too long to be read.
    pub bytes: Vec<u8>,
    /// The record was longer than [`LONGEST_RECORD`].
    pub too_long: bool,
}

/// The pieces of an input, in order.
pub struct Chunks<R> {
    input: R,
    dialect: Dialect,
    carried: Vec<u8>,
    line: u64,
    number: usize,
    at_end: bool,
}

impl<R: Read> Chunks<R> {
    /// Cuts `input`, which starts on line 1.
    pub fn new(input: R, dialect: Dialect) -> Self {
        Self {
            input,
            dialect,
            carried: Vec::new(),
            line: 1,
            number: 0,
            at_end: false,
        }
    }

    fn cut(&mut self) -> io::Result<Option<Chunk>> {
        let mut bytes = std::mem::take(&mut self.carried);
        loop {
            self.fill(&mut bytes)?;
            if self.at_end && bytes.len() <= LONGEST_RECORD {
                drop_end_marks(&mut bytes);
                return Ok((!bytes.is_empty()).then(|| self.chunk(bytes, false)));
            }
            let end = last_record_end(&bytes, self.dialect);
            if end > 0 {
                self.carried = bytes.split_off(end);
                return Ok(Some(self.chunk(bytes, false)));
            }
            if bytes.len() > LONGEST_RECORD {
                let passed = line_ends(&bytes);
                bytes.clear();
                let chunk = self.chunk(bytes, true);
                self.line += passed;
                self.pass_over_line()?;
                return Ok(Some(chunk));
            }
        }
    }

    fn chunk(&mut self, bytes: Vec<u8>, too_long: bool) -> Chunk {
        let chunk = Chunk {
            number: self.number,
            line: self.line,
            bytes,
            too_long,
        };
        self.number += 1;
        self.line += line_ends(&chunk.bytes);
        chunk
    }

    /// Reads on by at most one chunk.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.reserve(CHUNK_BYTES);
        let wanted = CHUNK_BYTES as u64;
        let read = self.input.by_ref().take(wanted).read_to_end(bytes)?;
        self.at_end = (read as u64) < wanted;
        Ok(())
    }

    /// Passes over the rest of a line; what stands behind it is carried.
    fn pass_over_line(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        loop {
            self.fill(&mut bytes)?;
            let Some(end) = memchr::memchr2(b'\n', b'\r', &bytes) else {
                bytes.clear();
                if self.at_end {
                    return Ok(());
                }
                continue;
            };
            // A carriage return at the end of what was read may be half of a pair.
            if end + 1 == bytes.len() && bytes[end] == b'\r' && !self.at_end {
                continue;
            }
            let pair = bytes[end..].starts_with(b"\r\n");
            self.carried = bytes.split_off(end + 1 + usize::from(pair));
            self.line += 1;
            return Ok(());
        }
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at_end && self.carried.is_empty() {
            return None;
        }
        self.cut().transpose()
    }
}

/// Takes off the marks with which old systems end a text or fill its last block, where they stand
/// in the last cell. On a line of their own they are a blank record, and counted as one.
fn drop_end_marks(bytes: &mut Vec<u8>) {
    let last = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1a));
    if let Some(last) = last
        && !matches!(bytes[last], b'\n' | b'\r')
    {
        bytes.truncate(last + 1);
    }
}

/// Where the last whole record of `bytes` ends, or 0; more bytes may follow.
fn last_record_end(bytes: &[u8], dialect: Dialect) -> usize {
    let (mut at, mut last) = (0, 0);
    loop {
        let quote = memchr::memchr(dialect.quote, &bytes[at..]).map(|offset| at + offset);
        let segment = at..quote.unwrap_or(bytes.len());
        let is_last = quote.is_none();
        if let Some(end) = line_end_in(&bytes[segment.clone()], is_last) {
            last = segment.start + end;
        }
        let Some(quote) = quote else { return last };
        if !quotes::begins_cell(bytes, quote, dialect) {
            at = quote + 1;
            continue;
        }
        match quotes::follow(bytes, quote, dialect, false) {
            Opened::Closed(closing) => at = closing.after,
            Opened::Literal => at = quote + 1,
            Opened::Undecided => return last,
        }
    }
}

/// Where the last line of `segment` ends; a carriage return at the very end of the bytes may be
/// half of a pair and does not count.
fn line_end_in(segment: &[u8], is_last: bool) -> Option<usize> {
    let whole = if is_last {
        segment.strip_suffix(b"\r").unwrap_or(segment)
    } else {
        segment
    };
    memchr::memrchr2(b'\n', b'\r', whole).map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::records::{Next, Record, Records};
    use super::*;

    /// Gives few bytes at a time, as a pipe does.
    struct Drops<'t>(&'t [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(out.len()).min(7);
            out[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn an_endless_line_is_passed_over_and_the_next_is_read() {
        let mut text = String::from("a,b\n");
        text.extend(std::iter::repeat_n("x,", LONGEST_RECORD));
        text.push_str("\nc,d\n");
        let chunks: Vec<Chunk> = Chunks::new(text.as_bytes(), Dialect::delimited(b','))
            .map(Result::unwrap)
            .collect();
        let seen: Vec<_> = chunks
            .iter()
            .map(|chunk| (chunk.line, chunk.too_long, chunk.bytes.len()))
            .collect();
        assert_eq!(seen, [(1, false, 4), (2, true, 0), (3, false, 4)]);
    }

    #[test]
    fn pieces_hold_the_records_of_the_whole() {
        let row = "甲,\"乙\r\n丙\",5\" x,\"丁\"\"\"\r\n\"open,x\r\n";
        let text = row.repeat(60_000);
        let dialect = Dialect::delimited(b',');
        let mut whole = Vec::new();
        let mut records = Records::new(text.as_bytes(), dialect, 1);
        let mut record = Record::default();
        while records.next(&mut record) == Next::Record {
            whole.push((record.line, record.texts()));
        }
        let mut pieces = Vec::new();
        for chunk in Chunks::new(Drops(text.as_bytes()), dialect) {
            let chunk = chunk.unwrap();
            let mut records = Records::new(&chunk.bytes, dialect, chunk.line);
            let mut record = Record::default();
            while records.next(&mut record) == Next::Record {
                pieces.push((record.line, record.texts()));
            }
        }
        assert_eq!(whole.len(), 120_000);
        assert!(whole == pieces);
    }
}
