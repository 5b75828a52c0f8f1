//! What groups and apps demand of their members, and the yes/no columns for one demand each.

use super::{Folded, Meaning};
use crate::ledger::values::coded::Codes;

/// What groups and apps demand of their members.
pub const DEMANDS: Codes = &[
    &["check_in", "check-in", "打卡", "签到"],
    &["relay", "接龙", "转发"],
    &["ranking", "排名", "通报"],
    &["points", "积分"],
    &["screenshot", "screenshots", "截图", "拍照", "截屏"],
    &["online_time", "online time", "在线时长"],
    &["forced_install", "强制下载", "强制安装", "强制推广"],
    &["forced_login", "定期登录", "强制登录"],
    &["likes", "点赞", "关注"],
    &["report", "报送", "上报", "报告"],
];

/// The bit of a demand in a stored set, by its canonical word.
#[must_use]
pub fn demand_bit(word: &str) -> u32 {
    DEMANDS
        .iter()
        .position(|words| words.first() == Some(&word))
        .map_or(0, |position| 1 << position)
}

pub(super) const DEMAND_COLUMNS: &[Folded] = &[
    Folded {
        headers: &["是否打卡签到", "是否打卡", "是否签到", "打卡签到"],
        demand: "check_in",
    },
    Folded {
        headers: &["是否接龙", "是否转发"],
        demand: "relay",
    },
    Folded {
        headers: &["是否排名", "是否排名通报"],
        demand: "ranking",
    },
    Folded {
        headers: &["是否积分排名", "是否积分", "积分排名"],
        demand: "points",
    },
    Folded {
        headers: &["是否截图", "是否拍照上传", "是否截图上报"],
        demand: "screenshot",
    },
    Folded {
        headers: &["是否在线时长", "是否考核在线时长", "在线时长"],
        demand: "online_time",
    },
    Folded {
        headers: &["是否强制下载", "强制下载", "是否强制安装"],
        demand: "forced_install",
    },
    Folded {
        headers: &["是否定期登录", "是否强制登录"],
        demand: "forced_login",
    },
    Folded {
        headers: &["是否点赞", "是否强制关注"],
        demand: "likes",
    },
    Folded {
        headers: &["是否上报", "是否报送"],
        demand: "report",
    },
];

/// What the columns of single demands are called.
pub(super) const DEMAND_MEANINGS: &[Meaning] = &[
    (
        "demands:check_in",
        &["require? regular|daily|weekly|work|use? check_in|arrive"],
    ),
    ("demands:relay", &["require? message|member? relay|convey"]),
    (
        "demands:ranking",
        &["require? work|use? ranking include? inspect?"],
    ),
    (
        "demands:points",
        &["require? points include|inspect|ranking|work?"],
    ),
    (
        "demands:screenshot",
        &["require? work|check_in? screenshot material|submit|record?"],
    ),
    (
        "demands:online_time",
        &["require? inspect|score|include? online_time include|inspect|require?"],
    ),
    (
        "demands:forced_install",
        &["require? use|person|member? install|promote use?"],
    ),
    (
        "demands:forced_login",
        &["require? regular|daily|weekly? login use|require?"],
    ),
    (
        "demands:likes",
        &["require? fan? likes convey|fan?", "require fan"],
    ),
    (
        "demands:report",
        &["require? regular|daily|weekly|inside? submit data|work|message|material|content?"],
    ),
];
