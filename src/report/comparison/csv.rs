//! CSV of a comparison: the columns of an audit's findings, and behind them both halves of each.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Comparison, MutationRow};
use crate::finding::Evidence;
use crate::pair::Side;
use crate::report::csv::{self as plain, HEADER, safe};
use crate::report::rounded;
use crate::rules::Moved;

/// The columns of one half, each behind `fell_` or `grew_`.
const HALF: [&str; 8] = [
    "measure",
    "before",
    "after",
    "ratio",
    "low",
    "high",
    "p",
    "dispersion",
];

/// Writes the findings, one a line.
///
/// # Errors
/// Those of the output.
pub(crate) fn write(
    comparison: &Comparison,
    byte_order_mark: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = ::csv::Writer::from_writer(out);
    let mut header: Vec<String> = HEADER.iter().map(|&title| title.to_owned()).collect();
    header.extend(["period_before", "period_after", "q"].map(str::to_owned));
    for half in ["fell", "grew"] {
        header.extend(HALF.iter().map(|title| format!("{half}_{title}")));
    }
    header.extend(["evidence_before", "evidence_after"].map(str::to_owned));
    writer.write_record(&header).map_err(plain::plain)?;
    for row in &comparison.mutations {
        let mut cells: Vec<Cow<'_, str>> =
            plain::cells(&row.row, row.row.finding.status.name()).into();
        let [before, after] = comparison.labels(row.step);
        cells.extend([before.into(), after.into(), number(row.q)]);
        cells.extend(half(row.fell.as_ref()));
        cells.extend(half(Some(&row.grew)));
        cells.extend(Side::BOTH.map(|side| evidence(row, side)));
        writer
            .write_record(cells.iter().map(AsRef::as_ref))
            .map_err(plain::plain)?;
    }
    writer.flush()
}

fn half(moved: Option<&Moved>) -> [Cow<'_, str>; 8] {
    let Some(moved) = moved else {
        return [const { Cow::Borrowed("") }; 8];
    };
    let optional = |value: Option<f64>| value.map_or(Cow::Borrowed(""), number);
    [
        moved.measure.into(),
        number(moved.before),
        number(moved.after),
        number(moved.ratio),
        optional(moved.interval.map(|interval| interval.0)),
        optional(moved.interval.map(|interval| interval.1)),
        optional(moved.p),
        number(moved.dispersion),
    ]
}

/// A number; blank where it is none, or beyond all bounds.
fn number<'n>(value: f64) -> Cow<'n, str> {
    if value.is_finite() {
        rounded(value).to_string().into()
    } else {
        "".into()
    }
}

fn evidence(row: &MutationRow, side: Side) -> Cow<'_, str> {
    let own = row.row.finding.evidence.iter();
    let places: Vec<String> = own
        .filter(|evidence: &&Evidence| evidence.period == Some(side))
        .map(|evidence| format!("{}:{}", evidence.file, evidence.line))
        .collect();
    safe(&places.join("; ")).into_owned().into()
}
