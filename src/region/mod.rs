//! The region: what the ledgers say together. Which unit stands above which, over which days the
//! audit runs, what each row costs, whom each row calls, and which rows are about one matter. Rules
//! look at a region and at nothing else; it is complete before the first of them runs.

mod bearers;
mod branch;
pub mod called;
mod counted;
mod groups;
mod instruments;
mod lists;
pub mod names;
pub mod narrowing;
mod people;
pub mod period;
mod rows;
pub mod stock;
mod targets;
mod unit_rows;
pub mod units;

use polars::prelude::PolarsResult;
use rayon::prelude::*;

use crate::cost::{Cost, Costs, UserCount};
use crate::ledger::names::NameId;
use crate::ledger::schema::Ledger;
use crate::ledger::{Ledgers, Table};
use crate::matter::{Explanation, MatterSettings, Matters, RowOf, Words};
use crate::survey::{Survey, SurveySettings};
pub use bearers::Users;
pub use branch::Branch;
pub use called::Called;
pub use groups::{Members, is_leading};
pub use lists::{Lists, WordFinders};
pub use narrowing::Narrowing;
pub use period::{Basis, Period};
pub use rows::Seat;
pub use stock::Stock;
pub use targets::Targets;
pub use units::{PlaceId, Units};

/// What a user may ask of the period.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    /// First day, in days since 1970-01-01.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
    /// What "today" means.
    pub as_of: Option<i32>,
}

/// What the configuration says of a region.
#[derive(Clone, Debug, Default)]
pub struct RegionSettings {
    /// Parameters of the cost model.
    pub cost: Cost,
    /// The region's own lists.
    pub lists: Lists,
    /// What the region says of its matters.
    pub matter: MatterSettings,
    /// How surveys are told.
    pub surveys: SurveySettings,
}

/// A region, ready for the rules.
pub struct Region {
    /// The tables, cut to the period.
    pub ledgers: Ledgers,
    /// Who stands above whom.
    pub units: Units,
    /// The days that the audit covers.
    pub period: Period,
    /// The lists of the configuration.
    pub lists: Lists,
    /// Those of them that are looked for within names.
    pub words: WordFinders,
    /// The parameters of the cost model.
    pub cost: Cost,
    /// Burden hours of every row.
    pub costs: Costs,
    /// Units called to each meeting.
    pub called: Called,
    /// Recipients of each document.
    pub recipients: Called,
    /// Who fills in each form.
    pub fillers: Called,
    /// Who must use the apps of each branch.
    pub users: Users,
    /// Who was inspected.
    pub targets: Targets,
    /// Which rows are about one matter.
    pub matters: Matters,
    /// What the questionnaire says and may be told, where there was one.
    pub survey: Option<Survey>,
    /// Rows of event ledgers outside the period, left out.
    pub outside: usize,
    places: Vec<Vec<Option<PlaceId>>>,
}

impl Region {
    /// Builds a region from ledgers.
    ///
    /// # Errors
    /// Those of polars.
    pub fn build(ledgers: Ledgers, bounds: Bounds, settings: RegionSettings) -> PolarsResult<Self> {
        let RegionSettings {
            cost,
            lists,
            matter,
            surveys,
        } = settings;
        let period = Period::of(&ledgers, bounds);
        let ledgers = counted::with_days(ledgers, &period)?;
        let asked = ledgers.table(Ledger::Surveys).rows();
        let (mut ledgers, outside) = cut(ledgers, &period)?;
        let left_out = asked - ledgers.table(Ledger::Surveys).rows();
        let survey = Survey::of(&ledgers, left_out, &surveys);
        let units = Units::of(&mut ledgers);
        let places: Vec<Vec<Option<PlaceId>>> = Ledger::ALL
            .into_par_iter()
            .map(|ledger| places(ledgers.table(ledger), &units))
            .collect();
        let called_by = |ledger: Ledger, field| {
            Called::of(&units, &ledgers, ledger, field, &places[ledger as usize])
        };
        let called = called_by(Ledger::Meetings, "units");
        let recipients = called_by(Ledger::Documents, "recipients");
        let fillers = called_by(Ledger::Forms, "fillers");
        let words = Words {
            regular: &lists.regular_meetings,
            settings: &matter,
        };
        let matters = Matters::of(&ledgers, &units, &places, words);
        let registered = (&cost, UserCount::Registered);
        let costs = Costs::of(
            registered,
            &ledgers,
            &period,
            &called,
            &recipients,
            &fillers,
        );
        Ok(Self {
            users: Users::of(&units, &ledgers, &places[Ledger::Apps as usize]),
            targets: Targets::of(&ledgers),
            ledgers,
            units,
            period,
            words: WordFinders::of(&lists),
            lists,
            cost,
            costs,
            called,
            recipients,
            fillers,
            matters,
            survey,
            outside,
            places,
        })
    }

    /// Costs every row anew.
    pub fn recost(&mut self, cost: Cost) {
        self.costs = self.costs_at(&cost, UserCount::Registered);
        self.cost = cost;
    }

    /// What every row costs under other parameters.
    #[must_use]
    pub fn costs_at(&self, cost: &Cost, users: UserCount) -> Costs {
        let (called, recipients, fillers) = (&self.called, &self.recipients, &self.fillers);
        let at = (cost, users);
        Costs::of(at, &self.ledgers, &self.period, called, recipients, fillers)
    }

    /// The table of a ledger.
    #[must_use]
    pub fn table(&self, ledger: Ledger) -> &Table {
        self.ledgers.table(ledger)
    }

    /// Where the imposing unit of a row stands.
    #[must_use]
    pub fn place(&self, ledger: Ledger, row: usize) -> Option<PlaceId> {
        self.places[ledger as usize][row]
    }

    /// The imposing unit of a row, by its name.
    #[must_use]
    pub fn imposer(&self, ledger: Ledger, row: usize) -> NameId {
        self.table(ledger)
            .wholes(ledger.schema().imposer)
            .get(row)
            .unwrap_or_default()
    }

    /// A name by its number.
    #[must_use]
    pub fn name(&self, number: NameId) -> &str {
        self.ledgers.names.name(number)
    }

    /// What the judgement rests on that two rows are the same matter; `None` where they are not.
    #[must_use]
    pub fn explain_matter(&self, one: RowOf, other: RowOf) -> Option<Explanation> {
        self.matters
            .explain(&self.ledgers, &self.places, one, other)
    }

    /// Whether a row's title holds one of the words that exempt it.
    #[must_use]
    pub fn exempt_by_title(&self, title: &str) -> bool {
        self.lists
            .exempt_titles
            .iter()
            .any(|word| title.contains(word.as_str()))
    }

    /// Whether a group is a leading group: by its kind, else by its name.
    #[must_use]
    pub fn is_leading(&self, row: usize) -> bool {
        is_leading(self.table(Ledger::Groups), row)
    }

    /// Members of each chat group, and those whose time is counted.
    #[must_use]
    pub fn members(&self) -> Members<'_> {
        Members::of(self.table(Ledger::Groups), &self.cost)
    }

    /// Life and use of a group or app within the period.
    #[must_use]
    pub fn stock(&self, ledger: Ledger) -> Stock<'_> {
        Stock::of(self.table(ledger), &self.period)
    }
}

fn places(table: &Table, units: &Units) -> Vec<Option<PlaceId>> {
    let imposers = table.wholes(table.ledger.schema().imposer);
    (0..table.rows())
        .map(|row| imposers.get(row).and_then(|name| units.place(name)))
        .collect()
}

/// Rows of event ledgers outside the period are left out, and counted.
fn cut(ledgers: Ledgers, period: &Period) -> PolarsResult<(Ledgers, usize)> {
    let mut outside = 0;
    let ledgers = ledgers.map(|table| {
        if !period.chosen || !table.has("date") {
            return Ok(table);
        }
        let days = table.days("date");
        let kept: Vec<bool> = (0..table.rows())
            .map(|row| days.get(row).is_none_or(|day| period.covers(day)))
            .collect();
        outside += kept.iter().filter(|kept| !**kept).count();
        table.filtered(&kept)
    })?;
    Ok((ledgers, outside))
}
