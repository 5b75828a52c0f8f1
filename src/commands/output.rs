//! Where a report goes: the formats and files that were asked for, opened before the work starts
//! and written when it is done.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Context, Faults, output_failed};
use crate::cli::{Format, ReportArgs};
use crate::report::sink::{Target, to_stdout};
use crate::report::{
    Comparison, ComparisonTable, Csv, Exporter, Html, Json, JsonLines, Markdown, Report, XLSX_ROWS,
    Xlsx, rules_in_words, write_csv, write_json, write_json_lines,
};
use crate::text::Message;

/// A format, its path, and the open file; standard output has none.
pub(super) type OutputAs<F> = (F, PathBuf, Option<Target>);
/// The same in a format of reports.
pub(super) type Output = OutputAs<Format>;

/// The outputs of a report, opened before the work starts.
pub(super) fn open(args: &ReportArgs) -> Result<Vec<Output>, Faults> {
    let known = ".csv, .xlsx, .html, .md, .json, .jsonl, .txt";
    open_as(
        &args.output,
        args.format,
        Format::Table,
        (known, by_extension),
    )
}

/// Outputs, opened before the work starts; `table` is what standard output gets where no format is
/// asked for.
pub(super) fn open_as<F: Copy>(
    files: &[PathBuf],
    asked: Option<F>,
    table: F,
    (known, by_extension): (&'static str, impl Fn(&Path) -> Option<F>),
) -> Result<Vec<OutputAs<F>>, Faults> {
    if files.is_empty() {
        return Ok(vec![(asked.unwrap_or(table), PathBuf::from("-"), None)]);
    }
    let mut faults = Vec::new();
    let mut outputs = Vec::new();
    for path in files {
        let to_stdout = path == Path::new("-");
        let own = if to_stdout {
            Some(table)
        } else {
            by_extension(path)
        };
        let Some(format) = asked.or(own) else {
            faults.push(
                Message::new("output-format")
                    .text("known", known)
                    .text("file", path.display().to_string()),
            );
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
        "md" | "markdown" => Some(Format::Markdown),
        "xlsx" => Some(Format::Xlsx),
        "html" | "htm" => Some(Format::Html),
        _ => None,
    }
}

/// Whether some format draws pictures and shows evidence rows whole.
pub(super) fn shows_rows(outputs: &[Output]) -> bool {
    let shows = |output: &Output| matches!(output.0, Format::Html | Format::Xlsx);
    outputs.iter().any(shows)
}

/// Writes to one output, knowing whether it is a file.
pub(super) fn write_one(
    target: Option<Target>,
    write: impl FnOnce(bool, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match target {
        Some(target) => target.write(|out| write(true, out)),
        None => to_stdout(|out| write(false, out)).map(|_| ()),
    }
}

/// Writes the report to every output.
pub(super) fn write(
    report: &Report,
    outputs: Vec<Output>,
    args: &ReportArgs,
    context: &Context,
) -> Result<(), Faults> {
    let said = shows_table(&outputs, args);
    let result = write_each(outputs, |format, to_file, out| {
        exporter(format, to_file, context).export(report, out)
    });
    if !said {
        for line in report.rules_in_words().iter().chain(&report.notes) {
            context.note(line);
        }
    }
    result
}

/// Writes a comparison to every output.
pub(super) fn write_comparison(
    comparison: &Comparison,
    outputs: Vec<Output>,
    args: &ReportArgs,
    context: &Context,
) -> Result<(), Faults> {
    let said = shows_table(&outputs, args);
    let result = write_each(outputs, |format, to_file, out| match format {
        Format::Csv => write_csv(comparison, to_file, out),
        Format::Json => write_json(comparison, &context.catalogue, out),
        Format::Jsonl => write_json_lines(comparison, out),
        Format::Markdown | Format::Xlsx | Format::Html => Err(io::Error::new(
            io::ErrorKind::Unsupported,
            context.catalogue.say("compare-format"),
        )),
        Format::Table => ComparisonTable {
            catalogue: &context.catalogue,
            width: context.width(),
            color: context.colored() && !to_file,
        }
        .write(comparison, out),
    });
    if !said {
        let lines = comparison
            .caveats
            .iter()
            .map(|caveat| Message::new("compare-caveat").message("caveat", caveat.clone()));
        for line in lines
            .chain(rules_in_words(&comparison.rules))
            .chain(comparison.notes.iter().cloned())
        {
            context.note(&line);
        }
    }
    result
}

/// Whether the table goes to standard output, and says below itself what other formats have no room
/// for.
fn shows_table(outputs: &[Output], args: &ReportArgs) -> bool {
    let is_table = |output: &Output| output.0 == Format::Table;
    args.output.is_empty() && outputs.iter().any(is_table)
}

/// Writes something to every output, each in its format and knowing whether it is a file.
fn write_each(
    outputs: Vec<Output>,
    write: impl Fn(Format, bool, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Faults> {
    let mut faults = Vec::new();
    for (format, path, target) in outputs {
        if let Err(error) = write_one(target, |to_file, out| write(format, to_file, out)) {
            faults.push(output_failed(&path.to_string_lossy(), &error));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Faults(faults))
    }
}

fn exporter<'c>(format: Format, to_file: bool, context: &'c Context) -> Box<dyn Exporter + 'c> {
    match format {
        Format::Csv => Box::new(Csv {
            byte_order_mark: to_file,
        }),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
        Format::Markdown => Box::new(Markdown {
            catalogue: &context.catalogue,
        }),
        Format::Xlsx => Box::new(Xlsx {
            catalogue: &context.catalogue,
            most_rows: XLSX_ROWS,
        }),
        Format::Html => Box::new(Html {
            catalogue: &context.catalogue,
        }),
        Format::Table => Box::new(crate::report::Table {
            catalogue: &context.catalogue,
            width: context.width(),
            color: context.colored() && !to_file,
        }),
    }
}
