//! Groups that compel their members: check-ins, relays, rankings, screenshots.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::demands::{demand_bits, demand_words};
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-coercive",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["demands"]],
    compares_matters: false,
    prohibited: true,
    texts: &TEXTS,
    configure: configure::<GroupCoercive>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A group demands check-ins, message relays, rankings or screenshots.",
        "群内强制打卡、接龙、排名、截图上报。",
    ),
    why: both(
        "Members answer for the record, not for the work.",
        "群成员为留痕而回复，不为工作而回复。",
    ),
    hours: both("H × coercive_share.", "该群工时 × coercive_share。"),
    basis: both(
        "2023 opinions on formalism at the fingertips: no forced check-ins, relays or screenshots in groups (not checked against the official text).",
        "2023年防治“指尖上的形式主义”意见：不得在群内强制打卡接龙、截图留痕（未与官方文本核对）。",
    ),
    example: both(
        "A group of 60 with 3,000 messages demands a relay a day: 3,000 × 60 × 5 ÷ 3,600 × 0.3 = 75 hours.",
        "60人群3000条消息，每日要求接龙：3000 × 60 × 5 ÷ 3600 × 0.3 = 75小时。",
    ),
    limits: both(
        "The share of messages that the demands cause is an assumption.",
        "因强制要求产生的消息占比为假定值。",
    ),
    remedy: both(
        "Drop the demands; ask by telephone where an answer is needed.",
        "取消强制要求，确需回复的电话确认。",
    ),
    message: both(
        "{ $owner } demands { $demands } in a group of { $members } members; { $avoidable } h",
        "{ $owner }在{ $members }人的群内要求{ $demands }；{ $avoidable }小时",
    ),
};

/// Parameters of `group-coercive`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupCoercive {
    /// Part of the group's hours that the demands cause.
    coercive_share: f64,
}

impl Default for GroupCoercive {
    fn default() -> Self {
        Self {
            coercive_share: 0.3,
        }
    }
}

impl Parameters for GroupCoercive {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let (demands, members) = (table.wholes("demands"), region.members());
        let (emergency, stock) = (table.flags("emergency"), region.stock(Ledger::Groups));
        let coercive = demand_bits(&COERCIVE);
        single(region, Ledger::Groups, |row| {
            if stock.days(row) == 0 || emergency.yes(row) {
                return None;
            }
            let found = demands.get(row).unwrap_or_default() & coercive;
            if found == 0 {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Groups, row) * self.coercive_share;
            let members = members.stated(row);
            let message = Message::new(RULE.name)
                .text("owner", region.name(region.imposer(Ledger::Groups, row)))
                .with("demands", demand_words(found))
                .known_count("members", members)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable).ranked_by(members.unwrap_or_default()))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        Some(format!("{} × {hours} h", short(self.coercive_share)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("coercive_share", self.coercive_share, 0.0, 1.0)]
    }
}

const COERCIVE: [&str; 4] = ["check_in", "relay", "ranking", "screenshot"];
