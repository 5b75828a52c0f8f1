//! Sets that share much: pairs with a Jaccard index or a containment above a threshold, found by
//! prefix filtering (Chaudhuri, Ganti & Kaushik 2006). Two sets that share enough share one of
//! the rarest elements of the smaller, so only those are looked up, and no pair is compared that
//! shares none of them.

use rustc_hash::FxHashMap;

use crate::ledger::names::NameId;

/// How much two sets share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    /// Elements in both.
    pub both: usize,
    /// Shared part of the union.
    pub jaccard: f64,
    /// Shared part of the smaller set.
    pub containment: f64,
}

/// What two sorted sets share.
pub(super) fn share(one: &[NameId], other: &[NameId]) -> Share {
    let (mut first, mut second, mut both) = (0, 0, 0);
    while first < one.len() && second < other.len() {
        match one[first].cmp(&other[second]) {
            std::cmp::Ordering::Less => first += 1,
            std::cmp::Ordering::Greater => second += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                first += 1;
                second += 1;
            }
        }
    }
    let union = one.len() + other.len() - both;
    let of = |whole: usize| {
        if whole == 0 {
            0.0
        } else {
            both as f64 / whole as f64
        }
    };
    Share {
        both,
        jaccard: of(union),
        containment: of(one.len().min(other.len())),
    }
}

/// Pairs of sets of which the smaller shares at least `least` of itself with the other, by
/// position, the lesser first, each once, in order. Empty sets pair with nothing. Equal sets are
/// chained, each with the next, and only the first of them is paired with others.
pub(super) fn pairs(sets: &[Vec<NameId>], least: f64) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut first_of: FxHashMap<&[NameId], usize> = FxHashMap::default();
    let mut distinct = Vec::new();
    for (position, set) in sets.iter().enumerate().filter(|(_, set)| !set.is_empty()) {
        match first_of.insert(set, position) {
            Some(equal) => pairs.push((equal, position)),
            None => distinct.push(position),
        }
    }
    let mut frequency: FxHashMap<NameId, u32> = FxHashMap::default();
    for position in &distinct {
        for element in &sets[*position] {
            *frequency.entry(*element).or_default() += 1;
        }
    }
    let mut postings: FxHashMap<NameId, Vec<usize>> = FxHashMap::default();
    for position in &distinct {
        for element in &sets[*position] {
            postings.entry(*element).or_default().push(*position);
        }
    }
    let mut met: Vec<usize> = Vec::new();
    for position in &distinct {
        let mut rarest = sets[*position].clone();
        rarest.sort_unstable_by_key(|element| (frequency[element], *element));
        // Whoever shares `least` of this set misses at most the rest of it.
        let needed = ((least * rarest.len() as f64) - 1e-9).ceil() as usize;
        let probes = rarest.len() - needed.max(1) + 1;
        met.clear();
        for element in &rarest[..probes] {
            // The other set is the larger one, or this pair is found from its side.
            met.extend(postings[element].iter().filter(|other| {
                (sets[**other].len(), **other) > (sets[*position].len(), *position)
            }));
        }
        met.sort_unstable();
        met.dedup();
        for other in &met {
            if share(&sets[*position], &sets[*other]).containment >= least {
                pairs.push(((*position).min(*other), (*position).max(*other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_those_that_all_pairs_would_find() {
        // A fixed linear congruence makes sets of every size and overlap.
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let mut sets: Vec<Vec<NameId>> = Vec::new();
        for _ in 0..150 {
            let mut set: Vec<NameId> = (0..=next(9)).map(|_| next(14)).collect();
            set.sort_unstable();
            set.dedup();
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        for least in [0.5, 0.6, 0.8, 1.0] {
            let mut expected = Vec::new();
            for one in 0..sets.len() {
                for other in one + 1..sets.len() {
                    if share(&sets[one], &sets[other]).containment >= least {
                        expected.push((one, other));
                    }
                }
            }
            assert_eq!(pairs(&sets, least), expected, "{least}");
        }
    }

    #[test]
    fn equal_sets_are_chained() {
        let sets = vec![vec![1, 2], vec![1, 2], vec![1, 2], vec![]];
        assert_eq!(pairs(&sets, 0.5), [(0, 1), (1, 2)]);
    }
}
