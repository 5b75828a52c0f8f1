//! A plan as CSV: one line a step.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{PlanReport, clock};
use crate::ledger::values::date::to_date;
use crate::report::csv::{plain, safe};
use crate::report::rounded;
use crate::text::Catalogue;

const HEADER: [&str; 17] = [
    "step",
    "measure",
    "subject",
    "message",
    "lead",
    "units",
    "date",
    "start",
    "minutes",
    "agenda",
    "conditions",
    "rows",
    "burden_hours",
    "hours_after",
    "saved_hours",
    "further_hours",
    "evidence",
];

/// Writes the steps, one a line.
///
/// # Errors
/// Those of the output.
pub(crate) fn write(
    report: &PlanReport<'_>,
    catalogue: &Catalogue,
    byte_order_mark: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(HEADER).map_err(plain)?;
    for (number, step) in (1_usize..).zip(&report.plan.steps) {
        let text = |text: &str| safe(text).into_owned();
        let hours = |hours: f64| rounded(hours).to_string();
        let conditions: Vec<String> = step
            .conditions
            .iter()
            .map(|one| catalogue.render(one))
            .collect();
        let places: Vec<String> = step
            .rows
            .iter()
            .map(|row| {
                let (file, line) = report.place(row);
                format!("{file}:{line} {}", row.action.name())
            })
            .collect();
        let when = step.when;
        let cells: [Cow<'_, str>; 17] = [
            number.to_string().into(),
            step.measure.name().into(),
            text(&step.subject).into(),
            text(&catalogue.render(&step.message)).into(),
            text(step.lead.map_or("", |lead| report.name(lead))).into(),
            text(&report.units(step).join("; ")).into(),
            when.map_or(String::new(), |when| to_date(when.day).to_string())
                .into(),
            when.and_then(|when| when.start)
                .map_or(String::new(), clock)
                .into(),
            when.map_or(String::new(), |when| when.minutes.to_string())
                .into(),
            text(&step.agenda.join("; ")).into(),
            text(&conditions.join("; ")).into(),
            step.rows.len().to_string().into(),
            hours(step.before()).into(),
            hours(step.after()).into(),
            hours(step.saved()).into(),
            hours(step.further()).into(),
            text(&places.join("; ")).into(),
        ];
        writer
            .write_record(cells.iter().map(AsRef::as_ref))
            .map_err(plain)?;
    }
    writer.flush()
}
