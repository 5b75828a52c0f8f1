//! People and units that sit in too many groups at once. Persons are printed as a surname and a
//! mark; a name counts within one county, because two counties have the same names.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::region::PlaceId;
use crate::region::Region;
use crate::region::names::is_place;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use rayon::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-crowding",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["member_list"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<GroupCrowding>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "One person or unit sits in too many groups.",
        "一人或一个单位同时被拉入过多工作群。",
    ),
    why: both(
        "Nobody can follow dozens of groups; each of them wants an answer.",
        "几十个群谁也看不过来，却个个要回复。",
    ),
    hours: both(
        "Nothing is claimed; findings are ranked by the groups over the cap.",
        "不计工时，按超出的群数排序。",
    ),
    basis: both(
        "Central notices of cases name village cadres in 26 to 60 groups; the cap is our own assumption (not checked against the official text).",
        "中央层面通报有村干部加入26至60个群的案例；上限为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "A village secretary stands in the member lists of 34 groups: 14 over the cap of 20.",
        "某村支书出现在34个群的成员名单中：超出上限14个。",
    ),
    limits: both(
        "Members are known by their names as listed; two people of one name in one county count as one.",
        "依名单姓名判断；同一县内同名者计为一人。",
    ),
    remedy: both(
        "Merge groups; one group a level for each line of work.",
        "合并群组，一条线一级一个群。",
    ),
    message: both(
        "{ $member } sits in { $groups } groups at once, { $cap } allowed",
        "{ $member }同时在{ $groups }个群内，上限{ $cap }个",
    ),
};

/// Parameters of `group-crowding`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupCrowding {
    /// Groups that one member may sit in.
    groups: usize,
}

impl Default for GroupCrowding {
    fn default() -> Self {
        Self { groups: 20 }
    }
}

impl Parameters for GroupCrowding {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Groups);
        let (lists, stock) = (table.lists("member_list"), region.stock(Ledger::Groups));
        let mut memberships: Vec<(NameId, Option<PlaceId>, usize)> = Vec::new();
        for row in (0..table.rows()).filter(|row| stock.in_use(*row)) {
            let county = region
                .place(Ledger::Groups, row)
                .map(|place| region.county(place));
            let members = lists.get(row).unwrap_or_default().iter();
            memberships.extend(members.map(|name| {
                let person = is_person(region.name(*name));
                (*name, county.filter(|_| person), row)
            }));
        }
        memberships.par_sort_unstable();
        memberships.dedup();
        memberships
            .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .filter(|own| own.len() > self.groups)
            .map(|own| {
                let name = shown(region.name(own[0].0));
                let claims = own
                    .iter()
                    .map(|(.., row)| Claim::new(Ledger::Groups, *row, 0.0))
                    .collect();
                let message = Message::new(RULE.name)
                    .text("member", name.as_str())
                    .count("groups", own.len())
                    .count("cap", self.groups);
                Hit::new(name, message, claims).ranked_by((own.len() - self.groups) as f64)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("groups", self.groups as f64, 1.0, 1000.0)]
    }
}

/// Surnames of two characters.
const COMPOUND_SURNAMES: [&str; 12] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒",
];
/// How the names of units end that are as short as those of persons.
const UNIT_ENDINGS: [char; 14] = [
    '局', '委', '办', '院', '校', '站', '所', '中', '队', '厂', '店', '司', '部', '会',
];

/// Words of English names of units.
const UNIT_WORDS: [&str; 16] = [
    "bureau",
    "office",
    "county",
    "town",
    "committee",
    "department",
    "school",
    "hospital",
    "village",
    "company",
    "station",
    "center",
    "centre",
    "government",
    "city",
    "community",
];

/// Whether the name of a member is that of a person: short, and neither a place nor an office.
fn is_person(name: &str) -> bool {
    if name.is_ascii() {
        let lower = name.to_lowercase();
        return !UNIT_WORDS.iter().any(|word| lower.contains(word));
    }
    let characters = name.chars().count();
    let of_minority = name.contains('·');
    (characters <= 4 || of_minority) && !is_place(name) && !name.ends_with(UNIT_ENDINGS)
}

/// A member as reports show it: a person without the given name.
fn shown(name: &str) -> String {
    if !is_person(name) {
        return name.to_owned();
    }
    let surname = COMPOUND_SURNAMES
        .iter()
        .find(|surname| name.starts_with(**surname) && name.chars().count() > 2)
        .map(|surname| (*surname).to_owned());
    let first = || name.chars().take(1).collect();
    format!("{}＊", surname.unwrap_or_else(first))
}
