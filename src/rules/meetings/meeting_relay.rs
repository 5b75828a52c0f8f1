//! One matter met on at several levels, downward: the county meets because the city met, the
//! townships because the county did. Also relays whose root is missing from the data, seen by
//! many places of one parent meeting on one matter within days.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::{PlaceId, Region};
use crate::rules::cascade::{Forest, Passed, Tree, claims, days};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-relay",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingRelay>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "One matter is met on at several levels, each passing the meeting of the level above on.",
        zh: "同一事项逐级开会：上级开完，下级再开会传达。",
    },
    why: Bilingual {
        en: "The lower levels hear what a broadcast to the last level would have told them once; each layer adds attendance, preparation and evidence.",
        zh: "一次开到底的视频会议即可让基层听到原话；每多一层，就多一次参会、筹备和留痕。",
    },
    hours: Bilingual {
        en: "For each meeting below the root: attendees × max(0, duration + travel − read_hours) + preparation + evidence; read_hours is what reading the minutes would take.",
        zh: "根会议以下的每场会议：参会人数 × max(0, 时长 + 路途 − read_hours) + 筹备 + 留痕；read_hours 为阅读纪要所需时间。",
    },
    basis: Bilingual {
        en: "2019 notice on formalism and 2024 provisions: a meeting goes down one level only, and one that was held straight to the grass roots is not repeated level by level (not checked against the official text).",
        zh: "2019年解决形式主义突出问题的通知、2024年若干规定：会议只下开一级，直接开到基层的不再层层重复开（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "The city meets on gas safety on 5 March, the county on the 7th, twelve townships from the 8th to the 11th: one finding with fourteen meetings.",
        zh: "市3月5日开燃气安全会，县7日再开，12个乡镇8日至11日又开：一条问题，14场会议。",
    },
    limits: Bilingual {
        en: "Whether two titles are about one matter is judged from their words; a unit whose place is unknown hangs nowhere.",
        zh: "是否同一事项依标题用词判断；所属层级不明的单位无法挂接。",
    },
    remedy: Bilingual {
        en: "Hold it once, by video, to the last level that has to act; let the levels between read the minutes.",
        zh: "以视频形式一次开到需要落实的最末一级，中间各级阅读纪要即可。",
    },
    message: Bilingual {
        en: "{ $root ->\n [yes] Met on at { $levels } levels\n *[no] Met on by { $siblings } units of one level, root not in the data\n}: { $meetings } meetings within { $days ->\n [one] one day\n *[other] { $days } days\n}, { $people } people, of which { $avoidable } h avoidable",
        zh: "{ $root ->\n [yes] 同一事项在{ $levels }个层级开会\n *[no] 同级{ $siblings }个单位就同一事项开会（上级会议不在数据中）\n}：{ $days }天内{ $meetings }场，{ $people }人参加，可避免{ $avoidable }小时",
    },
};

/// Parameters of `meeting-relay`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingRelay {
    /// Layers from which a tree is a finding.
    min_levels: usize,
    /// Days within which a meeting hangs on one above.
    window_days: i32,
    /// Siblings from which an absent root is assumed.
    min_siblings: usize,
    /// Hours that reading the minutes would take.
    read_hours: f64,
}

impl Default for MeetingRelay {
    fn default() -> Self {
        Self {
            min_levels: 2,
            window_days: 14,
            min_siblings: 5,
            read_hours: 1.0 / 3.0,
        }
    }
}

/// An absent root is inferred, not seen.
const ABSENT_ROOT_CONFIDENCE: f64 = 0.7;

impl Parameters for MeetingRelay {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let forest = Forest::of(passed(region), region, self.window_days, |below, above| {
            region.matters.same(
                RowOf(Ledger::Meetings, below),
                RowOf(Ledger::Meetings, above),
            )
        });
        let families = self.families(&forest, region);
        let mut in_family = vec![false; forest.rows.len()];
        for root in families.iter().flatten() {
            in_family[*root] = true;
        }
        let mut hits = Vec::new();
        for root in forest.roots().filter(|root| !in_family[*root]) {
            let tree = forest.tree(root);
            if tree.nodes.len() > 1 && tree.levels >= self.min_levels {
                hits.push(self.hit(region, &forest, &[tree], true));
            }
        }
        for roots in families {
            let trees: Vec<Tree> = roots.into_iter().map(|root| forest.tree(root)).collect();
            hits.push(self.hit(region, &forest, &trees, false));
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(_, row): RowOf) -> Option<String> {
        let parts = region.costs.meetings[row];
        let (length, travel) = (short(parts.duration), short(parts.travel));
        Some(format!(
            "{} × ({length} h + {travel} h − {} h) + {} h + {} h",
            short(parts.attendees),
            short(self.read_hours),
            short(parts.prep),
            short(parts.evidence)
        ))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("min_levels", self.min_levels as f64, 2.0, 6.0),
            ("window_days", f64::from(self.window_days), 0.0, 366.0),
            ("min_siblings", self.min_siblings as f64, 2.0, 1000.0),
            ("read_hours", self.read_hours, 0.0, 8.0),
        ]
    }
}

impl MeetingRelay {
    /// Roots of children of one place on one matter, first to last within the window, enough of
    /// them: siblings of a root that is not in the data.
    fn families(&self, forest: &Forest, region: &Region) -> Vec<Vec<usize>> {
        let mut siblings: Vec<(PlaceId, u32, usize)> = forest
            .roots()
            .filter_map(|root| {
                let row = &forest.rows[root];
                Some((region.units.get(row.place).parent?, row.group?, root))
            })
            .collect();
        siblings.par_sort_unstable();
        let mut families = Vec::new();
        for of_parent in siblings.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let mut roots: Vec<usize> = of_parent.iter().map(|sibling| sibling.2).collect();
            while roots.len() >= self.min_siblings {
                let (family, rest) = self.family(forest, region, &roots);
                if family.len() >= self.min_siblings {
                    families.push(family);
                }
                roots = rest;
            }
        }
        families.sort();
        families
    }

    /// The roots that are one matter with the first one, one for each place, within the window;
    /// and those that are left.
    fn family(
        &self,
        forest: &Forest,
        region: &Region,
        roots: &[usize],
    ) -> (Vec<usize>, Vec<usize>) {
        let first = &forest.rows[roots[0]];
        let (mut family, mut rest, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for root in roots {
            let row = &forest.rows[*root];
            let same = *root == roots[0]
                || region
                    .matters
                    .same(
                        RowOf(Ledger::Meetings, first.row),
                        RowOf(Ledger::Meetings, row.row),
                    )
                    .is_some();
            if same && row.day - first.day <= self.window_days && !places.contains(&row.place) {
                places.push(row.place);
                family.push(*root);
            } else {
                rest.push(*root);
            }
        }
        (family, rest)
    }

    fn hit(&self, region: &Region, forest: &Forest, trees: &[Tree], has_root: bool) -> Hit {
        let (claims, cascade) = claims(forest, trees, Ledger::Meetings, |row, is_root| {
            if is_root && has_root {
                return 0.0;
            }
            let cost = region.costs.meetings[row];
            cost.attendees * (cost.duration + cost.travel - self.read_hours).max(0.0)
                + cost.prep
                + cost.evidence
        });
        let people: f64 = claims
            .iter()
            .map(|claim| region.costs.meetings[claim.row.1].attendees)
            .sum();
        let avoidable: f64 = Claim::sum(&claims);
        let top = forest.rows[trees[0].nodes[0].position].row;
        let sure = forest.confidence(trees).unwrap_or(1.0);
        Hit {
            subject: region
                .table(Ledger::Meetings)
                .texts("title")
                .get(top)
                .unwrap_or_default()
                .to_owned(),
            message: Message::new(RULE.name)
                .flag("root", has_root)
                .count(
                    "levels",
                    trees.iter().map(|tree| tree.levels).max().unwrap_or(1),
                )
                .count("siblings", trees.len())
                .count("meetings", claims.len())
                .count("days", (days(forest, trees) + 1) as usize)
                .count("people", people as usize)
                .decimal("avoidable", avoidable),
            confidence: if has_root {
                sure
            } else {
                sure.min(1.0) * ABSENT_ROOT_CONFIDENCE
            },
            claims,
            figure: 0.0,
            cascade,
            respondents: None,
            raised: None,
        }
    }
}

/// Meetings that have a place, a day and a matter, and are not exempt.
fn passed(region: &Region) -> Vec<Passed> {
    let table = region.table(Ledger::Meetings);
    let (days, starts) = (table.days("date"), table.minutes("start"));
    (0..table.rows())
        .filter(|row| !region.is_exempt_meeting(*row))
        .filter_map(|row| {
            Some(Passed {
                row,
                place: region.place(Ledger::Meetings, row)?,
                day: days.get(row)?,
                start: starts.get(row),
                group: Some(region.matters.group(RowOf(Ledger::Meetings, row))?),
                sketch: Vec::new(),
            })
        })
        .collect()
}
