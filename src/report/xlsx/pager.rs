//! Rows into sheets: cells by their kinds, widths by what stands in them, and another sheet where
//! one is full. What stands in the rows is not decided here.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Url, Worksheet, XlsxError};
use textwrap::core::display_width;

use super::Xlsx;
use crate::ledger::values::date::{from_date, to_date};
use crate::text::printable;

/// A cell holds no more UTF-16 units than this.
const LONGEST: usize = 32_767;
/// A sheet holds no more columns than this.
const MOST_COLUMNS: usize = 16_384;
/// A sheet holds some more links than this; what goes beyond says in words where it leads.
const MOST_LINKS: usize = 65_000;
/// Columns are no wider than this.
const WIDEST: f64 = 60.0;
/// The rows from which the width of a column is taken.
const MEASURED: u32 = 200;
/// Digits that a number may have and still be shown as it stands.
const DIGITS: usize = 11;

/// One cell.
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Day(i32),
    /// A text that leads to a place in the workbook.
    Link(String, String),
    Nothing,
}

impl Cell {
    /// A cell of a ledger: a number or a date where a spreadsheet would show it just as it stands,
    /// and text else. A code such as 0012 or 1.50 keeps its zeros.
    pub(super) fn as_it_stands(text: &str) -> Self {
        let is_plain = text.len() <= DIGITS
            && text
                .bytes()
                .all(|own| own.is_ascii_digit() || b".-".contains(&own));
        let number = text
            .parse::<f64>()
            .ok()
            .filter(|number| is_plain && number.to_string() == text);
        let day = || {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            // A sheet knows no day before 1900, and its first two months are counted wrongly.
            (day.year() > 1900 && day.to_string() == text).then(|| from_date(day))
        };
        match number {
            Some(number) => Self::Number(number),
            None => day().map_or_else(|| Self::Text(text.to_owned()), Self::Day),
        }
    }
}

pub(super) fn date(day: i32) -> Result<ExcelDateTime, XlsxError> {
    let text = to_date(day).format("%Y-%m-%d").to_string();
    ExcelDateTime::parse_from_str(&text)
}

/// A text as far as a cell holds it; one that is cut ends in an ellipsis.
fn fitting(text: &str) -> std::borrow::Cow<'_, str> {
    let clean = printable(text);
    if clean.len() <= LONGEST || clean.encode_utf16().count() <= LONGEST {
        return clean;
    }
    let mut units = 0;
    let mut kept: String = clean
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units < LONGEST
        })
        .collect();
    kept.push('…');
    kept.into()
}

/// Rows in sheets of one kind, as many as it takes.
pub(super) struct Pager<'x> {
    xlsx: &'x Xlsx<'x>,
    name: String,
    titles: Vec<String>,
    widths: Vec<f64>,
    done: Vec<Worksheet>,
    sheet: Worksheet,
    next: u32,
    links: usize,
}

impl<'x> Pager<'x> {
    pub(super) fn new(xlsx: &'x Xlsx<'x>, name: String, titles: Vec<String>) -> Self {
        let widths = titles
            .iter()
            .map(|title| display_width(title) as f64)
            .collect();
        Self {
            xlsx,
            name,
            titles,
            widths,
            done: Vec::new(),
            sheet: Worksheet::new(),
            next: 0,
            links: 0,
        }
    }

    /// The name of the sheet that is being written: the second and those after it are numbered.
    fn sheet_name(&self) -> String {
        // A sheet is named by 31 characters at most, and not by all of them.
        let plain: String = self
            .name
            .chars()
            .filter(|own| !"[]:*?/\\".contains(*own))
            .collect();
        match self.done.len() {
            0 => plain.chars().take(31).collect(),
            more => format!(
                "{} {}",
                plain.chars().take(26).collect::<String>(),
                more + 1
            ),
        }
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_name(self.sheet_name())?;
        let bold = Format::new().set_bold();
        for (column, title) in (0..).zip(&self.titles[..self.titles.len().min(MOST_COLUMNS)]) {
            self.sheet
                .write_string_with_format(0, column, &*fitting(title), &bold)?;
        }
        self.sheet.set_freeze_panes(1, 0)?;
        self.next = 1;
        Ok(())
    }

    /// Writes a row; answers where it stands, as a link leads there.
    pub(super) fn row(&mut self, cells: Vec<Cell>) -> Result<String, XlsxError> {
        if self.next == 0 {
            self.head()?;
        }
        // The last row of a full sheet says where the rest is.
        if self.next + 1 >= self.xlsx.most_rows {
            let rest = self.xlsx.catalogue.say("sheet-goes-on");
            self.sheet.write_string(self.next, 0, rest)?;
            self.finish()?;
            self.head()?;
        }
        let row = self.next;
        for (column, cell) in (0_u16..).zip(cells.into_iter().take(MOST_COLUMNS)) {
            let width = self.write(row, column, cell)?;
            if row <= MEASURED
                && let Some(known) = self.widths.get_mut(usize::from(column))
            {
                *known = known.max(width.min(WIDEST));
            }
        }
        self.next += 1;
        Ok(format!("internal:'{}'!A{}", self.sheet_name(), row + 1))
    }

    /// Writes a cell; answers how wide it is.
    fn write(&mut self, row: u32, column: u16, cell: Cell) -> Result<f64, XlsxError> {
        let width = match cell {
            Cell::Text(text) => {
                let text = fitting(&text);
                // Written as a string, whatever it begins with: it is never a formula.
                self.sheet.write_string(row, column, &*text)?;
                text.lines().map(display_width).max().unwrap_or_default() as f64
            }
            Cell::Number(number) => {
                self.sheet.write_number(row, column, number)?;
                12.0
            }
            Cell::Day(day) => {
                let format = Format::new().set_num_format("yyyy-mm-dd");
                self.sheet
                    .write_datetime_with_format(row, column, &date(day)?, &format)?;
                12.0
            }
            Cell::Link(text, target) if self.links >= MOST_LINKS => {
                let place = target.trim_start_matches("internal:");
                self.sheet
                    .write_string(row, column, format!("{text} {place}"))?;
                display_width(&text) as f64
            }
            Cell::Link(text, target) => {
                self.links += 1;
                self.sheet
                    .write_url_with_text(row, column, Url::new(target), &text)?;
                display_width(&text) as f64
            }
            Cell::Nothing => 0.0,
        };
        Ok(width)
    }

    fn finish(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(self.widths.iter().take(MOST_COLUMNS)) {
            self.sheet.set_column_width(column, *width + 2.0)?;
        }
        let last = (self.titles.len().min(MOST_COLUMNS) - 1) as u16;
        if self.next > 1 {
            self.sheet.autofilter(0, 0, self.next - 1, last)?;
        }
        self.done.push(std::mem::take(&mut self.sheet));
        self.links = 0;
        Ok(())
    }

    /// The sheets that it took, one at least.
    pub(super) fn sheets(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        if self.next == 0 {
            self.head()?;
        }
        self.finish()?;
        Ok(self.done)
    }
}
