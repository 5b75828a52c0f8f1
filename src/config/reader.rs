//! Reading the tables of a configuration file one by one, gathering every fault with its line.
//! What the tables mean is said by the types that they are read into.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::lines::Lines;
use super::perhaps;
use crate::cost::Cost;
use crate::finding::Severity;
use crate::ledger::Ledger;
use crate::ledger::read::discover::Assignments;
use crate::ledger::read::mapping::TableSettings;
use crate::plan::PlanSettings;
use crate::rules::{self, CATALOGUE, Enabled, REBOUNDS, Rebound, Rule, Tuned};
use crate::survey::SurveySettings;
use crate::text::Message;

#[derive(Default, Deserialize)]
#[serde(default)]
struct LedgerSettings {
    files: Vec<String>,
    columns: BTreeMap<String, String>,
    constant: BTreeMap<String, String>,
}

/// The tables of a configuration file being read, with the faults found so far.
pub(super) struct Reader {
    pub(super) lines: Lines,
    pub(super) faults: Vec<Message>,
}

impl Reader {
    pub(super) fn syntax(&self, error: &toml::de::Error) -> Message {
        let line = error
            .span()
            .map_or(1, |span| self.lines.line_at(span.start));
        Message::new("config-syntax")
            .count("line", line)
            .text("error", error.message())
    }

    pub(super) fn unknown(&mut self, path: &[&str], known: &[&str]) {
        let key = path.last().copied().unwrap_or_default();
        self.faults.push(
            Message::new("config-unknown-key")
                .count("line", self.lines.of_key(path))
                .text("key", path.join("."))
                .message("meant", perhaps(key, known.iter().copied())),
        );
    }

    pub(super) fn invalid(&mut self, path: &[&str], error: &toml::de::Error) {
        self.faults.push(
            Message::new("config-invalid")
                .count("line", self.lines.of_key(path))
                .text("key", path.join("."))
                .text("error", error.message()),
        );
    }

    /// A section as its settings; unknown keys in it are faults.
    pub(super) fn section<S: DeserializeOwned + Default + serde::Serialize>(
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

    pub(super) fn ledgers(&mut self, tables: &mut toml::Table) -> (Assignments, TableSettings) {
        let (mut assignments, mut settings) = (Assignments::default(), TableSettings::default());
        let Some(toml::Value::Table(mut ledgers)) = tables.remove("ledgers") else {
            return (assignments, settings);
        };
        if let Some(ignored) = ledgers.remove("ignore") {
            self.ignored(ignored, &mut assignments);
        }
        for (name, value) in ledgers {
            let Some(ledger) = Ledger::named(&name) else {
                let ledgers = Ledger::ALL.map(Ledger::name);
                let known: Vec<&str> = ledgers.into_iter().chain(["ignore"]).collect();
                self.unknown(&["ledgers", &name], &known);
                continue;
            };
            let mut unknown = Vec::new();
            match serde_ignored::deserialize(value, |path| unknown.push(path.to_string())) {
                Ok(LedgerSettings {
                    files,
                    columns,
                    constant,
                }) => {
                    for pattern in files {
                        self.faults.extend(assignments.add(&pattern, ledger).err());
                    }
                    settings.columns.insert(ledger, columns);
                    settings.constants.insert(ledger, constant);
                }
                Err(error) => self.invalid(&["ledgers", &name], &error),
            }
            for key in unknown {
                self.unknown(&["ledgers", &name, &key], &["files", "columns", "constant"]);
            }
        }
        (assignments, settings)
    }

    /// `[ledgers] ignore`: patterns of files that are no ledger whatever their headers say.
    fn ignored(&mut self, value: toml::Value, assignments: &mut Assignments) {
        match Vec::<String>::deserialize(value) {
            Ok(patterns) => {
                for pattern in patterns {
                    self.faults.extend(assignments.ignore(&pattern).err());
                }
            }
            Err(error) => self.invalid(&["ledgers", "ignore"], &error),
        }
    }

    /// The rules that are on: those that look through a region, and those that look at two periods.
    pub(super) fn rules(
        &mut self,
        tables: &mut toml::Table,
    ) -> (Vec<Enabled>, Vec<Enabled<dyn Rebound>>) {
        let mut configured = match tables.remove("rules") {
            Some(toml::Value::Table(rules)) => rules,
            _ => toml::Table::new(),
        };
        let (mut rules, mut rebounds) = (Vec::new(), Vec::new());
        for rule in CATALOGUE {
            let own = configured.remove(rule.name);
            rules.extend(self.rule(*rule, own));
        }
        for rule in REBOUNDS {
            let own = configured.remove(rule.name);
            rebounds.extend(self.rule(*rule, own));
        }
        for name in configured.keys() {
            let known: Vec<&str> = rules::all().map(|rule| rule.name).collect();
            self.unknown(&["rules", name], &known);
        }
        (rules, rebounds)
    }

    /// A rule with its parameters; `None` where it is switched off or its table is at fault.
    fn rule<C: ?Sized + Tuned>(
        &mut self,
        rule: &'static Rule<C>,
        own: Option<toml::Value>,
    ) -> Option<Enabled<C>> {
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
        let severity = self.severity(rule.name, own.remove("severity"));
        let known = rule.defaults();
        let mut names: Vec<&str> = known.keys().map(String::as_str).collect();
        names.extend(["enabled", "severity"]);
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
                enabled.then_some(Enabled {
                    rule,
                    check,
                    severity,
                })
            }
            Err(error) => {
                self.invalid(&["rules", rule.name], &error);
                None
            }
        }
    }

    /// The severity that a rule's findings are given, whatever their hours.
    fn severity(&mut self, rule: &str, value: Option<toml::Value>) -> Option<Severity> {
        match value?.try_into() {
            Ok(severity) => Some(severity),
            Err(error) => {
                self.invalid(&["rules", rule, "severity"], &error);
                None
            }
        }
    }

    /// A figure over very few answers shows who answered.
    pub(super) fn group_in_range(&mut self, surveys: &SurveySettings) {
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

    /// Every number of a plan is within its range.
    pub(super) fn plan_in_range(&mut self, plan: &PlanSettings) {
        for (key, value, least, most) in plan.out_of_range() {
            let why = Message::new("config-out-of-range")
                .text("value", value.to_string())
                .text("least", least.to_string())
                .text("most", most.to_string());
            self.faults.push(
                Message::new("config-bad-value")
                    .count("line", self.lines.of_key(&["plan", key]))
                    .text("key", format!("plan.{key}"))
                    .message("why", why),
            );
        }
    }

    /// No parameter of the cost model is below zero.
    pub(super) fn costs_in_range(&mut self, cost: &Cost) {
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

pub(super) fn wrong_type(line: usize, key: &str, found: &str) -> Message {
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
