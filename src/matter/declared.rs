//! What rows declare: `conveys` names the meeting or document that a row passes on, by id, number
//! or title. Chains are followed to their end; two declared ends that differ are two matters,
//! whatever the titles say. Titles are compared elsewhere.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::RowOf;
use super::residues::{NONE, Residues, RowMatter};
use crate::ledger::values::normal;
use crate::ledger::{Ledger, Ledgers};

/// Ledgers whose rows can pass something on or be passed on.
const LEDGERS: [Ledger; 2] = [Ledger::Meetings, Ledger::Documents];
/// A longer chain is a circle.
const LONGEST_CHAIN: usize = 16;

/// The end of a declaration: a row, or a text that no row answers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum End {
    Row(Ledger, u32),
    Text(Box<str>),
}

/// Every declaration of the ledgers.
#[derive(Default)]
pub(super) struct Declarations {
    order: Vec<RowKey>,
    ends: FxHashMap<RowKey, End>,
    titles: FxHashMap<RowKey, Box<str>>,
    bearers: FxHashMap<String, Vec<RowKey>>,
    any: bool,
}

type RowKey = (Ledger, u32);

impl Declarations {
    pub(super) fn of(ledgers: &Ledgers) -> Self {
        let mut declared: Vec<(RowKey, String)> = Vec::new();
        for ledger in LEDGERS {
            let table = ledgers.table(ledger);
            let conveys = table.texts("conveys");
            for row in (0..table.rows()).filter(|_| table.has("conveys")) {
                if let Some(text) = conveys.get(row).map(key).filter(|text| !is_no_answer(text)) {
                    declared.push(((ledger, row as u32), text));
                }
            }
        }
        if declared.is_empty() {
            return Self::default();
        }
        let wanted: BTreeSet<&str> = declared.iter().map(|(_, text)| text.as_str()).collect();
        let known = bearers(ledgers, &wanted);
        let mut all = Self {
            any: true,
            ..Self::default()
        };
        let direct: FxHashMap<RowKey, End> = declared
            .into_iter()
            .map(|(from, text)| {
                let end = match known.get(&text).map(Vec::as_slice) {
                    Some([only]) if *only != from => End::Row(only.0, only.1),
                    _ => End::Text(text.into()),
                };
                (from, end)
            })
            .collect();
        all.bearers = known;
        let mut rows: Vec<RowKey> = direct.keys().copied().collect();
        rows.sort_unstable();
        for row in rows {
            let end = follow(&direct, row);
            if let Some(title) = title_of(ledgers, &end) {
                all.titles.insert(row, title);
            }
            all.order.push(row);
            all.ends.insert(row, end);
        }
        all
    }

    /// Gives every row that declares something, or that is declared, and whose title leaves
    /// nothing the residue of a row with the same end, or one of its own.
    pub(super) fn name_nameless(&self, rows: &mut [Vec<RowMatter>], residues: &mut Residues) {
        for (end, members) in self.ends_with_rows() {
            let residue = |(ledger, row): &RowKey| rows[*ledger as usize][*row as usize].residue;
            let nameless: Vec<RowKey> = members
                .iter()
                .copied()
                .filter(|member| residue(member) == NONE)
                .collect();
            if nameless.is_empty() {
                continue;
            }
            let named = members.iter().map(residue).find(|residue| *residue != NONE);
            let shared = named.unwrap_or_else(|| residues.nameless(end));
            for (ledger, row) in nameless {
                rows[ledger as usize][row as usize].residue = shared;
            }
        }
    }

    /// Which residues belong together because their rows declare the same end.
    pub(super) fn joined(&self, rows: &[Vec<RowMatter>]) -> Vec<(u32, u32)> {
        let mut joined = Vec::new();
        for (_, members) in self.ends_with_rows() {
            let mut residues = members
                .iter()
                .map(|(ledger, row)| rows[*ledger as usize][*row as usize].residue);
            if let Some(first) = residues.next() {
                joined.extend(residues.map(|residue| (first, residue)));
            }
        }
        joined
    }

    /// Every end, in the order of the rows that declare it first, with the rows that declare it
    /// and those that it speaks of.
    fn ends_with_rows(&self) -> Vec<(usize, Vec<RowKey>)> {
        let mut numbers: FxHashMap<&End, usize> = FxHashMap::default();
        let mut ends: Vec<(usize, Vec<RowKey>)> = Vec::new();
        for row in &self.order {
            let end = &self.ends[row];
            let number = *numbers.entry(end).or_insert_with(|| {
                ends.push((ends.len(), self.rows_of(end)));
                ends.len() - 1
            });
            ends[number].1.push(*row);
        }
        ends
    }

    /// The rows that an end speaks of itself.
    fn rows_of(&self, end: &End) -> Vec<RowKey> {
        match end {
            End::Row(ledger, row) => vec![(*ledger, *row)],
            End::Text(text) => self.bearers.get(text.as_ref()).cloned().unwrap_or_default(),
        }
    }

    /// The title of what the row passes on, where it is known.
    pub(super) fn title(&self, ledger: Ledger, row: usize) -> Option<&str> {
        if !self.any {
            return None;
        }
        self.titles.get(&(ledger, row as u32)).map(AsRef::as_ref)
    }

    /// Whether two rows are one matter by what they declare; `None` where that says nothing.
    pub(super) fn settles(
        &self,
        RowOf(left, one): RowOf,
        RowOf(right, other): RowOf,
    ) -> Option<bool> {
        if !self.any {
            return None;
        }
        let (one, other) = ((left, one as u32), (right, other as u32));
        let names = |end: &End, row: RowKey| self.rows_of(end).contains(&row);
        match (self.ends.get(&one), self.ends.get(&other)) {
            (Some(first), Some(second)) => {
                Some(first == second || names(first, other) || names(second, one))
            }
            (Some(end), None) => names(end, other).then_some(true),
            (None, Some(end)) => names(end, one).then_some(true),
            (None, None) => None,
        }
    }
}

fn key(text: &str) -> String {
    let name = normal::name(text).to_lowercase();
    name.trim_matches(['《', '》', '"']).to_owned()
}

/// 无, 否, -: nothing is passed on.
fn is_no_answer(text: &str) -> bool {
    matches!(
        text,
        "" | "无" | "否" | "no" | "none" | "-" | "/" | "是" | "yes"
    )
}

/// The rows that bear each wanted id; where none does, number; where none does, title.
fn bearers(ledgers: &Ledgers, wanted: &BTreeSet<&str>) -> FxHashMap<String, Vec<RowKey>> {
    let mut known: FxHashMap<String, Vec<RowKey>> = FxHashMap::default();
    for field in ["id", "number", "title"] {
        let mut found: FxHashMap<String, Vec<RowKey>> = FxHashMap::default();
        for ledger in LEDGERS {
            let table = ledgers.table(ledger);
            let texts = table.texts(field);
            for row in (0..table.rows()).filter(|_| table.has(field)) {
                let Some(text) = texts.get(row).map(key) else {
                    continue;
                };
                if wanted.contains(text.as_str()) {
                    found.entry(text).or_default().push((ledger, row as u32));
                }
            }
        }
        for text in wanted {
            if let Some(rows) = found.remove(*text) {
                known.entry((*text).to_owned()).or_insert(rows);
            }
        }
    }
    known
}

fn follow(direct: &FxHashMap<RowKey, End>, from: RowKey) -> End {
    let mut end = direct.get(&from);
    for _ in 0..LONGEST_CHAIN {
        match end {
            Some(End::Row(ledger, row)) if *row != from.1 || *ledger != from.0 => {
                match direct.get(&(*ledger, *row)) {
                    Some(next) => end = Some(next),
                    None => break,
                }
            }
            _ => break,
        }
    }
    end.cloned().unwrap_or(End::Row(from.0, from.1))
}

/// The title at the end of a declaration: the row's, or the text where it reads like one.
fn title_of(ledgers: &Ledgers, end: &End) -> Option<Box<str>> {
    match end {
        End::Row(ledger, row) => ledgers
            .table(*ledger)
            .texts("title")
            .get(*row as usize)
            .map(Into::into),
        End::Text(text) => {
            let letters = text
                .chars()
                .filter(|character| normal::is_chinese(*character))
                .count();
            let numbered = text.contains(['〔', '[']) && text.ends_with('号');
            (!numbered && (letters >= 4 || text.split(' ').count() >= 3)).then(|| text.clone())
        }
    }
}
