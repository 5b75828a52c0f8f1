//! What is counted in both periods: events by the week, or things that are there; by the unit that
//! imposes them, with the rows that they rest on.

use super::{Pair, Side};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::statistics::rates::Counts;

/// Things counted in both periods.
pub struct Tally {
    /// What is counted, in machine form.
    pub measure: &'static str,
    /// Whether it is events, which happen so often a month, or things, which are there.
    pub is_flow: bool,
    ledger: Ledger,
    /// Sorted by unit, then period.
    entries: Vec<Entry>,
    rows: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Entry {
    unit: NameId,
    /// Whether the unit stands in both periods; of the region the others count too.
    is_compared: bool,
    side: Side,
    /// Days after the first of its period.
    day: u32,
    /// Its rows: from, to.
    from: u32,
    to: u32,
}

/// What a unit, or the region, has in one period.
pub struct Tallied {
    /// By the week, or all in one.
    pub counts: Counts,
    /// Rows of the joint region.
    pub rows: Vec<RowOf>,
}

impl Tally {
    /// A tally with nothing in it yet.
    #[must_use]
    pub fn new(measure: &'static str, ledger: Ledger, is_flow: bool) -> Self {
        Self {
            measure,
            is_flow,
            ledger,
            entries: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Every row of a ledger: events, or things that are there.
    #[must_use]
    pub fn of_ledger(ledger: Ledger, pair: &Pair<'_>) -> Self {
        if ledger.is_flow() {
            Self::of_events(ledger.name(), ledger, pair, |_| true)
        } else {
            Self::of_stock(ledger.name(), ledger, pair, |_, _| true)
        }
    }

    /// Events of which each is one row of a ledger that `counts`, a row of the joint region.
    #[must_use]
    pub fn of_events(
        measure: &'static str,
        ledger: Ledger,
        pair: &Pair<'_>,
        counts: impl Fn(usize) -> bool,
    ) -> Self {
        let mut tally = Self::new(measure, ledger, true);
        let days = pair.table(ledger).days("date");
        for side in Side::BOTH {
            for row in (0..pair.table(ledger).rows()).filter(|row| counts(*row)) {
                if let Some(day) = days.get(row) {
                    tally.add_event(pair, side, day, &[row as u32]);
                }
            }
        }
        tally.sorted()
    }

    /// Things of which each is one row that `counts` and lives on some day of the period.
    #[must_use]
    pub fn of_stock(
        measure: &'static str,
        ledger: Ledger,
        pair: &Pair<'_>,
        counts: impl Fn(Side, usize) -> bool,
    ) -> Self {
        let mut tally = Self::new(measure, ledger, false);
        for side in Side::BOTH {
            let half = pair.half(side);
            for row in 0..pair.table(ledger).rows() {
                if half.lives(ledger, row) && counts(side, row) {
                    tally.add_thing(pair, side, row as u32);
                }
            }
        }
        tally.sorted()
    }

    /// Adds a thing that is there in a period.
    pub fn add_thing(&mut self, pair: &Pair<'_>, side: Side, row: u32) {
        self.add(pair, side, 0, &[row]);
    }

    /// Adds an event of some rows, where its first row is of the period.
    pub fn add_event(&mut self, pair: &Pair<'_>, side: Side, day: i32, rows: &[u32]) {
        let half = pair.half(side);
        let is_of_half = rows
            .first()
            .is_some_and(|row| half.row(self.ledger, *row as usize).is_some());
        if is_of_half && half.region.period.covers(day) {
            let after_first = (day - half.region.period.from) as u32;
            self.add(pair, side, after_first, rows);
        }
    }

    fn add(&mut self, pair: &Pair<'_>, side: Side, day: u32, rows: &[u32]) {
        let Some(first) = rows.first() else {
            return;
        };
        let unit = pair.unit(RowOf(self.ledger, *first as usize));
        let from = self.rows.len() as u32;
        self.rows.extend_from_slice(rows);
        self.entries.push(Entry {
            unit,
            is_compared: pair.compares(unit),
            side,
            day,
            from,
            to: self.rows.len() as u32,
        });
    }

    /// The same, ready to be asked.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.entries
            .sort_by_key(|entry| (entry.unit, entry.side, entry.day, entry.from));
        self
    }

    /// The units that have anything in it and stand in both periods, each once.
    pub fn units(&self) -> impl Iterator<Item = NameId> + '_ {
        let by_unit = self.entries.chunk_by(|one, other| one.unit == other.unit);
        let first = by_unit.map(|of_unit| of_unit[0]);
        first
            .filter(|entry| entry.is_compared)
            .map(|entry| entry.unit)
    }

    /// What a unit has in both periods; without a unit, all units together.
    #[must_use]
    pub fn of(&self, unit: Option<NameId>, pair: &Pair<'_>) -> [Tallied; 2] {
        let entries = match unit {
            None => self.entries.as_slice(),
            Some(unit) => {
                let from = self.entries.partition_point(|entry| entry.unit < unit);
                let to = self.entries.partition_point(|entry| entry.unit <= unit);
                &self.entries[from..to]
            }
        };
        Side::BOTH.map(|side| {
            let own = || entries.iter().filter(|entry| entry.side == side);
            let counts = if self.is_flow {
                let days = pair.half(side).region.period.days() as u32;
                Counts::of_events(own().map(|entry| entry.day), days)
            } else {
                Counts::of_stock(own().count() as f64)
            };
            let mut rows: Vec<u32> = own()
                .flat_map(|entry| &self.rows[entry.from as usize..entry.to as usize])
                .copied()
                .collect();
            rows.sort_unstable();
            rows.dedup();
            Tallied {
                counts,
                rows: rows
                    .into_iter()
                    .map(|row| RowOf(self.ledger, row as usize))
                    .collect(),
            }
        })
    }
}
