//! One file to one part of a ledger: rows in typed builders, and the account of every record.
//! What a cell left open (a date without its year, `03/04/2024`) is settled here from the rest
//! of the file, or the row is rejected.

use std::collections::BTreeSet;
use std::io::{self, Read};

use super::column::Builder;
use super::fingerprint::fingerprint;
use super::header::{self, Hints, Layout};
use super::records::{Next, Record, Records};
use super::row::{Outcome, RowReader, Value};
use super::source::Source;
use crate::ledger::account::{ColumnAccount, FileAccount, Notice, SkipReason};
use crate::ledger::names::NamePool;
use crate::ledger::schema::Schema;
use crate::ledger::values::Fault;
use crate::ledger::values::date::{self, Day};
use crate::text::Message;

const HEAD_BYTES: u64 = 64 << 10;
/// No ledger has more fields; a row's values stand on the stack.
const MOST_FIELDS: usize = 32;

/// The rows of one file, not yet merged with those of others.
pub struct Part {
    /// What became of each record.
    pub account: FileAccount,
    /// A builder for each field of the schema that the file has.
    pub builders: Vec<Option<Builder>>,
    /// Physical line of each row.
    pub lines: Vec<u32>,
    /// Rows that turned out to be none.
    pub dropped: Vec<usize>,
    /// Fingerprint of each row's mapped fields.
    pub fingerprints: Vec<u64>,
    /// Fingerprint of id, title and date; 0 where the row has no id.
    pub identities: Vec<u64>,
    /// The names of this file.
    pub names: NamePool,
}

/// Reads a file whole.
///
/// # Errors
/// A message where the file cannot be opened, read, or recognised.
pub fn load(source: &Source, file: &str, hints: &Hints<'_>) -> Result<Part, Message> {
    let unreadable =
        |error: io::Error| Message::new("file-unreadable").text("error", plain(&error));
    let survey = source.survey().map_err(unreadable)?;
    if survey.bytes == survey.mark_bytes {
        return Err(Message::new("file-empty"));
    }
    let mut text = source.text(&survey).map_err(unreadable)?;
    let mut head = Vec::new();
    text.by_ref()
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    let layout = header::find(&head, hints)?;
    let mut part = Part::new(file, survey.label(), &layout);
    let whole = io::Cursor::new(head).chain(text);
    part.fill(Records::new(whole, layout.delimiter), &layout)
        .map_err(unreadable)?;
    Ok(part)
}

/// The words of an input error without its code.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase()
}

/// A date that its cell leaves open.
struct OpenDay {
    row: usize,
    field: usize,
    day: Day,
    notice: Notice,
}

impl Part {
    fn new(file: &str, encoding: String, layout: &Layout) -> Self {
        let schema = layout.ledger.schema();
        let columns = layout.columns.iter().map(|column| ColumnAccount {
            column: column.header.clone(),
            field: layout.field_name(column),
        });
        Self {
            account: FileAccount {
                file: file.to_owned(),
                ledger: layout.ledger,
                why: layout.why,
                encoding,
                delimiter: char::from(layout.delimiter),
                header_line: layout.header_line,
                columns: columns.collect(),
                records: 0,
                accepted: 0,
                filled: 0,
                rejected: Vec::new(),
                warnings: Vec::new(),
                skipped: Vec::new(),
            },
            builders: schema.fields.iter().map(|_| None).collect(),
            lines: Vec::new(),
            dropped: Vec::new(),
            fingerprints: Vec::new(),
            identities: Vec::new(),
            names: NamePool::default(),
        }
    }

    fn fill<R: Read>(&mut self, mut records: Records<R>, layout: &Layout) -> io::Result<()> {
        let schema = layout.ledger.schema();
        let mut reader = RowReader::new(layout);
        let mut record = Record::default();
        let mut open = Vec::new();
        let identity = identity_fields(schema);
        loop {
            match records.next(&mut record)? {
                Next::End => break,
                Next::Blank(line) => {
                    self.skip(line, layout, SkipReason::Blank);
                    continue;
                }
                Next::Record if record.line <= layout.header_line => continue,
                Next::Record if record.is_blank() => {
                    self.skip(record.line, layout, SkipReason::Blank);
                    continue;
                }
                Next::Record => self.account.records += 1,
            }
            let mut values = [Value::Missing; MOST_FIELDS];
            let values = &mut values[..schema.fields.len()];
            match reader.read(&record, &mut self.names, values) {
                Outcome::Rejected(notice) => self.account.rejected.push(notice),
                Outcome::Accepted => {
                    open.extend(self.open_days(&reader, &record, values));
                    self.push(&reader, record.line, schema, values, identity);
                }
            }
        }
        self.account.warnings = reader.warnings;
        self.settle(open, schema);
        self.account.rejected.sort_by_key(|notice| notice.line);
        self.account.warnings.sort_by_key(|notice| notice.line);
        self.account.accepted = self.lines.len() - self.dropped.len();
        Ok(())
    }

    fn skip(&mut self, line: u64, layout: &Layout, reason: SkipReason) {
        if line > layout.header_line {
            self.account.records += 1;
            self.account.skipped.push((line, reason));
        }
    }

    fn push(
        &mut self,
        reader: &RowReader<'_>,
        line: u64,
        schema: &Schema,
        values: &[Value<'_>],
        identity: Option<[usize; 3]>,
    ) {
        let row = self.lines.len();
        let lists = reader.lists();
        for (position, value) in values.iter().enumerate() {
            let builder = &mut self.builders[position];
            if builder.is_none() && *value != Value::Missing {
                let mut late = Builder::new(&schema.fields[position]);
                for _ in 0..row {
                    late.push(Value::Missing, &[]);
                }
                *builder = Some(late);
            }
            if let Some(builder) = builder {
                builder.push(*value, lists);
            }
        }
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        self.fingerprints
            .push(fingerprint(values.iter().copied(), lists, &self.names));
        let known = identity.filter(|[id, ..]| values[*id] != Value::Missing);
        self.identities.push(known.map_or(0, |fields| {
            fingerprint(
                fields.iter().map(|field| values[*field]),
                lists,
                &self.names,
            )
        }));
    }

    fn open_days(
        &self,
        reader: &RowReader<'_>,
        record: &Record,
        values: &[Value<'_>],
    ) -> Vec<OpenDay> {
        let row = self.lines.len();
        let mut open = Vec::new();
        for (field, value) in values.iter().enumerate() {
            let fault = match value {
                Value::Day(Day::NoYear { .. }) => Fault::NoYear,
                // Settled days are no longer open, but they settle their column.
                Value::Day(Day::Ambiguous { .. } | Day::Settled { .. }) => Fault::AmbiguousDate,
                _ => continue,
            };
            let Value::Day(day) = *value else { continue };
            open.push(OpenDay {
                row,
                field,
                day,
                notice: reader.notice_of(field, record, fault),
            });
        }
        open
    }

    /// Settles open days from the years and the order of day and month in the other rows.
    fn settle(&mut self, open: Vec<OpenDay>, schema: &Schema) {
        if open.is_empty() {
            return;
        }
        let year = self.only_year();
        let orders: BTreeSet<(usize, bool)> = open
            .iter()
            .filter_map(|open| match open.day {
                Day::Settled { day_first, .. } => Some((open.field, day_first)),
                _ => None,
            })
            .collect();
        for mut open in open {
            let settled = match open.day {
                Day::NoYear { month, day, coarse } => year
                    .and_then(|year| date::days(year, month, day).ok())
                    .map(|days| {
                        (
                            days,
                            Some(if coarse {
                                Fault::DayAssumed
                            } else {
                                Fault::YearAssumed
                            }),
                        )
                    }),
                Day::Ambiguous {
                    first,
                    second,
                    year,
                } => {
                    match (
                        orders.contains(&(open.field, true)),
                        orders.contains(&(open.field, false)),
                    ) {
                        (true, false) => date::days(year, second, first)
                            .ok()
                            .map(|days| (days, None)),
                        (false, true) => date::days(year, first, second)
                            .ok()
                            .map(|days| (days, None)),
                        _ => None,
                    }
                }
                Day::Exact(_) | Day::Coarse(_) | Day::Settled { .. } => continue,
            };
            if let Some((days, doubt)) = settled {
                if let Some(builder) = &mut self.builders[open.field] {
                    builder.settle(open.row, days);
                }
                if let Some(doubt) = doubt {
                    open.notice.fault = doubt;
                    self.account.warnings.push(open.notice);
                }
            } else if !schema.fields[open.field].required {
                self.account.warnings.push(open.notice);
            } else if !self.dropped.contains(&open.row) {
                self.dropped.push(open.row);
                self.account.rejected.push(open.notice);
            }
        }
    }

    /// The year of the file's full dates, where they have only one.
    fn only_year(&self) -> Option<i32> {
        let mut years = self.builders.iter().filter_map(|builder| match builder {
            Some(Builder::Days(days)) => Some(days.iter().flatten().map(|days| date::year(*days))),
            _ => None,
        });
        let mut all = years.by_ref().flatten();
        let first = all.next()?;
        all.all(|year| year == first).then_some(first)
    }
}

/// Id, title and date: the fields that make two rows one where an id is given.
fn identity_fields(schema: &Schema) -> Option<[usize; 3]> {
    let title = schema
        .position("title")
        .or_else(|| schema.position("target"))?;
    Some([schema.position("id")?, title, schema.position("date")?])
}
