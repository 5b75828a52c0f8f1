//! The surface that other programs rely on: the keys and arithmetic of JSON, the columns of CSV,
//! the same bytes in every run, standard output and error kept apart.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::command::{Folder, RELAY, county};

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap()
}

#[test]
fn json_has_the_documented_keys() {
    let run = Folder::new()
        .run(&["audit", &county(), "--format", "json", "--lang", "en"])
        .exits(0);
    let report = run.json();
    for key in [
        "schema", "tool", "period", "inputs", "rules", "burden", "findings",
    ] {
        assert!(!report[key].is_null(), "{key}");
    }
    assert_eq!(report["schema"], 1);
    assert_eq!(report["tool"]["name"], "jianfu");
    for key in ["file", "ledger", "encoding", "rows", "accepted", "rejected"] {
        assert!(!report["inputs"][0][key].is_null(), "{key}");
    }
    for key in [
        "hours",
        "avoidable_hours",
        "cadres",
        "hours_per_cadre_month",
        "by_ledger",
        "by_imposer",
        "by_bearer",
    ] {
        assert!(!report["burden"][key].is_null(), "{key}");
    }
    for finding in report["findings"].as_array().unwrap() {
        for key in [
            "rank",
            "id",
            "rule",
            "ledger",
            "severity",
            "confidence",
            "units",
            "bearers",
            "subject",
            "message",
            "remedy",
            "burden_hours",
            "avoidable_hours",
            "expected_hours",
            "status",
            "evidence",
        ] {
            assert!(!finding[key].is_null(), "{key}");
        }
        let evidence = &finding["evidence"][0];
        if finding["pain_point"].is_string() {
            assert!(evidence.is_null() && finding["rows"].as_u64() >= Some(5));
            continue;
        }
        assert_eq!(
            keys(evidence),
            [
                "avoidable_hours",
                "burden_hours",
                "file",
                "id",
                "ledger",
                "line"
            ]
        );
    }
}

#[test]
fn findings_add_up_and_are_in_order() {
    let report = Folder::new()
        .run(&["audit", &county(), "--format", "json"])
        .exits(0)
        .json();
    let findings = report["findings"].as_array().unwrap();
    let mut claimed: BTreeMap<(String, u64), f64> = BTreeMap::new();
    let mut last = f64::INFINITY;
    for (position, finding) in findings.iter().enumerate() {
        assert_eq!(finding["rank"], position + 1);
        let (expected, avoidable) = (
            number(finding, "expected_hours"),
            number(finding, "avoidable_hours"),
        );
        assert!(expected <= last);
        last = expected;
        assert!((expected - avoidable * number(finding, "confidence")).abs() < 1e-3);
        let (mut sum, mut burden) = (0.0, 0.0);
        for row in finding["evidence"].as_array().unwrap() {
            let hours = number(row, "avoidable_hours");
            assert!(hours <= number(row, "burden_hours"));
            sum += hours;
            burden += number(row, "burden_hours");
            let place = (
                row["file"].as_str().unwrap().to_owned(),
                row["line"].as_u64().unwrap(),
            );
            let known = claimed.entry(place).or_default();
            *known = known.max(hours);
        }
        assert!((sum - avoidable).abs() < 1e-2, "{}", finding["id"]);
        assert!((burden - number(finding, "burden_hours")).abs() < 1e-2);
    }
    // No hour counts twice: each row counts at its largest claim.
    let once: f64 = claimed.values().sum();
    let burden = &report["burden"];
    assert!(
        (once - number(burden, "avoidable_hours")).abs() < 0.1,
        "{once}"
    );
    for parts in ["by_ledger", "by_imposer", "by_bearer"] {
        for key in ["hours", "avoidable_hours"] {
            let sum: f64 = burden[parts]
                .as_array()
                .unwrap()
                .iter()
                .map(|part| number(part, key))
                .sum();
            assert!(
                (sum - number(burden, key)).abs() < 0.1,
                "{parts} {key}: {sum}"
            );
        }
    }
}

#[test]
fn what_is_planted_in_the_county_is_found_and_nothing_beside_it() {
    let report = Folder::new()
        .run(&["audit", &county(), "--format", "json"])
        .exits(0)
        .json();
    let found: BTreeMap<&str, u64> = report["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| {
            (
                rule["rule"].as_str().unwrap(),
                rule["findings"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(found.len(), 50);
    // What examples/county/README.md says is planted.
    let planted = [
        ("app-coercive", 3),
        ("app-redundant", 1),
        ("document-relay", 4),
        ("group-idle", 8),
        ("group-redundant", 3),
        ("inspection-repeat", 4),
        ("meeting-long", 2),
        ("meeting-relay", 6),
        ("meeting-repeat", 3),
        ("visit-crowding", 2),
    ];
    for (rule, findings) in planted {
        assert_eq!(found[rule], findings, "{rule}");
    }
}

#[test]
fn a_cascade_names_who_passed_what_on() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let report = folder
        .run(&[
            "meetings",
            "meetings.csv",
            "--only",
            "meeting-relay",
            "--format",
            "json",
        ])
        .exits(0)
        .json();
    let cascade = report["findings"][0]["cascade"].as_array().unwrap();
    let steps: Vec<(&str, Option<u64>)> = cascade
        .iter()
        .map(|node| (node["level"].as_str().unwrap(), node["above"].as_u64()))
        .collect();
    assert_eq!(
        steps,
        [("city", None), ("county", Some(0)), ("township", Some(1))]
    );
    assert_eq!(cascade[2]["date"], "2024-05-10");
}

#[test]
fn ids_survive_a_new_order_of_rows() {
    let mut lines: Vec<&str> = RELAY.lines().collect();
    let ids = |text: String| {
        let folder = Folder::new().with("meetings.csv", text);
        let report = folder
            .run(&["audit", ".", "--format", "json"])
            .exits(0)
            .json();
        let findings = report["findings"].as_array().unwrap().clone();
        findings
            .iter()
            .map(|finding| finding["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = ids(lines.join("\n"));
    lines[1..].reverse();
    assert!(!before.is_empty());
    assert_eq!(ids(lines.join("\n")), before);
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let folder = Folder::new();
    for format in ["json", "csv", "jsonl", "table"] {
        let run = |threads: &str| {
            let variables = [
                ("RAYON_NUM_THREADS", threads),
                ("POLARS_MAX_THREADS", threads),
                ("COLUMNS", "100"),
            ];
            folder
                .run_with(&["audit", &county(), "--format", format], &variables, b"")
                .exits(0)
                .stdout
        };
        let first = run("1");
        assert_eq!(run("1"), first, "{format}");
        assert_eq!(run("2"), first, "{format}");
        assert_eq!(run("5"), first, "{format}");
    }
}

#[test]
fn csv_has_the_documented_header_and_one_line_a_finding() {
    let folder = Folder::new();
    let out = folder
        .run(&["audit", &county(), "--format", "csv"])
        .exits(0)
        .stdout;
    let header = "rank,id,rule,severity,confidence,ledger,units,bearers,subject,message,remedy,burden_hours,\
                  avoidable_hours,expected_hours,status,rows,evidence";
    assert_eq!(out.lines().next(), Some(header));
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(records.len() > 100);
    for record in &records {
        assert!(record[13].parse::<f64>().is_ok());
        let of_people = &record[5] == "surveys";
        assert_eq!(record[16].is_empty(), of_people, "{record:?}");
    }
    folder.run(&["audit", &county(), "-o", "out.csv"]).exits(0);
    let written = std::fs::read(folder.path().join("out.csv")).unwrap();
    assert_eq!(&written[..3], b"\xef\xbb\xbf");
    assert_eq!(&written[3..], out.as_bytes());
}

#[test]
fn json_lines_are_the_findings_of_json() {
    let folder = Folder::new();
    let lines = folder
        .run(&["audit", &county(), "--format", "jsonl"])
        .exits(0)
        .stdout;
    let report = folder
        .run(&["audit", &county(), "--format", "json"])
        .exits(0)
        .json();
    let findings: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(&Value::from(findings), &report["findings"]);
}

#[test]
fn one_ledger_is_read_from_standard_input() {
    let run = Folder::new()
        .run_with(
            &["meetings", "-", "--format", "json"],
            &[],
            RELAY.as_bytes(),
        )
        .exits(0);
    let report = run.json();
    assert_eq!(report["inputs"][0]["file"], "-");
    assert_eq!(report["inputs"][0]["accepted"], 3);
    assert_eq!(report["findings"][0]["evidence"][0]["line"], 2);
}

#[test]
fn the_period_leaves_rows_out_and_says_so() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let run = folder
        .run(&[
            "audit",
            ".",
            "--from",
            "2024-05-07",
            "--to",
            "2024-06-30",
            "--format",
            "json",
        ])
        .exits(0);
    assert!(
        run.stderr.contains("one row lies outside the period"),
        "{}",
        run.stderr
    );
    let report = run.json();
    assert_eq!(report["period"]["from"], "2024-05-07");
    assert_eq!(report["period"]["as_of"], "2024-06-30");
    assert_eq!(
        report["findings"][0]["evidence"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn a_unit_narrows_findings_and_totals_to_its_branch() {
    let whole = Folder::new()
        .run(&["audit", &county(), "--format", "json"])
        .exits(0)
        .json();
    let part = Folder::new()
        .run(&["audit", &county(), "--format", "json", "--unit", "柳河镇"])
        .exits(0)
        .json();
    assert!(number(&part["burden"], "hours") < number(&whole["burden"], "hours") / 2.0);
    let findings = part["findings"].as_array().unwrap();
    assert!(!findings.is_empty() && findings.len() < whole["findings"].as_array().unwrap().len());
    for finding in findings {
        let names = format!("{} {}", finding["units"], finding["bearers"]);
        assert!(
            names.contains("柳河镇")
                || names.contains("新桥村")
                || finding["pain_point"].is_string()
                || finding["evidence"].as_array().unwrap().len() > 1,
            "{names}"
        );
    }
}

#[test]
fn a_department_is_narrowed_to_itself_not_to_the_place_it_serves() {
    let unit = |name: &str| {
        let run = Folder::new().run(&["audit", &county(), "--format", "json", "--unit", name]);
        run.exits(0).json()
    };
    let (county, department) = (unit("云岭县"), unit("云岭县水务局"));
    let hours = |report: &Value| number(&report["burden"], "hours");
    assert!(hours(&department) > 0.0 && hours(&department) < hours(&county) / 4.0);
    let mut own = 0;
    for finding in department["findings"].as_array().unwrap() {
        let names = format!("{} {}", finding["units"], finding["bearers"]);
        // What the questionnaire says of the region stands beside; and a finding of several rows names
        // only those of its units that something is claimed of.
        let besides =
            finding["pain_point"].is_string() || finding["evidence"].as_array().unwrap().len() > 1;
        assert!(names.contains("云岭县水务局") || besides, "{names}");
        own += 1;
    }
    assert!(own > 0);
}

#[test]
fn one_ledger_of_a_folder_is_audited_with_its_tree_of_units() {
    let run = Folder::new()
        .run(&["groups", &county(), "--format", "json"])
        .exits(0);
    let report = run.json();
    let ledgers: Vec<&str> = report["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["ledger"].as_str().unwrap())
        .collect();
    assert_eq!(ledgers, ["units", "groups"]);
    assert!(
        report["rules"]
            .as_array()
            .unwrap()
            .iter()
            .all(|rule| rule["rule"].as_str().unwrap().contains("group-"))
    );
}

#[test]
fn today_is_the_last_day_on_which_anything_happened() {
    let folder = Folder::new().with("meetings.csv", RELAY).with(
        "groups.csv",
        "name,owner,members,last_active\n防汛群,云州市,20,2024-06-30\n旧群,云州市,20,2024-04-30\n",
    );
    let report = folder
        .run(&["audit", ".", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(report["period"]["to"], "2024-05-10");
    assert_eq!(report["period"]["as_of"], "2024-06-30");
    let idle = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "group-idle");
    assert_eq!(idle.count(), 1);
}
