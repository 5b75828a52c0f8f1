//! Inspections, supervision, assessment, research visits and guests.

use super::{Kind, LEVELS, Mixed, Schema, optional, required};
use crate::ledger::values::coded::Codes;

/// Sorts of visits from above or outside.
pub const KINDS: Codes = &[
    &[
        "inspection",
        "行政检查",
        "日常检查",
        "检查",
        "执法检查",
        "双随机",
    ],
    &["supervision", "督查", "督导"],
    &["assessment", "考核", "考评", "评比"],
    &["research", "调研"],
    &["guidance", "业务指导", "指导"],
    &["visit", "参观", "观摩", "接待", "来访", "考察"],
];
/// Position of the research visit among [`KINDS`].
pub const RESEARCH: u32 = 3;
/// Position of guidance among [`KINDS`].
pub const GUIDANCE: u32 = 4;
/// Position of the visit among [`KINDS`].
pub const VISIT: u32 = 5;

/// Cases that the frequency rules leave alone.
pub const CASES: Codes = &[
    &["complaint", "投诉举报", "投诉", "举报"],
    &["assigned", "上级交办", "交办", "转办"],
    &["permit", "行政许可", "许可"],
    &["follow_up", "follow-up", "整改复查", "复查"],
    &["emergency", "应急", "突发"],
];

/// Position of the enterprise among [`TARGETS`].
pub const ENTERPRISE: u32 = 0;

/// Sorts of targets.
pub const TARGETS: Codes = &[
    &["enterprise", "企业", "市场主体", "个体工商户"],
    &["unit", "单位", "机关", "部门"],
    &["site", "点位", "场所"],
];

pub(super) static SCHEMA: Schema = Schema {
    name: "inspections",
    file_names: &[
        "inspections",
        "inspection",
        "检查",
        "督查",
        "督导",
        "考核",
        "调研",
        "接待",
        "来访",
        "行政检查",
        "督检考",
        "visits",
    ],
    fields: &[
        required(
            "target",
            Kind::Name,
            &[
                "检查对象",
                "企业名称",
                "市场主体",
                "受检单位",
                "被检查单位",
                "点位",
                "接待地点",
                "接待单位",
                "对象",
                "督查对象",
                "检查企业",
                "site",
            ],
        ),
        required(
            "inspector",
            Kind::Name,
            &[
                "检查单位",
                "执法单位",
                "检查主体",
                "实施部门",
                "实施单位",
                "牵头单位",
                "来访单位",
                "调研组",
                "督查单位",
                "检查部门",
                "inspected by",
                "visitor",
            ],
        ),
        required(
            "date",
            Kind::Date,
            &[
                "检查日期",
                "检查时间",
                "来访时间",
                "调研时间",
                "开始日期",
                "日期",
                "时间",
                "起止时间",
                "起止",
                "inspection date",
            ],
        ),
        optional(
            "id",
            Kind::Text,
            &["检查编号", "任务编号", "编号", "no.", "no", "序号"],
        ),
        optional("end", Kind::Date, &["结束日期", "截止日期", "end date"]),
        optional(
            "target_kind",
            Kind::Code(TARGETS),
            &["对象类型", "对象类别"],
        ),
        optional(
            "target_code",
            Kind::Text,
            &[
                "统一社会信用代码",
                "信用代码",
                "社会信用代码",
                "credit code",
            ],
        ),
        optional("level", Kind::Code(LEVELS), &["层级", "检查层级", "级别"]),
        optional("kind", Kind::Code(KINDS), &["活动类型"]),
        optional(
            "case_type",
            Kind::Code(CASES),
            &["案件类型", "个案类型", "案由", "任务来源"],
        ),
        optional(
            "matters",
            Kind::Names,
            &[
                "检查事项",
                "检查内容",
                "事由",
                "主题",
                "任务名称",
                "抽查事项",
                "matter",
            ],
        ),
        optional(
            "joint",
            Kind::Names,
            &[
                "协同单位",
                "联合单位",
                "联合检查单位",
                "联合部门",
                "joint with",
            ],
        ),
        optional(
            "planned",
            Kind::Flag,
            &["是否计划内", "计划内", "是否列入计划"],
        ),
        optional("on_site", Kind::Flag, &["是否现场", "现场检查"]),
        optional(
            "hours",
            Kind::Duration,
            &["时长", "检查时长", "用时", "duration"],
        ),
        optional(
            "receivers",
            Kind::Count,
            &["陪同人数", "接待人数", "陪同人员", "配合人数"],
        ),
        optional(
            "materials",
            Kind::NamesOrCount,
            &["佐证材料", "查阅材料", "提供材料", "迎检材料", "材料数"],
        ),
        optional("scored", Kind::Flag, &["是否打分", "是否评分", "是否排名"]),
        optional(
            "problems",
            Kind::Count,
            &["发现问题", "问题数", "发现问题数", "problems found"],
        ),
        optional(
            "outcome",
            Kind::Text,
            &["结果", "处置", "检查结果", "成效", "result"],
        ),
    ],
    mixed: &[Mixed {
        headers: &[
            "方式",
            "检查方式",
            "类型",
            "检查类型",
            "类别",
            "形式",
            "来访类型",
            "type",
        ],
        codes: &["case_type", "kind"],
        words: &[
            ("联合", "joint", "联合"),
            ("非现场", "on_site", "否"),
            ("书面", "on_site", "否"),
            ("现场", "on_site", "是"),
        ],
    }],
    folded: &[],
    things: &[],
    meanings: &[
        (
            "target",
            &[
                "inspected subject_body|locality name?",
                "visit locality",
                "inspected ORG|object|enterprise|name|place|point name?",
                "inspected object|enterprise|point ORG? name?",
                "inspect object name?",
                "inspected",
                "enterprise name?",
                "enterprise name",
                "hosting point|place|enterprise|object name?",
                "visit point|place|enterprise|object name?",
                "84: hosting ORG name?",
                "84: point name?",
                "80: object name?",
                "inspected person",
                "object enterprise name?",
                "inspect enterprise|point name?",
                "72: ORG name",
                "inspect place name?",
                "manage|inspected object|enterprise name?",
                "undergo ORG|enterprise|object|point|place name?",
            ],
        ),
        (
            "inspector",
            &[
                "75: ORG name?",
                "inspect|visit|implement ORG|body|group name?",
                "inspect subject_body name?",
                "84: organize ORG name?",
                "visit name",
                "visit",
                "inspect org group",
                "80: undertake ORG name?",
                "inspect|implement inspect? org subject_body? name?",
                "78: manage ORG name?",
                "implement|hold inspect ORG name?",
            ],
        ),
        (
            "date",
            &[
                "80: inspect|visit|inspected|hosting start",
                "DAY",
                "inspect|visit|implement|hosting DAY",
                "inspect|visit|hosting? start DAY",
                "startend inspect? DAY",
                "start inspect DAY",
                "84: arrive DAY",
                "onsite inspect? DAY",
                "78: accompany DAY",
                "implement|hold inspect DAY",
                "undergo DAY",
            ],
        ),
        (
            "end",
            &[
                "80: inspect|visit|inspected|hosting end",
                "78: stay|inspect end DAY?",
                "inspect|visit|hosting? end DAY",
                "end inspect? DAY",
                "end",
                "inspect finish DAY",
                "78: inspect deadline",
            ],
        ),
        (
            "id",
            &[
                "id",
                "inspect|work|visit id",
                "number",
                "inspect|work|record code|number",
            ],
        ),
        (
            "target_kind",
            &[
                "object|inspected|enterprise|point kind",
                "object level? kind",
            ],
        ),
        (
            "target_code",
            &[
                "credit subject_body|inspected|enterprise|org|object? code|id?",
                "credit code|id?",
                "credit code id",
                "inspected|enterprise|object ORG? credit? code",
                "org code",
                "inspected|enterprise id",
                "inspected|enterprise credit code id?",
                "inspect object|enterprise code",
            ],
        ),
        ("level", &["level", "inspect|implement level"]),
        (
            "case_type|kind",
            &[
                "way",
                "kind",
                "way kind",
                "inspect|work|implement kind",
                "inspect|implement way",
                "80: visit kind",
            ],
        ),
        ("kind", &["inspect|visit|work nature", "nature"]),
        (
            "case_type",
            &[
                "case source|kind",
                "inspect|work|case source",
                "source",
                "case inspect? source",
                "inspect purpose kind",
            ],
        ),
        (
            "matters",
            &[
                "matter",
                "matter|scope inspect?",
                "inspect scope",
                "inspect|visit matter|content|item|purpose|name",
                "inspect matter|item name|content",
                "purpose",
                "inspect work name",
                "work name",
                "visit purpose",
                "content",
                "visit|inspect main? content",
            ],
        ),
        (
            "joint",
            &[
                "joint attend? inspect|implement? ORG|body",
                "joint ORG|body",
                "joint inspect|implement|organize? ORG name?",
                "joint",
                "joint inspect",
                "undertake joint? ORG",
                "84: accompany ORG",
                "80: attend ORG",
                "80: attend inspect ORG",
            ],
        ),
        (
            "planned",
            &[
                "plan inside?",
                "include plan inside?",
                "include yearly? inspect? plan inside?",
                "yearly inspect? plan inside?",
                "inspect plan inside?",
            ],
        ),
        ("on_site", &["onsite inspect?", "onsite"]),
        (
            "hours",
            &[
                "duration",
                "duration stay inspect?",
                "inspect|visit|stay|hosting|onsite duration",
                "stay DAY",
                "inspect|stay use? duration",
                "visit stay duration",
            ],
        ),
        (
            "receivers",
            &[
                "accompany people count?",
                "accompany|hosting people|person|count",
                "accompany",
                "accompany inspect? people|person|count",
                "hosting accompany? people|count|person",
                "enterprise|object|undergo accompany people|person|count",
                "undergo people|person|count",
                "attend hosting people|count",
                "accompany|undergo staff COUNT?",
                "undergo accompany people|person|count?",
            ],
        ),
        (
            "materials",
            &[
                "file_materials|record_lines|material review|collect",
                "material COUNT",
                "material",
                "submit|review|require|inspect material|file_materials COUNT|list?",
                "require? submit|review material|file_materials count|list?",
                "review COUNT",
                "file_materials COUNT",
                "require review material count?",
            ],
        ),
        (
            "scored",
            &[
                "score",
                "ranking",
                "score ranking",
                "require? score",
                "include? score",
            ],
        ),
        (
            "problems",
            &[
                "reply|result? problem COUNT?",
                "problem find",
                "find problem COUNT?",
                "inspect? find problem COUNT?",
                "find COUNT",
            ],
        ),
        (
            "outcome",
            &[
                "result",
                "inspect|problem|visit|work result",
                "inspect result content?",
                "result content|matter",
                "problem result",
                "purpose result",
            ],
        ),
    ],
    imposer: "inspector",
    filled_down: Some("inspector"),
    keywords: &[],
    personal: &[],
    identity: &["target", "inspector", "date", "matters"],
};
