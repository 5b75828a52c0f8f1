//! The days that an audit covers, and what "today" is. Both come from the ledgers or from the
//! command line, never from a clock, so that a run can be repeated.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Bounds;
use crate::ledger::values::date::{from_date, to_date};
use crate::ledger::{Ledger, Ledgers};

/// What the period was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// `--from` and `--to`, both.
    Chosen,
    /// The first or the last event, the other end from the command line or an event too.
    Events,
    /// The titles, sheets, files or folders, where no ledger holds events.
    Names,
    /// The last activity of groups and apps, where nothing says it either.
    Activity,
    /// A year, where nothing holds a date.
    Year,
}

impl Basis {
    /// The key of its sentence in the message catalogue.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Chosen => "period-chosen",
            Self::Events => "period-events",
            Self::Names => "period-names",
            Self::Activity => "period-activity",
            Self::Year => "period-year",
        }
    }
}

/// A span of days, both ends included; days count from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// What "today" means for idle and overdue.
    pub as_of: i32,
    /// What it was taken from.
    pub basis: Basis,
    /// An end was set on the command line, so that rows may stand outside.
    pub chosen: bool,
    /// First and last day of what the folder covers, whatever part of it is looked at: from the
    /// first event to the day of the export, which is that of the last event or activity.
    pub covered: (i32, i32),
    /// Nothing says what the folder covers, so that it was assumed.
    pub is_assumed: bool,
}

/// Ledgers whose dates are events.
const EVENTS: [Ledger; 4] = [
    Ledger::Meetings,
    Ledger::Documents,
    Ledger::Inspections,
    Ledger::Surveys,
];
const ACTIVITY: [(Ledger, &str); 2] = [
    (Ledger::Groups, "last_active"),
    (Ledger::Apps, "last_updated"),
];
/// Where nothing holds a date: the year 2024, a leap year being as good as any.
const FALLBACK: (i32, i32) = (19_723, 19_723 + 364);

impl Period {
    /// The period of the ledgers, with the ends that the user set.
    #[must_use]
    pub fn of(ledgers: &Ledgers, bounds: Bounds) -> Self {
        let span = |fields: &mut dyn Iterator<Item = (Ledger, &'static str)>| {
            fields
                .filter_map(|(ledger, field)| ledgers.table(ledger).days(field).range())
                .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
        };
        let events = span(&mut EVENTS.into_iter().map(|ledger| (ledger, "date")));
        let activity = || span(&mut ACTIVITY.into_iter());
        let names = || {
            let stated = ledgers.covers.iter();
            let stated = stated.filter_map(|covers| covers.stated.or(covers.folder));
            stated.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
        };
        let (basis, (first, last)) = if let Some(span) = events {
            (Basis::Events, span)
        } else if let Some(span) = names() {
            (Basis::Names, span)
        } else if let Some((first, last)) = activity() {
            // A group that has been idle for years makes no period of years.
            (Basis::Activity, (first.max(last - 364), last))
        } else {
            (Basis::Year, FALLBACK)
        };
        let both = bounds.from.is_some() && bounds.to.is_some();
        // What happened last in the ledgers, were it only a message in a group.
        let latest = activity().map_or(last, |(_, active)| active.max(last));
        let from = bounds
            .from
            .unwrap_or_else(|| first.min(bounds.to.unwrap_or(first)));
        let to = bounds.to.unwrap_or_else(|| last.max(from));
        let covered = match basis {
            // Nothing says what the folder covers: the years of the period, so that its parts add up.
            Basis::Year | Basis::Chosen => years_of(from, to),
            Basis::Names => (first, last),
            Basis::Events | Basis::Activity => (first, latest),
        };
        Self {
            from,
            to,
            as_of: bounds.as_of.or(bounds.to).unwrap_or(latest.max(to)),
            basis: if both { Basis::Chosen } else { basis },
            chosen: bounds.from.is_some() || bounds.to.is_some(),
            covered,
            is_assumed: matches!(basis, Basis::Activity | Basis::Year),
        }
    }

    /// Whether a day lies within it.
    #[must_use]
    pub fn covers(&self, day: i32) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// How many of the days that the folder covers lie within the period, and how many there are.
    #[must_use]
    pub fn covered_days(&self) -> (i32, i32) {
        let (first, last) = self.covered;
        let within = last.min(self.to) - first.max(self.from) + 1;
        (within.max(0), (last - first + 1).max(1))
    }

    /// The days that the folder or the period covers, whichever begins earlier and ends later.
    #[must_use]
    pub fn spanned_days(&self) -> i32 {
        let (first, last) = self.covered;
        last.max(self.to) - first.min(self.from) + 1
    }

    /// The part of what the folder covers that lies within the period: 1 unless it is narrowed.
    #[must_use]
    pub fn part_of_covered(&self) -> f64 {
        let (within, all) = self.covered_days();
        f64::from(within) / f64::from(all)
    }

    /// Its length in days, both ends counted.
    #[must_use]
    pub fn days(&self) -> i32 {
        self.to - self.from + 1
    }

    /// Its length in months of a twelfth of a year.
    #[must_use]
    pub fn months(&self) -> f64 {
        f64::from(self.days()) / 365.0 * 12.0
    }
}

/// The calendar years that two days and those between them stand in, whole.
fn years_of(from: i32, to: i32) -> (i32, i32) {
    let first = to_date(from).with_ordinal(1).map_or(from, from_date);
    let next = NaiveDate::from_ymd_opt(to_date(to).year() + 1, 1, 1);
    (first, next.map_or(to, |next| from_date(next) - 1))
}

/// Mondays to Fridays between two days, both counted; none where `to` is before `from`.
#[must_use]
pub fn workdays(from: i32, to: i32) -> i32 {
    if to < from {
        return 0;
    }
    let days = to - from + 1;
    let first = to_date(from).weekday().num_days_from_monday() as i32;
    let rest = (0..days % 7)
        .filter(|offset| (first + offset) % 7 < 5)
        .count() as i32;
    days / 7 * 5 + rest
}

/// The Monday of a day's week, in days since 1970-01-01.
#[must_use]
pub fn week_of(day: i32) -> i32 {
    day - to_date(day).weekday().days_since(Weekday::Mon) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::values::date::days;

    #[test]
    fn workdays_are_monday_to_friday() {
        let day = |d| days(2024, 3, d).unwrap();
        assert_eq!(workdays(day(4), day(10)), 5);
        assert_eq!(workdays(day(9), day(10)), 0);
        assert_eq!(workdays(day(1), day(31)), 21);
        assert_eq!(workdays(day(5), day(4)), 0);
        assert_eq!(week_of(day(10)), day(4));
        assert_eq!(week_of(day(4)), day(4));
    }
}
