//! The findings and their rows as data within the page: what its table and its details are made of.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::texts::texts;
use crate::finding::Status;
use crate::ledger::values::date::to_date;
use crate::report::{Report, Row, rounded};
use crate::rules;
use crate::text::{Catalogue, Language, Message, printable};

/// Text from elsewhere: what of it may be shown.
#[derive(PartialEq, Eq, Hash)]
struct Shown<'r>(&'r str);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&printable(self.0))
    }
}

fn shown(texts: &[String]) -> Vec<Shown<'_>> {
    texts.iter().map(|text| Shown(text)).collect()
}

#[derive(Serialize)]
struct Page<'r> {
    locale: &'static str,
    texts: BTreeMap<&'static str, String>,
    findings: Vec<PageFinding<'r>>,
    rows: Vec<PageRow<'r>>,
    headers: Vec<Vec<Shown<'r>>>,
    rules: BTreeMap<&'static str, PageRule>,
}

#[derive(Serialize)]
struct PageFinding<'r> {
    rank: usize,
    id: &'r str,
    rule: &'static str,
    severity: &'static str,
    status: &'static str,
    #[serde(rename = "statusWord")]
    status_word: String,
    confidence: f64,
    units: Vec<Shown<'r>>,
    bearers: Vec<Shown<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_bearers: Option<Shown<'r>>,
    /// Who imposes it, or, where nobody does, who bears it.
    who: Vec<Shown<'r>>,
    subject: Shown<'r>,
    message: Shown<'r>,
    remedy: &'static str,
    burden: f64,
    avoidable: f64,
    expected: f64,
    /// What is avoidable at the low and at the high end of costs that are ranges.
    ends: Option<[f64; 2]>,
    rows: usize,
    /// The place of each row among the rows of the page, and what is claimed of it.
    evidence: Vec<(usize, f64)>,
    cascade: Vec<PageNode<'r>>,
}

#[derive(Serialize)]
struct PageNode<'r> {
    above: Option<usize>,
    unit: Shown<'r>,
    date: Option<String>,
    title: Shown<'r>,
    people: Option<f64>,
}

#[derive(Serialize)]
struct PageRow<'r> {
    file: Shown<'r>,
    line: u32,
    hours: f64,
    sum: Shown<'r>,
    headers: usize,
    cells: Vec<Shown<'r>>,
}

#[derive(Serialize)]
struct PageRule {
    hours: &'static str,
}

/// The data as it stands in a script element: nothing in it ends the element.
pub(super) fn data(report: &Report, catalogue: &Catalogue) -> String {
    let mut headers: indexmap::IndexSet<Vec<Shown>> = indexmap::IndexSet::new();
    let rows = report
        .whole
        .rows
        .iter()
        .map(|row| {
            let own = row.cells.iter().map(|(header, _)| Shown(header)).collect();
            PageRow {
                file: Shown(&row.file),
                line: row.line,
                hours: rounded(row.burden_hours),
                sum: Shown(&row.sum),
                headers: headers.insert_full(own).0,
                cells: row.cells.iter().map(|(_, cell)| Shown(cell)).collect(),
            }
        })
        .collect();
    let language = catalogue.language();
    let used = report.rows.iter().map(|row| row.finding.rule);
    let rules = used
        .filter_map(|name| Some((name, rules::named(name)?.texts.hours.of(language))))
        .map(|(name, hours)| (name, PageRule { hours }))
        .collect();
    let page = Page {
        locale: match language {
            Language::En => "en",
            Language::Zh => "zh-CN",
        },
        texts: texts(catalogue),
        findings: report
            .rows
            .iter()
            .map(|row| finding(row, report, catalogue))
            .collect(),
        rows,
        headers: headers.into_iter().collect(),
        rules,
    };
    // A string in memory takes whatever serialises.
    let text = serde_json::to_string(&page).unwrap_or_default();
    // "</script>" and "<!--" must not appear, nor the two line ends that JSON allows and scripts did not.
    text.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn finding<'r>(row: &'r Row, report: &'r Report, catalogue: &Catalogue) -> PageFinding<'r> {
    let finding = &row.finding;
    let status_word = match finding.status {
        Status::New => String::new(),
        status => catalogue.render(&Message::new(format!("status-{}", status.name()))),
    };
    PageFinding {
        rank: row.rank,
        id: &finding.id,
        rule: finding.rule,
        severity: finding.severity.name(),
        status: finding.status.name(),
        status_word,
        confidence: finding.confidence,
        units: shown(&row.units),
        bearers: shown(&row.bearers),
        more_bearers: row.more_bearers.as_deref().map(Shown),
        who: shown(if row.units.is_empty() {
            &row.bearers
        } else {
            &row.units
        }),
        subject: Shown(&finding.subject),
        message: Shown(&row.message),
        remedy: row.remedy,
        burden: rounded(finding.burden_hours),
        avoidable: rounded(finding.avoidable_hours),
        expected: rounded(finding.expected_hours),
        ends: finding
            .avoidable_ends
            .map(|ends| [rounded(ends.low), rounded(ends.high)]),
        rows: finding.rows(),
        evidence: finding
            .evidence
            .iter()
            .filter_map(|evidence| {
                let place = report.whole.place(evidence.row)?;
                Some((place, rounded(evidence.avoidable_hours)))
            })
            .collect(),
        cascade: finding
            .cascade
            .iter()
            .map(|node| PageNode {
                above: node.above,
                unit: Shown(&node.unit),
                date: node.day.map(|day| to_date(day).to_string()),
                title: Shown(&node.title),
                people: node.people,
            })
            .collect(),
    }
}
