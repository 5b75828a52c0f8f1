//! What each column was taken for, why and how surely; and what those might be that stayed open.

use super::listing::line;
use crate::commands::Context;
use crate::cost;
use crate::ledger::account::{ColumnAccount, FileAccount};
use crate::ledger::read::mapping::Basis;
use crate::ledger::template;
use crate::rules;
use crate::text::Message;

/// Describes the columns of one file.
pub(super) fn describe(account: &FileAccount, context: &Context, text: &mut String) {
    let spoken =
        |field: &str| template::spoken(account.ledger, field, context.catalogue.language());
    let mut mapped = Vec::new();
    let (mut unmapped, mut dropped) = (Vec::new(), Vec::new());
    let (mut concluded, mut open) = (Vec::new(), Vec::new());
    for column in &account.columns {
        match &column.field {
            Some(field) if column.basis.is_some_and(Basis::is_inferred) => {
                concluded.push(conclusion(column, spoken(field)));
            }
            Some(field) => mapped.push(format!("{} → {}", column.column, spoken(field))),
            None if column.dropped => dropped.push(column.column.as_str()),
            None if column.column.is_empty() => {}
            None => match (&column.gives_way_to, column.is_open()) {
                (Some(other), _) => open.push(
                    Message::new("check-gives-way")
                        .text("column", &column.column)
                        .text("other", other),
                ),
                (None, true) => open.push(question(account, column, context)),
                (None, false) => unmapped.push(column.column.as_str()),
            },
        }
    }
    let listed = |key: &'static str, columns: String, text: &mut String| {
        if !columns.is_empty() {
            let message = Message::new(key).text("columns", columns);
            line(text, context, 2, &message);
        }
    };
    listed("check-mapped", mapped.join(", "), text);
    for constant in &account.constants {
        let message = Message::new("check-constant")
            .text("field", spoken(constant.field))
            .text("value", &constant.value)
            .message("why", Message::new(constant.why));
        line(text, context, 2, &message);
    }
    for message in concluded.iter().chain(&open) {
        line(text, context, 2, message);
    }
    listed("check-unmapped", unmapped.join(", "), text);
    listed("check-dropped", dropped.join(", "), text);
}

/// A column that was concluded, with what speaks for it.
fn conclusion(column: &ColumnAccount, field: String) -> Message {
    let cells = match column.fit {
        None => Message::new("check-no-cells"),
        Some(fit) => Message::new("check-cells").count("percent", percent(fit)),
    };
    let key = match column.basis {
        Some(Basis::Remaining) => "check-remaining",
        _ => "check-concluded",
    };
    Message::new(key)
        .text("column", &column.column)
        .text("field", field)
        .count("percent", percent(column.certainty))
        .message("cells", cells)
}

/// A column that stayed open, with the fields that it might be and what these would enable.
fn question(account: &FileAccount, column: &ColumnAccount, context: &Context) -> Message {
    let nearest = column.nearest.iter().map(|field| {
        let enables = enables(account, field);
        let enables = if enables.is_empty() {
            Message::new("nothing")
        } else {
            Message::new("check-would-enable").text("rules", enables.join(", "))
        };
        Message::new("check-perhaps")
            .text(
                "field",
                template::spoken(account.ledger, field, context.catalogue.language()),
            )
            .message("enables", enables)
    });
    Message::new("check-open")
        .text("column", &column.column)
        .messages("fields", nearest.collect())
}

/// What a field would enable that no mapped column does: rules, and hours that are stated.
pub(super) fn enables(account: &FileAccount, field: &str) -> Vec<&'static str> {
    let known: Vec<&str> = account
        .columns
        .iter()
        .filter_map(|column| column.field.as_deref())
        .flat_map(fields_of)
        .collect();
    let mut enabled: Vec<&'static str> = Vec::new();
    for field in fields_of(field) {
        if known.contains(&field) {
            continue;
        }
        for rule in rules::enabled_by(account.ledger, field, &known) {
            if !enabled.contains(&rule) {
                enabled.push(rule);
            }
        }
        if cost::quantities(account.ledger).contains(&field) && !enabled.contains(&HOURS) {
            enabled.push(HOURS);
        }
    }
    enabled
}

/// What stands in a list of rules for hours that rest on a column instead of an assumption.
const HOURS: &str = "[cost]";

/// The fields that a column of a field fills: `demands:check_in` fills demands.
fn fields_of(field: &str) -> impl Iterator<Item = &str> {
    let field = field.split_once(':').map_or(field, |(field, _)| field);
    field.split('|')
}

fn percent(share: f64) -> usize {
    (share * 100.0).round() as usize
}
