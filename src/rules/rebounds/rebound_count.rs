//! Counts that grew although they may only fall.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::pair::{Pair, Tally};
use crate::rules::rebound::{
    HOURS, LIMITS, Moved, Rebound, ReboundParameters, Trial, Way, configure, of_each,
    share_of_chance,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::{Argument, Message, both};

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-count",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundCount>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Meetings, documents, inspections, groups, apps or forms grew significantly, though they may only fall.",
        "会议、文件、检查、工作群、应用、报表数量显著回升，违反只减不增。",
    ),
    why: both(
        "What was cut comes back as soon as nobody looks.",
        "压下去的数量反弹回来。",
    ),
    hours: HOURS,
    basis: both(
        "2019 and 2023 notices: counts of papers and meetings may only fall (not checked against the official text).",
        "基层减负有关通知：文件会议数量只减不增（未与官方文本核对）。",
    ),
    example: both(
        "A county holds 9 meetings a month, then 16.",
        "某县会议由月均9场增至16场。",
    ),
    limits: LIMITS,
    remedy: both(
        "Go back to the earlier number and say why it was left.",
        "压回原有数量并说明原因。",
    ),
    message: both(
        "{ $unit }: { $what } { $grew }; q { $q }",
        "{ $unit }：{ $what }数量回升，{ $grew }；q { $q }",
    ),
};

/// Parameters of `rebound-count`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundCount {
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundCount {
    fn default() -> Self {
        Self {
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundCount {
    const LOOKS_AT_ALL: bool = true;

    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let mut all = Vec::new();
        for ledger in Ledger::AUDITED
            .into_iter()
            .filter(|ledger| pair.has(*ledger))
        {
            let measure = ledger.name();
            let grew = Tally::of_ledger(ledger, pair);
            all.extend(of_each(&[&grew], |unit| {
                let moved = Moved::of(&grew, unit, pair, Way::Grew);
                let what = Message::new(format!("ledger-{measure}"));
                Some(Trial {
                    facts: vec![("what", Argument::Message(Box::new(what)))],
                    ..Trial::new(unit, None, moved)
                })
            }));
        }
        all
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![("q", self.q, 0.0001, 0.5)]
    }
}
