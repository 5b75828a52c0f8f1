//! What a cell says of a day, as far as it says so itself, and deadlines that count from the day of
//! their row.

use chrono::Datelike;

use super::Fault;
use super::calendar::{days, to_date};
use super::time::TimeCell;

/// The day that a cell names, as far as it says so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Days since 1970-01-01.
    Exact(i32),
    /// A month or a third of one; the day is its first.
    Coarse(i32),
    /// A month and a day without a year.
    NoYear {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
        /// Only a month or a third of one was named.
        coarse: bool,
    },
    /// `03/04/2024`: two numbers, either of which can be the month.
    Ambiguous {
        /// The number that stands first.
        first: u32,
        /// The number that stands second.
        second: u32,
        /// The year.
        year: i32,
    },
    /// `13/04/2024`, settled by itself; it also settles the column.
    Settled {
        /// Days since 1970-01-01.
        days: i32,
        /// The day stood before the month.
        day_first: bool,
    },
    /// `24.3.5`: three numbers of at most two digits, whose order the column settles.
    Short([u32; 3]),
    /// A deadline that counts from the day of its row.
    Due(Due),
}

/// A deadline that counts from the day of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// So many days later.
    Days(u32),
    /// So many working days later, Mondays to Fridays.
    WorkingDays(u32),
    /// On that day of the month, for the first time from then on.
    DayOfMonth(u32),
}

impl Due {
    /// The day, from that of the row.
    #[must_use]
    pub fn from(self, day: i32) -> i32 {
        match self {
            Self::Days(days) => day + days as i32,
            Self::WorkingDays(working) => {
                let mut day = day;
                let mut left = working;
                while left > 0 {
                    day += 1;
                    let is_workday = to_date(day).weekday().num_days_from_monday() < 5;
                    left -= u32::from(is_workday);
                }
                day
            }
            Self::DayOfMonth(of_month) => (day..day + 62)
                .find(|day| to_date(*day).day() == of_month)
                .unwrap_or(day),
        }
    }
}

/// A date cell: its day and, where stated, its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateCell {
    /// The day, or the first of a range of days.
    pub day: Day,
    /// The times of day.
    pub times: TimeCell,
}

impl DateCell {
    /// A day without times.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        Self {
            day,
            times: TimeCell::default(),
        }
    }
}

/// 上旬, 中旬, 下旬: the first day of that third.
pub(super) fn third_of_month(text: &str) -> Option<(u32, &str)> {
    [
        ("上旬", 1),
        ("中旬", 11),
        ("下旬", 21),
        ("初", 1),
        ("底", 21),
        ("末", 21),
    ]
    .into_iter()
    .find_map(|(word, day)| text.strip_prefix(word).map(|rest| (day, rest)))
}

pub(super) fn month_and_day(month: u32, day: u32, coarse: bool) -> Result<Day, Fault> {
    // A leap year, so that 2月29日 stands until its year is known.
    days(2024, month, day)?;
    Ok(Day::NoYear { month, day, coarse })
}

pub(super) fn either_order(first: u32, second: u32, year: i32) -> Result<Day, Fault> {
    let day_first = days(year, second, first);
    let month_first = days(year, first, second);
    match (day_first, month_first) {
        (Ok(days), Ok(other)) if days == other => Ok(Day::Exact(days)),
        (Ok(_), Ok(_)) => Ok(Day::Ambiguous {
            first,
            second,
            year,
        }),
        (Ok(days), Err(_)) => Ok(Day::Settled {
            days,
            day_first: true,
        }),
        (Err(_), Ok(days)) => Ok(Day::Settled {
            days,
            day_first: false,
        }),
        (Err(fault), Err(_)) => Err(fault),
    }
}
