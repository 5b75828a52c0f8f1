//! One period of a pair: its region, and which of its rows is which of the joint region's.

use rustc_hash::FxHashSet;

use super::called;
use crate::ledger::names::NameId;
use crate::ledger::table::{FILE, LINE};
use crate::ledger::{Ledger, Table};
use crate::matter::RowOf;
use crate::region::Region;

/// No row of the half.
const NONE: u32 = u32::MAX;

/// One period, as an audit of it has it.
pub struct Half {
    /// Its region.
    pub region: Region,
    /// For each row of the joint region, by ledger, its row here.
    rows: Vec<Vec<u32>>,
    /// For each row here, by ledger, its row of the joint region.
    joint_rows: Vec<Vec<u32>>,
    /// For each name here, its number in the joint region.
    names: Vec<Option<NameId>>,
}

impl Half {
    /// Finds the rows of a period among those of the joint region, whose files it shares from
    /// number `first_file` on. Rows of a ledger stand in the same order in both.
    #[must_use]
    pub fn of(region: Region, joint: &Region, first_file: u32) -> Self {
        let (mut rows, mut joint_rows) = (Vec::new(), Vec::new());
        for ledger in Ledger::ALL {
            let (whole, own) = (joint.table(ledger), region.table(ledger));
            let (places, own_places) = (places(whole), places(own));
            let mut of_joint = vec![NONE; whole.rows()];
            let mut of_own = Vec::with_capacity(own.rows());
            let mut next = 0;
            for (row, found) in of_joint.iter_mut().enumerate() {
                if next == own.rows() {
                    break;
                }
                let (file, line) = own_places(next);
                if places(row) == (file + first_file, line) {
                    *found = next as u32;
                    of_own.push(row as u32);
                    next += 1;
                }
            }
            rows.push(of_joint);
            joint_rows.push(of_own);
        }
        let own = 0..region.ledgers.names.len() as NameId;
        let names = own
            .map(|name| joint.ledgers.names.find(region.name(name)))
            .collect();
        Self {
            region,
            rows,
            joint_rows,
            names,
        }
    }

    /// The units that bear a row of the joint region, as this period knows them, with their parts.
    #[must_use]
    pub fn bearers(&self, joint: &Region, ledger: Ledger, row: usize) -> Vec<(NameId, f64)> {
        let own = self.row(ledger, row);
        let bearers = own.map_or_else(Vec::new, |own| self.region.bearers(RowOf(ledger, own)));
        bearers
            .into_iter()
            .filter_map(|(name, part)| Some((joint.unit_of(self.joint_name(name)?), part)))
            .collect()
    }

    /// A name of this period among those of the joint region.
    #[must_use]
    pub fn joint_name(&self, name: NameId) -> Option<NameId> {
        self.names.get(name as usize).copied().flatten()
    }

    /// A row of the joint region here.
    #[must_use]
    pub fn row(&self, ledger: Ledger, joint: usize) -> Option<usize> {
        let row = *self.rows[ledger as usize].get(joint)?;
        (row != NONE).then_some(row as usize)
    }

    /// A row of this half among those of the joint region.
    #[must_use]
    pub fn joint_row(&self, ledger: Ledger, row: usize) -> Option<usize> {
        self.joint_rows[ledger as usize]
            .get(row)
            .map(|row| *row as usize)
    }

    /// Its rows among those of the joint region, in its own order.
    pub fn rows(&self, ledger: Ledger) -> impl Iterator<Item = usize> + '_ {
        self.joint_rows[ledger as usize]
            .iter()
            .map(|row| *row as usize)
    }

    /// Whether a group or app of the joint region lived on some day of this period.
    #[must_use]
    pub fn lives(&self, ledger: Ledger, joint: usize) -> bool {
        self.row(ledger, joint).is_some_and(|row| match ledger {
            Ledger::Groups | Ledger::Apps => self.region.stock(ledger).days(row) > 0,
            _ => true,
        })
    }

    /// The units that this period knows: those of its units ledger, and those that any row names.
    pub(super) fn standing(&self, joint: &Region) -> FxHashSet<NameId> {
        let mut standing = FxHashSet::default();
        let own = &self.region;
        let units = own.table(Ledger::Units).wholes("unit");
        let listed = (0..own.table(Ledger::Units).rows()).filter_map(|row| units.get(row));
        let listed = listed.filter_map(|unit| joint.ledgers.names.find(own.name(unit)));
        standing.extend(listed.map(|unit| joint.unit_of(unit)));
        let mut named: FxHashSet<NameId> = FxHashSet::default();
        for ledger in Ledger::AUDITED {
            let imposers = own.table(ledger).wholes(ledger.schema().imposer);
            for row in 0..own.table(ledger).rows() {
                named.extend(imposers.get(row));
                let called = called(own, ledger).and_then(|called| called.get(row));
                named.extend(called.unwrap_or_default());
            }
        }
        let known = named
            .into_iter()
            .filter_map(|name| self.names.get(name as usize).copied().flatten());
        standing.extend(known.map(|name| joint.unit_of(name)));
        standing
    }
}

/// File and line of each row of a table.
fn places(table: &Table) -> impl Fn(usize) -> (u32, u32) {
    let (files, lines) = (table.wholes(FILE), table.wholes(LINE));
    move |row| {
        (
            files.get(row).unwrap_or_default(),
            lines.get(row).unwrap_or_default(),
        )
    }
}
