//! What it costs to find the matters of many titles: `cargo bench --bench matter_scale [-- TITLES]`,
//! 10,000 to 3,000,000 where not said. Each size is a year of meetings; there is a matter for every
//! twenty titles, and three titles in ten share a ceremony that no word list knows. The whole
//! process is `jianfu meetings`; the engine alone is the building of the region in this process.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod measure;
mod random;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jianfu::ledger::Ledger;
use jianfu::ledger::read::discover::Input;
use jianfu::ledger::read::load;
use jianfu::ledger::read::mapping::TableSettings;
use jianfu::ledger::read::source::Source;
use jianfu::region::{Bounds, Region, RegionSettings};
use random::{MEETING_ENDINGS, Random};

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 3_000_000];

fn main() {
    let asked = random::rows(0);
    let sizes = if asked == 0 {
        SIZES.to_vec()
    } else {
        vec![asked]
    };
    println!("{} cores, median of 3 runs", measure::cores());
    for titles in sizes {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let file = folder.path().join("meetings.csv");
        let text = meetings(titles);
        fs::write(&file, &text).expect("room for the data");
        drop(text);
        let (whole, peak) = whole(&file);
        let (engine, distinct, candidates) = engine(&file);
        println!(
            "{titles:>9} titles: engine {:>6.2} s, {distinct} distinct residues, {:.1} candidates a title; whole process {:>6.2} s, {:.0} MiB",
            engine.as_secs_f64(),
            candidates as f64 / titles as f64,
            whole.as_secs_f64(),
            peak as f64 / 1024.0
        );
    }
}

/// Median time of the whole process, and its highest peak in KiB.
fn whole(file: &Path) -> (Duration, u64) {
    let file = file.to_string_lossy();
    let mut peak = 0;
    let took = measure::median(3, || {
        let arguments = ["meetings", &file, "--quiet", "--format", "csv"];
        let (took, memory) = measure::process(&arguments);
        peak = peak.max(memory);
        took
    });
    (took, peak)
}

/// Time to build the region, distinct residues, pairs compared.
fn engine(file: &Path) -> (Duration, usize, u64) {
    let input = Input {
        source: Source::File(file.to_owned()),
        file: "meetings.csv".to_owned(),
        forced: Some(Ledger::Meetings),
        by_name: None,
    };
    let loaded = load(&[input], &TableSettings::default()).expect("tables");
    let start = Instant::now();
    let region = Region::build(loaded.ledgers, Bounds::default(), RegionSettings::default())
        .expect("a region");
    let took = start.elapsed();
    let (distinct, candidates) = region.matters.effort();
    (took, distinct, candidates)
}

/// Words of two characters of which the names of matters are made, each of two.
const WORDS: usize = 3000;

const OPENINGS: [&str; 6] = [
    "关于做好",
    "传达学习全省",
    "关于推进",
    "全县",
    "",
    "贯彻落实全市",
];
const UNKNOWN_CEREMONY: &str = "跑出加速度奋进新征程";
const ACTIONS: [&str; 6] = ["", "整治", "隐患排查", "专项行动", "督查", "百日攻坚"];

/// The word of that number: common Chinese characters, of which none stands in a word list often.
fn characters(word: usize) -> [char; 2] {
    let character =
        |number: usize| char::from_u32(0x5300 + (number % 1500) as u32 * 5).unwrap_or_default();
    [character(word * 13), character(word * 101 + 7)]
}

fn meetings(titles: usize) -> String {
    let matters = (titles / 20).max(1);
    let mut random = Random(20_241_124);
    let mut text = String::with_capacity(titles * 100);
    text.push_str("会议名称,召开时间,主办单位\n");
    for _ in 0..titles {
        let county = random.below(60);
        let unit = match random.below(10) {
            0 => "云州市".to_owned(),
            1..=3 => format!("第{county:02}县"),
            _ => format!("第{county:02}县甲{:02}镇", random.below(16)),
        };
        text.push_str(random.of(&OPENINGS));
        let matter = random.below(matters);
        for word in [
            matter % WORDS,
            (matter * 7919 + matter / WORDS * 31) % WORDS,
        ] {
            text.extend(characters(word));
        }
        text.push_str(random.of(&ACTIONS));
        if random.below(10) < 3 {
            text.push_str(UNKNOWN_CEREMONY);
        }
        text.push_str(random.of(&MEETING_ENDINGS));
        let _ = writeln!(text, ",{},{unit}", random.date());
    }
    text
}
