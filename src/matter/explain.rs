//! Why two rows are the same matter: which words of their titles matched, which were discounted
//! and as what, which stand in one of them alone, and where each stood. It takes the titles apart
//! again as they were taken apart for the judgement; nothing here decides anything.

use rustc_hash::FxHashSet;

use super::corpus::each_run_term;
use super::english::stem;
use super::lexicon::{Lexicon, Role};
use super::title::{self, Part};

/// What a judgement rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// A row declares what it conveys.
    Declared,
    /// The titles are so alike, from 0 to 1.
    Alike(f64),
}

/// What one title says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The title as it is compared: in compatibility form and lower case.
    pub title: String,
    /// Its stretches, from the left.
    pub stretches: Vec<Stretch>,
}

/// A stretch of a title, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What it does.
    pub role: Role,
    /// The other title has it too.
    pub matched: bool,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Why two rows are the same matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What it rests on.
    pub why: Why,
    /// What the first title says.
    pub one: Said,
    /// What the second title says.
    pub other: Said,
}

impl Explanation {
    /// Compares two titles; `names` are those that each may speak of without saying what it is
    /// about.
    pub(super) fn of(
        why: Why,
        (one, names_of_one): (&str, &[String]),
        (other, names_of_other): (&str, &[String]),
        lexicon: &Lexicon,
    ) -> Self {
        let one = Taken::apart(one, names_of_one, lexicon);
        let other = Taken::apart(other, names_of_other, lexicon);
        Self {
            why,
            one: one.beside(&other),
            other: other.beside(&one),
        }
    }
}

/// Whether a word of this role is weighed whatever else the title says.
fn counts(role: Role) -> bool {
    matches!(
        role,
        Role::Matter | Role::Name(_) | Role::Place | Role::Qualifier
    )
}

/// A title with its terms.
struct Taken {
    title: String,
    parts: Vec<Part>,
    terms: Vec<Term>,
}

struct Term {
    text: String,
    role: Role,
    start: usize,
    end: usize,
}

impl Taken {
    fn apart(title: &str, names: &[String], lexicon: &Lexicon) -> Self {
        let title = title::compared(title);
        let mut parts = title::parts(&title, names, lexicon);
        parts.sort_unstable_by_key(|part| (part.start, part.end));
        // Actions count where nothing else is left.
        let only_actions = !parts.iter().any(|part| counts(part.role));
        let mut terms = Vec::new();
        for part in &parts {
            let word = &title[part.start..part.end];
            let mut add = |text: String, start, end| {
                terms.push(Term {
                    text,
                    role: part.role,
                    start,
                    end,
                });
            };
            match part.role {
                Role::Matter if word.is_ascii() => add(stem(word), part.start, part.end),
                Role::Action if !only_actions => {}
                Role::Matter | Role::Action => each_run_term(word, |from, to| {
                    let text = word[from..to].to_owned();
                    add(text, part.start + from, part.start + to);
                }),
                Role::Name(number) => {
                    add(format!("={}", lexicon.name(number)), part.start, part.end);
                }
                Role::Place | Role::Qualifier => {
                    add(word.to_owned(), part.start, part.end);
                }
                _ => {}
            }
        }
        Self {
            title,
            parts,
            terms,
        }
    }

    fn beside(&self, other: &Self) -> Said {
        let theirs: FxHashSet<&str> = other.terms.iter().map(|term| term.text.as_str()).collect();
        let mut stretches = Vec::new();
        for part in &self.parts {
            let own = self
                .terms
                .iter()
                .filter(|term| part.start <= term.start && term.end <= part.end);
            let matched = own.filter(|term| theirs.contains(term.text.as_str()));
            split(part, matched, &mut stretches);
        }
        Said {
            title: self.title.clone(),
            stretches,
        }
    }
}

/// A part as stretches that matched and stretches that did not; pairs of characters overlap.
fn split<'t>(part: &Part, matched: impl Iterator<Item = &'t Term>, stretches: &mut Vec<Stretch>) {
    let mut at = part.start;
    let mut add = |matched, start, end| {
        if start < end {
            stretches.push(Stretch {
                role: part.role,
                matched,
                start,
                end,
            });
        }
    };
    let mut open: Option<(usize, usize)> = None;
    for term in matched.filter(|term| term.role == part.role) {
        match &mut open {
            Some((_, end)) if term.start <= *end => *end = (*end).max(term.end),
            _ => {
                if let Some((start, end)) = open.replace((term.start, term.end)) {
                    add(false, at, start);
                    add(true, start, end);
                    at = end;
                }
            }
        }
    }
    if let Some((start, end)) = open {
        add(false, at, start);
        add(true, start, end);
        at = end;
    }
    add(false, at, part.end);
}
