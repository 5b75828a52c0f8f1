//! From header cells to fields: what each column of a table is in a ledger. The configuration
//! goes first; then headers that are known whole, the words of a header and the cells below it
//! are weighed, and all columns are settled together. Between columns that speak for one field
//! nearly alike, none is taken: what stays open is listed with the fields that it might be.

use std::collections::BTreeMap;

use super::aliases;
use super::candidates::{self, Candidate};
pub use super::header::{Header, normal};
use super::questions;
use crate::ledger::headers::units::HeaderUnit;
use crate::ledger::headers::{Cells, assignment, pattern};
use crate::ledger::schema::{Kind, Ledger, Schema};
use crate::ledger::values::duration::Unit;
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

/// What a conclusion about a column rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The configuration says so.
    Configured,
    /// The whole header is known.
    Known,
    /// Its words and the cells below it say so.
    Concluded,
}

/// What was concluded about a column, for whoever checks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conclusion {
    /// What it rests on; `None` where the column is kept as evidence only.
    pub basis: Option<Basis>,
    /// How sure it is, from 0 to 1.
    pub certainty: f64,
    /// The share of the filled cells that were understood; `None` where there are none.
    pub fit: Option<f64>,
    /// The header of the column that was taken for the field instead.
    pub gives_way_to: Option<String>,
    /// The targets that it might be, the nearest first.
    pub nearest: Vec<Target>,
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
    /// How the target was found.
    pub conclusion: Conclusion,
}

/// The columns of a table in one ledger.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// From the left.
    pub columns: Vec<MappedColumn>,
    /// What speaks for the ledger: the sum of what speaks for its columns.
    pub total: f64,
    /// A required column names the thing of the ledger or what is done with it.
    pub is_grounded: bool,
    /// Two columns of one field that cannot be told apart: their positions.
    pub clash: Option<(usize, usize)>,
}

/// Headers mapped by the configuration: for each ledger, header → field, or "" to leave it out.
pub type ColumnSettings = BTreeMap<Ledger, BTreeMap<String, String>>;

/// Values that every row of a table has: for each ledger, field → value.
pub type ConstantSettings = BTreeMap<Ledger, BTreeMap<String, String>>;

/// What the configuration says of tables.
#[derive(Clone, Debug, Default)]
pub struct TableSettings {
    /// Headers mapped to fields.
    pub columns: ColumnSettings,
    /// Values of fields that a table has no column of.
    pub constants: ConstantSettings,
}

/// What the caller knows of a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Hints<'h> {
    /// The ledger that the command or the configuration says it is.
    pub forced: Option<Ledger>,
    /// The ledger that its name suggests.
    pub by_name: Option<Ledger>,
    /// What the configuration says.
    pub settings: Option<&'h TableSettings>,
    /// The names of the sheet and of the file, without their endings.
    pub names: [&'h str; 2],
}

/// The parts of one header cell, from the top; blank ones are left out.
pub type HeaderParts = Vec<String>;

/// The header of a column that holds what stood beyond the last column of a rejected row. A row
/// that still has something there was not corrected.
pub const BEYOND: &str = "jianfu_beyond";

/// Less is no conclusion; a required field, without which the whole table is refused, needs less.
const ENOUGH: f64 = 0.6;
const ENOUGH_REQUIRED: f64 = 0.5;
/// What lies nearer together than this cannot be told apart.
const MARGIN: f64 = 0.05;
/// A column of which so much speaks for its field tells which ledger a table is.
const SURE: f64 = 0.75;
/// A ledger cannot do without its required fields: they are settled before the others.
const REQUIRED: f64 = 1.0;
/// Fields for which several columns may stand in one file: the best one that has a value is
/// taken, row by row (实到 before 参会 before 应到).
const RANKED: [&str; 2] = ["attendees", "id"];
/// Counts of people, for which a line above the table may name tens of thousands.
const PEOPLE: [&str; 6] = [
    "users",
    "active_users",
    "followers",
    "members",
    "attendees",
    "cadres",
];

/// The field that a target stands for, as machine formats and the configuration name it.
#[must_use]
pub fn field_name(schema: &Schema, target: Target) -> String {
    match target {
        Target::Field(position) => schema.fields[position].name.to_owned(),
        Target::Mixed(position) => schema.mixed[position].codes.join("|"),
        Target::Folded(position) => format!("demands:{}", schema.folded[position].demand),
    }
}

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
    let mut total = 0.0;
    let mut is_grounded = columns.iter().any(|column| column.target.is_some());
    for (position, chosen) in chosen.iter().enumerate() {
        let Some(candidate) = chosen.map(|chosen| candidates[position][chosen]) else {
            continue;
        };
        total += candidate.score;
        is_grounded |= candidate.is_specific && settler.is_required(candidate.target);
        settler.take(&mut columns[position], position, &candidate);
    }
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
                let fit = candidates::fit(target, &headers[position], &cells[position], schema);
                let fit = fit.unwrap_or(0.5);
                (words >= 0.5 && fit >= 0.5).then_some((words * fit, target))
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

/// A column that is kept as evidence only.
#[must_use]
pub fn unmapped(header: &Header) -> MappedColumn {
    MappedColumn {
        header: header.text.clone(),
        target: None,
        unit: Unit::default(),
        factor: 1.0,
        priority: 0,
        personal: false,
        conclusion: Conclusion::default(),
    }
}

/// Settles the columns of one table in one ledger.
struct Settler<'t> {
    headers: &'t [Header],
    cells: &'t [Cells<'t>],
    ledger: Ledger,
    schema: &'static Schema,
}

impl Settler<'_> {
    fn number(&self, target: Target) -> usize {
        let fields = self.schema.fields.len();
        match target {
            Target::Field(field) => field,
            Target::Mixed(mixed) => fields + mixed,
            Target::Folded(folded) => fields + self.schema.mixed.len() + folded,
        }
    }

    fn is_required(&self, target: Target) -> bool {
        matches!(target, Target::Field(field) if self.schema.fields[field].required)
    }

    /// Whether several columns may be this target.
    fn takes_several(&self, target: Target) -> bool {
        match target {
            Target::Field(field) => RANKED.contains(&self.schema.fields[field].name),
            // 会议形式 and 会议类别 mix the same fields, each value telling which it speaks of.
            Target::Mixed(_) | Target::Folded(_) => true,
        }
    }

    /// What the configuration maps is no other column's.
    fn free_configured(&self, columns: &[MappedColumn], candidates: &mut [Vec<Candidate>]) {
        let taken: Vec<Target> = columns.iter().filter_map(|column| column.target).collect();
        for found in candidates.iter_mut() {
            found.retain(|candidate| {
                !taken.contains(&candidate.target) || self.takes_several(candidate.target)
            });
        }
    }

    /// For each column the candidate that it is.
    fn choose(&self, candidates: &[Vec<Candidate>]) -> Vec<Option<usize>> {
        let targets = self.schema.fields.len() + self.schema.mixed.len() + self.schema.folded.len();
        let weights: Vec<Vec<(usize, f64)>> = candidates
            .iter()
            .map(|found| {
                found
                    .iter()
                    .map(|candidate| {
                        let (extra, least) = if self.is_required(candidate.target) {
                            (REQUIRED, ENOUGH_REQUIRED)
                        } else {
                            (0.0, ENOUGH)
                        };
                        let enough = candidate.basis == Basis::Known || candidate.score >= least;
                        let weight = if enough { candidate.score + extra } else { 0.0 };
                        (self.number(candidate.target), weight)
                    })
                    .filter(|(_, weight)| *weight > 0.0)
                    .collect()
            })
            .collect();
        let settled = assignment::settle(&weights, targets);
        // Candidates too weak to be weighed are passed over in the weights.
        let mut chosen: Vec<Option<usize>> = settled
            .iter()
            .enumerate()
            .map(|(column, settled)| {
                let (target, _) = weights[column][(*settled)?];
                candidates[column]
                    .iter()
                    .position(|candidate| self.number(candidate.target) == target)
            })
            .collect();
        for (column, found) in candidates.iter().enumerate() {
            if chosen[column].is_none() {
                chosen[column] = found.iter().position(|candidate| {
                    self.takes_several(candidate.target)
                        && (candidate.basis == Basis::Known || candidate.score >= ENOUGH)
                });
            }
        }
        let doubtful: Vec<usize> = (0..chosen.len())
            .filter(|column| self.is_doubtful(*column, &chosen, candidates))
            .collect();
        for column in doubtful {
            chosen[column] = None;
        }
        chosen
    }

    /// Whether a concluded column could as well be another field that is free, or another free
    /// column with other cells could as well be its field.
    fn is_doubtful(
        &self,
        column: usize,
        chosen: &[Option<usize>],
        candidates: &[Vec<Candidate>],
    ) -> bool {
        let Some(own) = chosen[column].map(|chosen| candidates[column][chosen]) else {
            return false;
        };
        if own.basis == Basis::Known || self.takes_several(own.target) {
            return false;
        }
        let is_free = |target: Target| {
            chosen.iter().enumerate().all(|(other, chosen)| {
                chosen.is_none_or(|chosen| candidates[other][chosen].target != target)
            })
        };
        let other_field = candidates[column].iter().any(|candidate| {
            candidate.target != own.target
                && candidate.score > own.score - MARGIN
                && is_free(candidate.target)
                && (self.is_required(own.target) == self.is_required(candidate.target))
        });
        let other_column = candidates.iter().enumerate().any(|(other, found)| {
            other != column
                && chosen[other].is_none()
                && !self.cells[other].are_those_of(&self.cells[column])
                && found.iter().any(|candidate| {
                    candidate.target == own.target && candidate.score > own.score - MARGIN
                })
        });
        other_field || other_column
    }

    fn take(&self, column: &mut MappedColumn, position: usize, candidate: &Candidate) {
        column.target = Some(candidate.target);
        column.priority = candidate.priority;
        column.conclusion = Conclusion {
            basis: Some(candidate.basis),
            certainty: match candidate.basis {
                Basis::Concluded => candidate.score.min(0.99),
                Basis::Configured | Basis::Known => 1.0,
            },
            fit: candidates::fit(
                candidate.target,
                &self.headers[position],
                &self.cells[position],
                self.schema,
            ),
            ..Conclusion::default()
        };
    }

    /// A column whose header is known, but whose field another column took, is kept as evidence;
    /// answers with two that cannot be told apart and differ.
    fn give_way(
        &self,
        columns: &mut [MappedColumn],
        candidates: &[Vec<Candidate>],
    ) -> Option<(usize, usize)> {
        let mut clash = None;
        for position in 0..columns.len() {
            if columns[position].target.is_some() {
                continue;
            }
            let Some(best) = candidates[position]
                .first()
                .filter(|best| best.score >= ENOUGH)
            else {
                continue;
            };
            let taken =
                (0..columns.len()).find(|other| columns[*other].target == Some(best.target));
            let Some(other) = taken else { continue };
            columns[position].conclusion.gives_way_to = Some(columns[other].header.clone());
            let differ = self.differ(position, other);
            if differ && self.are_alike(position, other, best.target) {
                clash.get_or_insert((other.min(position), other.max(position)));
            }
        }
        clash.or_else(|| self.ranked_twice(columns))
    }

    /// Whether two columns hold different values, or may: without a row below the header none can be
    /// told from the other.
    fn differ(&self, left: usize, right: usize) -> bool {
        !self.cells[left].are_those_of(&self.cells[right]) || self.cells.iter().all(Cells::is_empty)
    }

    /// One header twice, of a field that takes several columns, is no rank.
    fn ranked_twice(&self, columns: &[MappedColumn]) -> Option<(usize, usize)> {
        (0..columns.len()).find_map(|later| {
            let target = columns[later].target.filter(|target| {
                matches!(target, Target::Field(_)) && self.takes_several(*target)
            })?;
            let earlier = (0..later).find(|earlier| {
                columns[*earlier].target == Some(target)
                    && normal(&columns[*earlier].header) == normal(&columns[later].header)
                    && self.differ(*earlier, later)
            })?;
            Some((earlier, later))
        })
    }

    /// Whether neither words nor cells tell two columns of one field apart.
    fn are_alike(&self, left: usize, right: usize, target: Target) -> bool {
        let fit = |column: usize| {
            candidates::fit(
                target,
                &self.headers[column],
                &self.cells[column],
                self.schema,
            )
            .unwrap_or(0.0)
        };
        let rank = |column: usize| {
            self.headers[column]
                .keys
                .iter()
                .find_map(|(_, normal)| aliases::known(self.ledger, normal))
                .map(|alias| if alias.rank <= 1 { 0 } else { alias.rank })
        };
        let same_header = normal(&self.headers[left].text) == normal(&self.headers[right].text);
        let same_rank = rank(left).is_some() && rank(left) == rank(right);
        let both_asked = self.schema.name == "surveys"
            && rank(left).is_none()
            && rank(right).is_none()
            && self.headers[left].text != self.headers[right].text;
        (same_header || same_rank || both_asked) && (fit(left) - fit(right)).abs() < 0.3
    }

    /// The unit of a column's numbers, and whether it says who a respondent is.
    fn finish(&self, column: &mut MappedColumn, position: usize, above: HeaderUnit) {
        let header = &self.headers[position];
        let kind = match column.target {
            Some(Target::Field(field)) => Some(&self.schema.fields[field]),
            _ => None,
        };
        if column.target.is_none() || column.conclusion.basis == Some(Basis::Concluded) {
            let is_rating = kind.is_some_and(|field| matches!(field.kind, Kind::Rating))
                && !self.cells[position].is_empty();
            column.personal = !is_rating && questions::says_who(&header.text, self.schema);
            if column.personal {
                column.target = None;
                column.conclusion = Conclusion::default();
                return;
            }
        }
        let Some(field) = kind else { return };
        let own = if self.ledger == Ledger::Surveys {
            // What a week loses is counted in hours unless the question says otherwise.
            questions::unit(header)
        } else {
            header.unit.or(HeaderUnit {
                factor: above.factor.filter(|_| PEOPLE.contains(&field.name)),
                ..above
            })
        };
        match field.kind {
            Kind::Duration => column.unit = own.duration.unwrap_or_default(),
            Kind::Count | Kind::Number | Kind::NamesOrCount => {
                column.factor = own.factor.unwrap_or(1.0);
            }
            _ => {}
        }
    }
}

/// The field that the configuration gives a header, by its text or by its normal form.
fn configured<'h>(header: &Header, ledger: Ledger, hints: &Hints<'h>) -> Option<&'h String> {
    let columns = hints.settings?.columns.get(&ledger)?;
    let exact = columns.get(&header.text);
    let keys = header.keys.iter();
    let by_key = || keys.clone().find_map(|(key, _)| columns.get(key));
    let same = || {
        columns
            .iter()
            .find(|(known, _)| keys.clone().any(|(_, own)| *own == normal(known).0))
            .map(|(_, field)| field)
    };
    exact.or_else(by_key).or_else(same)
}

/// The constants that the configuration states for a ledger: fields and their values.
///
/// # Errors
/// It names a field that the ledger does not have.
pub(super) fn configured_constant<'h>(
    ledger: Ledger,
    hints: &Hints<'h>,
) -> Result<Vec<(usize, &'h str)>, Message> {
    let Some(constants) = hints
        .settings
        .and_then(|settings| settings.constants.get(&ledger))
    else {
        return Ok(Vec::new());
    };
    let schema = ledger.schema();
    let stated = constants.iter().map(|(field, value)| {
        let position = schema
            .position(field)
            .ok_or_else(|| unknown_field(ledger, "constant", field))?;
        Ok((position, value.as_str()))
    });
    stated.collect()
}

fn unknown_field(ledger: Ledger, header: &str, field: &str) -> Message {
    let fields = ledger.schema().fields.iter();
    let known: Vec<&str> = fields.map(|field| field.name).collect();
    Message::new("config-unknown-field")
        .text("ledger", ledger.name())
        .text("header", header)
        .text("field", field)
        .text("known", known.join(", "))
}

fn configured_target(ledger: Ledger, header: &str, field: &str) -> Result<Target, Message> {
    let schema = ledger.schema();
    candidates::targets(schema)
        .find(|target| field_name(schema, *target) == field)
        .ok_or_else(|| unknown_field(ledger, header, field))
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
