//! What the words of a header say for a field. A pattern names the meanings that a header of the
//! field has: `organize|hold org` is a unit that organizes or holds. A header fits where every
//! word of it is explained, every demanded meaning is there, and its last word is no unknown one.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::phrase::Phrase;
use crate::ledger::schema::{Ledger, Schema};

/// One demanded or allowed part of a pattern.
#[derive(Clone, Debug)]
struct Slot {
    meanings: Vec<&'static str>,
    is_optional: bool,
    /// The word must be the last of the header: 召开的会议 is a meeting, 会议组织 is not.
    is_last: bool,
}

/// A pattern as it is matched.
#[derive(Clone, Debug)]
struct Pattern {
    weight: f64,
    slots: Vec<Slot>,
}

/// The patterns of one ledger: for each name of a target its own, in order.
type Patterns = HashMap<&'static str, Vec<Pattern>, FxBuildHasher>;

/// What words alone are worth where a pattern names no weight of its own.
const USUAL: f64 = 0.92;
/// A word whose meaning is not known takes so much off.
const UNKNOWN: f64 = 0.24;
/// A word that no header of the field has takes so much off.
const UNEXPECTED: f64 = 0.3;
/// Meanings that make another field of a header, or none at all.
const DISTRACTORS: [&str; 50] = [
    "negation",
    "onsite",
    "remote",
    "leader",
    "level",
    "previous",
    "next",
    "last",
    "record",
    "update",
    "phone",
    "money",
    "attachment",
    "certificate",
    "reminder",
    "capacity",
    "copies",
    "remark",
    "status",
    "short",
    "address",
    "absent",
    "sitin",
    "ccsend",
    "secret",
    "draft",
    "person",
    "deadline",
    "reply",
    "convey",
    "superior",
    "result",
    "problem",
    "expire",
    "disband",
    "offline",
    "finish",
    "advance",
    "cumulative",
    "average",
    "daily",
    "weekly",
    "monthly",
    "should",
    "end",
    "offhours",
    "active",
    "joint",
    "build",
    "speak",
];
/// A header of roles alone (名称, 单位, 日期) says little about which thing's they are.
const GENERIC: f64 = 0.14;
/// Meanings that are roles: they say what sort of value it is, not of what.
const ROLES: [&str; 15] = [
    "name",
    "org",
    "subject_body",
    "object",
    "day",
    "time",
    "count",
    "people",
    "person",
    "kind",
    "level",
    "id",
    "number",
    "content",
    "way",
];

/// What the words of a header say for one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wording {
    /// From 0 to 1.
    pub score: f64,
    /// They name the thing or what is done with it, not only a role.
    pub is_specific: bool,
    /// They hold nothing that a header of the field has not.
    pub is_exact: bool,
}

/// What a header says for the target of a ledger that is called `name`; `None` where it is not
/// called so.
#[must_use]
pub fn wording(phrase: &Phrase, ledger: Ledger, name: &str) -> Option<Wording> {
    let patterns = PATTERNS[ledger as usize].get(name)?;
    let things = ledger.schema().things;
    patterns
        .iter()
        .filter_map(|pattern| pattern.fits(phrase, things))
        .max_by(|left, right| left.score.total_cmp(&right.score))
}

/// How much a header and a field have in common, from 0 to 1: the share of its words that a header of the
/// field could have. More than half is worth a question, never a conclusion.
#[must_use]
pub fn relatedness(phrase: &Phrase, ledger: Ledger, name: &str) -> f64 {
    let Some(patterns) = PATTERNS[ledger as usize].get(name) else {
        return 0.0;
    };
    let things = ledger.schema().things;
    let words = phrase.words.len().max(1) as f64;
    patterns
        .iter()
        .map(|pattern| {
            let shared = phrase.words.iter().filter(|word| {
                word.meaning.is_some_and(|meaning| {
                    things.contains(&meaning)
                        || pattern
                            .slots
                            .iter()
                            .any(|slot| slot.meanings.contains(&meaning))
                })
            });
            shared.count() as f64 / words
        })
        .fold(0.0, f64::max)
}

/// Whether a header names a thing or what is done with it, and not only a role.
#[must_use]
pub fn is_specific(phrase: &Phrase) -> bool {
    phrase.asks_whether
        || phrase
            .words
            .iter()
            .any(|word| word.meaning.is_none_or(|meaning| !ROLES.contains(&meaning)))
}

impl Pattern {
    fn fits(&self, phrase: &Phrase, things: &[&str]) -> Option<Wording> {
        let last = phrase.words.last()?;
        last.meaning?;
        let (mut unknown, mut unexpected) = (0, 0);
        let mut filled = vec![false; self.slots.len()];
        let mut is_specific = phrase.asks_whether;
        for word in &phrase.words {
            let Some(meaning) = word.meaning else {
                unknown += 1;
                continue;
            };
            let slot = self
                .slots
                .iter()
                .position(|slot| slot.meanings.contains(&meaning));
            match slot {
                Some(slot) => filled[slot] = true,
                None if things.contains(&meaning) => {}
                None if DISTRACTORS.contains(&meaning) => return None,
                None => unexpected += 1,
            }
            is_specific |= !ROLES.contains(&meaning);
        }
        let is_whole = self.slots.iter().zip(&filled).all(|(slot, filled)| {
            let ends = last
                .meaning
                .is_some_and(|meaning| slot.meanings.contains(&meaning));
            (*filled || slot.is_optional) && (ends || !slot.is_last)
        });
        let generic = if is_specific { 0.0 } else { GENERIC };
        let ends_well = unexpected == 0
            || last.meaning.is_some_and(|meaning| {
                self.slots
                    .iter()
                    .any(|slot| slot.meanings.contains(&meaning))
            });
        (is_whole && ends_well).then_some(Wording {
            score: self.weight
                - UNKNOWN * f64::from(unknown)
                - UNEXPECTED * f64::from(unexpected)
                - generic,
            is_specific: is_specific && unexpected == 0,
            is_exact: unexpected == 0,
        })
    }

    /// Reads `70: organize|hold org name?` and `attend? meeting$`.
    fn read(text: &'static str) -> Self {
        let (weight, text) = match text.split_once(':') {
            Some((weight, rest)) => (
                weight.parse::<f64>().map_or(USUAL, |weight| weight / 100.0),
                rest,
            ),
            None => (USUAL, text),
        };
        let slots = text.split_whitespace().map(|slot| {
            let (is_optional, is_last) = (slot.ends_with('?'), slot.ends_with('$'));
            let meanings = slot.trim_end_matches(['?', '$']).split('|');
            let meanings = meanings.flat_map(|meaning| match meaning {
                "ORG" => vec!["org", "subject_body", "body"],
                "DAY" => vec!["day", "time"],
                "COUNT" => vec!["count", "people", "number", "pieces"],
                other => vec![other],
            });
            Slot {
                meanings: meanings.collect(),
                is_optional,
                is_last,
            }
        });
        Self {
            weight,
            slots: slots.collect(),
        }
    }
}

static PATTERNS: LazyLock<Vec<Patterns>> =
    LazyLock::new(|| Ledger::ALL.map(|ledger| patterns(ledger.schema())).into());

fn patterns(schema: &'static Schema) -> Patterns {
    schema
        .meanings
        .iter()
        .chain(schema.folded_meanings)
        .map(|(name, patterns)| {
            let patterns = patterns.iter().map(|pattern| Pattern::read(pattern));
            (*name, patterns.collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::read::mapping::{Target, field_name};

    #[test]
    fn every_pattern_speaks_of_a_target_and_of_known_meanings() {
        let known: Vec<&str> = super::super::lexicon::LEXICON
            .iter()
            .flat_map(|(meaning, _)| meaning.split('+'))
            .chain(
                super::super::lexicon::TURNED
                    .iter()
                    .map(|(_, turned)| *turned),
            )
            .collect();
        for ledger in Ledger::ALL {
            let schema = ledger.schema();
            let targets: Vec<String> = (0..schema.fields.len())
                .map(Target::Field)
                .chain((0..schema.mixed.len()).map(Target::Mixed))
                .chain((0..schema.folded.len()).map(Target::Folded))
                .map(|target| field_name(schema, target))
                .collect();
            for (name, _) in schema.meanings {
                assert!(targets.iter().any(|target| target == name), "{name}");
                let patterns = &PATTERNS[ledger as usize][name];
                for pattern in patterns {
                    let demanded = pattern.slots.iter().any(|slot| !slot.is_optional);
                    assert!(demanded, "{}: {name} demands nothing", schema.name);
                }
                for slot in patterns.iter().flat_map(|pattern| &pattern.slots) {
                    for meaning in &slot.meanings {
                        assert!(
                            known.contains(meaning),
                            "{}: {name}: {meaning}",
                            schema.name
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn words_speak_for_the_field_that_they_describe_and_for_no_other() {
        let phrase = |header: &str| Phrase::read(&[header.to_owned()]);
        let says = |header: &str, field: &str| wording(&phrase(header), Ledger::Meetings, field);
        assert!(says("会议题目", "title").is_some_and(|wording| wording.is_specific));
        assert!(says("召集部门", "organizer").is_some());
        assert!(says("登记日期", "date").is_none());
        assert!(says("是否未经审批", "approved").is_none());
        assert!(says("是否审批", "approved").is_some());
        assert!(says("会议室容量", "venue").is_none());
        assert!(says("日期", "date").is_some_and(|wording| !wording.is_specific));
        let unknown = says("圩日会议题目", "title").map(|wording| wording.score);
        assert!(unknown < says("会议题目", "title").map(|wording| wording.score));
    }
}
