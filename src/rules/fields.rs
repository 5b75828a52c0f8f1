//! The fields that forms and apps ask for, compared by what they are called: synonyms are one
//! field, and those that every form has are generic. Which share of them is too much is a rule's
//! affair.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::normal::narrow;
use crate::region::Region;

/// Which field a name means.
pub(crate) struct Fields {
    /// For each name that a field has, the first name of that field.
    meaning: FxHashMap<NameId, NameId>,
    generic: FxHashSet<NameId>,
    /// Names that a list of synonyms gives to a field.
    synonyms: FxHashSet<NameId>,
}

impl Fields {
    /// The fields of a region's forms and apps under its lists.
    pub(crate) fn of(region: &Region) -> Self {
        let folded = |name: &str| narrow(name.trim()).to_lowercase().replace(' ', "");
        let mut groups: FxHashMap<String, usize> = FxHashMap::default();
        for (number, (name, others)) in region.lists.field_synonyms.iter().enumerate() {
            for name in std::iter::once(name).chain(others) {
                groups.entry(folded(name)).or_insert(number);
            }
        }
        let generic_words: FxHashSet<String> = region
            .lists
            .generic_fields
            .iter()
            .map(|name| folded(name))
            .collect();
        let generic_groups: FxHashSet<usize> = generic_words
            .iter()
            .filter_map(|name| groups.get(name))
            .copied()
            .collect();
        let mut first_of_text: FxHashMap<String, NameId> = FxHashMap::default();
        let mut first_of_group: FxHashMap<usize, NameId> = FxHashMap::default();
        let mut fields = Self {
            meaning: FxHashMap::default(),
            generic: FxHashSet::default(),
            synonyms: FxHashSet::default(),
        };
        for ledger in [Ledger::Apps, Ledger::Forms] {
            for name in region.table(ledger).lists("fields").all() {
                if fields.meaning.contains_key(name) {
                    continue;
                }
                let text = folded(region.name(*name));
                let group = groups.get(&text).copied();
                let is_generic = generic_words.contains(&text)
                    || group.is_some_and(|group| generic_groups.contains(&group));
                let meaning = match group {
                    Some(group) => *first_of_group.entry(group).or_insert(*name),
                    None => *first_of_text.entry(text).or_insert(*name),
                };
                fields.meaning.insert(*name, meaning);
                if group.is_some() {
                    fields.synonyms.insert(*name);
                }
                if is_generic {
                    fields.generic.insert(*name);
                }
            }
        }
        fields
    }

    /// The first name of the field that a name means; and whether it is one of its synonyms, rather
    /// than the same name written otherwise.
    pub(crate) fn meaning(&self, name: NameId) -> (NameId, bool) {
        let first = self.meaning.get(&name).copied().unwrap_or(name);
        (first, self.synonyms.contains(&name))
    }

    /// The distinct fields of a row that are not generic, sorted; `None` where it lists no fields.
    pub(crate) fn specific(
        &self,
        region: &Region,
        ledger: Ledger,
        row: usize,
    ) -> Option<Vec<NameId>> {
        let lists = region.table(ledger).lists("fields");
        let mut fields: Vec<NameId> = lists
            .get(row)?
            .iter()
            .filter(|name| !self.generic.contains(name))
            .filter_map(|name| self.meaning.get(name).copied())
            .collect();
        fields.sort_unstable();
        fields.dedup();
        Some(fields)
    }
}
