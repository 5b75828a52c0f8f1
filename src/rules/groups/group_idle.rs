//! Groups in which nobody has written for long, and leading groups that have long not met, which
//! nobody disbanded.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-idle",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["last_active"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<GroupIdle>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "A chat group without a message, or a leading group without a meeting, for long, and not disbanded.",
        zh: "工作群长期无消息或领导小组长期不开会，却未解散撤销。",
    },
    why: Bilingual {
        en: "Dead groups must still be watched, and a leading group keeps its office, lists and reports.",
        zh: "僵尸群仍须关注；长期不运转的领导小组仍要保留办公室、名单和材料。",
    },
    hours: Bilingual {
        en: "Leading groups: their upkeep in the period (upkeep_hours a year, by days). Chat groups claim nothing and are ranked by members.",
        zh: "领导小组：期内维持工时（每年upkeep_hours按天折算）。工作群不计工时，按成员数排序。",
    },
    basis: Bilingual {
        en: "2023 opinions on formalism at the fingertips: idle groups are dissolved or merged; a county treats two months without an update as a sign (not checked against the official text).",
        zh: "2023年防治“指尖上的形式主义”意见：空壳、僵尸类及时解散归并；有县以两个月未更新为问题表现（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "A flood group of 126 members, silent since last August, counted on 30 June: idle for 320 days.",
        zh: "126人的防汛群自去年8月无人发言，至6月30日闲置320天。",
    },
    limits: Bilingual {
        en: "Rests on the stated day of last activity; a group without one is not judged.",
        zh: "依据登记的最近活跃时间；未登记的不作判断。",
    },
    remedy: Bilingual {
        en: "Disband it; keep what must be kept as a file.",
        zh: "予以解散或撤销，需留存的资料归档。",
    },
    message: Bilingual {
        en: "{ $kind ->\n [leading] Leading group\n *[chat] Chat group\n} of { $owner } with { $members } members: no { $kind ->\n [leading] meeting\n *[chat] message\n} since { $since }, { $days ->\n [one] one day\n *[other] { $days } days\n}",
        zh: "{ $owner }的{ $kind ->\n [leading] 领导小组\n *[chat] 工作群\n}（{ $members }人）自{ $since }起无{ $kind ->\n [leading] 会议\n *[chat] 消息\n}，已{ $days }天",
    },
};

/// Parameters of `group-idle`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupIdle {
    /// Days without a message, for chat groups.
    chat_days: i32,
    /// Days without a meeting, for leading groups.
    leading_days: i32,
}

impl Default for GroupIdle {
    fn default() -> Self {
        Self {
            chat_days: 60,
            leading_days: 365,
        }
    }
}

impl Parameters for GroupIdle {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let (names, active, members) = (
            table.texts("name"),
            table.days("last_active"),
            region.members(),
        );
        let stock = region.stock(Ledger::Groups);
        let mut hits = Vec::new();
        for row in (0..table.rows()).filter(|row| stock.in_use(*row)) {
            let name = names.get(row).unwrap_or_default();
            let Some(since) = active.get(row).filter(|_| !region.exempt_by_title(name)) else {
                continue;
            };
            let leading = region.is_leading(row);
            let days = region.period.as_of - since;
            if days
                <= if leading {
                    self.leading_days
                } else {
                    self.chat_days
                }
            {
                continue;
            }
            let hours = if leading {
                region.costs.hours(Ledger::Groups, row)
            } else {
                0.0
            };
            let members = members.stated(row);
            hits.push(Hit {
                subject: name.to_owned(),
                message: Message::new(RULE.name)
                    .text("kind", if leading { "leading" } else { "chat" })
                    .text("owner", region.name(region.imposer(Ledger::Groups, row)))
                    .known_count("members", members)
                    .date("since", to_date(since))
                    .count("days", days as usize),
                confidence: 1.0,
                claims: vec![Claim {
                    row: RowOf(Ledger::Groups, row),
                    hours,
                }],
                figure: members.unwrap_or_default(),
                cascade: Vec::new(),
                respondents: None,
                raised: None,
            });
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("chat_days", f64::from(self.chat_days), 1.0, 3660.0),
            ("leading_days", f64::from(self.leading_days), 1.0, 3660.0),
        ]
    }
}
