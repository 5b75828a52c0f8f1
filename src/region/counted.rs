//! Over which days the messages of groups were counted, as far as their file says it: by the header
//! of the messages (近30天消息数, 累计消息数), by its title, its sheet, its name or its folder.

use polars::prelude::PolarsResult;

use chrono::Datelike;

use super::Period;
use crate::ledger::table::{COUNTED, FILE};
use crate::ledger::values::date::{from_date, to_date};
use crate::ledger::values::span::{Counted, Span};
use crate::ledger::{Ledger, Ledgers};

/// Writes beside each group over which days its messages were counted, where its file says so.
pub(super) fn with_days(ledgers: Ledgers, period: &Period) -> PolarsResult<Ledgers> {
    let covers = ledgers.covers.clone();
    let groups = ledgers.table(Ledger::Groups);
    let (files, begins) = (groups.wholes(FILE), groups.days("created"));
    let counted = |row: usize| {
        let covers = covers.get(files.get(row)? as usize)?;
        let (first, latest) = period.covered;
        let last = covers.exported.unwrap_or(latest);
        let span = match covers.messages {
            Some(Counted::Between(span)) => fitted(span, period.covered),
            Some(Counted::Since(day)) => (day, last),
            Some(Counted::Last(days)) => (last - days + 1, last),
            Some(Counted::Month) => (to_date(last).with_day(1).map(from_date)?, last),
            Some(Counted::Year) => (to_date(last).with_ordinal(1).map(from_date)?, last),
            Some(Counted::Life) => (begins.get(row)?, last),
            None => match (covers.stated, covers.exported) {
                (Some(stated), _) => fitted(stated, period.covered),
                (None, Some(exported)) => (first.min(exported), exported),
                (None, None) => return None,
            },
        };
        (span.0 <= span.1).then_some(span)
    };
    let spans: Vec<Option<Span>> = (0..groups.rows()).map(counted).collect();
    if spans.iter().all(Option::is_none) {
        return Ok(ledgers);
    }
    let [from, to] = [
        spans.iter().map(|span| span.map(|span| span.0)).collect(),
        spans.iter().map(|span| span.map(|span| span.1)).collect(),
    ];
    let counted = groups
        .with_days(COUNTED[0], from)?
        .with_days(COUNTED[1], to)?;
    ledgers.map(|table| {
        Ok(if table.ledger == Ledger::Groups {
            counted.clone()
        } else {
            table
        })
    })
}

/// A stated span, or what the folder covers where the two are one for all purposes: the events of a
/// half-year never begin on its first day and end on its last.
fn fitted(stated: Span, covered: Span) -> Span {
    const ONE: f64 = 0.8;
    let length = |(from, to): Span| f64::from((to - from + 1).max(0));
    let both = (stated.0.max(covered.0), stated.1.min(covered.1));
    let is_one = length(both) >= ONE * length(stated) && length(both) >= ONE * length(covered);
    if is_one { covered } else { stated }
}
