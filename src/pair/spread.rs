//! One export for several periods: the messages that it counts of a group are of the whole span, and
//! each period takes its part of them, by the days that the group lived in it.

use polars::prelude::*;

use crate::ledger::{Ledger, Ledgers};
use crate::region::{Period, Stock};

/// Ledgers of which each count of messages is the part of one period.
///
/// # Errors
/// Those of polars.
pub fn spread_messages(ledgers: Ledgers, whole: &Period, period: &Period) -> PolarsResult<Ledgers> {
    ledgers.map(|table| {
        if table.ledger != Ledger::Groups {
            return Ok(table);
        }
        let (all, own) = (Stock::of(&table, whole), Stock::of(&table, period));
        let part = |row: usize| match all.days(row) {
            0 => 0.0,
            days => f64::from(own.days(row)) / f64::from(days),
        };
        let mut frame = table.frame().clone();
        for field in ["messages", "off_hours_messages"] {
            if !table.has(field) {
                continue;
            }
            let counts = table.wholes(field);
            let spread = (0..table.rows())
                .map(|row| Some((f64::from(counts.get(row)?) * part(row)).round() as u32));
            let column = UInt32Chunked::from_iter_options(field.into(), spread);
            frame.with_column(column.into_column())?;
        }
        Ok(crate::ledger::Table::new(Ledger::Groups, frame))
    })
}
