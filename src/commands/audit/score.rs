//! From ledgers and settings to a report: the region, the rules, what is waived, what has become of
//! findings since an earlier report, the totals, and the ends of ranges. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use super::tell::{notes, tell_of_time};
use super::{TABLE_TOP, region, unit};
use crate::baseline::{self, Earlier};
use crate::cli::{AuditArgs, Format, GroupBy, ReportArgs};
use crate::commands::progress::Progress;
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, evidence};
use crate::config::{Settings, Waiver};
use crate::cost::Cost;
use crate::finding::{Finding, Severity};
use crate::ledger::account::FileAccount;
use crate::ledger::names::NameId;
use crate::ledger::read::discover::Input;
use crate::ledger::{Ledger, Ledgers};
use crate::matter::RowOf;
use crate::monitoring;
use crate::picture::Pictures;
use crate::rank::{self, Burden, Ends};
use crate::region::{Bounds, PlaceId, Region};
use crate::report::{Group, Report, WaivedRow, Whole};
use crate::rules::{self, Outcome, State};
use crate::survey::Survey;
use crate::waived::{self, Applied};

/// A report, and the highest severity among all its findings that are not waived, shown or not.
pub(super) struct Scored {
    pub(super) report: Report,
    pub(super) worst: Option<Severity>,
}

/// What was asked of an audit.
pub(super) struct Asked<'a> {
    pub(super) args: &'a AuditArgs,
    pub(super) only: Option<Ledger>,
    pub(super) selection: &'a Selection,
    pub(super) bounds: Bounds,
    pub(super) inputs: &'a [Input],
    /// Some format draws pictures and shows evidence rows whole.
    pub(super) shows_rows: bool,
    pub(super) earlier: Option<Vec<Earlier>>,
}

impl Asked<'_> {
    /// Runs the rules over a region and makes the report.
    pub(super) fn report(
        self,
        mut settings: Settings,
        ledgers: Ledgers,
        inputs: Vec<FileAccount>,
        context: &Context,
    ) -> Result<Scored, Faults> {
        let mut region = region(ledgers, self.bounds, &settings)?;
        let effective = settings.effective();
        let top = self
            .args
            .report
            .unit
            .as_deref()
            .map(|name| unit(name, &region))
            .transpose()?;
        settings.rules.retain(|enabled| {
            self.selection.takes(enabled.rule.name)
                && self.only.is_none_or(|only| enabled.rule.ledger == only)
        });
        let count = settings.rules.len() as u64;
        let progress = Progress::of(context, "progress-rules", count, false);
        let mut outcomes = rules::run_with(&settings.rules, &region, &settings.severity, &|| {
            progress.add(1);
        });
        drop(progress);
        tell_of_time(&outcomes, context);
        let has_baseline = self.earlier.is_some();
        let resolved = self.earlier.map_or_else(Vec::new, |earlier| {
            let ran = outcomes
                .iter()
                .filter(|outcome| outcome.state == State::Ran);
            let ran = ran.map(|outcome| outcome.rule).collect();
            let findings = outcomes
                .iter_mut()
                .flat_map(|outcome| &mut outcome.findings);
            baseline::mark(findings, &ran, earlier, &region)
        });
        for outcome in outcomes.iter_mut().filter(|_| top.is_some()) {
            outcome
                .findings
                .retain(|finding| is_within(finding, &region, top));
        }
        let states = Report::states(&outcomes, &context.catalogue);
        let waivers = std::mem::take(&mut settings.waivers);
        let judged = Judged::of(outcomes, waivers, &region, top);
        let (survey, points) = (survey(&region, top), monitoring::points(&region));
        let notes = notes(&region);
        let judged = judged.widened(&mut region, settings, top);
        let worst = judged.kept.iter().map(|finding| finding.severity).max();
        let all_findings = judged.kept.len();
        let within = |row: RowOf| top.is_none_or(|top| rank::touches(&region, row, top));
        let pictures = self
            .shows_rows
            .then(|| Pictures::of(&region, &judged.kept, &within));
        let groups = self
            .args
            .group_by
            .map(|by| groups(by, &judged.kept, &region));
        let kept = shown(&self.args.report, judged.kept);
        let whole = if self.shows_rows {
            let waived = judged.waived.iter().map(|(finding, _)| finding);
            let findings = kept.iter().map(|(_, finding)| finding).chain(waived);
            evidence::whole(findings, &region, self.inputs, &inputs)?
        } else {
            Whole::default()
        };
        let rows = Report::rows(kept, &region, &context.catalogue);
        let (waived, by): (Vec<_>, Vec<usize>) = judged
            .waived
            .into_iter()
            .map(|(finding, by)| ((0, finding), by))
            .unzip();
        let waived = Report::rows(waived, &region, &context.catalogue);
        let report = Report {
            period: region.period,
            inputs,
            rules: states,
            burden: judged.burden,
            survey,
            rows,
            waived: waived
                .into_iter()
                .zip(by)
                .map(|(row, by)| WaivedRow { row, by })
                .collect(),
            waivers: judged.applied,
            has_baseline,
            resolved: within_unit(resolved, &region, top),
            points,
            settings: effective,
            all_findings,
            notes,
            pictures,
            whole,
            groups,
        };
        // The process ends soon; giving back the tables piece by piece would cost a tenth of the run.
        std::mem::forget(region);
        Ok(Scored { report, worst })
    }
}

/// Findings in order, waived ones apart, marked by what they were.
struct Judged {
    kept: Vec<Finding>,
    waived: Vec<(Finding, usize)>,
    applied: Vec<Applied>,
    burden: Burden,
}

impl Judged {
    fn of(
        outcomes: Vec<Outcome>,
        waivers: Vec<Waiver>,
        region: &Region,
        top: Option<PlaceId>,
    ) -> Self {
        let count = outcomes.iter().map(|outcome| outcome.findings.len()).sum();
        let mut findings: Vec<Finding> = Vec::with_capacity(count);
        for outcome in outcomes {
            findings.extend(outcome.findings);
        }
        rank::order(&mut findings);
        let within = |row: RowOf| top.is_none_or(|top| rank::touches(region, row, top));
        let with_waived =
            (!waivers.is_empty()).then(|| rank::avoidable(&findings, region, &within));
        let (kept, waived, applied) = waived::apply(findings, waivers, region);
        let mut burden = rank::burden(&kept, region, &within);
        burden.waived_hours = with_waived.map(|all| (all - burden.avoidable_hours).max(0.0));
        Self {
            kept,
            waived,
            applied,
            burden,
        }
    }

    /// The same with the low and high ends of findings and totals, where parameters of the cost
    /// model are ranges; a finding that is none at an end has no hours there.
    fn widened(
        mut self,
        region: &mut Region,
        mut settings: Settings,
        top: Option<PlaceId>,
    ) -> Self {
        let Some(ends) = settings.cost_ends.take() else {
            return self;
        };
        let is_waived: BTreeSet<&str> = self
            .waived
            .iter()
            .map(|(finding, _)| finding.id.as_str())
            .collect();
        let [low, high] = ends.map(|cost| AtEnd::of(region, cost, &settings, top, &is_waived));
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

/// Findings summed up, those with most expected hours first; within a group a row counts once.
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
fn shown(args: &ReportArgs, findings: Vec<Finding>) -> Vec<(usize, Finding)> {
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

/// What the questionnaire says, of a unit and those below it where one was asked for.
fn survey(region: &Region, top: Option<PlaceId>) -> Option<Survey> {
    let mut survey = region.survey.clone();
    if let (Some(top), Some(survey)) = (top, &mut survey) {
        survey.keep_units(|name: &String| {
            let number = region.ledgers.names.find(name);
            let place = number.and_then(|number| region.units.place(number));
            place.is_some_and(|place| region.units.in_branch(place, top))
        });
    }
    survey
}

/// Whether a finding is about a unit or those below it.
fn is_within(finding: &Finding, region: &Region, top: Option<PlaceId>) -> bool {
    let Some(top) = top else {
        return true;
    };
    match finding.respondents {
        Some(respondents) => respondents.unit.is_none_or(|unit| {
            let place = region.units.place(unit);
            place.is_some_and(|place| region.units.in_branch(place, top))
        }),
        None => finding
            .evidence
            .iter()
            .any(|row| rank::touches(region, row.row, top)),
    }
}

/// Resolved findings that a unit or those below it imposed or bore.
fn within_unit(resolved: Vec<Earlier>, region: &Region, top: Option<PlaceId>) -> Vec<Earlier> {
    let is_below = |name: &String| {
        let number = region.ledgers.names.find(name);
        let place = number.and_then(|number| region.units.place(number));
        place.is_some_and(|place| top.is_some_and(|top| region.units.in_branch(place, top)))
    };
    resolved
        .into_iter()
        .filter(|earlier| {
            let mut names = earlier.units.iter().chain(&earlier.bearers);
            top.is_none() || names.any(is_below)
        })
        .collect()
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
        top: Option<PlaceId>,
        is_waived: &BTreeSet<&str>,
    ) -> Self {
        region.recost(cost);
        let outcomes = rules::run(&settings.rules, region, &settings.severity);
        let mut findings: Vec<Finding> = outcomes
            .into_iter()
            .flat_map(|outcome| outcome.findings)
            .filter(|finding| is_within(finding, region, top))
            .collect();
        rank::order(&mut findings);
        findings.retain(|finding| !is_waived.contains(finding.id.as_str()));
        let burden = rank::burden(&findings, region, &|row| {
            top.is_none_or(|top| rank::touches(region, row, top))
        });
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
