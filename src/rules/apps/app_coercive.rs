//! Apps that compel: check-ins, points, time online, screenshots, forced installation or login,
//! likes.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::demands::{demand_bits, demand_words};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-coercive",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["demands"]],
    compares_matters: false,
    prohibited: true,
    texts: &TEXTS,
    configure: configure::<AppCoercive>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "An app in use demands check-ins, points, time online, screenshots, forced installation or login, or likes.",
        zh: "在用应用强制打卡签到、积分排名、在线时长、截图、强制下载登录或点赞关注。",
    },
    why: Bilingual {
        en: "It measures presence on a screen instead of work, every day and of everybody.",
        zh: "以屏幕上的痕迹代替工作实绩，且人人天天如此。",
    },
    hours: Bilingual {
        en: "users × minutes of these demands × workdays, at most all hours of the app.",
        zh: "用户数 × 上述要求的日均分钟 × 工作日，不超过该应用全部工时。",
    },
    basis: Bilingual {
        en: "2023 opinions on formalism at the fingertips and the 2026 measures on government apps: no check-in, points or online time as compulsory functions, no forced download or regular login; security and emergency apps excepted (not checked against the official text).",
        zh: "2023年防治“指尖上的形式主义”意见、2026年政务应用程序规范化管理办法：不得强制打卡、积分、在线时长，不得强制下载、定期登录，安全应急类除外（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "A county app makes 800 users check in daily (3 min) for 126 workdays: 800 × 0.05 × 126 = 5,040 hours.",
        zh: "某县应用要求800人每日打卡（3分钟），126个工作日：800 × 0.05 × 126 = 5040小时。",
    },
    limits: Bilingual {
        en: "Minutes are the cost model's unless the configuration sets others; demands that cost no stated minutes (forced installation, likes) claim 0 hours.",
        zh: "分钟数为成本模型默认值；强制下载、点赞等未设分钟的要求不计工时。",
    },
    remedy: Bilingual {
        en: "Switch these functions off; keep them only where security or an emergency needs them.",
        zh: "关闭上述强制功能，确因安全应急需要的除外。",
    },
    message: Bilingual {
        en: "{ $owner } demands { $demands } of { $users } users: { $minutes } min a day on { $workdays ->\n [one] one workday\n *[other] { $workdays } workdays\n}, { $avoidable } h",
        zh: "{ $owner }对{ $users }名用户要求{ $demands }：每日{ $minutes }分钟，{ $workdays }个工作日，共{ $avoidable }小时",
    },
};

const COERCIVE: [&str; 7] = [
    "check_in",
    "points",
    "online_time",
    "screenshot",
    "forced_install",
    "forced_login",
    "likes",
];

/// `app-coercive` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppCoercive {}

impl Parameters for AppCoercive {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let (names, demands, users) = (
            table.texts("name"),
            table.wholes("demands"),
            table.wholes("users"),
        );
        let emergency = table.flags("emergency");
        let stock = region.stock(Ledger::Apps);
        let coercive = demand_bits(&COERCIVE);
        let mut hits = Vec::new();
        for row in (0..table.rows()).filter(|row| stock.in_use(*row) && !emergency.yes(*row)) {
            let found = demands.get(row).unwrap_or_default() & coercive;
            let name = names.get(row).unwrap_or_default();
            if found == 0 || region.exempt_by_title(name) {
                continue;
            }
            let minutes = region.cost.demand_minutes(found);
            let counted = f64::from(users.get(row).unwrap_or_default());
            let workdays = stock.workdays(row);
            let demanded = counted * minutes / 60.0 * f64::from(workdays);
            let avoidable = demanded.min(region.costs.hours(Ledger::Apps, row));
            hits.push(Hit {
                subject: name.to_owned(),
                message: Message::new(RULE.name)
                    .text("owner", region.name(region.imposer(Ledger::Apps, row)))
                    .with("demands", demand_words(found))
                    .known_count("users", users.get(row).map(f64::from))
                    .decimal("minutes", minutes)
                    .count("workdays", workdays as usize)
                    .decimal("avoidable", avoidable),
                confidence: 1.0,
                claims: vec![Claim {
                    row: RowOf(Ledger::Apps, row),
                    hours: avoidable,
                }],
                figure: counted,
                cascade: Vec::new(),
                respondents: None,
                raised: None,
            });
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let table = region.table(ledger);
        let demands = table.wholes("demands").get(row)? & demand_bits(&COERCIVE);
        let minutes = short(region.cost.demand_minutes(demands));
        let workdays = region.stock(ledger).workdays(row);
        let users = table.wholes("users").get(row)?;
        Some(format!("{users} × {minutes} min ÷ 60 × {workdays}"))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        Vec::new()
    }
}
