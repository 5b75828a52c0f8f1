//! Paths on the command line to inputs: files as they are named, folders searched in order of
//! name. A file in a folder that is no table at all (a README, a configuration) is passed over
//! and listed; a table that cannot be used is a fault of reading, not of finding.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobMatcher};
use walkdir::WalkDir;

use super::container::{ends_like_a_table, is_book_of_text, unreadable};
use super::mapping::{Hints, TableSettings};
use super::own_files::is_own;
use super::source::{STANDARD_INPUT, Source};
use crate::ledger::schema::Ledger;
use crate::ledger::values::span::{self, Span};
use crate::text::{Message, perhaps};

/// One file to read.
#[derive(Debug, Clone)]
pub struct Input {
    /// Where its bytes are.
    pub source: Source,
    /// How reports name it.
    pub file: String,
    /// The ledger that it must be.
    pub forced: Option<Ledger>,
    /// The ledger that its name suggests.
    pub by_name: Option<Ledger>,
}

impl Input {
    /// What is known of a table of the file; a sheet's own name goes before its book's, which
    /// speaks for a sheet only where it `is_alone`.
    #[must_use]
    pub fn hints<'h>(
        &'h self,
        table: &'h str,
        is_alone: bool,
        settings: &'h TableSettings,
    ) -> Hints<'h> {
        let own = table.rsplit(['#', '/']).next().unwrap_or_default();
        let file = self.file.rsplit('/').next().unwrap_or_default();
        Hints {
            forced: self.forced,
            by_name: by_name(&own.to_lowercase()).or_else(|| self.by_name.filter(|_| is_alone)),
            settings: Some(settings),
            names: [own, file.split_once('.').map_or(file, |(stem, _)| stem)],
        }
    }
}

impl Input {
    /// The days that the names of folders say: of those within the folder that the command names, the
    /// nearest first, and of that one. Of a file that the command names it is the folder that it lies
    /// in; what stands above says nothing of it.
    pub(super) fn folders_cover(&self) -> [Option<Span>; 2] {
        let Source::File(path) = &self.source else {
            return [None, None];
        };
        let own = Path::new(&self.file);
        let is_named = path.as_path() == own;
        let mut within = own.ancestors().skip(1).filter(|_| !is_named);
        let depth = if is_named {
            1
        } else {
            own.components().count()
        };
        let path = std::path::absolute(path).unwrap_or_default();
        let named = path.ancestors().nth(depth);
        let says = |folder: &Path| {
            let name = folder.file_name()?.to_string_lossy();
            span::covered(std::iter::once(name.as_ref()))
        };
        [within.find_map(says), named.and_then(says)]
    }
}

/// What the paths led to.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to read, in order.
    pub inputs: Vec<Input>,
    /// Files in folders that are no tables.
    pub passed_over: Vec<String>,
    /// Paths that led nowhere.
    pub faults: Vec<(String, Message)>,
}

/// Which files the configuration assigns to a ledger.
#[derive(Debug, Default)]
pub struct Assignments {
    patterns: Vec<(GlobMatcher, Ledger)>,
    left_out: Vec<PathBuf>,
    ignored: Vec<GlobMatcher>,
}

impl Assignments {
    /// Adds a pattern such as `会*.csv`.
    ///
    /// # Errors
    /// The pattern cannot be read.
    pub fn add(&mut self, pattern: &str, ledger: Ledger) -> Result<(), Message> {
        self.patterns.push((matcher(pattern)?, ledger));
        Ok(())
    }

    /// Leaves out the files of a pattern: they are no ledger, whatever their headers say.
    ///
    /// # Errors
    /// The pattern cannot be read.
    pub fn ignore(&mut self, pattern: &str) -> Result<(), Message> {
        self.ignored.push(matcher(pattern)?);
        Ok(())
    }

    fn ignores(&self, file: &str) -> bool {
        let name = file.rsplit('/').next().unwrap_or(file);
        let mut patterns = self.ignored.iter();
        patterns.any(|pattern| pattern.is_match(file) || pattern.is_match(name))
    }

    /// Leaves a file out of the folders that it may lie in: it is no ledger but something else that
    /// the run reads or writes.
    pub fn leave_out(&mut self, file: &Path) {
        self.left_out.extend(file.canonicalize());
    }

    fn leaves_out(&self, file: &Path) -> bool {
        !self.left_out.is_empty()
            && file
                .canonicalize()
                .is_ok_and(|file| self.left_out.contains(&file))
    }

    fn of(&self, file: &str) -> Option<Ledger> {
        self.patterns
            .iter()
            .find(|(pattern, _)| pattern.is_match(file))
            .map(|(_, ledger)| *ledger)
    }
}

fn matcher(pattern: &str) -> Result<GlobMatcher, Message> {
    Glob::new(pattern)
        .map(|glob| glob.compile_matcher())
        .map_err(|_| Message::new("config-bad-pattern").text("pattern", pattern))
}

/// Finds the files under `paths`; `forced` is the ledger that the command names. It holds for files
/// named one by one, save for one that by its name is the tree of units; a folder may hold others.
#[must_use]
pub fn find(paths: &[String], forced: Option<Ledger>, assignments: &Assignments) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path == STANDARD_INPUT {
            standard_input(forced, &mut found);
        } else if Path::new(path).is_dir() {
            folder(path, assignments, &mut found);
        } else if !Path::new(path).exists() {
            let fault = Message::new("file-missing")
                .message("meant", neighbour(Path::new(path)))
                .text("error", "no such file or directory");
            found.faults.push((path.clone(), fault));
        } else {
            let file = path.replace('\\', "/");
            match Source::of_path(Path::new(path)) {
                Ok(source) => {
                    let own = input(Path::new(path), file, forced, assignments);
                    found.inputs.push(Input { source, ..own });
                }
                Err(error) => found.faults.push((file, unreadable(&error))),
            }
        }
    }
    found
}

fn standard_input(forced: Option<Ledger>, found: &mut Found) {
    match Source::read_once(std::io::stdin().lock()) {
        Ok(source) => found.inputs.push(Input {
            source,
            file: STANDARD_INPUT.to_owned(),
            forced,
            by_name: None,
        }),
        Err(error) => found
            .faults
            .push((STANDARD_INPUT.to_owned(), unreadable(&error))),
    }
}

/// What stands beside a file that is not there, under a name like its own.
fn neighbour(path: &Path) -> Message {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten();
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    let own = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    perhaps(&own, names.iter().map(String::as_str))
}

fn folder(path: &str, assignments: &Assignments, found: &mut Found) {
    let mut tables = 0;
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with(['.', '~'])
    };
    let entries = WalkDir::new(path)
        .sort_by_file_name()
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| !hidden(entry));
    for entry in entries {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_file() => entry,
            Ok(entry) => {
                // A FIFO may wait for its writer for ever; it is read where it is named.
                if !entry.file_type().is_dir() {
                    let own = entry.path().strip_prefix(path).unwrap_or(entry.path());
                    found.passed_over.push(own.to_string_lossy().into_owned());
                }
                continue;
            }
            Err(error) => {
                let place = error
                    .path()
                    .unwrap_or(Path::new(path))
                    .display()
                    .to_string();
                let reason = error
                    .io_error()
                    .map_or_else(|| "a loop of links".to_owned(), ToString::to_string);
                let fault = Message::new("file-unreadable").text("error", reason);
                found.faults.push((place, fault));
                continue;
            }
        };
        let relative = entry.path().strip_prefix(path).unwrap_or(entry.path());
        let file = relative.to_string_lossy().replace('\\', "/");
        let source = Source::File(entry.path().to_owned());
        let is_table = ends_like_a_table(&file)
            || assignments.of(&file).is_some()
            || is_book_of_text(&file, &source);
        let is_other = || {
            assignments.ignores(&file)
                || assignments.leaves_out(entry.path())
                || is_own(entry.path())
        };
        if is_table && !is_other() {
            tables += 1;
            found
                .inputs
                .push(input(entry.path(), file, None, assignments));
        } else {
            found.passed_over.push(file);
        }
    }
    if tables == 0 {
        found
            .faults
            .push((path.to_owned(), Message::new("folder-without-ledger")));
    }
}

fn input(path: &Path, file: String, forced: Option<Ledger>, assignments: &Assignments) -> Input {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let by_name = by_name(&stem);
    Input {
        source: Source::File(path.to_owned()),
        forced: forced
            .filter(|_| by_name != Some(Ledger::Units))
            .or_else(|| assignments.of(&file)),
        by_name,
        file,
    }
}

/// The ledger whose names begin the stem; of several the longest name wins.
fn by_name(stem: &str) -> Option<Ledger> {
    let begins = |ledger: Ledger| {
        let names = ledger.schema().file_names.iter();
        names
            .filter(|name| stem.starts_with(**name))
            .map(|name| name.len())
            .max()
    };
    Ledger::ALL
        .into_iter()
        .filter_map(|ledger| begins(ledger).map(|length| (length, ledger)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, ledger)| ledger)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_suggest_ledgers() {
        assert_eq!(by_name("meetings_2024"), Some(Ledger::Meetings));
        assert_eq!(by_name("会议台账"), Some(Ledger::Meetings));
        assert_eq!(by_name("督查检查考核"), Some(Ledger::Inspections));
        assert_eq!(by_name("stuff"), None);
    }
}
