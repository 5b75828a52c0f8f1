//! What reading does with bytes: every encoding and delimiter to the same rows, each fault with
//! its place, and every record accounted for.

use encoding_rs::GB18030;
use serde_json::Value;

use crate::command::{Folder, RELAY};

fn check(folder: &Folder) -> Value {
    folder
        .run(&["check", ".", "--format", "json", "--lang", "en"])
        .json()
}

fn findings(folder: &Folder) -> Value {
    folder
        .run(&["audit", ".", "--format", "json"])
        .exits(0)
        .json()["findings"]
        .clone()
}

fn adds_up(file: &Value) -> u64 {
    let count = |key: &str| file[key].as_array().unwrap().len() as u64;
    let sum = file["accepted"].as_u64().unwrap() + count("rejected") + count("skipped");
    assert_eq!(sum, file["records"].as_u64().unwrap(), "{file}");
    sum
}

#[test]
fn every_encoding_and_delimiter_loads_to_the_same_findings() {
    let expected = findings(&Folder::new().with("meetings.csv", RELAY));
    assert_eq!(expected.as_array().unwrap().len(), 1);
    let wide = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        let units = RELAY.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    let variants: [(Vec<u8>, &str, &str); 9] = [
        ([b"\xef\xbb\xbf", RELAY.as_bytes()].concat(), "utf-8", ","),
        (GB18030.encode(RELAY).0.into_owned(), "gb18030", ","),
        (wide(u16::to_le_bytes, b"\xff\xfe"), "utf-16le", ","),
        (wide(u16::to_be_bytes, b"\xfe\xff"), "utf-16be", ","),
        (wide(u16::to_le_bytes, b""), "utf-16le", ","),
        (RELAY.replace(',', "\t").into_bytes(), "utf-8", "\t"),
        (RELAY.replace(',', ";").into_bytes(), "utf-8", ";"),
        (RELAY.replace('\n', "\r\n").into_bytes(), "utf-8", ","),
        (RELAY.replace('\n', "\r").into_bytes(), "utf-8", ","),
    ];
    for (bytes, encoding, delimiter) in variants {
        let folder = Folder::new().with("meetings.csv", bytes);
        assert_eq!(findings(&folder), expected, "{encoding} {delimiter:?}");
        let file = &check(&folder)["files"][0];
        assert_eq!(
            (file["encoding"].as_str(), file["delimiter"].as_str()),
            (Some(encoding), Some(delimiter))
        );
        assert_eq!(adds_up(file), 3);
    }
}

#[test]
fn each_fault_has_its_line_column_value_and_reason() {
    let mut text =
        b"\xe5\x8f\xb0\xe8\xb4\xa6\n\ntitle,date,organizer,duration,attendees,note\n".to_vec();
    for line in [
        "会,2024-02-30,云州市,1小时,10,\n".as_bytes(),
        "\"两\n行\",待定,云州市,1小时,10,\n".as_bytes(),
        ",2024-03-05,云州市,1小时,10,\n".as_bytes(),
        "会甲,2024-03-05,云州市,-30,10,\n".as_bytes(),
        b"\xff\xfe\xff,2024-03-05,x,1,10,\n",
        "会乙,2024-03-05,云\0州市,1小时,10,\n".as_bytes(),
        "会丙,2024-03-05,云州市,1小时,10,,多出\n".as_bytes(),
        "会丁,2024-03-05,云州市\n".as_bytes(),
        ",,,,,\n\n".as_bytes(),
        "会丁,2024年3月5日,云州市\n".as_bytes(),
    ] {
        text.extend_from_slice(line);
    }
    let folder = Folder::new().with("meetings.csv", text);
    let report = check(&folder);
    let file = &report["files"][0];
    assert_eq!(file["header_line"], 3);
    assert_eq!(adds_up(file), 11);
    let places = |key: &str| {
        let notices = file[key].as_array().unwrap().iter();
        notices
            .map(|notice| {
                let text = |key: &str| {
                    notice[key]
                        .as_str()
                        .unwrap()
                        .split([';', ','])
                        .next()
                        .unwrap()
                        .to_owned()
                };
                (
                    notice["line"].as_u64().unwrap(),
                    text("column"),
                    text("value"),
                    text("reason"),
                )
            })
            .collect::<Vec<_>>()
    };
    let owned = |line, column: &str, value: &str, reason: &str| {
        (line, column.to_owned(), value.to_owned(), reason.to_owned())
    };
    assert_eq!(
        places("rejected"),
        [
            owned(4, "date", "2024-02-30", "no calendar has this day"),
            owned(5, "date", "待定", "not a date"),
            owned(7, "title", "", "a required value is missing"),
            owned(
                9,
                "title",
                "\u{fffd}\u{fffd}\u{fffd}",
                "bytes that are no text in the file's encoding"
            ),
            owned(10, "organizer", "云\0州市", "a NUL byte"),
            owned(11, "", "多出", "more cells than the header has columns"),
        ]
    );
    assert_eq!(
        places("warnings"),
        [
            owned(8, "duration", "-30", "below zero"),
            owned(12, "", "", "fewer cells than the header has columns"),
            owned(15, "", "", "fewer cells than the header has columns"),
        ]
    );
    let skipped: Vec<(u64, &str)> = file["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|skip| {
            (
                skip["line"].as_u64().unwrap(),
                skip["why"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(skipped, [(13, "blank"), (14, "blank"), (15, "duplicate")]);
}

#[test]
fn a_line_of_two_hundred_megabytes_is_rejected_and_the_rest_is_read() {
    let mut text = RELAY.as_bytes().to_vec();
    text.extend(std::iter::repeat_n(b'x', 200 << 20));
    text.extend_from_slice("\n会,2024-05-11,云州市,1小时,10\n".as_bytes());
    let folder = Folder::new().with("meetings.csv", text);
    let report = check(&folder);
    let file = &report["files"][0];
    assert_eq!(adds_up(file), 5);
    assert_eq!(file["rejected"][0]["line"], 5);
    assert!(
        file["rejected"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("16 MiB")
    );
}

#[test]
fn a_file_that_cannot_be_used_is_named_with_what_to_do() {
    for (content, words) in [
        ("", &["meetings.csv", "empty"][..]),
        (
            "title,date\n会,2024-03-05\n",
            &["missing", "organizer", "主办单位", "jianfu.toml"],
        ),
        ("title,date,date,organizer\n", &["date", "both mean"]),
        ("甲,乙\n1,2\n", &["meetings.csv", "missing"]),
    ] {
        let folder = Folder::new().with("meetings.csv", content);
        folder
            .run(&["audit", ".", "--lang", "en"])
            .exits(2)
            .says(words);
        folder
            .run(&["check", ".", "--lang", "en"])
            .exits(2)
            .says(words);
    }
    let folder = Folder::new().with("meetings.csv", "title,date,organizer\n");
    folder
        .run(&["audit", "."])
        .exits(0)
        .says(&["no rows below"]);
    let folder = Folder::new().with("其他.csv", "甲,乙\n1,2\n");
    folder
        .run(&["audit", "."])
        .exits(2)
        .says(&["fits no ledger"]);
}

#[test]
fn headers_are_mapped_by_the_configuration() {
    let folder = Folder::new()
        .with("台账.csv", "题名,何时,谁办\n会,2024-03-05,云州市\n")
        .with(
            "jianfu.toml",
            "[ledgers.meetings]\nfiles = [\"台账*.csv\"]\n[ledgers.meetings.columns]\n\"题名\" = \"title\"\n\"何时\" = \"date\"\n\"谁办\" = \"organizer\"\n",
        );
    let file = &check(&folder)["files"][0];
    assert_eq!(
        (file["ledger"].as_str(), file["accepted"].as_u64()),
        (Some("meetings"), Some(1))
    );
    let folder = folder.with(
        "jianfu.toml",
        "[ledgers.meetings.columns]\n\"题名\" = \"titel\"\n",
    );
    folder
        .run(&["check", "."])
        .exits(2)
        .says(&["titel", "title"]);
}

#[test]
fn rows_that_stand_twice_count_once() {
    let folder = Folder::new()
        .with("meetings1.csv", RELAY)
        .with("meetings2.csv", RELAY);
    let report = check(&folder);
    assert_eq!(report["files"][0]["accepted"], 3);
    assert_eq!(report["files"][1]["accepted"], 0);
    assert_eq!(report["files"][1]["skipped"].as_array().unwrap().len(), 3);
    assert_eq!(adds_up(&report["files"][1]), 3);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let link = folder.path().join("documents.csv");
    std::os::unix::fs::symlink("/no/such/file", link).unwrap();
    folder
        .run(&["audit", "."])
        .exits(2)
        .says(&["documents.csv", "cannot be read"]);
}

#[test]
fn one_bad_file_does_not_end_the_day() {
    let folder = Folder::new()
        .with(
            "会议.csv",
            "会议名称,召开时间,主办单位,参会人数\n会一,2024-03-05,云岭县,10\n会二,2024-03-06,云岭县,10\n",
        )
        .with("检查.csv", "甲,乙\n1,2\n");
    let run = folder.run(&["audit", ".", "--lang", "en", "--format", "json"]);
    let report = run.exits(2).says(&["检查.csv"]).json();
    assert_eq!(report["refused"][0]["file"], "检查.csv");
    assert!(
        report["refused"][0]["error"]
            .as_str()
            .unwrap()
            .contains("rename columns")
    );
    assert_eq!(report["inputs"][0]["accepted"], 2);
    assert!(report["burden"]["hours"].as_f64().unwrap() > 0.0);
    for (format, first) in [("table", "Rows"), ("markdown", "Rows"), ("html", "<nav")] {
        let run = folder.run(&["audit", ".", "--lang", "en", "--format", format]);
        let out = run.exits(2).stdout;
        let (refused, first) = (out.find("检查.csv"), out.find(first));
        assert!(refused.is_some() && refused < first, "{format}");
    }
    let run = folder.run(&["plan", ".", "--format", "json"]);
    assert_eq!(run.exits(2).json()["refused"][0]["file"], "检查.csv");
    // Without any other file there is nothing to report.
    let only = Folder::new().with("检查.csv", "甲,乙\n1,2\n");
    assert!(only.run(&["audit", "."]).exits(2).stdout.is_empty());
}

#[test]
fn a_column_that_is_implausible_for_its_unit_is_doubted() {
    let rows = |durations: [&str; 3]| {
        let rows: Vec<String> = (1..)
            .zip(durations)
            .map(|(day, duration)| format!("会{day},2024-03-0{day},云岭县,{duration}\n"))
            .collect();
        let header = "会议名称,召开时间,主办单位,会议时长\n";
        let folder = Folder::new().with("会议.csv", header.to_owned() + &rows.concat());
        check(&folder)["files"][0]["warnings"].clone()
    };
    let doubted = rows(["2", "1.5", "3"]);
    assert_eq!(doubted[0]["line"], 1);
    assert_eq!(doubted[0]["column"], "会议时长");
    assert_eq!(rows(["90", "60", "45"]).as_array().unwrap().len(), 0);
}

#[test]
fn another_header_holds_across_the_pieces_that_a_long_file_is_read_in() {
    const ROWS: usize = 60_000;
    let mut text = "会议名称,召开时间,主办单位,参会人数\n防汛会,2024-03-05,甲局,20\n\
                    文件标题,印发日期,发文单位,发送范围,文号\n"
        .to_owned();
    for row in 0..ROWS {
        let notice = format!("关于做好第{row}号山塘水库安全度汛工作的紧急通知");
        text.extend([notice.as_str(), ",2024-03-06,乙局,30\n"]);
    }
    assert!(text.len() > 5 << 20);
    let folder = Folder::new().with("会议.csv", text);
    let file = &check(&folder)["files"][0];
    assert_eq!(file["accepted"], 1);
    assert_eq!(file["rejected"].as_array().unwrap().len(), ROWS + 1);
    assert_eq!(adds_up(file), ROWS as u64 + 2);
}

#[test]
fn no_owner_is_filled_down_across_the_heading_of_a_section() {
    let text = "序号,会议名称,召开时间,主办单位\n一、县委会议,,,\n1,安全会,2024-03-04,县委办公室\n\
                2,信访会,2024-03-05,\n二、政府会议,,,\n1,防汛会,2024-03-06,\n";
    let file = &check(&Folder::new().with("会议.csv", text))["files"][0];
    assert_eq!((&file["accepted"], &file["filled"]), (&2.into(), &1.into()));
    assert_eq!(file["rejected"][0]["line"], 6);
}

#[test]
fn a_form_called_a_total_is_no_subtotal() {
    let text = "报表名称,制表单位,报送频次\n支出合计,甲局,月报\n甲局小计,甲局,月报\n合计,,\n";
    let file = &check(&Folder::new().with("报表.csv", text))["files"][0];
    assert_eq!(file["accepted"], 1);
    assert_eq!(file["skipped"].as_array().unwrap().len(), 2);
}
