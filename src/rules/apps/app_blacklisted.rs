//! Apps that the region has put on its blacklist and that are still in use.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::region::Lists;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-blacklisted",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AppBlacklisted>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An app on the region's blacklist is in use.",
        "列入本地区黑名单的应用仍在使用。",
    ),
    why: both(
        "What was to be closed is still demanded.",
        "应关停的仍在要求基层使用。",
    ),
    hours: both(
        "All hours of the app in the period.",
        "该应用期内全部工时。",
    ),
    basis: both(
        "The region's own list ([lists] app_blacklist); central texts ask regions to clear apps by list (not checked against the official text).",
        "依据本地区清单（[lists] app_blacklist）；中央文件要求清单化清理（未与官方文本核对）。",
    ),
    example: both(
        "app_blacklist = [\"Smart Check-in\"]: the app of that name is claimed whole.",
        "app_blacklist = [\"智慧打卡通\"]：同名应用全部计入。",
    ),
    limits: both(
        "Names are compared whole, but for width, case and blanks; an empty list finds nothing.",
        "按全名比较（忽略全半角、大小写、首尾空格）；清单为空则无结果。",
    ),
    remedy: both("Close it.", "予以关停。"),
    message: both(
        "{ $owner } keeps a blacklisted app in use, { $users } users; { $avoidable } h",
        "{ $owner }仍在使用黑名单应用，{ $users }名用户；{ $avoidable }小时",
    ),
};

/// `app-blacklisted` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppBlacklisted {}

impl Parameters for AppBlacklisted {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Apps);
        let stock = region.stock(Ledger::Apps);

        let (names, users) = (table.texts("name"), table.wholes("users"));
        single(region, Ledger::Apps, |row| {
            if !stock.in_use(row) {
                return None;
            }

            let name = names.get(row).unwrap_or_default();
            if !Lists::has(&region.lists.app_blacklist, name) {
                return None;
            }
            let users = users.get(row).map(f64::from);
            let avoidable = region.costs.hours(Ledger::Apps, row);
            let message = Message::new(RULE.name)
                .text("owner", region.name(region.imposer(Ledger::Apps, row)))
                .known_count("users", users)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable).ranked_by(users.unwrap_or_default()))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
