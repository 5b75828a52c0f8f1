//! What a terminal and a batch see: findings summed up, logs for programs, completions and man pages,
//! and what was perhaps meant.

use crate::command::{Folder, RELAY, county};

#[test]
fn findings_are_summed_up_by_what_is_asked_for() {
    let folder = Folder::new();
    for (key, words) in [
        ("unit", "云岭县"),
        ("rule", "meeting-relay"),
        ("ledger", "meetings"),
        ("bearer", "青山镇"),
    ] {
        let out = folder
            .run(&["audit", &county(), "-q", "--group-by", key])
            .exits(0)
            .stdout;
        assert!(
            out.contains(words) && !out.contains("app-coercive · "),
            "{key}: {out}"
        );
        let json = folder
            .run(&[
                "audit",
                &county(),
                "-q",
                "--group-by",
                key,
                "--format",
                "json",
            ])
            .exits(0)
            .json();
        let groups = json["groups"].as_array().unwrap();
        let all: u64 = groups
            .iter()
            .map(|group| group["findings"].as_u64().unwrap())
            .sum();
        assert_eq!(
            all as usize,
            json["findings"].as_array().unwrap().len(),
            "{key}"
        );
    }
}

#[test]
fn logs_are_objects_with_a_code_where_that_is_asked_for() {
    let folder = Folder::new().with("meetings.csv", format!("{RELAY}x,someday,y,1,1\n"));
    let run = folder
        .run(&["audit", ".", "--log-format", "json", "--format", "json"])
        .exits(0);
    let lines: Vec<serde_json::Value> = run
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let codes: Vec<&str> = lines
        .iter()
        .map(|line| line["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"reading-doubts") && codes.contains(&"notice-rejected"),
        "{codes:?}"
    );
    let run = folder
        .run(&["audit", "nowhere", "--log-format", "json"])
        .exits(2);
    let line: serde_json::Value = serde_json::from_str(run.stderr.lines().next().unwrap()).unwrap();
    assert_eq!(
        (line["level"].as_str(), line["code"].as_str()),
        (Some("error"), Some("file-missing"))
    );
}

#[test]
fn what_was_perhaps_meant_is_said() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    folder
        .run(&["audit", "meeting.csv"])
        .exits(2)
        .says(&["did you mean “meetings.csv”"]);
    folder
        .run(&["audit", ".", "--only", "meeting-realy"])
        .exits(2)
        .says(&["meeting-relay"]);
    folder
        .run(&["audit", ".", "--unit", "云州县"])
        .exits(2)
        .says(&["云州市"]);
}

#[test]
fn completions_and_man_pages_come_from_the_command_line() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = folder.run(&["completions", shell]).exits(0).stdout;
        assert!(
            out.contains("jianfu") && out.contains("baseline"),
            "{shell}"
        );
    }
    assert!(folder.run(&["man"]).exits(0).stdout.starts_with(".ie"));
    folder.run(&["man", "pages"]).exits(0);
    for page in [
        "jianfu.1",
        "jianfu-audit.1",
        "jianfu-compare.1",
        "jianfu-plan.1",
        "jianfu-demo.1",
    ] {
        assert!(folder.path().join("pages").join(page).is_file(), "{page}");
    }
}

#[test]
fn no_progress_is_shown_where_nobody_looks() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let run = folder.run(&["audit", ".", "--format", "json"]).exits(0);
    assert!(
        !run.stderr.contains('\r') && !run.stderr.contains('['),
        "{}",
        run.stderr
    );
}
