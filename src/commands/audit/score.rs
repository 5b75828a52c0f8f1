//! From ledgers and settings to a report: the region, the rules, what is waived, what has become of
//! findings since an earlier report, the totals, and the ends of ranges. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use super::shown::{grouped, shown};
use super::tell::{notes, tell_of_time};
use super::{asked_for, region, unit};
use crate::baseline::{self, Earlier};
use crate::cli::AuditArgs;
use crate::commands::progress::Progress;
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, evidence};
use crate::config::{Settings, Waiver};
use crate::cost::Cost;
use crate::finding::{Finding, Severity};
use crate::ledger::account::FileAccount;
use crate::ledger::read::discover::Input;
use crate::ledger::{Ledger, Ledgers};
use crate::matter::RowOf;
use crate::monitoring;
use crate::picture::Pictures;
use crate::rank::{self, Burden, Ends};
use crate::region::{Bounds, Branch, Region};
use crate::report::{Refused, Report, WaivedRow, Whole};
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
    /// Files that could not be read.
    pub(super) refused: Vec<Refused>,
    pub(super) shows_rows: bool,
    pub(super) earlier: Option<Vec<Earlier>>,
}

impl Asked<'_> {
    /// Runs the rules over a region and makes the report.
    pub(super) fn report(
        mut self,
        mut settings: Settings,
        ledgers: Ledgers,
        inputs: Vec<FileAccount>,
        context: &Context,
    ) -> Result<Scored, Faults> {
        let mut region = region(ledgers, self.bounds, &settings)?;
        let effective = settings.effective();
        let name = self.args.report.unit.as_deref();
        let top = name.map(|name| unit(name, &region)).transpose()?;
        let mut outcomes = self.outcomes(&mut settings, &region, context);
        let earlier = self.earlier.take();
        let has_baseline = earlier.is_some();
        let resolved =
            earlier.map_or_else(Vec::new, |earlier| marked(&mut outcomes, earlier, &region));
        for outcome in outcomes.iter_mut().filter(|_| top.is_some()) {
            outcome
                .findings
                .retain(|finding| is_within(finding, &region, top));
        }
        let rules = Report::states(&outcomes, &context.catalogue);
        let waivers = std::mem::take(&mut settings.waivers);
        let judged = Judged::of(outcomes, waivers, &region, top);
        let (survey, points) = (survey(&region, top), monitoring::points(&region));
        let notes = notes(&region);
        let judged = judged.widened(&mut region, settings, top);
        let worst = judged.kept.iter().map(|finding| finding.severity).max();
        let all_findings = judged.kept.len();
        let within = |row: RowOf| top.is_none_or(|top| top.touches(&region, row));
        let pictures = self
            .shows_rows
            .then(|| Pictures::of(&region, &judged.kept, &within, top.is_some()));
        let groups = grouped(self.args, &judged.kept, &region);
        let mut statuses: BTreeMap<&'static str, usize> = BTreeMap::new();
        for finding in &judged.kept {
            *statuses.entry(finding.status.name()).or_default() += 1;
        }
        let kept = shown(&self.args.report, judged.kept);
        let whole = self.evidence(&kept, &judged.waived, &region, &inputs)?;
        let report = Report {
            period: region.period,
            inputs: asked_for(inputs, self.only),
            refused: std::mem::take(&mut self.refused),
            rules,
            burden: judged.burden,
            survey,
            rows: Report::rows(kept, &region, &context.catalogue),
            waived: waived_rows(judged.waived, &region, context),
            waivers: judged.applied,
            has_baseline,
            resolved: within_unit(resolved, &region, top),
            points,
            settings: effective,
            all_findings,
            statuses,
            notes,
            pictures,
            whole,
            groups,
        };
        // The process ends soon; giving back the tables piece by piece would cost a tenth of the run.
        std::mem::forget(region);
        Ok(Scored { report, worst })
    }

    /// What the rules that were asked for find.
    fn outcomes(
        &self,
        settings: &mut Settings,
        region: &Region,
        context: &Context,
    ) -> Vec<Outcome> {
        settings.rules.retain(|enabled| {
            self.selection.takes(enabled.rule.name)
                && self.only.is_none_or(|only| enabled.rule.ledger == only)
        });
        let count = settings.rules.len() as u64;
        let progress = Progress::of(context, "progress-rules", count, false);
        let outcomes = rules::run_with(&settings.rules, region, &settings.severity, &|| {
            progress.add(1);
        });
        drop(progress);
        tell_of_time(&outcomes, context);
        outcomes
    }

    /// The evidence rows whole, where some format shows them.
    fn evidence(
        &self,
        kept: &[(usize, Finding)],
        waived: &[(Finding, usize)],
        region: &Region,
        inputs: &[FileAccount],
    ) -> Result<Whole, Faults> {
        if !self.shows_rows {
            return Ok(Whole::default());
        }
        let waived = waived.iter().map(|(finding, _)| finding);
        let findings = kept.iter().map(|(_, finding)| finding).chain(waived);
        evidence::whole(findings, region, self.inputs, inputs)
    }
}

/// Marks findings by what they were in an earlier report; answers those that are there no more.
fn marked(outcomes: &mut [Outcome], earlier: Vec<Earlier>, region: &Region) -> Vec<Earlier> {
    let ran = outcomes
        .iter()
        .filter(|outcome| outcome.state == State::Ran)
        .map(|outcome| outcome.rule)
        .collect();
    let findings = outcomes
        .iter_mut()
        .flat_map(|outcome| &mut outcome.findings);
    baseline::mark(findings, &ran, earlier, region)
}

fn waived_rows(
    waived: Vec<(Finding, usize)>,
    region: &Region,
    context: &Context,
) -> Vec<WaivedRow> {
    let (waived, by): (Vec<_>, Vec<usize>) = waived
        .into_iter()
        .map(|(finding, by)| ((0, finding), by))
        .unzip();
    Report::rows(waived, region, &context.catalogue)
        .into_iter()
        .zip(by)
        .map(|(row, by)| WaivedRow { row, by })
        .collect()
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
        top: Option<Branch>,
    ) -> Self {
        let count = outcomes.iter().map(|outcome| outcome.findings.len()).sum();
        let mut findings: Vec<Finding> = Vec::with_capacity(count);
        for outcome in outcomes {
            findings.extend(outcome.findings);
        }
        rank::order(&mut findings);
        let within = |row: RowOf| top.is_none_or(|top| top.touches(region, row));
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
    fn widened(mut self, region: &mut Region, mut settings: Settings, top: Option<Branch>) -> Self {
        let Some(ends) = settings.cost_ends.take() else {
            return self;
        };
        let is_waived: BTreeSet<&str> = self
            .waived
            .iter()
            .map(|(finding, _)| finding.id.as_str())
            .collect();
        let [low, high] = ends.map(|cost| AtEnd::of(region, cost, &settings, top, &is_waived));
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

/// What the questionnaire says, of a unit and those below it where one was asked for.
fn survey(region: &Region, top: Option<Branch>) -> Option<Survey> {
    let mut survey = region.survey.clone();
    if let (Some(top), Some(survey)) = (top, &mut survey) {
        survey.keep_units(|name: &String| top.holds_named(region, name));
    }
    survey
}

/// Whether a finding is about a unit or those below it.
fn is_within(finding: &Finding, region: &Region, top: Option<Branch>) -> bool {
    let Some(top) = top else {
        return true;
    };
    match finding.respondents {
        Some(respondents) => respondents.unit.is_none_or(|unit| top.holds(region, unit)),
        None => finding
            .evidence
            .iter()
            .any(|row| top.touches(region, row.row)),
    }
}

/// Resolved findings that a unit or those below it imposed or bore.
fn within_unit(resolved: Vec<Earlier>, region: &Region, top: Option<Branch>) -> Vec<Earlier> {
    let is_below = |name: &String| top.is_some_and(|top| top.holds_named(region, name));
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
        top: Option<Branch>,
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
            top.is_none_or(|top| top.touches(region, row))
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
