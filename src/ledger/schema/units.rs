//! The tree of units: who stands above whom.

use super::{Kind, LEVELS, Schema, optional, required};

pub(super) static SCHEMA: Schema = Schema {
    name: "units",
    file_names: &["units", "unit", "单位", "机构", "组织机构", "行政区划"],
    fields: &[
        required(
            "unit",
            Kind::Name,
            &["单位", "单位名称", "机构名称", "名称", "name", "unit name"],
        ),
        optional(
            "code",
            Kind::Text,
            &[
                "单位代码",
                "区划代码",
                "行政区划代码",
                "代码",
                "编码",
                "division code",
            ],
        ),
        optional(
            "level",
            Kind::Code(LEVELS),
            &["层级", "级别", "单位层级", "行政级别"],
        ),
        optional(
            "parent",
            Kind::Name,
            &[
                "上级",
                "上级单位",
                "上级机构",
                "主管单位",
                "隶属",
                "parent unit",
                "superior",
            ],
        ),
        optional(
            "cadres",
            Kind::Count,
            &[
                "干部人数",
                "干部数",
                "在编人数",
                "编制人数",
                "人数",
                "headcount",
                "staff",
            ],
        ),
    ],
    mixed: &[],
    folded: &[],
    folded_meanings: &[],
    things: &["body"],
    meanings: &[
        (
            "unit",
            &[
                "80: org|organize division name?",
                "org|locality name",
                "locality",
                "org name",
                "name",
                "ORG",
                "org name short?",
            ],
        ),
        (
            "code",
            &[
                "division|org|locality? code|id",
                "division code",
                "org code",
                "division id",
            ],
        ),
        (
            "level",
            &[
                "level",
                "org|locality level",
                "division|org|own level",
                "org division level",
            ],
        ),
        (
            "parent",
            &[
                "superior division name?",
                "superior ORG name?",
                "superior",
                "own ORG? name?",
                "manage ORG name?",
                "superior manage ORG name?",
                "superior own? ORG",
            ],
        ),
        (
            "cadres",
            &[
                "staff people|count",
                "staff",
                "people",
                "staff people count",
                "org people|staff COUNT?",
                "84: member COUNT",
                "78: posts COUNT?",
                "80: org? posts",
            ],
        ),
    ],
    imposer: "unit",
    filled_down: None,
    keywords: &[],
    personal: &[],
    identity: &["unit", "parent"],
};
