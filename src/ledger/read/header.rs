//! From header cells to fields: which ledger a table is, which line is its header, and which
//! column holds what. The best-mapped line of the head wins, under whichever delimiter maps it
//! best; what fits no ledger or two is refused with the columns that were missing or shared.

use std::collections::BTreeMap;

use super::records::{Next, Record, Records};
use crate::ledger::schema::{Ledger, Schema};
use crate::ledger::values::duration::Unit;
use crate::ledger::values::normal::{name, narrow, trimmed};
use crate::text::Message;

/// What a column's cells are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field, by its position in the schema.
    Field(usize),
    /// Several coded fields told apart by value, by position among the schema's mixed columns.
    Mixed(usize),
    /// A yes/no column for one demand, by position among the schema's folded columns.
    Folded(usize),
}

/// One column of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedColumn {
    /// The header as the file has it.
    pub header: String,
    /// What it holds; `None` where it is kept as evidence only.
    pub target: Option<Target>,
    /// Unit of a duration, where the header names one.
    pub unit: Unit,
    /// Factor of a count, where the header names one (万).
    pub factor: f64,
    /// Among several columns of one field, the lower goes first.
    pub priority: usize,
}

/// How a file is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Which ledger it is.
    pub ledger: Ledger,
    /// What settled that; a key of the catalogue.
    pub why: &'static str,
    /// What separates its cells.
    pub delimiter: u8,
    /// Physical line of the header.
    pub header_line: u64,
    /// Its columns, from the left.
    pub columns: Vec<MappedColumn>,
}

impl Layout {
    /// The field that a column is mapped to, as machine formats name it.
    #[must_use]
    pub fn field_name(&self, column: &MappedColumn) -> Option<String> {
        let schema = self.ledger.schema();
        column.target.map(|target| match target {
            Target::Field(position) => schema.fields[position].name.to_owned(),
            Target::Mixed(position) => schema.mixed[position].codes.join("|"),
            Target::Folded(position) => format!("demands:{}", schema.folded[position].demand),
        })
    }
}

/// What the caller knows of a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Hints<'h> {
    /// The ledger that the command or the configuration says it is.
    pub forced: Option<Ledger>,
    /// The ledger that its name suggests.
    pub by_name: Option<Ledger>,
    /// Headers mapped by the configuration, for each ledger: header → field, or "" to leave it out.
    pub columns: Option<&'h BTreeMap<Ledger, BTreeMap<String, String>>>,
}

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Title rows stand above the header; more than so many lines of them do not.
const HEAD_RECORDS: usize = 30;
/// Fields for which several columns may stand in one file: the best one that has a value is
/// taken, row by row (实到 before 参会 before 应到).
const RANKED: [&str; 2] = ["attendees", "id"];

/// The normal form of a header, and the unit that it names in brackets.
#[must_use]
pub fn normal(header: &str) -> (String, Option<String>) {
    let narrowed = narrow(trimmed(header)).to_lowercase().replace('_', " ");
    let mut text = name(&narrowed)
        .trim_matches(['*', ':', '"', '\''])
        .to_owned();
    let mut unit = None;
    if let Some(open) = text.find(['(', '[', '【'])
        && text.ends_with([')', ']', '】'])
    {
        let inner: String = text[open..].chars().skip(1).collect();
        unit = Some(inner.trim_end_matches([')', ']', '】']).trim().to_owned());
        text.truncate(open);
    }
    (text.trim().to_owned(), unit)
}

/// Finds the layout of a file from the beginning of its text.
///
/// # Errors
/// A message that says which columns were missing, shared, or claimed twice.
pub fn find(head: &[u8], hints: &Hints<'_>) -> Result<Layout, Message> {
    let mut fits: Vec<(usize, Layout)> = Vec::new();
    let mut nearest: Option<(usize, Miss)> = None;
    for delimiter in DELIMITERS {
        for (line, cells) in head_records(head, delimiter) {
            for ledger in hints
                .forced
                .map_or(Ledger::ALL.to_vec(), |ledger| vec![ledger])
            {
                let columns = map(&cells, ledger, hints)?;
                let found = mapped(&columns);
                let missing = missing(&columns, ledger.schema());
                if missing.is_empty() {
                    let layout = Layout {
                        ledger,
                        why: "why-header",
                        delimiter,
                        header_line: line,
                        columns,
                    };
                    fits.push((found, layout));
                } else if hints
                    .forced
                    .or(hints.by_name)
                    .is_none_or(|named| named == ledger)
                    && nearest.as_ref().is_none_or(|(best, _)| found > *best)
                {
                    nearest = Some((
                        found,
                        Miss {
                            ledger,
                            missing,
                            line,
                            header: cells.join(" | "),
                        },
                    ));
                }
            }
        }
    }
    let mut layout = choose(fits, hints)
        .map_err(|shared| shared.unwrap_or_else(|| no_fit(nearest.map(|(_, miss)| miss), hints)))?;
    claimed_once(&layout)?;
    if hints.forced.is_some() {
        layout.why = "why-forced";
    } else if hints.by_name == Some(layout.ledger) {
        layout.why = "why-name";
    }
    Ok(layout)
}

struct Miss {
    ledger: Ledger,
    missing: Vec<&'static str>,
    line: u64,
    header: String,
}

/// The best-mapped layout; `Err(Some)` where two ledgers share it, `Err(None)` where none fits.
fn choose(mut fits: Vec<(usize, Layout)>, hints: &Hints<'_>) -> Result<Layout, Option<Message>> {
    let named = hints
        .by_name
        .filter(|named| fits.iter().any(|(_, layout)| layout.ledger == *named));
    if let Some(named) = named {
        fits.retain(|(_, layout)| layout.ledger == named);
    }
    let Some(most) = fits.iter().map(|(found, _)| *found).max() else {
        return Err(None);
    };
    fits.retain(|(found, _)| *found == most);
    let first = fits[0].1.clone();
    match fits.iter().find(|(_, other)| other.ledger != first.ledger) {
        None => Ok(first),
        Some((_, other)) => {
            let shared: Vec<String> = first
                .columns
                .iter()
                .filter(|column| column.target.is_some())
                .map(|column| column.header.clone())
                .collect();
            Err(Some(
                Message::new("file-of-two-ledgers")
                    .text("first", first.ledger.name())
                    .text("second", other.ledger.name())
                    .text("columns", shared.join(", ")),
            ))
        }
    }
}

fn no_fit(nearest: Option<Miss>, hints: &Hints<'_>) -> Message {
    let Some(miss) = nearest else {
        return Message::new("file-without-header");
    };
    let key = if hints.forced.is_some() || hints.by_name.is_some() {
        "file-missing-columns"
    } else {
        "file-of-no-ledger"
    };
    let mut missing = Vec::new();
    for field in &miss.missing {
        let header = miss
            .ledger
            .schema()
            .field(field)
            .and_then(|field| field.headers.first());
        missing.push(format!("{field} ({})", header.unwrap_or(&"-")));
    }
    Message::new(key)
        .text("ledger", miss.ledger.name())
        .text("missing", missing.join(", "))
        .count("line", miss.line as usize)
        .text("header", super::excerpt(&miss.header))
}

fn head_records(head: &[u8], delimiter: u8) -> Vec<(u64, Vec<String>)> {
    let mut records = Records::new(head, delimiter);
    let mut record = Record::default();
    let mut found = Vec::new();
    while found.len() < HEAD_RECORDS {
        match records.next(&mut record) {
            Ok(Next::Record) => {}
            Ok(Next::Blank(_)) => continue,
            Ok(Next::End) | Err(_) => break,
        }
        let cells = (0..record.cells())
            .map(|cell| String::from_utf8_lossy(record.cell(cell)).into_owned())
            .collect();
        found.push((record.line, cells));
    }
    found
}

fn map(cells: &[String], ledger: Ledger, hints: &Hints<'_>) -> Result<Vec<MappedColumn>, Message> {
    let configured = hints.columns.and_then(|columns| columns.get(&ledger));
    cells
        .iter()
        .map(|cell| {
            let (header, unit) = normal(cell);
            let (target, priority) = match configured.and_then(|columns| columns.get(trimmed(cell)))
            {
                Some(field) if field.is_empty() => (None, 0),
                Some(field) => (Some(configured_target(ledger, cell, field)?), 0),
                None => match known_target(ledger.schema(), &header) {
                    Some((target, priority)) => (Some(target), priority),
                    None => (None, 0),
                },
            };
            Ok(MappedColumn {
                header: trimmed(cell).to_owned(),
                target,
                unit: unit
                    .as_deref()
                    .and_then(Unit::named)
                    .or_else(|| named_unit(&header))
                    .unwrap_or_default(),
                factor: match unit.as_deref() {
                    Some("万" | "万人") => 1e4,
                    _ => 1.0,
                },
                priority,
            })
        })
        .collect()
}

/// The unit that the words of a header name: `hours`, `speech minutes`, `时长小时`.
fn named_unit(header: &str) -> Option<Unit> {
    let words = header
        .split([' ', '/'])
        .find_map(|word| Unit::named(word).filter(|_| word.len() > 1));
    let endings = ["小时", "分钟"]
        .into_iter()
        .find(|ending| header.ends_with(ending));
    words.or_else(|| endings.and_then(Unit::named))
}

fn configured_target(ledger: Ledger, header: &str, field: &str) -> Result<Target, Message> {
    ledger
        .schema()
        .position(field)
        .map(Target::Field)
        .ok_or_else(|| {
            let known: Vec<&str> = ledger
                .schema()
                .fields
                .iter()
                .map(|field| field.name)
                .collect();
            Message::new("config-unknown-field")
                .text("ledger", ledger.name())
                .text("header", header)
                .text("field", field)
                .text("known", known.join(", "))
        })
}

fn known_target(schema: &Schema, header: &str) -> Option<(Target, usize)> {
    for (position, field) in schema.fields.iter().enumerate() {
        if field.name.replace('_', " ") == header {
            return Some((Target::Field(position), 0));
        }
        if let Some(rank) = field.headers.iter().position(|known| *known == header) {
            return Some((Target::Field(position), rank + 1));
        }
    }
    let mixed = schema
        .mixed
        .iter()
        .position(|mixed| mixed.headers.contains(&header));
    let folded = || {
        schema
            .folded
            .iter()
            .position(|folded| folded.headers.contains(&header))
    };
    mixed
        .map(Target::Mixed)
        .or_else(|| folded().map(Target::Folded))
        .map(|target| (target, 0))
}

fn mapped(columns: &[MappedColumn]) -> usize {
    columns
        .iter()
        .filter(|column| column.target.is_some())
        .count()
}

fn missing(columns: &[MappedColumn], schema: &Schema) -> Vec<&'static str> {
    schema
        .required()
        .filter(|field| {
            let position = schema.position(field).map(Target::Field);
            columns.iter().all(|column| column.target != position)
        })
        .collect()
}

/// Two columns of one field are an error, save where the field ranks its columns.
fn claimed_once(layout: &Layout) -> Result<(), Message> {
    let schema = layout.ledger.schema();
    for (position, column) in layout.columns.iter().enumerate() {
        let Some(Target::Field(field)) = column.target else {
            continue;
        };
        let earlier = layout.columns[..position]
            .iter()
            .find(|other| other.target == column.target);
        let Some(earlier) = earlier else { continue };
        let same_header = normal(&earlier.header) == normal(&column.header);
        if same_header || !RANKED.contains(&schema.fields[field].name) {
            return Err(Message::new("file-field-claimed-twice")
                .text("ledger", schema.name)
                .text("field", schema.fields[field].name)
                .text("first", &earlier.header)
                .text("second", &column.header)
                .count("line", layout.header_line as usize)
                .count("column", position + 1));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(head: &str) -> Result<Layout, String> {
        find(head.as_bytes(), &Hints::default()).map_err(|message| message.to_string())
    }

    #[test]
    fn headers_lose_blanks_brackets_and_width() {
        assert_eq!(
            normal("会议时长（小时）"),
            ("会议时长".into(), Some("小时".into()))
        );
        assert_eq!(normal(" *召开 时间： "), ("召开时间".into(), None));
        assert_eq!(normal("Target_Code"), ("target code".into(), None));
    }

    #[test]
    fn the_header_is_found_below_titles_and_under_any_delimiter() {
        let found = layout("云岭县2024年会议台账\n\n会议名称\t召开时间\t主办单位\tx\n").unwrap();
        assert_eq!(
            (found.ledger, found.delimiter, found.header_line),
            (Ledger::Meetings, b'\t', 3)
        );
        assert_eq!(
            found.field_name(&found.columns[0]).as_deref(),
            Some("title")
        );
        assert_eq!(found.columns[3].target, None);
    }

    #[test]
    fn what_fits_none_or_two_is_refused_with_its_columns() {
        assert!(
            layout("a,b,c\n1,2,3\n")
                .unwrap_err()
                .contains("file-of-no-ledger")
        );
        assert!(layout("").unwrap_err().contains("file-without-header"));
        let two = layout("name,owner\nx,y\n").unwrap_err();
        assert!(
            two.contains("file-of-two-ledgers") && two.contains("groups"),
            "{two}"
        );
        let twice = layout("title,会议名称,date,organizer\n").unwrap_err();
        assert!(twice.contains("file-field-claimed-twice"), "{twice}");
        assert!(layout("title,date,date,organizer\n").is_err());
    }

    #[test]
    fn a_header_names_the_unit_of_its_numbers() {
        for (header, unit) in [
            ("hours", Some(Unit::Hours)),
            ("speech minutes", Some(Unit::Minutes)),
            ("minutes per day", Some(Unit::Minutes)),
            ("时长小时", Some(Unit::Hours)),
            ("时长", None),
        ] {
            assert_eq!(named_unit(header), unit, "{header}");
        }
    }

    #[test]
    fn ranked_fields_take_several_columns() {
        let found = layout("title,date,organizer,应到人数,实到人数\n").unwrap();
        assert!(found.columns[4].priority < found.columns[3].priority);
    }
}
