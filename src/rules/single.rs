//! Rules that judge each row on its own: one finding a row, claiming hours of that row alone.

use rayon::prelude::*;

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::region::Region;
use crate::text::Message;

/// What a rule has to say of one row.
pub(super) struct Said {
    message: Message,
    hours: f64,
    figure: f64,
    raised: Option<bool>,
}

impl Said {
    /// A sentence, and the hours that are claimed.
    pub(super) fn of(message: Message, hours: f64) -> Self {
        Self {
            message,
            hours,
            figure: 0.0,
            raised: None,
        }
    }

    /// What ranks it among its like where no hours are claimed.
    pub(super) fn ranked_by(self, figure: f64) -> Self {
        Self { figure, ..self }
    }

    /// Whether a provision prohibits outright what was found, where that is not so of all.
    pub(super) fn raised(self, raised: bool) -> Self {
        Self {
            raised: Some(raised),
            ..self
        }
    }
}

/// A hit for each row of a ledger of which `look` has something to say. Rows that are exempt by
/// their title are left out.
pub(super) fn single(
    region: &Region,
    ledger: Ledger,
    look: impl Fn(usize) -> Option<Said> + Sync,
) -> Vec<Hit> {
    (0..region.table(ledger).rows())
        .into_par_iter()
        .filter(|row| !region.is_exempt(ledger, *row))
        .filter_map(|row| {
            let said = look(row)?;
            let claims = vec![Claim::new(ledger, row, said.hours)];
            let hit = Hit::new(region.title(ledger, row), said.message, claims);
            Some(Hit {
                raised: said.raised,
                ..hit.ranked_by(said.figure)
            })
        })
        .collect()
}
