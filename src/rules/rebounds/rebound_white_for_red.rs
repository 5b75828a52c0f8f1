//! Fewer red-headed documents, more papers without a number that demand something.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::pair::{Pair, Tally};
use crate::rules::heads::{demands_unnumbered, is_red};
use crate::rules::rebound::{
    BASIS, HOURS, LIMITS, Rebound, ReboundParameters, Trial, configure, share_of_chance, trials,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::both;

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-white-for-red",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[&["number"], &["due", "demands"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundWhiteForRed>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Red-headed documents fall while white-headed ones with demands rise.",
        "红头文件减少，带任务要求的白头文件增多。",
    ),
    why: both(
        "The count that is checked falls, and what the recipients must answer does not.",
        "被考核的发文数降了，基层要办的一件没少。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "A bureau issues 6 numbered documents a month, then 1.5; its notes with a deadline go from 1 to 6.",
        "某局红头文件由月均6件降至1.5件，带时限的便笺由1件增至6件。",
    ),
    limits: LIMITS,
    remedy: both(
        "Count notes and letters with demands as documents, and cap both together.",
        "带任务要求的便函、便笺一并计入发文，统一管控。",
    ),
    message: both(
        "{ $unit }: red-headed documents { $fell }, white-headed ones with demands { $grew }; q { $q }",
        "{ $unit }：红头文件{ $fell }，带要求的白头文件{ $grew }；q { $q }",
    ),
};

/// Parameters of `rebound-white-for-red`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundWhiteForRed {
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundWhiteForRed {
    fn default() -> Self {
        Self {
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundWhiteForRed {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let (is_red, demands) = (is_red(pair.joint), demands_unnumbered(pair.joint));
        let fell = Tally::of_events("red-documents", Ledger::Documents, pair, is_red);
        let grew = Tally::of_events("white-documents", Ledger::Documents, pair, demands);
        trials(pair, &fell, &grew)
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![("q", self.q, 0.0001, 0.5)]
    }
}
