//! Apps, mini programs, systems and official accounts.

use super::{
    DEMAND_COLUMNS, DEMAND_MEANINGS, DEMANDS, Kind, LEVELS, STATES, Schema, optional, required,
};
use crate::ledger::values::coded::Codes;

/// Sorts of applications.
pub const KINDS: Codes = &[
    &["app", "应用", "移动应用"],
    &["mini_program", "mini program", "小程序", "快应用"],
    &["system", "系统", "平台", "网站"],
    &[
        "account",
        "公众号",
        "政务新媒体",
        "微博",
        "订阅号",
        "服务号",
        "视频号",
        "抖音号",
    ],
];
/// Position of the official account among [`KINDS`].
pub const ACCOUNT: u32 = 3;
/// Position of the app among [`KINDS`].
pub const APP: u32 = 0;
/// Position of the mini program among [`KINDS`].
pub const MINI_PROGRAM: u32 = 1;

pub(super) static SCHEMA: Schema = Schema {
    name: "apps",
    file_names: &[
        "apps",
        "app",
        "应用",
        "政务新媒体",
        "公众号",
        "账号",
        "小程序",
        "系统",
        "政务app",
    ],
    fields: &[
        required(
            "name",
            Kind::Text,
            &[
                "应用名称",
                "系统名称",
                "app名称",
                "账号名称",
                "平台名称",
                "名称",
                "app name",
            ],
        ),
        required(
            "owner",
            Kind::Name,
            &[
                "主办单位",
                "使用单位",
                "建设单位",
                "主管单位",
                "开办单位",
                "运营单位",
                "owning unit",
            ],
        ),
        optional("id", Kind::Text, &["编号", "no.", "no", "序号"]),
        optional(
            "kind",
            Kind::Code(KINDS),
            &["类型", "应用类型", "账号类型", "类别", "type"],
        ),
        optional("platform", Kind::Name, &["平台", "所在平台"]),
        optional("level", Kind::Code(LEVELS), &["层级", "应用层级", "级别"]),
        optional("functions", Kind::Names, &["主要功能", "功能", "功能模块"]),
        optional(
            "users",
            Kind::Count,
            &[
                "用户数",
                "注册用户",
                "注册用户数",
                "使用人数",
                "使用对象人数",
            ],
        ),
        optional(
            "active_users",
            Kind::Count,
            &["月活", "活跃用户", "活跃用户数", "月活用户数"],
        ),
        optional("followers", Kind::Count, &["粉丝数", "关注数", "关注人数"]),
        optional(
            "launched",
            Kind::Date,
            &["上线时间", "开通时间", "上线日期", "启用时间"],
        ),
        optional(
            "last_updated",
            Kind::Date,
            &["最近更新时间", "最后更新时间", "更新时间", "last update"],
        ),
        optional(
            "closed",
            Kind::Date,
            &["下线时间", "关停时间", "注销时间", "关闭时间"],
        ),
        optional(
            "status",
            Kind::Code(STATES),
            &["状态", "应用状态", "使用状态", "运行状态", "当前状态"],
        ),
        optional(
            "demands",
            Kind::CodeSet(DEMANDS),
            &["登录要求", "使用要求", "考核要求", "要求"],
        ),
        optional(
            "minutes_per_day",
            Kind::Duration,
            &[
                "日均使用时长",
                "每日使用时长",
                "人均日使用时长",
                "minutes per day",
            ],
        ),
        optional(
            "posts_per_week",
            Kind::Number,
            &["更新频次", "每周发布数", "周更新数", "posts per week"],
        ),
        optional(
            "fields",
            Kind::Names,
            &["填报数据项", "填报项", "采集数据项"],
        ),
        optional("registered", Kind::Flag, &["是否备案", "备案"]),
        optional("emergency", Kind::Flag, &["是否应急", "应急", "安全应急类"]),
    ],
    mixed: &[],
    folded: DEMAND_COLUMNS,
    folded_meanings: DEMAND_MEANINGS,
    things: &["app", "account"],
    meanings: &[
        (
            "name",
            &[
                "name",
                "platform name",
                "app|platform short? name",
                "80: use|install|manage? app$",
                "require? install|use? app name",
            ],
        ),
        (
            "owner",
            &[
                "78: approve ORG",
                "75: ORG name?",
                "organize ORG name?",
                "80: promote ORG name?",
                "manage|own ORG name?",
                "undertake ORG",
                "use ORG name?",
                "76: build ORG name?",
                "organize|manage|own|use subject_body",
                "own",
                "require use ORG",
                "require install|use ORG",
                "build use ORG",
                "72: maintain ORG name?",
            ],
        ),
        (
            "id",
            &["id", "number", "code", "approve number|id", "record id"],
        ),
        (
            "kind",
            &[
                "kind|nature|way",
                "account kind|nature",
                "platform kind",
                "build kind",
            ],
        ),
        (
            "platform",
            &[
                "platform",
                "own|use|online platform name?",
                "account platform",
                "platform way",
            ],
        ),
        (
            "level",
            &[
                "level",
                "use level",
                "own|organize|manage ORG? level",
                "build level",
                "own? level platform",
                "level create|build",
                "ORG level",
            ],
        ),
        (
            "functions",
            &[
                "function",
                "main? function content|name|list?",
                "main content",
                "function name|list|content|matter",
                "main content",
                "function item",
                "main? purpose",
                "main? use purpose",
            ],
        ),
        (
            "users",
            &[
                "install people|count|user",
                "user COUNT",
                "user",
                "use people|count|person",
                "user people",
                "user people count",
                "88: online? user count",
                "75: people",
                "scale",
                "user scale",
                "use user COUNT",
                "cumulative user COUNT?",
                "cumulative user people",
                "online? account COUNT",
            ],
        ),
        (
            "active_users",
            &[
                "active user COUNT?",
                "active COUNT?",
                "monthly|daily average? active user? COUNT?",
                "monthly|yearly? average? login COUNT|user|people",
                "active",
                "often use people|count|person",
                "recent? active account|user|people COUNT?",
                "recent active COUNT?",
                "daily use people|count",
                "monthly|daily visit user|people COUNT?",
            ],
        ),
        ("followers", &["fan COUNT?", "fan people COUNT?", "fan"]),
        (
            "launched",
            &[
                "online DAY",
                "online",
                "create DAY",
                "build|use DAY",
                "84: publish|issue DAY",
                "78: user DAY",
                "first publish|issue|online DAY?",
            ],
        ),
        (
            "last_updated",
            &[
                "last update|publish|issue DAY?",
                "last update|publish|issue content DAY",
                "80: update DAY",
                "last DAY",
                "last manage|update DAY",
                "last maintain DAY",
            ],
        ),
        ("status", &["status", "use|online|active status"]),
        ("closed", &["offline|disband DAY", "offline|disband"]),
        (
            "demands",
            &["require", "use|login require", "require content|matter"],
        ),
        (
            "minutes_per_day",
            &[
                "average? daily use|online_time|online duration|DAY?",
                "average daily? use duration",
                "daily use DAY|duration average?",
                "daily duration",
                "average? daily|use duration",
                "daily average? duration",
                "daily|average user duration",
            ],
        ),
        (
            "posts_per_week",
            &[
                "weekly publish|update|issue COUNT|frequency|require? require?",
                "require? weekly publish|update|issue COUNT|require?",
                "update|publish|issue frequency",
                "weekly average? publish|update|issue COUNT?",
            ],
        ),
        (
            "fields",
            &[
                "require|collect|record data content?",
                "fill|collect data|item|content",
                "data",
                "fill|collect require? data name|list|content?",
                "data item name|list?",
                "collect",
                "require? fill|collect content|data|item|matter?",
                "require fill",
            ],
        ),
        (
            "registered",
            &[
                "approve",
                "approve whether?",
                "include approve",
                "finish approve",
                "approve status",
            ],
        ),
        ("emergency", &["emergency", "emergency kind|work"]),
    ],
    imposer: "owner",
    filled_down: Some("owner"),
    keywords: &[],
    personal: &[],
    identity: &["name", "owner", "platform"],
};
