//! Fewer inspections, more research, guidance and visits.

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::ledger::schema::inspections::{GUIDANCE, RESEARCH, VISIT};
use crate::matter::RowOf;
use crate::pair::{Pair, Side, Tally};
use crate::rules::inspections::target;
use crate::rules::rebound::{
    BASIS, HOURS, LIMITS, Moved, Rebound, ReboundParameters, Trial, Way, configure, of_each,
    share_of_chance,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::{Argument, both};

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-research-for-inspection",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["kind"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundResearchForInspection>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Inspections, supervision and assessment fall while research, guidance and visits rise.",
        "检查督查考核减少，调研指导参观增多。",
    ),
    why: both(
        "A score sheet in a researcher's hand is an assessment that no plan counts.",
        "拿着评分表的调研就是不入计划的考核。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "A bureau inspects 10 times a month, then 4; its research trips go from 1 to 7, five of them with scores.",
        "某局检查由月均10次降至4次，调研由1次增至7次，其中5次打分。",
    ),
    limits: LIMITS,
    remedy: both(
        "Plan what scores or asks for files as an inspection.",
        "打分、要材料的活动一律纳入检查考核计划。",
    ),
    message: both(
        "{ $unit }: inspections { $fell }, research and visits { $grew }{ $knows_scores ->\n [yes] , of which scored { $scored_before } before and { $scored_after } after\n *[no] {\"\"}\n}; q { $q }",
        "{ $unit }：检查考核{ $fell }，调研指导参观{ $grew }{ $knows_scores ->\n [yes] ，其中打分的前期{ $scored_before }次、后期{ $scored_after }次\n *[no] {\"\"}\n}；q { $q }",
    ),
};

/// Parameters of `rebound-research-for-inspection`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundResearchForInspection {
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundResearchForInspection {
    fn default() -> Self {
        Self {
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundResearchForInspection {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let kinds = pair.table(Ledger::Inspections).wholes("kind");
        let is_guest = |row: usize| matches!(kinds.get(row), Some(RESEARCH | GUIDANCE | VISIT));
        let is_inspection = |row: usize| kinds.get(row).is_some() && !is_guest(row);
        let fell = events(pair, "inspections", &is_inspection);
        let grew = events(pair, "visits", &is_guest);
        let scored = pair.table(Ledger::Inspections).flags("scored");
        of_each(&[&fell, &grew], |unit| {
            let fell = Moved::of(&fell, unit, pair, Way::Fell);
            let grew = Moved::of(&grew, unit, pair, Way::Grew);
            // Unknown is not zero: counts are told where every visit says whether it was scored.
            let mut visits = grew.rows.iter().flatten();
            let is_known = visits.all(|RowOf(_, row)| scored.get(*row).is_some());
            let [before, after] = Side::BOTH.map(|side| {
                let rows = grew.rows[side as usize].iter();
                rows.filter(|RowOf(_, row)| scored.yes(*row)).count()
            });
            Some(Trial {
                raised: after > before,
                facts: vec![
                    (
                        "knows_scores",
                        Argument::Text(if is_known { "yes" } else { "no" }.to_owned()),
                    ),
                    ("scored_before", Argument::Count(before as u64)),
                    ("scored_after", Argument::Count(after as u64)),
                ],
                ..Trial::new(unit, Some(fell), grew)
            })
        })
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![("q", self.q, 0.0001, 0.5)]
    }
}

/// Inspections or visits; those that were joint are one, of the one that led.
fn events(pair: &Pair<'_>, measure: &'static str, counts: &dyn Fn(usize) -> bool) -> Tally {
    let mut tally = Tally::new(measure, Ledger::Inspections, true);
    for side in Side::BOTH {
        let half = pair.half(side);
        let is_of_half = |row: usize| half.row(Ledger::Inspections, row).is_some() && counts(row);
        for event in target::events(pair.joint, is_of_half).into_iter().flatten() {
            let rows: Vec<u32> = event.rows.iter().map(|row| *row as u32).collect();
            tally.add_event(pair, side, event.day, &rows);
        }
    }
    tally.sorted()
}
