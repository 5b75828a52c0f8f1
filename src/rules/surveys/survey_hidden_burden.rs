//! Units whose people report far more lost hours than their ledgers explain.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::borne::Borne;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

use crate::finding::Respondents;
use crate::survey::{Figure, HOURS_PER_WEEK};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "survey-hidden-burden",
    ledger: Ledger::Surveys,
    beside: &[Ledger::Units],
    needs: &[&["hours_per_week"], &["unit"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<SurveyHiddenBurden>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "People of a unit report far more lost hours a week than the ledgers explain.",
        "某单位反映的每周耗时远高于台账所能解释的工时。",
    ),
    why: both(
        "What no ledger holds is done at night, by telephone, or was left out of the export.",
        "台账没有的，多在夜里、电话里，或者没有导出来。",
    ),
    hours: both(
        "Nothing is claimed; the gap is reported, and ranks the findings.",
        "不计工时，报告差距并按差距排序。",
    ),
    basis: both(
        "No provision; the factor is our own assumption.",
        "无规定依据；倍数为本工具的假定。",
    ),
    example: both(
        "Ten answers of a township: 9.0 h a week; its ledgers: 2.1 h a cadre and week.",
        "某镇10人反映每周9.0小时，台账人均每周2.1小时。",
    ),
    limits: both(
        "Needs the headcount; where the ledgers explain nothing, nothing is said. Hours of an inspected firm are no unit's.",
        "需编制人数；台账无工时的不作判断；受检企业的工时不计入单位。",
    ),
    remedy: both(
        "Ask for the exports that are missing; visit the unit.",
        "补齐台账，实地走访。",
    ),
    message: both(
        "{ $unit } reports { $reported } h a week each ({ $answers } answers), its ledgers explain { $explained } h: { $ratio } times",
        "{ $unit }人均每周反映{ $reported }小时（{ $answers }份），台账仅{ $explained }小时，相差{ $ratio }倍",
    ),
};

/// Parameters of `survey-hidden-burden`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SurveyHiddenBurden {
    /// Reported hours by explained hours.
    ratio: f64,
}

impl Default for SurveyHiddenBurden {
    fn default() -> Self {
        Self { ratio: 2.0 }
    }
}

impl Parameters for SurveyHiddenBurden {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let Some(survey) = &region.survey else {
            return Vec::new();
        };
        let told: Vec<(&str, &Figure)> = survey
            .figures
            .iter()
            .filter(|figure| figure.question == HOURS_PER_WEEK)
            .filter_map(|figure| Some((figure.unit.as_deref()?, figure)))
            .collect();
        if told.is_empty() {
            return Vec::new();
        }
        let borne = Borne::of(region, &Ledger::AUDITED);
        let weeks = f64::from(region.period.days()) / 7.0;
        let mut hits = Vec::new();
        for (unit, figure) in told {
            let Some(name) = region.ledgers.names.find(unit) else {
                continue;
            };
            let Some(cadres) = region
                .units
                .cadres(region.unit_of(name))
                .filter(|cadres| *cadres > 0)
            else {
                continue;
            };
            let explained = borne.by(region, name) / f64::from(cadres) / weeks;
            if explained <= 0.0 || figure.mean < self.ratio * explained {
                continue;
            }
            let message = Message::new(RULE.name)
                .text("unit", unit)
                .decimal("reported", figure.mean)
                .count("answers", figure.answers)
                .decimal("explained", explained)
                .decimal("ratio", figure.mean / explained);
            let gap = (figure.mean - explained) * figure.answers as f64;
            hits.push(Hit {
                respondents: Some(Respondents {
                    pain_point: HOURS_PER_WEEK,
                    responses: figure.answers,
                    unit: Some(name),
                }),
                ..Hit::new(unit, message, Vec::new()).ranked_by(gap)
            });
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("ratio", self.ratio, 1.0, 1000.0)]
    }
}
