//! Meetings longer than the cap for their form, and speeches longer than theirs.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::meetings::{COMPREHENSIVE, SPECIAL, VIDEO};
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-long",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["duration", "end", "speech_minutes"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingLong>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "A meeting lasts longer than the cap for its form, or its main speech longer than an hour.",
        zh: "会议时长超过该类会议上限，或主讲话超过一小时。",
    },
    why: Bilingual {
        en: "Every hour over the cap is an hour of every person in the room.",
        zh: "每超一小时，就是全体参会人员各一小时。",
    },
    hours: Bilingual {
        en: "attendees × hours over the cap; of the meeting's and the speech's excess the larger.",
        zh: "参会人数 × 超出上限的小时数；会议与讲话均超时取较大者。",
    },
    basis: Bilingual {
        en: "2024 provisions: the head's speech or main report at most one hour, meetings with grouped discussion at most one and a half days, others at most half a day; provinces cap video meetings at 90 minutes (not checked against the official text).",
        zh: "2024年若干规定：主要负责人讲话不超过1小时，分组讨论的会议不超过1天半，其他会议不超过半天；多省规定视频会议不超过90分钟（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "A video meeting of 120 people lasts 2.5 hours: 120 × 1.0 = 120 hours over the cap of 1.5.",
        zh: "120人参加的视频会议开了2.5小时：120 × 1.0 = 120小时。",
    },
    limits: Bilingual {
        en: "Only stated lengths count; a meeting without duration, start and end is not judged.",
        zh: "仅依据登记的时长；无时长且无起止时间的会议不作判断。",
    },
    remedy: Bilingual {
        en: "Cap the agenda and the speeches; send the reports in writing.",
        zh: "压缩议程和讲话，汇报材料书面印发。",
    },
    message: Bilingual {
        en: "{ $what ->\n [speech] The speech lasted\n *[meeting] The meeting lasted\n} { $hours } h, the cap is { $cap } h; { $people } people, { $avoidable } h over",
        zh: "{ $what ->\n [speech] 讲话\n *[meeting] 会议\n}时长{ $hours }小时，上限{ $cap }小时；{ $people }人参加，超出{ $avoidable }小时",
    },
};

/// Parameters of `meeting-long`, in hours.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "every parameter names its unit")]
struct MeetingLong {
    /// Cap of a video meeting, whatever its kind.
    video_hours: f64,
    /// Cap of a meeting on one subject.
    special_hours: f64,
    /// Cap of a comprehensive meeting.
    comprehensive_hours: f64,
    /// Cap of any other meeting.
    other_hours: f64,
    /// Cap of the main speech.
    speech_hours: f64,
}

impl Default for MeetingLong {
    fn default() -> Self {
        Self {
            video_hours: 1.5,
            special_hours: 4.0,
            comprehensive_hours: 12.0,
            other_hours: 4.0,
            speech_hours: 1.0,
        }
    }
}

impl Parameters for MeetingLong {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Meetings);
        let (durations, speeches) = (table.numbers("duration"), table.numbers("speech_minutes"));
        let (starts, ends) = (table.minutes("start"), table.minutes("end"));
        let (modes, kinds, titles) = (
            table.wholes("mode"),
            table.wholes("kind"),
            table.texts("title"),
        );
        let mut hits = Vec::new();
        for row in 0..table.rows() {
            let title = titles.get(row).unwrap_or_default();
            if region.is_statutory(row) || region.exempt_by_title(title) {
                continue;
            }
            let clock = || Some(f64::from(ends.get(row)? - starts.get(row)?) / 60.0);
            let cap = self.cap(modes.get(row), kinds.get(row));
            let meeting = durations
                .get(row)
                .or_else(clock)
                .map(|hours| ("meeting", hours, cap));
            let speech = speeches
                .get(row)
                .map(|hours| ("speech", hours, self.speech_hours));
            let over = [meeting, speech]
                .into_iter()
                .flatten()
                .filter(|(_, hours, cap)| hours > cap)
                .reduce(|one, other| {
                    if other.1 - other.2 > one.1 - one.2 {
                        other
                    } else {
                        one
                    }
                });
            if let Some((what, hours, cap)) = over {
                let people = region.costs.meetings[row].attendees;
                let avoidable = people * (hours - cap);
                hits.push(Hit {
                    subject: title.to_owned(),
                    message: Message::new(RULE.name)
                        .text("what", what)
                        .decimal("hours", hours)
                        .decimal("cap", cap)
                        .count("people", people as usize)
                        .decimal("avoidable", avoidable),
                    confidence: 1.0,
                    claims: vec![Claim {
                        row: RowOf(Ledger::Meetings, row),
                        hours: avoidable,
                    }],
                    figure: 0.0,
                    cascade: Vec::new(),
                    respondents: None,
                    raised: None,
                });
            }
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let table = region.table(ledger);
        let cost = region.costs.meetings[row];
        let cap = self.cap(table.wholes("mode").get(row), table.wholes("kind").get(row));
        let speech = table.numbers("speech_minutes").get(row).unwrap_or_default();
        let (hours, cap) = if speech - self.speech_hours > cost.duration - cap {
            (speech, self.speech_hours)
        } else {
            (cost.duration, cap)
        };
        let people = short(cost.attendees);
        Some(format!(
            "{people} × ({} h − {} h)",
            short(hours),
            short(cap)
        ))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        [
            ("video_hours", self.video_hours),
            ("special_hours", self.special_hours),
            ("comprehensive_hours", self.comprehensive_hours),
            ("other_hours", self.other_hours),
            ("speech_hours", self.speech_hours),
        ]
        .into_iter()
        .map(|(name, value)| (name, value, 0.0, 100.0))
        .collect()
    }
}

impl MeetingLong {
    fn cap(&self, mode: Option<u32>, kind: Option<u32>) -> f64 {
        match (mode, kind) {
            (Some(VIDEO), _) => self.video_hours,
            (_, Some(COMPREHENSIVE)) => self.comprehensive_hours,
            (_, Some(SPECIAL)) => self.special_hours,
            _ => self.other_hours,
        }
    }
}
