//! `jianfu show`: one finding whole, by its id or its rank, with its rows as they stand in the file.

use crate::command::{Folder, RELAY};

fn relay() -> Folder {
    Folder::new().with("meetings.csv", RELAY)
}

fn id(folder: &Folder) -> String {
    let run = folder
        .run(&["audit", ".", "--format", "json", "-q"])
        .exits(0);
    run.json()["findings"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_finding_is_shown_whole_by_id_by_its_beginning_and_by_rank() {
    let folder = relay();
    let id = id(&folder);
    let of = |finding: &str| {
        folder
            .run(&["show", finding, ".", "--lang", "en"])
            .exits(0)
            .stdout
    };
    let whole = of(&id);
    for part in [
        id.as_str(),
        "Cascade",
        "3 layers, 5 days from top to bottom, 3 rows, 190 people",
        "Why these rows are one matter",
        "云岭县 (",
        "own unit",
        "防汛",
        // The second row as it stands in the file.
        "meetings.csv:3",
        "云州市云岭县防汛工作会议",
        "2024-05-08",
        "2小时",
    ] {
        assert!(whole.contains(part), "no {part:?} in:\n{whole}");
    }
    assert_eq!(of(&id[..id.len() - 3]), whole);
    assert_eq!(of("1"), whole);
    assert_eq!(of("#1"), whole);
}

#[test]
fn it_is_shown_in_chinese() {
    let run = relay().run(&["show", "1", ".", "--lang", "zh"]).exits(0);
    for part in ["3层", "防汛", "本单位"] {
        assert!(run.stdout.contains(part), "no {part:?} in:\n{}", run.stdout);
    }
}

#[test]
fn what_is_not_there_is_said() {
    let folder = relay();
    let of = |finding: &str| folder.run(&["show", finding, ".", "--lang", "en"]).exits(2);
    of("7").says(&["7", "1"]);
    of("meeting-relay-000000000000").says(&["meeting-relay-000000000000"]);
    of("no-such-rule-12").says(&["no-such-rule-12"]);
    // A rule that was skipped has no findings to show.
    of("group-idle-12").says(&["group"]);
}

#[test]
fn an_id_that_several_begin_with_is_refused() {
    let second = "title,date,organizer,duration,attendees\n\
                  全市反诈工作会议,2024-05-06,云州市,2小时,100\n\
                  云州市云岭县反诈工作会议,2024-05-08,云州市云岭县,2小时,60\n";
    let folder = relay().with("meetings2.csv", second);
    let run = folder.run(&["show", "meeting-relay", ".", "--lang", "en"]);
    run.exits(2).says(&["meeting-relay", "2"]);
}

#[test]
fn the_arithmetic_can_be_redone_on_paper() {
    let run = relay()
        .run(&["show", "meeting-relay", ".", "--lang", "en"])
        .exits(0);
    for line in [
        "[1] 100 × (2 h + 0 h) + 2 h = 202.00 h; nothing claimed",
        "[2] 60 × (2 h + 0 h) + 2 h = 122.00 h; claimed 60 × (2 h + 0 h − 0.333 h) + 2 h + 0 h = 102.00 h",
        "Sum: 356.00 h, claimed 124.00 h",
    ] {
        let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(line), "no {line:?} in:\n{}", run.stdout);
    }
}

/// What a rule writes out as the working of a claim comes to the claim, over its fixture.
#[test]
fn workings_come_to_what_is_claimed() {
    let mut rules = 0;
    for rule in jianfu::rules::CATALOGUE {
        let folder = crate::rule_fixtures::folder(rule.name);
        let (region, enabled) = crate::rule_fixtures::region(rule.name, &folder);
        let mut any = false;
        for row in crate::rule_fixtures::found(rule.name, &folder)
            .iter()
            .flat_map(|finding| &finding.evidence)
        {
            let claimed = row.avoidable_hours;
            // A row that is claimed whole, or not at all, needs no working.
            if claimed <= 0.0 || (claimed - row.burden_hours).abs() < 1e-9 {
                continue;
            }
            if let Some(working) = enabled.check.working(&region, row.row) {
                any = true;
                let value = evaluated(&working.replace('−', "-"));
                let near = 0.002 * claimed.max(1.0);
                assert!(
                    (value - claimed).abs() < near,
                    "{}: {working} is not {claimed}",
                    rule.name
                );
            }
        }
        rules += usize::from(any);
    }
    assert!(rules >= 18, "{rules}");
}

/// The sums of every ledger come to the hours that the audit counts.
#[test]
fn sums_come_to_the_hours_of_the_audit() {
    let county = crate::command::county();
    let folder = Folder::new();
    let report = folder
        .run(&["audit", &county, "--format", "json"])
        .exits(0)
        .json();
    let findings = report["findings"].as_array().unwrap();
    let mut ledgers = std::collections::BTreeSet::new();
    for finding in findings {
        let ledger = finding["ledger"].as_str().unwrap();
        if ledger == "surveys" || !ledgers.insert(ledger.to_owned()) {
            continue;
        }
        let id = finding["id"].as_str().unwrap();
        let run = folder.run(&["show", id, &county, "--lang", "en"]).exits(0);
        let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        for (place, row) in (1..).zip(finding["evidence"].as_array().unwrap()) {
            let from = flat.find(&format!("[{place}] ")).unwrap();
            let said = flat[from..].split(" = ").next().unwrap();
            let sum = said.split_once("] ").unwrap().1.replace('*', "");
            let hours = row["burden_hours"].as_f64().unwrap();
            assert!(
                (evaluated(&sum) - hours).abs() < 0.01 * hours.max(1.0),
                "{sum} is not {hours}"
            );
        }
    }
    assert_eq!(ledgers.len(), 6);
}

/// The value of a sum such as `12 × (1.5 h + 1 h) + 2 h`.
fn evaluated(sum: &str) -> f64 {
    let words = sum.replace(['(', ')'], " ").len();
    let mut tokens: Vec<String> = Vec::with_capacity(words);
    for part in sum
        .replace('(', " ( ")
        .replace(')', " ) ")
        .split_whitespace()
    {
        if !["h", "s", "min"].contains(&part) {
            tokens.push(part.replace(',', ""));
        }
    }
    let mut at = 0;
    added(&tokens, &mut at)
}

fn added(tokens: &[String], at: &mut usize) -> f64 {
    let mut value = multiplied(tokens, at);
    while let Some(sign @ ("+" | "-")) = tokens.get(*at).map(String::as_str) {
        *at += 1;
        let next = multiplied(tokens, at);
        value += if sign == "+" { next } else { -next };
    }
    value
}

fn multiplied(tokens: &[String], at: &mut usize) -> f64 {
    let mut value = single(tokens, at);
    while let Some(sign @ ("×" | "÷")) = tokens.get(*at).map(String::as_str) {
        *at += 1;
        let next = single(tokens, at);
        value = if sign == "×" {
            value * next
        } else {
            value / next
        };
    }
    value
}

fn single(tokens: &[String], at: &mut usize) -> f64 {
    *at += 1;
    if tokens[*at - 1] == "(" {
        let value = added(tokens, at);
        *at += 1;
        return value;
    }
    tokens[*at - 1]
        .parse()
        .unwrap_or_else(|_| panic!("{tokens:?}"))
}
