//! Where bytes come from: a file, a temporary file into which something was unpacked, or bytes
//! that are kept, as those of standard input are. All can be opened as often as is needed, so
//! that a large file never stands in memory whole.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::{UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use tempfile::TempPath;

use super::dialect::Dialect;
use super::encoding::TextSurvey;

/// The name under which standard input stands in reports.
pub const STANDARD_INPUT: &str = "-";

/// One input.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file on disk.
    File(PathBuf),
    /// What was unpacked, gone when the last one that uses it is.
    Temporary(Arc<TempPath>),
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
}

/// Bytes that can be read from any place.
pub trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

impl Source {
    /// The bytes, from the start.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(&self) -> io::Result<Box<dyn Seekable + '_>> {
        let file = |path: &Path| File::open(path).map(|file| Box::new(file) as Box<dyn Seekable>);
        match self {
            Self::File(path) => file(path),
            Self::Temporary(path) => file(path),
            Self::Bytes(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
        }
    }

    /// Its first bytes, by which a format is told.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn beginning(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Its size in bytes; 0 where that cannot be told.
    #[must_use]
    pub fn size(&self) -> u64 {
        let file = |path: &Path| std::fs::metadata(path).map_or(0, |known| known.len());
        match self {
            Self::File(path) => file(path),
            Self::Temporary(path) => file(path),
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// The text behind its byte order mark. It is still in its own encoding where `is_split_raw`
    /// says so of the dialect, and UTF-8 else; what cannot be decoded becomes U+FFFD.
    ///
    /// # Errors
    /// The input cannot be opened.
    pub fn text(
        &self,
        survey: TextSurvey,
        dialect: Dialect,
    ) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut bytes = self.open()?;
        bytes.seek(io::SeekFrom::Start(survey.mark_bytes))?;
        if is_split_raw(survey, dialect) {
            return Ok(bytes);
        }
        Ok(Box::new(
            DecodeReaderBytesBuilder::new()
                .encoding(Some(survey.encoding))
                .bom_override(false)
                .bom_sniffing(false)
                .build(bytes),
        ))
    }
}

/// Whether the records of a text that was split before it was decoded are still to be decoded.
#[must_use]
pub fn is_decoded_late(survey: TextSurvey, dialect: Dialect) -> bool {
    is_split_raw(survey, dialect) && survey.encoding != encoding_rs::UTF_8
}

/// Whether a text can be split into records before it is decoded: no mark of the dialect is ever
/// part of another character in its encoding.
fn is_split_raw(survey: TextSurvey, dialect: Dialect) -> bool {
    let is_wide = survey.encoding == UTF_16LE || survey.encoding == UTF_16BE;
    let is_utf8 = survey.encoding == encoding_rs::UTF_8;
    !is_wide && (is_utf8 || !dialect.needs_decoded_text())
}
