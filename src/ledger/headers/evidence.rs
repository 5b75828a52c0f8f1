//! What the cells below a header say for a field: how many of them can be read as a value of its
//! kind. Days, counts, durations, yes and no, coded words, document numbers and firm codes tell
//! much; text tells little, and a column of names of persons is no column of units.

use std::collections::BTreeSet;

use super::units::HeaderUnit;
use crate::ledger::schema::{Field, Kind, Schema};
use crate::ledger::values::coded::ANY_OTHER;
use crate::ledger::values::normal::{is_chinese, narrow};
use crate::ledger::values::{
    coded, count, date, deadline, document_number, duration, flag, frequency, list, nothing,
    rating, time,
};

/// A sample of the cells of one column, without the blank ones.
#[derive(Clone, Debug, Default)]
pub struct Cells<'c> {
    cells: Vec<&'c str>,
}

/// So many cells tell what a column is.
const SAMPLE: usize = 40;

impl<'c> Cells<'c> {
    /// The first cells of a column that are filled.
    #[must_use]
    pub fn sample(cells: impl Iterator<Item = &'c str>) -> Self {
        let filled = cells.filter(|cell| !cell.is_empty() && !nothing::is_nothing(cell));
        Self {
            cells: filled.take(SAMPLE).collect(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether no value stands twice.
    #[must_use]
    pub fn are_distinct(&self) -> bool {
        let distinct: BTreeSet<&&str> = self.cells.iter().collect();
        distinct.len() == self.cells.len()
    }

    /// Whether two columns hold the same.
    #[must_use]
    pub fn are_those_of(&self, other: &Self) -> bool {
        self.cells == other.cells
    }

    /// The share of the cells for which `fits` holds; `None` where there are none.
    pub(super) fn share(&self, fits: impl Fn(&str) -> bool) -> Option<f64> {
        if self.cells.is_empty() {
            return None;
        }
        let fitting = self.cells.iter().filter(|cell| fits(cell)).count();
        Some(fitting as f64 / self.cells.len() as f64)
    }

    /// The share of yes and no.
    #[must_use]
    pub fn flags(&self) -> Option<f64> {
        self.share(|cell| flag::read(cell).is_ok())
    }

    /// The share of days.
    #[must_use]
    pub fn days(&self) -> Option<f64> {
        self.share(is_day)
    }

    /// The share of cells that one of the coded fields of a mixed column knows.
    #[must_use]
    pub fn coded(&self, schema: &Schema, fields: &[&str], words: &[&str]) -> Option<f64> {
        self.share(|cell| {
            words.iter().any(|word| cell.contains(word))
                || fields.iter().any(|field| {
                    matches!(schema.field(field).map(|field| field.kind),
                        Some(Kind::Code(codes) | Kind::CodeSet(codes)) if is_coded(cell, codes))
                })
        })
    }

    /// How well the cells fit a field of a ledger, from 0 to 1; `None` where there are none.
    #[must_use]
    pub fn fit(&self, field: &Field, schema: &Schema, unit: HeaderUnit) -> Option<f64> {
        match field.kind {
            Kind::Date if field.name == "due" => {
                self.share(|cell| is_day(cell) || deadline::read(cell).is_some())
            }
            Kind::Date => self.share(is_day),
            Kind::Time => self.share(|cell| time::read(cell).is_ok() || is_day(cell)),
            Kind::Duration => {
                let unit = unit.duration.unwrap_or_default();
                self.share(|cell| duration::read(cell, unit).is_ok())
            }
            Kind::Number => self.share(is_number),
            Kind::Count if field.name == "attendees" => {
                self.share(|cell| is_count(cell) || (!is_day(cell) && list::has_separator(cell)))
            }
            Kind::Count => self.share(is_count),
            Kind::Flag => self.flags(),
            Kind::Rating => self.share(|cell| rating::read(cell).is_ok()),
            Kind::Frequency => self.share(|cell| frequency::read(cell).is_ok()),
            Kind::Code(codes) | Kind::CodeSet(codes) => self.share(|cell| is_coded(cell, codes)),
            Kind::Names => self.share(|cell| !is_typed(cell) && flag::read(cell).is_err()),
            Kind::NamesOrCount => self.share(|cell| !is_day(cell)),
            Kind::Name if field.name == "unit" && schema.name == "units" => {
                self.units().map(|units| units * self.distinct())
            }
            Kind::Name if is_unit(field, schema) => self.units(),
            Kind::Name => self.share(|cell| !is_typed(cell) && flag::read(cell).is_err()),
            Kind::Text => self.text(field.name),
        }
    }

    fn text(&self, field: &str) -> Option<f64> {
        match field {
            "number" => self
                .share(|cell| {
                    document_number::is_document_number(cell) || is_numbered_by_year(cell)
                })
                .map(|share| (share * 2.0).min(1.0)),
            "target_code" => self.share(|cell| {
                let code = narrow(cell);
                let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
                matches!(code.len(), 9..=20)
                    && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                    && code.chars().filter(char::is_ascii_digit).count() >= 5
            }),
            "code" => self.share(is_division_code),
            "id" | "response" => self.share(|cell| {
                !is_whole_day(cell)
                    && cell.chars().count() <= 40
                    && cell.chars().any(|c| c.is_ascii_digit())
            }),
            "title" | "name" => self.share(|cell| {
                !is_typed(cell)
                    && flag::read(cell).is_err()
                    && cell.chars().count() >= 2
                    && !document_number::is_document_number(cell)
            }),
            "due_day" => self.share(|cell| {
                is_day(cell)
                    || cell
                        .chars()
                        .any(|c| c.is_ascii_digit() || "日月周末前底".contains(c))
            }),
            _ => self.share(|cell| !is_whole_day(cell)),
        }
    }

    /// The share of the cells that name one unit and name it for the first time: a tree of units lists
    /// each once.
    fn distinct(&self) -> f64 {
        let single = self.cells.iter().filter(|cell| !list::has_separator(cell));
        let distinct: BTreeSet<&&str> = single.collect();
        distinct.len() as f64 / self.cells.len().max(1) as f64
    }

    /// How much the cells look like names of units: a column of persons does not at all.
    fn units(&self) -> Option<f64> {
        let named = self.share(|cell| !is_typed(cell) && flag::read(cell).is_err())?;
        let persons = self.share(is_person)?;
        let units = self.share(is_unit_like)?;
        if persons > 0.6 && units < 0.2 {
            return Some(0.0);
        }
        // A firm builds and maintains; it imposes nothing.
        let firms = self.share(|cell| cell.contains("公司") || cell.ends_with("集团"))?;
        Some(named * units.mul_add(0.3, 0.7) * (1.0 - firms / 2.0))
    }
}

/// An administrative division code (GB/T 2260, GB/T 10114) has 6, 9 or 12 digits.
fn is_division_code(cell: &str) -> bool {
    let code = narrow(cell);
    let digits = code.chars().filter(|c| !c.is_whitespace() && *c != '\'');
    matches!(code.trim().len(), 6..=13)
        && digits.clone().all(|c| c.is_ascii_digit())
        && matches!(digits.count(), 6 | 9 | 12)
}

/// Whether a field names a unit of government, by its place in its ledger.
#[must_use]
pub fn is_unit(field: &Field, schema: &Schema) -> bool {
    field.name == schema.imposer || matches!(field.name, "parent" | "unit" | "organizer")
}

/// `FIN 12/2024`: letters, a year and a running number.
fn is_numbered_by_year(cell: &str) -> bool {
    cell.is_ascii()
        && !is_day(cell)
        && cell.starts_with(|c: char| c.is_ascii_alphabetic())
        && cell
            .split(|c: char| !c.is_ascii_digit())
            .any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

fn is_day(cell: &str) -> bool {
    date::read(cell).is_ok()
}

/// A day that is no plain number.
fn is_whole_day(cell: &str) -> bool {
    is_day(cell) && !cell.chars().all(|c| c.is_ascii_digit())
}

fn is_number(cell: &str) -> bool {
    count::read_number(cell, 1.0).is_ok() && !is_whole_day(cell)
}

fn is_count(cell: &str) -> bool {
    count::read(cell, 1.0).is_ok() && !is_whole_day(cell) && !cell.chars().all(is_chinese_letter)
}

/// A list of names counts its entries; letters alone are no count.
fn is_chinese_letter(c: char) -> bool {
    is_chinese(c) && !"零一二三四五六七八九十百千万两〇".contains(c)
}

fn is_coded(cell: &str, codes: coded::Codes) -> bool {
    let knows = |entry: &str| {
        coded::read(entry, codes).is_ok_and(|code| {
            codes.get(code as usize).is_some_and(|words| {
                !words.contains(&ANY_OTHER) || words.iter().any(|word| entry.contains(word))
            })
        })
    };
    knows(cell) || list::entries(cell).into_iter().any(knows)
}

/// A number, a day or a time rather than words.
fn is_typed(cell: &str) -> bool {
    is_whole_day(cell)
        || time::read(cell).is_ok()
        || narrow(cell)
            .chars()
            .all(|c| c.is_ascii_digit() || ".,+-%/ ".contains(c))
}

/// Two or three characters of a name, perhaps masked: 张＊, 李某某.
fn is_person(cell: &str) -> bool {
    let length = cell.chars().count();
    (2..=4).contains(&length)
        && cell
            .chars()
            .all(|c| is_chinese(c) || matches!(c, '*' | '＊' | '×' | 'X' | '某' | '·'))
        && !is_unit_like(cell)
}

fn is_unit_like(cell: &str) -> bool {
    let last = cell
        .trim_end_matches([')', '）', '、', ' '])
        .chars()
        .next_back()
        .unwrap_or(' ');
    "省市州盟县区旗镇乡村局委办部厅院会站所队组处室科司校府团社党矿厂店园馆场道心行库"
        .contains(last)
        || cell.contains("公司")
        || (cell.is_ascii() && cell.split(' ').count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;

    fn fit(ledger: Ledger, field: &str, cells: &[&str]) -> f64 {
        let schema = ledger.schema();
        let cells = Cells::sample(cells.iter().copied());
        let field = schema.field(field).unwrap();
        cells.fit(field, schema, HeaderUnit::default()).unwrap()
    }

    #[test]
    fn cells_speak_for_their_kind() {
        let days = ["2024-03-05", "3月6日", "2024/3/7"];
        assert!(fit(Ledger::Meetings, "date", &days) > 0.9);
        assert!(fit(Ledger::Meetings, "organizer", &days) < 0.1);
        assert!(fit(Ledger::Meetings, "attendees", &days) < 0.1);
        let persons = ["张＊", "李某某", "王芳"];
        assert!(fit(Ledger::Inspections, "inspector", &persons) < 0.1);
        let units = ["云岭县教育局", "青山镇", "县应急管理局"];
        assert!(fit(Ledger::Inspections, "inspector", &units) > 0.9);
        let firms = ["蓝屿科技有限公司", "恒算软件有限公司"];
        assert!(fit(Ledger::Apps, "owner", &firms) < 0.6);
        let numbers = ["云政发〔2024〕3号", "云政办函〔2024〕11号"];
        assert!(fit(Ledger::Documents, "number", &numbers) > 0.9);
        assert!(fit(Ledger::Documents, "number", &["D-001", "D-002"]) < 0.1);
        assert!(fit(Ledger::Documents, "title", &numbers) < 0.1);
    }
}
