//! The catalogue as a list: each rule and what it flags.

use comfy_table::{Cell, ContentArrangement, presets};

use super::selection::matching;
use super::{Context, Faults, Outcome};
use crate::cli::RulesArgs;
use crate::rules::CATALOGUE;

/// Prints the rules that the patterns fit.
pub(super) fn run(args: &RulesArgs, context: &Context) -> Result<Outcome, Faults> {
    let mut wanted = Vec::new();
    for pattern in &args.rules {
        wanted.extend(matching(pattern).map_err(Faults::one)?);
    }
    let mut table = comfy_table::Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(context.width())
        .force_no_tty();
    table.set_header(
        ["column-rule", "column-ledger", "column-flags"].map(|title| context.catalogue.say(title)),
    );
    for rule in CATALOGUE
        .iter()
        .filter(|rule| wanted.is_empty() || wanted.contains(&rule.name))
    {
        table.add_row([
            Cell::new(rule.name),
            Cell::new(rule.ledger.name()),
            Cell::new(rule.texts.summary.of(context.catalogue.language())),
        ]);
    }
    super::print(&format!("{}\n", table.trim_fmt()))?;
    Ok(Outcome::Clean)
}
