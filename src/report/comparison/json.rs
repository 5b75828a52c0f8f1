//! JSON of a comparison. The types here are the wire format and nothing else; a finding is that of
//! an audit with both of its halves.

use std::io::{self, Write};

use serde::Serialize;

use super::changes::{WireAlone, WireChanges, WireFates, WireSeries, WireThings};
use super::{Comparison, MutationRow, PeriodTold, TargetRow, TrialRow};
use crate::ledger::account::FileAccount;
use crate::ledger::values::date::to_date;
use crate::report::json::asides::WireResolved;
use crate::report::json::{SCHEMA, WireFinding, WireInput, WireRule, WireTool};
use crate::report::rounded;
use crate::rules::Moved;
use crate::text::{Catalogue, Message};

/// Writes the comparison as one object.
///
/// # Errors
/// Those of the output.
pub(crate) fn write(
    comparison: &Comparison,
    catalogue: &Catalogue,
    out: &mut dyn Write,
) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &WireComparison::of(comparison, catalogue))?;
    writeln!(out)
}

/// Writes the findings, one object a line.
///
/// # Errors
/// Those of the output.
pub(crate) fn write_lines(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    for row in &comparison.mutations {
        serde_json::to_writer(&mut *out, &WireMutation::of(row, comparison))?;
        writeln!(out)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct WireComparison<'r> {
    schema: u32,
    tool: WireTool,
    periods: Vec<WirePeriod<'r>>,
    inputs: Vec<WirePeriodInput<'r>>,
    caveats: Vec<String>,
    rules: Vec<WireRule<'r>>,
    changes: WireChanges<'r>,
    series: Vec<WireSeries>,
    findings: Vec<WireMutation<'r>>,
    trials: Vec<WireTrial<'r>>,
    targets: Vec<WireTarget<'r>>,
    audits: WireFates<'r>,
    things: Vec<WireThings<'r>>,
    units_in_one_period: WireAlone<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resolved: Vec<WireResolved<'r>>,
    notes: Vec<String>,
    settings: &'r toml::Table,
}

impl<'r> WireComparison<'r> {
    fn of(comparison: &'r Comparison, catalogue: &Catalogue) -> Self {
        let words = |messages: &[Message]| {
            let each = messages.iter();
            each.map(|message| catalogue.render(message)).collect()
        };
        let [before, after] = &comparison.alone;
        Self {
            schema: SCHEMA,
            tool: WireTool::own(),
            periods: comparison.periods.iter().map(WirePeriod::of).collect(),
            inputs: comparison
                .inputs
                .iter()
                .map(|input| WirePeriodInput::of(input, comparison))
                .collect(),
            caveats: words(&comparison.caveats),
            rules: comparison.rules.iter().map(WireRule::of).collect(),
            changes: WireChanges::of(comparison),
            series: comparison.series.iter().map(WireSeries::of).collect(),
            findings: comparison
                .mutations
                .iter()
                .map(|row| WireMutation::of(row, comparison))
                .collect(),
            trials: comparison
                .trials
                .iter()
                .map(|row| WireTrial::of(row, comparison))
                .collect(),
            targets: comparison.targets.iter().map(WireTarget::of).collect(),
            audits: WireFates::of(&comparison.fates),
            things: comparison.things.iter().map(WireThings::of).collect(),
            units_in_one_period: WireAlone { before, after },
            resolved: comparison.resolved.iter().map(WireResolved::of).collect(),
            notes: words(&comparison.notes),
            settings: &comparison.settings,
        }
    }
}

#[derive(Serialize)]
struct WirePeriod<'r> {
    label: &'r str,
    from: String,
    to: String,
    as_of: String,
    days: i32,
    months: f64,
    basis: &'static str,
    hours_per_month: f64,
    avoidable_hours_per_month: f64,
}

impl<'r> WirePeriod<'r> {
    fn of(told: &'r PeriodTold) -> Self {
        let period = &told.period;
        Self {
            label: &told.label,
            from: to_date(period.from).to_string(),
            to: to_date(period.to).to_string(),
            as_of: to_date(period.as_of).to_string(),
            days: period.days(),
            months: rounded(period.months()),
            basis: period.basis.key().trim_start_matches("period-"),
            hours_per_month: rounded(told.hours),
            avoidable_hours_per_month: rounded(told.avoidable_hours),
        }
    }
}

#[derive(Serialize)]
struct WirePeriodInput<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'r str>,
    #[serde(flatten)]
    input: WireInput<'r>,
}

impl<'r> WirePeriodInput<'r> {
    fn of((period, account): &'r (Option<usize>, FileAccount), comparison: &'r Comparison) -> Self {
        Self {
            period: period.map(|number| comparison.periods[number].label.as_str()),
            input: WireInput::of(account),
        }
    }
}

/// How one measure moved. `ratio` and the ends of its interval are null where they are beyond all
/// bounds; `p` is one-sided and null where nothing was tested.
#[derive(Serialize)]
struct WireMoved {
    measure: &'static str,
    per: &'static str,
    before: f64,
    after: f64,
    counted_before: usize,
    counted_after: usize,
    ratio: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    p: Option<f64>,
    dispersion: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference_low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference_high: Option<f64>,
}

impl WireMoved {
    fn of(moved: &Moved) -> Self {
        let finite = |value: f64| value.is_finite().then(|| rounded(value));
        let of_difference = |part: fn(&(f64, f64, f64)) -> f64| {
            moved.difference.as_ref().map(part).and_then(finite)
        };
        Self {
            measure: moved.measure,
            per: if moved.is_flow { "month" } else { "period" },
            before: rounded(moved.before),
            after: rounded(moved.after),
            counted_before: moved.counted[0],
            counted_after: moved.counted[1],
            ratio: finite(moved.ratio),
            low: moved.interval.and_then(|interval| finite(interval.0)),
            high: moved.interval.and_then(|interval| finite(interval.1)),
            p: moved.p.map(probability),
            dispersion: rounded(moved.dispersion),
            difference: of_difference(|difference| difference.0),
            difference_low: of_difference(|difference| difference.1),
            difference_high: of_difference(|difference| difference.2),
        }
    }
}

/// A probability with six significant digits: rounding to decimals would make small ones zero.
fn probability(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

#[derive(Serialize)]
struct WireMutation<'r> {
    #[serde(flatten)]
    finding: WireFinding<'r>,
    periods: [&'r str; 2],
    q: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    fell: Option<WireMoved>,
    grew: WireMoved,
}

impl<'r> WireMutation<'r> {
    fn of(row: &'r MutationRow, comparison: &'r Comparison) -> Self {
        Self {
            finding: WireFinding::of(&row.row),
            periods: comparison.labels(row.step),
            q: probability(row.q),
            fell: row.fell.as_ref().map(WireMoved::of),
            grew: WireMoved::of(&row.grew),
        }
    }
}

/// What a rule tested of a unit, found or not; `q` is null where too little was counted to tell.
#[derive(Serialize)]
struct WireTrial<'r> {
    rule: &'static str,
    periods: [&'r str; 2],
    unit: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pain_point: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fell: Option<WireMoved>,
    grew: WireMoved,
    p: f64,
    q: Option<f64>,
    conditions_hold: bool,
    found: bool,
}

impl<'r> WireTrial<'r> {
    fn of(row: &'r TrialRow, comparison: &'r Comparison) -> Self {
        Self {
            rule: row.rule,
            periods: comparison.labels(row.step),
            unit: row.unit.as_deref(),
            pain_point: row.question,
            fell: row.fell.as_ref().map(WireMoved::of),
            grew: WireMoved::of(&row.grew),
            p: probability(row.p),
            q: row.q.map(probability),
            conditions_hold: row.holds,
            found: row.found,
        }
    }
}

#[derive(Serialize)]
struct WireTarget<'r> {
    ledger: &'static str,
    unit: Option<&'r str>,
    most_ratio: f64,
    moved: WireMoved,
    verdict: &'static str,
    mutated_by: &'r [&'static str],
}

impl<'r> WireTarget<'r> {
    fn of(row: &'r TargetRow) -> Self {
        Self {
            ledger: row.judged.target.ledger.name(),
            unit: row.unit.as_deref(),
            most_ratio: rounded(row.judged.target.most),
            moved: WireMoved::of(&row.judged.moved),
            verdict: row.judged.verdict.name(),
            mutated_by: &row.judged.by,
        }
    }
}
