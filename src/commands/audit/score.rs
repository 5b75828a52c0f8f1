//! From ledgers and settings to a report: the region, the rules, what is waived, what has become of
//! findings since an earlier report, the totals, and the ends of ranges. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use super::shown::{grouped, shown};
use super::tell::{notes, tell_of_time};
use super::{asked_for, region, unit};
use crate::baseline::{self, Earlier, EarlierReport};
use crate::cli::AuditArgs;
use crate::commands::progress::Progress;
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, evidence};
use crate::config::{Settings, Waiver};
use crate::cost::{Cost, Costs, UserCount, ranges};
use crate::finding::{Finding, Severity};
use crate::ledger::account::FileAccount;
use crate::ledger::read::discover::Input;
use crate::ledger::{Ledger, Ledgers};
use crate::matter::RowOf;
use crate::monitoring;
use crate::picture::Pictures;
use crate::rank::{self, Burden, Ends};
use crate::region::narrowing::ShareKind;
use crate::region::{Bounds, Branch, Narrowing, Region};
use crate::report::{Narrowed, Refused, Report, WaivedRow, Whole};
use crate::rules::{self, Outcome, State};
use crate::text::Message;
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
    pub(super) earlier: Option<EarlierReport>,
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
        let share = self.args.report.share;
        let narrowing = Narrowing::of(&region, top, share);
        let mut outcomes = self.outcomes(&mut settings, &region, context);
        let mut resolved = Vec::new();
        let earlier = self.earlier.take();
        let has_baseline = earlier.is_some();
        let (of_whole, of_part) = apart(earlier, name, share)?;
        if let Some(earlier) = of_whole {
            resolved = marked(&mut outcomes, earlier, &region);
        }
        for outcome in outcomes.iter_mut().filter(|_| top.is_some()) {
            outcome
                .findings
                .retain(|finding| is_within(finding, &region, &narrowing));
        }
        let (rules, ran) = (
            Report::states(&outcomes, &context.catalogue),
            ran(&outcomes),
        );
        let waivers = std::mem::take(&mut settings.waivers);
        let judged = Judged::of(outcomes, waivers, &region, &narrowing);
        let survey = region.survey_of(top);
        let points = monitoring::points(&region, &narrowing);
        let notes = notes(&region);
        let mut judged = judged.widened(&mut region, settings, &narrowing);
        let narrowed = top.map(|top| judged.told_of(top, &region, share));
        let pictures = self
            .shows_rows
            .then(|| Pictures::of(&region, &judged.kept, &narrowing, survey.as_ref()));
        let groups = grouped(self.args, &judged.kept, &region, &narrowing);
        if top.is_some() {
            judged.narrow(&region, &narrowing);
        }
        if let Some(earlier) = of_part {
            resolved = baseline::mark(judged.kept.iter_mut(), &ran, earlier, &region);
        }
        let worst = judged.kept.iter().map(|finding| finding.severity).max();
        let all_findings = judged.kept.len();
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
            narrowed,
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

/// The rules that ran.
fn ran(outcomes: &[Outcome]) -> BTreeSet<&'static str> {
    let ran = outcomes
        .iter()
        .filter(|outcome| outcome.state == State::Ran);
    ran.map(|outcome| outcome.rule).collect()
}

/// Marks findings by what they were in an earlier report; answers those that are there no more.
fn marked(outcomes: &mut [Outcome], earlier: Vec<Earlier>, region: &Region) -> Vec<Earlier> {
    let ran = ran(outcomes);
    let findings = outcomes
        .iter_mut()
        .flat_map(|outcome| &mut outcome.findings);
    baseline::mark(findings, &ran, earlier, region)
}

/// The findings of an earlier report of the whole region, or those of one of the branch that is
/// looked at now: hours of other parts cannot be compared.
///
/// # Errors
/// It is of another part.
#[expect(clippy::type_complexity, reason = "one of the two lists, or neither")]
fn apart(
    earlier: Option<EarlierReport>,
    name: Option<&str>,
    share: ShareKind,
) -> Result<(Option<Vec<Earlier>>, Option<Vec<Earlier>>), Faults> {
    let Some(earlier) = earlier else {
        return Ok((None, None));
    };
    let Some(then) = &earlier.narrowed else {
        return Ok((Some(earlier.findings), None));
    };
    if Some(then.unit.as_str()) == name && then.share == share.name() {
        return Ok((None, Some(earlier.findings)));
    }
    Err(Faults::one(
        Message::new("baseline-of-other-part")
            .text("unit", &then.unit)
            .text("share", &then.share),
    ))
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
    fn told_of(&self, top: Branch, region: &Region, share: ShareKind) -> Narrowed {
        let hours = |share| {
            let burden = rank::burden(&self.kept, region, &Narrowing::of(region, Some(top), share));
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
    fn narrow(&mut self, region: &Region, narrowing: &Narrowing) {
        let part = |row: RowOf| narrowing.part(region, row);
        let waived = self.waived.iter_mut().map(|(finding, _)| finding);
        for finding in self.kept.iter_mut().chain(waived) {
            finding.narrow(&part);
        }
        self.kept.sort_by(rank::compare);
    }

    /// The same with the low and high ends of findings and totals, where parameters of the cost
    /// model are ranges; a finding that is none at an end has no hours there.
    fn widened(
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
fn is_within(finding: &Finding, region: &Region, narrowing: &Narrowing) -> bool {
    match finding.respondents {
        Some(respondents) => respondents.unit.is_some_and(|unit| narrowing.holds(unit)),
        None => finding
            .evidence
            .iter()
            .any(|row| narrowing.touches(region, row.row)),
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
