//! Units whose cadres sit in meetings for too large a part of a month.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::date::{days, to_date};
use crate::region::Region;
use crate::region::period::workdays;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use chrono::Datelike;
use rayon::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-overload",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["units"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingOverload>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A unit's cadres spend more than a given share of a month's working time in meetings.",
        "某单位干部当月用于开会的时间超过工作时间的规定比例。",
    ),
    why: both(
        "Who sits in meetings does no field work; a month over the share leaves the rest to evenings.",
        "人都在会场，就没有时间下基层；超出部分只能靠加班补。",
    ),
    hours: both(
        "Hours over the share, spread over the month's meetings by their part: attendees ÷ units called × (duration + travel).",
        "超出比例的工时，按各会议所占份额分摊：参会人数 ÷ 参会单位数 ×（时长 + 路途）。",
    ),
    basis: both(
        "No provision sets a share; the default is twice what county leaders reported in a survey of 162 (17.7 % of the week in meetings, published 2011).",
        "无规定比例；默认值为162名县级领导调查所报会议时间占比（17.7%，2011年发表）的两倍。",
    ),
    example: both(
        "A township with 30 cadres, 21 workdays and 35.4 %: 1,784 hours; what its meetings take beyond that is claimed.",
        "某镇30名干部、当月21个工作日、比例35.4%：上限1784小时，超出部分计入。",
    ),
    limits: both(
        "Needs the headcount of the unit; every called unit is taken to send an equal part of those who attended.",
        "需要单位编制人数；假定各参会单位派出人数相等。",
    ),
    remedy: both(
        "Call the unit to fewer meetings; let minutes do for the rest.",
        "减少要求该单位参加的会议，其余以纪要代替。",
    ),
    message: both(
        "{ $unit } spent { $hours } h in { $meetings } meetings in { $month }, { $share } % of the working time of its { $cadres } cadres; { $avoidable } h over",
        "{ $unit }{ $month }参加{ $meetings }场会议，耗时{ $hours }小时，占{ $cadres }名干部工作时间的{ $share }%，超出{ $avoidable }小时",
    ),
};

/// Parameters of `meeting-overload`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingOverload {
    /// Share of a month's working time.
    share: f64,
    /// Hours of a workday.
    workday_hours: f64,
}

impl Default for MeetingOverload {
    fn default() -> Self {
        Self {
            share: 0.354,
            workday_hours: 8.0,
        }
    }
}

impl Parameters for MeetingOverload {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Meetings);
        let days = table.days("date");
        let mut attended: Vec<(NameId, i32, u32)> = (0..table.rows())
            .into_par_iter()
            .filter(|row| !region.is_exempt(Ledger::Meetings, *row))
            .filter_map(|row| Some((row, region.called.units(row)?, month(days.get(row)?))))
            .flat_map_iter(|(row, called, month)| {
                let known = |unit: &NameId| region.units.cadres(*unit).is_some();
                let called = called.into_iter().filter(known);
                called.map(move |unit| (unit, month, row as u32))
            })
            .collect();
        attended.par_sort_unstable();
        attended.dedup();
        attended
            .par_chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .filter_map(|of_month| self.hit(region, of_month))
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("share", self.share, 0.01, 1.0),
            ("workday_hours", self.workday_hours, 1.0, 24.0),
        ]
    }
}

impl MeetingOverload {
    /// The finding of a unit and month, where it is over the share.
    fn hit(&self, region: &Region, of_month: &[(NameId, i32, u32)]) -> Option<Hit> {
        let (unit, month, _) = of_month[0];
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
        let cadres = region.units.cadres(unit)?;
        let first = days(year, month, 1).ok()?;
        let next = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        let last = days(next.0, next.1, 1).ok()? - 1;
        let working = f64::from(cadres) * f64::from(workdays(first, last)) * self.workday_hours;
        let parts: Vec<f64> = of_month
            .iter()
            .map(|(.., row)| part(region, *row as usize))
            .collect();
        let hours: f64 = parts.iter().sum();
        let over = hours - self.share * working;
        if over <= 0.0 || working <= 0.0 {
            return None;
        }
        let claims: Vec<Claim> = of_month
            .iter()
            .zip(&parts)
            .map(|((.., row), part)| {
                Claim::new(Ledger::Meetings, *row as usize, over * part / hours)
            })
            .collect();
        let name = region.name(unit);
        let message = Message::new(RULE.name)
            .text("unit", name)
            .text("month", format!("{year}-{month:02}"))
            .decimal("hours", hours)
            .count("meetings", claims.len())
            .count("share", (hours / working * 100.0).round() as usize)
            .count("cadres", cadres as usize)
            .decimal("avoidable", over);
        Some(Hit::new(name, message, claims))
    }
}

/// The month of a day, counted from the year 0.
fn month(day: i32) -> i32 {
    let date = to_date(day);
    date.year() * 12 + date.month0() as i32
}

/// The hours that one of the units called spends in a meeting.
fn part(region: &Region, row: usize) -> f64 {
    let cost = region.costs.meetings[row];
    let units = region.called.get(row).map_or(1, <[_]>::len).max(1);
    cost.attendees / units as f64 * (cost.duration + cost.travel)
}
