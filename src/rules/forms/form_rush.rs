//! Forms asked for with less than a working day of notice.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "form-rush",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[&["notice_days"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<FormRush>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A form is asked for with less notice than a working day.",
        "报表从通知到报送不足一个工作日。",
    ),
    why: both(
        "Numbers that are wanted at once are made up.",
        "即要即报，只能估数编数。",
    ),
    hours: both("H × part (0.25).", "工时 × part（0.25）。"),
    basis: both(
        "Central bulletins name data wanted the same day; the part is our own assumption (not checked against the official text).",
        "中央层面通报点名“上午通知下午报”；折算比例为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "Notice of half a day for a form of 24 hours: 6 hours.",
        "24小时工时的报表仅提前半天通知：6小时。",
    ),
    limits: both(
        "A form whose notice is not stated is not judged; forms marked exempt are left out.",
        "未登记提前天数的不作判断；注明豁免的除外。",
    ),
    remedy: both("Give at least a working day.", "至少提前一个工作日。"),
    message: both(
        "{ $requester } gives { $days } days of notice, { $least } at least; { $avoidable } h",
        "{ $requester }仅提前{ $days }天通知，至少应{ $least }天；{ $avoidable }小时",
    ),
};

/// Parameters of `form-rush`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormRush {
    /// Days of notice at least.
    min_notice_days: f64,
    /// Part of the hours that haste costs.
    part: f64,
}

impl Default for FormRush {
    fn default() -> Self {
        Self {
            min_notice_days: 1.0,
            part: 0.25,
        }
    }
}

impl Parameters for FormRush {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Forms);
        let (notice, exempt) = (table.numbers("notice_days"), table.flags("exempt"));
        single(region, Ledger::Forms, |row| {
            let days = notice
                .get(row)
                .filter(|days| *days < self.min_notice_days)?;
            if exempt.yes(row) {
                return None;
            }
            let avoidable = self.part * region.costs.hours(Ledger::Forms, row);
            let message = Message::new(RULE.name)
                .text("requester", region.name(region.imposer(Ledger::Forms, row)))
                .decimal("days", days)
                .decimal("least", self.min_notice_days)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        Some(format!("{} × {hours} h", short(self.part)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("min_notice_days", self.min_notice_days, 0.0, 365.0),
            ("part", self.part, 0.0, 1.0),
        ]
    }
}
