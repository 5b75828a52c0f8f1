//! Fewer meetings, more sets of meetings: several in a row in one room, or one with a long agenda.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::pair::{Pair, Side, Tally};
use crate::rules::rebound::{
    BASIS, HOURS, Moved, Rebound, ReboundParameters, Trial, Way, configure, of_each,
    share_of_chance,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::{Argument, both};

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-sets-for-single",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["venue", "agenda"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundSetsForSingle>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "The number of meetings falls while sets of meetings rise and hours fall far less.",
        "会议场次减少，套会增多，会时没有同步下降。",
    ),
    why: both(
        "Counted as fewer, they take the same people as long.",
        "场次少了，人还是那些人，时间还是那么长。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "Twelve meetings a month become six, of which four are held in a row in one room; hours stay.",
        "月均12场降为6场，其中4场在同一会场连着开，会时不变。",
    ),
    limits: both(
        "A set is at least two meetings of one organizer, day and venue with short gaps, or one with a long agenda: without these columns it is not seen.",
        "套会指同一单位同日同会场首尾相接的两场以上会议，或议题较多的一场；缺少相应栏目则看不出。",
    ),
    remedy: both(
        "Count every item of an agenda as the meeting that it was.",
        "套会按原会议数统计。",
    ),
    message: both(
        "{ $unit }: meetings { $fell }, sets of meetings { $grew }, hours of meetings ×{ $hours }; q { $q }",
        "{ $unit }：会议{ $fell }，套会{ $grew }，会议工时×{ $hours }；q { $q }",
    ),
};

/// Parameters of `rebound-sets-for-single`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundSetsForSingle {
    /// Minutes between two meetings of a set at most.
    gap_minutes: i32,
    /// Items of an agenda that make one meeting a set.
    agenda_items: u32,
    /// By how much the ratio of hours exceeds that of numbers.
    hours_ratio: f64,
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundSetsForSingle {
    fn default() -> Self {
        Self {
            gap_minutes: 30,
            agenda_items: 4,
            hours_ratio: 1.25,
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundSetsForSingle {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let fell = Tally::of_events("meetings", Ledger::Meetings, pair, |_| true);
        let grew = self.sets(pair);
        of_each(&[&fell, &grew], |unit| {
            let numbers = Moved::of(&fell, unit, pair, Way::Fell);
            let hours = hours_ratio(pair, &numbers);
            let sets = Moved::of(&grew, unit, pair, Way::Grew);
            let holds = hours > self.hours_ratio * numbers.ratio;
            let hours = Argument::Text(crate::rules::rebound::times(hours));
            Some(Trial {
                holds,
                facts: vec![("hours", hours)],
                ..Trial::new(unit, Some(numbers), sets)
            })
        })
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![
            ("gap_minutes", f64::from(self.gap_minutes), 0.0, 600.0),
            ("agenda_items", f64::from(self.agenda_items), 2.0, 100.0),
            ("hours_ratio", self.hours_ratio, 1.0, 100.0),
            ("q", self.q, 0.0001, 0.5),
        ]
    }
}

/// Hours a month after ÷ before, of the meetings counted.
fn hours_ratio(pair: &Pair<'_>, meetings: &Moved) -> f64 {
    let a_month = |side: Side| {
        let rows = meetings.rows[side as usize].iter();
        let hours: f64 = rows.map(|row| pair.hours(side, *row)).sum();
        hours / pair.half(side).region.period.months()
    };
    a_month(Side::After) / a_month(Side::Before)
}

/// A meeting with a venue and a start.
struct Held {
    day: i32,
    venue: u32,
    start: i32,
    end: i32,
    row: u32,
}

impl ReboundSetsForSingle {
    /// Sets of meetings by who held them.
    fn sets(&self, pair: &Pair<'_>) -> Tally {
        let table = pair.table(Ledger::Meetings);
        let (days, venues) = (table.days("date"), table.wholes("venue"));
        let (starts, ends) = (table.minutes("start"), table.minutes("end"));
        let agenda = table.counts("agenda");
        let mut tally = Tally::new("meeting-sets", Ledger::Meetings, true);
        for side in Side::BOTH {
            let half = pair.half(side);
            let mut held: Vec<(u32, Held)> = Vec::new();
            for row in 0..table.rows() {
                let (Some(day), Some(own)) = (days.get(row), half.row(Ledger::Meetings, row))
                else {
                    continue;
                };
                let in_a_row = (|| {
                    let start = starts.get(row)?;
                    let hours = half.region.costs.meetings[own].duration;
                    let end = ends
                        .get(row)
                        .unwrap_or(start + (hours * 60.0).round() as i32);
                    Some(Held {
                        day,
                        venue: venues.get(row)?,
                        start,
                        end,
                        row: row as u32,
                    })
                })();
                match in_a_row {
                    Some(meeting) => {
                        held.push((pair.unit(RowOf(Ledger::Meetings, row)), meeting));
                    }
                    None if agenda
                        .get(row)
                        .is_some_and(|items| items >= self.agenda_items) =>
                    {
                        tally.add_event(pair, side, day, &[row as u32]);
                    }
                    None => {}
                }
            }
            held.sort_by_key(|(unit, held)| (*unit, held.day, held.venue, held.start, held.row));
            let mut last_end = i32::MIN;
            let sets = held.chunk_by(|(unit, one), (next_unit, next)| {
                last_end = last_end.max(one.end);
                let follows = (unit, one.day, one.venue) == (next_unit, next.day, next.venue)
                    && next.start - last_end <= self.gap_minutes;
                if !follows {
                    last_end = i32::MIN;
                }
                follows
            });
            for set in sets {
                let rows: Vec<u32> = set.iter().map(|(_, held)| held.row).collect();
                let is_long = |row: &u32| {
                    agenda
                        .get(*row as usize)
                        .is_some_and(|items| items >= self.agenda_items)
                };
                if rows.len() > 1 || rows.iter().any(is_long) {
                    tally.add_event(pair, side, set[0].1.day, &rows);
                }
            }
        }
        tally.sorted()
    }
}
