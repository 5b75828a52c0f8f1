//! More comprehensive meetings of one organizer in a calendar year than are allowed.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::meetings::COMPREHENSIVE;
use crate::ledger::values::date::year;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-yearly-cap",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["kind"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingYearlyCap>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "One organizer holds more comprehensive meetings in a year than allowed.",
        "同一单位一年内召开的综合性会议超过规定次数。",
    ),
    why: both(
        "A comprehensive meeting calls everybody; the second one of a year tells them what the first did.",
        "综合性会议全员参加，一年开第二次往往重复部署。",
    ),
    hours: both(
        "All hours of the meetings after the allowed number, in order of date.",
        "按日期排序，超出次数的各场会议的全部工时。",
    ),
    basis: both(
        "2024 provisions: a system holds at most one comprehensive meeting a year (not checked against the official text).",
        "2024年若干规定：一个系统、一个领域的综合性会议每年不超过1次（未与官方文本核对）。",
    ),
    example: both(
        "A bureau holds its work conference in January and a second one in July: the July one is claimed.",
        "某局1月开年度工作会，7月又开一次：计7月的会议。",
    ),
    limits: both(
        "Rests on the kind that the ledger states.",
        "依据台账登记的会议性质。",
    ),
    remedy: both(
        "Hold one a year; settle the rest in special meetings or in writing.",
        "每年只开一次，其余以专题会或书面形式解决。",
    ),
    message: both(
        "{ $organizer } held { $meetings } comprehensive meetings in { $year }, { $cap } allowed; { $avoidable } h over",
        "{ $organizer }{ $year }年召开综合性会议{ $meetings }次，规定{ $cap }次，超出{ $avoidable }小时",
    ),
};

/// Parameters of `meeting-yearly-cap`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingYearlyCap {
    /// Comprehensive meetings that one organizer may hold in a calendar year.
    per_year: usize,
}

impl Default for MeetingYearlyCap {
    fn default() -> Self {
        Self { per_year: 1 }
    }
}

impl Parameters for MeetingYearlyCap {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Meetings);
        let (days, kinds) = (table.days("date"), table.wholes("kind"));
        let mut held: Vec<(u32, i32, i32, usize)> = (0..table.rows())
            .filter(|row| {
                kinds.is(*row, COMPREHENSIVE) && !region.is_exempt(Ledger::Meetings, *row)
            })
            .filter_map(|row| {
                let day = days.get(row)?;
                Some((region.imposer(Ledger::Meetings, row), year(day), day, row))
            })
            .collect();
        held.sort_unstable();
        held.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .filter(|of_year| of_year.len() > self.per_year)
            .map(|of_year| {
                let claim = |(position, (.., row)): (usize, &(u32, i32, i32, usize))| {
                    let hours = region.costs.hours(Ledger::Meetings, *row);
                    let over = position >= self.per_year;
                    Claim::new(Ledger::Meetings, *row, if over { hours } else { 0.0 })
                };
                let claims: Vec<Claim> = of_year.iter().enumerate().map(claim).collect();
                let (organizer, year, _, first) = of_year[0];
                let message = Message::new(RULE.name)
                    .text("organizer", region.name(organizer))
                    .count("meetings", of_year.len())
                    .text("year", year.to_string())
                    .count("cap", self.per_year)
                    .decimal("avoidable", Claim::sum(&claims));
                Hit::new(region.title(Ledger::Meetings, first), message, claims)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("per_year", self.per_year as f64, 0.0, 365.0)]
    }
}
