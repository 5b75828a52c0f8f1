//! Joint inspections: for each target the fewest visits that cover all that is planned, each within
//! its days. The calendar as it was is the start, and an inspection moves only to a day on which its
//! inspector can hold one more, so that the plan is never less feasible than what was done. Case
//! inspections (complaints, emergencies, …) and guests are left alone.

use rustc_hash::FxHashMap;

use super::visits::{Joint, fewest};
use super::{Action, Basis, Bound, Measure, Proposed, Step, When};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::Region;
use crate::region::period::workdays;
use crate::rules::{Event, events, is_inspection};
use crate::text::Message;

/// How a calendar of inspections looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Visits to targets.
    pub visits: usize,
    /// Inspections, each by one inspector.
    pub inspections: usize,
    /// The share of inspections that are part of a joint visit.
    pub joint_share: f64,
    /// Visits of a target by one inspector, on average over those that met, a year.
    pub per_target_and_inspector: f64,
    /// The share of inspections off site, among those that say so.
    pub off_site_share: Option<f64>,
}

/// The calendar before and after, and the fewest visits there could be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InspectionRates {
    /// As it was.
    pub before: Rates,
    /// As it would be.
    pub after: Rates,
    /// The fewest visits that cover everything, were every inspector free every day.
    pub fewest: usize,
    /// Targets with inspections.
    pub targets: usize,
}

/// How many inspections each inspector holds on each day.
struct Days {
    held: FxHashMap<(NameId, i32), u32>,
    most: FxHashMap<NameId, u32>,
    per_day: u32,
}

impl Days {
    fn of(targets: &[Vec<Event>], region: &Region, per_day: u32) -> Self {
        let mut days = Self {
            held: FxHashMap::default(),
            most: FxHashMap::default(),
            per_day,
        };
        for event in targets.iter().flatten() {
            for inspector in inspectors(region, event) {
                let held = days.held.entry((inspector, event.day)).or_default();
                *held += 1;
                let most = days.most.entry(inspector).or_default();
                *most = (*most).max(*held);
            }
        }
        days
    }

    /// Whether an inspector can hold one more on a day.
    fn has_room(&self, inspector: NameId, day: i32) -> bool {
        let held = self
            .held
            .get(&(inspector, day))
            .copied()
            .unwrap_or_default();
        let most = match self.per_day {
            0 => self.most.get(&inspector).copied().unwrap_or(1),
            stated => stated,
        };
        held < most
    }

    fn shift(&mut self, inspector: NameId, from: i32, to: i32) {
        if let Some(held) = self.held.get_mut(&(inspector, from)) {
            *held = held.saturating_sub(1);
        }
        *self.held.entry((inspector, to)).or_default() += 1;
    }
}

/// Who takes part in an event, each once.
fn inspectors(region: &Region, event: &Event) -> Vec<NameId> {
    let mut all: Vec<NameId> = event
        .rows
        .iter()
        .map(|row| region.imposer(Ledger::Inspections, *row))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Proposes joint visits; and how the calendar changes, where there are inspections.
pub(super) fn propose(basis: &Basis<'_>) -> (Proposed, Option<InspectionRates>) {
    let (region, settings) = (basis.region, basis.settings);
    let targets = events(region, |row| is_inspection(region, row));
    let mut proposed = Proposed::default();
    if targets.iter().all(Vec::is_empty) {
        return (proposed, None);
    }
    let mut days = Days::of(&targets, region, settings.inspections_per_day);
    let ends = region.table(Ledger::Inspections).days("end");
    let window = |event: &Event| {
        let last = event.rows.iter().filter_map(|row| ends.get(*row)).max();
        let room = settings.inspection_days;
        (
            (event.day - room).max(region.period.from),
            last.unwrap_or(event.day + room)
                .max(event.day)
                .min(region.period.to.max(event.day)),
        )
    };
    let mut least = 0;
    // For each target the events that are held on one day.
    let mut visits: Vec<Vec<Vec<usize>>> = Vec::with_capacity(targets.len());
    for events in &targets {
        let windows: Vec<(i32, i32)> = events.iter().map(window).collect();
        let groups = fewest(&windows);
        least += groups.len();
        let mut of_target: Vec<Vec<usize>> = Vec::new();
        for group in groups {
            of_target.extend(held(region, events, &group, &mut days, |joint, day| {
                proposed.steps.extend(step(basis, events, joint, day));
            }));
        }
        visits.push(of_target);
    }
    let own: Vec<Vec<Vec<usize>>> = targets
        .iter()
        .map(|events| {
            let by_day = (0..events.len()).map(|event| vec![event]);
            by_day.collect()
        })
        .collect();
    let rates = InspectionRates {
        before: rates(region, &targets, &own),
        after: rates(region, &targets, &visits),
        fewest: least,
        targets: targets.len(),
    };
    proposed.bounds.push(Bound {
        measure: Measure::JointInspections,
        unit: "visits",
        planned: rates.after.visits as f64,
        best: least as f64,
    });
    (proposed, Some(rates))
}

/// Puts as many of a group together as can be: the day that most of them can be held on, those that
/// cannot left where they were. Answers the visits that come of it.
fn held(
    region: &Region,
    events: &[Event],
    group: &Joint,
    days: &mut Days,
    mut joined: impl FnMut(&[usize], i32),
) -> Vec<Vec<usize>> {
    let mut left = group.members.clone();
    left.sort_unstable();
    let mut visits = Vec::new();
    while left.len() > 1 {
        let can = |event: usize, day: i32| {
            let own = &events[event];
            let is_free = |inspector: &NameId| days.has_room(*inspector, day);
            own.day == day || inspectors(region, own).iter().all(is_free)
        };
        // The days of its own inspections come first, so that few move; then any workday.
        let mut candidates: Vec<i32> = left.iter().map(|event| events[*event].day).collect();
        candidates.retain(|day| (group.days.0..=group.days.1).contains(day));
        candidates.extend((group.days.0..=group.days.1).filter(|day| workdays(*day, *day) == 1));
        let mut best: Option<(Vec<usize>, i32)> = None;
        for day in candidates {
            let members = room_together(region, events, &left, day, &can, days);
            if best
                .as_ref()
                .is_none_or(|known| members.len() > known.0.len())
            {
                let is_all = members.len() == left.len();
                best = Some((members, day));
                if is_all {
                    break;
                }
            }
        }
        let Some((members, day)) = best.filter(|(members, _)| members.len() > 1) else {
            break;
        };
        for event in &members {
            for inspector in inspectors(region, &events[*event]) {
                if events[*event].day != day {
                    days.shift(inspector, events[*event].day, day);
                }
            }
        }
        joined(&members, day);
        left.retain(|event| !members.contains(event));
        visits.push(members);
    }
    visits.extend(left.into_iter().map(|event| vec![event]));
    visits
}

/// Those of a group that can be held together on a day: an inspector with several of them needs no
/// more room than for one visit.
fn room_together(
    region: &Region,
    events: &[Event],
    left: &[usize],
    day: i32,
    can: &impl Fn(usize, i32) -> bool,
    days: &Days,
) -> Vec<usize> {
    let mut extra: FxHashMap<NameId, u32> = FxHashMap::default();
    let mut members = Vec::new();
    for event in left {
        if events[*event].day == day {
            members.push(*event);
            continue;
        }
        if !can(*event, day) {
            continue;
        }
        let own = inspectors(region, &events[*event]);
        let fits = own.iter().all(|inspector| {
            let more = extra.get(inspector).copied().unwrap_or_default();
            let held = days
                .held
                .get(&(*inspector, day))
                .copied()
                .unwrap_or_default();
            let most = match days.per_day {
                0 => days.most.get(inspector).copied().unwrap_or(1),
                stated => stated,
            };
            held + more < most
        });
        if fits {
            for inspector in own {
                *extra.entry(inspector).or_default() += 1;
            }
            members.push(*event);
        }
    }
    members
}

/// One joint visit: the longest inspection hosts, the others cost what is left of them.
fn step(basis: &Basis<'_>, events: &[Event], members: &[usize], day: i32) -> Option<Step> {
    let region = basis.region;
    let table = region.table(Ledger::Inspections);
    let host = members.iter().copied().max_by(|one, other| {
        let hours = events[*one].hours.total_cmp(&events[*other].hours);
        hours.then_with(|| (events[*other].day, *other).cmp(&(events[*one].day, *one)))
    })?;
    let order = std::iter::once(host).chain(members.iter().copied().filter(|event| *event != host));
    let (mut rows, mut units, mut agenda) = (Vec::new(), Vec::new(), Vec::new());
    for event in order {
        for row in &events[event].rows {
            let hours = region.costs.hours(Ledger::Inspections, *row);
            let (action, after) = if event == host {
                (Action::Host, hours)
            } else {
                (Action::Join, hours.min(basis.settings.joint_hours))
            };
            rows.push(basis.row(RowOf(Ledger::Inspections, *row), action, after));
            let unit = region.imposer(Ledger::Inspections, *row);
            if !units.contains(&unit) {
                units.push(unit);
            }
            for matter in table.lists("matters").get(*row).unwrap_or_default() {
                let matter = region.name(*matter).to_owned();
                if !agenda.contains(&matter) {
                    agenda.push(matter);
                }
            }
        }
    }
    let lead = region.imposer(Ledger::Inspections, events[host].rows[0]);
    let target = region.title(Ledger::Inspections, events[host].rows[0]);
    let moved = members
        .iter()
        .filter(|event| events[**event].day != day)
        .count();
    let minutes = table.numbers("hours").get(events[host].rows[0]);
    let minutes = minutes.unwrap_or(region.cost.default_inspection_hours) * 60.0;
    Some(Step {
        measure: Measure::JointInspections,
        subject: target.clone(),
        message: Message::new("plan-joint")
            .text("target", target)
            .text("lead", region.name(lead))
            .count("inspections", members.len())
            .count("inspectors", units.len())
            .count("moved", moved),
        lead: Some(lead),
        units,
        when: Some(When {
            day,
            start: None,
            minutes: minutes.round() as i32,
        }),
        agenda,
        conditions: Vec::new(),
        rows,
    })
}

/// The rates of a calendar: of each target the events that are held on one day.
fn rates(region: &Region, targets: &[Vec<Event>], visits: &[Vec<Vec<usize>>]) -> Rates {
    let joint_lists = region.table(Ledger::Inspections).lists("joint");
    let on_site = region.table(Ledger::Inspections).flags("on_site");
    let mut rates = Rates::default();
    let (mut joint, mut met, mut calls) = (0, 0, 0);
    let (mut on, mut off) = (0, 0);
    for (events, visits) in targets.iter().zip(visits) {
        let mut of_target: FxHashMap<NameId, usize> = FxHashMap::default();
        for visit in visits {
            rates.visits += 1;
            let mut all: Vec<NameId> = Vec::new();
            let mut inspections = 0;
            let mut says_joint = false;
            for event in visit {
                all.extend(inspectors(region, &events[*event]));
                for row in &events[*event].rows {
                    inspections += 1;
                    says_joint |= joint_lists.get(*row).is_some_and(|list| !list.is_empty());
                    on += usize::from(on_site.yes(*row));
                    off += usize::from(on_site.no(*row));
                }
            }
            all.sort_unstable();
            all.dedup();
            rates.inspections += inspections;
            if all.len() > 1 || says_joint {
                joint += inspections;
            }
            for inspector in all {
                *of_target.entry(inspector).or_default() += 1;
            }
        }
        met += of_target.len();
        calls += of_target.values().sum::<usize>();
    }
    let years = f64::from(region.period.days()) / 365.0;
    rates.joint_share = joint as f64 / rates.inspections.max(1) as f64;
    rates.per_target_and_inspector = calls as f64 / met.max(1) as f64 / years;
    rates.off_site_share = (on + off > 0).then(|| off as f64 / (on + off) as f64);
    rates
}
