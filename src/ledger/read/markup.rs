//! Web pages that call themselves workbooks: many office systems write an HTML table and name it
//! .xls. Each outermost table of the page is one sheet; cells that span rows or columns leave
//! blanks, as a merged cell of a real sheet does.

use scraper::{ElementRef, Html, Node, Selector};

use super::container::unreadable;
use super::encoding::{TextSurvey, decoded};
use super::grid::{Grid, MOST_COLUMNS};
use super::source::Source;
use crate::ledger::values::normal::trimmed;
use crate::text::Message;

/// A page larger than this is no export of an office system.
const MOST_BYTES: u64 = 256 << 20;
/// A cell spans no more columns or rows than this, whatever it says.
const MOST_SPAN: usize = 1000;

/// Whether bytes begin as a page does, whatever may stand above its tables.
#[must_use]
pub fn is_markup(beginning: &[u8]) -> bool {
    const STARTS: [&str; 8] = [
        "<html",
        "<!doctype html",
        "<head",
        "<meta",
        "<style",
        "<body",
        "<table",
        "<thead",
    ];
    let text = decoded(beginning).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_page = STARTS.iter().any(|start| text.starts_with(start));
    let is_led_in = text.starts_with("<?xml") || text.starts_with("<!--");
    is_page || (is_led_in && ["<html", "<table"].iter().any(|start| text.contains(start)))
}

/// Whether bytes begin as an XML document does.
#[must_use]
pub fn is_xml(beginning: &[u8]) -> bool {
    decoded(beginning).trim_start().starts_with("<?xml ")
}

/// All of a page, or of what else is one text.
///
/// # Errors
/// A message where it cannot be read or is too large.
pub(super) fn whole(source: &Source) -> Result<Vec<u8>, Message> {
    let bytes = source
        .beginning(MOST_BYTES + 1)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Message::new("page-too-large").count("most", (MOST_BYTES >> 20) as usize));
    }
    Ok(bytes)
}

/// The tables of a page.
///
/// # Errors
/// A message where it cannot be read or holds no table.
pub fn tables(source: &Source) -> Result<Vec<Grid>, Message> {
    let bytes = whole(source)?;
    let survey = TextSurvey::of(bytes.as_slice()).map_err(|error| unreadable(&error))?;
    let (text, _) = survey.encoding.decode_with_bom_removal(&bytes);
    let page = Html::parse_document(&text);
    let (Ok(tables), Ok(rows)) = (Selector::parse("table"), Selector::parse("tr")) else {
        return Err(Message::new("page-without-table"));
    };
    let is_table = |element: &ElementRef<'_>| element.value().name() == "table";
    let found: Vec<Grid> = page
        .select(&tables)
        .filter(|table| {
            let above = table.ancestors().filter_map(ElementRef::wrap);
            !above.into_iter().any(|element| is_table(&element))
        })
        .map(|table| grid(table, &rows))
        .filter(|grid| !grid.is_blank())
        .collect();
    if found.is_empty() {
        return Err(Message::new("page-without-table"));
    }
    Ok(found)
}

fn grid(table: ElementRef<'_>, rows: &Selector) -> Grid {
    let widest = MOST_COLUMNS as usize;
    let mut grid = Grid::default();
    // For each column, how many further rows a cell above reaches into.
    let mut reaching: Vec<usize> = Vec::new();
    for (line, row) in (1..).zip(table.select(rows)) {
        grid.begin_row(line);
        let mut column = 0;
        let mut below: Vec<usize> = reaching.iter().map(|rows| rows.saturating_sub(1)).collect();
        let cells = row.children().filter_map(ElementRef::wrap);
        for cell in cells.filter(|cell| matches!(cell.value().name(), "td" | "th")) {
            while reaching.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            grid.push(column as u32, &words(cell));
            let (wide, high) = (span(cell, "colspan"), span(cell, "rowspan"));
            if high > 1 {
                let end = (column + wide).min(widest);
                below.resize(below.len().max(end), 0);
                below[column.min(end)..end].fill(high - 1);
            }
            column += wide;
        }
        // Cells that reach into no further row need not be remembered.
        below.truncate(
            below
                .iter()
                .rposition(|rows| *rows > 0)
                .map_or(0, |last| last + 1),
        );
        reaching = below;
    }
    grid
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let stated = cell
        .value()
        .attr(name)
        .and_then(|value| value.trim().parse().ok());
    stated.unwrap_or(1).clamp(1, MOST_SPAN)
}

/// The words of a cell; what the page shows on lines of their own stays on such.
fn words(cell: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in cell.descendants() {
        match node.value() {
            Node::Text(words) => {
                text.extend(
                    words
                        .chars()
                        .map(|c| if c == '\n' || c == '\r' { ' ' } else { c }),
                );
            }
            Node::Element(element) if matches!(element.name(), "br" | "p" | "div" | "li") => {
                text.push('\n');
            }
            _ => {}
        }
    }
    let lines: Vec<&str> = text
        .lines()
        .map(trimmed)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::read::records::Record;

    #[test]
    fn spans_leave_blanks() {
        let page = "<html><body><table border=1>
            <tr><th>单位</th><th colspan=2>人数</th></tr>
            <tr><td rowspan=2>甲 局</td><td>1</td><td>2</td></tr>
            <tr><td>3<br>4</td><td>4 &amp; 5</td></tr></table></body></html>";
        let found = tables(&Source::Bytes(page.as_bytes().into())).unwrap();
        let mut record = Record::default();
        let rows: Vec<Vec<String>> = (0..found[0].rows())
            .map(|row| {
                found[0].record(row, &mut record);
                record.texts()
            })
            .collect();
        assert_eq!(rows[0], ["单位", "人数"]);
        assert_eq!(rows[1], ["甲 局", "1", "2"]);
        assert_eq!(rows[2], ["", "3\n4", "4 & 5"]);
    }
}
