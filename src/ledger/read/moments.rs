//! Times of a row against its day: a time cell may name its own day, and then counts from midnight
//! of the row's.

use super::cell::Value;
use crate::ledger::schema::Schema;
use crate::ledger::values::Fault;
use crate::ledger::values::date::{self, Day};
use crate::ledger::values::time::{self, TimeCell};

/// Minutes counted from 1970 are told from minutes of a day by their size.
const DATED: i32 = 1_000_000;

/// A time cell: minutes after midnight, or after 1970-01-01 where it names its day.
pub(super) fn moment(cell: &str, times: &mut TimeCell) -> Result<i32, Fault> {
    if let Ok(read) = time::read(cell) {
        if times.end.is_none() {
            times.end = read.end;
        }
        return read.start.ok_or(Fault::NotATime);
    }
    let read = date::read(cell).map_err(|_| Fault::NotATime)?;
    let minutes = read.times.start.ok_or(Fault::NotATime)?;
    match read.day {
        Day::Exact(days) => Ok(days * 1440 + minutes),
        _ => Ok(minutes),
    }
}

/// A moment that names its day, counted from midnight of the row's.
pub(super) fn relative<'r>(value: Value<'r>, day: Option<Value<'r>>) -> Value<'r> {
    match (value, day) {
        (Value::Minutes(minutes), Some(Value::Day(Day::Exact(day)))) if minutes >= DATED => {
            Value::Minutes(minutes - day * 1440)
        }
        (Value::Minutes(minutes), _) if minutes >= DATED => Value::Minutes(minutes % 1440),
        (value, _) => value,
    }
}

/// Deadlines that count from the day of the row, settled.
pub(super) fn settle_due(schema: &Schema, values: &mut [Value<'_>]) {
    let Some(day) = schema.position("date").map(|date| values[date]) else {
        return;
    };
    if let Value::Day(Day::Exact(day) | Day::Settled { days: day, .. }) = day {
        for value in values.iter_mut() {
            if let Value::Day(Day::Due(due)) = *value {
                *value = Value::Day(Day::Exact(due.from(day)));
            }
        }
    }
}
