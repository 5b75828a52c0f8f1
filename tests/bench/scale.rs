//! Regions of `jianfu demo` from a village up, audited as whole processes in the formats that people
//! look at: `cargo bench --bench scale [-- SIZE]`, up to a city where not said.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod measure;

use std::fs;

use jianfu::demo::{Size, region};
use jianfu::text::Language;

const RUNS: usize = 3;
const SIZES: [&str; 5] = ["village", "township", "county", "city", "province"];

fn main() {
    let asked = std::env::args().skip(1).find(|own| !own.starts_with('-'));
    let largest = asked.as_deref().unwrap_or("city");
    assert!(SIZES.contains(&largest), "a size of jianfu demo");
    println!("{} cores, median of {RUNS} runs", measure::cores());
    for name in SIZES {
        audit(name);
        if name == largest {
            break;
        }
    }
}

fn audit(name: &str) {
    let folder = tempfile::tempdir().expect("a folder for the data");
    let size: Size = name.parse().expect("a size");
    let demo = region(1, size, Language::En, false);
    let mut bytes = 0;
    for (file, text) in &demo.files {
        bytes += text.len();
        fs::write(folder.path().join(file), text).expect("room for the data");
    }
    let folder = folder.path().to_string_lossy();
    // A million findings are for no page and no workbook.
    let formats: &[&str] = match name {
        "province" => &["csv"],
        _ => &["csv", "html", "xlsx"],
    };
    for format in formats {
        let mut peak = 0;
        let took = measure::median(RUNS, || {
            let arguments = ["audit", &folder, "--quiet", "--format", format];
            let (took, memory) = measure::process(&arguments);
            peak = peak.max(memory);
            took
        });
        println!(
            "{name:9} {:>9} rows {:>6.1} MB  {format:5} {:>7.2} s {:>6} MiB",
            demo.rows,
            bytes as f64 / 1e6,
            took.as_secs_f64(),
            peak / 1024
        );
    }
}
