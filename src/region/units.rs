//! The tree of places, and where every unit stands in it. It comes from `units.csv` where there
//! is one; what that leaves out is read from names: a department stands where the place stands
//! that its name begins with, a place hangs below the place that its name begins with. A name
//! that several places bear stands nowhere unless the row it is named in says which.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::names::{canonical, collective, is_place, leading_place, level, level_of_code};
use super::unit_rows::{Parent, UnitRows};
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::{Ledger, Ledgers, Table};

/// A place's number.
pub type PlaceId = u32;

/// An administrative unit together with its departments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name, as the ledgers have it.
    pub name: NameId,
    /// Position of its level in `schema::LEVELS`; `None` outside the ladder.
    pub level: Option<u32>,
    /// The place above it.
    pub parent: Option<PlaceId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Unknown,
    At(PlaceId),
    /// Several places bear the name.
    Several,
}

/// Who stands above whom.
#[derive(Clone, Debug, Default)]
pub struct Units {
    places: Vec<Place>,
    standings: Vec<Standing>,
    by_name: FxHashMap<String, Vec<PlaceId>>,
    children: Vec<Vec<PlaceId>>,
    cadres: FxHashMap<NameId, u32>,
    /// Names of imposing units that stand nowhere or have no level, in order of first appearance.
    pub unplaced: Vec<NameId>,
    /// Headcount of the region: the sum over the units that state one.
    pub all_cadres: Option<u64>,
}

/// A place deeper than this is a circle of parents.
const DEEPEST: usize = 16;

impl Units {
    /// Builds the tree from the units ledger and from the names in the others.
    #[must_use]
    pub fn of(ledgers: &mut Ledgers) -> Self {
        let mut names = std::mem::take(&mut ledgers.names);
        let mut units = Self::default();
        units.take_table(ledgers.table(Ledger::Units), &mut names);
        let (unit_names, other_names) = mentioned(ledgers, &names);
        let mut standings = vec![Standing::Unknown; names.len()];
        for name in &unit_names {
            let text = names.name(*name).to_owned();
            standings[*name as usize] = units.standing(&text, Some(&mut names));
        }
        for name in &other_names {
            if standings[*name as usize] == Standing::Unknown {
                let text = names.name(*name).to_owned();
                standings[*name as usize] = units.standing(&text, None);
            }
        }
        standings.resize(names.len(), Standing::Unknown);
        for (place, known) in units.places.iter().enumerate() {
            if standings[known.name as usize] == Standing::Unknown {
                standings[known.name as usize] = Standing::At(place as PlaceId);
            }
        }
        units.standings = standings;
        units.unplaced = units.without_level(ledgers);
        ledgers.names = names;
        units
    }

    /// A place by its number.
    #[must_use]
    pub fn get(&self, place: PlaceId) -> &Place {
        &self.places[place as usize]
    }

    /// How many places there are; they are numbered from 0.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places.len()
    }

    /// Where a unit stands, by its name alone.
    #[must_use]
    pub fn place(&self, name: NameId) -> Option<PlaceId> {
        match self.standings.get(name as usize) {
            Some(Standing::At(place)) => Some(*place),
            _ => None,
        }
    }

    /// The level of a place.
    #[must_use]
    pub fn level(&self, place: PlaceId) -> Option<u32> {
        self.get(place).level
    }

    /// The places above a place, the nearest first.
    pub fn above(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        std::iter::successors(self.get(place).parent, |above| self.get(*above).parent).take(DEEPEST)
    }

    /// Whether `place` is `top` or stands below it.
    #[must_use]
    pub fn in_branch(&self, place: PlaceId, top: PlaceId) -> bool {
        place == top || self.above(place).any(|above| above == top)
    }

    /// The place of that name, where only one bears it.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<PlaceId> {
        match self.by_name.get(canonical(name)).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    /// The headcount of a unit, where the units ledger states one.
    #[must_use]
    pub fn cadres(&self, unit: NameId) -> Option<u32> {
        self.cadres.get(&unit).copied()
    }

    /// The units that state a headcount, with it, in the order of their names' numbers.
    #[must_use]
    pub fn headcounts(&self) -> Vec<(NameId, u32)> {
        let mut all = Vec::with_capacity(self.cadres.len());
        #[expect(clippy::iter_over_hash_type, reason = "sorted before it is used")]
        for (name, cadres) in &self.cadres {
            all.push((*name, *cadres));
        }
        all.sort_unstable();
        all
    }

    fn take_table(&mut self, table: &Table, names: &mut NamePool) {
        let rows = UnitRows::of(table, names);
        let mut places = vec![None; rows.names.len()];
        for row in 0..rows.names.len() {
            self.place_of_row(&rows, row, &mut places, names, 0);
        }
        let qualified = self.qualify(&rows, &places, names);
        let mut all = None;
        for (row, cadres) in rows.cadres.iter().enumerate() {
            if let Some(cadres) = cadres {
                *all.get_or_insert(0) += u64::from(*cadres);
                let own = qualified.get(&row).copied().unwrap_or(rows.names[row]);
                self.cadres.insert(own, *cadres);
            }
        }
        self.all_cadres = all;
    }

    /// Gives places of one name the name of the place above in front, so that 红旗村 of one town is told
    /// from that of another; the names of these rows.
    fn qualify(
        &mut self,
        rows: &UnitRows,
        places: &[Option<PlaceId>],
        names: &mut NamePool,
    ) -> FxHashMap<usize, NameId> {
        let mut qualified = FxHashMap::default();
        // From the top, so that the name above is told apart already: 东街村 of 城关镇 of either county.
        let mut from_top: Vec<(usize, usize, PlaceId)> = Vec::with_capacity(places.len());
        for (row, place) in places.iter().enumerate() {
            from_top.extend(place.map(|place| (self.above(place).count(), row, place)));
        }
        from_top.sort_unstable();
        for (_, row, place) in from_top {
            let bare = canonical(names.name(rows.names[row])).to_owned();
            let is_shared = self
                .by_name
                .get(&bare)
                .is_some_and(|bearers| bearers.len() > 1 && bearers.contains(&place));
            let Some(parent) = self.get(place).parent.filter(|_| is_shared) else {
                continue;
            };
            let full = format!("{}{bare}", names.name(self.get(parent).name));
            let number = names.number(&full);
            self.places[place as usize].name = number;
            self.known_as(&full, place, false);
            qualified.insert(row, number);
        }
        qualified
    }

    /// Whether several places bear a name.
    #[must_use]
    pub(super) fn is_shared(&self, name: NameId) -> bool {
        self.standings.get(name as usize) == Some(&Standing::Several)
    }

    /// The place that a name borne by several means to a place: the one in its own branch, else in that
    /// of the nearest place above in which there is only one.
    #[must_use]
    pub(super) fn meant_by(&self, name: &str, place: PlaceId) -> Option<PlaceId> {
        let bearers = self.by_name.get(canonical(name))?;
        for top in std::iter::once(place).chain(self.above(place)) {
            let mut within = bearers
                .iter()
                .filter(|bearer| self.in_branch(**bearer, top));
            if let Some(first) = within.next() {
                return within.next().is_none().then_some(*first);
            }
        }
        None
    }

    fn place_of_row(
        &mut self,
        rows: &UnitRows,
        row: usize,
        places: &mut [Option<PlaceId>],
        names: &mut NamePool,
        depth: usize,
    ) -> Option<PlaceId> {
        if places[row].is_some() || depth > DEEPEST {
            return places[row];
        }
        let parent = match rows.parent(row, names) {
            Parent::Row(above) => self.place_of_row(rows, above, places, names, depth + 1),
            Parent::Name(name) => match self.standing(&name, Some(names)) {
                Standing::At(place) => Some(place),
                _ => Some(self.add(&name, None, None, names)),
            },
            Parent::None => None,
        };
        if places[row].is_some() {
            return places[row];
        }
        let name = names.name(rows.names[row]).to_owned();
        let bare = canonical(&name).to_owned();
        let above = parent.and_then(|parent| self.level(parent));
        let stated =
            rows.levels[row].or_else(|| rows.codes[row].as_deref().and_then(level_of_code));
        let is_department =
            parent.is_some() && !is_place(&bare) && (stated.is_none() || stated == above);
        let place = if is_department {
            parent
        } else {
            let level =
                stated.or_else(|| leading_place(&bare).and_then(|(_, level)| below(level, above)));
            Some(self.add(&bare, level, parent, names))
        };
        places[row] = place;
        if let Some(place) = place {
            self.known_as(&name, place, is_department);
        }
        place
    }

    fn add(
        &mut self,
        name: &str,
        level: Option<u32>,
        parent: Option<PlaceId>,
        names: &mut NamePool,
    ) -> PlaceId {
        let place = self.places.len() as PlaceId;
        self.places.push(Place {
            name: names.number(name),
            level,
            parent,
        });
        self.children.push(Vec::new());
        if let Some(parent) = parent {
            self.children[parent as usize].push(place);
        }
        self.known_as(name, place, false);
        // 云岭县青山镇 is also known as 青山镇.
        let mut rest = name;
        while let Some((end, _)) = leading_place(rest) {
            rest = rest[end..].trim_start();
            if !rest.is_empty() && is_place(rest) {
                self.known_as(rest, place, false);
            }
        }
        place
    }

    fn known_as(&mut self, name: &str, place: PlaceId, is_department: bool) {
        let bearers = self.by_name.entry(name.to_owned()).or_default();
        // A department's name leads to its place only where no place bears it.
        if !bearers.contains(&place) && (!is_department || bearers.is_empty()) {
            bearers.push(place);
        }
    }

    /// Where a name stands; with `names`, places that it speaks of are added to the tree.
    fn standing(&mut self, name: &str, mut names: Option<&mut NamePool>) -> Standing {
        let bare = canonical(name).to_owned();
        for form in [name, &bare] {
            match self.by_name.get(form).map(Vec::as_slice) {
                Some([only]) => return Standing::At(*only),
                Some([_, ..]) => return Standing::Several,
                _ => {}
            }
        }
        let (mut place, mut rest) = match self.known_beginning(&bare) {
            Some((Standing::At(place), end)) => (Some(place), &bare[end..]),
            Some((several, _)) => return several,
            None => (None, bare.as_str()),
        };
        rest = rest.trim_start();
        while let Some((end, found)) = leading_place(rest) {
            let segment = &rest[..end];
            let above = place.and_then(|place| self.level(place));
            let Some(next) = self.child(place, segment).or_else(|| {
                let lower = found.is_none() || above.is_none() || below(found, above) > above;
                let names = names.as_deref_mut().filter(|_| lower)?;
                let full = match place {
                    Some(place) => format!("{}{segment}", names.name(self.get(place).name)),
                    None => segment.to_owned(),
                };
                Some(self.add(&full, below(found, above), place, names))
            }) else {
                break;
            };
            place = Some(next);
            rest = rest[end..].trim_start();
        }
        place.map_or(Standing::Unknown, Standing::At)
    }

    /// The longest known name that `name` begins with.
    fn known_beginning(&self, name: &str) -> Option<(Standing, usize)> {
        let ends: Vec<usize> = name
            .char_indices()
            .skip(2)
            .map(|(position, _)| position)
            .collect();
        ends.into_iter().rev().find_map(|end| {
            let bearers = self.by_name.get(&name[..end])?;
            match bearers.as_slice() {
                [only] => Some((Standing::At(*only), end)),
                [_, ..] => Some((Standing::Several, end)),
                [] => None,
            }
        })
    }

    fn child(&self, place: Option<PlaceId>, segment: &str) -> Option<PlaceId> {
        let bearers = self.by_name.get(segment)?;
        match place {
            Some(top) => {
                let mut below = bearers
                    .iter()
                    .filter(|bearer| **bearer != top && self.in_branch(**bearer, top));
                below.next().copied().filter(|_| below.next().is_none())
            }
            None => bearers.first().copied().filter(|_| bearers.len() == 1),
        }
    }

    fn without_level(&self, ledgers: &Ledgers) -> Vec<NameId> {
        let mut seen = vec![false; self.standings.len()];
        let mut unplaced = Vec::new();
        for ledger in Ledger::AUDITED {
            let imposers = ledgers.table(ledger).wholes(ledger.schema().imposer);
            for name in (0..ledgers.table(ledger).rows()).filter_map(|row| imposers.get(row)) {
                let leveled = self
                    .place(name)
                    .is_some_and(|place| self.level(place).is_some());
                if !leveled && !std::mem::replace(&mut seen[name as usize], true) {
                    unplaced.push(name);
                }
            }
        }
        unplaced
    }

    /// The places of a level below a place.
    pub(super) fn members(&self, top: Option<PlaceId>, level: Option<u32>) -> Vec<NameId> {
        let (Some(top), Some(level)) = (top, level) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut waiting = vec![top];
        while let Some(place) = waiting.pop() {
            for child in self.children[place as usize].iter().rev() {
                waiting.push(*child);
            }
            if place != top && self.level(place) == Some(level) {
                found.push(self.get(place).name);
            }
        }
        found
    }
}

/// 市 below a 市 is a county-level city.
fn below(level: Option<u32>, above: Option<u32>) -> Option<u32> {
    match (level, above) {
        (Some(level::CITY), Some(level::CITY)) => Some(level::COUNTY),
        _ => level,
    }
}

/// Names in fields of units, of the highest places first, and names of inspected targets.
fn mentioned(ledgers: &Ledgers, names: &NamePool) -> (Vec<NameId>, Vec<NameId>) {
    const LISTS: [(Ledger, &str); 3] = [
        (Ledger::Meetings, "units"),
        (Ledger::Documents, "recipients"),
        (Ledger::Forms, "fillers"),
    ];
    let mut seen = vec![false; names.len()];
    let mut units = Vec::new();
    for ledger in Ledger::ALL {
        let table = ledgers.table(ledger);
        let imposers = table.wholes(ledger.schema().imposer);
        units.extend((0..table.rows()).filter_map(|row| imposers.get(row)));
    }
    for (ledger, field) in LISTS {
        units.extend_from_slice(ledgers.table(ledger).lists(field).all());
    }
    units.retain(|name| {
        !std::mem::replace(&mut seen[*name as usize], true)
            && collective(names.name(*name)).is_none()
    });
    // A name that begins at the county settles what a bare township is before it is met.
    let mut ordered: Vec<(u32, &str, NameId)> = units
        .par_iter()
        .map(|name| {
            let text = names.name(*name);
            let first = leading_place(canonical(text)).and_then(|(_, level)| level);
            (first.unwrap_or(u32::MAX), text, *name)
        })
        .collect();
    ordered.par_sort_unstable();
    let units = ordered.into_iter().map(|(_, _, name)| name).collect();
    let table = ledgers.table(Ledger::Inspections);
    let targets = table.wholes("target");
    let mut others: Vec<NameId> = (0..table.rows())
        .filter_map(|row| targets.get(row))
        .collect();
    others.retain(|name| !std::mem::replace(&mut seen[*name as usize], true));
    (units, others)
}
