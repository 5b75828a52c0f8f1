//! Who was inspected: rows that are about one target share an identity. A target is its code; a row
//! without one takes the code that the identical name has elsewhere; similar names are different
//! targets.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::ledger::names::{NameId, NamePool};
use crate::ledger::values::{credit_code, firm_name};
use crate::ledger::{Ledger, Ledgers};

/// The targets of the rows of inspections.
pub struct Targets {
    /// The first row of the target of each row.
    identities: Vec<u32>,
    /// Whether the code of each row stands beside names that were kept apart.
    shared: Vec<bool>,
}

/// The targets that one code stands for, each by a name and its first row.
type Bearers = Vec<(NameId, u32)>;

impl Targets {
    /// Those of the inspections of `ledgers`. A code names one firm; beside names that are plainly
    /// those of different firms it names each of them apart, and one with a wrong check digit names
    /// a firm only together with its name.
    #[must_use]
    pub fn of(ledgers: &Ledgers) -> Self {
        let table = ledgers.table(Ledger::Inspections);
        let targets = table.wholes("target");
        let codes = Codes::of(ledgers);
        let mut bearers: Vec<Bearers> = vec![Bearers::new(); codes.texts.len()];
        let mut by_name: FxHashMap<NameId, u32> = FxHashMap::default();
        let identities = (0..table.rows())
            .map(|row| {
                let name = targets.get(row).unwrap_or_default();
                if names_several(ledgers.names.name(name)) {
                    return row as u32;
                }
                match codes.get(row) {
                    Some(code) => {
                        let text = &codes.texts[code];
                        bearer(text, name, row as u32, &mut bearers[code], &ledgers.names)
                    }
                    None => *by_name.entry(name).or_insert(row as u32),
                }
            })
            .collect();
        let is_shared = |code: usize| bearers[code].len() > 1;
        let shared = (0..table.rows())
            .map(|row| codes.get(row).is_some_and(is_shared))
            .collect();
        Self { identities, shared }
    }

    /// The first row of the target of a row; equal for rows of one target.
    #[must_use]
    pub fn identity(&self, row: usize) -> u32 {
        self.identities[row]
    }

    /// Whether the code of a row stands beside names of other targets as well, so that one of the
    /// two is wrong.
    #[must_use]
    pub fn shares_its_code(&self, row: usize) -> bool {
        self.shared[row]
    }
}

/// Whether a target is some of many (辖区企业, 3家商户): no two rows need mean the same.
fn names_several(name: &str) -> bool {
    const SOME: [&str; 11] = [
        "各", "多家", "多个", "部分", "有关", "相关", "所有", "全体", "辖区", "若干", "沿街",
    ];
    let counted = name
        .trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十两几余".contains(c));
    SOME.iter().any(|word| name.starts_with(word))
        || (counted.len() < name.len()
            && counted.starts_with(['家', '个'])
            && !counted.starts_with("家村"))
}

/// The codes of firms, each once in normal form, and which of them each row has.
struct Codes {
    texts: Vec<String>,
    /// Of each row its own, else the one that its name has elsewhere; empty where no row has one.
    of_row: Vec<Option<usize>>,
}

impl Codes {
    fn of(ledgers: &Ledgers) -> Self {
        let table = ledgers.table(Ledger::Inspections);
        if !table.has("target_code") {
            return Self {
                texts: Vec::new(),
                of_row: Vec::new(),
            };
        }
        let (targets, codes) = (table.wholes("target"), table.texts("target_code"));
        let mut known: IndexSet<String, FxBuildHasher> = IndexSet::default();
        let mut of_row: Vec<Option<usize>> = (0..table.rows())
            .map(|row| {
                let code = credit_code::normal(codes.get(row)?);
                (!code.is_empty()).then(|| known.insert_full(code).0)
            })
            .collect();
        // A name that has two codes settles none.
        let mut of_name: FxHashMap<NameId, Option<usize>> = FxHashMap::default();
        for (row, code) in of_row.iter().enumerate() {
            if let (Some(name), Some(code)) = (targets.get(row), *code) {
                let settled = of_name.entry(name).or_insert(Some(code));
                *settled = settled.filter(|settled| *settled == code);
            }
        }
        for (row, code) in of_row.iter_mut().enumerate() {
            let elsewhere = || *of_name.get(&targets.get(row)?)?;
            *code = code.or_else(elsewhere);
        }
        Self {
            texts: known.into_iter().collect(),
            of_row,
        }
    }

    fn get(&self, row: usize) -> Option<usize> {
        self.of_row.get(row).copied().flatten()
    }
}

/// The first row of the target that a code and a name mean.
fn bearer(code: &str, name: NameId, row: u32, bearers: &mut Bearers, pool: &NamePool) -> u32 {
    let alone = credit_code::identifies_alone(code);
    let is_same = |other: NameId| {
        other == name || (alone && !firm_name::differ_plainly(pool.name(other), pool.name(name)))
    };
    let known = bearers.iter().find(|(other, _)| is_same(*other));
    if let Some((_, first)) = known {
        return *first;
    }
    bearers.push((name, row));
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_of_many_are_no_target_of_two_rows() {
        for name in [
            "辖区企业",
            "各商户",
            "3家企业",
            "十余家餐饮店",
            "部分加油站",
        ] {
            assert!(names_several(name), "{name}");
        }
        for name in ["三家村养殖场", "明河制药有限公司", "第一小学"] {
            assert!(!names_several(name), "{name}");
        }
    }
}
