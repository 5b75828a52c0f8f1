//! Apps and mini programs that units below the county own, and more than one of any other unit.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::apps::{APP, MINI_PROGRAM};
use crate::region::Region;
use crate::rules::by_imposer::by_imposer;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-below-county",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["kind"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AppBelowCounty>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A unit below county level owns an app or mini program, or another unit owns more than one.",
        "县级以下单位自建应用，或一个单位拥有多个应用。",
    ),
    why: both(
        "Each has its own login, its own users to recruit and its own demands.",
        "各有各的登录、各要各的用户、各提各的要求。",
    ),
    hours: both(
        "All hours of the surplus: of a unit below the county every app, of any other every app but the most used.",
        "超出部分的全部工时：县级以下单位的全部应用；其他单位除使用最多的一个外的应用。",
    ),
    basis: both(
        "2026 measures for government mobile apps: units below the county in principle build none; 2024 provisions: in principle one app a department (not checked against the official text).",
        "2026年政务移动应用程序管理办法：县级以下单位原则上不得开发；2024年若干规定：部门面向基层的应用原则上不超过1个（未与官方文本核对）。",
    ),
    example: both(
        "A township owns a patrol mini program of 300 users: claimed whole.",
        "某镇自建300人使用的巡查小程序：全部计入。",
    ),
    limits: both(
        "A unit whose level is unknown is taken to stand at the county or above.",
        "层级不明的单位按县级以上处理。",
    ),
    remedy: both(
        "Close it and use the county's platform.",
        "关停并使用县级以上统一平台。",
    ),
    message: both(
        "{ $owner } owns { $apps ->\n [one] one app\n *[other] { $apps } apps\n} or mini programs, { $below ->\n [yes] below county level none may be its own\n *[no] { $cap } allowed\n}: { $names }; { $avoidable } h",
        "{ $owner }有应用、小程序{ $apps }个，{ $below ->\n [yes] 县级以下不得自建\n *[no] 上限{ $cap }个\n}：{ $names }；{ $avoidable }小时",
    ),
};

/// Parameters of `app-below-county`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppBelowCounty {
    /// Apps and mini programs that a unit at county level or above may own.
    per_unit: usize,
}

impl Default for AppBelowCounty {
    fn default() -> Self {
        Self { per_unit: 1 }
    }
}

impl Parameters for AppBelowCounty {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let (kinds, stock) = (table.wholes("kind"), region.stock(Ledger::Apps));
        let counts = |row: &usize| {
            matches!(kinds.get(*row), Some(APP | MINI_PROGRAM))
                && stock.in_use(*row)
                && !region.is_exempt(Ledger::Apps, *row)
        };
        let owned = by_imposer(region, Ledger::Apps, (0..table.rows()).filter(counts));
        let hit = |(owner, mut rows): (NameId, Vec<usize>)| {
            let place = region.place(Ledger::Apps, rows[0]);
            let below = place.and_then(|place| region.is_below_county(place)) == Some(true);
            let cap = if below { 0 } else { self.per_unit };
            if rows.len() <= cap {
                return None;
            }
            rows.sort_by_key(|row| (std::cmp::Reverse(usage(region, *row)), *row));
            let claims: Vec<Claim> = rows
                .iter()
                .enumerate()
                .map(|(position, row)| {
                    let hours = region.costs.hours(Ledger::Apps, *row);
                    Claim::new(Ledger::Apps, *row, if position < cap { 0.0 } else { hours })
                })
                .collect();
            let names = rows.iter().map(|row| region.title(Ledger::Apps, *row));
            let message = Message::new(RULE.name)
                .text("owner", region.name(owner))
                .count("apps", rows.len())
                .flag("below", below)
                .count("cap", cap)
                .names("names", names.collect())
                .decimal("avoidable", Claim::sum(&claims));
            Some(Hit::new(region.name(owner), message, claims).ranked_by((rows.len() - cap) as f64))
        };
        owned.into_iter().filter_map(hit).collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("per_unit", self.per_unit as f64, 0.0, 1000.0)]
    }
}

/// How many use an app: the active users, else all of them.
fn usage(region: &Region, row: usize) -> u32 {
    let table = region.table(Ledger::Apps);
    let active = table.wholes("active_users").get(row);
    active
        .or_else(|| table.wholes("users").get(row))
        .unwrap_or_default()
}
