//! Where bytes come from: a file, which can be opened twice, or standard input, which is kept.
//! What the bytes are encoded in is found in one pass over them; the text is decoded in a second,
//! as it is read, so that a large file never stands in memory whole.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// The name under which standard input stands in reports.
pub const STANDARD_INPUT: &str = "-";

/// One input.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file on disk.
    File(PathBuf),
    /// All of standard input.
    Bytes(Vec<u8>),
}

impl Source {
    /// The bytes, from the start.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes.as_slice())),
        })
    }

    /// Finds out what the bytes are encoded in.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn survey(&self) -> io::Result<Survey> {
        Survey::of(self.open()?)
    }

    /// The text as UTF-8, without its byte order mark. Bytes that are no text in the encoding
    /// stay as they are (UTF-8) or become U+FFFD (any other), for the reader of cells to find.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn text(&self, survey: &Survey) -> io::Result<Box<dyn Read + '_>> {
        let mut bytes = self.open()?;
        io::copy(&mut bytes.by_ref().take(survey.mark_bytes), &mut io::sink())?;
        if survey.encoding == UTF_8 {
            return Ok(bytes);
        }
        let decoder = DecodeReaderBytesBuilder::new()
            .encoding(Some(survey.encoding))
            .bom_override(false)
            .bom_sniffing(false)
            .build(bytes);
        Ok(Box::new(decoder))
    }
}

/// What one pass over the bytes found.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Bytes of byte order mark in front.
    pub mark_bytes: u64,
    /// How many bytes there are.
    pub bytes: u64,
}

/// The share of broken sequences up to which a text is UTF-8 with damage rather than GB18030:
/// Chinese in GB18030 is almost never valid UTF-8 (our own reading of both byte layouts).
const DAMAGED_UTF8_SHARE: f64 = 0.1;

impl Survey {
    fn of(mut input: impl Read) -> io::Result<Self> {
        let mut window = vec![0; 256 << 10];
        let mut carried = 0;
        let mut counts = Utf8Counts::default();
        let mut total = 0;
        let mut head = None;
        loop {
            let read = match input.read(&mut window[carried..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            total += read as u64;
            let filled = carried + read;
            if filled >= 4 || read == 0 {
                head.get_or_insert_with(|| Head::of(&window[..filled]));
            }
            if read == 0 {
                counts.tally(&window[..filled], true);
                break;
            }
            let used = counts.tally(&window[..filled], false);
            window.copy_within(used..filled, 0);
            carried = filled - used;
        }
        let head = head.unwrap_or_default();
        let encoding = head.encoding.unwrap_or(if counts.looks_like_utf8() {
            UTF_8
        } else {
            GB18030
        });
        Ok(Self {
            encoding,
            mark_bytes: head.mark_bytes,
            bytes: total,
        })
    }

    /// The encoding's name in machine formats.
    #[must_use]
    pub fn label(&self) -> String {
        self.encoding.name().to_lowercase()
    }
}

/// What the first bytes say: a byte order mark, or the NULs of UTF-16 without one.
#[derive(Default)]
struct Head {
    encoding: Option<&'static Encoding>,
    mark_bytes: u64,
}

impl Head {
    fn of(bytes: &[u8]) -> Self {
        if let Some((encoding, length)) = Encoding::for_bom(bytes) {
            return Self {
                encoding: Some(encoding),
                mark_bytes: length as u64,
            };
        }
        let sample = &bytes[..bytes.len().min(512)];
        let nuls = |offset: usize| {
            sample
                .iter()
                .skip(offset)
                .step_by(2)
                .filter(|byte| **byte == 0)
                .count()
        };
        let enough = sample.len() / 8;
        // Delimiters, digits and line ends of UTF-16 have one NUL each, always on the same side.
        let encoding = match (nuls(0), nuls(1)) {
            (0, odd) if odd > enough => Some(UTF_16LE),
            (even, 0) if even > enough => Some(UTF_16BE),
            _ => None,
        };
        Self {
            encoding,
            mark_bytes: 0,
        }
    }
}

#[derive(Default)]
struct Utf8Counts {
    broken: u64,
    sound: u64,
}

impl Utf8Counts {
    /// Counts the sequences beyond ASCII; answers how many bytes are settled.
    fn tally(&mut self, bytes: &[u8], at_end: bool) -> usize {
        let mut position = 0;
        while position < bytes.len() {
            match std::str::from_utf8(&bytes[position..]) {
                Ok(text) => {
                    self.sound += chinese(text.as_bytes());
                    return bytes.len();
                }
                Err(error) => {
                    let broken_at = position + error.valid_up_to();
                    self.sound += chinese(&bytes[position..broken_at]);
                    match error.error_len() {
                        None if !at_end => return broken_at,
                        None => {
                            self.broken += 1;
                            return bytes.len();
                        }
                        Some(length) => {
                            self.broken += 1;
                            position = broken_at + length;
                        }
                    }
                }
            }
        }
        bytes.len()
    }

    fn looks_like_utf8(&self) -> bool {
        self.broken as f64 <= self.sound as f64 * DAMAGED_UTF8_SHARE
    }
}

/// About how many Chinese characters a sound UTF-8 text has: three bytes each.
fn chinese(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() as u64 / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(bytes: &[u8]) -> &'static str {
        Source::Bytes(bytes.to_vec())
            .survey()
            .map_or("unread", |survey| survey.encoding.name())
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "会议名称,召开时间\n全县燃气安全会议,2024-03-05\n".repeat(20);
        assert_eq!(encoding(text.as_bytes()), "UTF-8");
        assert_eq!(encoding(format!("\u{feff}{text}").as_bytes()), "UTF-8");
        assert_eq!(encoding(&GB18030.encode(&text).0), "gb18030");
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(
            encoding(&[&[0xff, 0xfe], little.as_slice()].concat()),
            "UTF-16LE"
        );
        assert_eq!(
            encoding(&[&[0xfe, 0xff], big.as_slice()].concat()),
            "UTF-16BE"
        );
        assert_eq!(encoding(b"title,date\nplain,2024-03-05\n"), "UTF-8");
        assert_eq!(encoding(b""), "UTF-8");
    }

    #[test]
    fn a_few_chinese_words_among_many_digits_are_enough() {
        let text = format!(
            "名称,数\n{}红旗村,3\n",
            "1234567890,2024-03-05,99\n".repeat(500)
        );
        assert_eq!(encoding(&GB18030.encode(&text).0), "gb18030");
    }

    #[test]
    fn a_stray_byte_does_not_change_the_encoding() {
        let mut bytes = "会议名称,召开时间\n".repeat(10).into_bytes();
        bytes[30] = 0xff;
        assert_eq!(encoding(&bytes), "UTF-8");
    }
}
