//! One matter passed down the levels: which row hangs on which. A row hangs on the latest one
//! held or issued within the window before it by the nearest place above that had one. Places
//! are looked up by place and key, so that no two rows are compared that share neither.

use rustc_hash::FxHashMap;

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
    /// Keys that a row about the same matter shares at least one of.
    pub keys: Vec<u64>,
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
        same: impl Fn(usize, usize) -> Option<f64>,
    ) -> Self {
        rows.sort_by_key(Passed::when);
        let mut index: FxHashMap<(PlaceId, u64), Vec<usize>> = FxHashMap::default();
        for (position, passed) in rows.iter().enumerate() {
            for key in &passed.keys {
                index
                    .entry((passed.place, *key))
                    .or_default()
                    .push(position);
            }
        }
        let hangs_on = |own: &Passed| {
            region.units.above(own.place).find_map(|place| {
                let latest = own.keys.iter().filter_map(|key| {
                    let held = index.get(&(place, *key))?;
                    let until = held.partition_point(|position| rows[*position].day <= own.day);
                    held[..until]
                        .iter()
                        .rev()
                        .take_while(|position| rows[**position].day >= own.day - window_days)
                        .filter(|position| rows[**position].comes_before(own))
                        .find_map(|position| {
                            same(own.row, rows[*position].row).map(|sure| (*position, sure))
                        })
                });
                latest.max_by_key(|(position, _)| rows[*position].when())
            })
        };
        let above: Vec<Option<(usize, f64)>> = rows.iter().map(hangs_on).collect();
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
