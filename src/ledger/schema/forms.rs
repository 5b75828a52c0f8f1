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
    imposer: "requester",
    filled_down: Some("requester"),
    keywords: &[],
    personal: &[],
    identity: &["name", "requester"],
};
