//! The ledgers as data: for each its fields, their types, the headers that name them in Chinese
//! and English, and the columns that mix or fold fields. The reader is one piece of code over
//! these tables; a new synonym is one word here and nothing elsewhere.

pub mod apps;
mod demands;
pub mod documents;
pub mod forms;
pub mod groups;
pub mod inspections;
pub mod meetings;
pub mod surveys;
pub mod units;

use crate::ledger::values::coded::Codes;

use demands::{DEMAND_COLUMNS, DEMAND_MEANINGS};
pub use demands::{DEMANDS, demand_bit};

/// One of the ledgers, each one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ledger {
    /// The tree of units.
    Units,
    /// Meetings held.
    Meetings,
    /// Documents issued.
    Documents,
    /// Chat groups and leading groups.
    Groups,
    /// Apps, mini programs, systems and official accounts.
    Apps,
    /// Inspections, supervision, assessment, research visits, guests.
    Inspections,
    /// What has to be filled in and sent up.
    Forms,
    /// Answers to anonymous questionnaires.
    Surveys,
}

impl Ledger {
    /// Every ledger, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::Units,
        Self::Meetings,
        Self::Documents,
        Self::Groups,
        Self::Apps,
        Self::Inspections,
        Self::Forms,
        Self::Surveys,
    ];
    /// The ledgers whose rows are burden: all but the tree of units and the answers to
    /// questionnaires.
    pub const AUDITED: [Self; 6] = [
        Self::Meetings,
        Self::Documents,
        Self::Groups,
        Self::Apps,
        Self::Inspections,
        Self::Forms,
    ];

    /// Whether its rows happen on a day, so many a month; else they are there over days.
    #[must_use]
    pub fn is_flow(self) -> bool {
        matches!(self, Self::Meetings | Self::Documents | Self::Inspections)
    }

    /// Its name in machine formats and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.schema().name
    }

    /// The ledger of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ledger| ledger.name() == name)
    }

    /// Its fields and headers.
    #[must_use]
    pub fn schema(self) -> &'static Schema {
        match self {
            Self::Units => &units::SCHEMA,
            Self::Meetings => &meetings::SCHEMA,
            Self::Documents => &documents::SCHEMA,
            Self::Groups => &groups::SCHEMA,
            Self::Apps => &apps::SCHEMA,
            Self::Inspections => &inspections::SCHEMA,
            Self::Forms => &forms::SCHEMA,
            Self::Surveys => &surveys::SCHEMA,
        }
    }
}

/// What a field holds, and so how a cell of it is read and stored.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Free text, stored as text.
    Text,
    /// A name that recurs (a unit, a platform), stored as its number in the pool of names.
    Name,
    /// A day, stored as a polars date; times in the cell go to `start` and `end` where the ledger has them.
    Date,
    /// A time of day, stored as minutes after midnight of the row's date.
    Time,
    /// A duration, stored in hours.
    Duration,
    /// A number that need not be whole.
    Number,
    /// A whole number; a list counts its entries.
    Count,
    /// A list of names, stored as a list of their numbers in the pool.
    Names,
    /// A list of names or just their count: the count is stored as `<field>_count`.
    NamesOrCount,
    /// Yes or no.
    Flag,
    /// One of a few coded values, stored as its position.
    Code(Codes),
    /// Any of a few coded values, stored as a set of bits by position.
    CodeSet(Codes),
    /// How often something falls due, stored as fillings a year; once is stored as
    /// [`frequency::ONCE`](crate::ledger::values::frequency::ONCE).
    Frequency,
    /// An answer on the scale from 1 to 5, stored as a count.
    Rating,
}

/// One field of a ledger.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name: the canonical header, and the column of the frame.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// A row without it is rejected.
    pub required: bool,
    /// Headers that name it, in normal form (see `read::mapping::normal`), besides its own name.
    /// Where several stand in one file, the earlier in this list goes first.
    pub headers: &'static [&'static str],
}

/// A column that holds values of several fields, told apart by value: 类型 with 视频 or 专题.
#[derive(Clone, Copy, Debug)]
pub struct Mixed {
    /// Headers of such a column.
    pub headers: &'static [&'static str],
    /// The coded fields tried, in order.
    pub codes: &'static [&'static str],
    /// Words that settle a yes/no or list field: word, field, cell text that it stands for.
    pub words: &'static [(&'static str, &'static str, &'static str)],
}

/// A yes/no column for one demand, folded into the field `demands`.
#[derive(Clone, Copy, Debug)]
pub struct Folded {
    /// Headers of such a column.
    pub headers: &'static [&'static str],
    /// The canonical word of the demand.
    pub demand: &'static str,
}

/// What a target is called: its name, and patterns of the meanings that its headers have (see
/// [`crate::ledger::headers::pattern`]).
pub type Meaning = (&'static str, &'static [&'static str]);

/// One ledger as data.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Name in machine formats.
    pub name: &'static str,
    /// A file whose name begins so is of this ledger.
    pub file_names: &'static [&'static str],
    /// The fields, in the order of templates.
    pub fields: &'static [Field],
    /// Columns that mix fields.
    pub mixed: &'static [Mixed],
    /// Yes/no columns for single demands.
    pub folded: &'static [Folded],
    /// What the headers of these are called.
    pub folded_meanings: &'static [Meaning],
    /// Meanings of words that name the thing whose ledger it is; they may stand in any header.
    pub things: &'static [&'static str],
    /// What its fields and mixed columns are called.
    pub meanings: &'static [Meaning],
    /// The field that names the unit which imposes the row.
    pub imposer: &'static str,
    /// The owner-like field whose blank cells under a vertical merge are filled down.
    pub filled_down: Option<&'static str>,
    /// Words by which a question becomes a field where no header does: field, words. The first
    /// field with a word in the question takes it.
    pub keywords: &'static [(&'static str, &'static [&'static str])],
    /// Words in headers of columns that say who a respondent is; they are dropped on reading.
    pub personal: &'static [&'static str],
    /// The fields that tell one row from another where it has no id.
    pub identity: &'static [&'static str],
}

impl Schema {
    /// The position of a field by its name.
    #[must_use]
    pub fn position(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|known| known.name == field)
    }

    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What its rows may demand, where yes/no columns for one demand fold into a field.
    #[must_use]
    pub fn demands(&self) -> Option<Codes> {
        match self.field("demands")?.kind {
            Kind::CodeSet(codes) => Some(codes),
            _ => None,
        }
    }

    /// Whether a row needs a value that not any words make: a date, a frequency.
    #[must_use]
    pub fn requires_more_than_words(&self) -> bool {
        self.fields
            .iter()
            .any(|field| field.required && !matches!(field.kind, Kind::Text | Kind::Name))
    }

    /// The names of the required fields.
    pub fn required(&self) -> impl Iterator<Item = &'static str> {
        self.fields
            .iter()
            .filter(|field| field.required)
            .map(|field| field.name)
    }
}

const fn required(name: &'static str, kind: Kind, headers: &'static [&'static str]) -> Field {
    Field {
        name,
        kind,
        required: true,
        headers,
    }
}

const fn optional(name: &'static str, kind: Kind, headers: &'static [&'static str]) -> Field {
    Field {
        name,
        kind,
        required: false,
        headers,
    }
}

/// Administrative levels, from the top.
pub const LEVELS: Codes = &[
    &["central", "中央", "国家", "国家级", "中央级"],
    &["province", "省", "自治区", "直辖市", "省级", "省直"],
    &[
        "city",
        "市",
        "地",
        "州",
        "盟",
        "地市",
        "副省级市",
        "副省级城市",
        "市级",
        "地市级",
        "市直",
        "prefecture",
    ],
    &[
        "county",
        "县",
        "区",
        "旗",
        "县区",
        "市辖区",
        "区县",
        "县级",
        "区级",
        "县市区",
        "县(市、区)",
        "县直",
        "区直",
        "district",
    ],
    &[
        "township",
        "乡镇",
        "街道",
        "镇街",
        "乡",
        "镇",
        "乡级",
        "镇级",
        "乡镇级",
        "乡镇(街道)",
        "town",
        "subdistrict",
    ],
    &[
        "village",
        "村",
        "社区",
        "居",
        "村级",
        "村居",
        "村(社区)",
        "community",
    ],
];

/// Places beside the ladder of levels, whatever their names end in.
pub const OUTSIDE_THE_LADDER: [&str; 8] = [
    "片区",
    "开发区",
    "园区",
    "功能区",
    "高新区",
    "新区",
    "网格",
    "保税区",
];

/// Whether a group or an app is in use on the day of the export.
pub const STATES: Codes = &[
    &[
        "in_use",
        "in use",
        "active",
        "normal",
        "running",
        "live",
        "在用",
        "正常",
        "使用中",
        "运行",
        "启用",
        "活跃",
        "保留",
        "存续",
    ],
    &[
        "ended",
        "closed",
        "inactive",
        "disbanded",
        "retired",
        "停用",
        "关停",
        "下线",
        "注销",
        "解散",
        "撤销",
        "停更",
        "废弃",
        "清退",
        "关闭",
        "停运",
        "停止使用",
    ],
];
/// Position of what has ended among [`STATES`].
pub const ENDED: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_header_names_two_fields_of_one_ledger() {
        for ledger in Ledger::ALL {
            let schema = ledger.schema();
            let mut seen = BTreeSet::new();
            for field in schema.fields {
                for header in std::iter::once(&field.name).chain(field.headers) {
                    assert!(seen.insert(*header), "{}: {header}", schema.name);
                }
            }
            let special = schema.mixed.iter().flat_map(|mixed| mixed.headers);
            for header in special.chain(schema.folded.iter().flat_map(|folded| folded.headers)) {
                assert!(seen.insert(*header), "{}: {header}", schema.name);
            }
        }
    }

    #[test]
    fn every_field_that_a_schema_points_at_exists() {
        for ledger in Ledger::ALL {
            let schema = ledger.schema();
            let mixed = schema.mixed.iter().flat_map(|mixed| {
                mixed
                    .codes
                    .iter()
                    .copied()
                    .chain(mixed.words.iter().map(|(_, field, _)| *field))
            });
            let pointed = mixed
                .chain(schema.identity.iter().copied())
                .chain([schema.imposer]);
            for field in pointed {
                assert!(schema.field(field).is_some(), "{}: {field}", schema.name);
            }
        }
    }

    #[test]
    fn no_ledger_has_more_fields_than_a_row_holds() {
        assert!(
            Ledger::ALL
                .into_iter()
                .all(|ledger| ledger.schema().fields.len() <= 32)
        );
    }

    #[test]
    fn headers_stand_in_normal_form() {
        for ledger in Ledger::ALL {
            let schema = ledger.schema();
            for header in schema.fields.iter().flat_map(|field| field.headers) {
                assert_eq!(crate::ledger::read::mapping::normal(header).0, *header);
            }
        }
    }
}
