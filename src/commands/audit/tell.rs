//! What an audit says besides its findings: rejects and doubts of reading, units without a place,
//! rows outside the period, waivers that meet nothing, how long each rule took.

use super::in_file;
use crate::commands::Context;
use crate::cost;
use crate::ledger::Ledger;
use crate::ledger::account::{FileAccount, SkipReason};
use crate::ledger::values::date::to_date;
use crate::region::Region;
use crate::rules::Outcome;
use crate::text::Message;

/// How long each rule took, longest first, where everything is to be said.
pub(super) fn tell_of_time(outcomes: &[Outcome], context: &Context) {
    if !context.verbose {
        return;
    }
    let mut took: Vec<(u128, &str)> = outcomes
        .iter()
        .map(|outcome| (outcome.took.as_millis(), outcome.rule))
        .collect();
    took.sort_unstable_by(|left, right| right.cmp(left));
    for (milliseconds, rule) in took {
        let message = Message::new("rule-took").text("rule", rule);
        context.note(&message.count("milliseconds", milliseconds as usize));
    }
}

/// What a reader of the report must know besides its findings.
pub(in crate::commands) fn notes(region: &Region) -> Vec<Message> {
    let mut notes = Vec::new();
    if region.outside > 0 {
        notes.push(Message::new("note-outside").count("rows", region.outside));
    }
    let unplaced = &region.units.unplaced;
    if !unplaced.is_empty() {
        let names = unplaced
            .iter()
            .map(|name| region.name(*name).to_owned())
            .collect();
        notes.push(
            Message::new("note-unplaced")
                .count("count", unplaced.len())
                .names("names", names),
        );
    }
    notes.extend(counted_note(region));
    for ledger in Ledger::ALL {
        for field in cost::quantities(ledger) {
            let perhaps = region.ledgers.perhaps(ledger, &[field]);
            if let Some(header) = perhaps.filter(|_| !region.table(ledger).has(field)) {
                notes.push(
                    Message::new("note-assumed-column")
                        .text("ledger", ledger.name())
                        .text("field", *field)
                        .text("header", header),
                );
            }
        }
    }
    for (ledger, called) in [
        (Ledger::Meetings, &region.called),
        (Ledger::Documents, &region.recipients),
        (Ledger::Forms, &region.fillers),
    ] {
        if let Some((row, name)) = called.unexpanded.first() {
            let (file, line) = region.ledgers.place(ledger, *row);
            notes.push(
                Message::new("note-unexpanded")
                    .count("count", called.unexpanded.len())
                    .text("name", region.name(*name))
                    .text("place", format!("{file}:{line}")),
            );
        }
    }
    notes
}

/// Over which days messages are taken to be counted where no file says it.
fn counted_note(region: &Region) -> Option<Message> {
    let table = region.table(Ledger::Groups);
    let (messages, stock) = (table.wholes("messages"), region.stock(Ledger::Groups));
    let groups = (0..table.rows())
        .filter(|row| messages.get(*row).is_some() && !stock.is_counted_by_its_file(*row))
        .count();
    let (first, last) = region.period.covered;
    let note = Message::new("note-counted")
        .count("groups", groups)
        .flag("whole_lives", stock.counts_whole_lives())
        .date("from", to_date(first))
        .date("to", to_date(last));
    (groups > 0).then_some(note)
}

/// Rejects and doubts, in short or, with `-v`, one by one.
pub(in crate::commands) fn tell_of_reading(accounts: &[FileAccount], context: &Context) {
    const SHOWN: usize = 3;
    for account in accounts {
        let (rejected, warnings) = (account.rejected.len(), account.warnings.len());
        if account.records == 0 {
            context.note(&in_file(
                account.file.clone(),
                Message::new("file-header-only"),
            ));
        }
        let again = account
            .skipped
            .iter()
            .filter(|(_, why)| matches!(why, SkipReason::Duplicate { .. }))
            .count();
        if again > 0 {
            context.note(
                &Message::new("reading-duplicates")
                    .text("file", &account.file)
                    .count("again", again),
            );
        }
        if rejected + warnings == 0 {
            continue;
        }
        context.note(
            &Message::new("reading-doubts")
                .text("file", &account.file)
                .count("rejected", rejected)
                .count("warnings", warnings),
        );
        let shown = if context.verbose { usize::MAX } else { SHOWN };
        for notice in account.rejected.iter().take(shown) {
            context.note(&crate::commands::check::sentence(
                "notice-rejected",
                account,
                notice,
            ));
        }
        if context.verbose {
            for notice in &account.warnings {
                context.note(&crate::commands::check::sentence(
                    "notice-warning",
                    account,
                    notice,
                ));
            }
        }
    }
}
