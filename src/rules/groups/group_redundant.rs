//! Chat groups of one place for one purpose, alive at the same time: known by their members where
//! both list them, else by owner and matter. Groups of different places only by their members.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::overlap::{Index, share};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};
use crate::union_find::UnionFind;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "group-redundant",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<GroupRedundant>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "Chat groups of one place serve the same purpose at the same time.",
        zh: "同一地方多个工作群用途相同、同时存在。",
    },
    why: Bilingual {
        en: "The same people read the same notices in several groups and answer in each.",
        zh: "同一批人在多个群里反复看同样的通知、反复回复。",
    },
    hours: Bilingual {
        en: "All hours of every group but the busiest (ties: more members, then the earlier line).",
        zh: "除消息最多的一个群（相同则取成员多、行号小者）外，其余各群的全部工时。",
    },
    basis: Bilingual {
        en: "2023 opinions on formalism at the fingertips: groups with overlapping functions are merged or dissolved (not checked against the official text).",
        zh: "2023年防治“指尖上的形式主义”意见：功能重复的工作群及时归并、解散（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "A township runs three groups on living environment with nearly the same 25 members: two are claimed.",
        zh: "某镇有3个人居环境群，25名成员几乎相同：计2个群。",
    },
    limits: Bilingual {
        en: "Members are compared by name as listed; without lists only groups of one owner with one matter in name or purpose are found.",
        zh: "成员按登记姓名比较；无名单时仅识别同一单位、用途相同的群。",
    },
    remedy: Bilingual {
        en: "Keep one group and move the others' notices into it.",
        zh: "保留一个群，其余并入。",
    },
    message: Bilingual {
        en: "{ $groups } chat groups for one purpose, { $members } memberships: { $names }; keeping the busiest frees { $avoidable } h",
        zh: "{ $groups }个工作群用途相同，共{ $members }人次：{ $names }；仅留最活跃的一个可减{ $avoidable }小时",
    },
};

/// Parameters of `group-redundant`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct GroupRedundant {
    /// Jaccard index of the member lists.
    jaccard: f64,
    /// Containment of the smaller list, where the matter is the same too.
    containment: f64,
}

impl Default for GroupRedundant {
    fn default() -> Self {
        Self {
            jaccard: 0.6,
            containment: 0.8,
        }
    }
}

impl Parameters for GroupRedundant {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let rows = candidates(region);
        let table = region.table(Ledger::Groups);
        let lists = table.lists("member_list");
        let mut members: Vec<Vec<NameId>> = rows
            .iter()
            .map(|row| lists.get(*row).unwrap_or_default().to_vec())
            .collect();
        for list in &mut members {
            list.sort_unstable();
        }
        let mut sets = UnionFind::new(rows.len());
        let mut sure: FxHashMap<usize, f64> = FxHashMap::default();
        let mut unite = |one: usize, other: usize, confidence: f64| {
            sets.unite(one as u32, other as u32);
            for member in [one, other] {
                let known = sure.entry(member).or_insert(confidence);
                *known = known.max(confidence);
            }
        };
        let stock = region.stock(Ledger::Groups);
        let everywhere = vec![0; members.len()];
        let near = Index::of(&members, &everywhere)
            .pairs(self.jaccard.min(self.containment), |realm| [realm]);
        for (one, other) in near {
            if stock.overlap(rows[one], rows[other])
                && let Some(confidence) =
                    self.by_members(region, &members, (one, other), (rows[one], rows[other]))
            {
                unite(one, other, confidence);
            }
        }
        for (one, other, confidence) in by_owner(region, &rows, &members) {
            unite(one, other, confidence);
        }
        sets.sets()
            .into_iter()
            .map(|set| {
                let confidence = set
                    .iter()
                    .filter_map(|member| sure.get(&(*member as usize)))
                    .fold(1.0_f64, |a, b| a.min(*b));
                let rows: Vec<usize> = set.iter().map(|member| rows[*member as usize]).collect();
                hit(region, &rows, confidence)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("jaccard", self.jaccard, 0.1, 1.0),
            ("containment", self.containment, 0.1, 1.0),
        ]
    }
}

impl GroupRedundant {
    fn by_members(
        &self,
        region: &Region,
        members: &[Vec<NameId>],
        (one, other): (usize, usize),
        (row, other_row): (usize, usize),
    ) -> Option<f64> {
        let shared = share(&members[one], &members[other]);
        if shared.jaccard >= self.jaccard {
            return Some(0.7 + 0.25 * shared.jaccard);
        }
        let place = region.place(Ledger::Groups, row);
        let one_place = place.is_some() && place == region.place(Ledger::Groups, other_row);
        if shared.containment < self.containment || !one_place {
            return None;
        }
        region
            .matters
            .same(RowOf(Ledger::Groups, row), RowOf(Ledger::Groups, other_row))
    }
}

/// Chat groups that lived in the period.
fn candidates(region: &Region) -> Vec<usize> {
    let table = region.table(Ledger::Groups);
    let (names, stock) = (table.texts("name"), region.stock(Ledger::Groups));
    (0..table.rows())
        .filter(|row| !region.is_leading(*row) && stock.days(*row) > 0)
        .filter(|row| {
            !names
                .get(*row)
                .is_some_and(|name| region.exempt_by_title(name))
        })
        .collect()
}

/// Pairs of one owner and one matter of which at least one has no list: each with the latest
/// earlier one that it lived beside.
fn by_owner(region: &Region, rows: &[usize], members: &[Vec<NameId>]) -> Vec<(usize, usize, f64)> {
    let mut blocks: BTreeMap<(NameId, u32), Vec<usize>> = BTreeMap::new();
    for (position, row) in rows.iter().enumerate() {
        if let Some(group) = region.matters.group(RowOf(Ledger::Groups, *row)) {
            blocks
                .entry((region.imposer(Ledger::Groups, *row), group))
                .or_default()
                .push(position);
        }
    }
    let stock = region.stock(Ledger::Groups);
    let mut found = Vec::new();
    for block in blocks.values() {
        for (count, later) in block.iter().enumerate() {
            let linked = block[..count].iter().rev().filter_map(|earlier| {
                let listed = !members[*earlier].is_empty() && !members[*later].is_empty();
                if listed || !stock.overlap(rows[*earlier], rows[*later]) {
                    return None;
                }
                let same = region.matters.same(
                    RowOf(Ledger::Groups, rows[*earlier]),
                    RowOf(Ledger::Groups, rows[*later]),
                );
                same.map(|confidence| (*earlier, *later, confidence))
            });
            found.extend(linked.take(1));
        }
    }
    found
}

fn hit(region: &Region, rows: &[usize], confidence: f64) -> Hit {
    let table = region.table(Ledger::Groups);
    let (names, members) = (table.texts("name"), table.wholes("members"));
    let messages = region.messages();
    let traffic = |row: usize| messages(row).unwrap_or_default();
    let busiest = rows.iter().copied().max_by(|left, right| {
        let size = |row: usize| members.get(row).unwrap_or_default();
        traffic(*left)
            .total_cmp(&traffic(*right))
            .then(size(*left).cmp(&size(*right)))
            .then(right.cmp(left))
    });
    let claims: Vec<Claim> = rows
        .iter()
        .map(|row| Claim {
            row: RowOf(Ledger::Groups, *row),
            hours: if Some(*row) == busiest {
                0.0
            } else {
                region.costs.hours(Ledger::Groups, *row)
            },
        })
        .collect();
    let title = |row: usize| names.get(row).unwrap_or_default().to_owned();
    Hit {
        subject: title(busiest.unwrap_or(rows[0])),
        message: Message::new(RULE.name)
            .count("groups", rows.len())
            .count(
                "members",
                rows.iter().filter_map(|row| members.get(*row)).sum::<u32>() as usize,
            )
            .names("names", rows.iter().map(|row| title(*row)).collect())
            .decimal("avoidable", Claim::sum(&claims)),
        confidence,
        claims,
        figure: rows.len() as f64,
        cascade: Vec::new(),
        respondents: None,
        raised: None,
    }
}
