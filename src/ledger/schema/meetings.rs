//! Meetings: what was held, by whom, for how many, for how long.

use super::{Kind, LEVELS, Mixed, Schema, optional, required};
use crate::ledger::values::coded::Codes;

/// How a meeting was held.
pub const MODES: Codes = &[
    &[
        "in_person",
        "in person",
        "现场",
        "线下",
        "面对面",
        "现场会议",
        "face to face",
        "in-person",
        "on-site",
        "onsite",
    ],
    &[
        "video",
        "视频",
        "电视电话",
        "线上",
        "视频会议",
        "电视电话会议",
        "online",
        "remote",
        "virtual",
    ],
    &[
        "hybrid",
        "线上线下",
        "现场+视频",
        "线上+线下",
        "现场和视频",
        "主会场+分会场",
    ],
    &["phone", "电话", "电话会议"],
];

/// What sort of meeting it was.
pub const KINDS: Codes = &[
    &["comprehensive", "综合", "综合性"],
    &["special", "专题", "专项"],
    &["regular", "例会", "recurring"],
    &["statutory", "法定"],
    &["emergency", "应急", "紧急"],
];

/// Position of in-person among [`MODES`].
pub const IN_PERSON: u32 = 0;
/// Position of video among [`MODES`].
pub const VIDEO: u32 = 1;
/// Position of comprehensive among [`KINDS`].
pub const COMPREHENSIVE: u32 = 0;
/// Position of special among [`KINDS`].
pub const SPECIAL: u32 = 1;
/// Position of regular among [`KINDS`].
pub const REGULAR: u32 = 2;
/// Position of statutory among [`KINDS`].
pub const STATUTORY: u32 = 3;
/// Position of emergency among [`KINDS`].
pub const EMERGENCY: u32 = 4;

/// Position of hybrid among [`MODES`].
pub const HYBRID: u32 = 2;

/// Whether a cell names a meeting in person and one at a distance, in whichever order.
#[must_use]
pub fn is_both_ways(cell: &str) -> bool {
    let has = |words: [&str; 3]| words.iter().any(|word| cell.contains(word));
    has(["现场", "线下", "面对面"]) && has(["视频", "线上", "电视电话"])
}

pub(super) static SCHEMA: Schema = Schema {
    name: "meetings",
    file_names: &["meetings", "meeting", "会议"],
    fields: &[
        required(
            "title",
            Kind::Text,
            &[
                "会议名称",
                "会议主题",
                "会议标题",
                "议题",
                "会议内容",
                "meeting title",
                "topic",
                "subject",
            ],
        ),
        required(
            "date",
            Kind::Date,
            &[
                "召开时间",
                "会议时间",
                "开会日期",
                "召开日期",
                "会议日期",
                "开会时间",
                "日期",
                "meeting date",
            ],
        ),
        required(
            "organizer",
            Kind::Name,
            &[
                "主办单位",
                "召集单位",
                "组织单位",
                "牵头部门",
                "牵头单位",
                "召开单位",
                "主持单位",
                "所属部门",
                "organiser",
                "host",
                "organized by",
            ],
        ),
        optional("id", Kind::Text, &["会议编号", "编号", "no.", "no", "序号"]),
        optional(
            "level",
            Kind::Code(LEVELS),
            &["会议层级", "召开层级", "会议级别", "层级", "级别"],
        ),
        optional("start", Kind::Time, &["开始时间", "开始", "start time"]),
        optional("end", Kind::Time, &["结束时间", "结束", "end time"]),
        optional(
            "duration",
            Kind::Duration,
            &[
                "会议时长",
                "会期",
                "时长",
                "用时",
                "会议用时",
                "持续时间",
                "duration minutes",
            ],
        ),
        optional(
            "attendees",
            Kind::Count,
            &[
                "实到人数",
                "实到",
                "到会人数",
                "参会人数",
                "参加人数",
                "参会",
                "出席人数",
                "参会人员",
                "参加人员",
                "参会人",
                "应到人数",
                "应到",
                "attendance",
                "participants",
            ],
        ),
        optional(
            "units",
            Kind::Names,
            &[
                "参会单位",
                "参会范围",
                "参加范围",
                "参加单位",
                "通知单位",
                "units called",
            ],
        ),
        optional(
            "mode",
            Kind::Code(MODES),
            &["会议方式", "召开方式", "召开形式"],
        ),
        optional("kind", Kind::Code(KINDS), &["会议性质"]),
        optional(
            "venue",
            Kind::Name,
            &["会议地点", "会场", "地点", "召开地点", "place", "location"],
        ),
        optional(
            "agenda",
            Kind::NamesOrCount,
            &["议程", "会议议程", "议题数", "议程数", "agenda items"],
        ),
        optional(
            "evidence",
            Kind::NamesOrCount,
            &[
                "会议材料",
                "佐证材料",
                "留痕材料",
                "需报材料",
                "痕迹材料",
                "evidence items",
            ],
        ),
        optional(
            "conveys",
            Kind::Text,
            &["传达", "传达内容", "传达文件", "传达会议", "传达贯彻"],
        ),
        optional(
            "speech_minutes",
            Kind::Duration,
            &["讲话时长", "报告时长", "讲话用时", "speech"],
        ),
        optional(
            "approved",
            Kind::Flag,
            &["是否报备", "是否审批", "是否备案", "计划内", "是否计划内"],
        ),
    ],
    mixed: &[Mixed {
        headers: &[
            "会议类型",
            "会议类别",
            "类型",
            "类别",
            "形式",
            "会议形式",
            "方式",
            "type",
        ],
        codes: &["mode", "kind"],
        words: &[],
    }],
    folded: &[],
    folded_meanings: &[],
    things: &["meeting"],
    meanings: &[
        (
            "title",
            &[
                "agenda|matter name",
                "name",
                "80: organize name",
                "hold name",
                "name content",
                "hold? purpose",
                "80: hold? content",
                "80: hold? work",
                "80: attend|hold|organize|superior|notify? meeting$",
            ],
        ),
        (
            "date",
            &[
                "DAY",
                "hold DAY",
                "startend hold? DAY",
                "hold? start hold? DAY",
                "75: start DAY",
                "75: term",
                "75: term DAY",
                "78: plan hold? DAY",
                "75: apply use? DAY",
                "attend DAY",
                "75: use DAY",
            ],
        ),
        (
            "organizer",
            &[
                "75: ORG name?",
                "hold|organize ORG name?",
                "organize ORG",
                "hold subject_body name?",
                "86: undertake ORG name?",
                "82: manage ORG",
                "80: own ORG name?",
                "70: request ORG",
                "72: apply ORG name?",
                "78: use ORG",
                "80: notify hold ORG",
            ],
        ),
        (
            "id",
            &[
                "id",
                "item id",
                "number",
                "code",
                "75: approve id",
                "apply id",
                "record id",
            ],
        ),
        (
            "level",
            &[
                "level",
                "hold level",
                "organize ORG? level",
                "own? level",
                "ORG level",
            ],
        ),
        (
            "start",
            &[
                "hold? start DAY",
                "start hold? DAY?",
                "88: hold? start",
                "use start DAY?",
                "88: start",
            ],
        ),
        (
            "end",
            &[
                "hold? end DAY",
                "end hold? DAY?",
                "88: hold? end",
                "use end DAY?",
            ],
        ),
        (
            "mode",
            &["hold|organize way", "attend way", "use hold? way"],
        ),
        ("kind", &["nature", "hold nature"]),
        (
            "duration",
            &[
                "duration",
                "hold duration",
                "hold DAY duration",
                "85: hold? stay duration",
                "term",
                "term duration?",
            ],
        ),
        (
            "attendees",
            &[
                "arrive people|count|person|member|attend",
                "arrive",
                "attend|hold people|count|person|member|list",
                "attend list",
                "88: attend",
                "should attend? people|count|person",
                "88: should",
                "people",
                "80: member people|count",
                "attend|hold|people? scale",
                "people COUNT",
                "attend person people",
                "80: scale",
            ],
        ),
        (
            "units",
            &[
                "attend|notify|called|include|arrive ORG|scope|object|level",
                "should attend? ORG|object",
                "notify|called scope|object",
                "78: scope",
                "attend ORG list",
                "75: object",
                "attend person scope",
                "require attend ORG|object|scope",
            ],
        ),
        ("mode|kind", &["way", "kind", "way kind", "hold kind"]),
        (
            "venue",
            &[
                "place",
                "place use?",
                "hold place|address",
                "85: place name",
                "hold place address?",
                "hold point",
            ],
        ),
        (
            "agenda",
            &[
                "agenda",
                "agenda COUNT",
                "agenda item|content|list",
                "85: main? item COUNT",
                "main agenda",
                "agenda summary",
            ],
        ),
        (
            "evidence",
            &[
                "material",
                "submit|require|collect|fill|accompany material COUNT|list|content?",
                "material COUNT|list|content",
                "require submit material? record?",
                "review material COUNT?",
                "require? record|submit material COUNT?",
                "require? submit item|material",
            ],
        ),
        (
            "conveys",
            &[
                "convey",
                "convey content|document|spirit|name|superior",
                "convey superior? spirit|document|content",
                "superior convey? document|spirit",
                "convey superior ORG document|spirit|content",
            ],
        ),
        (
            "speech_minutes",
            &[
                "speak duration",
                "speak person|leader? duration",
                "speak person|leader? DAY duration",
                "78: speak DAY",
                "88: main? person|leader speak",
                "person|leader? speak duration",
            ],
        ),
        (
            "approved",
            &[
                "approve",
                "plan inside?",
                "include plan inside?",
                "yearly plan inside?",
                "include yearly? plan",
                "require? approve",
                "finish approve",
                "approve status",
            ],
        ),
    ],
    imposer: "organizer",
    filled_down: Some("organizer"),
    keywords: &[],
    personal: &[],
    identity: &["title", "date", "organizer"],
};
