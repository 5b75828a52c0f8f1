//! Stamping what was found between two periods: like a hit, but each row has its period and what it
//! cost in it, and the unit that it is of is stated, or is the region.

use super::stamp::{Stamps, digest, units};
use super::{Claim, Finding, Respondents, Severity, SeverityBounds, Status};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::pair::Side;
use crate::region::Region;
use crate::text::Message;

/// A row of one period, by its number in the joint region.
pub(crate) struct PeriodRow {
    /// The row and the hours claimed of it.
    pub(crate) claim: Claim,
    /// The period.
    pub(crate) side: Side,
    /// All of its hours in that period.
    pub(crate) hours: f64,
}

/// What was found between two periods.
pub(crate) struct Mutation {
    /// The rule.
    pub(crate) rule: &'static str,
    /// The ledger of the rule.
    pub(crate) ledger: Ledger,
    /// Whether a provision prohibits it outright.
    pub(crate) raised: bool,
    /// The severity that its rule is given.
    pub(crate) severity: Option<Severity>,
    /// Whose it is; `None` for the region.
    pub(crate) unit: Option<NameId>,
    /// What tells it from others of the unit and rule.
    pub(crate) what: String,
    /// What it is about.
    pub(crate) subject: String,
    /// Its sentence.
    pub(crate) message: Message,
    /// How sure it is.
    pub(crate) confidence: f64,
    /// Ranks it where no hours are claimed.
    pub(crate) figure: f64,
    /// Its rows, each once a period.
    pub(crate) rows: Vec<PeriodRow>,
    /// Who answered, where it rests on a questionnaire.
    pub(crate) respondents: Option<Respondents>,
}

impl Finding {
    /// Stamps what was found between two periods; `stamps` are those of the joint region.
    pub(crate) fn of_periods(
        found: Mutation,
        bounds: &SeverityBounds,
        region: &Region,
        stamps: &Stamps<'_>,
    ) -> Self {
        let evidence: Vec<_> = found
            .rows
            .iter()
            .map(|row| stamps.placed(&row.claim, row.hours, Some(row.side)))
            .collect();
        let confidence = (found.confidence * 100.0).round() / 100.0;
        let sum = |part: fn(&super::Evidence) -> f64| {
            // An empty sum of floats is -0.0; this one starts at 0.
            evidence
                .iter()
                .map(part)
                .fold(0.0, |sum, hours| sum + hours)
        };
        let (burden_hours, avoidable_hours) =
            (sum(|row| row.burden_hours), sum(|row| row.avoidable_hours));
        let expected_hours = avoidable_hours * confidence;
        let severity = bounds.of(expected_hours);
        let severity = if found.raised {
            severity.raised()
        } else {
            severity
        };
        let claims: Vec<Claim> = found.rows.iter().map(|row| row.claim).collect();
        let bearers = match found.respondents {
            Some(respondents) => respondents.unit.into_iter().collect(),
            None => units(&claims, region).1,
        };
        Self {
            id: id(&found, region, stamps),
            rule: found.rule,
            ledger: found.ledger,
            severity: found.severity.unwrap_or(severity),
            confidence,
            units: found.unit.into_iter().collect(),
            bearers,
            more_bearers: 0,
            subject: found.subject,
            message: found.message.shrunk(),
            doubt: None,
            assumed: Vec::new(),
            burden_hours,
            avoidable_hours,
            expected_hours,
            figure: found.figure,
            evidence,
            cascade: Vec::new(),
            respondents: found.respondents,
            status: Status::New,
            avoidable_ends: None,
            whole: None,
        }
    }
}

/// Over the unit, what was counted, and what identifies the rows of each period.
fn id(found: &Mutation, region: &Region, stamps: &Stamps<'_>) -> String {
    let unit = found.unit.map_or("", |unit| region.name(unit));
    let mut texts = vec![format!("{unit}\u{1}{}", found.what)];
    let rows = found.rows.iter();
    texts.extend(
        rows.map(|row| format!("{}\u{1}{}", row.side.name(), stamps.identity(row.claim.row))),
    );
    digest(found.rule, texts)
}
