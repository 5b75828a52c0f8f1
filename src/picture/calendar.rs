//! A month of meetings of one unit: of the unit and month with most hours of the unit's own people in
//! meetings.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;

/// One meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The day of the month.
    pub day: u32,
    /// Minutes after midnight, where known.
    pub start: Option<i32>,
    /// Its title.
    pub title: String,
    /// Who held it.
    pub organizer: String,
    /// Hours of the unit's people in it, with travel.
    pub hours: f64,
    /// File and line.
    pub place: (String, u32),
}

/// A unit's month.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The unit.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// Its meetings, in order of time.
    pub meetings: Vec<Held>,
}

impl Calendar {
    /// Of the meetings that count; `None` where there is none.
    #[must_use]
    pub fn of(region: &Region, counts: &dyn Fn(RowOf) -> bool) -> Option<Self> {
        let table = region.table(Ledger::Meetings);
        let (days, starts) = (table.days("date"), table.minutes("start"));
        let mut months: BTreeMap<(NameId, i32, u32), (f64, Vec<usize>)> = BTreeMap::new();
        let own_hours = |row: usize, units: usize| {
            let cost = region.costs.meetings[row];
            cost.attendees / units.max(1) as f64 * (cost.duration + cost.travel)
        };
        for row in (0..table.rows()).filter(|row| counts(RowOf(Ledger::Meetings, *row))) {
            let Some(day) = days.get(row).map(to_date) else {
                continue;
            };
            let units = region.called.units(row).filter(|units| !units.is_empty());
            let units = units
                .unwrap_or_else(|| vec![region.unit_of(region.imposer(Ledger::Meetings, row))]);
            for unit in &units {
                let month = months.entry((*unit, day.year(), day.month())).or_default();
                month.0 += own_hours(row, units.len());
                month.1.push(row);
            }
        }
        let (key, (_, mut rows)) = months.into_iter().max_by(|one, other| {
            let names = || region.name(other.0.0).cmp(region.name(one.0.0));
            one.1.0.total_cmp(&other.1.0).then_with(names)
        })?;
        rows.sort_by_key(|row| (days.get(*row), starts.get(*row), *row));
        let held = |row: usize| {
            let (file, line) = region.ledgers.place(Ledger::Meetings, row);
            let units = region.called.units(row).map_or(1, |units| units.len());
            Some(Held {
                day: to_date(days.get(row)?).day(),
                start: starts.get(row),
                title: region.title(Ledger::Meetings, row),
                organizer: region
                    .name(region.imposer(Ledger::Meetings, row))
                    .to_owned(),
                hours: own_hours(row, units),
                place: (file.to_owned(), line),
            })
        };
        Some(Self {
            unit: region.name(key.0).to_owned(),
            year: key.1,
            month: key.2,
            meetings: rows.into_iter().filter_map(held).collect(),
        })
    }
}
