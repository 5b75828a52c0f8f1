//! Forms: what has to be filled in and sent up, by whom, how often.

use super::{Kind, LEVELS, Schema, optional, required};
use crate::ledger::values::coded::Codes;

/// What a form is filled in on.
pub const MEDIA: Codes = &[
    &["paper", "纸质", "纸质表", "纸质报送"],
    &[
        "sheet",
        "电子表格",
        "电子表",
        "表格",
        "excel",
        "邮箱",
        "邮件",
    ],
    &["system", "系统", "平台", "系统填报", "网上填报"],
    &["chat", "微信", "工作群", "微信群", "qq"],
];

/// Bit of paper in a set of [`MEDIA`].
pub const PAPER_BIT: u32 = 1;
/// Bit of a system.
pub const SYSTEM_BIT: u32 = 1 << 2;

pub(super) static SCHEMA: Schema = Schema {
    name: "forms",
    file_names: &["forms", "form", "报表", "表格", "一表通", "填报", "表单"],
    fields: &[
        required(
            "name",
            Kind::Text,
            &[
                "表名",
                "报表名称",
                "表格名称",
                "表单名称",
                "统计表名称",
                "台账名称",
                "form name",
                "form",
            ],
        ),
        required(
            "requester",
            Kind::Name,
            &[
                "制表单位",
                "要数单位",
                "下发单位",
                "牵头部门",
                "布置单位",
                "要求单位",
                "主管部门",
                "制表部门",
                "requested by",
            ],
        ),
        required(
            "frequency",
            Kind::Frequency,
            &[
                "报送频次",
                "报告期别",
                "报表周期",
                "填报频次",
                "报送周期",
                "填报周期",
                "频次",
                "周期",
                "how often",
            ],
        ),
        optional("id", Kind::Text, &["表号", "编号", "no.", "no", "序号"]),
        optional("level", Kind::Code(LEVELS), &["填报层级", "层级", "级别"]),
        optional(
            "fillers",
            Kind::NamesOrCount,
            &[
                "填报单位",
                "报送单位",
                "填报对象",
                "报送范围",
                "填报范围",
                "填报单位数",
                "填报人数",
                "filled by",
            ],
        ),
        optional(
            "fields",
            Kind::NamesOrCount,
            &[
                "数据项",
                "指标",
                "指标数",
                "字段",
                "字段数",
                "填报内容",
                "填报数据项",
                "填报字段",
                "指标项",
                "items",
            ],
        ),
        optional(
            "medium",
            Kind::CodeSet(MEDIA),
            &["填报方式", "报送方式", "报送渠道", "方式", "media"],
        ),
        optional("system", Kind::Name, &["系统名称", "填报系统", "平台名称"]),
        optional(
            "minutes",
            Kind::Duration,
            &[
                "单次耗时",
                "填报用时",
                "填报耗时",
                "用时",
                "耗时",
                "单次用时",
                "填报时长",
            ],
        ),
        optional(
            "records",
            Kind::Count,
            &["记录数", "条数", "行数", "填报条数", "rows"],
        ),
        optional(
            "due_day",
            Kind::Text,
            &["报送日期", "截止时间", "报送时间", "截止日期", "due"],
        ),
        optional(
            "notice_days",
            Kind::Number,
            &["提前天数", "通知提前天数", "提前通知天数"],
        ),
        optional(
            "in_one_form",
            Kind::Flag,
            &["是否纳入一表通", "纳入一表通", "一表通"],
        ),
        optional(
            "exempt",
            Kind::Flag,
            &["是否豁免", "豁免", "是否应急", "应急报表"],
        ),
    ],
    mixed: &[],
    folded: &[],
    things: &["form"],
    meanings: &[
        (
            "name",
            &[
                "name",
                "submit|fill name",
                "data name",
                "80: material|file_materials name",
                "submit|fill matter|content name?",
                "submit|fill material|file_materials name",
            ],
        ),
        (
            "requester",
            &[
                "75: ORG name?",
                "request|require ORG name?",
                "issue|organize|manage|collect|create|inspect|own ORG name?",
                "organize|manage|request|collect subject_body",
                "request",
                "84: undertake ORG name?",
                "receive ORG",
                "80: superior manage? ORG",
                "78: submit object",
                "superior require|request|manage ORG",
                "work issue|request ORG",
                "issue work ORG",
                "submit_to ORG?",
                "data require|request ORG",
            ],
        ),
        (
            "frequency",
            &[
                "frequency",
                "submit|fill|collect|update|request|require|issue frequency",
                "submit|fill require? duration",
                "submit|fill require? frequency",
                "data frequency",
                "submit|fill DAY frequency",
            ],
        ),
        ("id", &["id", "number", "code"]),
        (
            "level",
            &[
                "fill people|ORG|object? level",
                "level",
                "fill|submit level",
                "use level",
            ],
        ),
        (
            "fillers",
            &[
                "require? fill|submit locality|level COUNT",
                "fill|submit locality",
                "fill|submit ORG|object|scope|people? COUNT?",
                "fill|submit ORG|object|scope name|list|count?",
                "fill",
                "fill|submit subject_body|person COUNT",
                "84: scope",
                "object",
                "fill|submit ORG COUNT",
            ],
        ),
        (
            "fields",
            &[
                "data item request|require|collect?",
                "data",
                "data COUNT|list|name|content?",
                "fill|submit|collect|main data|content|matter|item COUNT|list?",
                "data item COUNT?",
                "main? content|data",
            ],
        ),
        (
            "medium",
            &[
                "way",
                "submit|fill|collect channel",
                "submit|fill|collect way",
                "fill|submit platform|way",
            ],
        ),
        (
            "system",
            &[
                "login app|platform name?",
                "channel use",
                "app|platform use",
                "app name?",
                "fill|submit|use|own? app|platform name?",
                "platform name?",
            ],
        ),
        (
            "minutes",
            &[
                "duration",
                "survey duration",
                "fill require? duration",
                "fill|average|submit duration",
                "average? fill|submit|use duration",
                "fill use? duration",
                "use duration",
                "record require? duration",
                "average fill|record|submit|use DAY",
            ],
        ),
        (
            "records",
            &[
                "record_lines COUNT? fill?",
                "fill record_lines COUNT?",
                "record_lines COUNT",
                "fill COUNT",
                "data COUNT record_lines",
                "average? fill record_lines COUNT?",
                "data record_lines COUNT?",
                "file_materials COUNT fill?",
                "file_materials fill",
            ],
        ),
        (
            "due_day",
            &[
                "deadline DAY?",
                "submit|fill deadline|DAY",
                "submit|fill deadline DAY",
                "submit|fill end DAY",
                "deadline DAY",
                "monthly submit|fill DAY|deadline?",
                "monthly deadline DAY?",
            ],
        ),
        (
            "notice_days",
            &[
                "advance notify? days|duration|DAY? COUNT?",
                "advance days",
                "notify days",
            ],
        ),
        (
            "in_one_form",
            &[
                "oneform include?",
                "oneform",
                "include oneform inside?",
                "oneform include",
            ],
        ),
        ("exempt", &["exempt", "emergency", "emergency kind"]),
    ],
    imposer: "requester",
    filled_down: Some("requester"),
    keywords: &[],
    personal: &[],
    identity: &["name", "requester"],
};
