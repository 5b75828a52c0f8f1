//! What a rule returns and what becomes of it: a hit is rows, claims and figures; a finding is a
//! hit stamped with its rule, units, severity and a stable id. Neither knows a rule's logic, a
//! format or an order.

mod mutation;
mod stamp;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::pair::Side;
use crate::rank::Ends;
use crate::region::{Narrowing, Region};
use crate::text::Message;

pub(crate) use mutation::{Mutation, PeriodRow};
pub(crate) use stamp::{OfRule, Stamps};

/// How much a finding matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Below ten expected hours by default.
    Low,
    /// From ten expected hours by default.
    Medium,
    /// From a hundred expected hours by default.
    High,
}

impl Severity {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// One step higher.
    #[must_use]
    pub fn raised(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium | Self::High => Self::High,
        }
    }
}

/// What has become of a finding since an earlier report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It was not there, or there is no earlier report.
    #[default]
    New,
    /// It is as it was.
    Persisting,
    /// It has more expected hours.
    Worse,
    /// It has fewer.
    Better,
}

impl Status {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Persisting => "persisting",
            Self::Worse => "worse",
            Self::Better => "better",
        }
    }
}

/// From how many expected hours a finding is of which severity (`[severity]`).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeverityBounds {
    /// Least expected hours of a high finding.
    pub high: f64,
    /// Least expected hours of a medium finding.
    pub medium: f64,
}

impl Default for SeverityBounds {
    fn default() -> Self {
        Self {
            high: 100.0,
            medium: 10.0,
        }
    }
}

impl SeverityBounds {
    /// The severity of so many expected hours.
    #[must_use]
    pub fn of(&self, expected_hours: f64) -> Severity {
        if expected_hours >= self.high {
            Severity::High
        } else if expected_hours >= self.medium {
            Severity::Medium
        } else {
            Severity::Low
        }
    }
}

/// One row of a hit, and the avoidable hours claimed on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// The row.
    pub row: RowOf,
    /// Avoidable hours; 0 for a row that is kept or only shown.
    pub hours: f64,
}

/// One step of a cascade: who held or issued it, and what it hung on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Position of the row among the hit's claims.
    pub claim: usize,
    /// Position of the step above it; `None` for a root.
    pub above: Option<usize>,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it is about, as short as a title.
    pub subject: String,
    /// The figures of its sentence; the key is the rule's name.
    pub message: Message,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Its rows, each once.
    pub claims: Vec<Claim>,
    /// Ranks a hit that claims no hours among its like.
    pub figure: f64,
    /// Who passed what to whom, where it is a cascade.
    pub cascade: Vec<Step>,
    /// Who answered, where it rests on a questionnaire and on no rows.
    pub respondents: Option<Respondents>,
    /// Whether a provision prohibits outright what it found, where that is not so of all that its
    /// rule finds.
    pub raised: Option<bool>,
}

/// Those whose answers to a questionnaire a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Respondents {
    /// What they were asked about.
    pub pain_point: &'static str,
    /// How many answered.
    pub responses: usize,
    /// Their unit; `None` for more than one.
    pub unit: Option<NameId>,
}

impl Claim {
    /// So many avoidable hours of a row of a ledger.
    #[must_use]
    pub fn new(ledger: Ledger, row: usize, hours: f64) -> Self {
        Self {
            row: RowOf(ledger, row),
            hours,
        }
    }

    /// The sum of the hours of claims.
    #[must_use]
    pub fn sum(claims: &[Self]) -> f64 {
        // An empty sum of floats is -0.0; this one starts at 0.
        claims.iter().fold(0.0, |sum, claim| sum + claim.hours)
    }
}

impl Hit {
    /// A certain hit, no cascade.
    #[must_use]
    pub fn new(subject: impl Into<String>, message: Message, claims: Vec<Claim>) -> Self {
        Self {
            subject: subject.into(),
            message,
            confidence: 1.0,
            claims,
            figure: 0.0,
            cascade: Vec::new(),
            respondents: None,
            raised: None,
        }
    }

    /// How sure it is.
    #[must_use]
    pub fn sure(self, confidence: f64) -> Self {
        Self { confidence, ..self }
    }

    /// What ranks it among its like where no hours are claimed.
    #[must_use]
    pub fn ranked_by(self, figure: f64) -> Self {
        Self { figure, ..self }
    }
}

/// A row that a finding rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The row.
    pub row: RowOf,
    /// The file that it stands in.
    pub file: Arc<str>,
    /// The physical line on which it starts.
    pub line: u32,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// All of its hours.
    pub burden_hours: f64,
    /// Hours of them that the finding claims.
    pub avoidable_hours: f64,
    /// The period that it is of, where two are compared.
    pub period: Option<Side>,
}

/// One node of a finding's cascade, as reports show it.
#[derive(Clone, Debug, PartialEq)]
pub struct CascadeNode {
    /// Position of its row among the evidence.
    pub evidence: usize,
    /// Position of the node above it.
    pub above: Option<usize>,
    /// Who held or issued it.
    pub unit: String,
    /// The unit's level, in machine form.
    pub level: Option<&'static str>,
    /// When, in days since 1970-01-01.
    pub day: Option<i32>,
    /// What.
    pub title: String,
    /// How many people attended, for meetings.
    pub people: Option<f64>,
}

/// A hit, stamped.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Rule and the identity of the rows.
    pub id: String,
    /// The rule's name.
    pub rule: &'static str,
    /// The ledger of the rule.
    pub ledger: Ledger,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is, in hundredths.
    pub confidence: f64,
    /// Units that impose the burden, those with the most avoidable hours first.
    pub units: Vec<NameId>,
    /// Units that bear it; of those who must use an app the ones with most cadres.
    pub bearers: Vec<NameId>,
    /// How many more of those there are.
    pub more_bearers: usize,
    /// What it is about.
    pub subject: String,
    /// Its sentence.
    pub message: Message,
    /// What is doubtful about the identities that it rests on.
    pub doubt: Option<Message>,
    /// The factors of its hours that some of its rows do not state, so that they were assumed; they
    /// lower its confidence.
    pub assumed: Vec<&'static str>,
    /// All hours of its rows.
    pub burden_hours: f64,
    /// Avoidable hours among them.
    pub avoidable_hours: f64,
    /// Avoidable hours × confidence.
    pub expected_hours: f64,
    /// Ranks a finding without hours among its like.
    pub figure: f64,
    /// Its rows.
    pub evidence: Vec<Evidence>,
    /// Its cascade, top first.
    pub cascade: Vec<CascadeNode>,
    /// Who answered, where it rests on a questionnaire.
    pub respondents: Option<Respondents>,
    /// What has become of it since an earlier report.
    pub status: Status,
    /// The ends of its avoidable hours, where parameters of the cost model are ranges.
    pub avoidable_ends: Option<Ends>,
    /// All hours of its rows and the avoidable ones among them, where only the part of a branch is
    /// looked at.
    pub whole: Option<(f64, f64)>,
}

impl Finding {
    /// Whether all of its hours are looked at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole
            .is_none_or(|(burden, _)| (burden - self.burden_hours).abs() < 1e-6)
    }

    /// Leaves of its hours the part that is looked at, row by row, and of its bearers those.
    pub fn narrow(&mut self, region: &Region, narrowing: &Narrowing) {
        self.whole = Some((self.burden_hours, self.avoidable_hours));
        let claims_any = self.avoidable_hours > 0.0;
        let rows = self.evidence.iter();
        let claims: Vec<Claim> = rows
            .filter(|row| !claims_any || row.avoidable_hours > 0.0)
            .map(|row| Claim::new(row.row.0, row.row.1, row.avoidable_hours))
            .collect();
        let (bearers, more) = stamp::bearers(&claims, region, narrowing);
        if !bearers.is_empty() {
            (self.bearers, self.more_bearers) = (bearers, more);
        }
        for row in &mut self.evidence {
            let part = narrowing.part(region, row.row);
            row.burden_hours *= part;
            row.avoidable_hours *= part;
        }
        let sum = |hours: fn(&Evidence) -> f64| {
            let rows = self.evidence.iter().map(hours);
            rows.fold(0.0, |sum, hours| sum + hours)
        };
        let avoidable = sum(|row| row.avoidable_hours);
        if let Some(ends) = &mut self.avoidable_ends {
            let part = if self.avoidable_hours > 0.0 {
                avoidable / self.avoidable_hours
            } else {
                0.0
            };
            (ends.low, ends.high) = (ends.low * part, ends.high * part);
        }
        self.burden_hours = sum(|row| row.burden_hours);
        self.avoidable_hours = avoidable;
        self.expected_hours = avoidable * self.confidence;
    }

    /// How many rows it rests on; of a questionnaire, how many answers.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.respondents
            .map_or(self.evidence.len(), |respondents| respondents.responses)
    }
}
