//! Exit codes: 0, 1 by `--fail-on`, 2 for each cause, and no format or closed pipe that changes
//! them.

use std::process::{Command, Stdio};

use crate::command::{Folder, RELAY, county};

fn relay() -> Folder {
    Folder::new().with("meetings.csv", RELAY)
}

#[test]
fn findings_fail_a_run_only_where_asked() {
    let folder = relay();
    folder.run(&["audit", "."]).exits(0);
    folder.run(&["audit", ".", "--fail-on", "high"]).exits(1);
    folder.run(&["audit", ".", "--fail-on", "never"]).exits(0);
    folder
        .run(&["audit", ".", "--fail-on", "low", "--only", "meeting-repeat"])
        .exits(0);
}

#[test]
fn no_format_and_no_cut_changes_the_code() {
    let folder = relay();
    for format in ["table", "csv", "json", "jsonl"] {
        folder
            .run(&["audit", ".", "--fail-on", "high", "--format", format])
            .exits(1);
    }
    folder
        .run(&["audit", ".", "--fail-on", "low", "--top", "1"])
        .exits(1);
    folder
        .run(&["audit", ".", "--fail-on", "low", "--min-severity", "high"])
        .exits(1);
    folder
        .run(&["audit", ".", "--fail-on", "high", "-o", "x.json"])
        .exits(1);
}

#[test]
fn each_cause_of_an_incomplete_run_is_two() {
    let folder = relay()
        .with("bad.toml", "[rules.meeting-relay]\nwindow = 3\n")
        .with("empty/meetings.csv", "")
        .with("none/readme.txt.md", "x")
        .with(
            "reject/meetings.csv",
            format!("{RELAY}坏行,2024-02-30,云州市,1,1\n"),
        );
    folder.run(&["audit"]).exits(2).says(&["required"]);
    folder.run(&["audit", ".", "--no-such-option"]).exits(2);
    folder
        .run(&["audit", ".", "--from", "soon"])
        .exits(2)
        .says(&["--from", "soon"]);
    folder
        .run(&["audit", ".", "--from", "2024-02-01", "--to", "2024-01-01"])
        .exits(2)
        .says(&["--to"]);
    folder
        .run(&["audit", "meetings.csv", "--config", "bad.toml"])
        .exits(2)
        .says(&["line 2", "window_days"]);
    folder
        .run(&["audit", "meetings.csv", "--config", "missing.toml"])
        .exits(2)
        .says(&["missing.toml"]);
    folder
        .run(&["audit", "missing.csv"])
        .exits(2)
        .says(&["missing.csv", "cannot be read"]);
    folder
        .run(&["audit", "empty"])
        .exits(2)
        .says(&["meetings.csv", "is empty"]);
    folder
        .run(&["audit", "none"])
        .exits(2)
        .says(&["none", "no table"]);
    folder
        .run(&["audit", "reject", "--strict"])
        .exits(2)
        .says(&["--strict"]);
    folder
        .run(&["audit", "reject"])
        .exits(0)
        .says(&["meetings.csv:5", "2024-02-30"]);
    folder
        .run(&["audit", "meetings.csv", "--only", "meeting-relai"])
        .exits(2)
        .says(&["meeting-relay"]);
    folder
        .run(&["audit", "meetings.csv", "--unit", "云州县"])
        .exits(2)
        .says(&["云州县", "云州市"]);
    folder
        .run(&["audit", "meetings.csv", "-o", "out.pdf"])
        .exits(2)
        .says(&["out.pdf", ".csv"]);
    folder
        .run(&["audit", "meetings.csv", "-o", "no/such/folder/out.csv"])
        .exits(2)
        .says(&["out.csv"]);
    folder
        .run(&["explain", "meeting-relai"])
        .exits(2)
        .says(&["did you mean", "meeting-relay"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_incomplete_run() {
    let folder = relay();
    folder
        .run(&[
            "audit",
            "meetings.csv",
            "-o",
            "/dev/full",
            "--format",
            "json",
        ])
        .exits(2)
        .says(&["/dev/full"]);
    let file = format!("{}/会议台账.csv", county());
    for arguments in [
        &["audit", &county(), "--format", "json", "-q"][..],
        &["check", &county(), "-q"],
        &["check", "--as-read", &file, "-q"],
    ] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_jianfu"))
            .args(arguments)
            .stdout(full)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
    for option in ["-o/dev/full", "--write-config=/dev/full"] {
        folder
            .run(&["check", "meetings.csv", option])
            .exits(2)
            .says(&["/dev/full"]);
    }
}

#[test]
fn a_closed_pipe_ends_quietly_with_the_code_earned() {
    let county = county();
    let file = format!("{county}/会议台账.csv");
    let audit = ["audit", &county, "--format", "json", "--quiet", "--fail-on"];
    for (arguments, code) in [
        ([&audit[..], &["never"]].concat(), 0),
        ([&audit[..], &["high"]].concat(), 1),
        (vec!["check", &county, "--quiet"], 0),
        (vec!["check", "--as-read", &file, "--quiet"], 0),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_jianfu"))
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn a_failed_run_leaves_the_old_report() {
    let folder = relay().with("out.csv", "old");
    folder
        .run(&["audit", "missing.csv", "-o", "out.csv"])
        .exits(2);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("out.csv")).unwrap(),
        "old"
    );
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2);
}

#[test]
fn skipped_rules_are_said_with_the_column_they_miss() {
    let folder = Folder::new().with("groups.csv", "name,owner,members\n防汛工作群,云州市,20\n");
    let run = folder
        .run(&["audit", ".", "--format", "json", "--lang", "en"])
        .exits(0);
    let report = run.json();
    let idle = report["rules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|rule| rule["rule"] == "group-idle")
        .unwrap();
    assert_eq!(idle["state"], "skipped");
    assert_eq!(idle["why"], "groups: no column last_active");
    run.says(&["Skipped, groups: no column last_active: group-idle"]);
}

#[test]
fn quiet_is_quiet_and_results_stay_on_standard_output() {
    let run = relay()
        .run(&["audit", ".", "--format", "csv", "--quiet"])
        .exits(0);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.starts_with("rank,"));
}
