//! Columns that mix fields, told apart by value: 类型 with 视频 is the mode of a meeting, with 专题
//! its kind, 联合 of an inspection who took part.

use super::cell::{CellReader, Value};
use crate::ledger::names::NamePool;
use crate::ledger::schema::{Kind, Mixed, Schema};
use crate::ledger::values::{Fault, coded, flag, list};

/// The fields among which the values of a mixed column are told apart.
pub(super) struct MixedFields {
    /// Position and values of each coded field.
    codes: Vec<(usize, coded::Codes)>,
    /// Words that settle a field: word, position, the cell that it stands for.
    words: Vec<(&'static str, usize, &'static str)>,
}

impl MixedFields {
    /// Those of a mixed column of the ledger.
    pub(super) fn of(mixed: &Mixed, schema: &Schema) -> Self {
        let coded = |field: &&str| {
            let position = schema.position(field)?;
            match schema.fields[position].kind {
                Kind::Code(codes) => Some((position, codes)),
                _ => None,
            }
        };
        Self {
            codes: mixed.codes.iter().filter_map(coded).collect(),
            words: mixed
                .words
                .iter()
                .filter_map(|(word, field, cell)| Some((*word, schema.position(field)?, *cell)))
                .collect(),
        }
    }

    /// Reads a cell into whichever of the fields it speaks of; what a field holds already stays.
    ///
    /// # Errors
    /// The cell speaks of none of them.
    pub(super) fn read<'r>(
        &self,
        schema: &Schema,
        cells: &mut CellReader,
        cell: &'r str,
        names: &mut NamePool,
        values: &mut [Value<'r>],
    ) -> Result<(), Fault> {
        let mut understood = false;
        for (word, position, stands_for) in &self.words {
            if values[*position] == Value::Missing && cell.contains(word) {
                values[*position] = match schema.fields[*position].kind {
                    Kind::Flag => Value::Flag(flag::read(stands_for)?),
                    _ => cells.list(*position, stands_for, names),
                };
                understood = true;
            }
        }
        let whole = std::iter::once(cell);
        let parts = list::has_separator(cell).then(|| list::entries(cell));
        for entry in whole.chain(parts.into_iter().flatten()) {
            for (position, codes) in &self.codes {
                if let Ok(code) = cells.code(*position, entry, codes) {
                    understood = true;
                    if values[*position] == Value::Missing {
                        values[*position] = Value::Code(code);
                    }
                }
            }
        }
        if understood {
            Ok(())
        } else {
            Err(Fault::NotACode)
        }
    }
}
