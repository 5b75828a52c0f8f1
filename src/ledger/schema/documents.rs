//! Documents: what was issued or received, by whom, to whom, and what it asks.

use super::{Folded, Kind, LEVELS, Meaning, Schema, optional, required};
use crate::ledger::values::coded::{ANY_OTHER, Codes};

/// Sorts of documents; a document may be of several.
pub const KINDS: Codes = &[
    &["red", "红头文件", "红头"],
    &["white", "白头文件", "便笺", "便函", "白头"],
    &["letter", "函", "复函"],
    &["report", "报告", "请示"],
    &["comprehensive", "综合", "综合性"],
    &["special", "专题", "专项"],
    &[
        "other", "通知", "意见", "方案", "批复", "notice", "plan", ANY_OTHER,
    ],
];

/// Bit of a report or request to a superior in a set of [`KINDS`].
pub const REPORT_BIT: u32 = 1 << 3;
/// Bit of a letter.
pub const LETTER_BIT: u32 = 1 << 2;

/// Bit of a red-headed document.
pub const RED_BIT: u32 = 1;
/// Bit of a white-headed document.
pub const WHITE_BIT: u32 = 1 << 1;
/// Bit of a comprehensive document.
pub const COMPREHENSIVE_BIT: u32 = 1 << 4;
/// Bit of a document on one subject.
pub const SPECIAL_BIT: u32 = 1 << 5;
/// Bit of a sort that is none of the others.
pub const OTHER_BIT: u32 = 1 << 6;
/// Position of what is urgent beyond all among [`URGENCIES`].
pub const EMERGENCY: u32 = 2;

/// How soon it must be dealt with.
pub const URGENCIES: Codes = &[
    &["normal", "平件", "平急", "普通", "一般"],
    &["urgent", "加急", "急件"],
    &["emergency", "特提", "特急"],
];

/// What a document demands of its recipients. All of them owe an answer.
pub const DEMANDS: Codes = &[
    &["report", "报送", "上报", "报告", "反馈"],
    &["form", "填表", "填报"],
    &["evidence", "佐证", "台账", "照片"],
    &[
        "matching_document",
        "matching document",
        "matching documents",
        "配套文件",
        "实施方案",
    ],
];

/// Yes/no columns for one demand.
const FOLDED: &[Folded] = &[
    Folded {
        headers: &[
            "是否要求反馈",
            "是否需要反馈",
            "是否需反馈",
            "是否要求报送",
            "是否需要回复",
        ],
        demand: "report",
    },
    Folded {
        headers: &["是否要求填表", "是否需要填表"],
        demand: "form",
    },
    Folded {
        headers: &["是否要求提供台账", "是否要求报送照片", "是否需要佐证材料"],
        demand: "evidence",
    },
    Folded {
        headers: &["是否要求制定配套文件", "是否要求制定实施方案"],
        demand: "matching_document",
    },
];

/// What the headers of such columns say.
const FOLDED_MEANINGS: &[Meaning] = &[
    (
        "demands:report",
        &[
            "require? reply|submit document|work|content|result?",
            "require? reply",
        ],
    ),
    (
        "demands:form",
        &["require? fill|submit form", "require? fill"],
    ),
    (
        "demands:evidence",
        &["require? submit|record? screenshot|material|file_materials"],
    ),
    (
        "demands:matching_document",
        &["require? create|issue? plan|document"],
    ),
];

pub(super) static SCHEMA: Schema = Schema {
    name: "documents",
    file_names: &["documents", "document", "发文", "收文", "公文", "文件"],
    fields: &[
        required(
            "title",
            Kind::Text,
            &[
                "标题",
                "文件标题",
                "文件名称",
                "公文标题",
                "文件题名",
                "document title",
                "subject",
            ],
        ),
        required(
            "date",
            Kind::Date,
            &[
                "印发日期",
                "成文日期",
                "发文日期",
                "签发日期",
                "收文日期",
                "收到日期",
                "收文时间",
                "发文时间",
                "日期",
                "issued",
                "issue date",
                "date issued",
            ],
        ),
        required(
            "issuer",
            Kind::Name,
            &[
                "发文单位",
                "发文机关",
                "制发单位",
                "来文单位",
                "来文机关",
                "印发单位",
                "sender",
                "issued by",
                "issuing unit",
            ],
        ),
        optional("id", Kind::Text, &["编号", "no.", "no", "序号"]),
        optional(
            "number",
            Kind::Text,
            &[
                "发文字号",
                "文号",
                "文件编号",
                "来文字号",
                "来文文号",
                "原文号",
                "文件字号",
                "document no.",
                "document number",
            ],
        ),
        optional("level", Kind::Code(LEVELS), &["层级", "级别", "发文层级"]),
        optional(
            "kind",
            Kind::CodeSet(KINDS),
            &[
                "文种",
                "文件种类",
                "公文类型",
                "文件类型",
                "类型",
                "类别",
                "type",
            ],
        ),
        optional("urgency", Kind::Code(URGENCIES), &["紧急程度", "缓急"]),
        optional(
            "approved",
            Kind::Flag,
            &["是否计划内", "立项", "是否审批", "是否报备", "是否备案"],
        ),
        optional(
            "recipients",
            Kind::NamesOrCount,
            &[
                "主送单位",
                "主送机关",
                "发送范围",
                "主送",
                "接收单位",
                "发送单位数",
                "收文单位",
                "recipient",
                "sent to",
            ],
        ),
        optional("words", Kind::Count, &["字数", "篇幅"]),
        optional("pages", Kind::Count, &["页数"]),
        optional(
            "due",
            Kind::Date,
            &[
                "办理期限",
                "反馈时限",
                "时间节点",
                "反馈日期",
                "截止日期",
                "报送时限",
                "due date",
            ],
        ),
        optional(
            "demands",
            Kind::CodeSet(DEMANDS),
            &["要求", "报送要求", "工作要求", "反馈要求", "demand"],
        ),
        optional(
            "text",
            Kind::Text,
            &["正文", "内容", "文件内容", "摘要", "body"],
        ),
        optional(
            "conveys",
            Kind::Text,
            &["转发文件", "转发文号", "传达", "贯彻文件", "依据文号"],
        ),
    ],
    mixed: &[],
    folded: FOLDED,
    folded_meanings: FOLDED_MEANINGS,
    things: &["document"],
    meanings: &[
        (
            "title",
            &[
                "document purpose|content",
                "88: document purpose",
                "name",
                "issue|receive|reply name",
                "75: matter name",
                "82: summary",
                "80: purpose",
                "88: notify|plan name",
                "80: issue|receive|mainsend|superior? document$",
            ],
        ),
        (
            "date",
            &[
                "DAY",
                "issue DAY",
                "80: issue",
                "complete_text DAY",
                "84: receive DAY",
            ],
        ),
        (
            "issuer",
            &[
                "75: ORG name?",
                "issue ORG name?",
                "issue subject_body name?",
                "84: own ORG",
                "82: undertake|organize|manage ORG",
                "72: draft ORG name?",
                "72: source",
            ],
        ),
        (
            "id",
            &[
                "id",
                "issue|receive id",
                "85: record id",
                "code",
                "record id",
            ],
        ),
        (
            "number",
            &[
                "number",
                "90: document id",
                "issue number|id",
                "issue number id",
                "issue id",
                "id number",
                "94: id",
            ],
        ),
        (
            "level",
            &["issue ORG level", "level", "issue level", "ORG level"],
        ),
        (
            "kind",
            &[
                "genre|nature",
                "kind",
                "issue kind|nature",
                "genre kind",
                "own? kind",
            ],
        ),
        (
            "urgency",
            &[
                "urgent",
                "urgent degree|level|kind",
                "85: reply urgent degree?",
            ],
        ),
        (
            "approved",
            &[
                "issue? approve",
                "include? plan inside?",
                "yearly plan inside?",
                "include issue? plan inside?",
                "include? yearly? issue plan inside?",
                "finish approve",
                "approve status",
            ],
        ),
        (
            "recipients",
            &[
                "mainsend list",
                "mainsend locality",
                "receive locality",
                "mainsend ORG|object|scope|count|level?",
                "mainsend",
                "mainsend ORG COUNT",
                "receive ORG|object|scope count?",
                "issue object|scope|level",
                "mainsend object",
                "85: convey scope|object",
                "submit_to ORG?",
                "publish scope|object",
            ],
        ),
        (
            "words",
            &["content? words COUNT? duration?", "80: duration"],
        ),
        ("pages", &["pages COUNT? duration?", "words? pages"]),
        (
            "due",
            &[
                "reply|submit|fill|finish|require? deadline",
                "reply|submit|fill|finish|require deadline",
                "require? reply|submit|fill|finish require? DAY",
                "reply|submit deadline DAY",
                "deadline DAY",
                "reply end DAY",
                "survey deadline",
            ],
        ),
        (
            "demands",
            &[
                "require",
                "submit|reply|fill|work|form require content|item?",
                "require content|matter|submit|item",
                "require submit|fill content|material|matter?",
            ],
        ),
        (
            "text",
            &[
                "content|summary",
                "main content|summary",
                "notify|document content",
            ],
        ),
        (
            "conveys",
            &[
                "convey document|number|name|superior? number?",
                "convey",
                "superior document name|number?",
                "convey number name?",
                "superior ORG document name|number?",
            ],
        ),
    ],
    imposer: "issuer",
    filled_down: Some("issuer"),
    keywords: &[],
    personal: &[],
    identity: &["title", "date", "issuer", "number"],
};
