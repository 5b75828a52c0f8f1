//! Official accounts that are one too many on a platform, that nobody updates or that nobody
//! reads.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::apps::ACCOUNT;
use crate::region::Region;
use crate::rules::by_imposer::by_imposer;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "account-surplus",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["kind"], &["platform", "last_updated", "followers"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AccountSurplus>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A unit has more than one account on a platform, or an account that is not updated or hardly read.",
        "一个单位在同一平台有多个账号，或账号长期不更新、关注者过少。",
    ),
    why: both(
        "Somebody must fill each of them every week.",
        "每个账号每周都要有人供稿。",
    ),
    hours: both(
        "All hours of the surplus accounts, of those not updated and of those hardly read.",
        "多余账号、不更新账号、低关注账号的全部工时。",
    ),
    basis: both(
        "2018 opinions on government new media: in principle one account a unit and platform, accounts of little attention merged, those that cannot be kept up closed; one county takes two months without an update as a sign (not checked against the official text).",
        "2018年政务新媒体意见：一个单位在一个平台原则上一个账号，关注度低的整合、无力维护的关停；有县以两个月未更新为问题表现（未与官方文本核对）。",
    ),
    example: both(
        "A bureau has two accounts on one platform, one with 310 readers: that one is claimed.",
        "某局同一平台有两个账号，其中一个仅310人关注：计该账号。",
    ),
    limits: both(
        "Of several accounts the one with most followers is kept; what is not stated is not judged.",
        "多个账号中保留关注者最多的一个；未登记的项目不作判断。",
    ),
    remedy: both("Close or merge them.", "关停或整合。"),
    message: both(
        "{ $owner } has { $accounts ->\n [one] one account\n *[other] { $accounts } accounts\n} to close or merge (too many on a platform: { $surplus }, not updated: { $stale }, hardly read: { $unread }); { $avoidable } h",
        "{ $owner }有{ $accounts }个账号应关停整合（同平台多余{ $surplus }个、未更新{ $stale }个、低关注{ $unread }个）；{ $avoidable }小时",
    ),
};

/// Parameters of `account-surplus`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AccountSurplus {
    /// Accounts of a unit on one platform.
    per_platform: usize,
    /// Days without an update.
    update_days: i32,
    /// Followers from which an account is read.
    min_followers: u32,
}

impl Default for AccountSurplus {
    fn default() -> Self {
        Self {
            per_platform: 1,
            update_days: 60,
            min_followers: 1000,
        }
    }
}

impl Parameters for AccountSurplus {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let (kinds, stock) = (table.wholes("kind"), region.stock(Ledger::Apps));
        let counts = |row: &usize| {
            kinds.is(*row, ACCOUNT) && stock.in_use(*row) && !region.is_exempt(Ledger::Apps, *row)
        };
        by_imposer(region, Ledger::Apps, (0..table.rows()).filter(counts))
            .into_iter()
            .filter_map(|(owner, rows)| self.hit(region, owner, &rows))
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("per_platform", self.per_platform as f64, 0.0, 1000.0),
            ("update_days", f64::from(self.update_days), 1.0, 36_600.0),
            (
                "min_followers",
                f64::from(self.min_followers),
                0.0,
                100_000_000.0,
            ),
        ]
    }
}

impl AccountSurplus {
    fn hit(&self, region: &Region, owner: NameId, rows: &[usize]) -> Option<Hit> {
        let table = region.table(Ledger::Apps);
        let (updated, followers) = (table.days("last_updated"), table.wholes("followers"));
        let surplus = self.surplus(region, rows);
        let is_stale = |row: &usize| {
            let day = updated.get(*row);
            day.is_some_and(|day| region.period.as_of - day > self.update_days)
        };
        let is_unread = |row: &usize| {
            let count = followers.get(*row);
            count.is_some_and(|count| count < self.min_followers)
        };
        let flagged = |row: &usize| surplus.contains(row) || is_stale(row) || is_unread(row);
        let accounts = rows.iter().filter(|row| flagged(row)).count();
        if accounts == 0 {
            return None;
        }
        // Those that are kept stand beside a surplus one, as what it is one too many of.
        let platforms = table.wholes("platform");
        let beside = |row: &usize| {
            let same = |other: &&usize| platforms.get(**other) == platforms.get(*row);
            platforms.get(*row).is_some() && surplus.iter().any(|other| same(&other))
        };
        let claims: Vec<Claim> = rows
            .iter()
            .filter(|row| flagged(row) || beside(row))
            .map(|row| {
                let hours = region.costs.hours(Ledger::Apps, *row);
                Claim::new(Ledger::Apps, *row, if flagged(row) { hours } else { 0.0 })
            })
            .collect();
        let message = Message::new(RULE.name)
            .text("owner", region.name(owner))
            .count("accounts", accounts)
            .count("surplus", surplus.len())
            .count("stale", rows.iter().filter(|row| is_stale(row)).count())
            .count("unread", rows.iter().filter(|row| is_unread(row)).count())
            .decimal("avoidable", Claim::sum(&claims));
        Some(Hit::new(region.name(owner), message, claims).ranked_by(accounts as f64))
    }

    /// Accounts on a platform beyond those with most followers.
    fn surplus(&self, region: &Region, rows: &[usize]) -> Vec<usize> {
        let table = region.table(Ledger::Apps);
        let (platforms, followers) = (table.wholes("platform"), table.wholes("followers"));
        let mut on_platforms: Vec<(NameId, std::cmp::Reverse<u32>, usize)> = rows
            .iter()
            .filter_map(|row| {
                let read = followers.get(*row).unwrap_or_default();
                Some((platforms.get(*row)?, std::cmp::Reverse(read), *row))
            })
            .collect();
        on_platforms.sort_unstable();
        on_platforms
            .chunk_by(|one, other| one.0 == other.0)
            .flat_map(|of_platform| of_platform.iter().skip(self.per_platform))
            .map(|(.., row)| *row)
            .collect()
    }
}
