//! Records among the rows of a table that are none: subtotals, footers, section headings, headers
//! repeated on every page. A record is set aside by its words, and, where words can also begin a
//! row, only if it lacks a value that a row must have.

use std::collections::BTreeSet;

use super::aliases;
use super::header::normal;
use super::layout::Layout;
use super::records::Record;
use super::shape::is_typed;
use crate::ledger::Ledger;
use crate::ledger::account::SkipReason;
use crate::ledger::values::normal::{name, trimmed};

/// Names of columns that are words, in the row that numbers the columns.
const STEMS: [&str; 6] = ["甲", "乙", "丙", "丁", "戊", "栏次"];

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

const SUMS: [&str; 3] = ["小计", "合计", "总计"];

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

/// Whether one of the first two filled cells of a record is called a subtotal: 小计, 教育局小计：2张, 4月小计.
#[must_use]
pub fn is_subtotal(record: &Record<'_>) -> bool {
    const LONGEST: usize = 60;
    let mut filled = (0..record.cells())
        .filter_map(|cell| record.text(cell).ok())
        .map(trimmed)
        .filter(|cell| !cell.is_empty());
    let named = |cell: &str| {
        // Few cells come so far; the rest is not looked at.
        let could = cell.contains('计') || cell.starts_with(['t', 'T', 's', 'S', 'g', 'G']);
        cell.len() <= LONGEST && could && sums_up(&bare(cell))
    };
    filled.next().is_some_and(named)
        || filled
            .next()
            .is_some_and(|cell| cell.contains('计') && named(cell))
}

/// Whether a text is a word of a subtotal, or what is summed up and such a word.
fn names_subtotal(bare: &str) -> bool {
    SUBTOTALS.contains(&bare) || SUMS.iter().any(|word| bare.ends_with(word))
}

/// The same in a row that may be whole: what is summed up must be a unit or a span of time. 支出合计 is
/// what a form may be called.
fn sums_up(bare: &str) -> bool {
    const ENDS: &str = "月度季年周旬日局委办镇乡县区市道村部院所站中心科股处室组页";
    let summed = SUMS.iter().find_map(|word| bare.strip_suffix(word));
    SUBTOTALS.contains(&bare) || summed.is_some_and(|summed| summed.ends_with(|c| ENDS.contains(c)))
}

/// Whether a record lacks a value that its ledger requires.
#[must_use]
pub fn is_incomplete(record: &Record<'_>, layout: &Layout) -> bool {
    let schema = layout.ledger.schema();
    (0..schema.fields.len()).any(|field| {
        schema.fields[field].required
            && layout.constant_of(field).is_none()
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
    if names_subtotal(&bare(first))
        || filled
            .iter()
            .take(3)
            .any(|cell| SUBTOTALS.contains(&bare(cell).as_str()))
    {
        return Some(SkipReason::Subtotal);
    }
    let is_note = filled.len() == 1 && cells.len() > 2 && is_sentence(first);
    if is_footer(first) || is_note {
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
    let text = text
        .split(['(', '（', ':', '：'])
        .next()
        .unwrap_or_default();
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
        || matches!(text.as_str(), "note" | "notes")
        || (text.starts_with('第') && text.contains('页') && text.chars().count() < 20)
        || (text.starts_with('共') && text.ends_with(['页', '条']) && text.chars().count() < 20)
}

/// Whether a cell is a sentence with its full stop: what is said about a table, and no title.
fn is_sentence(cell: &str) -> bool {
    const SHORTEST: usize = 8;
    let text = trimmed(cell);
    text.chars().count() >= SHORTEST && (text.contains('。') || text.ends_with(['.', '！']))
}

/// Whether a record that has all its values is no row all the same: the header again, or, in a
/// ledger where any words make a row, a footer that says so with a colon.
#[must_use]
pub fn is_header_or_footer(record: &Record<'_>, layout: &Layout) -> bool {
    let Some(first) = first_cell(record) else {
        return false;
    };
    // One look at one cell settles it for nearly every record.
    let leading = layout
        .columns
        .iter()
        .enumerate()
        .find(|(_, column)| column.target.is_some());
    let repeats = leading.is_some_and(|(position, column)| {
        record.text(position).is_ok_and(|cell| {
            let cell = trimmed(cell);
            !cell.is_empty() && column.header.split(' ').any(|part| part == cell)
        })
    });
    let numbers = first.len() <= 6 && (STEMS.contains(&first) || matches!(first, "0" | "1" | "2"));
    if (repeats || numbers) && is_header_again(record, layout) {
        return true;
    }
    if !first.contains([':', '：']) || layout.ledger.schema().requires_more_than_words() {
        return false;
    }
    let filled = record
        .texts()
        .iter()
        .filter(|cell| !cell.is_empty())
        .count();
    filled * 2 <= layout.columns.len() && is_footer(first)
}

/// Whether a record repeats the header, or numbers its columns.
#[must_use]
pub fn is_header_again(record: &Record<'_>, layout: &Layout) -> bool {
    let cells = record.texts();
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    // Ratings from 1 to 5 are an answer.
    let is_answer = layout.ledger == Ledger::Surveys;
    repeats_header(&cells, layout) || (!is_answer && numbers_columns(&filled))
}

/// Whether a record is the header of another table: words that head columns, in another order, with
/// other units, or of another ledger. What stands below it is not what the columns of this one say.
#[must_use]
pub fn heads_another(record: &Record<'_>, layout: &Layout) -> bool {
    const LEAST: usize = 3;
    if !could_head(record) {
        return false;
    }
    let cells = record.texts();
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let is_short = |cell: &&String| cell.len() <= 60 && !is_typed(cell);
    if filled.len() < LEAST
        || filled.len() * 2 < layout.columns.len()
        || !filled.iter().all(is_short)
    {
        return false;
    }
    let columns = layout.columns.iter();
    let own: BTreeSet<String> = columns.map(|column| normal(&column.header).0).collect();
    let heads = |cell: &&&String| {
        let text = normal(cell).0;
        own.contains(&text) || is_known(&text)
    };
    let known: BTreeSet<&&String> = filled.iter().filter(heads).collect();
    known.len() >= LEAST && known.len() * 5 >= filled.len() * 3
}

/// Whether one of the first two filled cells is a header that is known whole: a look that spares nearly
/// every row the rest.
fn could_head(record: &Record<'_>) -> bool {
    const LONGEST: usize = 60;
    let filled = (0..record.cells())
        .filter_map(|cell| record.text(cell).ok())
        .map(trimmed)
        .filter(|cell| !cell.is_empty());
    let mut first = filled.take(2);
    first.any(|cell| cell.len() <= LONGEST && is_known(&normal(cell).0))
}

/// Whether a header in normal form is one of an audited ledger. The pain points of questionnaires
/// are common words.
fn is_known(normal: &str) -> bool {
    let mut ledgers = Ledger::AUDITED.into_iter();
    ledgers.any(|ledger| aliases::known(ledger, normal).is_some())
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

    #[test]
    fn footers_and_sections_are_known_by_their_words() {
        for footer in [
            "填表人：某某",
            "审核人",
            "联系电话: 1",
            "注：口径",
            "第1页 共3页",
            "备注：",
            "Notes",
        ] {
            assert!(is_footer(footer), "{footer}");
        }
        for row in ["填表人培训会议", "说明会", "第一季度会议", "注册资本"] {
            assert!(!is_footer(row), "{row}");
        }
        assert!(
            is_sentence("以上会议均已报县委办备案。") && is_sentence("Guests are not counted.")
        );
        assert!(!is_sentence("关于做好防汛工作的通知") && !is_sentence("No. 3"));
        assert!(sums_up("4月小计") && sums_up("教育局合计") && sums_up("合计"));
        assert!(!sums_up("支出合计") && names_subtotal("支出合计") && !sums_up("统计"));
        assert!(is_section("一、县委办") && is_section("（二）镇") && !is_section("一把手会议"));
    }
}
