//! From ledgers and settings to a report: the region, the rules, what is waived, what has become of
//! findings since an earlier report, the totals, and the ends of ranges. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use super::judged::{Judged, is_within};
use super::shown::{grouped, shown};
use super::tell::{notes, tell_of_time};
use super::{asked_for, region, unit};
use crate::baseline::{self, Earlier, EarlierReport};
use crate::cli::AuditArgs;
use crate::commands::progress::Progress;
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, evidence};
use crate::config::Settings;
use crate::finding::{Finding, Severity};
use crate::ledger::account::FileAccount;
use crate::ledger::read::discover::Input;
use crate::ledger::{Ledger, Ledgers};
use crate::monitoring;
use crate::picture::Pictures;
use crate::region::narrowing::ShareKind;
use crate::region::{Bounds, Branch, Narrowing, Region};
use crate::report::{Refused, Report, WaivedRow, Whole};
use crate::rules::{self, Outcome, State};
use crate::text::Message;

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
        let ran_now = ran(&outcomes);
        let caveats = earlier.as_ref().map_or_else(Vec::new, |earlier| {
            earlier.caveats(&region.period, &ran_now)
        });
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
        let mut notes = notes(&region);
        notes.extend(caveats);
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
