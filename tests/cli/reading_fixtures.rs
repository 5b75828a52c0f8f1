//! Every habit, encoding, dialect and container of real exports, one folder each under
//! `fixtures/reading`: the files as an office hands them over, and `expect.json` with what became
//! of every column and record.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::command::{Folder, project};

/// An account without what is only wording.
fn trimmed(file: &Value) -> Value {
    let columns: Vec<String> = list(file, "columns")
        .iter()
        .filter(|column| column["field"].is_string())
        .map(|column| format!("{} → {}", text(column, "column"), text(column, "field")))
        .collect();
    let notices = |key: &str| -> Vec<String> {
        list(file, key)
            .iter()
            .map(|notice| {
                let (column, value) = (text(notice, "column"), text(notice, "value"));
                format!("{} {column} “{value}”", notice["line"])
            })
            .collect()
    };
    let skipped: Vec<String> = list(file, "skipped")
        .iter()
        .map(|skipped| format!("{} {}", skipped["line"], text(skipped, "why")))
        .collect();
    let rejected = notices("rejected");
    let sum = file["accepted"].as_u64().unwrap() + (rejected.len() + skipped.len()) as u64;
    assert_eq!(file["records"], sum, "not every record is accounted for");
    json!({
        "file": file["file"],
        "ledger": file["ledger"],
        "encoding": file["encoding"],
        "delimiter": file["delimiter"],
        "header_line": file["header_line"],
        "columns": columns,
        "records": file["records"],
        "accepted": file["accepted"],
        "filled": file["filled"],
        "rejected": rejected,
        "warnings": notices("warnings"),
        "skipped": skipped,
    })
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

#[test]
fn every_habit_is_accounted_for_to_the_line() {
    let folder = Folder::new();
    let cases: BTreeMap<String, _> = fs::read_dir(project("fixtures/reading"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    assert!(cases.len() > 30);
    let mut faults = Vec::new();
    for (case, path) in cases {
        let expected: Value =
            serde_json::from_slice(&fs::read(path.join("expect.json")).unwrap()).unwrap();
        let path = path.to_string_lossy();
        let run = folder.run(&["check", &path, "--format", "json", "--lang", "en"]);
        let report = run.exits(0).json();
        let mut files: Vec<Value> = list(&report, "files").iter().map(trimmed).collect();
        // The order of the files is that of their names.
        files.sort_by_key(|file| text(file, "file").to_owned());
        let found = json!({"files": files, "passed_over": passed_over(&report)});
        if found != expected {
            let found = serde_json::to_string_pretty(&found).unwrap();
            faults.push(format!("{case}: found {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn passed_over(report: &Value) -> Vec<&str> {
    let names = list(report, "passed_over").iter();
    names
        .map(|name| name.as_str().unwrap())
        .filter(|name| *name != "expect.json")
        .collect()
}
