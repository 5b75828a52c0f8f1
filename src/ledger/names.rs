//! The pool of names: every unit, platform and list entry once, known by its number. A ledger's
//! name columns hold these numbers, so that names are normalised, resolved and compared once
//! each and not once a row. Numbers follow first appearance and must never order a result.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::values::normal;

/// A name's number in the pool.
pub type NameId = u32;

/// All names of one load.
#[derive(Debug, Default, Clone)]
pub struct NamePool {
    names: IndexSet<Box<str>, FxBuildHasher>,
    variants: FxHashMap<Box<str>, NameId>,
}

impl NamePool {
    /// The number of a name as a cell has it; names that differ in width or blanks share one.
    pub fn number(&mut self, cell: &str) -> NameId {
        if let Some(known) = self.names.get_index_of(cell) {
            return known as NameId;
        }
        if let Some(known) = self.variants.get(cell) {
            return *known;
        }
        let normal = normal::name(cell);
        let number = match self.names.get_index_of(normal.as_ref()) {
            Some(known) => known,
            None => self.names.insert_full(normal.as_ref().into()).0,
        } as NameId;
        if normal != cell {
            self.variants.insert(cell.into(), number);
        }
        number
    }

    /// The number of a name in normal form, where the pool has it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<NameId> {
        self.names.get_index_of(name).map(|number| number as NameId)
    }

    /// The name of a number; empty for a number of another pool.
    #[must_use]
    pub fn name(&self, number: NameId) -> &str {
        self.names
            .get_index(number as usize)
            .map_or("", |name| name.as_ref())
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the pool is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Takes in all names of another pool; answers its numbers in this one.
    pub fn absorb(&mut self, other: &NamePool) -> Vec<NameId> {
        other
            .names
            .iter()
            .map(|name| match self.names.get_index_of(name) {
                Some(known) => known as NameId,
                None => self.names.insert_full(name.clone()).0 as NameId,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_of_a_name_share_its_number() {
        let mut pool = NamePool::default();
        let first = pool.number("云岭县");
        assert_eq!(pool.number(" 云岭　县"), first);
        assert_ne!(pool.number("青山镇"), first);
        let mut other = NamePool::default();
        other.number("青山镇");
        assert_eq!(pool.absorb(&other), [1]);
    }
}
