//! The words that say how a thing is talked about and not what it is, and the names by which one
//! matter goes. They stand in `words/`, one list a file; a region adds regular meetings, names of
//! its places and its own synonyms. What a word is worth where it does count is `corpus`'s affair.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::title;
use crate::ledger::values::normal::narrow;

const CEREMONY: &str = include_str!("words/ceremony.txt");
const LEVELS: &str = include_str!("words/levels.txt");
const SPEAKERS: &str = include_str!("words/speakers.txt");
const VERBS: &str = include_str!("words/verbs.txt");
const ACTIONS: &str = include_str!("words/actions.txt");
const QUALIFIERS: &str = include_str!("words/qualifiers.txt");
const GROUPS: &str = include_str!("words/groups.txt");
const SYNONYMS: &str = include_str!("words/synonyms.txt");
const DEPARTMENTS: &str = include_str!("words/departments.txt");
const ENGLISH_QUALIFIERS: &str = include_str!("words/english_qualifiers.txt");
const ENGLISH: &str = include_str!("words/english.txt");

/// What a region says of its matters (`[matter]` of the configuration).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MatterSettings {
    /// A name of a matter, and what else it is called.
    pub synonyms: BTreeMap<String, Vec<String>>,
}

/// What a word of a title does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The name of the row's own unit or of one above it.
    Unit,
    /// A document number.
    Number,
    /// A session number.
    Session,
    /// A date or the period that is reported on.
    Period,
    /// How the thing is talked about, or a level word.
    Ceremony,
    /// An action that goes with any matter; it counts where nothing else is left.
    Action,
    /// A word that many matters share: it counts for less.
    Qualifier,
    /// The name of a place other than the row's own.
    Place,
    /// One of the names of a known matter, by its number.
    Name(u32),
    /// What the title is about.
    Matter,
}

/// Every known word, ready to be found in titles.
pub(super) struct Lexicon {
    words: AhoCorasick,
    roles: Vec<Role>,
    names: Vec<Box<str>>,
    /// The known matter of the plenary sessions of each holder.
    plenaries: FxHashMap<String, u32>,
}

/// Who holds plenary sessions, and what else they are called.
const HOLDERS: [(&str, &[&str]); 2] = [("中央纪委", &["中纪委"]), ("国务院", &[])];
/// Who holds plenary sessions at each level.
const HOLDERS_OF_LEVELS: [(&str, &[&str]); 3] =
    [("委", &[]), ("政府", &[]), ("纪委", &["纪委监委"])];

impl Lexicon {
    /// The built-in words with the region's own; of a word in several lists the first counts:
    /// the region's synonyms, the built-in ones, regular meetings, ceremony, places, and so on.
    pub(super) fn new(
        settings: &MatterSettings,
        regular: &[String],
        places: &[String],
    ) -> Option<Self> {
        let mut names = Vec::new();
        let mut known: FxHashMap<String, Role> = FxHashMap::default();
        let mut order: Vec<String> = Vec::new();
        let mut add = |word: String, role: Role| {
            if word.chars().count() > 0 && !known.contains_key(&word) {
                known.insert(word.clone(), role);
                order.push(word);
            }
        };
        for (name, others) in &settings.synonyms {
            let role = Role::Name(names.len() as u32);
            names.push(name.as_str().into());
            for word in std::iter::once(name).chain(others) {
                add(folded(word), role);
            }
        }
        for line in lines(SYNONYMS) {
            let role = Role::Name(names.len() as u32);
            let mut words = line.split_whitespace();
            names.extend(words.clone().next().map(Box::from));
            // A blank parts names; within an English one an underscore stands for it.
            words
                .by_ref()
                .for_each(|word| add(folded(&word.replace('_', " ")), role));
        }
        for word in regular {
            add(folded(word), Role::Ceremony);
        }
        for word in speaking() {
            add(word, Role::Ceremony);
        }
        for list in [CEREMONY, LEVELS, GROUPS] {
            words(list).for_each(|word| add(word.to_owned(), Role::Ceremony));
        }
        words(ACTIONS).for_each(|word| add(word.to_owned(), Role::Action));
        words(QUALIFIERS).for_each(|word| add(word.to_owned(), Role::Qualifier));
        for place in places.iter().filter(|place| place.chars().count() > 1) {
            add(place.clone(), Role::Place);
        }
        let plenaries = plenaries(&mut names);
        let roles = order.iter().map(|word| known[word]).collect();
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&order)
            .ok()?;
        Some(Self {
            words,
            roles,
            names,
            plenaries,
        })
    }

    /// The known matter of the plenary sessions of a holder.
    pub(super) fn plenary(&self, holder: &str) -> Option<u32> {
        self.plenaries.get(holder).copied()
    }

    /// The known words of a text, longest first from the left: start, end and role.
    pub(super) fn find<'l>(
        &'l self,
        text: &'l str,
    ) -> impl Iterator<Item = (usize, usize, Role)> + 'l {
        self.words
            .find_iter(text)
            .map(|found| (found.start(), found.end(), self.roles[found.pattern()]))
    }

    /// The first of the names of a known matter.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", AsRef::as_ref)
    }
}

/// Who speaks: a level before a verb of speaking, and departments with and without their level.
fn speaking() -> Vec<String> {
    let mut all = Vec::new();
    for speaker in words(SPEAKERS) {
        all.extend(words(VERBS).map(|verb| format!("{speaker}{verb}")));
    }
    for department in words(DEPARTMENTS) {
        all.push(department.to_owned());
        all.extend(title::LEVELS.map(|level| format!("{level}{department}")));
    }
    all
}

/// Names the plenary sessions of every holder.
fn plenaries(names: &mut Vec<Box<str>>) -> FxHashMap<String, u32> {
    let mut plenaries = FxHashMap::default();
    let mut add = |level: &str, (holder, others): (&str, &[&str])| {
        let number = names.len() as u32;
        names.push(format!("{level}{holder}全会").into());
        for called in std::iter::once(&holder).chain(others) {
            plenaries.insert(format!("{level}{called}"), number);
        }
    };
    for holder in HOLDERS {
        add("", holder);
    }
    for level in ["省", "市", "县", "区", "州", "旗"] {
        for holder in HOLDERS_OF_LEVELS {
            add(level, holder);
        }
    }
    plenaries
}

/// Whether an English word is ceremony.
pub(super) fn is_english_ceremony(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words(ENGLISH).collect());
    WORDS.contains(word)
}

/// Whether an English word is one that many matters share.
pub(super) fn is_english_qualifier(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words(ENGLISH_QUALIFIERS).collect());
    WORDS.contains(word)
}

fn folded(word: &str) -> String {
    narrow(word).trim().to_lowercase()
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}
