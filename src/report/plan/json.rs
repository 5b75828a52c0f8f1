//! A plan as JSON. The types here are the wire format and nothing else.

use std::io::{self, Write};

use serde::Serialize;

use super::reconciled::WireReconciled;
use super::{PlanReport, clock};
use crate::ledger::Ledger;
use crate::ledger::values::date::to_date;
use crate::plan::{Field, FillerLoad, OneForm, PlanRow, Rates, Step, UnitChange};
use crate::report::json::{SCHEMA, WireInput, WireRefused, WireRule, WireTool};
use crate::report::rounded;
use crate::text::Catalogue;

/// Writes the plan as one object.
///
/// # Errors
/// Those of the output.
pub(crate) fn write(
    report: &PlanReport<'_>,
    catalogue: &Catalogue,
    out: &mut dyn Write,
) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &WirePlan::of(report, catalogue))?;
    writeln!(out)
}

#[derive(Serialize)]
struct WirePlan<'r> {
    schema: u32,
    tool: WireTool,
    period: WirePeriod,
    inputs: Vec<WireInput<'r>>,
    refused: Vec<WireRefused<'r>>,
    rules: Vec<WireRule<'r>>,
    burden_hours: f64,
    avoidable_hours: f64,
    /// Of what the audit found avoidable.
    saved_hours: f64,
    /// Beyond what the audit found avoidable.
    further_hours: f64,
    steps: Vec<WireStep<'r>>,
    one_forms: Vec<WireOneForm<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inspections: Option<WireInspections>,
    bounds: Vec<WireBound>,
    kept: Vec<WireKept<'r>>,
    /// What the steps save of each finding and what they leave, with the reason.
    reconciled: WireReconciled<'r>,
    what_if: WireWhatIf<'r>,
    notes: Vec<String>,
    settings: &'r toml::Table,
}

#[derive(Serialize)]
struct WirePeriod {
    from: String,
    to: String,
    as_of: String,
}

impl<'r> WirePlan<'r> {
    fn of(report: &'r PlanReport<'r>, catalogue: &Catalogue) -> Self {
        let plan = report.plan;
        let period = &report.region.period;
        Self {
            schema: SCHEMA,
            tool: WireTool::own(),
            period: WirePeriod {
                from: to_date(period.from).to_string(),
                to: to_date(period.to).to_string(),
                as_of: to_date(period.as_of).to_string(),
            },
            inputs: report.inputs.iter().map(WireInput::of).collect(),
            refused: report.refused.iter().map(WireRefused::of).collect(),
            rules: report.rules.iter().map(WireRule::of).collect(),
            burden_hours: rounded(report.what_if.all[0]),
            avoidable_hours: rounded(report.avoidable_hours),
            saved_hours: rounded(report.saved),
            further_hours: rounded(report.further),
            steps: (1..)
                .zip(&plan.steps)
                .map(|(number, step)| WireStep::of(number, step, report, catalogue))
                .collect(),
            one_forms: plan
                .one_forms
                .iter()
                .map(|form| WireOneForm::of(form, report))
                .collect(),
            inspections: plan.inspections.map(|rates| WireInspections {
                before: WireRates::of(&rates.before),
                after: WireRates::of(&rates.after),
                fewest_visits: rates.fewest,
                targets: rates.targets,
            }),
            bounds: plan
                .bounds
                .iter()
                .map(|bound| WireBound {
                    measure: bound.measure.name(),
                    unit: bound.unit,
                    planned: rounded(bound.planned),
                    best_possible: rounded(bound.best),
                })
                .collect(),
            kept: plan
                .kept
                .iter()
                .map(|(row, why)| {
                    let (file, line) = report.region.ledgers.place(row.0, row.1);
                    WireKept {
                        ledger: row.0.name(),
                        file,
                        line,
                        title: report.title(row.0, row.1),
                        why: catalogue.render(why),
                    }
                })
                .collect(),
            reconciled: WireReconciled::of(report.reconciled, catalogue),
            what_if: WireWhatIf::of(report),
            notes: report
                .notes
                .iter()
                .map(|note| catalogue.render(note))
                .collect(),
            settings: &report.settings,
        }
    }
}

#[derive(Serialize)]
struct WireStep<'r> {
    step: usize,
    measure: &'static str,
    subject: &'r str,
    message: String,
    lead: Option<&'r str>,
    units: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<i32>,
    agenda: &'r [String],
    conditions: Vec<String>,
    burden_hours: f64,
    hours_after: f64,
    saved_hours: f64,
    further_hours: f64,
    rows: Vec<WireRow<'r>>,
}

#[derive(Serialize)]
struct WireRow<'r> {
    ledger: &'static str,
    file: &'r str,
    line: u32,
    action: &'static str,
    burden_hours: f64,
    hours_after: f64,
    saved_hours: f64,
    further_hours: f64,
}

impl<'r> WireStep<'r> {
    fn of(
        number: usize,
        step: &'r Step,
        report: &'r PlanReport<'r>,
        catalogue: &Catalogue,
    ) -> Self {
        let row = |row: &PlanRow| {
            let (file, line) = report.place(row);
            WireRow {
                ledger: row.row.0.name(),
                file,
                line,
                action: row.action.name(),
                burden_hours: rounded(row.before),
                hours_after: rounded(row.after),
                saved_hours: rounded(row.saved),
                further_hours: rounded(row.further),
            }
        };
        Self {
            step: number,
            measure: step.measure.name(),
            subject: &step.subject,
            message: catalogue.render(&step.message),
            lead: step.lead.map(|lead| report.name(lead)),
            units: report.units(step),
            date: step.when.map(|when| to_date(when.day).to_string()),
            start: step.when.and_then(|when| when.start).map(clock),
            minutes: step.when.map(|when| when.minutes),
            agenda: &step.agenda,
            conditions: step
                .conditions
                .iter()
                .map(|one| catalogue.render(one))
                .collect(),
            burden_hours: rounded(step.before()),
            hours_after: rounded(step.after()),
            saved_hours: rounded(step.saved()),
            further_hours: rounded(step.further()),
            rows: step.rows.iter().map(row).collect(),
        }
    }
}

#[derive(Serialize)]
struct WireOneForm<'r> {
    forms: Vec<WireForm<'r>>,
    fields: Vec<WireField<'r>>,
    fillers: Vec<WireLoad<'r>>,
}

#[derive(Serialize)]
struct WireForm<'r> {
    file: &'r str,
    line: u32,
    name: String,
    requester: &'r str,
    /// Nothing of it is filled in any more.
    export: bool,
}

#[derive(Serialize)]
struct WireField<'r> {
    field: &'r str,
    also_called: Vec<WireMerge<'r>>,
    asked_by: Vec<String>,
    per_year: f64,
    filled_in_for: Option<String>,
    held_by_system: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    looks_like_but_is_not: &'r [String],
}

#[derive(Serialize)]
struct WireMerge<'r> {
    name: &'r str,
    why: &'static str,
}

#[derive(Serialize)]
struct WireLoad<'r> {
    filler: Option<&'r str>,
    sheets_before: f64,
    sheets_after: f64,
    cells_before: f64,
    cells_after: f64,
    hours_before: f64,
    hours_after: f64,
}

impl<'r> WireOneForm<'r> {
    fn of(form: &'r OneForm, report: &'r PlanReport<'r>) -> Self {
        let one = |row: &usize| {
            let (file, line) = report.region.ledgers.place(Ledger::Forms, *row);
            WireForm {
                file,
                line,
                name: report.title(Ledger::Forms, *row),
                requester: report.name(report.region.imposer(Ledger::Forms, *row)),
                export: form.exports.contains(row),
            }
        };
        let field = |field: &'r Field| WireField {
            field: &field.name,
            also_called: field
                .merged
                .iter()
                .map(|merge| WireMerge {
                    name: &merge.name,
                    why: merge.why,
                })
                .collect(),
            asked_by: field
                .asked_by
                .iter()
                .map(|row| report.title(Ledger::Forms, *row))
                .collect(),
            per_year: rounded(field.per_year),
            filled_in_for: field.carried_by.map(|row| report.title(Ledger::Forms, row)),
            held_by_system: field.held_by.map(|row| report.title(Ledger::Apps, row)),
            looks_like_but_is_not: &field.looks_like,
        };
        let load = |load: &FillerLoad| WireLoad {
            filler: load.filler.map(|filler| report.name(filler)),
            sheets_before: rounded(load.sheets[0]),
            sheets_after: rounded(load.sheets[1]),
            cells_before: rounded(load.cells[0]),
            cells_after: rounded(load.cells[1]),
            hours_before: rounded(load.hours[0]),
            hours_after: rounded(load.hours[1]),
        };
        Self {
            forms: form.forms.iter().map(one).collect(),
            fields: form.fields.iter().map(field).collect(),
            fillers: form.fillers.iter().map(load).collect(),
        }
    }
}

#[derive(Serialize)]
struct WireInspections {
    before: WireRates,
    after: WireRates,
    fewest_visits: usize,
    targets: usize,
}

#[derive(Serialize)]
struct WireRates {
    visits: usize,
    inspections: usize,
    joint_share: f64,
    per_target_and_inspector_year: f64,
    off_site_share: Option<f64>,
}

impl WireRates {
    fn of(rates: &Rates) -> Self {
        Self {
            visits: rates.visits,
            inspections: rates.inspections,
            joint_share: rounded(rates.joint_share),
            per_target_and_inspector_year: rounded(rates.per_target_and_inspector),
            off_site_share: rates.off_site_share.map(rounded),
        }
    }
}

#[derive(Serialize)]
struct WireBound {
    measure: &'static str,
    unit: &'static str,
    planned: f64,
    best_possible: f64,
}

#[derive(Serialize)]
struct WireKept<'r> {
    ledger: &'static str,
    file: &'r str,
    line: u32,
    title: String,
    why: String,
}

#[derive(Serialize)]
struct WireWhatIf<'r> {
    hours: f64,
    hours_planned: f64,
    hours_after: f64,
    units_without_headcount: usize,
    by_ledger: Vec<WireChange<'r>>,
    by_imposer: Vec<WireChange<'r>>,
    by_bearer: Vec<WireChange<'r>>,
}

/// Hours as they are, with the plan adopted, and with the caps kept besides.
#[derive(Serialize)]
struct WireChange<'r> {
    key: &'r str,
    hours: f64,
    hours_planned: f64,
    hours_after: f64,
}

impl<'r> WireWhatIf<'r> {
    fn of(report: &'r PlanReport<'r>) -> Self {
        let what_if = report.what_if;
        let change = |key: &'r str, [hours, planned, after]: [f64; 3]| WireChange {
            key,
            hours: rounded(hours),
            hours_planned: rounded(planned),
            hours_after: rounded(after),
        };
        let units = |changes: &'r [UnitChange]| {
            let each = changes.iter();
            each.map(|own| change(report.name(own.unit), [own.before, own.planned, own.after]))
                .collect()
        };
        Self {
            hours: rounded(what_if.all[0]),
            hours_planned: rounded(what_if.all[1]),
            hours_after: rounded(what_if.all[2]),
            units_without_headcount: what_if.without_headcount,
            by_ledger: what_if
                .by_ledger
                .iter()
                .map(|(ledger, hours)| change(ledger.name(), *hours))
                .collect(),
            by_imposer: units(&what_if.by_imposer),
            by_bearer: units(&what_if.by_bearer),
        }
    }
}
