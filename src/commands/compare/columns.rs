//! What two exports have in common. A column that only one of them has would make its things seem to
//! come or go: it is left out of both, and that is said. A column that one of them has without any
//! value is there, and empty.

use polars::prelude::*;

use crate::assumed;
use crate::commands::Faults;
use crate::ledger::account::FileAccount;
use crate::ledger::{Ledger, Ledgers, Table};
use crate::text::Message;

/// The columns by which the rules on two periods tell one thing from another.
const COUNTED: [(Ledger, &[&str]); 6] = [
    (Ledger::Meetings, &["start", "end", "venue", "agenda"]),
    (Ledger::Documents, &["number", "kind", "due", "demands"]),
    (
        Ledger::Groups,
        &[
            "kind",
            "messages",
            "messages_per_day",
            "members",
            "disbanded",
            "created",
        ],
    ),
    (
        Ledger::Apps,
        &[
            "kind",
            "users",
            "minutes_per_day",
            "posts_per_week",
            "launched",
            "closed",
        ],
    ),
    (Ledger::Inspections, &["kind", "scored", "joint"]),
    (Ledger::Forms, &["medium", "fields"]),
];

/// Whether a column without any value says that nobody knows a quantity, not that there is none.
fn is_quantity(field: &str) -> bool {
    assumed::UNKNOWN.contains(&field) || matches!(field, "messages_per_day" | "minutes_per_day")
}

/// Whether a table has a column, and of quantities one that states any.
fn has(table: &Table, field: &str) -> bool {
    if !is_quantity(field) {
        return table.has(field);
    }
    let column = table.frame().column(field);
    column.is_ok_and(|column| column.null_count() < column.len())
}

/// Makes the counted columns of two periods the same; answers what was left out.
pub(super) fn level(
    loaded: &mut [Ledgers],
    inputs: &[(Option<usize>, FileAccount)],
) -> Result<Vec<Message>, Faults> {
    let mut said = Vec::new();
    for (ledger, fields) in COUNTED {
        let rows = [0, 1].map(|side| loaded[side].table(ledger).rows());
        if rows.contains(&0) {
            continue;
        }
        for field in fields {
            let is_mapped = |side: usize| {
                let own = inputs
                    .iter()
                    .filter(|(of, account)| *of == Some(side) && account.ledger == ledger);
                own.flat_map(|(_, account)| &account.columns)
                    .any(|column| column.field.as_deref() == Some(*field))
            };
            let has = [0, 1].map(|side| has(loaded[side].table(ledger), field));
            let lacks = match has {
                [true, false] => 1,
                [false, true] => 0,
                _ => continue,
            };
            let other = 1 - lacks;
            if is_mapped(lacks) && !is_quantity(field) {
                fill(loaded, (lacks, other), ledger, field)?;
                continue;
            }
            drop_column(loaded, other, ledger, field)?;
            let message = Message::new(if other == 0 {
                "caveat-column-before"
            } else {
                "caveat-column-after"
            });
            let name = Message::new(format!("ledger-{}", ledger.name()));
            said.push(message.message("ledger", name).text("column", *field));
        }
    }
    Ok(said)
}

/// Puts an empty column where the other period has one with values.
fn fill(
    loaded: &mut [Ledgers],
    (to, from): (usize, usize),
    ledger: Ledger,
    field: &str,
) -> Result<(), Faults> {
    let names = [
        field.to_owned(),
        crate::ledger::read::column::count_column(field),
    ];
    let source = loaded[from].table(ledger).frame().clone();
    change(loaded, to, ledger, |frame| {
        for name in &names {
            if let Ok(column) = source.column(name)
                && frame.get_column_index(name).is_none()
            {
                let empty = Column::full_null(name.into(), frame.height(), column.dtype());
                frame.with_column(empty)?;
            }
        }
        Ok(())
    })
}

fn drop_column(
    loaded: &mut [Ledgers],
    of: usize,
    ledger: Ledger,
    field: &str,
) -> Result<(), Faults> {
    let names = [
        field.to_owned(),
        crate::ledger::read::column::count_column(field),
    ];
    change(loaded, of, ledger, |frame| {
        *frame = frame.drop_many(names.iter().map(String::as_str));
        Ok(())
    })
}

fn change(
    loaded: &mut [Ledgers],
    of: usize,
    ledger: Ledger,
    change: impl Fn(&mut DataFrame) -> PolarsResult<()>,
) -> Result<(), Faults> {
    let own = loaded[of].clone();
    loaded[of] = own.map(|table| {
        if table.ledger != ledger {
            return Ok(table);
        }
        let mut frame = table.frame().clone();
        change(&mut frame)?;
        Ok(Table::new(ledger, frame))
    })?;
    Ok(())
}
