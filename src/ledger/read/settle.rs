//! What one piece of a table left open, settled from all of it: owners that a vertical merge
//! carries across pieces, years of dates that name none, the order of day and month. What stays
//! open costs the row, if the field is required, and is said in any case.

use std::collections::BTreeSet;

use super::column::Builder;
use super::fingerprint;
use super::outcome::Above;
use super::pieces::{OpenDay, Piece};
use super::short_years::ShortYears;
use crate::ledger::schema::Schema;
use crate::ledger::values::Fault;
use crate::ledger::values::date::{self, Day};

/// Settles the pieces of one table, in order. `title_year` is the year that its title rows name,
/// if they name one.
pub fn settle(pieces: &mut [Piece], schema: &Schema, title_year: Option<i32>) {
    owners(pieces, schema);
    days(pieces, schema, title_year);
    for piece in pieces.iter_mut().filter(|piece| !piece.dropped.is_empty()) {
        // Doubts about a row that is rejected after all are no more than its rejection.
        let lines: BTreeSet<u64> = piece
            .dropped
            .iter()
            .map(|row| u64::from(piece.lines[*row]))
            .collect();
        piece
            .warnings
            .retain(|notice| !lines.contains(&notice.line));
    }
}

fn owners(pieces: &mut [Piece], schema: &Schema) {
    let Some(field) = schema.filled_down.and_then(|name| schema.position(name)) else {
        return;
    };
    let mut above: Option<String> = None;
    for piece in pieces {
        for (row, notice) in std::mem::take(&mut piece.open_owners) {
            let Some(owner) = &above else {
                piece.dropped.insert(row);
                piece.rejected.push(notice);
                continue;
            };
            let name = piece.names.number(owner);
            let rows = piece.lines.len();
            let builder = piece.builders[field]
                .get_or_insert_with(|| Builder::new(&schema.fields[field], rows));
            builder.settle_name(row, name);
            let added = fingerprint::of_name(field, owner);
            piece.fingerprints[row] = piece.fingerprints[row].wrapping_add(added);
            if schema.imposer == schema.fields[field].name {
                piece.owners[row] = Some(name);
            }
            piece.filled += 1;
        }
        match piece.above {
            Above::Elsewhere => {}
            Above::Nothing => above = None,
            Above::Name(name) => above = Some(piece.names.name(name).to_owned()),
        }
    }
}

fn days(pieces: &mut [Piece], schema: &Schema, title_year: Option<i32>) {
    if pieces.iter().all(|piece| piece.open_days.is_empty()) {
        return;
    }
    let orders: BTreeSet<(usize, bool)> = pieces
        .iter()
        .flat_map(|piece| piece.orders.iter().copied())
        .collect();
    let years = Years::of(pieces, title_year);
    let short_years = ShortYears::of(pieces, title_year);
    let mut first_row = 0;
    for piece in pieces {
        for open in std::mem::take(&mut piece.open_days) {
            let settled = settled(&open, &orders, &short_years, |month, day| {
                years.near(open.field, first_row + open.row, month, day)
            });
            place(piece, open, settled, schema);
        }
        first_row += piece.lines.len();
    }
}

/// The day that an open one is, and the doubt that remains.
fn settled(
    open: &OpenDay,
    orders: &BTreeSet<(usize, bool)>,
    short_years: &ShortYears,
    year: impl Fn(u32, u32) -> Option<i32>,
) -> Option<(i32, Option<Fault>)> {
    match open.day {
        Day::NoYear { month, day, coarse } => {
            let days = date::days(year(month, day)?, month, day).ok()?;
            let doubt = if coarse {
                Fault::DayAssumed
            } else {
                Fault::YearAssumed
            };
            Some((days, Some(doubt)))
        }
        Day::Ambiguous {
            first,
            second,
            year,
        } => {
            let has = |day_first| orders.contains(&(open.field, day_first));
            let days = match (has(true), has(false)) {
                (true, false) => date::days(year, second, first),
                (false, true) => date::days(year, first, second),
                _ => return None,
            };
            days.ok().map(|days| (days, None))
        }
        Day::Short(numbers) => {
            let order = short_years.order(open.field)?;
            date::orders_of_short(numbers)[order].map(|days| (days, None))
        }
        Day::Exact(_) | Day::Coarse(_) | Day::Settled { .. } | Day::Due(_) => None,
    }
}

fn place(piece: &mut Piece, open: OpenDay, settled: Option<(i32, Option<Fault>)>, schema: &Schema) {
    let mut notice = open.notice;
    if let Some((days, doubt)) = settled {
        if let Some(builder) = &mut piece.builders[open.field] {
            builder.settle_day(open.row, days);
        }
        // Equal rows are told by what they mean, not by what their cells left open.
        let change = fingerprint::of_day(open.field, Day::Exact(days))
            .wrapping_sub(fingerprint::of_day(open.field, open.day));
        let sum = &mut piece.fingerprints[open.row];
        *sum = sum.wrapping_add(change);
        let identity = &mut piece.identities[open.row];
        if *identity != 0 && schema.fields[open.field].name == "date" {
            *identity = identity.wrapping_add(change);
        }
        if let Some(doubt) = doubt {
            notice.fault = doubt;
            piece.warnings.push(notice);
        }
    } else if !schema.fields[open.field].required {
        piece.warnings.push(notice);
    } else if piece.dropped.insert(open.row) {
        piece.rejected.push(notice);
    }
}

/// The dates of the fields that have open ones, by which a year is found.
struct Years {
    fields: Vec<FieldDays>,
    title: Option<i32>,
}

/// The dates of one field: those next above and below each row, and their year if it is one.
struct FieldDays {
    field: usize,
    above: Vec<Option<i32>>,
    below: Vec<Option<i32>>,
    only_year: Option<i32>,
    any: bool,
}

/// A year that puts a date further than this from its neighbours was not meant.
const HALF_A_YEAR: i32 = 183;

impl Years {
    fn of(pieces: &[Piece], title: Option<i32>) -> Self {
        let wanted: BTreeSet<usize> = pieces
            .iter()
            .flat_map(|piece| piece.open_days.iter().map(|open| open.field))
            .collect();
        Self {
            fields: wanted
                .into_iter()
                .map(|field| FieldDays::of(pieces, field))
                .collect(),
            title,
        }
    }

    /// The year of a row that names none: the one of its column, or, where that has several, of
    /// the dates next above and below if they agree; where no date of the column names a year,
    /// that of the title. None where the date would then stand far from its neighbours.
    fn near(&self, field: usize, row: usize, month: u32, day: u32) -> Option<i32> {
        let days = self.fields.iter().find(|days| days.field == field)?;
        let (above, below) = (days.above[row], days.below[row]);
        let year = if !days.any {
            self.title?
        } else if let Some(only) = days.only_year {
            only
        } else {
            let (above, below) = (date::year(above?), date::year(below?));
            (above == below).then_some(above)?
        };
        let found = date::days(year, month, day).ok()?;
        let is_far = above.is_some_and(|above| found < above - HALF_A_YEAR)
            || below.is_some_and(|below| found > below + HALF_A_YEAR);
        (!is_far).then_some(year)
    }
}

impl FieldDays {
    fn of(pieces: &[Piece], field: usize) -> Self {
        let rows = pieces.iter().flat_map(|piece| {
            let builder = piece.builders[field].as_ref();
            (0..piece.lines.len()).map(move |row| builder.and_then(|days| days.day(row)))
        });
        let days: Vec<Option<i32>> = rows.collect();
        let mut years = days.iter().flatten().map(|days| date::year(*days));
        let first = years.next();
        let only_year = first.filter(|first| years.all(|year| year == *first));
        let mut last = None;
        let above = days
            .iter()
            .map(|day| {
                last = day.or(last);
                last
            })
            .collect();
        let mut last = None;
        let mut below: Vec<Option<i32>> = days
            .iter()
            .rev()
            .map(|day| {
                last = day.or(last);
                last
            })
            .collect();
        below.reverse();
        Self {
            field,
            above,
            below,
            only_year,
            any: first.is_some(),
        }
    }
}
