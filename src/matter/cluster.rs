//! Distinct residues to clusters: an inverted index of rare tokens proposes pairs, a weighted
//! similarity verifies them, and clusters join only where every member is like every other, so
//! that A ~ B and B ~ C never carry A to C. Nothing here compares all pairs, and the order of
//! the input does not matter.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::union_find::UnionFind;

/// At least so alike are two residues of one matter.
pub(super) const SAME: f64 = 0.7;
/// At most so many times as heavy is what is alike: of the likeness, [`SAME`] less a half must
/// come from Dice, which is at most `light / (light + heavy)`.
const HEAVIEST: f64 = 1.0 / (SAME - 0.5) - 1.0 + 1e-9;
/// At least so alike is every pair inside a cluster.
const DIAMETER: f64 = 0.5;
/// A token in more residues than this proposes nothing: it is common wording.
const COMMON: usize = 2000;
/// Members that a joining cluster is compared with, at most.
const WITNESSES: usize = 8;

/// Residues, their tokens and weights.
pub(super) struct Corpus {
    tokens: Vec<Vec<u32>>,
    weights: Vec<f64>,
    is_place: Vec<bool>,
    names_place: Vec<bool>,
    heaviness: Vec<f64>,
    postings: Vec<Vec<u32>>,
}

impl Corpus {
    /// A corpus of distinct residues.
    pub(super) fn of<'t>(residues: impl Iterator<Item = &'t str>) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut postings: Vec<Vec<u32>> = Vec::new();
        let mut is_place = Vec::new();
        let mut tokens = Vec::new();
        for (residue, text) in residues.enumerate() {
            let mut own: Vec<u32> = Vec::new();
            for token in tokenize(text) {
                let known = numbers.len() as u32;
                let names_place = token.starts_with('@');
                let token = *numbers.entry(token).or_insert(known);
                if token as usize == postings.len() {
                    postings.push(Vec::new());
                    is_place.push(names_place);
                }
                own.push(token);
            }
            own.sort_unstable();
            own.dedup();
            for token in &own {
                postings[*token as usize].push(residue as u32);
            }
            tokens.push(own);
        }
        let all = tokens.len() as f64;
        // Smoothed inverse document frequency (Manning, Raghavan & Schütze, ch. 6), never below 1,
        // so that a handful of titles is weighed evenly.
        let weights: Vec<f64> = postings
            .iter()
            .map(|found| 1.0 + ((all + 1.0) / (found.len() as f64 + 1.0)).ln())
            .collect();
        let heaviness = tokens
            .iter()
            .map(|own: &Vec<u32>| {
                own.iter()
                    .fold(0.0, |sum, token| sum + weights[*token as usize])
            })
            .collect();
        let names_place = tokens
            .iter()
            .map(|own: &Vec<u32>| own.iter().any(|token| is_place[*token as usize]))
            .collect();
        let mut corpus = Self {
            tokens,
            weights,
            is_place,
            names_place,
            heaviness,
            postings,
        };
        let mut postings = std::mem::take(&mut corpus.postings);
        for found in &mut postings {
            found.sort_unstable_by_key(|residue| corpus.rank(*residue));
        }
        corpus.postings = postings;
        corpus
    }

    /// How alike two residues are, 0 to 1: half containment of the lighter one, half Dice, both
    /// over weights.
    pub(super) fn likeness(&self, one: u32, other: u32) -> f64 {
        if one == other {
            return 1.0;
        }
        let (left, right) = (&self.tokens[one as usize], &self.tokens[other as usize]);
        let both_name_places = self.names_place[one as usize] && self.names_place[other as usize];
        if both_name_places && !self.places(left).eq(self.places(right)) {
            // 关于红旗村…的批复 is not 关于东风村…的批复.
            return 0.0;
        }
        let (mut first, mut second, mut shared) = (0, 0, 0.0);
        while first < left.len() && second < right.len() {
            match left[first].cmp(&right[second]) {
                std::cmp::Ordering::Less => first += 1,
                std::cmp::Ordering::Greater => second += 1,
                std::cmp::Ordering::Equal => {
                    shared += self.weights[left[first] as usize];
                    first += 1;
                    second += 1;
                }
            }
        }
        let (left, right) = (self.heaviness[one as usize], self.heaviness[other as usize]);
        if left <= 0.0 || right <= 0.0 {
            return 0.0;
        }
        0.5 * shared / left.min(right) + 0.5 * (2.0 * shared / (left + right))
    }

    /// The order of residues from light to heavy.
    fn rank(&self, residue: u32) -> (u64, u32) {
        // Weights are above zero, and such floats are ordered as their bits are.
        (self.heaviness[residue as usize].to_bits(), residue)
    }

    fn places<'c>(&'c self, tokens: &'c [u32]) -> impl Iterator<Item = u32> + 'c {
        tokens
            .iter()
            .copied()
            .filter(|token| self.is_place[*token as usize])
    }

    /// The cluster of each residue, by the number of one of its members. The most alike join
    /// first; of equally alike pairs the one whose `names` come first, so that the order of the
    /// input does not matter.
    pub(super) fn clusters(&self, names: &[&str]) -> Vec<u32> {
        let mut by_name: Vec<u32> = (0..names.len() as u32).collect();
        by_name.par_sort_unstable_by_key(|residue| (names[*residue as usize], *residue));
        let mut place = vec![0_u32; names.len()];
        for (position, residue) in by_name.into_iter().enumerate() {
            place[residue as usize] = position as u32;
        }
        let key = |(_, one, other): &(f64, u32, u32)| {
            let (one, other) = (place[*one as usize], place[*other as usize]);
            (one.min(other), one.max(other))
        };
        let mut pairs = self.pairs();
        pairs.par_sort_unstable_by(|left, right| {
            right
                .0
                .total_cmp(&left.0)
                .then_with(|| key(left).cmp(&key(right)))
        });
        let mut cluster: Vec<u32> = (0..self.tokens.len() as u32).collect();
        let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (_, one, other) in pairs {
            let (one, other) = (cluster[one as usize], cluster[other as usize]);
            if one == other {
                continue;
            }
            let (alone, joining_alone) = ([one], [other]);
            let kept = members.get(&one).map_or(&alone[..], Vec::as_slice);
            let joining = members
                .get(&other)
                .map_or(&joining_alone[..], Vec::as_slice);
            if !self.within_diameter(kept, joining) {
                continue;
            }
            for member in joining {
                cluster[*member as usize] = one;
            }
            let all = [kept, joining].concat();
            members.remove(&other);
            members.insert(one, all);
        }
        cluster
    }

    fn within_diameter(&self, kept: &[u32], joining: &[u32]) -> bool {
        kept.iter().take(WITNESSES).all(|one| {
            joining
                .iter()
                .take(WITNESSES)
                .all(|other| self.likeness(*one, *other) >= DIAMETER)
        })
    }

    /// Pairs that are alike, each once, in order.
    fn pairs(&self) -> Vec<(f64, u32, u32)> {
        let all = self.tokens.len();
        (0..all as u32)
            .into_par_iter()
            .map_init(
                || Meetings::new(all),
                |met, residue| self.pairs_of(residue, met),
            )
            .flatten_iter()
            .collect()
    }

    /// Residues like this one, and heavier or equally heavy and later: each pair is found from its
    /// lighter side, which must share at least [`SAME`] of its weight.
    fn pairs_of(&self, residue: u32, met: &mut Meetings) -> Vec<(f64, u32, u32)> {
        let own = self.heaviness[residue as usize];
        let mut rare: Vec<u32> = self.tokens[residue as usize].clone();
        rare.sort_unstable_by_key(|token| (self.postings[*token as usize].len(), *token));
        // What is not shared weighs at most the rest; so of tokens that weigh more than that, one
        // is shared, and of tokens that weigh more by the heaviest of them, two are.
        let spare = (1.0 - SAME) * own;
        let (mut probed, mut heaviest, mut taken, mut needed) = (0.0, 0.0_f64, 0, 2);
        while taken < rare.len() && probed <= spare + heaviest {
            let weight = self.weights[rare[taken] as usize];
            probed += weight;
            heaviest = heaviest.max(weight);
            taken += 1;
        }
        if probed <= spare + heaviest || self.postings[rare[taken - 1] as usize].len() > COMMON {
            needed = 1;
        }
        for token in &rare[..taken] {
            let found = &self.postings[*token as usize];
            if found.len() <= COMMON {
                // Postings go from light to heavy: what is lighter has met this residue already, and
                // what weighs four times as much is not like it, whatever it shares.
                let heavier =
                    found.partition_point(|other| self.rank(*other) <= self.rank(residue));
                let most = HEAVIEST * own;
                let alike = found[heavier..]
                    .iter()
                    .take_while(|other| self.heaviness[**other as usize] <= most);
                alike.for_each(|other| met.count(*other));
            }
        }
        let mut pairs = Vec::new();
        for other in met.often(needed) {
            let likeness = self.likeness(residue, other);
            if likeness >= SAME {
                pairs.push((likeness, residue.min(other), residue.max(other)));
            }
        }
        pairs
    }
}

/// How often each residue was met; one such tally serves many residues in turn.
struct Meetings {
    counts: Vec<u8>,
    met: Vec<u32>,
}

impl Meetings {
    fn new(all: usize) -> Self {
        Self {
            counts: vec![0; all],
            met: Vec::new(),
        }
    }

    fn count(&mut self, residue: u32) {
        let count = &mut self.counts[residue as usize];
        if *count == 0 {
            self.met.push(residue);
        }
        *count = count.saturating_add(1);
    }

    /// Those met at least so often; the tally is empty afterwards.
    fn often(&mut self, needed: u8) -> impl Iterator<Item = u32> {
        let counts = &mut self.counts;
        self.met
            .drain(..)
            .filter(move |residue| std::mem::take(&mut counts[*residue as usize]) >= needed)
    }
}

/// The group of each residue: its cluster, united with others by pairs of residues (union–find).
pub(super) fn united(clusters: &[u32], joined: &[(u32, u32)]) -> Vec<u32> {
    let mut sets = UnionFind::new(clusters.len());
    for (residue, cluster) in clusters.iter().enumerate() {
        sets.unite(residue as u32, *cluster);
    }
    for (one, other) in joined {
        sets.unite(*one, *other);
    }
    (0..clusters.len() as u32)
        .map(|residue| sets.root(residue))
        .collect()
}

/// Character pairs of Chinese pieces, words of others; weak words only where nothing is strong.
fn tokenize(residue: &str) -> Vec<String> {
    let (strong, weak) = residue.split_once('~').unwrap_or((residue, ""));
    let mut tokens = Vec::new();
    for piece in strong.split(' ').filter(|piece| !piece.is_empty()) {
        let characters: Vec<char> = piece.chars().collect();
        if piece.is_ascii() || piece.starts_with('@') || characters.len() == 1 {
            tokens.push(piece.to_owned());
        } else {
            tokens.extend(
                characters
                    .windows(2)
                    .map(|pair| pair.iter().collect::<String>()),
            );
        }
    }
    if tokens.is_empty() {
        tokens.extend(
            weak.split('~')
                .filter(|word| !word.is_empty())
                .map(|word| format!("~{word}")),
        );
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(residues: &[&str]) -> Vec<Vec<usize>> {
        let corpus = Corpus::of(residues.iter().copied());
        let clusters = corpus.clusters(residues);
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (position, cluster) in clusters.iter().enumerate() {
            match groups
                .iter_mut()
                .find(|group| clusters[group[0]] == *cluster)
            {
                Some(group) => group.push(position),
                None => groups.push(vec![position]),
            }
        }
        groups
    }

    #[test]
    fn reworded_matters_meet_and_others_stay_apart() {
        let groups = same(&[
            " 燃气~安全~隐患~排查~整治",
            " 城镇燃气~专项~治理",
            " 森林防火",
            " 森林防火灭火",
            " 河长制",
        ]);
        assert_eq!(groups, [vec![0, 1], vec![2, 3], vec![4]]);
    }

    #[test]
    fn places_that_differ_are_matters_that_differ() {
        let groups = same(&[
            " @红旗村 道路硬化工程资金",
            " @东风村 道路硬化工程资金",
            " 道路硬化工程资金",
        ]);
        assert!(
            groups
                .iter()
                .all(|group| !(group.contains(&0) && group.contains(&1)))
        );
    }

    #[test]
    fn likeness_does_not_chain() {
        let chain = [" 甲乙丙丁", " 丙丁戊己", " 戊己庚辛"];
        assert_eq!(same(&chain).len(), 3);
    }

    #[test]
    fn order_does_not_matter() {
        let forward = [" 防汛抗旱", " 防汛", " 抗旱", " 秸秆禁烧"];
        let backward = [" 秸秆禁烧", " 抗旱", " 防汛", " 防汛抗旱"];
        let named = |texts: &[&str], groups: Vec<Vec<usize>>| {
            let mut named: Vec<Vec<String>> = groups
                .into_iter()
                .map(|group| {
                    let mut names: Vec<String> = group
                        .into_iter()
                        .map(|member| texts[member].to_owned())
                        .collect();
                    names.sort();
                    names
                })
                .collect();
            named.sort();
            named
        };
        assert_eq!(
            named(&forward, same(&forward)),
            named(&backward, same(&backward))
        );
    }
}
