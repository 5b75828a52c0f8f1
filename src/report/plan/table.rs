//! A plan as it is read at a terminal: what it saves, what to do, the master forms, the calendar of
//! inspections, and the burden of each unit before and after.

use std::io::{self, Write};

use super::{PlanReport, clock};
use crate::ledger::values::date::to_date;
use crate::plan::{OneForm, Step, UnitChange};
use crate::report::grid::Grid;
use crate::report::{Refused, rules_in_words};
use crate::text::{Catalogue, Message, decimal, printable};

/// So many units are shown in each of two lists.
const SHOWN: usize = 8;
/// So many fields of a master form are shown.
const FIELDS: usize = 12;
/// So many items of an agenda are shown.
const ITEMS: usize = 6;

/// The table.
pub(crate) struct Table<'c> {
    /// The language.
    pub(crate) catalogue: &'c Catalogue,
    /// Columns of the terminal.
    pub(crate) width: u16,
}

impl Table<'_> {
    /// Writes the plan.
    ///
    /// # Errors
    /// Those of the output.
    pub(crate) fn write(&self, report: &PlanReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for line in self.summary(report) {
            self.line(&line, out)?;
        }
        if !report.plan.steps.is_empty() {
            writeln!(out, "{}", self.steps(report))?;
        }
        for form in &report.plan.one_forms {
            self.one_form(report, form, out)?;
        }
        self.reconciled(report, out)?;
        self.what_if(report, out)?;
        for line in self.closing(report) {
            self.line(&line, out)?;
        }
        Ok(())
    }

    fn line(&self, line: &str, out: &mut dyn Write) -> io::Result<()> {
        let options = textwrap::Options::new(usize::from(self.width)).subsequent_indent("    ");
        for part in textwrap::wrap(&printable(line), options) {
            writeln!(out, "{part}")?;
        }
        Ok(())
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.render(message)
    }

    fn summary(&self, report: &PlanReport<'_>) -> Vec<String> {
        let period = &report.region.period;
        let mut messages: Vec<Message> = report.refused.iter().map(Refused::line).collect();
        messages.extend([
            Message::new("summary-period")
                .date("from", to_date(period.from))
                .date("to", to_date(period.to))
                .count("days", period.days() as usize)
                .message("basis", Message::new(period.basis.key())),
            Message::new("plan-summary")
                .decimal("hours", report.what_if.all[0])
                .decimal("avoidable", report.avoidable_hours)
                .decimal("saved", report.saved)
                .decimal("further", report.further),
        ]);
        if let Some(rates) = report.plan.inspections {
            let share = |share: f64| crate::text::Argument::Share(share);
            messages.push(
                Message::new("plan-inspections")
                    .count("inspections", rates.before.inspections)
                    .count("before", rates.before.visits)
                    .count("after", rates.after.visits)
                    .count("fewest", rates.fewest)
                    .with("joint_before", share(rates.before.joint_share))
                    .with("joint_after", share(rates.after.joint_share))
                    .text(
                        "each_before",
                        decimal(rates.before.per_target_and_inspector, 1),
                    )
                    .text(
                        "each_after",
                        decimal(rates.after.per_target_and_inspector, 1),
                    ),
            );
            if let (Some(before), Some(after)) =
                (rates.before.off_site_share, rates.after.off_site_share)
            {
                let message = Message::new("plan-off-site");
                messages.push(
                    message
                        .with("before", share(before))
                        .with("after", share(after)),
                );
            }
        }
        for bound in report
            .plan
            .bounds
            .iter()
            .filter(|bound| bound.unit == "hours" && bound.best > 0.0)
        {
            messages.push(
                Message::new("plan-bound")
                    .message(
                        "measure",
                        Message::new(format!("measure-of-{}", bound.measure.name())),
                    )
                    .decimal("planned", bound.planned)
                    .decimal("best", bound.best),
            );
        }
        let shown = report.plan.steps.len();
        messages.push(
            Message::new("plan-steps")
                .count("all", report.all_steps)
                .count("shown", shown)
                .flag("cut", shown < report.all_steps),
        );
        messages.iter().map(|message| self.say(message)).collect()
    }

    fn steps(&self, report: &PlanReport<'_>) -> String {
        let cells: Vec<Vec<String>> = (1..)
            .zip(&report.plan.steps)
            .map(|(number, step)| {
                vec![
                    number.to_string(),
                    decimal(step.saved(), 1),
                    decimal(step.further(), 1),
                    self.step(report, step),
                ]
            })
            .collect();
        let titles = [
            "column-rank",
            "column-saved",
            "column-further",
            "column-step",
        ];
        let grid = Grid {
            titles: titles.map(|title| self.catalogue.say(title)).into(),
            right: &[0, 1, 2],
            narrow_from: usize::MAX,
            fills: Some(3),
            lines: true,
            width: usize::from(self.width),
            color: false,
        };
        grid.text(&cells, |_, _| None)
    }

    fn step(&self, report: &PlanReport<'_>, step: &Step) -> String {
        let mut lines = vec![
            printable(&step.subject).into_owned(),
            self.say(&step.message),
        ];
        if let Some(when) = step.when {
            let message = Message::new("plan-when")
                .date("day", to_date(when.day))
                .text("start", when.start.map(clock).unwrap_or_default())
                .flag("timed", when.start.is_some())
                .text("hours", decimal(f64::from(when.minutes) / 60.0, 1));
            lines.push(self.say(&message));
        }
        let is_list = step.agenda.len() > 1 && step.when.is_some();
        if is_list {
            let items = step.agenda.iter().take(ITEMS).enumerate();
            lines.extend(items.map(|(number, item)| format!("{}. {item}", number + 1)));
            if step.agenda.len() > ITEMS {
                let more = step.agenda.len() - ITEMS;
                lines.push(self.say(&Message::new("plan-more-items").count("more", more)));
            }
        }
        lines.extend(step.conditions.iter().map(|one| self.say(one)));
        let (file, line) = report.place(&step.rows[0]);
        let units = Message::new("names").names("names", report.units(step));
        let more = match step.rows.len() - 1 {
            0 => String::new(),
            more => format!(" +{more}"),
        };
        lines.push(format!(
            "{} · {} · {file}:{line}{more}",
            step.measure.name(),
            self.say(&units)
        ));
        lines.join("\n")
    }

    fn one_form(
        &self,
        report: &PlanReport<'_>,
        form: &OneForm,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let heading = Message::new("plan-master-form")
            .count("forms", form.forms.len())
            .count("fields", form.fields.len())
            .count("exports", form.exports.len());
        self.line(&self.say(&heading), out)?;
        let ledger = crate::ledger::Ledger::Forms;
        let cells: Vec<Vec<String>> = form
            .fields
            .iter()
            .take(FIELDS)
            .map(|field| {
                let mut name = field.name.clone();
                let others: Vec<&str> = field.merged.iter().map(|own| own.name.as_str()).collect();
                if !others.is_empty() {
                    name = format!("{name}\n= {}", others.join(self.catalogue.separator()));
                }
                if !field.looks_like.is_empty() {
                    name = format!(
                        "{name}\n≠ {}",
                        field.looks_like.join(self.catalogue.separator())
                    );
                }
                let from = match (field.held_by, field.carried_by) {
                    (Some(app), _) => report.title(crate::ledger::Ledger::Apps, app),
                    (None, Some(form)) => report.title(ledger, form),
                    (None, None) => String::new(),
                };
                vec![
                    name,
                    field.asked_by.len().to_string(),
                    decimal(field.per_year, 0),
                    from,
                ]
            })
            .collect();
        let titles = [
            "column-field",
            "column-asked",
            "column-per-year",
            "column-from",
        ];
        let grid = Grid {
            titles: titles.map(|title| self.catalogue.say(title)).into(),
            right: &[1, 2],
            narrow_from: usize::MAX,
            fills: Some(3),
            lines: false,
            width: usize::from(self.width),
            color: false,
        };
        writeln!(out, "{}", grid.text(&cells, |_, _| None))?;
        if form.fields.len() > FIELDS {
            let more = form.fields.len() - FIELDS;
            self.line(
                &self.say(&Message::new("plan-more-fields").count("more", more)),
                out,
            )?;
        }
        for load in form.fillers.iter().take(SHOWN) {
            let filler = match load.filler {
                Some(filler) => report.name(filler).to_owned(),
                None => self.catalogue.say("plan-each-filler"),
            };
            let message = Message::new("plan-filler")
                .text("filler", filler)
                .text("sheets_before", decimal(load.sheets[0], 1))
                .text("sheets_after", decimal(load.sheets[1], 1))
                .text("cells_before", decimal(load.cells[0], 0))
                .text("cells_after", decimal(load.cells[1], 0))
                .decimal("hours_before", load.hours[0])
                .decimal("hours_after", load.hours[1])
                .decimal("saved", load.hours[0] - load.hours[1]);
            self.line(&self.say(&message), out)?;
        }
        Ok(())
    }

    fn what_if(&self, report: &PlanReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let with_caps = !report.caps.is_empty();
        for (title, changes) in [
            ("plan-by-bearer", &report.what_if.by_bearer),
            ("plan-by-imposer", &report.what_if.by_imposer),
        ] {
            let changes: Vec<&UnitChange> = changes
                .iter()
                .filter(|change| is_shown(report, change))
                .take(SHOWN)
                .collect();
            if changes.is_empty() {
                continue;
            }
            let cells: Vec<Vec<String>> = changes
                .iter()
                .map(|change| {
                    let mut cells = vec![
                        report.name(change.unit).to_owned(),
                        decimal(change.before, 1),
                        decimal(change.planned, 1),
                    ];
                    if with_caps {
                        cells.push(decimal(change.after, 1));
                    }
                    cells
                })
                .collect();
            let mut titles = vec![
                self.catalogue.say(title),
                self.catalogue.say("column-before"),
                self.catalogue.say("column-planned"),
            ];
            if with_caps {
                titles.push(self.catalogue.say("column-capped"));
            }
            let grid = Grid {
                titles,
                right: &[1, 2, 3],
                narrow_from: usize::MAX,
                fills: Some(0),
                lines: false,
                width: usize::from(self.width),
                color: false,
            };
            writeln!(out, "{}", grid.text(&cells, |_, _| None))?;
        }
        Ok(())
    }

    fn closing(&self, report: &PlanReport<'_>) -> Vec<String> {
        let mut messages = vec![
            Message::new("plan-what-if")
                .decimal("before", report.what_if.all[0])
                .decimal("planned", report.what_if.all[1])
                .decimal("after", report.what_if.all[2])
                .flag("capped", !report.caps.is_empty()),
        ];
        if report.what_if.without_headcount > 0 {
            let count = report.what_if.without_headcount;
            messages.push(Message::new("plan-without-headcount").count("units", count));
        }
        if !report.plan.kept.is_empty() {
            let mut reasons: Vec<(String, usize)> = Vec::new();
            for (_, why) in &report.plan.kept {
                let why = self.say(why);
                match reasons.iter_mut().find(|known| known.0 == why) {
                    Some(known) => known.1 += 1,
                    None => reasons.push((why, 1)),
                }
            }
            for (why, count) in reasons.into_iter().take(SHOWN) {
                messages.push(
                    Message::new("plan-kept")
                        .count("rows", count)
                        .text("why", why),
                );
            }
        }
        messages.extend(rules_in_words(report.rules));
        messages.extend(report.notes.iter().cloned());
        messages.iter().map(|message| self.say(message)).collect()
    }
}

/// Units of the branch that was asked for, whose hours change.
fn is_shown(report: &PlanReport<'_>, change: &UnitChange) -> bool {
    let is_within = report
        .top
        .is_none_or(|top| top.holds(report.region, change.unit));
    is_within && change.before - change.after > 0.05
}
