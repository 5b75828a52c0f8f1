//! The audit of a large region as a whole process, beside the time that the csv crate takes just
//! to count the records of the same files: `cargo bench --bench audit [-- ROWS]`, 300,000 rows
//! where not said. Rows are spread over the six ledgers; titles vary over matters, units and
//! wordings as real ones do.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

mod measure;
mod random;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use random::{MEETING_ENDINGS, Random};

const RUNS: usize = 5;

fn main() {
    let rows = random::rows(300_000);
    let folder = tempfile::tempdir().expect("a folder for the data");
    let bytes = region(folder.path(), rows);
    println!(
        "{rows} rows over eight ledgers, {:.1} MB, {} cores, median of {RUNS} runs",
        bytes as f64 / 1e6,
        measure::cores()
    );
    let files: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    let floor = measure::median(RUNS, || measure::count(&files));
    println!("csv crate, bare count:  {:>8.3} s", floor.as_secs_f64());
    let folder = folder.path().to_string_lossy();
    measure::print_beside(
        "audit",
        rows,
        bytes,
        floor,
        RUNS,
        &["audit", &folder, "--quiet"],
    );
}

const THINGS: [&str; 32] = [
    "燃气",
    "森林防火",
    "防汛",
    "秸秆禁烧",
    "人居环境",
    "校园食堂",
    "耕地保护",
    "危房改造",
    "饮水管网",
    "农机补贴",
    "低保复核",
    "医保参保",
    "社保稽核",
    "公交优化",
    "垃圾分类",
    "河长制",
    "林长制",
    "招商引资",
    "茶园改种",
    "果园滴灌",
    "冷库建设",
    "产业路",
    "文化广场",
    "养老服务",
    "殡葬改革",
    "禁毒",
    "反诈",
    "征兵",
    "普查",
    "统计年报",
    "预算绩效",
    "国企改革",
];
const ASPECTS: [&str; 16] = [
    "安全整治",
    "隐患排查",
    "项目建设",
    "资金拨付",
    "台账核对",
    "验收",
    "宣传",
    "执法",
    "培训",
    "试点",
    "达标",
    "清理",
    "摸底",
    "移交",
    "招标",
    "审计",
];
const SYLLABLES: [&str; 40] = [
    "金", "银", "龙", "凤", "云", "霞", "松", "柏", "梅", "兰", "桂", "荷", "泉", "溪", "潭", "湾",
    "岭", "坡", "坪", "坝", "沙", "石", "桥", "渡", "塔", "亭", "庙", "寨", "堡", "屯", "井", "窑",
    "磨", "仓", "场", "园", "圃", "塘", "堰", "渠",
];

/// Who acts, and in which county.
fn unit(random: &mut Random) -> (String, usize) {
    let county = random.below(60);
    let name = match random.below(10) {
        0 => "云州市".into(),
        1..=3 => format!("第{county:02}县"),
        4..=8 => format!("第{county:02}县甲{:02}镇", random.below(16)),
        _ => format!(
            "第{county:02}县甲{:02}镇乙{:02}村",
            random.below(16),
            random.below(10)
        ),
    };
    (name, county)
}

/// What it is about: mostly one of the twelve hundred local matters of the county, else one of
/// those that every level has.
fn matter(county: usize, random: &mut Random) -> String {
    if random.below(20) == 0 {
        return format!("{}{}", random.of(&THINGS), random.of(&ASPECTS));
    }
    let number = county * 1200 + random.below(1200);
    let (first, second) = (SYLLABLES[number % 40], SYLLABLES[number / 40 % 40]);
    format!(
        "{first}{second}{}{}",
        THINGS[(number + number / 1600 * 5) % 32],
        ASPECTS[(number / 1600 + number * 5) % 16]
    )
}

/// A word once in so many times, else another one.
fn seldom<'w>(random: &mut Random, times: usize, word: &'w str, otherwise: &'w str) -> &'w str {
    if random.below(times) == 0 {
        word
    } else {
        otherwise
    }
}

/// Some townships of a county, or none.
fn towns(county: usize, random: &mut Random) -> String {
    let first = random.below(16);
    let towns: Vec<String> = (first..(first + random.below(7)).min(16))
        .map(|town| format!("第{county:02}县甲{town:02}镇"))
        .collect();
    towns.join("、")
}

/// The fields of a form or an app.
fn fields(random: &mut Random) -> String {
    let fields: Vec<String> = (0..3 + random.below(8))
        .map(|_| format!("{}{}", random.of(&THINGS), random.of(&SYLLABLES)))
        .collect();
    format!("姓名、{}", fields.join("、"))
}

fn region(folder: &Path, rows: usize) -> u64 {
    let mut random = Random(20_240_630);
    let shares: [(&str, &str, usize); 7] = [
        (
            "meetings",
            "会议名称,召开时间,主办单位,会议时长,参会人数,参会单位,会议形式,会议性质,留痕材料,备注",
            28,
        ),
        (
            "documents",
            "发文字号,文件标题,印发日期,发文单位,文种,主送单位,字数,反馈时限,报送要求",
            28,
        ),
        (
            "groups",
            "群名称,建群单位,用途,建群时间,成员数,消息总数,最近活跃时间,成员名单,类别,任务结束时间,解散时间,是否审批,要求",
            10,
        ),
        (
            "apps",
            "应用名称,主办单位,应用类型,主要功能,用户数,活跃用户数,上线时间,更新时间,日均使用时长,是否打卡签到,是否备案,平台,粉丝数,每周发文要求,fields",
            5,
        ),
        (
            "forms",
            "报表名称,制表单位,报送频次,填报单位,字段,报送方式,是否纳入一表通,notice_days,due_day",
            8,
        ),
        (
            "surveys",
            "response,date,unit,level,meetings,documents,forms,inspections,fingertips,hours_per_week",
            1,
        ),
        (
            "inspections",
            "检查单位,企业名称,统一社会信用代码,检查日期,检查类型,检查事项,时长（小时）,陪同人数,planned,materials,是否打分,problems,outcome",
            20,
        ),
    ];
    let mut total = 0;
    let mut left = rows - units(folder, &mut total);
    for (position, (ledger, header, share)) in shares.into_iter().enumerate() {
        let own = if position + 1 == shares.len() {
            left
        } else {
            rows * share / 100
        };
        left -= own;
        let mut text = format!("{header}\n");
        for row in 0..own {
            line(ledger, row, &mut random, &mut text);
        }
        total += text.len() as u64;
        fs::write(folder.join(format!("{ledger}.csv")), text).expect("room for the data");
    }
    total
}

fn units(folder: &Path, total: &mut u64) -> usize {
    let mut text = String::from("单位,层级,上级单位,干部人数\n云州市,市,,300\n");
    let mut rows = 1;
    for county in 0..60 {
        let _ = writeln!(text, "第{county:02}县,县,云州市,500");
        for town in 0..16 {
            let _ = writeln!(text, "第{county:02}县甲{town:02}镇,乡,第{county:02}县,45");
            rows += 1;
        }
        rows += 1;
    }
    *total += text.len() as u64;
    fs::write(folder.join("units.csv"), text).expect("room for the data");
    rows
}

fn line(ledger: &str, row: usize, random: &mut Random, text: &mut String) {
    let ((owner, county), date) = (unit(random), random.date());
    let matter = matter(county, random);
    let people = 5 + random.below(90);
    // Writing to a string cannot fail.
    let _ = match ledger {
        "meetings" => {
            let ending = random.of(&MEETING_ENDINGS);
            let minutes = 30 + 10 * random.below(7);
            let mode = random.of(&["现场", "视频", ""]);
            writeln!(
                text,
                "{owner}{matter}{ending},{date},{owner},{minutes}分钟,{people}人,{},{mode},{},{},第{row}号记录",
                towns(county, random),
                random.of(&["专题", "综合", "例会", ""]),
                seldom(random, 12, "纪要、照片、签到表", "纪要")
            )
        }
        "documents" => {
            let (number, words) = (random.below(900), 500 + random.below(4600));
            let kind = random.of(&["通知", "方案", "意见", "报告"]);
            writeln!(
                text,
                "{}〔2024〕{number}号,关于{owner}{matter}的{kind},{date},{owner},{kind},{},{words},{},{}",
                seldom(random, 20, "", "云发"),
                towns(county, random),
                seldom(random, 8, &date, ""),
                seldom(random, 10, "报送", "")
            )
        }
        "groups" => {
            let start = 8 * (row - usize::from(row % 30 == 1));
            let members: Vec<String> = (start..start + 8)
                .map(|member| format!("成员{member}"))
                .collect();
            let active = if random.below(40) == 0 {
                date
            } else {
                format!("2024-12-{:02}", 1 + random.below(28))
            };
            writeln!(
                text,
                "{matter}工作群{row},{owner},{matter},2023-05-01,{people},{},{active},{},{},{},,{},{}",
                random.below(3000),
                members.join("、"),
                random.of(&["工作群", "工作群", "领导小组"]),
                seldom(random, 10, "2024-03-31", ""),
                seldom(random, 20, "否", "是"),
                seldom(random, 15, "接龙", "")
            )
        }
        "apps" => {
            let functions = format!("{}、{}、通知公告", random.of(&THINGS), random.of(&ASPECTS));
            let kind = random.of(&["APP", "小程序", "系统", "公众号"]);
            let check_in = ["是", "否"][usize::from(random.below(12) > 0)];
            writeln!(
                text,
                "{matter}{kind}{row},{owner},{kind},{functions},{people},{},2022-03-01,{date},{},{check_in},{},微信,{},{},{}",
                random.below(people),
                random.below(20),
                seldom(random, 15, "否", "是"),
                random.below(5000),
                random.below(4),
                fields(random)
            )
        }
        "forms" => writeln!(
            text,
            "{matter}表{row},{owner},{},{},{},{},{},{},{}日",
            random.of(&["每月", "每季", "每周", "每年"]),
            towns(county, random),
            fields(random),
            seldom(random, 10, "纸质", "系统"),
            seldom(random, 15, "否", "是"),
            1 + random.below(4),
            1 + random.below(31)
        ),
        "surveys" => {
            let mut rate = || 1 + random.below(5);
            let ratings = format!("{},{},{},{},{}", rate(), rate(), rate(), rate(), rate());
            writeln!(text, "{row},{date},{owner},乡镇,{ratings},{people}")
        }
        _ => {
            let firm = random.below(20_000);
            let kind = random.of(&["日常检查", "督查", "考核", "调研", "参观"]);
            writeln!(
                text,
                "{owner}{}局,第{firm}号示例公司,99EXAMPLE{firm:05},{date},{kind},{matter},2,{},{},{},{},{},{}",
                random.of(&["应急", "环境", "市监"]),
                1 + random.below(4),
                seldom(random, 15, "否", "是"),
                random.below(11),
                seldom(random, 20, "是", "否"),
                random.below(3),
                seldom(random, 8, "走访参观", "解决用水")
            )
        }
    };
}
