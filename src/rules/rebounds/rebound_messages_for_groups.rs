//! Fewer chat groups, more messages in each.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::pair::{Pair, Side, Tally};
use crate::rules::rebound::{
    BASIS, HOURS, Moved, Rebound, ReboundParameters, Tested, Trial, Way, configure, of_each,
    share_of_chance,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::statistics::means::{Difference, Sample};
use crate::text::both;

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-messages-for-groups",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["messages", "messages_per_day"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundMessagesForGroups>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Chat groups fall while the messages of each rise.",
        "工作群减少，群均消息增多。",
    ),
    why: both(
        "Groups are merged on paper; whoever reads them reads as much as before.",
        "群合并了，要看的消息一条没少。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "Twenty groups become eight, and each carries 900 messages a month in place of 350.",
        "20个群压减为8个，每群月均消息由350条增至900条。",
    ),
    limits: both(
        "Welch's test on log(1 + messages a month) of each group; messages of a group that one export gives for both periods together are spread over its life.",
        "对各群月均消息数取对数后作Welch检验；一份台账给出两期合计消息的，按存续期平均。",
    ),
    remedy: both(
        "Agree on what belongs into a group; notices go where they can be looked up.",
        "明确群内发布范围，通知走正式渠道。",
    ),
    message: both(
        "{ $unit }: chat groups { $fell }, messages a group and month { $grew }; q { $q }",
        "{ $unit }：工作群{ $fell }，群月均消息{ $grew }；q { $q }",
    ),
};

/// Parameters of `rebound-messages-for-groups`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundMessagesForGroups {
    /// By how much the messages of a group must have grown.
    ratio: f64,
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundMessagesForGroups {
    fn default() -> Self {
        Self {
            ratio: 1.2,
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundMessagesForGroups {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let fell = Tally::of_stock("chat-groups", Ledger::Groups, pair, |_, row| {
            !pair.joint.is_leading(row)
        });
        of_each(&[&fell], |unit| {
            let groups = Moved::of(&fell, unit, pair, Way::Fell);
            let messages = messages(pair, &groups)?;
            Some(Trial {
                holds: messages.ratio >= self.ratio,
                ..Trial::new(unit, Some(groups), messages)
            })
        })
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![
            ("ratio", self.ratio, 1.0, 100.0),
            ("q", self.q, 0.0001, 0.5),
        ]
    }
}

/// How the messages a group and month moved; `None` where fewer than two groups of a period have
/// any stated.
fn messages(pair: &Pair<'_>, groups: &Moved) -> Option<Moved> {
    let of = |side: Side| -> (Vec<f64>, Vec<RowOf>) {
        let rows = groups.rows[side as usize].iter();
        rows.filter_map(|row| Some((a_month(pair, side, row.1)?.ln_1p(), *row)))
            .unzip()
    };
    let ((before, before_rows), (after, after_rows)) = (of(Side::Before), of(Side::After));
    let counted = [before.len(), after.len()];
    let (before, after) = (Sample::of(&before)?, Sample::of(&after)?);
    let difference = Difference::of(&before, &after);
    let tested = Tested {
        p: difference.above(0.0),
        difference: &difference,
        counted,
        rows: [before_rows, after_rows],
    };
    let means = [before.mean.exp_m1(), after.mean.exp_m1()];
    Some(Moved {
        ratio: difference.value.exp(),
        interval: Some((difference.low.exp(), difference.high.exp())),
        difference: None,
        ..Moved::of_means("messages-per-group", means, tested)
    })
}

/// Messages of a group in a month of its life within a period.
fn a_month(pair: &Pair<'_>, side: Side, joint: usize) -> Option<f64> {
    const DAYS: f64 = 365.0 / 12.0;
    let half = pair.half(side);
    let row = half.row(Ledger::Groups, joint)?;
    let days = f64::from(half.region.stock(Ledger::Groups).days(row));
    let messages = half.region.messages()(row)?;
    (days > 0.0).then(|| messages / days * DAYS)
}
