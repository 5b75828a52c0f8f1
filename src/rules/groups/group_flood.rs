//! Groups with more messages than a workday can carry, or with too many of them at night.

use serde::{Deserialize, Serialize};

use crate::arithmetic::{self, short};
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-flood",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["messages", "messages_per_day"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<GroupFlood>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A chat group has more messages a workday, or a larger part of them outside working hours, than the cap.",
        "工作群消息量超过每个工作日的上限，或非工作时间消息占比过高。",
    ),
    why: both(
        "Every member reads every message, at home too.",
        "每条消息人人要看，下班也不得安宁。",
    ),
    hours: both(
        "Messages over the cap (of both caps the larger excess) × members × seconds_per_message ÷ 3,600.",
        "超出上限的消息数（两项取大）× 成员数 × seconds_per_message ÷ 3600。",
    ),
    basis: both(
        "2023 opinions on formalism at the fingertips: no overuse of groups, no instant replies; the caps are our own assumption (not checked against the official text).",
        "2023年防治“指尖上的形式主义”意见：防止滥用群组、要求即时回复；上限为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "6,000 messages in 120 workdays, 30 allowed: 2,400 over, read by 50 members: 167 hours.",
        "120个工作日6000条消息，上限每日30条：超出2400条，50名成员阅读167小时。",
    ),
    limits: both(
        "Only stated numbers of messages; a group of fewer than 100 messages is not judged by its nights.",
        "仅依据登记的消息数；不足100条的不按非工作时间占比判断。",
    ),
    remedy: both(
        "Post once a day what all must know; telephone the one who must act.",
        "每日集中发布一次，需办事项直接联系责任人。",
    ),
    message: both(
        "{ $messages } messages, { $daily } a workday{ $counts_nights ->\n [yes] , { $off } % of them outside working hours\n *[no] {\"\"}\n}; { $members } members, { $avoidable } h over",
        "共{ $messages }条消息，每工作日{ $daily }条{ $counts_nights ->\n [yes] ，非工作时间占{ $off }%\n *[no] {\"\"}\n}；{ $members }名成员，超出{ $avoidable }小时",
    ),
};

/// Parameters of `group-flood`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupFlood {
    /// Messages that a workday may carry.
    per_workday: f64,
    /// Part of the messages that may come outside working hours.
    off_hours_share: f64,
    /// Messages from which that part is looked at.
    min_messages: f64,
}

impl Default for GroupFlood {
    fn default() -> Self {
        Self {
            per_workday: 30.0,
            off_hours_share: 0.2,
            min_messages: 100.0,
        }
    }
}

impl Parameters for GroupFlood {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let off_hours = table.wholes("off_hours_messages");
        let members = region.members();
        let (stock, messages_of) = (region.stock(Ledger::Groups), region.messages());
        single(region, Ledger::Groups, |row| {
            if region.is_leading(row) {
                return None;
            }
            let workdays = f64::from(stock.counted_workdays(row));
            let messages = messages_of(row).filter(|_| workdays > 0.0)?;
            let part = stock.part(row);
            let off = off_hours.get(row).map(|off| f64::from(off) * part);
            let by_day = messages - self.per_workday * workdays;
            let by_night = off.filter(|_| messages >= self.min_messages * part);
            let by_night = by_night.map_or(0.0, |off| off - self.off_hours_share * messages);
            let over = by_day.max(by_night);
            if over <= 1e-9 {
                return None;
            }
            let counted = members.counted(row).unwrap_or_default();
            let avoidable = over * counted * region.cost.seconds_per_message / 3600.0;
            let message = Message::new(RULE.name)
                .count("messages", messages.round() as usize)
                .decimal("daily", messages / workdays)
                .flag("counts_nights", off.is_some())
                .count(
                    "off",
                    (off.unwrap_or_default() / messages.max(1.0) * 100.0).round() as usize,
                )
                .known_count("members", members.stated(row))
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable).ranked_by(over))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let table = region.table(ledger);
        let stock = region.stock(ledger);
        let (messages, workdays) = (region.messages()(row)?, stock.counted_workdays(row));
        let part = stock.part(row);
        let off = table.wholes("off_hours_messages").get(row);
        let by_day = messages - self.per_workday * f64::from(workdays);
        let by_night = off.map_or(0.0, |off| {
            f64::from(off) * part - self.off_hours_share * messages
        });
        let all = arithmetic::messages(region, row)?;
        let over = if by_day >= by_night || messages < self.min_messages * part {
            let cap = short(self.per_workday);
            format!("({all} − {cap} × {workdays})")
        } else {
            let share = short(self.off_hours_share);
            format!("({} − {share} × {all})", short(f64::from(off?) * part))
        };
        let members = short(region.members().counted(row).unwrap_or_default());
        let seconds = short(region.cost.seconds_per_message);
        Some(format!("{over} × {members} × {seconds} s ÷ 3600"))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("per_workday", self.per_workday, 0.0, 10_000.0),
            ("off_hours_share", self.off_hours_share, 0.0, 1.0),
            ("min_messages", self.min_messages, 0.0, 1_000_000.0),
        ]
    }
}
