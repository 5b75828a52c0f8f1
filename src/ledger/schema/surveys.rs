//! Surveys: answers to anonymous questionnaires, one row a response. Whole questions become
//! fields by the words in them; who a respondent is, is never read.

use super::{Field, Kind, LEVELS, Ledger, Schema, optional};

/// The pain points that a questionnaire rates, by the names of their fields.
pub const PAIN_POINTS: [&str; 5] = [
    "meetings",
    "documents",
    "forms",
    "inspections",
    "fingertips",
];

/// The ledgers whose hours a pain point is about.
#[must_use]
pub fn ledgers_of(pain_point: &str) -> &'static [Ledger] {
    match pain_point {
        "meetings" => &[Ledger::Meetings],
        "documents" => &[Ledger::Documents],
        "forms" => &[Ledger::Forms],
        "inspections" => &[Ledger::Inspections],
        "fingertips" => &[Ledger::Groups, Ledger::Apps],
        _ => &[],
    }
}

const fn rating(name: &'static str, headers: &'static [&'static str]) -> Field {
    optional(name, Kind::Rating, headers)
}

pub(super) static SCHEMA: Schema = Schema {
    name: "surveys",
    file_names: &["surveys", "survey", "问卷", "调查", "答卷", "二维码"],
    fields: &[
        optional(
            "response",
            Kind::Text,
            &["序号", "答卷编号", "答卷序号", "response id"],
        ),
        optional(
            "date",
            Kind::Date,
            &[
                "提交答卷时间",
                "提交时间",
                "答卷时间",
                "填写时间",
                "submitted",
            ],
        ),
        optional(
            "unit",
            Kind::Name,
            &["单位", "所在单位", "您的单位", "您所在的单位", "工作单位"],
        ),
        optional(
            "level",
            Kind::Code(LEVELS),
            &["层级", "单位层级", "所在层级", "您所在的层级"],
        ),
        rating("meetings", &["会议", "会议负担"]),
        rating("documents", &["文件", "发文负担", "文件负担"]),
        rating("forms", &["报表", "填表", "填表负担", "填表报数"]),
        rating("inspections", &["检查", "迎检", "迎检负担", "督查检查"]),
        rating("fingertips", &["指尖", "指尖负担", "指尖上的负担"]),
        optional(
            "hours_per_week",
            Kind::Duration,
            &["每周耗时", "每周小时数", "每周用时"],
        ),
        optional(
            "comment",
            Kind::Text,
            &["意见建议", "意见", "建议", "备注", "comments"],
        ),
    ],
    mixed: &[],
    folded: &[],
    things: &["survey"],
    meanings: &[
        ("response", &["id", "survey id", "fill people? id"]),
        (
            "date",
            &[
                "DAY",
                "submit|fill|end|finish DAY",
                "submit|fill",
                "survey submit|fill? DAY",
            ],
        ),
        ("unit", &["ORG", "own|work ORG name?", "org name"]),
        ("level", &["level", "org|own level", "own org level"]),
        (
            "hours_per_week",
            &["weekly duration", "weekly use? duration COUNT?"],
        ),
        ("comment", &["remark", "content remark"]),
    ],
    imposer: "unit",
    filled_down: None,
    // Questions of time come first: "how many hours a week do meetings take" is no rating.
    keywords: &[
        (
            "hours_per_week",
            &[
                "每周",
                "一周",
                "hours a week",
                "hours per week",
                "per week",
                "each week",
                "typical week",
                "weekly hours",
                "每星期",
            ],
        ),
        (
            "comment",
            &[
                "意见",
                "建议",
                "想说",
                "comment",
                "suggest",
                "anything else",
            ],
        ),
        (
            "fingertips",
            &[
                "指尖",
                "工作群",
                "微信群",
                "apps",
                "小程序",
                "打卡",
                "政务软件",
                "chat group",
                "fingertip",
            ],
        ),
        (
            "forms",
            &[
                "填表",
                "报表",
                "表格",
                "填报",
                "报数",
                "台账",
                "forms",
                "form-filling",
                "returns",
            ],
        ),
        (
            "inspections",
            &[
                "检查",
                "督查",
                "考核",
                "迎检",
                "调研",
                "接待",
                "评比",
                "迎查",
                "inspection",
                "audit",
            ],
        ),
        (
            "documents",
            &[
                "文件", "公文", "发文", "收文", "文山", "document", "circular", "memo",
            ],
        ),
        ("meetings", &["会议", "开会", "会海", "meeting"]),
        ("level", &["层级", "级别", "level"]),
        (
            "unit",
            &[
                "单位",
                "部门",
                "乡镇",
                "unit",
                "department",
                "work in",
                "organisation",
                "organization",
            ],
        ),
    ],
    personal: &[
        "姓名",
        "名字",
        "填写人",
        "填表人",
        "填报人",
        "提交者",
        "提交人",
        "答题人",
        "答卷人",
        "回答者",
        "受访者",
        "联系人",
        "联系方式",
        "电话",
        "手机",
        "座机",
        "身份证",
        "证件",
        "工号",
        "账号",
        "用户名",
        "昵称",
        "签名",
        "邮箱",
        "邮件",
        "微信号",
        "微信昵称",
        "qq",
        "住址",
        "地址",
        "ip",
        "ipaddr",
        "mac",
        "imei",
        "设备",
        "来源详情",
        "定位",
        "经度",
        "纬度",
        "经纬度",
        "地理位置",
        "用户id",
        "openid",
        "your name",
        "full name",
        "first name",
        "last name",
        "respondent name",
        "user name",
        "username",
        "phone",
        "telephone",
        "tel",
        "mobile",
        "contact",
        "email",
        "e-mail",
        "wechat",
        "address",
        "user id",
        "device",
    ],
    identity: &["response", "date"],
};
