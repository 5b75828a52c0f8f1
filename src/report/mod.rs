//! A finished audit, in words and in order, and the formats that it is written in. An exporter
//! writes what it is given: it neither filters nor sorts nor counts, and no format decides what a
//! run exits with.

mod csv;
mod detail;
mod json;
pub mod sink;
mod table;

use std::io::{self, Write};

use crate::finding::{Finding, Severity};
use crate::ledger::account::FileAccount;
use crate::ledger::names::NameId;
use crate::rank::Burden;
use crate::region::{Period, Region};
use crate::rules::{self, Outcome, State};
use crate::survey::Survey;
use crate::text::{Catalogue, Message};

pub use self::csv::Csv;
pub(crate) use self::csv::{plain as csv_error, safe as neutralised};
pub use detail::{Cells, Detail, DetailText, Link};
pub use json::{Json, JsonLines};
pub use table::Table;

/// A finding, in words.
#[derive(Clone, Debug)]
pub struct Row {
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// The finding.
    pub finding: Finding,
    /// Names of the imposing units.
    pub units: Vec<String>,
    /// Names of the bearing units.
    pub bearers: Vec<String>,
    /// Its sentence.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// What became of a rule, in words.
#[derive(Clone, Debug)]
pub struct RuleState {
    /// The rule.
    pub rule: &'static str,
    /// `ran`, `skipped` or `failed`.
    pub state: &'static str,
    /// Why, where it did not run.
    pub why: Option<String>,
    /// How many findings it has.
    pub findings: usize,
}

/// A finished audit.
pub struct Report {
    /// The days that it covers.
    pub period: Period,
    /// The files that it read.
    pub inputs: Vec<FileAccount>,
    /// Every rule of the run.
    pub rules: Vec<RuleState>,
    /// Hours of the region.
    pub burden: Burden,
    /// What the questionnaire says, where there was one.
    pub survey: Option<Survey>,
    /// Findings, in order.
    pub rows: Vec<Row>,
    /// How many findings there are, those included that the command cut.
    pub all_findings: usize,
    /// What a reader must know besides.
    pub notes: Vec<Message>,
}

impl Report {
    /// Rule states in words.
    #[must_use]
    pub fn states(outcomes: &[Outcome], catalogue: &Catalogue) -> Vec<RuleState> {
        outcomes
            .iter()
            .map(|outcome| {
                let (state, why) = match &outcome.state {
                    State::Ran => ("ran", None),
                    State::Skipped(why) => ("skipped", Some(why)),
                    State::Failed(why) => ("failed", Some(why)),
                };
                RuleState {
                    rule: outcome.rule,
                    state,
                    why: why.map(|why| catalogue.render(why)),
                    findings: outcome.findings.len(),
                }
            })
            .collect()
    }

    /// Findings in words; `first_rank` is the rank of the first.
    #[must_use]
    pub fn rows(
        findings: Vec<(usize, Finding)>,
        region: &Region,
        catalogue: &Catalogue,
    ) -> Vec<Row> {
        let names = |numbers: &[NameId]| {
            numbers
                .iter()
                .map(|name| region.name(*name).to_owned())
                .collect()
        };
        findings
            .into_iter()
            .map(|(rank, finding)| Row {
                rank,
                units: names(&finding.units),
                bearers: names(&finding.bearers),
                message: catalogue.render(&finding.message),
                remedy: rules::named(finding.rule)
                    .map_or("", |rule| rule.texts.remedy.of(catalogue.language())),
                finding,
            })
            .collect()
    }

    /// Whether a rule failed.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.rules.iter().any(|rule| rule.state == "failed")
    }
}

/// The word for a severity in the catalogue's language.
#[must_use]
pub fn severity_word(severity: Severity, catalogue: &Catalogue) -> String {
    catalogue.say(match severity {
        Severity::High => "severity-high",
        Severity::Medium => "severity-medium",
        Severity::Low => "severity-low",
    })
}

/// A finding without an earlier report to compare with.
const STATUS: &str = "new";

/// Writes one finished report in one format.
pub trait Exporter {
    /// Writes the report.
    ///
    /// # Errors
    /// Those of the output.
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()>;
}

/// Hours as machine formats have them: at most four decimals.
fn rounded(hours: f64) -> f64 {
    let rounded = (hours * 1e4).round() / 1e4;
    // No export says -0.
    if rounded == 0.0 { 0.0 } else { rounded }
}
