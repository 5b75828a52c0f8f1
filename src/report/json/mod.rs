//! JSON: one object for a whole report, or one object a line for its findings. The types here are
//! the wire format and nothing else; keys may be added, none renamed without raising `schema`.

pub(super) mod asides;
mod burden;

use std::io::{self, Write};

use serde::Serialize;

use asides::{WireGroup, WirePoint, WireResolved, WireWaived, WireWaiver};
use burden::WireBurden;

use super::{Exporter, Narrowed, Refused, Report, Row, RuleState, rounded};
use crate::finding::{CascadeNode, Evidence};
use crate::ledger::account::FileAccount;
use crate::ledger::values::date::to_date;
use crate::pair::Side;
use crate::survey::Survey;

/// Version of the wire format.
pub(super) const SCHEMA: u32 = 1;

/// The whole report as one object.
pub struct Json;

/// One finding a line.
pub struct JsonLines;

impl Exporter for Json {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &WireReport::of(report))?;
        writeln!(out)
    }
}

impl Exporter for JsonLines {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for row in &report.rows {
            serde_json::to_writer(&mut *out, &WireFinding::of(row))?;
            writeln!(out)?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct WireReport<'r> {
    schema: u32,
    tool: WireTool,
    period: WirePeriod,
    inputs: Vec<WireInput<'r>>,
    refused: Vec<WireRefused<'r>>,
    rules: Vec<WireRule<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    narrowed: Option<WireNarrowed<'r>>,
    burden: WireBurden<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<WireSurvey<'r>>,
    findings: Vec<WireFinding<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waived: Vec<WireWaived<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waivers: Vec<WireWaiver<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resolved: Vec<WireResolved<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    monitoring_points: Vec<WirePoint<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<WireGroup<'r>>>,
    settings: &'r toml::Table,
}

impl<'r> WireReport<'r> {
    fn of(report: &'r Report) -> Self {
        let period = &report.period;
        Self {
            schema: SCHEMA,
            tool: WireTool::own(),
            period: WirePeriod {
                from: to_date(period.from).to_string(),
                to: to_date(period.to).to_string(),
                as_of: to_date(period.as_of).to_string(),
                basis: period.basis.key().trim_start_matches("period-"),
            },
            inputs: report.inputs.iter().map(WireInput::of).collect(),
            refused: report.refused.iter().map(WireRefused::of).collect(),
            rules: report.rules.iter().map(WireRule::of).collect(),
            narrowed: report.narrowed.as_ref().map(WireNarrowed::of),
            burden: WireBurden::of(&report.burden),
            survey: report.survey.as_ref().map(WireSurvey::of),
            findings: report.rows.iter().map(WireFinding::of).collect(),
            waived: report.waived.iter().map(WireWaived::of).collect(),
            waivers: report.waivers.iter().map(WireWaiver::of).collect(),
            resolved: report.resolved.iter().map(WireResolved::of).collect(),
            monitoring_points: report.points.iter().map(WirePoint::of).collect(),
            groups: report
                .groups
                .as_ref()
                .map(|groups| groups.shown.iter().map(WireGroup::of).collect()),
            settings: &report.settings,
        }
    }
}

/// A file that could not be read.
#[derive(Serialize)]
pub(super) struct WireRefused<'r> {
    file: &'r str,
    error: &'r str,
}

impl<'r> WireRefused<'r> {
    pub(super) fn of(refused: &'r Refused) -> Self {
        Self {
            file: &refused.file,
            error: &refused.why,
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireTool {
    name: &'static str,
    version: &'static str,
}

impl WireTool {
    pub(super) fn own() -> Self {
        Self {
            name: "jianfu",
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The branch that a report is narrowed to.
#[derive(Serialize)]
struct WireNarrowed<'r> {
    unit: &'r str,
    share: &'static str,
    borne_hours: f64,
    borne_avoidable_hours: f64,
    imposed_hours: f64,
    imposed_avoidable_hours: f64,
}

impl<'r> WireNarrowed<'r> {
    fn of(narrowed: &'r Narrowed) -> Self {
        Self {
            unit: &narrowed.unit,
            share: narrowed.share.name(),
            borne_hours: rounded(narrowed.borne.0),
            borne_avoidable_hours: rounded(narrowed.borne.1),
            imposed_hours: rounded(narrowed.imposed.0),
            imposed_avoidable_hours: rounded(narrowed.imposed.1),
        }
    }
}

#[derive(Serialize)]
struct WirePeriod {
    from: String,
    to: String,
    as_of: String,
    basis: &'static str,
}

#[derive(Serialize)]
pub(super) struct WireInput<'r> {
    file: &'r str,
    ledger: &'static str,
    encoding: &'r str,
    rows: usize,
    accepted: usize,
    rejected: usize,
    skipped: usize,
    filled: usize,
    warnings: usize,
}

impl<'r> WireInput<'r> {
    pub(super) fn of(account: &'r FileAccount) -> Self {
        Self {
            file: &account.file,
            ledger: account.ledger.name(),
            encoding: &account.encoding,
            rows: account.records,
            accepted: account.accepted,
            rejected: account.rejected.len(),
            skipped: account.skipped.len(),
            filled: account.filled,
            warnings: account.warnings.len(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireRule<'r> {
    rule: &'static str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'r str>,
    findings: usize,
}

impl<'r> WireRule<'r> {
    pub(super) fn of(state: &'r RuleState) -> Self {
        Self {
            rule: state.rule,
            state: state.state,
            why: state.why.as_deref(),
            findings: state.findings,
        }
    }
}

#[derive(Serialize)]
struct WireSurvey<'r> {
    responses: usize,
    withheld: usize,
    figures: Vec<WireFigure<'r>>,
}

#[derive(Serialize)]
struct WireFigure<'r> {
    question: &'static str,
    level: Option<&'static str>,
    unit: Option<&'r str>,
    answers: usize,
    mean: f64,
}

impl<'r> WireSurvey<'r> {
    fn of(survey: &'r Survey) -> Self {
        let figures = survey.figures.iter().map(|figure| WireFigure {
            question: figure.question,
            level: figure.level,
            unit: figure.unit.as_deref(),
            answers: figure.answers,
            mean: rounded(figure.mean),
        });
        Self {
            responses: survey.responses,
            withheld: survey.withheld,
            figures: figures.collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireFinding<'r> {
    rank: usize,
    id: &'r str,
    rule: &'static str,
    ledger: &'static str,
    severity: &'static str,
    confidence: f64,
    units: &'r [String],
    bearers: &'r [String],
    /// How many more units bear it, by the app that they must use.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_bearers: Option<usize>,
    subject: &'r str,
    message: &'r str,
    remedy: &'static str,
    burden_hours: f64,
    avoidable_hours: f64,
    expected_hours: f64,
    assumed: &'r [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    whole_burden_hours: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whole_avoidable_hours: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avoidable_low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avoidable_high: Option<f64>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pain_point: Option<&'static str>,
    rows: usize,
    evidence: Vec<WireEvidence<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cascade: Vec<WireNode<'r>>,
}

impl<'r> WireFinding<'r> {
    pub(super) fn of(row: &'r Row) -> Self {
        let finding = &row.finding;
        Self {
            rank: row.rank,
            id: &finding.id,
            rule: finding.rule,
            ledger: finding.ledger.name(),
            severity: finding.severity.name(),
            confidence: finding.confidence,
            units: &row.units,
            bearers: &row.bearers,
            more_bearers: (finding.more_bearers > 0).then_some(finding.more_bearers),
            subject: &finding.subject,
            message: &row.message,
            remedy: row.remedy,
            burden_hours: rounded(finding.burden_hours),
            avoidable_hours: rounded(finding.avoidable_hours),
            expected_hours: rounded(finding.expected_hours),
            assumed: &finding.assumed,
            whole_burden_hours: finding.whole.map(|whole| rounded(whole.0)),
            whole_avoidable_hours: finding.whole.map(|whole| rounded(whole.1)),
            avoidable_low: finding.avoidable_ends.map(|ends| rounded(ends.low)),
            avoidable_high: finding.avoidable_ends.map(|ends| rounded(ends.high)),
            status: finding.status.name(),
            pain_point: finding
                .respondents
                .map(|respondents| respondents.pain_point),
            rows: finding.rows(),
            evidence: finding.evidence.iter().map(WireEvidence::of).collect(),
            cascade: finding.cascade.iter().map(WireNode::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct WireEvidence<'r> {
    ledger: &'static str,
    file: &'r str,
    line: u32,
    id: Option<&'r str>,
    burden_hours: f64,
    avoidable_hours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'static str>,
}

impl<'r> WireEvidence<'r> {
    fn of(evidence: &'r Evidence) -> Self {
        Self {
            ledger: evidence.row.0.name(),
            file: &evidence.file,
            line: evidence.line,
            id: evidence.id.as_deref(),
            burden_hours: rounded(evidence.burden_hours),
            avoidable_hours: rounded(evidence.avoidable_hours),
            period: evidence.period.map(Side::name),
        }
    }
}

/// One node of a cascade: `evidence` and `above` count from 0, into `evidence` and `cascade`.
#[derive(Serialize)]
struct WireNode<'r> {
    evidence: usize,
    above: Option<usize>,
    unit: &'r str,
    level: Option<&'static str>,
    date: Option<String>,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<f64>,
}

impl<'r> WireNode<'r> {
    fn of(node: &'r CascadeNode) -> Self {
        Self {
            evidence: node.evidence,
            above: node.above,
            unit: &node.unit,
            level: node.level,
            date: node.day.map(|day| to_date(day).to_string()),
            title: &node.title,
            people: node.people,
        }
    }
}
