//! From header cells to fields: what each column of a table is in a ledger. The configuration
//! goes first; then headers that are known whole, the words of a header and the cells below it
//! are weighed, and all columns are settled together. Between columns that speak for one field
//! nearly alike, none is taken: what stays open is listed with the fields that it might be.

use super::candidates;
use super::configured::{configured, configured_target};
pub use super::header::{Header, normal};
pub use super::mapped::{
    BEYOND, Basis, ColumnSettings, Conclusion, ConstantSettings, HeaderParts, Hints, MappedColumn,
    Mapping, TableSettings, Target, field_name, unmapped,
};
use super::settling::Settler;
use crate::ledger::headers::units::HeaderUnit;
use crate::ledger::headers::{Cells, pattern};
use crate::ledger::schema::Ledger;
use crate::text::Message;

/// A column of which so much speaks for its field tells which ledger a table is.
const SURE: f64 = 0.75;
/// So many columns that say more than a role make a table plainly of a ledger.
const PLAINLY: usize = 4;

/// So many let its remaining required column be told by its cells.
const ENOUGH_TO_TELL: usize = 3;

/// Maps the headers of a table to the fields of a ledger. `cells` has a sample of each column,
/// `above` is the unit that a line above the table names.
///
/// # Errors
/// The configuration names a field that the ledger does not have.
pub fn map(
    headers: &[Header],
    cells: &[Cells<'_>],
    above: HeaderUnit,
    ledger: Ledger,
    hints: &Hints<'_>,
) -> Result<Mapping, Message> {
    let settler = Settler {
        headers,
        cells,
        ledger,
        schema: ledger.schema(),
    };
    let mut columns: Vec<MappedColumn> = headers.iter().map(unmapped).collect();
    let mut candidates = Vec::with_capacity(headers.len());
    for (position, header) in headers.iter().enumerate() {
        let configured = configured(header, ledger, hints);
        match configured {
            Some(field) if !field.is_empty() => {
                let target = configured_target(ledger, &header.text, field)?;
                columns[position].target = Some(target);
                columns[position].priority = candidates::priority_of(header, ledger, target);
                columns[position].conclusion = Conclusion {
                    basis: Some(Basis::Configured),
                    certainty: 1.0,
                    fit: candidates::fit(target, header, &cells[position], settler.schema),
                    ..Conclusion::default()
                };
                candidates.push(Vec::new());
            }
            Some(_) => candidates.push(Vec::new()),
            None => candidates.push(candidates::of_column(
                header,
                &cells[position],
                ledger,
                hints,
            )),
        }
    }
    settler.free_configured(&columns, &mut candidates);
    let chosen = settler.choose(&candidates);
    let (mut total, mut telling) = (0.0, 0);
    let mut is_grounded = columns.iter().any(|column| column.target.is_some());
    for (position, chosen) in chosen.iter().enumerate() {
        let Some(candidate) = chosen.map(|chosen| candidates[position][chosen]) else {
            continue;
        };
        // Numbers of rows stand in tables of every kind and tell none from another.
        if !settler.is_numbering(&candidate) {
            total += candidate.score;
        }
        is_grounded |= candidate.is_specific && settler.tells_the_thing(&candidate);
        telling += usize::from(candidate.is_specific && candidate.score >= SURE);
        settler.take(&mut columns[position], position, &candidate);
    }
    if telling >= ENOUGH_TO_TELL {
        settler.take_remaining(&mut columns);
    }
    is_grounded |= telling >= PLAINLY;
    is_grounded |= match ledger {
        Ledger::Surveys => true,
        // 单位名称 alone could head any table of units; what else the tree is made of tells it.
        Ledger::Units => {
            let sure = columns
                .iter()
                .filter(|column| column.conclusion.certainty >= SURE);
            sure.count() > 2
        }
        _ => false,
    };
    total += columns
        .iter()
        .filter(|column| column.conclusion.basis == Some(Basis::Configured))
        .count() as f64;
    let clash = settler.give_way(&mut columns, &candidates);
    for (position, column) in columns.iter_mut().enumerate() {
        settler.finish(column, position, above);
    }
    Ok(Mapping {
        columns,
        total,
        is_grounded,
        clash,
    })
}

/// Lists for each column that stayed open the fields that it might be.
pub fn list_nearest(
    columns: &mut [MappedColumn],
    headers: &[Header],
    cells: &[Cells<'_>],
    ledger: Ledger,
) {
    const MOST: usize = 3;
    let schema = ledger.schema();
    let taken: Vec<Target> = columns.iter().filter_map(|column| column.target).collect();
    for (position, column) in columns.iter_mut().enumerate() {
        if column.target.is_some() || column.personal || column.header.is_empty() {
            continue;
        }
        let asks = headers[position]
            .phrases
            .iter()
            .any(|phrase| phrase.asks_whether);
        let may_fold = asks || cells[position].flags().is_some_and(|flags| flags >= 0.5);
        let mut near: Vec<(f64, Target)> = candidates::targets(schema)
            .filter(|target| !taken.contains(target))
            .filter(|target| may_fold || !matches!(target, Target::Folded(_)))
            .filter_map(|target| {
                let name = field_name(schema, target);
                let words = headers[position]
                    .phrases
                    .iter()
                    .map(|phrase| pattern::relatedness(phrase, ledger, &name))
                    .fold(0.0, f64::max);
                // The cells are looked at only where words speak for the field.
                if words < 0.5 {
                    return None;
                }
                let fit = candidates::fit(target, &headers[position], &cells[position], schema);
                let fit = fit.unwrap_or(0.5);
                (fit >= 0.5).then_some((words * fit, target))
            })
            .collect();
        near.sort_by(|left, right| right.0.total_cmp(&left.0));
        column.conclusion.nearest = near
            .into_iter()
            .take(MOST)
            .map(|(_, target)| target)
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(ledger: Ledger, headers: &[&str], body: &[&[&str]]) -> Vec<(Option<String>, bool)> {
        let cells: Vec<Cells<'_>> = (0..headers.len())
            .map(|position| Cells::sample(body.iter().map(|row| row[position])))
            .collect();
        let headers: Vec<Header> = headers
            .iter()
            .map(|header| Header::of(&vec![(*header).to_owned()]))
            .collect();
        let schema = ledger.schema();
        map(
            &headers,
            &cells,
            HeaderUnit::default(),
            ledger,
            &Hints::default(),
        )
        .unwrap()
        .columns
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
            Ledger::Surveys,
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

    #[test]
    fn headers_that_nobody_listed_are_read_by_their_words_and_cells() {
        let found = mapped(
            Ledger::Meetings,
            &[
                "会议题目",
                "开会日期",
                "组织单位",
                "登记日期",
                "召集部门",
                "实际到会人数",
            ],
            &[
                &[
                    "防汛会商",
                    "2024-03-05",
                    "云岭县应急管理局",
                    "2024-03-09",
                    "云岭县水利局",
                    "12",
                ],
                &[
                    "春耕会商",
                    "2024-03-06",
                    "云岭县农业农村局",
                    "2024-03-09",
                    "云岭县水利局",
                    "9",
                ],
            ],
        );
        let fields: Vec<&str> = found
            .iter()
            .map(|(field, _)| field.as_deref().unwrap_or("-"))
            .collect();
        assert_eq!(
            fields,
            ["title", "date", "organizer", "-", "-", "attendees"]
        );
    }
}
