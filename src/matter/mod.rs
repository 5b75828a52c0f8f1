//! Same matter: whether two rows are about one thing. The rules ask three questions and know no
//! more: in which group a row is (rows of one matter are always in one group), whether two rows
//! of a group are the same matter and how sure that is, and whether they are two sessions of one
//! agenda. What a row itself declares (`conveys`) settles the matter before any title is compared.

mod cluster;
mod declared;
pub mod shingle;
mod title;
mod words;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::ledger::names::NameId;
use crate::ledger::{Ledger, Ledgers, Table};
use crate::region::{PlaceId, Units};
use cluster::Corpus;
use declared::Declarations;
pub use title::announces_meeting;
use title::{Residue, Stripper};

/// Words that a region sets for itself.
pub struct Lists<'l> {
    /// Words of regular meetings, which are ceremony.
    pub regular: &'l [String],
}

/// A row of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOf(pub Ledger, pub usize);

/// No matter: nothing is left of the title.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct RowMatter {
    residue: u32,
    session: u32,
    period: u32,
}

/// The matters of all rows.
pub struct Matters {
    rows: Vec<Vec<RowMatter>>,
    clusters: Vec<u32>,
    groups: Vec<u32>,
    corpus: Corpus,
    declared: Declarations,
}

/// Confidence in a declaration that names its source.
const DECLARED: f64 = 0.99;
/// Confidence in two titles that leave the same residue.
const IDENTICAL: f64 = 0.95;

impl Matters {
    /// Finds the matters of all rows.
    #[must_use]
    pub fn of(
        ledgers: &Ledgers,
        units: &Units,
        places: &[Vec<Option<PlaceId>>],
        lists: &Lists<'_>,
    ) -> Self {
        let declared = Declarations::of(ledgers);
        let names = OwnNames::of(ledgers, units);
        let stripper = Stripper::new(lists.regular, &names.of_all_places());
        let mut residues = Residues::default();
        let mut rows = Vec::with_capacity(Ledger::ALL.len());
        for ledger in Ledger::ALL {
            let table = ledgers.table(ledger);
            let found = subjects(table).map(|subject| {
                let residue = |row: usize| {
                    let title = declared.title(ledger, row).unwrap_or_else(|| subject(row));
                    let imposer = table.wholes(ledger.schema().imposer).get(row);
                    let own = names.of_row(places[ledger as usize][row], imposer);
                    stripper
                        .as_ref()
                        .map(|stripper| stripper.residue(title, own))
                        .unwrap_or_default()
                };
                all_residues(table.rows(), &residue)
            });
            rows.push(
                found
                    .map(|found| residues.number(found))
                    .unwrap_or_default(),
            );
        }
        let joined = declared.give_residues(&mut rows, &mut residues);
        let texts: Vec<&str> = residues.texts.iter().map(AsRef::as_ref).collect();
        let corpus = Corpus::of(texts.iter().copied());
        let clusters = corpus.clusters(&texts);
        let groups = cluster::united(&clusters, &joined);
        // Some hundred thousand texts are given back beside the work that follows.
        rayon::spawn(move || drop((residues, names)));
        Self {
            rows,
            clusters,
            groups,
            corpus,
            declared,
        }
    }

    /// The group of a row: every row of the same matter is in it, and perhaps some of another.
    #[must_use]
    pub fn group(&self, RowOf(ledger, row): RowOf) -> Option<u32> {
        let residue = self.rows[ledger as usize].get(row)?.residue;
        (residue != NONE).then(|| self.groups[residue as usize])
    }

    /// Whether two rows are about the same matter: the confidence, or `None` where they are not.
    #[must_use]
    pub fn same(&self, one: RowOf, other: RowOf) -> Option<f64> {
        if let Some(same) = self.declared.settles(one, other) {
            return same.then_some(DECLARED);
        }
        let residue = |RowOf(ledger, row)| {
            self.rows[ledger as usize]
                .get(row)
                .map_or(NONE, |matter| matter.residue)
        };
        let (one, other) = (residue(one), residue(other));
        if one == NONE
            || other == NONE
            || self.clusters[one as usize] != self.clusters[other as usize]
        {
            return None;
        }
        Some(confidence(self.corpus.likeness(one, other)))
    }

    /// Whether two rows name different sessions or different periods of one agenda.
    #[must_use]
    pub fn other_session(&self, one: RowOf, other: RowOf) -> bool {
        let of = |RowOf(ledger, row)| self.rows[ledger as usize][row];
        let (one, other) = (of(one), of(other));
        let differ = |left: u32, right: u32| left != 0 && right != 0 && left != right;
        differ(one.session, other.session) || differ(one.period, other.period)
    }
}

/// From likeness to confidence: a straight line from the threshold to identity.
fn confidence(likeness: f64) -> f64 {
    if likeness >= 1.0 {
        return IDENTICAL;
    }
    let above = ((likeness - cluster::SAME) / (1.0 - cluster::SAME)).clamp(0.0, 1.0);
    0.7 + 0.2 * above
}

type Subjects<'t> = Box<dyn Fn(usize) -> &'t str + Sync + 't>;

/// What the rows of a ledger are about; `None` for ledgers without titles.
fn subjects(table: &Table) -> Option<Subjects<'_>> {
    let (field, otherwise) = match table.ledger {
        Ledger::Meetings | Ledger::Documents => ("title", "title"),
        Ledger::Groups => ("purpose", "name"),
        Ledger::Apps | Ledger::Forms => ("name", "name"),
        Ledger::Units | Ledger::Inspections | Ledger::Surveys => return None,
    };
    let (first, second) = (table.texts(field), table.texts(otherwise));
    Some(Box::new(move |row| {
        first
            .get(row)
            .or_else(|| second.get(row))
            .unwrap_or_default()
    }))
}

/// Rows are taken apart in parallel, each piece on its own; the pieces come back in order.
fn all_residues(
    rows: usize,
    residue: &(dyn Fn(usize) -> Residue + Sync),
) -> Vec<(Residues, Vec<RowMatter>)> {
    const PIECE: usize = 8192;
    let pieces: Vec<usize> = (0..rows).step_by(PIECE).collect();
    pieces
        .into_par_iter()
        .map(|start| {
            let mut residues = Residues::default();
            let rows = (start..rows.min(start + PIECE))
                .map(|row| residues.add(&residue(row)))
                .collect();
            (residues, rows)
        })
        .collect()
}

/// Distinct residues, numbered in order of appearance.
#[derive(Default)]
struct Residues {
    texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
}

impl Residues {
    fn add(&mut self, residue: &Residue) -> RowMatter {
        RowMatter {
            residue: if residue.text.is_empty() {
                NONE
            } else {
                self.intern(&residue.text)
            },
            session: residue.session,
            period: residue.period,
        }
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    /// A residue like no other, for rows whose titles leave nothing.
    fn nameless(&mut self) -> u32 {
        self.texts.push("".into());
        self.texts.len() as u32 - 1
    }

    fn number(&mut self, pieces: Vec<(Residues, Vec<RowMatter>)>) -> Vec<RowMatter> {
        let mut all = Vec::new();
        for (piece, rows) in pieces {
            let numbers: Vec<u32> = piece.texts.iter().map(|text| self.intern(text)).collect();
            all.extend(rows.into_iter().map(|row| RowMatter {
                residue: numbers.get(row.residue as usize).copied().unwrap_or(NONE),
                ..row
            }));
        }
        all
    }
}

/// Names that a row's title may speak of without saying what it is about.
struct OwnNames {
    by_place: Vec<Vec<String>>,
    by_imposer: Vec<Option<Vec<String>>>,
}

impl OwnNames {
    fn of(ledgers: &Ledgers, units: &Units) -> Self {
        let forms = |place: PlaceId| {
            let full = ledgers.names.name(units.get(place).name).to_lowercase();
            let above = units
                .get(place)
                .parent
                .map(|above| ledgers.names.name(units.get(above).name).to_lowercase());
            let short = above.and_then(|above| {
                full.strip_prefix(above.as_str())
                    .map(|rest| rest.trim().to_owned())
            });
            [Some(full), short]
                .into_iter()
                .flatten()
                .filter(|name| name.chars().count() > 1)
        };
        let by_place: Vec<Vec<String>> = (0..units.places() as PlaceId)
            .map(|place| {
                let mut names: Vec<String> = std::iter::once(place)
                    .chain(units.above(place))
                    .flat_map(forms)
                    .collect();
                longest_first(&mut names);
                names
            })
            .collect();
        let by_imposer = by_imposer(ledgers, units, &by_place);
        Self {
            by_place,
            by_imposer,
        }
    }

    /// The names of all places, by which a title speaks of one.
    fn of_all_places(&self) -> Vec<String> {
        let mut names: Vec<String> = self.by_place.iter().flatten().cloned().collect();
        names.sort();
        names.dedup();
        names
    }

    /// The names of the unit that imposes a row, and those of the places that it stands in.
    fn of_row(&self, place: Option<PlaceId>, imposer: Option<NameId>) -> &[String] {
        let by_imposer = imposer.and_then(|imposer| self.by_imposer[imposer as usize].as_deref());
        by_imposer.unwrap_or_else(|| place.map_or(&[], |place| &self.by_place[place as usize]))
    }
}

/// The names of each imposing unit, by its number: worked out once a unit, not once a row.
fn by_imposer(
    ledgers: &Ledgers,
    units: &Units,
    by_place: &[Vec<String>],
) -> Vec<Option<Vec<String>>> {
    let mut imposes = vec![false; ledgers.names.len()];
    for ledger in Ledger::AUDITED {
        let table = ledgers.table(ledger);
        let column = table.wholes(ledger.schema().imposer);
        for imposer in (0..table.rows()).filter_map(|row| column.get(row)) {
            imposes[imposer as usize] = true;
        }
    }
    imposes
        .into_par_iter()
        .enumerate()
        .map(|(imposer, needed)| {
            if !needed {
                return None;
            }
            let place = units.place(imposer as NameId);
            let mut names = place
                .map(|place| by_place[place as usize].clone())
                .unwrap_or_default();
            let own = ledgers.names.name(imposer as NameId).to_lowercase();
            let department = names
                .iter()
                .find_map(|place| own.strip_prefix(place.as_str()))
                .map(str::to_owned);
            names.extend(department.filter(|name| name.chars().count() > 2));
            names.push(own);
            longest_first(&mut names);
            Some(names)
        })
        .collect()
}

fn longest_first(names: &mut Vec<String>) {
    names.sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
    names.dedup();
}
