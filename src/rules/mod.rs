//! The rules: what a rule is, the catalogue of all of them, and nothing of what any one looks
//! for. A rule is a pure function from a region and its parameters to hits; it stands in one file
//! with its texts, its parameters and their defaults, and in one line of the catalogue below.

mod by_imposer;
mod cascade;
mod chains;
mod demands;
mod fields;
mod overlap;
mod run;
mod single;
mod spans;

mod apps {
    pub(super) mod account_quota;
    pub(super) mod account_surplus;
    pub(super) mod app_below_county;
    pub(super) mod app_blacklisted;
    pub(super) mod app_coercive;
    pub(super) mod app_double_entry;
    pub(super) mod app_idle;
    pub(super) mod app_redundant;
    pub(super) mod app_unregistered;
}
mod documents {
    pub(super) mod document_directive;
    pub(super) mod document_long;
    pub(super) mod document_relay;
    pub(super) mod document_repeat;
    pub(super) mod document_rush;
    pub(super) mod document_white_head;
}
mod forms {
    pub(super) mod form_frequent;
    pub(super) mod form_month_end;
    pub(super) mod form_outside_one_form;
    pub(super) mod form_overlap;
    pub(super) mod form_paper;
    pub(super) mod form_rush;
}
mod groups {
    pub(super) mod group_coercive;
    pub(super) mod group_crowding;
    pub(super) mod group_flood;
    pub(super) mod group_idle;
    pub(super) mod group_overdue;
    pub(super) mod group_redundant;
    pub(super) mod group_unapproved;
    pub(super) mod leading_group_revived;
}
mod inspections {
    pub(super) mod assessment_in_disguise;
    pub(super) mod inspection_cap;
    pub(super) mod inspection_fruitless;
    pub(super) mod inspection_repeat;
    pub(super) mod inspection_same_matter;
    pub(super) mod inspection_trace;
    pub(super) mod inspection_unplanned;
    pub(super) mod inspection_unqualified;
    pub(super) mod target;
    pub(super) mod visit_aimless;
    pub(super) mod visit_crowding;
}
mod meetings {
    pub(super) mod meeting_after_document;
    pub(super) mod meeting_face_to_face;
    pub(super) mod meeting_long;
    pub(super) mod meeting_overload;
    pub(super) mod meeting_pack;
    pub(super) mod meeting_relay;
    pub(super) mod meeting_repeat;
    pub(super) mod meeting_trace;
    pub(super) mod meeting_yearly_cap;
}
mod surveys {
    pub(super) mod survey_hidden_burden;
    pub(super) mod survey_hot_spot;
}

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::text::{Bilingual, Message};

pub use run::{Enabled, Outcome, State, run};

/// Every rule, in the order of the catalogue.
pub static CATALOGUE: &[&Rule] = &[
    &meetings::meeting_relay::RULE,
    &meetings::meeting_repeat::RULE,
    &meetings::meeting_after_document::RULE,
    &meetings::meeting_long::RULE,
    &meetings::meeting_pack::RULE,
    &meetings::meeting_face_to_face::RULE,
    &meetings::meeting_overload::RULE,
    &meetings::meeting_trace::RULE,
    &meetings::meeting_yearly_cap::RULE,
    &documents::document_relay::RULE,
    &documents::document_repeat::RULE,
    &documents::document_white_head::RULE,
    &documents::document_long::RULE,
    &documents::document_rush::RULE,
    &documents::document_directive::RULE,
    &groups::group_redundant::RULE,
    &groups::group_idle::RULE,
    &groups::group_overdue::RULE,
    &groups::group_unapproved::RULE,
    &groups::group_coercive::RULE,
    &groups::group_flood::RULE,
    &groups::group_crowding::RULE,
    &groups::leading_group_revived::RULE,
    &apps::app_redundant::RULE,
    &apps::app_coercive::RULE,
    &apps::app_idle::RULE,
    &apps::app_blacklisted::RULE,
    &apps::app_below_county::RULE,
    &apps::app_unregistered::RULE,
    &apps::account_surplus::RULE,
    &apps::account_quota::RULE,
    &apps::app_double_entry::RULE,
    &inspections::inspection_repeat::RULE,
    &inspections::inspection_same_matter::RULE,
    &inspections::inspection_cap::RULE,
    &inspections::inspection_unplanned::RULE,
    &inspections::inspection_unqualified::RULE,
    &inspections::inspection_trace::RULE,
    &inspections::inspection_fruitless::RULE,
    &inspections::visit_crowding::RULE,
    &inspections::visit_aimless::RULE,
    &inspections::assessment_in_disguise::RULE,
    &forms::form_overlap::RULE,
    &forms::form_frequent::RULE,
    &forms::form_paper::RULE,
    &forms::form_outside_one_form::RULE,
    &forms::form_rush::RULE,
    &forms::form_month_end::RULE,
    &surveys::survey_hot_spot::RULE,
    &surveys::survey_hidden_burden::RULE,
];

/// A rule of the catalogue.
pub struct Rule {
    /// Its one name: file, configuration table, value in every export.
    pub name: &'static str,
    /// The ledger that it looks at.
    pub ledger: Ledger,
    /// Other ledgers without which it is skipped.
    pub beside: &'static [Ledger],
    /// Columns without which it is skipped; of each group, one is enough.
    pub needs: &'static [&'static [&'static str]],
    /// It takes rows for one matter by their titles.
    pub compares_matters: bool,
    /// A provision prohibits outright what it finds, which raises the severity one step.
    pub prohibited: bool,
    /// What it says of itself.
    pub texts: &'static RuleTexts,
    /// Reads its parameters from its configuration table.
    pub configure: fn(toml::Table) -> Result<Box<dyn Check>, toml::de::Error>,
}

/// The texts of a rule, in both languages.
pub struct RuleTexts {
    /// What it flags, in one sentence.
    pub summary: Bilingual,
    /// Why that is a burden.
    pub why: Bilingual,
    /// How the claimed hours are computed.
    pub hours: Bilingual,
    /// The provision behind it, in our own words.
    pub basis: Bilingual,
    /// An example.
    pub example: Bilingual,
    /// What it does not see.
    pub limits: Bilingual,
    /// What to do.
    pub remedy: Bilingual,
    /// The sentence of a finding, a Fluent pattern over the hit's figures.
    pub message: Bilingual,
}

/// A rule with its parameters.
pub trait Check: Send + Sync {
    /// Looks through a region. Pure: no input, output, clock or state.
    fn check(&self, region: &Region) -> Vec<Hit>;

    /// The effective parameters.
    ///
    /// # Errors
    /// A parameter cannot be written down.
    fn parameters(&self) -> Result<toml::Table, toml::ser::Error>;

    /// The sum that gives what is claimed on a row, without its result; `None` where the rule's
    /// formula is all there is to say.
    fn working(&self, region: &Region, row: RowOf) -> Option<String>;

    /// Parameters out of range: name, and what it may be.
    fn out_of_range(&self) -> Vec<(&'static str, Message)>;
}

/// What a rule's file gives: parameters with defaults, their ranges, and the look itself.
trait Parameters: Serialize + DeserializeOwned + Default + Send + Sync + 'static {
    fn check(&self, region: &Region) -> Vec<Hit>;

    /// See [`Check::working`].
    fn working(&self, _region: &Region, _row: RowOf) -> Option<String> {
        None
    }

    /// The name and value of each number, and the least and greatest that it may be.
    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)>;
}

struct Configured<P>(P);

impl<P: Parameters> Check for Configured<P> {
    fn check(&self, region: &Region) -> Vec<Hit> {
        self.0.check(region)
    }

    fn parameters(&self) -> Result<toml::Table, toml::ser::Error> {
        toml::Table::try_from(&self.0)
    }

    fn working(&self, region: &Region, row: RowOf) -> Option<String> {
        self.0.working(region, row)
    }

    fn out_of_range(&self) -> Vec<(&'static str, Message)> {
        let ranges = self.0.ranges().into_iter();
        ranges
            .filter(|(_, value, least, most)| !(*least..=*most).contains(value))
            .map(|(name, value, least, most)| {
                let message = Message::new("config-out-of-range")
                    .text("value", value.to_string())
                    .text("least", least.to_string())
                    .text("most", most.to_string());
                (name, message)
            })
            .collect()
    }
}

fn configure<P: Parameters>(table: toml::Table) -> Result<Box<dyn Check>, toml::de::Error> {
    let parameters: P = table.try_into()?;
    Ok(Box::new(Configured(parameters)))
}

/// The rule of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    CATALOGUE.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::values::normal::is_chinese;
    use crate::text::{Catalogue, Language};
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: BTreeSet<&str> = CATALOGUE.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), CATALOGUE.len());
        for name in names {
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{name}"
            );
        }
    }

    #[test]
    fn every_rule_file_is_in_the_catalogue_and_has_a_fixture() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = BTreeSet::new();
        for family in [
            "apps",
            "documents",
            "forms",
            "groups",
            "inspections",
            "meetings",
            "surveys",
        ] {
            for entry in std::fs::read_dir(root.join("src/rules").join(family)).unwrap() {
                let stem = entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                files.insert(stem.replace('_', "-"));
            }
        }
        files.remove("target");
        let names: BTreeSet<String> = CATALOGUE.iter().map(|rule| rule.name.to_owned()).collect();
        assert_eq!(files, names);
        for name in names {
            assert!(
                root.join("fixtures/rules").join(&name).is_dir(),
                "no fixture for {name}"
            );
        }
    }

    #[test]
    fn every_text_stands_in_both_languages() {
        for rule in CATALOGUE {
            let texts = rule.texts;
            for text in [
                texts.summary,
                texts.why,
                texts.hours,
                texts.basis,
                texts.example,
                texts.limits,
                texts.remedy,
                texts.message,
            ] {
                assert!(
                    !text.en.is_empty() && !text.en.chars().any(is_chinese),
                    "{}",
                    rule.name
                );
                assert!(
                    text.zh
                        .chars()
                        .any(crate::ledger::values::normal::is_chinese),
                    "{}: {}",
                    rule.name,
                    text.zh
                );
            }
        }
    }

    #[test]
    fn every_sentence_parses() {
        for language in [Language::En, Language::Zh] {
            let texts = CATALOGUE
                .iter()
                .map(|rule| (rule.name.to_owned(), rule.texts.message));
            let catalogue = Catalogue::new(language).with(texts);
            for rule in CATALOGUE {
                assert!(catalogue.has(rule.name), "{}", rule.name);
            }
        }
    }

    #[test]
    fn defaults_are_in_range_and_unknown_parameters_are_refused() {
        for rule in CATALOGUE {
            let check = (rule.configure)(toml::Table::new()).unwrap();
            assert!(check.out_of_range().is_empty(), "{}", rule.name);
            let mut unknown = toml::Table::new();
            unknown.insert("no_such_parameter".into(), toml::Value::Integer(1));
            assert!((rule.configure)(unknown).is_err(), "{}", rule.name);
        }
    }
}
