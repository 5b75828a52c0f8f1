//! Rows that stand twice, in one file or across files: equal in every mapped field, or in a
//! non-empty id and title and date. The first one counts, the others are skipped and listed.

use rustc_hash::FxHashSet;

use super::load::Part;
use super::pieces::Piece;
use crate::ledger::account::{FileAccount, SkipReason};
use crate::ledger::schema::Ledger;

/// What was seen of a ledger.
#[derive(Default)]
struct Seen {
    rows: FxHashSet<u64>,
    identities: FxHashSet<u64>,
}

/// Takes the later ones of equal rows out of the parts.
pub fn drop(parts: &mut [Part]) {
    unnumbered_answers(parts);
    for ledger in Ledger::ALL {
        let rows = parts
            .iter()
            .filter(|part| part.account.ledger == ledger)
            .flat_map(|part| &part.pieces)
            .map(|piece| piece.lines.len())
            .sum();
        let mut seen = Seen::default();
        seen.rows.reserve(rows);
        for part in parts
            .iter_mut()
            .filter(|part| part.account.ledger == ledger)
        {
            for piece in &mut part.pieces {
                drop_in(piece, &mut part.account, &mut seen);
            }
            part.account.skipped.sort_by_key(|(line, _)| *line);
        }
    }
}

/// Two people may answer alike: answers without a number of their own are compared file by file,
/// and only a file that was there before is dropped.
fn unnumbered_answers(parts: &mut [Part]) {
    let mut before: Vec<Vec<u64>> = Vec::new();
    for part in parts.iter_mut() {
        let is_numbered = part
            .account
            .columns
            .iter()
            .any(|column| column.field.as_deref() == Some("response"));
        if part.account.ledger != Ledger::Surveys || is_numbered {
            continue;
        }
        let rows: Vec<u64> = part
            .pieces
            .iter_mut()
            .flat_map(|piece| std::mem::take(&mut piece.fingerprints))
            .collect();
        if rows.is_empty() || !before.contains(&rows) {
            before.push(rows);
            continue;
        }
        for piece in &mut part.pieces {
            piece.dropped = (0..piece.lines.len()).collect();
            let lines = piece.lines.iter().map(|line| u64::from(*line));
            let skipped = lines.map(|line| (line, SkipReason::Duplicate));
            part.account.skipped.extend(skipped);
        }
        part.account.accepted = 0;
    }
}

fn drop_in(piece: &mut Piece, account: &mut FileAccount, seen: &mut Seen) {
    let rejected: FxHashSet<usize> = piece.dropped.iter().copied().collect();
    for row in 0..piece.fingerprints.len() {
        if rejected.contains(&row) {
            continue;
        }
        let identity = piece.identities[row];
        let again = !seen.rows.insert(piece.fingerprints[row])
            | (identity != 0 && !seen.identities.insert(identity));
        if again {
            piece.dropped.push(row);
            account.accepted -= 1;
            account
                .skipped
                .push((u64::from(piece.lines[row]), SkipReason::Duplicate));
        }
    }
    piece.fingerprints = Vec::new();
    piece.identities = Vec::new();
}
