//! Which rules a run takes: `--only` and `--skip`, names or globs.

use globset::Glob;

use super::Faults;
use crate::cli::ReportArgs;
use crate::config::perhaps;
use crate::rules::About;
use crate::text::Message;

/// Whether a rule is taken, by patterns that each fit some rule.
pub(super) struct Selection {
    only: Vec<&'static str>,
    skip: Vec<&'static str>,
    all: bool,
}

impl Selection {
    /// Resolves the patterns among the rules that a command knows.
    pub(super) fn of(
        args: &ReportArgs,
        known: impl Iterator<Item = About>,
    ) -> Result<Self, Faults> {
        let known: Vec<&'static str> = known.map(|rule| rule.name).collect();
        let ReportArgs { only, skip, .. } = args;
        let mut faults = Vec::new();
        let mut resolve = |patterns: &[String]| -> Vec<&'static str> {
            patterns
                .iter()
                .flat_map(|pattern| {
                    matching(pattern, &known)
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
    pub(super) fn takes(&self, rule: &'static str) -> bool {
        (self.all || self.only.contains(&rule)) && !self.skip.contains(&rule)
    }
}

/// The rules among those known that a pattern fits.
///
/// # Errors
/// It fits none.
pub(super) fn matching(
    pattern: &str,
    known: &[&'static str],
) -> Result<Vec<&'static str>, Message> {
    let found: Vec<&str> = match Glob::new(pattern) {
        Ok(glob) => {
            let matcher = glob.compile_matcher();
            let names = known.iter().copied();
            names.filter(|name| matcher.is_match(name)).collect()
        }
        Err(_) => Vec::new(),
    };
    if found.is_empty() {
        return Err(Message::new("unknown-rule")
            .text("rule", pattern)
            .message("meant", perhaps(pattern, known.iter().copied())));
    }
    Ok(found)
}
