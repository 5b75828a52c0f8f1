//! Which rules a run takes: `--only` and `--skip`, names or globs.

use globset::Glob;

use super::Faults;
use crate::config::perhaps;
use crate::rules::{CATALOGUE, Rule};
use crate::text::Message;

/// Whether a rule is taken, by patterns that each fit some rule.
pub(super) struct Selection {
    only: Vec<&'static str>,
    skip: Vec<&'static str>,
    all: bool,
}

impl Selection {
    /// Resolves the patterns.
    pub(super) fn of(only: &[String], skip: &[String]) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut resolve = |patterns: &[String]| -> Vec<&'static str> {
            patterns
                .iter()
                .flat_map(|pattern| {
                    matching(pattern)
                        .map_err(|fault| faults.push(fault))
                        .unwrap_or_default()
                })
                .collect()
        };
        let selection = Self {
            only: resolve(only),
            skip: resolve(skip),
            all: only.is_empty(),
        };
        if faults.is_empty() {
            Ok(selection)
        } else {
            Err(Faults(faults))
        }
    }

    /// Whether a rule is taken.
    pub(super) fn takes(&self, rule: &Rule) -> bool {
        (self.all || self.only.contains(&rule.name)) && !self.skip.contains(&rule.name)
    }
}

/// The rules that a pattern fits.
///
/// # Errors
/// It fits none.
pub(super) fn matching(pattern: &str) -> Result<Vec<&'static str>, Message> {
    let names = || CATALOGUE.iter().map(|rule| rule.name);
    let found: Vec<&str> = match Glob::new(pattern) {
        Ok(glob) => {
            let matcher = glob.compile_matcher();
            names().filter(|name| matcher.is_match(name)).collect()
        }
        Err(_) => Vec::new(),
    };
    if found.is_empty() {
        return Err(Message::new("unknown-rule")
            .text("rule", pattern)
            .message("meant", perhaps(pattern, names())));
    }
    Ok(found)
}
