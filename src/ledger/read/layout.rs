//! How a table is laid out: which ledger it is, where its header stands and how many rows it
//! takes, and which columns are its own. The best-mapped header wins, under whichever dialect
//! maps it best; what fits no ledger or two is refused with the columns that were missing or
//! shared.

use std::ops::Range;

use super::dialect::{Dialect, HeadRecord, Reading};
use super::mapping::{self, Header, Hints, MappedColumn, Target, field_name, normal};
use super::shape;
use crate::ledger::schema::{Kind, Ledger, Schema};
use crate::text::Message;

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Which ledger it is.
    pub ledger: Ledger,
    /// What settled that; a key of the catalogue.
    pub why: &'static str,
    /// How its text is written; `None` for a sheet.
    pub dialect: Option<Dialect>,
    /// Physical line on which the header starts.
    pub header_line: u64,
    /// Physical line on which the last row of the header starts; the body stands below.
    pub last_header_line: u64,
    /// Its columns, from the left.
    pub columns: Vec<MappedColumn>,
    /// Those of them that are the table's own, where another stands beside it.
    pub own: Range<usize>,
}

impl Layout {
    /// The field that a column is mapped to, as machine formats name it.
    #[must_use]
    pub fn field_name(&self, column: &MappedColumn) -> Option<String> {
        column
            .target
            .map(|target| field_name(self.ledger.schema(), target))
    }

    /// Whether a column says who a respondent is, and is dropped.
    #[must_use]
    pub fn hides_people(&self) -> bool {
        self.columns.iter().any(|column| column.personal)
    }

    /// The first column of a field.
    #[must_use]
    pub fn column_of(&self, field: usize) -> Option<usize> {
        let target = Some(Target::Field(field));
        self.columns
            .iter()
            .position(|column| column.target == target)
    }
}

/// Title rows stand above the header; more than so many records of them do not.
const MOST_ABOVE: usize = 30;
/// A header takes no more rows.
const MOST_ROWS: usize = 3;
/// Fields for which several columns may stand in one file: the best one that has a value is
/// taken, row by row (实到 before 参会 before 应到).
const RANKED: [&str; 2] = ["attendees", "id"];

struct Fit {
    found: usize,
    rows: usize,
    layout: Layout,
}

struct Miss {
    found: usize,
    ledger: Ledger,
    missing: Vec<&'static str>,
    line: u64,
    header: String,
}

/// Finds the layout of a table from its beginning, read in one way or several.
///
/// # Errors
/// A message that says which columns were missing, shared, or claimed twice.
pub fn find(readings: &[Reading], hints: &Hints<'_>) -> Result<Layout, Message> {
    let mut fits = Vec::new();
    let mut nearest = None;
    for reading in readings {
        for first in 0..reading.records.len().min(MOST_ABOVE) {
            try_header(reading, first, hints, &mut fits, &mut nearest)?;
        }
    }
    let mut layout =
        choose(fits, hints).map_err(|shared| shared.unwrap_or_else(|| no_fit(nearest, hints)))?;
    claimed_once(&layout)?;
    if hints.forced.is_some() {
        layout.why = "why-forced";
    } else if hints.by_name == Some(layout.ledger) {
        layout.why = "why-name";
    }
    Ok(layout)
}

/// Tries the record at `first` as the first row of the header, for every ledger and height.
fn try_header(
    reading: &Reading,
    first: usize,
    hints: &Hints<'_>,
    fits: &mut Vec<Fit>,
    nearest: &mut Option<Miss>,
) -> Result<(), Message> {
    for rows in 1..=MOST_ROWS.min(reading.records.len() - first) {
        let header = &reading.records[first..first + rows];
        if header[1..].iter().any(|row| !shape::could_be_header(row)) {
            break;
        }
        let parts = shape::merged(header);
        let below = &reading.records[first + rows..];
        let body: Vec<&[String]> = below.iter().map(|row| row.cells.as_slice()).collect();
        let own = shape::own_columns(&parts, &body);
        let headers: Vec<Header> = parts.iter().map(Header::of).collect();
        let ledgers = hints
            .forced
            .map_or(Ledger::ALL.to_vec(), |ledger| vec![ledger]);
        for ledger in ledgers {
            let mut columns = mapping::map(&headers, &body, ledger, hints)?;
            let own = keep_own(&mut columns, &own, ledger.schema());
            let layout = Layout {
                ledger,
                why: "why-header",
                dialect: reading.dialect,
                header_line: header[0].line,
                last_header_line: header[rows - 1].line,
                columns,
                own,
            };
            weigh(layout, header, hints, fits, nearest);
        }
    }
    Ok(())
}

/// Adds a layout to those that fit, or notes how near it came.
fn weigh(
    layout: Layout,
    header: &[HeadRecord],
    hints: &Hints<'_>,
    fits: &mut Vec<Fit>,
    nearest: &mut Option<Miss>,
) {
    let (ledger, columns) = (layout.ledger, &layout.columns);
    let found = columns
        .iter()
        .filter(|column| column.target.is_some())
        .count();
    let missing = missing(columns, ledger.schema());
    let named = hints.forced.or(hints.by_name);
    if missing.is_empty()
        && (fits_alone(columns, ledger) || (named == Some(ledger) && ledger == Ledger::Units))
    {
        fits.push(Fit {
            found,
            rows: header.len(),
            layout,
        });
    } else if header.len() == 1
        && named.is_none_or(|named| named == ledger)
        && nearest.as_ref().is_none_or(|miss| found > miss.found)
    {
        *nearest = Some(Miss {
            found,
            ledger,
            missing,
            line: header[0].line,
            header: header[0].cells.join(" | "),
        });
    }
}

/// Where two tables stand side by side, the columns of the one that is the ledger are kept.
fn keep_own(columns: &mut [MappedColumn], own: &[Range<usize>], schema: &Schema) -> Range<usize> {
    let all = 0..columns.len();
    if own.len() < 2 {
        return all;
    }
    let fitting = own
        .iter()
        .filter(|range| missing(&columns[(*range).clone()], schema).is_empty())
        .max_by_key(|range| {
            let part = &columns[(*range).clone()];
            let mapped = part.iter().filter(|column| column.target.is_some()).count();
            (mapped, usize::MAX - range.start)
        })
        .cloned();
    let Some(kept) = fitting else { return all };
    for (position, column) in columns.iter_mut().enumerate() {
        if !kept.contains(&position) {
            column.target = None;
        }
    }
    kept
}

/// Whether a header alone tells the ledger. One that requires next to nothing needs more: a survey
/// an answer on the scale, the tree of units a second column of its own.
fn fits_alone(columns: &[MappedColumn], ledger: Ledger) -> bool {
    let schema = ledger.schema();
    let mut fields = columns.iter().filter_map(|column| match column.target {
        Some(Target::Field(field)) => Some(field),
        _ => None,
    });
    match ledger {
        Ledger::Surveys => fields.any(|field| matches!(schema.fields[field].kind, Kind::Rating)),
        Ledger::Units => {
            fields.any(|field| matches!(schema.fields[field].name, "code" | "level" | "parent"))
        }
        _ => true,
    }
}

/// The best-mapped layout; `Err(Some)` where two ledgers share it, `Err(None)` where none fits.
fn choose(mut fits: Vec<Fit>, hints: &Hints<'_>) -> Result<Layout, Option<Message>> {
    let named = hints
        .by_name
        .filter(|named| fits.iter().any(|fit| fit.layout.ledger == *named));
    if let Some(named) = named {
        fits.retain(|fit| fit.layout.ledger == named);
    }
    let Some(most) = fits.iter().map(|fit| fit.found).max() else {
        return Err(None);
    };
    fits.retain(|fit| fit.found == most);
    // Among equals the header of fewest rows: what stands above it is a title.
    let rows = fits.iter().map(|fit| fit.rows).min();
    fits.retain(|fit| Some(fit.rows) == rows);
    let first = fits[0].layout.clone();
    match fits.iter().find(|fit| fit.layout.ledger != first.ledger) {
        None => Ok(first),
        Some(other) => {
            let shared: Vec<String> = first
                .columns
                .iter()
                .filter(|column| column.target.is_some())
                .map(|column| column.header.clone())
                .collect();
            Err(Some(
                Message::new("file-of-two-ledgers")
                    .text("first", first.ledger.name())
                    .text("second", other.layout.ledger.name())
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
    if missing.is_empty() {
        missing.push("meetings | documents | forms | inspections | fingertips (1-5)".to_owned());
    }
    Message::new(key)
        .text("ledger", miss.ledger.name())
        .text("missing", missing.join(", "))
        .count("line", miss.line as usize)
        .text("header", super::excerpt(&miss.header))
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
    use super::super::dialect::readings;
    use super::*;

    fn layout(head: &str) -> Result<Layout, String> {
        find(&readings(head, true), &Hints::default()).map_err(|message| message.to_string())
    }

    fn fields(layout: &Layout) -> Vec<String> {
        let names = layout
            .columns
            .iter()
            .map(|column| layout.field_name(column));
        names.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn the_header_is_found_below_titles_and_under_any_delimiter() {
        let found = layout("云岭县2024年会议台账\n\n会议名称\t召开时间\t主办单位\tx\n").unwrap();
        assert_eq!(
            (found.ledger, found.header_line, found.last_header_line),
            (Ledger::Meetings, 3, 3)
        );
        assert_eq!(found.dialect.unwrap().delimiter, b'\t');
        assert_eq!(fields(&found), ["title", "date", "organizer", ""]);
    }

    #[test]
    fn a_header_of_two_rows_is_one() {
        let found =
            layout("会议名称,召开时间,主办单位,参会人数,\n,,,应到,实到\n会,2024-03-05,甲局,10,9\n")
                .unwrap();
        assert_eq!((found.header_line, found.last_header_line), (1, 2));
        assert_eq!(
            fields(&found),
            ["title", "date", "organizer", "attendees", "attendees"]
        );
        assert_eq!(found.columns[4].header, "参会人数 实到");
    }

    #[test]
    fn a_table_beside_the_table_is_left_alone() {
        let found = layout(
            "会议名称,召开时间,主办单位,,会议名称,参会人数\n会,2024-03-05,甲局,,合并,9\n会二,2024-03-06,甲局,,,\n",
        )
        .unwrap();
        assert_eq!(fields(&found), ["title", "date", "organizer", "", "", ""]);
        // An empty column in one table separates nothing.
        let found = layout(
            "会议名称,召开时间,主办单位,,参会人数\n会,2024-03-05,甲局,,3\n会二,2024-03-06,甲局,,9\n",
        )
        .unwrap();
        assert_eq!(fields(&found)[4], "attendees");
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
    fn ranked_fields_take_several_columns() {
        let found = layout("title,date,organizer,应到人数,实到人数\n").unwrap();
        assert!(found.columns[4].priority < found.columns[3].priority);
    }
}
