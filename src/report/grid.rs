//! A grid of texts for terminals: columns as wide as they need, cells folded where their script
//! allows, hostile characters taken out. What stands in it is its caller's affair.

use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, LineStyle, TableStyle, presets};
use textwrap::core::display_width;

use crate::text::printable;

/// How a grid is laid out.
pub(super) struct Grid<'g> {
    /// The heads of its columns.
    pub(super) titles: Vec<String>,
    /// Columns that are aligned right.
    pub(super) right: &'g [usize],
    /// Columns from this on, save the last, take a sixth of the terminal at most.
    pub(super) narrow_from: usize,
    /// The column that takes what is left, and no less than its share; the others as they need.
    pub(super) fills: Option<usize>,
    /// Columns of the terminal.
    pub(super) width: usize,
    /// A line stands between two rows.
    pub(super) lines: bool,
    /// Whether cells are coloured.
    pub(super) color: bool,
}

/// Lines around the rows and below the heads, and none between rows.
const WITHOUT_LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));
/// A column that takes what is left is no narrower than this.
const LEAST: usize = 12;

impl Grid<'_> {
    /// The grid as text, without a line end at its end.
    pub(super) fn text(
        self,
        rows: &[Vec<String>],
        paint: impl Fn(usize, usize) -> Option<Color>,
    ) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(if self.lines {
                presets::UTF8_HORIZONTAL_ONLY
            } else {
                WITHOUT_LINES
            })
            .set_content_arrangement(ContentArrangement::Disabled);
        if self.color {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let widths = self.widths(rows);
        let folded = |cells: &[String]| -> Vec<String> {
            let each = cells.iter().zip(&widths);
            each.map(|(cell, width)| fold(cell, *width)).collect()
        };
        table.set_header(folded(&self.titles));
        for (row, cells) in rows.iter().enumerate() {
            let cells = folded(cells).into_iter().enumerate();
            table.add_row(cells.map(|(column, text)| {
                let cell = Cell::new(text);
                match paint(row, column).filter(|_| self.color) {
                    Some(color) => cell.fg(color),
                    None => cell,
                }
            }));
        }
        for column in self.right {
            if let Some(column) = table.column_mut(*column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.trim_fmt()
    }

    /// The width of each column: that of its widest cell, and what is left for the one that fills.
    fn widths(&self, rows: &[Vec<String>]) -> Vec<usize> {
        let widest = |column: usize| {
            let lines = rows.iter().flat_map(|row| row[column].lines());
            lines.map(display_width).max().unwrap_or_default()
        };
        let mut widths: Vec<usize> = (0..self.titles.len())
            .map(|column| {
                let most = if column >= self.narrow_from {
                    self.width / 6
                } else {
                    self.width
                };
                widest(column)
                    .min(most)
                    .max(display_width(&self.titles[column]).min(self.width / 2))
            })
            .collect();
        if let Some(fills) = self.fills {
            // Every cell has a blank on each side, and one stands between two columns.
            let others = widths.iter().enumerate();
            let taken: usize = others
                .filter(|(column, _)| *column != fills)
                .map(|(_, width)| width + 3)
                .sum();
            let left = self.width.saturating_sub(taken + 2).max(LEAST);
            let is_last = fills + 1 == widths.len();
            widths[fills] = if is_last {
                left
            } else {
                widths[fills].min(left)
            };
        }
        widths
    }
}

/// A text in lines of at most so many columns, each clean, broken where its script allows.
pub(super) fn fold(text: &str, width: usize) -> String {
    let lines = text.lines().map(printable).flat_map(|line| {
        let folded = textwrap::wrap(&line, width)
            .into_iter()
            .map(std::borrow::Cow::into_owned);
        folded.collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n")
}
