//! What the configuration says of a table: headers that are fields, and fields that have one value.

use super::candidates;
use super::header::{Header, normal};
use super::mapped::{Hints, Target, field_name};
use crate::ledger::schema::Ledger;
use crate::text::Message;

/// The field that the configuration gives a header, by its text or by its normal form.
pub(super) fn configured<'h>(
    header: &Header,
    ledger: Ledger,
    hints: &Hints<'h>,
) -> Option<&'h String> {
    let columns = hints.settings?.columns.get(&ledger)?;
    let exact = columns.get(&header.text);
    let keys = header.keys.iter();
    let by_key = || keys.clone().find_map(|(key, _)| columns.get(key));
    let same = || {
        columns
            .iter()
            .find(|(known, _)| keys.clone().any(|(_, own)| *own == normal(known).0))
            .map(|(_, field)| field)
    };
    exact.or_else(by_key).or_else(same)
}

/// The constants that the configuration states for a ledger: fields and their values.
///
/// # Errors
/// It names a field that the ledger does not have.
pub(super) fn configured_constant<'h>(
    ledger: Ledger,
    hints: &Hints<'h>,
) -> Result<Vec<(usize, &'h str)>, Message> {
    let Some(constants) = hints
        .settings
        .and_then(|settings| settings.constants.get(&ledger))
    else {
        return Ok(Vec::new());
    };
    let schema = ledger.schema();
    let stated = constants.iter().map(|(field, value)| {
        let position = schema
            .position(field)
            .ok_or_else(|| unknown_field(ledger, "constant", field))?;
        Ok((position, value.as_str()))
    });
    stated.collect()
}

fn unknown_field(ledger: Ledger, header: &str, field: &str) -> Message {
    let fields = ledger.schema().fields.iter();
    let known: Vec<&str> = fields.map(|field| field.name).collect();
    Message::new("config-unknown-field")
        .text("ledger", ledger.name())
        .text("header", header)
        .text("field", field)
        .text("known", known.join(", "))
}

pub(super) fn configured_target(
    ledger: Ledger,
    header: &str,
    field: &str,
) -> Result<Target, Message> {
    let schema = ledger.schema();
    candidates::targets(schema)
        .find(|target| field_name(schema, *target) == field)
        .ok_or_else(|| unknown_field(ledger, header, field))
}
