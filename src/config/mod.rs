//! The configuration file: `[cost]`, `[lists]`, `[matter]`, `[severity]`, `[ledgers.<name>]` and
//! `[rules.<name>]`, read into settings in which nothing is missing. Every fault is gathered
//! before any is reported: unknown keys by name with their line and what was perhaps meant.

mod lines;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::cost::Cost;
use crate::finding::SeverityBounds;
use crate::ledger::Ledger;
use crate::ledger::read::discover::Assignments;
use crate::ledger::read::mapping::ColumnSettings;
use crate::region::RegionSettings;
use crate::rules::{CATALOGUE, Check, Rule};
use crate::survey::SurveySettings;
use crate::text::Message;
use lines::Lines;

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
    /// Which headers are which field.
    pub columns: ColumnSettings,
    /// Every rule that is on, with its parameters, in the order of the catalogue.
    pub rules: Vec<(&'static Rule, Box<dyn Check>)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LedgerSettings {
    files: Vec<String>,
    columns: BTreeMap<String, String>,
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

/// Reads the settings of a file, or the defaults where there is none.
///
/// # Errors
/// Every fault of the file.
pub fn load(file: Option<PathBuf>) -> Result<Settings, Vec<Message>> {
    let Some(path) = file else {
        return parse("", None);
    };
    let named = |message: Message| {
        Message::new("fault-in-file")
            .text("file", path.display().to_string())
            .message("fault", message)
    };
    let bytes = std::fs::read(&path).map_err(|error| {
        vec![named(
            Message::new("file-unreadable").text("error", error.to_string()),
        )]
    })?;
    let text =
        String::from_utf8(bytes).map_err(|_| vec![named(Message::new("config-not-utf8"))])?;
    parse(text.trim_start_matches('\u{feff}'), Some(path.clone()))
        .map_err(|faults| faults.into_iter().map(named).collect())
}

fn parse(text: &str, file: Option<PathBuf>) -> Result<Settings, Vec<Message>> {
    let mut reader = Reader {
        lines: Lines::of(text),
        faults: Vec::new(),
    };
    let mut tables: toml::Table = match toml::from_str(text) {
        Ok(tables) => tables,
        Err(error) => return Err(vec![reader.syntax(&error)]),
    };
    let cost = reader.section(&mut tables, "cost");
    let lists = reader.section(&mut tables, "lists");
    let matter = reader.section(&mut tables, "matter");
    let severity = reader.section(&mut tables, "severity");
    let surveys: SurveySettings = reader.section(&mut tables, "surveys");
    let (assignments, columns) = reader.ledgers(&mut tables);
    let rules = reader.rules(&mut tables);
    for key in tables.keys() {
        let known = [
            "cost", "lists", "matter", "surveys", "severity", "ledgers", "rules",
        ];
        reader.unknown(&[key], &known);
    }
    reader.group_in_range(&surveys);
    reader.costs_in_range(&cost);
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
        columns,
        rules,
    })
}

struct Reader {
    lines: Lines,
    faults: Vec<Message>,
}

impl Reader {
    fn syntax(&self, error: &toml::de::Error) -> Message {
        let line = error
            .span()
            .map_or(1, |span| self.lines.line_at(span.start));
        Message::new("config-syntax")
            .count("line", line)
            .text("error", error.message())
    }

    fn unknown(&mut self, path: &[&str], known: &[&str]) {
        let key = path.last().copied().unwrap_or_default();
        self.faults.push(
            Message::new("config-unknown-key")
                .count("line", self.lines.of_key(path))
                .text("key", path.join("."))
                .message("meant", perhaps(key, known.iter().copied())),
        );
    }

    fn invalid(&mut self, path: &[&str], error: &toml::de::Error) {
        self.faults.push(
            Message::new("config-invalid")
                .count("line", self.lines.of_key(path))
                .text("key", path.join("."))
                .text("error", error.message()),
        );
    }

    /// A section as its settings; unknown keys in it are faults.
    fn section<S: DeserializeOwned + Default + serde::Serialize>(
        &mut self,
        tables: &mut toml::Table,
        name: &str,
    ) -> S {
        let Some(value) = tables.remove(name) else {
            return S::default();
        };
        let known: Vec<String> = toml::Table::try_from(S::default())
            .map(|table| table.keys().cloned().collect())
            .unwrap_or_default();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut table = match value {
            toml::Value::Table(table) => table,
            other => {
                self.faults.push(wrong_type(
                    self.lines.of_key(&[name]),
                    name,
                    other.type_str(),
                ));
                return S::default();
            }
        };
        let unknown: Vec<String> = table
            .keys()
            .filter(|key| !known.contains(&key.as_str()))
            .cloned()
            .collect();
        for key in unknown {
            table.remove(&key);
            self.unknown(&[name, &key], &known);
        }
        let mut settings = S::default();
        for (key, value) in table {
            let alone: toml::Table = [(key.clone(), value.clone())].into_iter().collect();
            match S::deserialize(alone) {
                Ok(_) => settings = merged(settings, &key, value),
                Err(error) => self.invalid(&[name, &key], &error),
            }
        }
        settings
    }

    fn ledgers(&mut self, tables: &mut toml::Table) -> (Assignments, ColumnSettings) {
        let (mut assignments, mut columns) = (Assignments::default(), ColumnSettings::default());
        let Some(toml::Value::Table(ledgers)) = tables.remove("ledgers") else {
            return (assignments, columns);
        };
        for (name, value) in ledgers {
            let Some(ledger) = Ledger::named(&name) else {
                self.unknown(&["ledgers", &name], &Ledger::ALL.map(Ledger::name));
                continue;
            };
            let mut unknown = Vec::new();
            match serde_ignored::deserialize(value, |path| unknown.push(path.to_string())) {
                Ok(LedgerSettings {
                    files,
                    columns: headers,
                }) => {
                    for pattern in files {
                        self.faults.extend(assignments.add(&pattern, ledger).err());
                    }
                    columns.insert(ledger, headers);
                }
                Err(error) => self.invalid(&["ledgers", &name], &error),
            }
            for key in unknown {
                self.unknown(&["ledgers", &name, &key], &["files", "columns"]);
            }
        }
        (assignments, columns)
    }

    fn rules(&mut self, tables: &mut toml::Table) -> Vec<(&'static Rule, Box<dyn Check>)> {
        let mut configured = match tables.remove("rules") {
            Some(toml::Value::Table(rules)) => rules,
            _ => toml::Table::new(),
        };
        let mut rules = Vec::new();
        for rule in CATALOGUE {
            let own = configured.remove(rule.name);
            if let Some(check) = self.rule(rule, own) {
                rules.push((*rule, check));
            }
        }
        for name in configured.keys() {
            let known: Vec<&str> = CATALOGUE.iter().map(|rule| rule.name).collect();
            self.unknown(&["rules", name], &known);
        }
        rules
    }

    /// A rule with its parameters; `None` where it is switched off or its table is at fault.
    fn rule(&mut self, rule: &'static Rule, own: Option<toml::Value>) -> Option<Box<dyn Check>> {
        let mut own = match own {
            None => toml::Table::new(),
            Some(toml::Value::Table(table)) => table,
            Some(other) => {
                self.faults.push(wrong_type(
                    self.lines.of_key(&["rules", rule.name]),
                    rule.name,
                    other.type_str(),
                ));
                return None;
            }
        };
        let enabled = match own.remove("enabled") {
            None | Some(toml::Value::Boolean(true)) => true,
            Some(toml::Value::Boolean(false)) => false,
            Some(other) => {
                let line = self.lines.of_key(&["rules", rule.name, "enabled"]);
                self.faults
                    .push(wrong_type(line, "enabled", other.type_str()));
                true
            }
        };
        let defaults = (rule.configure)(toml::Table::new())
            .and_then(|check| check.parameters().map_err(serde::de::Error::custom));
        let known = defaults.unwrap_or_default();
        let mut names: Vec<&str> = known.keys().map(String::as_str).collect();
        names.push("enabled");
        let unknown: Vec<String> = own
            .keys()
            .filter(|key| !known.contains_key(*key))
            .cloned()
            .collect();
        for key in unknown {
            own.remove(&key);
            self.unknown(&["rules", rule.name, &key], &names);
        }
        match (rule.configure)(own) {
            Ok(check) => {
                for (key, message) in check.out_of_range() {
                    let line = self.lines.of_key(&["rules", rule.name, key]);
                    self.faults.push(
                        Message::new("config-bad-value")
                            .count("line", line)
                            .text("key", format!("rules.{}.{key}", rule.name))
                            .message("why", message),
                    );
                }
                enabled.then_some(check)
            }
            Err(error) => {
                self.invalid(&["rules", rule.name], &error);
                None
            }
        }
    }

    /// A figure over very few answers shows who answered.
    fn group_in_range(&mut self, surveys: &SurveySettings) {
        if surveys.min_group >= SurveySettings::LEAST {
            return;
        }
        let why = Message::new("config-out-of-range")
            .text("value", surveys.min_group.to_string())
            .text("least", SurveySettings::LEAST.to_string())
            .text("most", "1000000");
        self.faults.push(
            Message::new("config-bad-value")
                .count("line", self.lines.of_key(&["surveys", "min_group"]))
                .text("key", "surveys.min_group")
                .message("why", why),
        );
    }

    /// No parameter of the cost model is below zero.
    fn costs_in_range(&mut self, cost: &Cost) {
        let table = toml::Table::try_from(cost).unwrap_or_default();
        for (key, value) in table {
            let number = value.as_float().unwrap_or_default();
            // What is divided by must be above zero, what is multiplied with may be zero.
            let least = if key == "words_per_minute" { 1.0 } else { 0.0 };
            if !(number >= least && number <= 1e6) {
                let why = Message::new("config-out-of-range")
                    .text("value", number.to_string())
                    .text("least", least.to_string())
                    .text("most", "1000000");
                self.faults.push(
                    Message::new("config-bad-value")
                        .count("line", self.lines.of_key(&["cost", &key]))
                        .text("key", format!("cost.{key}"))
                        .message("why", why),
                );
            }
        }
    }
}

fn wrong_type(line: usize, key: &str, found: &str) -> Message {
    Message::new("config-wrong-type")
        .count("line", line)
        .text("key", key)
        .text("found", found)
}

/// Settings with one key changed; the value was seen to fit.
fn merged<S: DeserializeOwned + serde::Serialize + Default>(
    settings: S,
    key: &str,
    value: toml::Value,
) -> S {
    let Ok(mut table) = toml::Table::try_from(&settings) else {
        return settings;
    };
    table.insert(key.to_owned(), value);
    S::deserialize(table).unwrap_or(settings)
}

/// What was perhaps meant: the known word that is nearest, if one is near.
#[must_use]
pub fn perhaps<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Message {
    const NEAR: f64 = 0.75;
    let nearest = known
        .map(|known| (strsim::jaro_winkler(word, known), known))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match nearest {
        Some((_, known)) => Message::new("did-you-mean").text("word", known),
        None => Message::new("nothing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match parse(text, None) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn defaults_need_no_file() {
        let settings = parse("", None).unwrap_or_else(|_| panic!("defaults are sound"));
        assert_eq!(settings.rules.len(), CATALOGUE.len());
        assert_eq!(settings.region.cost, Cost::default());
    }

    #[test]
    fn values_are_taken() {
        let text = "[cost]\ntravel_hours = 2\n[rules.meeting-relay]\nwindow_days = 7\n[rules.group-idle]\nenabled = false\n";
        let settings = parse(text, None).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert!((settings.region.cost.travel_hours - 2.0).abs() < 1e-9);
        assert_eq!(settings.rules.len(), CATALOGUE.len() - 1);
        let relay = &settings.rules[0];
        let parameters = relay.1.parameters().unwrap_or_default();
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
