//! What of the findings is shown: the first of them, or groups of them.

use std::collections::{BTreeMap, BTreeSet};

use super::TABLE_TOP;
use crate::cli::{AuditArgs, Format, GroupBy, ReportArgs};
use crate::finding::{Finding, Severity};
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::{Narrowing, Region};
use crate::report::{Group, Groups};

/// Findings summed up by what was asked for, those with most avoidable hours first; `--top` takes the
/// first of them, and all are few enough to be shown where it does not say.
pub(super) fn grouped(
    args: &AuditArgs,
    findings: &[Finding],
    region: &Region,
    narrowing: &Narrowing,
) -> Option<Groups> {
    let mut shown = groups(args.group_by?, findings, region, narrowing);
    let all = shown.len();
    let most = args.report.top.filter(|top| *top > 0);
    shown.truncate(most.unwrap_or(all));
    Some(Groups { shown, all })
}

/// What is summed up under one key.
#[derive(Default)]
struct Sum {
    findings: BTreeSet<usize>,
    /// The largest claim on each row, by the part that is of the key.
    claims: BTreeMap<(Ledger, usize), f64>,
    worst: Option<Severity>,
}

/// A finding counts under the unit that imposes or bears most of it; within a group a row counts once,
/// and of a row that several units bear each has its share.
fn groups(by: GroupBy, findings: &[Finding], region: &Region, narrowing: &Narrowing) -> Vec<Group> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for (number, finding) in findings.iter().enumerate() {
        let sum = sums
            .entry(key_of(by, finding, region, narrowing))
            .or_default();
        sum.findings.insert(number);
        sum.worst = sum.worst.max(Some(finding.severity));
        for row in finding
            .evidence
            .iter()
            .filter(|row| row.avoidable_hours > 0.0)
        {
            let (claim, RowOf(ledger, own)) = (row.avoidable_hours, row.row);
            let mut add = |key: String, hours: f64| {
                let sum = sums.entry(key).or_default();
                let known = sum.claims.entry((ledger, own)).or_default();
                *known = known.max(hours);
            };
            let part = narrowing.part(region, row.row);
            match by {
                GroupBy::Bearer => narrowing.each_bearer(region, row.row, &mut |unit, part| {
                    add(region.name(unit).to_owned(), claim * part);
                }),
                GroupBy::Unit => {
                    let unit = region.unit_of(region.imposer(ledger, own));
                    add(region.name(unit).to_owned(), claim * part);
                }
                GroupBy::Rule | GroupBy::Ledger => {
                    add(key_of(by, finding, region, narrowing), claim * part);
                }
            }
        }
    }
    let mut groups: Vec<Group> = sums
        .into_iter()
        .map(|(key, sum)| Group {
            key,
            findings: sum.findings.len(),
            avoidable_hours: sum.claims.values().fold(0.0, |sum, hours| sum + hours),
            worst: sum.worst,
        })
        .collect();
    groups.sort_by(|one, other| {
        let hours = other.avoidable_hours.total_cmp(&one.avoidable_hours);
        hours.then_with(|| one.key.cmp(&other.key))
    });
    groups
}

/// Under what a finding stands as a whole: by units the one that imposes or bears most of it.
fn key_of(by: GroupBy, finding: &Finding, region: &Region, narrowing: &Narrowing) -> String {
    let unit = match by {
        GroupBy::Rule => return finding.rule.to_owned(),
        GroupBy::Ledger => return finding.ledger.name().to_owned(),
        GroupBy::Unit => finding.units.first().or(finding.bearers.first()),
        GroupBy::Bearer => {
            let mut own = finding.bearers.iter();
            own.find(|unit| narrowing.holds(**unit))
        }
    };
    unit.map_or_else(String::new, |unit| {
        region.name(region.unit_of(*unit)).to_owned()
    })
}

/// The findings that are shown, each with its rank.
pub(super) fn shown(args: &ReportArgs, findings: Vec<Finding>) -> Vec<(usize, Finding)> {
    let table_only =
        args.output.is_empty() && args.format.is_none_or(|format| format == Format::Table);
    let most = match args.top {
        Some(0) => usize::MAX,
        Some(top) => top,
        None if table_only => TABLE_TOP,
        None => usize::MAX,
    };
    (1..)
        .zip(findings)
        .filter(|(_, finding)| {
            args.min_severity
                .is_none_or(|least| finding.severity >= least)
        })
        .take(most)
        .collect()
}
