//! One document re-issued down the levels with little of its own. Where both bodies are known,
//! the copy's 5-grams decide; else the matter of the titles does.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::matter::{RowOf, announces_meeting, shingle};
use crate::region::Region;
use crate::rules::cascade::{Forest, Passed, Tree, claims, days};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Bilingual, Message};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "document-relay",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<DocumentRelay>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: Bilingual {
        en: "One document is re-issued level by level with little of its own.",
        zh: "同一文件逐级转发照抄，缺少本级内容。",
    },
    why: Bilingual {
        en: "Every copy is handled, read and answered again by everybody below.",
        zh: "每转发一级，下级就要再登记、再阅读、再反馈一遍。",
    },
    hours: Bilingual {
        en: "All hours of every copy below the root.",
        zh: "根文件以下各级转发件的全部工时。",
    },
    basis: Bilingual {
        en: "2019 notice: no implementing opinions for papers of a higher level unless they are asked for; 2024 provisions: generally no demand for matching papers (not checked against the official text).",
        zh: "2019年通知：上级文件未要求的不再制定实施意见、细则；2024年若干规定：一般不要求制定配套文件（未与官方文本核对）。",
    },
    example: Bilingual {
        en: "The city's plan on river cleaning, re-issued by the county a week later and by nine townships after that: ten copies.",
        zh: "市印发河道清理方案，县一周后照转，9个乡镇再转：10份转发件。",
    },
    limits: Bilingual {
        en: "Without bodies only titles are compared; a root that is not in the data is not guessed; what asks, reports, answers or records (a request, report, reply, letter, minutes) does not go down and is left out.",
        zh: "无正文时仅比较标题；上级原文不在数据中的不作推断；请示、报告、批复、函、纪要等非下行文不计。",
    },
    remedy: Bilingual {
        en: "Issue it once to the level that acts, through the shared document system; add only what is local.",
        zh: "通过公文系统一次发至执行层级，确需补充的只写本级内容。",
    },
    message: Bilingual {
        en: "Re-issued down { $levels } levels: { $copies ->\n [one] one copy\n *[other] { $copies } copies\n} by { $units } within { $days ->\n [one] one day\n *[other] { $days } days\n}; { $avoidable } h of handling and answers",
        zh: "逐级转发{ $levels }个层级，{ $days }天内由{ $units }转发{ $copies }份；办理和反馈共{ $avoidable }小时",
    },
};

/// Parameters of `document-relay`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DocumentRelay {
    /// Layers from which a tree is a finding.
    min_levels: usize,
    /// Days within which a document hangs on one above.
    window_days: i32,
    /// Share of the copy's 5-grams that stand in the one above.
    similarity: f64,
}

impl Default for DocumentRelay {
    fn default() -> Self {
        Self {
            min_levels: 2,
            window_days: 180,
            similarity: 0.75,
        }
    }
}

impl Parameters for DocumentRelay {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let texts = region.table(Ledger::Documents).texts("text");
        let same = |copy: usize, above: usize| match (texts.get(copy), texts.get(above)) {
            (Some(copy), Some(above)) => {
                let share = shingle::containment(&shingle::grams(copy), &shingle::grams(above));
                (share >= self.similarity).then_some(share.min(0.99))
            }
            _ => region.matters.same(
                RowOf(Ledger::Documents, copy),
                RowOf(Ledger::Documents, above),
            ),
        };
        let forest = Forest::of(passed(region), region, self.window_days, same);
        let roots: Vec<usize> = forest.roots().collect();
        roots
            .into_iter()
            .map(|root| forest.tree(root))
            .filter(|tree| tree.nodes.len() > 1 && tree.levels >= self.min_levels)
            .map(|tree| hit(region, &forest, tree))
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("min_levels", self.min_levels as f64, 2.0, 6.0),
            ("window_days", f64::from(self.window_days), 0.0, 36_500.0),
            ("similarity", self.similarity, 0.0, 1.0),
        ]
    }
}

/// Documents that have a place, a day, and a matter or a body, and are neither reports to a
/// superior nor mere announcements of a meeting.
fn passed(region: &Region) -> Vec<Passed> {
    let table = region.table(Ledger::Documents);
    let days = table.days("date");
    let (titles, texts) = (table.texts("title"), table.texts("text"));
    let mut passed = Vec::new();
    for row in 0..table.rows() {
        let title = titles.get(row).unwrap_or_default();
        if !region.goes_down(row) || announces_meeting(title) || region.exempt_by_title(title) {
            continue;
        }
        let (Some(place), Some(day)) = (region.place(Ledger::Documents, row), days.get(row)) else {
            continue;
        };
        let sketch: Vec<u64> = texts.get(row).map(shingle::sketch).unwrap_or_default();
        let group = region.matters.group(RowOf(Ledger::Documents, row));
        if group.is_some() || !sketch.is_empty() {
            passed.push(Passed {
                row,
                place,
                day,
                start: None,
                group,
                sketch,
            });
        }
    }
    passed
}

fn hit(region: &Region, forest: &Forest, tree: Tree) -> Hit {
    let levels = tree.levels;
    let trees = [tree];
    let (claims, cascade) = claims(forest, &trees, Ledger::Documents, |row, is_root| {
        if is_root {
            0.0
        } else {
            region.costs.hours(Ledger::Documents, row)
        }
    });
    let top = claims[0].row.1;
    let mut units = Vec::new();
    for claim in &claims[1..] {
        let unit = region
            .name(region.imposer(Ledger::Documents, claim.row.1))
            .to_owned();
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    Hit {
        subject: region
            .table(Ledger::Documents)
            .texts("title")
            .get(top)
            .unwrap_or_default()
            .to_owned(),
        message: Message::new(RULE.name)
            .count("levels", levels)
            .count("copies", claims.len() - 1)
            .names("units", units)
            .count("days", (days(forest, &trees) + 1) as usize)
            .decimal("avoidable", Claim::sum(&claims)),
        confidence: forest.confidence(&trees).unwrap_or(1.0),
        claims,
        figure: 0.0,
        cascade,
        respondents: None,
        raised: None,
    }
}
