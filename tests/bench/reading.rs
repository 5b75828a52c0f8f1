//! Reading one large export in GB18030, as a whole process (`jianfu check`), beside the time that
//! the csv crate takes just to count its records: `cargo bench --bench reading [-- ROWS]`,
//! 3,000,000 rows (about 500 MB) where not said.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod measure;
mod random;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use random::Random;

const RUNS: usize = 5;

fn main() {
    let rows = random::rows(3_000_000);
    let folder = tempfile::tempdir().expect("a folder for the data");
    let file = folder.path().join("会议台账.csv");
    let bytes = write(&file, rows);
    println!(
        "{rows} rows of GB18030 in one file, {:.1} MB, {} cores, median of {RUNS} runs",
        bytes as f64 / 1e6,
        measure::cores()
    );
    let floor = measure::median(RUNS, || measure::count(std::slice::from_ref(&file)));
    println!("csv crate, bare count: {:>8.3} s", floor.as_secs_f64());
    let path = file.to_string_lossy();
    measure::print_beside("check", rows, bytes, floor, RUNS, &["check", &path]);
}

const THINGS: [&str; 8] = [
    "燃气安全",
    "森林防火",
    "防汛抗旱",
    "秸秆禁烧",
    "人居环境",
    "校园食堂",
    "耕地保护",
    "医保参保",
];
const DOINGS: [&str; 8] = [
    "整治推进会",
    "隐患排查会",
    "动员部署会",
    "专题调度会",
    "工作座谈会",
    "现场观摩会",
    "视频会议",
    "精神传达会",
];

fn write(file: &Path, rows: usize) -> u64 {
    let mut out = BufWriter::new(File::create(file).expect("room for the data"));
    let mut random = Random(20_240_630);
    let mut text = String::from(
        "序号,会议名称,召开时间,主办单位,会议地点,会议时长,参会人数,参会单位,会议形式,备注\n",
    );
    let mut bytes = 0;
    for row in 1..=rows {
        line(row, &mut random, &mut text);
        if text.len() > 1 << 20 || row == rows {
            let (encoded, _, _) = encoding_rs::GB18030.encode(&text);
            out.write_all(&encoded).expect("room for the data");
            bytes += encoded.len() as u64;
            text.clear();
        }
    }
    out.flush().expect("room for the data");
    bytes
}

fn line(row: usize, random: &mut Random, text: &mut String) {
    let (county, town) = (random.below(60), random.below(16));
    let date = match random.below(4) {
        0 => format!("2024年{}月{}日", 1 + random.below(12), 1 + random.below(28)),
        1 => format!("{} 09:{:02}", random.date(), random.below(60)),
        _ => random.date(),
    };
    let called = match random.below(3) {
        0 => "各乡镇".to_owned(),
        1 => format!("\"第{county:02}县教育局,第{county:02}县民政局\""),
        _ => format!("第{county:02}县教育局、第{county:02}县应急局、第{county:02}县财政局"),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{row},第{county:02}县甲{town:02}镇关于{}第{}项工作的{},{date},第{county:02}县甲{town:02}镇,第{}会议室,{}分钟,{}人,{called},{},记录{row}",
        random.of(&THINGS),
        random.below(5000),
        random.of(&DOINGS),
        1 + random.below(9),
        30 + 10 * random.below(9),
        5 + random.below(200),
        random.of(&["现场", "视频", "电视电话", ""]),
    );
}
