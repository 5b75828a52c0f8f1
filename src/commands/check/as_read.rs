//! `check --as-read FILE`: a table as the reader understood it, before any mapping, as plain
//! UTF-8 CSV. Title rows, blank lines, footers and a table beside the table are left out, a header
//! of several rows is one; cells stand as the file has them.

use std::io::{self, Write};

use crate::cli::CheckArgs;
use crate::commands::{Context, Faults, Outcome, output_failed};
use crate::config::Settings;
use crate::ledger::account::SkipReason;
use crate::ledger::read::container::{Contained, unreadable};
use crate::ledger::read::dialect::Dialect;
use crate::ledger::read::discover::{self, Input};
use crate::ledger::read::layout::{self, Layout};
use crate::ledger::read::load::{Head, head};
use crate::ledger::read::mapping::HeaderParts;
use crate::ledger::read::plain::{Plain, plain};
use crate::ledger::read::records::Record;
use crate::ledger::read::{TableFile, aside, raw, take_apart};
use crate::report::csv_error;
use crate::report::sink::to_stdout;
use crate::text::Message;

pub(super) fn run(
    args: &CheckArgs,
    settings: &Settings,
    context: &Context,
) -> Result<Outcome, Faults> {
    let found = discover::find(&args.paths, None, &settings.assignments);
    let mut faults = found.faults;
    let mut first = true;
    for input in &found.inputs {
        match take_apart(input) {
            Err(message) => faults.push((input.file.clone(), message)),
            Ok(found) => {
                faults.extend(found.faults);
                for table in found.tables {
                    if let Err(message) = print(input, &table, settings, first, context)? {
                        faults.push((table.file, message));
                    }
                    first = false;
                }
            }
        }
    }
    if faults.is_empty() {
        return Ok(Outcome::Clean);
    }
    let faults = faults.into_iter();
    Err(Faults(
        faults
            .map(|(file, fault)| super::in_file(file, fault))
            .collect(),
    ))
}

/// How a table is understood, whether or not it is a ledger.
struct Understood {
    dialect: Option<Dialect>,
    header: Option<Vec<String>>,
    above_body: u64,
    /// The columns that are printed; all where there is no saying.
    columns: Option<Vec<usize>>,
    layout: Option<Layout>,
}

fn print(
    input: &Input,
    table: &TableFile,
    settings: &Settings,
    first: bool,
    context: &Context,
) -> Result<Result<(), Message>, Faults> {
    let Contained { content, .. } = &table.contained;
    let head = match head(content) {
        Ok(head) => head,
        Err(message) => return Ok(Err(message)),
    };
    let hints = input.hints(&table.contained.name, table.is_alone, &settings.tables);
    let Some(understood) = understand(&head, layout::find(&head.readings, &hints).ok()) else {
        return Ok(Ok(()));
    };
    if let Some(layout) = &understood.layout {
        let dropped: Vec<String> = layout
            .columns
            .iter()
            .filter(|column| column.personal)
            .map(|column| column.header.clone())
            .collect();
        if !dropped.is_empty() {
            context.note(&Message::new("check-dropped").text("columns", dropped.join(", ")));
        }
    }
    let (mut unread, mut withheld) = (None, 0);
    to_stdout(|out| {
        if !first {
            writeln!(out)?;
        }
        write(out, table, &head, &understood, &mut unread, &mut withheld)
    })
    .map_err(|error| Faults::one(output_failed("-", &error)))?;
    if withheld > 0 {
        context.note(&Message::new("as-read-withheld").count("rows", withheld));
    }
    Ok(unread.map_or(Ok(()), |error| Err(unreadable(&error))))
}

fn understand(head: &Head, layout: Option<Layout>) -> Option<Understood> {
    let joined = |parts: &HeaderParts| parts.join(" ");
    let Some(layout) = layout else {
        let Plain {
            dialect,
            header,
            above_body,
            columns,
        } = plain(&head.readings)?;
        return Some(Understood {
            dialect,
            header: header.map(|header| header.iter().map(joined).collect()),
            above_body,
            columns,
            layout: None,
        });
    };
    let kept = layout
        .columns
        .iter()
        .enumerate()
        .filter(|(position, column)| layout.own.contains(position) && !column.personal);
    let kept: Vec<usize> = kept.map(|(position, _)| position).collect();
    Some(Understood {
        dialect: layout.dialect,
        header: Some(
            layout
                .columns
                .iter()
                .map(|column| column.header.clone())
                .collect(),
        ),
        above_body: layout.last_header_line,
        columns: (kept.len() < layout.columns.len()).then_some(kept),
        layout: Some(layout),
    })
}

/// Writes the table; a fault of the input goes to `unread`, so that it is told from one of the
/// output.
fn write(
    out: &mut dyn Write,
    table: &TableFile,
    head: &Head,
    understood: &Understood,
    unread: &mut Option<io::Error>,
    withheld: &mut usize,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let kept = |cells: usize| -> Vec<usize> {
        match &understood.columns {
            None => (0..cells).collect(),
            Some(columns) => columns.iter().copied().filter(|c| *c < cells).collect(),
        }
    };
    if let Some(header) = &understood.header {
        let header = kept(header.len()).into_iter().map(|cell| &header[cell]);
        writer.write_record(header).map_err(csv_error)?;
    }
    let width = understood.header.as_ref().map_or(0, Vec::len);
    let hides_people = understood.layout.as_ref().is_some_and(Layout::hides_people);
    let mut unwritten = None;
    let visited = raw::visit(
        &table.contained.content,
        head,
        understood.dialect,
        understood.above_body,
        &mut |record| {
            let cells = kept(record.cells());
            // What stands beside the table may reach further down than the table.
            let is_beside = understood.columns.is_some()
                && cells.iter().all(|cell| record.cell(*cell).is_empty());
            // In a row out of line any cell may say who a respondent is.
            if hides_people && record.cells() != width {
                *withheld += 1;
                return Ok(());
            }
            if is_beside || is_aside(record, understood.layout.as_ref(), width) {
                return Ok(());
            }
            let texts = cells
                .into_iter()
                .map(|cell| String::from_utf8_lossy(record.cell(cell)).into_owned());
            writer.write_record(texts).map_err(|error| {
                unwritten = Some(csv_error(error));
                io::Error::other("unwritten")
            })
        },
    );
    match (unwritten, visited) {
        (Some(error), _) => return Err(error),
        (None, Err(error)) => *unread = Some(error),
        (None, Ok(())) => {}
    }
    writer.flush()
}

/// Whether a record is a footer or a repeated header. A subtotal is a row of the table, whatever
/// an audit does with it.
fn is_aside(record: &Record<'_>, layout: Option<&Layout>, width: usize) -> bool {
    match layout {
        Some(layout) => {
            let is_aside = || {
                matches!(
                    aside::aside(record, layout),
                    Some(SkipReason::Footer | SkipReason::Title)
                )
            };
            aside::is_header_again(record, layout)
                || (aside::is_incomplete(record, layout) && is_aside())
        }
        None => aside::is_plain_footer(record, width),
    }
}
