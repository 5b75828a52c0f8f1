//! What is narrowed adds up to the whole: days, units, bearers; and is one number in every place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jianfu::config;
use jianfu::ledger::read::{self, discover};
use jianfu::ledger::values::date::days;
use jianfu::ledger::{Ledger, Ledgers};
use jianfu::matter::RowOf;
use jianfu::picture::Matrix;
use jianfu::region::narrowing::ShareKind;
use jianfu::region::{Bounds, Narrowing, Region};
use serde_json::Value;

use crate::command::{Folder, county, project};
use crate::plan::region_files;
use crate::random::Random;

fn ledgers(folder: &str) -> (Ledgers, config::Settings) {
    let paths = [folder.to_owned()];
    let settings = config::load(config::find(None, &paths), None).unwrap();
    let files = discover::find(&paths, None, &settings.assignments);
    let loaded = read::load(&files.inputs, &settings.tables).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    (loaded.ledgers, settings)
}

fn hours(region: &Region) -> Vec<f64> {
    let all = Ledger::AUDITED.into_iter();
    all.map(|ledger| region.costs.of_ledger(ledger).iter().sum())
        .collect()
}

/// The hours of the whole, and of its parts that begin on these days of it.
fn partition(ledgers: &Ledgers, settings: &config::Settings, cuts: &[i32]) {
    let region = |bounds| Region::build(ledgers.clone(), bounds, settings.region.clone()).unwrap();
    let whole = region(Bounds::default());
    let (first, last) = (whole.period.from, whole.period.to);
    let mut starts: Vec<i32> = cuts.iter().map(|cut| first + cut).collect();
    starts.retain(|start| *start > first && *start <= last);
    starts.push(first);
    starts.sort_unstable();
    starts.dedup();
    let mut sums = vec![0.0; Ledger::AUDITED.len()];
    for (place, from) in starts.iter().enumerate() {
        let to = starts.get(place + 1).map_or(last, |next| next - 1);
        let part = region(Bounds {
            from: Some(*from),
            to: Some(to),
            as_of: Some(whole.period.as_of),
        });
        for (sum, hours) in sums.iter_mut().zip(hours(&part)) {
            *sum += hours;
        }
    }
    // What was active after the last event is of no part of the events' period, nor of the whole.
    for ((sum, whole), ledger) in sums.iter().zip(hours(&whole)).zip(Ledger::AUDITED) {
        let near = (sum - whole).abs() <= 0.001 * whole.max(1.0);
        assert!(near, "{}: {sum} of {whole}, cut at {cuts:?}", ledger.name());
    }
}

#[test]
fn the_days_of_a_period_add_up_to_it() {
    let mut random = Random(7);
    for example in [
        county(),
        project("examples/half-years/2024年上半年")
            .to_string_lossy()
            .into_owned(),
        project("examples/half-years/2023年上半年")
            .to_string_lossy()
            .into_owned(),
    ] {
        let (ledgers, settings) = ledgers(&example);
        partition(&ledgers, &settings, &[31, 60, 91, 121, 152]);
        partition(&ledgers, &settings, &[91]);
        let days: Vec<i32> = (0..5).map(|_| random.below(180) as i32).collect();
        partition(&ledgers, &settings, &days);
    }
    for seed in 0..12 {
        let mut random = Random(seed);
        let folder = region_files(&mut random);
        let (ledgers, settings) = ledgers(&folder.path().to_string_lossy());
        let days: Vec<i32> = (0..4).map(|_| random.below(60) as i32).collect();
        partition(&ledgers, &settings, &days);
    }
}

#[test]
fn the_shares_of_all_units_add_up_to_the_region() {
    for seed in 0..12 {
        let folder = region_files(&mut Random(seed));
        let (ledgers, settings) = ledgers(&folder.path().to_string_lossy());
        let region = Region::build(ledgers, Bounds::default(), settings.region).unwrap();
        shares_add_up(&region);
    }
    let (ledgers, settings) = ledgers(&county());
    shares_add_up(&Region::build(ledgers, Bounds::default(), settings.region).unwrap());
}

/// Every row falls whole on the units that bear it and on the one that imposes it, and the matrix
/// says the same.
fn shares_add_up(region: &Region) {
    let names = region.ledgers.names.len() as u32;
    let mut of_units: BTreeMap<u32, f64> = BTreeMap::new();
    for ledger in Ledger::AUDITED {
        for (row, hours) in region.costs.of_ledger(ledger).iter().enumerate() {
            let bearers = region.bearers(RowOf(ledger, row));
            let all: f64 = bearers.iter().map(|(_, part)| part).sum();
            assert!((all - 1.0).abs() < 1e-9, "{} {row}: {all}", ledger.name());
            for (unit, part) in bearers {
                *of_units.entry(unit).or_default() += hours * part;
            }
        }
    }
    let whole: f64 = hours(region).iter().sum();
    let near = |sum: f64, of: f64| (sum - of).abs() <= 1e-6 * of.max(1.0);
    assert!(near(of_units.values().sum(), whole));
    let part = |share, holds: &dyn Fn(u32) -> bool| {
        let narrowing = Narrowing::to(region, share, holds);
        let mut sum = 0.0;
        for ledger in Ledger::AUDITED {
            for (row, hours) in region.costs.of_ledger(ledger).iter().enumerate() {
                sum += hours * narrowing.part(region, RowOf(ledger, row));
            }
        }
        sum
    };
    for share in [ShareKind::Borne, ShareKind::Imposed] {
        let thirds = (0..3).map(|third| part(share, &|name| name % 3 == third));
        assert!(near(thirds.sum(), whole), "{}", share.name());
    }
    for (unit, own) in of_units.iter().step_by(7) {
        assert!(near(part(ShareKind::Borne, &|name| name == *unit), *own));
    }
    let matrix = Matrix::of(region, &Narrowing::whole(region)).unwrap();
    assert!(near(matrix.hours.iter().flatten().sum(), whole));
    assert!(names > 0);
}

fn audit(arguments: &[&str]) -> Value {
    let county = county();
    let mut all = vec!["audit", &county, "-q", "--format", "json"];
    all.extend(arguments);
    Folder::new().run(&all).exits(0).json()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn of_unit(shares: &Value, unit: &str) -> f64 {
    let shares = shares.as_array().unwrap().iter();
    let own = shares.filter(|share| share["key"] == unit);
    own.map(|share| number(&share["avoidable_hours"])).sum()
}

#[test]
fn a_unit_is_one_number_everywhere() {
    let whole = audit(&["--group-by", "bearer"]);
    let unit = audit(&["--unit", "青山镇"]);
    // Its villages bear hours too; what it says of itself is the region's figure of it.
    let region = &whole["burden"]["by_bearer"];
    let own = &unit["burden"]["by_bearer"];
    assert!((of_unit(region, "青山镇") - of_unit(own, "青山镇")).abs() < 0.01);
    let sum = |key: &str| -> f64 {
        let shares = own.as_array().unwrap().iter();
        shares.map(|share| number(&share[key])).sum()
    };
    assert!((sum("hours") - number(&unit["burden"]["hours"])).abs() < 0.1);
    assert!((sum("avoidable_hours") - number(&unit["burden"]["avoidable_hours"])).abs() < 0.1);
    let groups = whole["groups"].as_array().unwrap();
    let group = groups
        .iter()
        .find(|group| group["key"] == "青山镇")
        .unwrap();
    assert!((number(&group["avoidable_hours"]) - of_unit(region, "青山镇")).abs() < 0.01);
    let all: f64 = groups
        .iter()
        .map(|group| number(&group["avoidable_hours"]))
        .sum();
    assert!((all - number(&whole["burden"]["avoidable_hours"])).abs() < 0.1);
    // Findings show the part of the unit, and say what all of them come to.
    for finding in unit["findings"].as_array().unwrap() {
        if finding["pain_point"].is_string() {
            continue;
        }
        let rows = finding["evidence"].as_array().unwrap().iter();
        let claimed: f64 = rows.map(|row| number(&row["avoidable_hours"])).sum();
        assert!((claimed - number(&finding["avoidable_hours"])).abs() < 0.01);
        let whole = number(&finding["whole_avoidable_hours"]);
        assert!(number(&finding["avoidable_hours"]) <= whole + 1e-6);
    }
    let cadres = unit["burden"]["cadres"].as_u64().unwrap();
    assert!(cadres > 0 && cadres < whole["burden"]["cadres"].as_u64().unwrap());
}

#[test]
fn what_is_imposed_and_what_is_borne_are_told_apart() {
    let borne = audit(&["--unit", "云岭县应急管理局"]);
    let imposed = audit(&["--unit", "云岭县应急管理局", "--share", "imposed"]);
    assert_eq!(borne["narrowed"]["share"], "borne");
    for key in ["borne_hours", "imposed_hours"] {
        assert_eq!(borne["narrowed"][key], imposed["narrowed"][key]);
    }
    let hours = |report: &Value| number(&report["burden"]["hours"]);
    assert!((hours(&borne) - number(&borne["narrowed"]["borne_hours"])).abs() < 0.01);
    assert!((hours(&imposed) - number(&borne["narrowed"]["imposed_hours"])).abs() < 0.01);
    assert!(hours(&imposed) > hours(&borne));
}

#[test]
fn an_earlier_report_of_another_part_is_no_baseline() {
    let folder = Folder::new();
    let county = county();
    let run = |arguments: &[&str]| {
        let mut all = vec!["audit", county.as_str(), "-q", "--lang", "en"];
        all.extend(arguments);
        folder.run(&all)
    };
    run(&["--unit", "青山镇", "-o", "part.json"]).exits(0);
    run(&["-o", "whole.json"]).exits(0);
    run(&["--unit", "东坪乡", "--baseline", "part.json"])
        .exits(2)
        .says(&["青山镇", "--unit"]);
    for baseline in ["part.json", "whole.json"] {
        let json = run(&[
            "--unit",
            "青山镇",
            "--baseline",
            baseline,
            "--format",
            "json",
        ])
        .exits(0)
        .json();
        let findings = json["findings"].as_array().unwrap();
        assert!(
            findings
                .iter()
                .all(|finding| finding["status"] == "persisting"),
            "{baseline}"
        );
    }
}

#[test]
fn counts_since_a_group_began_are_not_charged_to_a_few_days() {
    let folder = Folder::new()
        .with(
            "会议.csv",
            "会议名称,召开时间,主办单位\n一,2024-06-03,甲局\n二,2024-06-05,甲局\n三,2024-06-11,甲局\n",
        )
        .with(
            "工作群.csv",
            "群名称,建群单位,建群时间,成员数,消息总数,最近活跃时间\n甲群,甲局,2024-01-08,20,9000,2024-06-11\n",
        );
    let json = folder
        .run(&["audit", ".", "--format", "json"])
        .exits(0)
        .json();
    let groups = &json["burden"]["by_ledger"][2];
    assert_eq!(groups["key"], "groups");
    // 9,000 messages in 156 days, of which 9 are looked at.
    let first = days(2024, 1, 8).unwrap();
    let all = f64::from(days(2024, 6, 11).unwrap() - first + 1);
    let own = 9000.0 * 20.0 * 5.0 / 3600.0 * 9.0 / all;
    assert!((number(&groups["hours"]) - own).abs() < 0.01, "{groups}");
}

const GROUPS: &str = "群名称,建群单位,建群时间,成员数,消息总数\n甲群,甲局,2022-03-01,20,4000\n";

fn period(folder: &Folder, arguments: &[&str]) -> Value {
    let mut all = vec!["audit", "-q", "--format", "json"];
    all.extend(arguments);
    folder.run(&all).exits(0).json()["period"].clone()
}

#[test]
fn what_no_event_dates_the_names_do() {
    let folder = Folder::new()
        .with("2023年上半年/工作群.csv", GROUPS)
        .with("台账/工作群_202403.csv", GROUPS)
        .with(
            "标题/工作群.csv",
            format!("云岭县2022年度工作群台账,,,,\n{GROUPS}"),
        )
        .with("无/工作群.csv", GROUPS);
    for (path, from, to) in [
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("台账", "2024-03-01", "2024-03-31"),
        ("标题", "2022-01-01", "2022-12-31"),
    ] {
        let period = period(&folder, &[path]);
        assert_eq!(
            (&period["from"], &period["to"]),
            (&from.into(), &to.into()),
            "{path}"
        );
        assert_eq!(period["basis"], "names");
    }
    let out = folder
        .run(&["audit", "无", "-q", "--lang", "en"])
        .exits(0)
        .stdout;
    let warning = out.lines().take(2).collect::<String>();
    assert!(
        warning.contains("Warning") && out.contains("--from and --to"),
        "{out}"
    );
}

#[test]
fn a_group_that_is_long_idle_makes_no_period_of_years() {
    let folder = Folder::new().with(
        "工作群.csv",
        "群名称,建群单位,成员数,消息总数,最近活跃时间\n旧群,甲局,20,10,2019-02-01\n甲群,甲局,20,4000,2024-06-30\n",
    );
    let period = period(&folder, &["."]);
    assert_eq!(period["from"], "2023-07-02");
    assert_eq!(period["to"], "2024-06-30");
}

#[test]
fn a_header_says_over_which_days_messages_were_counted() {
    let folder = |header: &str| {
        Folder::new()
            .with(
                "会议.csv",
                "会议名称,召开时间,主办单位\n一,2024-01-01,甲局\n二,2024-06-30,甲局\n",
            )
            .with("工作群.csv", GROUPS.replace("消息总数", header))
    };
    let hours = |header: &str, arguments: &[&str]| {
        let mut all = vec!["audit", ".", "-q", "--format", "json"];
        all.extend(arguments);
        let json = folder(header).run(&all).exits(0).json();
        number(&json["burden"]["by_ledger"][2]["hours"])
    };
    let all = 4000.0 * 20.0 * 5.0 / 3600.0;
    assert!((hours("消息总数", &[]) - all).abs() < 0.01);
    let june = ["--from", "2024-06-01", "--to", "2024-06-30"];
    assert!((hours("消息总数", &june) - all * 30.0 / 182.0).abs() < 0.01);
    // Of May the last thirty days say nothing, which is told from none.
    let may = ["--from", "2024-05-01", "--to", "2024-05-31"];
    let json = folder("近30天消息数")
        .run(&[&["audit", ".", "-q", "--format", "json"], &may[..]].concat())
        .exits(0)
        .json();
    let unknown = &json["burden"]["assumed"][0];
    assert_eq!(unknown["factor"], "messages");
    assert_eq!(unknown["is_unknown"], true);
    // Since 1 March 2022, 853 days.
    assert!((hours("累计消息数", &[]) - all * 182.0 / 853.0).abs() < 0.01);
}

#[test]
fn words_for_many_call_each_unit_once_and_no_more() {
    let folder = |units: bool, recipients: &str| {
        let folder = Folder::new().with(
            "发文.csv",
            format!("文件标题,印发日期,发文单位,主送单位\n关于甲的通知,2024-03-05,云岭县,\"{recipients}\"\n"),
        );
        if !units {
            return folder;
        }
        folder.with(
            "单位.csv",
            "单位名称,级别,上级单位\n云岭县,县,\n甲镇,乡镇,云岭县\n乙镇,乡镇,云岭县\n丙镇,乡镇,云岭县\n丁镇,乡镇,云岭县\n戊街道,乡镇,云岭县\n",
        )
    };
    let sum = |units: bool, recipients: &str| {
        let json = folder(units, recipients)
            .run(&["audit", ".", "-q", "--format", "json"])
            .exits(0)
            .json();
        (
            number(&json["burden"]["by_ledger"][1]["hours"]),
            json["burden"]["assumed"].to_string(),
        )
    };
    let one = sum(true, "甲镇").0;
    let count = |units: bool, recipients: &str| (sum(units, recipients).0 / one).round() as u32;
    assert_eq!(count(true, "各镇人民政府、各街道办事处"), 5);
    assert_eq!(count(true, "各镇、各街道、各乡镇"), 5);
    assert_eq!(count(true, "各镇"), 4);
    assert_eq!(count(true, "各街道办事处"), 1);
    // Where nobody knows them they are missing, which is said, and never stated as one.
    assert!(
        sum(false, "各镇人民政府、各街道办事处")
            .1
            .contains("recipients")
    );
}

#[test]
fn travel_counts_for_units_that_are_called_in_general() {
    let hours = |units: &str| {
        let folder = Folder::new().with(
            "会议.csv",
            format!("会议名称,召开时间,主办单位,参会人数,会议时长,会议形式,参会单位\n一,2024-03-05,云州市,30,60,现场,\"{units}\"\n"),
        );
        let json = folder
            .run(&["audit", ".", "-q", "--format", "json"])
            .exits(0)
            .json();
        number(&json["burden"]["hours"])
    };
    assert!((hours("各县（市）区") - hours("甲县、乙县")).abs() < 1e-6);
    assert!(hours("各县（市）区") > hours("甲县"));
}

const UNITS: &str = "单位名称,级别,上级单位,干部人数\n云岭县,县,,60\n甲镇,乡镇,云岭县,30\n甲镇一村,村,甲镇,10\n乙镇,乡镇,云岭县,20\n东海市,市,,500\n";

#[test]
fn an_app_falls_on_those_who_must_use_it_by_their_cadres() {
    let folder = Folder::new().with("单位.csv", UNITS).with(
        "应用.csv",
        "应用名称,主办单位,应用类型,用户数,日均使用时长(分钟)\n县通,云岭县数据局,APP,120,6\n镇通,甲镇,小程序,40,6\n县发布,云岭县,公众号,,\n",
    );
    let json = folder
        .run(&[
            "audit",
            ".",
            "-q",
            "--format",
            "json",
            "--from",
            "2024-01-01",
            "--to",
            "2024-12-31",
        ])
        .exits(0)
        .json();
    // 262 workdays: 120 users of 6 minutes are 3,144 h for 120 cadres, 40 are 1,048 h for 40.
    let hours = |unit: &str| -> f64 {
        let shares = json["burden"]["by_bearer"].as_array().unwrap().iter();
        let own = shares.filter(|share| share["key"] == unit);
        own.map(|share| number(&share["hours"])).sum()
    };
    for (unit, expected) in [
        ("云岭县", 3144.0 * 60.0 / 120.0),
        ("甲镇", 3144.0 * 30.0 / 120.0 + 1048.0 * 30.0 / 40.0),
        ("甲镇一村", 3144.0 * 10.0 / 120.0 + 1048.0 * 10.0 / 40.0),
        ("乙镇", 3144.0 * 20.0 / 120.0),
        ("东海市", 0.0),
    ] {
        assert!(
            (hours(unit) - expected).abs() < 0.01,
            "{unit}: {}",
            hours(unit)
        );
    }
}

/// Answers of units: so many each, all with one rating; with levels, where they are given.
fn answers(of: &[(&str, &str, usize, u32)]) -> String {
    let mut rows = "单位,层级,会议负担(1-5分),每周耗时\n".to_owned();
    for (unit, level, count, rating) in of {
        for each in 0..*count {
            writeln!(rows, "{unit},{level},{rating},{each}").unwrap();
        }
    }
    rows
}

#[test]
fn answers_of_a_branch_are_its_own_and_show_nobody() {
    let whole = |json: &Value| -> Vec<(u64, f64)> {
        let figures = json["survey"]["figures"].as_array().unwrap().iter();
        figures
            .filter(|figure| {
                figure["question"] == "meetings"
                    && figure["unit"].is_null()
                    && figure["level"].is_null()
            })
            .map(|figure| (figure["answers"].as_u64().unwrap(), number(&figure["mean"])))
            .collect()
    };
    let survey = |of: &[(&str, &str, usize, u32)], unit: &str| {
        let folder = Folder::new()
            .with("单位.csv", UNITS)
            .with("问卷.csv", answers(of));
        let mut arguments = vec!["audit", ".", "-q", "--format", "json"];
        if !unit.is_empty() {
            arguments.extend(["--unit", unit]);
        }
        folder.run(&arguments).exits(0).json()
    };
    let of = [
        ("甲镇", "", 8, 5),
        ("甲镇一村", "", 7, 3),
        ("乙镇", "", 9, 1),
    ];
    assert_eq!(whole(&survey(&of, "")).len(), 1);
    let own = whole(&survey(&of, "甲镇"));
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].0, 15);
    assert!((own[0].1 - (8.0 * 5.0 + 7.0 * 3.0) / 15.0).abs() < 0.01);
    // Three answers of a village could be had from its town's figure and the town's own.
    let few = [
        ("甲镇", "", 8, 5),
        ("甲镇一村", "", 3, 3),
        ("乙镇", "", 9, 1),
        ("乙镇一村", "", 6, 2),
    ];
    assert_eq!(whole(&survey(&few, "")).len(), 1);
    assert!(whole(&survey(&few, "甲镇")).is_empty());
    // One answer of the county itself could be had from it and both of its towns, none of whose
    // villages is told.
    let rest = [
        ("云岭县", "", 1, 5),
        ("甲镇", "", 3, 5),
        ("甲镇一村", "", 3, 4),
        ("乙镇", "", 3, 1),
        ("乙镇一村", "", 3, 2),
    ];
    let told: Vec<&str> = ["云岭县", "甲镇", "乙镇"]
        .into_iter()
        .filter(|unit| !whole(&survey(&rest, unit)).is_empty())
        .collect();
    assert!(told.len() < 3, "{told:?}");
    // What the figures of its units tell together is no secret.
    let told = [
        ("甲镇", "乡镇", 8, 5),
        ("甲镇一村", "村", 7, 3),
        ("乙镇", "乡镇", 9, 1),
    ];
    assert_eq!(whole(&survey(&told, "甲镇")).len(), 1);
    // Figures of levels cut across towns: what both tell together, nobody can say.
    let cut = |town: &'static str, village: &'static str| {
        [
            ("甲镇", town, 8, 5),
            ("甲镇一村", village, 3, 3),
            ("甲镇二村", village, 3, 4),
            ("乙镇", town, 9, 1),
            ("乙镇一村", village, 3, 2),
            ("乙镇二村", village, 3, 5),
        ]
    };
    assert_eq!(whole(&survey(&cut("", ""), "甲镇")).len(), 1);
    assert!(whole(&survey(&cut("乡镇", "村"), "甲镇")).is_empty());
}

#[test]
fn villages_of_one_name_stay_in_their_towns() {
    let folder = Folder::new()
        .with(
            "单位.csv",
            "单位名称,层级,上级单位,干部人数\n甲县,县,,40\n青山镇,镇,甲县,20\n白水镇,镇,甲县,10\n\
             红旗村,村,青山镇,5\n红旗村,村,白水镇,3\n东风村,村,白水镇,5\n",
        )
        .with(
            "会议.csv",
            "会议名称,召开时间,主办单位,会议时长(分钟),参会人数,参会单位,会议形式\n\
             春耕会,2024-03-30,白水镇,60,12,各村,现场\n防汛会,2024-03-31,青山镇,60,12,红旗村,视频\n\
             秋收会,2024-04-01,白水镇,60,12,红旗村、东风村,视频\n",
        );
    let audit = |unit: &str| {
        let mut arguments = vec!["audit", ".", "-q", "--format", "json"];
        if !unit.is_empty() {
            arguments.extend(["--unit", unit]);
        }
        let json = folder.run(&arguments).exits(0).json();
        (
            number(&json["burden"]["hours"]),
            json["burden"]["cadres"].as_u64().unwrap_or_default(),
        )
    };
    for (unit, hours, cadres) in [
        ("", 54.0, 83),
        ("甲县", 54.0, 83),
        ("青山镇", 14.0, 25),
        ("白水镇", 40.0, 18),
        ("白水镇红旗村", 20.0, 3),
        ("青山镇红旗村", 14.0, 5),
    ] {
        assert_eq!(audit(unit), (hours, cadres), "{unit}");
    }
    // Which of the two is meant without more, nobody can say.
    folder
        .run(&["audit", ".", "-q", "--unit", "红旗村"])
        .exits(2);
}

#[test]
fn a_folder_without_dates_has_a_year_that_its_parts_add_up_to() {
    let folder = Folder::new()
        .with(
            "群.csv",
            "群名称,建群单位,建群时间,成员数,消息数\n一群,甲县,2023-01-01,100,720\n",
        )
        .with(
            "报表.csv",
            "报表名称,布置单位,填报频次,填报时长(分钟)\n月表,甲县,每月,60\n一次,甲县,一次性,60\n",
        );
    let hours = |from: &str, to: &str| {
        let arguments = [
            "audit", ".", "--lang", "en", "-q", "--format", "json", "--from", from, "--to", to,
        ];
        let json = folder.run(&arguments).exits(0).json();
        number(&json["burden"]["hours"])
    };
    let parts = hours("2024-01-01", "2024-03-31") + hours("2024-04-01", "2024-12-31");
    let whole = hours("2024-01-01", "2024-12-31");
    assert!((parts - whole).abs() < 0.001 * whole, "{parts} {whole}");
    let run = folder.run(&[
        "audit",
        ".",
        "--lang",
        "en",
        "--from",
        "2024-01-01",
        "--to",
        "2024-03-31",
    ]);
    let out = run.exits(0).stdout;
    assert!(
        out.contains("Warning") && out.contains("of the whole year"),
        "{out}"
    );
}

#[test]
fn villages_of_towns_of_one_name_stay_in_their_counties() {
    // The villages stand before their towns, and both levels bear the same names.
    let folder = Folder::new()
        .with(
            "单位.csv",
            "单位名称,区划代码,层级,干部人数\n东街村,350101100201,村,4\n东街村,350102100201,村,6\n\
             城关镇,350101100000,镇,20\n城关镇,350102100000,镇,30\n甲县,350101000000,县,40\n乙县,350102000000,县,50\n",
        )
        .with(
            "会议.csv",
            "会议名称,召开时间,主办单位,会议时长(分钟),参会人数,参会单位\n\
             一,2024-03-30,甲县,60,10,各村\n二,2024-03-31,乙县,60,20,各村\n",
        );
    let cadres_and_hours = |unit: &str| {
        let json = folder
            .run(&["audit", ".", "-q", "--format", "json", "--unit", unit])
            .exits(0)
            .json();
        (
            json["burden"]["cadres"].as_u64().unwrap(),
            number(&json["burden"]["hours"]),
        )
    };
    assert_eq!(cadres_and_hours("甲县"), (64, 12.0));
    assert_eq!(cadres_and_hours("乙县"), (86, 22.0));
    assert_eq!(cadres_and_hours("甲县城关镇"), (24, 12.0));
    assert_eq!(cadres_and_hours("乙县城关镇东街村"), (6, 22.0));
}

#[test]
fn the_folder_that_is_named_says_nothing_of_counts() {
    let meetings = "会议名称,召开时间,主办单位\n一,2024-01-02,甲局\n二,2024-06-28,甲局\n";
    let folder = Folder::new()
        .with("2019年档案/会议.csv", meetings)
        .with("2019年档案/工作群.csv", GROUPS)
        .with("全部/会议.csv", meetings)
        .with("全部/2023年/工作群.csv", GROUPS);
    let hours = |path: &str| {
        let json = folder
            .run(&["audit", path, "-q", "--format", "json"])
            .exits(0)
            .json();
        number(&json["burden"]["by_ledger"][2]["hours"])
    };
    let all = 4000.0 * 20.0 * 5.0 / 3600.0;
    assert!((hours("2019年档案") - all).abs() < 0.01);
    // A folder within it is a part of the export, and says of which year.
    assert!(hours("全部") < 0.01);
}
