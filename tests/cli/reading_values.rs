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
