//! The distinct residues of a region, their terms, and what each term weighs: the rarer it is in
//! the region the more, so that what everybody writes weighs next to nothing. From the weights of
//! what two residues share comes how alike they are.

use rustc_hash::FxHashMap;

use super::english::stem;
use super::title::mark;

/// Residues that the region is taken to have besides its own, so that a handful of titles is
/// weighed nearly evenly.
const BACKGROUND: f64 = 10.0;
/// What a known matter weighs, in terms of two characters: where two titles name the same one, what
/// else they say seldom makes them two matters.
const NAME_WEIGHT: f64 = 5.0;
/// The part of containment in likeness; the rest is Dice.
pub(super) const CONTAINMENT: f64 = 0.4;
/// How much of their likeness two residues keep of which one speaks of a known matter beside the
/// one that they share.
const OTHER_NAME: f64 = 0.7;
/// What one character weighs, beside the pairs that it stands in: 防返贫 and 防止返贫 share one pair
/// and three characters.
const CHARACTER_WEIGHT: f64 = 0.3;
/// What the name of a place weighs.
const PLACE_WEIGHT: f64 = 0.5;
/// What a word weighs that many matters share.
const QUALIFIER_WEIGHT: f64 = 0.3;

/// Residues by number, with their terms and weights.
pub(super) struct Corpus {
    /// The terms of each residue, ascending, one after the other.
    terms: Vec<u32>,
    /// Where the terms of each residue begin in `terms`; one more than there are residues.
    bounds: Vec<u32>,
    /// What each term weighs.
    weights: Vec<f32>,
    /// What all terms of a residue weigh.
    heaviness: Vec<f32>,
    is_place: Vec<bool>,
    is_name: Vec<bool>,
    /// See [`Corpus::proposes`].
    proposes: Vec<bool>,
    is_shared: Vec<bool>,
}

impl Corpus {
    /// A corpus of distinct residues.
    pub(super) fn of(texts: &[Box<str>]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (mut terms, mut bounds) = (Vec::new(), vec![0_u32]);
        let mut own: Vec<u32> = Vec::new();
        for text in texts {
            own.clear();
            each_term(text, |term| own.push(vocabulary.number(term)));
            own.sort_unstable();
            own.dedup();
            for term in &own {
                vocabulary.documents[*term as usize] += 1;
            }
            terms.extend_from_slice(&own);
            bounds.push(terms.len() as u32);
        }
        add_abbreviations(texts, &mut vocabulary, &mut terms, &mut bounds);
        let Vocabulary {
            documents,
            classes,
            is_place,
            is_name,
            is_character,
            ..
        } = vocabulary;
        let is_shared: Vec<bool> = documents.iter().map(|found| *found > 1).collect();
        let proposes = is_shared.iter().zip(&is_character);
        let proposes = proposes.map(|(shared, one)| *shared && !one).collect();
        let all = (bounds.len() - 1) as f64 + BACKGROUND;
        // Inverse document frequency (Spärck Jones 1972).
        let weights: Vec<f32> = documents
            .iter()
            .zip(&classes)
            .map(|(found, class)| (class * (all / (f64::from(*found) + 1.0)).ln()) as f32)
            .collect();
        let heaviness = bounds
            .windows(2)
            .map(|pair| {
                let own = &terms[pair[0] as usize..pair[1] as usize];
                own.iter().map(|term| weights[*term as usize]).sum()
            })
            .collect();
        Self {
            terms,
            bounds,
            weights,
            heaviness,
            is_place,
            is_name,
            proposes,
            is_shared,
        }
    }

    /// How many residues there are.
    pub(super) fn len(&self) -> usize {
        self.heaviness.len()
    }

    /// How many different terms there are.
    pub(super) fn vocabulary(&self) -> usize {
        self.weights.len()
    }

    /// The terms of a residue, ascending.
    pub(super) fn terms(&self, residue: u32) -> &[u32] {
        let residue = residue as usize;
        &self.terms[self.bounds[residue] as usize..self.bounds[residue + 1] as usize]
    }

    /// Whether residues are looked up by a term: not by one character, which too many have, nor by
    /// what one residue alone has.
    pub(super) fn proposes(&self, term: u32) -> bool {
        self.proposes[term as usize]
    }

    /// Whether another residue has a term too.
    pub(super) fn is_shared(&self, term: u32) -> bool {
        self.is_shared[term as usize]
    }

    /// What a term weighs.
    pub(super) fn weight(&self, term: u32) -> f32 {
        self.weights[term as usize]
    }

    /// What all terms of a residue weigh.
    pub(super) fn heaviness(&self, residue: u32) -> f32 {
        self.heaviness[residue as usize]
    }

    /// How alike two residues are, 0 to 1: in part the share of the lighter one that stands in the
    /// other, in part Dice, both over weights. Two that name different places are not alike.
    pub(super) fn likeness(&self, one: u32, other: u32) -> f64 {
        if one == other {
            return 1.0;
        }
        let (left, right) = (self.terms(one), self.terms(other));
        if self.places_differ(left, right) {
            return 0.0;
        }
        let shared = self.shared(left, right);
        let names = if self.names_differ(left, right) {
            OTHER_NAME
        } else {
            1.0
        };
        let (left, right) = (self.heaviness(one), self.heaviness(other));
        likeness(shared, left, right) * names
    }

    fn shared(&self, left: &[u32], right: &[u32]) -> f32 {
        let (mut first, mut second, mut shared) = (0, 0, 0.0);
        while first < left.len() && second < right.len() {
            match left[first].cmp(&right[second]) {
                std::cmp::Ordering::Less => first += 1,
                std::cmp::Ordering::Greater => second += 1,
                std::cmp::Ordering::Equal => {
                    shared += self.weight(left[first]);
                    first += 1;
                    second += 1;
                }
            }
        }
        shared
    }

    /// One speaks of a known matter that the other leaves out: 营养餐食品安全 is not 食品安全.
    fn names_differ(&self, left: &[u32], right: &[u32]) -> bool {
        let is_name = |term: &&u32| self.is_name[**term as usize];
        let mut left = left.iter().filter(is_name).peekable();
        let mut right = right.iter().filter(is_name).peekable();
        left.peek().is_some() && right.peek().is_some() && !left.eq(right)
    }

    /// 关于红旗村…的批复 is not 关于东风村…的批复.
    fn places_differ(&self, left: &[u32], right: &[u32]) -> bool {
        let is_place = |term: &&u32| self.is_place[**term as usize];
        let mut left = left.iter().filter(is_place).peekable();
        let mut right = right.iter().filter(is_place).peekable();
        left.peek().is_some() && right.peek().is_some() && !left.eq(right)
    }
}

/// The distinct terms of all residues, numbered as they come.
#[derive(Default)]
struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
    /// How many residues have each term.
    documents: Vec<u32>,
    /// What each term weighs for what it is.
    classes: Vec<f64>,
    is_place: Vec<bool>,
    is_name: Vec<bool>,
    is_character: Vec<bool>,
}

impl Vocabulary {
    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(term.into(), number);
        self.documents.push(0);
        self.classes.push(class_weight(term));
        self.is_place.push(term.starts_with(mark::PLACE));
        self.is_name.push(term.starts_with(mark::NAME));
        self.is_character.push(is_one_character(term));
        number
    }
}

/// Adds to a residue the words of two characters that shorten one of four, of which they are the
/// first and the third (医疗废物, 医废): those that stand somewhere as a run of their own.
fn add_abbreviations(
    texts: &[Box<str>],
    vocabulary: &mut Vocabulary,
    terms: &mut Vec<u32>,
    bounds: &mut Vec<u32>,
) {
    let short: FxHashMap<[char; 2], u32> = texts
        .iter()
        .flat_map(|text| text.split(mark::RUN).skip(1))
        .filter_map(|run| {
            let mut characters = run.split(mark::ALL).next()?.chars();
            let pair = [characters.next()?, characters.next()?];
            let is_pair = characters.next().is_none() && !pair[0].is_ascii();
            let numbers = &vocabulary.numbers;
            let number = numbers.get(pair.iter().collect::<String>().as_str())?;
            is_pair.then_some((pair, *number))
        })
        .collect();
    if short.is_empty() {
        return;
    }
    let (old_terms, old_bounds) = (std::mem::take(terms), std::mem::take(bounds));
    bounds.push(0);
    let mut characters: Vec<char> = Vec::new();
    for (text, bound) in texts.iter().zip(old_bounds.windows(2)) {
        let own = &old_terms[bound[0] as usize..bound[1] as usize];
        let first = terms.len();
        terms.extend_from_slice(own);
        characters.clear();
        characters.extend(
            text.chars()
                .filter(|character| !mark::ALL.contains(character)),
        );
        let shortened = characters
            .windows(3)
            .filter_map(|three| short.get(&[three[0], three[2]]));
        for term in shortened.filter(|term| own.binary_search(term).is_err()) {
            if !terms[first + own.len()..].contains(term) {
                terms.push(*term);
                vocabulary.documents[*term as usize] += 1;
            }
        }
        terms[first..].sort_unstable();
        bounds.push(terms.len() as u32);
    }
}

/// See [`Corpus::likeness`].
pub(super) fn likeness(shared: f32, left: f32, right: f32) -> f64 {
    if shared <= 0.0 {
        return 0.0;
    }
    let (shared, left, right) = (f64::from(shared), f64::from(left), f64::from(right));
    let contained = shared / left.min(right);
    let dice = 2.0 * shared / (left + right);
    let alike = CONTAINMENT * contained + (1.0 - CONTAINMENT) * dice;
    alike.min(1.0)
}

fn is_one_character(term: &str) -> bool {
    term.chars().count() == 1 && !term.is_ascii()
}

fn class_weight(term: &str) -> f64 {
    match term.chars().next() {
        Some(mark::NAME) => NAME_WEIGHT,
        Some(mark::PLACE) => PLACE_WEIGHT,
        _ if is_one_character(term) => CHARACTER_WEIGHT,
        Some(mark::QUALIFIER) => QUALIFIER_WEIGHT,
        _ => 1.0,
    }
}

/// The terms of a residue: pairs of characters of a Chinese run, stems of English words, and
/// every other word whole, behind its mark.
fn each_term(residue: &str, mut add: impl FnMut(&str)) {
    let mut starts = residue.match_indices(mark::ALL).peekable();
    while let Some((start, own_mark)) = starts.next() {
        let end = starts.peek().map_or(residue.len(), |(next, _)| *next);
        let word = &residue[start + own_mark.len()..end];
        if !own_mark.starts_with(mark::RUN) {
            add(&residue[start..end]);
        } else if word.is_ascii() {
            add(&stem(word));
        } else {
            each_run_term(word, |from, to| add(&word[from..to]));
        }
    }
}

/// The terms of a Chinese run: its pairs of characters, then its characters, by their bytes.
pub(super) fn each_run_term(run: &str, mut add: impl FnMut(usize, usize)) {
    let mut characters = run.char_indices().peekable();
    while let Some((from, character)) = characters.next() {
        if let Some((at, next)) = characters.peek() {
            add(from, at + next.len_utf8());
        }
        add(from, from + character.len_utf8());
    }
}
