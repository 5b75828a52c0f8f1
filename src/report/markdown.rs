//! A note in Markdown: the figures and the findings of the table, in the same order, ready to be
//! pasted into a document. Cell text is escaped, so that nothing in it is markup.

use std::io::{self, Write};

use super::asides::asides;
use super::table::summary;
use super::{Exporter, Report, severity_word};
use crate::text::{Catalogue, decimal, printable};

/// The note.
pub struct Markdown<'c> {
    /// The language.
    pub catalogue: &'c Catalogue,
}

impl Exporter for Markdown<'_> {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}\n", self.catalogue.say("report-title"))?;
        for line in summary(report, self.catalogue) {
            writeln!(out, "- {}", escaped(&squeezed(&line)))?;
        }
        if !report.rows.is_empty() {
            writeln!(out)?;
            self.findings(report, out)?;
        }
        let asides = asides(report, self.catalogue);
        if !asides.is_empty() {
            writeln!(out)?;
        }
        for line in asides {
            let indent = if line.starts_with("  ") { "  " } else { "" };
            writeln!(out, "{indent}- {}", escaped(line.trim()))?;
        }
        writeln!(out)?;
        let rules = report.rules_in_words();
        for line in rules.iter().chain(&report.notes) {
            writeln!(out, "- {}", escaped(&self.catalogue.render(line)))?;
        }
        Ok(())
    }
}

impl Markdown<'_> {
    fn findings(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let titles = [
            "column-rank",
            "column-severity",
            "column-hours",
            "column-rule",
            "column-units",
            "column-finding",
            "column-rows",
        ];
        let titles = titles.map(|title| self.catalogue.say(title));
        writeln!(out, "| {} |", titles.join(" | "))?;
        writeln!(out, "|--:|---|--:|---|---|---|---|")?;
        for row in &report.rows {
            let finding = &row.finding;
            let units = if row.units.is_empty() {
                &row.bearers
            } else {
                &row.units
            };
            let rows: Vec<String> = finding
                .evidence
                .iter()
                .map(|evidence| format!("{}:{}", evidence.file, evidence.line))
                .collect();
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | **{}**<br>{} | {} |",
                row.rank,
                severity_word(finding.severity, self.catalogue),
                decimal(finding.expected_hours, 1),
                finding.rule,
                escaped(&units.join("; ")),
                escaped(&finding.subject),
                escaped(&row.message),
                escaped(&rows.join("; "))
            )?;
        }
        Ok(())
    }
}

/// Columns of a terminal are not those of a note.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in which nothing is markup, on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(
            escaped("<script>|*a*[b](c)\n`d`"),
            "&lt;script&gt;\\|\\*a\\*\\[b\\](c) \\`d\\`"
        );
    }
}
