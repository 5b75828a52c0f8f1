//! Workbooks in one XML file ("XML Spreadsheet 2003"), which reporting systems write and name .xls:
//! each visible worksheet as cells of text. Element names are taken without their prefix, since
//! writers differ in which one they bind.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::book::{MOST_BLANK, Sheet};
use super::encoding::decoded;
use super::grid::{Grid, MOST_COLUMNS};
use super::markup;
use super::source::Source;
use crate::text::Message;

/// A sheet has no more rows than this.
const MOST_ROWS: u32 = 1_048_576;

/// Whether bytes begin as such a workbook does.
#[must_use]
pub fn is_xml_book(beginning: &[u8]) -> bool {
    let text = decoded(beginning);
    let text = text.trim_start();
    text.starts_with('<') && text.contains("urn:schemas-microsoft-com:office:spreadsheet")
        // A web page that a spreadsheet program wrote names it too.
        && !text.contains("<html")
}

/// The visible worksheets that hold anything, in their order.
///
/// # Errors
/// A message where the file cannot be read or is no sound XML.
pub fn sheets(source: &Source) -> Result<Vec<Sheet>, Message> {
    let bytes = markup::whole(source)?;
    let text = decoded(&bytes);
    let mut book = Book::default();
    book.read(&text)
        .map_err(|error| Message::new("book-unreadable").text("error", error.to_string()))?;
    Ok(book.sheets)
}

/// What was read so far.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    /// The name of the worksheet, and whether it is shown.
    name: String,
    is_hidden: bool,
    grid: Grid,
    /// The number of the row, from 1; 0 before the first.
    row: u32,
    /// The column of the next cell, from 0.
    column: u32,
    /// How many further columns the cell reaches over.
    across: u32,
    /// Where text belongs.
    within: Within,
    kind: String,
    text: String,
}

/// What text is part of.
#[derive(Clone, Copy, Default, PartialEq)]
enum Within {
    #[default]
    Nothing,
    /// What a cell holds.
    Data,
    /// What is noted beside a cell.
    Comment,
    /// Whether the worksheet is shown.
    Visibility,
}

impl Book {
    fn read(&mut self, text: &str) -> Result<(), quick_xml::Error> {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event()? {
                Event::Start(element) => self.begin(&element, false)?,
                Event::Empty(element) => self.begin(&element, true)?,
                Event::End(element) => self.end(element.local_name().as_ref()),
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let entity = resolved(&entity)?;
                    self.push(&entity);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, is_empty: bool) -> Result<(), quick_xml::Error> {
        match element.local_name().as_ref() {
            "Worksheet" => {
                self.name = attribute(element, "Name")?.unwrap_or_default();
                self.is_hidden = false;
                self.grid = Grid::default();
                self.row = 0;
            }
            "Row" => {
                let stated = number(element, "Index")?.map(|row| row.min(MOST_ROWS));
                let row = stated.unwrap_or_default().max(self.row + 1);
                // Rows that are left out are blank; beyond a long gap one stands for all of them.
                let first = (self.row + 1).max(row.saturating_sub(MOST_BLANK));
                (first..=row).for_each(|row| self.grid.begin_row(u64::from(row)));
                self.row = row;
                self.column = 0;
            }
            "Cell" => {
                let stated = number(element, "Index")?.map(|column| column.saturating_sub(1));
                self.column = stated.unwrap_or_default().max(self.column);
                self.across = number(element, "MergeAcross")?.unwrap_or_default();
                self.text.clear();
                self.kind.clear();
                if is_empty {
                    self.end("Cell");
                }
            }
            "Comment" if !is_empty => self.within = Within::Comment,
            "Data" if self.within == Within::Nothing && !is_empty => {
                self.kind = attribute(element, "Type")?.unwrap_or_default();
                self.within = Within::Data;
            }
            "Visible" if !is_empty => {
                self.text.clear();
                self.within = Within::Visibility;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "Cell" => {
                // Outside of a row there is no cell.
                if self.row > 0 {
                    let cell = shown(&self.kind, &self.text);
                    self.grid.push(self.column, &cell);
                }
                let next = self.column.saturating_add(self.across).saturating_add(1);
                self.column = next.min(MOST_COLUMNS);
            }
            "Data" if self.within == Within::Data => self.within = Within::Nothing,
            "Comment" => self.within = Within::Nothing,
            "Visible" => {
                self.is_hidden = self.text.trim() != "SheetVisible";
                self.within = Within::Nothing;
            }
            "Worksheet" => {
                let grid = std::mem::take(&mut self.grid);
                if !self.is_hidden && !grid.is_blank() {
                    self.sheets.push(Sheet {
                        name: std::mem::take(&mut self.name),
                        grid,
                        format: "xml",
                    });
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if matches!(self.within, Within::Data | Within::Visibility) {
            self.text.push_str(text);
        }
    }
}

/// What an entity stands for; none of a file's own is ever expanded.
fn resolved(entity: &BytesRef<'_>) -> Result<String, quick_xml::Error> {
    if let Some(text) = resolve_predefined_entity(entity.as_ref()) {
        return Ok(text.to_owned());
    }
    let character = entity.resolve_char_ref()?;
    Ok(character.map_or_else(|| format!("&{};", entity.as_ref()), String::from))
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, quick_xml::Error> {
    for attribute in element.attributes() {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)?
                    .into_owned(),
            ));
        }
    }
    Ok(None)
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, quick_xml::Error> {
    Ok(attribute(element, name)?.and_then(|value| value.trim().parse().ok()))
}

/// A cell as the sheet shows it.
fn shown(kind: &str, text: &str) -> String {
    match kind {
        "Number" => {
            let number = text.trim().parse::<f64>();
            number.map_or_else(|_| text.to_owned(), |number| number.to_string())
        }
        "Boolean" => if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "DateTime" => moment(text.trim()).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    }
}

/// `2024-03-05T09:30:00.000`; times of day stand on the day before the calendar of sheets begins.
fn moment(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let time = time.split('.').next().unwrap_or(time);
    if day.starts_with("1899-12-3") {
        return time.get(..5).map(str::to_owned);
    }
    Some(match time {
        "00:00:00" => day.to_owned(),
        _ => format!("{day} {time}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::read::records::Record;

    type Rows = Vec<(u64, Vec<String>)>;

    fn read(text: &str) -> Vec<(String, Rows)> {
        let sheets = sheets(&Source::Bytes(text.as_bytes().into())).unwrap();
        let rows = |grid: &Grid| {
            let mut record = Record::default();
            let row = |row| {
                grid.record(row, &mut record);
                (record.line, record.texts())
            };
            (0..grid.rows()).map(row).collect()
        };
        let sheets = sheets.iter();
        sheets
            .map(|sheet| (sheet.name.clone(), rows(&sheet.grid)))
            .collect()
    }

    #[test]
    fn cells_stand_where_the_sheet_shows_them() {
        let book = r#"<?xml version="1.0"?><ss:Workbook
            xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
            xmlns:h="http://www.w3.org/TR/REC-html40">
            <ss:Worksheet ss:Name="检查 &amp; 督查"><ss:Table ss:ExpandedColumnCount="9">
            <ss:Row ss:Index="3"><ss:Cell ss:MergeAcross="1"><ss:Data ss:Type="String">标题</ss:Data></ss:Cell>
            <ss:Cell><ss:Data ss:Type="DateTime">2024-03-05T00:00:00.000</ss:Data></ss:Cell>
            <ss:Cell ss:Index="6"><ss:Data ss:Type="Number">1.20E1</ss:Data>
            <ss:Comment ss:Author="某"><ss:Data>不是单元格</ss:Data></ss:Comment></ss:Cell></ss:Row>
            <ss:Row><ss:Cell/><ss:Cell><h:Data ss:Type="String"><h:B>甲&#10;</h:B><h:Font>&lt;乙&gt;</h:Font></h:Data></ss:Cell>
            <ss:Cell><ss:Data ss:Type="DateTime">1899-12-31T09:30:00.000</ss:Data></ss:Cell>
            <ss:Cell><ss:Data ss:Type="DateTime">2024-03-05T14:05:00.000</ss:Data></ss:Cell>
            <ss:Cell><ss:Data ss:Type="Boolean">1</ss:Data></ss:Cell></ss:Row>
            </ss:Table></ss:Worksheet>
            <ss:Worksheet ss:Name="隐藏"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="String">x</ss:Data></ss:Cell></ss:Row></ss:Table>
            <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></ss:Worksheet>
            </ss:Workbook>"#;
        assert!(is_xml_book(book.as_bytes()));
        let found = read(book);
        assert_eq!(found.len(), 1);
        let (name, rows) = &found[0];
        assert_eq!(name, "检查 & 督查");
        let filled: Vec<_> = rows.iter().filter(|(_, cells)| !cells.is_empty()).collect();
        assert_eq!(filled[0].0, 3);
        assert_eq!(filled[0].1, ["标题", "", "2024-03-05", "", "", "12"]);
        assert_eq!(filled[1].0, 4);
        assert_eq!(
            filled[1].1,
            ["", "甲\n<乙>", "09:30", "2024-03-05 14:05:00", "TRUE"]
        );
    }

    #[test]
    fn hostile_books_stay_small() {
        let book = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>
            <Row Index="4000000000"><Cell Index="4000000000" MergeAcross="4000000000"><Data>far</Data></Cell>
            <Cell><Data>&b;</Data></Cell></Row><Row Index="1"><Cell><Data>back&b;</Data></Cell></Row></Worksheet></Workbook>"#;
        let found = read(book);
        let rows = &found[0].1;
        assert!(rows.len() < 2 * MOST_BLANK as usize);
        assert_eq!(rows[rows.len() - 1].1, ["back&b;"]);
        let torn = "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Row></Cell>";
        let fault = sheets(&Source::Bytes(torn.as_bytes().into())).unwrap_err();
        assert_eq!(fault.key(), "book-unreadable");
    }
}
