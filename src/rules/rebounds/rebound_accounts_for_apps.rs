//! Fewer apps, more mini programs and official accounts.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::ledger::schema::apps::{ACCOUNT, APP, MINI_PROGRAM};
use crate::pair::{Pair, Tally};
use crate::rules::rebound::{
    BASIS, HOURS, LIMITS, Rebound, ReboundParameters, Trial, configure, share_of_chance, trials,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::both;

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-accounts-for-apps",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["kind"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundAccountsForApps>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Apps fall while mini programs and official accounts rise.",
        "政务APP减少，小程序、公众号增多。",
    ),
    why: both(
        "What is cleared out as an app comes back where nobody counts.",
        "APP清理了，换个形式又上线。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "A county takes twelve apps off line and puts up fifteen mini programs.",
        "某县下线12个APP，新上15个小程序。",
    ),
    limits: LIMITS,
    remedy: both(
        "Register mini programs and accounts as apps are, and cap them together.",
        "小程序、账号与APP同样备案、统一管控。",
    ),
    message: both(
        "{ $unit }: apps { $fell }, mini programs and accounts { $grew }; q { $q }",
        "{ $unit }：APP{ $fell }，小程序和公众号{ $grew }；q { $q }",
    ),
};

/// Parameters of `rebound-accounts-for-apps`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundAccountsForApps {
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundAccountsForApps {
    fn default() -> Self {
        Self {
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundAccountsForApps {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let kinds = pair.table(Ledger::Apps).wholes("kind");
        let fell = Tally::of_stock("apps", Ledger::Apps, pair, |_, row| kinds.is(row, APP));
        let grew = Tally::of_stock(
            "mini-programs-and-accounts",
            Ledger::Apps,
            pair,
            |_, row| matches!(kinds.get(row), Some(MINI_PROGRAM | ACCOUNT)),
        );
        trials(pair, &fell, &grew)
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![("q", self.q, 0.0001, 0.5)]
    }
}
