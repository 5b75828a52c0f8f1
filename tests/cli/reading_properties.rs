//! Any table of valid values loads to the same rows, however it is written; and any bytes at all
//! load or are refused, with every record accounted for. `PROPTEST_CASES` sets how many are tried.

use encoding_rs::GB18030;
use jianfu::ledger::Ledger;
use jianfu::ledger::read::discover::Input;
use jianfu::ledger::read::mapping::TableSettings;
use jianfu::ledger::read::source::Source;
use jianfu::ledger::read::{Loaded, load};
use proptest::prelude::*;
use proptest::sample::select;

/// A meeting as its values are meant.
#[derive(Clone, Debug)]
struct Meeting {
    title: String,
    date: (i32, u32, u32),
    organizer: String,
    minutes: u32,
    attendees: Option<u32>,
    units: Vec<String>,
    video: Option<bool>,
    approved: Option<bool>,
}

/// How a table is written.
#[derive(Clone, Debug)]
struct Writing {
    encoding: &'static str,
    delimiter: char,
    quote_all: bool,
    line_end: &'static str,
    headers: [&'static str; 8],
    order: Vec<usize>,
    date: usize,
    number: usize,
    separator: &'static str,
    title_rows: usize,
}

const CANONICAL: [&str; 8] = [
    "title",
    "date",
    "organizer",
    "duration",
    "attendees",
    "units",
    "mode",
    "approved",
];

fn word() -> impl Strategy<Value = String> {
    "[\u{4e00}-\u{9fa5}]{2,8}"
}

fn meeting() -> impl Strategy<Value = Meeting> {
    let title = "[\u{4e00}-\u{9fa5}][\u{4e00}-\u{9fa5}A-Za-z0-9,;|\t\"'\\\\ \n《》（）、：]{0,20}[\u{4e00}-\u{9fa5}]会";
    (
        title,
        (2019..2026_i32, 1..13_u32, 1..29_u32),
        word(),
        1..600_u32,
        prop::option::of(0..100_000_u32),
        prop::collection::vec(word(), 0..4),
        prop::option::of(any::<bool>()),
        prop::option::of(any::<bool>()),
    )
        .prop_map(
            |(title, date, organizer, minutes, attendees, units, video, approved)| Meeting {
                title,
                date,
                organizer,
                minutes,
                attendees,
                units,
                video,
                approved,
            },
        )
}

fn headers() -> impl Strategy<Value = [&'static str; 8]> {
    let of = |field: usize| {
        let known = Ledger::Meetings.schema().field(CANONICAL[field]).unwrap();
        let mut headers: Vec<&'static str> = known.headers.to_vec();
        headers.push(known.name);
        // A header that names another unit or is read as minutes only changes the meaning.
        headers.retain(|header| !header.contains("minutes"));
        select(headers)
    };
    [of(0), of(1), of(2), of(3), of(4), of(5), of(6), of(7)]
}

fn writing() -> impl Strategy<Value = Writing> {
    (
        select(vec![
            "utf-8",
            "utf-8 with mark",
            "gb18030",
            "utf-16le",
            "utf-16be",
        ]),
        select(vec![',', '\t', ';', '|']),
        any::<bool>(),
        select(vec!["\n", "\r\n", "\r"]),
        headers(),
        Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
        0..9_usize,
        0..4_usize,
        select(vec!["、", "；", "，", "┋"]),
        0..3_usize,
    )
        .prop_map(
            |(
                encoding,
                delimiter,
                quote_all,
                line_end,
                headers,
                order,
                date,
                number,
                separator,
                title_rows,
            )| Writing {
                encoding,
                delimiter,
                quote_all,
                line_end,
                headers,
                order,
                date,
                number,
                separator,
                title_rows,
            },
        )
}

fn plain() -> Writing {
    Writing {
        encoding: "utf-8",
        delimiter: ',',
        quote_all: false,
        line_end: "\n",
        headers: CANONICAL,
        order: (0..8).collect(),
        date: 0,
        number: 0,
        separator: ";",
        title_rows: 0,
    }
}

fn date((year, month, day): (i32, u32, u32), form: usize) -> String {
    match form {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{year}/{month}/{day}"),
        2 => format!("{year}.{month}.{day}"),
        3 => format!("{year}年{month}月{day}日"),
        4 => format!("{year}{month:02}{day:02}"),
        5 => format!("{year}-{month:02}-{day:02} 00:00:00"),
        6 => wide(&format!("{year}年{month}月{day}日")),
        7 => {
            let days = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap()
                - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            days.num_days().to_string()
        }
        _ => format!("{year}年{month:02}月{day:02}日（星期三）"),
    }
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32('０' as u32 + (c as u32 - '0' as u32)).unwrap(),
            other => other,
        })
        .collect()
}

fn number(value: u32, form: usize) -> String {
    match form {
        1 => wide(&value.to_string()),
        2 => format!("{value}人"),
        3 if value >= 1000 => format!("{},{:03}", value / 1000, value % 1000),
        _ => value.to_string(),
    }
}

fn cells(meeting: &Meeting, writing: &Writing) -> [String; 8] {
    let chinese = writing.number > 0;
    let flag = |answer: Option<bool>| match (answer, chinese) {
        (None, _) => String::new(),
        (Some(true), true) => "是".into(),
        (Some(true), false) => "yes".into(),
        (Some(false), true) => "否".into(),
        (Some(false), false) => "no".into(),
    };
    let duration = match writing.number {
        1 => format!("{}分钟", meeting.minutes),
        2 => format!("{}小时{}分", meeting.minutes / 60, meeting.minutes % 60),
        3 => wide(&meeting.minutes.to_string()),
        _ => meeting.minutes.to_string(),
    };
    [
        meeting.title.clone(),
        date(meeting.date, writing.date),
        meeting.organizer.clone(),
        duration,
        meeting
            .attendees
            .map_or_else(String::new, |count| number(count, writing.number)),
        meeting.units.join(writing.separator),
        match (meeting.video, chinese) {
            (None, _) => String::new(),
            (Some(true), true) => "视频会议".into(),
            (Some(true), false) => "video".into(),
            (Some(false), true) => "现场".into(),
            (Some(false), false) => "in_person".into(),
        },
        flag(meeting.approved),
    ]
}

fn written(meetings: &[Meeting], writing: &Writing) -> Vec<u8> {
    let quoted = |cell: &str| {
        let needs = cell.contains(['"', '\n', '\r', writing.delimiter]);
        if needs || (writing.quote_all && !cell.is_empty()) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let line = |cells: &[String]| {
        let cells: Vec<String> = writing.order.iter().map(|at| quoted(&cells[*at])).collect();
        cells.join(&writing.delimiter.to_string()) + writing.line_end
    };
    let mut text = String::new();
    for row in 0..writing.title_rows {
        text.push_str("某县会议台账");
        text.push_str(&row.to_string());
        text.push_str(writing.line_end);
    }
    text += &line(&writing.headers.map(str::to_owned));
    for meeting in meetings {
        text += &line(&cells(meeting, writing));
    }
    match writing.encoding {
        "gb18030" => GB18030.encode(&text).0.into_owned(),
        "utf-16le" => text.encode_utf16().fold(vec![0xff, 0xfe], |mut all, unit| {
            all.extend(unit.to_le_bytes());
            all
        }),
        "utf-16be" => text.encode_utf16().fold(vec![0xfe, 0xff], |mut all, unit| {
            all.extend(unit.to_be_bytes());
            all
        }),
        "utf-8 with mark" => format!("\u{feff}{text}").into_bytes(),
        _ => text.into_bytes(),
    }
}

fn read(bytes: Vec<u8>, forced: Option<Ledger>) -> Loaded {
    let input = Input {
        source: Source::Bytes(bytes.into()),
        file: "-".to_owned(),
        forced,
        by_name: None,
    };
    load(&[input], &TableSettings::default()).unwrap()
}

/// Every row of the meetings, in words.
fn rows(loaded: &Loaded) -> Vec<String> {
    let table = loaded.ledgers.table(Ledger::Meetings);
    let name = |number: Option<u32>| number.map(|number| loaded.ledgers.names.name(number));
    let units = table.lists("units");
    (0..table.rows())
        .map(|row| {
            let units: Option<Vec<&str>> = units.get(row).map(|list| {
                list.iter()
                    .map(|unit| loaded.ledgers.names.name(*unit))
                    .collect()
            });
            format!(
                "{:?} {:?} {:?} {:?} {:?} {units:?} {:?} {:?}",
                table
                    .texts("title")
                    .get(row)
                    .map(|title| title.replace("\r\n", "\n")),
                table.days("date").get(row),
                name(table.wholes("organizer").get(row)),
                table
                    .numbers("duration")
                    .get(row)
                    .map(|hours| (hours * 60.0).round()),
                table.wholes("attendees").get(row),
                table.wholes("mode").get(row),
                table.flags("approved").get(row),
            )
        })
        .collect()
}

/// A line of text as people leave it in a table: known words, blanks, marks that part cells.
fn line_of_text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "会议",
        "文件 检查",
        "forms",
        "meetings, documents",
        "本表由办公室汇总",
        "请于每月底前报送",
        "title",
        "召开时间",
        "注：含视频会议",
    ]);
    let mark = select(vec![" ", ",", "\t", ";", "|", "，", ": "]);
    prop::collection::vec((piece, mark), 1..4).prop_map(|pieces| {
        let mut line = String::from("说明");
        for (piece, mark) in pieces {
            line += mark;
            line += piece;
        }
        line
    })
}

/// How the table of one file was read, and its rows.
fn understood(text: &str) -> (Vec<String>, u64, Vec<String>) {
    let loaded = read(text.as_bytes().to_vec(), None);
    assert!(loaded.faults.is_empty(), "{:?} in {text}", loaded.faults);
    let account = &loaded.accounts[0];
    let columns = account.columns.iter();
    let mut how: Vec<String> = columns.map(|column| column.column.clone()).collect();
    how.push(format!("{:?} {:?}", account.ledger, account.dialect));
    (how, account.header_line, rows(&loaded))
}

proptest! {
    // A failure is printed whole; no file of it is kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_it_is_written_a_table_loads_to_the_same_rows(
        meetings in prop::collection::vec(meeting(), 1..12),
        writing in writing(),
    ) {
        let meant = read(written(&meetings, &plain()), Some(Ledger::Meetings));
        let found = read(written(&meetings, &writing), Some(Ledger::Meetings));
        prop_assert!(found.faults.is_empty(), "{:?}", found.faults);
        prop_assert_eq!(meant.accounts[0].rejected.len(), 0);
        prop_assert_eq!(rows(&found), rows(&meant));
        let distinct: std::collections::BTreeSet<String> =
            meetings.iter().map(|meeting| format!("{meeting:?}")).collect();
        prop_assert_eq!(rows(&meant).len(), distinct.len());
    }

    #[test]
    fn any_bytes_load_or_are_refused(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            prop::collection::vec(select(b"\"',;\t\n\r \\=\x00a1\xe4\xbc\x9a\x81\x30".to_vec()), 0..200),
        ],
        start in 0..3_usize,
    ) {
        let starts: [&[u8]; 3] = [b"", b"title,date,organizer\n", b"PK\x03\x04"];
        let loaded = read([starts[start], &bytes].concat(), None);
        prop_assert!(loaded.accounts.iter().all(jianfu::ledger::account::FileAccount::adds_up));
        prop_assert!(loaded.accounts.len() + loaded.faults.len() >= 1);
    }

    #[test]
    fn one_line_of_text_turns_no_table(
        meetings in prop::collection::vec(meeting(), 5..12),
        delimiter in select(vec![',', '\t', ';', '|']),
        line in line_of_text(),
        place in 0..12_usize,
    ) {
        let meetings: Vec<Meeting> = meetings
            .into_iter()
            .map(|meeting| Meeting {
                title: meeting.title.replace(['"', '\'', '\\', '\n'], " "),
                ..meeting
            })
            .collect();
        let writing = Writing { delimiter, separator: "、", ..plain() };
        let text = String::from_utf8(written(&meetings, &writing)).unwrap();
        let (how, header_line, meant) = understood(&text);
        prop_assert_eq!(header_line, 1);
        let mut lines: Vec<&str> = text.lines().collect();
        let place = place.min(lines.len());
        lines.insert(place, &line);
        let (found_how, header_line, found) = understood(&(lines.join("\n") + "\n"));
        prop_assert_eq!(found_how, how);
        prop_assert_eq!(header_line, if place == 0 { 2 } else { 1 });
        prop_assert_eq!(found, meant);
    }
}
