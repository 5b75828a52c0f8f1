//! Where a report goes: the formats and files that were asked for, opened before the work starts
//! and written when it is done.

use std::path::{Path, PathBuf};

use super::{Context, Faults, output_failed};
use crate::cli::{AuditArgs, Format};
use crate::report::sink::{Target, to_stdout};
use crate::report::{Csv, Exporter, Json, JsonLines, Report};
use crate::text::Message;

/// A format, its path, and the open file; standard output has none.
pub(super) type Output = (Format, PathBuf, Option<Target>);

/// The outputs, opened before the work starts.
pub(super) fn open(args: &AuditArgs) -> Result<Vec<Output>, Faults> {
    if args.output.is_empty() {
        return Ok(vec![(
            args.format.unwrap_or(Format::Table),
            PathBuf::from("-"),
            None,
        )]);
    }
    let mut faults = Vec::new();
    let mut outputs = Vec::new();
    for path in &args.output {
        let to_stdout = path == Path::new("-");
        let known = if to_stdout {
            Some(Format::Table)
        } else {
            by_extension(path)
        };
        let Some(format) = args.format.or(known) else {
            faults.push(Message::new("output-format").text("file", path.display().to_string()));
            continue;
        };
        if to_stdout {
            outputs.push((format, path.clone(), None));
            continue;
        }
        match Target::open(path) {
            Ok(target) => outputs.push((format, path.clone(), Some(target))),
            Err(error) => faults.push(output_failed(&path.to_string_lossy(), &error)),
        }
    }
    if faults.is_empty() {
        Ok(outputs)
    } else {
        Err(Faults(faults))
    }
}

fn by_extension(path: &Path) -> Option<Format> {
    match path.extension()?.to_string_lossy().to_lowercase().as_str() {
        "csv" => Some(Format::Csv),
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "txt" => Some(Format::Table),
        _ => None,
    }
}

/// Writes the report to every output.
pub(super) fn write(
    report: &Report,
    outputs: Vec<Output>,
    args: &AuditArgs,
    context: &Context,
) -> Result<(), Faults> {
    let mut faults = Vec::new();
    let mut said = false;
    for (format, path, target) in outputs {
        let exporter = exporter(format, target.is_some(), context);
        let result = match target {
            Some(target) => target.write(|out| exporter.export(report, out)),
            None => to_stdout(|out| exporter.export(report, out)).map(|_| ()),
        };
        said |= format == Format::Table && args.output.is_empty();
        if let Err(error) = result {
            faults.push(output_failed(&path.to_string_lossy(), &error));
        }
    }
    if !said {
        tell_of_rules(report, context);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Faults(faults))
    }
}

/// What the table says below itself, for formats that have no room for it.
fn tell_of_rules(report: &Report, context: &Context) {
    for line in report.rules_in_words() {
        context.note(&line);
    }
    for note in &report.notes {
        context.note(note);
    }
}

fn exporter<'c>(format: Format, to_file: bool, context: &'c Context) -> Box<dyn Exporter + 'c> {
    match format {
        Format::Csv => Box::new(Csv {
            byte_order_mark: to_file,
        }),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
        Format::Table => Box::new(crate::report::Table {
            catalogue: &context.catalogue,
            width: context.width(),
            color: context.colored() && !to_file,
        }),
    }
}
