//! From verdicts to findings: what was found, with its rows, its hours and how sure it is.

use super::periods::Periods;
use crate::commands::Context;
use crate::config::Settings;
use crate::finding::{Claim, Finding, Mutation, PeriodRow, Respondents, Stamps};
use crate::matter::RowOf;
use crate::pair::{Pair, Side};
use crate::rank;
use crate::rules::{Judgement, Trial, Verdict};
use crate::text::Message;

/// What was found, ranked: each finding with its step and its verdict.
pub(super) fn found<'j>(
    judgements: &'j [Judgement],
    steps: &[Pair<'_>],
    periods: &Periods,
    settings: &Settings,
    context: &Context,
) -> Vec<(Finding, &'j Verdict)> {
    let joint = &periods.joint;
    let (stamps, numbers) = (Stamps::of(joint), periods.steps());
    let mut found = Vec::new();
    for judgement in judgements {
        for verdict in judgement.verdicts.iter().filter(|verdict| verdict.found) {
            let label = &periods.labels[numbers[verdict.step][1]];
            let mutation = mutation(judgement, verdict, &steps[verdict.step], label, context);
            let finding = Finding::of_periods(mutation, &settings.severity, joint, &stamps);
            found.push((finding, verdict));
        }
    }
    found.sort_by(|one, other| rank::compare(&one.0, &other.0));
    found
}

/// What a verdict found, ready to be stamped.
fn mutation(
    judgement: &Judgement,
    verdict: &Verdict,
    pair: &Pair<'_>,
    label: &str,
    context: &Context,
) -> Mutation {
    let (rule, trial) = (judgement.rule, &verdict.trial);
    let q = verdict.q.unwrap_or(1.0);
    let unit = trial.unit.map(|unit| pair.joint.name(unit));
    let first_grown = trial.grew.rows.iter().flatten().next();
    let asked = trial.asked.map(|(pain_point, _)| pain_point);
    Mutation {
        rule: rule.name,
        ledger: first_grown.map_or(rule.ledger, |RowOf(ledger, _)| *ledger),
        raised: rule.prohibited || trial.raised,
        severity: judgement.severity,
        unit: trial.unit,
        what: format!(
            "{}\u{1}{}\u{1}{label}",
            asked.unwrap_or(trial.grew.measure),
            trial.level.unwrap_or_default()
        ),
        subject: context.catalogue.render(&subject(trial)),
        message: trial.message(rule.name, unit, q),
        confidence: (1.0 - q).clamp(0.0, 1.0),
        figure: trial.grew.counted.iter().sum::<usize>() as f64,
        rows: rows(trial, pair),
        respondents: trial.asked.map(|(pain_point, responses)| Respondents {
            pain_point,
            responses,
            unit: trial.unit,
        }),
    }
}

/// What fell and what grew, as short as a title.
fn subject(trial: &Trial) -> Message {
    let measure = |name: &str| Message::new(format!("measure-{name}"));
    match (&trial.fell, trial.asked) {
        (_, Some((question, _))) => Message::new(format!("question-{question}")),
        (Some(fell), None) => Message::new("rebound-subject")
            .message("fell", measure(fell.measure))
            .message("grew", measure(trial.grew.measure)),
        (None, None) => measure(trial.grew.measure),
    }
}

/// Every row of both halves, once a period; claimed is a share of what grew, after.
fn rows(trial: &Trial, pair: &Pair<'_>) -> Vec<PeriodRow> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let grew = &trial.grew.rows[side as usize];
        let fell = trial.fell.iter().flat_map(|fell| &fell.rows[side as usize]);
        let mut own: Vec<(RowOf, bool)> = fell.map(|row| (*row, false)).collect();
        own.extend(grew.iter().map(|row| (*row, true)));
        let key = |row: &RowOf| (row.0, row.1);
        own.sort_unstable_by(|one, other| {
            key(&one.0).cmp(&key(&other.0)).then(other.1.cmp(&one.1))
        });
        own.dedup_by_key(|(row, _)| *row);
        all.extend(own.into_iter().map(|(row, has_grown)| {
            let hours = pair.hours(side, row);
            let claimed = if has_grown && side == Side::After {
                hours * trial.claimed
            } else {
                0.0
            };
            PeriodRow {
                claim: Claim::new(row.0, row.1, claimed),
                side,
                hours,
            }
        }));
    }
    all
}
