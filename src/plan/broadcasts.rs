//! Relays of one meeting become one broadcast: everybody whom the cascade reached hears the first
//! meeting at its own time, and nobody holds it again. Whoever sits elsewhere at that time keeps the
//! own meeting, and so does who waits for somebody who does.

use rustc_hash::FxHashSet;

use super::busy::{Busy, when, who};
use super::{Action, Basis, Proposed, Step, When};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::text::Message;

/// Proposes broadcasts for the cascades that the audit found.
pub(super) fn propose(basis: &Basis<'_>, busy: &mut Busy) -> Proposed {
    let mut proposed = Proposed::default();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for finding in basis.found("meeting-relay") {
        let Some(step) = step(basis, busy, finding, &taken, &mut proposed.kept) else {
            continue;
        };
        let rows: Vec<usize> = step.rows.iter().map(|row| row.row.1).collect();
        taken.extend(rows.iter().copied());
        if let Some(when) = step.when {
            busy.hold(&rows, when);
        }
        proposed.steps.push(step);
    }
    proposed
}

fn step(
    basis: &Basis<'_>,
    busy: &Busy,
    finding: &Finding,
    taken: &FxHashSet<usize>,
    kept: &mut Vec<(RowOf, Message)>,
) -> Option<Step> {
    let region = basis.region;
    let row_of = |node: usize| finding.evidence[finding.cascade[node].evidence].row;
    let mut roots =
        (0..finding.cascade.len()).filter(|node| finding.cascade[*node].above.is_none());
    let (root, None) = (roots.next()?, roots.next()) else {
        // The first meeting is not in the data: there is nothing to broadcast.
        return None;
    };
    let root_row = row_of(root).1;
    if taken.contains(&root_row) {
        return None;
    }
    let when = when(region, root_row)?;
    let hours = f64::from(when.minutes) / 60.0;
    let cost = |row: usize| region.costs.meetings[row];
    let mut units = who(region, root_row);
    let mut changed = vec![basis.row(
        RowOf(Ledger::Meetings, root_row),
        Action::Host,
        cost(root_row).hours(),
    )];
    let others = (0..finding.cascade.len()).filter(|node| *node != root);
    let rows: Vec<usize> = others
        .map(|node| row_of(node).1)
        .filter(|row| !taken.contains(row))
        .collect();
    for row in given_up(basis, busy, root_row, rows, when, kept) {
        // They listen as long as the broadcast lasts, without travel, preparation or evidence.
        let listening = cost(row).attendees * hours;
        let own = RowOf(Ledger::Meetings, row);
        changed.push(basis.row(own, Action::Close, listening));
        units.extend(who(region, row));
    }
    if changed.len() < 2 {
        return None;
    }
    units.sort_unstable();
    units.dedup();
    let lead = region.unit_of(region.imposer(Ledger::Meetings, root_row));
    Some(Step {
        measure: super::Measure::Broadcasts,
        subject: region.title(Ledger::Meetings, root_row),
        message: Message::new("plan-broadcast")
            .text("lead", region.name(lead))
            .count("meetings", changed.len() - 1)
            .count("units", units.len()),
        lead: Some(lead),
        units,
        when: Some(when),
        agenda: vec![region.title(Ledger::Meetings, root_row)],
        conditions: Vec::new(),
        rows: changed,
    })
}

/// The meetings that a broadcast replaces: all whose units are free for it. One that stays may take
/// the time of somebody who sits in another one, so that it is looked at until nothing changes.
fn given_up(
    basis: &Basis<'_>,
    busy: &Busy,
    root: usize,
    mut rows: Vec<usize>,
    when: When,
    kept: &mut Vec<(RowOf, Message)>,
) -> Vec<usize> {
    let region = basis.region;
    loop {
        let apart_from: FxHashSet<usize> = rows.iter().copied().chain([root]).collect();
        let before = rows.len();
        rows.retain(|row| {
            let own = who(region, *row);
            let clash = own
                .iter()
                .find(|unit| !busy.is_free(**unit, when, &apart_from));
            if let Some(unit) = clash {
                let why = Message::new("plan-sits-elsewhere").text("unit", region.name(*unit));
                kept.push((RowOf(Ledger::Meetings, *row), why));
            }
            clash.is_none()
        });
        if rows.len() == before {
            return rows;
        }
    }
}
