//! The search for the header of a table: every place where structure lets one stand is mapped for every
//! ledger, and what fits is weighed.

use std::ops::Range;

use super::constants::{self, Around};
use super::dialect::{HeadRecord, Reading};
use super::header::Header;
use super::header_place::{self, HeaderCandidate};
use super::laid_out::Layout;
use super::mapped::{Hints, MappedColumn, Mapping, Target};
use super::{mapping, shape};
use crate::ledger::headers::Cells;
use crate::ledger::headers::units::{self, HeaderUnit};
use crate::ledger::schema::{Kind, Ledger, Schema};
use crate::text::Message;

pub(super) struct Fit {
    pub(super) total: f64,
    pub(super) rows: usize,
    pub(super) layout: Layout,
    /// A title above the table names the ledger.
    pub(super) is_titled: bool,
    pub(super) clash: Option<(usize, usize)>,
}

pub(super) struct Miss {
    pub(super) total: f64,
    pub(super) missing: Vec<&'static str>,
    pub(super) layout: Layout,
}
/// The search for the header of a table.
pub(super) struct Search<'s> {
    hints: &'s Hints<'s>,
    pub(super) fits: Vec<Fit>,
    pub(super) nearest: Option<Miss>,
}

/// One place where the header of a table may stand, with what stands above and below.
pub(super) struct Place<'p> {
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
    pub(super) fn through(readings: &[Reading], hints: &'s Hints<'s>) -> Result<Self, Message> {
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
            && self
                .nearest
                .as_ref()
                .is_none_or(|miss| mapping.total > miss.total)
        {
            self.nearest = Some(Miss {
                total: mapping.total,
                missing,
                layout,
            });
        }
        Ok(())
    }
}
/// Lists for the columns that stayed open what they might be.
pub(super) fn list_open(layout: &mut Layout, readings: &[Reading]) {
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
fn missing(columns: &[MappedColumn], schema: &Schema) -> Vec<&'static str> {
    schema
        .required()
        .filter(|field| {
            let position = schema.position(field).map(Target::Field);
            columns.iter().all(|column| column.target != position)
        })
        .collect()
}
