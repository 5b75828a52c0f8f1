//! The rows of the units ledger, and which row stands above which: by the stated parent, else by
//! administrative division code, else by the beginning of the name. Places are made of them in
//! `units`.

use rustc_hash::FxHashMap;

use super::names::{canonical, is_place};
use crate::ledger::Table;
use crate::ledger::names::{NameId, NamePool};

/// The rows of the units ledger, by column.
pub(super) struct UnitRows {
    pub(super) names: Vec<NameId>,
    pub(super) parents: Vec<Option<NameId>>,
    pub(super) codes: Vec<Option<String>>,
    pub(super) levels: Vec<Option<u32>>,
    pub(super) cadres: Vec<Option<u32>>,
    by_name: FxHashMap<String, Vec<usize>>,
    by_code: FxHashMap<String, usize>,
}

pub(super) enum Parent {
    Row(usize),
    /// Named, but not a row itself.
    Name(String),
    None,
}

impl UnitRows {
    pub(super) fn of(table: &Table, names: &NamePool) -> Self {
        let rows = 0..table.rows();
        let (units, parents) = (table.wholes("unit"), table.wholes("parent"));
        let (codes, levels, cadres) = (
            table.texts("code"),
            table.wholes("level"),
            table.wholes("cadres"),
        );
        let mut all = Self {
            names: rows
                .clone()
                .map(|row| units.get(row).unwrap_or_default())
                .collect(),
            parents: rows.clone().map(|row| parents.get(row)).collect(),
            codes: rows
                .clone()
                .map(|row| codes.get(row).map(|code| format!("{code:0<12}")))
                .collect(),
            levels: rows.clone().map(|row| levels.get(row)).collect(),
            cadres: rows.map(|row| cadres.get(row)).collect(),
            by_name: FxHashMap::default(),
            by_code: FxHashMap::default(),
        };
        for (row, name) in all.names.iter().enumerate() {
            let bare = canonical(names.name(*name)).to_owned();
            all.by_name.entry(bare.clone()).or_default().push(row);
            if let Some(code) = &all.codes[row]
                && is_place(&bare)
            {
                all.by_code.entry(code.clone()).or_insert(row);
            }
        }
        all
    }

    /// The row above: by the stated parent, else by code, else by the beginning of the name.
    pub(super) fn parent(&self, row: usize, names: &NamePool) -> Parent {
        if let Some(parent) = self.parents[row] {
            let name = canonical(names.name(parent));
            return match self.by_name.get(name).map(Vec::as_slice) {
                Some([only]) if *only != row => Parent::Row(*only),
                Some([_, _, ..]) => self.by_code_above(row).map_or(Parent::None, Parent::Row),
                Some(_) => Parent::None,
                None => Parent::Name(name.to_owned()),
            };
        }
        if let Some(above) = self.by_code_above(row) {
            return Parent::Row(above);
        }
        let name = canonical(names.name(self.names[row]));
        let ends: Vec<usize> = name
            .char_indices()
            .skip(2)
            .map(|(position, _)| position)
            .collect();
        let above = ends.into_iter().rev().find_map(|end| {
            match self.by_name.get(&name[..end])?.as_slice() {
                [only] if *only != row => Some(*only),
                _ => None,
            }
        });
        above.map_or(Parent::None, Parent::Row)
    }

    fn by_code_above(&self, row: usize) -> Option<usize> {
        let code = self.codes[row].as_ref()?;
        [9, 6, 4, 2].into_iter().find_map(|kept| {
            let above = format!("{:0<12}", code.get(..kept)?);
            self.by_code
                .get(&above)
                .copied()
                .filter(|found| *found != row && above != *code)
        })
    }
}
