//! A comparison as it is read at a terminal: the periods and what must be known of them, hours and
//! the parts of their difference, what was found, targets, and what else changed in a line each.

use std::io::{self, Write};

use super::Comparison;
use super::figures::{hours, picture, signed};
use crate::compare::hours::{Changed, Key};
use crate::ledger::values::date::to_date;
use crate::pair::Side;
use crate::report::grid::Grid;
use crate::report::{Row, Table as Findings, rules_in_words};
use crate::text::{Catalogue, Message};

/// From this width on, there is room for bars.
const WITH_BARS: usize = 100;
/// So many imposers, bearers and rules are shown.
pub(super) const SHOWN: usize = 5;

/// The table.
pub(crate) struct Table<'c> {
    /// The language.
    pub(crate) catalogue: &'c Catalogue,
    /// Columns of the terminal.
    pub(crate) width: u16,
    /// Whether severities and verdicts are coloured.
    pub(crate) color: bool,
}

impl Table<'_> {
    /// Writes the comparison.
    ///
    /// # Errors
    /// Those of the output.
    pub(crate) fn write(&self, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        for line in self.heading(comparison) {
            self.findings().wrapped(&line, out)?;
        }
        let hours = &comparison.hours;
        let by_pain_point: Vec<&Changed> =
            hours.by_pain_point.iter().chain([&hours.whole]).collect();
        self.series(comparison, out)?;
        self.changes("compare-by-pain-point", &by_pain_point, comparison, out)?;
        self.found(comparison, out)?;
        if comparison.lists_all {
            self.tested(comparison, out)?;
        }
        self.targets(comparison, out)?;
        for (title, changes) in [
            ("compare-by-imposer", &hours.by_imposer),
            ("compare-by-bearer", &hours.by_bearer),
            ("compare-by-rule", &hours.by_rule),
        ] {
            let shown: Vec<&Changed> = changes.iter().take(SHOWN).collect();
            self.changes(title, &shown, comparison, out)?;
        }
        for line in self.closing(comparison) {
            self.findings().wrapped(&line, out)?;
        }
        Ok(())
    }

    /// The table of findings, of which this one has the way of writing lines.
    pub(super) fn findings(&self) -> Findings<'_> {
        Findings {
            catalogue: self.catalogue,
            width: self.width,
            color: self.color,
        }
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.render(message)
    }

    fn heading(&self, comparison: &Comparison) -> Vec<String> {
        let mut lines = Vec::new();
        for told in &comparison.periods {
            let label = match told.label.as_str() {
                "before" => self.catalogue.say("period-before"),
                "after" => self.catalogue.say("period-after"),
                label => label.to_owned(),
            };
            let period = &told.period;
            let message = Message::new("compare-period")
                .text("label", label)
                .date("from", to_date(period.from))
                .date("to", to_date(period.to))
                .count("days", period.days() as usize)
                .message("basis", Message::new(period.basis.key()))
                .decimal("hours", told.hours)
                .decimal("avoidable", told.avoidable_hours);
            lines.push(self.say(&message));
        }
        let sum = |part: fn(&crate::ledger::account::FileAccount) -> usize| {
            comparison
                .inputs
                .iter()
                .map(|(_, input)| part(input))
                .sum::<usize>()
        };
        lines.push(
            self.say(
                &Message::new("summary-rows")
                    .count("files", comparison.inputs.len())
                    .count("read", sum(|input| input.records))
                    .count("accepted", sum(|input| input.accepted))
                    .count("rejected", sum(|input| input.rejected.len()))
                    .count("skipped", sum(|input| input.skipped.len()))
                    .count("warnings", sum(|input| input.warnings.len())),
            ),
        );
        for caveat in &comparison.caveats {
            lines.push(self.say(&Message::new("compare-caveat").message("caveat", caveat.clone())));
        }
        lines
    }

    /// The names of the two periods that are compared: of a series its first and its last.
    fn ends(&self, comparison: &Comparison) -> [String; 2] {
        match (comparison.steps.first(), comparison.steps.last()) {
            (Some(first), Some(last)) if comparison.periods.len() > 2 => {
                [first[0], last[1]].map(|number| comparison.periods[number].label.clone())
            }
            _ => ["column-before", "column-after"].map(|title| self.catalogue.say(title)),
        }
    }

    /// Hours a month of each ledger in every period of a series.
    fn series(&self, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        if comparison.periods.len() < 3 {
            return Ok(());
        }
        let mut titles = vec![self.catalogue.say("compare-by-period")];
        titles.extend(comparison.periods.iter().map(|told| told.label.clone()));
        let figure =
            |figure: &Option<f64>| figure.map_or_else(|| self.catalogue.say("compare-gap"), hours);
        let row = |name: String, figures: &[Option<f64>]| -> Vec<String> {
            std::iter::once(name)
                .chain(figures.iter().map(figure))
                .collect()
        };
        let mut cells: Vec<Vec<String>> = comparison
            .series
            .iter()
            .map(|series| {
                let ledger = Message::new(format!("ledger-{}", series.ledger.name()));
                row(self.say(&ledger), &series.hours)
            })
            .collect();
        cells.push(row(
            self.catalogue.say("compare-whole"),
            &comparison.hours_of(None),
        ));
        let right: Vec<usize> = (1..titles.len()).collect();
        let grid = Grid {
            titles,
            right: &right,
            narrow_from: usize::MAX,
            fills: None,
            lines: false,
            width: usize::from(self.width),
            color: self.color,
        };
        writeln!(out, "{}", grid.text(&cells, |_, _| None))
    }

    /// Hours a month, before and after, with the parts of their difference.
    fn changes(
        &self,
        title: &'static str,
        changes: &[&Changed],
        comparison: &Comparison,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let with_bars = usize::from(self.width) >= WITH_BARS;
        let most = changes
            .iter()
            .filter(|changed| changed.key != Key::Whole)
            .map(|changed| changed.before.max(changed.after))
            .fold(0.0, f64::max);
        let cells: Vec<Vec<String>> = changes
            .iter()
            .map(|changed| {
                let parts = &changed.parts;
                let mut cells = vec![
                    self.name(changed, comparison),
                    hours(changed.before),
                    hours(changed.after),
                    signed(changed.after - changed.before),
                    signed(parts.things),
                    signed(parts.people),
                    signed(parts.time),
                ];
                if with_bars {
                    cells.push(picture(changed, most, comparison));
                }
                cells
            })
            .collect();
        let mut titles = vec![self.catalogue.say(title)];
        titles.extend(self.ends(comparison));
        titles.extend(
            [
                "column-change",
                "column-things",
                "column-people",
                "column-time",
            ]
            .map(|title| self.catalogue.say(title)),
        );
        if with_bars {
            titles.push(String::new());
        }
        let grid = Grid {
            titles,
            right: &[1, 2, 3, 4, 5, 6],
            narrow_from: usize::MAX,
            fills: Some(0),
            lines: false,
            width: usize::from(self.width),
            color: self.color,
        };
        writeln!(out, "{}", grid.text(&cells, |_, _| None))
    }

    fn name(&self, changed: &Changed, comparison: &Comparison) -> String {
        match changed.key {
            Key::Whole => self.catalogue.say("compare-whole"),
            Key::PainPoint(point) => self.say(&Message::new(format!("question-{point}"))),
            Key::Alone(Side::Before) => self.catalogue.say("compare-only-before"),
            Key::Alone(Side::After) => self.catalogue.say("compare-only-after"),
            Key::Unit(_) | Key::Rule(_) => comparison.name(changed).unwrap_or_default().to_owned(),
        }
    }

    fn found(&self, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        let shown = comparison.mutations.len();
        let line = if comparison.all_findings == 0 {
            let tested = comparison
                .trials
                .iter()
                .filter(|row| row.q.is_some())
                .count();
            Message::new("compare-no-findings").count("tested", tested)
        } else {
            Message::new("compare-findings")
                .count("shown", shown)
                .count("all", comparison.all_findings)
                .flag("cut", shown < comparison.all_findings)
        };
        self.findings().wrapped(&self.say(&line), out)?;
        if shown == 0 {
            return Ok(());
        }
        let rows: Vec<Row> = comparison
            .mutations
            .iter()
            .map(|mutation| {
                let mut row = mutation.row.clone();
                if row.units.is_empty() && row.finding.respondents.is_none() {
                    row.units = vec![self.catalogue.say("whole-region")];
                }
                if mutation.of_series {
                    let [before, after] = comparison.labels(mutation.step);
                    row.message = format!("{before} → {after}: {}", row.message);
                }
                row
            })
            .collect();
        let rows: Vec<&Row> = rows.iter().collect();
        writeln!(out, "{}", self.findings().ranked(&rows))
    }

    /// What else changed, and what became of the rules.
    fn closing(&self, comparison: &Comparison) -> Vec<String> {
        let fates = &comparison.fates;
        let mut messages = vec![
            Message::new("compare-fates")
                .count("resolved", fates.resolved.len())
                .count("persisting", fates.persisting.len())
                .count("new", fates.new.len()),
        ];
        for things in &comparison.things {
            let renamed: Vec<String> = things
                .renamed
                .iter()
                .map(|(owner, before, after, _)| format!("{owner}: {before} → {after}"))
                .collect();
            messages.push(
                Message::new("compare-things")
                    .message(
                        "ledger",
                        Message::new(format!("ledger-{}", things.ledger.name())),
                    )
                    .count("kept", things.kept)
                    .count("gone", things.gone.len())
                    .count("new", things.new.len())
                    .count("renamed", renamed.len())
                    .names("names", renamed),
            );
        }
        for (side, names) in Side::BOTH.into_iter().zip(&comparison.alone) {
            if !names.is_empty() {
                let key = match side {
                    Side::Before => "compare-alone-before",
                    Side::After => "compare-alone-after",
                };
                messages.push(
                    Message::new(key)
                        .count("count", names.len())
                        .names("names", names.clone()),
                );
            }
        }
        if !comparison.resolved.is_empty() {
            messages.push(Message::new("aside-resolved").count("count", comparison.resolved.len()));
        }
        let untested = comparison
            .trials
            .iter()
            .filter(|row| row.q.is_none())
            .count();
        messages.push(
            Message::new("compare-tested")
                .count("tested", comparison.trials.len() - untested)
                .count("untested", untested),
        );
        messages.extend(rules_in_words(&comparison.rules));
        messages.extend(comparison.notes.iter().cloned());
        messages.iter().map(|message| self.say(message)).collect()
    }
}
