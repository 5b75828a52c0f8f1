//! Codes of firms against the names beside them, as the rows of one piece of a table are read: one
//! code under plainly different names is doubted once, and so is a column of wrong check digits.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cell::Value;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::Schema;
use crate::ledger::values::{credit_code, firm_name};

/// The codes seen so far, each with the name that it stood beside first.
pub(super) struct Codes {
    fields: Option<(usize, usize)>,
    names: FxHashMap<String, NameId>,
    doubted: FxHashSet<String>,
}

impl Codes {
    /// Those of a ledger; of one without codes it does nothing.
    pub(super) fn of(schema: &Schema) -> Self {
        Self {
            fields: schema
                .position("target")
                .zip(schema.position("target_code")),
            names: FxHashMap::default(),
            doubted: FxHashSet::default(),
        }
    }

    /// The field of the code, where the code of a row stood beside a plainly different name before
    /// and was not yet doubted.
    pub(super) fn doubt(&mut self, values: &[Value<'_>], pool: &NamePool) -> Option<usize> {
        let (target, code_field) = self.fields?;
        let (Value::Name(name), Value::Text(code)) = (values[target], values[code_field]) else {
            return None;
        };
        let code = credit_code::normal(code);
        let first = *self.names.entry(code.clone()).or_insert(name);
        let differs = first != name && firm_name::differ_plainly(pool.name(first), pool.name(name));
        (differs && self.doubted.insert(code)).then_some(code_field)
    }
}
