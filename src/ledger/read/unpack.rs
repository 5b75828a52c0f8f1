//! Unpacking within bounds: all that a packed file holds, however deep, shares one budget of bytes
//! that follows from the file's own size, so that a small file cannot fill the machine.

use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

use tempfile::NamedTempFile;

use super::container::unreadable;
use super::source::Source;
use crate::text::Message;

/// A packed file may grow so many times; text of tables rarely grows thirtyfold.
const MOST_GROWTH: u64 = 200;
/// Less than this is no bomb, however well it was packed.
const HARMLESS_BYTES: u64 = 64 << 20;
/// More than this is refused however large the packed file was.
const MOST_BYTES: u64 = 16 << 30;
/// What is unpacked stays in memory up to here, over all members.
const KEPT_BYTES: u64 = 16 << 20;

/// How much a file may still grow.
#[derive(Debug)]
pub struct Budget {
    packed: u64,
    most: u64,
    left: u64,
    kept: u64,
}

impl Budget {
    /// The budget of a file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of(source: &Source) -> Result<Self, Message> {
        let size = |source: &Source| source.open()?.seek(io::SeekFrom::End(0));
        let packed = size(source).map_err(|error| unreadable(&error))?;
        let most = (packed.saturating_mul(MOST_GROWTH)).clamp(HARMLESS_BYTES, MOST_BYTES);
        Ok(Self {
            packed,
            most,
            left: most,
            kept: KEPT_BYTES,
        })
    }

    /// Unpacks into memory, or into a temporary file where there is much already.
    ///
    /// # Errors
    /// A message where it cannot be unpacked or grows beyond bounds.
    pub fn unpack(&mut self, packed: impl Read) -> Result<Source, Message> {
        let mut input = packed.take(self.left + 1);
        let mut kept = Vec::new();
        input
            .by_ref()
            .take(self.kept + 1)
            .read_to_end(&mut kept)
            .map_err(|error| damaged(&error))?;
        let read = kept.len() as u64;
        if read <= self.kept {
            self.kept -= read;
            self.spend(read)?;
            return Ok(Source::Bytes(kept.into()));
        }
        let mut file = NamedTempFile::new().map_err(|error| unreadable(&error))?;
        file.write_all(&kept).map_err(|error| unreadable(&error))?;
        drop(kept);
        let rest = io::copy(&mut input, &mut file).map_err(|error| damaged(&error))?;
        self.spend(read + rest)?;
        Ok(Source::Temporary(Arc::new(file.into_temp_path())))
    }

    /// Unpacks for nothing but the size: what a member says of its own may be a lie.
    ///
    /// # Errors
    /// As [`Budget::unpack`].
    pub fn weigh(&mut self, packed: impl Read) -> Result<(), Message> {
        let size = io::copy(&mut packed.take(self.left + 1), &mut io::sink())
            .map_err(|error| damaged(&error))?;
        self.spend(size)
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Message> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(Message::new("file-grows-too-much")
                .count("packed", (self.packed >> 10) as usize)
                .count("most", (self.most >> 20) as usize)),
        }
    }
}

/// A message of a packed file that cannot be unpacked.
#[must_use]
pub fn damaged(error: &dyn std::error::Error) -> Message {
    Message::new("file-packed-badly").text("error", error.to_string())
}
