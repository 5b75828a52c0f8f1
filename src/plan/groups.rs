//! Groups: which stay, which are merged into them, which are closed, in that order: first what has
//! run out, then what is one group too many, then what nobody uses. No member is left without a
//! group: those of a merged group that the staying one lacks are to be taken in. What a superior
//! requires is not closed from below.

use rustc_hash::FxHashSet;

use super::{Action, Basis, Measure, Proposed, Step};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::Region;
use crate::text::Message;

/// Proposes what becomes of groups.
pub(super) fn propose(basis: &Basis<'_>) -> Proposed {
    let mut proposed = Proposed::default();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for finding in basis.found("group-overdue") {
        close(
            basis,
            finding,
            "plan-close-overdue",
            &mut taken,
            &mut proposed,
        );
    }
    for finding in basis.found("group-redundant") {
        merge(basis, finding, &mut taken, &mut proposed);
    }
    for rule in ["leading-group-revived", "group-idle"] {
        for finding in basis.found(rule) {
            close(basis, finding, "plan-close-idle", &mut taken, &mut proposed);
        }
    }
    proposed
}

/// Whether a group must stay: a superior requires it, or it is there for an emergency.
fn must_stay(region: &Region, row: usize) -> Option<Message> {
    let table = region.table(Ledger::Groups);
    if table.flags("superior_requires").yes(row) {
        return Some(Message::new("plan-superior-requires"));
    }
    let is_emergency = table.flags("emergency").yes(row);
    is_emergency.then(|| Message::new("plan-is-emergency"))
}

fn close(
    basis: &Basis<'_>,
    finding: &Finding,
    sentence: &'static str,
    taken: &mut FxHashSet<usize>,
    proposed: &mut Proposed,
) {
    let region = basis.region;
    let claims = finding.evidence.iter().filter(|row| {
        // Of a revived leading group it is the one that is claimed; an idle chat group claims none.
        finding.rule == "group-idle" || row.avoidable_hours > 0.0
    });
    for row in claims.map(|row| row.row) {
        let RowOf(_, number) = row;
        if taken.contains(&number) {
            continue;
        }
        if let Some(why) = must_stay(region, number) {
            proposed.kept.push((row, why));
            continue;
        }
        taken.insert(number);
        let claimed = basis.claims[Ledger::Groups as usize][number];
        let hours = region.costs.hours(Ledger::Groups, number);
        let owner = region.unit_of(region.imposer(Ledger::Groups, number));
        let title = region.title(Ledger::Groups, number);
        proposed.steps.push(Step {
            measure: Measure::Groups,
            subject: title.clone(),
            message: Message::new(sentence)
                .text("group", title)
                .text("owner", region.name(owner)),
            lead: Some(owner),
            units: vec![owner],
            when: None,
            agenda: Vec::new(),
            conditions: Vec::new(),
            rows: vec![basis.row(row, Action::Close, hours - claimed)],
        });
    }
}

/// Merges a family into the one that the audit keeps, of those that are left.
fn merge(
    basis: &Basis<'_>,
    finding: &Finding,
    taken: &mut FxHashSet<usize>,
    proposed: &mut Proposed,
) {
    let region = basis.region;
    let messages = region.messages();
    let mut family: Vec<usize> = finding
        .evidence
        .iter()
        .map(|row| row.row.1)
        .filter(|row| !taken.contains(row))
        .collect();
    // The busiest stays; what must stay cannot be merged away.
    family.sort_by(|one, other| {
        let traffic = |row: usize| messages(row).unwrap_or_default();
        traffic(*other)
            .total_cmp(&traffic(*one))
            .then_with(|| one.cmp(other))
    });
    let Some(host) = family.first().copied() else {
        return;
    };
    let mut rows = vec![basis.row(
        RowOf(Ledger::Groups, host),
        Action::Host,
        region.costs.hours(Ledger::Groups, host),
    )];
    let lists = region.table(Ledger::Groups).lists("member_list");
    let mut members: FxHashSet<NameId> = lists
        .get(host)
        .unwrap_or_default()
        .iter()
        .copied()
        .collect();
    let (mut names, mut added, mut unlisted) = (Vec::new(), 0, false);
    for row in family.into_iter().skip(1) {
        if let Some(why) = must_stay(region, row) {
            proposed.kept.push((RowOf(Ledger::Groups, row), why));
            continue;
        }
        rows.push(basis.row(RowOf(Ledger::Groups, row), Action::Merge, 0.0));
        names.push(region.title(Ledger::Groups, row));
        let list = lists.get(row);
        unlisted |= list.is_none();
        let others = list.unwrap_or_default().iter();
        added += others.filter(|member| members.insert(**member)).count();
    }
    if rows.len() < 2 {
        return;
    }
    taken.extend(rows.iter().map(|row| row.row.1));
    let mut conditions = Vec::new();
    if added > 0 {
        conditions.push(Message::new("plan-take-in").count("members", added));
    }
    if unlisted || lists.get(host).is_none() {
        conditions.push(Message::new("plan-compare-members"));
    }
    let owner = region.unit_of(region.imposer(Ledger::Groups, host));
    let units = super::owners(region, &rows);
    let title = region.title(Ledger::Groups, host);
    proposed.steps.push(Step {
        measure: Measure::Groups,
        subject: title.clone(),
        message: Message::new("plan-merge-groups")
            .text("group", title)
            .names("names", names),
        lead: Some(owner),
        units,
        when: None,
        agenda: Vec::new(),
        conditions,
        rows,
    });
}
