//! One piece of a table to typed rows, and the account of every record in it. What a piece alone
//! cannot know (the owner above it, the year of a date without one) is left open here and settled
//! by `settle` when all pieces are there.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Value;
use super::chunks::Chunk;
use super::column::Builder;
use super::fingerprint::fingerprint;
use super::grid::Grid;
use super::layout::Layout;
use super::mapping::{Target, normal};
use super::notices::whole;
use super::outcome::{Above, Outcome};
use super::ranges::Range;
use super::records::{Next, Record, Records};
use super::row::RowReader;
use crate::ledger::account::{Notice, SkipReason};
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::{Kind, Schema};
use crate::ledger::values::Fault;
use crate::ledger::values::date::Day;
use crate::ledger::values::normal::trimmed;

/// No ledger has more fields; a row's values stand on the stack.
const MOST_FIELDS: usize = 32;

/// A date that its cell leaves open.
pub struct OpenDay {
    /// The row among the piece's.
    pub row: usize,
    /// The field.
    pub field: usize,
    /// What the cell says.
    pub day: Day,
    /// What to say where it stays open.
    pub notice: Notice,
}

/// The rows of one piece of a table.
pub struct Piece {
    /// A builder for each field of the schema that the piece has.
    pub builders: Vec<Option<Builder>>,
    /// Physical line of each row.
    pub lines: Vec<u32>,
    /// Rows that turned out to be none.
    pub dropped: BTreeSet<usize>,
    /// Fingerprint of each row's mapped fields.
    pub fingerprints: Vec<u64>,
    /// Fingerprint of id, title and date; 0 where the row has no id.
    pub identities: Vec<u64>,
    /// The owner of each row that has an id.
    pub owners: Vec<Option<NameId>>,
    /// The names of the piece.
    pub names: NamePool,
    /// The owner above the row that follows the piece.
    pub above: Above,
    /// The header of another table stands above that row.
    pub is_under_another: bool,
    /// Rows whose owner stands in an earlier piece.
    pub open_owners: Vec<(usize, Notice)>,
    /// Dates that wait for the rest of the file.
    pub open_days: Vec<OpenDay>,
    /// Whether some date of a field settled that the day stands first, or second.
    pub orders: Vec<(usize, bool)>,
    /// For each field of durations, what they range over.
    pub ranges: BTreeMap<usize, Range>,
    /// Records of the body.
    pub records: usize,
    /// Cells filled down.
    pub filled: usize,
    /// Records that are no rows.
    pub rejected: Vec<Notice>,
    /// Doubtful cells.
    pub warnings: Vec<Notice>,
    /// Records set aside.
    pub skipped: Vec<(u64, SkipReason)>,
}

impl Piece {
    fn new(schema: &Schema) -> Self {
        Self {
            builders: schema.fields.iter().map(|_| None).collect(),
            lines: Vec::new(),
            dropped: BTreeSet::new(),
            fingerprints: Vec::new(),
            identities: Vec::new(),
            owners: Vec::new(),
            names: NamePool::default(),
            above: Above::Nothing,
            is_under_another: false,
            open_owners: Vec::new(),
            open_days: Vec::new(),
            orders: Vec::new(),
            ranges: BTreeMap::new(),
            records: 0,
            filled: 0,
            rejected: Vec::new(),
            warnings: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// The rows of a piece of text, which is `decoded` where it was not UTF-8. `is_under_another` says that
    /// the header of another table stands in an earlier piece.
    #[must_use]
    pub fn of_text(
        chunk: &Chunk,
        decoded: Option<&str>,
        layout: &Layout,
        is_under_another: bool,
    ) -> Self {
        let above = if chunk.number == 0 {
            Above::Nothing
        } else {
            Above::Elsewhere
        };
        let text = decoded.map_or(chunk.bytes.as_slice(), str::as_bytes);
        let is_damaged = memchr::memmem::find(text, "\u{fffd}".as_bytes()).is_some();
        let mut reading = PieceReader::new(layout, above, is_damaged);
        reading.reader.is_under_another = is_under_another;
        if chunk.too_long {
            reading.too_long(chunk.line);
            return reading.finish();
        }
        let Some(dialect) = layout.dialect else {
            return reading.finish();
        };
        let mut records = match decoded {
            Some(text) => Records::decoded(text, dialect, chunk.line),
            None => Records::new(text, dialect, chunk.line),
        };
        let mut record = Record::default();
        loop {
            match records.next(&mut record) {
                Next::End => return reading.finish(),
                Next::Blank(line) => reading.blank(line),
                Next::Record => reading.record(&record),
            }
        }
    }

    /// The rows of a sheet.
    #[must_use]
    pub fn of_grid(grid: &Grid, layout: &Layout) -> Self {
        let mut reading = PieceReader::new(layout, Above::Nothing, true);
        let mut record = Record::default();
        for row in 0..grid.rows() {
            grid.record(row, &mut record);
            reading.record(&record);
        }
        reading.finish()
    }
}

struct PieceReader<'l> {
    layout: &'l Layout,
    schema: &'static Schema,
    identity: Option<[usize; 3]>,
    owner: Option<usize>,
    reader: RowReader<'l>,
    piece: Piece,
}

impl<'l> PieceReader<'l> {
    fn new(layout: &'l Layout, above: Above, is_damaged: bool) -> Self {
        let schema = layout.ledger.schema();
        Self {
            layout,
            schema,
            identity: identity_fields(schema).filter(|[id, ..]| has_own_ids(layout, *id)),
            owner: schema.position(schema.imposer),
            reader: RowReader::new(layout, above, is_damaged),
            piece: Piece::new(schema),
        }
    }

    fn blank(&mut self, line: u64) {
        if line > self.layout.last_header_line {
            self.piece.records += 1;
            self.piece.skipped.push((line, SkipReason::Blank));
            // A merged cell does not reach over an empty row.
            self.reader.above = Above::Nothing;
        }
    }

    fn too_long(&mut self, line: u64) {
        let mut record = Record::default();
        record.line = line;
        self.piece.records += 1;
        self.reader.above = Above::Nothing;
        self.piece.rejected.push(whole(&record, Fault::TooLong));
    }

    fn record(&mut self, record: &Record<'_>) {
        if record.line <= self.layout.last_header_line {
            return;
        }
        // Where another table stands beside this one, its rows may go on below.
        let own = &self.layout.own;
        let is_beside = own.len() < self.layout.columns.len()
            && own.clone().all(|column| {
                record
                    .text(column)
                    .is_ok_and(|cell| trimmed(cell).is_empty())
            });
        if is_beside || record.is_blank() {
            self.blank(record.line);
            return;
        }
        self.piece.records += 1;
        let mut values = [Value::Missing; MOST_FIELDS];
        let values = &mut values[..self.schema.fields.len()];
        let outcome = self.reader.read(record, &mut self.piece.names, values);
        match outcome {
            Outcome::Rejected(notice) => self.piece.rejected.push(notice),
            Outcome::Skipped(reason) => self.piece.skipped.push((record.line, reason)),
            Outcome::Accepted => self.push(record, values),
            Outcome::Open(notice) => {
                let row = self.piece.lines.len();
                self.piece.open_owners.push((row, notice));
                self.push(record, values);
            }
        }
    }

    fn push(&mut self, record: &Record<'_>, values: &[Value<'_>]) {
        let piece = &mut self.piece;
        let row = piece.lines.len();
        let lists = self.reader.lists();
        for (position, value) in values.iter().enumerate() {
            let builder = &mut piece.builders[position];
            if builder.is_none() && *value != Value::Missing {
                *builder = Some(Builder::new(&self.schema.fields[position], row));
            }
            if let Some(builder) = builder {
                builder.push(*value, lists);
            }
            if let Value::Number(hours) = *value
                && matches!(self.schema.fields[position].kind, Kind::Duration)
            {
                let own = Range::of(hours);
                piece
                    .ranges
                    .entry(position)
                    .and_modify(|range| *range = range.with(own))
                    .or_insert(own);
            }
            if let Value::Day(day) = *value {
                let fault = match day {
                    Day::NoYear { .. } => Fault::NoYear,
                    Day::Ambiguous { .. } | Day::Short(_) => Fault::AmbiguousDate,
                    // Counted from a day that is open itself.
                    Day::Due(_) => Fault::NotADate,
                    Day::Settled { day_first, .. } => {
                        // A settled day is not open, but it settles its column.
                        if !piece.orders.contains(&(position, day_first)) {
                            piece.orders.push((position, day_first));
                        }
                        continue;
                    }
                    Day::Exact(_) | Day::Coarse(_) => continue,
                };
                piece.open_days.push(OpenDay {
                    row,
                    field: position,
                    day,
                    notice: self.reader.notice_of(position, record, fault),
                });
            }
        }
        piece
            .lines
            .push(u32::try_from(record.line).unwrap_or(u32::MAX));
        let all = values.iter().copied().enumerate();
        piece
            .fingerprints
            .push(fingerprint(all, lists, &piece.names));
        let known = self
            .identity
            .filter(|[id, ..]| values[*id] != Value::Missing);
        piece
            .owners
            .push(match self.owner.map(|owner| values[owner]) {
                Some(Value::Name(owner)) if known.is_some() => Some(owner),
                _ => None,
            });
        piece.identities.push(known.map_or(0, |fields| {
            let own = fields.iter().map(|field| (*field, values[*field]));
            fingerprint(own, lists, &piece.names)
        }));
    }

    fn finish(mut self) -> Piece {
        self.piece.warnings = self.reader.warnings;
        self.piece.filled = self.reader.filled;
        self.piece.above = self.reader.above;
        self.piece.is_under_another = self.reader.is_under_another;
        for builder in self.piece.builders.iter_mut().flatten() {
            builder.shrink();
        }
        self.piece.lines.shrink_to_fit();
        self.piece.fingerprints.shrink_to_fit();
        self.piece.identities.shrink_to_fit();
        self.piece.owners.shrink_to_fit();
        self.piece
    }
}

/// Whether ids tell rows apart: a sequence number (序号) begins anew in every export.
fn has_own_ids(layout: &Layout, id: usize) -> bool {
    layout.columns.iter().any(|column| {
        column.target == Some(Target::Field(id))
            && !matches!(normal(&column.header).0.as_str(), "序号" | "no" | "no.")
    })
}

/// Id, title and date: the fields that make two rows of one owner one where an id is given.
fn identity_fields(schema: &Schema) -> Option<[usize; 3]> {
    let title = schema
        .position("title")
        .or_else(|| schema.position("target"))?;
    Some([schema.position("id")?, title, schema.position("date")?])
}
