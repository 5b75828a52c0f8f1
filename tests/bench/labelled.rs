//! Titles labelled by their matter, and how well the engine agrees with the labels over all pairs
//! of a part. The engine is asked through the whole pipeline: titles stand in a ledger of a region.

#![allow(
    dead_code,
    clippy::expect_used,
    reason = "the benchmark and the tests each use a part, and stop at the first fault"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jianfu::ledger::Ledger;
use jianfu::ledger::read::discover::Input;
use jianfu::ledger::read::load;
use jianfu::ledger::read::mapping::TableSettings;
use jianfu::ledger::read::source::Source;
use jianfu::matter::RowOf;
use jianfu::region::{Bounds, Region, RegionSettings};

/// One labelled title; a blank matter means that the title says none.
#[derive(Clone, serde::Deserialize)]
pub(crate) struct Labelled {
    pub(crate) matter: String,
    pub(crate) unit: String,
    pub(crate) title: String,
    pub(crate) session: String,
    pub(crate) kind: String,
}

/// The files of a part: `tuning-1.csv` and so on.
pub(crate) fn files(folder: &Path, part: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of parts");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(part)
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no file of the part {part}");
    files
}

/// The titles of a file.
pub(crate) fn titles(path: &Path) -> Vec<Labelled> {
    let mut reader = csv::Reader::from_path(path).expect("a readable part");
    let titles = reader.deserialize();
    titles
        .map(|title| title.expect("a labelled title"))
        .collect()
}

/// A pair of titles of which the labels or the engine say that they are one matter.
pub(crate) struct Judged {
    pub(crate) one: usize,
    pub(crate) other: usize,
    pub(crate) is_same: bool,
    pub(crate) confidence: Option<f64>,
    /// Whether labels and engine agree on the session.
    pub(crate) session_told: bool,
}

/// Every such pair, titles standing together in one region.
pub(crate) fn judge(titles: &[Labelled], units: &Path) -> Vec<Judged> {
    let region = region(titles, units);
    let row_of: BTreeMap<(&str, &str), usize> = {
        let table = region.table(Ledger::Meetings);
        let texts = table.texts("title");
        let rows = 0..table.rows();
        rows.map(|row| {
            let unit = region.name(region.imposer(Ledger::Meetings, row));
            ((unit, texts.get(row).unwrap_or_default()), row)
        })
        .collect()
    };
    let rows: Vec<RowOf> = titles
        .iter()
        .map(|title| {
            let row = row_of[&(title.unit.as_str(), title.title.as_str())];
            RowOf(Ledger::Meetings, row)
        })
        .collect();
    let mut judged = Vec::new();
    for other in 0..titles.len() {
        for one in 0..other {
            let is_same =
                !titles[one].matter.is_empty() && titles[one].matter == titles[other].matter;
            let confidence = region.matters.same(rows[one], rows[other]);
            if is_same || confidence.is_some() {
                let differ = titles[one].session != titles[other].session
                    && !titles[one].session.is_empty()
                    && !titles[other].session.is_empty();
                judged.push(Judged {
                    one,
                    other,
                    is_same,
                    confidence,
                    session_told: region.matters.other_session(rows[one], rows[other]) == differ,
                });
            }
        }
    }
    judged
}

/// A region whose meetings have these titles.
pub(crate) fn region(titles: &[Labelled], units: &Path) -> Region {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: [&str; 3]| writer.write_record(record).expect("room");
    write(["title", "date", "organizer"]);
    for (number, title) in titles.iter().enumerate() {
        // Rows that are equal in everything would count once.
        let date = format!("2024-05-{:02}", 1 + number % 28);
        write([&title.title, &date, &title.unit]);
    }
    let text = writer.into_inner().expect("room");
    let input = |source, name: &str, ledger| Input {
        source,
        file: name.to_owned(),
        forced: Some(ledger),
        by_name: None,
    };
    let inputs = [
        input(Source::File(units.to_owned()), "units.csv", Ledger::Units),
        input(Source::Bytes(text.into()), "meetings.csv", Ledger::Meetings),
    ];
    let loaded = load(&inputs, &TableSettings::default()).expect("tables");
    assert!(loaded.faults.is_empty());
    Region::build(loaded.ledgers, Bounds::default(), RegionSettings::default()).expect("a region")
}

/// How well engine and labels agree.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) right: f64,
    pub(crate) wrong: f64,
    pub(crate) missed: f64,
}

impl Score {
    pub(crate) fn of<'j>(judged: impl IntoIterator<Item = &'j Judged>) -> Self {
        let mut score = Self::default();
        for pair in judged {
            match (pair.is_same, pair.confidence.is_some()) {
                (true, true) => score.right += 1.0,
                (false, true) => score.wrong += 1.0,
                (true, false) => score.missed += 1.0,
                (false, false) => {}
            }
        }
        score
    }

    pub(crate) fn precision(&self) -> f64 {
        self.right / (self.right + self.wrong).max(1.0)
    }

    pub(crate) fn recall(&self) -> f64 {
        self.right / (self.right + self.missed).max(1.0)
    }

    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.right / (2.0 * self.right + self.wrong + self.missed).max(1.0)
    }
}
