//! A finished comparison of periods, in words and in order, and the formats that it is written in.

mod changes;
mod csv;
mod figures;
mod json;
mod table;
mod verdicts;

use super::{Row, RuleState};
use crate::baseline::Earlier;
use crate::compare::fates::Fates;
use crate::compare::hours::{Changed, Hours, Key};
use crate::compare::series::Series;
use crate::compare::targets::Judged;
use crate::ledger::Ledger;
use crate::ledger::account::FileAccount;
use crate::ledger::names::NameId;
use crate::ledger::schema::surveys;
use crate::region::{Period, Region};
use crate::rules::Moved;
use crate::text::Message;

pub(crate) use csv::write as write_csv;
pub(crate) use json::{write as write_json, write_lines as write_json_lines};
pub(crate) use table::Table as ComparisonTable;

/// One period and its totals.
pub(crate) struct PeriodTold {
    /// `before`, `after`, or its name in the calendar.
    pub(crate) label: String,
    /// Its days.
    pub(crate) period: Period,
    /// Hours a month.
    pub(crate) hours: f64,
    /// The avoidable among them.
    pub(crate) avoidable_hours: f64,
}

/// Something that was found.
pub(crate) struct MutationRow {
    /// In words.
    pub(crate) row: Row,
    /// The number of its earlier period.
    pub(crate) step: usize,
    /// There are more steps than one.
    pub(crate) of_series: bool,
    /// What fell.
    pub(crate) fell: Option<Moved>,
    /// What grew.
    pub(crate) grew: Moved,
    /// The share of findings this sure, or surer, that may be chance.
    pub(crate) q: f64,
}

/// One unit, or the region, as a rule tested it.
pub(crate) struct TrialRow {
    pub(crate) rule: &'static str,
    pub(crate) step: usize,
    pub(crate) unit: Option<String>,
    /// What was asked, where it rests on a questionnaire.
    pub(crate) question: Option<&'static str>,
    pub(crate) fell: Option<Moved>,
    pub(crate) grew: Moved,
    pub(crate) p: f64,
    /// `None` where too little was counted to tell.
    pub(crate) q: Option<f64>,
    pub(crate) holds: bool,
    pub(crate) found: bool,
}

/// A target of a unit and how it came out.
pub(crate) struct TargetRow {
    pub(crate) unit: Option<String>,
    pub(crate) judged: Judged,
}

/// The things of a ledger in both periods; each by its owner and name.
pub(crate) struct ThingsRow {
    pub(crate) ledger: Ledger,
    pub(crate) kept: usize,
    /// Owner, name before, name after, and how sure it is.
    pub(crate) renamed: Vec<(String, String, String, f64)>,
    pub(crate) gone: Vec<(String, String)>,
    pub(crate) new: Vec<(String, String)>,
}

/// A finished comparison.
pub(crate) struct Comparison {
    /// The periods, in order.
    pub(crate) periods: Vec<PeriodTold>,
    /// What was read, with the number of its period where it is of one.
    pub(crate) inputs: Vec<(Option<usize>, FileAccount)>,
    /// What a reader must know before comparing.
    pub(crate) caveats: Vec<Message>,
    /// The rules that look at two periods, then those of the audits of each.
    pub(crate) rules: Vec<RuleState>,
    /// Hours of the first and the last period.
    pub(crate) hours: Hours,
    /// What became of the findings of the first period.
    pub(crate) fates: Fates,
    /// Every period's counts and hours.
    pub(crate) series: Vec<Series>,
    /// What was found, in order.
    pub(crate) mutations: Vec<MutationRow>,
    /// How many were found, shown or not.
    pub(crate) all_findings: usize,
    /// Everything that was tested.
    pub(crate) trials: Vec<TrialRow>,
    /// Targets of the first and the last period.
    pub(crate) targets: Vec<TargetRow>,
    /// Groups, apps and forms across the first and the last period.
    pub(crate) things: Vec<ThingsRow>,
    /// Units that stand in the first or in the last period only.
    pub(crate) alone: [Vec<String>; 2],
    /// Findings of an earlier report that are no more.
    pub(crate) resolved: Vec<Earlier>,
    /// What a reader must know besides.
    pub(crate) notes: Vec<Message>,
    /// The settings in force.
    pub(crate) settings: toml::Table,
    /// The table lists everything that was tested.
    pub(crate) lists_all: bool,
    /// The periods that each step goes from and to, by their numbers.
    pub(crate) steps: Vec<[usize; 2]>,
    /// The names of the units that hours are added up by, by number.
    pub(crate) names: Vec<(NameId, String)>,
}

impl Comparison {
    /// The same with the names of its units.
    pub(crate) fn named(mut self, joint: &Region) -> Self {
        let changes = self.hours.by_imposer.iter().chain(&self.hours.by_bearer);
        let mut units: Vec<NameId> = changes
            .filter_map(|changed| match changed.key {
                Key::Unit(unit) => Some(unit),
                _ => None,
            })
            .collect();
        units.sort_unstable();
        units.dedup();
        self.names = units
            .into_iter()
            .map(|unit| (unit, joint.name(unit).to_owned()))
            .collect();
        self
    }

    /// The name of what hours are added up by; units that stand in one period only have none.
    fn name(&self, changed: &Changed) -> Option<&str> {
        match changed.key {
            Key::PainPoint(name) | Key::Rule(name) => Some(name),
            Key::Unit(unit) => {
                let place = self
                    .names
                    .binary_search_by_key(&unit, |known| known.0)
                    .ok()?;
                Some(&self.names[place].1)
            }
            Key::Whole | Key::Alone(_) => None,
        }
    }

    /// Hours a month of each period: of a pain point, or of all; `None` where the period lacks them.
    fn hours_of(&self, pain_point: Option<&str>) -> Vec<Option<f64>> {
        let own = |series: &&Series| {
            pain_point.is_none_or(|point| surveys::ledgers_of(point).contains(&series.ledger))
        };
        (0..self.periods.len())
            .map(|number| {
                let series = self.series.iter().filter(own);
                // What one ledger lacks is not the sum of the others.
                let hours: Option<Vec<f64>> = series.map(|series| series.hours[number]).collect();
                hours.map(|hours| hours.iter().fold(0.0, |sum, hours| sum + hours))
            })
            .collect()
    }

    /// The labels of a step: of its earlier and its later period.
    fn labels(&self, step: usize) -> [&str; 2] {
        let numbers = self.steps.get(step).copied().unwrap_or([step, step + 1]);
        numbers.map(|number| self.periods[number].label.as_str())
    }
}
