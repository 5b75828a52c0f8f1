//! Lists that a region sets for itself (`[lists]` of the configuration): what exempts, what is
//! generic, what is black, who must not inspect. What a rule makes of them is the rule's affair.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use crate::ledger::values::normal;

/// The lists, each with what it holds where the region says nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lists {
    /// A title with one of these words exempts its row; empty by default.
    pub exempt_titles: Vec<String>,
    /// Words by which a regular meeting is known.
    pub regular_meetings: Vec<String>,
    /// Words in a title that make a meeting statutory; empty by default.
    pub statutory_meetings: Vec<String>,
    /// Functions that every app has and that make no two apps alike.
    pub generic_functions: Vec<String>,
    /// Names of apps that must not be in use; empty by default.
    pub app_blacklist: Vec<String>,
    /// Fields that every form has and that make no two forms alike.
    pub generic_fields: Vec<String>,
    /// A field, and what else forms call it.
    pub field_synonyms: BTreeMap<String, Vec<String>>,
    /// Words by which a body that only coordinates is known.
    pub coordinating_bodies: Vec<String>,
    /// Words by which a third party is known that may not inspect.
    pub third_parties: Vec<String>,
    /// Outcomes of a visit that are none.
    pub aimless_outcomes: Vec<String>,
    /// Firms that nobody visits unasked; empty by default.
    pub whitelisted_firms: Vec<String>,
    /// Places that receive everyone, of which a report tells who came; empty by default.
    pub monitoring_points: Vec<String>,
}

const REGULAR_MEETINGS: &[&str] = &[
    "例会",
    "常务会议",
    "常务会",
    "常委会",
    "党组会议",
    "党组会",
    "党委会议",
    "党委会",
    "中心组学习",
    "班子会",
    "办公会",
    "三会一课",
    "支部党员大会",
    "主题党日",
    "周会",
    "月会",
    "regular meeting",
    "weekly meeting",
];
const GENERIC_FUNCTIONS: &[&str] = &[
    "通知公告",
    "公告",
    "通讯录",
    "消息",
    "消息提醒",
    "登录",
    "搜索",
    "个人中心",
    "帮助",
    "设置",
    "待办",
];
const GENERIC_FIELDS: &[&str] = &[
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "电话",
    "住址",
    "单位",
    "填报日期",
    "备注",
];
const FIELD_SYNONYMS: &[(&str, &[&str])] = &[
    ("序号", &["编号", "no.", "no", "number"]),
    ("姓名", &["名字", "户主姓名", "本人姓名", "name"]),
    ("性别", &["男女", "sex", "gender"]),
    (
        "身份证号",
        &[
            "身份证",
            "身份证号码",
            "公民身份号码",
            "证件号码",
            "证件号",
            "id number",
            "id card",
        ],
    ),
    (
        "电话",
        &[
            "联系电话",
            "电话号码",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "phone",
            "telephone",
            "mobile",
        ],
    ),
    (
        "住址",
        &[
            "家庭住址",
            "地址",
            "居住地址",
            "家庭地址",
            "详细地址",
            "户籍地址",
            "address",
        ],
    ),
    (
        "单位",
        &[
            "单位名称",
            "填报单位",
            "所属单位",
            "工作单位",
            "所在单位",
            "乡镇",
            "村",
            "unit",
        ],
    ),
    (
        "填报日期",
        &[
            "填表日期",
            "日期",
            "填报时间",
            "填表时间",
            "上报日期",
            "date",
        ],
    ),
    (
        "备注",
        &["说明", "备考", "note", "notes", "remark", "remarks"],
    ),
];
const COORDINATING_BODIES: &[&str] = &[
    "领导小组",
    "专班",
    "指挥部",
    "委员会办公室",
    "协调小组",
    "协调机构",
    "工作小组",
    "联席会议办公室",
    "leading group",
    "task force",
    "coordination office",
    "coordination group",
    "headquarters",
    "committee office",
    "commission office",
    "joint meeting office",
];
const THIRD_PARTIES: &[&str] = &[
    "第三方",
    "检测公司",
    "检测中心",
    "检测站",
    "咨询",
    "事务所",
    "协会",
    "学会",
    "研究院",
    "有限公司",
    "有限责任公司",
    "中介",
    "评估机构",
    "认证中心",
    "third party",
    "consulting",
    "association",
    "institute",
    "co., ltd",
    "co.,ltd",
    "company limited",
    "testing",
    "laboratory",
    "law firm",
    "accounting firm",
    "certification",
];
const AIMLESS_OUTCOMES: &[&str] = &[
    "无",
    "没有",
    "走访参观",
    "参观",
    "走访",
    "观摩",
    "听取汇报",
    "未解决问题",
    "none",
    "nothing",
    "tour",
];

impl Default for Lists {
    fn default() -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            exempt_titles: Vec::new(),
            regular_meetings: owned(REGULAR_MEETINGS),
            statutory_meetings: Vec::new(),
            generic_functions: owned(GENERIC_FUNCTIONS),
            app_blacklist: Vec::new(),
            generic_fields: owned(GENERIC_FIELDS),
            field_synonyms: FIELD_SYNONYMS
                .iter()
                .map(|(name, others)| ((*name).to_owned(), owned(others)))
                .collect(),
            coordinating_bodies: owned(COORDINATING_BODIES),
            third_parties: owned(THIRD_PARTIES),
            aimless_outcomes: owned(AIMLESS_OUTCOMES),
            whitelisted_firms: Vec::new(),
            monitoring_points: Vec::new(),
        }
    }
}

impl Lists {
    /// Whether a name is one of a list, but for width, case and blanks at its ends.
    #[must_use]
    pub fn has(list: &[String], name: &str) -> bool {
        let folded = |text: &str| normal::narrow(text.trim()).to_lowercase();
        let name = folded(name);
        list.iter().any(|known| folded(known) == name)
    }
}

/// The lists of words that are looked for within names, ready to be found, whatever their case.
pub struct WordFinders {
    /// Words of a regular meeting.
    pub regular_meetings: Words,
    /// Words that make a meeting statutory.
    pub statutory_meetings: Words,
    /// Words of a body that only coordinates.
    pub coordinating_bodies: Words,
    /// Words of a third party.
    pub third_parties: Words,
}

impl WordFinders {
    /// The finders of a region's lists.
    #[must_use]
    pub fn of(lists: &Lists) -> Self {
        Self {
            regular_meetings: Words::of(&lists.regular_meetings),
            statutory_meetings: Words::of(&lists.statutory_meetings),
            coordinating_bodies: Words::of(&lists.coordinating_bodies),
            third_parties: Words::of(&lists.third_parties),
        }
    }
}

/// Words that are looked for within names.
pub struct Words(Option<AhoCorasick>);

impl Words {
    fn of(words: &[String]) -> Self {
        let words: Vec<String> = words
            .iter()
            .map(|word| normal::narrow(word.trim()).into_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let mut builder = AhoCorasick::builder();
        let finder = builder.ascii_case_insensitive(true).build(&words).ok();
        Self(finder.filter(|_| !words.is_empty()))
    }

    /// Whether a name holds one of the words.
    #[must_use]
    pub fn any_in(&self, name: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|words| words.is_match(normal::narrow(name).as_ref()))
    }
}
