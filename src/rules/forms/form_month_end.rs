//! Fillers of whom many forms are due within three days of the month.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use std::sync::LazyLock;

use regex::Regex;

use crate::ledger::names::NameId;
use crate::ledger::values::frequency;
use crate::ledger::values::normal::narrow;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "form-month-end",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[&["due_day"], &["fillers"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<FormMonthEnd>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "More forms are due of one filler within three consecutive days of the month than it can fill in.",
        "同一填报单位在一个月的连续三天内到期的报表过多。",
    ),
    why: both(
        "A village writes for three days and does nothing else.",
        "月末几天村里只填表、不干别的。",
    ),
    hours: both(
        "Nothing is claimed; findings are ranked by the pile.",
        "不计工时，按到期张数排序。",
    ),
    basis: both(
        "Central bulletins count twenty sheets a month in one community; the number is our own assumption (not checked against the official text).",
        "中央层面报道有社区每月填表20余张；张数为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "Eight forms of one village are due on the 28th, 29th and the last day: one finding.",
        "某村8张报表在28日、29日和月末到期：一条问题。",
    ),
    limits: both(
        "Forms that are asked more often than monthly, or once, are left out; fillers must be listed; the last day counts as the 31st.",
        "高于每月一次或一次性的除外；须列明填报单位；月末按31日计。",
    ),
    remedy: both(
        "Spread the days or merge the forms.",
        "错开时间，或合并报表。",
    ),
    message: both(
        "{ $filler } owes { $forms } forms between day { $first } and day { $last } of the month, { $cap } allowed",
        "{ $filler }每月{ $first }日至{ $last }日须报{ $forms }张报表，上限{ $cap }张",
    ),
};

/// Parameters of `form-month-end`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormMonthEnd {
    /// Forms that may be due of one filler within the days.
    forms: usize,
    /// Consecutive days of the month.
    days: u32,
}

impl Default for FormMonthEnd {
    fn default() -> Self {
        Self { forms: 5, days: 3 }
    }
}

impl Parameters for FormMonthEnd {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Forms);
        let (rates, dues) = (table.numbers("frequency"), table.texts("due_day"));
        let mut owed: Vec<(NameId, u32, usize)> = Vec::new();
        for row in (0..table.rows()).filter(|row| !region.is_exempt(Ledger::Forms, *row)) {
            let regular = rates
                .get(row)
                .is_some_and(|rate| rate <= 12.0 && rate.to_bits() != frequency::ONCE.to_bits());
            if let Some(day) = dues.get(row).filter(|_| regular).and_then(day_of_month) {
                let fillers = region.fillers.units(row).unwrap_or_default();
                owed.extend(fillers.into_iter().map(|filler| (filler, day, row)));
            }
        }
        owed.sort_unstable();
        owed.dedup();
        owed.chunk_by(|one, other| one.0 == other.0)
            .filter_map(|of_filler| self.hit(region, of_filler))
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("forms", self.forms as f64, 0.0, 1000.0),
            ("days", f64::from(self.days), 1.0, 31.0),
        ]
    }
}

impl FormMonthEnd {
    /// The finding of a filler: every pile of more forms than may be, named by the largest.
    fn hit(&self, region: &Region, owed: &[(NameId, u32, usize)]) -> Option<Hit> {
        let piles = (0..owed.len()).map(|from| {
            let count = owed[from..].partition_point(|(_, day, _)| *day < owed[from].1 + self.days);
            from..from + count
        });
        let piles: Vec<_> = piles.filter(|pile| pile.len() > self.forms).collect();
        let largest = piles.iter().rev().max_by_key(|pile| pile.len())?;
        let pile = &owed[largest.clone()];
        let name = region.name(owed[0].0);
        let claims = owed
            .iter()
            .enumerate()
            .filter(|(place, _)| piles.iter().any(|pile| pile.contains(place)))
            .map(|(_, (.., row))| Claim::new(Ledger::Forms, *row, 0.0))
            .collect();
        let message = Message::new(RULE.name)
            .text("filler", name)
            .count("forms", pile.len())
            .count("first", pile[0].1 as usize)
            .count("last", pile[pile.len() - 1].1 as usize)
            .count("cap", self.forms);
        Some(Hit::new(name, message, claims).ranked_by(pile.len() as f64))
    }
}

/// The day of the month by which a form is due; 31 for the last one.
fn day_of_month(text: &str) -> Option<u32> {
    static DAY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|[^0-9])([0-9]{1,2})\s*(?:日|号|th|st|nd|rd|$|前)").ok());
    let text = narrow(text.trim()).to_lowercase();
    if [
        "月末",
        "月底",
        "最后一",
        "last day",
        "month end",
        "end of month",
    ]
    .iter()
    .any(|end| text.contains(end))
    {
        return Some(31);
    }
    let day = DAY.as_ref()?.captures_iter(&text).last()?;
    day[1].parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::day_of_month;

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, day) in [
            ("25", Some(25)),
            ("每月25日前", Some(25)),
            ("次月５号", Some(5)),
            ("月末", Some(31)),
            ("12月31日", Some(31)),
            ("the 3rd", Some(3)),
            ("随时", None),
            ("40", None),
        ] {
            assert_eq!(day_of_month(text), day, "{text}");
        }
    }
}
