//! Groups: chat groups on phones, and leading groups (领导小组, 专班) on paper.

use super::{DEMAND_COLUMNS, DEMAND_MEANINGS, DEMANDS, Kind, STATES, Schema, optional, required};
use crate::ledger::values::coded::Codes;

/// The two sorts of groups.
pub const KINDS: Codes = &[
    &[
        "chat",
        "工作群",
        "微信群",
        "群聊",
        "qq群",
        "钉钉群",
        "chat group",
    ],
    &[
        "leading",
        "领导小组",
        "指挥部",
        "专班",
        "议事协调机构",
        "工作专班",
        "leading group",
    ],
];
/// Position of the leading group among [`KINDS`].
pub const LEADING: u32 = 1;

/// Whom a chat group is for.
pub const AUDIENCES: Codes = &[
    &[
        "cadres",
        "干部",
        "工作人员",
        "内部",
        "党员干部",
        "单位内部",
        "staff",
        "internal",
    ],
    &[
        "public",
        "群众",
        "居民",
        "村民",
        "业主",
        "家长",
        "商户",
        "游客",
        "社会公众",
        "公众",
        "服务对象",
        "residents",
        "villagers",
    ],
];
/// Position of the public among [`AUDIENCES`].
pub const PUBLIC: u32 = 1;

pub(super) static SCHEMA: Schema = Schema {
    name: "groups",
    file_names: &[
        "groups",
        "group",
        "工作群",
        "微信群",
        "群组",
        "群",
        "领导小组",
        "议事协调机构",
        "专班",
    ],
    fields: &[
        required(
            "name",
            Kind::Text,
            &[
                "群名称",
                "群组名称",
                "机构名称",
                "名称",
                "群名",
                "group name",
            ],
        ),
        required(
            "owner",
            Kind::Name,
            &[
                "建群单位",
                "管理单位",
                "主管部门",
                "牵头单位",
                "办事机构",
                "办公室设在",
                "主办单位",
                "所属单位",
                "owning unit",
            ],
        ),
        optional("id", Kind::Text, &["编号", "no.", "no", "序号"]),
        optional(
            "kind",
            Kind::Code(KINDS),
            &["类别", "群类型", "机构类别", "类型", "type"],
        ),
        optional("platform", Kind::Name, &["平台", "所在平台"]),
        optional(
            "purpose",
            Kind::Text,
            &["用途", "建群目的", "群用途", "职责", "设立依据"],
        ),
        optional(
            "created",
            Kind::Date,
            &["建群时间", "创建时间", "成立时间", "建群日期", "created on"],
        ),
        optional("expires", Kind::Date, &["有效期", "到期时间", "有效期至"]),
        optional(
            "task_ended",
            Kind::Date,
            &["任务结束时间", "任务完成时间", "工作结束时间"],
        ),
        optional(
            "disbanded",
            Kind::Date,
            &["解散时间", "撤销时间", "解散日期"],
        ),
        optional(
            "status",
            Kind::Code(STATES),
            &["状态", "群状态", "使用状态", "运行状态", "当前状态"],
        ),
        optional(
            "members",
            Kind::Count,
            &[
                "成员数",
                "群成员人数",
                "群人数",
                "成员单位数",
                "人数",
                "member count",
            ],
        ),
        optional(
            "member_list",
            Kind::Names,
            &["成员名单", "成员", "群成员", "成员单位"],
        ),
        optional(
            "audience",
            Kind::Code(AUDIENCES),
            &["群性质", "服务对象", "面向对象", "受众"],
        ),
        optional(
            "messages",
            Kind::Count,
            &["消息数", "消息总数", "消息条数", "message count"],
        ),
        optional(
            "messages_per_day",
            Kind::Number,
            &["日均消息数", "日均消息", "messages per day"],
        ),
        optional(
            "off_hours_messages",
            Kind::Count,
            &["非工作时间消息数", "下班后消息数", "夜间消息数"],
        ),
        optional(
            "last_active",
            Kind::Date,
            &[
                "最近活跃时间",
                "最后活跃时间",
                "最近消息时间",
                "最近会议时间",
                "last message",
            ],
        ),
        optional(
            "approved",
            Kind::Flag,
            &["是否备案", "是否审批", "是否报备", "registered"],
        ),
        optional(
            "demands",
            Kind::CodeSet(DEMANDS),
            &["打卡/接龙/上报", "要求", "群内要求"],
        ),
        optional("emergency", Kind::Flag, &["是否应急", "应急"]),
        optional(
            "superior_requires",
            Kind::Flag,
            &["是否上级要求", "上级要求"],
        ),
    ],
    mixed: &[],
    folded: DEMAND_COLUMNS,
    folded_meanings: DEMAND_MEANINGS,
    things: &["group", "body"],
    meanings: &[
        (
            "name",
            &[
                "name",
                "create name",
                "80: message group name",
                "84: work name",
                "80: create|own|manage? group|body$",
            ],
        ),
        (
            "owner",
            &[
                "84: secretariat manage",
                "75: ORG name?",
                "create|manage|own|organize|undertake|use ORG name?",
                "person ORG",
                "own",
                "organize|manage subject_body",
                "84: secretariat org?",
                "manage",
                "74: maintain ORG",
            ],
        ),
        ("id", &["id", "number", "code", "record id"]),
        ("kind", &["kind|nature", "level kind"]),
        (
            "platform",
            &[
                "platform",
                "own platform",
                "platform name|kind",
                "app use",
                "84: use? app",
                "app name|kind?",
                "use platform",
                "84: account platform",
                "create platform",
                "channel",
                "create app|platform",
                "platform way",
            ],
        ),
        (
            "purpose",
            &[
                "purpose",
                "main? purpose",
                "create purpose",
                "use? purpose",
                "main work content|purpose",
                "work content",
                "function",
                "main function",
                "work purpose",
                "undertake work|purpose",
                "main use",
            ],
        ),
        (
            "created",
            &[
                "create DAY",
                "create",
                "approve create DAY",
                "84: online DAY",
            ],
        ),
        (
            "expires",
            &[
                "create deadline",
                "expire",
                "expire DAY|deadline|end?",
                "use deadline",
                "expire deadline DAY",
                "plan disband|expire DAY",
                "disband deadline",
                "85: disband expire DAY?",
                "online|work deadline",
            ],
        ),
        ("task_ended", &["work end|finish DAY", "work end|finish"]),
        ("status", &["status", "use|online|active status"]),
        (
            "disbanded",
            &[
                "disband DAY",
                "offline DAY",
                "disband",
                "84: disband|offline DAY",
            ],
        ),
        (
            "members",
            &[
                "member COUNT",
                "people",
                "member",
                "member people count?",
                "member ORG COUNT",
                "80: count",
                "scale",
                "member scale",
            ],
        ),
        (
            "member_list",
            &[
                "member list|name",
                "member ORG",
                "list",
                "member ORG list|name",
                "80: member",
                "member person",
            ],
        ),
        ("audience", &["audience", "audience kind", "80: nature"]),
        (
            "messages",
            &[
                "message COUNT",
                "message COUNT this_month|yearly|recent|cumulative?",
                "84: speak COUNT",
                "message",
                "pieces",
                "message pieces",
                "message issue COUNT?",
            ],
        ),
        (
            "messages_per_day",
            &[
                "daily message|speak|active COUNT?",
                "average daily message|speak COUNT?",
                "daily average message|speak COUNT?",
                "average daily message COUNT?",
            ],
        ),
        (
            "off_hours_messages",
            &[
                "offhours message|speak COUNT?",
                "offhours COUNT",
                "offhours message|speak COUNT this_month|yearly|recent|cumulative?",
            ],
        ),
        (
            "last_active",
            &[
                "last meeting|hold DAY?",
                "last active|message|speak DAY",
                "last hold? meeting DAY",
                "last active",
                "last message|speak",
                "80: last DAY",
                "last meeting hold DAY",
                "last update DAY",
                "last use DAY",
                "last use",
            ],
        ),
        (
            "approved",
            &[
                "approve",
                "create approve",
                "finish approve",
                "approve status",
            ],
        ),
        ("demands", &["require", "require content|matter"]),
        (
            "emergency",
            &["emergency", "emergency work|kind", "emergency create"],
        ),
        (
            "superior_requires",
            &[
                "superior require create?",
                "superior create|convey",
                "require superior",
                "require superior ORG create?",
                "superior ORG? require? create",
                "superior ORG require",
            ],
        ),
    ],
    imposer: "owner",
    filled_down: Some("owner"),
    keywords: &[],
    personal: &[],
    identity: &["name", "owner", "created"],
};
