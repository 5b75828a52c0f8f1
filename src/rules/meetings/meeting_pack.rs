//! Meetings of one place on one day that call the same units on different matters: they could have
//! been one meeting with one journey.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::meetings::IN_PERSON;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::PlaceId;
use crate::region::Region;
use crate::rules::overlap::share;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use crate::union_find::UnionFind;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-pack",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["units"], &["mode"]],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingPack>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "One place holds several meetings face to face on one day and calls the same units to each.",
        "同一地方同一天分别召开多场现场会议，参会单位大体相同。",
    ),
    why: both(
        "The same people travel and wait several times for what one packaged meeting would have told them.",
        "同一批人多次往返；打包成一场会议一次即可听完。",
    ),
    hours: both(
        "attendees × travel + preparation of every meeting but the longest (ties: the earlier start, then the earlier line).",
        "除时长最长的一场（相同则取开始早、行号小者）外，各场的参会人数 × 路途 + 筹备。",
    ),
    basis: both(
        "2019 notice: meetings are combined, nested, held by telephone or video where they can be (not checked against the official text).",
        "2019年通知：提倡合并开会、套会，多开电视电话会议（未与官方文本核对）。",
    ),
    example: both(
        "A county meets on floods at 9, on fire at 11 and on forms at 15 with the same 12 townships: two journeys are claimed.",
        "某县同日9时、11时、15时就防汛、消防、报表分别召集同样的12个乡镇：计两场的路途和筹备。",
    ),
    limits: both(
        "Only meetings that list the units called, and are face to face; meetings that follow one another in one room are already packaged.",
        "仅比较列明参会单位的现场会议；同一地点接续召开的视为已打包。",
    ),
    remedy: both(
        "Package them: one day, one room, one journey.",
        "打包合并：一天、一地、一次到会。",
    ),
    message: both(
        "{ $place } held { $meetings } meetings on { $day } with the same units called; one packaged meeting saves { $avoidable } h of travel and preparation",
        "{ $place }于{ $day }召开{ $meetings }场会议，参会单位重合；合并可减少路途和筹备{ $avoidable }小时",
    ),
};

/// Parameters of `meeting-pack`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingPack {
    /// Days between two meetings that can still be packaged.
    gap_days: i32,
    /// Part of the shorter list of units that the other one calls too.
    overlap: f64,
    /// Units that each meeting calls at least.
    min_units: usize,
    /// Minutes between two meetings at one venue that are already packaged.
    packaged_minutes: i32,
}

impl Default for MeetingPack {
    fn default() -> Self {
        Self {
            gap_days: 0,
            overlap: 0.6,
            min_units: 2,
            packaged_minutes: 30,
        }
    }
}

impl Parameters for MeetingPack {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let meetings = meetings(region, self.min_units);
        let mut hits = Vec::new();
        for of_place in meetings.chunk_by(|one, other| one.place == other.place) {
            let mut sets = UnionFind::new(of_place.len());
            for (one, meeting) in of_place.iter().enumerate() {
                let near = of_place[one + 1..]
                    .iter()
                    .take_while(|other| other.day - meeting.day <= self.gap_days);
                for (offset, other) in near.enumerate() {
                    if self.could_be_one(region, meeting, other) {
                        sets.unite(one as u32, (one + 1 + offset) as u32);
                    }
                }
            }
            for set in sets.sets() {
                let members: Vec<&Meeting> = set
                    .iter()
                    .map(|member| &of_place[*member as usize])
                    .collect();
                hits.push(hit(region, &members));
            }
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(_, row): RowOf) -> Option<String> {
        let cost = region.costs.meetings[row];
        let (people, travel) = (short(cost.attendees), short(cost.travel));
        Some(format!("{people} × {travel} h + {} h", short(cost.prep)))
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        Some(&["attendees"])
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("gap_days", f64::from(self.gap_days), 0.0, 31.0),
            ("overlap", self.overlap, 0.05, 1.0),
            ("min_units", self.min_units as f64, 1.0, 1000.0),
            (
                "packaged_minutes",
                f64::from(self.packaged_minutes),
                0.0,
                600.0,
            ),
        ]
    }
}

/// A meeting face to face.
struct Meeting {
    place: PlaceId,
    day: i32,
    start: Option<i32>,
    end: Option<i32>,
    venue: Option<NameId>,
    row: usize,
    units: Vec<NameId>,
}

impl MeetingPack {
    /// Whether two meetings call the same units on different matters and were not held as one.
    fn could_be_one(&self, region: &Region, one: &Meeting, other: &Meeting) -> bool {
        let shared = share(&one.units, &other.units).containment;
        let rows = (
            RowOf(Ledger::Meetings, one.row),
            RowOf(Ledger::Meetings, other.row),
        );
        shared >= self.overlap
            && !self.is_packaged(one, other)
            && region.matters.same(rows.0, rows.1).is_none()
    }

    fn is_packaged(&self, one: &Meeting, other: &Meeting) -> bool {
        let follows = |first: &Meeting, second: &Meeting| {
            matches!((first.end, second.start), (Some(end), Some(start))
                if start >= first.start.unwrap_or(end) && start - end <= self.packaged_minutes)
        };
        one.day == other.day
            && one.venue.is_some()
            && one.venue == other.venue
            && (follows(one, other) || follows(other, one))
    }
}

/// Meetings in person of a known place that call enough units, by place and time.
fn meetings(region: &Region, min_units: usize) -> Vec<Meeting> {
    let table = region.table(Ledger::Meetings);
    let (modes, venues, days) = (
        table.wholes("mode"),
        table.wholes("venue"),
        table.days("date"),
    );
    let (starts, ends) = (table.minutes("start"), table.minutes("end"));
    let mut meetings: Vec<Meeting> = (0..table.rows())
        .filter(|row| modes.is(*row, IN_PERSON) && !region.is_exempt(Ledger::Meetings, *row))
        .filter_map(|row| {
            let units = region.called.units(row)?;
            let start = starts.get(row);
            let minutes = (region.costs.meetings[row].duration * 60.0).round() as i32;
            (units.len() >= min_units).then_some(Meeting {
                place: region.place(Ledger::Meetings, row)?,
                day: days.get(row)?,
                start,
                end: ends.get(row).or_else(|| start.map(|start| start + minutes)),
                venue: venues.get(row),
                row,
                units,
            })
        })
        .collect();
    meetings
        .sort_unstable_by_key(|meeting| (meeting.place, meeting.day, meeting.start, meeting.row));
    meetings
}

fn hit(region: &Region, members: &[&Meeting]) -> Hit {
    let duration = |meeting: &Meeting| region.costs.meetings[meeting.row].duration;
    let longest = members
        .iter()
        .rev()
        .max_by(|left, right| duration(left).total_cmp(&duration(right)))
        .map(|meeting| meeting.row);
    let claims: Vec<Claim> = members
        .iter()
        .map(|meeting| {
            let cost = region.costs.meetings[meeting.row];
            let spared = cost.attendees * cost.travel + cost.prep;
            let kept = Some(meeting.row) == longest;
            Claim::new(
                Ledger::Meetings,
                meeting.row,
                if kept { 0.0 } else { spared },
            )
        })
        .collect();
    let first = members[0];
    let place = region.name(region.units.get(first.place).name);
    let message = Message::new(RULE.name)
        .text("place", place)
        .count("meetings", members.len())
        .date("day", to_date(first.day))
        .decimal("avoidable", Claim::sum(&claims));
    Hit::new(region.title(Ledger::Meetings, first.row), message, claims)
}
