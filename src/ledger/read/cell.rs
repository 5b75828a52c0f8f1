//! One cell to one value, by the kind of its field. Whether its row stands or falls with it is
//! `row`'s affair.

use rustc_hash::FxHashMap;

use super::mapping::MappedColumn;
use super::moments::moment;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::{Field, Kind, OUTSIDE_THE_LADDER, Schema, meetings};
use crate::ledger::values::date::{self, Day};
use crate::ledger::values::normal::{narrow, trimmed};
use crate::ledger::values::time::TimeCell;
use crate::ledger::values::{
    Fault, coded, count, credit_code, deadline, duration, flag, frequency, list, nothing, rating,
};

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

/// Cells recur (`90分钟`, `视频`, `2024-03-05`), so each is read once; of one field no more than
/// these are kept.
const MOST_KEPT: usize = 2048;
/// A longer cell recurs too rarely.
const LONGEST_KEPT: usize = 64;

/// What a cell was read as, with a doubt where one was settled by an assumption.
type Reading<'r> = Result<(Value<'r>, Option<Fault>), Fault>;

/// Reads cells; keeps what it has read, and the lists of the current row.
pub struct CellReader {
    schema: &'static Schema,
    /// Names of the current row's lists.
    pub lists: Vec<NameId>,
    /// For each column, because a header may name the unit of its numbers.
    kept: Vec<FxHashMap<Box<str>, (Reading<'static>, TimeCell)>>,
    /// For each field.
    codes: Vec<FxHashMap<Box<str>, Result<u32, Fault>>>,
    /// For each field.
    kept_lists: Vec<FxHashMap<Box<str>, Vec<NameId>>>,
}

impl CellReader {
    /// A reader for cells of a table of so many columns.
    #[must_use]
    pub fn new(schema: &'static Schema, columns: usize) -> Self {
        Self {
            schema,
            lists: Vec::new(),
            kept: vec![FxHashMap::default(); columns],
            codes: vec![FxHashMap::default(); schema.fields.len()],
            kept_lists: vec![FxHashMap::default(); schema.fields.len()],
        }
    }

    /// The value of a cell of the field at `position`, and a doubt where one was settled by an
    /// assumption.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn value<'r>(
        &mut self,
        position: usize,
        (column_position, column): (usize, &MappedColumn),
        cell: &'r str,
        names: &mut NamePool,
        times: &mut TimeCell,
    ) -> Reading<'r> {
        let field: &Field = &self.schema.fields[position];
        if says_nothing(field, cell) {
            return Ok((Value::Missing, None));
        }
        match field.kind {
            Kind::Text if field.name == "target_code" => {
                credit_code::check(cell).map(|doubt| (Value::Text(cell), doubt))
            }
            Kind::Text => Ok((Value::Text(cell), None)),
            Kind::Name => Ok((Value::Name(names.number(cell)), None)),
            // How many they are does not say who.
            Kind::Names
                if !self.kept_lists[position].contains_key(cell)
                    && (count::read_number(cell, 1.0).is_ok() || names_part(cell)) =>
            {
                Err(Fault::CountNotNames)
            }
            Kind::Names => Ok((self.list(position, cell, names), None)),
            Kind::NamesOrCount => {
                match self.plain(position, (column_position, column), cell, times) {
                    Ok(read)
                        if !list::has_separator(cell)
                            || is_grouped_number(cell)
                            || names_part(cell) =>
                    {
                        Ok(read)
                    }
                    Err(fault @ Fault::Negative) => Err(fault),
                    _ => Ok((self.list(position, cell, names), None)),
                }
            }
            _ => self.plain(position, (column_position, column), cell, times),
        }
    }

    /// A value that names nothing: what the cell says is all there is to it.
    fn plain(
        &mut self,
        position: usize,
        (column_position, column): (usize, &MappedColumn),
        cell: &str,
        times: &mut TimeCell,
    ) -> Reading<'static> {
        let field: &Field = &self.schema.fields[position];
        let kept = &mut self.kept[column_position];
        let (reading, stated) = if let Some(known) = kept.get(cell) {
            *known
        } else {
            let mut stated = TimeCell::default();
            let reading = read(field, column, cell, &mut stated);
            if kept.len() < MOST_KEPT && cell.len() <= LONGEST_KEPT {
                kept.insert(cell.into(), (reading, stated));
            }
            (reading, stated)
        };
        if matches!(field.kind, Kind::Date) && field.name == "date" {
            times.start = stated.start.or(times.start);
            times.end = stated.end.or(times.end);
        } else if times.end.is_none() {
            times.end = stated.end;
        }
        reading
    }

    /// A coded value of the field at `position`.
    ///
    /// # Errors
    /// The cell names none of the values.
    pub fn code(&mut self, position: usize, cell: &str, codes: coded::Codes) -> Result<u32, Fault> {
        let known = &mut self.codes[position];
        if let Some(code) = known.get(cell) {
            return *code;
        }
        let code = code(self.schema.fields[position].name, cell, codes);
        if known.len() < MOST_KEPT && cell.len() <= LONGEST_KEPT {
            known.insert(cell.into(), code);
        }
        code
    }

    /// A list of names, each once.
    pub fn list(&mut self, position: usize, cell: &str, names: &mut NamePool) -> Value<'static> {
        let start = self.lists.len();
        let kept = &mut self.kept_lists[position];
        if let Some(known) = kept.get(cell) {
            self.lists.extend_from_slice(known);
            return Value::List(start, self.lists.len());
        }
        if !nothing::says_none(cell) && !matches!(cell, "否" | "no" | "No") {
            let entries = list::entries(cell);
            for entry in entries
                .into_iter()
                .filter(|entry| !nothing::names_nobody(entry))
            {
                let number = names.number(entry);
                if !self.lists[start..].contains(&number) {
                    self.lists.push(number);
                }
            }
        }
        if kept.len() < MOST_KEPT {
            kept.insert(cell.into(), self.lists[start..].to_vec());
        }
        Value::List(start, self.lists.len())
    }
}

/// Whether a cell holds no value of its field. 无 is none where something is counted, listed or
/// answered, and what came of a visit; a day that has not come is no day.
fn says_nothing(field: &Field, cell: &str) -> bool {
    if nothing::is_unknown(cell) {
        return true;
    }
    if matches!(field.kind, Kind::Date) && nothing::is_not_yet(cell)
        || matches!(field.kind, Kind::Name) && nothing::names_nobody(cell)
    {
        return true;
    }
    nothing::says_none(cell)
        && match field.kind {
            Kind::Count | Kind::NamesOrCount | Kind::Names | Kind::CodeSet(_) => false,
            Kind::Flag => flag::read(cell).is_err(),
            Kind::Rating => rating::read(cell).is_err(),
            _ => field.name != "outcome",
        }
}

fn read(
    field: &Field,
    column: &MappedColumn,
    cell: &str,
    times: &mut TimeCell,
) -> Reading<'static> {
    let value = match field.kind {
        Kind::Date => {
            let read = match date::read(cell) {
                Ok(read) => read,
                Err(fault) if field.name == "due" => deadline::read(cell).ok_or(fault)?,
                Err(fault) => return Err(fault),
            };
            *times = read.times;
            let doubt = matches!(read.day, Day::Coarse(_)).then_some(Fault::DayAssumed);
            return Ok((Value::Day(read.day), doubt));
        }
        Kind::Time => Value::Minutes(moment(cell, times)?),
        Kind::Duration => {
            let read = duration::read(cell, column.unit)?;
            return Ok((Value::Number(read.hours), read.doubt));
        }
        Kind::Number => Value::Number(count::read_number(cell, column.factor)?),
        Kind::Frequency => Value::Number(frequency::read(cell)?),
        Kind::Rating => rating::read(cell)?.map_or(Value::Missing, Value::Count),
        Kind::Count | Kind::NamesOrCount => {
            let read = count::read(cell, column.factor)?;
            let doubt = read.low_end.then_some(Fault::RangeLow);
            return Ok((Value::Count(read.count), doubt));
        }
        Kind::Flag => Value::Flag(flag::read(cell)?),
        Kind::Code(codes) => Value::Code(code(field.name, cell, codes)?),
        Kind::CodeSet(codes) => return code_set(cell, codes),
        Kind::Text | Kind::Name | Kind::Names => Value::Missing,
    };
    Ok((value, None))
}

/// A coded value, with what a list of words cannot say.
fn code(field: &str, cell: &str, codes: coded::Codes) -> Result<u32, Fault> {
    match field {
        "level" if OUTSIDE_THE_LADDER.iter().any(|word| cell.contains(word)) => {
            Err(Fault::NotACode)
        }
        "mode" if meetings::is_both_ways(cell) => Ok(meetings::HYBRID),
        _ => coded::read(cell, codes),
    }
}

/// A cell without blanks around it and without the marks by which spreadsheets are kept from
/// computing it: `="0012"`, and the apostrophe that neutralises a formula.
#[must_use]
pub fn cleaned(cell: &str) -> &str {
    let text = trimmed(cell);
    let quoted = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = quoted.filter(|inner| !inner.contains('"')) {
        return trimmed(inner);
    }
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t']) => rest,
        _ => text,
    }
}

/// Why a cell could not be read: where a formula stands in it, that is the reason.
#[must_use]
pub fn reason(cell: &str, fault: Fault) -> Fault {
    let is_formula = cell
        .strip_prefix('=')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '('));
    if is_formula { Fault::Formula } else { fault }
}

/// 青山镇等3个乡镇 names one of three.
fn names_part(cell: &str) -> bool {
    cell.rsplit_once('等')
        .is_some_and(|(_, rest)| count::read_number(rest, 1.0).is_ok())
}

/// `1,200` is a number although a comma separates lists.
fn is_grouped_number(cell: &str) -> bool {
    cell.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '，') || !c.is_ascii())
        && count::read_number(cell, 1.0).is_ok()
}

/// A set of coded values; words that are none of them are doubted, not lost in silence.
fn code_set(cell: &str, codes: coded::Codes) -> Result<(Value<'static>, Option<Fault>), Fault> {
    if nothing::says_none(cell) || flag::read(cell) == Ok(false) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_spreadsheets_are_taken_off() {
        assert_eq!(cleaned("=\"0012\""), "0012");
        assert_eq!(cleaned(" '=x "), "=x");
        assert_eq!(cleaned("'90s"), "'90s");
        assert_eq!(reason("=SUM(A1)", Fault::NotANumber), Fault::Formula);
        assert_eq!(reason("==", Fault::NotANumber), Fault::NotANumber);
    }
}
