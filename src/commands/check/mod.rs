//! Reading only: which file became which ledger and why, which column which field, and what
//! became of every record. It prints what it found even where a file is at fault; it also prints
//! a table as it was read, gives rejected rows back, and writes the mapping down.

mod as_read;
mod columns;
mod listing;
mod mapping;
mod rejects;
mod wire;

use super::audit::{in_file, passed_over_why, read_all};
use super::{Context, Faults, Outcome, output_failed};
use crate::cli::{CheckArgs, CheckFormat};
use crate::config;
use crate::ledger::account::{FileAccount, Notice, SkipReason};
use crate::ledger::read::Loaded;
use crate::report::sink::to_stdout;
use crate::text::Message;

/// Reads the paths and prints the accounts.
pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Outcome, Faults> {
    let settings =
        config::load(config::find(args.config.as_deref(), &args.paths), None).map_err(Faults)?;
    super::tell_of_settings(&settings, context);
    if args.as_read {
        return as_read::run(args, &settings, context);
    }
    let rejects = args
        .output
        .as_deref()
        .map(rejects::Rejects::open)
        .transpose()?;
    let (found, mut loaded) = read_all(&args.paths, None, &settings)?;
    let mut faults = found.faults;
    faults.append(&mut loaded.faults);
    let mut passed_over: Vec<(String, Option<Message>)> = found
        .passed_over
        .into_iter()
        .map(|file| (file, None))
        .collect();
    passed_over.append(&mut loaded.passed_over);
    print(args, &loaded, &faults, &passed_over, context)?;
    if let Some(rejects) = rejects {
        rejects.write(&found.inputs, &loaded.accounts, context)?;
    }
    if let Some(path) = &args.write_config {
        let stubs = mapping::Stub::of(&loaded.accounts, &faults, &found.inputs, &settings);
        mapping::write(path, &stubs, context)?;
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

fn print(
    args: &CheckArgs,
    loaded: &Loaded,
    faults: &[(String, Message)],
    passed_over: &[(String, Option<Message>)],
    context: &Context,
) -> Result<(), Faults> {
    if args.format == CheckFormat::Json {
        let wire = wire::WireCheck::of(loaded, faults, passed_over, context);
        return to_stdout(|out| {
            serde_json::to_writer_pretty(&mut *out, &wire)?;
            writeln!(out)
        })
        .map(|_| ())
        .map_err(|error| Faults::one(output_failed("-", &error)));
    }
    let mut text = String::new();
    for account in &loaded.accounts {
        listing::describe(account, &loaded.accounts, args.all, context, &mut text);
    }
    for (file, why) in passed_over {
        let message = match why {
            None => Message::new("check-passed-over").text("file", file),
            Some(why) => passed_over_why(file.clone(), why.clone()),
        };
        listing::line(&mut text, context, 0, &message);
    }
    super::print(&text)
}

/// Where the row stood first that a skipped one repeats.
fn same_as(why: SkipReason, accounts: &[FileAccount]) -> Option<String> {
    let SkipReason::Duplicate { file, line } = why else {
        return None;
    };
    let file = &accounts.get(file as usize)?.file;
    Some(format!("{file}:{line}"))
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
