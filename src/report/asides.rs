//! What stands below the findings in the table: waived findings, waivers that meet nothing or have
//! run out, findings that are resolved, and who came to the monitoring points. One line each; the
//! machine formats have the rest.

use super::{Report, WaivedRow};
use crate::baseline::Earlier;
use crate::ledger::values::date::to_date;
use crate::monitoring::{Call, Point};
use crate::text::{Catalogue, Message};
use crate::waived::{Applied, WaiverState};

/// The lines, in order; none where there is nothing to say.
pub(super) fn asides(report: &Report, catalogue: &Catalogue) -> Vec<String> {
    let mut lines = Vec::new();
    let mut section = |key: &'static str, count: usize, of: Vec<Message>| {
        if count > 0 {
            lines.push(catalogue.render(&Message::new(key).count("count", count)));
            lines.extend(
                of.iter()
                    .map(|line| format!("  {}", catalogue.render(line))),
            );
        }
    };
    let waived = report.waived.iter().map(|row| waived(row, &report.waivers));
    section("aside-waived", report.waived.len(), waived.collect());
    let idle = report
        .waivers
        .iter()
        .enumerate()
        .filter(|(_, applied)| applied.state != WaiverState::Used);
    let idle: Vec<Message> = idle
        .map(|(number, applied)| waiver(number, applied))
        .collect();
    section("aside-waivers", idle.len(), idle);
    let resolved = report.resolved.iter().map(resolved);
    section("aside-resolved", report.resolved.len(), resolved.collect());
    for point in &report.points {
        lines.push(catalogue.render(&heading(point)));
        let calls = point
            .calls
            .iter()
            .map(|call| format!("  {}", catalogue.render(&line(call))));
        lines.extend(calls);
    }
    lines
}

fn waived(row: &WaivedRow, waivers: &[Applied]) -> Message {
    let finding = &row.row.finding;
    let waiver = &waivers[row.by].waiver;
    Message::new("aside-waived-line")
        .text("id", &finding.id)
        .text("subject", &finding.subject)
        .decimal("hours", finding.expected_hours)
        .text("reason", &waiver.reason)
        .text("by", &waiver.by)
        .text("until", waiver.until.clone().unwrap_or_default())
        .flag("ends", waiver.until.is_some())
}

fn waiver(number: usize, applied: &Applied) -> Message {
    let waiver = &applied.waiver;
    let what = waiver.finding.clone().or_else(|| waiver.rule.clone());
    Message::new("aside-waiver-line")
        .count("number", number + 1)
        .text("what", what.unwrap_or_default())
        .text("state", applied.state.name())
        .text("until", waiver.until.clone().unwrap_or_default())
        .count("findings", applied.findings)
}

fn resolved(earlier: &Earlier) -> Message {
    Message::new("aside-resolved-line")
        .text("id", &earlier.id)
        .text("subject", &earlier.subject)
        .decimal("hours", earlier.expected_hours)
}

fn heading(point: &Point) -> Message {
    Message::new("aside-point")
        .text("name", &point.name)
        .count("visits", point.calls.len())
        .count("days", point.days())
        .decimal("hours", point.hours())
        .flag("busy", point.calls.len() > 1)
        .text("day", day(point.worst_day()))
        .count("day_visits", count(point.worst_day()))
        .text("week", day(point.worst_week()))
        .count("week_visits", count(point.worst_week()))
}

fn day(worst: Option<(i32, usize)>) -> String {
    worst.map_or_else(String::new, |(day, _)| to_date(day).to_string())
}

fn count(worst: Option<(i32, usize)>) -> usize {
    worst.map_or(0, |(_, count)| count)
}

fn line(call: &Call) -> Message {
    Message::new("aside-call")
        .date("day", to_date(call.day))
        .text("inspector", &call.inspector)
        .text("kind", call.kind.unwrap_or("unknown"))
        .texts("matters", &call.matters)
        .flag("with", !call.matters.is_empty())
        .decimal("hours", call.hours)
        .text(
            "problems",
            call.problems
                .map_or_else(|| "?".to_owned(), |count| count.to_string()),
        )
        .text(
            "outcome",
            call.outcome.clone().unwrap_or_else(|| "?".to_owned()),
        )
        .text("place", format!("{}:{}", call.place.0, call.place.1))
}
