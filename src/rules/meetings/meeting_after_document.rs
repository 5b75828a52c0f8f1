//! Meetings on a matter that the same place already settled in writing: who can read was called in
//! to hear it.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::matter::{RowOf, announces_meeting};
use crate::region::Region;
use crate::region::Seat;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use rayon::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-after-document",
    ledger: Ledger::Meetings,
    beside: &[Ledger::Documents],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingAfterDocument>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A place meets on a matter that it already issued as a document.",
        "同一地方已就该事项发文，又就同一事项开会。",
    ),
    why: both(
        "The document says it; the meeting reads it out to people who travelled for that.",
        "文件已写明，开会只是当面再念一遍，参会人员还要专程赶来。",
    ),
    hours: both("All hours of the meeting.", "该会议的全部工时。"),
    basis: both(
        "2024 provisions: matters already issued as a document are generally not met on again (not checked against the official text).",
        "2024年若干规定：已发文部署的事项一般不再开会部署（未与官方文本核对）。",
    ),
    example: both(
        "A county issues its straw-burning plan on 3 May and meets on it on 8 May: the meeting is claimed.",
        "某县5月3日印发秸秆禁烧方案，5月8日又就此开会：计该会议。",
    ),
    limits: both(
        "Whether the meeting settled more than the document said does not show in a ledger; notices that only announce a meeting, and what asks, reports, answers or records (a request, report, reply, letter, minutes), do not count.",
        "会议是否另有新内容无法从台账看出；仅为通知开会的文件，以及请示、报告、批复、函、纪要等非下行文不计。",
    ),
    remedy: both(
        "Let the document stand; answer questions by telephone.",
        "以文件为准，疑问电话解答，不再开会。",
    ),
    message: both(
        "{ $organizer } met on what { $issuer } had issued as a document { $days ->\n [0] the same day\n [one] one day before\n *[other] { $days } days before\n}; { $avoidable } h",
        "{ $issuer }发文{ $days ->\n [0] 当日\n *[other] { $days }天后\n}，{ $organizer }又就同一事项开会，共{ $avoidable }小时",
    ),
};

/// Parameters of `meeting-after-document`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingAfterDocument {
    /// Days after the document within which a meeting repeats it.
    window_days: i32,
}

impl Default for MeetingAfterDocument {
    fn default() -> Self {
        Self { window_days: 30 }
    }
}

impl Parameters for MeetingAfterDocument {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let issued = Issued::of(region);
        let days = region.table(Ledger::Meetings).days("date");
        let rows = 0..region.table(Ledger::Meetings).rows();
        rows.into_par_iter()
            .filter(|row| !region.is_exempt_meeting(*row))
            .filter_map(|row| {
                let own = RowOf(Ledger::Meetings, row);
                let key = (
                    region.seat(Ledger::Meetings, row),
                    region.matters.group(own)?,
                );
                let day = days.get(row)?;
                let (document, issue_day, confidence) =
                    issued.before(region, key, day, self.window_days, own)?;
                let hours = region.costs.hours(Ledger::Meetings, row);
                let author = region.imposer(Ledger::Documents, document);
                let message = Message::new(RULE.name)
                    .text(
                        "organizer",
                        region.name(region.imposer(Ledger::Meetings, row)),
                    )
                    .text("issuer", region.name(author))
                    .count("days", (day - issue_day) as usize)
                    .decimal("avoidable", hours);
                let claims = vec![
                    Claim::new(Ledger::Meetings, row, hours),
                    Claim::new(Ledger::Documents, document, 0.0),
                ];
                let title = region.title(Ledger::Meetings, row);
                Some(Hit::new(title, message, claims).sure(confidence))
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("window_days", f64::from(self.window_days), 0.0, 366.0)]
    }
}

/// Documents by who issued them and their matter, in order of time.
struct Issued(Vec<(Seat, u32, i32, usize)>);

impl Issued {
    fn of(region: &Region) -> Self {
        let table = region.table(Ledger::Documents);
        let (days, titles) = (table.days("date"), table.texts("title"));
        let mut issued: Vec<_> = (0..table.rows())
            .filter(|row| region.goes_down(*row))
            .filter(|row| !titles.get(*row).is_some_and(announces_meeting))
            .filter_map(|row| {
                let group = region.matters.group(RowOf(Ledger::Documents, row))?;
                Some((
                    region.seat(Ledger::Documents, row),
                    group,
                    days.get(row)?,
                    row,
                ))
            })
            .collect();
        issued.par_sort_unstable();
        Self(issued)
    }

    /// The latest document of a seat on the matter of a meeting, no later than its day and within
    /// the window: its row, its day, and the confidence that the two are one matter.
    fn before(
        &self,
        region: &Region,
        key: (Seat, u32),
        day: i32,
        window_days: i32,
        meeting: RowOf,
    ) -> Option<(usize, i32, f64)> {
        let until = self
            .0
            .partition_point(|known| (known.0, known.1, known.2) <= (key.0, key.1, day));
        self.0[..until]
            .iter()
            .rev()
            .take_while(|known| (known.0, known.1) == key && day - known.2 <= window_days)
            .find_map(|known| {
                let document = RowOf(Ledger::Documents, known.3);
                if region.matters.other_session(meeting, document) {
                    return None;
                }
                let same = region.matters.same(meeting, document);
                same.map(|confidence| (known.3, known.2, confidence))
            })
    }
}
