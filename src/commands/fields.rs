//! The fields of the ledgers: what each is called in both languages, what may stand in it, and
//! headers that name it. It is what one maps a foreign header to.

use comfy_table::Cell;
use serde::Serialize;

use super::{Context, Faults, Outcome, output_failed};
use crate::cli::{CheckFormat, FieldsArgs};
use crate::config;
use crate::ledger::Ledger;
use crate::ledger::template::{self, FieldAccount};
use crate::report::sink::to_stdout;
use crate::text::{Language, Message};

/// Prints the fields of one ledger, or of all.
pub(super) fn run(args: &FieldsArgs, context: &Context) -> Result<Outcome, Faults> {
    let ledgers = match &args.ledger {
        None => Ledger::ALL.to_vec(),
        Some(name) => vec![named(name)?],
    };
    match args.format {
        CheckFormat::Json => json(&ledgers, context)?,
        CheckFormat::Table => {
            let mut text = String::new();
            for ledger in ledgers {
                text += &listed(ledger, context);
            }
            super::print(&text)?;
        }
    }
    Ok(Outcome::Clean)
}

fn named(name: &str) -> Result<Ledger, Faults> {
    let is_meant =
        |ledger: &Ledger| ledger.name() == name || template::name(*ledger, Language::Zh) == name;
    Ledger::ALL.into_iter().find(is_meant).ok_or_else(|| {
        let known = Ledger::ALL.map(Ledger::name);
        Faults::one(
            Message::new("unknown-ledger")
                .text("ledger", name)
                .text("known", known.join(", "))
                .message("meant", config::perhaps(name, known.into_iter())),
        )
    })
}

/// The fields of a ledger as a table.
fn listed(ledger: Ledger, context: &Context) -> String {
    let mut table = super::listing(context);
    let titles = [
        "column-field-name",
        "column-called",
        "column-holds",
        "column-headers",
    ];
    table.set_header(titles.map(|title| context.catalogue.say(title)));
    for field in template::fields(ledger) {
        table.add_row([
            Cell::new(field.name),
            Cell::new(field.called),
            Cell::new(
                context
                    .catalogue
                    .render(&field.note(context.catalogue.language())),
            ),
            Cell::new(field.headers.join(", ")),
        ]);
    }
    let title = Message::new("fields-of")
        .text("ledger", ledger.name())
        .text("called", template::name(ledger, Language::Zh));
    format!(
        "{}\n{}\n\n",
        context.catalogue.render(&title),
        table.trim_fmt()
    )
}

#[derive(Serialize)]
struct WireField<'a> {
    ledger: &'static str,
    field: &'static str,
    called: &'static str,
    required: bool,
    kind: &'static str,
    holds: String,
    headers: &'a [&'static str],
}

fn json(ledgers: &[Ledger], context: &Context) -> Result<(), Faults> {
    let fields: Vec<(Ledger, FieldAccount)> = ledgers
        .iter()
        .flat_map(|ledger| template::fields(*ledger).map(|field| (*ledger, field)))
        .collect();
    let wire: Vec<WireField<'_>> = fields
        .iter()
        .map(|(ledger, field)| WireField {
            ledger: ledger.name(),
            field: field.name,
            called: field.called,
            required: field.required,
            kind: field.kind,
            holds: context
                .catalogue
                .render(&field.note(context.catalogue.language())),
            headers: &field.headers,
        })
        .collect();
    to_stdout(|out| {
        serde_json::to_writer_pretty(&mut *out, &wire)?;
        writeln!(out)
    })
    .map(|_| ())
    .map_err(|error| Faults::one(output_failed("-", &error)))
}
