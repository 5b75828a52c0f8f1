//! Leading groups that come back under another name within a year of being disbanded.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::region::Seat;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "leading-group-revived",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["created"], &["disbanded"]],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<LeadingGroupRevived>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A leading group is set up within a year after one of the same place for the same matter was disbanded.",
        "领导小组撤销后一年内，同一地方又就同一事项设立。",
    ),
    why: both(
        "The count fell on paper; the office, the lists and the reports went on.",
        "数量在纸面上减了，办公室、名单和材料照旧。",
    ),
    hours: both(
        "The upkeep of the new group in the period (upkeep_hours a year, by days).",
        "新设机构期内维持工时（每年upkeep_hours按天折算）。",
    ),
    basis: both(
        "2024 provisions: coordinating bodies are held down and not revived in disguise (not checked against the official text).",
        "2024年若干规定：严控议事协调机构，防止变相恢复（未与官方文本核对）。",
    ),
    example: both(
        "An office for rural environment is disbanded in December and a task force for living environment set up in March.",
        "12月撤销农村环境整治领导小组，3月又成立人居环境工作专班。",
    ),
    limits: both(
        "Whether two names are one matter is judged from their words and stated purpose.",
        "是否同一事项依名称和用途的用词判断。",
    ),
    remedy: both(
        "Hand the task to a department for good.",
        "将职责明确交由部门承担。",
    ),
    message: both(
        "{ $place } disbanded { $old } on { $ended } and set up a group for the same matter { $days ->\n [0] the same day\n [one] one day later\n *[other] { $days } days later\n}; { $avoidable } h of upkeep",
        "{ $place }{ $ended }撤销{ $old }，{ $days }天后又就同一事项设立；维持{ $avoidable }小时",
    ),
};

/// Parameters of `leading-group-revived`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LeadingGroupRevived {
    /// Days after the disbanding within which a new group revives it.
    window_days: i32,
}

impl Default for LeadingGroupRevived {
    fn default() -> Self {
        Self { window_days: 365 }
    }
}

impl Parameters for LeadingGroupRevived {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let (created, disbanded) = (table.days("created"), table.days("disbanded"));
        let mut ended: Vec<(Seat, u32, i32, usize)> = Vec::new();
        let mut begun = Vec::new();
        for row in (0..table.rows()).filter(|row| region.is_leading(*row)) {
            let seat = region.seat(Ledger::Groups, row);
            let Some(group) = region.matters.group(RowOf(Ledger::Groups, row)) else {
                continue;
            };
            ended.extend(disbanded.get(row).map(|day| (seat, group, day, row)));
            begun.extend(created.get(row).map(|day| (seat, group, day, row)));
        }
        ended.sort_unstable();
        begun
            .into_iter()
            .filter(|(.., row)| !region.is_exempt(Ledger::Groups, *row))
            .filter_map(|begun| self.hit(region, &ended, begun))
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("window_days", f64::from(self.window_days), 0.0, 3660.0)]
    }
}

impl LeadingGroupRevived {
    /// The finding of a group that was set up after another one for its matter had ended.
    fn hit(
        &self,
        region: &Region,
        ended: &[(Seat, u32, i32, usize)],
        (seat, group, day, row): (Seat, u32, i32, usize),
    ) -> Option<Hit> {
        let until =
            ended.partition_point(|known| (known.0, known.1, known.2) <= (seat, group, day));
        let before = ended[..until]
            .iter()
            .rev()
            .take_while(|known| {
                (known.0, known.1) == (seat, group) && day - known.2 <= self.window_days
            })
            .filter(|known| known.3 != row);
        let (ended, old, confidence) =
            before
                .map(|known| (known.2, known.3))
                .find_map(|(ended, old)| {
                    let same = region
                        .matters
                        .same(RowOf(Ledger::Groups, row), RowOf(Ledger::Groups, old));
                    same.map(|confidence| (ended, old, confidence))
                })?;
        let avoidable = region.costs.hours(Ledger::Groups, row);
        let message = Message::new(RULE.name)
            .text("place", region.name(region.imposer(Ledger::Groups, row)))
            .text("old", region.title(Ledger::Groups, old))
            .date("ended", to_date(ended))
            .count("days", (day - ended) as usize)
            .decimal("avoidable", avoidable);
        let claims = vec![
            Claim::new(Ledger::Groups, old, 0.0),
            Claim::new(Ledger::Groups, row, avoidable),
        ];
        Some(Hit::new(region.title(Ledger::Groups, row), message, claims).sure(confidence))
    }
}
