//! The order of year, month and day in a column whose dates have two digits of each: the one in which
//! every date is a day and the column covers by far the shortest time. 24.3.5 to 24.3.8 are four days
//! of one week, not the same day of four years; where two orders do as well, none is taken.

use std::collections::BTreeSet;

use super::pieces::Piece;
use crate::ledger::values::date::{self, Day};

/// For each field with such dates, the order of its numbers.
pub(super) struct ShortYears {
    orders: Vec<(usize, Option<usize>)>,
}

/// An order is by far the best where every other covers so many times as long.
const FAR: i32 = 3;

impl ShortYears {
    /// Settles the fields of a table; a year that its title names must be that of the dates.
    pub(super) fn of(pieces: &[Piece], title_year: Option<i32>) -> Self {
        let opens = || pieces.iter().flat_map(|piece| &piece.open_days);
        let short = |day: &Day| match day {
            Day::Short(numbers) => Some(*numbers),
            _ => None,
        };
        let fields: BTreeSet<usize> = opens()
            .filter(|open| short(&open.day).is_some())
            .map(|open| open.field)
            .collect();
        let orders = fields.into_iter().map(|field| {
            let of_field = opens().filter(|open| open.field == field);
            let numbers: Vec<[u32; 3]> = of_field.filter_map(|open| short(&open.day)).collect();
            let rows = pieces.iter().flat_map(|piece| {
                let builder = piece.builders[field].as_ref();
                (0..piece.lines.len()).filter_map(move |row| builder?.day(row))
            });
            let known: Vec<i32> = rows.collect();
            (field, order(&numbers, &known, title_year))
        });
        Self {
            orders: orders.collect(),
        }
    }

    /// The order of a field, as [`date::orders_of_short`] numbers them.
    pub(super) fn order(&self, field: usize) -> Option<usize> {
        let mut orders = self.orders.iter();
        orders.find(|(known, _)| *known == field)?.1
    }
}

fn order(numbers: &[[u32; 3]], known: &[i32], title_year: Option<i32>) -> Option<usize> {
    let mut spans: Vec<(i32, usize)> = (0..3)
        .filter_map(|order| {
            let days = numbers
                .iter()
                .map(|numbers| date::orders_of_short(*numbers)[order]);
            let mut days: Vec<i32> = days.collect::<Option<_>>()?;
            let is_of_title =
                title_year.is_none_or(|year| days.iter().all(|day| date::year(*day) == year));
            days.extend(known);
            let (first, last) = (days.iter().min()?, days.iter().max()?);
            is_of_title.then_some((last - first, order))
        })
        .collect();
    spans.sort_unstable();
    match spans.as_slice() {
        [(_, order)] => Some(*order),
        [(best, order), (next, _), ..] if *next > best.saturating_mul(FAR) && *next > 31 => {
            Some(*order)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_that_covers_the_shortest_time_is_taken() {
        let week = [[24, 3, 5], [24, 3, 6], [24, 3, 8]];
        assert_eq!(order(&week, &[], None), Some(0));
        let american = [[3, 5, 24], [3, 6, 24], [3, 25, 24]];
        assert_eq!(order(&american, &[], None), Some(2));
        // One date alone may be of any order, unless the title names its year.
        assert_eq!(order(&[[4, 3, 5]], &[], None), None);
        assert_eq!(order(&[[24, 3, 5]], &[], Some(2024)), Some(0));
    }
}
