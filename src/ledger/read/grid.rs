//! The cells of a sheet as text: one buffer for all, and for each row that holds something its
//! number in the sheet and where its cells stand in the buffer.

use super::dialect::{HeadRecord, Reading};
use super::records::Record;

/// The cells of a sheet; only those that hold something are stored.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    text: String,
    /// The column of each cell, and where it ends in the text; cells stand one behind the other.
    cells: Vec<(u32, usize)>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    line: u64,
    first_cell: usize,
}

/// A sheet has no more columns than this.
pub const MOST_COLUMNS: u32 = 16_384;

impl Grid {
    /// Begins a row; its number counts from 1.
    pub fn begin_row(&mut self, line: u64) {
        self.rows.push(Row {
            line,
            first_cell: self.cells.len(),
        });
    }

    /// Adds a cell to the row that was begun, to the right of those that it has. A blank one, and
    /// one beyond the last column that a sheet can have, is left out.
    pub fn push(&mut self, column: u32, cell: &str) {
        if cell.is_empty() || column >= MOST_COLUMNS {
            return;
        }
        self.text.push_str(cell);
        self.cells.push((column, self.text.len()));
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Whether no cell holds anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// One row as a record; blank cells between those that hold something are there again.
    pub fn record<'g>(&'g self, row: usize, record: &mut Record<'g>) {
        let next = self.rows.get(row + 1);
        let end = next.map_or(self.cells.len(), |next| next.first_cell);
        let row = self.rows[row];
        record.reset(self.text.as_bytes(), Some(&self.text), row.line);
        let mut start = row
            .first_cell
            .checked_sub(1)
            .map_or(0, |before| self.cells[before].1);
        let mut column = 0;
        for (own, cell_end) in &self.cells[row.first_cell..end] {
            while column < *own {
                record.push_plain(start, start);
                column += 1;
            }
            record.push_plain(start, *cell_end);
            start = *cell_end;
            column += 1;
        }
    }

    /// The first rows, for finding the layout.
    #[must_use]
    pub fn reading(&self) -> Reading {
        const MOST: usize = 300;
        let mut record = Record::default();
        let mut records = Vec::new();
        for row in 0..self.rows.len() {
            self.record(row, &mut record);
            if !record.is_blank() {
                records.push(HeadRecord {
                    line: record.line,
                    cells: record.texts(),
                });
            }
            if records.len() == MOST {
                break;
            }
        }
        Reading {
            dialect: None,
            score: 1.0,
            records,
        }
    }
}
