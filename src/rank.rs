//! One total order of the findings, and totals in which no hour counts twice: a row that stands
//! in several findings counts once, at its largest claim.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::assumed::{Assumptions, assumed};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::{Narrowing, Region};

/// Hours of something, and the avoidable ones among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Ledger or unit.
    pub key: String,
    /// All hours.
    pub hours: f64,
    /// Avoidable hours.
    pub avoidable_hours: f64,
}

/// The low and the high end of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// Where every range stands at its low end.
    pub low: f64,
    /// Where every range stands at its high end.
    pub high: f64,
}

impl Ends {
    /// Ends around a base, which lies between them whatever was kept at either end.
    #[must_use]
    pub fn around(base: f64, low: f64, high: f64) -> Self {
        Self {
            low: low.min(high).min(base),
            high: high.max(low).max(base),
        }
    }
}

/// The burden of a region.
#[derive(Clone, Debug, PartialEq)]
pub struct Burden {
    /// All hours.
    pub hours: f64,
    /// Avoidable hours, each once.
    pub avoidable_hours: f64,
    /// Headcount, where the units ledger states one.
    pub cadres: Option<u64>,
    /// Hours per cadre and month.
    pub hours_per_cadre_month: Option<f64>,
    /// By ledger, in the order of the ledgers.
    pub by_ledger: Vec<Share>,
    /// By imposing unit, most hours first.
    pub by_imposer: Vec<Share>,
    /// By bearing unit, most hours first.
    pub by_bearer: Vec<Share>,
    /// Avoidable hours that only waived findings claim, where there are waivers.
    pub waived_hours: Option<f64>,
    /// The ends of all hours and of the avoidable ones, where parameters are ranges.
    pub ends: Option<(Ends, Ends)>,
    /// On what assumptions the hours rest, and how much of them.
    pub assumed: Assumptions,
}

/// Puts findings in order: expected hours, then for those without hours their own figure, then
/// rule, then id. Findings that share an id are told apart by a number behind it.
pub fn order(findings: &mut [Finding]) {
    // A finding is a few hundred bytes: its number is moved instead.
    let mut order: Vec<u32> = (0..findings.len() as u32).collect();
    order.par_sort_unstable_by(|left, right| {
        let (left, right) = (&findings[*left as usize], &findings[*right as usize]);
        compare(left, right)
    });
    permute(findings, order);
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let twice = twice(findings);
    for finding in findings.iter_mut() {
        if !twice.contains(&hash_of(&finding.id)) {
            continue;
        }
        let count = seen.entry(finding.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}-{count}", finding.id);
        }
    }
}

/// Which of two findings ranks first.
#[must_use]
pub fn compare(left: &Finding, right: &Finding) -> Ordering {
    let own = |finding: &Finding| {
        if finding.expected_hours > 0.0 {
            0.0
        } else {
            finding.figure
        }
    };
    right
        .expected_hours
        .total_cmp(&left.expected_hours)
        .then_with(|| own(right).total_cmp(&own(left)))
        .then_with(|| left.rule.cmp(right.rule))
        .then_with(|| left.id.cmp(&right.id))
        .then_with(|| place(left).cmp(&place(right)))
        .then_with(|| left.subject.cmp(&right.subject))
}

/// Puts at each place the element whose number stands there, cycle by cycle.
fn permute<T>(elements: &mut [T], mut order: Vec<u32>) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at as u32) as usize;
            if from == start || from == at {
                break;
            }
            elements.swap(at, from);
            at = from;
        }
    }
}

/// The hashes that more than one id has.
fn twice(findings: &[Finding]) -> FxHashSet<u64> {
    let mut hashes: Vec<u64> = findings
        .iter()
        .map(|finding| hash_of(&finding.id))
        .collect();
    hashes.par_sort_unstable();
    let runs = hashes.chunk_by(|one, other| one == other);
    runs.filter(|run| run.len() > 1).map(|run| run[0]).collect()
}

fn hash_of(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

fn place(finding: &Finding) -> Option<(&str, u32)> {
    finding
        .evidence
        .first()
        .map(|row| (row.file.as_ref(), row.line))
}

/// Totals of what is looked at, each row by its part.
#[must_use]
pub fn burden(findings: &[Finding], region: &Region, narrowing: &Narrowing) -> Burden {
    let claimed = largest_claims(findings, region);
    let (mut imposers, mut bearers) = (Tally::default(), Tally::default());
    let mut by_ledger = Vec::new();
    for ledger in Ledger::AUDITED {
        let (mut hours, mut avoidable) = (0.0, 0.0);
        for (row, own) in region.costs.of_ledger(ledger).iter().enumerate() {
            let place = RowOf(ledger, row);
            let part = narrowing.part(region, place);
            if part == 0.0 {
                continue;
            }
            let claim = claimed[ledger as usize][row];
            hours += own * part;
            avoidable += claim * part;
            let imposer = region.unit_of(region.imposer(ledger, row));
            imposers.add(imposer, own * part, claim * part);
            narrowing.each_bearer(region, place, &mut |bearer, part| {
                bearers.add(bearer, own * part, claim * part);
            });
        }
        by_ledger.push(Share {
            key: ledger.name().to_owned(),
            hours,
            avoidable_hours: avoidable,
        });
    }
    let hours: f64 = by_ledger.iter().map(|share| share.hours).sum();
    let cadres = narrowing.cadres.filter(|cadres| *cadres > 0);
    Burden {
        hours,
        avoidable_hours: by_ledger.iter().map(|share| share.avoidable_hours).sum(),
        cadres,
        hours_per_cadre_month: cadres.map(|cadres| hours / cadres as f64 / region.period.months()),
        by_ledger,
        by_imposer: imposers.shares(region),
        by_bearer: bearers.shares(region),
        waived_hours: None,
        ends: None,
        assumed: assumed(region, &|row| narrowing.part(region, row)),
    }
}

/// Avoidable hours of findings, each row once, by the part of it that is looked at.
#[must_use]
pub fn avoidable(findings: &[Finding], region: &Region, narrowing: &Narrowing) -> f64 {
    let claimed = largest_claims(findings, region);
    let mut sum = 0.0;
    for ledger in Ledger::AUDITED {
        for (row, claim) in claimed[ledger as usize].iter().enumerate() {
            if *claim > 0.0 {
                sum += claim * narrowing.part(region, RowOf(ledger, row));
            }
        }
    }
    sum
}

/// For each row, by ledger, the largest claim that any finding has on it.
#[must_use]
pub fn largest_claims(findings: &[Finding], region: &Region) -> Vec<Vec<f64>> {
    let mut claimed: Vec<Vec<f64>> = Ledger::ALL
        .iter()
        .map(|ledger| vec![0.0; region.costs.of_ledger(*ledger).len()])
        .collect();
    for row in findings.iter().flat_map(|finding| &finding.evidence) {
        let RowOf(ledger, number) = row.row;
        let known = &mut claimed[ledger as usize][number];
        *known = known.max(row.avoidable_hours);
    }
    claimed
}

/// Hours by name, summed in the order of the rows, so that the sums are the same in every run.
#[derive(Default)]
struct Tally {
    sums: Vec<(f64, f64)>,
}

impl Tally {
    fn add(&mut self, name: NameId, hours: f64, avoidable: f64) {
        let place = name as usize;
        if place >= self.sums.len() {
            self.sums.resize(place + 1, (0.0, 0.0));
        }
        self.sums[place].0 += hours;
        self.sums[place].1 += avoidable;
    }

    fn shares(self, region: &Region) -> Vec<Share> {
        let mut shares: Vec<Share> = self
            .sums
            .into_iter()
            .enumerate()
            .filter(|(_, (hours, _))| *hours > 0.0)
            .map(|(name, (hours, avoidable_hours))| Share {
                key: region.name(name as NameId).to_owned(),
                hours,
                avoidable_hours,
            })
            .collect();
        shares.sort_by(|left, right| {
            right
                .hours
                .total_cmp(&left.hours)
                .then_with(|| left.key.cmp(&right.key))
        });
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::permute;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn elements_come_in_the_order_of_their_numbers(
            order in (0_u32..40).prop_flat_map(|count| Just((0..count).collect::<Vec<u32>>()).prop_shuffle())
        ) {
            let mut elements: Vec<u32> = (0..order.len() as u32).map(|number| number * 7).collect();
            permute(&mut elements, order.clone());
            prop_assert!(elements.iter().zip(order).all(|(element, number)| *element == number * 7));
        }
    }
}
