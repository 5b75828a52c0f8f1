//! Rows that stand twice, in one file or across files: equal in every mapped field, or in a
//! non-empty id and title and date. The first one counts, the others are skipped and listed.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::load::Part;
use super::pieces::Piece;
use crate::ledger::account::SkipReason;
use crate::ledger::schema::Ledger;

/// Where a row stands: the file among all, and the line.
type Place = (u32, u32);

/// What was seen of a ledger, and where first.
#[derive(Default)]
struct Seen {
    rows: FxHashMap<u64, Place>,
    /// Each with its owner.
    identities: FxHashMap<u64, (Place, String)>,
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
        for (file, part) in parts.iter_mut().enumerate() {
            if part.account.ledger != ledger {
                continue;
            }
            for piece in &mut part.pieces {
                let again = drop_in(piece, file as u32, &mut seen);
                part.account.accepted -= again.len();
                part.account.skipped.extend(again);
            }
            part.account.skipped.sort_by_key(|(line, _)| *line);
        }
    }
}

/// Two people may answer alike: answers without a number of their own are compared file by file,
/// and only a file that was there before is dropped.
fn unnumbered_answers(parts: &mut [Part]) {
    let mut before: Vec<(u32, Vec<u64>)> = Vec::new();
    for (file, part) in parts.iter_mut().enumerate() {
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
        let known = before.iter().find(|(_, known)| *known == rows);
        let Some((first, _)) = known.filter(|(_, known)| !known.is_empty()) else {
            before.push((file as u32, rows));
            continue;
        };
        for piece in &mut part.pieces {
            piece.dropped = (0..piece.lines.len()).collect();
            let again = piece.lines.iter().map(|line| {
                let same = SkipReason::Duplicate {
                    file: *first,
                    line: *line,
                };
                (u64::from(*line), same)
            });
            part.account.skipped.extend(again);
        }
        part.account.accepted = 0;
    }
}

/// Drops the rows of a piece that stood before; answers with their lines.
fn drop_in(piece: &mut Piece, file: u32, seen: &mut Seen) -> Vec<(u64, SkipReason)> {
    let mut again = Vec::new();
    for row in 0..piece.fingerprints.len() {
        if piece.dropped.contains(&row) {
            continue;
        }
        let line = piece.lines[row];
        let identity = piece.identities[row];
        let mut first = None;
        let known = seen.rows.entry(piece.fingerprints[row]);
        let place = *known
            .and_modify(|place| first = Some(*place))
            .or_insert((file, line));
        if identity != 0 {
            let owner = piece.owners[row].map_or("", |owner| piece.names.name(owner));
            match seen.identities.entry(identity) {
                Entry::Occupied(known) => {
                    let (place, other) = known.get();
                    if first.is_none() && may_be_one(owner, other) {
                        first = Some(*place);
                    }
                }
                Entry::Vacant(free) => {
                    free.insert((place, owner.to_owned()));
                }
            }
        }
        if let Some((file, first_line)) = first {
            piece.dropped.insert(row);
            let same = SkipReason::Duplicate {
                file,
                line: first_line,
            };
            again.push((u64::from(line), same));
        }
    }
    piece.fingerprints = Vec::new();
    piece.identities = Vec::new();
    piece.owners = Vec::new();
    again
}

/// Whether two owners may be one office, written in full and in short or with its section: ids begin
/// anew in every office, so that an id says nothing of rows of two.
fn may_be_one(left: &str, right: &str) -> bool {
    left.starts_with(right)
        || right.starts_with(left)
        || left.ends_with(right)
        || right.ends_with(left)
}
