//! Residues to clusters, each around a leader (leader clustering, Hartigan 1975): a residue joins
//! the leader that it is most like, or becomes a leader itself. Members are alike to their leader,
//! not along a chain, so that the diameter of a cluster is bounded. Leaders are found by an
//! inverted index of their terms; rare terms are looked up first and only as many as a residue
//! must share with whatever it is like (prefix filtering, Chaudhuri, Ganti & Kaushik 2006), so
//! that wording which everybody uses proposes nothing. Nothing compares all pairs, and as
//! residues are taken in the order of their weight and text, the order of the input does not
//! matter.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::corpus::{CONTAINMENT, Corpus, likeness};
use crate::union_find::UnionFind;

/// At least so alike is a member to its leader.
pub(super) const SAME: f64 = 0.6;
/// A term of more leaders than this proposes nothing: it is common wording.
const COMMON: usize = 1000;
/// Residues that are looked up side by side before those that stay alone become leaders.
const BATCH: usize = 4096;

/// What clustering found.
pub(super) struct Clusters {
    /// The leader of each residue.
    pub(super) leaders: Vec<u32>,
    /// How many likenesses were computed.
    pub(super) candidates: u64,
}

/// Clusters the residues of a corpus.
pub(super) fn clusters(corpus: &Corpus) -> Clusters {
    let mut order: Vec<u32> = (0..corpus.len() as u32).collect();
    // Residues are numbered in the order of their texts.
    order.par_sort_unstable_by(|one, other| {
        let weigh = |residue: u32| corpus.heaviness(residue);
        weigh(*one)
            .total_cmp(&weigh(*other))
            .then_with(|| one.cmp(other))
    });
    let mut tally = Tally::default();
    let mut found = Clusters {
        leaders: (0..corpus.len() as u32).collect(),
        candidates: 0,
    };
    let mut index = Index::default();
    let mut settled = vec![Vec::new(); corpus.vocabulary()];
    for batch in order.chunks(BATCH) {
        let settled_of = |term: u32| -> &[u32] { &settled[term as usize] };
        let known: Vec<Alike> = batch
            .par_iter()
            .map_init(Tally::default, |tally, residue| {
                index.alike(corpus, *residue, settled_of, tally)
            })
            .collect();
        // Leaders that the batch itself brings are looked at one residue after the other.
        let mut fresh: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (residue, mut alike) in batch.iter().zip(known) {
            let fresh_of = |term: u32| -> &[u32] { fresh.get(&term).map_or(&[], Vec::as_slice) };
            alike.absorb(index.alike(corpus, *residue, fresh_of, &mut tally));
            found.candidates += alike.candidates;
            match alike.best {
                None => index.add(corpus, *residue, &mut fresh),
                Some((_, leader)) => found.leaders[*residue as usize] = leader,
            }
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each term has a posting of its own"
        )]
        for (term, places) in fresh {
            settled[term as usize].extend(places);
        }
    }
    found
}

/// The leader that is most like a residue; of equally alike ones the first.
#[derive(Clone, Copy, Default)]
struct Alike {
    best: Option<(f64, u32)>,
    candidates: u64,
}

impl Alike {
    fn add(&mut self, likeness: f64, leader: u32) {
        if self.best.is_none_or(|(best, _)| likeness > best) {
            self.best = Some((likeness, leader));
        }
    }

    fn absorb(&mut self, later: Self) {
        if let Some((likeness, leader)) = later.best {
            self.add(likeness, leader);
        }
        self.candidates += later.candidates;
    }
}

/// Leaders in the order in which they became such, which is that of their heaviness. A posting
/// lists the places in that order of the leaders that have a term.
#[derive(Default)]
struct Index {
    leaders: Vec<u32>,
    heaviness: Vec<f32>,
}

impl Index {
    fn add(&mut self, corpus: &Corpus, residue: u32, postings: &mut FxHashMap<u32, Vec<u32>>) {
        let place = self.leaders.len() as u32;
        self.leaders.push(residue);
        self.heaviness.push(corpus.heaviness(residue));
        let terms = corpus.terms(residue).iter();
        for term in terms.filter(|term| corpus.proposes(**term)) {
            postings.entry(*term).or_default().push(place);
        }
    }

    /// Which of the leaders in the postings is most like a residue.
    fn alike<'p>(
        &self,
        corpus: &Corpus,
        residue: u32,
        posting: impl Fn(u32) -> &'p [u32],
        tally: &mut Tally,
    ) -> Alike {
        let own = corpus.heaviness(residue);
        self.look_up(corpus, residue, posting, tally);
        let left = tally.left;
        let mut near: Vec<u32> = Vec::new();
        for place in tally.met.drain(..) {
            let shared = std::mem::take(&mut tally.shared[place as usize]);
            let theirs = self.heaviness[place as usize];
            let most = (shared + left).min(theirs);
            // The sums of weights differ in their last digits.
            if likeness(most, own, theirs) >= SAME - 1e-4 {
                near.push(place);
            }
        }
        near.sort_unstable();
        let mut alike = Alike {
            candidates: near.len() as u64,
            ..Alike::default()
        };
        for place in near {
            let leader = self.leaders[place as usize];
            let likeness = corpus.likeness(residue, leader);
            if likeness >= SAME {
                alike.add(likeness, leader);
            }
        }
        alike
    }

    /// Tallies what leaders share with a residue of its rarest terms. Of a term's leaders that
    /// share none of the terms before only the light ones are taken up: a heavier one cannot be
    /// like the residue, whatever else it shares.
    fn look_up<'p>(
        &self,
        corpus: &Corpus,
        residue: u32,
        posting: impl Fn(u32) -> &'p [u32],
        tally: &mut Tally,
    ) {
        let own = corpus.heaviness(residue);
        // What a leader can share: terms that it has, and single characters, which are never
        // looked up.
        let mut left = 0.0;
        let mut rare: Vec<(&[u32], u32)> = Vec::new();
        for term in corpus.terms(residue) {
            if !corpus.proposes(*term) {
                left += f32::from(u8::from(corpus.is_shared(*term))) * corpus.weight(*term);
                continue;
            }
            let posting = posting(*term);
            if !posting.is_empty() {
                left += corpus.weight(*term);
                rare.push((posting, *term));
            }
        }
        rare.sort_unstable_by_key(|(posting, term)| (posting.len(), *term));
        // A leader is no heavier than the residue, and shares at least this much of it.
        let spare = own * least_shared(SAME);
        for (posting, term) in rare {
            if left < spare || posting.len() > COMMON {
                break;
            }
            let heaviest = heaviest_alike(left, own) * (1.0 + 1e-4);
            let end = self.heaviness.partition_point(|theirs| *theirs <= heaviest);
            let weight = corpus.weight(term);
            for place in posting {
                tally.add(*place, weight, end);
            }
            left -= weight;
        }
        tally.left = left;
    }
}

/// The heaviest that a leader can be to be like a residue of weight `own` of which it shares no
/// more than `shared`: where [`likeness`] is [`SAME`], solved for the leader's weight.
fn heaviest_alike(shared: f32, own: f32) -> f32 {
    let (shared, own) = (f64::from(shared), f64::from(own));
    let dice = 2.0 * (1.0 - CONTAINMENT);
    let half = (SAME * own - (CONTAINMENT + dice) * shared) / (2.0 * SAME);
    let product = CONTAINMENT * shared * own / SAME;
    (-half + (half * half + product).sqrt()) as f32
}

/// What leaders share with one residue; one such tally serves many residues in turn.
#[derive(Default)]
struct Tally {
    /// By the place of the leader.
    shared: Vec<f32>,
    met: Vec<u32>,
    /// What the terms weigh that were not looked up.
    left: f32,
}

impl Tally {
    /// Adds to what a leader shares; one that shares nothing so far only before place `end`.
    fn add(&mut self, place: u32, weight: f32, end: usize) {
        let at = place as usize;
        if self.shared.len() <= at {
            self.shared.resize(at + 1, 0.0);
        }
        let shared = &mut self.shared[at];
        if *shared <= 0.0 {
            if at >= end {
                return;
            }
            self.met.push(place);
        }
        *shared += weight;
    }
}

/// The least share of the heavier of two residues that must stand in the lighter one, if they are
/// so alike: the lighter stands in the heavier whole, and Dice gives the rest.
fn least_shared(likeness: f64) -> f32 {
    let dice = (likeness - CONTAINMENT) / (1.0 - CONTAINMENT);
    // Dice is 2s / (s + 1), with s the lighter in parts of the heavier.
    (dice / (2.0 - dice)) as f32
}

/// The group of each residue: its cluster, united with others by pairs that are declared one matter
/// (union–find).
pub(super) fn united(clusters: &Clusters, joined: &[(u32, u32)]) -> Vec<u32> {
    let mut sets = UnionFind::new(clusters.leaders.len());
    for (residue, leader) in clusters.leaders.iter().enumerate() {
        sets.unite(residue as u32, *leader);
    }
    for (one, other) in joined {
        sets.unite(*one, *other);
    }
    (0..clusters.leaders.len() as u32)
        .map(|residue| sets.root(residue))
        .collect()
}
