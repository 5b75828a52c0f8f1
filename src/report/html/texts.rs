//! The words that the page's own script puts in.

use std::collections::BTreeMap;

use crate::text::Catalogue;

/// Its words by the names that the script knows them by.
pub(super) fn texts(catalogue: &Catalogue) -> BTreeMap<&'static str, String> {
    [
        ("severity-high", "severity-high"),
        ("severity-medium", "severity-medium"),
        ("severity-low", "severity-low"),
        ("shown", "page-shown"),
        ("comma", "page-comma"),
        ("people", "page-people"),
        ("sum", "page-sum"),
        ("claimed", "page-claimed"),
        ("avoidable", "page-avoidable"),
        ("more", "page-more-rows"),
        ("rule", "column-rule"),
        ("remedy", "explain-remedy"),
        ("imposers", "column-units"),
        ("bearers", "sheet-bearers"),
        ("cascade", "show-cascade"),
        ("evidence", "show-rows"),
        ("back", "page-back"),
    ]
    .into_iter()
    .map(|(name, key)| (name, catalogue.say(key)))
    .collect()
}
