//! What holds for every row of a table and therefore stands in none: an inspector, a target or an
//! organizer that the configuration states, that a line above the table names (检查单位：…), or that
//! the title, the sheet or the file begins with. It fills a required field that no column is of;
//! a place alone (云岭县2024年台账) is the region whose table it is, never who did what stands in it.

use super::configured::configured_constant;
use super::header::Header;
use super::mapped::{Hints, MappedColumn, Target, unmapped};
use crate::ledger::headers::{Phrase, pattern};
use crate::ledger::schema::{Ledger, Schema};
use crate::text::Message;

/// A value that every row has.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// Its field, by its position in the schema.
    pub field: usize,
    /// The value, as it stands where it was found.
    pub text: String,
    /// Where it was found; a key of the catalogue.
    pub origin: &'static str,
    /// What its cells would be read as.
    pub column: MappedColumn,
}

/// Where the values may stand, besides the configuration.
pub(super) struct Around<'a> {
    /// The cells above the table, row by row.
    pub(super) above: Vec<&'a str>,
    /// The names of the sheet and of the file, without their endings.
    pub(super) names: [&'a str; 2],
}

/// Labels that name whose table it is, whatever it holds.
const WHOSE: [&str; 8] = [
    "单位",
    "单位名称",
    "统计单位",
    "填报单位",
    "填表单位",
    "报送单位",
    "制表单位",
    "上报单位",
];
/// A title with one of these speaks of what its unit received, not of what it imposed.
const RECEIVED: [&str; 6] = ["迎检", "受检", "被检", "接待", "来访", "收文"];
/// Endings of bodies that act; a place alone is none.
const BODIES: [&str; 32] = [
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "厅",
    "部",
    "处",
    "科",
    "室",
    "站",
    "所",
    "队",
    "中心",
    "公司",
    "厂",
    "店",
    "场",
    "社",
    "院",
    "校",
    "学",
    "小学",
    "中学",
    "幼儿园",
    "会",
    "馆",
    "行",
    "矿",
    "分局",
    "指挥部",
    "专班",
];

/// The constants of a table that lacks `missing`, required fields; those that none was found for
/// are left in `missing`.
///
/// # Errors
/// The configuration names a field that the ledger does not have.
pub(super) fn supply(
    ledger: Ledger,
    missing: &mut Vec<&'static str>,
    around: &Around<'_>,
    hints: &Hints<'_>,
) -> Result<Vec<Constant>, Message> {
    let schema = ledger.schema();
    let mut constants = Vec::new();
    for (field, text) in configured_constant(ledger, hints)? {
        missing.retain(|name| *name != schema.fields[field].name);
        constants.push(constant(schema, field, text, "constant-configured"));
    }
    let units: Vec<&'static str> = missing
        .iter()
        .copied()
        .filter(|name| *name == schema.imposer || *name == "target")
        .collect();
    for name in &units {
        let found = labelled(ledger, name, units.len() == 1, &around.above)
            .or_else(|| titled(schema, name, units.len() == 1, around));
        if let (Some((text, origin)), Some(field)) = (found, schema.position(name)) {
            missing.retain(|missing| missing != name);
            constants.push(constant(schema, field, &text, origin));
        }
    }
    Ok(constants)
}

fn constant(schema: &Schema, field: usize, text: &str, origin: &'static str) -> Constant {
    let mut column = unmapped(&Header::of(&vec![schema.fields[field].name.to_owned()]));
    column.target = Some(Target::Field(field));
    Constant {
        field,
        text: text.to_owned(),
        origin,
        column,
    }
}

/// What a line above the table names for a field: 检查单位：云岭县消防救援大队. The label may stand in a
/// cell of its own.
fn labelled(
    ledger: Ledger,
    name: &str,
    is_alone: bool,
    above: &[&str],
) -> Option<(String, &'static str)> {
    let mut cells = above.iter().peekable();
    while let Some(cell) = cells.next() {
        for part in cell
            .split([';', '；', '\u{3000}'])
            .flat_map(|part| part.split("  "))
        {
            let Some((label, rest)) = part.split_once(['：', ':']) else {
                continue;
            };
            let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
            let rest = match (rest.trim(), cells.peek()) {
                ("", Some(next)) => next.trim(),
                (rest, _) => rest.split_whitespace().next().unwrap_or_default(),
            };
            let phrase = Phrase::read(std::slice::from_ref(&label));
            let says = pattern::wording(&phrase, ledger, name)
                .is_some_and(|wording| wording.is_specific && wording.score > 0.7);
            let is_whose = is_alone && WHOSE.contains(&label.as_str());
            if (says || is_whose) && !rest.is_empty() && rest.chars().count() <= 40 {
                return Some((rest.to_owned(), "constant-line"));
            }
        }
    }
    None
}

/// The body that the title, the sheet's or the file's name begins with.
fn titled(
    schema: &Schema,
    name: &str,
    is_alone: bool,
    around: &Around<'_>,
) -> Option<(String, &'static str)> {
    if !is_alone {
        return None;
    }
    let [sheet, file] = around.names;
    let titles = around.above.iter().map(|cell| (*cell, "constant-title"));
    let named = [(sheet, "constant-sheet"), (file, "constant-file")];
    titles.chain(named).find_map(|(text, origin)| {
        let is_received = RECEIVED.iter().any(|word| text.contains(word));
        if is_received == (name == schema.imposer) {
            return None;
        }
        Some((body(text, schema)?, origin))
    })
}

/// The body at the beginning of a title: 云岭县教育局2024年会议台账.
fn body(title: &str, schema: &Schema) -> Option<String> {
    let title = title.trim();
    let after_year = title
        .split_once('年')
        .filter(|(year, _)| year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit()))
        .map_or(title, |(_, rest)| rest);
    let mut end = after_year.len();
    let table_words = [
        "关于", "台账", "台帐", "登记", "清单", "统计", "汇总", "明细", "情况", "一览", "记录",
    ];
    for word in schema.file_names.iter().chain(&table_words) {
        end = end.min(after_year.find(word).unwrap_or(end));
    }
    end = after_year
        .find(|c: char| c.is_ascii_digit() || "_-—（(《 #".contains(c))
        .map_or(end, |digit| end.min(digit));
    let body = after_year[..end].trim_end_matches(['的', '年', '月']);
    let is_body = BODIES.iter().any(|ending| body.ends_with(ending));
    (is_body && end < after_year.len() && body.chars().count() >= 4).then(|| body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supplied(
        ledger: Ledger,
        missing: &[&'static str],
        above: &[&str],
        file: &str,
    ) -> Vec<(&'static str, String)> {
        let around = Around {
            above: above.to_vec(),
            names: ["", file],
        };
        let mut missing = missing.to_vec();
        let schema = ledger.schema();
        supply(ledger, &mut missing, &around, &Hints::default())
            .unwrap()
            .into_iter()
            .map(|constant| (schema.fields[constant.field].name, constant.text))
            .collect()
    }

    #[test]
    fn a_line_above_the_table_names_who_acts_and_on_whom() {
        let line = |above: &[&str]| supplied(Ledger::Inspections, &["inspector"], above, "");
        let expected = [("inspector", "云岭县消防救援大队".to_owned())];
        assert_eq!(
            line(&["检查单位：云岭县消防救援大队  统计时间：2024年"]),
            expected
        );
        assert_eq!(line(&["统计单位：", "云岭县消防救援大队"]), expected);
        assert_eq!(line(&["统计时间：2024年"]), []);
        // With both missing, whose table it is tells neither.
        let both = ["target", "inspector"];
        assert_eq!(
            supplied(Ledger::Inspections, &both, &["统计单位：甲乙局"], ""),
            []
        );
    }

    #[test]
    fn a_title_names_the_body_that_acts_but_a_place_is_no_body() {
        let of = |title: &str| supplied(Ledger::Meetings, &["organizer"], &[title], "");
        let expected = [("organizer", "云岭县教育局".to_owned())];
        assert_eq!(of("云岭县教育局2024年会议台账"), expected);
        assert_eq!(of("2024年云岭县教育局会议登记表"), expected);
        assert_eq!(of("云岭县2024年会议台账"), []);
        let file = supplied(
            Ledger::Meetings,
            &["organizer"],
            &[],
            "云岭县教育局会议台账",
        );
        assert_eq!(file, expected);
        // A register of what was received names the target.
        let received = "云岭食品有限公司2024年迎检登记";
        assert_eq!(
            supplied(Ledger::Inspections, &["inspector"], &[received], ""),
            []
        );
        assert_eq!(
            supplied(Ledger::Inspections, &["target"], &[received], ""),
            [("target", "云岭食品有限公司".to_owned())]
        );
    }
}
