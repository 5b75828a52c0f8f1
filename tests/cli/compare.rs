//! `compare` as a user runs it: two folders, one that is cut, a series; what it says of the periods
//! themselves, and in which formats.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::command::{Folder, Run, project};

/// Meetings of some units on every so many-th day of a year's first half.
fn meetings(year: i32, of: &[(&str, usize)]) -> String {
    let mut text = "title,date,organizer,attendees,duration\n".to_owned();
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    for (unit, every) in of {
        for day in (0..181).step_by(*every) {
            let day = first + chrono::Days::new(day as u64);
            writeln!(text, "{day}事项会,{day},{unit},10,60").unwrap();
        }
    }
    text
}

fn half_years() -> String {
    project("examples/half-years")
        .to_string_lossy()
        .into_owned()
}

fn example(more: &[&str]) -> Run {
    let root = half_years();
    let (before, after) = (
        format!("{root}/2023年上半年"),
        format!("{root}/2024年上半年"),
    );
    let config = format!("{root}/jianfu.toml");
    let mut arguments = vec!["compare", &before, &after, "--config", &config];
    arguments.extend(more);
    Folder::new().run_with(&arguments, &[("COLUMNS", "80")], b"")
}

fn keys(value: &Value, key: &str) -> Vec<String> {
    let all = value.as_array().unwrap().iter();
    all.map(|one| one[key].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_example_finds_each_mutation_where_it_is_planted_and_nowhere_else() {
    let report = example(&["--format", "json", "-q"]).exits(0).json();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let units = finding["units"].as_array().unwrap();
        let bearers = finding["bearers"].as_array().unwrap();
        let is_of_survey = finding["evidence"].as_array().unwrap().is_empty();
        let unit = if is_of_survey {
            bearers.first()
        } else {
            units.first()
        };
        if let Some(unit) = unit {
            let rule = finding["rule"].as_str().unwrap().to_owned();
            found
                .entry(rule)
                .or_default()
                .push(unit.as_str().unwrap().to_owned());
        }
    }
    let planted = [
        ("rebound-accounts-for-apps", "云岭县数据局"),
        ("rebound-count", "白水乡"),
        ("rebound-hollow", "石桥镇"),
        ("rebound-leading-groups", "云岭县"),
        ("rebound-messages-for-groups", "青山镇"),
        ("rebound-research-for-inspection", "云岭县市场监督管理局"),
        ("rebound-sets-for-single", "云岭县水务局"),
        ("rebound-systems-for-paper", "云岭县民政局"),
        ("rebound-white-for-red", "云岭县教育局"),
    ];
    let planted: BTreeMap<String, Vec<String>> = planted
        .into_iter()
        .map(|(rule, unit)| (rule.to_owned(), vec![unit.to_owned()]))
        .collect();
    assert_eq!(found, planted);
    // The office that was renamed is one unit, and nobody stands in one period only.
    assert!(
        report["units_in_one_period"]["before"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let trials = report["trials"].as_array().unwrap();
    assert!(
        trials
            .iter()
            .any(|trial| trial["unit"] == "云岭县乡村振兴局")
    );
    assert!(!trials.iter().any(|trial| trial["unit"] == "云岭县扶贫办"));
    let mutated = report["targets"].as_array().unwrap().iter();
    let mutated: Vec<&str> = mutated
        .filter(|target| target["verdict"] == "met-but-mutated")
        .map(|target| target["unit"].as_str().unwrap())
        .collect();
    assert_eq!(
        mutated,
        ["云岭县水务局", "云岭县教育局", "云岭县市场监督管理局"]
    );
}

#[test]
fn a_finding_names_both_halves_and_the_period_of_every_row() {
    let report = example(&["--format", "json", "-q", "--only", "rebound-white-for-red"]).json();
    let finding = &report["findings"][0];
    let (fell, grew) = (&finding["fell"], &finding["grew"]);
    assert_eq!(fell["measure"], "red-documents");
    assert_eq!(grew["measure"], "white-documents");
    for half in [fell, grew] {
        let figure = |key: &str| half[key].as_f64().unwrap();
        let (low, ratio, high) = (figure("low"), figure("ratio"), figure("high"));
        assert!(low < ratio && ratio < high && figure("p") < 0.05);
    }
    let rows = finding["evidence"].as_array().unwrap();
    let of = |side: &str| {
        let own = rows.iter().filter(move |row| row["period"] == side);
        own.collect::<Vec<_>>()
    };
    let counted = |half: &Value, key: &str| half[key].as_u64().unwrap() as usize;
    for side in ["before", "after"] {
        let key = format!("counted_{side}");
        assert_eq!(of(side).len(), counted(fell, &key) + counted(grew, &key));
    }
    // What is claimed is the share of what grew that was not there before.
    let claimed: f64 = rows
        .iter()
        .map(|row| row["avoidable_hours"].as_f64().unwrap())
        .sum();
    let share = 1.0 - 1.0 / grew["ratio"].as_f64().unwrap();
    let grown: f64 = of("after")
        .iter()
        .filter(|row| row["avoidable_hours"].as_f64().unwrap() > 0.0)
        .map(|row| row["burden_hours"].as_f64().unwrap())
        .sum();
    assert!(
        (claimed - share * grown).abs() < 0.05,
        "{claimed} {share} {grown}"
    );
}

#[test]
fn the_readme_shows_what_the_half_years_print() {
    let readme = std::fs::read_to_string(project("README.md")).unwrap();
    let shown = readme
        .split("```text\n")
        .nth(2)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let out = example(&["--lang", "en", "--top", "3"]).exits(0).stdout;
    assert!(out.starts_with(shown.trim_end_matches("…\n")), "{out}");
}

#[test]
fn every_format_and_language_says_the_same() {
    let folder = Folder::new()
        .with("a/meetings.csv", meetings(2023, &[("县教育局", 3)]))
        .with("b/meetings.csv", meetings(2024, &[("县教育局", 1)]));
    let both = ["compare", "a", "b"];
    let run = |more: &[&str]| folder.run(&[&both[..], more].concat());
    let json = run(&["--format", "json", "-q"]).exits(0).json();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(
        keys(&json["findings"], "rule"),
        ["rebound-count", "rebound-count"]
    );
    let lines = run(&["--format", "jsonl", "-q"]).exits(0).stdout;
    assert_eq!(lines.lines().count(), findings.len());
    let csv = run(&["--format", "csv", "-q"]).exits(0).stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    for (record, finding) in reader.records().map(Result::unwrap).zip(findings) {
        assert_eq!(record.get(column("id")), finding["id"].as_str());
        let ratio: f64 = record[column("grew_ratio")].parse().unwrap();
        assert!((ratio - finding["grew"]["ratio"].as_f64().unwrap()).abs() < 1e-9);
        let places = record[column("evidence_after")].split("; ").count();
        let rows = finding["evidence"].as_array().unwrap().iter();
        assert_eq!(places, rows.filter(|row| row["period"] == "after").count());
    }
    for (language, words) in [("en", "meetings"), ("zh", "会议")] {
        let out = run(&["--lang", language]).exits(0).stdout;
        assert!(
            out.contains(words) && out.contains("rebound-count"),
            "{out}"
        );
    }
    // Same bytes, whatever the number of threads.
    let again = |threads| {
        folder
            .run_with(
                &["compare", "a", "b", "--format", "json", "-q"],
                &[("RAYON_NUM_THREADS", threads)],
                b"",
            )
            .stdout
    };
    assert_eq!(again("1"), again("5"));
    for format in ["table", "csv", "json", "jsonl"] {
        run(&["--format", format, "--fail-on", "low"]).exits(1);
    }
    run(&["--fail-on", "low", "--only", "rebound-white-for-red"]).exits(0);
}

#[test]
fn findings_follow_up_on_an_earlier_comparison() {
    let folder = Folder::new()
        .with(
            "a/meetings.csv",
            meetings(2023, &[("县教育局", 3), ("县水务局", 3)]),
        )
        .with(
            "b/meetings.csv",
            meetings(2024, &[("县教育局", 1), ("县水务局", 1)]),
        )
        .with(
            "c/meetings.csv",
            meetings(2024, &[("县教育局", 1), ("县水务局", 3)]),
        );
    folder
        .run(&["compare", "a", "b", "-o", "then.json", "-q"])
        .exits(0);
    let arguments = [
        "compare",
        "a",
        "c",
        "--baseline",
        "then.json",
        "--format",
        "json",
        "-q",
    ];
    let now = folder.run(&arguments).exits(0).json();
    let statuses = keys(&now["findings"], "status");
    assert!(statuses.contains(&"persisting".to_owned()), "{statuses:?}");
    let resolved = now["resolved"].as_array().unwrap();
    assert_eq!(resolved.len(), 1);
    assert_eq!(resolved[0]["units"][0], "县水务局");
}

#[test]
fn one_folder_is_cut_at_a_day_at_two_spans_or_by_the_calendar() {
    let mut text = meetings(2023, &[("县教育局", 2)]);
    text.push_str(
        meetings(2024, &[("县教育局", 2)])
            .split_once('\n')
            .unwrap()
            .1,
    );
    let folder = Folder::new().with("all/meetings.csv", text);
    let periods = |more: &[&str]| {
        let report = folder
            .run(&[&["compare", "all", "--format", "json", "-q"], more].concat())
            .exits(0)
            .json();
        let all = report["periods"].as_array().unwrap().clone();
        all.iter()
            .map(|period| {
                let text = |key: &str| period[key].as_str().unwrap().to_owned();
                format!("{} {} {}", text("label"), text("from"), text("to"))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        periods(&["--split", "2024-01-01"]),
        [
            "before 2023-01-01 2023-12-31",
            "after 2024-01-01 2024-06-29"
        ]
    );
    let spans = [
        "--before",
        "2023-01-01..2023-06-30",
        "--after",
        "2024-01-01..2024-06-29",
    ];
    assert_eq!(
        periods(&spans),
        [
            "before 2023-01-01 2023-06-30",
            "after 2024-01-01 2024-06-29"
        ]
    );
    let series = periods(&["--by", "half"]);
    assert_eq!(series.len(), 3);
    assert!(series[1].starts_with("2023H2 2023-07-01"), "{series:?}");
    let table = folder
        .run(&["compare", "all", "--by", "quarter"])
        .exits(0)
        .stdout;
    assert!(table.contains('█') && table.contains("2024Q1 → 2024Q2") || table.contains("2023Q2"));
    for (arguments, words) in [
        (vec!["compare", "all"], "--split"),
        (
            vec!["compare", "all", "--split", "2030-01-01"],
            "2023-01-01",
        ),
        (vec!["compare", "all", "--split", "soon"], "soon"),
        (
            vec!["compare", "all", "--by", "year", "--to", "2023-05-01"],
            "one period",
        ),
        (vec!["compare", "all", "--before", "2023"], "2023"),
    ] {
        folder.run(&arguments).exits(2).says(&[words]);
    }
}

#[test]
fn what_keeps_periods_from_being_compared_is_said() {
    let folder = Folder::new()
        .with(
            "a/meetings.csv",
            meetings(2023, &[("县教育局", 2), ("县旧局", 2)]),
        )
        .with(
            "b/meetings.csv",
            meetings(2024, &[("县教育局", 2), ("县新局", 2)]),
        )
        .with(
            "b/forms.csv",
            "name,requester,frequency\n表,县教育局,monthly\n",
        )
        .with(
            "joined.toml",
            "[compare.renamed]\n\"县旧局\" = \"县新局\"\n",
        );
    let out = folder.run(&["compare", "a", "b"]).exits(0).stdout;
    for words in [
        "县旧局",
        "县新局",
        "only the later period has the ledger forms",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
    let json = folder
        .run(&["compare", "a", "b", "--format", "json", "-q"])
        .json();
    assert_eq!(json["units_in_one_period"]["before"][0], "县旧局");
    let trials = keys(&json["trials"], "unit");
    assert!(!trials.contains(&"县旧局".to_owned()) && trials.contains(&"县教育局".to_owned()));
    let arguments = [
        "compare",
        "a",
        "b",
        "--config",
        "joined.toml",
        "--format",
        "json",
        "-q",
    ];
    let json = folder.run(&arguments).exits(0).json();
    assert!(
        json["units_in_one_period"]["after"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert!(keys(&json["trials"], "unit").contains(&"县新局".to_owned()));
    // A quarter of the same days, against the half-year that holds it.
    let overlap = ["compare", "a", "a", "--after", "2023-01-01..2023-03-31"];
    let out = folder.run(&overlap).exits(0).stdout;
    for words in ["overlap", "different lengths", "different months"] {
        assert!(out.contains(words), "{words} in {out}");
    }
}

#[test]
fn what_comes_back_under_another_name_is_found() {
    let group = |name: &str| format!("{name},县,leading,2021-01-01\n");
    let header = "name,owner,kind,created\n";
    let folder = Folder::new()
        .with("a/meetings.csv", meetings(2023, &[("县", 9)]))
        .with("b/meetings.csv", meetings(2024, &[("县", 9)]))
        .with(
            "a/groups.csv",
            format!(
                "{header}{}{}",
                group("县河湖长制工作领导小组"),
                group("县禁毒委员会")
            ),
        )
        .with(
            "b/groups.csv",
            format!("{header}{}", group("县河湖长制工作专班")),
        );
    let json = folder
        .run(&["compare", "a", "b", "--format", "json", "-q"])
        .exits(0)
        .json();
    let things = &json["things"][0];
    assert_eq!(things["renamed"][0]["before"], "县河湖长制工作领导小组");
    assert_eq!(things["renamed"][0]["after"], "县河湖长制工作专班");
    assert_eq!(things["gone"][0]["name"], "县禁毒委员会");
}

#[test]
fn few_people_cannot_be_seen_between_two_questionnaires() {
    let forms = |minutes: u32| {
        format!("name,requester,fillers,frequency,minutes\n月报,县,青山镇,monthly,{minutes}\n")
    };
    let answer = |day: usize, rating: usize| format!("2024-06-{day:02},township,青山镇,{rating}\n");
    let header = "date,level,unit,forms\n";
    let survey = |from: usize, to: usize| {
        let answers = (from..to).map(|day| answer(day, 4 + usize::from(day % 8 == 0)));
        format!("{header}{}", answers.collect::<String>())
    };
    let hollow = |later: String| {
        let folder = Folder::new()
            .with("a/forms.csv", forms(600))
            .with("b/forms.csv", forms(200))
            .with("a/surveys.csv", survey(1, 25))
            .with("b/surveys.csv", later);
        let arguments = [
            "compare",
            "a",
            "b",
            "--format",
            "json",
            "-q",
            "--only",
            "rebound-hollow",
        ];
        folder.run(&arguments).exits(0).json()["findings"]
            .as_array()
            .unwrap()
            .len()
    };
    assert!(hollow(survey(1, 25).replace("2024", "2025")) > 0);
    // The same answers but for two people: their difference would show them.
    assert_eq!(hollow(survey(1, 27)), 0);
}

#[test]
fn one_answer_cannot_be_had_from_two_figures() {
    let answers = |forms: &str, from: usize, to: usize| -> String {
        let mut text = String::new();
        for day in from..to {
            writeln!(text, "2024-06-{day:02},township,青山镇,4,{forms}").unwrap();
        }
        text
    };
    let header = "date,level,unit,meetings,forms\n";
    let forms = "name,requester,fillers,frequency,minutes\n月报,县,青山镇,monthly,60\n";
    let meetings = |year| meetings(year, &[("青山镇", 9)]);
    // Six more people answered, and only one of them on forms.
    let later = format!(
        "{header}{}{}{}",
        answers("4", 1, 13),
        answers("1", 13, 14),
        answers("", 14, 19)
    );
    let folder = Folder::new()
        .with("a/surveys.csv", format!("{header}{}", answers("4", 1, 13)))
        .with("b/surveys.csv", later)
        .with("a/forms.csv", forms)
        .with("b/forms.csv", forms)
        .with("a/meetings.csv", meetings(2023))
        .with("b/meetings.csv", meetings(2024));
    let report = folder
        .run(&["compare", "a", "b", "--format", "json", "-q"])
        .exits(0)
        .json();
    let told = report["trials"].as_array().unwrap().iter();
    let told: Vec<&str> = told
        .filter_map(|trial| trial["pain_point"].as_str())
        .collect();
    assert!(!told.contains(&"forms"), "{told:?}");
}

#[test]
fn one_questionnaire_is_not_compared_with_itself() {
    let mut answers = String::new();
    for row in 0..40 {
        writeln!(answers, "township,青山镇,{}", 4 + row % 2).unwrap();
    }
    let folder = Folder::new()
        .with("all/surveys.csv", format!("level,unit,meetings\n{answers}"))
        .with("all/meetings.csv", meetings(2024, &[("青山镇", 2)]));
    let arguments = [
        "compare",
        "all",
        "--split",
        "2024-05-01",
        "--format",
        "json",
        "-q",
    ];
    let report = folder.run(&arguments).exits(0).json();
    let rules = report["rules"].as_array().unwrap();
    let hollow = rules
        .iter()
        .find(|rule| rule["rule"] == "rebound-hollow")
        .unwrap();
    assert_eq!(hollow["state"], "skipped");
    assert!(
        hollow["why"].as_str().unwrap().contains("same answers"),
        "{hollow}"
    );
}

#[test]
fn a_column_of_one_export_makes_nothing_come_or_go() {
    let documents = |year: i32, more: bool, red: usize, notes: usize| {
        let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let mut text = format!(
            "number,title,date,issuer,recipients{}\n",
            if more { ",due" } else { "" }
        );
        for (count, number) in [(red, "甲发〔2024〕1号"), (notes, "")] {
            for row in 0..count {
                let day = first + chrono::Days::new((row * 181 / count) as u64);
                let due = if more && number.is_empty() {
                    format!(",{}", day + chrono::Days::new(7))
                } else if more {
                    ",".to_owned()
                } else {
                    String::new()
                };
                writeln!(text, "{number},情况报送,{day},县教育局,2{due}").unwrap();
            }
        }
        text
    };
    let run = |before: String| {
        let folder = Folder::new()
            .with("a/documents.csv", before)
            .with("b/documents.csv", documents(2024, true, 15, 30));
        let report = folder
            .run(&["compare", "a", "b", "--format", "json", "-q"])
            .exits(0)
            .json();
        let found = keys(&report["findings"], "rule");
        let caveats: Vec<String> = report["caveats"]
            .as_array()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        (
            found.contains(&"rebound-white-for-red".to_owned()),
            caveats.join(" "),
        )
    };
    let (found, caveats) = run(documents(2023, false, 60, 30));
    assert!(!found && caveats.contains("due"), "{caveats}");
    // A column that is there and empty is there: nothing was asked before, and much after.
    assert!(run(documents(2023, true, 60, 0)).0);
}

#[test]
fn the_region_counts_units_of_one_period_too() {
    let folder = Folder::new()
        .with(
            "a/meetings.csv",
            meetings(2023, &[("县教育局", 3), ("县水务局", 6)]),
        )
        .with(
            "b/meetings.csv",
            meetings(
                2024,
                &[("县教育局", 18), ("县水务局", 6), ("县教育督导中心", 2)],
            ),
        )
        .with("t.toml", "[targets]\nmeetings = \"-30%\"\n");
    let arguments = [
        "compare", "a", "b", "--config", "t.toml", "--format", "json", "-q",
    ];
    let report = folder.run(&arguments).exits(0).json();
    let region = &report["targets"][0];
    assert!(region["unit"].is_null());
    assert_eq!(region["verdict"], "not-met", "{region}");
}

#[test]
fn evidence_stands_in_the_files_of_its_own_period() {
    let report = example(&["--format", "json", "-q"]).exits(0).json();
    let lines = |side: &str, file: &str| {
        let folder = if side == "before" {
            "2023年上半年"
        } else {
            "2024年上半年"
        };
        let bytes = std::fs::read(format!("{}/{folder}/{file}", half_years())).unwrap();
        bytes.split(|byte| *byte == b'\n').count() as u64
    };
    let mut checked = 0;
    for row in report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|finding| finding["evidence"].as_array().unwrap())
    {
        let (side, file) = (
            row["period"].as_str().unwrap(),
            row["file"].as_str().unwrap(),
        );
        assert!(row["line"].as_u64().unwrap() <= lines(side, file), "{row}");
        checked += 1;
    }
    assert!(checked > 500);
}

#[test]
fn a_branch_resolves_only_its_own() {
    let folder = Folder::new();
    let root = half_years();
    let (before, after) = (
        format!("{root}/2023年上半年"),
        format!("{root}/2024年上半年"),
    );
    folder
        .run(&["compare", &before, &after, "-o", "base.json", "-q"])
        .exits(0);
    let arguments = [
        "compare",
        &before,
        &after,
        "--baseline",
        "base.json",
        "--unit",
        "白水乡",
        "--format",
        "json",
        "-q",
    ];
    let report = folder.run(&arguments).exits(0).json();
    assert!(report["resolved"].is_null(), "{}", report["resolved"]);
    assert_eq!(keys(&report["findings"], "status"), ["persisting"]);
}

/// Meetings of the first halves of three years, one a week, in one export.
fn three_first_halves() -> Folder {
    let mut rows = "会议名称,召开时间,主办单位,参会人数,会议时长\n".to_owned();
    for year in 2023..=2025 {
        for week in 0..24 {
            let (month, day) = (1 + week / 4, 1 + week % 4 * 7);
            writeln!(
                rows,
                "第{week}次工作会,{year}-{month:02}-{day:02},甲局,20,60"
            )
            .unwrap();
        }
    }
    let groups = "群名称,建群单位,建群时间,成员数,消息总数\n甲群,甲局,2022-05-01,20,900\n乙群,甲局,2024-05-01,20,900\n";
    Folder::new()
        .with("all/会议.csv", rows)
        .with("all/工作群.csv", groups)
}

#[test]
fn an_empty_half_year_is_a_gap_and_no_decline() {
    let folder = three_first_halves();
    let json = |arguments: &[&str]| {
        let mut all = vec!["compare", "all", "-q", "--format", "json"];
        all.extend(arguments);
        folder.run(&all).exits(0).json()
    };
    let by_half = json(&["--by", "half"]);
    let meetings = &by_half["series"][0];
    assert_eq!(meetings["ledger"], "meetings");
    let counts = meetings["counts"].as_array().unwrap();
    let gaps: Vec<bool> = counts.iter().map(serde_json::Value::is_null).collect();
    assert_eq!(gaps, [false, true, false, true, false]);
    // A year of which only one half was exported has the rate of that half.
    let by_year = json(&["--by", "year"]);
    let counts = by_year["series"][0]["counts"].as_array().unwrap().clone();
    let rates: Vec<f64> = counts.iter().map(|count| count.as_f64().unwrap()).collect();
    assert!(
        rates.iter().all(|rate| (rate - rates[0]).abs() < 0.1),
        "{rates:?}"
    );
    let table = folder
        .run(&["compare", "all", "--by", "half", "--lang", "en"])
        .exits(0)
        .stdout;
    assert!(
        table.contains("2023H2 has no row") && table.contains("2024H2 has no row"),
        "{table}"
    );
    assert!(
        table
            .lines()
            .any(|line| line.contains("2023H1") && line.contains("2025H1"))
    );
}

#[test]
fn one_export_without_end_dates_is_not_cut() {
    let folder = three_first_halves();
    let arguments = ["compare", "all", "--split", "2024-03-01"];
    let run = folder
        .run(&[&arguments[..], &["--lang", "en"]].concat())
        .exits(0);
    assert!(run.stdout.contains("without end dates"), "{}", run.stdout);
    let json = folder
        .run(&[&arguments[..], &["--format", "json", "-q"]].concat())
        .exits(0)
        .json();
    let rules = json["rules"].as_array().unwrap().iter();
    let groups: Vec<&str> = rules
        .filter(|rule| rule["rule"] == "rebound-messages-for-groups")
        .map(|rule| rule["state"].as_str().unwrap())
        .collect();
    assert_eq!(groups, ["skipped"]);
}

#[test]
fn rare_events_make_no_gap() {
    let mut rows = "会议名称,召开时间,主办单位,会议时长(分钟),参会人数\n".to_owned();
    for day in ["2024-01-15", "2024-02-20", "2024-03-10", "2024-11-20"] {
        writeln!(rows, "{day}会,{day},甲县,60,10").unwrap();
    }
    let folder = Folder::new().with("all/会议.csv", rows);
    let json = folder
        .run(&["compare", "all", "--by", "half", "-q", "--format", "json"])
        .exits(0)
        .json();
    let periods = json["periods"].as_array().unwrap();
    let days: Vec<i64> = periods
        .iter()
        .map(|period| period["days"].as_i64().unwrap())
        .collect();
    // From the first event to the end of June, and from July to the last.
    assert_eq!(days, [168, 143]);
}

#[test]
fn what_nobody_stated_before_does_not_rise_from_nothing() {
    let groups = |messages: &str| {
        format!("群名称,建群单位,建群时间,成员数,消息数\n一群,甲县,2022-01-01,100,{messages}\n")
    };
    let meetings = |year: i32| {
        format!(
            "会议名称,召开时间,主办单位,参会人数\n一,{year}-01-05,甲县,10\n二,{year}-06-25,甲县,10\n"
        )
    };
    let folder = Folder::new()
        .with("a/会议.csv", meetings(2023))
        .with("b/会议.csv", meetings(2024))
        .with("a/群.csv", groups(""))
        .with("b/群.csv", groups("720"));
    let run = folder.run(&["compare", "a", "b", "--lang", "en"]).exits(0);
    assert!(run.stdout.contains("messages"), "{}", run.stdout);
    let json = folder
        .run(&["compare", "a", "b", "-q", "--format", "json"])
        .exits(0)
        .json();
    let series = json["series"].as_array().unwrap();
    let groups = series
        .iter()
        .find(|series| series["ledger"] == "groups")
        .unwrap();
    let hours: Vec<f64> = groups["hours_per_month"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hours| hours.as_f64().unwrap())
        .collect();
    assert!((hours[0] - hours[1]).abs() < 1e-9, "{hours:?}");
}

#[test]
fn empty_years_at_either_end_are_gaps_too() {
    let folder = three_first_halves();
    let json = |arguments: &[&str]| {
        let mut all = vec!["compare", "all", "--by", "year", "-q", "--format", "json"];
        all.extend(arguments);
        folder.run(&all).exits(0).json()
    };
    let (plain, wide) = (
        json(&[]),
        json(&["--from", "2021-01-01", "--to", "2027-12-31"]),
    );
    for key in ["hours", "findings"] {
        let of = |report: &Value| {
            let whole = &report[key]["whole"];
            whole
                .is_object()
                .then(|| (whole["before"].clone(), whole["after"].clone()))
        };
        assert_eq!(of(&plain), of(&wide), "{key}");
    }
    assert_eq!(plain["hours"]["by_rule"], wide["hours"]["by_rule"]);
    let out = folder
        .run(&["compare", "all", "--by", "year", "--lang", "en"])
        .exits(0)
        .stdout;
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("2023: only 2023-01-01 to 2023-06-22"),
        "{flat}"
    );
}
