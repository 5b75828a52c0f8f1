//! Groups whose task is done or whose term is out, and which nobody disbanded in time.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-overdue",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["task_ended", "expires"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<GroupOverdue>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A group outlives its task or its term by more than the grace.",
        "工作群或领导小组任务已结束或到期，逾期未解散。",
    ),
    why: both(
        "Members go on reading, and the office of a leading group goes on asking.",
        "任务结束了，消息照看、材料照报。",
    ),
    hours: both(
        "Hours after the end, by the share of its days in the period.",
        "结束之后的工时，按期内天数占比计算。",
    ),
    basis: both(
        "2023 opinions on formalism at the fingertips: groups are dissolved when their work is done; 2024 provisions: coordinating bodies are withdrawn in time (not checked against the official text).",
        "2023年防治“指尖上的形式主义”意见：工作完成后及时解散群组；2024年若干规定：议事协调机构任务完成及时撤销（未与官方文本核对）。",
    ),
    example: both(
        "A census group whose task ended on 31 March still writes in June: 91 of its 182 days are claimed.",
        "普查群3月31日任务结束，6月仍在运行：182天中计91天。",
    ),
    limits: both(
        "Needs a stated end of the task or of the term; hours are taken to be spread evenly over its days.",
        "需登记任务结束或到期时间；工时按天平均分摊。",
    ),
    remedy: both(
        "Disband it on the day that its task ends.",
        "任务完成即行解散。",
    ),
    message: both(
        "The group of { $owner } outlived its end on { $end } by { $days ->\n [one] one day\n *[other] { $days } days\n}; { $avoidable } h after it",
        "{ $owner }的群组应于{ $end }结束，逾期{ $days }天；此后{ $avoidable }小时",
    ),
};

/// Parameters of `group-overdue`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupOverdue {
    /// Days after the end within which it may be disbanded.
    grace_days: i32,
}

impl Default for GroupOverdue {
    fn default() -> Self {
        Self { grace_days: 30 }
    }
}

impl Parameters for GroupOverdue {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let (ended, expires, disbanded) = (
            table.days("task_ended"),
            table.days("expires"),
            table.days("disbanded"),
        );
        let stock = region.stock(Ledger::Groups);
        let as_of = region.period.as_of;
        single(region, Ledger::Groups, |row| {
            let ends = [ended.get(row), expires.get(row)];
            let end = ends.into_iter().flatten().min()?;
            let last = disbanded.get(row).map_or(as_of, |day| day.min(as_of));
            let days = stock.days(row);
            if last - end <= self.grace_days || days == 0 {
                return None;
            }
            let (first, until) = stock.span(row);
            let late = (until - first.max(end + 1) + 1).clamp(0, days);
            let avoidable =
                region.costs.hours(Ledger::Groups, row) * f64::from(late) / f64::from(days);
            let message = Message::new(RULE.name)
                .text("owner", region.name(region.imposer(Ledger::Groups, row)))
                .date("end", to_date(end))
                .count("days", (last - end) as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable).ranked_by(f64::from(last - end)))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let table = region.table(ledger);
        let ends = [
            table.days("task_ended").get(row),
            table.days("expires").get(row),
        ];
        let end = ends.into_iter().flatten().min()?;
        let (stock, hours) = (region.stock(ledger), short(region.costs.hours(ledger, row)));
        let (first, until) = stock.span(row);
        let late = until - first.max(end + 1) + 1;
        Some(format!("{hours} h × {late} ÷ {}", stock.days(row)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("grace_days", f64::from(self.grace_days), 0.0, 3660.0)]
    }
}
