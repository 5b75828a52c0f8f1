//! Which forms ask for which fields: those of the heaviest family that overlaps, else all.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::Fields;

/// Forms and fields that are drawn at most.
const MOST: (usize, usize) = (16, 40);

/// Which form asks for which field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldMatrix {
    /// The forms: name, file, line.
    pub forms: Vec<(String, String, u32)>,
    /// The fields, those that most forms ask for first.
    pub fields: Vec<String>,
    /// A row for each form.
    pub asks: Vec<Vec<bool>>,
    /// How many forms and fields the family has, drawn or not.
    pub all: (usize, usize),
}

impl FieldMatrix {
    /// Of the first finding on forms that overlap, else of all forms; `None` where none names its fields.
    #[must_use]
    pub fn of(
        region: &Region,
        findings: &[Finding],
        counts: &dyn Fn(RowOf) -> bool,
    ) -> Option<Self> {
        let meanings = Fields::of(region);
        let lists = region.table(Ledger::Forms).lists("fields");
        let of_row = |row: usize| -> Vec<NameId> {
            let own = lists.get(row).unwrap_or_default().iter();
            own.map(|name| meanings.meaning(*name).0).collect()
        };
        let rows: Vec<usize> = findings
            .iter()
            .find(|finding| finding.rule == "form-overlap")
            .map_or_else(
                || {
                    let all = 0..region.table(Ledger::Forms).rows();
                    all.filter(|row| counts(RowOf(Ledger::Forms, *row)))
                        .collect()
                },
                |finding| finding.evidence.iter().map(|row| row.row.1).collect(),
            );
        let rows: Vec<usize> = rows
            .into_iter()
            .filter(|row| !of_row(*row).is_empty())
            .collect();
        if rows.is_empty() {
            return None;
        }
        let mut times: BTreeMap<NameId, usize> = BTreeMap::new();
        for row in &rows {
            let mut fields = of_row(*row);
            fields.sort_unstable();
            fields.dedup();
            for field in fields {
                *times.entry(field).or_default() += 1;
            }
        }
        let mut fields: Vec<(NameId, usize)> = times.into_iter().collect();
        fields.sort_by(|one, other| {
            let names = || region.name(one.0).cmp(region.name(other.0));
            other.1.cmp(&one.1).then_with(names)
        });
        let all = (rows.len(), fields.len());
        // What one form alone asks for overlaps with nothing.
        if fields.iter().any(|(_, times)| *times > 1) {
            fields.retain(|(_, times)| *times > 1);
        }
        fields.truncate(MOST.1);
        // Those that ask for most of what others ask too come first.
        let shared = |row: &usize| {
            let asked: usize = fields
                .iter()
                .filter(|(field, times)| *times > 1 && of_row(*row).contains(field))
                .count();
            std::cmp::Reverse(asked)
        };
        let mut shown = rows;
        shown.sort_by_cached_key(shared);
        shown.truncate(MOST.0);
        Some(Self {
            forms: shown
                .iter()
                .map(|row| {
                    let (file, line) = region.ledgers.place(Ledger::Forms, *row);
                    (region.title(Ledger::Forms, *row), file.to_owned(), line)
                })
                .collect(),
            asks: shown
                .iter()
                .map(|row| {
                    let own = of_row(*row);
                    fields
                        .iter()
                        .map(|(field, _)| own.contains(field))
                        .collect()
                })
                .collect(),
            fields: fields
                .into_iter()
                .map(|(field, _)| region.name(field).to_owned())
                .collect(),
            all,
        })
    }
}
