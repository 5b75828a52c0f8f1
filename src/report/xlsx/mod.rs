//! A workbook for whoever reads a spreadsheet: what the audit comes to, findings, the evidence rows
//! of each ledger whole, units, rules, files, settings. Numbers are numbers and dates dates, a text is
//! never a formula, each finding leads to its first evidence row, and what is more than a sheet holds
//! goes on on another one, which is said.

mod pager;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::asides::asides;
use super::table::summary;
use super::{Cells, Exporter, Report, Row, rounded, severity_word};
use crate::finding::Evidence;
use crate::ledger::Ledger;
use crate::ledger::read::own_files::OWN_AUTHOR;
use crate::text::{Catalogue, Message};
use pager::{Cell, Pager, date};

/// Rows that a sheet holds, its header included.
pub const MOST_ROWS: u32 = 1_048_576;

/// The workbook.
pub struct Xlsx<'c> {
    /// The language.
    pub catalogue: &'c Catalogue,
    /// Rows that a sheet is given, its header included.
    pub most_rows: u32,
}

impl Exporter for Xlsx<'_> {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let bytes = self.workbook(report).map_err(|error| match error {
            XlsxError::IoError(error) => error,
            other => io::Error::other(other.to_string()),
        })?;
        out.write_all(&bytes)
    }
}

/// Where the first evidence row of each finding stands, by its place in the report.
type Targets = Vec<Option<String>>;

impl Xlsx<'_> {
    fn workbook(&self, report: &Report) -> Result<Vec<u8>, XlsxError> {
        let (evidence, targets) = self.evidence(report)?;
        let mut sheets = self.overview(report)?;
        sheets.extend(self.findings(report, &targets)?);
        sheets.extend(evidence);
        sheets.extend(self.units(report)?);
        sheets.extend(self.rules(report)?);
        sheets.extend(self.inputs(report)?);
        sheets.extend(self.settings(report)?);
        sheets.extend(self.notes(report)?);
        let mut workbook = Workbook::new();
        // The same report gives the same bytes: the day of the file is that of its period.
        let day = date(report.period.to)?;
        let properties = DocProperties::new()
            .set_author(OWN_AUTHOR)
            .set_creation_datetime(&day);
        workbook.set_properties(&properties);
        for sheet in sheets {
            workbook.push_worksheet(sheet);
        }
        workbook.save_to_buffer()
    }

    fn say(&self, key: &'static str) -> String {
        self.catalogue.say(key)
    }

    fn overview(&self, report: &Report) -> Result<Vec<Worksheet>, XlsxError> {
        let burden = &report.burden;
        let hours = |hours: f64| Cell::Number(rounded(hours));
        let optional = |number: Option<f64>| number.map_or(Cell::Nothing, hours);
        let rows = [
            ("sheet-from", Cell::Day(report.period.from)),
            ("sheet-to", Cell::Day(report.period.to)),
            ("sheet-as-of", Cell::Day(report.period.as_of)),
            ("sheet-hours", hours(burden.hours)),
            ("sheet-avoidable", hours(burden.avoidable_hours)),
            (
                "sheet-cadres",
                optional(burden.cadres.map(|cadres| cadres as f64)),
            ),
            ("sheet-each", optional(burden.hours_per_cadre_month)),
            ("sheet-findings", Cell::Number(report.all_findings as f64)),
        ];
        let mut pager = self.pager("sheet-overview", &["sheet-what", "sheet-value"]);
        for refused in &report.refused {
            let line = self.catalogue.render(&refused.line());
            pager.row(vec![Cell::Text(line), Cell::Nothing])?;
        }
        for (key, value) in rows {
            pager.row(vec![Cell::Text(self.say(key)), value])?;
        }
        for share in &burden.by_ledger {
            let ledger = Message::new(format!("ledger-{}", share.key));
            let name = self
                .catalogue
                .render(&Message::new("sheet-of-ledger").message("ledger", ledger));
            pager.row(vec![Cell::Text(name), hours(share.hours)])?;
        }
        pager.sheets()
    }

    fn findings(&self, report: &Report, targets: &Targets) -> Result<Vec<Worksheet>, XlsxError> {
        let mut pager = self.pager(
            "sheet-name-findings",
            &[
                "column-rank",
                "column-severity",
                "column-hours",
                "sheet-rule",
                "column-units",
                "sheet-bearers",
                "sheet-subject",
                "column-finding",
                "sheet-remedy",
                "sheet-burden",
                "sheet-avoidable",
                "sheet-low",
                "sheet-high",
                "sheet-confidence",
                "sheet-status",
                "column-rows",
                "sheet-evidence",
                "sheet-id",
            ],
        );
        let kept = report
            .rows
            .iter()
            .map(|row| (row, row.finding.status.name()));
        let waived = report.waived.iter().map(|waived| (&waived.row, "waived"));
        for (place, (row, status)) in kept.chain(waived).enumerate() {
            let finding = &row.finding;
            let hours = |hours: f64| Cell::Number(rounded(hours));
            let end = |end: Option<f64>| end.map_or(Cell::Nothing, hours);
            let text = |text: &str| Cell::Text(text.to_owned());
            let link = match targets.get(place).and_then(Option::as_ref) {
                Some(target) => Cell::Link(self.say("sheet-to-evidence"), target.clone()),
                None => Cell::Nothing,
            };
            pager.row(vec![
                if row.rank > 0 {
                    Cell::Number(row.rank as f64)
                } else {
                    Cell::Nothing
                },
                Cell::Text(severity_word(finding.severity, self.catalogue)),
                hours(finding.expected_hours),
                text(finding.rule),
                Cell::Text(row.units.join("; ")),
                Cell::Text(row.all_bearers().join("; ")),
                text(&finding.subject),
                text(&row.message),
                text(row.remedy),
                hours(finding.burden_hours),
                hours(finding.avoidable_hours),
                end(finding.avoidable_ends.map(|ends| ends.low)),
                end(finding.avoidable_ends.map(|ends| ends.high)),
                Cell::Number(finding.confidence),
                Cell::Text(
                    self.catalogue
                        .render(&Message::new(format!("status-{status}"))),
                ),
                Cell::Number(finding.rows() as f64),
                link,
                text(&finding.id),
            ])?;
        }
        pager.sheets()
    }

    /// A sheet for each ledger: of each finding, in order, its rows as they stand.
    fn evidence(&self, report: &Report) -> Result<(Vec<Worksheet>, Targets), XlsxError> {
        let rows: Vec<&Row> = report
            .rows
            .iter()
            .chain(report.waived.iter().map(|waived| &waived.row))
            .collect();
        let mut targets: Targets = vec![None; rows.len()];
        let mut sheets = Vec::new();
        for ledger in Ledger::AUDITED {
            let columns = columns(report, ledger);
            let of_ledger = |evidence: &&Evidence| evidence.row.0 == ledger;
            let mut pager: Option<Pager<'_>> = None;
            for (place, row) in rows.iter().enumerate() {
                for evidence in row.finding.evidence.iter().filter(of_ledger) {
                    let pager = pager.get_or_insert_with(|| self.evidence_pager(ledger, &columns));
                    let at = pager.row(evidence_row(report, row, evidence, &columns))?;
                    if targets[place].is_none() && evidence.row == row.finding.evidence[0].row {
                        targets[place] = Some(at);
                    }
                }
            }
            if let Some(pager) = pager {
                sheets.extend(pager.sheets()?);
            }
        }
        Ok((sheets, targets))
    }

    fn evidence_pager(
        &self,
        ledger: Ledger,
        columns: &indexmap::IndexSet<Column<'_>>,
    ) -> Pager<'_> {
        let name = Message::new(format!("ledger-{}", ledger.name()));
        let name = Message::new("sheet-evidence-of").message("ledger", name);
        let fixed = [
            "sheet-id",
            "column-rank",
            "sheet-file",
            "sheet-line",
            "sheet-burden",
            "sheet-claimed",
            "sheet-sum",
        ];
        let titles = fixed.into_iter().map(|title| self.say(title));
        let titles = titles
            .chain(columns.iter().map(|(header, _)| (*header).to_owned()))
            .collect();
        Pager::new(self, self.catalogue.render(&name), titles)
    }

    fn units(&self, report: &Report) -> Result<Vec<Worksheet>, XlsxError> {
        let mut units: indexmap::IndexMap<&str, [f64; 4]> = indexmap::IndexMap::new();
        for share in &report.burden.by_imposer {
            let own = units.entry(&share.key).or_default();
            (own[0], own[1]) = (share.hours, share.avoidable_hours);
        }
        for share in &report.burden.by_bearer {
            let own = units.entry(&share.key).or_default();
            (own[2], own[3]) = (share.hours, share.avoidable_hours);
        }
        let mut pager = self.pager(
            "sheet-units",
            &[
                "sheet-unit",
                "sheet-imposed",
                "sheet-imposed-avoidable",
                "sheet-borne",
                "sheet-borne-avoidable",
            ],
        );
        for (unit, hours) in units {
            let mut cells = vec![Cell::Text(unit.to_owned())];
            cells.extend(hours.map(|hours| Cell::Number(rounded(hours))));
            pager.row(cells)?;
        }
        pager.sheets()
    }

    fn rules(&self, report: &Report) -> Result<Vec<Worksheet>, XlsxError> {
        let titles = ["sheet-rule", "sheet-state", "sheet-why", "sheet-findings"];
        let mut pager = self.pager("sheet-rules", &titles);
        for rule in &report.rules {
            pager.row(vec![
                Cell::Text(rule.rule.to_owned()),
                Cell::Text(
                    self.catalogue
                        .render(&Message::new(format!("state-{}", rule.state))),
                ),
                Cell::Text(rule.why.clone().unwrap_or_default()),
                Cell::Number(rule.findings as f64),
            ])?;
        }
        pager.sheets()
    }

    fn inputs(&self, report: &Report) -> Result<Vec<Worksheet>, XlsxError> {
        let titles = [
            "sheet-file",
            "column-ledger",
            "sheet-encoding",
            "sheet-records",
            "sheet-accepted",
            "sheet-rejected",
            "sheet-skipped",
            "sheet-filled",
            "sheet-warnings",
        ];
        let mut pager = self.pager("sheet-inputs", &titles);
        for input in &report.inputs {
            let count = |count: usize| Cell::Number(count as f64);
            pager.row(vec![
                Cell::Text(input.file.clone()),
                Cell::Text(
                    self.catalogue
                        .render(&Message::new(format!("ledger-{}", input.ledger.name()))),
                ),
                Cell::Text(input.encoding.clone()),
                count(input.records),
                count(input.accepted),
                count(input.rejected.len()),
                count(input.skipped.len()),
                count(input.filled),
                count(input.warnings.len()),
            ])?;
        }
        pager.sheets()
    }

    fn settings(&self, report: &Report) -> Result<Vec<Worksheet>, XlsxError> {
        let mut pager = self.pager("sheet-settings", &["sheet-key", "sheet-value"]);
        let mut flat = Vec::new();
        flatten("", &report.settings, &mut flat);
        for (key, value) in flat {
            pager.row(vec![Cell::Text(key), value])?;
        }
        pager.sheets()
    }

    /// What stands above and below the table in other formats.
    fn notes(&self, report: &Report) -> Result<Vec<Worksheet>, XlsxError> {
        let mut pager = self.pager("sheet-notes", &["sheet-note"]);
        let lines = summary(report, self.catalogue)
            .into_iter()
            .chain(asides(report, self.catalogue));
        let closing = report.notes.iter().map(|note| self.catalogue.render(note));
        for line in lines.chain(closing) {
            pager.row(vec![Cell::Text(line.trim().to_owned())])?;
        }
        pager.sheets()
    }

    fn pager(&self, name: &'static str, titles: &[&'static str]) -> Pager<'_> {
        let titles = titles.iter().map(|title| self.say(title)).collect();
        Pager::new(self, self.say(name), titles)
    }
}

/// A column: its header, and how many of that name stand before it.
type Column<'r> = (&'r str, usize);

/// The columns of the files of a ledger, in order of first appearance.
fn columns(report: &Report, ledger: Ledger) -> indexmap::IndexSet<Column<'_>> {
    let mut columns = indexmap::IndexSet::new();
    let mut last: Option<&Cells> = None;
    for row in report.whole.rows.iter().filter(|row| row.ledger == ledger) {
        // Rows of one file have the same headers, mostly.
        let same = |last: &Cells| {
            last.len() == row.cells.len()
                && last
                    .iter()
                    .zip(&row.cells)
                    .all(|(one, other)| one.0 == other.0)
        };
        if !last.is_some_and(same) {
            columns.extend(columns_of(&row.cells));
            last = Some(&row.cells);
        }
    }
    columns
}

fn columns_of(cells: &Cells) -> Vec<Column<'_>> {
    let mut before: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    cells
        .iter()
        .map(|(header, _)| {
            let count = before.entry(header).or_default();
            *count += 1;
            (header.as_str(), *count - 1)
        })
        .collect()
}

fn evidence_row(
    report: &Report,
    row: &Row,
    evidence: &Evidence,
    columns: &indexmap::IndexSet<Column<'_>>,
) -> Vec<Cell> {
    let whole = report
        .whole
        .place(evidence.row)
        .map(|place| &report.whole.rows[place]);
    let mut cells = vec![
        Cell::Text(row.finding.id.clone()),
        if row.rank > 0 {
            Cell::Number(row.rank as f64)
        } else {
            Cell::Nothing
        },
        Cell::Text(evidence.file.to_string()),
        Cell::Number(f64::from(evidence.line)),
        Cell::Number(rounded(evidence.burden_hours)),
        Cell::Number(rounded(evidence.avoidable_hours)),
        Cell::Text(whole.map(|whole| whole.sum.clone()).unwrap_or_default()),
    ];
    let fixed = cells.len();
    cells.resize_with(fixed + columns.len(), || Cell::Nothing);
    if let Some(whole) = whole {
        for (column, (_, cell)) in columns_of(&whole.cells).into_iter().zip(&whole.cells) {
            if let Some(place) = columns.get_index_of(&column) {
                cells[fixed + place] = Cell::as_it_stands(cell);
            }
        }
    }
    cells
}

/// Settings as lines: the path of each, and its value.
fn flatten(path: &str, table: &toml::Table, out: &mut Vec<(String, Cell)>) {
    for (key, value) in table {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        match value {
            toml::Value::Table(table) => flatten(&path, table, out),
            toml::Value::Float(number) => out.push((path, Cell::Number(*number))),
            toml::Value::Integer(number) => out.push((path, Cell::Number(*number as f64))),
            toml::Value::String(text) => out.push((path, Cell::Text(text.clone()))),
            other => out.push((path, Cell::Text(other.to_string()))),
        }
    }
}
