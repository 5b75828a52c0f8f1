//! Monitoring points: places that receive everyone. For each that the region lists, who came,
//! when, why, what it cost and what it solved; no judgement of any of it.

use crate::ledger::Ledger;
use crate::ledger::schema::inspections::KINDS;
use crate::ledger::values::coded::canonical;
use crate::matter::RowOf;
use crate::region::period::week_of;
use crate::region::{Lists, Narrowing, Region};

/// One who came.
#[derive(Clone, Debug)]
pub struct Call {
    /// When, in days since 1970-01-01.
    pub day: i32,
    /// Who.
    pub inspector: String,
    /// For what, in machine form.
    pub kind: Option<&'static str>,
    /// The items looked at.
    pub matters: Vec<String>,
    /// What it cost, in hours.
    pub hours: f64,
    /// Problems found.
    pub problems: Option<u32>,
    /// What it led to.
    pub outcome: Option<String>,
    /// The file and the line of the row.
    pub place: (String, u32),
}

/// A monitoring point and who came, in order of time.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its name as listed.
    pub name: String,
    /// Who came.
    pub calls: Vec<Call>,
}

impl Point {
    /// What it cost in all, in hours.
    #[must_use]
    pub fn hours(&self) -> f64 {
        self.calls.iter().fold(0.0, |sum, call| sum + call.hours)
    }

    /// The day on which most groups came, the first of several, and how many.
    #[must_use]
    pub fn worst_day(&self) -> Option<(i32, usize)> {
        most_frequent(self.calls.iter().map(|call| call.day))
    }

    /// The Monday of the ISO week in which most came, the first of several, and how many.
    #[must_use]
    pub fn worst_week(&self) -> Option<(i32, usize)> {
        most_frequent(self.calls.iter().map(|call| week_of(call.day)))
    }

    /// The days on which somebody came.
    #[must_use]
    pub fn days(&self) -> usize {
        let mut days: Vec<i32> = self.calls.iter().map(|call| call.day).collect();
        days.dedup();
        days.len()
    }
}

/// The first of the most frequent values, and how often it is there, of values in order.
fn most_frequent(values: impl Iterator<Item = i32>) -> Option<(i32, usize)> {
    let values: Vec<i32> = values.collect();
    let runs = values.chunk_by(|one, other| one == other);
    runs.map(|run| (run[0], run.len()))
        .reduce(|most, next| if next.1 > most.1 { next } else { most })
}

/// The monitoring points that a region lists, in that order, and who came as far as it is looked at;
/// those to which nobody came too, unless they are of another branch.
#[must_use]
pub fn points(region: &Region, narrowing: &Narrowing) -> Vec<Point> {
    let listed = &region.lists.monitoring_points;
    let mut points: Vec<Point> = listed
        .iter()
        .map(|name| Point {
            name: name.clone(),
            calls: Vec::new(),
        })
        .collect();
    if points.is_empty() {
        return points;
    }
    let table = region.table(Ledger::Inspections);
    let (targets, days) = (table.wholes("target"), table.days("date"));
    for row in 0..table.rows() {
        let target = targets.get(row).map_or("", |name| region.name(name));
        let point = points
            .iter_mut()
            .find(|point| Lists::has(std::slice::from_ref(&point.name), target));
        let is_looked_at = narrowing.touches(region, RowOf(Ledger::Inspections, row));
        if let (Some(point), Some(day), true) = (point, days.get(row), is_looked_at) {
            point.calls.push(call(region, row, day));
        }
    }
    for point in &mut points {
        point
            .calls
            .sort_by(|one, other| (one.day, &one.place).cmp(&(other.day, &other.place)));
    }
    if !narrowing.is_whole() {
        let is_held = |name: &str| {
            let unit = region.ledgers.names.find(name);
            unit.is_some_and(|unit| narrowing.holds(unit))
        };
        points.retain(|point| !point.calls.is_empty() || is_held(&point.name));
    }
    points
}

fn call(region: &Region, row: usize, day: i32) -> Call {
    let table = region.table(Ledger::Inspections);
    let matters = table.lists("matters");
    let items = matters.get(row).unwrap_or_default().iter();
    let (file, line) = region.ledgers.place(Ledger::Inspections, row);
    Call {
        day,
        inspector: region
            .name(region.imposer(Ledger::Inspections, row))
            .to_owned(),
        kind: table
            .wholes("kind")
            .get(row)
            .map(|kind| canonical(KINDS, kind)),
        matters: items.map(|item| region.name(*item).to_owned()).collect(),
        hours: region.costs.hours(Ledger::Inspections, row),
        problems: table.wholes("problems").get(row),
        outcome: table.texts("outcome").get(row).map(str::to_owned),
        place: (file.to_owned(), line),
    }
}
