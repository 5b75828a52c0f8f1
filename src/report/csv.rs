//! CSV: one line a finding, for spreadsheets. A text cell that a spreadsheet would run as a
//! formula is neutralised with an apostrophe; numbers stay numbers.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Exporter, Report, Row, rounded};

const HEADER: [&str; 17] = [
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
        for row in &report.rows {
            writer
                .write_record(cells(row).iter().map(AsRef::as_ref))
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

fn cells(row: &Row) -> [Cow<'_, str>; 17] {
    let finding = &row.finding;
    let hours = |hours: f64| Cow::from(rounded(hours).to_string());
    let evidence: Vec<String> = finding
        .evidence
        .iter()
        .map(|row| format!("{}:{}", row.file, row.line))
        .collect();
    [
        row.rank.to_string().into(),
        safe(&finding.id),
        finding.rule.into(),
        finding.severity.name().into(),
        finding.confidence.to_string().into(),
        finding.ledger.name().into(),
        safe(&row.units.join("; ")).into_owned().into(),
        safe(&row.bearers.join("; ")).into_owned().into(),
        safe(&finding.subject),
        safe(&row.message),
        row.remedy.into(),
        hours(finding.burden_hours),
        hours(finding.avoidable_hours),
        hours(finding.expected_hours),
        super::STATUS.into(),
        finding.rows().to_string().into(),
        safe(&evidence.join("; ")).into_owned().into(),
    ]
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
