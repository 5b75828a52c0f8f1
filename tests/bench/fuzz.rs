//! A fuzzer of the reader: every fixture of `fixtures/reading`, whatever its format, with bytes
//! flipped, cut, doubled, spliced and sown with hostile pieces, must load or be refused without a
//! panic or a hang, with every record accounted for and within bounds of memory:
//! `cargo bench --bench fuzz [-- INPUTS]`, 20,000 where not said. The same inputs every time.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod random;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jianfu::ledger::account::FileAccount;
use jianfu::ledger::read::discover::Input;
use jianfu::ledger::read::load;
use jianfu::ledger::read::mapping::TableSettings;
use jianfu::ledger::read::source::Source;
use peak_alloc::PeakAlloc;
use random::Random;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A workbook crate may panic on a damaged book; the reader turns that into a message.
static CAUGHT: AtomicUsize = AtomicUsize::new(0);

/// No input may take longer.
const LONGEST: Duration = Duration::from_secs(20);
/// No input may take more memory than this, and so many times its size.
const MOST_BYTES: usize = 64 << 20;
const MOST_TIMES: usize = 250;

fn main() {
    std::panic::set_hook(Box::new(|_| {
        CAUGHT.fetch_add(1, Ordering::Relaxed);
    }));
    let inputs = random::rows(20_000);
    let seeds = seeds();
    let mut random = Random(20_240_630);
    let (mut tables, mut refused) = (0_usize, 0_usize);
    let mut longest = Duration::ZERO;
    let mut largest = 0;
    for _ in 0..inputs {
        let bytes = mutated(&seeds, &mut random);
        let size = bytes.len();
        let input = Input {
            source: Source::Bytes(bytes.into()),
            file: "-".to_owned(),
            forced: None,
            by_name: None,
        };
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let start = Instant::now();
        let loaded = load(&[input], &TableSettings::default()).expect("no fault of a frame");
        let took = start.elapsed();
        let peak = MEMORY.peak_usage().saturating_sub(before);
        assert!(took < LONGEST, "{size} bytes took {took:?}");
        assert!(
            peak <= MOST_BYTES + MOST_TIMES * size,
            "{size} bytes took {peak} bytes of memory"
        );
        assert!(loaded.accounts.iter().all(FileAccount::adds_up));
        tables += loaded.accounts.len();
        refused += loaded.faults.len();
        longest = longest.max(took);
        largest = largest.max(peak);
    }
    println!(
        "{inputs} inputs from {} fixtures: {tables} tables loaded, {refused} refused, longest {:.0} ms, largest peak {:.1} MiB, panics of the workbook crate caught {}",
        seeds.len(),
        longest.as_secs_f64() * 1e3,
        largest as f64 / 1_048_576.0,
        CAUGHT.load(Ordering::Relaxed)
    );
}

/// The files of every fixture, in order.
fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reading");
    let mut files: Vec<_> = walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable fixture"))
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "expect.json")
        .map(|entry| fs::read(entry.path()).expect("a readable fixture"))
        .collect();
    files.push(Vec::new());
    files
}

fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    const HOSTILE: [&[u8]; 14] = [
        b"\"",
        b"\"\"",
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x81\x30",
        b"\\\"",
        b"=1+1",
        b"99999999999999999999",
        b"<table>",
        b"\xf0\x9f",
    ];
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(64).min(bytes.len() - at);
        match random.below(7) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let again = bytes[at..at + length].to_vec();
                let times = 1 + random.below(50);
                let grown = again.repeat(times);
                bytes.splice(at..at, grown);
            }
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let piece = &other[from..(from + 512).min(other.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            5 => {
                let hostile = HOSTILE[random.below(HOSTILE.len())];
                bytes.splice(at..at, hostile.repeat(1 + random.below(20)));
            }
            _ => {
                let end = at + length;
                bytes[at..end].reverse();
            }
        }
    }
    bytes
}
