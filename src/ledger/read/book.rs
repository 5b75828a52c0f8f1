//! Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) by the calamine crate: each visible sheet as cells
//! of text. Dates and times are written out, so that the readers of values see what the sheet
//! shows; a number keeps its shortest form.

use std::io::{Cursor, Read, Seek};
use std::sync::Arc;

use calamine::{
    Cell, Data, DataRef, ExcelDateTime, Ods, Reader as _, SheetVisible, Sheets, Xlsb, Xlsx,
};

use super::container::unreadable;
use super::grid::Grid;
use super::source::Source;
use super::xls;
use crate::text::Message;

type Bytes = Cursor<Arc<[u8]>>;

/// So many blank rows in a row are listed one by one.
pub(super) const MOST_BLANK: u32 = 1000;

/// One sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub grid: Grid,
    /// The format of its book.
    pub format: &'static str,
}

/// How the workbooks in zip files are told: by a part that each must have.
#[derive(Clone, Copy, PartialEq)]
enum Zipped {
    Xlsx,
    Xlsb,
    Ods,
}

/// What kind of workbook a zip file is. Some writers differ in case, and write the paths of parts as
/// those of Windows.
fn zipped(source: &Source) -> Option<Zipped> {
    let archive = zip::ZipArchive::new(source.open().ok()?).ok()?;
    let names = archive.file_names().flatten();
    let names: Vec<String> = names
        .map(|name| name.replace('\\', "/").to_ascii_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|own| own == name);
    if has("xl/workbook.xml") {
        Some(Zipped::Xlsx)
    } else if has("xl/workbook.bin") {
        Some(Zipped::Xlsb)
    } else if has("content.xml") && has("mimetype") && is_spreadsheet(archive) {
        Some(Zipped::Ods)
    } else {
        None
    }
}

/// Whether the office document in a zip file is a spreadsheet, by the type that it states.
fn is_spreadsheet<R: Read + Seek>(mut archive: zip::ZipArchive<R>) -> bool {
    let mut stated = String::new();
    let Ok(member) = archive.by_name("mimetype") else {
        return false;
    };
    let is_read = member.take(128).read_to_string(&mut stated).is_ok();
    is_read && stated.contains("spreadsheet")
}

/// Whether a zip file is a workbook.
#[must_use]
pub fn is_book(source: &Source) -> bool {
    zipped(source).is_some()
}

/// The visible sheets of a workbook that hold anything, in its order, and the names of the hidden ones.
///
/// # Errors
/// A message where the book cannot be read.
pub fn sheets(source: &Source) -> Result<(Vec<Sheet>, Vec<String>), Message> {
    let bytes: Arc<[u8]> = match source {
        Source::Bytes(bytes) => Arc::clone(bytes),
        _ => source
            .beginning(u64::MAX)
            .map_err(|error| unreadable(&error))?
            .into(),
    };
    let book = if xls::is_xls(&bytes) {
        xls::open(&bytes)?
    } else {
        opened(zipped(source), bytes).map_err(|error| unsound(&error))?
    };
    read(book).map_err(|error| unsound(&error))
}

fn unsound(error: &calamine::Error) -> Message {
    Message::new("book-unreadable").text("error", error.to_string())
}

fn opened(kind: Option<Zipped>, bytes: Arc<[u8]>) -> Result<Sheets<Bytes>, calamine::Error> {
    let bytes = Cursor::new(bytes);
    Ok(match kind {
        Some(Zipped::Xlsx) => Sheets::Xlsx(Xlsx::new(bytes)?),
        Some(Zipped::Xlsb) => Sheets::Xlsb(Xlsb::new(bytes)?),
        Some(Zipped::Ods) => Sheets::Ods(Ods::new(bytes)?),
        None => calamine::open_workbook_auto_from_rs(bytes)?,
    })
}

fn read(mut book: Sheets<Bytes>) -> Result<(Vec<Sheet>, Vec<String>), calamine::Error> {
    let format = match &book {
        Sheets::Xls(_) => "xls",
        Sheets::Xlsx(_) => "xlsx",
        Sheets::Xlsb(_) => "xlsb",
        Sheets::Ods(_) => "ods",
    };
    let (visible, hidden): (Vec<_>, Vec<_>) = book
        .sheets_metadata()
        .iter()
        .partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names = |sheets: Vec<&calamine::Sheet>| -> Vec<String> {
        sheets.into_iter().map(|sheet| sheet.name.clone()).collect()
    };
    let (visible, hidden) = (names(visible), names(hidden));
    let mut found = Vec::new();
    for name in visible {
        let grid = grid(&mut book, &name)?;
        if !grid.is_blank() {
            found.push(Sheet { name, grid, format });
        }
    }
    Ok((found, hidden))
}

fn grid(book: &mut Sheets<Bytes>, name: &str) -> Result<Grid, calamine::Error> {
    match book {
        Sheets::Xlsx(book) => match book.worksheet_cells_reader(name) {
            Ok(mut cells) => Ok(cell_by_cell(|| cells.next_cell())?),
            // A sheet of charts holds no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => Ok(Grid::default()),
            Err(error) => Err(error.into()),
        },
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name)?;
            Ok(cell_by_cell(|| cells.next_cell())?)
        }
        book => whole(book, name),
    }
}

/// A sheet as its cells come, so that one stray cell far away costs nothing.
fn cell_by_cell<'c, E>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, E>,
) -> Result<Grid, E> {
    let mut grid = Grid::default();
    let mut last = None;
    while let Some(cell) = next()? {
        let (row, column) = cell.get_position();
        if last != Some(row) {
            // Rows without cells are blank rows; beyond a long gap one stands for all of them.
            let first = last.map_or(row, |last| (last + 1).max(row.saturating_sub(MOST_BLANK)));
            (first..=row).for_each(|row| grid.begin_row(u64::from(row) + 1));
            last = Some(row);
        }
        grid.push(column, &text(&Data::from(cell.get_value().clone())));
    }
    Ok(grid)
}

fn whole(book: &mut Sheets<Bytes>, name: &str) -> Result<Grid, calamine::Error> {
    let range = book.worksheet_range(name)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut grid = Grid::default();
    for (line, row) in (u64::from(first_row) + 1..).zip(range.rows()) {
        grid.begin_row(line);
        for (column, cell) in (first_column..).zip(row) {
            grid.push(column, &text(cell));
        }
    }
    Ok(grid)
}

/// A cell as the sheet shows it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTimeIso(text) => text.replace('T', " "),
        Data::DurationIso(text) => duration(text).unwrap_or_else(|| text.clone()),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(answer) => if *answer { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => moment_text(*moment),
        Data::Error(error) => error.to_string(),
    }
}

fn moment_text(moment: ExcelDateTime) -> String {
    if moment.is_duration() {
        let minutes = (moment.as_f64() * 1440.0).round() as i64;
        return format!("{}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (0.0..1.0).contains(&moment.as_f64()) {
        return format!("{hour:02}:{minute:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// `PT09H30M00S`, as `OpenDocument` writes times of day and durations.
fn duration(iso: &str) -> Option<String> {
    let (hours, rest) = iso.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    Some(format!("{}:{minutes}", hours.parse::<u32>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::read::records::Record;

    #[test]
    fn cells_read_as_they_are_shown() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("会议").unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
        sheet.write_string(1, 1, "标题").unwrap();
        sheet
            .write_datetime_with_format(1, 2, &day, &format)
            .unwrap();
        sheet.write_number(1, 4, 12.0).unwrap();
        sheet.write_boolean(1, 5, true).unwrap();
        // A stray cell at the far end of the sheet.
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
        book.add_worksheet().set_name("空").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let (sheets, _) = sheets(&Source::Bytes(bytes.into())).unwrap();
        assert_eq!(sheets.len(), 1);
        assert_eq!(
            (sheets[0].name.as_str(), sheets[0].format),
            ("会议", "xlsx")
        );
        let mut record = Record::default();
        sheets[0].grid.record(0, &mut record);
        assert_eq!(record.line, 2);
        assert_eq!(record.texts(), ["", "标题", "2024-03-05", "", "12", "TRUE"]);
    }

    #[test]
    fn hidden_sheets_are_named_and_not_read() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write_string(0, 0, "x").unwrap();
        let hidden = book.add_worksheet().set_name("四月").unwrap();
        hidden.set_hidden(true).write_string(0, 0, "y").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let (found, hidden) = sheets(&Source::Bytes(bytes.into())).unwrap();
        assert_eq!(
            (found.len(), hidden.as_slice()),
            (1, &["四月".to_owned()][..])
        );
    }

    #[test]
    fn a_damaged_book_is_said() {
        let bytes: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1damaged";
        let error = sheets(&Source::Bytes(bytes.into())).unwrap_err();
        assert!(error.to_string().contains("book-unreadable"));
    }
}
