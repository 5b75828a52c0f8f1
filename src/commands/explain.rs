//! One rule in full, with the values that are in force.

use std::fmt::Write as _;

use super::{Context, Faults, Outcome};
use crate::cli::ExplainArgs;
use crate::config;
use crate::rules::{all, named};
use crate::text::Message;

/// Prints what a rule says of itself.
pub(super) fn run(args: &ExplainArgs, context: &Context) -> Result<Outcome, Faults> {
    let Some(rule) = named(&args.rule) else {
        let meant = config::perhaps(&args.rule, all().map(|rule| rule.name));
        return Err(Faults::one(
            Message::new("unknown-rule")
                .text("rule", &args.rule)
                .message("meant", meant),
        ));
    };
    let settings = super::settings(&args.settings, &[])?;
    let language = context.catalogue.language();
    let texts = rule.texts;
    let mut text = format!("{}\n{}\n", rule.name, texts.summary.of(language));
    for (key, part) in [
        ("explain-why", texts.why),
        ("explain-hours", texts.hours),
        ("explain-basis", texts.basis),
        ("explain-example", texts.example),
        ("explain-limits", texts.limits),
        ("explain-remedy", texts.remedy),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{}", context.catalogue.say(key));
        let options = textwrap::Options::new(usize::from(context.width()))
            .initial_indent("  ")
            .subsequent_indent("  ");
        let _ = writeln!(text, "{}", textwrap::fill(part.of(language), options));
    }
    let _ = writeln!(text, "\n{}", context.catalogue.say("explain-parameters"));
    match settings.parameters(rule.name) {
        None => {
            let _ = writeln!(text, "  {}", context.catalogue.say("explain-disabled"));
        }
        Some(parameters) if parameters.is_empty() => {
            let _ = writeln!(text, "  {}", context.catalogue.say("explain-no-parameters"));
        }
        Some(parameters) => {
            for (name, value) in parameters {
                let _ = writeln!(text, "  {name} = {value}");
            }
        }
    }
    if !rule.needs.is_empty() {
        let needs: Vec<String> = rule
            .needs
            .iter()
            .map(|columns| columns.join(" | "))
            .collect();
        let _ = writeln!(
            text,
            "\n{}\n  {}",
            context.catalogue.say("explain-needs"),
            needs.join(", ")
        );
    }
    super::print(&text)?;
    Ok(Outcome::Clean)
}
