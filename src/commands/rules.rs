//! The catalogue as a list: each rule and what it flags.

use std::fmt::Write as _;

use comfy_table::Cell;

use super::selection::matching;
use super::{Context, Faults, Outcome};
use crate::cli::RulesArgs;
use crate::config;
use crate::rules;
use crate::text::Message;

/// Prints the rules that the patterns fit.
pub(super) fn run(args: &RulesArgs, context: &Context) -> Result<Outcome, Faults> {
    if args.profiles {
        return print_profiles();
    }
    if args.prints_settings {
        let settings = super::settings(&args.settings, &[])?;
        let text = toml::to_string(&settings.effective()).map_err(|error| {
            Faults::one(Message::new("verbatim").text("text", error.to_string()))
        })?;
        super::print(&text)?;
        return Ok(Outcome::Clean);
    }
    let known: Vec<&'static str> = rules::all().map(|rule| rule.name).collect();
    let mut wanted = Vec::new();
    for pattern in &args.rules {
        wanted.extend(matching(pattern, &known).map_err(Faults::one)?);
    }
    let mut table = super::listing(context);
    table.set_header(
        ["column-rule", "column-ledger", "column-flags"].map(|title| context.catalogue.say(title)),
    );
    for rule in rules::all().filter(|rule| wanted.is_empty() || wanted.contains(&rule.name)) {
        table.add_row([
            Cell::new(rule.name),
            Cell::new(rule.ledger.name()),
            Cell::new(rule.texts.summary.of(context.catalogue.language())),
        ]);
    }
    super::print(&format!("{}\n", table.trim_fmt()))?;
    Ok(Outcome::Clean)
}

/// Prints the built-in profiles, each with the first line of its configuration.
fn print_profiles() -> Result<Outcome, Faults> {
    let mut text = String::new();
    for (name, profile) in config::PROFILES {
        let says = profile.lines().next().unwrap_or_default();
        let says = says.trim_start_matches("# ");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}  {says}");
    }
    super::print(&text)?;
    Ok(Outcome::Clean)
}
