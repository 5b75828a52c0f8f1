//! Headers that no list holds, each with the field that a person would take it for: how many are
//! read rightly, wrongly, or left open. What is learned is learned from one set and measured on
//! the other.

use std::fs;
use std::path::Path;

use jianfu::ledger::read::discover::Input;
use jianfu::ledger::read::load;
use jianfu::ledger::read::mapping::TableSettings;
use jianfu::ledger::read::source::Source;
use serde_json::Value;

use crate::command::project;

#[derive(Debug, Default)]
struct Score {
    columns: usize,
    right: usize,
    wrong: usize,
}

/// What a field is called in the expectations: a column for one demand is `demands`, one that mixes
/// fields is any of them.
fn may_be(field: &str, expected: &Value) -> bool {
    let field = field.split_once(':').map_or(field, |(field, _)| field);
    let names = |name: &str| field.split('|').any(|one| one == name);
    match expected {
        Value::Array(several) => several.iter().filter_map(Value::as_str).any(names),
        one => one.as_str().is_some_and(names),
    }
}

fn may_stay_open(expected: &Value) -> bool {
    match expected {
        Value::Array(several) => several.iter().any(Value::is_null),
        one => one.is_null(),
    }
}

fn add_table(path: &Path, score: &mut Score) {
    let text = fs::read_to_string(path.with_extension("json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let input = Input {
        source: Source::Bytes(fs::read(path).unwrap().into()),
        file: "table.csv".to_owned(),
        forced: None,
        by_name: None,
    };
    let loaded = load(&[input], &TableSettings::default()).unwrap();
    let account = loaded.accounts.first();
    let is_ledger = account
        .is_some_and(|account| account.ledger.name() == expected["ledger"].as_str().unwrap());
    for (position, column) in expected["columns"].as_array().unwrap().iter().enumerate() {
        let field = account
            .and_then(|account| account.columns.get(position))
            .and_then(|column| column.field.as_deref());
        let is_counted = !may_stay_open(&column["field"]);
        score.columns += usize::from(is_counted);
        match field {
            None => {}
            Some(field) if is_ledger && may_be(field, &column["field"]) => {
                score.right += usize::from(is_counted);
            }
            Some(_) => score.wrong += 1,
        }
    }
}

fn score(set: &str) -> Score {
    let folder = project(&format!("fixtures/headers/{set}"));
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .collect();
    files.sort();
    let mut score = Score::default();
    for file in &files {
        add_table(file, &mut score);
    }
    assert!(files.len() > 20 && score.columns > 300, "{set}: {score:?}");
    score
}

#[test]
fn headers_that_were_learned_are_read_and_hardly_any_wrongly() {
    let score = score("tuning");
    assert!(score.right * 100 >= score.columns * 76, "{score:?}");
    assert!(score.wrong * 200 < score.columns, "{score:?}");
}

#[test]
fn headers_of_ordinary_offices_are_read() {
    let score = score("offices");
    assert!(score.right * 100 >= score.columns * 85, "{score:?}");
    assert!(score.wrong * 100 < score.columns, "{score:?}");
}

#[test]
fn headers_that_nobody_looked_at_stay_open_rather_than_wrong() {
    let score = score("measuring");
    assert!(score.right * 100 >= score.columns * 17, "{score:?}");
    assert!(score.wrong * 50 < score.columns, "{score:?}");
}
