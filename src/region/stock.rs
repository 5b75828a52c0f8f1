//! Groups and apps are not events but stocks: they live over days. This module says when one is
//! alive and for how much of the period.

use super::period::{Period, workdays};
use crate::ledger::Table;
use crate::ledger::schema::ENDED;
use crate::ledger::table::{COUNTED, Days, Wholes};

/// Fewer days than these are no span over which an office counts messages.
const SHORTEST: i32 = 28;

/// When the rows of a stock ledger begin and end.
#[derive(Clone, Copy)]
pub struct Stock<'t> {
    begins: Days<'t>,
    ends: Days<'t>,
    states: Wholes<'t>,
    counted: [Days<'t>; 2],
    period: Period,
}

impl<'t> Stock<'t> {
    /// The life of the rows of a groups or apps table.
    #[must_use]
    pub fn of(table: &'t Table, period: &Period) -> Self {
        let (begins, ends) = if table.ledger.schema().field("launched").is_some() {
            ("launched", "closed")
        } else {
            ("created", "disbanded")
        };
        Self {
            begins: table.days(begins),
            ends: table.days(ends),
            states: table.wholes("status"),
            counted: COUNTED.map(|column| table.days(column)),
            period: *period,
        }
    }

    /// Whether it has ended on a day that nobody states. Nothing is said of such a row.
    fn has_ended(&self, row: usize) -> bool {
        self.states.is(row, ENDED) && self.ends.get(row).is_none()
    }

    /// First and last day of a row within the period; the last is before the first where it did
    /// not live in it, or has ended on a day that is not known.
    #[must_use]
    pub fn span(&self, row: usize) -> (i32, i32) {
        if self.has_ended(row) {
            return (self.period.from, self.period.from - 1);
        }
        let begin = self
            .begins
            .get(row)
            .map_or(self.period.from, |day| day.max(self.period.from));
        let end = self
            .ends
            .get(row)
            .map_or(self.period.to, |day| day.min(self.period.to));
        (begin, end)
    }

    /// First and last day over which what is counted of a row was counted: the days of its life
    /// that the folder covers. Of a folder that covers less than a month nobody can say that its
    /// counts are of these few days; they are then those of the whole life, as far as its beginning
    /// is stated.
    #[must_use]
    pub fn counted(&self, row: usize) -> (i32, i32) {
        let (first, last) = self.period.covered;
        let (begin, end) = (self.begins.get(row), self.ends.get(row));
        let [from, to] = self.counted.map(|days| days.get(row));
        if let (Some(from), Some(to)) = (from, to) {
            let until = end.map_or(to, |end| end.min(to));
            let since = begin.map_or(from, |begin| begin.max(from));
            return (since.min(until), until);
        }
        let until = end.map_or(last, |end| end.min(last));
        let since = match begin {
            Some(begin) if self.counts_whole_lives() || until < first => begin,
            Some(begin) => begin.max(first),
            None => first,
        };
        (since.min(until), until)
    }

    /// How many of the days over which a row was counted lie within the period, and how many there
    /// are.
    #[must_use]
    pub fn counted_days(&self, row: usize) -> (i32, i32) {
        let (since, until) = self.counted(row);
        let within = until.min(self.period.to) - since.max(self.period.from) + 1;
        let within = if self.has_ended(row) {
            0
        } else {
            within.max(0)
        };
        (within, until - since + 1)
    }

    /// The part of what is counted of a row that falls into the period, by days.
    #[must_use]
    pub fn part(&self, row: usize) -> f64 {
        let (within, all) = self.counted_days(row);
        f64::from(within) / f64::from(all)
    }

    /// Its days within the period.
    #[must_use]
    pub fn days(&self, row: usize) -> i32 {
        let (begin, end) = self.span(row);
        (end - begin + 1).max(0)
    }

    /// Whether the file of a row says over which days it was counted.
    #[must_use]
    pub fn is_counted_by_its_file(&self, row: usize) -> bool {
        self.counted.iter().all(|days| days.get(row).is_some())
    }

    /// Whether a row lived in the period, but its file counts it on other days alone.
    #[must_use]
    pub fn is_counted_elsewhere(&self, row: usize) -> bool {
        self.is_counted_by_its_file(row) && self.days(row) > 0 && self.counted_days(row).0 == 0
    }

    /// Whether counts are taken to be of whole lives, the folder covering only a few days.
    #[must_use]
    pub fn counts_whole_lives(&self) -> bool {
        let (first, last) = self.period.covered;
        last - first + 1 < SHORTEST
    }

    /// Its workdays within the period on which it was counted: all of them, unless its file says that
    /// its counts are of other days.
    #[must_use]
    pub fn counted_workdays(&self, row: usize) -> i32 {
        if !self.is_counted_by_its_file(row) {
            return self.workdays(row);
        }
        let (since, until) = self.counted(row);
        workdays(since.max(self.period.from), until.min(self.period.to))
    }

    /// Its workdays within the period.
    #[must_use]
    pub fn workdays(&self, row: usize) -> i32 {
        let (begin, end) = self.span(row);
        workdays(begin, end)
    }

    /// Whether it is in use on the day that counts as today.
    #[must_use]
    pub fn in_use(&self, row: usize) -> bool {
        !self.has_ended(row)
            && self.ends.get(row).is_none_or(|end| end > self.period.as_of)
            && self
                .begins
                .get(row)
                .is_none_or(|begin| begin <= self.period.as_of)
    }

    /// Whether two rows live on one day at least, within the period.
    #[must_use]
    pub fn overlap(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.span(one), self.span(other));
        one.0.max(other.0) <= one.1.min(other.1)
    }
}
