//! What `check` and `init` write: rejected rows that can be fed back, a table as it was read, the
//! mapping as a configuration, templates that load when filled in.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;

use jianfu::ledger::Ledger;
use jianfu::ledger::schema::Kind;
use jianfu::ledger::template;
use jianfu::text::Language;
use serde_json::Value;

use crate::command::{Folder, RELAY, project};

const FAULTY: &str = "会议名称,召开时间,主办单位,参会人数,备注\n\
会一,2024-05-06,云岭县,10,\n\
会二,待定,云岭县,20,=1+1\n\
会三,2024-05-08,云岭县,30,一,二\n";

fn check(folder: &Folder, path: &str) -> Value {
    folder.run(&["check", path, "--format", "json"]).json()
}

#[test]
fn rejected_rows_come_back_in_their_own_words_and_load_when_corrected() {
    let folder = Folder::new().with("会议.csv", FAULTY);
    let run = folder.run(&["check", "会议.csv", "-o", "rejects.csv", "--lang", "en"]);
    run.exits(0).says(&["rejects.csv", "2 rejected rows"]);
    let text = fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
    assert_eq!(
        text,
        "\u{feff}会议名称,召开时间,主办单位,参会人数,备注,jianfu_beyond,jianfu_file,jianfu_line,jianfu_column,jianfu_reason\n\
         会二,待定,云岭县,20,'=1+1,,会议.csv,3,召开时间,not a date; write it as 2024-03-05\n\
         会三,2024-05-08,云岭县,30,一,二,会议.csv,4,,more cells than the header has columns; quote cells that hold the delimiter\n"
    );
    // Fed back as they are they are rejected again; corrected they load.
    let again = &check(&folder, "rejects.csv")["files"][0];
    assert_eq!(
        (&again["accepted"], &again["ledger"]),
        (&0.into(), &"meetings".into())
    );
    let corrected = text.replace("待定", "2024-05-07").replace("一,二", "一,");
    let folder = folder.with("rejects.csv", corrected);
    let again = &check(&folder, "rejects.csv")["files"][0];
    assert_eq!(again["accepted"], 2);
}

#[test]
fn rejected_rows_of_several_ledgers_have_a_file_each() {
    let folder = Folder::new().with("in/会议.csv", FAULTY).with(
        "in/发文.csv",
        "文件标题,印发日期,发文单位\n通知,某日,云岭县\n",
    );
    folder
        .run(&["check", "in", "-o", "rejects.csv"])
        .exits(0)
        .says(&["rejects-meetings.csv", "rejects-documents.csv"]);
    assert!(!folder.path().join("rejects.csv").exists());
    let documents = fs::read_to_string(folder.path().join("rejects-documents.csv")).unwrap();
    assert!(
        documents.contains("通知,某日,云岭县,发文.csv,2"),
        "{documents}"
    );
}

#[test]
fn a_table_is_printed_as_it_was_read() {
    let habits = project("fixtures/reading/sheet-habits/会议台账.csv");
    let run = Folder::new().run(&["check", "--as-read", &habits.to_string_lossy()]);
    let printed = run.exits(0).stdout;
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines[0],
        "序号,会议名称,召开时间,主办单位,参会人数 应到,参会人数 实到,会议时长（小时）,备注"
    );
    assert_eq!(lines.len(), 9, "{printed}");
    assert!(!printed.contains("填表人") && !printed.contains("县级会议"));
    // Any delimited file, whether or not it is a ledger.
    let folder = Folder::new()
        .with("a.txt", "x|y|z\n1|\"a|b\"|3\n4|5|6\n")
        .with("b.txt", "Report\r\n\r\nx;y;z\r\n1;2,5;\"a \"\"b\"\"\"\r\n");
    let read = |file| folder.run(&["check", "--as-read", file]).exits(0).stdout;
    assert_eq!(read("a.txt"), "x,y,z\n1,a|b,3\n4,5,6\n");
    assert_eq!(read("b.txt"), "x,y,z\n1,\"2,5\",\"a \"\"b\"\"\"\n");
}

#[test]
fn nobody_who_answered_is_named_anywhere() {
    let survey = project("fixtures/reading/survey/问卷数据.csv");
    let folder = Folder::new().with("问卷.csv", {
        // One row more cells than the header has columns, so that it is rejected.
        fs::read_to_string(survey).unwrap() + "7,x,x,x,x,192.0.2.7,x,某某,x,x,x,x,x,x,x,x,beyond\n"
    });
    let read = folder.run(&["check", "--as-read", "问卷.csv"]).exits(0);
    let checked = folder.run(&["check", ".", "--all", "-o", "r.csv"]).exits(0);
    let rejects = fs::read_to_string(folder.path().join("r.csv")).unwrap();
    assert!(rejects.contains(",8,,more cells"), "{rejects}");
    let audited = folder
        .run(&["surveys", "问卷.csv", "--format", "json"])
        .exits(0);
    for text in [&read.stdout, &checked.stdout, &rejects, &audited.stdout] {
        assert!(
            !text.contains("某某") && !text.contains("192.0.2"),
            "{text}"
        );
    }
}

#[test]
fn a_figure_over_few_answers_is_withheld_and_cannot_be_subtracted() {
    let mut text = "response,date,level,unit,meetings\n".to_owned();
    let groups = [
        ("township", "甲镇", 9),
        ("township", "乙镇", 6),
        ("township", "丙镇", 2),
    ];
    let mut number = 0;
    for (level, unit, people) in groups {
        for _ in 0..people {
            number += 1;
            let _ = writeln!(text, "{number},2024-05-{number:02},{level},{unit},4");
        }
    }
    let folder = Folder::new().with("surveys.csv", text);
    let survey = |arguments: &[&str]| {
        let all = [&["surveys", "surveys.csv", "--format", "json"], arguments].concat();
        folder.run(&all).exits(0).json()["survey"].clone()
    };
    let told = |survey: &Value| -> Vec<String> {
        let figures = survey["figures"].as_array().unwrap().iter();
        figures
            .map(|figure| {
                format!(
                    "{} {} {}",
                    figure["level"], figure["unit"], figure["answers"]
                )
            })
            .collect()
    };
    // 丙镇 is too small; without 乙镇 beside it, it could be had by subtraction.
    assert_eq!(
        told(&survey(&[])),
        [
            "null null 17",
            "\"township\" null 17",
            "\"township\" \"甲镇\" 9"
        ]
    );
    // All but the last two: what is left out would be told by its complement.
    assert!(told(&survey(&["--to", "2024-05-15"])).is_empty());
    let folder = folder.with("jianfu.toml", "[surveys]\nmin_group = 2\n");
    folder
        .run(&["surveys", "surveys.csv"])
        .exits(2)
        .says(&["surveys.min_group", "3"]);
}

#[test]
fn the_mapping_that_was_found_can_be_kept() {
    let folder = Folder::new()
        .with("会议.csv", FAULTY)
        .with("jianfu.toml", "# ours\n[cost]\ntravel_hours = 2\n");
    folder.run(&["check", ".", "--write-config"]).exits(0);
    let text = fs::read_to_string(folder.path().join("jianfu.toml")).unwrap();
    assert!(
        text.starts_with("# ours\n[cost]\ntravel_hours = 2\n"),
        "{text}"
    );
    assert!(text.contains("[ledgers.meetings.columns]"), "{text}");
    assert!(
        text.contains("\"会议名称\" = \"title\"") && text.contains("\"备注\" = \"\""),
        "{text}"
    );
    let edited = text.replace("\"备注\" = \"\"", "\"备注\" = \"venue\"");
    let folder = folder.with("jianfu.toml", edited);
    let columns = check(&folder, ".")["files"][0]["columns"].clone();
    assert_eq!(columns[4]["field"], "venue");
}

#[test]
fn a_sheet_that_is_no_ledger_is_passed_over_and_said() {
    let book = project("fixtures/reading/book-xlsx/台账.xlsx");
    let run = Folder::new().run(&["audit", &book.to_string_lossy(), "--lang", "en"]);
    run.exits(0).says(&["#填表说明", "passed over"]);
}

/// A cell that a column of a template takes.
fn filling(kind: Kind, column: &template::Column) -> String {
    match kind {
        _ if !column.choices.is_empty() => column.choices[0].to_owned(),
        Kind::Date => "2024-03-05".into(),
        Kind::Time => "14:30".into(),
        Kind::Duration => "90".into(),
        Kind::Number | Kind::Count | Kind::NamesOrCount => "3".into(),
        Kind::Frequency => "12/year".into(),
        Kind::Rating => "4".into(),
        _ => "甲".into(),
    }
}

#[test]
fn templates_load_without_a_warning_when_filled_in() {
    for (language, name) in [(Language::En, "en"), (Language::Zh, "zh")] {
        let mut folder = Folder::new();
        folder.run(&["init", "t", "--lang", name]).exits(0);
        folder
            .run(&["init", "t", "--lang", name])
            .exits(2)
            .says(&["--force"]);
        folder
            .run(&["init", "t", "--lang", name, "--force"])
            .exits(0);
        for ledger in Ledger::ALL {
            let columns = template::columns(ledger, language);
            let fields = ledger.schema().fields;
            let mut row: Vec<String> = fields
                .iter()
                .zip(&columns)
                .map(|(field, column)| match (field.name, field.kind) {
                    ("end", Kind::Time) => "16:00".into(),
                    (_, Kind::CodeSet(codes)) => codes[0][0].to_owned(),
                    (_, kind) => filling(kind, column),
                })
                .collect();
            if let Some(code) = fields.iter().position(|field| field.name == "target_code") {
                row[code] = "91350100M000100Y43".into();
            }
            if let Some(code) = fields.iter().position(|field| field.name == "code") {
                row[code] = "990121000000".into();
            }
            let file = format!("t/{}.csv", template::name(ledger, language));
            let text = fs::read_to_string(folder.path().join(&file)).unwrap();
            folder = folder.with(&file, text + &row.join(",") + "\r\n");
        }
        let report = check(&folder, "t");
        for file in report["files"].as_array().unwrap() {
            let is_book = file["file"].as_str().unwrap().contains('#');
            assert_eq!(file["accepted"], u64::from(!is_book), "{file}");
            assert_eq!(file["warnings"].as_array().unwrap().len(), 0, "{file}");
            let unmapped = file["columns"].as_array().unwrap().iter();
            assert!(
                unmapped.clone().all(|column| column["field"].is_string()),
                "{file}"
            );
        }
        assert_eq!(
            report["files"].as_array().unwrap().len(),
            2 * Ledger::ALL.len()
        );
        folder.run(&["audit", "t"]).exits(0);
    }
}

#[test]
fn the_template_book_offers_lists_and_notes() {
    let folder = Folder::new();
    folder.run(&["init", ".", "--lang", "zh"]).exits(0);
    let file = fs::File::open(folder.path().join("台账模板.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    assert!(read("xl/worksheets/sheet2.xml").contains("现场,视频"));
    assert!(read("xl/comments2.xml").contains("必填"));
}

#[test]
fn duplicates_across_packed_and_plain_files_count_once() {
    let packed = fs::read(project("fixtures/reading/packed-gz/会议.csv.gz")).unwrap();
    let folder = Folder::new()
        .with("a/会议.csv.gz", packed)
        .with("a/meetings.csv", RELAY);
    let report = check(&folder, "a");
    let accepted: Vec<&Value> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["accepted"])
        .collect();
    assert_eq!(accepted, [&Value::from(3), &Value::from(2)]);
}

/// Offices' own words for headers, one of which no field is found for.
const UNLISTED: &str = "题名,何时开会,谁办,到了几个\n会一,2024-03-05,云岭县教育局,5\n";

#[test]
fn what_is_refused_is_written_to_be_filled_in() {
    let folder = Folder::new().with("其他.csv", UNLISTED);
    let arguments = ["check", ".", "--write-config", "--lang", "en"];
    folder.run(&arguments).exits(2).says(&["organizer"]);
    let text = fs::read_to_string(folder.path().join("jianfu.toml")).unwrap();
    assert!(
        text.contains("files = [\"其他.csv\"]") && text.contains("\"谁办\" = \"\" # open"),
        "{text}"
    );
    let edited = text.replace("\"谁办\" = \"\"", "\"谁办\" = \"organizer\"");
    let folder = folder.with("jianfu.toml", edited);
    let run = folder.run(&["check", ".", "--lang", "en"]);
    run.exits(0)
        .says(&["settings of"])
        .prints(&["谁办 → organizer"]);
}

#[test]
fn to_keep_the_mapping_that_was_found_changes_nothing() {
    let folder = Folder::new()
        .with(
            "会议.csv",
            "会议题目,开会日期,组织单位,应到,实到,会议时长（单位：小时）\n防汛会商,2024-03-05,云岭县应急局,50,48,2\n春耕会商,2024-03-06,云岭县农业局,20,,1.5\n",
        )
        .with(
            "问卷.csv",
            "1、会议负担（1-5分）,2、每周因此多花的小时数\n4,6.5\n5,7\n3,6\n4,6\n4,7\n",
        );
    let figures = || {
        let run = folder.run(&["audit", ".", "--format", "json", "--quiet"]);
        let mut report: Value = serde_json::from_str(&run.exits(0).stdout).unwrap();
        report["settings"] = Value::Null;
        (report["burden"].clone(), report["survey"].clone())
    };
    let before = figures();
    assert!(
        before.0["hours"].as_f64().unwrap() > 48.0 * 2.0,
        "{before:?}"
    );
    folder.run(&["check", ".", "--write-config"]).exits(0);
    assert_eq!(figures(), before);
}

#[test]
fn what_holds_for_every_row_fills_the_column_that_is_missing() {
    let rows = "检查对象,检查日期,发现问题数\n云岭食品厂,2024-03-05,2\n";
    let titled = format!("云岭县消防救援大队2024年检查登记,,\n{rows}");
    let folder = Folder::new().with("检查.csv", titled.as_str());
    let file = check(&folder, ".")["files"][0].clone();
    assert_eq!(file["constants"][0]["value"], "云岭县消防救援大队");
    assert_eq!(
        (&file["accepted"], &file["records"]),
        (&1.into(), &1.into())
    );
    // A place is the region whose table it is, and inspects nobody.
    let of_place = titled.replace("云岭县消防救援大队", "云岭县");
    Folder::new()
        .with("检查.csv", of_place)
        .run(&["check", ".", "--lang", "en"])
        .exits(2)
        .says(&["inspector"]);
    let folder = Folder::new().with("检查.csv", rows).with(
        "jianfu.toml",
        "[ledgers.inspections.constant]\ninspector = \"云岭县生态环境局\"\n",
    );
    let file = check(&folder, ".")["files"][0].clone();
    assert_eq!(file["constants"][0]["value"], "云岭县生态环境局");
    let folder = folder.with(
        "jianfu.toml",
        "[ledgers.inspections.constant]\ninspektor = \"x\"\n",
    );
    folder.run(&["check", "."]).exits(2).says(&["inspektor"]);
}

#[test]
fn files_that_are_no_ledger_can_be_ignored() {
    let folder = Folder::new()
        .with("会议.csv", FAULTY)
        .with("通讯录.csv", "姓甚,名谁\n甲,乙\n")
        .with("jianfu.toml", "[ledgers]\nignore = [\"通讯录*\"]\n");
    folder.run(&["check", "."]).exits(0).prints(&["通讯录.csv"]);
    let folder = folder.with("jianfu.toml", "[ledgers]\nignore = 3\n");
    folder
        .run(&["check", "."])
        .exits(2)
        .says(&["ledgers.ignore"]);
}

#[test]
fn what_stayed_open_is_named_with_what_it_would_enable() {
    let folder = Folder::new().with(
        "检查.csv",
        "被检查单位,实施单位,实施日期,计划标记\n云岭食品厂,云岭县消防局,2024-03-05,是\n云岭机械厂,云岭县消防局,2024-03-06,否\n",
    );
    let columns = check(&folder, ".")["files"][0]["columns"].clone();
    let open = &columns[3];
    assert_eq!(open["field"], Value::Null);
    let nearest = open["nearest"].as_array().unwrap();
    let planned = nearest.iter().find(|near| near["field"] == "planned");
    assert_eq!(planned.unwrap()["enables"][0], "inspection-unplanned");
    let run = folder.run(&["audit", ".", "--lang", "en", "--format", "json"]);
    let rules = run.exits(0).json()["rules"].clone();
    let mut rules = rules.as_array().unwrap().iter();
    let unplanned = rules.find(|rule| rule["rule"] == "inspection-unplanned");
    let why = unplanned.unwrap()["why"].as_str().unwrap();
    assert!(why.contains("no column planned; is 计划标记 it?"), "{why}");
}

#[test]
fn fields_are_listed_in_both_languages() {
    let folder = Folder::new();
    let run = folder.run(&["fields", "会议", "--lang", "zh"]);
    run.exits(0).prints(&["会议名称", "title", "meeting title"]);
    let run = folder.run(&["fields", "--format", "json"]);
    let fields: Value = serde_json::from_str(&run.exits(0).stdout).unwrap();
    let all: usize = Ledger::ALL
        .iter()
        .map(|ledger| ledger.schema().fields.len())
        .sum();
    assert_eq!(fields.as_array().unwrap().len(), all);
    folder
        .run(&["fields", "meeting"])
        .exits(2)
        .says(&["meetings"]);
}

#[test]
fn the_only_column_of_days_is_the_day_and_is_said_to_be_taken_for_its_cells() {
    let rows = |header: &str| {
        format!(
            "会议名称,{header},主办单位,参会人数,会议时长（小时）\n\
             一,2024-03-05,甲局,12,1\n二,2024-03-06,甲局,9,2\n三,2024-03-07,乙局,30,1\n"
        )
    };
    let folder = Folder::new().with("a.csv", rows("碰头之期"));
    let file = &check(&folder, ".")["files"][0];
    let column = &file["columns"][1];
    assert_eq!(
        (&column["field"], &column["basis"]),
        (&"date".into(), &"remaining".into())
    );
    let run = folder.run(&["check", ".", "--lang", "en"]);
    run.exits(0).prints(&["no header speaks for it"]);
    // Words may contradict it.
    let folder = Folder::new().with("a.csv", rows("材料报送截止日期"));
    assert!(check(&folder, ".")["files"].as_array().unwrap().is_empty());
}

#[test]
fn what_turns_a_header_around_leaves_its_column_open() {
    let field = |file: &str, header: &str, value: &str| {
        let text = match file {
            "检查.csv" => {
                format!("检查对象,检查单位,检查日期,{header}\n甲公司,甲局,2024-03-05,{value}\n")
            }
            "群.csv" => format!("群名称,建群单位,群人数,{header}\n甲群,甲局,20,{value}\n"),
            _ => format!("应用名称,主办单位,用户数,{header}\n甲通,甲局,20,{value}\n"),
        };
        let folder = Folder::new().with(file, text);
        let columns = check(&folder, ".")["files"][0]["columns"].clone();
        columns.as_array().unwrap().last().unwrap()["field"].clone()
    };
    assert_eq!(field("检查.csv", "是否计划内检查", "是"), "planned");
    assert_eq!(field("检查.csv", "是否计划外检查", "是"), Value::Null);
    assert_eq!(field("应用.csv", "是否打卡签到", "是"), "demands:check_in");
    assert_eq!(field("应用.csv", "是否取消打卡签到", "是"), Value::Null);
    // A rate in brackets is no total.
    assert_eq!(field("群.csv", "消息数（条）", "30"), "messages");
    assert_eq!(field("群.csv", "消息数（条/天）", "30"), "messages_per_day");
    assert_eq!(field("群.csv", "月均消息数", "30"), Value::Null);
}
