//! Meetings that call many units together only to pass something on.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::meetings::IN_PERSON;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-face-to-face",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["units"], &["mode"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingFaceToFace>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Many units are called together face to face to have something passed on to them.",
        "仅为传达精神而召集多家单位当面开会。",
    ),
    why: both(
        "What is passed on can be heard on a screen; only the journey is added.",
        "传达性会议屏对屏即可，面对面只多出路途时间。",
    ),
    hours: both("attendees × travel.", "参会人数 × 路途时间。"),
    basis: both(
        "2019 notice: meetings by telephone and video are favoured (not checked against the official text).",
        "2019年通知：多采用电视电话会议等形式（未与官方文本核对）。",
    ),
    example: both(
        "A county calls 12 townships, 40 people, to convey a provincial meeting: 40 × 1.0 h of travel.",
        "某县召集12个乡镇40人传达省里会议精神：40 × 1.0小时路途。",
    ),
    limits: both(
        "Only meetings that are said to be in person and list the units called.",
        "仅限登记为现场召开且列明参会单位的会议。",
    ),
    remedy: both("Hold it screen to screen.", "改为视频会议，屏对屏传达。"),
    message: both(
        "{ $units } units, { $people } people called together to pass something on; by video it saves { $avoidable } h of travel",
        "召集{ $units }家单位{ $people }人当面传达；改为视频可减少路途{ $avoidable }小时",
    ),
};

/// Parameters of `meeting-face-to-face`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingFaceToFace {
    /// Units called from which it is many.
    min_units: usize,
}

impl Default for MeetingFaceToFace {
    fn default() -> Self {
        Self { min_units: 5 }
    }
}

impl Parameters for MeetingFaceToFace {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Meetings);
        let (modes, titles, conveys) = (
            table.wholes("mode"),
            table.texts("title"),
            table.texts("conveys"),
        );
        let mut hits = Vec::new();
        for row in (0..table.rows()).filter(|row| modes.is(*row, IN_PERSON)) {
            let units = region.called.get(row).map_or(0, <[_]>::len);
            let title = titles.get(row).unwrap_or_default();
            let passes_on = conveys.get(row).is_some() || passes_something_on(title);
            if units < self.min_units || !passes_on || region.is_exempt(Ledger::Meetings, row) {
                continue;
            }
            let cost = region.costs.meetings[row];
            let avoidable = cost.attendees * cost.travel;
            let message = Message::new(RULE.name)
                .count("units", units)
                .count("people", cost.attendees as usize)
                .decimal("avoidable", avoidable);
            hits.push(Hit::new(
                title,
                message,
                vec![Claim::new(Ledger::Meetings, row, avoidable)],
            ));
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(_, row): RowOf) -> Option<String> {
        let cost = region.costs.meetings[row];
        Some(format!(
            "{} × {} h",
            short(cost.attendees),
            short(cost.travel)
        ))
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        Some(&["attendees"])
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("min_units", self.min_units as f64, 1.0, 10_000.0)]
    }
}

/// Whether a title says that something is passed on.
fn passes_something_on(title: &str) -> bool {
    let spirit = |verb: &str| {
        title
            .find(verb)
            .is_some_and(|at| title[at..].contains("精神"))
    };
    let lower = title.to_lowercase();
    title.contains("传达")
        || spirit("贯彻")
        || spirit("学习")
        || ["relay", "convey"].iter().any(|word| lower.contains(word))
}
