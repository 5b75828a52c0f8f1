//! Reading only: which file became which ledger and why, which column which field, and what
//! became of every record. It prints what it found even where a file is at fault.

use std::fmt::Write as _;

use serde::Serialize;

use super::audit::{in_file, read_all};
use super::{Context, Faults, Outcome};
use crate::cli::{CheckArgs, CheckFormat};
use crate::config;
use crate::ledger::account::{FileAccount, Notice};
use crate::ledger::read::dialect::Dialect;
use crate::report::sink::to_stdout;
use crate::text::{Message, printable};

/// Rejects and warnings listed for each file, without `--all`.
const LISTED: usize = 20;

/// Reads the paths and prints the accounts.
pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Outcome, Faults> {
    let settings =
        config::load(config::find(args.config.as_deref(), &args.paths)).map_err(Faults)?;
    let (found, loaded) = read_all(&args.paths, None, &settings)?;
    let mut faults = found.faults;
    faults.extend(loaded.faults);
    match args.format {
        CheckFormat::Table => {
            let mut text = String::new();
            for account in &loaded.accounts {
                describe(account, args.all, context, &mut text);
            }
            for file in &found.passed_over {
                line(
                    &mut text,
                    context,
                    0,
                    &Message::new("check-passed-over").text("file", file),
                );
            }
            super::print(&text)?;
        }
        CheckFormat::Json => {
            let wire = WireCheck {
                schema: 1,
                files: loaded
                    .accounts
                    .iter()
                    .map(|account| WireFile::of(account, context))
                    .collect(),
                faults: faults
                    .iter()
                    .map(|(file, fault)| WireFault {
                        file,
                        error: context.catalogue.render(fault),
                    })
                    .collect(),
                passed_over: &found.passed_over,
            };
            to_stdout(|out| {
                serde_json::to_writer_pretty(&mut *out, &wire)?;
                writeln!(out)
            })
            .map_err(|error| {
                Faults::one(
                    Message::new("output-failed")
                        .text("file", "-")
                        .text("error", error.to_string()),
                )
            })?;
        }
    }
    let rejected: usize = loaded
        .accounts
        .iter()
        .map(|account| account.rejected.len())
        .sum();
    if args.strict && rejected > 0 {
        faults.push((
            "-".to_owned(),
            Message::new("strict-rejects").count("rejected", rejected),
        ));
    }
    if faults.is_empty() {
        return Ok(Outcome::Clean);
    }
    Err(Faults(
        faults
            .into_iter()
            .map(|(file, fault)| in_file(file, fault))
            .collect(),
    ))
}

/// A notice as one sentence with its place.
pub(super) fn sentence(key: &'static str, account: &FileAccount, notice: &Notice) -> Message {
    let column = match account.header(notice) {
        "" => Message::new("nothing"),
        header => Message::new("in-column").text("column", header),
    };
    let value = if notice.value.is_empty() {
        Message::new("nothing")
    } else {
        Message::new("quoted").text("value", &*notice.value)
    };
    Message::new(key)
        .text("place", format!("{}:{}", account.file, notice.line))
        .message("column", column)
        .message("value", value)
        .message("fault", Message::new(notice.fault.key()))
}

fn line(text: &mut String, context: &Context, indent: usize, message: &Message) {
    let words = context.catalogue.render(message);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:indent$}{}", "", printable(words.trim_end()));
}

fn describe(account: &FileAccount, all: bool, context: &Context, text: &mut String) {
    let ledger = Message::new(format!("ledger-{}", account.ledger.name()));
    line(
        text,
        context,
        0,
        &Message::new("check-file")
            .text("file", &account.file)
            .message("ledger", ledger)
            .message("why", Message::new(account.why))
            .text("encoding", &account.encoding)
            .message("delimiter", delimiter(account.dialect))
            .count("line", account.header_line as usize),
    );
    line(
        text,
        context,
        2,
        &Message::new("check-rows")
            .count("records", account.records)
            .count("accepted", account.accepted)
            .count("rejected", account.rejected.len())
            .count("skipped", account.skipped.len())
            .count("filled", account.filled)
            .count("warnings", account.warnings.len()),
    );
    let mapped: Vec<String> = account
        .columns
        .iter()
        .filter_map(|column| {
            column
                .field
                .as_ref()
                .map(|field| format!("{} → {field}", column.column))
        })
        .collect();
    line(
        text,
        context,
        2,
        &Message::new("check-mapped").text("columns", mapped.join(", ")),
    );
    let unmapped: Vec<&str> = account
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| column.column.as_str())
        .collect();
    if !unmapped.is_empty() {
        line(
            text,
            context,
            2,
            &Message::new("check-unmapped").text("columns", unmapped.join(", ")),
        );
    }
    let listed = if all { usize::MAX } else { LISTED };
    for (key, notices) in [
        ("notice-rejected", &account.rejected),
        ("notice-warning", &account.warnings),
    ] {
        for notice in notices.iter().take(listed) {
            line(text, context, 4, &sentence(key, account, notice));
        }
        if notices.len() > listed {
            line(
                text,
                context,
                4,
                &Message::new("check-more").count("more", notices.len() - listed),
            );
        }
    }
    for (skipped, why) in account.skipped.iter().take(listed) {
        let why = Message::new(format!("skipped-{}", why.name()));
        let place = format!("{}:{skipped}", account.file);
        line(
            text,
            context,
            4,
            &Message::new("notice-skipped")
                .text("place", place)
                .message("why", why),
        );
    }
    if account.skipped.len() > listed {
        line(
            text,
            context,
            4,
            &Message::new("check-more").count("more", account.skipped.len() - listed),
        );
    }
}

fn delimiter(dialect: Option<Dialect>) -> Message {
    let Some(dialect) = dialect else {
        return Message::new("delimiter-none");
    };
    Message::new(match dialect.delimiter {
        b',' => "delimiter-comma",
        b'\t' => "delimiter-tab",
        b';' => "delimiter-semicolon",
        b'|' => "delimiter-bar",
        b' ' => "delimiter-blank",
        _ => "delimiter-other",
    })
    .text("mark", char::from(dialect.delimiter).to_string())
}

#[derive(Serialize)]
struct WireCheck<'a> {
    schema: u32,
    files: Vec<WireFile<'a>>,
    faults: Vec<WireFault<'a>>,
    passed_over: &'a [String],
}

#[derive(Serialize)]
struct WireFault<'a> {
    file: &'a str,
    error: String,
}

#[derive(Serialize)]
struct WireFile<'a> {
    file: &'a str,
    ledger: &'static str,
    why: String,
    encoding: &'a str,
    delimiter: Option<char>,
    header_line: u64,
    columns: Vec<WireColumn<'a>>,
    records: usize,
    accepted: usize,
    filled: usize,
    rejected: Vec<WireNotice<'a>>,
    warnings: Vec<WireNotice<'a>>,
    skipped: Vec<WireSkipped>,
}

#[derive(Serialize)]
struct WireColumn<'a> {
    column: &'a str,
    field: Option<&'a str>,
}

#[derive(Serialize)]
struct WireNotice<'a> {
    line: u64,
    column: &'a str,
    value: &'a str,
    reason: String,
}

#[derive(Serialize)]
struct WireSkipped {
    line: u64,
    why: &'static str,
}

impl<'a> WireFile<'a> {
    fn of(account: &'a FileAccount, context: &Context) -> Self {
        let notices = |notices: &'a [Notice]| {
            notices
                .iter()
                .map(|notice| WireNotice {
                    line: notice.line,
                    column: account.header(notice),
                    value: &notice.value,
                    reason: context.catalogue.say(notice.fault.key()),
                })
                .collect()
        };
        Self {
            file: &account.file,
            ledger: account.ledger.name(),
            why: context.catalogue.say(account.why),
            encoding: &account.encoding,
            delimiter: account.dialect.map(|dialect| char::from(dialect.delimiter)),
            header_line: account.header_line,
            columns: account
                .columns
                .iter()
                .map(|column| WireColumn {
                    column: &column.column,
                    field: column.field.as_deref(),
                })
                .collect(),
            records: account.records,
            accepted: account.accepted,
            filled: account.filled,
            rejected: notices(&account.rejected),
            warnings: notices(&account.warnings),
            skipped: account
                .skipped
                .iter()
                .map(|(line, why)| WireSkipped {
                    line: *line,
                    why: why.name(),
                })
                .collect(),
        }
    }
}
