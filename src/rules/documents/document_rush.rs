//! Answers owed sooner than an office can give them.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::schema::documents::EMERGENCY;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::region::Region;
use crate::region::period::workdays;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "document-rush",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[&["due"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<DocumentRush>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An answer is owed in fewer workdays than notice should allow.",
        "要求反馈的期限短于规定的工作日数。",
    ),
    why: both(
        "What is asked in the morning and due in the afternoon is invented at night.",
        "上午发文、下午要数，只能连夜编。",
    ),
    hours: both(
        "Half of recipients × answer_hours.",
        "收文单位数 × answer_hours 的一半。",
    ),
    basis: both(
        "Central notices of cases name replies wanted the same day as a burden; the number of days is our own assumption (not checked against the official text).",
        "中央层面通报将“上午发下午要”列为加重负担的典型；天数为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "A document of Thursday wants a report by Monday: two workdays, the notice allows three.",
        "周四发文要求周一前报：仅2个工作日，规定3个。",
    ),
    limits: both(
        "Days are Mondays to Fridays; public holidays are not known. A date before the document's own is not judged.",
        "工作日按周一至周五计，不含法定节假日；期限早于发文日期的不作判断。",
    ),
    remedy: both(
        "Give at least three workdays, or say why it is an emergency.",
        "至少留足3个工作日，确属紧急的注明原因。",
    ),
    message: both(
        "{ $issuer } wants an answer of { $recipients ->\n [one] one recipient\n *[other] { $recipients } recipients\n} by { $due }, { $workdays ->\n [0] the same day or over a weekend\n [one] after one workday\n *[other] after { $workdays } workdays\n}; { $avoidable } h",
        "{ $issuer }要求{ $recipients }家单位{ $due }前反馈，仅{ $workdays }个工作日；{ $avoidable }小时",
    ),
};

/// Parameters of `document-rush`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DocumentRush {
    /// Workdays after the date of the document, up to and including the day due.
    min_workdays: i32,
    /// Part of the answer that haste costs.
    part: f64,
}

impl Default for DocumentRush {
    fn default() -> Self {
        Self {
            min_workdays: 3,
            part: 0.5,
        }
    }
}

impl Parameters for DocumentRush {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Documents);
        let (days, dues, urgencies) = (
            table.days("date"),
            table.days("due"),
            table.wholes("urgency"),
        );
        single(region, Ledger::Documents, |row| {
            let (Some(day), Some(due)) = (days.get(row), dues.get(row)) else {
                return None;
            };
            let notice = workdays(day + 1, due);
            let is_exempt = urgencies.is(row, EMERGENCY);
            if due < day || notice >= self.min_workdays || is_exempt {
                return None;
            }
            let avoidable = self.part * region.answering_hours(row);
            let message = Message::new(RULE.name)
                .text(
                    "issuer",
                    region.name(region.imposer(Ledger::Documents, row)),
                )
                .count("recipients", region.recipient_count(row) as usize)
                .date("due", to_date(due))
                .count("workdays", notice as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(_, row): RowOf) -> Option<String> {
        let answering = short(region.cost.answer_hours);
        let recipients = short(region.recipient_count(row));
        Some(format!(
            "{} × {recipients} × {answering} h",
            short(self.part)
        ))
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        Some(&["recipients"])
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("min_workdays", f64::from(self.min_workdays), 1.0, 60.0),
            ("part", self.part, 0.0, 1.0),
        ]
    }
}
