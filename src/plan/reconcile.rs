//! What a plan makes of what the audit claims: of every finding what its steps save and what they
//! leave, with the reason, so that both add up to the claim. A row that several findings claim is
//! saved once; what is counted by rule has it under its largest claim, as the totals do.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Measure, Plan};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::text::Message;

/// Claimed hours, and what a plan makes of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The rule.
    pub rule: &'static str,
    /// The finding's id; blank for all findings of the rule.
    pub id: String,
    /// What the audit claims.
    pub claimed: f64,
    /// What the plan saves of it.
    pub saved: f64,
    /// What it leaves, by reason, the most first.
    pub left: Vec<(Message, f64)>,
}

/// A plan beside the audit that it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciled {
    /// By rule, each row under its largest claim: the sums are those of the totals. Most claimed first.
    pub by_rule: Vec<Settled>,
    /// By finding, in the order of the audit, those that claim nothing left out.
    pub by_finding: Vec<Settled>,
}

/// The measure that is against what a rule finds, where there is one.
fn measure(rule: &str) -> Option<Measure> {
    Some(match rule {
        "meeting-relay" => Measure::Broadcasts,
        "meeting-pack" | "meeting-face-to-face" => Measure::PackagedMeetings,
        "inspection-repeat" | "inspection-same-matter" => Measure::JointInspections,
        "form-overlap" | "form-outside-one-form" => Measure::OneForm,
        "group-overdue" | "group-redundant" | "leading-group-revived" | "group-idle" => {
            Measure::Groups
        }
        "app-redundant" | "account-surplus" | "app-blacklisted" | "app-below-county"
        | "app-idle" => Measure::Apps,
        _ => return None,
    })
}

/// Hours below which nothing is left but what rounding made.
const NOTHING: f64 = 1e-9;

/// What is known of the rows of a plan.
struct Rows<'p> {
    /// What a step saves of a row at most, and its measure.
    steps: FxHashMap<(Ledger, usize), (f64, Measure)>,
    kept: FxHashMap<(Ledger, usize), &'p Message>,
    measures: &'p [Measure],
}

impl Rows<'_> {
    fn saved(&self, RowOf(ledger, row): RowOf) -> f64 {
        self.steps.get(&(ledger, row)).map_or(0.0, |step| step.0)
    }

    /// Why something of a claim is left.
    fn why(&self, RowOf(ledger, row): RowOf, rule: &str) -> Message {
        if let Some((_, measure)) = self.steps.get(&(ledger, row)) {
            return of_measure("plan-left-by-step", *measure);
        }
        if let Some(why) = self.kept.get(&(ledger, row)) {
            return (*why).clone();
        }
        match measure(rule) {
            None => Message::new("plan-left-no-measure"),
            Some(measure) if !self.measures.contains(&measure) => {
                of_measure("plan-left-not-asked", measure)
            }
            Some(measure) => of_measure("plan-left-no-step", measure),
        }
    }
}

fn of_measure(key: &'static str, measure: Measure) -> Message {
    let measure = Message::new(format!("measure-of-{}", measure.name()));
    Message::new(key).message("measure", measure)
}

impl Reconciled {
    /// A plan of these measures beside the findings that it was made from, of each row the part that
    /// is looked at.
    #[must_use]
    pub fn of(
        plan: &Plan,
        findings: &[Finding],
        measures: &[Measure],
        part: &dyn Fn(RowOf) -> f64,
    ) -> Self {
        let mut rows = Rows {
            steps: FxHashMap::default(),
            kept: FxHashMap::default(),
            measures,
        };
        for step in &plan.steps {
            for row in &step.rows {
                let saved = row.saved + row.further;
                rows.steps
                    .insert((row.row.0, row.row.1), (saved, step.measure));
            }
        }
        for (row, why) in &plan.kept {
            rows.kept.entry((row.0, row.1)).or_insert(why);
        }
        let mut largest: BTreeMap<(Ledger, usize), (f64, &'static str)> = BTreeMap::new();
        let mut by_finding = Vec::new();
        for finding in findings {
            let mut settled = Sums::default();
            for row in finding
                .evidence
                .iter()
                .filter(|row| row.avoidable_hours > 0.0)
            {
                settled.add(
                    &rows,
                    row.row,
                    finding.rule,
                    row.avoidable_hours,
                    part(row.row),
                );
                let known = largest
                    .entry((row.row.0, row.row.1))
                    .or_insert((0.0, finding.rule));
                if row.avoidable_hours > known.0 {
                    *known = (row.avoidable_hours, finding.rule);
                }
            }
            if settled.claimed > NOTHING {
                by_finding.push(settled.told(finding.rule, finding.id.clone()));
            }
        }
        let mut sums: BTreeMap<&'static str, Sums> = BTreeMap::new();
        for ((ledger, row), (claim, rule)) in largest {
            let row = RowOf(ledger, row);
            let sums = sums.entry(rule).or_default();
            sums.add(&rows, row, rule, claim, part(row));
        }
        let of_rules = sums.into_iter().filter(|(_, sums)| sums.claimed > NOTHING);
        let mut by_rule: Vec<Settled> = of_rules
            .map(|(rule, sums)| sums.told(rule, String::new()))
            .collect();
        by_rule.sort_by(|one, other| other.claimed.total_cmp(&one.claimed));
        Self {
            by_rule,
            by_finding,
        }
    }
}

/// Claims as they are added up.
#[derive(Default)]
struct Sums {
    claimed: f64,
    saved: f64,
    left: Vec<(Message, f64)>,
}

impl Sums {
    fn add(&mut self, rows: &Rows<'_>, row: RowOf, rule: &str, claim: f64, part: f64) {
        if part <= 0.0 {
            return;
        }
        let saved = rows.saved(row).min(claim) * part;
        let left = claim * part - saved;
        self.claimed += claim * part;
        self.saved += saved;
        if left <= NOTHING {
            return;
        }
        let why = rows.why(row, rule);
        match self.left.iter_mut().find(|known| known.0 == why) {
            Some(known) => known.1 += left,
            None => self.left.push((why, left)),
        }
    }

    fn told(mut self, rule: &'static str, id: String) -> Settled {
        self.left.sort_by(|one, other| other.1.total_cmp(&one.1));
        Settled {
            rule,
            id,
            claimed: self.claimed,
            saved: self.saved,
            left: self.left,
        }
    }
}
