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
