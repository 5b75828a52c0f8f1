//! Packaged meetings: meetings of one place, face to face, that call the same units, become one: the
//! longest hosts it, the others are items of its agenda, one after the other, within half a day. A
//! meeting moves by some days at most, never before its matter exists nor past the day on which an
//! answer on it is due.

use rustc_hash::{FxHashMap, FxHashSet};

use super::busy::{Busy, by_group, exists_since, when};
use super::packing::{Choice, pack};
use super::{Action, Basis, Bound, Measure, Proposed, Step, When};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::meetings::IN_PERSON;
use crate::matter::RowOf;
use crate::region::{PlaceId, Region};
use crate::rules::share;
use crate::text::Message;
use crate::union_find::UnionFind;

/// Packages of more meetings than this are not looked for.
const LARGEST: usize = 6;
/// Sets that are enumerated around one meeting at most.
const MOST_SETS: usize = 64;

/// A meeting that could be part of a package.
struct Meeting {
    row: usize,
    place: PlaceId,
    when: When,
    /// First and last day on which it could be held.
    window: (i32, i32),
    units: Vec<NameId>,
    /// What it spares as a part of another one: travel and preparation.
    spares: f64,
}

/// Proposes packages.
pub(super) fn propose(basis: &Basis<'_>, busy: &mut Busy) -> Proposed {
    let meetings = meetings(basis);
    let mut proposed = Proposed::default();
    let (mut planned, mut best) = (0.0, 0.0);
    for of_place in meetings.chunk_by(|one, other| one.place == other.place) {
        for members in components(basis, of_place) {
            let component: Vec<&Meeting> =
                members.iter().map(|member| &of_place[*member]).collect();
            let choices = choices(basis, busy, &component);
            let packed = pack(&choices, component.len());
            best += packed.at_most;
            for place in packed.taken {
                let choice = &choices[place];
                let members: Vec<&Meeting> = choice
                    .members
                    .iter()
                    .map(|member| component[*member])
                    .collect();
                // An earlier package may have taken the time of somebody who is called here.
                let Some((when, host)) = placed(basis, busy, &members) else {
                    continue;
                };
                let step = step(basis, &members, host, when);
                planned += step.saved() + step.further();
                let rows: Vec<usize> = step.rows.iter().map(|row| row.row.1).collect();
                busy.hold(&rows, when);
                proposed.steps.push(step);
            }
        }
    }
    proposed.bounds.push(Bound {
        measure: Measure::PackagedMeetings,
        unit: "hours",
        planned,
        best: best.max(planned),
    });
    proposed
}

/// Meetings in person of a known place that call two units at least, by place and day.
fn meetings(basis: &Basis<'_>) -> Vec<Meeting> {
    let (region, settings) = (basis.region, basis.settings);
    let modes = region.table(Ledger::Meetings).wholes("mode");
    let by_group = by_group(region);
    let due = due(region, &by_group);
    let mut meetings: Vec<Meeting> = (0..region.table(Ledger::Meetings).rows())
        .filter(|row| {
            modes.is(*row, IN_PERSON)
                && !region.is_exempt_meeting(*row)
                && !basis.is_taken(RowOf(Ledger::Meetings, *row))
        })
        .filter_map(|row| {
            let units = region.called.units(row).filter(|units| units.len() >= 2)?;
            let when = when(region, row)?;
            let since = exists_since(region, &by_group, row, settings.matter_days)?;
            let last = when.day + settings.meeting_days;
            let cost = region.costs.meetings[row];
            Some(Meeting {
                row,
                place: region.place(Ledger::Meetings, row)?,
                when,
                window: (
                    since
                        .max(when.day - settings.meeting_days)
                        .max(region.period.from),
                    last.min(due(row, when.day)).min(region.period.to),
                ),
                units,
                spares: cost.attendees * cost.travel + cost.prep,
            })
        })
        .filter(|meeting| f64::from(meeting.when.minutes) <= settings.package_hours * 60.0)
        .collect();
    meetings.sort_by_key(|meeting| {
        (
            meeting.place,
            meeting.when.day,
            meeting.when.start,
            meeting.row,
        )
    });
    meetings
}

/// The day on which an answer to a document on a meeting's matter is due, where it is not past.
fn due<'r>(
    region: &'r Region,
    by_group: &'r FxHashMap<u32, Vec<(i32, RowOf)>>,
) -> impl Fn(usize, i32) -> i32 + 'r {
    let dues = region.table(Ledger::Documents).days("due");
    move |row, day| {
        let own = RowOf(Ledger::Meetings, row);
        let group = region.matters.group(own);
        let rows = group
            .and_then(|group| by_group.get(&group))
            .into_iter()
            .flatten();
        rows.filter(|(_, other)| other.0 == Ledger::Documents)
            .filter_map(|(_, other)| Some((dues.get(other.1)?, *other)))
            .filter(|(due, other)| *due >= day && region.matters.same(own, *other).is_some())
            .map(|(due, _)| due)
            .min()
            .unwrap_or(i32::MAX)
    }
}

/// Whether two meetings could be parts of one package.
fn fits(basis: &Basis<'_>, one: &Meeting, other: &Meeting) -> bool {
    let days = one.window.0.max(other.window.0)..=one.window.1.min(other.window.1);
    let rows = [one.row, other.row].map(|row| RowOf(Ledger::Meetings, row));
    !days.is_empty()
        && share(&one.units, &other.units).containment >= basis.settings.package_overlap
        && basis.region.matters.same(rows[0], rows[1]).is_none()
}

/// Meetings of one place, in order of time, that hang together by pairs that fit.
fn components(basis: &Basis<'_>, of_place: &[Meeting]) -> Vec<Vec<usize>> {
    let mut sets = UnionFind::new(of_place.len());
    for (one, meeting) in of_place.iter().enumerate() {
        let reach = meeting.window.1 + basis.settings.meeting_days;
        let near = of_place[one + 1..]
            .iter()
            .take_while(|other| other.when.day <= reach);
        for (offset, other) in near.enumerate() {
            if fits(basis, meeting, other) {
                sets.unite(one as u32, (one + 1 + offset) as u32);
            }
        }
    }
    let members = |set: Vec<u32>| set.into_iter().map(|member| member as usize).collect();
    sets.sets().into_iter().map(members).collect()
}

/// Every package that could be held, each grown around its first meeting; at most so many around
/// each, so that a year of meetings of one office is no explosion.
fn choices(basis: &Basis<'_>, busy: &Busy, component: &[&Meeting]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for first in 0..component.len() {
        let reach = component[first].window.1 + basis.settings.meeting_days;
        let near: Vec<usize> = (first + 1..component.len())
            .take_while(|other| component[*other].when.day <= reach)
            .filter(|other| fits(basis, component[first], component[*other]))
            .collect();
        let mut waiting: Vec<Vec<usize>> = vec![vec![first]];
        let mut around = 0;
        while let Some(set) = waiting.pop() {
            for next in near
                .iter()
                .filter(|next| set.last().is_none_or(|last| *next > last))
            {
                let fits_all = set[1..]
                    .iter()
                    .all(|member| fits(basis, component[*member], component[*next]));
                if around >= MOST_SETS || set.len() >= LARGEST || !fits_all {
                    continue;
                }
                let mut larger = set.clone();
                larger.push(*next);
                let members: Vec<&Meeting> =
                    larger.iter().map(|member| component[*member]).collect();
                if placed(basis, busy, &members).is_some() {
                    around += 1;
                    choices.push(Choice {
                        value: worth(&members),
                        members: larger.clone(),
                    });
                    waiting.push(larger);
                }
            }
        }
    }
    choices
}

/// The longest meeting hosts; of several, the earliest.
fn host(members: &[&Meeting]) -> usize {
    let longest = members.iter().enumerate().max_by(|one, other| {
        let key = |meeting: &Meeting| (meeting.when.day, meeting.row);
        let minutes = one.1.when.minutes.cmp(&other.1.when.minutes);
        minutes.then_with(|| key(other.1).cmp(&key(one.1)))
    });
    longest.map_or(0, |(place, _)| place)
}

/// What a package spares: travel and preparation of all but its host.
fn worth(members: &[&Meeting]) -> f64 {
    let host = host(members);
    let others = members
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != host);
    others.fold(0.0, |sum, (_, meeting)| sum + meeting.spares)
}

/// When a package can be held: on a day on which one of its meetings was, that of the host first,
/// from the host's hour on, with everybody who is called free; and the position of the host.
fn placed(basis: &Basis<'_>, busy: &Busy, members: &[&Meeting]) -> Option<(When, usize)> {
    let minutes: i32 = members.iter().map(|meeting| meeting.when.minutes).sum();
    if f64::from(minutes) > basis.settings.package_hours * 60.0 + 0.5 {
        return None;
    }
    let from = members.iter().map(|meeting| meeting.window.0).max()?;
    let to = members.iter().map(|meeting| meeting.window.1).min()?;
    let host = host(members);
    let apart_from: FxHashSet<usize> = members.iter().map(|meeting| meeting.row).collect();
    let mut units: Vec<NameId> = Vec::new();
    for meeting in members {
        units.extend(super::busy::who(basis.region, meeting.row));
    }
    units.sort_unstable();
    units.dedup();
    let mut days: Vec<i32> = vec![members[host].when.day];
    days.extend(members.iter().map(|meeting| meeting.when.day));
    let mut days = days.into_iter().filter(|day| (from..=to).contains(day));
    days.find_map(|day| {
        let when = When {
            day,
            start: members[host].when.start,
            minutes,
        };
        let is_within_day = when.start.is_none_or(|start| start + minutes <= 24 * 60);
        let is_free = |unit: &NameId| busy.is_free(*unit, when, &apart_from);
        (is_within_day && units.iter().all(is_free)).then_some((when, host))
    })
}

fn step(basis: &Basis<'_>, members: &[&Meeting], host: usize, when: When) -> Step {
    let region = basis.region;
    let mut rows = Vec::with_capacity(members.len());
    let order = std::iter::once(host).chain((0..members.len()).filter(|member| *member != host));
    let (mut agenda, mut units) = (Vec::new(), Vec::new());
    for member in order {
        let meeting = members[member];
        let row = RowOf(Ledger::Meetings, meeting.row);
        let hours = region.costs.hours(Ledger::Meetings, meeting.row);
        let (action, after) = if member == host {
            (Action::Host, hours)
        } else {
            (Action::Join, hours - meeting.spares)
        };
        rows.push(basis.row(row, action, after));
        agenda.push(region.title(Ledger::Meetings, meeting.row));
        units.extend(super::busy::who(region, meeting.row));
    }
    units.sort_unstable();
    units.dedup();
    let lead = region.unit_of(region.imposer(Ledger::Meetings, members[host].row));
    let moved = members
        .iter()
        .filter(|meeting| meeting.when.day != when.day)
        .count();
    Step {
        measure: Measure::PackagedMeetings,
        subject: agenda[0].clone(),
        message: Message::new("plan-package")
            .text("lead", region.name(lead))
            .count("meetings", members.len())
            .count("moved", moved)
            .count("minutes", when.minutes as usize),
        lead: Some(lead),
        units,
        when: Some(when),
        agenda,
        conditions: Vec::new(),
        rows,
    }
}
