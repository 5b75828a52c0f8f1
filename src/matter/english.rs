//! English titles: words by their stems (Porter 1980, the Snowball stemmer of English), without
//! ceremony, months, numbers and the names of the row's own units.

use std::sync::LazyLock;

use regex::Regex;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, Role, is_english_ceremony, is_english_qualifier};
use super::title::Part;
use crate::ledger::values::date_forms::MONTHS;

/// Words that end the name of a place, and whether one that is not the row's own is part of the
/// matter: a village is, the county that everybody is in says nothing.
const PLACES: [(&str, bool); 11] = [
    ("province", false),
    ("city", false),
    ("prefecture", false),
    ("county", false),
    ("district", false),
    ("township", true),
    ("town", true),
    ("subdistrict", true),
    ("village", true),
    ("community", true),
    ("street", true),
];

/// The parts of an English title in lower case.
pub(super) fn parts(text: &str, names: &[String], lexicon: &Lexicon) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut known = own_stretches(text, names);
    known.extend(known_matters(text, lexicon));
    for (start, word) in words(text) {
        let end = start + word.len();
        if let Some(part) = known
            .iter()
            .find(|part| part.start <= start && end <= part.end)
        {
            parts.push(*part);
            continue;
        }
        if let Some((_, is_matter)) = PLACES.iter().find(|(ending, _)| *ending == word)
            && let Some(name) = parts
                .last_mut()
                .filter(|part| part.role == Role::Matter && text[part.end..start].trim().is_empty())
        {
            name.role = if *is_matter { Role::Place } else { Role::Unit };
            name.end = end;
            continue;
        }
        parts.push(Part {
            role: role(word),
            start,
            end,
        });
    }
    parts.dedup();
    parts
}

fn role(word: &str) -> Role {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || MONTHS.contains(&word) || ["q1", "q2", "q3", "q4"].contains(&word) {
        Role::Period
    } else if word.len() < 2 || is_english_ceremony(word) {
        Role::Ceremony
    } else if is_english_qualifier(word) {
        Role::Qualifier
    } else {
        Role::Matter
    }
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("[a-z0-9]+").ok());
    let words = WORD.iter().flat_map(|pattern| pattern.find_iter(text));
    words.map(|found| (found.start(), found.as_str()))
}

/// Where the names of the row's own units stand.
fn own_stretches(text: &str, names: &[String]) -> Vec<Part> {
    let english = names.iter().filter(|name| name.is_ascii());
    english
        .flat_map(|name| text.match_indices(name.as_str()))
        .map(|(start, name)| Part {
            role: Role::Unit,
            start,
            end: start + name.len(),
        })
        .collect()
}

/// Where the names of known matters stand, as whole words.
fn known_matters<'t>(text: &'t str, lexicon: &'t Lexicon) -> impl Iterator<Item = Part> + 't {
    let is_inside = |at: usize| {
        let bytes = text.as_bytes();
        at > 0
            && at < bytes.len()
            && bytes[at - 1].is_ascii_alphanumeric()
            && bytes[at].is_ascii_alphanumeric()
    };
    lexicon
        .find(text)
        .filter(move |(start, end, role)| {
            matches!(role, Role::Name(_)) && !is_inside(*start) && !is_inside(*end)
        })
        .map(|(start, end, role)| Part { role, start, end })
}

/// The stem of an English word.
pub(super) fn stem(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    static FORMS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(forms);
    STEMMER.stem(FORMS.get(word).unwrap_or(&word)).into_owned()
}

/// The first form of each word that has forms which no stemmer brings together.
fn forms() -> FxHashMap<&'static str, &'static str> {
    let lines = include_str!("words/english_forms.txt").lines();
    let mut forms = FxHashMap::default();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        if let Some(first) = words.next() {
            forms.extend(words.map(|word| (word, first)));
        }
    }
    forms
}
