//! Apps, mini programs and systems that few of their users open, or that nobody has updated for
//! a year: shells and zombies.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::schema::apps::ACCOUNT;
use crate::ledger::values::date::to_date;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-idle",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["active_users", "last_updated"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AppIdle>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An app is in use by few of its users, or has not been updated for long.",
        "应用活跃用户占比过低，或长期未更新。",
    ),
    why: both(
        "It must still be installed, logged into and kept safe.",
        "没人用也要装、要登录、要维护。",
    ),
    hours: both(
        "All hours of the app in the period.",
        "该应用期内全部工时。",
    ),
    basis: both(
        "2023 opinions on formalism at the fingertips: empty and zombie apps are merged or closed; the thresholds are our own assumption (not checked against the official text).",
        "2023年防治“指尖上的形式主义”意见：“空壳”“僵尸”应用及时整合关停；阈值为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "Of 800 registered users 40 are active: 5 %, the least is 10 %.",
        "注册800人、活跃40人：5%，低于10%。",
    ),
    limits: both(
        "Needs users and active users, or the last update; accounts are judged by account-surplus.",
        "需登记用户数和活跃数，或更新时间；政务账号由 account-surplus 判断。",
    ),
    remedy: both(
        "Close it or merge it into one that is used.",
        "关停，或并入常用平台。",
    ),
    message: both(
        "{ $owner }: { $why ->\n [active] { $active } of { $users } users are active\n *[stale] not updated since { $since }\n}; { $avoidable } h",
        "{ $owner }：{ $why ->\n [active] { $users }名用户仅{ $active }人活跃\n *[stale] 自{ $since }起未更新\n}；{ $avoidable }小时",
    ),
};

/// Parameters of `app-idle`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppIdle {
    /// Part of the users that must be active.
    active_share: f64,
    /// Days without an update.
    update_days: i32,
}

impl Default for AppIdle {
    fn default() -> Self {
        Self {
            active_share: 0.1,
            update_days: 365,
        }
    }
}

impl Parameters for AppIdle {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let stock = region.stock(Ledger::Apps);

        let (kinds, users, active) = (
            table.wholes("kind"),
            table.wholes("users"),
            table.wholes("active_users"),
        );
        let updated = table.days("last_updated");
        single(region, Ledger::Apps, |row| {
            if !stock.in_use(row) {
                return None;
            }

            if kinds.get(row).is_none_or(|kind| kind == ACCOUNT) {
                return None;
            }
            let (all, now) = (users.get(row).unwrap_or_default(), active.get(row));
            let few =
                now.filter(|now| all > 0 && f64::from(*now) < self.active_share * f64::from(all));
            let stale = updated
                .get(row)
                .filter(|day| region.period.as_of - day > self.update_days);
            if few.is_none() && stale.is_none() {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Apps, row);
            let message = Message::new(RULE.name)
                .text("owner", region.name(region.imposer(Ledger::Apps, row)))
                .text("why", if few.is_some() { "active" } else { "stale" })
                .count("active", few.unwrap_or_default() as usize)
                .count("users", all as usize)
                .date("since", to_date(stale.unwrap_or_default()))
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable).ranked_by(f64::from(all)))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("active_share", self.active_share, 0.0, 1.0),
            ("update_days", f64::from(self.update_days), 1.0, 36_600.0),
        ]
    }
}
