//! What it costs to plan a county: `cargo bench --bench plan [-- INSPECTIONS]`, 20,000 inspections of
//! 2,000 firms by 12 inspectors in a year where not said. Prints the time and memory of the whole
//! process, and the visits of the plan beside the fewest that there could be.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod measure;
mod random;

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use random::Random;

const INSPECTIONS: usize = 20_000;
const FIRMS_A_HUNDRED: usize = 10;
const INSPECTORS: [&str; 12] = [
    "应急管理局",
    "生态环境局",
    "市场监督管理局",
    "消防救援大队",
    "卫生健康局",
    "水务局",
    "农业农村局",
    "住房和城乡建设局",
    "交通运输局",
    "自然资源局",
    "人力资源和社会保障局",
    "城市管理局",
];
const MATTERS: [&str; 8] = [
    "安全生产",
    "环境保护",
    "产品质量",
    "消防安全",
    "职业健康",
    "取水计量",
    "燃气使用",
    "劳动用工",
];

fn main() {
    let inspections = random::rows(INSPECTIONS);
    let firms = (inspections * FIRMS_A_HUNDRED / 100).max(1);
    let folder = tempfile::tempdir().expect("a folder for the data");
    let file = folder.path().join("inspections.csv");
    fs::write(&file, calendar(inspections, firms)).expect("room for the data");
    let file = file.to_string_lossy().into_owned();
    let arguments = [
        "plan",
        &file,
        "--format",
        "json",
        "-q",
        "--apply",
        "joint-inspections",
    ];
    let mut peak = 0;
    let took = measure::median(5, || {
        let (took, memory) = measure::process(&arguments);
        peak = peak.max(memory);
        took
    });
    let output = Command::new(env!("CARGO_BIN_EXE_jianfu"))
        .args(arguments)
        .output()
        .expect("the binary");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    let rates = &report["inspections"];
    println!(
        "{} cores, median of 5 runs: {inspections} inspections of {firms} firms, whole process {:.2} s, {:.0} MiB",
        measure::cores(),
        took.as_secs_f64(),
        peak as f64 / 1024.0
    );
    println!(
        "visits {} -> {}, no plan needs fewer than {}; joint {} -> {}",
        rates["before"]["visits"],
        rates["after"]["visits"],
        rates["fewest_visits"],
        rates["before"]["joint_share"],
        rates["after"]["joint_share"]
    );
}

/// A year of inspections on workdays, each of a firm by an inspector on one to three matters.
fn calendar(inspections: usize, firms: usize) -> String {
    let mut random = Random(20_240_101);
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
    let mut text = "target,inspector,date,kind,matters,hours,receivers,planned\n".to_owned();
    for _ in 0..inspections {
        // 52 weeks of five days.
        let day = random.below(260) as u64;
        let day = first + chrono::Days::new(day / 5 * 7 + day % 5);
        let matters = 1 + random.below(3);
        let from = random.below(MATTERS.len() - matters);
        let matters = MATTERS[from..from + matters].join("、");
        let (firm, inspector) = (random.below(firms), random.of(&INSPECTORS).to_owned());
        let (hours, people) = (1 + random.below(5), 1 + random.below(4));
        writeln!(
            text,
            "云岭县{firm}号示例厂,云岭县{inspector},{day},inspection,{matters},{hours},{people},yes"
        )
        .expect("room in memory");
    }
    text
}
