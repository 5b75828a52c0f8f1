//! The report for whoever looks at one page: a single file with no link to anything, that opens where
//! there is no network. What matters stands on the first screen, then a table of all findings that
//! sorts and filters, then each pain point with its picture. A policy in the page keeps it from asking
//! anybody for anything, whatever a cell holds.

mod data;
mod markup;
mod pictures;
mod texts;

use std::io::{self, Write};

use super::asides::asides;
use super::table::summary;
use super::{Exporter, Report, severity_word};
use crate::ledger::values::date::to_date;
use crate::text::{Catalogue, Language, Message, decimal};
use markup::{table, text};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Findings on the first screen.
const FIRST: usize = 10;

/// The page.
pub struct Html<'c> {
    /// The language.
    pub catalogue: &'c Catalogue,
}

impl Exporter for Html<'_> {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let language = match self.catalogue.language() {
            Language::En => "en",
            Language::Zh => "zh-CN",
        };
        let title = self.say("report-title");
        write!(
            out,
            "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\
             <title>{title}</title><style>{STYLE}</style></head><body>\
             <a class=\"skip\" href=\"#findings\">{}</a><header><h1>{title}</h1>",
            self.say("page-skip")
        )?;
        self.head(report, out)?;
        write!(out, "</header><main>")?;
        self.first(report, out)?;
        self.all(report, out)?;
        if let Some(pictures) = &report.pictures {
            pictures::write(pictures, report, self.catalogue, out)?;
        }
        self.accounts(report, out)?;
        writeln!(
            out,
            "</main><script type=\"application/json\" id=\"data\">{}</script><script>{SCRIPT}</script></body></html>",
            data::data(report, self.catalogue)
        )
    }
}

impl Html<'_> {
    fn say(&self, key: &'static str) -> String {
        text(&self.catalogue.say(key))
    }

    fn head(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let period = Message::new("page-period")
            .date("from", to_date(report.period.from))
            .date("to", to_date(report.period.to))
            .message("basis", Message::new(report.period.basis.key()));
        write!(
            out,
            "<p class=\"soft\">{}</p>",
            text(&self.catalogue.render(&period))
        )?;
        for refused in &report.refused {
            let line = text(&self.catalogue.render(&refused.line()));
            write!(out, "<p role=\"alert\"><b>{line}</b></p>")?;
        }
        write!(
            out,
            "<nav aria-label=\"{}\"><ul>",
            self.say("page-contents")
        )?;
        let mut parts = vec![("first", "page-first"), ("findings", "sheet-name-findings")];
        if report.pictures.is_some() {
            parts.extend(pictures::PARTS);
        }
        parts.push(("accounts", "page-accounts"));
        for (id, key) in parts {
            write!(out, "<li><a href=\"#{id}\">{}</a></li>", self.say(key))?;
        }
        write!(out, "</ul></nav>")
    }

    /// The first screen: figures, who imposes on whom, the findings that matter.
    fn first(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let burden = &report.burden;
        write!(
            out,
            "<section id=\"first\"><h2>{}</h2><div class=\"cards\">",
            self.say("page-first")
        )?;
        let mut cards = vec![
            (decimal(burden.hours, 0), "sheet-hours"),
            (decimal(burden.avoidable_hours, 0), "sheet-avoidable"),
        ];
        if burden.hours > 0.0 {
            let share = burden.avoidable_hours / burden.hours * 100.0;
            cards.push((format!("{}%", decimal(share, 0)), "page-share"));
        }
        if let Some(each) = burden.hours_per_cadre_month {
            cards.push((decimal(each, 1), "sheet-each"));
        }
        cards.push((report.all_findings.to_string(), "sheet-findings"));
        let statuses = |name: &str| report.statuses.get(name).copied().unwrap_or_default();
        if report.has_baseline {
            cards.push((statuses("new").to_string(), "page-new"));
            cards.push((report.resolved.len().to_string(), "page-resolved"));
            cards.push((statuses("worse").to_string(), "page-worse"));
        }
        for (figure, key) in cards {
            write!(
                out,
                "<div class=\"card\"><b>{figure}</b>{}</div>",
                self.say(key)
            )?;
        }
        write!(out, "</div>")?;
        if let Some(matrix) = report.pictures.as_ref().and_then(|own| own.matrix.as_ref()) {
            write!(out, "{}", pictures::matrix(matrix, self.catalogue))?;
        }
        write!(out, "<h3>{}</h3>", self.say("page-ten"))?;
        let rows: Vec<Vec<String>> = report
            .rows
            .iter()
            .take(FIRST)
            .map(|row| {
                let finding = &row.finding;
                let who = if row.units.is_empty() {
                    &row.bearers
                } else {
                    &row.units
                };
                let who = Message::new("names").names("names", who.clone());
                vec![
                    row.rank.to_string(),
                    format!(
                        "<span class=\"{}\">{}</span>",
                        finding.severity.name(),
                        text(&severity_word(finding.severity, self.catalogue))
                    ),
                    format!(
                        "<a href=\"#f{}\">{}</a><br>{}",
                        row.rank,
                        text(&finding.subject),
                        text(&row.message)
                    ),
                    text(&self.catalogue.render(&who)),
                    decimal(finding.expected_hours, 1),
                ]
            })
            .collect();
        let heads = [
            "column-rank",
            "column-severity",
            "column-finding",
            "column-units",
            "column-hours",
        ];
        let heads: Vec<String> = heads.iter().map(|head| self.say(head)).collect();
        write!(
            out,
            "{}</section>",
            table(&self.say("page-ten"), &heads, &rows, 4)
        )
    }

    /// The table of all findings, filled by the script, and the place of one of them whole.
    fn all(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "<section id=\"findings\"><h2>{}</h2><div class=\"tools\">\
             <label>{}<input id=\"filter\" type=\"search\"></label>\
             <label>{}<select id=\"severity\"><option value=\"\">{}</option>",
            self.say("sheet-name-findings"),
            self.say("page-filter"),
            self.say("column-severity"),
            self.say("page-all")
        )?;
        for (value, key) in [
            ("high", "severity-high"),
            ("medium", "severity-medium"),
            ("low", "severity-low"),
        ] {
            write!(out, "<option value=\"{value}\">{}</option>", self.say(key))?;
        }
        write!(
            out,
            "</select></label><label>{}<select id=\"rule\"><option value=\"\">{}</option>",
            self.say("column-rule"),
            self.say("page-all")
        )?;
        for rule in report.rules.iter().filter(|rule| rule.findings > 0) {
            write!(out, "<option>{}</option>", rule.rule)?;
        }
        write!(
            out,
            "</select></label><span id=\"status\" role=\"status\" class=\"soft\"></span></div>\
             <section id=\"detail\" hidden></section>\
             <div class=\"scroll\"><table id=\"findings-table\"><thead><tr>"
        )?;
        for (key, title, is_number) in [
            ("rank", "column-rank", true),
            ("severity", "column-severity", false),
            ("hours", "column-hours", true),
            ("rule", "column-rule", false),
            ("units", "column-units", false),
            ("finding", "column-finding", false),
            ("rows", "column-rows", true),
        ] {
            let class = if is_number { " class=\"n\"" } else { "" };
            let sorted = if key == "rank" {
                " aria-sort=\"ascending\""
            } else {
                ""
            };
            write!(
                out,
                "<th scope=\"col\"{class}{sorted}><button type=\"button\" data-key=\"{key}\">{}</button></th>",
                self.say(title)
            )?;
        }
        write!(
            out,
            "</tr></thead><tbody id=\"rows\"></tbody></table></div>\
             <button id=\"more\" class=\"more\" type=\"button\" hidden>{}</button>\
             <noscript><p>{}</p></noscript></section>",
            self.say("page-more"),
            self.say("page-noscript")
        )
    }

    /// What was read, which rules ran, and what else must be known.
    fn accounts(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "<section id=\"accounts\"><h2>{}</h2><ul>",
            self.say("page-accounts")
        )?;
        for line in summary(report, self.catalogue) {
            write!(out, "<li>{}</li>", text(&line))?;
        }
        write!(out, "</ul>")?;
        let lines = asides(report, self.catalogue);
        if !lines.is_empty() {
            write!(out, "<ul>")?;
            for line in lines {
                write!(out, "<li>{}</li>", text(line.trim()))?;
            }
            write!(out, "</ul>")?;
        }
        let rows: Vec<Vec<String>> = report
            .inputs
            .iter()
            .map(|input| {
                vec![
                    text(&input.file),
                    self.catalogue
                        .render(&Message::new(format!("ledger-{}", input.ledger.name()))),
                    text(&input.encoding),
                    input.records.to_string(),
                    input.accepted.to_string(),
                    input.rejected.len().to_string(),
                    input.skipped.len().to_string(),
                ]
            })
            .collect();
        let heads = [
            "sheet-file",
            "column-ledger",
            "sheet-encoding",
            "sheet-records",
            "sheet-accepted",
            "sheet-rejected",
            "sheet-skipped",
        ];
        let heads: Vec<String> = heads.iter().map(|head| self.say(head)).collect();
        write!(
            out,
            "{}<ul>",
            table(&self.say("sheet-inputs"), &heads, &rows, 3)
        )?;
        for line in report.rules_in_words().iter().chain(&report.notes) {
            write!(out, "<li>{}</li>", text(&self.catalogue.render(line)))?;
        }
        write!(out, "</ul></section>")
    }
}
