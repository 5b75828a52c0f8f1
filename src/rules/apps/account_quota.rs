//! Posts that an account must bring out every week.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "account-quota",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["posts_per_week"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AccountQuota>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An official account is held to more posts a week than is sensible.",
        "政务账号被要求的每周发文数过多。",
    ),
    why: both(
        "A quota is filled with whatever there is.",
        "有指标就要凑数。",
    ),
    hours: both(
        "H × posts over the quota ÷ posts.",
        "该账号工时 × 超出篇数 ÷ 要求篇数。",
    ),
    basis: both(
        "2018 opinions on government new media and 2023 opinions: no ranking or quota for its own sake; the number is our own assumption (not checked against the official text).",
        "2018年政务新媒体意见、2023年意见：不搞指标摊派、排名通报；篇数为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "Five posts a week for 26 weeks: 5 × 26 × 3 = 390 hours, three fifths of them over.",
        "每周5篇共26周：5 × 26 × 3 = 390小时，其中五分之三超出。",
    ),
    limits: both(
        "Only demanded posts count, not those that were written.",
        "仅计要求篇数，不计实际篇数。",
    ),
    remedy: both("Drop the quota.", "取消篇数要求。"),
    message: both(
        "{ $owner } must bring out { $posts } posts a week, { $cap } allowed; { $avoidable } h over",
        "要求{ $owner }每周发布{ $posts }篇，上限{ $cap }篇；超出{ $avoidable }小时",
    ),
};

/// Parameters of `account-quota`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AccountQuota {
    /// Posts a week that may be demanded.
    posts_per_week: f64,
}

impl Default for AccountQuota {
    fn default() -> Self {
        Self {
            posts_per_week: 2.0,
        }
    }
}

impl Parameters for AccountQuota {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let stock = region.stock(Ledger::Apps);

        let posts = table.numbers("posts_per_week");
        single(region, Ledger::Apps, |row| {
            if !stock.in_use(row) {
                return None;
            }

            let posts = posts
                .get(row)
                .filter(|posts| *posts > self.posts_per_week)?;
            let avoidable =
                region.costs.hours(Ledger::Apps, row) * (posts - self.posts_per_week) / posts;
            let message = Message::new(RULE.name)
                .text("owner", region.name(region.imposer(Ledger::Apps, row)))
                .decimal("posts", posts)
                .decimal("cap", self.posts_per_week)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let posts = short(region.table(ledger).numbers("posts_per_week").get(row)?);
        let hours = short(region.costs.hours(ledger, row));
        Some(format!(
            "{hours} h × ({posts} − {}) ÷ {posts}",
            short(self.posts_per_week)
        ))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("posts_per_week", self.posts_per_week, 0.0, 1000.0)]
    }
}
