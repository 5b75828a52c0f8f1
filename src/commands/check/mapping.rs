//! `check --write-config`: the mapping that was found, as a configuration to be edited and kept.
//! What stands in the file already stays as it is, comments included; only headers that it does
//! not know are added.

use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, Value};

use super::super::{Context, Faults, output_failed};
use crate::ledger::account::FileAccount;
use crate::report::sink::{Target, to_stdout};
use crate::text::Message;

/// Writes the mapping of all files into the configuration at `path`, or to standard output.
pub(super) fn write(
    path: &Path,
    accounts: &[FileAccount],
    context: &Context,
) -> Result<(), Faults> {
    let to_stdout_only = path == Path::new("-");
    let file = path.to_string_lossy();
    // A device or a pipe holds no configuration, and may never end.
    let is_there = !to_stdout_only && fs::metadata(path).is_ok_and(|known| known.is_file());
    let before = if is_there {
        fs::read_to_string(path).map_err(|error| Faults::one(output_failed(&file, &error)))?
    } else {
        String::new()
    };
    let mut document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| {
        Faults::one(super::in_file(
            file.to_string(),
            Message::new("config-syntax")
                .count("line", line_of(&before, error.span()))
                .text("error", error.message()),
        ))
    })?;
    // What one file maps goes before what another leaves out.
    for mapped in [true, false] {
        for account in accounts {
            add(&mut document, account, mapped, context).ok_or_else(|| {
                let key = format!("ledgers.{}.columns", account.ledger.name());
                Faults::one(super::in_file(
                    file.to_string(),
                    Message::new("config-not-a-table").text("key", key),
                ))
            })?;
        }
    }
    let text = document.to_string();
    let written = if to_stdout_only {
        to_stdout(|out| out.write_all(text.as_bytes())).map(|_| ())
    } else {
        Target::open(path).and_then(|target| target.write(|out| out.write_all(text.as_bytes())))
    };
    written.map_err(|error| Faults::one(output_failed(&file, &error)))?;
    if !to_stdout_only {
        context.note(&Message::new("config-written").text("file", file.to_string()));
    }
    Ok(())
}

fn line_of(text: &str, span: Option<std::ops::Range<usize>>) -> usize {
    let before = span.and_then(|span| text.get(..span.start));
    before.map_or(1, |before| before.matches('\n').count() + 1)
}

/// Adds the headers of a file that are mapped, or those that are not; `None` where something
/// else stands in the place of the table.
fn add(
    document: &mut DocumentMut,
    account: &FileAccount,
    mapped: bool,
    context: &Context,
) -> Option<()> {
    let implicit = || {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    };
    let ledgers = document.entry("ledgers").or_insert_with(implicit);
    let ledger = ledgers
        .as_table_like_mut()?
        .entry(account.ledger.name())
        .or_insert_with(implicit);
    let columns = ledger
        .as_table_like_mut()?
        .entry("columns")
        .or_insert_with(|| Item::Table(Table::new()));
    let is_inline = columns.is_inline_table();
    let columns = columns.as_table_like_mut()?;
    for column in &account.columns {
        let is_known = columns.contains_key(&column.column);
        if column.field.is_some() != mapped
            || column.column.is_empty()
            || column.dropped
            || is_known
        {
            continue;
        }
        let field = column.field.as_deref().unwrap_or_default();
        let mut value = Value::from(field);
        if field.is_empty() && !is_inline {
            // An unmapped header is written as what it is, with a word on how to map it.
            let remark = context.catalogue.say("config-unmapped");
            value.decor_mut().set_suffix(format!(" # {remark}"));
        }
        columns.insert(&column.column, Item::Value(value));
    }
    Some(())
}
