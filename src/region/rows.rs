//! Questions about single rows that several rules ask: whose seat it is, whether it is exempt,
//! what its answer costs, whether a target is an enterprise. They are answered from the row's own
//! columns and the tree of units; no rule's threshold stands here.

use super::names::{canonical, is_place, level};
use super::{PlaceId, Region, Units};
use crate::cost;
use crate::ledger::Ledger;
use crate::ledger::names::{NameId, NamePool};
use crate::ledger::schema::documents::{COMPREHENSIVE_BIT, REPORT_BIT};
use crate::ledger::schema::{inspections, meetings};

/// Who a row belongs to: the place of its imposer, or, where that is unknown, the imposer itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// A place, with its departments.
    Place(PlaceId),
    /// A unit whose place is unknown.
    Unit(NameId),
}

/// See [`Region::is_department`].
fn is_department(units: &Units, names: &NamePool, name: NameId) -> bool {
    let text = canonical(names.name(name));
    let of_place = |place| names.name(units.get(place).name) == text;
    !is_place(text) && !units.place(name).is_some_and(of_place)
}

/// See [`Region::unit_of`].
pub(super) fn unit_of(units: &Units, names: &NamePool, name: NameId) -> NameId {
    match units.place(name) {
        Some(place) if !is_department(units, names, name) => units.get(place).name,
        _ => name,
    }
}

impl Region {
    /// Who a row belongs to.
    #[must_use]
    pub fn seat(&self, ledger: Ledger, row: usize) -> Seat {
        match self.place(ledger, row) {
            Some(place) => Seat::Place(place),
            None => Seat::Unit(self.imposer(ledger, row)),
        }
    }

    /// Whether a meeting is statutory: by its kind, or by a word that the region lists.
    #[must_use]
    pub fn is_statutory(&self, row: usize) -> bool {
        let table = self.table(Ledger::Meetings);
        table.wholes("kind").is(row, meetings::STATUTORY)
            || table
                .texts("title")
                .get(row)
                .is_some_and(|title| self.words.statutory_meetings.any_in(title))
    }

    /// Whether a meeting is exempt where statutory and emergency ones are.
    #[must_use]
    pub fn is_exempt_meeting(&self, row: usize) -> bool {
        let table = self.table(Ledger::Meetings);
        table.wholes("kind").is(row, meetings::EMERGENCY)
            || self.is_statutory(row)
            || self.is_exempt(Ledger::Meetings, row)
    }

    /// Whether a row is exempt by a word in what it is called.
    #[must_use]
    pub fn is_exempt(&self, ledger: Ledger, row: usize) -> bool {
        if self.lists.exempt_titles.is_empty() {
            return false;
        }
        self.subject(ledger, row)
            .is_some_and(|title| self.exempt_by_title(title))
    }

    /// What a row is called: its title, its name, or the target of an inspection.
    #[must_use]
    pub fn subject(&self, ledger: Ledger, row: usize) -> Option<&str> {
        let table = self.table(ledger);
        match ledger {
            Ledger::Meetings | Ledger::Documents => table.texts("title").get(row),
            Ledger::Groups | Ledger::Apps | Ledger::Forms => table.texts("name").get(row),
            Ledger::Inspections => table.wholes("target").get(row).map(|name| self.name(name)),
            Ledger::Units | Ledger::Surveys => None,
        }
    }

    /// What a row is called, or nothing.
    #[must_use]
    pub fn title(&self, ledger: Ledger, row: usize) -> String {
        self.subject(ledger, row).unwrap_or_default().to_owned()
    }

    /// Whether a document is a report or request to a superior.
    #[must_use]
    pub fn is_report(&self, row: usize) -> bool {
        let kinds = self.table(Ledger::Documents).wholes("kind");
        kinds.get(row).unwrap_or_default() & REPORT_BIT != 0
    }

    /// Whether a document is comprehensive.
    #[must_use]
    pub fn is_comprehensive(&self, row: usize) -> bool {
        let kinds = self.table(Ledger::Documents).wholes("kind");
        kinds.get(row).unwrap_or_default() & COMPREHENSIVE_BIT != 0
    }

    /// To how many a document goes.
    #[must_use]
    pub fn recipient_count(&self, row: usize) -> f64 {
        let counts = self.table(Ledger::Documents).counts("recipients");
        cost::recipient_count(counts, &self.recipients, row)
    }

    /// Hours in which all recipients answer a document.
    #[must_use]
    pub fn answering_hours(&self, row: usize) -> f64 {
        self.recipient_count(row) * self.cost.answer_hours
    }

    /// Messages of each chat group in the period.
    pub fn messages(&self) -> impl Fn(usize) -> Option<f64> + '_ {
        cost::messages(self.table(Ledger::Groups), &self.period)
    }

    /// Whether a name is that of a department, and not of a place, its committee or government.
    #[must_use]
    pub fn is_department(&self, name: NameId) -> bool {
        is_department(&self.units, &self.ledgers.names, name)
    }

    /// The unit that a name means: a place by any of its names, a department by its own.
    #[must_use]
    pub fn unit_of(&self, name: NameId) -> NameId {
        unit_of(&self.units, &self.ledgers.names, name)
    }

    /// The county that a place is or stands in; the place itself where it stands above.
    #[must_use]
    pub fn county(&self, place: PlaceId) -> PlaceId {
        std::iter::once(place)
            .chain(self.units.above(place))
            .find(|at| self.units.level(*at) == Some(level::COUNTY))
            .unwrap_or(place)
    }

    /// Whether a place stands below county level; `None` where its level is unknown.
    #[must_use]
    pub fn is_below_county(&self, place: PlaceId) -> Option<bool> {
        self.units.level(place).map(|at| at > level::COUNTY)
    }

    /// Whether the target of an inspection is an enterprise: as stated, else by its code or name.
    #[must_use]
    pub fn is_enterprise(&self, row: usize) -> bool {
        const WORDS: [&str; 6] = ["公司", "厂", "店", "场", "合作社", "银行"];
        let table = self.table(Ledger::Inspections);
        if let Some(kind) = table.wholes("target_kind").get(row) {
            return kind == inspections::ENTERPRISE;
        }
        let code = table.texts("target_code").get(row).map(str::trim);
        // A unified social credit code of a company or a market entity begins with 9.
        code.is_some_and(|code| code.len() == 18 && code.starts_with('9'))
            || self.subject(Ledger::Inspections, row).is_some_and(|name| {
                WORDS.iter().any(|word| name.contains(word))
                    || name.to_lowercase().ends_with(" ltd")
                    || name.contains("Co.")
            })
    }
}
