//! `check -o FILE`: the rejected rows in their own words, with where and why beside them, ready to
//! be corrected and fed back. Rows of several ledgers do not fit one table: each ledger then has a
//! file of its own, `FILE-meetings.csv` and so on.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::super::{Context, Faults, output_failed};
use crate::ledger::Ledger;
use crate::ledger::account::{ColumnAccount, FileAccount};
use crate::ledger::read::discover::Input;
use crate::ledger::read::load::head;
use crate::ledger::read::mapping::BEYOND;
use crate::ledger::read::records::Record;
use crate::ledger::read::{aside, raw, tables};
use crate::ledger::values::Fault;
use crate::report::sink::Target;
use crate::report::{csv_error, neutralised};
use crate::text::Message;

/// The columns that say where a row came from and why it was rejected.
const ABOUT: [&str; 4] = [
    "jianfu_file",
    "jianfu_line",
    "jianfu_column",
    "jianfu_reason",
];

/// Where rejected rows go.
pub(super) struct Rejects {
    path: PathBuf,
    target: Target,
}

/// The rejected rows of one ledger: columns by header, cells by column.
#[derive(Default)]
struct Rows {
    /// Headers with their occurrence in a file, so that blank and repeated ones stay apart.
    columns: Vec<(String, usize)>,
    rows: Vec<Row>,
}

struct Row {
    cells: BTreeMap<usize, String>,
    beyond: String,
    about: [String; 4],
}

impl Rejects {
    /// Opens the file before the work starts.
    pub(super) fn open(path: &Path) -> Result<Self, Faults> {
        let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        if ending.is_some_and(|ending| ending != "csv" && ending != "txt") {
            return Err(Faults::one(
                Message::new("rejects-format").text("file", path.display().to_string()),
            ));
        }
        let target = Target::open(path)
            .map_err(|error| Faults::one(output_failed(&path.to_string_lossy(), &error)))?;
        Ok(Self {
            path: path.to_owned(),
            target,
        })
    }

    /// Reads the rejected rows again and writes them.
    pub(super) fn write(
        self,
        inputs: &[Input],
        accounts: &[FileAccount],
        context: &Context,
    ) -> Result<(), Faults> {
        let mut of_ledgers: BTreeMap<Ledger, Rows> = BTreeMap::new();
        for (position, input) in inputs.iter().enumerate() {
            let own: Vec<&FileAccount> = accounts
                .iter()
                .filter(|account| account.input == position && !account.rejected.is_empty())
                .collect();
            gather(input, &own, context, &mut of_ledgers)
                .map_err(|error| Faults::one(output_failed(&input.file, &error)))?;
        }
        let several = of_ledgers.len() > 1;
        let mut targets = vec![(self.path.clone(), Some(self.target), None)];
        if several {
            targets.clear();
            for ledger in of_ledgers.keys() {
                targets.push((beside(&self.path, *ledger), None, Some(*ledger)));
            }
        }
        for (path, target, ledger) in targets {
            let failed =
                |error: io::Error| Faults::one(output_failed(&path.to_string_lossy(), &error));
            let target = match target {
                Some(target) => target,
                None => Target::open(&path).map_err(failed)?,
            };
            let rows = match ledger {
                Some(ledger) => of_ledgers.remove(&ledger),
                None => of_ledgers.pop_first().map(|(_, rows)| rows),
            }
            .unwrap_or_default();
            target.write(|out| rows.write(out)).map_err(failed)?;
            context.note(
                &Message::new("rejects-written")
                    .text("file", path.display().to_string())
                    .count("rows", rows.rows.len()),
            );
        }
        Ok(())
    }
}

/// `rejects.csv` for one ledger of several: `rejects-meetings.csv`.
fn beside(path: &Path, ledger: Ledger) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let dot = if ending.is_empty() { "" } else { "." };
    path.with_file_name(format!("{stem}-{}{dot}{ending}", ledger.name()))
}

fn gather(
    input: &Input,
    accounts: &[&FileAccount],
    context: &Context,
    of_ledgers: &mut BTreeMap<Ledger, Rows>,
) -> io::Result<()> {
    // Only what has rejects is opened again.
    if accounts.is_empty() {
        return Ok(());
    }
    let failed = |message: Message| io::Error::other(context.catalogue.render(&message));
    for table in tables(input).map_err(failed)? {
        let own = accounts.iter().find(|account| account.file == table.file);
        let Some(account) = own.copied() else {
            continue;
        };
        // In a row out of line any cell may say who a respondent is.
        let hides_people = account.columns.iter().any(|column| column.dropped);
        let is_shown =
            |record: &Record<'_>| !hides_people || record.cells() == account.columns.len();
        let given = &table.contained.content;
        let head = head(given).map_err(failed)?;
        let rows = of_ledgers.entry(account.ledger).or_default();
        let mut rejected = account.rejected.iter().peekable();
        let columns = rows.columns_of(account);
        // The owner of a merged cell stands in an earlier row, which is not given back.
        let owner_field = account.ledger.schema().filled_down;
        let owner = owner_field.and_then(|field| {
            let is_it = |column: &ColumnAccount| column.field.as_deref() == Some(field);
            account.columns.iter().position(is_it)
        });
        let mut above = String::new();
        let mut take = |record: &Record<'_>| {
            if let Some(owner) = owner.filter(|owner| *owner < record.cells())
                && !aside::is_subtotal(record)
            {
                let cell = String::from_utf8_lossy(record.cell(owner));
                if !cell.trim().is_empty() {
                    above = cell.into_owned();
                }
            }
            // Rows that were too long to be read have no text to give back.
            while let Some(notice) = rejected.next_if(|notice| notice.line <= record.line) {
                let text = (notice.line == record.line && is_shown(record)).then_some(record);
                let about = [
                    account.file.clone(),
                    notice.line.to_string(),
                    account.header(notice).to_owned(),
                    context.catalogue.say(notice.fault.key()),
                ];
                let mut row = row(text, &columns, about);
                if let Some(column) = owner.and_then(|owner| columns[owner])
                    && let Some(cell) = row.cells.get_mut(&column)
                    && cell.trim().is_empty()
                    && notice.fault != Fault::Missing
                {
                    cell.clone_from(&above);
                }
                rows.rows.push(row);
            }
            Ok(())
        };
        let below = account.last_header_line;
        raw::visit(given, &head, account.dialect, below, &mut take)?;
        let mut last = Record::default();
        last.line = u64::MAX;
        take(&last)?;
    }
    Ok(())
}

fn row(record: Option<&Record<'_>>, columns: &[Option<usize>], about: [String; 4]) -> Row {
    let cell = |position: usize| {
        record.map_or_else(String::new, |record| {
            String::from_utf8_lossy(record.cell(position)).into_owned()
        })
    };
    let cells = columns.iter().enumerate();
    let beyond: Vec<String> = (columns.len()..record.map_or(0, Record::cells))
        .map(cell)
        .collect();
    Row {
        cells: cells
            .filter_map(|(position, column)| Some(((*column)?, cell(position))))
            .collect(),
        beyond: beyond.join(","),
        about,
    }
}

/// A cell that no spreadsheet runs; a number stays one.
fn harmless(cell: String) -> String {
    if cell.parse::<f64>().is_ok() {
        cell
    } else {
        neutralised(&cell).into_owned()
    }
}

impl Rows {
    /// For each column of a file its place in the table; those that say who a respondent is
    /// have none.
    fn columns_of(&mut self, account: &FileAccount) -> Vec<Option<usize>> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places = Vec::with_capacity(account.columns.len());
        for column in &account.columns {
            if column.dropped || ABOUT.contains(&column.column.as_str()) {
                places.push(None);
                continue;
            }
            let occurrence = seen.entry(&column.column).or_default();
            let key = (column.column.clone(), *occurrence);
            *occurrence += 1;
            let known = self.columns.iter().position(|known| *known == key);
            places.push(Some(known.unwrap_or_else(|| {
                self.columns.push(key);
                self.columns.len() - 1
            })));
        }
        places
    }

    /// Writes a table that a spreadsheet opens rightly and the reader takes back.
    fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(out);
        let has_beyond = self.rows.iter().any(|row| !row.beyond.is_empty());
        let beyond = |cell: &str| has_beyond.then(|| cell.to_owned());
        let headers = self.columns.iter().map(|(header, _)| header.clone());
        let about = ABOUT.iter().map(ToString::to_string);
        writer
            .write_record(headers.chain(beyond(BEYOND)).chain(about))
            .map_err(csv_error)?;
        for row in &self.rows {
            let cells = (0..self.columns.len())
                .map(|column| row.cells.get(&column).cloned().unwrap_or_default());
            let all = cells
                .chain(beyond(&row.beyond))
                .chain(row.about.iter().cloned());
            writer.write_record(all.map(harmless)).map_err(csv_error)?;
        }
        writer.flush()
    }
}
