//! The pictures of the page: small tables and drawings, each with a unit, a source and words for
//! whoever does not see it. No meaning rests on colour alone.

mod groups;
mod timeline;

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use super::markup::{table, text};
use crate::ledger::values::date::to_date;
use crate::picture::{Calendar, Felt, FieldMatrix, Matrix, Pictures};
use crate::report::{Report, Row};
use crate::text::{Catalogue, Message, decimal};

/// The parts of the page and the keys of their titles.
pub(super) const PARTS: [(&str, &str); 5] = [
    ("meetings", "picture-meetings"),
    ("forms", "picture-forms"),
    ("inspections", "picture-inspections"),
    ("fingertips", "picture-fingertips"),
    ("felt", "picture-felt"),
];

/// Writes all parts.
///
/// # Errors
/// Those of the output.
pub(super) fn write(
    pictures: &Pictures,
    report: &Report,
    catalogue: &Catalogue,
    out: &mut dyn Write,
) -> io::Result<()> {
    let say = |key: &'static str| text(&catalogue.say(key));
    let none = format!("<p class=\"soft\">{}</p>", say("picture-none"));
    for (id, key) in PARTS {
        write!(out, "<section id=\"{id}\"><h2>{}</h2>", say(key))?;
        let body = match id {
            "meetings" => {
                let trees = cascades(report, catalogue);
                let month = pictures
                    .calendar
                    .as_ref()
                    .map(|own| calendar(own, catalogue));
                format!("{trees}{}", month.unwrap_or_default())
            }
            "forms" => pictures
                .fields
                .as_ref()
                .map(|own| fields(own, catalogue))
                .unwrap_or_default(),
            "inspections" => pictures
                .timeline
                .as_ref()
                .map(|own| timeline::timeline(own, catalogue))
                .unwrap_or_default(),
            "fingertips" => groups::groups(&pictures.groups, pictures.all_groups, catalogue),
            _ => felt(&pictures.felt, catalogue),
        };
        write!(
            out,
            "{}</section>",
            if body.is_empty() { &none } else { &body }
        )?;
    }
    Ok(())
}

fn say(catalogue: &Catalogue, message: &Message) -> String {
    text(&catalogue.render(message))
}

fn heads(catalogue: &Catalogue, keys: &[&'static str]) -> Vec<String> {
    keys.iter().map(|key| text(&catalogue.say(key))).collect()
}

/// Who imposes on whom: the deeper a cell, the more hours, which stand in it.
pub(super) fn matrix(matrix: &Matrix, catalogue: &Catalogue) -> String {
    let title = say(catalogue, &Message::new("picture-matrix"));
    let others = say(catalogue, &Message::new("picture-others"));
    // The rest together would drown who is named.
    let named = matrix
        .hours
        .iter()
        .take(matrix.imposers.len().saturating_sub(1));
    let named = named.flat_map(|own| own.iter().take(matrix.bearers.len().saturating_sub(1)));
    let most = named.copied().fold(0.0, f64::max);
    let name = |unit: &Option<String>| unit.as_ref().map_or(others.clone(), |unit| text(unit));
    let mut out = format!(
        "<h3>{title}</h3><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table class=\"heat\"><caption class=\"soft\">{}</caption><thead><tr><td></td>",
        say(catalogue, &Message::new("picture-matrix-source"))
    );
    for bearer in &matrix.bearers {
        // Writing to a string cannot fail.
        let _ = write!(out, "<th scope=\"col\">{}</th>", name(bearer));
    }
    out.push_str("</tr></thead><tbody>");
    for (imposer, hours) in matrix.imposers.iter().zip(&matrix.hours) {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", name(imposer));
        for own in hours {
            // The ink stays readable: a cell is never darker than a third.
            let depth = if most > 0.0 {
                (own / most).min(1.0).sqrt() * 0.33
            } else {
                0.0
            };
            let figure = if *own >= 0.5 {
                decimal(*own, 0)
            } else {
                String::new()
            };
            let _ = write!(
                out,
                "<td style=\"background:rgba(var(--heat),{depth:.2})\">{figure}</td>"
            );
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

/// The heaviest cascades as trees.
fn cascades(report: &Report, catalogue: &Catalogue) -> String {
    const SHOWN: usize = 3;
    let rows = report
        .rows
        .iter()
        .filter(|row| !row.finding.cascade.is_empty());
    let mut out = String::new();
    for row in rows.take(SHOWN) {
        let _ = write!(
            out,
            "<h3><a href=\"#f{}\">{}</a></h3><p class=\"soft\">{}</p>{}",
            row.rank,
            text(&row.finding.subject),
            text(&row.message),
            tree(row, None, catalogue)
        );
    }
    out
}

fn tree(row: &Row, above: Option<usize>, catalogue: &Catalogue) -> String {
    let nodes = row.finding.cascade.iter().enumerate();
    let below: Vec<_> = nodes.filter(|(_, node)| node.above == above).collect();
    if below.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "<ul{}>",
        if above.is_none() {
            " class=\"tree\""
        } else {
            ""
        }
    );
    for (place, node) in below {
        let day = node
            .day
            .map(|day| to_date(day).to_string())
            .unwrap_or_default();
        let people = node.people.map(|people| {
            let message = Message::new("show-people").count("people", people.round() as usize);
            format!(" ({})", say(catalogue, &message))
        });
        let _ = write!(
            out,
            "<li>{day} <b>{}</b> {}{}{}</li>",
            text(&node.unit),
            text(&node.title),
            people.unwrap_or_default(),
            tree(row, Some(place), catalogue)
        );
    }
    out.push_str("</ul>");
    out
}

/// A unit's month of meetings.
fn calendar(calendar: &Calendar, catalogue: &Catalogue) -> String {
    let hours: f64 = calendar.meetings.iter().map(|held| held.hours).sum();
    let title = Message::new("picture-calendar")
        .text("unit", &calendar.unit)
        .text("month", format!("{}-{:02}", calendar.year, calendar.month))
        .count("meetings", calendar.meetings.len())
        .decimal("hours", hours);
    let mut out = format!(
        "<h3>{0}</h3><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><div class=\"month\">",
        say(catalogue, &title)
    );
    for day in 0..7 {
        let head = Message::new(format!("weekday-{day}"));
        let _ = write!(out, "<div class=\"head\">{}</div>", say(catalogue, &head));
    }
    let Some(first) = NaiveDate::from_ymd_opt(calendar.year, calendar.month, 1) else {
        return String::new();
    };
    for _ in 0..first.weekday().num_days_from_monday() {
        out.push_str("<div aria-hidden=\"true\"></div>");
    }
    let days = first
        .iter_days()
        .take_while(|day| day.month() == calendar.month);
    for day in days.map(|day| day.day()) {
        let _ = write!(out, "<div><b>{day}</b>");
        let held: Vec<_> = calendar
            .meetings
            .iter()
            .filter(|held| held.day == day)
            .collect();
        if !held.is_empty() {
            out.push_str("<ul>");
            for held in held {
                let start = held
                    .start
                    .map(|start| format!("{:02}:{:02} ", start / 60, start % 60));
                let _ = write!(
                    out,
                    "<li>{}{} <span class=\"soft\">{} h, {}:{}</span></li>",
                    start.unwrap_or_default(),
                    text(&held.title),
                    decimal(held.hours, 1),
                    text(&held.place.0),
                    held.place.1
                );
            }
            out.push_str("</ul>");
        }
        out.push_str("</div>");
    }
    out.push_str("</div></div>");
    out
}

/// Which form asks for which field.
fn fields(matrix: &FieldMatrix, catalogue: &Catalogue) -> String {
    let title = Message::new("picture-fields")
        .count("forms", matrix.all.0)
        .count("fields", matrix.all.1);
    let heads: Vec<String> = std::iter::once(say(catalogue, &Message::new("picture-field")))
        .chain(matrix.forms.iter().map(|(name, file, line)| {
            format!(
                "{} <span class=\"soft\">{}:{line}</span>",
                text(name),
                text(file)
            )
        }))
        .collect();
    let asked = say(catalogue, &Message::new("picture-asked"));
    let rows: Vec<Vec<String>> = matrix
        .fields
        .iter()
        .enumerate()
        .map(|(place, field)| {
            let marks = matrix.asks.iter().map(|asks| {
                if asks[place] {
                    format!("<span role=\"img\" aria-label=\"{asked}\">●</span>")
                } else {
                    String::new()
                }
            });
            let name = format!("<span class=\"whole\">{}</span>", text(field));
            std::iter::once(name).chain(marks).collect()
        })
        .collect();
    table(&say(catalogue, &title), &heads, &rows, usize::MAX)
}

/// What people say beside what the ledgers say.
fn felt(felt: &[Felt], catalogue: &Catalogue) -> String {
    let heads = heads(
        catalogue,
        &[
            "picture-point",
            "picture-rating",
            "picture-answers",
            "picture-hours",
            "picture-avoidable",
        ],
    );
    let rows: Vec<Vec<String>> = felt
        .iter()
        .map(|own| {
            let (rating, answers) = match own.rating {
                Some((mean, answers)) => {
                    let bar = format!(
                        "<svg aria-hidden=\"true\" width=\"100\" height=\"10\"><rect class=\"bar\" width=\"{:.0}\" height=\"10\"/></svg> {}",
                        mean * 20.0,
                        decimal(mean, 1)
                    );
                    (bar, answers.to_string())
                }
                None => ("–".to_owned(), "–".to_owned()),
            };
            vec![
                say(catalogue, &Message::new(format!("question-{}", own.question))),
                rating,
                answers,
                decimal(own.hours, 0),
                decimal(own.avoidable_hours, 0),
            ]
        })
        .collect();
    table(
        &say(catalogue, &Message::new("picture-felt-source")),
        &heads,
        &rows,
        1,
    )
}
