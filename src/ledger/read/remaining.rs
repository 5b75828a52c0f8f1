//! A required field that no header speaks for, in a table that is plainly of its ledger: where a single
//! column that stayed open holds days, units, frequencies or what things of the ledger are called, it
//! is that one. Words may contradict it.

use super::candidates;
use super::mapped::{Basis, Conclusion, MappedColumn, Target};
use super::settling::Settler;
use crate::ledger::schema::{Field, Kind};

/// How sure such a conclusion is.
const CERTAINTY: f64 = 0.55;
/// So many cells must be values of the field.
const NEARLY_ALL: f64 = 0.9;
/// So many cells must be called as things of the ledger are.
const MOST: f64 = 0.6;
/// So few cells tell nothing.
const LEAST: usize = 3;
/// What a header may not speak of, where its column is to be a day of the ledger's events.
const NO_EVENT: [&str; 20] = [
    "previous", "next", "last", "record", "update", "deadline", "reply", "submit", "fill",
    "finish", "create", "expire", "disband", "offline", "end", "receive", "approve", "result",
    "problem", "money",
];
/// The same for who imposes.
const NO_IMPOSER: [&str; 26] = [
    "previous",
    "next",
    "phone",
    "money",
    "address",
    "place",
    "attend",
    "mainsend",
    "ccsend",
    "receive",
    "joint",
    "accompany",
    "undergo",
    "fill",
    "submit",
    "reply",
    "member",
    "sitin",
    "absent",
    "build",
    "remark",
    "inspected",
    "hosting",
    "problem",
    "result",
    "record",
];
/// The same for what a thing is called.
const NO_NAME: [&str; 16] = [
    "previous",
    "next",
    "convey",
    "superior",
    "material",
    "remark",
    "result",
    "problem",
    "outcome",
    "purpose",
    "content",
    "phone",
    "address",
    "person",
    "short",
    "attachment",
];

impl Settler<'_> {
    /// Takes, for each required field that is missing, the only open column whose cells are its values.
    pub(super) fn take_remaining(&self, columns: &mut [MappedColumn]) {
        for (position, field) in self.schema.fields.iter().enumerate() {
            let target = Target::Field(position);
            if !field.required || columns.iter().any(|column| column.target == Some(target)) {
                continue;
            }
            let mut fitting = (0..columns.len()).filter(|column| {
                columns[*column].target.is_none() && self.could_be(*column, field, target)
            });
            let (Some(only), None) = (fitting.next(), fitting.next()) else {
                continue;
            };
            let column = &mut columns[only];
            column.target = Some(target);
            column.conclusion = Conclusion {
                basis: Some(Basis::Remaining),
                certainty: CERTAINTY,
                fit: candidates::fit(target, &self.headers[only], &self.cells[only], self.schema),
                ..Conclusion::default()
            };
        }
    }

    fn could_be(&self, column: usize, field: &Field, target: Target) -> bool {
        let (header, cells) = (&self.headers[column], &self.cells[column]);
        let contradicting: &[&str] = match field.kind {
            Kind::Date => &NO_EVENT,
            Kind::Name if field.name == self.schema.imposer => &NO_IMPOSER,
            Kind::Frequency => &[],
            Kind::Text | Kind::Name => &NO_NAME,
            _ => return false,
        };
        let is_contradicted = header.phrases.iter().any(|phrase| {
            phrase.asks_whether || contradicting.iter().any(|meaning| phrase.has(meaning))
        });
        let fits = if contradicting == NO_NAME {
            cells.names_of_things(self.ledger)
        } else {
            candidates::fit(target, header, cells, self.schema).filter(|fit| *fit >= NEARLY_ALL)
        };
        !is_contradicted && cells.len() >= LEAST && fits.is_some_and(|fit| fit >= MOST)
    }
}
