//! Findings put in order and added up: what is waived stands apart, totals count each hour once, and
//! the ends of ranges are set around findings and totals. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Settings, Waiver};
use crate::cost::{Cost, Costs, UserCount, ranges};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::rank::{self, Burden, Ends};
use crate::region::narrowing::ShareKind;
use crate::region::{Branch, Narrowing, Region};
use crate::report::Narrowed;
use crate::rules::{self, Outcome};
use crate::waived::{self, Applied};

/// Findings in order, waived ones apart, marked by what they were.
pub(super) struct Judged {
    pub(super) kept: Vec<Finding>,
    pub(super) waived: Vec<(Finding, usize)>,
    pub(super) applied: Vec<Applied>,
    pub(super) burden: Burden,
}

impl Judged {
    pub(super) fn of(
        outcomes: Vec<Outcome>,
        waivers: Vec<Waiver>,
        region: &Region,
        narrowing: &Narrowing,
    ) -> Self {
        let count = outcomes.iter().map(|outcome| outcome.findings.len()).sum();
        let mut findings: Vec<Finding> = Vec::with_capacity(count);
        for outcome in outcomes {
            findings.extend(outcome.findings);
        }
        rank::order(&mut findings);
        let with_waived =
            (!waivers.is_empty()).then(|| rank::avoidable(&findings, region, narrowing));
        let (kept, waived, applied) = waived::apply(findings, waivers, region);
        let mut burden = rank::burden(&kept, region, narrowing);
        burden.waived_hours = with_waived.map(|all| (all - burden.avoidable_hours).max(0.0));
        Self {
            kept,
            waived,
            applied,
            burden,
        }
    }

    /// Gives findings and totals the ends of the cost model's own ranges: a claim is the same part of
    /// its row at either end.
    fn scaled(&mut self, region: &Region, narrowing: &Narrowing) {
        let [low, high] = ranges::ends(&region.cost);
        let ends = [
            region.costs_at(&low, UserCount::Active),
            region.costs_at(&high, UserCount::Registered),
        ];
        for finding in &mut self.kept {
            let [low, high] = ends.each_ref().map(|costs| {
                let rows = finding.evidence.iter();
                let claims = rows.map(|row| row.avoidable_hours * grown(region, costs, row.row));
                claims.fold(0.0, |sum, hours| sum + hours)
            });
            finding.avoidable_ends = Some(Ends::around(finding.avoidable_hours, low, high));
        }
        let claimed = rank::largest_claims(&self.kept, region);
        let totals = ends.each_ref().map(|costs| {
            let mut sums = (0.0, 0.0);
            for ledger in Ledger::AUDITED {
                for (row, claim) in claimed[ledger as usize].iter().enumerate() {
                    let at = RowOf(ledger, row);
                    let part = narrowing.part(region, at);
                    sums.0 += costs.hours(ledger, row) * part;
                    sums.1 += claim * grown(region, costs, at) * part;
                }
            }
            sums
        });
        let burden = &mut self.burden;
        burden.ends = Some((
            Ends::around(burden.hours, totals[0].0, totals[1].0),
            Ends::around(burden.avoidable_hours, totals[0].1, totals[1].1),
        ));
    }

    /// What the branch that is looked at bears and imposes.
    pub(super) fn told_of(&self, top: Branch, region: &Region, share: ShareKind) -> Narrowed {
        let hours = |own| {
            if own == share {
                return (self.burden.hours, self.burden.avoidable_hours);
            }
            let burden = rank::burden(&self.kept, region, &Narrowing::of(region, Some(top), own));
            (burden.hours, burden.avoidable_hours)
        };
        Narrowed {
            unit: top.name(region).to_owned(),
            share,
            borne: hours(ShareKind::Borne),
            imposed: hours(ShareKind::Imposed),
        }
    }

    /// Leaves of each finding the part that is looked at, and puts them in order again.
    pub(super) fn narrow(&mut self, region: &Region, narrowing: &Narrowing) {
        let waived = self.waived.iter_mut().map(|(finding, _)| finding);
        for finding in self.kept.iter_mut().chain(waived) {
            finding.narrow(region, narrowing);
        }
        self.kept.sort_by(rank::compare);
    }

    /// The same with the low and high ends of findings and totals, where parameters of the cost
    /// model are ranges; a finding that is none at an end has no hours there.
    pub(super) fn widened(
        mut self,
        region: &mut Region,
        mut settings: Settings,
        narrowing: &Narrowing,
    ) -> Self {
        let Some(ends) = settings.cost_ends.take() else {
            self.scaled(region, narrowing);
            return self;
        };
        let is_waived: BTreeSet<&str> = self
            .waived
            .iter()
            .map(|(finding, _)| finding.id.as_str())
            .collect();
        let [low, high] =
            ends.map(|cost| AtEnd::of(region, cost, &settings, narrowing, &is_waived));
        // What is drawn and written out stands on the base again.
        region.recost(settings.region.cost.clone());
        for finding in &mut self.kept {
            let at = |end: &AtEnd| end.avoidable.get(&finding.id).copied().unwrap_or_default();
            finding.avoidable_ends =
                Some(Ends::around(finding.avoidable_hours, at(&low), at(&high)));
        }
        let burden = &mut self.burden;
        burden.ends = Some((
            Ends::around(burden.hours, low.hours, high.hours),
            Ends::around(
                burden.avoidable_hours,
                low.avoidable_hours,
                high.avoidable_hours,
            ),
        ));
        self
    }
}

/// By how much the hours of a row are more at an end of the ranges.
fn grown(region: &Region, costs: &Costs, RowOf(ledger, row): RowOf) -> f64 {
    let base = region.costs.hours(ledger, row);
    if base > 0.0 {
        costs.hours(ledger, row) / base
    } else {
        1.0
    }
}

/// Whether a finding is about a unit that is looked at.
pub(super) fn is_within(finding: &Finding, region: &Region, narrowing: &Narrowing) -> bool {
    match finding.respondents {
        Some(respondents) => respondents.unit.is_some_and(|unit| narrowing.holds(unit)),
        None => finding
            .evidence
            .iter()
            .any(|row| narrowing.touches(region, row.row)),
    }
}

/// What the rules find at one end of the ranges: avoidable hours by id, and the totals.
struct AtEnd {
    avoidable: BTreeMap<String, f64>,
    hours: f64,
    avoidable_hours: f64,
}

impl AtEnd {
    fn of(
        region: &mut Region,
        cost: Cost,
        settings: &Settings,
        narrowing: &Narrowing,
        is_waived: &BTreeSet<&str>,
    ) -> Self {
        region.recost(cost);
        let outcomes = rules::run(&settings.rules, region, &settings.severity);
        let mut findings: Vec<Finding> = outcomes
            .into_iter()
            .flat_map(|outcome| outcome.findings)
            .filter(|finding| narrowing.is_whole() || is_within(finding, region, narrowing))
            .collect();
        rank::order(&mut findings);
        findings.retain(|finding| !is_waived.contains(finding.id.as_str()));
        let burden = rank::burden(&findings, region, narrowing);
        Self {
            avoidable: findings
                .into_iter()
                .map(|finding| (finding.id, finding.avoidable_hours))
                .collect(),
            hours: burden.hours,
            avoidable_hours: burden.avoidable_hours,
        }
    }
}
