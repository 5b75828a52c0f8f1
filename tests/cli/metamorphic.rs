//! What must hold of every rule whatever its threshold: over its fixture, transformed. The order of
//! rows, the cutting of files, the names of units and the year say nothing; an unrelated branch
//! changes nothing; a row less never raises what is claimed on the others.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Days, NaiveDate};
use jianfu::finding::Finding;
use jianfu::rules::CATALOGUE;
use regex::Regex;

use crate::command::Folder;
use crate::rule_fixtures::{folder, found};

/// The files of a fixture, by name: their lines.
type Files = BTreeMap<String, Vec<String>>;

fn files(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, text.lines().map(str::to_owned).collect())
        })
        .collect()
}

fn is_ledger(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "csv")
}

fn audit(rule: &str, files: &Files) -> Vec<Finding> {
    let mut folder = Folder::new();
    for (name, lines) in files {
        folder = folder.with(name, format!("{}\n", lines.join("\n")));
    }
    found(rule, folder.path())
}

/// Findings as sorted texts: their hours, and each row by its own line; groups of answers by their
/// name. Which of two equal rows is kept may depend on their lines.
fn said(findings: &[Finding], files: &Files) -> Vec<Vec<String>> {
    let of = |finding: &Finding| {
        if let Some(respondents) = finding.respondents {
            let (point, count) = (respondents.pain_point, respondents.responses);
            return vec![format!("{} {point} {count}", finding.subject)];
        }
        let mut rows: Vec<String> = finding
            .evidence
            .iter()
            .map(|row| files[row.file.as_ref()][row.line as usize - 1].clone())
            .collect();
        rows.sort_unstable();
        rows.insert(0, format!("{:.4}", finding.avoidable_hours));
        rows
    };
    let mut said: Vec<Vec<String>> = findings.iter().map(of).collect();
    said.sort_unstable();
    said
}

/// A rule says of transformed files what it says of the fixture, transformed alike.
fn holds(of: &str, transformed: impl Fn(&Files) -> Files, alike: impl Fn(&str) -> String) {
    for rule in CATALOGUE {
        let before = files(&folder(rule.name));
        let after = transformed(&before);
        let expected = said(&audit(rule.name, &before), &before);
        let mut expected: Vec<Vec<String>> = expected
            .into_iter()
            .map(|rows| {
                let mut rows: Vec<String> = rows.iter().map(|row| alike(row)).collect();
                rows.sort_unstable();
                rows
            })
            .collect();
        expected.sort_unstable();
        assert!(!expected.is_empty());
        assert_eq!(
            said(&audit(rule.name, &after), &after),
            expected,
            "{}: {of}",
            rule.name
        );
    }
}

#[test]
fn the_order_of_rows_says_nothing() {
    let reversed = |files: &Files| {
        let mut files = files.clone();
        for (_, lines) in files.iter_mut().filter(|(name, _)| is_ledger(name)) {
            lines[1..].reverse();
        }
        files
    };
    holds("reversed", reversed, str::to_owned);
}

#[test]
fn a_ledger_may_come_in_two_files() {
    let split = |files: &Files| {
        let mut split = Files::new();
        for (name, lines) in files {
            if !is_ledger(name) {
                split.insert(name.clone(), lines.clone());
                continue;
            }
            let middle = 1 + (lines.len() - 1) / 2;
            let second: Vec<String> = lines[..1].iter().chain(&lines[middle..]).cloned().collect();
            split.insert(name.replace(".csv", "-2.csv"), second);
            split.insert(name.replace(".csv", "-1.csv"), lines[..middle].to_vec());
        }
        split
    };
    holds("split", split, str::to_owned);
}

#[test]
fn the_names_of_units_say_nothing() {
    let renamed = |text: &str| {
        let names = [
            ("云州", "河州"),
            ("云岭", "泉岭"),
            ("临江", "临海"),
            ("青山", "苍山"),
            ("白水", "碧水"),
        ];
        names
            .iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    };
    let all = |files: &Files| {
        let lines = |lines: &Vec<String>| lines.iter().map(|line| renamed(line)).collect();
        files
            .iter()
            .map(|(name, own)| (name.clone(), lines(own)))
            .collect()
    };
    holds("renamed", all, renamed);
}

#[test]
fn the_year_says_nothing() {
    let date = Regex::new(r"20\d\d-\d\d-\d\d").unwrap();
    // 52 weeks, so that workdays stay workdays.
    let shifted = |text: &str| {
        let later = |found: &regex::Captures<'_>| {
            let day: NaiveDate = found[0].parse().unwrap();
            (day + Days::new(364)).to_string()
        };
        date.replace_all(text, later).into_owned()
    };
    let all = |files: &Files| {
        let lines = |lines: &Vec<String>| lines.iter().map(|line| shifted(line)).collect();
        files
            .iter()
            .map(|(name, own)| (name.clone(), lines(own)))
            .collect()
    };
    holds("shifted", all, shifted);
}

#[test]
fn an_unrelated_branch_changes_nothing() {
    let beside = [
        (
            "units.csv",
            "unit,level,parent\n远山市,city,\n远岭县,county,远山市\n",
        ),
        (
            "meetings.csv",
            "title,date,organizer,duration,attendees,units,mode,kind,evidence\n\
             珊瑚移植协调会,2024-03-20,远岭县,1小时,4,远山市,视频,,\n",
        ),
        (
            "documents.csv",
            "title,date,issuer,number,recipients,words\n珊瑚移植意见,2024-03-21,远岭县,远政发〔2024〕1号,1,100\n",
        ),
        (
            "groups.csv",
            "name,owner,members,messages,created,last_active\n珊瑚群,远岭县,3,5,2024-01-02,2024-06-29\n",
        ),
        (
            "apps.csv",
            "name,owner,kind,users,active_users,fields\n珊瑚系统,远岭县,系统,10,10,珊瑚种类\n",
        ),
        (
            "inspections.csv",
            "target,inspector,date,target_kind,kind,matters,problems\n远山礁,远岭县,2024-03-22,点位,检查,珊瑚,1\n",
        ),
        (
            "forms.csv",
            "name,requester,frequency,fillers,fields\n珊瑚表,远岭县,每年,远山市,珊瑚种类、水温\n",
        ),
    ];
    let with_branch = |files: &Files| {
        let mut files = files.clone();
        for (name, text) in beside {
            // A ledger that the fixture has not would give the rule columns that it lacks.
            if files.contains_key(name) {
                let lines = text.lines().map(str::to_owned).collect();
                files.insert(name.replace(".csv", "-beside.csv"), lines);
            }
        }
        files
    };
    holds("beside", with_branch, str::to_owned);
}

/// What is claimed on each line: the most that any finding claims.
fn claims(findings: &[Finding], files: &Files) -> BTreeMap<String, f64> {
    let mut claims: BTreeMap<String, f64> = BTreeMap::new();
    for row in findings.iter().flat_map(|finding| &finding.evidence) {
        let line = files[row.file.as_ref()][row.line as usize - 1].clone();
        let most = claims.entry(line).or_default();
        *most = most.max(row.avoidable_hours);
    }
    claims
}

#[test]
fn a_row_less_never_raises_a_claim_on_the_rest() {
    for rule in CATALOGUE {
        let whole = files(&folder(rule.name));
        let findings = audit(rule.name, &whole);
        for (finding, row) in findings
            .iter()
            .flat_map(|finding| finding.evidence.iter().map(move |row| (finding, row)))
        {
            // A row of another finding may stand in for the one that is gone.
            let before = claims(std::slice::from_ref(finding), &whole);
            let mut less = whole.clone();
            let lines = less.get_mut(row.file.as_ref()).unwrap();
            let gone = lines.remove(row.line as usize - 1);
            if lines.len() == 1 {
                continue;
            }
            for (line, hours) in claims(&audit(rule.name, &less), &less) {
                let raised = before.get(&line).is_some_and(|most| hours > most + 1e-6);
                assert!(!raised, "{}: without {gone}: {line} {hours}", rule.name);
            }
        }
    }
}

#[test]
fn twice_the_people_are_twice_the_hours() {
    let configuration = "[cost]\nprep_hours = 0\n";
    for rule in [
        "meeting-repeat",
        "meeting-long",
        "meeting-face-to-face",
        "meeting-yearly-cap",
    ] {
        let once = files(&folder(rule));
        let mut twice = once.clone();
        let lines = twice.get_mut("meetings.csv").unwrap();
        let column = lines[0]
            .split(',')
            .position(|name| name == "attendees")
            .unwrap();
        for line in &mut lines[1..] {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if let Ok(people) = cells[column].parse::<u32>() {
                cells[column] = (people * 2).to_string();
            }
            *line = cells.join(",");
        }
        let hours = |files: &Files| {
            let mut files = files.clone();
            files.insert("jianfu.toml".to_owned(), vec![configuration.to_owned()]);
            let findings = audit(rule, &files);
            findings
                .iter()
                .map(|finding| finding.avoidable_hours)
                .sum::<f64>()
        };
        let (single, double) = (hours(&once), hours(&twice));
        assert!(
            single > 0.0 && (double - 2.0 * single).abs() < 1e-6,
            "{rule}: {single} {double}"
        );
    }
}
