//! What became of the findings of the earlier period: resolved, persisting, or new in the later
//! one. Rows of two periods are never the same rows, so a finding persists where the same rule finds
//! the same unit in the same matter again; of several alike, as many persist as both periods have.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::matter::RowOf;
use crate::pair::{Pair, Side};
use crate::rules;

/// A finding of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its id in an audit of its period.
    pub id: String,
    /// Its rule.
    pub rule: &'static str,
    /// The unit that imposes it, or, where nobody does, that bears it.
    pub unit: Option<String>,
    /// What it is about.
    pub subject: String,
    /// Its expected hours.
    pub expected_hours: f64,
}

/// What became of findings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fates {
    /// Those of the earlier period that are no more, in its order.
    pub resolved: Vec<Told>,
    /// Those of both, in the order of the later.
    pub persisting: Vec<[Told; 2]>,
    /// Those of the later alone, in its order.
    pub new: Vec<Told>,
}

/// By what findings of two periods are the same.
type Likeness = (&'static str, Option<String>, Result<u32, String>);

impl Fates {
    /// Of the findings of both periods, each in the order of its audit.
    #[must_use]
    pub fn of(pair: &Pair<'_>, findings: [&[&Finding]; 2]) -> Self {
        let [earlier, later] = findings;
        let mut waiting: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
        for (place, finding) in earlier.iter().enumerate().rev() {
            let key = likeness(pair, Side::Before, finding);
            waiting.entry(key).or_default().push(place);
        }
        let mut fates = Self::default();
        let mut persists = vec![false; earlier.len()];
        for finding in later {
            let now = told(pair, Side::After, finding);
            let key = likeness(pair, Side::After, finding);
            match waiting.get_mut(&key).and_then(Vec::pop) {
                Some(place) => {
                    persists[place] = true;
                    let then = told(pair, Side::Before, earlier[place]);
                    fates.persisting.push([then, now]);
                }
                None => fates.new.push(now),
            }
        }
        let gone = earlier
            .iter()
            .zip(persists)
            .filter(|(_, persists)| !persists);
        fates.resolved = gone
            .map(|(finding, _)| told(pair, Side::Before, finding))
            .collect();
        fates
    }
}

fn unit(pair: &Pair<'_>, side: Side, finding: &Finding) -> Option<String> {
    let region = &pair.half(side).region;
    let unit = finding.units.first().or(finding.bearers.first())?;
    Some(region.name(region.unit_of(*unit)).to_owned())
}

fn likeness(pair: &Pair<'_>, side: Side, finding: &Finding) -> Likeness {
    let compares_matters = rules::named(finding.rule).is_some_and(|rule| rule.compares_matters);
    let matter = || {
        let RowOf(ledger, row) = finding.evidence.first()?.row;
        let joint = pair.half(side).joint_row(ledger, row)?;
        pair.joint.matters.group(RowOf(ledger, joint))
    };
    let matter = compares_matters.then(matter).flatten();
    (
        finding.rule,
        unit(pair, side, finding),
        matter.ok_or_else(|| finding.subject.clone()),
    )
}

fn told(pair: &Pair<'_>, side: Side, finding: &Finding) -> Told {
    Told {
        id: finding.id.clone(),
        rule: finding.rule,
        unit: unit(pair, side, finding),
        subject: finding.subject.clone(),
        expected_hours: finding.expected_hours,
    }
}
