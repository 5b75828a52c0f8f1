//! Where a report goes: standard output, or a file that appears whole or not at all. A report is
//! written to a temporary file beside its target and renamed, so that no reader sees half of one
//! and a failed run leaves the old one as it was.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// What became of writing to standard output.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// All of it.
    Whole,
    /// The reader went away; that is its right.
    PipeClosed,
}

/// Writes to standard output; a closed pipe is no error.
///
/// # Errors
/// Any other fault of the output, such as a full disk.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Written> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => Ok(Written::Whole),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still buffered would fail again when the writer is dropped.
            drop(out.into_parts());
            Ok(Written::PipeClosed)
        }
        Err(error) => {
            drop(out.into_parts());
            Err(error)
        }
    }
}

/// A file that will hold a report, opened before the work starts.
pub struct Target {
    path: PathBuf,
    place: Place,
}

enum Place {
    /// Renamed to the path when it is whole.
    Temporary(NamedTempFile),
    /// A device or a pipe, which cannot be renamed to.
    Special,
}

impl Target {
    /// Opens a target; fails early where its folder is missing or cannot be written to.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn open(path: &Path) -> io::Result<Self> {
        // A link is followed, so that the file behind it is replaced and not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        if fs::metadata(&path).is_ok_and(|known| !known.is_file()) {
            return Ok(Self {
                path,
                place: Place::Special,
            });
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".jianfu-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).map_or(0o666, |known| known.permissions().mode());
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        let file = builder.tempfile_in(folder)?;
        Ok(Self {
            path,
            place: Place::Temporary(file),
        })
    }

    /// Writes the report and puts it in its place.
    ///
    /// # Errors
    /// Those of the file system; the old file then stands as it was.
    pub fn write(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        match self.place {
            Place::Temporary(file) => {
                let mut out = BufWriter::new(file);
                write(&mut out)?;
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(&self.path).map_err(|error| error.error)?;
                Ok(())
            }
            Place::Special => {
                let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(&self.path)?);
                write(&mut out)?;
                out.flush()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_report_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        fs::write(&path, "old").unwrap();
        let failed = Target::open(&path).unwrap().write(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        Target::open(&path)
            .unwrap()
            .write(|out| out.write_all(b"new"))
            .unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
