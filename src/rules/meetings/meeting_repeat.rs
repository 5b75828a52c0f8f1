//! One organizer meeting on one matter again within weeks. Regular, statutory and emergency
//! meetings are exempt, sessions of one agenda are no repetition.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::meetings::{EMERGENCY, REGULAR, STATUTORY};
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};
use crate::union_find::UnionFind;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-repeat",
    ledger: Ledger::Meetings,
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingRepeat>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "One organizer meets on one matter again within weeks.",
        zh: "同一单位就同一事项短期内反复开会。",
    },
    why: Bilingual {
        en: "What the first meeting settled is called again; the same people travel and sit twice.",
        zh: "已经部署过的事项再次召集，同一批人反复参会。",
    },
    hours: Bilingual {
        en: "All hours of every meeting of the chain but the longest one (ties: the earlier date, then the earlier line).",
        zh: "链条中除时长最长的一场（相同则取日期早、行号小者）外，其余会议的全部工时。",
    },
    basis: Bilingual {
        en: "2019 notice and 2024 provisions: fewer and shorter meetings, combined where they can be (not checked against the official text).",
        zh: "2019年通知、2024年若干规定：少开会、开短会，能合并的合并（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "A bureau meets on straw burning on 3, 12 and 25 May: one finding, two meetings claimed.",
        zh: "某局5月3日、12日、25日三次就秸秆禁烧开会：一条问题，计两场。",
    },
    limits: Bilingual {
        en: "Sessions with different numbers and reports on different months are taken as one agenda and not flagged.",
        zh: "届次、期次不同或通报月份不同的视为同一议程的各次，不计入。",
    },
    remedy: Bilingual {
        en: "Settle the matter in one meeting and follow it up by telephone or on site.",
        zh: "一次会议部署到位，后续以电话或现场方式跟进。",
    },
    message: Bilingual {
        en: "{ $organizer } met { $meetings } times on one matter within { $days ->\n [one] one day\n *[other] { $days } days\n}; { $avoidable } h beyond the longest meeting",
        zh: "{ $organizer }在{ $days }天内就同一事项开会{ $meetings }次，除最长一场外共{ $avoidable }小时",
    },
};

/// Parameters of `meeting-repeat`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingRepeat {
    /// Days after a meeting within which the next one repeats it.
    window_days: i32,
}

impl Default for MeetingRepeat {
    fn default() -> Self {
        Self { window_days: 30 }
    }
}

impl Parameters for MeetingRepeat {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Meetings);
        let days = table.days("date");
        let mut held: Vec<(u32, u32, i32, usize)> = (0..table.rows())
            .filter_map(|row| {
                let group = region.matters.group(RowOf(Ledger::Meetings, row))?;
                Some((
                    region.imposer(Ledger::Meetings, row),
                    group,
                    days.get(row)?,
                    row,
                ))
            })
            .collect();
        held.par_sort_unstable();
        let mut hits = Vec::new();
        for again in held.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let meetings: Vec<(i32, usize)> = again
                .iter()
                .map(|(_, _, day, row)| (*day, *row))
                .filter(|(_, row)| again.len() > 1 && !is_exempt(region, *row))
                .collect();
            let mut chains = UnionFind::new(meetings.len());
            let mut sure = vec![1.0_f64; meetings.len()];
            for (later, sure) in sure.iter_mut().enumerate() {
                if let Some((earlier, confidence)) = self.linked(region, &meetings, later) {
                    chains.unite(earlier as u32, later as u32);
                    *sure = confidence;
                }
            }
            for chain in chains.sets() {
                let confidence = chain
                    .iter()
                    .map(|member| sure[*member as usize])
                    .fold(1.0, f64::min);
                let rows: Vec<(i32, usize)> = chain
                    .iter()
                    .map(|member| meetings[*member as usize])
                    .collect();
                hits.push(hit(region, &rows, confidence));
            }
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("window_days", f64::from(self.window_days), 0.0, 366.0)]
    }
}

impl MeetingRepeat {
    /// The latest earlier meeting within the window that this one repeats.
    fn linked(
        &self,
        region: &Region,
        meetings: &[(i32, usize)],
        later: usize,
    ) -> Option<(usize, f64)> {
        let (day, row) = meetings[later];
        (0..later)
            .rev()
            .take_while(|earlier| day - meetings[*earlier].0 <= self.window_days)
            .find_map(|earlier| {
                let (one, other) = (
                    RowOf(Ledger::Meetings, row),
                    RowOf(Ledger::Meetings, meetings[earlier].1),
                );
                if region.matters.other_session(one, other) {
                    return None;
                }
                region
                    .matters
                    .same(one, other)
                    .map(|confidence| (earlier, confidence))
            })
    }
}

fn is_exempt(region: &Region, row: usize) -> bool {
    let table = region.table(Ledger::Meetings);
    if matches!(
        table.wholes("kind").get(row),
        Some(REGULAR | STATUTORY | EMERGENCY)
    ) {
        return true;
    }
    let title = table.texts("title").get(row).unwrap_or_default();
    region.exempt_by_title(title)
        || region
            .lists
            .regular_meetings
            .iter()
            .any(|word| title.contains(word.as_str()))
}

fn hit(region: &Region, rows: &[(i32, usize)], confidence: f64) -> Hit {
    let longest = rows
        .iter()
        .max_by(|left, right| {
            let duration = |row: usize| region.costs.meetings[row].duration;
            duration(left.1)
                .total_cmp(&duration(right.1))
                .then_with(|| right.cmp(left))
        })
        .map(|(_, row)| *row);
    let claims: Vec<Claim> = rows
        .iter()
        .map(|(_, row)| Claim {
            row: RowOf(Ledger::Meetings, *row),
            hours: if Some(*row) == longest {
                0.0
            } else {
                region.costs.hours(Ledger::Meetings, *row)
            },
        })
        .collect();
    let (first, last) = (rows[0], rows[rows.len() - 1]);
    let organizer = region.name(region.imposer(Ledger::Meetings, first.1));
    Hit {
        subject: region
            .table(Ledger::Meetings)
            .texts("title")
            .get(first.1)
            .unwrap_or_default()
            .to_owned(),
        message: Message::new(RULE.name)
            .text("organizer", organizer)
            .count("meetings", rows.len())
            .count("days", (last.0 - first.0 + 1) as usize)
            .decimal("avoidable", claims.iter().map(|claim| claim.hours).sum()),
        confidence,
        claims,
        figure: 0.0,
        cascade: Vec::new(),
    }
}
