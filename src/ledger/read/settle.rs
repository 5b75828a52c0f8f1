//! What one piece of a table left open, settled from all of it: owners that a vertical merge
//! carries across pieces, years of dates that name none, the order of day and month. What stays
//! open costs the row, if the field is required, and is said in any case.

use std::collections::BTreeSet;

use super::column::Builder;
use super::fingerprint;
use super::pieces::{OpenDay, Piece};
use super::row::Above;
use crate::ledger::schema::{Kind, Schema};
use crate::ledger::values::Fault;
use crate::ledger::values::date::{self, Day};

/// Settles the pieces of one table, in order. `title_year` is the year that its title rows name,
/// if they name one.
pub fn settle(pieces: &mut [Piece], schema: &Schema, title_year: Option<i32>) {
    owners(pieces, schema);
    days(pieces, schema, title_year);
    for piece in pieces {
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
    let years = Years::of(pieces, schema, title_year);
    let mut first_row = 0;
    for piece in pieces {
        for open in std::mem::take(&mut piece.open_days) {
            let settled = settled(&open, &orders, || {
                years.near(open.field, first_row + open.row)
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
    year: impl Fn() -> Option<i32>,
) -> Option<(i32, Option<Fault>)> {
    match open.day {
        Day::NoYear { month, day, coarse } => {
            let days = date::days(year()?, month, day).ok()?;
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
        Day::Exact(_) | Day::Coarse(_) | Day::Settled { .. } => None,
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

/// The years that the dates of a file name.
struct Years {
    /// For each field with open dates, the year next above and below each row.
    fields: Vec<(usize, Vec<Option<i32>>, Vec<Option<i32>>)>,
    /// The one year of all dates, or of the title where no date names one.
    only: Option<i32>,
}

impl Years {
    fn of(pieces: &[Piece], schema: &Schema, title_year: Option<i32>) -> Self {
        let wanted: BTreeSet<usize> = pieces
            .iter()
            .flat_map(|piece| piece.open_days.iter().map(|open| open.field))
            .collect();
        let of_field = |field: usize| {
            let rows = pieces.iter().flat_map(|piece| {
                let builder = piece.builders[field].as_ref();
                (0..piece.lines.len()).map(move |row| builder.and_then(|days| days.day(row)))
            });
            let years: Vec<Option<i32>> = rows.map(|days| days.map(date::year)).collect();
            let mut last = None;
            let mut next = |year: &Option<i32>| {
                last = year.or(last);
                last
            };
            let above = years.iter().map(&mut next).collect();
            let mut last = None;
            let mut below: Vec<Option<i32>> = years
                .iter()
                .rev()
                .map(|year| {
                    last = year.or(last);
                    last
                })
                .collect();
            below.reverse();
            (field, above, below)
        };
        let mut all = BTreeSet::new();
        for piece in pieces {
            for (field, builder) in schema.fields.iter().zip(&piece.builders) {
                if let (Kind::Date, Some(builder)) = (field.kind, builder) {
                    let days = (0..piece.lines.len()).filter_map(|row| builder.day(row));
                    all.extend(days.map(date::year));
                }
            }
        }
        let mut years = all.iter();
        let only = match (years.next(), years.next()) {
            (Some(year), None) => Some(*year),
            (None, _) => title_year,
            _ => None,
        };
        Self {
            fields: wanted.into_iter().map(of_field).collect(),
            only,
        }
    }

    /// The year of a row that names none: the only one of the file, else that of the dated rows
    /// next above and below, where they agree.
    fn near(&self, field: usize, row: usize) -> Option<i32> {
        if self.only.is_some() {
            return self.only;
        }
        let (_, above, below) = self.fields.iter().find(|(known, ..)| *known == field)?;
        // The row itself names none, so that its neighbours stand at its own place.
        let (above, below) = (above[row]?, below[row]?);
        (above == below).then_some(above)
    }
}
