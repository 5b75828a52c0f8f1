//! Parts of files to one table a ledger: names renumbered into one pool, columns put one below
//! the other. It goes column by column, so that no table ever stands in memory twice.

use polars::prelude::*;

use super::column::Builder;
use super::load::Part;
use super::pieces::Piece;
use crate::ledger::account::FileAccount;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::{Field, Ledger};
use crate::ledger::table::{Covers, FILE, LINE, Ledgers, OpenColumn, Table};
use crate::ledger::values::span;

/// A piece with what it needs to be merged.
struct Numbered {
    piece: Piece,
    rows: usize,
    file: u32,
    renumbered: Vec<NameId>,
    kept: Option<BooleanChunked>,
}

impl Numbered {
    /// A column of the piece without the rows that do not count.
    fn filtered(&self, column: Column) -> PolarsResult<Column> {
        match &self.kept {
            Some(kept) => column.filter(kept),
            None => Ok(column),
        }
    }
}

/// Merges the parts in their order.
///
/// # Errors
/// Those of polars.
pub(super) fn merge(parts: Vec<Part>) -> PolarsResult<(Ledgers, Vec<FileAccount>)> {
    let mut names = NamePool::default();
    let mut accounts: Vec<FileAccount> = Vec::with_capacity(parts.len());
    let mut of_ledgers: Vec<Vec<Numbered>> = Ledger::ALL.map(|_| Vec::new()).into();
    for part in parts {
        let file = accounts.len() as u32;
        for mut piece in part.pieces {
            let renumbered = names.absorb(&piece.names);
            piece.names = NamePool::default();
            of_ledgers[part.account.ledger as usize].push(Numbered {
                kept: kept(&piece),
                rows: piece.lines.len(),
                piece,
                file,
                renumbered,
            });
        }
        accounts.push(part.account);
    }
    let files = accounts
        .iter()
        .map(|account| account.file.clone())
        .collect();
    let tables = Ledger::ALL
        .into_iter()
        .zip(of_ledgers)
        .map(|(ledger, pieces)| table(ledger, pieces))
        .collect::<PolarsResult<Vec<_>>>()?;
    let mut ledgers = Ledgers::new(tables, names, files);
    ledgers.open = accounts.iter().flat_map(open).collect();
    ledgers.covers = accounts.iter().map(covers).collect();
    Ok((ledgers, accounts))
}

/// The days that a file says it covers.
fn covers(account: &FileAccount) -> Covers {
    let mut columns = account.columns.iter();
    let messages = columns.find(|column| column.field.as_deref() == Some("messages"));
    Covers {
        stated: account.covers,
        folder: account.folder_covers,
        exported: account.exported,
        messages: messages.and_then(|column| span::counted(&column.column)),
    }
}

/// The columns of a file that stayed open.
fn open(account: &FileAccount) -> impl Iterator<Item = OpenColumn> + '_ {
    let open = account.columns.iter().filter(|column| column.is_open());
    open.map(|column| OpenColumn {
        ledger: account.ledger,
        header: column.column.clone(),
        fields: column.nearest.clone(),
    })
}

/// The rows of a piece that count; `None` where all do.
fn kept(piece: &Piece) -> Option<BooleanChunked> {
    if piece.dropped.is_empty() {
        return None;
    }
    let mut kept = vec![true; piece.lines.len()];
    for row in &piece.dropped {
        kept[*row] = false;
    }
    Some(BooleanChunked::from_slice("kept".into(), &kept))
}

fn table(ledger: Ledger, mut pieces: Vec<Numbered>) -> PolarsResult<Table> {
    let mut columns = Vec::new();
    columns.extend(stacked(&mut pieces, |numbered| {
        let file = UInt32Chunked::full(FILE.into(), numbered.file, numbered.rows);
        numbered.filtered(file.into_column())
    })?);
    columns.extend(stacked(&mut pieces, |numbered| {
        let lines = std::mem::take(&mut numbered.piece.lines);
        numbered.filtered(UInt32Chunked::from_vec(LINE.into(), lines).into_column())
    })?);
    for (position, field) in ledger.schema().fields.iter().enumerate() {
        columns.extend(field_columns(position, field, &mut pieces)?);
    }
    let rows = columns.first().map_or(0, Column::len);
    Ok(Table::new(ledger, DataFrame::new(rows, columns)?))
}

/// The columns of one field over all pieces; rows of a piece that lacks it are null.
fn field_columns(
    position: usize,
    field: &Field,
    pieces: &mut [Numbered],
) -> PolarsResult<Vec<Column>> {
    let has = |numbered: &Numbered| numbered.piece.builders[position].is_some();
    if !pieces.iter().any(has) {
        return Ok(Vec::new());
    }
    let mut finished = Vec::with_capacity(pieces.len());
    for numbered in pieces.iter_mut() {
        let builder = numbered.piece.builders[position]
            .take()
            .unwrap_or_else(|| Builder::new(field, numbered.rows));
        // In the order in which they are taken below, the last one first.
        let mut columns = builder.finish(field, &numbered.renumbered)?;
        columns.reverse();
        finished.push(columns);
    }
    let parts = finished.first().map_or(0, Vec::len);
    let mut columns = Vec::with_capacity(parts);
    for _ in 0..parts {
        let mut of_pieces = finished.iter_mut();
        columns.extend(stacked(pieces, |numbered| {
            let column = of_pieces.next().and_then(Vec::pop).unwrap_or_default();
            numbered.filtered(column)
        })?);
    }
    Ok(columns)
}

/// One column of all pieces, one below the other, in one piece of memory.
fn stacked(
    pieces: &mut [Numbered],
    mut column: impl FnMut(&mut Numbered) -> PolarsResult<Column>,
) -> PolarsResult<Option<Column>> {
    let mut stacked: Option<Column> = None;
    for numbered in pieces {
        let next = column(numbered)?;
        match &mut stacked {
            None => stacked = Some(next),
            Some(stacked) => {
                stacked.append(&next)?;
            }
        }
    }
    Ok(stacked.map(|column| column.rechunk()))
}
