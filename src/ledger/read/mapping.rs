//! From header cells to fields: what a header means in a ledger. An alias goes first, in its
//! normal form; then, in questionnaires, the words of a question; what the configuration says
//! overrules both.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::questions;
use crate::ledger::schema::{Ledger, Schema};
use crate::ledger::values::duration::Unit;
use crate::ledger::values::normal::{name, narrow, trimmed};
use crate::text::Message;

/// What a column's cells are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field, by its position in the schema.
    Field(usize),
    /// Several coded fields told apart by value, by position among the schema's mixed columns.
    Mixed(usize),
    /// A yes/no column for one demand, by position among the schema's folded columns.
    Folded(usize),
}

/// One column of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedColumn {
    /// The header as the file has it; parts of a header of several rows are joined by a blank.
    pub header: String,
    /// What it holds; `None` where it is kept as evidence only.
    pub target: Option<Target>,
    /// Unit of a duration, where the header names one.
    pub unit: Unit,
    /// Factor of a count, where the header names one (万).
    pub factor: f64,
    /// Among several columns of one field, the lower goes first.
    pub priority: usize,
    /// It says who a respondent is, and is dropped.
    pub personal: bool,
    /// Only a word of the question speaks for the target.
    pub(super) by_keyword: bool,
}

/// Headers mapped by the configuration: for each ledger, header → field, or "" to leave it out.
pub type ColumnSettings = BTreeMap<Ledger, BTreeMap<String, String>>;

/// What the caller knows of a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Hints<'h> {
    /// The ledger that the command or the configuration says it is.
    pub forced: Option<Ledger>,
    /// The ledger that its name suggests.
    pub by_name: Option<Ledger>,
    /// Headers mapped by the configuration.
    pub columns: Option<&'h ColumnSettings>,
}

/// The parts of one header cell, from the top; blank ones are left out.
pub type HeaderParts = Vec<String>;

/// A header as it is looked up.
#[derive(Clone, Debug)]
pub struct Header {
    text: String,
    /// All parts in one, then the lowest alone: each as it stands, in normal form, and with the
    /// unit that it names in brackets.
    keys: Vec<(String, String, Option<String>)>,
}

impl Header {
    /// A header of these parts.
    #[must_use]
    pub fn of(parts: &HeaderParts) -> Self {
        let mut keys = match parts.as_slice() {
            [] => Vec::new(),
            [only] => vec![only.clone()],
            [.., last] => vec![parts.concat(), last.clone()],
        };
        // 成员单位(数) counts, 主办单位/部门 offers a choice of words.
        let last = keys.last().cloned().unwrap_or_default();
        if let (text, Some("数")) = {
            let (text, unit) = normal(&last);
            (
                text,
                unit.as_deref()
                    .map(|unit| if unit == "数" { "数" } else { "" }),
            )
        } {
            keys.insert(0, text + "数");
        }
        if let Some((first, _)) = last.split_once(['/', '／']) {
            keys.push(first.to_owned());
        }
        let with_normal = |key: String| {
            let (normal, unit) = normal(&key);
            (key, normal, unit)
        };
        Self {
            text: parts.join(" "),
            keys: keys.into_iter().map(with_normal).collect(),
        }
    }
}

/// The header of a column that holds what stood beyond the last column of a rejected row. A row
/// that still has something there was not corrected.
pub const BEYOND: &str = "jianfu_beyond";

/// Marks around a header that are no part of it.
const MARKS: &str = "*:\"'★☆●◆※▲ ";

/// The normal form of a header, and the unit that it names in brackets.
#[must_use]
pub fn normal(header: &str) -> (String, Option<String>) {
    let is_mark = |c: char| MARKS.contains(c) || ('①'..='⑳').contains(&c);
    // Narrowing would make a number of ①.
    let header = trimmed(trimmed(header).trim_start_matches(is_mark));
    let narrowed = narrow(header).to_lowercase().replace('_', " ");
    let mut text = name(&narrowed).trim_matches(is_mark).to_owned();
    let mut unit = None;
    if let Some(open) = text.find(['(', '[', '【'])
        && text.ends_with([')', ']', '】'])
    {
        let inner: String = text[open..].chars().skip(1).collect();
        unit = Some(inner.trim_end_matches([')', ']', '】']).trim().to_owned());
        text.truncate(open);
    }
    (text.trim().to_owned(), unit)
}

/// The field that a target stands for, as machine formats and the configuration name it.
#[must_use]
pub fn field_name(schema: &Schema, target: Target) -> String {
    match target {
        Target::Field(position) => schema.fields[position].name.to_owned(),
        Target::Mixed(position) => schema.mixed[position].codes.join("|"),
        Target::Folded(position) => format!("demands:{}", schema.folded[position].demand),
    }
}

/// Maps the headers of a table to the fields of a ledger. `body` is a sample of the rows below.
///
/// # Errors
/// The configuration names a field that the ledger does not have.
pub fn map(
    headers: &[Header],
    body: &[&[String]],
    ledger: Ledger,
    hints: &Hints<'_>,
) -> Result<Vec<MappedColumn>, Message> {
    let schema = ledger.schema();
    let mut columns = headers
        .iter()
        .map(|header| column(header, ledger, hints))
        .collect::<Result<Vec<_>, _>>()?;
    if !schema.keywords.is_empty() {
        questions::weigh(&mut columns, body, schema);
    }
    give_way(&mut columns);
    Ok(columns)
}

/// Headers that stand for a field only where no better one does: a register names who built an
/// app beside who runs it, and what was said at a meeting beside its title.
const SECONDARY: [&str; 15] = [
    "建设单位",
    "使用单位",
    "主管部门",
    "管理单位",
    "办事机构",
    "办公室设在",
    "牵头部门",
    "检查主体",
    "实施部门",
    "接待单位",
    "地点",
    "会议内容",
    "议题",
    "成文日期",
    "原文日期",
];

/// A secondary header gives way to another column of the same field, and is kept as evidence.
fn give_way(columns: &mut [MappedColumn]) {
    for position in 0..columns.len() {
        let column = &columns[position];
        let (Some(target), true) = (
            column.target,
            SECONDARY.contains(&normal(&column.header).0.as_str()),
        ) else {
            continue;
        };
        let has_other = columns
            .iter()
            .enumerate()
            .any(|(other, column)| other != position && column.target == Some(target));
        if has_other {
            columns[position].target = None;
        }
    }
}

fn column(header: &Header, ledger: Ledger, hints: &Hints<'_>) -> Result<MappedColumn, Message> {
    let schema = ledger.schema();
    let text = &header.text;
    let mut column = MappedColumn {
        header: text.clone(),
        target: None,
        unit: Unit::default(),
        factor: 1.0,
        priority: 0,
        personal: false,
        by_keyword: false,
    };
    for (_, normal, unit) in &header.keys {
        let named = unit.as_deref().and_then(Unit::named);
        column.unit = named.or_else(|| named_unit(normal)).unwrap_or(column.unit);
        if matches!(unit.as_deref(), Some("万" | "万人")) {
            column.factor = 1e4;
        }
    }
    if let Some(field) = configured(header, ledger, hints) {
        if field.is_empty() {
            column.personal = questions::says_who(text, schema);
        } else {
            column.target = Some(configured_target(ledger, text, field)?);
        }
        return Ok(column);
    }
    let aliases = &ALIASES[ledger as usize];
    let mut normals = header.keys.iter().map(|(_, normal, _)| normal.as_str());
    if let Some((target, priority)) = normals.find_map(|normal| aliases.get(normal)) {
        (column.target, column.priority) = (Some(*target), *priority);
    } else {
        column.personal = questions::says_who(text, schema);
        if questions::is_question(text, ledger, hints) {
            column.target = questions::by_keyword(text, schema).map(Target::Field);
            column.by_keyword = column.target.is_some();
        }
    }
    if column.target.is_some() && ledger == Ledger::Surveys && !names_minutes(text) {
        // What a week loses is counted in hours unless the question says otherwise.
        column.unit = Unit::Hours;
    }
    Ok(column)
}

/// The field that the configuration gives a header, by its text or by its normal form.
fn configured<'h>(header: &Header, ledger: Ledger, hints: &Hints<'h>) -> Option<&'h String> {
    let columns = hints.columns?.get(&ledger)?;
    let exact = columns.get(&header.text);
    let keys = header.keys.iter();
    let by_key = || keys.clone().find_map(|(key, _, _)| columns.get(key));
    let same = || {
        columns
            .iter()
            .find(|(known, _)| keys.clone().any(|(_, own, _)| *own == normal(known).0))
            .map(|(_, field)| field)
    };
    exact.or_else(by_key).or_else(same)
}

fn names_minutes(header: &str) -> bool {
    header.contains("分钟") || header.to_lowercase().contains("minute")
}

/// The unit that the words of a header name: `hours`, `speech minutes`, `时长小时`.
fn named_unit(header: &str) -> Option<Unit> {
    let words = header
        .split([' ', '/'])
        .find_map(|word| Unit::named(word).filter(|_| word.len() > 1));
    let endings = ["小时", "分钟"]
        .into_iter()
        .find(|ending| header.ends_with(ending));
    words.or_else(|| endings.and_then(Unit::named))
}

fn configured_target(ledger: Ledger, header: &str, field: &str) -> Result<Target, Message> {
    let schema = ledger.schema();
    let mixed = (0..schema.mixed.len()).map(Target::Mixed);
    let folded = (0..schema.folded.len()).map(Target::Folded);
    (0..schema.fields.len())
        .map(Target::Field)
        .chain(mixed)
        .chain(folded)
        .find(|target| field_name(schema, *target) == field)
        .ok_or_else(|| {
            let known: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
            Message::new("config-unknown-field")
                .text("ledger", ledger.name())
                .text("header", header)
                .text("field", field)
                .text("known", known.join(", "))
        })
}

type Aliases = HashMap<String, (Target, usize), FxBuildHasher>;

/// For each ledger its headers in normal form, with the rank of each among those of its field.
static ALIASES: LazyLock<Vec<Aliases>> =
    LazyLock::new(|| Ledger::ALL.map(|ledger| aliases(ledger.schema())).into());

fn aliases(schema: &Schema) -> Aliases {
    let mut known = Aliases::default();
    for (position, field) in schema.fields.iter().enumerate() {
        let target = Target::Field(position);
        known.insert(field.name.replace('_', " "), (target, 0));
        for (rank, header) in field.headers.iter().enumerate() {
            known.insert((*header).to_owned(), (target, rank + 1));
        }
    }
    for (position, mixed) in schema.mixed.iter().enumerate() {
        for header in mixed.headers {
            known.insert((*header).to_owned(), (Target::Mixed(position), 0));
        }
    }
    for (position, folded) in schema.folded.iter().enumerate() {
        for header in folded.headers {
            known.insert((*header).to_owned(), (Target::Folded(position), 0));
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_lose_blanks_brackets_and_width() {
        assert_eq!(
            normal("会议时长（小时）"),
            ("会议时长".into(), Some("小时".into()))
        );
        assert_eq!(normal(" *召开 时间： "), ("召开时间".into(), None));
        assert_eq!(normal("Target_Code"), ("target code".into(), None));
    }

    #[test]
    fn a_header_names_the_unit_of_its_numbers() {
        for (header, unit) in [
            ("hours", Some(Unit::Hours)),
            ("speech minutes", Some(Unit::Minutes)),
            ("minutes per day", Some(Unit::Minutes)),
            ("时长小时", Some(Unit::Hours)),
            ("时长", None),
        ] {
            assert_eq!(named_unit(header), unit, "{header}");
        }
    }

    fn mapped(headers: &[&str], body: &[&[&str]]) -> Vec<(Option<String>, bool)> {
        let headers: Vec<Header> = headers
            .iter()
            .map(|header| Header::of(&vec![(*header).to_owned()]))
            .collect();
        let body: Vec<Vec<String>> = body
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect();
        let body: Vec<&[String]> = body.iter().map(Vec::as_slice).collect();
        let schema = Ledger::Surveys.schema();
        map(&headers, &body, Ledger::Surveys, &Hints::default())
            .unwrap()
            .into_iter()
            .map(|column| {
                let field = column.target.map(|target| field_name(schema, target));
                (field, column.personal)
            })
            .collect()
    }

    #[test]
    fn questions_become_fields_by_their_words_and_answers() {
        let found = mapped(
            &[
                "序号",
                "来自IP",
                "您的姓名",
                "1、您认为会议负担有多重？",
                "2、会议存在哪些问题？",
                "3、每周因填表损失多少小时？",
                "4、填表报数负担？",
            ],
            &[&["1", "10.0.0.1", "x", "4", "多┋长", "3", "很重"]],
        );
        let field = |name: &str| (Some(name.to_owned()), false);
        assert_eq!(
            found,
            [
                field("response"),
                (None, true),
                (None, true),
                field("meetings"),
                (None, false),
                field("hours_per_week"),
                field("forms"),
            ]
        );
    }
}
