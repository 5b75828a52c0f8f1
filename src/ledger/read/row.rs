//! One record to one row of values: each mapped cell read by its field's kind, several columns
//! of one field merged, required values checked. A row is accepted or rejected here as a whole;
//! storing it is `column`'s affair.

use rustc_hash::FxHashMap;

use super::header::{Layout, MappedColumn, Target};
use super::moments::{moment, relative};
use super::records::Record;
use crate::ledger::account::Notice;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::{DEMANDS, Field, Folded, Kind, Mixed, Schema};
use crate::ledger::values::date::{self, Day};
use crate::ledger::values::normal::{narrow, trimmed};
use crate::ledger::values::time::TimeCell;
use crate::ledger::values::{Fault, coded, count, duration, flag, list};

/// A value of one field; lists stand in the row's own list storage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'r> {
    /// Blank, unreadable, or without a column.
    Missing,
    /// Free text.
    Text(&'r str),
    /// A name, by its number.
    Name(NameId),
    /// A day, perhaps to be settled by the rest of the column.
    Day(Day),
    /// Minutes after midnight of the row's date.
    Minutes(i32),
    /// Hours of a duration, or a plain number.
    Number(f64),
    /// A whole number.
    Count(u32),
    /// A list of names, by its place in the row's list storage.
    List(usize, usize),
    /// Yes or no.
    Flag(bool),
    /// Position of a coded value.
    Code(u32),
    /// Set of coded values.
    Bits(u32),
}

/// What became of a record.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// The row's values can be stored.
    Accepted,
    /// The row lacks a required value, or is damaged.
    Rejected(Notice),
}

/// Reads the records of one file into rows.
pub struct RowReader<'l> {
    layout: &'l Layout,
    schema: &'static Schema,
    priorities: Vec<usize>,
    /// Doubts about cells, in order.
    pub warnings: Vec<Notice>,
    lists: Vec<NameId>,
    codes: Vec<FxHashMap<Box<str>, Result<u32, Fault>>>,
}

impl<'l> RowReader<'l> {
    /// A reader for files of this layout.
    #[must_use]
    pub fn new(layout: &'l Layout) -> Self {
        let schema = layout.ledger.schema();
        Self {
            layout,
            schema,
            priorities: vec![usize::MAX; schema.fields.len()],
            warnings: Vec::new(),
            lists: Vec::new(),
            codes: vec![FxHashMap::default(); schema.fields.len()],
        }
    }

    /// The list storage of the current row, into which its list values point.
    #[must_use]
    pub fn lists(&self) -> &[NameId] {
        &self.lists
    }

    /// Reads one record; `values` has one place for each field of the schema.
    pub fn read<'r>(
        &mut self,
        record: &'r Record,
        names: &mut NamePool,
        values: &mut [Value<'r>],
    ) -> Outcome {
        values.fill(Value::Missing);
        self.priorities.fill(usize::MAX);
        self.lists.clear();
        if let Some(notice) = self.damaged(record) {
            return Outcome::Rejected(notice);
        }
        let mut times = TimeCell::default();
        for (position, column) in self.layout.columns.iter().enumerate() {
            let Some(target) = column.target else {
                continue;
            };
            let bytes = record.cell(position);
            let Ok(cell) = std::str::from_utf8(bytes) else {
                if let Some(notice) = self.invalid(record, column, bytes, target) {
                    return Outcome::Rejected(notice);
                }
                continue;
            };
            let cell = trimmed(cell);
            if cell.is_empty() {
                continue;
            }
            let fault = self.fill(target, column, cell, names, values, &mut times);
            if let Err(fault) = fault {
                let notice = notice(record, &column.header, cell, fault);
                if self.is_required(target) && !is_assumption(fault) {
                    return Outcome::Rejected(notice);
                }
                self.warnings.push(notice);
            }
        }
        if let Some(field) = self.missing(values) {
            let header = self.header_of(field);
            return Outcome::Rejected(notice(record, &header, "", Fault::Missing));
        }
        if record.cells() < self.layout.columns.len() {
            self.warnings
                .push(notice(record, "", "", Fault::TooFewCells));
        }
        self.settle_times(record, values, times);
        Outcome::Accepted
    }

    /// What is wrong with the record as a whole.
    fn damaged(&self, record: &Record) -> Option<Notice> {
        if record.too_long {
            return Some(notice(record, "", "", Fault::TooLong));
        }
        let columns = self.layout.columns.len();
        let beyond = (columns..record.cells())
            .map(|position| String::from_utf8_lossy(record.cell(position)))
            .find(|cell| !trimmed(cell).is_empty());
        if let Some(cell) = beyond {
            return Some(notice(record, "", &cell, Fault::TooManyCells));
        }
        memchr::memchr(0, record.bytes())?;
        let position = (0..record.cells()).find(|cell| record.cell(*cell).contains(&0))?;
        let cell = String::from_utf8_lossy(record.cell(position));
        let header = self
            .layout
            .columns
            .get(position)
            .map_or("", |column| &column.header);
        Some(notice(record, header, &cell, Fault::NulByte))
    }

    fn invalid(
        &mut self,
        record: &Record,
        column: &MappedColumn,
        bytes: &[u8],
        target: Target,
    ) -> Option<Notice> {
        let lossy = String::from_utf8_lossy(bytes);
        let notice = notice(record, &column.header, &lossy, Fault::InvalidBytes);
        if self.is_required(target) {
            return Some(notice);
        }
        self.warnings.push(notice);
        None
    }

    fn fill<'r>(
        &mut self,
        target: Target,
        column: &MappedColumn,
        cell: &'r str,
        names: &mut NamePool,
        values: &mut [Value<'r>],
        times: &mut TimeCell,
    ) -> Result<(), Fault> {
        if cell.contains('\u{fffd}') {
            return Err(Fault::InvalidBytes);
        }
        match target {
            Target::Field(position) => {
                if self.priorities[position] <= column.priority
                    && values[position] != Value::Missing
                {
                    return Ok(());
                }
                let field = &self.schema.fields[position];
                let (value, doubt) = self.value(field, column, cell, names, times)?;
                values[position] = value;
                self.priorities[position] = column.priority;
                doubt.map_or(Ok(()), Err)
            }
            Target::Mixed(position) => {
                self.mixed(&self.schema.mixed[position], cell, names, values)
            }
            Target::Folded(position) => self.folded(&self.schema.folded[position], cell, values),
        }
    }

    /// The value of a cell, and a doubt where one was settled by an assumption.
    fn value<'r>(
        &mut self,
        field: &Field,
        column: &MappedColumn,
        cell: &'r str,
        names: &mut NamePool,
        times: &mut TimeCell,
    ) -> Result<(Value<'r>, Option<Fault>), Fault> {
        let value = match field.kind {
            Kind::Text => Value::Text(cell),
            Kind::Name => Value::Name(names.number(cell)),
            Kind::Date => {
                let read = date::read(cell)?;
                if field.name == "date" {
                    *times = read.times;
                }
                let doubt = matches!(read.day, Day::Coarse(_)).then_some(Fault::DayAssumed);
                return Ok((Value::Day(read.day), doubt));
            }
            Kind::Time => Value::Minutes(moment(cell, times)?),
            Kind::Duration => Value::Number(duration::read(cell, column.unit)?),
            Kind::Number => Value::Number(count::read_number(cell, column.factor)?),
            Kind::Count => {
                let read = count::read(cell, column.factor)?;
                return Ok((
                    Value::Count(read.count),
                    read.low_end.then_some(Fault::RangeLow),
                ));
            }
            Kind::Names => self.list_value(cell, names),
            Kind::NamesOrCount => match count::read(cell, column.factor) {
                Ok(read) if !list::has_separator(cell) || is_grouped_number(cell) => {
                    return Ok((
                        Value::Count(read.count),
                        read.low_end.then_some(Fault::RangeLow),
                    ));
                }
                Err(fault @ Fault::Negative) => return Err(fault),
                _ => self.list_value(cell, names),
            },
            Kind::Flag => Value::Flag(flag::read(cell)?),
            Kind::Code(codes) => Value::Code(self.code(field, cell, codes)?),
            Kind::CodeSet(codes) => return code_set(cell, codes),
        };
        Ok((value, None))
    }

    /// A coded value; few words recur in many rows, so each is read once.
    fn code(&mut self, field: &Field, cell: &str, codes: coded::Codes) -> Result<u32, Fault> {
        const MOST: usize = 256;
        let known = self
            .schema
            .position(field.name)
            .map(|position| &mut self.codes[position]);
        let Some(known) = known else {
            return coded::read(cell, codes);
        };
        if let Some(code) = known.get(cell) {
            return *code;
        }
        let code = coded::read(cell, codes);
        if known.len() < MOST {
            known.insert(cell.into(), code);
        }
        code
    }

    fn list_value(&mut self, cell: &str, names: &mut NamePool) -> Value<'static> {
        let start = self.lists.len();
        if !list::is_none(cell) && !matches!(cell, "否" | "no" | "No") {
            for entry in list::entries(cell) {
                let number = names.number(entry);
                if !self.lists[start..].contains(&number) {
                    self.lists.push(number);
                }
            }
        }
        Value::List(start, self.lists.len())
    }

    fn mixed<'r>(
        &mut self,
        mixed: &Mixed,
        cell: &'r str,
        names: &mut NamePool,
        values: &mut [Value<'r>],
    ) -> Result<(), Fault> {
        let mut understood = false;
        for (word, field, stands_for) in mixed.words {
            let Some(position) = self.schema.position(field) else {
                continue;
            };
            if cell.contains(word) && values[position] == Value::Missing {
                values[position] = match self.schema.fields[position].kind {
                    Kind::Flag => Value::Flag(flag::read(stands_for)?),
                    _ => self.list_value(stands_for, names),
                };
                understood = true;
            }
        }
        for entry in std::iter::once(cell).chain(list::entries(cell)) {
            for field in mixed.codes {
                let Some(position) = self.schema.position(field) else {
                    continue;
                };
                let Kind::Code(codes) = self.schema.fields[position].kind else {
                    continue;
                };
                if let Ok(code) = self.code(&self.schema.fields[position], entry, codes) {
                    understood = true;
                    if values[position] == Value::Missing {
                        values[position] = Value::Code(code);
                    }
                }
            }
        }
        if understood {
            Ok(())
        } else {
            Err(Fault::NotACode)
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
        let bit = coded::read(folded.demand, DEMANDS).map_or(0, |code| 1 << code);
        let known = match values[position] {
            Value::Bits(bits) => bits,
            _ => 0,
        };
        values[position] = Value::Bits(if demanded { known | bit } else { known });
        Ok(())
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

    fn header_of(&self, field: usize) -> String {
        self.column_of(field).map_or_else(
            || self.schema.fields[field].name.to_owned(),
            |column| self.layout.columns[column].header.clone(),
        )
    }

    fn column_of(&self, field: usize) -> Option<usize> {
        let target = Some(Target::Field(field));
        self.layout
            .columns
            .iter()
            .position(|column| column.target == target)
    }

    /// A notice about the cell of one field.
    #[must_use]
    pub fn notice_of(&self, field: usize, record: &Record, fault: Fault) -> Notice {
        let cell = self
            .column_of(field)
            .map(|column| String::from_utf8_lossy(record.cell(column)));
        notice(
            record,
            &self.header_of(field),
            &cell.unwrap_or_default(),
            fault,
        )
    }

    /// Times that stood in the date cell go where no column of their own gave any; an end before
    /// its start is no end.
    fn settle_times(&mut self, record: &Record, values: &mut [Value<'_>], times: TimeCell) {
        let (Some(start), Some(end)) = (self.schema.position("start"), self.schema.position("end"))
        else {
            return;
        };
        for (position, found) in [(start, times.start), (end, times.end)] {
            if values[position] == Value::Missing
                && let Some(minutes) = found
            {
                values[position] = Value::Minutes(minutes);
            }
        }
        let day = self
            .schema
            .position("date")
            .map(|position| values[position]);
        for position in [start, end] {
            values[position] = relative(values[position], day);
        }
        if let (Value::Minutes(from), Value::Minutes(to)) = (values[start], values[end])
            && to < from
        {
            values[end] = Value::Missing;
            let header = self.header_of(end);
            let value = format!("{:02}:{:02}", to.rem_euclid(1440) / 60, to.rem_euclid(60));
            self.warnings
                .push(notice(record, &header, &value, Fault::EndBeforeStart));
        }
    }
}

/// `1,200` is a number although a comma separates lists.
fn is_grouped_number(cell: &str) -> bool {
    cell.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '，') || !c.is_ascii())
        && count::read_number(cell, 1.0).is_ok()
}

/// A set of coded values; words that are none of them are doubted, not lost in silence.
fn code_set(cell: &str, codes: coded::Codes) -> Result<(Value<'static>, Option<Fault>), Fault> {
    if list::is_none(cell) || flag::read(cell) == Ok(false) {
        return Ok((Value::Bits(0), None));
    }
    let narrowed = narrow(cell);
    let (mut bits, mut doubt) = (0, None);
    for entry in list::entries(&narrowed)
        .into_iter()
        .flat_map(|entry| entry.split(['/', '+']))
    {
        match coded::read(entry, codes) {
            Ok(code) => bits |= 1 << code,
            Err(fault) => doubt = Some(fault),
        }
    }
    match doubt {
        Some(fault) if bits == 0 => Err(fault),
        doubt => Ok((Value::Bits(bits), doubt)),
    }
}

/// Whether the value was read after all, on an assumption that is said.
fn is_assumption(fault: Fault) -> bool {
    matches!(fault, Fault::DayAssumed | Fault::RangeLow)
}

/// A notice about one cell of a record.
pub(super) fn notice(record: &Record, column: &str, value: &str, fault: Fault) -> Notice {
    Notice {
        line: record.line,
        column: column.to_owned(),
        value: super::excerpt(value),
        fault,
    }
}
