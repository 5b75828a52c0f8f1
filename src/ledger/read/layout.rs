//! How a table is laid out: which ledger it is, where its header stands and how many rows it
//! takes, and which columns are its own. The best-mapped header wins, under whichever dialect
//! maps it best; what fits no ledger or two is refused with the columns that were missing or
//! shared.

use std::ops::Range;

use super::constants::{self, Around, Constant};
use super::dialect::{Dialect, HeadRecord, Reading};
use super::header_place::{self, HeaderCandidate};
use super::mapping::{self, Header, Hints, MappedColumn, Mapping, Target, field_name};
use super::shape;
use crate::ledger::headers::Cells;
use crate::ledger::headers::units::{self, HeaderUnit};
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
    /// What holds for every row and stands in no column.
    pub constants: Vec<Constant>,
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

    /// A column by its place; constants stand behind the last.
    #[must_use]
    pub fn column(&self, position: usize) -> &MappedColumn {
        let constant = || &self.constants[position - self.columns.len()].column;
        self.columns.get(position).unwrap_or_else(constant)
    }

    /// The value of a field that holds for every row.
    #[must_use]
    pub fn constant_of(&self, field: usize) -> Option<&Constant> {
        self.constants
            .iter()
            .find(|constant| constant.field == field)
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

/// Two ledgers that a table fits nearly alike cannot be told apart.
const MARGIN: f64 = 0.35;

struct Fit {
    total: f64,
    rows: usize,
    layout: Layout,
    /// A title above the table names the ledger.
    is_titled: bool,
    clash: Option<(usize, usize)>,
}

struct Miss {
    found: usize,
    missing: Vec<&'static str>,
    layout: Layout,
}

/// Finds the layout of a table from its beginning, read in one way or several.
///
/// # Errors
/// A message that says which columns were missing, shared, or claimed twice.
pub fn find(readings: &[Reading], hints: &Hints<'_>) -> Result<Layout, Message> {
    let Search { fits, nearest, .. } = Search::through(readings, hints)?;
    let fit =
        choose(fits, hints).map_err(|shared| shared.unwrap_or_else(|| no_fit(nearest, hints)))?;
    if let Some((first, second)) = fit.clash {
        return Err(claimed_twice(&fit.layout, first, second));
    }
    let mut layout = fit.layout;
    if hints.forced.is_some() {
        layout.why = "why-forced";
    } else if hints.by_name == Some(layout.ledger) {
        layout.why = "why-name";
    }
    list_open(&mut layout, readings);
    Ok(layout)
}

/// What came nearest where [`find`] refuses a table: the ledger that it is perhaps, and what its
/// columns were taken for.
#[must_use]
pub fn nearest(readings: &[Reading], hints: &Hints<'_>) -> Option<Layout> {
    let search = Search::through(readings, hints).ok()?;
    let best = search
        .fits
        .into_iter()
        .max_by(|left, right| left.total.total_cmp(&right.total));
    let mut layout = match best {
        Some(fit) => fit.layout,
        None => search.nearest?.layout,
    };
    list_open(&mut layout, readings);
    Some(layout)
}

/// The search for the header of a table.
struct Search<'s> {
    hints: &'s Hints<'s>,
    fits: Vec<Fit>,
    nearest: Option<Miss>,
}

/// One place where the header of a table may stand, with what stands above and below.
struct Place<'p> {
    reading: &'p Reading,
    header: &'p [HeadRecord],
    headers: Vec<Header>,
    cells: Vec<Cells<'p>>,
    own: Vec<Range<usize>>,
    unit: HeaderUnit,
    titled: Option<Ledger>,
    above: Vec<&'p str>,
}

impl<'p> Place<'p> {
    fn of(reading: &'p Reading, first: usize, rows: usize) -> Self {
        let header = &reading.records[first..first + rows];
        let parts = shape::merged(header);
        let below = &reading.records[first + rows..];
        let body: Vec<&[String]> = below.iter().map(|row| row.cells.as_slice()).collect();
        let own = shape::own_columns(&parts, &body);
        let above = reading.records[..first].iter().flat_map(|row| &row.cells);
        Self {
            reading,
            header,
            cells: sampled(parts.len(), &body),
            headers: parts.iter().map(Header::of).collect(),
            own,
            unit: above.clone().fold(HeaderUnit::default(), |unit, cell| {
                unit.or(units::of_line(cell))
            }),
            titled: titled(above.clone()),
            above: above.map(String::as_str).collect(),
        }
    }
}

fn sampled<'c>(columns: usize, body: &[&'c [String]]) -> Vec<Cells<'c>> {
    (0..columns)
        .map(|position| {
            Cells::sample(
                body.iter()
                    .filter_map(|row| row.get(position))
                    .map(String::as_str),
            )
        })
        .collect()
}

/// The one ledger whose name stands in the rows above a table: 云岭县2024年会议台账.
fn titled<'t>(above: impl Iterator<Item = &'t String>) -> Option<Ledger> {
    let text: Vec<String> = above.map(|cell| cell.to_lowercase()).collect();
    let is_named = |ledger: &Ledger| {
        let mut names = ledger.schema().file_names.iter();
        *ledger != Ledger::Units
            && names
                .any(|name| name.chars().count() > 1 && text.iter().any(|line| line.contains(name)))
    };
    let mut named = Ledger::ALL.into_iter().filter(is_named);
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

impl<'s> Search<'s> {
    /// Tries every place where structure lets a header stand.
    fn through(readings: &[Reading], hints: &'s Hints<'s>) -> Result<Self, Message> {
        let mut search = Self {
            hints,
            fits: Vec::new(),
            nearest: None,
        };
        for candidate in header_place::candidates(readings) {
            search.try_header(candidate)?;
        }
        Ok(search)
    }

    /// Tries a place of the header for every ledger.
    fn try_header(&mut self, candidate: HeaderCandidate<'_>) -> Result<(), Message> {
        let place = Place::of(candidate.reading, candidate.first, candidate.rows);
        let ledgers = self
            .hints
            .forced
            .map_or(Ledger::ALL.to_vec(), |ledger| vec![ledger]);
        for ledger in ledgers {
            let (mapping, own) = self.map(&place, ledger)?;
            self.weigh(&place, ledger, mapping, own)?;
        }
        Ok(())
    }

    /// Maps the columns; where two tables stand side by side, those of the one that is the ledger.
    fn map(&self, place: &Place<'_>, ledger: Ledger) -> Result<(Mapping, Range<usize>), Message> {
        let map = |range: &Range<usize>| {
            let headers = &place.headers[range.clone()];
            let cells = &place.cells[range.clone()];
            mapping::map(headers, cells, place.unit, ledger, self.hints)
        };
        let all = 0..place.headers.len();
        if place.own.len() < 2 {
            return Ok((map(&all)?, all));
        }
        let mut best: Option<(Mapping, Range<usize>)> = None;
        for range in &place.own {
            let part = map(range)?;
            let is_better = best
                .as_ref()
                .is_none_or(|(best, _)| part.total > best.total);
            if missing(&part.columns, ledger.schema()).is_empty() && is_better {
                best = Some((part, range.clone()));
            }
        }
        let Some((mut mapping, own)) = best else {
            return Ok((map(&all)?, all));
        };
        let shifted = |(left, right): (usize, usize)| (left + own.start, right + own.start);
        mapping.clash = mapping.clash.map(shifted);
        let mut columns: Vec<MappedColumn> = place.headers.iter().map(mapping::unmapped).collect();
        for (position, column) in mapping.columns.into_iter().enumerate() {
            columns[own.start + position] = column;
        }
        mapping.columns = columns;
        Ok((mapping, own))
    }

    /// Adds a layout to those that fit, or notes how near it came.
    ///
    /// # Errors
    /// The configuration states a constant of no field.
    fn weigh(
        &mut self,
        place: &Place<'_>,
        ledger: Ledger,
        mapping: Mapping,
        own: Range<usize>,
    ) -> Result<(), Message> {
        let schema = ledger.schema();
        let mut missing = missing(&mapping.columns, schema);
        let around = Around {
            above: place.above.clone(),
            names: self.hints.names,
        };
        let mut constants = constants::supply(ledger, &mut missing, &around, self.hints)?;
        // A column of the table goes before what holds for every row.
        constants.retain(|constant| {
            let target = Some(Target::Field(constant.field));
            mapping.columns.iter().all(|column| column.target != target)
        });
        let named = self.hints.forced.or(self.hints.by_name);
        let is_titled = place.titled == Some(ledger);
        let is_promised = named == Some(ledger) || is_titled;
        let fits = missing.is_empty()
            && (is_promised || mapping.is_grounded)
            && (fits_alone(&mapping.columns, ledger)
                || (named == Some(ledger) && ledger == Ledger::Units));
        let columns = mapping.columns.iter();
        let found = columns.filter(|column| column.target.is_some()).count();
        let layout = Layout {
            ledger,
            why: "why-header",
            dialect: place.reading.dialect,
            header_line: place.header[0].line,
            last_header_line: place.header[place.header.len() - 1].line,
            columns: mapping.columns,
            own,
            constants,
        };
        if fits {
            self.fits.push(Fit {
                total: mapping.total,
                rows: place.header.len(),
                is_titled,
                clash: mapping.clash,
                layout,
            });
        } else if named.is_none_or(|named| named == ledger)
            && self.nearest.as_ref().is_none_or(|miss| found > miss.found)
        {
            self.nearest = Some(Miss {
                found,
                missing,
                layout,
            });
        }
        Ok(())
    }
}

/// Lists for the columns that stayed open what they might be.
fn list_open(layout: &mut Layout, readings: &[Reading]) {
    let reading = readings
        .iter()
        .find(|reading| reading.dialect == layout.dialect);
    let Some(reading) = reading else { return };
    let at = |line: u64| {
        reading
            .records
            .iter()
            .position(|record| record.line == line)
    };
    if let (Some(first), Some(last)) = (at(layout.header_line), at(layout.last_header_line)) {
        let place = Place::of(reading, first, last + 1 - first);
        mapping::list_nearest(
            &mut layout.columns,
            &place.headers,
            &place.cells,
            layout.ledger,
        );
    }
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
fn choose(mut fits: Vec<Fit>, hints: &Hints<'_>) -> Result<Fit, Option<Message>> {
    let named = hints
        .by_name
        .filter(|named| fits.iter().any(|fit| fit.layout.ledger == *named));
    if let Some(named) = named {
        fits.retain(|fit| fit.layout.ledger == named);
    }
    // Among equals the header of fewest rows: what stands above it is a title.
    let before = |left: &Fit, right: &Fit| {
        let near = (left.total - right.total).abs() < 1e-9;
        if near {
            left.rows < right.rows
        } else {
            left.total > right.total
        }
    };
    let mut best: Option<usize> = None;
    for (position, fit) in fits.iter().enumerate() {
        if best.is_none_or(|best| before(fit, &fits[best])) {
            best = Some(position);
        }
    }
    let Some(best) = best else { return Err(None) };
    let (ledger, total) = (fits[best].layout.ledger, fits[best].total);
    let rival = fits
        .iter()
        .filter(|fit| fit.layout.ledger != ledger && fit.total > total - MARGIN)
        .max_by(|left, right| left.total.total_cmp(&right.total));
    match rival {
        Some(rival) if rival.is_titled && !fits[best].is_titled => {
            let ledger = rival.layout.ledger;
            fits.retain(|fit| fit.layout.ledger == ledger);
            choose(fits, hints)
        }
        Some(rival) if rival.is_titled == fits[best].is_titled => {
            Err(Some(shared(&fits[best].layout, &rival.layout)))
        }
        _ => Ok(fits.swap_remove(best)),
    }
}

/// What is said of a table that two ledgers share.
fn shared(first: &Layout, second: &Layout) -> Message {
    let shared: Vec<String> = first
        .columns
        .iter()
        .filter(|column| column.target.is_some())
        .map(|column| column.header.clone())
        .collect();
    let (first, second) = if first.ledger < second.ledger {
        (first, second)
    } else {
        (second, first)
    };
    Message::new("file-of-two-ledgers")
        .text("first", first.ledger.name())
        .text("second", second.ledger.name())
        .text("columns", shared.join(", "))
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
            .layout
            .ledger
            .schema()
            .field(field)
            .and_then(|field| field.headers.first());
        missing.push(format!("{field} ({})", header.unwrap_or(&"-")));
    }
    if missing.is_empty() {
        missing.push("meetings | documents | forms | inspections | fingertips (1-5)".to_owned());
    }
    let headers = miss.layout.columns.iter();
    let headers: Vec<&str> = headers.map(|column| column.header.as_str()).collect();
    Message::new(key)
        .text("ledger", miss.layout.ledger.name())
        .text("missing", missing.join(", "))
        .count("line", miss.layout.header_line as usize)
        .text("header", super::excerpt(&headers.join(" | ")))
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

/// Two columns of one field that neither words nor cells tell apart are an error.
fn claimed_twice(layout: &Layout, first: usize, second: usize) -> Message {
    let schema = layout.ledger.schema();
    let field = [first, second]
        .into_iter()
        .find_map(|column| layout.columns[column].target)
        .map(|target| field_name(schema, target))
        .unwrap_or_default();
    Message::new("file-field-claimed-twice")
        .text("ledger", schema.name)
        .text("field", field)
        .text("first", &layout.columns[first].header)
        .text("second", &layout.columns[second].header)
        .count("line", layout.header_line as usize)
        .count("column", second + 1)
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
        let twice = layout("title,会议名称,date,organizer,attendees\n会,回,2024-03-05,甲局,9\n");
        let twice = twice.unwrap_err();
        assert!(twice.contains("file-field-claimed-twice"), "{twice}");
        // Two columns that hold the same are one.
        let one = layout("title,会议名称,date,organizer,attendees\n会,会,2024-03-05,甲局,9\n");
        assert_eq!(fields(&one.unwrap())[..3], ["title", "", "date"]);
        assert!(layout("title,date,date,organizer\n").is_err());
    }

    #[test]
    fn ranked_fields_take_several_columns() {
        let found = layout("title,date,organizer,应到人数,实到人数\n").unwrap();
        assert!(found.columns[4].priority < found.columns[3].priority);
    }
}
