//! How often the engine is right about two titles being one matter, over every pair of the labelled
//! titles in `fixtures/matters`: `cargo bench --bench same_matter [-- --wrong] [FILE...]`. The
//! tuning part is what words and weights were chosen on; the measuring part was only ever
//! measured. A part may stand in several files, each a region of its own. `--wrong` lists the pairs
//! of the tuning part, or of FILE, on which engine and labels disagree.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod labelled;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use labelled::{Judged, Labelled, Score};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/matters");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let lists_wrong = arguments.iter().any(|argument| argument == "--wrong");
    let own: Vec<PathBuf> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let parts = if own.is_empty() {
        ["tuning", "measuring"]
            .map(|part| (part, labelled::files(&folder, part)))
            .to_vec()
    } else {
        vec![("own", own)]
    };
    for (part, files) in parts {
        let mut titles = Vec::new();
        let mut judged = Vec::new();
        let mut pairs = 0;
        for file in files {
            let region = labelled::titles(&file);
            pairs += region.len() * (region.len() - 1) / 2;
            judged.extend(
                labelled::judge(&region, &folder.join("units.csv"))
                    .into_iter()
                    .map(|pair| Judged {
                        one: pair.one + titles.len(),
                        other: pair.other + titles.len(),
                        ..pair
                    }),
            );
            titles.extend(region);
        }
        print(part, pairs, &titles, &judged);
        if lists_wrong && part != "measuring" {
            print_wrong(&titles, &judged);
        }
    }
}

fn print(part: &str, pairs: usize, titles: &[Labelled], judged: &[Judged]) {
    let matters: BTreeSet<&str> = titles.iter().map(|title| title.matter.as_str()).collect();
    let score = Score::of(judged);
    println!(
        "{part}: {} titles, {} matters, {pairs} pairs, {} of them of one matter",
        titles.len(),
        matters.iter().filter(|matter| !matter.is_empty()).count(),
        score.right + score.missed,
    );
    println!(
        "  precision {:.4}  recall {:.4}  F1 {:.4}",
        score.precision(),
        score.recall(),
        score.f1()
    );
    let same: Vec<&Judged> = judged
        .iter()
        .filter(|pair| pair.is_same && pair.confidence.is_some())
        .collect();
    let told = same.iter().filter(|pair| pair.session_told).count();
    println!(
        "  sessions told apart or together rightly: {told} of {}",
        same.len()
    );
    print_kinds(titles, judged);
    print_confidence(judged);
}

/// Precision and recall of the pairs that a title of each kind stands in.
fn print_kinds(titles: &[Labelled], judged: &[Judged]) {
    let mut kinds: BTreeMap<&str, Score> = BTreeMap::new();
    for pair in judged {
        let of_pair = Score::of([pair]);
        for title in [pair.one, pair.other] {
            let sum = kinds.entry(titles[title].kind.as_str()).or_default();
            sum.right += of_pair.right;
            sum.wrong += of_pair.wrong;
            sum.missed += of_pair.missed;
        }
    }
    for (kind, score) in kinds {
        println!(
            "    {kind:<14} precision {:.3}  recall {:.3}",
            score.precision(),
            score.recall()
        );
    }
}

fn print_confidence(judged: &[Judged]) {
    println!("  confidence said, and how often it was right");
    let mut bands: BTreeMap<u32, (f64, f64, f64)> = BTreeMap::new();
    for pair in judged {
        if let Some(confidence) = pair.confidence {
            let band = bands.entry((confidence * 20.0) as u32).or_default();
            band.0 += confidence;
            band.1 += f64::from(u8::from(pair.is_same));
            band.2 += 1.0;
        }
    }
    for (said, right, pairs) in bands.into_values() {
        println!(
            "    {:.3} {:.3} ({pairs} pairs)",
            said / pairs,
            right / pairs
        );
    }
}

fn print_wrong(titles: &[Labelled], judged: &[Judged]) {
    let wrong = judged
        .iter()
        .filter(|pair| pair.is_same == pair.confidence.is_none());
    for pair in wrong {
        let (one, other) = (&titles[pair.one], &titles[pair.other]);
        let what = if pair.is_same { "missed" } else { "wrong" };
        println!(
            "{what}\t{}\t{}\t{}\t{}",
            one.matter, one.title, other.matter, other.title
        );
    }
}
