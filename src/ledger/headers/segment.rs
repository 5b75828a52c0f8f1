//! A header cut into words: stretches of Chinese as the fewest words of the lexicon, others at blanks.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::lexicon::LEXICON;
use super::phrase::Word;
use crate::ledger::values::normal::is_chinese;

/// Words and what they mean.
type Known = HashMap<&'static str, &'static str, FxBuildHasher>;

pub(super) static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known::default();
    for (meaning, words) in LEXICON {
        for word in *words {
            known.entry(word).or_insert(meaning);
        }
    }
    known
});

/// The longest Chinese word of the lexicon, in characters.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    KNOWN
        .keys()
        .filter(|word| !word.is_ascii())
        .map(|word| word.chars().count())
        .max()
        .unwrap_or(0)
});

/// Cuts a run without blanks or marks into stretches of Chinese and of other letters.
pub(super) fn runs(run: &str, words: &mut Vec<Word>) {
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let chinese = is_chinese(first);
        let end = rest
            .char_indices()
            .find(|(_, c)| is_chinese(*c) != chinese)
            .map_or(rest.len(), |(end, _)| end);
        // app名称 and qq群 are words of both.
        let (stretch, after) = rest.split_at(end);
        rest = after;
        if chinese {
            segment(stretch, words);
        } else {
            let word = stretch.trim_matches(['-', '\'', '&']);
            if !word.is_empty() {
                push(words, word, latin(word));
            }
        }
    }
}

/// The meaning of an English word, in the singular if need be.
fn latin(word: &str) -> Option<&'static str> {
    KNOWN
        .get(word)
        .or_else(|| KNOWN.get(word.trim_end_matches('.')))
        .or_else(|| KNOWN.get(word.strip_suffix('s')?))
        .copied()
}

pub(super) fn push(words: &mut Vec<Word>, text: &str, meaning: Option<&'static str>) {
    let Some(meaning) = meaning else {
        words.push(Word {
            text: text.to_owned(),
            meaning: None,
        });
        return;
    };
    for meaning in meaning.split('+') {
        words.push(Word {
            text: text.to_owned(),
            meaning: Some(meaning),
        });
    }
}

/// A stretch of Chinese as the fewest words: a known word costs little, a character that no word
/// covers much.
fn segment(text: &str, words: &mut Vec<Word>) {
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    let count = starts.len();
    let at = |position: usize| starts.get(position).copied().unwrap_or(text.len());
    // For each end: cost, start of its last word, meaning of that.
    let mut best: Vec<(u32, usize, Option<&'static str>)> = vec![(0, 0, None); count + 1];
    for end in 1..=count {
        let mut found = (best[end - 1].0 + 25, end - 1, None);
        for start in end.saturating_sub(*LONGEST)..end {
            let Some(meaning) = KNOWN.get(&text[at(start)..at(end)]) else {
                continue;
            };
            let cost = best[start].0 + 10 + u32::from(end - start == 1) * 2;
            if cost < found.0 {
                found = (cost, start, Some(*meaning));
            }
        }
        best[end] = found;
    }
    let (mut found, mut end) = (Vec::new(), count);
    while end > 0 {
        let (_, start, meaning) = best[end];
        found.push((start, end, meaning));
        end = start;
    }
    let mut unknown: Option<usize> = None;
    for (start, end, meaning) in found.into_iter().rev() {
        match (meaning, unknown) {
            (None, None) => unknown = Some(start),
            (None, Some(_)) | (Some(_), None) => {}
            (Some(_), Some(from)) => {
                push(words, &text[at(from)..at(start)], None);
                unknown = None;
            }
        }
        if meaning.is_some() {
            push(words, &text[at(start)..at(end)], meaning);
        }
    }
    if let Some(from) = unknown {
        push(words, &text[at(from)..], None);
    }
}
