//! The accounts for reading: what became of each file, column and record.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{columns, same_as, sentence};
use crate::commands::Context;
use crate::ledger::account::FileAccount;
use crate::ledger::read::dialect::Dialect;
use crate::text::{Message, printable};

/// Rejects and warnings listed for each file, without `--all`.
const LISTED: usize = 20;

pub(super) fn line(text: &mut String, context: &Context, indent: usize, message: &Message) {
    let words = context.catalogue.render(message);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:indent$}{}", "", printable(words.trim_end()));
}

/// One file's account.
pub(super) fn describe(
    account: &FileAccount,
    accounts: &[FileAccount],
    all: bool,
    context: &Context,
    text: &mut String,
) {
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
            .message("encoding_why", Message::new(account.encoding_why))
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
    skipped_by_reason(account, context, text);
    columns::describe(account, context, text);
    notices(account, all, context, text);
    skipped(account, accounts, all, context, text);
}

/// How many records were skipped for each reason.
fn skipped_by_reason(account: &FileAccount, context: &Context, text: &mut String) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, why) in &account.skipped {
        *counts.entry(why.name()).or_default() += 1;
    }
    if counts.is_empty() {
        return;
    }
    let reasons = counts
        .into_iter()
        .map(|(why, count)| {
            Message::new("check-skipped-reason")
                .count("count", count)
                .message("why", Message::new(format!("skipped-{why}")))
        })
        .collect();
    let message = Message::new("check-skipped").messages("reasons", reasons);
    line(text, context, 2, &message);
}

/// Rejects, warnings and skipped records one by one.
fn notices(account: &FileAccount, all: bool, context: &Context, text: &mut String) {
    let listed = if all { usize::MAX } else { LISTED };
    for (key, notices) in [
        ("notice-rejected", &account.rejected),
        ("notice-warning", &account.warnings),
    ] {
        for notice in notices.iter().take(listed) {
            line(text, context, 4, &sentence(key, account, notice));
        }
        more(notices.len(), listed, context, text);
    }
}

/// Skipped records one by one.
fn skipped(
    account: &FileAccount,
    accounts: &[FileAccount],
    all: bool,
    context: &Context,
    text: &mut String,
) {
    let listed = if all { usize::MAX } else { LISTED };
    for (skipped, why) in account.skipped.iter().take(listed) {
        let reason = match same_as(*why, accounts) {
            Some(place) => Message::new("skipped-same-as").text("place", place),
            None => Message::new(format!("skipped-{}", why.name())),
        };
        let place = format!("{}:{skipped}", account.file);
        let message = Message::new("notice-skipped")
            .text("place", place)
            .message("why", reason);
        line(text, context, 4, &message);
    }
    more(account.skipped.len(), listed, context, text);
}

/// How many of a list were not shown.
fn more(all: usize, listed: usize, context: &Context, text: &mut String) {
    if all > listed {
        let message = Message::new("check-more").count("more", all - listed);
        line(text, context, 4, &message);
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
