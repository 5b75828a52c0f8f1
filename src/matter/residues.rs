//! The distinct residues of a region's rows. They are numbered in the order of their texts, so
//! that nothing that follows depends on the order of the rows.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::title::Residue;
use crate::region::PlaceId;

/// No matter: nothing is left of the title.
pub(super) const NONE: u32 = u32::MAX;

/// What one row is about.
#[derive(Clone, Copy)]
pub(super) struct RowMatter {
    /// The number of its residue, or [`NONE`].
    pub(super) residue: u32,
    /// The place that it stands in.
    pub(super) place: Option<PlaceId>,
    /// Hash of its session numbers; 0 where there is none.
    pub(super) session: u32,
    /// Hash of its periods; 0 where there is none.
    pub(super) period: u32,
}

/// Distinct residues.
#[derive(Default)]
pub(super) struct Residues {
    /// Their texts, by number.
    pub(super) texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
}

impl Residues {
    /// The residues of `rows` rows, in parallel, each piece on its own; the pieces come back in
    /// order.
    pub(super) fn of_rows(
        &mut self,
        rows: usize,
        residue: &(dyn Fn(usize) -> (Residue, Option<PlaceId>) + Sync),
    ) -> Vec<RowMatter> {
        const PIECE: usize = 8192;
        let starts: Vec<usize> = (0..rows).step_by(PIECE).collect();
        let pieces: Vec<(Self, Vec<RowMatter>)> = starts
            .into_par_iter()
            .map(|start| {
                let mut piece = Self::default();
                let rows = (start..rows.min(start + PIECE))
                    .map(|row| piece.add(residue(row)))
                    .collect();
                (piece, rows)
            })
            .collect();
        let mut all = Vec::with_capacity(rows);
        for (piece, rows) in pieces {
            let numbers: Vec<u32> = piece
                .texts
                .into_iter()
                .map(|text| self.number(text))
                .collect();
            all.extend(rows.into_iter().map(|row| RowMatter {
                residue: numbers.get(row.residue as usize).copied().unwrap_or(NONE),
                ..row
            }));
        }
        all
    }

    fn add(&mut self, (residue, place): (Residue, Option<PlaceId>)) -> RowMatter {
        RowMatter {
            residue: if residue.text.is_empty() {
                NONE
            } else {
                self.number(residue.text.into())
            },
            place,
            session: residue.session,
            period: residue.period,
        }
    }

    fn number(&mut self, text: Box<str>) -> u32 {
        let next = self.texts.len() as u32;
        match self.numbers.entry(text) {
            std::collections::hash_map::Entry::Occupied(known) => *known.get(),
            std::collections::hash_map::Entry::Vacant(new) => {
                self.texts.push(new.key().clone());
                new.insert(next);
                next
            }
        }
    }

    /// A residue like no other, for rows whose titles leave nothing and that declare the end of
    /// this number. It has no terms.
    pub(super) fn nameless(&mut self, end: usize) -> u32 {
        self.texts.push(format!("\u{1}{end:010}").into());
        self.texts.len() as u32 - 1
    }

    /// Numbers the residues in the order of their texts.
    pub(super) fn sort(&mut self, rows: &mut [Vec<RowMatter>]) {
        self.numbers = FxHashMap::default();
        let mut order: Vec<u32> = (0..self.texts.len() as u32).collect();
        order.par_sort_unstable_by_key(|residue| (&self.texts[*residue as usize], *residue));
        let mut places = vec![0_u32; order.len()];
        for (place, residue) in order.iter().enumerate() {
            places[*residue as usize] = place as u32;
        }
        self.texts = order
            .into_iter()
            .map(|residue| std::mem::take(&mut self.texts[residue as usize]))
            .collect();
        for row in rows.iter_mut().flatten().filter(|row| row.residue != NONE) {
            row.residue = places[row.residue as usize];
        }
    }
}
