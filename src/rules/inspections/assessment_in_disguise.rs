//! Research, guidance and visits that score their hosts or ask them for files: assessments under
//! another name.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::schema::inspections::{GUIDANCE, RESEARCH, VISIT};
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "assessment-in-disguise",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["kind"], &["scored", "materials"]],
    compares_matters: false,
    prohibited: true,
    texts: &TEXTS,
    configure: configure::<AssessmentInDisguise>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Research, guidance or a visit scores its host or asks for files.",
        "调研、指导、参观打分排名或索要材料，实为变相考核。",
    ),
    why: both(
        "The count of inspections falls while the host prepares as for one.",
        "检查次数少了，准备工作一点没少。",
    ),
    hours: both("All hours of the visit.", "该次活动的全部工时。"),
    basis: both(
        "2024 notice on inspections of enterprises and 2024 provisions: no inspection or assessment in the guise of research, guidance or tours (not checked against the official text).",
        "国办发〔2024〕54号、2024年若干规定：不得以观摩、督导、调研等名义变相检查考核（未与官方文本核对）。",
    ),
    example: both(
        "A guidance team brings a score sheet: claimed whole and raised one step.",
        "业务指导组带着评分表下来：全部计入，严重程度上调一级。",
    ),
    limits: both(
        "Rests on the stated kind, scores and files; raised only where it was scored.",
        "依据登记的类型、是否打分和材料数；仅打分的上调严重程度。",
    ),
    remedy: both(
        "Call it an assessment and plan it, or leave the score sheet at home.",
        "确属考核的列入计划，否则不打分、不要材料。",
    ),
    message: both(
        "{ $inspector } came for { $kind ->\n [research] research\n [guidance] guidance\n *[visit] a visit\n} and { $how ->\n [scored] scored its host\n *[files] asked for { $materials } files\n}; { $avoidable } h",
        "{ $inspector }以{ $kind ->\n [research] 调研\n [guidance] 业务指导\n *[visit] 参观\n}名义{ $how ->\n [scored] 打分评比\n *[files] 索要材料{ $materials }份\n}；{ $avoidable }小时",
    ),
};

/// Parameters of `assessment-in-disguise`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AssessmentInDisguise {
    /// Files that a visit may ask for.
    materials: u32,
}

impl Default for AssessmentInDisguise {
    fn default() -> Self {
        Self { materials: 2 }
    }
}

impl Parameters for AssessmentInDisguise {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Inspections);
        let (kinds, scored, materials) = (
            table.wholes("kind"),
            table.flags("scored"),
            table.counts("materials"),
        );
        single(region, Ledger::Inspections, |row| {
            let kind = match kinds.get(row) {
                Some(RESEARCH) => "research",
                Some(GUIDANCE) => "guidance",
                Some(VISIT) => "visit",
                _ => return None,
            };
            let (is_scored, asked) = (scored.yes(row), materials.get(row).unwrap_or_default());
            if !is_scored && asked <= self.materials {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Inspections, row);
            let message = Message::new(RULE.name)
                .text(
                    "inspector",
                    region.name(region.imposer(Ledger::Inspections, row)),
                )
                .text("kind", kind)
                .text("how", if is_scored { "scored" } else { "files" })
                .count("materials", asked as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable).raised(is_scored))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("materials", f64::from(self.materials), 0.0, 10_000.0)]
    }
}
