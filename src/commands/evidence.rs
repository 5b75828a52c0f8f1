//! Evidence rows as they stand in their files: read again from there, since a report keeps only what
//! the rules look at.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Faults, audit};
use crate::arithmetic;
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::account::FileAccount;
use crate::ledger::read::discover::Input;
use crate::ledger::read::{raw, tables};
use crate::ledger::table::FILE;
use crate::matter::RowOf;
use crate::region::Region;
use crate::report::{Cells, Whole, WholeRow};

/// Rows, each with its line, as they stand; `None` where the file changed since it was read.
pub(super) fn records(
    rows: &[(RowOf, u32)],
    region: &Region,
    inputs: &[Input],
    accounts: &[FileAccount],
) -> Result<Vec<Option<Cells>>, Faults> {
    let mut wanted: BTreeMap<usize, BTreeMap<u64, usize>> = BTreeMap::new();
    for (place, (RowOf(ledger, row), line)) in rows.iter().enumerate() {
        let files = region.table(*ledger).wholes(FILE);
        let file = files.get(*row).unwrap_or_default() as usize;
        wanted
            .entry(file)
            .or_default()
            .insert(u64::from(*line), place);
    }
    let mut records = vec![None; rows.len()];
    for (file, lines) in wanted {
        let Some(account) = accounts.get(file) else {
            continue;
        };
        let failed = |fault| Faults::one(audit::in_file(account.file.clone(), fault));
        let input = &inputs[account.input];
        for table in tables(input).map_err(failed)? {
            if table.file != account.file {
                continue;
            }
            let mut found = |line: u64, cells: Cells| {
                if let Some(place) = lines.get(&line) {
                    records[*place] = Some(cells);
                }
            };
            raw::rows(&table.contained.content, account, &lines, &mut found).map_err(failed)?;
        }
    }
    Ok(records)
}

/// Every evidence row of some findings once, in the order of ledgers, files and lines, with its sum.
pub(super) fn whole<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    region: &Region,
    inputs: &[Input],
    accounts: &[FileAccount],
) -> Result<Whole, Faults> {
    let mut rows: Vec<(RowOf, u32)> = findings
        .flat_map(|finding| &finding.evidence)
        .map(|row| (row.row, row.line))
        .collect();
    rows.sort_unstable_by_key(|(RowOf(ledger, row), _)| (*ledger, *row));
    rows.dedup_by_key(|(RowOf(ledger, row), _)| (*ledger, *row));
    let records = records(&rows, region, inputs, accounts)?;
    let mut places: FxHashMap<(Ledger, usize), usize> = FxHashMap::default();
    let mut all = Vec::with_capacity(rows.len());
    for (place, ((row, line), cells)) in rows.into_iter().zip(records).enumerate() {
        let RowOf(ledger, number) = row;
        places.insert((ledger, number), place);
        let (file, _) = region.ledgers.place(ledger, number);
        all.push(WholeRow {
            ledger,
            file: file.to_owned(),
            line,
            burden_hours: region.costs.hours(ledger, number),
            sum: arithmetic::burden(region, row),
            cells: cells.unwrap_or_default(),
        });
    }
    Ok(Whole { rows: all, places })
}
