//! Ledger hours fell and the people who bear them do not feel it.

use serde::{Deserialize, Serialize};

use crate::ledger::schema::surveys;
use crate::ledger::{Ledger, Ledgers};
use crate::pair::{Pair, Side};
use crate::rules::borne::Borne;
use crate::rules::rebound::{
    Moved, Rebound, ReboundParameters, Tested, Trial, configure, share_of_chance,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::statistics::means::{Difference, Sample};
use crate::survey::{self, Figure};
use crate::text::{Argument, Message, both};

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-hollow",
    ledger: Ledger::Surveys,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundHollow>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "The ledger hours of a pain point fell, and its survey rating did not.",
        "台账工时下降，干部感受到的负担没有减轻。",
    ),
    why: both(
        "Either the burden went where no ledger is kept, or the ledger was made to fit.",
        "负担转到台账之外，或台账只做了表面文章。",
    ),
    hours: both(
        "Nothing is claimed; it rests on answers, not on rows.",
        "不计工时，依据问卷而非台账行。",
    ),
    basis: both(
        "No provision; the bounds are our own assumption.",
        "无规定依据；界限为本工具的假定。",
    ),
    example: both(
        "Hours of forms fell by 40 %; their rating went from 4.3 to 4.2, and it is 95 % sure that it fell by less than 0.3.",
        "填表工时降四成，评分由4.3变为4.2，有95%把握降幅不足0.3。",
    ),
    limits: both(
        "Welch's interval of the difference of two means; told only of groups that both questionnaires may tell of, and not where the answers of few people could be had by comparing the two.",
        "按Welch方法估计两期均值之差；仅限两期问卷均可公布的群体，两期相减可推知少数人答案的不公布。",
    ),
    remedy: both(
        "Visit the unit and ask where the hours went.",
        "实地走访，查明负担去向。",
    ),
    message: both(
        "{ $unit }, { $what }: hours borne { $fell }, rating { $grew }, a fall of { $fall } (95% interval { $low } to { $high }, { $answers_before } and { $answers_after } answers)",
        "{ $unit }，{ $what }：承担工时{ $fell }，评分{ $grew }，降{ $fall }（95%区间{ $low }至{ $high }，前后{ $answers_before }、{ $answers_after }份）",
    ),
};

/// Parameters of `rebound-hollow`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundHollow {
    /// The least part by which hours fell.
    hours_fall: f64,
    /// By how much a rating must fall to be felt.
    rating_fall: f64,
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundHollow {
    fn default() -> Self {
        Self {
            hours_fall: 0.1,
            rating_fall: 0.3,
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundHollow {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let [Some(before), Some(after)] =
            Side::BOTH.map(|side| pair.half(side).region.survey.as_ref())
        else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for question in surveys::PAIN_POINTS {
            let ledgers = surveys::ledgers_of(question);
            let is_one_sided = |ledger: &Ledger| {
                pair.side_has(Side::Before, *ledger) != pair.side_has(Side::After, *ledger)
            };
            if ledgers.iter().any(is_one_sided) || !ledgers.iter().any(|ledger| pair.has(*ledger)) {
                continue;
            }
            let borne = Side::BOTH.map(|side| Borne::of(&pair.half(side).region, ledgers));
            let mut of_question = Vec::new();
            let mut shows_few = false;
            let own = before.figures.iter().filter(|figure| {
                figure.question == question && (figure.unit.is_some() || figure.level.is_none())
            });
            for figure in own {
                let is_same = |other: &&Figure| {
                    (other.question, other.level, &other.unit)
                        == (figure.question, figure.level, &figure.unit)
                };
                let Some(later) = after.figures.iter().find(is_same) else {
                    continue;
                };
                if survey::shows_few(answers(pair), figure, before.min_group) {
                    shows_few = true;
                    continue;
                }
                of_question.extend(self.trial(pair, &borne, figure, later));
            }
            // What is withheld of a group could be had from the whole less the others.
            of_question.retain(|trial| !shows_few || trial.unit.is_some());
            all.extend(of_question);
        }
        all
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![
            ("hours_fall", self.hours_fall, 0.0, 1.0),
            ("rating_fall", self.rating_fall, 0.0, 5.0),
            ("q", self.q, 0.0001, 0.5),
        ]
    }
}

impl ReboundHollow {
    fn trial(
        &self,
        pair: &Pair<'_>,
        borne: &[Borne; 2],
        figure: &Figure,
        later: &Figure,
    ) -> Option<Trial> {
        let unit = match &figure.unit {
            Some(unit) => Some(pair.joint.unit_of(pair.joint.ledgers.names.find(unit)?)),
            None => None,
        };
        if unit.is_some_and(|unit| !pair.compares(unit)) {
            return None;
        }
        let [hours_before, hours_after] = Side::BOTH.map(|side| {
            let region = &pair.half(side).region;
            let borne = &borne[side as usize];
            let hours = match &figure.unit {
                Some(unit) => region
                    .ledgers
                    .names
                    .find(unit)
                    .map_or(0.0, |unit| borne.by(region, unit)),
                None => borne.by_all(region),
            };
            hours / region.period.months()
        });
        let fell = Moved::of_quantity("hours", hours_before, hours_after);
        let sample = |figure: &Figure| Sample {
            size: figure.answers,
            mean: figure.mean,
            deviation: figure.deviation,
        };
        let difference = Difference::of(&sample(figure), &sample(later));
        let tested = Tested {
            difference: &difference,
            p: difference.above(-self.rating_fall),
            counted: [figure.answers, later.answers],
            rows: [Vec::new(), Vec::new()],
        };
        let has_fallen = fell.ratio <= 1.0 - self.hours_fall + 1e-9;
        let holds = has_fallen && -difference.low < self.rating_fall;
        let grew = Moved {
            // Whether hours fell does not depend on the answers: where they did not, there is no
            // question to test, and none that others must pay for.
            least: if has_fallen { 0.0 } else { 1.0 },
            ..Moved::of_means("rating", [figure.mean, later.mean], tested)
        };
        let number = |value: f64| Argument::Text(crate::text::decimal(value, 2));
        let what = Message::new(format!("question-{}", figure.question));
        Some(Trial {
            holds,
            claimed: 0.0,
            facts: vec![
                ("what", Argument::Message(Box::new(what))),
                ("fall", number(-difference.value)),
                ("low", number(-difference.high)),
                ("high", number(-difference.low)),
                ("answers_before", Argument::Count(figure.answers as u64)),
                ("answers_after", Argument::Count(later.answers as u64)),
            ],
            asked: Some((figure.question, later.answers)),
            level: figure.level,
            ..Trial::new(unit, Some(fell), grew)
        })
    }
}

/// The responses of both periods.
fn answers<'p>(pair: &Pair<'p>) -> [&'p Ledgers; 2] {
    Side::BOTH.map(|side| &pair.half(side).region.ledgers)
}
