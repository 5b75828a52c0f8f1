//! Stamping: from a hit to a finding with its rows' places, a stable id, its units and its severity.
//! The columns that this looks at for every row are looked up once a run.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{CascadeNode, Claim, Evidence, Finding, Hit, SeverityBounds, Status, Step};
use crate::assumed::Factors;
use crate::ledger::Ledger;
use crate::ledger::Table;
use crate::ledger::names::NameId;
use crate::ledger::schema::Kind;
use crate::ledger::table::{Days, FILE, LINE, Lists, Texts, Wholes};
use crate::matter::RowOf;
use crate::pair::Side;
use crate::region::{Narrowing, Region};
use crate::text::Message;

impl Finding {
    /// Stamps a hit of a rule.
    pub(crate) fn of(
        hit: Hit,
        of_rule: &OfRule,
        bounds: &SeverityBounds,
        stamps: &Stamps<'_>,
    ) -> Self {
        let region = stamps.region;
        let evidence: Vec<Evidence> = hit
            .claims
            .iter()
            .map(|claim| stamps.evidence(claim))
            .collect();
        let (assumed, sure) = stamps.assumed(&evidence, of_rule);
        let confidence = (hit.confidence * sure * 100.0).round() / 100.0;
        let avoidable_hours: f64 = evidence.iter().map(|row| row.avoidable_hours).sum();
        let expected_hours = avoidable_hours * confidence;
        let severity = bounds.of(expected_hours);
        let (units, bearers, more_bearers) = match hit.respondents {
            Some(respondents) => (Vec::new(), respondents.unit.into_iter().collect(), 0),
            None => units(&hit.claims, region),
        };
        let raised = hit.raised.unwrap_or(of_rule.prohibited);
        Self {
            id: id(of_rule.rule, &hit, stamps),
            rule: of_rule.rule,
            ledger: of_rule.ledger,
            severity: if raised { severity.raised() } else { severity },
            confidence,
            units,
            bearers,
            more_bearers,
            subject: hit.subject,
            message: hit.message.shrunk(),
            doubt: doubt(&hit.claims, region),
            assumed,
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
            whole: None,
        }
    }
}

/// What stamping must know of a rule.
pub(crate) struct OfRule {
    pub(crate) rule: &'static str,
    pub(crate) ledger: Ledger,
    /// Whether a provision prohibits outright what it finds.
    pub(crate) prohibited: bool,
    /// The factors that its claims rest on; `None` for all of a row's.
    pub(crate) rests_on: Option<&'static [&'static str]>,
}

/// The columns that stamping looks at for every row, looked up once.
pub(crate) struct Stamps<'r> {
    region: &'r Region,
    ledgers: Vec<Stamp<'r>>,
    factors: Factors<'r>,
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
            factors: Factors::of(region),
        }
    }

    /// What the claims of a finding, or, where it claims nothing, the hours of its rows had assumed,
    /// and by what that lowers its confidence.
    fn assumed(&self, evidence: &[Evidence], of_rule: &OfRule) -> (Vec<&'static str>, f64) {
        let claims = evidence.iter().any(|row| row.avoidable_hours > 0.0);
        let weighed: Vec<(RowOf, f64)> = evidence
            .iter()
            .map(|row| {
                let hours = if claims {
                    row.avoidable_hours
                } else {
                    row.burden_hours
                };
                (row.row, hours)
            })
            .filter(|(_, hours)| *hours > 0.0)
            .collect();
        let counts = |factor: &str| of_rule.rests_on.is_none_or(|own| own.contains(&factor));
        let (missing, sure) = self.factors.missing(&weighed, &counts);
        // Nothing is claimed that an assumption could make too much.
        (missing, if claims { sure } else { 1.0 })
    }

    fn evidence(&self, claim: &Claim) -> Evidence {
        let RowOf(ledger, row) = claim.row;
        let burden_hours = self.region.costs.hours(ledger, row);
        self.placed(claim, burden_hours, None)
    }

    /// A row with its place, at a cost that is stated.
    pub(super) fn placed(
        &self,
        claim: &Claim,
        burden_hours: f64,
        period: Option<Side>,
    ) -> Evidence {
        let RowOf(ledger, row) = claim.row;
        let stamp = &self.ledgers[ledger as usize];
        let file = stamp.files.get(row).unwrap_or_default() as usize;
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
            period,
        }
    }

    /// The fields that tell a row from others of its ledger, as one text.
    pub(super) fn identity(&self, RowOf(ledger, row): RowOf) -> String {
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

/// Rows that a finding holds for one target, but whose code stands beside other names too.
fn doubt(claims: &[Claim], region: &Region) -> Option<Message> {
    let is_shared = |claim: &&Claim| {
        let RowOf(ledger, row) = claim.row;
        ledger == Ledger::Inspections && region.targets.shares_its_code(row)
    };
    let shared = claims.iter().filter(is_shared).count();
    (claims.len() > 1 && shared > 0).then(|| {
        Message::new("finding-shared-code")
            .count("shared", shared)
            .count("rows", claims.len())
    })
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
/// claimed, those with the most hours first, then by name; and how many more bear it.
pub(super) fn units(claims: &[Claim], region: &Region) -> (Vec<NameId>, Vec<NameId>, usize) {
    let any_claimed = claims.iter().any(|claim| claim.hours > 0.0);
    let claimed: Vec<Claim> = claims
        .iter()
        .filter(|claim| !any_claimed || claim.hours > 0.0)
        .copied()
        .collect();
    let imposer = |claim: &Claim| (region.imposer(claim.row.0, claim.row.1), claim.hours);
    let imposers = claimed.iter().map(imposer).collect();
    let (bearers, more) = bearers(&claimed, region, &Narrowing::whole(region));
    (by_hours(imposers, region), bearers, more)
}

/// Those who bear rows, as far as they are looked at. An app falls on every unit of a branch; those with
/// most cadres stand for it, and how many more there are is counted.
pub(super) fn bearers(
    claims: &[Claim],
    region: &Region,
    narrowing: &Narrowing,
) -> (Vec<NameId>, usize) {
    const NAMED: usize = 20;
    let mut bearers: Vec<(NameId, f64)> = Vec::new();
    let mut more = 0;
    for claim in claims {
        let is_app = claim.row.0 == Ledger::Apps;
        let mut own: usize = 0;
        narrowing.each_bearer(region, claim.row, &mut |unit, part| {
            own += 1;
            if !is_app || own <= NAMED {
                bearers.push((unit, claim.hours * part));
            }
        });
        if is_app {
            more = more.max(own.saturating_sub(NAMED));
        }
    }
    (by_hours(bearers, region), more)
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
    digest(rule, rows)
}

/// A rule and twelve digits over texts in any order.
pub(super) fn digest(rule: &str, mut texts: Vec<String>) -> String {
    texts.sort_unstable();
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let digits = digest
        .iter()
        .take(6)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{rule}-{digits:012x}")
}
