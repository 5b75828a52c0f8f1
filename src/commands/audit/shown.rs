//! What of the findings is shown: the first of them, or groups of them.

use std::collections::BTreeMap;

use super::TABLE_TOP;
use crate::cli::{AuditArgs, Format, GroupBy, ReportArgs};
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::region::Region;
use crate::report::{Group, Groups};

/// Findings summed up by what was asked for, those with most avoidable hours first; `--top` takes the
/// first of them, and all are few enough to be shown where it does not say.
pub(super) fn grouped(args: &AuditArgs, findings: &[Finding], region: &Region) -> Option<Groups> {
    let mut shown = groups(args.group_by?, findings, region);
    let all = shown.len();
    let most = args.report.top.filter(|top| *top > 0);
    shown.truncate(most.unwrap_or(all));
    Some(Groups { shown, all })
}

/// Within a group a row counts once.
fn groups(by: GroupBy, findings: &[Finding], region: &Region) -> Vec<Group> {
    let name =
        |unit: Option<&NameId>| unit.map_or(String::new(), |unit| region.name(*unit).to_owned());
    let mut grouped: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let key = match by {
            GroupBy::Unit => name(finding.units.first().or(finding.bearers.first())),
            GroupBy::Rule => finding.rule.to_owned(),
            GroupBy::Ledger => finding.ledger.name().to_owned(),
            GroupBy::Bearer => name(finding.bearers.first()),
        };
        grouped.entry(key).or_default().push(finding);
    }
    let mut groups: Vec<Group> = grouped
        .into_iter()
        .map(|(key, findings)| {
            let mut claims: BTreeMap<(Ledger, usize), f64> = BTreeMap::new();
            for row in findings.iter().flat_map(|finding| &finding.evidence) {
                let claim = claims.entry((row.row.0, row.row.1)).or_default();
                *claim = claim.max(row.avoidable_hours);
            }
            Group {
                key,
                findings: findings.len(),
                avoidable_hours: claims.values().fold(0.0, |sum, hours| sum + hours),
                worst: findings.iter().map(|finding| finding.severity).max(),
            }
        })
        .collect();
    groups.sort_by(|one, other| {
        let hours = other.avoidable_hours.total_cmp(&one.avoidable_hours);
        hours.then_with(|| one.key.cmp(&other.key))
    });
    groups
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
