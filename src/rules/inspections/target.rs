//! What counts as one visit: rows of one target and day that name each other in `joint` are one
//! visit by the one that leads.

use rayon::prelude::*;

use crate::finding::Claim;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::inspections::{GUIDANCE, RESEARCH, VISIT};
use crate::region::Region;
use crate::union_find::UnionFind;

/// One visit: a row, or rows that were joint.
pub(crate) struct Event {
    /// Its day.
    pub day: i32,
    /// Its rows, the leading one first.
    pub rows: Vec<usize>,
    /// Who led it.
    pub inspector: NameId,
    /// Hours of its longest row.
    pub hours: f64,
}

/// Whether a row is research, guidance or a visit.
pub(super) fn is_guest(region: &Region, row: usize) -> bool {
    let kinds = region.table(Ledger::Inspections).wholes("kind");
    matches!(kinds.get(row), Some(RESEARCH | GUIDANCE | VISIT))
}

/// A part of the hours of every event after the first.
pub(super) fn after_the_first(region: &Region, events: &[&Event], part: f64) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (position, event) in events.iter().enumerate() {
        let part = if position == 0 { 0.0 } else { part };
        claims.extend(event.rows.iter().map(|row| {
            let hours = region.costs.hours(Ledger::Inspections, *row);
            Claim::new(Ledger::Inspections, *row, part * hours)
        }));
    }
    claims
}

/// Whether the rules on inspections look at a row: an inspection, supervision or assessment, and
/// none of the cases that are exempt.
pub(crate) fn is_inspection(region: &Region, row: usize) -> bool {
    let table = region.table(Ledger::Inspections);
    let is_case = table.wholes("case_type").get(row).is_some();
    !is_guest(region, row) && !is_case && !region.is_exempt(Ledger::Inspections, row)
}

/// The events of each target, in order of time; targets in order of their first row.
pub(crate) fn events(region: &Region, counts: impl Fn(usize) -> bool) -> Vec<Vec<Event>> {
    let table = region.table(Ledger::Inspections);
    let days = table.days("date");
    let mut visits: Vec<(u32, i32, usize)> = (0..table.rows())
        .filter(|row| counts(*row))
        .filter_map(|row| Some((region.targets.identity(row), days.get(row)?, row)))
        .collect();
    visits.par_sort_unstable();
    visits
        .chunk_by(|one, other| one.0 == other.0)
        .map(|of_target| {
            let by_day = of_target.chunk_by(|one, other| one.1 == other.1);
            by_day
                .flat_map(|of_day| events_of_day(region, of_day))
                .collect()
        })
        .collect()
}

/// The visits of one target on one day.
fn events_of_day(region: &Region, visits: &[(u32, i32, usize)]) -> Vec<Event> {
    let rows: Vec<usize> = visits.iter().map(|(_, _, row)| *row).collect();
    let day = visits[0].1;
    let joint = region.table(Ledger::Inspections).lists("joint");
    let mut sets = UnionFind::new(rows.len());
    if rows.len() > 1 {
        let inspector = |position: usize| region.imposer(Ledger::Inspections, rows[position]);
        let names = |one: usize, other: usize| {
            joint
                .get(rows[one])
                .is_some_and(|list| list.contains(&inspector(other)))
        };
        for one in 0..rows.len() {
            for other in one + 1..rows.len() {
                if names(one, other) || names(other, one) {
                    sets.unite(one as u32, other as u32);
                }
            }
        }
    }
    let mut events: Vec<(u32, Event)> = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        let root = sets.root(position as u32);
        let hours = region.costs.hours(Ledger::Inspections, *row);
        if let Some((_, event)) = events.iter_mut().find(|(known, _)| *known == root) {
            event.rows.push(*row);
            event.hours = event.hours.max(hours);
        } else {
            let inspector = region.imposer(Ledger::Inspections, *row);
            events.push((
                root,
                Event {
                    day,
                    rows: vec![*row],
                    inspector,
                    hours,
                },
            ));
        }
    }
    events.into_iter().map(|(_, event)| event).collect()
}
