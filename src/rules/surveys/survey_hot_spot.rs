//! Pain points that enough people of a unit or a level rate high.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::finding::Respondents;
use crate::survey::{Figure, HOURS_PER_WEEK};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "survey-hot-spot",
    ledger: Ledger::Surveys,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<SurveyHotSpot>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "People of a unit or level rate a pain point as a heavy burden.",
        "某单位或某层级对某一痛点的负担评分偏高。",
    ),
    why: both(
        "Who bears it knows what no ledger shows.",
        "台账看不到的，当事人最清楚。",
    ),
    hours: both(
        "Nothing is claimed; findings are ranked by people × hours lost a week.",
        "不计工时，按人数 × 每周耗时排序。",
    ),
    basis: both(
        "No provision; the mean and its 95 % t interval (Student 1908), thresholds our own.",
        "无规定依据；按均值及其95% t区间（Student 1908），阈值为本工具设定。",
    ),
    example: both(
        "Twelve answers of a township on forms: mean 4.5, lower bound 4.1.",
        "某镇12人对报表的评分：均值4.5，下限4.1。",
    ),
    limits: both(
        "Who answers is not who was drawn: the interval holds for those who feel like those who answered. Figures over few answers are withheld.",
        "答卷者非抽样所得，区间仅供参考；人数过少的不公布。",
    ),
    remedy: both(
        "Look at the unit's ledgers for that pain point first.",
        "优先核查该单位这一痛点的台账。",
    ),
    message: both(
        "{ $group } rates { $question } { $mean } of 5 ({ $answers } answers, 95 % interval from { $low } to { $high }), { $hours } h lost a week each",
        "{ $group }对{ $question }评{ $mean }分（满分5分，{ $answers }份，95%区间{ $low }至{ $high }），人均每周耗时{ $hours }小时",
    ),
};

/// Parameters of `survey-hot-spot`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SurveyHotSpot {
    /// Mean rating, 1 to 5.
    mean: f64,
    /// Lower bound of its 95 % interval.
    lower: f64,
}

impl Default for SurveyHotSpot {
    fn default() -> Self {
        Self {
            mean: 4.0,
            lower: 3.5,
        }
    }
}

impl Parameters for SurveyHotSpot {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let Some(survey) = &region.survey else {
            return Vec::new();
        };
        let groups = survey.figures.iter().filter(|figure| {
            figure.question != HOURS_PER_WEEK && (figure.level.is_some() || figure.unit.is_some())
        });
        let hours = |figure: &Figure| {
            let of_hours = survey.figures.iter().find(|other| {
                other.question == HOURS_PER_WEEK
                    && other.level == figure.level
                    && other.unit == figure.unit
            });
            of_hours.map_or(0.0, |figure| figure.mean)
        };
        let mut hits = Vec::new();
        for figure in groups {
            let half = half_interval(figure);
            if figure.mean < self.mean - 1e-9 || figure.mean - half < self.lower - 1e-9 {
                continue;
            }
            let unit = figure.unit.as_deref();
            let group = match (unit, figure.level) {
                (Some(unit), _) => Message::new("verbatim").text("text", unit),
                (None, level) => Message::new(format!("level-{}", level.unwrap_or_default())),
            };
            let hours = hours(figure);
            let message = Message::new(RULE.name)
                .message("group", group)
                .message(
                    "question",
                    Message::new(format!("question-{}", figure.question)),
                )
                .decimal("mean", figure.mean)
                .count("answers", figure.answers)
                .decimal("low", (figure.mean - half).max(1.0))
                .decimal("high", (figure.mean + half).min(5.0))
                .decimal("hours", hours);
            let subject = unit.or(figure.level).unwrap_or_default();
            hits.push(Hit {
                respondents: Some(Respondents {
                    pain_point: figure.question,
                    responses: figure.answers,
                    unit: unit.and_then(|unit| region.ledgers.names.find(unit)),
                }),
                ..Hit::new(subject, message, Vec::new()).ranked_by(figure.answers as f64 * hours)
            });
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("mean", self.mean, 1.0, 5.0),
            ("lower", self.lower, 1.0, 5.0),
        ]
    }
}

/// Half the 95 % t interval of a mean.
fn half_interval(figure: &Figure) -> f64 {
    let answers = figure.answers as f64;
    let quantile = StudentsT::new(0.0, 1.0, answers - 1.0)
        .map_or(f64::INFINITY, |student| student.inverse_cdf(0.975));
    if figure.deviation > 0.0 {
        quantile * figure.deviation / answers.sqrt()
    } else {
        0.0
    }
}
