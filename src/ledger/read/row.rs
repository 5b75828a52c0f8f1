//! One record to one row of values: each mapped cell read, several columns of one field merged,
//! an owner filled down under a vertical merge, required values checked. A row is accepted,
//! rejected or set aside here as a whole; storing it is `column`'s affair.

use super::aside;
use super::cell::{CellReader, Value, cleaned, reason};
use super::codes::Codes;
use super::layout::Layout;
use super::mapping::{BEYOND, Target};
use super::mixed::MixedFields;
use super::moments::{relative, settle_due};
use super::notices::{damaged, is_assumption, notice, whole};
use super::outcome::{Above, Outcome};
use super::records::Record;
use super::together::Together;
use crate::ledger::Ledger;
use crate::ledger::account::{Notice, SkipReason};
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::{Folded, Schema};
use crate::ledger::values::time::TimeCell;
use crate::ledger::values::{Fault, coded, flag, nothing};

/// Reads the records of one piece of a file into rows.
pub struct RowReader<'l> {
    layout: &'l Layout,
    schema: &'static Schema,
    cells: CellReader,
    priorities: Vec<usize>,
    filled_field: Option<usize>,
    /// Where `start`, `end` and `date` stand, in ledgers whose rows begin and end at a time.
    moments: Option<[usize; 3]>,
    /// The column of what stood beyond the last one in a rejected row.
    beyond: Option<usize>,
    mixed: Vec<MixedFields>,
    codes: Codes,
    together: Together,
    /// The header of another table stood above.
    pub is_under_another: bool,
    is_damaged: bool,
    /// The owner above the next row.
    pub above: Above,
    /// How many cells were filled down.
    pub filled: usize,
    /// Doubts about cells, in order.
    pub warnings: Vec<Notice>,
}

impl<'l> RowReader<'l> {
    /// A reader for a piece of a file of this layout. `is_damaged` says that U+FFFD stands in it,
    /// in place of what could not be decoded.
    #[must_use]
    pub fn new(layout: &'l Layout, above: Above, is_damaged: bool) -> Self {
        let schema = layout.ledger.schema();
        Self {
            layout,
            schema,
            cells: CellReader::new(schema, layout.columns.len() + layout.constants.len()),
            priorities: vec![usize::MAX; schema.fields.len()],
            filled_field: schema.filled_down.and_then(|field| schema.position(field)),
            moments: ["start", "end", "date"]
                .map(|field| schema.position(field))
                .iter()
                .copied()
                .collect::<Option<Vec<_>>>()
                .and_then(|positions| positions.try_into().ok()),
            beyond: layout
                .columns
                .iter()
                .position(|column| column.header == BEYOND),
            mixed: schema
                .mixed
                .iter()
                .map(|mixed| MixedFields::of(mixed, schema))
                .collect(),
            codes: Codes::of(schema),
            together: Together::of(schema),
            is_under_another: false,
            is_damaged,
            above,
            filled: 0,
            warnings: Vec::new(),
        }
    }

    /// The list storage of the current row, into which its list values point.
    #[must_use]
    pub fn lists(&self) -> &[NameId] {
        &self.cells.lists
    }

    /// Reads one record; `values` has one place for each field of the schema.
    pub fn read<'r>(
        &mut self,
        record: &'r Record<'_>,
        names: &mut NamePool,
        values: &mut [Value<'r>],
    ) -> Outcome
    where
        'l: 'r,
    {
        values.fill(Value::Missing);
        self.priorities.fill(usize::MAX);
        self.cells.lists.clear();
        if aside::is_subtotal(record) {
            return Outcome::Skipped(SkipReason::Subtotal);
        }
        if let Some(notice) = damaged(record, self.layout, self.beyond) {
            // Whose the rows below are cannot be told from a row out of line.
            self.above = Above::Nothing;
            self.is_under_another |= aside::heads_another(record, self.layout);
            return Outcome::Rejected(notice);
        }
        if aside::is_header_or_footer(record, self.layout) {
            let reason = aside::aside(record, self.layout).unwrap_or(SkipReason::Title);
            self.is_under_another &= reason != SkipReason::Title;
            return Outcome::Skipped(reason);
        }
        if self.is_under_another {
            self.above = Above::Nothing;
            return Outcome::Rejected(whole(record, Fault::UnderAnotherHeader));
        }
        let takes_any_words = !self.schema.requires_more_than_words();
        if takes_any_words && aside::heads_another(record, self.layout) {
            self.is_under_another = true;
            return Outcome::Rejected(whole(record, Fault::AnotherHeader));
        }
        let first_warning = self.warnings.len();
        let mut times = TimeCell::default();
        let fault = self.fill(record, names, values, &mut times);
        let missing = self.missing(values);
        if (fault.is_some() || missing.is_some())
            && let Some(reason) = aside::aside(record, self.layout)
        {
            self.warnings.truncate(first_warning);
            // No cell is merged across the heading of a section.
            if reason == SkipReason::Title && !aside::is_header_again(record, self.layout) {
                self.above = Above::Nothing;
            }
            return Outcome::Skipped(reason);
        }
        if (fault.is_some() || missing.is_some()) && aside::heads_another(record, self.layout) {
            self.warnings.truncate(first_warning);
            self.is_under_another = true;
            self.above = Above::Nothing;
            return Outcome::Rejected(whole(record, Fault::AnotherHeader));
        }
        let filled_before = self.filled;
        let open = match (self.fill_down(record, values), fault) {
            (Ok(open), None) => open,
            (_, Some(notice)) | (Err(notice), None) => {
                self.warnings.truncate(first_warning);
                self.filled = filled_before;
                return Outcome::Rejected(notice);
            }
        };
        if record.cells() < self.layout.columns.len() && self.stops_short(record) {
            self.warnings.push(whole(record, Fault::TooFewCells));
        }
        if let Some(field) = self.codes.doubt(values, names) {
            let notice = self.notice_of(field, record, Fault::CodeOfSeveral);
            self.warnings.push(notice);
        }
        self.together.part(&mut self.cells, names, values);
        settle_due(self.schema, values);
        self.settle_times(record, values, times);
        open.map_or(Outcome::Accepted, Outcome::Open)
    }

    /// Whether a record ends before a column that is mapped; a sheet stores no blank cells at
    /// the end of a row, which is no fault of it.
    fn stops_short(&self, record: &Record<'_>) -> bool {
        self.layout.dialect.is_some()
            && self.layout.columns[record.cells()..]
                .iter()
                .any(|column| !column.header.is_empty())
    }

    /// Reads every mapped cell; answers with the first fault that costs the row, if one does.
    /// The others are read all the same: an owner in a bad row holds for the rows below it.
    fn fill<'r>(
        &mut self,
        record: &'r Record<'_>,
        names: &mut NamePool,
        values: &mut [Value<'r>],
        times: &mut TimeCell,
    ) -> Option<Notice>
    where
        'l: 'r,
    {
        let mut fatal = None;
        for position in 0..self.layout.columns.len() {
            let Some(target) = self.layout.columns[position].target else {
                continue;
            };
            let fault = match record.text(position) {
                Ok("") => continue,
                Err(_) => Fault::InvalidBytes,
                Ok(cell) if self.is_damaged && cell.contains('\u{fffd}') => Fault::InvalidBytes,
                Ok(cell) => {
                    let cell = cleaned(cell);
                    // 同上 names the owner of the row above.
                    let is_same = || {
                        self.filled_field.map(Target::Field) == Some(target)
                            && nothing::says_same(cell)
                    };
                    if cell.is_empty() || is_same() {
                        continue;
                    }
                    match self.cell(target, position, cell, names, values, times) {
                        Ok(()) => continue,
                        Err(fault) => reason(cell, fault),
                    }
                }
            };
            let mut notice = notice(record, position, fault);
            // No message quotes a respondent's cell.
            if self.layout.ledger == Ledger::Surveys {
                notice.value = Box::default();
            }
            if self.is_required(target) && !is_assumption(fault) {
                fatal.get_or_insert(notice);
            } else {
                self.warnings.push(notice);
            }
        }
        if let Err(fault) = self.fill_constants(names, values, times) {
            fatal.get_or_insert(whole(record, fault));
        }
        fatal
    }

    /// Fills the fields that no column is of and whose value holds for every row.
    fn fill_constants<'r>(
        &mut self,
        names: &mut NamePool,
        values: &mut [Value<'r>],
        times: &mut TimeCell,
    ) -> Result<(), Fault>
    where
        'l: 'r,
    {
        let layout = self.layout;
        for (position, constant) in layout.constants.iter().enumerate() {
            let column = layout.columns.len() + position;
            let target = Target::Field(constant.field);
            self.cell(target, column, &constant.text, names, values, times)?;
        }
        Ok(())
    }

    fn cell<'r>(
        &mut self,
        target: Target,
        column: usize,
        cell: &'r str,
        names: &mut NamePool,
        values: &mut [Value<'r>],
        times: &mut TimeCell,
    ) -> Result<(), Fault> {
        let at = (column, self.layout.column(column));
        let priority = at.1.priority;
        match target {
            Target::Field(position) => {
                if self.priorities[position] <= priority && values[position] != Value::Missing {
                    return Ok(());
                }
                let (value, doubt) = self.cells.value(position, at, cell, names, times)?;
                values[position] = match (values[position], value) {
                    // Demands of columns of their own stand already.
                    (Value::Bits(known), Value::Bits(more)) => Value::Bits(known | more),
                    (_, value) => value,
                };
                self.priorities[position] = priority;
                doubt.map_or(Ok(()), Err)
            }
            Target::Mixed(position) => {
                self.mixed[position].read(self.schema, &mut self.cells, cell, names, values)
            }
            Target::Folded(position) => self.folded(&self.schema.folded[position], cell, values),
        }
    }

    fn folded(
        &mut self,
        folded: &Folded,
        cell: &str,
        values: &mut [Value<'_>],
    ) -> Result<(), Fault> {
        let Some(position) = self.schema.position("demands") else {
            return Ok(());
        };
        let demanded = flag::read(cell)?;
        let known = self.schema.demands().unwrap_or_default();
        let bit = coded::read(folded.demand, known).map_or(0, |code| 1 << code);
        let known = match values[position] {
            Value::Bits(bits) => bits,
            _ => 0,
        };
        values[position] = Value::Bits(if demanded { known | bit } else { known });
        Ok(())
    }

    /// Fills the owner down where a vertical merge left its cell blank; answers with the notice
    /// of a row that hangs on an earlier piece of the file, or of a missing required value.
    fn fill_down(
        &mut self,
        record: &Record<'_>,
        values: &mut [Value<'_>],
    ) -> Result<Option<Notice>, Notice> {
        let mut open = None;
        let owner = self
            .filled_field
            .and_then(|field| Some((field, self.layout.column_of(field)?)));
        if let Some((field, column)) = owner {
            let is_blank = record
                .text(column)
                .is_ok_and(|cell| cleaned(cell).is_empty() || nothing::says_same(cell));
            // A record that stops short of the cell has no cell to fill.
            let has_cell = self.layout.dialect.is_none() || column < record.cells();
            match (values[field], self.above) {
                (Value::Name(name), _) => self.above = Above::Name(name),
                // An owner that could not be read is not the one above it.
                _ if !is_blank => self.above = Above::Nothing,
                (_, Above::Name(name)) if has_cell => {
                    values[field] = Value::Name(name);
                    self.filled += 1;
                }
                (_, Above::Elsewhere) if has_cell => {
                    open = Some(self.notice_of(field, record, Fault::Missing));
                }
                _ => {}
            }
        }
        let missing = self
            .missing(values)
            .filter(|field| open.is_none() || Some(*field) != self.filled_field);
        match missing {
            Some(field) => Err(self.notice_of(field, record, Fault::Missing)),
            None => Ok(open),
        }
    }

    fn is_required(&self, target: Target) -> bool {
        matches!(target, Target::Field(position) if self.schema.fields[position].required)
    }

    fn missing(&self, values: &[Value<'_>]) -> Option<usize> {
        self.schema
            .fields
            .iter()
            .zip(values)
            .position(|(field, value)| field.required && *value == Value::Missing)
    }

    /// A notice about the cell of one field.
    #[must_use]
    pub fn notice_of(&self, field: usize, record: &Record<'_>, fault: Fault) -> Notice {
        match self.layout.column_of(field) {
            Some(column) => notice(record, column, fault),
            None => whole(record, fault),
        }
    }

    /// Times that stood in the date cell go where no column of their own gave any; an end before
    /// its start is no end.
    fn settle_times(&mut self, record: &Record<'_>, values: &mut [Value<'_>], times: TimeCell) {
        let Some([start, end, day]) = self.moments else {
            return;
        };
        for (position, found) in [(start, times.start), (end, times.end)] {
            if values[position] == Value::Missing
                && let Some(minutes) = found
            {
                values[position] = Value::Minutes(minutes);
            }
        }
        let day = Some(values[day]);
        for position in [start, end] {
            values[position] = relative(values[position], day);
        }
        if let (Value::Minutes(from), Value::Minutes(to)) = (values[start], values[end])
            && to < from
        {
            values[end] = Value::Missing;
            let value = format!("{:02}:{:02}", to.rem_euclid(1440) / 60, to.rem_euclid(60));
            let notice = Notice {
                value: value.into(),
                ..self.notice_of(end, record, Fault::EndBeforeStart)
            };
            self.warnings.push(notice);
        }
    }
}
