//! What things of a ledger are called: 关于…的通知 is a document, …领导小组 a leading group, …有限公司 a firm.
//! The words are those with which such names end in Chinese administration.

use super::evidence::Cells;
use crate::ledger::Ledger;

const MEETINGS: &[&str] = &[
    "会",
    "会议",
    "培训",
    "培训班",
    "座谈",
    "例会",
    "meeting",
    "session",
    "conference",
    "workshop",
    "training",
];
const DOCUMENTS: &[&str] = &[
    "通知", "意见", "方案", "函", "报告", "请示", "批复", "办法", "规定", "通报", "决定", "公告",
    "纪要", "要点", "细则", "预案", "规划", "通告", "决议", "命令", "议案", "措施", "制度",
    "notice", "circular", "plan", "rules", "opinions",
];
const GROUPS: &[&str] = &[
    "群",
    "领导小组",
    "指挥部",
    "专班",
    "委员会",
    "工作组",
    "联席会议",
    "协调小组",
    "group",
    "task force",
    "committee",
];
const APPS: &[&str] = &[
    "系统",
    "平台",
    "app",
    "小程序",
    "公众号",
    "微博",
    "号",
    "通",
    "云",
    "码",
    "网",
    "助手",
    "管家",
    "大脑",
    "客户端",
    "直报",
    "system",
    "platform",
    "portal",
    "account",
];
const FIRMS: &[&str] = &[
    "公司",
    "厂",
    "店",
    "场",
    "合作社",
    "银行",
    "超市",
    "酒店",
    "饭店",
    "宾馆",
    "药房",
    "医院",
    "诊所",
    "学校",
    "幼儿园",
    "小学",
    "中学",
    "加油站",
    "矿",
    "企业",
    "商行",
    "经营部",
    "养殖场",
    "集团",
    "ltd",
    "factory",
    "store",
    "hotel",
    "school",
    "hospital",
    "村",
    "社区",
    "园区",
    "基地",
];
const FORMS: &[&str] = &[
    "表",
    "台账",
    "台帐",
    "日报",
    "周报",
    "旬报",
    "月报",
    "季报",
    "年报",
    "清单",
    "名册",
    "花名册",
    "统计",
    "登记簿",
    "快报",
    "总结",
    "form",
    "return",
    "report",
    "sheet",
    "register",
    "list",
];

impl Cells<'_> {
    /// The share of the cells that are called as things of the ledger are; `None` where there are none,
    /// or where the ledger has no things.
    #[must_use]
    pub fn names_of_things(&self, ledger: Ledger) -> Option<f64> {
        let words = match ledger {
            Ledger::Meetings => MEETINGS,
            Ledger::Documents => DOCUMENTS,
            Ledger::Groups => GROUPS,
            Ledger::Apps => APPS,
            Ledger::Inspections => FIRMS,
            Ledger::Forms => FORMS,
            Ledger::Units | Ledger::Surveys => return None,
        };
        self.share(|cell| is_called(cell, words))
    }
}

/// Whether a name ends with one of the words, perhaps with a number or a remark behind it.
fn is_called(cell: &str, words: &[&str]) -> bool {
    let text = cell.to_lowercase();
    let text = match text.find(['(', '（', '【']) {
        Some(open) if open > 0 => &text[..open],
        _ => text.as_str(),
    };
    let text = text.trim_end_matches(|c: char| c.is_numeric() || "》”\"' -—号".contains(c));
    words.iter().any(|word| {
        text.strip_suffix(word)
            .is_some_and(|before| before.chars().count() >= 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_they_are_names_of() {
        let share =
            |ledger, cells: &[&str]| Cells::sample(cells.iter().copied()).names_of_things(ledger);
        let documents = [
            "关于做好秋收工作的通知",
            "《河长制实施细则》",
            "防汛预案（2024年）",
        ];
        assert_eq!(share(Ledger::Documents, &documents), Some(1.0));
        assert_eq!(share(Ledger::Meetings, &documents), Some(0.0));
        let groups = ["石桥镇防汛群2", "招商引资工作领导小组"];
        assert_eq!(share(Ledger::Groups, &groups), Some(1.0));
        assert_eq!(share(Ledger::Units, &groups), None);
    }
}
