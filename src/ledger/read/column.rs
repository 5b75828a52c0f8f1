//! Typed columns under construction: one builder a field, from which a polars frame is made.
//! A field without a column in the file has no builder and no column in the frame.

use polars::prelude::*;

use super::row::Value;
use crate::ledger::names::NameId;
use crate::ledger::schema::{Field, Kind};
use crate::ledger::values::date::Day;

/// The name of the frame's column that holds how many entries a list field has.
#[must_use]
pub fn count_column(field: &str) -> String {
    format!("{field}_count")
}

/// The columns of one field, growing row by row.
pub enum Builder {
    /// Free text.
    Text(StringChunkedBuilder),
    /// Names, counts, codes, sets of codes.
    Whole(PrimitiveChunkedBuilder<UInt32Type>),
    /// Minutes after midnight.
    Minutes(PrimitiveChunkedBuilder<Int32Type>),
    /// Days, kept plain until the open ones are settled.
    Days(Vec<Option<i32>>),
    /// Durations and plain numbers.
    Number(PrimitiveChunkedBuilder<Float64Type>),
    /// Yes or no.
    Flag(BooleanChunkedBuilder),
    /// Lists of names, with their lengths where a bare count may stand for the list.
    List {
        /// The entries.
        lists: Box<ListPrimitiveChunkedBuilder<UInt32Type>>,
        /// How many there are, entries or not.
        counts: Option<PrimitiveChunkedBuilder<UInt32Type>>,
    },
}

impl Builder {
    /// An empty builder for a field.
    #[must_use]
    pub fn new(field: &Field) -> Self {
        let name = PlSmallStr::from_static(field.name);
        let lists = |name| {
            Box::new(ListPrimitiveChunkedBuilder::new(
                name,
                0,
                0,
                DataType::UInt32,
            ))
        };
        match field.kind {
            Kind::Text => Self::Text(StringChunkedBuilder::new(name, 0)),
            Kind::Name | Kind::Count | Kind::Code(_) | Kind::CodeSet(_) => {
                Self::Whole(PrimitiveChunkedBuilder::new(name, 0))
            }
            Kind::Date => Self::Days(Vec::new()),
            Kind::Time => Self::Minutes(PrimitiveChunkedBuilder::new(name, 0)),
            Kind::Duration | Kind::Number => Self::Number(PrimitiveChunkedBuilder::new(name, 0)),
            Kind::Flag => Self::Flag(BooleanChunkedBuilder::new(name, 0)),
            Kind::Names => Self::List {
                lists: lists(name),
                counts: None,
            },
            Kind::NamesOrCount => Self::List {
                lists: lists(name),
                counts: Some(PrimitiveChunkedBuilder::new(
                    count_column(field.name).into(),
                    0,
                )),
            },
        }
    }

    /// Adds one row's value. `row_lists` is the list storage of the row.
    pub fn push(&mut self, value: Value<'_>, row_lists: &[NameId]) {
        match self {
            Self::Text(builder) => match value {
                Value::Text(text) => builder.append_value(text),
                _ => builder.append_null(),
            },
            Self::Whole(builder) => builder.append_option(match value {
                Value::Name(whole)
                | Value::Count(whole)
                | Value::Code(whole)
                | Value::Bits(whole) => Some(whole),
                _ => None,
            }),
            Self::Minutes(builder) => builder.append_option(match value {
                Value::Minutes(minutes) => Some(minutes),
                _ => None,
            }),
            Self::Days(days) => days.push(match value {
                Value::Day(Day::Exact(days) | Day::Coarse(days) | Day::Settled { days, .. }) => {
                    Some(days)
                }
                _ => None,
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
                    Value::List(start, end) => {
                        (Some(&row_lists[start..end]), Some((end - start) as u32))
                    }
                    Value::Count(count) => (None, Some(count)),
                    _ => (None, None),
                };
                lists.append_opt_slice(entries);
                if let Some(counts) = counts {
                    counts.append_option(count);
                }
            }
        }
    }

    /// Settles a day that its cell left open.
    pub fn settle(&mut self, row: usize, days: i32) {
        if let Self::Days(column) = self
            && let Some(place) = column.get_mut(row)
        {
            *place = Some(days);
        }
    }

    /// The finished columns. Names become numbers of the common pool through `renumbered`.
    ///
    /// # Errors
    /// Those of polars.
    pub fn finish(self, field: &Field, renumbered: &[NameId]) -> PolarsResult<Vec<Column>> {
        Ok(match self {
            Self::Text(builder) => vec![builder.finish().into_column()],
            Self::Whole(builder) => {
                let column = builder.finish();
                vec![if matches!(field.kind, Kind::Name) {
                    column
                        .apply_values(|number| renumbered[number as usize])
                        .into_column()
                } else {
                    column.into_column()
                }]
            }
            Self::Minutes(builder) => vec![builder.finish().into_column()],
            Self::Days(days) => {
                let days = Int32Chunked::from_iter_options(
                    PlSmallStr::from_static(field.name),
                    days.into_iter(),
                );
                vec![days.into_date().into_column()]
            }
            Self::Number(builder) => vec![builder.finish().into_column()],
            Self::Flag(builder) => vec![builder.finish().into_column()],
            Self::List { mut lists, counts } => {
                let lists = renumber(&lists.finish(), renumbered)?;
                let mut columns = vec![lists.into_column()];
                columns.extend(counts.map(|counts| counts.finish().into_column()));
                columns
            }
        })
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
