//! What cells become: the values that a table holds after reading, not only that it was read.

use jianfu::ledger::read::discover::Input;
use jianfu::ledger::read::mapping::TableSettings;
use jianfu::ledger::read::source::Source;
use jianfu::ledger::read::{Loaded, load};
use jianfu::ledger::schema::meetings::HYBRID;
use jianfu::ledger::values::date;
use jianfu::ledger::{Ledger, Table};

fn loaded(ledger: Ledger, text: &str) -> Loaded {
    let input = Input {
        source: Source::Bytes(text.as_bytes().into()),
        file: "2024年.csv".to_owned(),
        forced: Some(ledger),
        by_name: None,
    };
    let loaded = load(&[input], &TableSettings::default()).unwrap();
    assert!(loaded.faults.is_empty());
    loaded
}

fn names<'l>(loaded: &'l Loaded, table: &Table, field: &str, row: usize) -> Vec<&'l str> {
    let lists = table.lists(field);
    let entries = lists.get(row).unwrap_or_default();
    let names = entries.iter().map(|name| loaded.ledgers.names.name(*name));
    names.collect()
}

#[test]
fn recipients_are_names_where_they_are_named_and_a_count_where_not() {
    let loaded = loaded(
        Ledger::Documents,
        "标题,印发日期,发文单位,主送单位,层级\n\
         一,2024-03-05,甲局,12个乡镇,县级\n\
         二,2024-03-06,甲局,青山镇等3个乡镇,开发区\n\
         三,2024-03-07,甲局,教育局、卫健局等,镇\n\
         四,2024-03-08,甲局,教育局、卫健局等5家单位,镇\n",
    );
    let table = loaded.ledgers.table(Ledger::Documents);
    let counts = table.counts("recipients");
    let count: Vec<_> = (0..4).map(|row| counts.get(row)).collect();
    assert_eq!(count, [Some(12), Some(3), Some(2), Some(5)]);
    assert_eq!(names(&loaded, table, "recipients", 2), ["教育局", "卫健局"]);
    assert!(names(&loaded, table, "recipients", 3).is_empty());
    let levels = table.wholes("level");
    assert!(levels.get(0).is_some() && levels.get(1).is_none());
}

#[test]
fn a_time_stands_with_its_row_whichever_column_comes_first() {
    let loaded = loaded(
        Ledger::Meetings,
        "开始时间,会议名称,召开时间,主办单位,方式\n\
         9:00-11:30,会一,2024-05-01,甲局,视频+现场\n\
         ,会二,2024-05-02 14：30—16：00,甲局,线下\n\
         16:00,会三,5月3日,甲局,\n\
         9:00,会四,2024-05-04 至 11:30,甲局,\n",
    );
    let table = loaded.ledgers.table(Ledger::Meetings);
    let (starts, ends) = (table.minutes("start"), table.minutes("end"));
    let times: Vec<_> = (0..3).map(|row| (starts.get(row), ends.get(row))).collect();
    let expected = [
        (Some(540), Some(690)),
        (Some(870), Some(960)),
        (Some(960), None),
    ];
    assert_eq!(times, expected);
    assert!(table.wholes("mode").is(0, HYBRID));
    let third = table.days("date").get(2).unwrap();
    assert_eq!(third, date::days(2024, 5, 3).unwrap());
}

#[test]
fn demands_of_several_columns_are_one_set() {
    let one = |text: &str| {
        let loaded = loaded(Ledger::Apps, text);
        let table = loaded.ledgers.table(Ledger::Apps);
        table.wholes("demands").get(0).unwrap()
    };
    let ranking = one("应用名称,主办单位,demands\n巡查通,甲局,排名\n");
    let check_in = one("应用名称,主办单位,demands\n巡查通,甲局,打卡\n");
    let both = one("应用名称,主办单位,是否打卡签到,demands\n巡查通,甲局,是,排名\n");
    assert_eq!(both, ranking | check_in);
}

#[test]
fn ratings_that_count_up_are_an_answer_and_no_row_that_numbers_columns() {
    let text = "meetings,documents,forms,inspections,fingertips\n\
                1,2,3,4,5\n5,4,3,2,1\n1,2,3,4,5\n";
    let loaded = loaded(Ledger::Surveys, text);
    assert_eq!(loaded.accounts[0].accepted, 3);
    assert!(loaded.accounts[0].skipped.is_empty());
}

#[test]
fn counts_in_clauses_are_who_came_and_sums_stay_sums() {
    let loaded = loaded(
        Ledger::Meetings,
        "会议名称,召开时间,主办单位,参会人数\n\
         一,2024-03-05,甲局,\"应到60人，实到57人\"\n\
         二,2024-03-05,甲局,\"共15人，其中分管领导2人\"\n\
         三,2024-03-05,甲局,\"县主会场40人，乡镇分会场120人\"\n\
         四,2024-03-05,甲局,应到20人、实到18人、请假2人\n",
    );
    let table = loaded.ledgers.table(Ledger::Meetings);
    let attendees = table.wholes("attendees");
    let count: Vec<_> = (0..4).map(|row| attendees.get(row)).collect();
    assert_eq!(count, [Some(57), Some(15), Some(160), Some(18)]);
}

#[test]
fn durations_are_read_as_offices_write_them() {
    let loaded = loaded(
        Ledger::Meetings,
        "会议名称,召开时间,主办单位,会议时长\n\
         一,2024-03-05,甲局,二十分钟\n\
         二,2024-03-05,甲局,14:00-16:30\n\
         三,2024-03-05,甲局,PT45M\n\
         四,2024-03-05,甲局,2-3小时\n\
         五,2024-03-05,甲局,120分钟（含发言）\n\
         六,2024-03-05,甲局,0.03125\n",
    );
    let table = loaded.ledgers.table(Ledger::Meetings);
    let hours = table.numbers("duration");
    let hours: Vec<_> = (0..6).map(|row| hours.get(row).unwrap()).collect();
    assert_eq!(hours, [20.0 / 60.0, 2.5, 0.75, 2.0, 2.0, 0.75]);
    // A range, and a part of a day, are settled by an assumption that is said.
    assert_eq!(loaded.accounts[0].warnings.len(), 2);
}

#[test]
fn the_unit_of_a_column_is_read_from_its_header_in_any_phrasing() {
    for header in [
        "会议时长（单位：小时）",
        "会议小时数",
        "会议时长（以小时计）",
        "时长/小时",
    ] {
        let text = format!("会议名称,召开时间,主办单位,{header}\n一,2024-03-05,甲局,2\n");
        let loaded = loaded(Ledger::Meetings, &text);
        let hours = loaded.ledgers.table(Ledger::Meetings).numbers("duration");
        assert_eq!(hours.get(0), Some(2.0), "{header}");
    }
    let above = "单位：小时,,,\n会议名称,召开时间,主办单位,会议时长\n一,2024-03-05,甲局,2\n";
    let loaded = loaded(Ledger::Meetings, above);
    let hours = loaded.ledgers.table(Ledger::Meetings).numbers("duration");
    assert_eq!(hours.get(0), Some(2.0));
}

#[test]
fn deadlines_in_words_owe_an_answer_by_their_day() {
    let loaded = loaded(
        Ledger::Documents,
        "标题,印发日期,发文单位,反馈时限\n\
         一,2024-05-08,甲局,5月10日前\n\
         二,2024-05-08,甲局,请于5月10日17:00前报送\n\
         三,2024-05-08,甲局,两日内\n\
         四,2024-05-09,甲局,1个工作日内\n\
         五,2024-05-08,甲局,每月10日前\n\
         六,2024-05-10,甲局,当日\n\
         七,2024-05-10,甲局,长期\n",
    );
    let table = loaded.ledgers.table(Ledger::Documents);
    let due = table.days("due");
    let tenth = date::days(2024, 5, 10).ok();
    for row in 0..6 {
        assert_eq!(due.get(row), tenth, "{row}");
    }
    assert_eq!(due.get(6), None);
}

#[test]
fn short_years_are_settled_by_their_column_or_rejected() {
    let days = |dates: [&str; 3]| {
        let rows = dates.map(|date| format!("会,{date},甲局\n")).concat();
        let input = Input {
            source: Source::Bytes(
                format!("会议名称,召开时间,主办单位\n{rows}")
                    .into_bytes()
                    .into(),
            ),
            file: "会.csv".to_owned(),
            forced: Some(Ledger::Meetings),
            by_name: None,
        };
        let loaded = load(&[input], &TableSettings::default()).unwrap();
        let days = loaded.ledgers.table(Ledger::Meetings).days("date");
        (0..3).map(|row| days.get(row)).collect::<Vec<_>>()
    };
    let expected: Vec<_> = [6, 7, 28].map(|day| date::days(2024, 5, day).ok()).into();
    assert_eq!(days(["24.5.6", "24.5.7", "24.5.28"]), expected);
    assert_eq!(days(["5/6/24", "5/7/24", "5/28/24"]), expected);
    assert_eq!(days(["6-May-24", "7-May-24", "28-May-24"]), expected);
    // 4.3.5 may be of 2004, 2005 in two ways: none of these is another day in silence.
    assert_eq!(days(["4.3.5", "4.3.5", "4.3.5"]), [None, None, None]);
}

#[test]
fn words_for_nothing_identify_nobody() {
    for code in ["无", "/", "N/A", "个体户", "0000", "9.13301E+17"] {
        let text = format!(
            "检查对象,统一社会信用代码,检查单位,检查日期\n\
             云岭甲食品厂,{code},甲局,2024-03-05\n\
             云岭乙机械厂,{code},乙局,2024-03-06\n"
        );
        let loaded = loaded(Ledger::Inspections, &text);
        let codes = loaded
            .ledgers
            .table(Ledger::Inspections)
            .texts("target_code");
        assert_eq!((codes.get(0), codes.get(1)), (None, None), "{code}");
    }
}
