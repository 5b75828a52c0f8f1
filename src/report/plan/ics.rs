//! A plan as a calendar (RFC 5545): one event for each meeting and joint inspection to be held. Times
//! are those of wherever it is read, since office systems state none; the same plan gives the same
//! bytes, so that the time stamp is the first day of the period and not a clock's.

use std::io::{self, Write};

use chrono::{Duration, NaiveDateTime, NaiveTime};
use icalendar::{Calendar, Component, Event, EventLike};
use sha2::{Digest, Sha256};

use super::PlanReport;
use crate::ledger::values::date::to_date;
use crate::plan::{Step, When};
use crate::text::{Catalogue, printable};

/// Writes the calendar.
///
/// # Errors
/// Those of the output.
pub(crate) fn write(
    report: &PlanReport<'_>,
    catalogue: &Catalogue,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//jianfu//plan//EN"))
        .append_property(("CALSCALE", "GREGORIAN"));
    for step in &report.plan.steps {
        if let Some(when) = step.when {
            calendar.push(event(report, step, when, catalogue));
        }
    }
    write!(out, "{calendar}")
}

fn event(report: &PlanReport<'_>, step: &Step, when: When, catalogue: &Catalogue) -> Event {
    let mut lines = vec![catalogue.render(&step.message)];
    lines.extend(
        (1..)
            .zip(&step.agenda)
            .map(|(number, item)| format!("{number}. {item}")),
    );
    lines.extend(step.conditions.iter().map(|one| catalogue.render(one)));
    lines.push(report.units(step).join(catalogue.separator()));
    lines.extend(step.rows.iter().map(|row| {
        let (file, line) = report.place(row);
        format!("{file}:{line}")
    }));
    let lines: Vec<String> = lines
        .iter()
        .map(|line| printable(line).into_owned())
        .collect();
    let stamp = to_date(report.region.period.from)
        .format("%Y%m%dT000000Z")
        .to_string();
    let mut event = Event::new();
    event
        .uid(&uid(step, when, &lines))
        .summary(&printable(&step.subject))
        .description(&lines.join("\n"))
        .append_property(("DTSTAMP", stamp.as_str()))
        .append_property(("CATEGORIES", step.measure.name()));
    let day = to_date(when.day);
    match when
        .start
        .and_then(|start| NaiveTime::from_num_seconds_from_midnight_opt(start as u32 * 60, 0))
    {
        Some(start) => {
            let start = NaiveDateTime::new(day, start);
            event
                .starts(start)
                .ends(start + Duration::minutes(i64::from(when.minutes)));
        }
        // Nobody stated an hour: the day is what is proposed.
        None => {
            event.all_day(day);
        }
    }
    event.done()
}

/// The same for the same step, whatever stands beside it.
fn uid(step: &Step, when: When, lines: &[String]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(step.measure.name());
    hasher.update(when.day.to_le_bytes());
    for line in lines {
        hasher.update(line);
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let digits = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
    format!("{}@jianfu", digits.collect::<String>())
}
