//! Which forms are filled in by the same units: those whose lists of fillers share enough, and,
//! without lists, those that one place asks of one level.

use rustc_hash::FxHashMap;

use super::overlap::Index;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::region::{Region, Seat};

/// Who fills in a form, as far as that can be told.
#[derive(PartialEq, Eq, Hash)]
enum Filler {
    Listed(Vec<NameId>),
    Level(Seat, u32),
    Unknown(usize),
}

/// Which forms have the same fillers: forms of one realm, and of realms that are near.
pub(crate) struct Fillers {
    /// The realm of each form.
    pub(crate) realms: Vec<u32>,
    /// For each realm itself and those whose lists share enough with its own.
    pub(crate) near: Vec<Vec<u32>>,
}

impl Fillers {
    /// Of forms by their rows; `least` is the part of the shorter list that two lists must share.
    pub(crate) fn of(region: &Region, forms: impl Iterator<Item = usize>, least: f64) -> Self {
        let levels = region.table(Ledger::Forms).wholes("level");
        let mut known: FxHashMap<Filler, u32> = FxHashMap::default();
        let mut lists: Vec<Vec<NameId>> = Vec::new();
        let mut realms = Vec::new();
        for row in forms {
            let listed = region.fillers.units(row);
            let filler = match (listed, levels.get(row)) {
                (Some(list), _) if !list.is_empty() => Filler::Listed(list),
                (_, Some(level)) => Filler::Level(region.seat(Ledger::Forms, row), level),
                _ => Filler::Unknown(row),
            };
            let list = match &filler {
                Filler::Listed(list) => list.clone(),
                _ => Vec::new(),
            };
            let next = lists.len() as u32;
            let realm = *known.entry(filler).or_insert(next);
            if realm == next {
                lists.push(list);
            }
            realms.push(realm);
        }
        let mut near: Vec<Vec<u32>> = (0..lists.len() as u32).map(|realm| vec![realm]).collect();
        let together = vec![0; lists.len()];
        for (one, other) in Index::of(&lists, &together).pairs(least, |realm| [realm]) {
            near[one].push(other as u32);
            near[other].push(one as u32);
        }
        Self { realms, near }
    }
}
