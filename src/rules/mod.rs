//! The rules: what a rule is, the catalogue of all of them, and nothing of what any one looks
//! for. A rule is a pure function from a region and its parameters to hits; it stands in one file
//! with its texts, its parameters and their defaults, and in one line of the catalogue below.

mod borne;
mod by_imposer;
mod cascade;
mod chains;
mod demands;
mod fields;
mod fillers;
mod heads;
mod overlap;
mod rebound;
mod run;
mod single;
mod spans;
mod verdict;

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

mod rebounds {
    pub(super) mod rebound_accounts_for_apps;
    pub(super) mod rebound_count;
    pub(super) mod rebound_hollow;
    pub(super) mod rebound_leading_groups;
    pub(super) mod rebound_messages_for_groups;
    pub(super) mod rebound_research_for_inspection;
    pub(super) mod rebound_sets_for_single;
    pub(super) mod rebound_systems_for_paper;
    pub(super) mod rebound_white_for_red;
}

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::text::{Bilingual, Message};

pub(crate) use fields::Fields;
pub(crate) use fillers::Fillers;
pub(crate) use inspections::target::{Event, events, is_inspection};
pub(crate) use overlap::share;
pub use rebound::{Moved, Rebound, Trial, Way, chance, times};
pub use run::{Enabled, Outcome, State, run, run_with};
pub use verdict::{Judgement, Verdict, judge};

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

/// Every rule that looks at two periods, in the order of the catalogue.
pub static REBOUNDS: &[&Rule<dyn Rebound>] = &[
    &rebounds::rebound_white_for_red::RULE,
    &rebounds::rebound_sets_for_single::RULE,
    &rebounds::rebound_research_for_inspection::RULE,
    &rebounds::rebound_leading_groups::RULE,
    &rebounds::rebound_messages_for_groups::RULE,
    &rebounds::rebound_accounts_for_apps::RULE,
    &rebounds::rebound_systems_for_paper::RULE,
    &rebounds::rebound_count::RULE,
    &rebounds::rebound_hollow::RULE,
];

/// The rules of a ledger that a field would enable where none of `known`, the fields that are
/// there, does in its stead.
pub fn enabled_by<'k>(
    ledger: Ledger,
    field: &'k str,
    known: &'k [&'k str],
) -> impl Iterator<Item = &'static str> + 'k {
    let would = move |needs: &[&[&str]]| {
        needs
            .iter()
            .any(|group| group.contains(&field) && !group.iter().any(|name| known.contains(name)))
    };
    let of_one = CATALOGUE
        .iter()
        .filter(move |rule| rule.ledger == ledger && would(rule.needs))
        .map(|rule| rule.name);
    let of_two = REBOUNDS
        .iter()
        .filter(move |rule| rule.ledger == ledger && would(rule.needs))
        .map(|rule| rule.name);
    of_one.chain(of_two)
}

/// A rule of a catalogue: one that looks through a region, or one that looks at two periods.
pub struct Rule<C: ?Sized + 'static = dyn Check> {
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
    pub configure: fn(toml::Table) -> Result<Box<C>, toml::de::Error>,
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

/// What has parameters.
pub trait Tuned: Send + Sync {
    /// The effective parameters.
    ///
    /// # Errors
    /// A parameter cannot be written down.
    fn parameters(&self) -> Result<toml::Table, toml::ser::Error>;

    /// Parameters out of range: name, and what it may be.
    fn out_of_range(&self) -> Vec<(&'static str, Message)>;
}

/// A rule that looks through a region, with its parameters.
pub trait Check: Tuned {
    /// Looks through a region. Pure: no input, output, clock or state.
    fn check(&self, region: &Region) -> Vec<Hit>;

    /// The sum that gives what is claimed on a row, without its result; `None` where the rule's
    /// formula is all there is to say.
    fn working(&self, region: &Region, row: RowOf) -> Option<String>;

    /// The factors of a row's hours that its claim rests on; `None` for all of them.
    fn rests_on(&self) -> Option<&'static [&'static str]>;
}

/// The name and value of each number among parameters, and the least and greatest that it may be.
type Ranges = Vec<(&'static str, f64, f64, f64)>;

/// What a rule's file gives: parameters with defaults, their ranges, and the look itself.
trait Parameters: Serialize + DeserializeOwned + Default + Send + Sync + 'static {
    fn check(&self, region: &Region) -> Vec<Hit>;

    /// See [`Check::working`].
    fn working(&self, _region: &Region, _row: RowOf) -> Option<String> {
        None
    }

    /// See [`Check::rests_on`].
    fn rests_on(&self) -> Option<&'static [&'static str]> {
        None
    }

    fn ranges(&self) -> Ranges;
}

struct Configured<P>(P);

impl<P: Parameters> Check for Configured<P> {
    fn check(&self, region: &Region) -> Vec<Hit> {
        self.0.check(region)
    }

    fn working(&self, region: &Region, row: RowOf) -> Option<String> {
        self.0.working(region, row)
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        self.0.rests_on()
    }
}

impl<P: Parameters> Tuned for Configured<P> {
    fn parameters(&self) -> Result<toml::Table, toml::ser::Error> {
        toml::Table::try_from(&self.0)
    }

    fn out_of_range(&self) -> Vec<(&'static str, Message)> {
        out_of_range(self.0.ranges())
    }
}

fn out_of_range(ranges: Ranges) -> Vec<(&'static str, Message)> {
    ranges
        .into_iter()
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

fn configure<P: Parameters>(table: toml::Table) -> Result<Box<dyn Check>, toml::de::Error> {
    let parameters: P = table.try_into()?;
    Ok(Box::new(Configured(parameters)))
}

/// What every rule says of itself, whatever it looks at.
#[derive(Clone, Copy)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// The ledger that it looks at.
    pub ledger: Ledger,
    /// Columns without which it is skipped; of each group, one is enough.
    pub needs: &'static [&'static [&'static str]],
    /// Whether rows come together because they are one matter.
    pub compares_matters: bool,
    /// Its texts.
    pub texts: &'static RuleTexts,
}

impl<C: ?Sized + Tuned> Rule<C> {
    /// Its parameters where no configuration says otherwise.
    #[must_use]
    pub fn defaults(&self) -> toml::Table {
        let check = (self.configure)(toml::Table::new()).ok();
        check
            .and_then(|check| check.parameters().ok())
            .unwrap_or_default()
    }

    fn about(&self) -> About {
        About {
            name: self.name,
            ledger: self.ledger,
            needs: self.needs,
            compares_matters: self.compares_matters,
            texts: self.texts,
        }
    }
}

/// Every rule that looks through a region.
pub fn through_a_region() -> impl Iterator<Item = About> {
    CATALOGUE.iter().map(|rule| rule.about())
}

/// Every rule, those that look at two periods last.
pub fn all() -> impl Iterator<Item = About> {
    let of_periods = REBOUNDS.iter().map(|rule| rule.about());
    through_a_region().chain(of_periods)
}

/// The rule of that name.
#[must_use]
pub fn named(name: &str) -> Option<About> {
    all().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::values::normal::is_chinese;
    use crate::text::{Catalogue, Language};
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: BTreeSet<&str> = all().map(|rule| rule.name).collect();
        assert_eq!(names.len(), CATALOGUE.len() + REBOUNDS.len());
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
            "rebounds",
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
        let names: BTreeSet<String> = all().map(|rule| rule.name.to_owned()).collect();
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
        for rule in all() {
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
            let texts = all().map(|rule| (rule.name.to_owned(), rule.texts.message));
            let catalogue = Catalogue::new(language).with(texts);
            for rule in all() {
                assert!(catalogue.has(rule.name), "{}", rule.name);
            }
        }
    }

    #[test]
    fn defaults_are_in_range_and_unknown_parameters_are_refused() {
        fn sound<C: ?Sized + Tuned>(rule: &Rule<C>) {
            let check = (rule.configure)(toml::Table::new()).unwrap();
            assert!(check.out_of_range().is_empty(), "{}", rule.name);
            let mut unknown = toml::Table::new();
            unknown.insert("no_such_parameter".into(), toml::Value::Integer(1));
            assert!((rule.configure)(unknown).is_err(), "{}", rule.name);
        }
        for rule in CATALOGUE {
            sound(rule);
        }
        for rule in REBOUNDS {
            sound(rule);
        }
    }
}
