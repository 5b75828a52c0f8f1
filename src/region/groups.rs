//! What a group is by its kind, audience and name: a leading group or a chat group, for cadres or for
//! residents; and how many of its members spend working time in it.

use std::sync::Arc;

use crate::cost::Cost;
use crate::ledger::Table;
use crate::ledger::schema::groups as schema;
use crate::ledger::table::{Lists, Texts, Wholes};

/// What a group for residents says of itself right before 群. Whoever is named so is served by the
/// village or the office and is not on its staff.
const PUBLIC: &[&str] = &[
    "村民",
    "居民",
    "市民",
    "农民",
    "牧民",
    "渔民",
    "移民",
    "网民",
    "业主",
    "住户",
    "租户",
    "租客",
    "农户",
    "商户",
    "商家",
    "商贩",
    "摊主",
    "摊贩",
    "店主",
    "店家",
    "经营户",
    "个体户",
    "养殖户",
    "种植户",
    "脱贫户",
    "贫困户",
    "搬迁户",
    "拆迁户",
    "群众",
    "家长",
    "游客",
    "旅客",
    "乘客",
    "患者",
    "客户",
    "储户",
];

/// What a group does, between whom it is for and 群.
const FUNCTIONS: &[&str] = &[
    "联络",
    "联系",
    "通知",
    "公告",
    "交流",
    "沟通",
    "互动",
    "互助",
    "服务",
    "便民服务",
    "咨询",
    "信息",
    "宣传",
    "反馈",
    "议事",
    "微信",
    "qq",
    "钉钉",
    "企业微信",
    "大",
];

/// What follows 群 where the two are one word and no group is meant.
const NO_GROUP: &[&str] = &["众", "体", "团", "岛", "楼", "落"];

/// The same in English, anywhere in the name.
const PUBLIC_ENGLISH: &[&str] = &[
    "residents",
    "villagers",
    "parents",
    "homeowners",
    "tenants",
    "shopkeepers",
    "merchants",
    "tourists",
    "visitors",
    "citizens",
];

const LEADING: &[&str] = &[
    "领导小组",
    "指挥部",
    "专班",
    "委员会",
    "工作组",
    "leading group",
];

/// Whether a group is a leading group: by its kind, else by its name. The chat group of a leading
/// group (专班联络群) is a chat group.
#[must_use]
pub fn is_leading(table: &Table, row: usize) -> bool {
    match table.wholes("kind").get(row) {
        Some(kind) => kind == schema::LEADING,
        None => table.texts("name").get(row).is_some_and(is_leading_name),
    }
}

fn is_leading_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let last = LEADING.iter().filter_map(|word| name.rfind(word)).max();
    last.is_some_and(|at| chat_group(&name).is_none_or(|group| group < at))
}

/// Where a name last says 群 and means a chat group by it.
fn chat_group(name: &str) -> Option<usize> {
    let is_group = |at: &usize| {
        let behind = &name[at + "群".len()..];
        !NO_GROUP.iter().any(|word| behind.starts_with(word))
    };
    name.rmatch_indices('群').map(|(at, _)| at).find(is_group)
}

/// Members of the chat groups of a table.
pub struct Members<'t> {
    counts: Wholes<'t>,
    lists: Arc<Lists>,
    audiences: Wholes<'t>,
    names: Texts<'t>,
    staff: f64,
}

impl<'t> Members<'t> {
    /// Those of the groups of `table`.
    #[must_use]
    pub fn of(table: &'t Table, cost: &Cost) -> Self {
        Self {
            counts: table.wholes("members"),
            lists: table.lists("member_list"),
            audiences: table.wholes("audience"),
            names: table.texts("name"),
            staff: cost.public_group_staff,
        }
    }

    /// Members of a group, as stated or listed.
    #[must_use]
    pub fn stated(&self, row: usize) -> Option<f64> {
        let listed = || self.lists.get(row).map(|list| list.len() as f64);
        self.counts.get(row).map(f64::from).or_else(listed)
    }

    /// Members whose time is counted: all, but of a group for residents its staff alone.
    #[must_use]
    pub fn counted(&self, row: usize) -> Option<f64> {
        let stated = self.stated(row)?;
        Some(if self.is_public(row) {
            stated.min(self.staff)
        } else {
            stated
        })
    }

    /// Whether a group is for residents: as stated, else by what its name says right before 群.
    #[must_use]
    pub fn is_public(&self, row: usize) -> bool {
        match self.audiences.get(row) {
            Some(audience) => audience == schema::PUBLIC,
            None => self.names.get(row).is_some_and(is_public_name),
        }
    }
}

/// Whether a group of this name is for residents.
fn is_public_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some(at) = chat_group(&name) else {
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        return words.any(|word| PUBLIC_ENGLISH.contains(&word));
    };
    let is_counter = |c: char| c.is_numeric() || "()（）第号 -—_".contains(c);
    let mut before = name[..at].trim_end_matches(is_counter);
    while let Some(shorter) = FUNCTIONS.iter().find_map(|word| before.strip_suffix(word)) {
        before = shorter.trim_end_matches(is_counter);
    }
    PUBLIC.iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_group_of_a_leading_group_is_a_chat_group() {
        for name in [
            "青石县防汛抗旱指挥部",
            "群众工作专班",
            "群团改革工作领导小组（调整后）",
            "Leading group for the census",
        ] {
            assert!(is_leading_name(name), "{name}");
        }
        for name in [
            "防汛指挥部联络群",
            "阳光小区业主委员会换届工作群（2）",
            "党政办工作群",
        ] {
            assert!(!is_leading_name(name), "{name}");
        }
    }

    #[test]
    fn the_word_before_the_group_says_whom_it_is_for() {
        for name in [
            "青石村村民群",
            "柳湾社区居民3群",
            "柳湾社区居民（2）群",
            "三组村民联络群",
            "阳光花园业主微信服务群",
            "第二小学家长通知群1",
            "Riverside residents chat",
        ] {
            assert!(is_public_name(name), "{name}");
        }
        for name in [
            "村民自治工作群",
            "群众工作群",
            "青石镇群众",
            "居民小组长群",
            "业主委员会群",
            "家长学校工作联络群",
            "便民服务群",
            "党政办工作群",
            "Parish staff chat",
        ] {
            assert!(!is_public_name(name), "{name}");
        }
    }
}
