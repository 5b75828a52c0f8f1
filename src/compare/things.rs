//! Which groups, apps and forms of one period are those of the other: by owner and name, else by
//! owner and matter, so that what was disbanded and set up again under another name is found.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::normal;
use crate::matter::RowOf;
use crate::pair::{Pair, Side};

/// The things of a ledger in both periods; rows are those of the joint region.
#[derive(Clone, Debug, PartialEq)]
pub struct Things {
    /// The ledger.
    pub ledger: Ledger,
    /// How many are in both periods under one name.
    pub kept: usize,
    /// Those that come back under another name: before, after, and how sure it is.
    pub renamed: Vec<(usize, usize, f64)>,
    /// Those that are no more.
    pub gone: Vec<usize>,
    /// Those that are new.
    pub new: Vec<usize>,
}

/// The ledgers of things that are there over days.
const STOCKS: [Ledger; 3] = [Ledger::Groups, Ledger::Apps, Ledger::Forms];

/// Matches the things of both periods that `counts` takes in.
#[must_use]
pub fn match_things(pair: &Pair<'_>, counts: &dyn Fn(RowOf) -> bool) -> Vec<Things> {
    STOCKS
        .into_iter()
        .filter(|ledger| pair.has(*ledger))
        .map(|ledger| of_ledger(pair, ledger, counts))
        .collect()
}

fn of_ledger(pair: &Pair<'_>, ledger: Ledger, counts: &dyn Fn(RowOf) -> bool) -> Things {
    let rows = pair.table(ledger).rows();
    let lives = |side: Side, row: usize| pair.half(side).lives(ledger, row);
    let all =
        |side: Side| (0..rows).filter(move |row| lives(side, *row) && counts(RowOf(ledger, *row)));
    // What one export lists for both periods is the same row.
    let is_both = |row: usize| lives(Side::Before, row) && lives(Side::After, row);
    let mut kept = all(Side::Before).filter(|row| is_both(*row)).count();
    let mut named: BTreeMap<(NameId, String), Vec<usize>> = BTreeMap::new();
    let name = |row: usize| {
        let title = normal::name(pair.joint.subject(ledger, row).unwrap_or_default()).into_owned();
        (pair.unit(RowOf(ledger, row)), title)
    };
    for row in all(Side::Before).filter(|row| !is_both(*row)) {
        named.entry(name(row)).or_default().push(row);
    }
    let mut new = Vec::new();
    for row in all(Side::After).filter(|row| !is_both(*row)) {
        if named.get_mut(&name(row)).and_then(Vec::pop).is_some() {
            kept += 1;
        } else {
            new.push(row);
        }
    }
    let mut gone: Vec<usize> = named.into_values().flatten().collect();
    gone.sort_unstable();
    let renamed = renamed(pair, ledger, &mut gone, &mut new);
    Things {
        ledger,
        kept,
        renamed,
        gone,
        new,
    }
}

/// Takes out of what is gone and what is new the pairs that are one matter of one owner, each new
/// one with the surest that is left.
fn renamed(
    pair: &Pair<'_>,
    ledger: Ledger,
    gone: &mut Vec<usize>,
    new: &mut Vec<usize>,
) -> Vec<(usize, usize, f64)> {
    let joint = pair.joint;
    let place = |row: usize| {
        let kind = ledger == Ledger::Groups && joint.is_leading(row);
        let group = joint.matters.group(RowOf(ledger, row))?;
        Some((pair.unit(RowOf(ledger, row)), kind, group))
    };
    let mut of_matter: BTreeMap<(NameId, bool, u32), Vec<usize>> = BTreeMap::new();
    for row in gone.iter() {
        if let Some(place) = place(*row) {
            of_matter.entry(place).or_default().push(*row);
        }
    }
    let mut renamed = Vec::new();
    new.retain(|row| {
        let Some(candidates) = place(*row).and_then(|place| of_matter.get_mut(&place)) else {
            return true;
        };
        let sure = |candidate: &usize| {
            joint
                .matters
                .same(RowOf(ledger, *candidate), RowOf(ledger, *row))
        };
        let best = candidates
            .iter()
            .enumerate()
            .filter_map(|(position, candidate)| Some((sure(candidate)?, position)))
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        match best {
            Some((confidence, position)) => {
                renamed.push((candidates.remove(position), *row, confidence));
                false
            }
            None => true,
        }
    });
    let taken: FxHashSet<usize> = renamed.iter().map(|(before, _, _)| *before).collect();
    gone.retain(|row| !taken.contains(row));
    renamed
}
