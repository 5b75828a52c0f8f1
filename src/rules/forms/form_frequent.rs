//! Forms that are asked for more often than once a month.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::values::frequency;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "form-frequent",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<FormFrequent>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A form is asked for more often than monthly.",
        "报表要求报送的频次高于每月一次。",
    ),
    why: both(
        "What changes by the year is reported by the week.",
        "按年变化的数据按周报。",
    ),
    hours: both(
        "H × (1 − 12 ÷ fillings a year).",
        "工时 ×（1 − 12 ÷ 每年填报次数）。",
    ),
    basis: both(
        "2019 notice and 2024 provisions: fewer reports; the month is our own assumption (not checked against the official text).",
        "2019年通知、2024年若干规定：减少报表；以月为限为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "A weekly form of 12 townships and 30 minutes: 40 of its 52 fillings a year.",
        "12个乡镇每周填报30分钟：每年52次中的40次。",
    ),
    limits: both(
        "Rests on the stated frequency; forms marked exempt (flood, epidemic) are left out.",
        "依据登记的频次；注明豁免的（防汛、疫情等）除外。",
    ),
    remedy: both(
        "Ask monthly, or only for changes.",
        "改为按月或有变动时报。",
    ),
    message: both(
        "{ $requester } asks for it { $times } times a year; monthly would save { $avoidable } h",
        "{ $requester }每年要求填报{ $times }次；改为按月可减{ $avoidable }小时",
    ),
};

/// Parameters of `form-frequent`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormFrequent {
    /// Fillings a year that may be asked.
    per_year: f64,
}

impl Default for FormFrequent {
    fn default() -> Self {
        Self { per_year: 12.0 }
    }
}

impl Parameters for FormFrequent {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Forms);
        let (rates, exempt) = (table.numbers("frequency"), table.flags("exempt"));
        single(region, Ledger::Forms, |row| {
            let rate = rates.get(row).filter(|rate| *rate > self.per_year)?;
            if exempt.yes(row) || rate.to_bits() == frequency::ONCE.to_bits() {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Forms, row) * (1.0 - self.per_year / rate);
            let message = Message::new(RULE.name)
                .text("requester", region.name(region.imposer(Ledger::Forms, row)))
                .count("times", rate as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        let rate = region.table(ledger).numbers("frequency").get(row)?;
        Some(format!(
            "{hours} h × (1 − {} ÷ {})",
            short(self.per_year),
            short(rate)
        ))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("per_year", self.per_year, 0.1, 366.0)]
    }
}
