//! Typed columns under construction: one builder a field, from which a polars frame is made.
//! A field without a column in the file has no builder and no column in the frame.

use polars::prelude::*;

use super::cell::Value;
use crate::ledger::names::NameId;
use crate::ledger::schema::{Field, Kind};
use crate::ledger::values::date::Day;

/// The name of the frame's column that holds how many entries a list field has.
#[must_use]
pub fn count_column(field: &str) -> String {
    format!("{field}_count")
}

/// Stands for "missing" among whole numbers; no count, code or name reaches it.
const NO_WHOLE: u32 = u32::MAX;
/// Stands for "missing" among days and minutes.
const NO_DAY: i32 = i32::MIN;

/// The columns of one field, growing row by row.
pub enum Builder {
    /// Free text.
    Text(StringChunkedBuilder),
    /// Names, counts, codes, sets of codes.
    Whole(Vec<u32>),
    /// Days, or minutes after midnight.
    Days(Vec<i32>),
    /// Durations and plain numbers.
    Number(PrimitiveChunkedBuilder<Float64Type>),
    /// Yes or no.
    Flag(BooleanChunkedBuilder),
    /// Lists of names, with their lengths where a bare count may stand for the list.
    List {
        /// The entries.
        lists: Box<ListPrimitiveChunkedBuilder<UInt32Type>>,
        /// How many there are, entries or not.
        counts: Option<Vec<u32>>,
    },
}

impl Builder {
    /// A builder for a field, with so many rows that lack it.
    #[must_use]
    pub fn new(field: &Field, rows: usize) -> Self {
        let name = PlSmallStr::from_static(field.name);
        let lists = |name| {
            Box::new(ListPrimitiveChunkedBuilder::new(
                name,
                0,
                0,
                DataType::UInt32,
            ))
        };
        let mut builder = match field.kind {
            Kind::Text => Self::Text(StringChunkedBuilder::new(name, 0)),
            Kind::Name | Kind::Count | Kind::Rating | Kind::Code(_) | Kind::CodeSet(_) => {
                Self::Whole(vec![NO_WHOLE; rows])
            }
            Kind::Date | Kind::Time => Self::Days(vec![NO_DAY; rows]),
            Kind::Duration | Kind::Number | Kind::Frequency => {
                Self::Number(PrimitiveChunkedBuilder::new(name, 0))
            }
            Kind::Flag => Self::Flag(BooleanChunkedBuilder::new(name, 0)),
            Kind::Names => Self::List {
                lists: lists(name),
                counts: None,
            },
            Kind::NamesOrCount => Self::List {
                lists: lists(name),
                counts: Some(Vec::new()),
            },
        };
        if !matches!(builder, Self::Whole(_) | Self::Days(_)) {
            for _ in 0..rows {
                builder.push(Value::Missing, &[]);
            }
        }
        builder
    }

    /// Adds one row's value. `row_lists` is the list storage of the row.
    pub fn push(&mut self, value: Value<'_>, row_lists: &[NameId]) {
        match self {
            Self::Text(builder) => match value {
                Value::Text(text) => builder.append_value(text),
                _ => builder.append_null(),
            },
            Self::Whole(wholes) => wholes.push(match value {
                Value::Name(whole)
                | Value::Count(whole)
                | Value::Code(whole)
                | Value::Bits(whole) => whole,
                _ => NO_WHOLE,
            }),
            Self::Days(days) => days.push(match value {
                Value::Minutes(minutes) => minutes,
                Value::Day(Day::Exact(days) | Day::Coarse(days) | Day::Settled { days, .. }) => {
                    days
                }
                _ => NO_DAY,
            }),
            Self::Number(builder) => builder.append_option(match value {
                Value::Number(number) => Some(number),
                _ => None,
            }),
            Self::Flag(builder) => builder.append_option(match value {
                Value::Flag(flag) => Some(flag),
                _ => None,
            }),
            Self::List { lists, counts } => {
                let (entries, count) = match value {
                    Value::List(start, end) => (Some(&row_lists[start..end]), (end - start) as u32),
                    Value::Count(count) => (None, count),
                    _ => (None, NO_WHOLE),
                };
                lists.append_opt_slice(entries);
                if let Some(counts) = counts {
                    counts.push(count);
                }
            }
        }
    }

    /// Settles a day that its cell left open.
    pub fn settle_day(&mut self, row: usize, days: i32) {
        if let Self::Days(column) = self
            && let Some(place) = column.get_mut(row)
        {
            *place = days;
        }
    }

    /// Settles a name that was filled down from an earlier piece of the file.
    pub fn settle_name(&mut self, row: usize, name: NameId) {
        if let Self::Whole(column) = self
            && let Some(place) = column.get_mut(row)
        {
            *place = name;
        }
    }

    /// The day of a row.
    #[must_use]
    pub fn day(&self, row: usize) -> Option<i32> {
        match self {
            Self::Days(days) => days.get(row).copied().filter(|day| *day != NO_DAY),
            _ => None,
        }
    }

    /// Gives back room that was taken in advance.
    pub fn shrink(&mut self) {
        match self {
            Self::Whole(wholes) => wholes.shrink_to_fit(),
            Self::Days(days) => days.shrink_to_fit(),
            Self::List {
                counts: Some(counts),
                ..
            } => counts.shrink_to_fit(),
            _ => {}
        }
    }

    /// The finished columns. Names become numbers of the common pool through `renumbered`.
    ///
    /// # Errors
    /// Those of polars.
    pub fn finish(self, field: &Field, renumbered: &[NameId]) -> PolarsResult<Vec<Column>> {
        let name = PlSmallStr::from_static(field.name);
        Ok(match self {
            Self::Text(builder) => vec![builder.finish().into_column()],
            Self::Whole(mut wholes) => {
                if matches!(field.kind, Kind::Name) {
                    for whole in wholes.iter_mut().filter(|whole| **whole != NO_WHOLE) {
                        *whole = renumbered[*whole as usize];
                    }
                }
                vec![whole_column(name, wholes)]
            }
            Self::Days(days) => {
                let days = day_column(name, days);
                vec![if matches!(field.kind, Kind::Date) {
                    days.into_date().into_column()
                } else {
                    days.into_column()
                }]
            }
            Self::Number(builder) => vec![builder.finish().into_column()],
            Self::Flag(builder) => vec![builder.finish().into_column()],
            Self::List { mut lists, counts } => {
                let lists = renumber(&lists.finish(), renumbered)?;
                let mut columns = vec![lists.into_column()];
                let counted = count_column(field.name).into();
                columns.extend(counts.map(|counts| whole_column(counted, counts)));
                columns
            }
        })
    }
}

fn whole_column(name: PlSmallStr, wholes: Vec<u32>) -> Column {
    if wholes.contains(&NO_WHOLE) {
        let wholes = wholes
            .into_iter()
            .map(|whole| (whole != NO_WHOLE).then_some(whole));
        UInt32Chunked::from_iter_options(name, wholes).into_column()
    } else {
        UInt32Chunked::from_vec(name, wholes).into_column()
    }
}

fn day_column(name: PlSmallStr, days: Vec<i32>) -> Int32Chunked {
    if days.contains(&NO_DAY) {
        let days = days.into_iter().map(|day| (day != NO_DAY).then_some(day));
        Int32Chunked::from_iter_options(name, days)
    } else {
        Int32Chunked::from_vec(name, days)
    }
}

fn renumber(lists: &ListChunked, renumbered: &[NameId]) -> PolarsResult<ListChunked> {
    lists.apply_to_inner(&|inner| {
        let numbers = inner.u32()?;
        Ok(numbers
            .apply_values(|number| renumbered[number as usize])
            .into_series())
    })
}
