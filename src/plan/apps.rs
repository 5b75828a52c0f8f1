//! Apps and accounts: which stay, which are merged into them, which are closed. No function is left
//! without a home: those that the staying one lacks are to be taken over, and an app is not closed
//! where nothing in use of its own place or above could take its functions.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Action, Basis, Measure, Proposed, Step};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::apps::{ACCOUNT, APP, MINI_PROGRAM};
use crate::matter::RowOf;
use crate::region::{PlaceId, Region};
use crate::text::Message;

/// Proposes what becomes of apps and accounts.
pub(super) fn propose(basis: &Basis<'_>) -> Proposed {
    let mut proposed = Proposed::default();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for finding in basis.found("app-redundant") {
        let rows = finding.evidence.iter().map(|row| row.row.1);
        let rows: Vec<usize> = rows.filter(|row| !taken.contains(row)).collect();
        let Some(host) = most_used(basis.region, &rows) else {
            continue;
        };
        merge(basis, host, &rows, &mut taken, &mut proposed);
    }
    move_out(basis, &mut taken, &mut proposed);
    for finding in basis.found("account-surplus") {
        close_accounts(basis, finding, &mut taken, &mut proposed);
    }
    proposed
}

/// The most used of some apps; of several, the first.
fn most_used(region: &Region, rows: &[usize]) -> Option<usize> {
    let table = region.table(Ledger::Apps);
    let (users, active) = (table.wholes("users"), table.wholes("active_users"));
    let usage = |row: usize| {
        active
            .get(row)
            .or_else(|| users.get(row))
            .unwrap_or_default()
    };
    rows.iter()
        .copied()
        .max_by_key(|row| (usage(*row), std::cmp::Reverse(*row)))
}

/// The functions of an app that others need not have already.
fn functions(region: &Region, row: usize) -> Vec<NameId> {
    let lists = region.table(Ledger::Apps).lists("functions");
    let generic = &region.lists.generic_functions;
    let own = lists.get(row).unwrap_or_default().iter().copied();
    own.filter(|function| !generic.iter().any(|name| name == region.name(*function)))
        .collect()
}

/// Merges apps into one of them.
fn merge(
    basis: &Basis<'_>,
    host: usize,
    rows: &[usize],
    taken: &mut FxHashSet<usize>,
    proposed: &mut Proposed,
) {
    let region = basis.region;
    let emergency = region.table(Ledger::Apps).flags("emergency");
    let mut changed = vec![basis.row(
        RowOf(Ledger::Apps, host),
        Action::Host,
        region.costs.hours(Ledger::Apps, host),
    )];
    let mut held: FxHashSet<NameId> = functions(region, host).into_iter().collect();
    let (mut names, mut taken_over) = (Vec::new(), Vec::new());
    for row in rows.iter().copied().filter(|row| *row != host) {
        if emergency.yes(row) {
            let why = Message::new("plan-is-emergency");
            proposed.kept.push((RowOf(Ledger::Apps, row), why));
            continue;
        }
        changed.push(basis.row(RowOf(Ledger::Apps, row), Action::Merge, 0.0));
        names.push(region.title(Ledger::Apps, row));
        let missing = functions(region, row)
            .into_iter()
            .filter(|function| held.insert(*function));
        taken_over.extend(missing.map(|function| region.name(function).to_owned()));
    }
    if changed.len() < 2 {
        return;
    }
    taken.extend(changed.iter().map(|row| row.row.1));
    let title = region.title(Ledger::Apps, host);
    let owner = region.unit_of(region.imposer(Ledger::Apps, host));
    let units = super::owners(region, &changed);
    let conditions = if taken_over.is_empty() {
        Vec::new()
    } else {
        let list = Message::new("plan-take-over").texts("functions", &taken_over);
        vec![list]
    };
    proposed.steps.push(Step {
        measure: Measure::Apps,
        subject: title.clone(),
        message: Message::new("plan-merge-apps")
            .text("app", title)
            .names("names", names),
        lead: Some(owner),
        units,
        when: None,
        agenda: Vec::new(),
        conditions,
        rows: changed,
    });
}

/// Moves what apps do that should not be into others in use: of their own place, else of the nearest
/// above. Those of one county that have no such home become one, which the county takes over.
fn move_out(basis: &Basis<'_>, taken: &mut FxHashSet<usize>, proposed: &mut Proposed) {
    let region = basis.region;
    let rules = ["app-blacklisted", "app-below-county", "app-idle"];
    let mut flagged: Vec<usize> = rules
        .into_iter()
        .flat_map(|rule| basis.found(rule))
        .flat_map(|finding| {
            let is_alone = finding.evidence.len() == 1;
            let rows = finding.evidence.iter();
            rows.filter(move |row| row.avoidable_hours > 0.0 || is_alone)
        })
        .map(|row| row.row.1)
        .filter(|row| !taken.contains(row))
        .collect();
    flagged.sort_unstable();
    flagged.dedup();
    let mut by_home: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut homeless: BTreeMap<PlaceId, Vec<usize>> = BTreeMap::new();
    for row in &flagged {
        let place = region.place(Ledger::Apps, *row);
        match (home(basis, *row, &flagged, taken), place) {
            (Some(home), _) => by_home.entry(home).or_default().push(*row),
            (None, Some(place)) => homeless.entry(region.county(place)).or_default().push(*row),
            (None, None) => {
                let why = Message::new("plan-no-home");
                proposed.kept.push((RowOf(Ledger::Apps, *row), why));
            }
        }
    }
    for (home, mut rows) in by_home {
        rows.push(home);
        merge(basis, home, &rows, taken, proposed);
    }
    for (county, rows) in homeless {
        match most_used(region, &rows).filter(|_| rows.len() > 1) {
            Some(host) => {
                let steps = proposed.steps.len();
                merge(basis, host, &rows, taken, proposed);
                if let Some(step) = proposed.steps.get_mut(steps) {
                    let county = region.units.get(county).name;
                    let condition = Message::new("plan-county-takes-over");
                    step.conditions
                        .push(condition.text("county", region.name(county)));
                    step.lead = Some(county);
                }
            }
            None => proposed.kept.extend(
                rows.into_iter()
                    .map(|row| (RowOf(Ledger::Apps, row), Message::new("plan-no-home"))),
            ),
        }
    }
}

/// The app that could take over what another does: of its own place, else of the nearest above, one
/// that shares a function with it, or does for the public what it does (both apps, or both mini
/// programs); of several the one that shares most, then the most used.
fn home(
    basis: &Basis<'_>,
    row: usize,
    flagged: &[usize],
    taken: &FxHashSet<usize>,
) -> Option<usize> {
    let region = basis.region;
    let table = region.table(Ledger::Apps);
    let (kinds, stock) = (table.wholes("kind"), region.stock(Ledger::Apps));
    let own: FxHashSet<NameId> = functions(region, row).into_iter().collect();
    let is_public = |kind: Option<u32>| matches!(kind, Some(APP | MINI_PROGRAM));
    let place = region.place(Ledger::Apps, row)?;
    std::iter::once(place)
        .chain(region.units.above(place))
        .find_map(|place| {
            let others = (0..table.rows()).filter(|other| {
                region.place(Ledger::Apps, *other) == Some(place)
                    && !kinds.is(*other, ACCOUNT)
                    && stock.in_use(*other)
                    && !taken.contains(other)
                    && flagged.binary_search(other).is_err()
            });
            let shared = |other: usize| {
                let theirs = functions(region, other);
                theirs
                    .iter()
                    .filter(|function| own.contains(function))
                    .count()
            };
            let fit: Vec<(usize, usize)> = others
                .map(|other| (shared(other), other))
                .filter(|(shared, other)| {
                    let kind = kinds.get(*other);
                    *shared > 0 || (is_public(kind) && kind == kinds.get(row))
                })
                .collect();
            let most = fit.iter().map(|(shared, _)| *shared).max()?;
            let best = fit.iter().filter(|(shared, _)| *shared == most);
            most_used(region, &best.map(|(_, other)| *other).collect::<Vec<_>>())
        })
}

/// Closes the accounts that are one too many, not updated or not read; one that is read stays.
fn close_accounts(
    basis: &Basis<'_>,
    finding: &Finding,
    taken: &mut FxHashSet<usize>,
    proposed: &mut Proposed,
) {
    let region = basis.region;
    let followers = region.table(Ledger::Apps).wholes("followers");
    let mut rows: Vec<usize> = finding
        .evidence
        .iter()
        .map(|row| row.row.1)
        .filter(|row| !taken.contains(row))
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(followers.get(*row)), *row));
    let Some(host) = rows.first().copied().filter(|_| rows.len() > 1) else {
        // A unit's only account: whether it is needed is the unit's to say.
        let only = rows
            .first()
            .map(|row| (RowOf(Ledger::Apps, *row), Message::new("plan-only-account")));
        proposed.kept.extend(only);
        return;
    };
    let mut changed = vec![basis.row(
        RowOf(Ledger::Apps, host),
        Action::Host,
        region.costs.hours(Ledger::Apps, host),
    )];
    changed.extend(
        rows[1..]
            .iter()
            .map(|row| basis.row(RowOf(Ledger::Apps, *row), Action::Close, 0.0)),
    );
    taken.extend(rows.iter().copied());
    let owner = region.unit_of(region.imposer(Ledger::Apps, host));
    let title = region.title(Ledger::Apps, host);
    proposed.steps.push(Step {
        measure: Measure::Apps,
        subject: title.clone(),
        message: Message::new("plan-close-accounts")
            .text("account", title)
            .count("closed", changed.len() - 1),
        lead: Some(owner),
        units: vec![owner],
        when: None,
        agenda: Vec::new(),
        conditions: Vec::new(),
        rows: changed,
    });
}
