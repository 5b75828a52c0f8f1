//! Days of the calendar, counted from 1970-01-01.

use chrono::{Datelike, NaiveDate};

use super::Fault;

const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Days since 1970-01-01 of a day in the calendar.
///
/// # Errors
/// [`Fault::NoSuchDay`] where the calendar has none.
pub fn days(year: i32, month: u32, day: u32) -> Result<i32, Fault> {
    if !YEARS.contains(&year) {
        return Err(Fault::NoSuchDay);
    }
    NaiveDate::from_ymd_opt(year, month, day)
        .map(from_date)
        .ok_or(Fault::NoSuchDay)
}

/// The calendar year of a day.
#[must_use]
pub fn year(days: i32) -> i32 {
    to_date(days).year()
}

/// Days since 1970-01-01 of a date.
#[must_use]
pub fn from_date(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 719_163
}

/// The date of a count of days since 1970-01-01.
#[must_use]
pub fn to_date(days: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(days.saturating_add(719_163)).unwrap_or_default()
}

/// The days that three short numbers may be: year, month, day; day, month, year; month, day, year.
#[must_use]
pub fn orders_of_short([first, second, third]: [u32; 3]) -> [Option<i32>; 3] {
    let day = |year: u32, month, day| days(2000 + year as i32, month, day).ok();
    [
        day(first, second, third),
        day(third, second, first),
        day(third, first, second),
    ]
}
