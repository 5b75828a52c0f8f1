//! A finished audit, in words and in order, and the formats that it is written in. An exporter
//! writes what it is given: it neither filters nor sorts nor counts, and no format decides what a
//! run exits with.

mod asides;
mod comparison;
mod csv;
mod detail;
mod grid;
mod html;
mod json;
mod markdown;
mod plan;
pub mod sink;
mod table;
mod whole;
mod xlsx;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::baseline::Earlier;
use crate::finding::{Finding, Severity};
use crate::ledger::account::FileAccount;
use crate::ledger::names::NameId;
use crate::monitoring::Point;
use crate::picture::Pictures;
use crate::rank::Burden;
use crate::region::narrowing::ShareKind;
use crate::region::{Period, Region};
use crate::rules::{self, Outcome, State};
use crate::survey::Survey;
use crate::text::{Catalogue, Message};
use crate::waived::Applied;

pub(crate) use self::comparison::{
    Comparison, ComparisonTable, MutationRow, PeriodTold, TargetRow, ThingsRow, TrialRow,
    write_csv, write_json, write_json_lines,
};
pub use self::csv::Csv;
pub(crate) use self::csv::{plain as csv_error, safe as neutralised};
pub(crate) use self::plan::{PlanReport, PlanTable, plan_csv, plan_ics, plan_json};
pub use detail::{Cells, Detail, DetailText, Link};
pub use html::Html;
pub use json::{Json, JsonLines};
pub use markdown::Markdown;
pub use table::Table;
pub(crate) use whole::{Whole, WholeRow};
pub use xlsx::{MOST_ROWS as XLSX_ROWS, Xlsx};

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
    /// How many more there are, in words.
    pub more_bearers: Option<String>,
    /// Its sentence.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// The branch that a report is narrowed to.
#[derive(Clone, Debug)]
pub struct Narrowed {
    /// Its name.
    pub unit: String,
    /// Which hours the report shows of it.
    pub share: ShareKind,
    /// Hours that it bears, and the avoidable ones among them.
    pub borne: (f64, f64),
    /// Hours that it imposes, on itself and on others.
    pub imposed: (f64, f64),
}

impl Row {
    /// The names of the bearing units, and how many more there are.
    #[must_use]
    pub fn all_bearers(&self) -> Vec<String> {
        self.bearers
            .iter()
            .chain(&self.more_bearers)
            .cloned()
            .collect()
    }
}

fn more_bearers(finding: &Finding, catalogue: &Catalogue) -> Option<String> {
    let more = finding.more_bearers;
    (more > 0).then(|| catalogue.render(&Message::new("more-bearers").count("more", more)))
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

impl RuleState {
    pub(crate) fn of(
        rule: &'static str,
        state: &State,
        findings: usize,
        catalogue: &Catalogue,
    ) -> Self {
        let (state, why) = match state {
            State::Ran => ("ran", None),
            State::Skipped(why) => ("skipped", Some(why)),
            State::Failed(why) => ("failed", Some(why)),
        };
        Self {
            rule,
            state,
            why: why.map(|why| catalogue.render(why)),
            findings,
        }
    }
}

/// A waived finding, in words.
#[derive(Clone, Debug)]
pub struct WaivedRow {
    /// The finding; its rank is 0.
    pub row: Row,
    /// The number of its waiver among those of the report.
    pub by: usize,
}

/// Findings of one unit, rule, ledger or bearer.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they have in common.
    pub key: String,
    /// How many there are.
    pub findings: usize,
    /// Their avoidable hours, each row once.
    pub avoidable_hours: f64,
    /// The highest severity among them.
    pub worst: Option<Severity>,
}

/// Findings summed up.
#[derive(Clone, Debug)]
pub struct Groups {
    /// The groups with most avoidable hours first.
    pub shown: Vec<Group>,
    /// How many groups there are, shown or not.
    pub all: usize,
}

/// A file that could not be read; the report is made without it.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// Why, and what to do, in words.
    pub why: String,
}

impl Refused {
    /// What stands above everything else.
    #[must_use]
    pub fn line(&self) -> Message {
        Message::new("summary-refused")
            .text("file", &self.file)
            .text("why", &self.why)
    }
}

/// A finished audit.
pub struct Report {
    /// The days that it covers.
    pub period: Period,
    /// The files that it read.
    pub inputs: Vec<FileAccount>,
    /// Files that could not be read, each with what to do.
    pub refused: Vec<Refused>,
    /// Every rule of the run.
    pub rules: Vec<RuleState>,
    /// The branch that it is narrowed to; `None` for the whole region.
    pub narrowed: Option<Narrowed>,
    /// Hours of the region.
    pub burden: Burden,
    /// What the questionnaire says, where there was one.
    pub survey: Option<Survey>,
    /// Findings, in order.
    pub rows: Vec<Row>,
    /// Findings that are waived, in order.
    pub waived: Vec<WaivedRow>,
    /// Every waiver, and what became of it.
    pub waivers: Vec<Applied>,
    /// There is an earlier report to compare with.
    pub has_baseline: bool,
    /// Findings of an earlier report that are no more.
    pub resolved: Vec<Earlier>,
    /// Monitoring points and who came.
    pub points: Vec<Point>,
    /// The settings that were in force.
    pub settings: toml::Table,
    /// How many findings there are, those included that the command cut.
    pub all_findings: usize,
    /// How many of them are of each status, shown or not.
    pub statuses: BTreeMap<&'static str, usize>,
    /// What a reader must know besides.
    pub notes: Vec<Message>,
    /// What is drawn, for formats that draw.
    pub pictures: Option<Pictures>,
    /// Evidence rows whole, for formats that show them.
    pub(crate) whole: Whole,
    /// Findings summed up, where that was asked for.
    pub groups: Option<Groups>,
}

impl Report {
    /// A report of so many findings that rest on nothing: for looking at formats alone.
    #[must_use]
    pub fn example(findings: usize) -> Self {
        let finding = |number: usize| Finding {
            id: format!("meeting-long-{number:012x}"),
            rule: "meeting-long",
            ledger: crate::ledger::Ledger::Meetings,
            severity: Severity::Low,
            confidence: 1.0,
            units: Vec::new(),
            bearers: Vec::new(),
            more_bearers: 0,
            subject: format!("{number}"),
            message: Message::new("nothing"),
            doubt: None,
            assumed: Vec::new(),
            burden_hours: 1.0,
            avoidable_hours: 1.0,
            expected_hours: 1.0,
            figure: 0.0,
            evidence: Vec::new(),
            cascade: Vec::new(),
            respondents: None,
            status: crate::finding::Status::New,
            avoidable_ends: None,
            whole: None,
        };
        let row = |number: usize| Row {
            rank: number,
            finding: finding(number),
            units: Vec::new(),
            bearers: Vec::new(),
            more_bearers: None,
            message: String::new(),
            remedy: "",
        };
        Self {
            period: Period {
                from: 0,
                to: 30,
                as_of: 30,
                basis: crate::region::Basis::Chosen,
                chosen: true,
                covered: (0, 30),
                is_assumed: false,
            },
            inputs: Vec::new(),
            refused: Vec::new(),
            rules: Vec::new(),
            burden: Burden {
                hours: 0.0,
                avoidable_hours: 0.0,
                cadres: None,
                hours_per_cadre_month: None,
                by_ledger: Vec::new(),
                by_imposer: Vec::new(),
                by_bearer: Vec::new(),
                waived_hours: None,
                ends: None,
                assumed: crate::assumed::Assumptions::default(),
            },
            narrowed: None,
            survey: None,
            rows: (1..=findings).map(row).collect(),
            waived: Vec::new(),
            waivers: Vec::new(),
            has_baseline: false,
            resolved: Vec::new(),
            points: Vec::new(),
            settings: toml::Table::new(),
            all_findings: findings,
            statuses: BTreeMap::new(),
            notes: Vec::new(),
            pictures: None,
            whole: Whole::default(),
            groups: None,
        }
    }

    /// Rule states in words.
    #[must_use]
    pub fn states(outcomes: &[Outcome], catalogue: &Catalogue) -> Vec<RuleState> {
        outcomes
            .iter()
            .map(|outcome| {
                let findings = outcome.findings.len();
                RuleState::of(outcome.rule, &outcome.state, findings, catalogue)
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
                more_bearers: more_bearers(&finding, catalogue),
                message: sentence(&finding, catalogue),
                remedy: rules::named(finding.rule)
                    .map_or("", |rule| rule.texts.remedy.of(catalogue.language())),
                finding,
            })
            .collect()
    }

    /// How many rules ran, and which did not, those with one reason together.
    #[must_use]
    pub fn rules_in_words(&self) -> Vec<Message> {
        rules_in_words(&self.rules)
    }

    /// Whether a file was refused or a rule failed.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        !self.refused.is_empty() || self.rules.iter().any(|rule| rule.state == "failed")
    }
}

/// How many rules ran, and which did not, those with one reason together.
pub(crate) fn rules_in_words(rules: &[RuleState]) -> Vec<Message> {
    let ran = rules.iter().filter(|rule| rule.state == "ran").count();
    let mut lines = vec![Message::new("summary-rules").count("ran", ran)];
    let mut reasons: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.state != "ran") {
        let why = rule.why.as_deref().unwrap_or_default();
        match reasons
            .iter_mut()
            .find(|known| (known.0, known.1) == (rule.state, why))
        {
            Some(known) => known.2.push(rule.rule),
            None => reasons.push((rule.state, why, vec![rule.rule])),
        }
    }
    lines.extend(reasons.into_iter().map(|(state, why, rules)| {
        let key = if state == "failed" {
            "summary-rule-failed"
        } else {
            "summary-rule-skipped"
        };
        Message::new(key)
            .text("rules", rules.join(", "))
            .text("why", why)
    }));
    lines
}

/// What a finding says, what is doubtful about it, and what all of it comes to.
fn sentence(finding: &Finding, catalogue: &Catalogue) -> String {
    let mut sentence = catalogue.render(&finding.message);
    if let Some(doubt) = &finding.doubt {
        sentence += &catalogue.render(doubt);
    }
    if !finding.assumed.is_empty() {
        let factors = finding.assumed.iter();
        let factors = factors.map(|factor| Message::new(format!("factor-{factor}")));
        let assumed = Message::new("finding-assumed").messages("factors", factors.collect());
        sentence += &catalogue.render(&assumed);
    }
    // The sentence is about all of it, the hours beside it are those of a part.
    if let Some((burden, avoidable)) = finding.whole.filter(|_| !finding.is_whole()) {
        let whole = Message::new("finding-whole")
            .decimal("hours", burden)
            .decimal("avoidable", avoidable);
        sentence += &catalogue.render(&whole);
    }
    sentence
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
