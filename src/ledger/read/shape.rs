//! The shape of a table in a sheet: rows above the header, a header of several rows, a second
//! table beside the first, and rows among the body that are none of it (subtotals, footers,
//! headers repeated on every page).

use std::ops::Range;

use super::dialect::HeadRecord;
use super::layout::Layout;
use super::mapping::HeaderParts;
use super::records::Record;
use crate::ledger::account::SkipReason;
use crate::ledger::values::normal::{name, narrow, trimmed};
use crate::ledger::values::{date, time};

/// Whether a row under a header can be part of it: nothing in it is a number or a date.
#[must_use]
pub fn could_be_header(row: &HeadRecord) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty());
    row.cells.iter().any(|cell| !cell.is_empty()) && filled.into_iter().all(|cell| !is_typed(cell))
}

/// Whether a cell is a number, a date or a time rather than words.
fn is_typed(cell: &str) -> bool {
    let text = narrow(cell);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0
        && (text
            .trim_start_matches(['$', '¥', '￥', '£', '€', '-', '+'])
            .trim_end_matches('%')
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
            || date::read(&text).is_ok()
            || time::read(&text).is_ok())
}

/// The rows of a header as one: for each column its parts from the top. A part that spans
/// columns stands in the first of them and holds for those to its right that have parts below.
#[must_use]
pub fn merged(rows: &[HeadRecord]) -> Vec<HeaderParts> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns: Vec<HeaderParts> = vec![Vec::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let mut spanning: Option<&String> = None;
        for (position, parts) in columns.iter_mut().enumerate() {
            let has_below = rows[depth + 1..]
                .iter()
                .any(|below| filled(below, position));
            match row.cells.get(position).filter(|cell| !cell.is_empty()) {
                Some(cell) => {
                    spanning = has_below.then_some(cell);
                    parts.push(cell.clone());
                }
                None if has_below => parts.extend(spanning.cloned()),
                None => spanning = None,
            }
        }
    }
    columns
}

fn filled(row: &HeadRecord, position: usize) -> bool {
    row.cells.get(position).is_some_and(|cell| !cell.is_empty())
}

/// The columns of each of several tables that stand side by side; all columns where there is
/// one. An empty column parts two tables if they do not end on the same row or share a header.
#[must_use]
pub fn own_columns(headers: &[HeaderParts], body: &[&[String]]) -> Vec<Range<usize>> {
    let has =
        |row: &[String], position: usize| row.get(position).is_some_and(|cell| !cell.is_empty());
    let is_empty = |position: usize| {
        headers[position].is_empty() && body.iter().all(|row| !has(row, position))
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for position in 0..headers.len() {
        if is_empty(position) {
            continue;
        }
        match ranges.last_mut() {
            Some(range) if range.end == position => range.end += 1,
            _ => ranges.push(position..position + 1),
        }
    }
    // A column alone is a remark, not a table.
    let tables = ranges.iter().filter(|range| range.len() > 1).count();
    let any =
        |row: &[String], range: &Range<usize>| range.clone().any(|position| has(row, position));
    let parted = ranges.windows(2).any(|pair| {
        let shared = headers[pair[0].clone()]
            .iter()
            .any(|header| headers[pair[1].clone()].contains(header));
        let uneven = body
            .iter()
            .any(|row| any(row, &pair[0]) != any(row, &pair[1]));
        shared || uneven
    });
    if tables > 1 && parted {
        ranges.retain(|range| range.len() > 1);
        ranges
    } else {
        std::iter::once(0..headers.len()).collect()
    }
}

/// Which records are the header of a table that need be no ledger; an empty range, at the first
/// row of the body, where it has none.
#[must_use]
pub fn header_rows(records: &[HeadRecord]) -> Range<usize> {
    let filled = |record: &HeadRecord| record.cells.iter().filter(|cell| !cell.is_empty()).count();
    let width = usual_width(records);
    let first = records
        .iter()
        .position(|record| {
            record.cells.len() * 2 > width && (width < 3 || filled(record) * 2 > width)
        })
        .unwrap_or(0);
    let Some(header) = records.get(first) else {
        return 0..0;
    };
    // Columns that hold numbers or dates below tell words above from the body.
    let below = records.iter().skip(first + 4).take(50);
    let rows: Vec<&HeadRecord> = below.collect();
    let typed: Vec<usize> = (0..width)
        .filter(|position| {
            let cells = rows.iter().filter_map(|row| row.cells.get(*position));
            let filled: Vec<bool> = cells
                .filter(|cell| !cell.is_empty())
                .map(|cell| is_typed(cell))
                .collect();
            filled.len() > 1
                && filled.iter().filter(|typed| **typed).count() * 5 >= filled.len() * 4
        })
        .collect();
    let is_header = |record: &HeadRecord| {
        let words = typed
            .iter()
            .filter_map(|position| record.cells.get(*position))
            .filter(|cell| !cell.is_empty());
        words.clone().count() > 0 && words.into_iter().all(|cell| !is_typed(cell))
    };
    let is_first = if typed.is_empty() {
        could_be_header(header)
    } else {
        is_header(header)
    };
    if !is_first {
        return first..first;
    }
    let further = records[first + 1..]
        .iter()
        .take(2)
        .take_while(|record| {
            record.cells == header.cells
                || (!typed.is_empty() && is_header(record) && could_be_header(record))
        })
        .count();
    first..first + 1 + further
}

fn usual_width(records: &[HeadRecord]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
    widths.sort_unstable();
    widths
        .chunk_by(|left, right| left == right)
        .max_by_key(|group| (group.len(), group[0]))
        .map_or(0, |group| group[0])
}

const SUBTOTALS: [&str; 13] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "本页小计",
    "本月合计",
    "本年累计",
    "总合计",
    "total",
    "subtotal",
    "grand total",
    "sub total",
];

const FOOTERS: [&str; 31] = [
    "填表人",
    "填报人",
    "制表人",
    "审核人",
    "审核",
    "审批人",
    "复核人",
    "经办人",
    "负责人",
    "单位负责人",
    "部门负责人",
    "分管领导",
    "主要负责人",
    "统计人",
    "联系人",
    "联系电话",
    "电话",
    "填表日期",
    "填报日期",
    "制表日期",
    "填表单位",
    "填报单位",
    "制表单位",
    "备注",
    "注",
    "说明",
    "填表说明",
    "数据来源",
    "打印时间",
    "导出时间",
    "以上",
];

const ENGLISH_FOOTERS: [&str; 6] = [
    "note:",
    "notes:",
    "source:",
    "prepared by",
    "checked by",
    "page ",
];

/// Whether the first cell of a record is nothing but the word of a subtotal.
#[must_use]
pub fn is_subtotal(record: &Record<'_>) -> bool {
    first_cell(record).is_some_and(|cell| {
        // Few cells come so far; the rest is not looked at.
        let could = cell.contains('计') || cell.starts_with(['t', 'T', 's', 'S', 'g', 'G']);
        cell.len() <= 40 && could && SUBTOTALS.contains(&bare(cell).as_str())
    })
}

/// Whether a record lacks a value that its ledger requires.
#[must_use]
pub fn is_incomplete(record: &Record<'_>, layout: &Layout) -> bool {
    let schema = layout.ledger.schema();
    (0..schema.fields.len()).any(|field| {
        schema.fields[field].required
            && layout.column_of(field).is_none_or(|column| {
                record
                    .text(column)
                    .is_ok_and(|cell| trimmed(cell).is_empty())
            })
    })
}

/// Whether a record below a table that need be no ledger is a footer: few cells, the first of
/// which says so.
#[must_use]
pub fn is_plain_footer(record: &Record<'_>, width: usize) -> bool {
    let cells = record.texts();
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let first = filled.next();
    width > 2 && (filled.count() + 1) * 2 <= width && first.is_some_and(|cell| is_footer(cell))
}

/// What a record that lacks a required value is, if it is no row at all.
#[must_use]
pub fn aside(record: &Record<'_>, layout: &Layout) -> Option<SkipReason> {
    let cells: Vec<String> = record.texts();
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let first = filled.first()?;
    let names_subtotal = filled
        .iter()
        .take(3)
        .any(|cell| SUBTOTALS.contains(&bare(cell).as_str()))
        || ["小计", "合计", "总计"]
            .iter()
            .any(|word| bare(first).ends_with(word));
    if names_subtotal {
        return Some(SkipReason::Subtotal);
    }
    if is_footer(first) {
        return Some(SkipReason::Footer);
    }
    let is_title = is_header_again(record, layout)
        || (filled.len() == 1 && cells.len() > 2 && is_section(first));
    is_title.then_some(SkipReason::Title)
}

fn first_cell<'r>(record: &'r Record<'_>) -> Option<&'r str> {
    (0..record.cells())
        .filter_map(|cell| record.text(cell).ok())
        .map(trimmed)
        .find(|cell| !cell.is_empty())
}

/// A cell without blanks, colons and what stands in brackets.
fn bare(cell: &str) -> String {
    let text = name(cell).to_lowercase();
    let text = text.split(['(', '（']).next().unwrap_or_default();
    text.trim_end_matches([':', '：', ' ']).to_owned()
}

fn is_footer(cell: &str) -> bool {
    let text = name(cell).to_lowercase();
    let begins = |word: &str| {
        text.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([':', '：', '(', '（', ' ', '签'])
        })
    };
    FOOTERS.iter().any(|word| begins(word))
        || ENGLISH_FOOTERS.iter().any(|word| text.starts_with(word))
        || (text.starts_with('第') && text.contains('页') && text.chars().count() < 20)
        || (text.starts_with('共') && text.ends_with(['页', '条']) && text.chars().count() < 20)
}

/// Whether a record repeats the header, or numbers its columns.
#[must_use]
pub fn is_header_again(record: &Record<'_>, layout: &Layout) -> bool {
    let cells = record.texts();
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    repeats_header(&cells, layout) || numbers_columns(&filled)
}

/// Every filled cell says what its column's header says.
fn repeats_header(cells: &[String], layout: &Layout) -> bool {
    let mut same = 0;
    for (cell, column) in cells.iter().zip(&layout.columns) {
        if cell.is_empty() {
            continue;
        }
        if !column
            .header
            .split(' ')
            .any(|part| name(part) == name(cell))
            && name(cell) != name(&column.header)
        {
            return false;
        }
        same += 1;
    }
    same >= 2
}

/// The row that numbers the columns: 甲 乙 1 2 3.
fn numbers_columns(filled: &[&String]) -> bool {
    const STEMS: [&str; 6] = ["甲", "乙", "丙", "丁", "戊", "栏次"];
    let numbers: Vec<u32> = filled.iter().filter_map(|cell| cell.parse().ok()).collect();
    let stems = filled
        .iter()
        .filter(|cell| STEMS.contains(&cell.as_str()))
        .count();
    numbers.len() >= 2
        && numbers.len() + stems == filled.len()
        && numbers[0] <= 2
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The heading of a section: 一、县委办公室.
fn is_section(cell: &str) -> bool {
    let text = name(cell);
    let numerals = |c: char| "一二三四五六七八九十百".contains(c);
    let rest = text.trim_start_matches('(').trim_start_matches(numerals);
    let numbered = text.trim_start_matches('(').starts_with(numerals)
        && (rest.starts_with('、') || rest.starts_with(')'));
    numbered || text.ends_with([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&str]) -> Vec<HeadRecord> {
        (1..)
            .zip(rows)
            .map(|(line, row)| HeadRecord {
                line,
                cells: row.split(',').map(str::to_owned).collect(),
            })
            .collect()
    }

    #[test]
    fn a_plain_header_is_found_below_its_titles() {
        let body = [
            "2024-01-01,3,a",
            "2024-01-02,4,b",
            "2024-01-03,5,c",
            "2024-01-04,5,c",
            "2024-01-05,6,d",
        ];
        let with = |above: &[&str]| header_rows(&rows(&[above, &body].concat()));
        assert_eq!(with(&["date,n,what"]), 0..1);
        assert_eq!(with(&["preamble,,", "date,n,what"]), 1..2);
        assert_eq!(with(&["date,n,what", "date,n,what"]), 0..2);
        assert_eq!(with(&[]), 0..0);
    }

    #[test]
    fn footers_and_sections_are_known_by_their_words() {
        for footer in [
            "填表人：某某",
            "审核人",
            "联系电话: 1",
            "注：口径",
            "第1页 共3页",
            "备注：",
        ] {
            assert!(is_footer(footer), "{footer}");
        }
        for row in ["填表人培训会议", "说明会", "第一季度会议", "注册资本"] {
            assert!(!is_footer(row), "{row}");
        }
        assert!(is_section("一、县委办") && is_section("（二）镇") && !is_section("一把手会议"));
    }
}
