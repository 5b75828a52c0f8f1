//! Distinct residues to clusters: an inverted index of rare tokens proposes pairs, a weighted
//! similarity verifies them, and clusters join only where every member is like every other, so
//! that A ~ B and B ~ C never carry A to C. Nothing here compares all pairs, and the order of
//! the input does not matter.

use rustc_hash::FxHashMap;

use crate::union_find::UnionFind;

/// At least so alike are two residues of one matter.
pub(super) const SAME: f64 = 0.7;
/// At least so alike is every pair inside a cluster.
const DIAMETER: f64 = 0.5;
/// The rarest tokens of a residue, by which its like are sought.
const PROBES: usize = 6;
/// A token in more residues than this proposes nothing: it is common wording.
const COMMON: usize = 200;
/// Members that a joining cluster is compared with, at most.
const WITNESSES: usize = 8;

/// Residues, their tokens and weights.
pub(super) struct Corpus {
    tokens: Vec<Vec<u32>>,
    weights: Vec<f64>,
    is_place: Vec<bool>,
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
        let weights = postings
            .iter()
            .map(|found| 1.0 + ((all + 1.0) / (found.len() as f64 + 1.0)).ln())
            .collect();
        Self {
            tokens,
            weights,
            is_place,
            postings,
        }
    }

    /// How alike two residues are, 0 to 1: half containment of the lighter one, half Dice, both
    /// over weights.
    pub(super) fn likeness(&self, one: u32, other: u32) -> f64 {
        if one == other {
            return 1.0;
        }
        let (left, right) = (&self.tokens[one as usize], &self.tokens[other as usize]);
        let (mut places, mut others) =
            (self.places(left).peekable(), self.places(right).peekable());
        if places.peek().is_some() && others.peek().is_some() && !places.eq(others) {
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
        let (left, right) = (self.weight(left), self.weight(right));
        if left <= 0.0 || right <= 0.0 {
            return 0.0;
        }
        0.5 * shared / left.min(right) + 0.5 * (2.0 * shared / (left + right))
    }

    fn places<'c>(&'c self, tokens: &'c [u32]) -> impl Iterator<Item = u32> + 'c {
        tokens
            .iter()
            .copied()
            .filter(|token| self.is_place[*token as usize])
    }

    fn weight(&self, tokens: &[u32]) -> f64 {
        tokens
            .iter()
            .map(|token| self.weights[*token as usize])
            .sum()
    }

    /// The cluster of each residue, by the number of one of its members. `names` order what is
    /// equally alike.
    pub(super) fn clusters(&self, names: &[&str]) -> Vec<u32> {
        let mut pairs = self.pairs();
        pairs.sort_by(|left, right| {
            right.0.total_cmp(&left.0).then_with(|| {
                let key = |pair: &(f64, u32, u32)| {
                    let (one, other) = (names[pair.1 as usize], names[pair.2 as usize]);
                    (one.min(other), one.max(other))
                };
                key(left).cmp(&key(right))
            })
        });
        let mut cluster: Vec<u32> = (0..self.tokens.len() as u32).collect();
        let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (_, one, other) in pairs {
            let (one, other) = (cluster[one as usize], cluster[other as usize]);
            if one == other {
                continue;
            }
            let of = |cluster: u32| {
                members
                    .get(&cluster)
                    .cloned()
                    .unwrap_or_else(|| vec![cluster])
            };
            let (kept, joining) = (of(one), of(other));
            if !self.within_diameter(&kept, &joining) {
                continue;
            }
            for member in &joining {
                cluster[*member as usize] = one;
            }
            members.remove(&other);
            members.insert(one, [kept, joining].concat());
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

    /// Pairs that are alike, each once.
    fn pairs(&self) -> Vec<(f64, u32, u32)> {
        let mut pairs = Vec::new();
        let mut proposed: Vec<u32> = Vec::new();
        for (residue, tokens) in self.tokens.iter().enumerate() {
            let residue = residue as u32;
            proposed.clear();
            let mut rare: Vec<u32> = tokens.clone();
            rare.sort_by_key(|token| (self.postings[*token as usize].len(), *token));
            for token in rare.into_iter().take(PROBES) {
                let found = &self.postings[token as usize];
                if found.len() <= COMMON {
                    proposed.extend(found.iter().filter(|other| **other != residue));
                }
            }
            proposed.sort_unstable();
            proposed.dedup();
            for other in &proposed {
                let likeness = self.likeness(residue, *other);
                if likeness >= SAME {
                    pairs.push((likeness, residue.min(*other), residue.max(*other)));
                }
            }
        }
        pairs.sort_unstable_by_key(|(_, one, other)| (*one, *other));
        pairs.dedup_by_key(|(_, one, other)| (*one, *other));
        pairs
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
