//! What to do about it: steps that could be adopted at the next office meeting, each with the rows
//! that it changes and the hours that it saves. No step breaks a constraint: nothing is held before
//! its matter exists or after it is due, nobody is in two places at once, no member, function or
//! field is left without a home. A row is changed by one step at most, so that no hour is saved
//! twice. What a row saves counts as `saved` up to what the audit found avoidable on it; what goes
//! beyond that is told as `further`.

mod apps;
mod broadcasts;
mod busy;
mod forms;
mod groups;
mod inspections;
mod meetings;
mod packing;
mod reconcile;
mod settings;
mod visits;
mod what_if;

use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::rank;
use crate::region::{Narrowing, Region};
use crate::text::Message;

pub use forms::{Field, FieldMerge, FillerLoad, OneForm};
pub use inspections::{InspectionRates, Rates};
pub use reconcile::{Reconciled, Settled};
pub use settings::PlanSettings;
pub use what_if::{CAPS, Cap, CapKind, UnitChange, WhatIf, what_if};

/// Kinds of steps; a plan may be made of some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum Measure {
    /// Relays of one meeting become one broadcast down to the bottom level
    Broadcasts,
    /// Meetings that call the same units become one
    PackagedMeetings,
    /// Inspections of one target become joint visits
    JointInspections,
    /// Forms become exports of one master form
    OneForm,
    /// Groups are merged and closed
    Groups,
    /// Apps and accounts are merged and closed
    Apps,
}

impl Measure {
    /// All of them, in the order in which they are planned.
    pub const ALL: [Self; 6] = [
        Self::Broadcasts,
        Self::PackagedMeetings,
        Self::JointInspections,
        Self::OneForm,
        Self::Groups,
        Self::Apps,
    ];

    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Broadcasts => "broadcasts",
            Self::PackagedMeetings => "packaged-meetings",
            Self::JointInspections => "joint-inspections",
            Self::OneForm => "one-form",
            Self::Groups => "groups",
            Self::Apps => "apps",
        }
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It stays, and others join it.
    Host,
    /// It joins the one that stays.
    Join,
    /// It is no longer held or kept up.
    Close,
    /// It is merged into the one that stays.
    Merge,
    /// It becomes an export of what is held already.
    Export,
    /// Only what nothing else holds is still filled in.
    Carry,
}

impl Action {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Join => "join",
            Self::Close => "close",
            Self::Merge => "merge",
            Self::Export => "export",
            Self::Carry => "carry",
        }
    }
}

/// A row that a step changes, and its hours.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// The row.
    pub row: RowOf,
    /// What becomes of it.
    pub action: Action,
    /// Its hours as they are.
    pub before: f64,
    /// Its hours once the step is adopted.
    pub after: f64,
    /// What that saves of what the audit found avoidable.
    pub saved: f64,
    /// What it saves beyond.
    pub further: f64,
}

/// The units that some rows are of, each once.
fn owners(region: &Region, rows: &[PlanRow]) -> Vec<NameId> {
    let mut units: Vec<NameId> = rows
        .iter()
        .map(|PlanRow { row, .. }| region.unit_of(region.imposer(row.0, row.1)))
        .collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// When something is to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// Minutes after midnight, where known.
    pub start: Option<i32>,
    /// How long, in minutes.
    pub minutes: i32,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Of which measure.
    pub measure: Measure,
    /// What it is about, as short as a title.
    pub subject: String,
    /// What is to be done, in one sentence.
    pub message: Message,
    /// Who leads it.
    pub lead: Option<NameId>,
    /// Who takes part, the lead included.
    pub units: Vec<NameId>,
    /// When, for what is held.
    pub when: Option<When>,
    /// What is on the agenda, or what is inspected.
    pub agenda: Vec<String>,
    /// What must be seen to, such as members that move.
    pub conditions: Vec<Message>,
    /// The rows that it changes, the one that stays first.
    pub rows: Vec<PlanRow>,
}

impl Step {
    /// Hours saved of what the audit found avoidable.
    #[must_use]
    pub fn saved(&self) -> f64 {
        self.rows.iter().fold(0.0, |sum, row| sum + row.saved)
    }

    /// Hours saved beyond.
    #[must_use]
    pub fn further(&self) -> f64 {
        self.rows.iter().fold(0.0, |sum, row| sum + row.further)
    }

    /// Hours of its rows as they are.
    #[must_use]
    pub fn before(&self) -> f64 {
        self.rows.iter().fold(0.0, |sum, row| sum + row.before)
    }

    /// Hours of its rows once it is adopted.
    #[must_use]
    pub fn after(&self) -> f64 {
        self.rows.iter().fold(0.0, |sum, row| sum + row.after)
    }
}

/// How good the plan of a measure is: no plan under the same constraints does better than `best`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The measure.
    pub measure: Measure,
    /// What is counted: hours saved, or visits, in machine form.
    pub unit: &'static str,
    /// What the plan comes to.
    pub planned: f64,
    /// What no plan can beat.
    pub best: f64,
}

/// A plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What to do, what saves most first.
    pub steps: Vec<Step>,
    /// The master forms, one for each group of fillers.
    pub one_forms: Vec<OneForm>,
    /// How the calendar of inspections changes.
    pub inspections: Option<InspectionRates>,
    /// How far from the best each measure can be.
    pub bounds: Vec<Bound>,
    /// What was looked at and must stay as it is, and why.
    pub kept: Vec<(RowOf, Message)>,
}

/// What every measure is planned from.
pub(crate) struct Basis<'r> {
    pub(crate) region: &'r Region,
    pub(crate) findings: &'r [Finding],
    pub(crate) settings: &'r PlanSettings,
    /// For each row, by ledger, what the audit found avoidable.
    claims: Vec<Vec<f64>>,
    /// For each row, by ledger, whether a step changes it already.
    taken: Vec<Vec<bool>>,
}

impl<'r> Basis<'r> {
    pub(crate) fn of(
        region: &'r Region,
        findings: &'r [Finding],
        settings: &'r PlanSettings,
    ) -> Self {
        let rows = |ledger: Ledger| vec![false; region.table(ledger).rows()];
        Self {
            region,
            findings,
            settings,
            claims: rank::largest_claims(findings, region),
            taken: Ledger::ALL.into_iter().map(rows).collect(),
        }
    }

    /// A row with its hours once a step is adopted, never above what they are.
    pub(crate) fn row(&self, row: RowOf, action: Action, after: f64) -> PlanRow {
        let RowOf(ledger, number) = row;
        let before = self.region.costs.hours(ledger, number);
        let after = after.clamp(0.0, before);
        let spared = before - after;
        let saved = spared.min(self.claims[ledger as usize][number]);
        PlanRow {
            row,
            action,
            before,
            after,
            saved,
            further: spared - saved,
        }
    }

    /// What the audit found avoidable of a row.
    pub(crate) fn claimed(&self, RowOf(ledger, row): RowOf) -> f64 {
        self.claims[ledger as usize][row]
    }

    /// Whether a step changes a row already.
    pub(crate) fn is_taken(&self, RowOf(ledger, row): RowOf) -> bool {
        self.taken[ledger as usize][row]
    }

    fn take(&mut self, step: &Step) {
        for PlanRow {
            row: RowOf(ledger, row),
            ..
        } in &step.rows
        {
            self.taken[*ledger as usize][*row] = true;
        }
    }

    /// The findings of a rule.
    pub(crate) fn found(&self, rule: &str) -> impl Iterator<Item = &'r Finding> {
        let own = self.findings.iter();
        own.filter(move |finding| finding.rule == rule)
    }
}

/// What a measure proposes.
#[derive(Default)]
pub(crate) struct Proposed {
    pub(crate) steps: Vec<Step>,
    pub(crate) bounds: Vec<Bound>,
    pub(crate) kept: Vec<(RowOf, Message)>,
}

impl Plan {
    /// Plans the measures that are wanted for a region, from what its audit found. Pure.
    #[must_use]
    pub fn of(
        region: &Region,
        findings: &[Finding],
        settings: &PlanSettings,
        measures: &[Measure],
    ) -> Self {
        let mut basis = Basis::of(region, findings, settings);
        let mut plan = Self {
            steps: Vec::new(),
            one_forms: Vec::new(),
            inspections: None,
            bounds: Vec::new(),
            kept: Vec::new(),
        };
        let mut busy = busy::Busy::of(region);
        for measure in Measure::ALL {
            if !measures.contains(&measure) {
                continue;
            }
            let proposed = match measure {
                Measure::Broadcasts => broadcasts::propose(&basis, &mut busy),
                Measure::PackagedMeetings => meetings::propose(&basis, &mut busy),
                Measure::JointInspections => {
                    let (proposed, rates) = inspections::propose(&basis);
                    plan.inspections = rates;
                    proposed
                }
                Measure::OneForm => {
                    let (proposed, forms) = forms::propose(&basis);
                    plan.one_forms = forms;
                    proposed
                }
                Measure::Groups => groups::propose(&basis),
                Measure::Apps => apps::propose(&basis),
            };
            for step in &proposed.steps {
                basis.take(step);
            }
            plan.steps.extend(proposed.steps);
            plan.bounds.extend(proposed.bounds);
            plan.kept.extend(proposed.kept);
        }
        plan.order(region);
        plan
    }

    /// What saves most first; then by measure, day and place of the first row.
    fn order(&mut self, region: &Region) {
        let place = |step: &Step| {
            let RowOf(ledger, row) = step.rows[0].row;
            region.ledgers.place(ledger, row)
        };
        self.steps.retain(|step| !step.rows.is_empty());
        self.steps.sort_by(|one, other| {
            let all = |step: &Step| step.saved() + step.further();
            other
                .saved()
                .total_cmp(&one.saved())
                .then_with(|| all(other).total_cmp(&all(one)))
                .then_with(|| one.measure.cmp(&other.measure))
                .then_with(|| place(one).cmp(&place(other)))
        });
    }

    /// Leaves of its hours the part that is looked at, and the steps that change something of it. What
    /// was told of the whole region alone is no part's.
    pub fn narrow(&mut self, region: &Region, narrowing: &Narrowing) {
        let part = |row| narrowing.part(region, row);
        for row in self.steps.iter_mut().flat_map(|step| &mut step.rows) {
            let part = part(row.row);
            for hours in [
                &mut row.before,
                &mut row.after,
                &mut row.saved,
                &mut row.further,
            ] {
                *hours *= part;
            }
        }
        for form in &mut self.one_forms {
            form.fillers
                .retain(|load| load.filler.is_none_or(|filler| narrowing.holds(filler)));
        }
        self.one_forms.retain(|form| !form.fillers.is_empty());
        self.bounds.clear();
        self.inspections = None;
        self.order(region);
    }

    /// Hours saved of what the audit found avoidable.
    #[must_use]
    pub fn saved(&self) -> f64 {
        self.steps.iter().fold(0.0, |sum, step| sum + step.saved())
    }

    /// Hours saved beyond.
    #[must_use]
    pub fn further(&self) -> f64 {
        self.steps
            .iter()
            .fold(0.0, |sum, step| sum + step.further())
    }
}
