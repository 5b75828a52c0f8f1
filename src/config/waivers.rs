//! Waivers: findings that somebody has accepted, why, until when and by which office. They stand
//! in the configuration (`[[waivers]]`) or in a CSV file of their own; which findings they meet is
//! looked up elsewhere.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::reader::Reader;
use crate::ledger::read::container::unreadable;
use crate::ledger::read::encoding::decoded;
use crate::ledger::values::date::{self, Day};
use crate::text::Message;

/// One waiver. It names a finding, or a rule and whatever else narrows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Waiver {
    /// The id of a finding, or the beginning of it.
    #[serde(alias = "问题编号", skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// A rule, by its name or a glob.
    #[serde(alias = "规则", skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// A unit that imposes or bears it.
    #[serde(alias = "单位", skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Words of what it is about.
    #[serde(alias = "事项", skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// Why it is accepted.
    #[serde(alias = "理由")]
    pub reason: String,
    /// The last day on which it holds; for good where there is none.
    #[serde(alias = "截止日期", skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The office that accepted it.
    #[serde(alias = "批准单位")]
    pub by: String,
}

impl Waiver {
    /// What is wrong with it, if anything is.
    fn fault(&self) -> Option<&'static str> {
        let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        if blank(&self.finding) && blank(&self.rule) {
            return Some("waiver-names-nothing");
        }
        if self.reason.trim().is_empty() || self.by.trim().is_empty() {
            return Some("waiver-without-reason");
        }
        if !blank(&self.until) && self.last_day().is_none() {
            return Some("waiver-bad-date");
        }
        None
    }

    /// The last day on which it holds, in days since 1970-01-01.
    #[must_use]
    pub fn last_day(&self) -> Option<i32> {
        match date::read(self.until.as_deref()?).map(|cell| cell.day) {
            Ok(Day::Exact(day)) => Some(day),
            _ => None,
        }
    }
}

impl Reader {
    /// The waivers of a configuration.
    pub(super) fn waivers(&mut self, tables: &mut toml::Table) -> Vec<Waiver> {
        let Some(value) = tables.remove("waivers") else {
            return Vec::new();
        };
        let waivers: Vec<Waiver> = match value.try_into() {
            Ok(waivers) => waivers,
            Err(error) => {
                self.invalid(&["waivers"], &error);
                return Vec::new();
            }
        };
        for (number, waiver) in (1..).zip(&waivers) {
            self.faults.extend(
                waiver
                    .fault()
                    .map(|fault| Message::new(fault).text("waiver", format!("waivers[{number}]"))),
            );
        }
        waivers
    }
}

/// Reads the waivers of a CSV file, in any encoding that ledgers come in; headers in English or
/// Chinese.
///
/// # Errors
/// The file cannot be read, or a line of it is no waiver: every fault, with its line.
pub fn read(path: &Path) -> Result<Vec<Waiver>, Vec<Message>> {
    let in_file = |fault: Message| {
        Message::new("fault-in-file")
            .text("file", path.display().to_string())
            .message("fault", fault)
    };
    let bytes = std::fs::read(path).map_err(|error| vec![in_file(unreadable(&error))])?;
    let text = decoded(&bytes);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let bad = |line: u64, error: &csv::Error| {
        in_file(
            Message::new("waiver-unreadable")
                .count("line", line as usize)
                .text("error", error.to_string()),
        )
    };
    let headers = reader
        .headers()
        .map_err(|error| vec![bad(1, &error)])?
        .clone();
    let (mut waivers, mut faults) = (Vec::new(), Vec::new());
    for record in reader.into_records() {
        let read = record.and_then(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            record
                .deserialize::<Waiver>(Some(&headers))
                .map(|waiver| (line, waiver))
        });
        match read {
            Ok((line, waiver)) => {
                let fault = waiver.fault();
                faults
                    .extend(fault.map(|fault| {
                        in_file(Message::new(fault).text("waiver", line.to_string()))
                    }));
                waivers.push(waiver);
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(bad(line, &error));
            }
        }
    }
    if faults.is_empty() {
        Ok(waivers)
    } else {
        Err(faults)
    }
}
