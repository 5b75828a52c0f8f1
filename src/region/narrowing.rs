//! What of the region is looked at: all of it, or one branch, by what it bears or by what it
//! imposes. Of a row that a branch shares with others only its part counts, so that the figures of
//! all branches add up to those of the region.

use super::{Branch, Region};
use crate::ledger::names::NameId;
use crate::matter::RowOf;

/// Which hours are those of a branch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ShareKind {
    /// Those that its units bear, whoever imposes them
    #[default]
    Borne,
    /// Those that its units impose, whoever bears them
    Imposed,
}

impl ShareKind {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Borne => "borne",
            Self::Imposed => "imposed",
        }
    }
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowing {
    /// For each name, whether it is that of a unit that is looked at; `None` for the whole region.
    held: Option<Vec<bool>>,
    /// Which hours are theirs.
    share: ShareKind,
    /// Their headcount, where it is stated.
    pub cadres: Option<u64>,
}

impl Narrowing {
    /// The whole region.
    #[must_use]
    pub fn whole(region: &Region) -> Self {
        Self {
            held: None,
            share: ShareKind::Borne,
            cadres: region.units.all_cadres,
        }
    }

    /// A branch; the whole region where there is none.
    #[must_use]
    pub fn of(region: &Region, branch: Option<Branch>, share: ShareKind) -> Self {
        let Some(branch) = branch else {
            return Self::whole(region);
        };
        Self {
            // What a unit imposes falls on others than its own cadres.
            cadres: branch.cadres(region).filter(|_| share == ShareKind::Borne),
            ..Self::to(region, share, &|name| branch.holds(region, name))
        }
    }

    /// The units of which `holds` is true, whose headcount nobody asks for.
    #[must_use]
    pub fn to(region: &Region, share: ShareKind, holds: &dyn Fn(NameId) -> bool) -> Self {
        let names = 0..region.ledgers.names.len() as NameId;
        Self {
            held: Some(names.map(holds).collect()),
            share,
            cadres: None,
        }
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.held.is_none()
    }

    /// Whether the hours are those that the units impose.
    #[must_use]
    pub fn is_of_imposers(&self) -> bool {
        self.share == ShareKind::Imposed
    }

    /// Whether a unit is looked at.
    #[must_use]
    pub fn holds(&self, unit: NameId) -> bool {
        self.held
            .as_ref()
            .is_none_or(|held| held.get(unit as usize).copied().unwrap_or_default())
    }

    /// The part of a row's hours that is looked at, 0 to 1.
    #[must_use]
    pub fn part(&self, region: &Region, row: RowOf) -> f64 {
        self.part_as(self.share, region, row)
    }

    fn part_as(&self, share: ShareKind, region: &Region, row: RowOf) -> f64 {
        if self.held.is_none() {
            return 1.0;
        }
        if share == ShareKind::Imposed {
            let is_held = self.holds(region.imposer(row.0, row.1));
            return f64::from(u8::from(is_held));
        }
        let (mut borne, mut is_whole) = (0.0, true);
        region.each_bearer(row, &mut |unit, part| {
            if self.holds(unit) {
                borne += part;
            } else {
                is_whole = false;
            }
        });
        // The parts of all bearers are one, whatever rounding did on the way.
        if is_whole { 1.0 } else { borne }
    }

    /// Whether a unit that is looked at imposes or bears a row.
    #[must_use]
    pub fn touches(&self, region: &Region, row: RowOf) -> bool {
        [ShareKind::Borne, ShareKind::Imposed]
            .into_iter()
            .any(|share| self.part_as(share, region, row) > 0.0)
    }

    /// Tells `each` of every bearer of a row of which a part is looked at, and of that part.
    pub fn each_bearer(&self, region: &Region, row: RowOf, each: &mut dyn FnMut(NameId, f64)) {
        let is_imposed = self.share == ShareKind::Imposed;
        if is_imposed && self.part(region, row) == 0.0 {
            return;
        }
        region.each_bearer(row, &mut |unit, part| {
            if is_imposed || self.holds(unit) {
                each(unit, part);
            }
        });
    }
}
