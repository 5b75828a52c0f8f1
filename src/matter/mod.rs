//! Same matter: whether two rows are about one thing. The rules ask three questions and know no
//! more: in which group a row is (rows of one matter are always in one group), whether two rows
//! of a group are the same matter and how sure that is, and whether they are two sessions of one
//! agenda. What a row itself declares (`conveys`) settles the matter before any title is compared.
//!
//! A title becomes parts, what is left of them a residue; residues become sets of weighed terms,
//! and these become clusters. `explain` tells of two rows what all that rested on.

mod cluster;
mod confidence;
mod corpus;
mod declared;
mod english;
mod explain;
mod lexicon;
mod named_places;
mod own_names;
mod residues;
pub mod shingle;
mod title;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::ledger::names::NameId;
use crate::ledger::{Ledger, Ledgers, Table};
use crate::region::{PlaceId, Units};
use corpus::Corpus;
use declared::Declarations;
use named_places::NamedPlaces;
use own_names::OwnNames;
use residues::{NONE, Residues, RowMatter};

pub use explain::{Explanation, Said, Stretch, Why};
pub use lexicon::{MatterSettings, Role};
pub use title::announces_meeting;

use lexicon::Lexicon;

/// Words that a region sets for itself.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    /// Words of regular meetings, which are ceremony.
    pub regular: &'w [String],
    /// Names by which one matter goes.
    pub settings: &'w MatterSettings,
}

/// A row of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOf(pub Ledger, pub usize);

/// The matters of all rows.
pub struct Matters {
    rows: Vec<Vec<RowMatter>>,
    /// What inspections look at, by their names.
    items: FxHashMap<NameId, RowMatter>,
    leaders: Vec<u32>,
    groups: Vec<u32>,
    corpus: Corpus,
    declared: Declarations,
    named_places: NamedPlaces,
    names: OwnNames,
    lexicon: Option<Lexicon>,
    candidates: u64,
}

/// Confidence in a declaration that names its source.
const DECLARED: f64 = 0.99;
/// At least so alike are two members of a cluster that are one matter: leaders do not join what is
/// plainly apart.
const DIAMETER: f64 = 0.45;

impl Matters {
    /// Finds the matters of all rows.
    #[must_use]
    pub fn of(
        ledgers: &Ledgers,
        units: &Units,
        places: &[Vec<Option<PlaceId>>],
        words: Words<'_>,
    ) -> Self {
        let declared = Declarations::of(ledgers);
        let names = OwnNames::of(ledgers, units);
        let lexicon = Lexicon::new(words.settings, words.regular, &names.of_all_places());
        let mut residues = Residues::default();
        let mut rows = Vec::with_capacity(Ledger::ALL.len());
        for ledger in Ledger::ALL {
            let table = ledgers.table(ledger);
            let (Some(subject), Some(lexicon)) = (subjects(table), &lexicon) else {
                rows.push(Vec::new());
                continue;
            };
            let imposers = table.wholes(ledger.schema().imposer);
            rows.push(residues.of_rows(table.rows(), &|row| {
                let title = declared.title(ledger, row).unwrap_or_else(|| subject(row));
                let place = places[ledger as usize][row];
                let own = names.of_row(place, imposers.get(row));
                (title::residue(title, own, lexicon), place)
            }));
        }
        let items = inspected_items(ledgers);
        if let Some(lexicon) = &lexicon {
            let names = &ledgers.names;
            let item = |item: usize| (title::residue(names.name(items[item]), &[], lexicon), None);
            rows.push(residues.of_rows(items.len(), &item));
        }
        declared.name_nameless(&mut rows, &mut residues);
        residues.sort(&mut rows);
        let joined = declared.joined(&rows);
        let named_places = NamedPlaces::of(&residues.texts, &names.bearers(ledgers, units), units);
        let corpus = Corpus::of(&residues.texts);
        let clusters = cluster::clusters(&corpus);
        let groups = cluster::united(&clusters, &joined);
        // Some hundred thousand texts are given back beside the work that follows.
        rayon::spawn(move || drop(residues));
        let item_matters = rows.split_off(Ledger::ALL.len()).pop().unwrap_or_default();
        Self {
            rows,
            items: items.into_iter().zip(item_matters).collect(),
            leaders: clusters.leaders,
            groups,
            corpus,
            declared,
            named_places,
            names,
            lexicon,
            candidates: clusters.candidates,
        }
    }

    /// The group of a row: every row of the same matter is in it, and perhaps some of another.
    #[must_use]
    pub fn group(&self, row: RowOf) -> Option<u32> {
        let matter = self.matter(row)?;
        Some(self.groups[matter.residue as usize])
    }

    /// Whether two rows are about the same matter: the confidence, or `None` where they are not.
    #[must_use]
    pub fn same(&self, one: RowOf, other: RowOf) -> Option<f64> {
        if let Some(same) = self.declared.settles(one, other) {
            return same.then_some(DECLARED);
        }
        self.alike(one, other).map(confidence::of)
    }

    /// How alike the titles of two rows are, where they are one matter.
    fn alike(&self, one: RowOf, other: RowOf) -> Option<f64> {
        self.near(self.matter(one)?, self.matter(other)?)
    }

    fn near(&self, one: RowMatter, other: RowMatter) -> Option<f64> {
        if one.residue == NONE || other.residue == NONE {
            return None;
        }
        let stands = |matter: RowMatter| (matter.residue, matter.place);
        if !self.named_places.agree(stands(one), stands(other)) {
            return None;
        }
        let (one, other) = (one.residue, other.residue);
        if self.leaders[one as usize] != self.leaders[other as usize] {
            return None;
        }
        let likeness = self.corpus.likeness(one, other);
        (likeness >= DIAMETER).then_some(likeness)
    }

    /// The group of an item that inspections look at: items of one matter, or of one name, are
    /// always in one group.
    #[must_use]
    pub fn item_group(&self, item: NameId) -> u64 {
        let matter = self.items.get(&item).filter(|item| item.residue != NONE);
        match matter {
            Some(matter) => u64::from(self.groups[matter.residue as usize]),
            None => u64::from(item) | 1 << 63,
        }
    }

    /// Whether two items that inspections look at are the same matter: the confidence, or `None`
    /// where they are not.
    #[must_use]
    pub fn same_item(&self, one: NameId, other: NameId) -> Option<f64> {
        if one == other {
            return Some(1.0);
        }
        let (one, other) = (self.items.get(&one)?, self.items.get(&other)?);
        self.near(*one, *other).map(confidence::of)
    }

    /// What the judgement rests on that two rows are the same matter; `None` where they are not.
    /// `places` are those of the rows of each ledger.
    #[must_use]
    pub fn explain(
        &self,
        ledgers: &Ledgers,
        places: &[Vec<Option<PlaceId>>],
        one: RowOf,
        other: RowOf,
    ) -> Option<Explanation> {
        let why = match self.declared.settles(one, other) {
            Some(true) => Why::Declared,
            Some(false) => return None,
            None => Why::Alike(self.alike(one, other)?),
        };
        let title = |RowOf(ledger, row): RowOf| {
            let table = ledgers.table(ledger);
            let imposer = table.wholes(ledger.schema().imposer).get(row);
            let names = self.names.of_row(places[ledger as usize][row], imposer);
            let subject = subjects(table)?(row);
            Some((self.declared.title(ledger, row).unwrap_or(subject), names))
        };
        let lexicon = self.lexicon.as_ref()?;
        Some(Explanation::of(why, title(one)?, title(other)?, lexicon))
    }

    /// Whether two rows name different sessions or different periods of one agenda.
    #[must_use]
    pub fn other_session(&self, one: RowOf, other: RowOf) -> bool {
        let of = |RowOf(ledger, row)| self.rows[ledger as usize][row];
        let (one, other) = (of(one), of(other));
        let differ = |left: u32, right: u32| left != 0 && right != 0 && left != right;
        differ(one.session, other.session) || differ(one.period, other.period)
    }

    /// How many distinct residues there are, and how many pairs of them were compared.
    #[must_use]
    pub fn effort(&self) -> (usize, u64) {
        (self.corpus.len(), self.candidates)
    }

    fn matter(&self, RowOf(ledger, row): RowOf) -> Option<RowMatter> {
        let matter = *self.rows[ledger as usize].get(row)?;
        (matter.residue != NONE).then_some(matter)
    }
}

/// The distinct items that inspections look at, in the order of their numbers.
fn inspected_items(ledgers: &Ledgers) -> Vec<NameId> {
    let matters = ledgers.table(Ledger::Inspections).lists("matters");
    let mut items = matters.all().to_vec();
    items.par_sort_unstable();
    items.dedup();
    items
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
