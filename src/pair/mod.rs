//! Two periods of one region, side by side. The joint region holds the rows of both, so that
//! matters and units are known across them; each half is the region of one period, exactly as an
//! audit of it has it, with its hours. Which row is of which half, what is alive in it, and which
//! units stand in both, is answered here; what fell and what grew is the rules' affair.

mod half;
mod tally;

use rustc_hash::FxHashSet;

use crate::ledger::names::NameId;
use crate::ledger::{Ledger, Table};
use crate::matter::RowOf;
use crate::region::{Called, Region};

pub use half::Half;
pub use tally::{Tallied, Tally};

/// One of two periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The earlier.
    Before,
    /// The later.
    After,
}

impl Side {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::Before, Self::After];

    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// Two periods of a region.
pub struct Pair<'r> {
    /// The rows of both.
    pub joint: &'r Region,
    halves: [&'r Half; 2],
    /// Units that stand in both periods, by the numbers of the joint region.
    both: FxHashSet<NameId>,
    /// Those that stand in one only.
    single: [FxHashSet<NameId>; 2],
    /// Ledgers of which one export lists what there was at its end, and nothing of what had ended.
    snapshots: Vec<Ledger>,
}

impl<'r> Pair<'r> {
    /// Two halves of a joint region.
    #[must_use]
    pub fn of(joint: &'r Region, before: &'r Half, after: &'r Half) -> Self {
        let [one, other] = [before, after].map(|half| half.standing(joint));
        let snapshots = [Ledger::Groups, Ledger::Apps].into_iter();
        Self {
            snapshots: snapshots
                .filter(|ledger| is_snapshot(*ledger, before, after))
                .collect(),
            joint,
            halves: [before, after],
            single: [
                one.difference(&other).copied().collect(),
                other.difference(&one).copied().collect(),
            ],
            both: one.intersection(&other).copied().collect(),
        }
    }

    /// One of the halves.
    #[must_use]
    pub fn half(&self, side: Side) -> &'r Half {
        self.halves[side as usize]
    }

    /// Whether both periods have rows of a ledger: one that has none of what the other has is more
    /// likely without an export of it than without the thing, and is not compared.
    #[must_use]
    pub fn has(&self, ledger: Ledger) -> bool {
        !self.snapshots.contains(&ledger)
            && Side::BOTH
                .into_iter()
                .all(|side| self.side_has(side, ledger))
    }

    /// The ledgers that both periods have from one export that says of nothing when it ended: what
    /// was there in the earlier of them cannot be known, and is not compared.
    #[must_use]
    pub fn snapshots(&self) -> &[Ledger] {
        &self.snapshots
    }

    /// Whether one of the periods has rows of a ledger.
    #[must_use]
    pub fn side_has(&self, side: Side, ledger: Ledger) -> bool {
        self.half(side).region.table(ledger).rows() > 0
    }

    /// The part of the rows of a ledger in the smaller period that are rows of the other one too.
    #[must_use]
    pub fn common(&self, ledger: Ledger) -> f64 {
        let [before, after] = self.halves;
        let rows = before.rows(ledger);
        let both = rows.filter(|row| after.row(ledger, *row).is_some()).count();
        let least = self.halves.map(|half| half.region.table(ledger).rows());
        both as f64 / least[0].min(least[1]).max(1) as f64
    }

    /// Whether a unit stands in both periods, and so can be compared.
    #[must_use]
    pub fn compares(&self, unit: NameId) -> bool {
        self.both.contains(&unit)
    }

    /// The period in which a unit stands, where it stands in one only.
    #[must_use]
    pub fn only_in(&self, unit: NameId) -> Option<Side> {
        Side::BOTH
            .into_iter()
            .find(|side| self.single[*side as usize].contains(&unit))
    }

    /// The names of the units that stand in one period only, in order.
    #[must_use]
    pub fn alone(&self, side: Side) -> Vec<String> {
        let units = self.single[side as usize].iter();
        let mut names: Vec<String> = units
            .map(|unit| self.joint.name(*unit).to_owned())
            .collect();
        names.sort_unstable();
        names
    }

    /// The table of a ledger, with the rows of both periods.
    #[must_use]
    pub fn table(&self, ledger: Ledger) -> &'r Table {
        self.joint.table(ledger)
    }

    /// The unit that imposes a row, by one name whatever the row calls it.
    #[must_use]
    pub fn unit(&self, RowOf(ledger, row): RowOf) -> NameId {
        self.joint.unit_of(self.joint.imposer(ledger, row))
    }

    /// Burden hours of a row within one period; 0 where it is not of it.
    #[must_use]
    pub fn hours(&self, side: Side, RowOf(ledger, row): RowOf) -> f64 {
        let half = self.half(side);
        half.row(ledger, row)
            .map_or(0.0, |row| half.region.costs.hours(ledger, row))
    }
}

/// Whether two periods take a ledger from one export without a single end.
fn is_snapshot(ledger: Ledger, before: &Half, after: &Half) -> bool {
    let table = before.region.table(ledger);
    let ends = table.days(if ledger == Ledger::Apps {
        "closed"
    } else {
        "disbanded"
    });
    let has_end = (0..table.rows()).any(|row| ends.get(row).is_some());
    let mut rows = before.rows(ledger);
    !has_end && rows.any(|row| after.row(ledger, row).is_some())
}

/// The units named by rows of a ledger that call or send to others.
fn called(region: &Region, ledger: Ledger) -> Option<&Called> {
    match ledger {
        Ledger::Meetings => Some(&region.called),
        Ledger::Documents => Some(&region.recipients),
        Ledger::Forms => Some(&region.fillers),
        _ => None,
    }
}
