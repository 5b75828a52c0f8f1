//! What to do about it: reads and audits, plans, recomputes the burden as if the plan were adopted,
//! and writes that out.

use std::io::{self, Write};
use std::path::Path;

use super::audit::{self, Read};
use super::{Context, Faults, Outcome, output, output_failed, settings};
use crate::cli::{PlanArgs, PlanFormat};
use crate::plan::{Measure, Plan, Reconciled, what_if};
use crate::rank;
use crate::region::Narrowing;
use crate::region::narrowing::ShareKind;
use crate::report::{PlanReport, PlanTable, Report, plan_csv, plan_ics, plan_json};
use crate::rules::{self, State};
use crate::text::Message;

/// Steps that the table shows where `--top` does not say.
const TABLE_TOP: usize = 20;

/// Plans.
pub(super) fn run(args: &PlanArgs, context: &Context) -> Result<Outcome, Faults> {
    let mut settings = settings(&args.settings, &args.paths)?;
    crate::commands::tell_of_settings(&settings, context);
    for file in &args.output {
        settings.assignments.leave_out(file);
    }
    let bounds = audit::bounds(&args.period)?;
    let outputs = output::open_as(
        &args.output,
        args.format,
        PlanFormat::Table,
        (".csv, .json, .ics, .txt", by_extension),
    )?;
    let Read { mut loaded, .. } = audit::load(&args.paths, None, &settings)?;
    let refused = audit::refused(&mut loaded, context);
    let (ledgers, accounts) = audit::told(loaded, None, args.strict, context)?;
    let region = audit::region(ledgers, bounds, &settings)?;
    let top = args.unit.as_deref();
    let top = top.map(|name| audit::unit(name, &region)).transpose()?;
    let outcomes = rules::run(&settings.rules, &region, &settings.severity);
    let states = Report::states(&outcomes, &context.catalogue);
    let has_failed = |one: &rules::Outcome| matches!(one.state, State::Failed(_));
    let is_incomplete = !refused.is_empty() || outcomes.iter().any(has_failed);
    let mut findings = Vec::new();
    for outcome in outcomes {
        findings.extend(outcome.findings);
    }
    rank::order(&mut findings);
    let measures = if args.apply.is_empty() {
        Measure::ALL.to_vec()
    } else {
        args.apply.clone()
    };
    let mut plan = Plan::of(&region, &findings, &settings.plan, &measures);
    let narrowing = Narrowing::of(&region, top, ShareKind::Borne);
    let burden = rank::burden(&findings, &region, &narrowing);
    let adopted = what_if(&region, &plan, &args.cap, &narrowing);
    let part = |row| narrowing.part(&region, row);
    let reconciled = Reconciled::of(&plan, &findings, &measures, &part);
    if let Some(top) = top {
        plan.steps.retain(|step| {
            let takes_part = step.units.iter().any(|unit| top.holds(&region, *unit));
            takes_part || step.rows.iter().any(|row| part(row.row) > 0.0)
        });
        plan.narrow(&region, &narrowing);
    }
    let (saved, further, all_steps) = (plan.saved(), plan.further(), plan.steps.len());
    plan.steps.truncate(most(args));
    let report = PlanReport {
        region: &region,
        plan: &plan,
        what_if: &adopted,
        reconciled: &reconciled,
        caps: &args.cap,
        inputs: &accounts,
        refused: &refused,
        rules: &states,
        avoidable_hours: burden.avoidable_hours,
        saved,
        further,
        all_steps,
        notes: audit::notes(&region),
        settings: settings.effective(),
        top,
    };
    write(&report, outputs, context)?;
    if is_incomplete {
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Clean)
}

fn by_extension(path: &Path) -> Option<PlanFormat> {
    match path.extension()?.to_string_lossy().to_lowercase().as_str() {
        "csv" => Some(PlanFormat::Csv),
        "json" => Some(PlanFormat::Json),
        "ics" => Some(PlanFormat::Ics),
        "txt" => Some(PlanFormat::Table),
        _ => None,
    }
}

/// How many steps are shown.
fn most(args: &PlanArgs) -> usize {
    let table_only =
        args.output.is_empty() && args.format.is_none_or(|format| format == PlanFormat::Table);
    match args.top {
        Some(0) => usize::MAX,
        Some(top) => top,
        None if table_only => TABLE_TOP,
        None => usize::MAX,
    }
}

fn write(
    report: &PlanReport<'_>,
    outputs: Vec<output::OutputAs<PlanFormat>>,
    context: &Context,
) -> Result<(), Faults> {
    let export = |format, to_file, out: &mut dyn Write| -> io::Result<()> {
        match format {
            PlanFormat::Csv => plan_csv(report, &context.catalogue, to_file, out),
            PlanFormat::Json => plan_json(report, &context.catalogue, out),
            PlanFormat::Ics => plan_ics(report, &context.catalogue, out),
            PlanFormat::Table => PlanTable {
                catalogue: &context.catalogue,
                width: context.width(),
            }
            .write(report, out),
        }
    };
    let mut faults: Vec<Message> = Vec::new();
    for (format, path, target) in outputs {
        if let Err(error) = output::write_one(target, |to_file, out| export(format, to_file, out)) {
            faults.push(output_failed(&path.to_string_lossy(), &error));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Faults(faults))
    }
}
