//! Whole processes timed with their peak memory, and the floor beside which they stand.

#![allow(dead_code, reason = "each benchmark uses a part")]

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

pub(crate) fn median(runs: usize, mut run: impl FnMut() -> Duration) -> Duration {
    run();
    let mut all: Vec<Duration> = (0..runs).map(|_| run()).collect();
    all.sort();
    all[runs / 2]
}

/// The time that the csv crate takes just to count the records.
pub(crate) fn count(files: &[PathBuf]) -> Duration {
    let start = Instant::now();
    let mut records = 0_u64;
    for file in files {
        let file = File::open(file).expect("a readable file");
        let mut reader = csv::Reader::from_reader(file);
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).expect("sound records") {
            records += 1;
        }
    }
    assert!(records > 0);
    start.elapsed()
}

/// Times the program as a whole process and prints it beside the floor.
pub(crate) fn print_beside(
    what: &str,
    rows: usize,
    bytes: u64,
    floor: Duration,
    runs: usize,
    arguments: &[&str],
) {
    let mut peak = 0;
    let took = median(runs, || {
        let (took, memory) = process(arguments);
        peak = peak.max(memory);
        took
    });
    let seconds = took.as_secs_f64();
    println!(
        "{what}, whole process: {seconds:>8.3} s, {:.0} rows/s, {:.1} times the count, peak memory {:.0} MiB ({:.2} times the input)",
        rows as f64 / seconds,
        seconds / floor.as_secs_f64(),
        peak as f64 / 1024.0,
        peak as f64 * 1024.0 / bytes as f64
    );
}

/// Time and peak memory in KiB of one run. The kernel keeps the peak; it is read while the
/// process lives.
pub(crate) fn process(arguments: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_jianfu"))
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .expect("the binary");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().split(' ').next()?.parse().ok());
        peak = peak.max(now.unwrap_or(0));
        if let Some(code) = child.try_wait().expect("the process") {
            assert!(code.success(), "{code}");
            return (start.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
