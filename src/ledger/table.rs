//! A ledger as a table: a polars frame with one column a field, and typed views of its columns.
//! A view of a column that no file had answers "missing" for every row, so that a rule need not
//! ask twice; whether the column exists at all is `has`.

use std::sync::Arc;

use polars::prelude::*;
use polars_arrow::bitmap::Bitmap;
use polars_arrow::types::NativeType;

use super::names::{NameId, NamePool};
use super::read::column::count_column;
use super::schema::Ledger;
use super::values::span::{Counted, Span};

/// The column with the number of each row's file.
pub const FILE: &str = "file";
/// The column with the physical line on which each row starts.
pub const LINE: &str = "line";

/// First and last day over which messages were counted, where a file says it.
pub const COUNTED: [&str; 2] = ["counted_from", "counted_to"];

/// One ledger.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which ledger it is.
    pub ledger: Ledger,
    frame: DataFrame,
    /// Views of the list columns, made once: to make one costs as much as to read the column.
    lists: Vec<(PlSmallStr, Arc<Lists>)>,
}

impl Table {
    /// A table over a frame whose columns are named by the fields of the ledger.
    #[must_use]
    pub fn new(ledger: Ledger, mut frame: DataFrame) -> Self {
        frame.rechunk_mut();
        let is_list = |column: &&Column| matches!(column.dtype(), DataType::List(_));
        let lists = frame
            .columns()
            .iter()
            .filter(is_list)
            .map(|column| (column.name().clone(), Arc::new(Lists::of(column))))
            .collect();
        Self {
            ledger,
            frame,
            lists,
        }
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.frame.height()
    }

    /// The same with a column of days beside the others.
    ///
    /// # Errors
    /// Those of polars.
    pub fn with_days(&self, name: &str, days: Vec<Option<i32>>) -> PolarsResult<Self> {
        let mut frame = self.frame.clone();
        let column = Int32Chunked::from_iter_options(name.into(), days.into_iter());
        frame.with_column(column.into_date().into_column())?;
        Ok(Self::new(self.ledger, frame))
    }

    /// Whether any file was of the ledger, were it one without rows.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.frame.width() > 0
    }

    /// Whether any file had the field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.frame.get_column_index(field).is_some()
    }

    /// The rows for which `kept` holds, in order.
    ///
    /// # Errors
    /// Those of polars.
    pub fn filtered(&self, kept: &[bool]) -> PolarsResult<Self> {
        let frame = self
            .frame
            .filter(&BooleanChunked::from_slice("kept".into(), kept))?;
        Ok(Self::new(self.ledger, frame))
    }

    /// Its frame: one column a field, and those of files and lines.
    #[must_use]
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    fn series(&self, field: &str) -> Option<&Series> {
        self.frame
            .column(field)
            .ok()
            .map(Column::as_materialized_series)
    }

    /// A text field.
    #[must_use]
    pub fn texts(&self, field: &str) -> Texts<'_> {
        Texts(self.series(field).and_then(|series| series.str().ok()))
    }

    /// A field stored as a whole number: a name, a count, a code, a set of codes.
    #[must_use]
    pub fn wholes(&self, field: &str) -> Wholes<'_> {
        Wholes(
            self.series(field)
                .and_then(|series| series.u32().ok())
                .and_then(Values::of),
        )
    }

    /// The lengths of a list field of which a bare count may stand for the list.
    #[must_use]
    pub fn counts(&self, field: &str) -> Wholes<'_> {
        self.wholes(&count_column(field))
    }

    /// A field of days since 1970-01-01.
    #[must_use]
    pub fn days(&self, field: &str) -> Days<'_> {
        Days(
            self.series(field)
                .and_then(|series| series.date().ok())
                .and_then(|dates| Values::of(&dates.phys)),
        )
    }

    /// A field of minutes after midnight of the row's date.
    #[must_use]
    pub fn minutes(&self, field: &str) -> Days<'_> {
        Days(
            self.series(field)
                .and_then(|series| series.i32().ok())
                .and_then(Values::of),
        )
    }

    /// A field of hours or other numbers.
    #[must_use]
    pub fn numbers(&self, field: &str) -> Numbers<'_> {
        Numbers(
            self.series(field)
                .and_then(|series| series.f64().ok())
                .and_then(Values::of),
        )
    }

    /// A yes/no field.
    #[must_use]
    pub fn flags(&self, field: &str) -> Flags<'_> {
        Flags(self.series(field).and_then(|series| series.bool().ok()))
    }

    /// A list field.
    #[must_use]
    pub fn lists(&self, field: &str) -> Arc<Lists> {
        let known = self.lists.iter().find(|(name, _)| name == field);
        known
            .map(|(_, lists)| Arc::clone(lists))
            .unwrap_or_default()
    }
}

/// A view of a text column.
#[derive(Clone, Copy)]
pub struct Texts<'t>(Option<&'t StringChunked>);

impl<'t> Texts<'t> {
    /// The text of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&'t str> {
        self.0.and_then(|column| column.get(row))
    }
}

/// Values of a column with their gaps, as they lie in memory: a rule asks for millions of them.
#[derive(Clone, Copy)]
struct Values<'t, T> {
    values: &'t [T],
    present: Option<&'t Bitmap>,
}

impl<'t, T: NativeType> Values<'t, T> {
    /// The values of a column of one chunk, which every column of a [`Table`] has.
    fn of<P: PolarsNumericType<Native = T>>(column: &'t ChunkedArray<P>) -> Option<Self> {
        let chunk = column.downcast_iter().next()?;
        Some(Self {
            values: chunk.values().as_slice(),
            present: chunk.validity(),
        })
    }

    fn get(&self, row: usize) -> Option<T> {
        let value = *self.values.get(row)?;
        self.present
            .is_none_or(|present| present.get_bit(row))
            .then_some(value)
    }
}

/// A view of a column of whole numbers.
#[derive(Clone, Copy)]
pub struct Wholes<'t>(Option<Values<'t, u32>>);

impl Wholes<'_> {
    /// The number of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<u32> {
        self.0.and_then(|column| column.get(row))
    }

    /// Whether a row's number is `wanted`.
    #[must_use]
    pub fn is(&self, row: usize, wanted: u32) -> bool {
        self.get(row) == Some(wanted)
    }
}

/// A view of a column of days or minutes.
#[derive(Clone, Copy)]
pub struct Days<'t>(Option<Values<'t, i32>>);

impl Days<'_> {
    /// The day or minute of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<i32> {
        self.0.and_then(|column| column.get(row))
    }

    /// The least and the greatest.
    #[must_use]
    pub fn range(&self) -> Option<(i32, i32)> {
        let column = self.0?;
        let days = (0..column.values.len()).filter_map(|row| column.get(row));
        days.fold(None, |range, day| match range {
            Some((least, greatest)) => Some((day.min(least), day.max(greatest))),
            None => Some((day, day)),
        })
    }
}

/// A view of a column of numbers.
#[derive(Clone, Copy)]
pub struct Numbers<'t>(Option<Values<'t, f64>>);

impl Numbers<'_> {
    /// The number of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<f64> {
        self.0.and_then(|column| column.get(row))
    }
}

/// A view of a yes/no column.
#[derive(Clone, Copy)]
pub struct Flags<'t>(Option<&'t BooleanChunked>);

impl Flags<'_> {
    /// The answer of a row; `None` is unknown, which is not "no".
    #[must_use]
    pub fn get(&self, row: usize) -> Option<bool> {
        self.0.and_then(|column| column.get(row))
    }

    /// Whether a row says yes.
    #[must_use]
    pub fn yes(&self, row: usize) -> bool {
        self.get(row) == Some(true)
    }

    /// Whether the answer of a row is no.
    #[must_use]
    pub fn no(&self, row: usize) -> bool {
        self.get(row) == Some(false)
    }
}

/// A view of a list column: where each row's entries begin and end among all entries.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    present: Option<BooleanChunked>,
    bounds: Vec<i64>,
    entries: UInt32Chunked,
}

impl Lists {
    fn of(column: &Column) -> Self {
        let Ok(lists) = column
            .as_materialized_series()
            .list()
            .map(|lists| lists.rechunk().into_owned())
        else {
            return Self::default();
        };
        let inner = lists.get_inner();
        match (lists.offsets(), inner.u32()) {
            (Ok(offsets), Ok(entries)) => Self {
                present: Some(lists.is_not_null()),
                bounds: offsets.iter().copied().collect(),
                entries: entries.rechunk().into_owned(),
            },
            _ => Self::default(),
        }
    }

    /// The entries of a row; `None` where it has no list.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&[NameId]> {
        let present = self.present.as_ref()?.get(row)?;
        let start = usize::try_from(*self.bounds.get(row)?).ok()?;
        let end = usize::try_from(*self.bounds.get(row + 1)?).ok()?;
        let entries = self.entries.cont_slice().ok()?;
        present.then(|| entries.get(start..end)).flatten()
    }

    /// Every entry of every row, in order.
    #[must_use]
    pub fn all(&self) -> &[NameId] {
        self.entries.cont_slice().unwrap_or_default()
    }
}

/// Every ledger that was loaded, with the names that they share.
#[derive(Debug, Clone)]
pub struct Ledgers {
    tables: Vec<Table>,
    /// The names of units, platforms and list entries.
    pub names: NamePool,
    /// The files, by the number in the column [`FILE`].
    pub files: Vec<Arc<str>>,
    /// Columns that no field was found for, in the order of reading.
    pub open: Vec<OpenColumn>,
    /// For each file the days that it says it covers, and over which it says that it counts messages.
    pub covers: Vec<Covers>,
}

/// The days that a file says it covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// By its title, sheet, name or a folder within the one that the command names.
    pub stated: Option<Span>,
    /// By the folder that the command names: of its period where no event is dated, never of counts.
    pub folder: Option<Span>,
    /// The day up to which it counts, by its title or name.
    pub exported: Option<i32>,
    /// By the header of its messages.
    pub messages: Option<Counted>,
}

/// A column that no field was found for, and that may be one for all that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenColumn {
    /// The ledger of its table.
    pub ledger: Ledger,
    /// Its header.
    pub header: String,
    /// The fields that it might be, the nearest first.
    pub fields: Vec<String>,
}

impl Ledgers {
    /// One table for each of [`Ledger::ALL`], in that order.
    #[must_use]
    pub fn new(tables: Vec<Table>, names: NamePool, files: Vec<String>) -> Self {
        Self {
            tables,
            names,
            files: files.into_iter().map(Arc::from).collect(),
            open: Vec::new(),
            covers: Vec::new(),
        }
    }

    /// The header of a column that stayed open and might be one of `fields`.
    #[must_use]
    pub fn perhaps(&self, ledger: Ledger, fields: &[&str]) -> Option<&str> {
        let of_ledger = |column: &&OpenColumn| column.ledger == ledger;
        let might_be = |column: &&OpenColumn| {
            let names = column.fields.iter();
            let mut names = names.flat_map(|name| name.split(['|', ':']));
            names.any(|name| fields.contains(&name))
        };
        let mut open = self.open.iter().filter(of_ledger).filter(might_be);
        open.next().map(|column| column.header.as_str())
    }

    /// The table of a ledger; empty where no file was of it.
    #[must_use]
    pub fn table(&self, ledger: Ledger) -> &Table {
        &self.tables[ledger as usize]
    }

    /// The same ledgers with other tables.
    ///
    /// # Errors
    /// Those of `change`.
    pub fn map(self, change: impl FnMut(Table) -> PolarsResult<Table>) -> PolarsResult<Self> {
        let tables = self
            .tables
            .into_iter()
            .map(change)
            .collect::<PolarsResult<_>>()?;
        Ok(Self { tables, ..self })
    }

    /// The file and line of a row.
    #[must_use]
    pub fn place(&self, ledger: Ledger, row: usize) -> (&str, u32) {
        let table = self.table(ledger);
        let file = table.wholes(FILE).get(row).unwrap_or_default();
        let line = table.wholes(LINE).get(row).unwrap_or_default();
        (
            self.files.get(file as usize).map_or("", AsRef::as_ref),
            line,
        )
    }
}
