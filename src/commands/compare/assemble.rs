//! From periods to the report of a comparison: verdicts to findings, audits of each period, hours,
//! targets, what came back under another name. Nothing is written here.

use std::collections::BTreeSet;

use super::audits::Audits;
use super::found::found;
use super::periods::Periods;
use crate::baseline::{self, Earlier};
use crate::cli::{CompareArgs, Format};
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, audit};
use crate::compare::caveats::{caveats, one_sided};
use crate::compare::fates::Fates;
use crate::compare::hours::Hours;
use crate::compare::series::Series;
use crate::compare::{targets, things};
use crate::config::Settings;
use crate::finding::{Finding, Severity};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::date::to_date;
use crate::matter::RowOf;
use crate::pair::{Half, Pair, Side};
use crate::region::narrowing::ShareKind;
use crate::region::{Branch, Narrowing, Region};
use crate::report::{
    Comparison, MutationRow, PeriodTold, Report, RuleState, TargetRow, ThingsRow, TrialRow,
};
use crate::rules::{self, Judgement, State, Verdict};
use crate::text::Message;

/// Findings that the table shows where `--top` does not say.
const TABLE_TOP: usize = 25;

/// What was asked of a comparison.
pub(super) struct Asked<'a> {
    pub(super) args: &'a CompareArgs,
    pub(super) selection: &'a Selection,
    pub(super) earlier: Option<Vec<Earlier>>,
}

impl Asked<'_> {
    /// Makes the report; and the highest severity among all findings, shown or not.
    pub(super) fn report(
        mut self,
        periods: &Periods,
        mut settings: Settings,
        context: &Context,
    ) -> Result<(Comparison, Option<Severity>), Faults> {
        let joint = &periods.joint;
        let effective = settings.effective();
        let top = self.args.report.unit.as_deref();
        let top = top.map(|name| audit::unit(name, joint)).transpose()?;
        let share = self.args.report.share;
        let narrowing = Narrowing::of(joint, top, share);
        let within = |row: RowOf| top.is_none() || narrowing.touches(joint, row);
        let parts: Vec<Narrowing> = periods
            .halves
            .iter()
            .map(|half| own_part(half, joint, top, share))
            .collect();
        settings
            .rules
            .retain(|enabled| self.selection.takes(enabled.rule.name));
        settings
            .rebounds
            .retain(|enabled| self.selection.takes(enabled.rule.name));
        let numbers = periods.steps();
        let halves = &periods.halves;
        let steps: Vec<Pair<'_>> = numbers
            .iter()
            .map(|[one, other]| Pair::of(joint, &halves[*one], &halves[*other]))
            .collect();
        let ends = ends(periods);
        let judgements = rules::judge(&settings.rebounds, &steps);
        let audits = Audits::of(&settings, periods, &parts, &within);
        let (first, last) = (audits.first.as_slice(), audits.last.as_slice());
        let mut found = found(&judgements, &steps, periods, &settings, context);
        let resolved = match self.earlier.take() {
            Some(earlier) => {
                let ran = judgements.iter().filter(|one| one.state == State::Ran);
                let ran: BTreeSet<&str> = ran.map(|one| one.rule.name).collect();
                let findings = found.iter_mut().map(|(finding, ..)| finding);
                baseline::mark(findings, &ran, earlier, joint)
            }
            None => Vec::new(),
        };
        found.retain(|(_, verdict)| is_within(joint, verdict.trial.unit, top));
        let resolved = resolved_within(resolved, joint, top);
        let worst = found.iter().map(|(finding, ..)| finding.severity).max();
        let all_findings = found.len();
        let mut rules = states(&judgements, (joint, top), context);
        rules.extend(audits.states(&periods.labels, context));
        let report = Comparison {
            periods: told(periods, &audits),
            inputs: periods.inputs.clone(),
            caveats: all_caveats(periods, &steps),
            rules,
            hours: Hours::of(&ends, [first, last], &narrowing),
            fates: within_fates(&ends, [first, last], &within),
            series: audits.series,
            mutations: self.shown(found, joint, &steps, context),
            all_findings,
            trials: trials(&judgements, &steps, top),
            targets: target_rows(&settings, &ends, &judgements, top),
            things: thing_rows(&ends, &within),
            alone: Side::BOTH.map(|side| ends.alone(side)),
            resolved,
            notes: notes(periods, &settings),
            settings: effective,
            lists_all: self.args.all,
            steps: numbers,
            names: Vec::new(),
        };
        Ok((report.named(joint), worst))
    }

    /// The findings that are shown, in words.
    fn shown(
        &self,
        found: Vec<(Finding, &Verdict)>,
        joint: &Region,
        steps: &[Pair<'_>],
        context: &Context,
    ) -> Vec<MutationRow> {
        let args = &self.args.report;
        let table_only =
            args.output.is_empty() && args.format.is_none_or(|format| format == Format::Table);
        let most = match args.top {
            Some(0) => usize::MAX,
            Some(top) => top,
            None if table_only => TABLE_TOP,
            None => usize::MAX,
        };
        let least = args.min_severity;
        (1..)
            .zip(found)
            .filter(|(_, (finding, _))| least.is_none_or(|least| finding.severity >= least))
            .take(most)
            .filter_map(|(rank, (finding, verdict))| {
                let mut rows = Report::rows(vec![(rank, finding)], joint, &context.catalogue);
                Some(MutationRow {
                    row: rows.pop()?,
                    step: verdict.step,
                    of_series: steps.len() > 1,
                    fell: verdict.trial.fell.clone(),
                    grew: verdict.trial.grew.clone(),
                    q: verdict.q.unwrap_or(1.0),
                })
            })
            .collect()
    }
}

/// What of a period is looked at, where that is a branch of the joint region.
fn own_part(half: &Half, joint: &Region, top: Option<Branch>, share: ShareKind) -> Narrowing {
    let Some(top) = top else {
        return Narrowing::whole(&half.region);
    };
    Narrowing::to(&half.region, share, &|name| {
        let joint_name = half.joint_name(name);
        joint_name.is_some_and(|name| top.holds(joint, name))
    })
}

/// The first period and the last in which anything happened.
fn ends(periods: &Periods) -> Pair<'_> {
    let [first, last] = periods.ends().map(|number| &periods.halves[number]);
    Pair::of(&periods.joint, first, last)
}

/// Whether a unit stands in a branch; the region stands in none.
pub(super) fn is_within(joint: &Region, unit: Option<NameId>, top: Option<Branch>) -> bool {
    top.is_none_or(|top| unit.is_some_and(|unit| top.holds(joint, unit)))
}

/// Findings of an earlier comparison that a branch imposed or bore.
fn resolved_within(resolved: Vec<Earlier>, joint: &Region, top: Option<Branch>) -> Vec<Earlier> {
    let is_below = |name: &String| {
        let unit = joint.ledgers.names.find(name);
        unit.is_some() && is_within(joint, unit, top)
    };
    resolved
        .into_iter()
        .filter(|earlier| {
            let mut names = earlier.units.iter().chain(&earlier.bearers);
            top.is_none() || names.any(is_below)
        })
        .collect()
}

/// What a reader must know besides: rows of no period, and what of the configuration is not used.
fn notes(periods: &Periods, settings: &Settings) -> Vec<Message> {
    let joint = &periods.joint;
    let mut notes = audit::notes(joint);
    notes.retain(|note| note.key() != "note-outside");
    let outside: usize = Ledger::ALL
        .into_iter()
        .filter(|ledger| ledger.is_flow() || *ledger == Ledger::Surveys)
        .map(|ledger| {
            let rows = 0..joint.table(ledger).rows();
            let is_outside = |row: &usize| {
                periods
                    .halves
                    .iter()
                    .all(|half| half.row(ledger, *row).is_none())
            };
            rows.filter(is_outside).count()
        })
        .sum();
    if outside + joint.outside > 0 {
        notes.push(Message::new("note-outside").count("rows", outside + joint.outside));
    }
    if !periods.unused.is_empty() {
        notes.push(Message::new("note-renamed-unused").names("names", periods.unused.clone()));
    }
    if !settings.waivers.is_empty() {
        notes.push(Message::new("note-waivers-unused").count("waivers", settings.waivers.len()));
    }
    notes
}

/// What became of the rules that look at two periods.
fn states(
    judgements: &[Judgement],
    (joint, top): (&Region, Option<Branch>),
    context: &Context,
) -> Vec<RuleState> {
    judgements
        .iter()
        .map(|judgement| {
            let found = judgement
                .verdicts
                .iter()
                .filter(|verdict| verdict.found && is_within(joint, verdict.trial.unit, top));
            RuleState::of(
                judgement.rule.name,
                &judgement.state,
                found.count(),
                &context.catalogue,
            )
        })
        .collect()
}

/// Each period with its totals.
fn told(periods: &Periods, audits: &Audits) -> Vec<PeriodTold> {
    let sum = |part: fn(&Series) -> &Vec<Option<f64>>, number: usize| {
        let parts = audits
            .series
            .iter()
            .filter_map(|series| part(series)[number]);
        parts.fold(0.0, |sum, hours| sum + hours)
    };
    let each = periods.halves.iter().zip(&periods.labels).enumerate();
    each.map(|(number, (half, label))| PeriodTold {
        label: label.clone(),
        period: half.region.period,
        hours: sum(|series| &series.hours, number),
        avoidable_hours: sum(|series| &series.avoidable_hours, number),
    })
    .collect()
}

/// What must be known of the periods: of two all of it, of a series what is not true of every step.
fn all_caveats(periods: &Periods, steps: &[Pair<'_>]) -> Vec<Message> {
    let period = |number: usize| &periods.halves[number].region.period;
    let numbers = periods.steps();
    let mut all = one_sided(&ends(periods));
    let gaps = (0..periods.halves.len()).filter(|number| periods.is_gap(*number));
    all.extend(
        gaps.map(|number| Message::new("caveat-gap").text("period", &periods.labels[number])),
    );
    all.extend(periods.trimmed.iter().map(|number| {
        Message::new("caveat-trimmed")
            .text("period", &periods.labels[*number])
            .date("from", to_date(period(*number).from))
            .date("to", to_date(period(*number).to))
    }));
    for [one, other] in &numbers {
        let own = caveats(period(*one), period(*other));
        if steps.len() == 1 {
            all.extend(own);
            continue;
        }
        let is_seasons = |caveat: &Message| caveat.key() == "caveat-seasons";
        let labels = format!("{} → {}", periods.labels[*one], periods.labels[*other]);
        all.extend(own.into_iter().filter(|own| !is_seasons(own)).map(|own| {
            Message::new("caveat-of-step")
                .text("step", &labels)
                .message("caveat", own)
        }));
    }
    let differ = numbers.iter().any(|[one, other]| {
        let own = caveats(period(*one), period(*other));
        own.iter().any(|caveat| caveat.key() == "caveat-seasons")
    });
    if steps.len() > 1 && differ {
        all.push(Message::new("caveat-series"));
    }
    if periods.spread {
        all.push(Message::new("caveat-spread"));
    }
    all.extend(periods.columns.iter().cloned());
    all
}

fn within_fates(
    ends: &Pair<'_>,
    findings: [&[Finding]; 2],
    within: &dyn Fn(RowOf) -> bool,
) -> Fates {
    let [first, last] = Side::BOTH.map(|side| {
        let half = ends.half(side);
        let is_within = |finding: &&Finding| {
            finding.respondents.is_some()
                || finding.evidence.iter().any(|row| {
                    let RowOf(ledger, number) = row.row;
                    let joint = half.joint_row(ledger, number);
                    ends.has(ledger) && joint.is_some_and(|joint| within(RowOf(ledger, joint)))
                })
        };
        let own = findings[side as usize].iter();
        own.filter(is_within).collect::<Vec<_>>()
    });
    Fates::of(ends, [&first, &last])
}

/// Every trial, by rule, step and unit.
fn trials(judgements: &[Judgement], steps: &[Pair<'_>], top: Option<Branch>) -> Vec<TrialRow> {
    let mut rows = Vec::new();
    for judgement in judgements {
        for verdict in &judgement.verdicts {
            let joint = steps[verdict.step].joint;
            if !is_within(joint, verdict.trial.unit, top) {
                continue;
            }
            rows.push(TrialRow {
                rule: judgement.rule.name,
                step: verdict.step,
                unit: verdict.trial.unit.map(|unit| joint.name(unit).to_owned()),
                question: verdict.trial.asked.map(|(question, _)| question),
                fell: verdict.trial.fell.clone(),
                grew: verdict.trial.grew.clone(),
                p: verdict.trial.p(),
                q: verdict.q,
                holds: verdict.trial.holds,
                found: verdict.found,
            });
        }
    }
    rows
}

fn target_rows(
    settings: &Settings,
    ends: &Pair<'_>,
    judgements: &[Judgement],
    top: Option<Branch>,
) -> Vec<TargetRow> {
    let counts = |unit: NameId| is_within(ends.joint, Some(unit), top);
    targets::judge(&settings.targets, ends, judgements, &counts)
        .into_iter()
        .filter(|judged| is_within(ends.joint, judged.unit, top))
        .map(|judged| TargetRow {
            unit: judged.unit.map(|unit| ends.joint.name(unit).to_owned()),
            judged,
        })
        .collect()
}

fn thing_rows(ends: &Pair<'_>, within: &dyn Fn(RowOf) -> bool) -> Vec<ThingsRow> {
    let row = |ledger: Ledger, row: usize| {
        let unit = ends.unit(RowOf(ledger, row));
        (
            ends.joint.name(unit).to_owned(),
            ends.joint.title(ledger, row),
        )
    };
    things::match_things(ends, within)
        .into_iter()
        .map(|things| {
            let named = |rows: &[usize]| rows.iter().map(|one| row(things.ledger, *one)).collect();
            ThingsRow {
                ledger: things.ledger,
                kept: things.kept,
                renamed: things
                    .renamed
                    .iter()
                    .map(|(before, after, sure)| {
                        let (unit, name) = row(things.ledger, *before);
                        (unit, name, row(things.ledger, *after).1, *sure)
                    })
                    .collect(),
                gone: named(&things.gone),
                new: named(&things.new),
            }
        })
        .collect()
}
