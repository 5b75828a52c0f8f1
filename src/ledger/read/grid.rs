//! The cells of a sheet as text: one buffer for all, and for each row that holds something its
//! number in the sheet and where its cells stand in the buffer.

use super::dialect::{HeadRecord, Reading};
use super::records::Record;

/// The cells of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    text: String,
    /// Where each cell ends in the text; cells stand one behind the other.
    ends: Vec<usize>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    line: u64,
    first_cell: usize,
    cells: usize,
}

impl Grid {
    /// Begins a row; its number counts from 1.
    pub fn begin_row(&mut self, line: u64) {
        self.rows.push(Row {
            line,
            first_cell: self.ends.len(),
            cells: 0,
        });
    }

    /// Adds a cell to the row that was begun.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
        if let Some(row) = self.rows.last_mut() {
            row.cells += 1;
        }
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

    /// One row as a record.
    pub fn record<'g>(&'g self, row: usize, record: &mut Record<'g>) {
        let row = self.rows[row];
        record.reset(self.text.as_bytes(), Some(&self.text), row.line);
        for cell in row.first_cell..row.first_cell + row.cells {
            let start = cell.checked_sub(1).map_or(0, |before| self.ends[before]);
            record.push_plain(start, self.ends[cell]);
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
