//! What stands beside the findings: waived ones and their waivers, resolved ones, monitoring points.

use serde::Serialize;

use super::super::{Group, WaivedRow, rounded};
use super::WireFinding;
use crate::baseline::Earlier;
use crate::config::Waiver;
use crate::finding::Severity;
use crate::ledger::values::date::to_date;
use crate::monitoring::{Call, Point};
use crate::waived::Applied;

/// A waived finding: what it is, and the number of its waiver in `waivers`, from 0.
#[derive(Serialize)]
pub(super) struct WireWaived<'r> {
    waiver: usize,
    #[serde(flatten)]
    finding: WireFinding<'r>,
}

impl<'r> WireWaived<'r> {
    pub(super) fn of(waived: &'r WaivedRow) -> Self {
        Self {
            waiver: waived.by,
            finding: WireFinding::of(&waived.row),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireWaiver<'r> {
    #[serde(flatten)]
    waiver: &'r Waiver,
    state: &'static str,
    findings: usize,
}

impl<'r> WireWaiver<'r> {
    pub(super) fn of(applied: &'r Applied) -> Self {
        Self {
            waiver: &applied.waiver,
            state: applied.state.name(),
            findings: applied.findings,
        }
    }
}

/// A finding of the baseline that is no more.
#[derive(Serialize)]
pub(in crate::report) struct WireResolved<'r> {
    id: &'r str,
    rule: &'r str,
    units: &'r [String],
    subject: &'r str,
    message: &'r str,
    expected_hours: f64,
    status: &'static str,
}

impl<'r> WireResolved<'r> {
    pub(in crate::report) fn of(earlier: &'r Earlier) -> Self {
        Self {
            id: &earlier.id,
            rule: &earlier.rule,
            units: &earlier.units,
            subject: &earlier.subject,
            message: &earlier.message,
            expected_hours: rounded(earlier.expected_hours),
            status: "resolved",
        }
    }
}

#[derive(Serialize)]
pub(super) struct WirePoint<'r> {
    name: &'r str,
    hours: f64,
    days: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst_day: Option<WireBusiest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst_week: Option<WireBusiest>,
    visits: Vec<WireCall<'r>>,
}

/// The day, or the Monday of the week, on which most groups came.
#[derive(Serialize)]
struct WireBusiest {
    from: String,
    visits: usize,
}

impl WireBusiest {
    fn of((day, visits): (i32, usize)) -> Self {
        Self {
            from: to_date(day).to_string(),
            visits,
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireCall<'r> {
    date: String,
    inspector: &'r str,
    kind: Option<&'static str>,
    matters: &'r [String],
    hours: f64,
    problems: Option<u32>,
    outcome: Option<&'r str>,
    file: &'r str,
    line: u32,
}

impl<'r> WirePoint<'r> {
    pub(super) fn of(point: &'r Point) -> Self {
        let visit = |call: &'r Call| WireCall {
            date: to_date(call.day).to_string(),
            inspector: &call.inspector,
            kind: call.kind,
            matters: &call.matters,
            hours: rounded(call.hours),
            problems: call.problems,
            outcome: call.outcome.as_deref(),
            file: &call.place.0,
            line: call.place.1,
        };
        Self {
            name: &point.name,
            hours: rounded(point.hours()),
            days: point.days(),
            worst_day: point.worst_day().map(WireBusiest::of),
            worst_week: point.worst_week().map(WireBusiest::of),
            visits: point.calls.iter().map(visit).collect(),
        }
    }
}

/// Findings summed up.
#[derive(Serialize)]
pub(super) struct WireGroup<'r> {
    key: &'r str,
    findings: usize,
    avoidable_hours: f64,
    worst: Option<&'static str>,
}

impl<'r> WireGroup<'r> {
    pub(super) fn of(group: &'r Group) -> Self {
        Self {
            key: &group.key,
            findings: group.findings,
            avoidable_hours: rounded(group.avoidable_hours),
            worst: group.worst.map(Severity::name),
        }
    }
}
