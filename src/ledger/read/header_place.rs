//! Where the header of a table stands, by its structure alone: the first row that fills the table's
//! width, told from the titles above it by its own width and from the body below it by contrast:
//! words over columns of numbers, days and times. What is counted are rows, so that no single row
//! of text decides. Known words choose only among places that structure finds equally good.

use super::dialect::{HeadRecord, Reading};
use super::shape::{could_be_header, is_typed, usual_width};
use crate::ledger::headers::units;

/// Title rows stand above the header; more than so many records of them do not.
const MOST_ABOVE: usize = 30;
/// A header takes no more rows.
const MOST_ROWS: usize = 3;
/// So many rows tell what the columns hold.
const SAMPLE: usize = 60;
/// A reading that is less plausible than the best by more than this is none.
const NEAR: f64 = 0.8;
/// A heading over several columns is shorter, in characters; a sentence is longer.
const LONGEST_HEADING: usize = 12;

/// A place where the header of a table may stand.
#[derive(Clone, Copy, Debug)]
pub struct HeaderCandidate<'r> {
    /// How the table is read.
    pub reading: &'r Reading,
    /// The first record of the header.
    pub first: usize,
    /// How many records it takes.
    pub rows: usize,
}

/// The places that structure finds equally good, under the readings that it finds equally good.
/// `readings` stand in order, the most plausible first.
#[must_use]
pub fn candidates(readings: &[Reading]) -> Vec<HeaderCandidate<'_>> {
    let best = readings.first().map_or(0.0, |reading| reading.score);
    let near = readings
        .iter()
        .take_while(|reading| reading.score >= best * NEAR);
    near.flat_map(|reading| {
        let places = Table::of(reading).places();
        places
            .into_iter()
            .map(move |(first, rows)| HeaderCandidate {
                reading,
                first,
                rows,
            })
    })
    .collect()
}

/// The beginning of a table with what most of its rows have in common.
struct Table<'t> {
    records: &'t [HeadRecord],
    /// Whether it is text, which writes the blanks of merged cells; a sheet need not.
    is_written: bool,
    /// How many cells most records have.
    width: usize,
    /// How many cells are filled in the middlemost of the records that fill two or more.
    usual: usize,
}

impl<'t> Table<'t> {
    fn of(reading: &'t Reading) -> Self {
        let records = reading.records.as_slice();
        let mut counts: Vec<usize> = records.iter().map(filled).filter(|n| *n > 1).collect();
        counts.sort_unstable();
        Self {
            records,
            is_written: reading.dialect.is_some(),
            width: usual_width(records),
            usual: counts.get(counts.len() / 2).copied().unwrap_or(1),
        }
    }

    fn places(&self) -> Vec<(usize, usize)> {
        let most = self.records.len().min(MOST_ABOVE);
        let wide = (0..most).find(|at| filled(&self.records[*at]) * 2 > self.usual);
        let Some(mut first) = wide else {
            return Vec::new();
        };
        let typed = self.typed_columns(first + 1);
        while first + 1 < most && self.is_title(first, &typed) {
            first += 1;
        }
        let mut firsts = vec![first];
        if first + 1 < most && typed.is_empty() && self.could_be_title(first) {
            firsts.push(first + 1);
        }
        let mut places = Vec::new();
        for first in firsts {
            let heights = self.heights(first, &typed);
            for rows in &heights {
                places.push((first, *rows));
            }
            let rows = heights.last().map_or(1, |rows| rows + 1);
            if first > 0 && rows <= MOST_ROWS && self.is_heading(first - 1) {
                places.push((first - 1, rows));
            }
        }
        places
    }

    /// The columns most filled cells of which are numbers, days or times.
    fn typed_columns(&self, from: usize) -> Vec<usize> {
        let rows = &self.records[from.min(self.records.len())..];
        let rows = &rows[..rows.len().min(SAMPLE)];
        (0..self.width)
            .filter(|column| {
                let cells = rows.iter().filter_map(|row| row.cells.get(*column));
                let (mut typed, mut all) = (0, 0);
                for cell in cells.filter(|cell| !cell.is_empty()) {
                    all += 1;
                    typed += usize::from(is_typed(cell));
                }
                typed > 1 && typed * 2 > all
            })
            .collect()
    }

    /// Whether a record has words over every column of numbers, days and times.
    fn contrasts(&self, at: usize, typed: &[usize]) -> bool {
        let row = &self.records[at];
        !typed.is_empty()
            && could_be_header(row)
            && typed.iter().all(|column| is_filled(row, *column))
    }

    /// Whether a wide record is a title all the same: the one below it is the header by its
    /// contrast with the body, and of another width.
    fn is_title(&self, at: usize, typed: &[usize]) -> bool {
        let (row, below) = (&self.records[at], &self.records[at + 1]);
        self.contrasts(at + 1, typed)
            && (row.cells.len() != below.cells.len() || filled(row) < filled(below))
            && !self.spans(row, below)
    }

    /// The same where no column contrasts with anything, so that it may be the header as well.
    fn could_be_title(&self, at: usize) -> bool {
        let (row, below) = (&self.records[at], &self.records[at + 1]);
        let fits_better = below.cells.len() == self.width && row.cells.len() != self.width;
        could_be_header(below) && filled(below) > 1 && {
            filled(row) < filled(below) || (fits_better && self.is_even())
        }
    }

    /// Whether nearly all records have the same number of cells.
    fn is_even(&self) -> bool {
        let usual = self
            .records
            .iter()
            .filter(|row| row.cells.len() == self.width);
        usual.count() * 5 >= self.records.len() * 4
    }

    /// How many rows a header may take that starts at `first`.
    fn heights(&self, first: usize, typed: &[usize]) -> Vec<usize> {
        let mut heights = vec![1];
        for rows in 1..MOST_ROWS {
            let at = first + rows;
            let Some(row) = self.records.get(at).filter(|row| could_be_header(row)) else {
                break;
            };
            let fills = filled(row) >= filled(&self.records[first]);
            if self.spans(&self.records[at - 1], row) || is_unit_row(row) {
                heights.clear();
            } else if fills && self.contrasts(at, typed) {
                // One column alone may hold a word for "not known yet" in its first row.
                if typed.len() > 1 {
                    heights.clear();
                }
            } else {
                break;
            }
            heights.push(rows + 1);
        }
        heights
    }

    /// Whether a record above the header heads groups of its columns.
    fn is_heading(&self, at: usize) -> bool {
        let row = &self.records[at];
        let is_short =
            |cell: &String| cell.chars().count() <= LONGEST_HEADING && !cell.contains([':', '：']);
        filled(row) > 1 && row.cells.iter().all(is_short) && self.spans(row, &self.records[at + 1])
    }
    /// Whether cells of one row span cells of the row below it: what is blank in the first, within
    /// the table's width, stands in the second, and more than one cell is spanned. Where other cells
    /// are merged over both rows, a group or two may have one column alone.
    fn spans(&self, above: &HeadRecord, below: &HeadRecord) -> bool {
        let width = self.width;
        let in_span = |column: usize| {
            !is_filled(above, column)
                || (column + 1 < width
                    && !is_filled(above, column + 1)
                    && is_filled(below, column + 1))
        };
        let reach = below.cells.len();
        reach <= width
            && (!self.is_written || above.cells.len() >= reach)
            && filled(below) > 1
            && is_spanned_somewhere(above, below, reach)
            && (heads_group(above, below, width) || {
                let alone = |column: &usize| is_filled(below, *column) && !in_span(*column);
                let has_merged = (0..reach).any(|c| is_filled(above, c) && !is_filled(below, c));
                let most = if has_merged { filled(below) / 4 } else { 0 };
                (0..reach).filter(alone).count() <= most
            })
    }
}

/// Whether a row below a header names nothing but the units of its columns.
fn is_unit_row(row: &HeadRecord) -> bool {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| units::is_unit_alone(cell))
}

/// How many cells of a record hold something.
fn filled(row: &HeadRecord) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn is_filled(row: &HeadRecord, column: usize) -> bool {
    row.cells.get(column).is_some_and(|cell| !cell.is_empty())
}

/// Whether the lower row has a cell right of a filled upper one, under a blank.
fn is_spanned_somewhere(above: &HeadRecord, below: &HeadRecord, reach: usize) -> bool {
    (1..reach).any(|column| {
        is_filled(below, column)
            && !is_filled(above, column)
            && (0..column).rev().any(|left| is_filled(above, left))
    })
}

/// Whether a row of headings stands over a row that labels every column.
fn heads_group(above: &HeadRecord, below: &HeadRecord, width: usize) -> bool {
    filled(below) == width && filled(above) * 2 <= width
}

#[cfg(test)]
mod tests {
    use super::super::dialect::readings;
    use super::*;

    const BODY: &str = "river walk,2024-03-05,3,north\nroad repair,2024-03-06,4,south\n\
                        school bus,2024-03-07,5,north\nwinter coal,2024-03-08,6,east\n";

    fn places(head: &str) -> Vec<(usize, usize)> {
        let readings = readings(head, true);
        let found = candidates(&readings);
        assert!(found.iter().all(|place| {
            place
                .reading
                .dialect
                .is_some_and(|dialect| dialect.delimiter == b',')
        }));
        found
            .iter()
            .map(|place| (place.first, place.rows))
            .collect()
    }

    #[test]
    fn the_header_is_the_first_row_of_the_table_s_width() {
        let with = |above: &str| places(&format!("{above}what,day,n,where\n{BODY}"));
        assert_eq!(with(""), [(0, 1)]);
        assert_eq!(with("a title of meetings and forms\n"), [(1, 1)]);
        assert_eq!(with("meetings, documents, forms\n"), [(1, 1)]);
        assert_eq!(with("title,date,organizer,a,b,c\n"), [(1, 1)]);
        assert_eq!(with("office: north,year: this,,\n"), [(1, 1)]);
    }

    #[test]
    fn a_header_takes_the_rows_that_label_its_columns() {
        let with = |below: &str| places(&format!("what,day,n,where\n{below}{BODY}"));
        assert_eq!(with("title,date,attendees,venue\n"), [(0, 2)]);
        assert_eq!(
            with("title,date,attendees,venue\n{a},{b},{c},{d}\n"),
            [(0, 3)]
        );
        assert_eq!(with(",,(人),(小时)\n"), [(0, 2)]);
        assert_eq!(with("meetings forms documents\n"), [(0, 1)]);
        let merged = format!("what,day,n,\n,,planned,found\n{BODY}");
        assert_eq!(places(&merged), [(0, 2)]);
        let headed = format!("basics,,use,\nwhat,day,n,where\n{BODY}");
        assert_eq!(places(&headed), [(1, 1), (0, 2)]);
        let noted = format!("note,meetings\nwhat,day,n,where\n{BODY}");
        assert_eq!(places(&noted), [(1, 1)]);
    }

    #[test]
    fn no_row_of_the_body_is_a_header_for_its_words() {
        let text = "name,owner\nriver,north\nmeetings and forms,documents\nroad,south\n";
        assert_eq!(places(text), [(0, 1)]);
    }
}
