//! One target's inspections on a line of time, and the same as a table.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use super::super::markup::{table, text};
use super::{heads, say};
use crate::ledger::values::date::{from_date, to_date};
use crate::picture::{Timeline, Visited};
use crate::text::{Catalogue, Message, decimal};

const WIDE: f64 = 900.0;
const LEFT: f64 = 220.0;
const ROW: f64 = 24.0;

/// One target's inspections over the period.
pub(super) fn timeline(timeline: &Timeline, catalogue: &Catalogue) -> String {
    let inspectors: indexmap::IndexSet<&str> = timeline
        .visits
        .iter()
        .map(|visit| visit.inspector.as_str())
        .collect();
    let title = Message::new("picture-timeline")
        .text("target", &timeline.target)
        .count("visits", timeline.visits.len())
        .count("inspectors", inspectors.len());
    let title = say(catalogue, &title);
    let mut out = drawing(timeline, &inspectors, &title, catalogue);
    let heads = heads(
        catalogue,
        &[
            "column-date",
            "sheet-inspector",
            "picture-matters",
            "column-hours",
            "sheet-file",
        ],
    );
    let rows: Vec<Vec<String>> = timeline
        .visits
        .iter()
        .map(|visit| {
            vec![
                to_date(visit.day).to_string(),
                text(&visit.inspector),
                text(&matters(visit, catalogue)),
                decimal(visit.hours, 1),
                format!("{}:{}", text(&visit.place.0), visit.place.1),
            ]
        })
        .collect();
    out.push_str(&table(&title, &heads, &rows, 5));
    out
}

fn matters(visit: &Visited, catalogue: &Catalogue) -> String {
    visit.matters.join(catalogue.separator())
}

fn drawing(
    timeline: &Timeline,
    inspectors: &indexmap::IndexSet<&str>,
    title: &str,
    catalogue: &Catalogue,
) -> String {
    let (first, last) = timeline.period;
    let days = f64::from((last - first).max(1));
    let x = |day: i32| LEFT + (WIDE - LEFT - 20.0) * f64::from(day - first) / days;
    let y = |row: usize| ROW * (row as f64 + 0.8) - 4.0;
    let height = ROW * (inspectors.len() as f64 + 1.5);
    let mut out = format!(
        "<h3>{title}</h3><figure><svg role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {WIDE} {height}\"><title>{title}</title>"
    );
    for (row, inspector) in inspectors.iter().enumerate() {
        let short: String = inspector.chars().take(16).collect();
        let _ = write!(
            out,
            "<text x=\"0\" y=\"{0:.0}\">{1}</text>\
             <line class=\"axis\" stroke-opacity=\".25\" x1=\"{LEFT}\" x2=\"{WIDE}\" y1=\"{2:.0}\" y2=\"{2:.0}\"/>",
            y(row) + 4.0,
            text(&short),
            y(row)
        );
    }
    for visit in &timeline.visits {
        let row = inspectors.get_index_of(visit.inspector.as_str());
        let about = format!(
            "{} {} {} h",
            to_date(visit.day),
            matters(visit, catalogue),
            decimal(visit.hours, 1)
        );
        let _ = write!(
            out,
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.0}\" r=\"6\"><title>{}</title></circle>",
            x(visit.day),
            y(row.unwrap_or_default()),
            text(&about)
        );
    }
    for day in months(first, last) {
        let label = to_date(day).format("%m-%d");
        let _ = write!(
            out,
            "<text x=\"{:.0}\" y=\"{:.0}\">{label}</text>",
            x(day),
            height - 4.0
        );
    }
    out.push_str("</svg></figure>");
    out
}

/// The first day, and the first of each month after it.
fn months(first: i32, last: i32) -> impl Iterator<Item = i32> {
    let next = |day: &NaiveDate| {
        let (year, month) = match day.month() {
            12 => (day.year() + 1, 1),
            month => (day.year(), month + 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1)
    };
    std::iter::successors(Some(to_date(first)), next)
        .map(from_date)
        .take_while(move |day| *day <= last)
}
