//! One unit with one matter again and again: rows of one imposer and one matter, each linked with
//! the latest earlier one within a window of days. Sessions of one agenda are never linked.

use rayon::prelude::*;

use crate::finding::Claim;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::union_find::UnionFind;

/// Rows that are linked, in order of time.
pub(super) struct Chain {
    /// Day and row of each.
    pub rows: Vec<(i32, usize)>,
    /// The least confidence of its links.
    pub confidence: f64,
}

impl Chain {
    /// Days from the first to the last, both counted.
    pub(super) fn days(&self) -> usize {
        let first = self.rows.first().map_or(0, |row| row.0);
        let last = self.rows.last().map_or(0, |row| row.0);
        (last - first + 1) as usize
    }

    /// All hours of every row but the one that is kept.
    pub(super) fn claims(&self, region: &Region, ledger: Ledger, kept: usize) -> Vec<Claim> {
        let claim = |row: usize| {
            let hours = region.costs.hours(ledger, row);
            Claim::new(ledger, row, if row == kept { 0.0 } else { hours })
        };
        self.rows.iter().map(|(_, row)| claim(*row)).collect()
    }
}

/// The chains of the rows of an event ledger that `counts` takes in.
pub(super) fn chains(
    region: &Region,
    ledger: Ledger,
    window_days: i32,
    counts: impl Fn(usize) -> bool,
) -> Vec<Chain> {
    let table = region.table(ledger);
    let days = table.days("date");
    let mut events: Vec<(u32, u32, i32, usize)> = (0..table.rows())
        .filter_map(|row| {
            let group = region.matters.group(RowOf(ledger, row))?;
            Some((region.imposer(ledger, row), group, days.get(row)?, row))
        })
        .collect();
    events.par_sort_unstable();
    let mut found = Vec::new();
    for again in events.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let rows: Vec<(i32, usize)> = again
            .iter()
            .map(|(_, _, day, row)| (*day, *row))
            .filter(|(_, row)| again.len() > 1 && counts(*row))
            .collect();
        let mut sets = UnionFind::new(rows.len());
        let mut sure = vec![1.0_f64; rows.len()];
        for (later, sure) in sure.iter_mut().enumerate() {
            if let Some((earlier, confidence)) = linked(region, ledger, window_days, &rows, later) {
                sets.unite(earlier as u32, later as u32);
                *sure = confidence;
            }
        }
        found.extend(sets.sets().into_iter().map(|chain| {
            let sure = chain.iter().map(|member| sure[*member as usize]);
            Chain {
                confidence: sure.fold(1.0, f64::min),
                rows: chain.iter().map(|member| rows[*member as usize]).collect(),
            }
        }));
    }
    found
}

/// The latest earlier row within the window that this one repeats.
fn linked(
    region: &Region,
    ledger: Ledger,
    window_days: i32,
    rows: &[(i32, usize)],
    later: usize,
) -> Option<(usize, f64)> {
    let (day, row) = rows[later];
    (0..later)
        .rev()
        .take_while(|earlier| day - rows[*earlier].0 <= window_days)
        .find_map(|earlier| {
            let (one, other) = (RowOf(ledger, row), RowOf(ledger, rows[earlier].1));
            if region.matters.other_session(one, other) {
                return None;
            }
            let same = region.matters.same(one, other);
            same.map(|confidence| (earlier, confidence))
        })
}
