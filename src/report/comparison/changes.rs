//! The wire types of what changed besides the findings of a comparison: hours, series, audits,
//! things, units.

use serde::Serialize;

use super::{Comparison, ThingsRow};
use crate::compare::fates::{Fates, Told};
use crate::compare::hours::{Changed, Key};
use crate::compare::series::Series;
use crate::report::rounded;

/// Hours a month; the three parts add up to the difference.
#[derive(Serialize)]
struct WireChange<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'r str>,
    /// The units that stand in one period only, together.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<&'static str>,
    before: f64,
    after: f64,
    difference: f64,
    from_things: f64,
    from_people: f64,
    from_time: f64,
}

impl<'r> WireChange<'r> {
    fn of(changed: &Changed, comparison: &'r Comparison) -> Self {
        Self {
            key: comparison.name(changed),
            only: match changed.key {
                Key::Alone(side) => Some(side.name()),
                _ => None,
            },
            before: rounded(changed.before),
            after: rounded(changed.after),
            difference: rounded(changed.after - changed.before),
            from_things: rounded(changed.parts.things),
            from_people: rounded(changed.parts.people),
            from_time: rounded(changed.parts.time),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireChanges<'r> {
    whole: WireChange<'r>,
    by_pain_point: Vec<WireChange<'r>>,
    by_imposer: Vec<WireChange<'r>>,
    by_bearer: Vec<WireChange<'r>>,
    by_rule: Vec<WireChange<'r>>,
}

impl<'r> WireChanges<'r> {
    pub(super) fn of(comparison: &'r Comparison) -> Self {
        let all = |changes: &'r [Changed]| {
            let each = changes.iter();
            each.map(|changed| WireChange::of(changed, comparison))
                .collect()
        };
        let hours = &comparison.hours;
        Self {
            whole: WireChange::of(&hours.whole, comparison),
            by_pain_point: all(&hours.by_pain_point),
            by_imposer: all(&hours.by_imposer),
            by_bearer: all(&hours.by_bearer),
            by_rule: all(&hours.by_rule),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireSeries {
    ledger: &'static str,
    /// So many a month, or, of things that are there over days, at once.
    counted: &'static str,
    /// A period that has no row of the ledger while another has is a gap.
    counts: Vec<Option<f64>>,
    hours_per_month: Vec<Option<f64>>,
    avoidable_hours_per_month: Vec<Option<f64>>,
}

impl WireSeries {
    pub(super) fn of(series: &Series) -> Self {
        let rounded =
            |figures: &[Option<f64>]| figures.iter().map(|figure| figure.map(rounded)).collect();
        Self {
            ledger: series.ledger.name(),
            counted: if series.ledger.is_flow() {
                "per_month"
            } else {
                "alive"
            },
            counts: rounded(&series.counts),
            hours_per_month: rounded(&series.hours),
            avoidable_hours_per_month: rounded(&series.avoidable_hours),
        }
    }
}

#[derive(Serialize)]
struct WireTold<'r> {
    id: &'r str,
    rule: &'static str,
    unit: Option<&'r str>,
    subject: &'r str,
    expected_hours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_hours_before: Option<f64>,
}

impl<'r> WireTold<'r> {
    fn of(told: &'r Told) -> Self {
        Self {
            id: &told.id,
            rule: told.rule,
            unit: told.unit.as_deref(),
            subject: &told.subject,
            expected_hours: rounded(told.expected_hours),
            expected_hours_before: None,
        }
    }
}

/// What became of the findings of the first period's audit.
#[derive(Serialize)]
pub(super) struct WireFates<'r> {
    resolved: Vec<WireTold<'r>>,
    persisting: Vec<WireTold<'r>>,
    new: Vec<WireTold<'r>>,
}

impl<'r> WireFates<'r> {
    pub(super) fn of(fates: &'r Fates) -> Self {
        let persisting = fates.persisting.iter().map(|[before, after]| WireTold {
            expected_hours_before: Some(rounded(before.expected_hours)),
            ..WireTold::of(after)
        });
        Self {
            resolved: fates.resolved.iter().map(WireTold::of).collect(),
            persisting: persisting.collect(),
            new: fates.new.iter().map(WireTold::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct WireThing<'r> {
    owner: &'r str,
    name: &'r str,
}

#[derive(Serialize)]
struct WireRenamed<'r> {
    owner: &'r str,
    before: &'r str,
    after: &'r str,
    confidence: f64,
}

#[derive(Serialize)]
pub(super) struct WireThings<'r> {
    ledger: &'static str,
    kept: usize,
    renamed: Vec<WireRenamed<'r>>,
    gone: Vec<WireThing<'r>>,
    new: Vec<WireThing<'r>>,
}

impl<'r> WireThings<'r> {
    pub(super) fn of(row: &'r ThingsRow) -> Self {
        let all = |things: &'r [(String, String)]| {
            let each = things.iter();
            each.map(|(owner, name)| WireThing { owner, name })
                .collect()
        };
        let renamed = row
            .renamed
            .iter()
            .map(|(owner, before, after, sure)| WireRenamed {
                owner,
                before,
                after,
                confidence: (sure * 100.0).round() / 100.0,
            });
        Self {
            ledger: row.ledger.name(),
            kept: row.kept,
            renamed: renamed.collect(),
            gone: all(&row.gone),
            new: all(&row.new),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireAlone<'r> {
    pub(super) before: &'r [String],
    pub(super) after: &'r [String],
}
