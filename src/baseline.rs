//! What has become of findings since an earlier report: new, persisting, worse, better, or
//! resolved. A finding is the same by its id; where its rows have changed, by its rule, its first
//! unit and its subject, if only one bears these. Nothing here runs a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::finding::{Finding, Status};
use crate::ledger::read::container::unreadable;
use crate::ledger::read::encoding::decoded;
use crate::region::{Period, Region};
use crate::text::Message;

/// Expected hours that differ by less than this part have not changed.
const NOTICEABLE: f64 = 0.05;

/// A finding of an earlier report.
#[derive(Clone, Debug, Deserialize)]
pub struct Earlier {
    /// Its id.
    pub id: String,
    /// Its rule.
    pub rule: String,
    /// Its units.
    pub units: Vec<String>,
    /// Who bore it.
    #[serde(default)]
    pub bearers: Vec<String>,
    /// What it was about.
    pub subject: String,
    /// Its sentence.
    pub message: String,
    /// Its expected hours.
    pub expected_hours: f64,
}

/// An earlier report.
#[derive(Clone, Debug, Deserialize)]
pub struct EarlierReport {
    schema: u32,
    /// Its findings, waived ones too.
    pub findings: Vec<Earlier>,
    #[serde(default)]
    waived: Vec<Earlier>,
    /// The branch that it is of; `None` for the whole region.
    pub narrowed: Option<EarlierPart>,
    /// The days that it covers.
    period: Option<EarlierPeriod>,
    /// What became of its rules.
    #[serde(default)]
    rules: Vec<EarlierRule>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierPeriod {
    from: String,
    to: String,
}

impl EarlierPeriod {
    fn days(&self) -> Option<i64> {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().ok();
        Some((day(&self.to)? - day(&self.from)?).num_days() + 1)
    }
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierRule {
    rule: String,
    state: String,
}

impl EarlierReport {
    /// What makes its hours and findings unlike those of a period and of rules that ran.
    #[must_use]
    pub fn caveats(&self, period: &Period, ran: &BTreeSet<&str>) -> Vec<Message> {
        /// Periods whose lengths differ by less are alike.
        const ALIKE: f64 = 0.1;
        let mut caveats = Vec::new();
        if let Some(then) = self.period.as_ref().and_then(EarlierPeriod::days) {
            let now = i64::from(period.days());
            let (short, long) = (then.min(now) as f64, then.max(now) as f64);
            if short < long * (1.0 - ALIKE) {
                let message = Message::new("note-baseline-period");
                caveats.push(
                    message
                        .count("then", then.max(0) as usize)
                        .count("now", now.max(0) as usize),
                );
            }
        }
        let had = |rule: &str| {
            let mut own = self.rules.iter();
            own.any(|own| own.rule == rule && own.state == "ran")
        };
        let unknown = ran.iter().filter(|rule| !had(rule)).count();
        if !self.rules.is_empty() && unknown > 0 {
            caveats.push(Message::new("note-baseline-rules").count("rules", unknown));
        }
        caveats
    }
}

/// The branch that an earlier report is of.
#[derive(Clone, Debug, Deserialize)]
pub struct EarlierPart {
    /// Its name.
    pub unit: String,
    /// Which hours are its own, in machine form.
    pub share: String,
}

/// Reads the findings of an earlier JSON report, in any encoding that ledgers come in.
///
/// # Errors
/// The file cannot be read or is no such report.
pub fn read(path: &Path) -> Result<EarlierReport, Message> {
    let in_file = |fault: Message| {
        Message::new("fault-in-file")
            .text("file", path.display().to_string())
            .message("fault", fault)
    };
    let bytes = std::fs::read(path).map_err(|error| in_file(unreadable(&error)))?;
    // What is redirected to a file need not be UTF-8: some shells write UTF-16.
    let mut report: EarlierReport = serde_json::from_str(&decoded(&bytes)).map_err(|error| {
        in_file(Message::new("baseline-no-report").text("error", error.to_string()))
    })?;
    if report.schema != 1 {
        let other = Message::new("baseline-other-schema").text("schema", report.schema.to_string());
        return Err(in_file(other));
    }
    report.findings.append(&mut report.waived);
    Ok(report)
}

/// Marks all findings by what they were, and gives the earlier ones of the rules that ran which are
/// no more. It takes the findings of whole rules: one that is only narrowed away is not resolved.
pub fn mark<'f>(
    findings: impl Iterator<Item = &'f mut Finding>,
    ran: &BTreeSet<&str>,
    earlier: Vec<Earlier>,
    region: &Region,
) -> Vec<Earlier> {
    let mut left: BTreeMap<String, Earlier> = earlier
        .into_iter()
        .map(|known| (known.id.clone(), known))
        .collect();
    let mut unmatched = Vec::new();
    for finding in findings {
        match left.remove(&finding.id) {
            Some(known) => finding.status = since(&known, finding),
            None => unmatched.push(finding),
        }
    }
    let mut by_likeness: BTreeMap<(String, String, String), Vec<String>> = BTreeMap::new();
    for known in left.values() {
        let unit = known.units.first().cloned().unwrap_or_default();
        let key = (known.rule.clone(), unit, known.subject.clone());
        by_likeness.entry(key).or_default().push(known.id.clone());
    }
    for finding in unmatched {
        let unit = finding
            .units
            .first()
            .map(|name| region.name(*name).to_owned());
        let key = (
            finding.rule.to_owned(),
            unit.unwrap_or_default(),
            finding.subject.clone(),
        );
        if let Some([id]) = by_likeness.get(&key).map(Vec::as_slice)
            && let Some(known) = left.remove(id)
        {
            finding.status = since(&known, finding);
        }
    }
    left.into_values()
        .filter(|known| ran.contains(known.rule.as_str()))
        .collect()
}

fn since(earlier: &Earlier, now: &Finding) -> Status {
    let (before, after) = (earlier.expected_hours, now.expected_hours);
    if after > before * (1.0 + NOTICEABLE) {
        Status::Worse
    } else if after < before * (1.0 - NOTICEABLE) {
        Status::Better
    } else {
        Status::Persisting
    }
}
