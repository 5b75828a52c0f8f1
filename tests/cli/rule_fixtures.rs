//! Every rule against its fixture: rows carry their own verdict in a column `expect`, `A=12.5`
//! for a row of finding A with 12.5 hours claimed, blank for a row that must not fire. The
//! column is none of the ledger's, so the rules do not see it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jianfu::config;
use jianfu::finding::{Finding, SeverityBounds};
use jianfu::ledger::read::{self, discover};
use jianfu::region::{Bounds, Region};
use jianfu::rules::{self, CATALOGUE, Enabled, State};
use jianfu::text::{Catalogue, Language};

/// Findings by their rows: file and line, with the claimed hours.
type Verdict = BTreeSet<BTreeMap<(String, u64), String>>;

pub(crate) fn folder(rule: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/rules")
        .join(rule)
}

fn hours(hours: f64) -> String {
    format!("{hours:.4}")
}

fn expected(folder: &Path) -> (Verdict, usize) {
    let mut findings: BTreeMap<String, BTreeMap<(String, u64), String>> = BTreeMap::new();
    let mut silent = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_path(&path)
            .unwrap();
        let Some(column) = reader
            .headers()
            .unwrap()
            .iter()
            .position(|header| header == "expect")
        else {
            continue;
        };
        for record in reader.records() {
            let record = record.unwrap();
            let line = record.position().unwrap().line();
            let Some((finding, claimed)) = record.get(column).unwrap().split_once('=') else {
                silent += 1;
                continue;
            };
            let claimed: f64 = claimed.parse().unwrap();
            findings
                .entry(finding.to_owned())
                .or_default()
                .insert((name.clone(), line), hours(claimed));
        }
    }
    (findings.into_values().collect(), silent)
}

/// What a fixture without rows expects: `expect.json` names the group, the question and the number
/// of answers of each finding, and every other group is a near miss.
fn expected_of_survey(folder: &Path) -> Option<BTreeSet<String>> {
    let text = std::fs::read_to_string(folder.join("expect.json")).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn of_survey(findings: &[Finding]) -> BTreeSet<String> {
    let line = |finding: &Finding| {
        let respondents = finding.respondents.unwrap();
        assert!(finding.evidence.is_empty());
        format!(
            "{} {} {}",
            finding.subject, respondents.pain_point, respondents.responses
        )
    };
    findings.iter().map(line).collect()
}

/// The region of a fixture, and a rule as its configuration has it.
pub(crate) fn region(rule: &str, folder: &Path) -> (Region, Enabled) {
    let paths = [folder.to_string_lossy().into_owned()];
    let settings = config::load(config::find(None, &paths), None).unwrap();
    let files = discover::find(&paths, None, &settings.assignments);
    let loaded = read::load(&files.inputs, &settings.tables).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    let region = Region::build(loaded.ledgers, Bounds::default(), settings.region).unwrap();
    let mut rules = settings.rules.into_iter();
    let enabled = rules.find(|enabled| enabled.rule.name == rule).unwrap();
    (region, enabled)
}

pub(crate) fn found(rule: &str, folder: &Path) -> Vec<Finding> {
    let (region, enabled) = region(rule, folder);
    let mut outcomes = rules::run(&[enabled], &region, &SeverityBounds::default());
    assert_eq!(outcomes[0].state, State::Ran);
    let sentences = || {
        CATALOGUE
            .iter()
            .map(|rule| (rule.name.to_owned(), rule.texts.message))
    };
    let catalogues =
        [Language::En, Language::Zh].map(|language| Catalogue::new(language).with(sentences()));
    for finding in &outcomes[0].findings {
        for catalogue in &catalogues {
            let sentence = catalogue.render(&finding.message);
            assert!(!sentence.contains(['{', '}', '$']), "{rule}: {sentence}");
        }
        assert!((0.0..=1.0).contains(&finding.confidence));
    }
    outcomes.remove(0).findings
}

fn of_rows(findings: &[Finding]) -> Verdict {
    let rows = |finding: &Finding| {
        let rows = finding.evidence.iter();
        rows.map(|row| {
            (
                (row.file.to_string(), u64::from(row.line)),
                hours(row.avoidable_hours),
            )
        })
        .collect()
    };
    findings.iter().map(rows).collect()
}

#[test]
fn every_rule_says_what_its_fixture_says() {
    for rule in CATALOGUE {
        let folder = folder(rule.name);
        if let Some(expected) = expected_of_survey(&folder) {
            assert_eq!(
                of_survey(&found(rule.name, &folder)),
                expected,
                "{}",
                rule.name
            );
            continue;
        }
        let (expected, silent) = expected(&folder);
        assert!(!expected.is_empty(), "{}: no row fires", rule.name);
        assert!(silent > 0, "{}: no near miss", rule.name);
        let found = of_rows(&found(rule.name, &folder));
        assert_eq!(found, expected, "{}", rule.name);
    }
}
