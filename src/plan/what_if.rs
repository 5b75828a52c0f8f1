//! What if: the burden of each unit as it is and as it would be, were a plan adopted and were caps
//! kept. A row's hours change by one step at most, and a cap cuts what is left of them, so that no
//! hour is taken away twice.

use std::collections::BTreeMap;
use std::str::FromStr;

use rustc_hash::FxHashMap;

use super::{Plan, PlanRow};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::{Narrowing, Region};

/// What a cap limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CapKind {
    /// Hours of a ledger that each cadre of a unit bears in a month.
    HoursPerCadreMonth(Ledger),
    /// Rows of a ledger that a unit is called to, receives or fills in, in a month.
    RowsPerMonth(Ledger),
}

/// A cap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cap {
    /// What it limits.
    pub kind: CapKind,
    /// To how much.
    pub most: f64,
}

/// The names of caps, for messages.
pub const CAPS: [&str; 8] = [
    "meeting-hours-per-month",
    "document-hours-per-month",
    "form-hours-per-month",
    "inspection-hours-per-month",
    "meetings-per-month",
    "documents-per-month",
    "forms-per-month",
    "inspections-per-month",
];

impl FromStr for Cap {
    type Err = String;

    /// Reads `meeting-hours-per-month=16`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "write it as NAME=NUMBER, NAME being one of {}",
                CAPS.join(", ")
            )
        };
        let (name, most) = text.split_once('=').ok_or_else(bad)?;
        let most: f64 = most.trim().parse().map_err(|_| bad())?;
        if !most.is_finite() || most < 0.0 {
            return Err(bad());
        }
        let kind = match name.trim() {
            "meeting-hours-per-month" => CapKind::HoursPerCadreMonth(Ledger::Meetings),
            "document-hours-per-month" => CapKind::HoursPerCadreMonth(Ledger::Documents),
            "form-hours-per-month" => CapKind::HoursPerCadreMonth(Ledger::Forms),
            "inspection-hours-per-month" => CapKind::HoursPerCadreMonth(Ledger::Inspections),
            "meetings-per-month" => CapKind::RowsPerMonth(Ledger::Meetings),
            "documents-per-month" => CapKind::RowsPerMonth(Ledger::Documents),
            "forms-per-month" => CapKind::RowsPerMonth(Ledger::Forms),
            "inspections-per-month" => CapKind::RowsPerMonth(Ledger::Inspections),
            _ => return Err(bad()),
        };
        Ok(Self { kind, most })
    }
}

/// Hours of a unit as they are and as they would be.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitChange {
    /// The unit.
    pub unit: NameId,
    /// Hours as they are.
    pub before: f64,
    /// Hours with the plan adopted.
    pub planned: f64,
    /// Hours with the plan adopted and the caps kept.
    pub after: f64,
}

/// The burden as it is and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// All hours: as they are, with the plan, with the caps too.
    pub all: [f64; 3],
    /// The same by ledger.
    pub by_ledger: Vec<(Ledger, [f64; 3])>,
    /// By who bears them, most hours first.
    pub by_bearer: Vec<UnitChange>,
    /// By who imposes them; caps are of those who bear and change nothing here.
    pub by_imposer: Vec<UnitChange>,
    /// Units that a cap a cadre says nothing of, because nobody stated their headcount.
    pub without_headcount: usize,
}

/// What a unit bears of a ledger: hours as they are, hours with the plan, and how many rows.
type Borne = (f64, f64, f64);

/// The burden were a plan adopted and caps kept, of what is looked at.
#[must_use]
pub fn what_if(region: &Region, plan: &Plan, caps: &[Cap], narrowing: &Narrowing) -> WhatIf {
    let mut steps: FxHashMap<(Ledger, usize), &PlanRow> = FxHashMap::default();
    for row in plan.steps.iter().flat_map(|step| &step.rows) {
        steps.insert((row.row.0, row.row.1), row);
    }
    let mut borne: BTreeMap<(NameId, Ledger), Borne> = BTreeMap::new();
    let mut imposed: BTreeMap<NameId, [f64; 2]> = BTreeMap::new();
    let mut by_ledger: BTreeMap<Ledger, [f64; 3]> = BTreeMap::new();
    for ledger in Ledger::AUDITED {
        for (row, before) in region.costs.of_ledger(ledger).iter().enumerate() {
            let after = steps.get(&(ledger, row)).map_or(*before, |row| row.after);
            narrowing.each_bearer(region, RowOf(ledger, row), &mut |bearer, part| {
                let own = borne.entry((bearer, ledger)).or_default();
                own.0 += before * part;
                own.1 += after * part;
                own.2 += 1.0;
            });
            let unit = region.unit_of(region.imposer(ledger, row));
            let part = narrowing.part(region, RowOf(ledger, row));
            if part == 0.0 {
                continue;
            }
            let own = imposed.entry(unit).or_default();
            own[0] += before * part;
            own[1] += after * part;
            let sum = by_ledger.entry(ledger).or_default();
            sum[0] += before * part;
            sum[1] += after * part;
        }
    }
    let (mut without, mut of_bearers) = (Vec::new(), BTreeMap::new());
    for ((unit, ledger), own) in borne {
        let (left, is_unknown) = capped(region, caps, (unit, ledger), own);
        if is_unknown {
            without.push(unit);
        }
        let change = of_bearers.entry(unit).or_insert([0.0; 3]);
        change[0] += own.0;
        change[1] += own.1;
        change[2] += left;
        by_ledger.entry(ledger).or_default()[2] += left;
    }
    without.dedup();
    let by_hours = |all: BTreeMap<NameId, [f64; 3]>| {
        let mut changes: Vec<UnitChange> = all
            .into_iter()
            .map(|(unit, [before, planned, after])| UnitChange {
                unit,
                before,
                planned,
                after,
            })
            .collect();
        changes.sort_by(|one, other| {
            other
                .before
                .total_cmp(&one.before)
                .then_with(|| region.name(one.unit).cmp(region.name(other.unit)))
        });
        changes
    };
    let imposed = imposed
        .into_iter()
        .map(|(unit, [before, after])| (unit, [before, after, after]));
    let by_ledger: Vec<(Ledger, [f64; 3])> = by_ledger.into_iter().collect();
    let all = [0, 1, 2].map(|part| by_ledger.iter().fold(0.0, |sum, (_, own)| sum + own[part]));
    WhatIf {
        all,
        by_ledger,
        by_bearer: by_hours(of_bearers),
        by_imposer: by_hours(imposed.collect()),
        without_headcount: without.len(),
    }
}

/// Hours that caps leave a unit of a ledger; and whether a cap could not be kept because nobody knows
/// its headcount.
fn capped(
    region: &Region,
    caps: &[Cap],
    (unit, ledger): (NameId, Ledger),
    (_, planned, rows): Borne,
) -> (f64, bool) {
    let months = region.period.months();
    let (mut left, mut is_unknown) = (planned, false);
    for cap in caps {
        match cap.kind {
            CapKind::HoursPerCadreMonth(of) if of == ledger => {
                match region.units.cadres(unit).filter(|cadres| *cadres > 0) {
                    Some(cadres) => left = left.min(cap.most * f64::from(cadres) * months),
                    None => is_unknown = true,
                }
            }
            CapKind::RowsPerMonth(of) if of == ledger => {
                let a_month = rows / months;
                if a_month > cap.most {
                    left = left.min(planned * cap.most / a_month);
                }
            }
            _ => {}
        }
    }
    (left, is_unknown)
}
