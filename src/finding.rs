//! What a rule returns and what becomes of it: a hit is rows, claims and figures; a finding is a
//! hit stamped with its rule, units, severity and a stable id. Neither knows a rule's logic, a
//! format or an order.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ledger::names::NameId;
use crate::ledger::schema::Kind;
use crate::ledger::table::{Days, FILE, LINE, Lists, Texts, Wholes};
use crate::ledger::{Ledger, Table};
use crate::matter::RowOf;
use crate::rank::Ends;
use crate::region::Region;
use crate::text::Message;

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
    /// Units that bear it.
    pub bearers: Vec<NameId>,
    /// What it is about.
    pub subject: String,
    /// Its sentence.
    pub message: Message,
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
}

impl Finding {
    /// Stamps a hit of a rule.
    pub(crate) fn of(
        hit: Hit,
        rule: &'static str,
        ledger: Ledger,
        raised: bool,
        bounds: &SeverityBounds,
        stamps: &Stamps<'_>,
    ) -> Self {
        let region = stamps.region;
        let evidence: Vec<Evidence> = hit
            .claims
            .iter()
            .map(|claim| stamps.evidence(claim))
            .collect();
        let confidence = (hit.confidence * 100.0).round() / 100.0;
        let avoidable_hours: f64 = evidence.iter().map(|row| row.avoidable_hours).sum();
        let expected_hours = avoidable_hours * confidence;
        let severity = bounds.of(expected_hours);
        let (units, bearers) = match hit.respondents {
            Some(respondents) => (Vec::new(), respondents.unit.into_iter().collect()),
            None => units(&hit.claims, region),
        };
        let raised = hit.raised.unwrap_or(raised);
        Self {
            id: id(rule, &hit, stamps),
            rule,
            ledger,
            severity: if raised { severity.raised() } else { severity },
            confidence,
            units,
            bearers,
            subject: hit.subject,
            message: hit.message.shrunk(),
            burden_hours: evidence.iter().map(|row| row.burden_hours).sum(),
            avoidable_hours,
            expected_hours,
            figure: hit.figure,
            cascade: hit
                .cascade
                .iter()
                .map(|step| node(step, &hit.claims, region))
                .collect(),
            evidence,
            respondents: hit.respondents,
            status: Status::New,
            avoidable_ends: None,
        }
    }
}

impl Finding {
    /// How many rows it rests on; of a questionnaire, how many answers.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.respondents
            .map_or(self.evidence.len(), |respondents| respondents.responses)
    }
}

/// The columns that stamping looks at for every row, looked up once.
pub(crate) struct Stamps<'r> {
    region: &'r Region,
    ledgers: Vec<Stamp<'r>>,
}

struct Stamp<'r> {
    files: Wholes<'r>,
    lines: Wholes<'r>,
    ids: Texts<'r>,
    identity: Vec<Identity<'r>>,
}

/// A column that tells a row from others of its ledger.
enum Identity<'r> {
    Text(Texts<'r>),
    Day(Days<'r>),
    List(Arc<Lists>),
    Name(Wholes<'r>),
}

impl<'r> Stamps<'r> {
    pub(crate) fn of(region: &'r Region) -> Self {
        let stamp = |ledger: Ledger| {
            let table = region.table(ledger);
            let fields = ledger.schema().identity.iter();
            Stamp {
                files: table.wholes(FILE),
                lines: table.wholes(LINE),
                ids: table.texts("id"),
                identity: fields.map(|field| Identity::of(table, field)).collect(),
            }
        };
        Self {
            region,
            ledgers: Ledger::ALL.into_iter().map(stamp).collect(),
        }
    }

    fn evidence(&self, claim: &Claim) -> Evidence {
        let RowOf(ledger, row) = claim.row;
        let stamp = &self.ledgers[ledger as usize];
        let file = stamp.files.get(row).unwrap_or_default() as usize;
        let burden_hours = self.region.costs.hours(ledger, row);
        Evidence {
            row: claim.row,
            file: self
                .region
                .ledgers
                .files
                .get(file)
                .map_or_else(|| Arc::from(""), Arc::clone),
            line: stamp.lines.get(row).unwrap_or_default(),
            id: stamp.ids.get(row).map(str::to_owned),
            burden_hours,
            // A claim is never above the row's hours, whatever rounding did on the way.
            avoidable_hours: claim.hours.clamp(0.0, burden_hours),
        }
    }

    /// The fields that tell a row from others of its ledger, as one text.
    fn identity(&self, RowOf(ledger, row): RowOf) -> String {
        let mut text = ledger.name().to_owned();
        for column in &self.ledgers[ledger as usize].identity {
            text.push('\u{1}');
            column.add(row, self.region, &mut text);
        }
        text
    }
}

impl<'r> Identity<'r> {
    fn of(table: &'r Table, field: &str) -> Self {
        let kind = table.ledger.schema().field(field).map(|field| field.kind);
        match kind {
            Some(Kind::Text) => Self::Text(table.texts(field)),
            Some(Kind::Date) => Self::Day(table.days(field)),
            Some(Kind::Names | Kind::NamesOrCount) => Self::List(table.lists(field)),
            _ => Self::Name(table.wholes(field)),
        }
    }

    fn add(&self, row: usize, region: &Region, text: &mut String) {
        match self {
            Self::Text(texts) => text.push_str(texts.get(row).unwrap_or_default()),
            Self::Day(days) => text.extend(days.get(row).map(|day| day.to_string())),
            Self::List(lists) => {
                for (place, name) in lists.get(row).unwrap_or_default().iter().enumerate() {
                    text.push_str(if place > 0 { "\u{2}" } else { "" });
                    text.push_str(region.name(*name));
                }
            }
            Self::Name(names) => text.push_str(names.get(row).map_or("", |name| region.name(name))),
        }
    }
}

fn node(step: &Step, claims: &[Claim], region: &Region) -> CascadeNode {
    let RowOf(ledger, row) = claims[step.claim].row;
    let table = region.table(ledger);
    let level = region
        .place(ledger, row)
        .and_then(|place| region.units.level(place));
    let people = (ledger == Ledger::Meetings).then(|| region.costs.meetings[row].attendees);
    CascadeNode {
        evidence: step.claim,
        above: step.above,
        unit: region.name(region.imposer(ledger, row)).to_owned(),
        level: level.map(|level| {
            crate::ledger::values::coded::canonical(crate::ledger::schema::LEVELS, level)
        }),
        day: table.days("date").get(row),
        title: table.texts("title").get(row).unwrap_or_default().to_owned(),
        people,
    }
}

/// Who imposes and who bears: the units of the claimed rows, or of all rows where none is
/// claimed, those with the most hours first, then by name.
fn units(claims: &[Claim], region: &Region) -> (Vec<NameId>, Vec<NameId>) {
    let any_claimed = claims.iter().any(|claim| claim.hours > 0.0);
    let mut imposers: Vec<(NameId, f64)> = Vec::new();
    let mut bearers: Vec<(NameId, f64)> = Vec::new();
    for claim in claims
        .iter()
        .filter(|claim| !any_claimed || claim.hours > 0.0)
    {
        let RowOf(ledger, row) = claim.row;
        imposers.push((region.imposer(ledger, row), claim.hours));
        let borne_by = region.bearers(ledger, row);
        let share = claim.hours / borne_by.len().max(1) as f64;
        bearers.extend(borne_by.into_iter().map(|name| (name, share)));
    }
    (by_hours(imposers, region), by_hours(bearers, region))
}

fn by_hours(mut units: Vec<(NameId, f64)>, region: &Region) -> Vec<NameId> {
    units.sort_by_key(|(name, _)| *name);
    let mut summed: Vec<(NameId, f64)> = Vec::new();
    for (name, hours) in units {
        match summed.last_mut() {
            Some((last, sum)) if *last == name => *sum += hours,
            _ => summed.push((name, hours)),
        }
    }
    summed.sort_by(|left, right| {
        right
            .1
            .total_cmp(&left.1)
            .then_with(|| region.name(left.0).cmp(region.name(right.0)))
    });
    summed.into_iter().map(|(name, _)| name).collect()
}

/// The rule and twelve digits over what identifies the rows: their title, date and unit, not
/// their line, not their order, not an id that a new export may renumber. Of a
/// questionnaire, over the group and what it was asked.
fn id(rule: &str, hit: &Hit, stamps: &Stamps<'_>) -> String {
    let claims = hit.claims.iter();
    let mut rows: Vec<String> = claims.map(|claim| stamps.identity(claim.row)).collect();
    if let Some(respondents) = hit.respondents {
        rows.push(format!("{}\u{1}{}", hit.subject, respondents.pain_point));
    }
    rows.sort_unstable();
    let mut hasher = Sha256::new();
    for row in rows {
        hasher.update(row.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let digits = digest
        .iter()
        .take(6)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{rule}-{digits:012x}")
}
