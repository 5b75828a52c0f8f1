//! Apps, mini programs and systems in use for the same functions, of one place or of one place
//! above the other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::apps::ACCOUNT;
use crate::matter::RowOf;
use crate::region::{PlaceId, Region};
use crate::rules::overlap::{Index, share};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};
use crate::union_find::UnionFind;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-redundant",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AppRedundant>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "Apps, mini programs or systems of one place, or of one above the other, do the same.",
        zh: "同一地方或上下级之间的应用、小程序、系统功能重复。",
    },
    why: Bilingual {
        en: "The same people enter the same things into several of them.",
        zh: "同一批人在多个应用里做同样的事、录同样的数。",
    },
    hours: Bilingual {
        en: "All hours of every one but the most used (ties: the earlier line).",
        zh: "除使用人数最多的一个（相同则取行号小者）外，其余应用的全部工时。",
    },
    basis: Bilingual {
        en: "2023 opinions and 2026 measures: check overlap before building, merge or close what duplicates (not checked against the official text).",
        zh: "2023年意见、2026年管理办法：建设前查重，功能重复的整合或关停（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "City and county each run a system for patrol reports and problem photos; the county's 300 users keep both.",
        zh: "市、县各有一套巡查上报、问题拍照系统，县里300名用户两边都要用。",
    },
    limits: Bilingual {
        en: "Functions are compared as listed; generic ones (notices, contacts, login, …) do not count.",
        zh: "功能按登记内容比较；通知公告、通讯录、登录等通用功能不计。",
    },
    remedy: Bilingual {
        en: "Keep one, open it to the others' users, close the rest.",
        zh: "保留一个并向其他用户开放，其余整合关停。",
    },
    message: Bilingual {
        en: "{ $apps } apps do the same: { $names }; { $shared }; keeping the most used frees { $avoidable } h",
        zh: "{ $apps }个应用功能重复：{ $names }；{ $shared }；仅留使用最多的一个可减{ $avoidable }小时",
    },
};

/// Parameters of `app-redundant`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppRedundant {
    /// Jaccard index of the functions.
    jaccard: f64,
    /// Functions that must be shared at least.
    min_shared: usize,
}

impl Default for AppRedundant {
    fn default() -> Self {
        Self {
            jaccard: 0.5,
            min_shared: 2,
        }
    }
}

impl Parameters for AppRedundant {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let rows = candidates(region);
        let functions = functions(region, &rows);
        let mut sets = UnionFind::new(rows.len());
        let mut sure = vec![0.0_f64; rows.len()];
        let mut unite = |one: usize, other: usize, confidence: f64| {
            sets.unite(one as u32, other as u32);
            sure[one] = sure[one].max(confidence);
            sure[other] = sure[other].max(confidence);
        };
        let places: Vec<PlaceId> = rows
            .iter()
            .map(|row| region.place(Ledger::Apps, *row).unwrap_or_default())
            .collect();
        let own_and_above = |place| std::iter::once(place).chain(region.units.above(place));
        for (one, other) in Index::of(&functions, &places).pairs(self.jaccard, own_and_above) {
            let shared = share(&functions[one], &functions[other]);
            if shared.jaccard >= self.jaccard && shared.both >= self.min_shared {
                unite(one, other, 0.6 + 0.35 * shared.jaccard);
            }
        }
        for (one, other, confidence) in by_name(region, &rows) {
            unite(one, other, confidence);
        }
        sets.sets()
            .into_iter()
            .map(|set| {
                let confidence = set
                    .iter()
                    .map(|member| sure[*member as usize])
                    .fold(1.0, f64::min);
                let members: Vec<usize> = set.iter().map(|member| *member as usize).collect();
                hit(region, &rows, &functions, &members, confidence)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("jaccard", self.jaccard, 0.1, 1.0),
            ("min_shared", self.min_shared as f64, 1.0, 100.0),
        ]
    }
}

/// Apps, mini programs and systems in use, at a known place.
fn candidates(region: &Region) -> Vec<usize> {
    let table = region.table(Ledger::Apps);
    let (kinds, names, stock) = (
        table.wholes("kind"),
        table.texts("name"),
        region.stock(Ledger::Apps),
    );
    (0..table.rows())
        .filter(|row| !kinds.is(*row, ACCOUNT) && stock.in_use(*row))
        .filter(|row| region.place(Ledger::Apps, *row).is_some())
        .filter(|row| {
            !names
                .get(*row)
                .is_some_and(|name| region.exempt_by_title(name))
        })
        .collect()
}

/// The functions of each app, sorted, without the generic ones.
fn functions(region: &Region, rows: &[usize]) -> Vec<Vec<NameId>> {
    let lists = region.table(Ledger::Apps).lists("functions");
    let generic: Vec<NameId> = region
        .lists
        .generic_functions
        .iter()
        .filter_map(|name| region.ledgers.names.find(name))
        .collect();
    rows.iter()
        .map(|row| {
            let mut own: Vec<NameId> = lists.get(*row).unwrap_or_default().to_vec();
            own.retain(|function| !generic.contains(function));
            own.sort_unstable();
            own
        })
        .collect()
}

/// Apps with the same matter in the name: each with the nearest earlier one of its own place, and
/// with the first of each place above.
fn by_name(region: &Region, rows: &[usize]) -> Vec<(usize, usize, f64)> {
    let mut blocks: BTreeMap<(PlaceId, u32), Vec<usize>> = BTreeMap::new();
    for (position, row) in rows.iter().enumerate() {
        let place = region.place(Ledger::Apps, *row);
        if let (Some(place), Some(group)) = (place, region.matters.group(RowOf(Ledger::Apps, *row)))
        {
            blocks.entry((place, group)).or_default().push(position);
        }
    }
    let same = |one: usize, other: usize| {
        region.matters.same(
            RowOf(Ledger::Apps, rows[one]),
            RowOf(Ledger::Apps, rows[other]),
        )
    };
    let mut found = Vec::new();
    for ((place, group), block) in &blocks {
        for (count, later) in block.iter().enumerate() {
            let own = block[..count].iter().rev();
            let above = region
                .units
                .above(*place)
                .filter_map(|above| blocks.get(&(above, *group)))
                .flatten();
            for pool in [own.copied().collect::<Vec<_>>(), above.copied().collect()] {
                let met = pool
                    .into_iter()
                    .find_map(|other| same(*later, other).map(|sure| (other, *later, sure)));
                found.extend(met);
            }
        }
    }
    found
}

fn hit(
    region: &Region,
    rows: &[usize],
    functions: &[Vec<NameId>],
    members: &[usize],
    confidence: f64,
) -> Hit {
    let table = region.table(Ledger::Apps);
    let (names, users, active) = (
        table.texts("name"),
        table.wholes("users"),
        table.wholes("active_users"),
    );
    let usage = |member: usize| {
        active
            .get(rows[member])
            .or_else(|| users.get(rows[member]))
            .unwrap_or_default()
    };
    let kept = members.iter().copied().max_by(|left, right| {
        usage(*left)
            .cmp(&usage(*right))
            .then_with(|| rows[*right].cmp(&rows[*left]))
    });
    let claims: Vec<Claim> = members
        .iter()
        .map(|member| Claim {
            row: RowOf(Ledger::Apps, rows[*member]),
            hours: if Some(*member) == kept {
                0.0
            } else {
                region.costs.hours(Ledger::Apps, rows[*member])
            },
        })
        .collect();
    let title = |member: usize| names.get(rows[member]).unwrap_or_default().to_owned();
    let shared: Vec<String> = functions[members[0]]
        .iter()
        .filter(|function| {
            members
                .iter()
                .all(|member| functions[*member].contains(function))
        })
        .map(|function| region.name(*function).to_owned())
        .collect();
    let shared = if shared.is_empty() {
        Message::new("apps-share-the-name")
    } else {
        Message::new("apps-share-functions").names("functions", shared)
    };
    Hit {
        subject: title(kept.unwrap_or(members[0])),
        message: Message::new(RULE.name)
            .count("apps", members.len())
            .names(
                "names",
                members.iter().map(|member| title(*member)).collect(),
            )
            .message("shared", shared)
            .decimal("avoidable", Claim::sum(&claims)),
        confidence,
        claims,
        figure: members.len() as f64,
        cascade: Vec::new(),
        respondents: None,
        raised: None,
    }
}
