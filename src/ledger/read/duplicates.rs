//! Rows that stand twice, in one file or across files: equal in every mapped field, or in a
//! non-empty id and title and date. The first one counts, the others are skipped and listed.

use rustc_hash::FxHashSet;

use super::load::Part;
use crate::ledger::account::SkipReason;
use crate::ledger::schema::Ledger;

/// Takes the later ones of equal rows out of the parts.
pub fn drop(parts: &mut [Part]) {
    for ledger in Ledger::ALL {
        let mut whole: FxHashSet<u64> = FxHashSet::default();
        let mut identities: FxHashSet<u64> = FxHashSet::default();
        for part in parts
            .iter_mut()
            .filter(|part| part.account.ledger == ledger)
        {
            drop_in(part, &mut whole, &mut identities);
        }
    }
}

fn drop_in(part: &mut Part, whole: &mut FxHashSet<u64>, identities: &mut FxHashSet<u64>) {
    let rejected: FxHashSet<usize> = part.dropped.iter().copied().collect();
    whole.reserve(part.fingerprints.len());
    for row in 0..part.fingerprints.len() {
        if rejected.contains(&row) {
            continue;
        }
        let identity = part.identities[row];
        let again =
            !whole.insert(part.fingerprints[row]) | (identity != 0 && !identities.insert(identity));
        if again {
            part.dropped.push(row);
            part.account.accepted -= 1;
            part.account
                .skipped
                .push((u64::from(part.lines[row]), SkipReason::Duplicate));
        }
    }
    part.account.skipped.sort_by_key(|(line, _)| *line);
    part.fingerprints = Vec::new();
    part.identities = Vec::new();
}
