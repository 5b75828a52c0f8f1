//! `check --write-config`: every header of every table, found, concluded or open, as lines of a
//! configuration to be edited and kept. What stands in the file already stays as it is, comments
//! included; only headers that it does not know are added. To keep what was written changes no
//! result.

use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, Value};

use super::super::{Context, Faults, output_failed};
use crate::config::Settings;
use crate::ledger::Ledger;
use crate::ledger::account::{ColumnAccount, ConstantAccount, FileAccount};
use crate::ledger::read::discover::Input;
use crate::ledger::read::load::head;
use crate::ledger::read::mapping::Basis;
use crate::ledger::read::{layout, tables};
use crate::report::sink::{Target, to_stdout};
use crate::text::{Message, printable};

/// Writes what was found, concluded and left open of all tables into the configuration at `path`, or
/// to standard output.
pub(super) fn write(path: &Path, stubs: &[Stub], context: &Context) -> Result<(), Faults> {
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
    for stub in stubs {
        add(&mut document, stub, &Settled::of(stub, stubs), context).ok_or_else(|| {
            let key = format!("ledgers.{}.columns", stub.ledger.name());
            Faults::one(super::in_file(
                file.to_string(),
                Message::new("config-not-a-table").text("key", key),
            ))
        })?;
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

/// What one table gives to a configuration, whether it is a ledger or was refused.
pub(super) struct Stub {
    pub(super) file: String,
    /// The ledger that it is, or is perhaps.
    pub(super) ledger: Ledger,
    pub(super) columns: Vec<ColumnAccount>,
    pub(super) constants: Vec<ConstantAccount>,
    /// It was refused: what is said of it are guesses.
    pub(super) is_refused: bool,
}

impl Stub {
    /// Those of the files that are ledgers, then those of the tables that were refused.
    pub(super) fn of(
        accounts: &[FileAccount],
        refused: &[(String, Message)],
        inputs: &[Input],
        settings: &Settings,
    ) -> Vec<Self> {
        let fitting = accounts.iter().map(|account| Self {
            file: account.file.clone(),
            ledger: account.ledger,
            columns: account.columns.clone(),
            constants: account.constants.clone(),
            is_refused: false,
        });
        let is_refused = |file: &str| refused.iter().any(|(known, _)| known == file);
        let guessed = inputs
            .iter()
            .flat_map(|input| {
                let tables = tables(input).unwrap_or_default();
                tables.into_iter().map(move |table| (input, table))
            })
            .filter(|(_, table)| is_refused(&table.file))
            .filter_map(|(input, table)| {
                let hints = input.hints(&table.contained.name, table.is_alone, &settings.tables);
                let head = head(&table.contained.content).ok()?;
                let layout = layout::nearest(&head.readings, &hints)?;
                let columns = layout.columns.iter();
                Some(Self {
                    ledger: layout.ledger,
                    columns: columns
                        .map(|column| ColumnAccount::of(column, &layout))
                        .collect(),
                    constants: Vec::new(),
                    is_refused: true,
                    file: table.file,
                })
            });
        fitting.chain(guessed).collect()
    }
}

/// The headers of a table that tables of its ledger take for different fields: one line cannot
/// hold for all of them.
struct Settled<'s> {
    differing: Vec<&'s str>,
}

impl<'s> Settled<'s> {
    fn of(stub: &'s Stub, stubs: &[Stub]) -> Self {
        let others = || {
            let others = stubs.iter().filter(|other| other.ledger == stub.ledger);
            let fitting = others.filter(|other| stub.is_refused || !other.is_refused);
            fitting.flat_map(|other| &other.columns)
        };
        let differs = |column: &&ColumnAccount| {
            others().any(|other| other.column == column.column && other.field != column.field)
        };
        let differing = stub.columns.iter().filter(differs);
        Self {
            differing: differing.map(|column| column.column.as_str()).collect(),
        }
    }
}

/// Adds the headers of a table; `None` where something else stands in the place of the
/// configuration's table.
fn add(
    document: &mut DocumentMut,
    stub: &Stub,
    settled: &Settled<'_>,
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
        .entry(stub.ledger.name())
        .or_insert_with(implicit);
    let item = ledger
        .as_table_like_mut()?
        .entry("columns")
        .or_insert_with(|| Item::Table(Table::new()));
    let is_inline = item.is_inline_table();
    let columns = item.as_table_like_mut()?;
    for column in &stub.columns {
        let is_known = columns.contains_key(&column.column);
        let differs = settled.differing.contains(&column.column.as_str());
        if column.column.is_empty() || column.dropped || is_known || differs {
            continue;
        }
        let mut value = Value::from(column.field.as_deref().unwrap_or_default());
        if let Some(remark) = remark(column).filter(|_| !is_inline) {
            let remark = printable(&context.catalogue.render(&remark)).into_owned();
            value.decor_mut().set_suffix(format!(" # {remark}"));
        }
        columns.insert(&column.column, Item::Value(value));
    }
    if let Item::Table(table) = item {
        comment(table, &comments(stub, settled, context));
    }
    Some(())
}

/// What is said of a column behind its line; nothing where its header is known.
fn remark(column: &ColumnAccount) -> Option<Message> {
    let certainty = (column.certainty * 100.0).round() as usize;
    match (&column.field, &column.gives_way_to) {
        (Some(_), _) => column
            .basis
            .is_some_and(Basis::is_inferred)
            .then(|| Message::new("config-concluded").count("percent", certainty)),
        (None, Some(other)) => Some(Message::new("config-gives-way").text("other", other)),
        (None, None) if column.is_open() => {
            Some(Message::new("config-open").text("fields", column.nearest.join(", ")))
        }
        (None, None) => Some(Message::new("config-unmapped")),
    }
}

/// What cannot be a line: that a table was refused, headers that differ from file to file, and
/// what holds for every row.
fn comments(stub: &Stub, settled: &Settled<'_>, context: &Context) -> Vec<String> {
    let quoted = |text: &str| Value::from(text).to_string();
    let mut messages = Vec::new();
    if stub.is_refused {
        messages.push(
            Message::new("config-refused")
                .text("file", &stub.file)
                .text("ledger", stub.ledger.name())
                .text("line", format!("files = [{}]", quoted(&stub.file))),
        );
    }
    let differing = stub.columns.iter();
    let differing = differing.filter(|column| settled.differing.contains(&column.column.as_str()));
    messages.extend(differing.map(|column| {
        let field = quoted(column.field.as_deref().unwrap_or_default());
        Message::new("config-differs")
            .text("file", &stub.file)
            .text("line", format!("{} = {field}", quoted(&column.column)))
    }));
    messages.extend(stub.constants.iter().map(|constant| {
        Message::new("config-constant")
            .text("file", &stub.file)
            .text(
                "table",
                format!("[ledgers.{}.constant]", stub.ledger.name()),
            )
            .text(
                "line",
                format!("{} = {}", constant.field, quoted(&constant.value)),
            )
    }));
    messages
        .iter()
        .map(|message| {
            let text = context.catalogue.render(message);
            format!("# {}", printable(text.trim_end()))
        })
        .collect()
}

/// Puts comments above a table, save those that stand there.
fn comment(table: &mut Table, comments: &[String]) {
    let before = table.decor().prefix().and_then(|prefix| prefix.as_str());
    let mut prefix = before.unwrap_or("\n").to_owned();
    for line in comments {
        if !prefix.contains(line.as_str()) {
            prefix.push_str(line);
            prefix.push('\n');
        }
    }
    table.decor_mut().set_prefix(prefix);
}
