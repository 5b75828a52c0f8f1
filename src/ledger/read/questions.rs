//! Questions of a questionnaire: which of them say who a respondent is, and which field a question
//! is by the words in it and the answers below it.

use super::mapping::{Hints, MappedColumn, Target};
use crate::ledger::schema::{Kind, Ledger, Schema};
use crate::ledger::values::normal::narrow;
use crate::ledger::values::{duration, rating};

/// A sample of a column is of a kind if so many of its answered cells are.
const ENOUGH: f64 = 0.5;

/// Whether a word stands in a header: a Chinese one anywhere, any other as a word of its own.
fn has_word(header: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return header.contains(word);
    }
    header.match_indices(word).any(|(start, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !is_letter(header[..start].chars().next_back())
            && !is_letter(header[start + word.len()..].chars().next())
    })
}

pub(super) fn says_who(header: &str, schema: &Schema) -> bool {
    let text = narrow(header).to_lowercase();
    let is_name = matches!(text.trim(), "name" | "微信");
    !schema.personal.is_empty()
        && (is_name || schema.personal.iter().any(|word| has_word(&text, word)))
}

/// Whether a header is a question, `3、您认为……？`, or stands where only questions do.
pub(super) fn is_question(header: &str, ledger: Ledger, hints: &Hints<'_>) -> bool {
    let rest = header.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < header.len() && rest.starts_with(['、', '.', '．']);
    numbered || header.ends_with(['?', '？']) || hints.forced.or(hints.by_name) == Some(ledger)
}

/// Whether a keyword stands in a question: a Chinese one anywhere, any other at the start of a word.
fn begins_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        !word.is_ascii()
            || !text[..start]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_alphanumeric())
    })
}

pub(super) fn by_keyword(header: &str, schema: &Schema) -> Option<usize> {
    let text = narrow(header).to_lowercase();
    schema
        .keywords
        .iter()
        .find(|(_, words)| words.iter().any(|word| begins_word(&text, word)))
        .and_then(|(field, _)| schema.position(field))
}

/// Several questions speak of meetings; the one that is answered on the scale is the rating. A
/// question whose answers are of another kind is no field.
pub(super) fn weigh(columns: &mut [MappedColumn], body: &[&[String]], schema: &Schema) {
    for position in 0..columns.len() {
        let Some(Target::Field(field)) = columns[position].target else {
            continue;
        };
        if !columns[position].by_keyword {
            continue;
        }
        let cells = body.iter().filter_map(|row| row.get(position));
        let fits = match schema.fields[field].kind {
            Kind::Rating => share(cells, |cell| rating::read(cell).is_ok()),
            Kind::Duration => share(cells, |cell| {
                duration::read(cell, columns[position].unit).is_ok()
            }),
            _ => true,
        };
        let is_rating = matches!(schema.fields[field].kind, Kind::Rating);
        let other = columns.iter().enumerate().any(|(other, column)| {
            let stands_first = !column.by_keyword || (!is_rating && other < position);
            other != position && stands_first && column.target == Some(Target::Field(field))
        });
        // A question of 电视电话会议 is answered on the scale; one of the telephone is not.
        let answered = body.iter().filter_map(|row| row.get(position));
        let is_answer = is_rating && fits && answered.filter(|cell| !cell.is_empty()).count() > 0;
        if columns[position].personal && is_answer {
            columns[position].personal = false;
        }
        if !fits || other || columns[position].personal {
            columns[position].target = None;
        }
    }
}

fn share<'c>(cells: impl Iterator<Item = &'c String>, fits: impl Fn(&str) -> bool) -> bool {
    let answered: Vec<bool> = cells
        .filter(|cell| !cell.is_empty())
        .map(|cell| fits(cell))
        .collect();
    let fitting = answered.iter().filter(|fits| **fits).count();
    fitting as f64 >= answered.len() as f64 * ENOUGH
}
