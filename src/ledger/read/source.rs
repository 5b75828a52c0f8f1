//! Where bytes come from: a file, a temporary file into which something was unpacked, or bytes
//! that are kept, as those of standard input are. All can be opened as often as is needed, so
//! that a large file never stands in memory whole.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::{UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use tempfile::{NamedTempFile, TempPath};

use super::dialect::Dialect;
use super::encoding::TextSurvey;

/// The name under which standard input stands in reports.
pub const STANDARD_INPUT: &str = "-";

/// What can be read just once stays in memory up to here, and more of it goes to a temporary file.
const KEPT_BYTES: u64 = 64 << 20;
/// More than this is no ledger but a device that never ends.
const MOST_BYTES: u64 = 16 << 30;

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
    /// The source of a path. What can be read just once (a pipe, a FIFO, a terminal) is read to its
    /// end, since all else that is done with a source looks at it more than once.
    ///
    /// # Errors
    /// The path cannot be read, or does not end.
    pub fn of_path(path: &Path) -> io::Result<Self> {
        if std::fs::metadata(path)?.is_file() {
            return Ok(Self::File(path.to_owned()));
        }
        Self::read_once(File::open(path)?)
    }

    /// All that an input still holds.
    ///
    /// # Errors
    /// It cannot be read, or does not end.
    pub fn read_once(mut input: impl Read) -> io::Result<Self> {
        let mut kept = Vec::new();
        input.by_ref().take(KEPT_BYTES).read_to_end(&mut kept)?;
        if (kept.len() as u64) < KEPT_BYTES {
            return Ok(Self::Bytes(kept.into()));
        }
        let mut file = NamedTempFile::new()?;
        file.write_all(&kept)?;
        drop(kept);
        let rest = io::copy(&mut input.take(MOST_BYTES), &mut file)?;
        if rest == MOST_BYTES {
            return Err(io::Error::other("it does not end"));
        }
        Ok(Self::Temporary(Arc::new(file.into_temp_path())))
    }

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
