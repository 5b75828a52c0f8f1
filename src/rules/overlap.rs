//! Sets that share much, found by prefix filtering (Chaudhuri, Ganti & Kaushik 2006): whoever
//! shares enough of a set shares one of its rarest elements, so only those are looked up, and no
//! pair is compared that shares none of them. Sets live in realms (a place), and a set is compared
//! with those of the realms that it reaches.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::ledger::names::NameId;

/// How much two sets share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    /// Elements in both.
    pub both: usize,
    /// Shared part of the union.
    pub jaccard: f64,
    /// Shared part of the smaller set.
    pub containment: f64,
}

/// What two sorted sets share.
pub(crate) fn share(one: &[NameId], other: &[NameId]) -> Share {
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

/// Sets by the elements that they have, in their realms.
pub(super) struct Index<'s> {
    sets: &'s [Vec<NameId>],
    realms: &'s [u32],
    frequency: FxHashMap<NameId, u32>,
    postings: FxHashMap<(u32, NameId), Vec<usize>>,
    distinct: Vec<usize>,
    equal: Vec<(usize, usize)>,
}

impl<'s> Index<'s> {
    /// Indexes sorted sets, each with its realm. Empty sets are like nothing. Equal sets of one
    /// realm are chained, each with the next, and only the first of them is compared with others.
    pub(super) fn of(sets: &'s [Vec<NameId>], realms: &'s [u32]) -> Self {
        let mut last: FxHashMap<(u32, &[NameId]), usize> = FxHashMap::default();
        let (mut distinct, mut equal) = (Vec::new(), Vec::new());
        let mut frequency: FxHashMap<NameId, u32> = FxHashMap::default();
        let mut postings: FxHashMap<(u32, NameId), Vec<usize>> = FxHashMap::default();
        for (position, set) in sets.iter().enumerate().filter(|(_, set)| !set.is_empty()) {
            let realm = realms[position];
            if let Some(before) = last.insert((realm, set), position) {
                equal.push((before, position));
                continue;
            }
            distinct.push(position);
            for element in set {
                *frequency.entry(*element).or_default() += 1;
                postings
                    .entry((realm, *element))
                    .or_default()
                    .push(position);
            }
        }
        Self {
            sets,
            realms,
            frequency,
            postings,
            distinct,
            equal,
        }
    }

    /// Pairs of which the first set shares at least `least` of itself with the other, each once,
    /// the lesser position first, in order; the other is of a realm that `reached` names.
    pub(super) fn pairs<R: IntoIterator<Item = u32>>(
        &self,
        least: f64,
        reached: impl Fn(u32) -> R + Sync,
    ) -> Vec<(usize, usize)> {
        let near = self.distinct.par_iter().flat_map_iter(|position| {
            let set = &self.sets[*position];
            let mut rarest = set.clone();
            rarest.sort_unstable_by_key(|element| (self.frequency[element], *element));
            // Whoever shares `least` of this set misses at most the rest of it.
            let needed = ((least * rarest.len() as f64) - 1e-9).ceil() as usize;
            let probes = &rarest[..=rarest.len() - needed.max(1)];
            let mut met: Vec<usize> = Vec::new();
            for realm in reached(self.realms[*position]) {
                for element in probes {
                    let found = self.postings.get(&(realm, *element)).into_iter().flatten();
                    met.extend(found.filter(|other| *other != position));
                }
            }
            met.sort_unstable();
            met.dedup();
            met.retain(|other| {
                let shared = share(set, &self.sets[*other]).both as f64;
                shared >= least * set.len() as f64 - 1e-9
            });
            met.into_iter()
                .map(|other| ((*position).min(other), (*position).max(other)))
        });
        let mut pairs = self.equal.clone();
        pairs.extend(near.collect::<Vec<_>>());
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets of every size and overlap, by a fixed linear congruence.
    fn some_sets() -> Vec<Vec<NameId>> {
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
        sets
    }

    #[test]
    fn pairs_are_those_that_all_pairs_would_find() {
        let sets = some_sets();
        let realms: Vec<u32> = (0..sets.len() as u32).map(|set| set % 3).collect();
        // Realm 0 stands above the two others.
        let reached = |realm: u32| if realm == 0 { vec![0] } else { vec![realm, 0] };
        for least in [0.5, 0.6, 0.8, 1.0] {
            let index = Index::of(&sets, &realms);
            let found: Vec<_> = index
                .pairs(least, reached)
                .into_iter()
                .filter(|(one, other)| share(&sets[*one], &sets[*other]).jaccard >= least)
                .collect();
            let mut expected = Vec::new();
            for one in 0..sets.len() {
                for other in one + 1..sets.len() {
                    let meet =
                        realms[one] == realms[other] || realms[one] == 0 || realms[other] == 0;
                    if meet && share(&sets[one], &sets[other]).jaccard >= least {
                        expected.push((one, other));
                    }
                }
            }
            assert_eq!(found, expected, "{least}");
        }
    }

    #[test]
    fn containment_of_the_smaller_is_found_from_its_side() {
        let sets = some_sets();
        let realms = vec![0; sets.len()];
        let found = Index::of(&sets, &realms).pairs(0.8, |realm| [realm]);
        for one in 0..sets.len() {
            for other in one + 1..sets.len() {
                let contained = share(&sets[one], &sets[other]).containment >= 0.8;
                assert_eq!(found.contains(&(one, other)), contained, "{one} {other}");
            }
        }
    }

    #[test]
    fn equal_sets_are_chained_within_their_realm() {
        let sets = vec![vec![1, 2], vec![1, 2], vec![1, 2], vec![], vec![1, 2]];
        assert_eq!(
            Index::of(&sets, &[0, 0, 0, 0, 9]).pairs(0.5, |realm| [realm]),
            [(0, 1), (1, 2)]
        );
    }
}
