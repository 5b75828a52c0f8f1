//! The configuration file: `[cost]`, `[lists]`, `[matter]`, `[severity]`, `[compare]`, `[targets]`,
//! `[ledgers.<name>]` and `[rules.<name>]`, read into settings in which nothing is missing. Every fault is gathered
//! before any is reported: unknown keys by name with their line and what was perhaps meant.

mod lines;
mod profiles;
mod ranges;
mod reader;
mod targets;
mod waivers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cost::Cost;
use crate::finding::{Severity, SeverityBounds};
use crate::ledger::read::container::unreadable;
use crate::ledger::read::discover::Assignments;
use crate::ledger::read::encoding::soundly_decoded;
use crate::ledger::read::mapping::TableSettings;
use crate::plan::PlanSettings;
use crate::region::RegionSettings;
use crate::rules::{CATALOGUE, Enabled, REBOUNDS, Rebound, Rule, Tuned};
use crate::survey::SurveySettings;
use crate::text::Message;
use lines::Lines;
use reader::Reader;

pub use crate::text::perhaps;
pub use profiles::PROFILES;
pub use targets::Target;
pub use waivers::{Waiver, read as read_waivers};

/// The name of a configuration file that is found without being asked for.
pub const FILE_NAME: &str = "jianfu.toml";

/// Everything that a run can be told.
pub struct Settings {
    /// The file that they were read from, if any.
    pub file: Option<PathBuf>,
    /// What it says of the region.
    pub region: RegionSettings,
    /// Bounds of the severities.
    pub severity: SeverityBounds,
    /// Which files are which ledger.
    pub assignments: Assignments,
    /// Which headers are which field, and which fields have one value.
    pub tables: TableSettings,
    /// Every rule that is on, with its parameters, in the order of the catalogue.
    pub rules: Vec<Enabled>,
    /// The same of the rules that look at two periods.
    pub rebounds: Vec<Enabled<dyn Rebound>>,
    /// What is said of two periods.
    pub compare: CompareSettings,
    /// How plans are made.
    pub plan: PlanSettings,
    /// To how much ledgers are to be reduced, in the order of the ledgers.
    pub targets: Vec<Target>,
    /// The built-in profile that they start from.
    pub profile: Option<&'static str>,
    /// The cost model at its low and at its high end, where a parameter is a range.
    pub cost_ends: Option<[Cost; 2]>,
    /// Findings that are accepted.
    pub waivers: Vec<Waiver>,
}

/// What the configuration says of two periods (`[compare]`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CompareSettings {
    /// What a unit was called, and what it is called now; several that became one have one name now.
    pub renamed: BTreeMap<String, String>,
}

/// The configuration file to use: the one asked for, else the one in a folder on the command
/// line, else the one in the working folder.
#[must_use]
pub fn find(asked_for: Option<&Path>, paths: &[String]) -> Option<PathBuf> {
    if let Some(path) = asked_for {
        return Some(path.to_owned());
    }
    let folders = paths.iter().map(Path::new).filter(|path| path.is_dir());
    folders
        .chain([Path::new(".")])
        .map(|folder| folder.join(FILE_NAME))
        .find(|file| file.is_file())
}

/// Reads the settings of a file, or the defaults where there is none, over those of a built-in
/// profile: the one asked for, else the one that the file names.
///
/// # Errors
/// Every fault of the file.
pub fn load(file: Option<PathBuf>, profile: Option<&str>) -> Result<Settings, Vec<Message>> {
    let Some(path) = file else {
        return parse("", None, profile);
    };
    let named = |message: Message| {
        Message::new("fault-in-file")
            .text("file", path.display().to_string())
            .message("fault", message)
    };
    let bytes = std::fs::read(&path).map_err(|error| vec![named(unreadable(&error))])?;
    let text =
        soundly_decoded(&bytes).ok_or_else(|| vec![named(Message::new("config-not-utf8"))])?;
    parse(&text, Some(path.clone()), profile)
        .map_err(|faults| faults.into_iter().map(named).collect())
}

fn parse(
    text: &str,
    file: Option<PathBuf>,
    profile: Option<&str>,
) -> Result<Settings, Vec<Message>> {
    let mut reader = Reader {
        lines: Lines::of(text),
        faults: Vec::new(),
    };
    let mut tables: toml::Table = match toml::from_str(text) {
        Ok(tables) => tables,
        Err(error) => return Err(vec![reader.syntax(&error)]),
    };
    let profile = reader.profile(&mut tables, profile);
    let ends = reader.ranges(&mut tables);
    let cost = reader.section(&mut tables, "cost");
    let lists = reader.section(&mut tables, "lists");
    let matter = reader.section(&mut tables, "matter");
    let severity = reader.section(&mut tables, "severity");
    let surveys: SurveySettings = reader.section(&mut tables, "surveys");
    let compare = reader.section(&mut tables, "compare");
    let targets = reader.targets(&mut tables);
    let plan: PlanSettings = reader.section(&mut tables, "plan");
    let (assignments, of_tables) = reader.ledgers(&mut tables);
    let (rules, rebounds) = reader.rules(&mut tables);
    let waivers = reader.waivers(&mut tables);
    for key in tables.keys() {
        let known = [
            "cost", "lists", "matter", "surveys", "severity", "compare", "targets", "plan",
            "ledgers", "rules", "profile", "waivers",
        ];
        reader.unknown(&[key], &known);
    }
    reader.group_in_range(&surveys);
    reader.plan_in_range(&plan);
    reader.costs_in_range(&cost);
    let cost_ends = ends.map(|ends| ends.map(|end| ranges::at_end(&cost, &end)));
    for end in cost_ends.iter().flatten() {
        reader.costs_in_range(end);
    }
    if !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    Ok(Settings {
        file,
        region: RegionSettings {
            cost,
            lists,
            matter,
            surveys,
        },
        severity,
        assignments,
        tables: of_tables,
        rules,
        rebounds,
        compare,
        targets,
        plan,
        profile,
        cost_ends,
        waivers,
    })
}

impl Settings {
    /// The parameters of a rule, by its name; `None` where it is switched off.
    #[must_use]
    pub fn parameters(&self, rule: &str) -> Option<toml::Table> {
        let own = self.rules.iter().find(|known| known.rule.name == rule);
        let own = own.map(|enabled| enabled.check.parameters());
        let rebound = self.rebounds.iter().find(|known| known.rule.name == rule);
        let rebound = rebound.map(|enabled| enabled.check.parameters());
        own.or(rebound).map(Result::unwrap_or_default)
    }

    /// Everything that is in force, as the tables of a configuration file.
    #[must_use]
    pub fn effective(&self) -> toml::Table {
        let mut all = toml::Table::new();
        if let Some(profile) = self.profile {
            let name = toml::Table::from_iter([("name".to_owned(), profile.into())]);
            all.insert("profile".to_owned(), name.into());
        }
        let mut put = |name: &str, table: Result<toml::Table, toml::ser::Error>| {
            all.insert(name.to_owned(), table.unwrap_or_default().into());
        };
        let mut cost = toml::Table::try_from(&self.region.cost).unwrap_or_default();
        if let Some(ends) = &self.cost_ends {
            ranges::show(&mut cost, ends);
        }
        put("cost", Ok(cost));
        put("lists", toml::Table::try_from(&self.region.lists));
        put("matter", toml::Table::try_from(&self.region.matter));
        put("severity", toml::Table::try_from(self.severity));
        put("surveys", toml::Table::try_from(&self.region.surveys));
        put("compare", toml::Table::try_from(&self.compare));
        put("targets", Ok(targets::shown(&self.targets)));
        put("plan", toml::Table::try_from(&self.plan));
        let mut rules = toml::Table::new();
        for rule in CATALOGUE {
            rules.insert(rule.name.to_owned(), in_force(rule, &self.rules).into());
        }
        for rule in REBOUNDS {
            rules.insert(rule.name.to_owned(), in_force(rule, &self.rebounds).into());
        }
        all.insert("rules".to_owned(), rules.into());
        all
    }
}

/// What is in force of a rule, as its table of a configuration file.
fn in_force<C: ?Sized + Tuned>(rule: &Rule<C>, rules: &[Enabled<C>]) -> toml::Table {
    let mut own = toml::Table::new();
    match rules.iter().find(|known| known.rule.name == rule.name) {
        Some(enabled) => {
            own.extend(enabled.check.parameters().unwrap_or_default());
            let severity = enabled.severity.map(Severity::name);
            own.extend(severity.map(|severity| ("severity".to_owned(), severity.into())));
        }
        None => {
            own.insert("enabled".to_owned(), false.into());
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::CATALOGUE;

    fn faults(text: &str) -> Vec<String> {
        match parse(text, None, None) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn defaults_need_no_file() {
        let settings = parse("", None, None).unwrap_or_else(|_| panic!("defaults are sound"));
        assert_eq!(settings.rules.len(), CATALOGUE.len());
        assert_eq!(settings.region.cost, Cost::default());
    }

    #[test]
    fn values_are_taken() {
        let text = "[cost]\ntravel_hours = 2\n[rules.meeting-relay]\nwindow_days = 7\n[rules.group-idle]\nenabled = false\n";
        let settings = parse(text, None, None).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert!((settings.region.cost.travel_hours - 2.0).abs() < 1e-9);
        assert_eq!(settings.rules.len(), CATALOGUE.len() - 1);
        let relay = &settings.rules[0];
        let parameters = relay.check.parameters().unwrap_or_default();
        assert_eq!(
            parameters.get("window_days"),
            Some(&toml::Value::Integer(7))
        );
    }

    #[test]
    fn every_fault_is_said_with_its_line() {
        let found = faults(
            "[cost]\ntravel_hour = 2\nprep_hours = \"x\"\nanswer_hours = -1\n[ruls]\n[rules.meeting-relai]\n[rules.meeting-long]\ncap = 1\nvideo_hours = -3\n",
        );
        let text = found.join("\n");
        for (key, line) in [
            ("cost.travel_hour ", 2),
            ("cost.prep_hours", 3),
            ("cost.answer_hours", 4),
            ("ruls", 5),
            ("rules.meeting-relai", 6),
            ("rules.meeting-long.cap", 8),
            ("rules.meeting-long.video_hours", 9),
        ] {
            let said = found.iter().any(|fault| {
                fault.contains(key.trim()) && fault.contains(&format!("Count({line})"))
            });
            assert!(said, "{key} {line} in {text}");
        }
        assert!(text.contains("travel_hours"), "{text}");
        assert_eq!(faults("[cost\n").len(), 1);
    }
}
