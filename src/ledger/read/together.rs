//! Several who did one thing together, in the cell of one: 教育局、财政局 under 检查单位 are two departments, of
//! whom the first leads and the others go with it.

use super::cell::{CellReader, Value};
use crate::ledger::names::NamePool;
use crate::ledger::schema::Schema;
use crate::ledger::values::list;

/// Where those who lead and those who go with them stand, in the ledger that has both.
pub(super) struct Together {
    fields: Option<(usize, usize)>,
}

impl Together {
    /// Those of a ledger; of one that knows no joint action it does nothing.
    pub(super) fn of(schema: &Schema) -> Self {
        let fields = schema.position("inspector").zip(schema.position("joint"));
        Self { fields }
    }

    /// Parts the names of one cell into the first and those who go with it.
    pub(super) fn part(
        &self,
        cells: &mut CellReader,
        names: &mut NamePool,
        values: &mut [Value<'_>],
    ) {
        let Some((leads, joint)) = self.fields else {
            return;
        };
        let Value::Name(all) = values[leads] else {
            return;
        };
        let cell = names.name(all);
        // Bureau of Parks, Recreation and Sport is one.
        if !list::has_separator(cell) || (cell.is_ascii() && !cell.contains([';', '|'])) {
            return;
        }
        let cell = cell.to_owned();
        let Value::List(start, end) = cells.list(leads, &cell, names) else {
            return;
        };
        let Some(lead) = cells.lists.get(start).copied().filter(|_| end > start) else {
            return;
        };
        values[leads] = Value::Name(lead);
        if end == start + 1 {
            return;
        }
        let first = cells.lists.len();
        if let Value::List(from, to) = values[joint] {
            cells.lists.extend_from_within(from..to);
        }
        cells.lists.extend_from_within(start + 1..end);
        values[joint] = Value::List(first, cells.lists.len());
    }
}
