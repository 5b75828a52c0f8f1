//! One matter passed down the levels: which row hangs on which. A row hangs on the latest one
//! held or issued within the window before it by the nearest place above that had one. Rows are
//! sorted by key and place, so that none are compared that share no key.

use rayon::prelude::*;

use crate::finding::{Claim, Step};
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::{PlaceId, Region};

/// A row that can be passed on.
pub(super) struct Passed {
    /// The row.
    pub row: usize,
    /// Its place.
    pub place: PlaceId,
    /// Its day.
    pub day: i32,
    /// Minutes after midnight, where known.
    pub start: Option<i32>,
    /// The group of its matter.
    pub group: Option<u32>,
    /// Hashes of its body, of 63 bits, of which a copy shares at least one.
    pub sketch: Vec<u64>,
}

impl Passed {
    /// Whether this one came no later than the other.
    fn comes_before(&self, other: &Self) -> bool {
        match (self.start, other.start) {
            (Some(own), Some(others)) if self.day == other.day => own <= others,
            _ => self.day <= other.day,
        }
    }

    fn when(&self) -> (i32, i32, usize) {
        (self.day, self.start.unwrap_or_default(), self.row)
    }

    /// Keys of which a row about the same matter shares at least one. The 64th bit keeps groups
    /// apart from hashes.
    fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let group = self.group.map(|group| u64::from(group) | 1 << 63);
        group.into_iter().chain(self.sketch.iter().copied())
    }
}

/// Which row hangs on which.
pub(super) struct Forest {
    /// The rows, in order of time.
    pub rows: Vec<Passed>,
    /// For each row the position of the one above it, and the confidence that they are one matter.
    pub above: Vec<Option<(usize, f64)>>,
    children: Vec<Vec<usize>>,
}

impl Forest {
    /// Hangs every row on the one above it.
    pub(super) fn of(
        mut rows: Vec<Passed>,
        region: &Region,
        window_days: i32,
        same: impl Fn(usize, usize) -> Option<f64> + Sync,
    ) -> Self {
        rows.par_sort_by_key(Passed::when);
        let keyed = Keyed::of(&rows);
        let links = |own: &Keyed, all: &[Keyed]| {
            let (position, own) = (own.position as usize, &rows[own.position as usize]);
            (0..)
                .zip(region.units.above(own.place))
                .find_map(|(distance, place)| {
                    let held = Keyed::at(all, place);
                    let until =
                        held.partition_point(|keyed| rows[keyed.position as usize].day <= own.day);
                    held[..until]
                        .iter()
                        .rev()
                        .map(|keyed| keyed.position as usize)
                        .take_while(|above| rows[*above].day >= own.day - window_days)
                        .filter(|above| rows[*above].comes_before(own))
                        .find_map(|above| {
                            same(own.row, rows[above].row).map(|sure| Link {
                                position,
                                distance,
                                above,
                                sure,
                            })
                        })
                })
        };
        let links: Vec<Link> = keyed
            .par_chunk_by(|one, other| one.key == other.key)
            .filter(|chunk| chunk.len() > 1)
            .flat_map_iter(|chunk| chunk.iter().filter_map(|own| links(own, chunk)))
            .collect();
        let above = nearest(rows.len(), links);
        let mut children = vec![Vec::new(); rows.len()];
        for (position, above) in above.iter().enumerate() {
            if let Some((above, _)) = above {
                children[*above].push(position);
            }
        }
        Self {
            rows,
            above,
            children,
        }
    }

    /// Rows that hang on none.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(|position| self.above[*position].is_none())
    }

    /// A tree, top first: its rows in the order in which a reader follows it, and how deep it is.
    pub(super) fn tree(&self, root: usize) -> Tree {
        let mut tree = Tree::default();
        let mut waiting = vec![(root, None, 1)];
        while let Some((position, above, depth)) = waiting.pop() {
            let node = tree.nodes.len();
            tree.nodes.push(Node { position, above });
            tree.levels = tree.levels.max(depth);
            waiting.extend(
                self.children[position]
                    .iter()
                    .rev()
                    .map(|child| (*child, Some(node), depth + 1)),
            );
        }
        tree
    }

    /// Mean confidence of a tree's links; `None` where it has none.
    pub(super) fn confidence(&self, trees: &[Tree]) -> Option<f64> {
        let links = trees
            .iter()
            .flat_map(|tree| &tree.nodes)
            .filter(|node| node.above.is_some());
        let (mut sum, mut count) = (0.0, 0.0);
        for (_, sure) in links.filter_map(|node| self.above[node.position]) {
            sum += sure;
            count += 1.0;
        }
        (count > 0.0).then(|| sum / count)
    }
}

/// A row under one of its keys.
struct Keyed {
    key: u64,
    place: PlaceId,
    /// Position of the row in order of time.
    position: u32,
}

impl Keyed {
    /// Every row under every one of its keys, by key, place and time.
    fn of(rows: &[Passed]) -> Vec<Self> {
        let mut keyed: Vec<Self> = (0..)
            .zip(rows)
            .flat_map(|(position, passed)| {
                passed.keys().map(move |key| Self {
                    key,
                    place: passed.place,
                    position,
                })
            })
            .collect();
        keyed.par_sort_unstable_by_key(|keyed| (keyed.key, keyed.place, keyed.position));
        keyed
    }

    /// Those of one key that stand at a place.
    fn at(of_key: &[Self], place: PlaceId) -> &[Self] {
        let from = of_key.partition_point(|keyed| keyed.place < place);
        let count = of_key[from..].partition_point(|keyed| keyed.place == place);
        &of_key[from..from + count]
    }
}

/// A row that one of its keys hangs on another.
struct Link {
    position: usize,
    /// How many places lie between the two.
    distance: u32,
    above: usize,
    sure: f64,
}

/// Of the links of each row the nearest, of these the latest: rows stand in order of time.
fn nearest(rows: usize, mut links: Vec<Link>) -> Vec<Option<(usize, f64)>> {
    links.sort_by_key(|link| (link.position, std::cmp::Reverse(link.distance), link.above));
    let mut above = vec![None; rows];
    for link in links {
        above[link.position] = Some((link.above, link.sure));
    }
    above
}

/// A node of a tree.
pub(super) struct Node {
    /// Position of the row in the forest.
    pub position: usize,
    /// The node above it.
    pub above: Option<usize>,
}

/// One tree of a forest.
#[derive(Default)]
pub(super) struct Tree {
    /// Its nodes, top first.
    pub nodes: Vec<Node>,
    /// How many layers it has.
    pub levels: usize,
}

/// Claims and steps of trees that make up one finding; `hours` claims on a row, by its number and
/// whether it is a root.
pub(super) fn claims(
    forest: &Forest,
    trees: &[Tree],
    ledger: Ledger,
    hours: impl Fn(usize, bool) -> f64,
) -> (Vec<Claim>, Vec<Step>) {
    let (mut claims, mut steps) = (Vec::new(), Vec::new());
    for tree in trees {
        let first = steps.len();
        for node in &tree.nodes {
            let row = forest.rows[node.position].row;
            steps.push(Step {
                claim: claims.len(),
                above: node.above.map(|above| first + above),
            });
            claims.push(Claim {
                row: RowOf(ledger, row),
                hours: hours(row, node.above.is_none()),
            });
        }
    }
    (claims, steps)
}

/// First and last day of the rows of trees.
pub(super) fn days(forest: &Forest, trees: &[Tree]) -> i32 {
    let all = trees
        .iter()
        .flat_map(|tree| &tree.nodes)
        .map(|node| forest.rows[node.position].day);
    let (first, last) = all.fold((i32::MAX, i32::MIN), |(first, last), day| {
        (first.min(day), last.max(day))
    });
    last.saturating_sub(first)
}
