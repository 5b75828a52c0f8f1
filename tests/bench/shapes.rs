//! Reading tables of about equal size and very unlike shape: few rows of very many columns, as
//! many of both, very many rows of few columns. Reading is linear in bytes, so a megabyte of each
//! takes about as long: `cargo bench --bench shapes`.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod measure;

use std::fmt::Write as _;
use std::fs;

const RUNS: usize = 3;
/// Rows and columns.
const SHAPES: [(usize, usize); 3] = [(10, 100_000), (1_000, 1_000), (100_000, 10)];

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the data");
    println!(
        "tables of {} cells, tab-separated, whole process, {} cores, median of {RUNS} runs",
        SHAPES[0].0 * SHAPES[0].1,
        measure::cores()
    );
    let mut all = Vec::new();
    for (rows, columns) in SHAPES {
        let text = table(rows, columns);
        let file = folder.path().join(format!("会议{rows}.csv"));
        fs::write(&file, &text).expect("room for the data");
        let path = file.to_string_lossy().into_owned();
        let took = measure::median(RUNS, || measure::process(&["check", &path]).0);
        let seconds = took.as_secs_f64() / (text.len() as f64 / 1e6);
        println!("{rows:>7} rows × {columns:>7} columns: {seconds:.3} s/MB");
        all.push(seconds);
    }
    let most = all.iter().copied().fold(0.0, f64::max);
    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
    println!("slowest to fastest: {:.1}", most / least);
}

/// A table of meetings with columns of numbers to its right.
fn table(rows: usize, columns: usize) -> String {
    let mut text = String::from("会议名称\t召开时间\t主办单位");
    for column in 3..columns {
        // Writing to a string cannot fail.
        let _ = write!(text, "\t指标{column}");
    }
    for row in 0..rows {
        let day = 1 + row % 28;
        let _ = write!(text, "\n河堤巡查会{row}\t2023-05-{day:02}\t石桥县水利局");
        for column in 3..columns {
            let _ = write!(text, "\t{}", (row * 31 + column * 7) % 10_000);
        }
    }
    text.push('\n');
    text
}
