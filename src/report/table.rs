//! The table that is read at a terminal: a short summary, then the findings, then the rules that
//! did not run. Narrow terminals get one wide column for what was found, wide ones a column each.

use std::io::{self, Write};

use comfy_table::Color;

use super::asides::asides;
use super::grid::Grid;
use super::{Exporter, Group, Report, Row, severity_word};
use crate::finding::{Severity, Status};
use crate::ledger::values::date::to_date;
use crate::rank::Burden;
use crate::survey::Survey;
use crate::text::{Catalogue, Message, decimal, grouped, printable};

/// From this width on, rule, unit and rows have columns of their own.
const WIDE: u16 = 130;

/// The table.
pub struct Table<'c> {
    /// The language.
    pub catalogue: &'c Catalogue,
    /// Columns of the terminal.
    pub width: u16,
    /// Whether severities are coloured.
    pub color: bool,
}

impl Exporter for Table<'_> {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let mut lines = summary(report, self.catalogue);
        if let Some(groups) = &report.groups {
            // The last line is about findings, of which groups are shown instead.
            lines.pop();
            let message = Message::new("summary-grouped")
                .count("all", report.all_findings)
                .count("groups", groups.all)
                .count("shown", groups.shown.len())
                .flag("cut", groups.shown.len() < groups.all);
            lines.push(self.catalogue.render(&message));
        }
        for line in lines {
            self.wrapped(&line, out)?;
        }
        match &report.groups {
            Some(groups) => writeln!(out, "{}", self.groups(&groups.shown))?,
            None if !report.rows.is_empty() => writeln!(out, "{}", self.findings(report))?,
            None => {}
        }
        for line in asides(report, self.catalogue) {
            self.wrapped(&line, out)?;
        }
        for line in self.closing(report) {
            self.wrapped(&line, out)?;
        }
        Ok(())
    }
}

impl Table<'_> {
    /// A line of text, folded at the width of the terminal.
    pub(super) fn wrapped(&self, line: &str, out: &mut dyn Write) -> io::Result<()> {
        let options = textwrap::Options::new(usize::from(self.width)).subsequent_indent("    ");
        for part in textwrap::wrap(&printable(line), options) {
            writeln!(out, "{part}")?;
        }
        Ok(())
    }

    fn groups(&self, groups: &[Group]) -> String {
        let cells: Vec<Vec<String>> = groups
            .iter()
            .map(|group| {
                let worst = group
                    .worst
                    .map(|worst| severity_word(worst, self.catalogue));
                vec![
                    if group.key.is_empty() {
                        "–".to_owned()
                    } else {
                        group.key.clone()
                    },
                    grouped(group.findings as u64),
                    decimal(group.avoidable_hours, 1),
                    worst.unwrap_or_default(),
                ]
            })
            .collect();
        let titles = [
            "column-group",
            "column-group-findings",
            "sheet-avoidable",
            "column-worst",
        ];
        let grid = Grid {
            titles: titles.map(|title| self.catalogue.say(title)).into(),
            right: &[1, 2],
            narrow_from: usize::MAX,
            fills: Some(0),
            lines: false,
            width: usize::from(self.width),
            color: self.color,
        };
        grid.text(&cells, |_, _| None)
    }

    fn findings(&self, report: &Report) -> String {
        let rows: Vec<&Row> = report.rows.iter().collect();
        self.ranked(&rows)
    }

    /// Findings by rank.
    pub(super) fn ranked(&self, rows: &[&Row]) -> String {
        let wide = self.width >= WIDE;
        let titles: &[&'static str] = if wide {
            &[
                "column-rank",
                "column-severity",
                "column-hours",
                "column-rule",
                "column-units",
                "column-rows",
                "column-finding",
            ]
        } else {
            &[
                "column-rank",
                "column-severity",
                "column-hours",
                "column-finding",
            ]
        };
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                if wide {
                    self.wide(row)
                } else {
                    self.narrow(row)
                }
            })
            .collect();
        let grid = Grid {
            titles: titles
                .iter()
                .map(|title| self.catalogue.say(title))
                .collect(),
            right: &[0, 2],
            narrow_from: 4,
            fills: Some(titles.len() - 1),
            lines: true,
            width: usize::from(self.width),
            color: self.color,
        };
        grid.text(&cells, |row, column| {
            match (column, rows[row].finding.severity) {
                (1, Severity::High) => Some(Color::Red),
                (1, Severity::Medium) => Some(Color::Yellow),
                _ => None,
            }
        })
    }

    fn leading(&self, row: &Row) -> Vec<String> {
        let mut hours = decimal(row.finding.expected_hours, 1);
        if let Some(ends) = row.finding.avoidable_ends {
            let sure = row.finding.confidence;
            let (low, high) = (ends.low * sure, ends.high * sure);
            hours = format!("{hours}\n{}–\n{}", decimal(low, 1), decimal(high, 1));
        }
        let mut severity = severity_word(row.finding.severity, self.catalogue);
        if row.finding.status != Status::New {
            let status = format!("status-{}", row.finding.status.name());
            severity = format!(
                "{severity}\n{}",
                self.catalogue.render(&Message::new(status))
            );
        }
        vec![row.rank.to_string(), severity, hours]
    }

    fn wide(&self, row: &Row) -> Vec<String> {
        let mut cells = self.leading(row);
        cells.extend([row.finding.rule.to_owned(), self.units(row), place(row)]);
        cells.push(format!(
            "{}\n{}",
            printable(&row.finding.subject),
            printable(&row.message)
        ));
        cells
    }

    fn narrow(&self, row: &Row) -> Vec<String> {
        let mut cells = self.leading(row);
        let parts = [row.finding.rule.to_owned(), self.units(row), place(row)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        cells.push(format!(
            "{}\n{}\n{}",
            printable(&row.finding.subject),
            printable(&row.message),
            parts.join(" · ")
        ));
        cells
    }

    fn units(&self, row: &Row) -> String {
        // What people say is imposed by nobody that the questionnaire names.
        let names = if row.units.is_empty() {
            &row.bearers
        } else {
            &row.units
        };
        self.catalogue
            .render(&Message::new("names").names("names", names.clone()))
    }

    fn closing(&self, report: &Report) -> Vec<String> {
        let rules = report.rules_in_words();
        let mut lines: Vec<String> = rules
            .iter()
            .map(|line| self.catalogue.render(line))
            .collect();
        lines.extend(report.notes.iter().map(|note| self.catalogue.render(note)));
        lines
    }
}

/// What stands above the findings: period, rows, burden, survey, how many there are.
pub(super) fn summary(report: &Report, catalogue: &Catalogue) -> Vec<String> {
    let say = |message: Message| catalogue.render(&message);
    let (period, burden) = (&report.period, &report.burden);
    let sum = |part: fn(&crate::ledger::account::FileAccount) -> usize| {
        report.inputs.iter().map(part).sum::<usize>()
    };
    let refused = report.refused.iter().map(|refused| say(refused.line()));
    let mut lines: Vec<String> = refused.collect();
    lines.extend([say(Message::new("summary-period")
        .date("from", to_date(period.from))
        .date("to", to_date(period.to))
        .count("days", period.days() as usize)
        .message("basis", Message::new(period.basis.key())))]);
    lines.extend(
        period
            .is_assumed
            .then(|| say(Message::new("summary-period-assumed").flag("chosen", period.chosen))),
    );
    lines.extend([
        say(Message::new("summary-rows")
            .count("files", report.inputs.len())
            .count("read", sum(|input| input.records))
            .count("accepted", sum(|input| input.accepted))
            .count("rejected", sum(|input| input.rejected.len()))
            .count("skipped", sum(|input| input.skipped.len()))
            .count("warnings", sum(|input| input.warnings.len()))),
        say(Message::new("summary-burden")
            .decimal("hours", burden.hours)
            .decimal("avoidable", burden.avoidable_hours)
            .with(
                "share",
                crate::text::Argument::Share(if burden.hours > 0.0 {
                    burden.avoidable_hours / burden.hours
                } else {
                    0.0
                }),
            )),
    ]);
    lines.extend(report.narrowed.as_ref().map(|narrowed| {
        say(Message::new("summary-narrowed")
            .text("unit", &narrowed.unit)
            .text("share", narrowed.share.name())
            .decimal("borne", narrowed.borne.0)
            .decimal("borne_avoidable", narrowed.borne.1)
            .decimal("imposed", narrowed.imposed.0)
            .decimal("imposed_avoidable", narrowed.imposed.1))
    }));
    lines.extend(beside_burden(burden, catalogue));
    let parts: Vec<String> = burden
        .by_ledger
        .iter()
        .filter(|share| share.hours > 0.0)
        .map(|share| {
            let name = catalogue.render(&Message::new(format!("ledger-{}", share.key)));
            format!(
                "{name} {} / {}",
                decimal(share.avoidable_hours, 0),
                decimal(share.hours, 0)
            )
        })
        .collect();
    if !parts.is_empty() {
        lines.push(say(
            Message::new("summary-ledgers").text("parts", parts.join(", "))
        ));
    }
    lines.extend(assumed(burden, catalogue));
    let answered = report.survey.as_ref().filter(|own| own.responses > 0);
    lines.extend(answered.map(|own| survey(own, catalogue)));
    if report.rows.is_empty() {
        lines.push(say(Message::new("summary-no-findings")));
    } else {
        lines.push(say(Message::new("summary-findings")
            .count("shown", report.rows.len())
            .count("all", report.all_findings)
            .flag("cut", report.rows.len() < report.all_findings)));
    }
    lines
}

/// On how many rows hours rest on an assumption, factor by factor.
fn assumed(burden: &Burden, catalogue: &Catalogue) -> Option<String> {
    let parts: Vec<String> = burden
        .assumed
        .factors
        .iter()
        .map(|assumed| {
            let part = Message::new(if assumed.is_unknown() {
                "summary-unknown-factor"
            } else {
                "summary-assumed-factor"
            })
            .message(
                "ledger",
                Message::new(format!("ledger-{}", assumed.ledger.name())),
            )
            .message("factor", Message::new(format!("factor-{}", assumed.factor)))
            .count("rows", assumed.rows)
            .count("of", assumed.of);
            catalogue.render(&part)
        })
        .collect();
    let line = Message::new("summary-assumed")
        .decimal("hours", burden.assumed.hours)
        .with(
            "share",
            crate::text::Argument::Share(
                burden.assumed.hours / burden.hours.max(f64::MIN_POSITIVE),
            ),
        )
        .text("parts", parts.join(catalogue.separator()));
    (!parts.is_empty()).then(|| catalogue.render(&line))
}

/// The ends of ranges, what is waived, and the share of each cadre.
fn beside_burden(burden: &Burden, catalogue: &Catalogue) -> Vec<String> {
    let say = |message: Message| catalogue.render(&message);
    let mut lines = Vec::new();
    if let Some((hours, avoidable)) = burden.ends {
        lines.push(say(Message::new("summary-ends")
            .decimal("low", hours.low)
            .decimal("high", hours.high)
            .decimal("avoidable_low", avoidable.low)
            .decimal("avoidable_high", avoidable.high)));
    }
    if let Some(waived) = burden.waived_hours {
        lines.push(say(Message::new("summary-waived").decimal("hours", waived)));
    }
    if let (Some(cadres), Some(each)) = (burden.cadres, burden.hours_per_cadre_month) {
        lines.push(say(Message::new("summary-cadres")
            .count("cadres", cadres as usize)
            .decimal("each", each)));
    }
    lines
}

/// What the questionnaire says of the whole.
fn survey(survey: &Survey, catalogue: &Catalogue) -> String {
    let whole = survey
        .figures
        .iter()
        .filter(|figure| figure.level.is_none() && figure.unit.is_none());
    let figures: Vec<Message> = whole
        .map(|figure| {
            let question = Message::new(format!("question-{}", figure.question));
            Message::new("summary-survey-figure")
                .message("question", question)
                .decimal("mean", figure.mean)
                .count("answers", figure.answers)
        })
        .collect();
    let key = if figures.is_empty() {
        "summary-survey-withheld"
    } else {
        "summary-survey"
    };
    catalogue.render(
        &Message::new(key)
            .count("responses", survey.responses)
            .messages("figures", figures)
            .count("withheld", survey.withheld),
    )
}

/// The first row of the evidence, and how many more there are.
fn place(row: &Row) -> String {
    let Some(first) = row.finding.evidence.first() else {
        return String::new();
    };
    let place = format!("{}:{}", first.file, first.line);
    match row.finding.evidence.len() - 1 {
        0 => place,
        more => format!("{place} +{}", grouped(more as u64)),
    }
}
