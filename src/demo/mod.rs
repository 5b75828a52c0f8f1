//! A synthetic region: ledgers as offices export them, with burden planted in them and a file that
//! says what. One seed gives one region, byte for byte, on every machine: the numbers come from a
//! stream cipher, whole numbers only, and nothing hangs on time, threads or the order of hashes.

mod headers;
mod ledgers;
mod messy;
mod places;
mod planted;
mod words;

use std::str::FromStr;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde::Serialize;

use crate::text::Language;
use ledgers::Ledgers;
use places::Places;
use words::{CHINESE, ENGLISH, Words};

/// About how many rows a region has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub usize);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rows = match text {
            "village" => 200,
            "township" => 2_000,
            "county" => 20_000,
            "city" => 200_000,
            "province" => 2_000_000,
            number => number.replace(['_', ','], "").parse().map_err(|_| {
                "write village, township, county, city, province or a number of rows".to_owned()
            })?,
        };
        if (100..=50_000_000).contains(&rows) {
            Ok(Self(rows))
        } else {
            Err("a region has 100 to 50,000,000 rows".to_owned())
        }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

/// A region as files.
pub struct Demo {
    /// Names and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// Rows of all ledgers.
    pub rows: usize,
}

/// What was planted: a rule, and the rows that it must find, by their ids.
#[derive(Clone, Debug, Serialize)]
struct Planted {
    rule: &'static str,
    ledger: &'static str,
    ids: Vec<String>,
}

/// What stands in truth.json.
#[derive(Serialize)]
struct Truth {
    seed: u64,
    rows: usize,
    matters: usize,
    planted: Vec<Planted>,
}

/// Whole numbers from a seed.
struct Dice(ChaCha8Rng);

impl Dice {
    /// A number below a bound.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound.max(1) as u128) >> 64) as usize
    }

    /// A number between two, both included.
    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn of<'w, T: ?Sized>(&mut self, list: &[&'w T]) -> &'w T {
        list[self.below(list.len())]
    }
}

/// Makes a region.
#[must_use]
pub fn region(seed: u64, size: Size, language: Language, is_messy: bool) -> Demo {
    let words: &Words = match language {
        Language::En => &ENGLISH,
        Language::Zh => &CHINESE,
    };
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(seed));
    let places = Places::of(size.0, words);
    let mut ledgers = Ledgers::of(words);
    ledgers.units(&places, &mut dice);
    let planted = planted::plant(&mut ledgers, &places, &mut dice);
    ledgers.fill(size.0, &places, &mut dice);
    let rows = ledgers.rows();
    let truth = Truth {
        seed,
        rows,
        matters: words.things.len() * words.aspects.len(),
        planted,
    };
    let mut files = if is_messy {
        messy::files(ledgers, &mut dice)
    } else {
        ledgers.files()
    };
    // Writing a plain structure cannot fail.
    let mut text = serde_json::to_vec_pretty(&truth).unwrap_or_default();
    text.push(b'\n');
    files.push(("truth.json".to_owned(), text));
    Demo { files, rows }
}
