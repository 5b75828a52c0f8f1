//! Ledgers of two periods side by side: put one below the other with names in one pool, and units
//! that were renamed or merged called by the name that they have now. Which rows are of which
//! period, and what is compared, is not known here.

use polars::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{NameId, NamePool};
use super::read::column::count_column;
use super::schema::{Kind, Ledger};
use super::table::{FILE, Ledgers, Table};

impl Ledgers {
    /// The same ledgers with other names; a list in which two names become one has it once, and of
    /// units that become one the first row stays, with the headcount of all.
    ///
    /// # Errors
    /// Those of polars.
    pub fn renamed(self, rename: impl Fn(&str) -> Option<String>) -> PolarsResult<Self> {
        let mut names = NamePool::default();
        let old = 0..self.names.len() as NameId;
        let numbers: Vec<NameId> = old
            .map(|number| {
                let name = self.names.name(number);
                names.number(rename(name).as_deref().unwrap_or(name))
            })
            .collect();
        let mut renamed = self.map(|table| {
            let frame = renumbered(&table, &numbers, 0)?;
            let table = Table::new(table.ledger, frame);
            if table.ledger == Ledger::Units {
                merged_units(&table)
            } else {
                Ok(table)
            }
        })?;
        renamed.names = names;
        Ok(renamed)
    }

    /// These rows, and below them those of `later`, whose files are numbered on; a unit that both
    /// list is listed as the later does.
    ///
    /// # Errors
    /// Those of polars.
    pub fn joined(&self, later: &Self) -> PolarsResult<Self> {
        let mut names = self.names.clone();
        let numbers = names.absorb(&later.names);
        let first_file = self.files.len() as u32;
        let mut tables = Vec::with_capacity(Ledger::ALL.len());
        for ledger in Ledger::ALL {
            let lower = renumbered(later.table(ledger), &numbers, first_file)?;
            let lower = Table::new(ledger, lower);
            let upper = self.table(ledger);
            let upper = if ledger == Ledger::Units {
                upper.filtered(&not_listed(upper, &lower))?
            } else {
                upper.clone()
            };
            tables.push(Table::new(ledger, stacked(&upper, &lower)?));
        }
        let files = self.files.iter().chain(&later.files);
        let files = files.map(ToString::to_string).collect();
        let mut joined = Self::new(tables, names, files);
        joined.covers = self.covers.iter().chain(&later.covers).copied().collect();
        joined.open = self.open.iter().chain(&later.open).cloned().collect();
        Ok(joined)
    }
}

/// A table's frame with other numbers of names and files.
fn renumbered(table: &Table, numbers: &[NameId], first_file: u32) -> PolarsResult<DataFrame> {
    let mut frame = table.frame().clone();
    let rows = table.rows();
    let wholes = |name: &str, column: &dyn Fn(usize) -> Option<u32>| {
        UInt32Chunked::from_iter_options(name.into(), (0..rows).map(column)).into_column()
    };
    if table.has(FILE) {
        let files = table.wholes(FILE);
        frame.with_column(wholes(FILE, &|row| Some(files.get(row)? + first_file)))?;
    }
    for field in table.ledger.schema().fields {
        if !table.has(field.name) {
            continue;
        }
        match field.kind {
            Kind::Name => {
                let names = table.wholes(field.name);
                let number = |row| names.get(row).map(|name| numbers[name as usize]);
                frame.with_column(wholes(field.name, &number))?;
            }
            Kind::Names | Kind::NamesOrCount => {
                frame.with_column(lists(table, field.name, numbers))?;
                let counts = table.counts(field.name);
                let listed = table.lists(field.name);
                if table.has(&count_column(field.name)) {
                    // A list that lost an entry has one less.
                    let count = |row| {
                        let entries = listed.get(row);
                        entries.map_or(counts.get(row), |entries| {
                            Some(once(entries, numbers).len() as u32)
                        })
                    };
                    frame.with_column(wholes(&count_column(field.name), &count))?;
                }
            }
            _ => {}
        }
    }
    Ok(frame)
}

fn lists(table: &Table, field: &str, numbers: &[NameId]) -> Column {
    let lists = table.lists(field);
    let mut builder: ListPrimitiveChunkedBuilder<UInt32Type> = ListPrimitiveChunkedBuilder::new(
        field.into(),
        table.rows(),
        lists.all().len(),
        DataType::UInt32,
    );
    for row in 0..table.rows() {
        match lists.get(row) {
            Some(entries) => builder.append_slice(&once(entries, numbers)),
            None => builder.append_opt_slice(None),
        }
    }
    builder.finish().into_column()
}

/// The new numbers of entries; of those that become one, the first. What stood twice before, stays.
fn once(entries: &[NameId], numbers: &[NameId]) -> Vec<NameId> {
    let mut kept: Vec<(NameId, NameId)> = Vec::with_capacity(entries.len());
    for entry in entries {
        let number = numbers[*entry as usize];
        let became_one = kept
            .iter()
            .any(|(old, known)| *known == number && old != entry);
        if !became_one {
            kept.push((*entry, number));
        }
    }
    kept.into_iter().map(|(_, number)| number).collect()
}

/// Units of one name and one parent in one row, with the headcount of all.
fn merged_units(table: &Table) -> PolarsResult<Table> {
    let (units, parents) = (table.wholes("unit"), table.wholes("parent"));
    let cadres = table.wholes("cadres");
    let mut first: FxHashMap<(Option<u32>, Option<u32>), usize> = FxHashMap::default();
    let mut all: Vec<Option<u32>> = (0..table.rows()).map(|row| cadres.get(row)).collect();
    let mut kept = vec![true; table.rows()];
    for row in 0..table.rows() {
        let first = *first
            .entry((units.get(row), parents.get(row)))
            .or_insert(row);
        if first != row {
            kept[row] = false;
            let both = (all[first], all[row]);
            all[first] = match both {
                (Some(one), Some(other)) => Some(one + other),
                (one, other) => one.or(other),
            };
        }
    }
    let mut frame = table.frame().clone();
    if table.has("cadres") {
        let all = UInt32Chunked::from_iter_options("cadres".into(), all.into_iter());
        frame.with_column(all.into_column())?;
    }
    Table::new(Ledger::Units, frame).filtered(&kept)
}

/// Which units of one table the other does not list.
fn not_listed(table: &Table, other: &Table) -> Vec<bool> {
    let (units, others) = (table.wholes("unit"), other.wholes("unit"));
    let listed: FxHashSet<u32> = (0..other.rows())
        .filter_map(|row| others.get(row))
        .collect();
    (0..table.rows())
        .map(|row| units.get(row).is_none_or(|unit| !listed.contains(&unit)))
        .collect()
}

/// One frame below the other; what only one has is missing in the other's rows.
fn stacked(upper: &Table, lower: &Table) -> PolarsResult<DataFrame> {
    let (one, other) = (upper.frame(), lower.frame());
    let mut names: Vec<PlSmallStr> = one.get_column_names_owned();
    let more = other.get_column_names_owned().into_iter();
    names.extend(more.filter(|name| !upper.has(name)).collect::<Vec<_>>());
    let rows = one.height() + other.height();
    let mut columns = Vec::with_capacity(names.len());
    for name in names {
        let (above, below) = (one.column(&name).ok(), other.column(&name).ok());
        let Some(dtype) = above.or(below).map(|column| column.dtype().clone()) else {
            continue;
        };
        let none = |rows| Column::full_null(name.clone(), rows, &dtype);
        let mut column = above.cloned().unwrap_or_else(|| none(one.height()));
        column.append_owned(below.cloned().unwrap_or_else(|| none(other.height())))?;
        columns.push(column);
    }
    DataFrame::new(rows, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meetings(titles: &[(&str, &[&str])]) -> Ledgers {
        let mut names = NamePool::default();
        let mut organizers = Vec::new();
        let mut units: ListPrimitiveChunkedBuilder<UInt32Type> =
            ListPrimitiveChunkedBuilder::new("units".into(), 0, 0, DataType::UInt32);
        for (organizer, called) in titles {
            organizers.push(names.number(organizer));
            let called: Vec<NameId> = called.iter().map(|unit| names.number(unit)).collect();
            units.append_slice(&called);
        }
        let counts = titles.iter().map(|(_, called)| called.len() as u32);
        let rows = titles.len();
        let columns = vec![
            Column::new(FILE.into(), vec![0_u32; rows]),
            Column::new("organizer".into(), organizers),
            units.finish().into_column(),
            Column::new("units_count".into(), counts.collect::<Vec<_>>()),
        ];
        let frame = DataFrame::new(rows, columns).unwrap();
        let tables = Ledger::ALL.map(|ledger| {
            let own = ledger == Ledger::Meetings;
            Table::new(
                ledger,
                if own {
                    frame.clone()
                } else {
                    DataFrame::empty()
                },
            )
        });
        Ledgers::new(tables.into(), names, vec!["meetings.csv".to_owned()])
    }

    fn called(ledgers: &Ledgers, row: usize) -> Vec<&str> {
        let lists = ledgers.table(Ledger::Meetings).lists("units");
        let entries = lists.get(row).unwrap().to_vec();
        entries
            .iter()
            .map(|name| ledgers.names.name(*name))
            .collect()
    }

    #[test]
    fn joined_ledgers_share_their_names_and_number_their_files_on() {
        let before = meetings(&[("县", &["甲镇", "乙镇"])]);
        let after = meetings(&[("乙镇", &["丙村"]), ("县", &["甲镇"])]);
        let joined = before.joined(&after).unwrap();
        let table = joined.table(Ledger::Meetings);
        assert_eq!(table.rows(), 3);
        let organizers = table.wholes("organizer");
        assert_eq!(organizers.get(0), organizers.get(2));
        assert_eq!(called(&joined, 0), ["甲镇", "乙镇"]);
        assert_eq!(called(&joined, 1), ["丙村"]);
        assert_eq!(table.wholes(FILE).get(2), Some(1));
        assert_eq!(joined.files.len(), 2);
    }

    #[test]
    fn units_that_become_one_are_called_once() {
        let ledgers = meetings(&[("县", &["甲镇", "乙镇", "丙镇"]), ("乙镇", &["甲镇"])]);
        let renamed = ledgers
            .renamed(|name| (name == "乙镇").then(|| "甲镇".to_owned()))
            .unwrap();
        assert_eq!(called(&renamed, 0), ["甲镇", "丙镇"]);
        let table = renamed.table(Ledger::Meetings);
        assert_eq!(table.counts("units").get(0), Some(2));
        let organizer = table.wholes("organizer").get(1).unwrap();
        assert_eq!(renamed.names.name(organizer), "甲镇");
    }
}
