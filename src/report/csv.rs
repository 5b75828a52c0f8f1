//! CSV: one line a finding, for spreadsheets. A text cell that a spreadsheet would run as a
//! formula is neutralised with an apostrophe; numbers stay numbers.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Exporter, Report, Row, rounded};
use crate::baseline::Earlier;

pub(super) const HEADER: [&str; 17] = [
    "rank",
    "id",
    "rule",
    "severity",
    "confidence",
    "ledger",
    "units",
    "bearers",
    "subject",
    "message",
    "remedy",
    "burden_hours",
    "avoidable_hours",
    "expected_hours",
    "status",
    "rows",
    "evidence",
];

/// One line a finding.
pub struct Csv {
    /// Begin with a byte order mark, by which a spreadsheet knows UTF-8.
    pub byte_order_mark: bool,
}

impl Exporter for Csv {
    fn export(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if self.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(HEADER).map_err(plain)?;
        let findings = report
            .rows
            .iter()
            .map(|row| (row, row.finding.status.name()));
        let waived = report.waived.iter().map(|waived| (&waived.row, "waived"));
        for (row, status) in findings.chain(waived) {
            let cells = cells(row, status);
            writer
                .write_record(cells.iter().map(AsRef::as_ref))
                .map_err(plain)?;
        }
        for earlier in &report.resolved {
            writer
                .write_record(resolved_cells(earlier).iter().map(AsRef::as_ref))
                .map_err(plain)?;
        }
        writer.flush()
    }
}

/// The input or output error behind one of the csv crate.
pub(crate) fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The cells of a finding.
pub(super) fn cells<'r>(row: &'r Row, status: &'static str) -> [Cow<'r, str>; 17] {
    let finding = &row.finding;
    // A waived finding stands in no ranking.
    let rank = if row.rank > 0 {
        row.rank.to_string()
    } else {
        String::new()
    };
    let hours = |hours: f64| Cow::from(rounded(hours).to_string());
    let evidence: Vec<String> = finding
        .evidence
        .iter()
        .map(|row| format!("{}:{}", row.file, row.line))
        .collect();
    [
        rank.into(),
        safe(&finding.id),
        finding.rule.into(),
        finding.severity.name().into(),
        finding.confidence.to_string().into(),
        finding.ledger.name().into(),
        safe(&row.units.join("; ")).into_owned().into(),
        safe(&row.all_bearers().join("; ")).into_owned().into(),
        safe(&finding.subject),
        safe(&row.message),
        row.remedy.into(),
        hours(finding.burden_hours),
        hours(finding.avoidable_hours),
        hours(finding.expected_hours),
        status.into(),
        finding.rows().to_string().into(),
        safe(&evidence.join("; ")).into_owned().into(),
    ]
}

/// The line of an earlier finding that is no more: what it was, and no hours.
fn resolved_cells(earlier: &Earlier) -> [Cow<'_, str>; 17] {
    let mut cells = [const { Cow::Borrowed("") }; 17];
    cells[1] = safe(&earlier.id);
    cells[2] = safe(&earlier.rule);
    cells[6] = safe(&earlier.units.join("; ")).into_owned().into();
    cells[8] = safe(&earlier.subject);
    cells[9] = safe(&earlier.message);
    cells[14] = "resolved".into();
    cells
}

/// A text that no spreadsheet runs.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised() {
        for hostile in ["=HYPERLINK(1)", "+1", "-1", "@a", "\tx", "\rx"] {
            assert_eq!(safe(hostile), format!("'{hostile}"));
        }
        assert_eq!(safe("全县会议"), "全县会议");
    }
}
