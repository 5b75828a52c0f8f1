//! Evidence that a meeting demands of its units beyond the minutes.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "meeting-trace",
    ledger: Ledger::Meetings,
    beside: &[],
    needs: &[&["evidence"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<MeetingTrace>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A meeting demands more evidence of itself than is allowed.",
        "会议要求报送的佐证材料超过规定项数。",
    ),
    why: both(
        "Photos, sign-in sheets and notes prove that people sat, not that anything was done, and each unit makes them.",
        "照片、签到表、学习笔记只证明开了会，不证明抓了落实，且每家单位都要做一遍。",
    ),
    hours: both(
        "Items over the allowed number × evidence_hours × units called.",
        "超出项数 × evidence_hours × 参会单位数。",
    ),
    basis: both(
        "2019 and 2024 texts: whether a meeting, photo or note exists is not what work is judged by (not checked against the official text).",
        "2019年、2024年文件：不以是否开会、有无照片和学习记录作为工作落实的衡量标准（未与官方文本核对）。",
    ),
    example: both(
        "Minutes, photos and a sign-in sheet from 12 townships: 2 × 0.5 × 12 = 12 hours.",
        "12个乡镇须报纪要、照片、签到表：2 × 0.5 × 12 = 12小时。",
    ),
    limits: both(
        "Only evidence that the ledger states.",
        "仅依据台账登记的材料。",
    ),
    remedy: both(
        "Ask for the minutes and nothing else.",
        "只留会议纪要，其余一律不要。",
    ),
    message: both(
        "{ $items } items of evidence asked of { $units ->\n [one] one unit\n *[other] { $units } units\n}, { $allowed } allowed; { $avoidable } h",
        "要求{ $units }家单位报送{ $items }项佐证材料，规定不超过{ $allowed }项；{ $avoidable }小时",
    ),
};

/// Parameters of `meeting-trace`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeetingTrace {
    /// Items of evidence that may be asked: the minutes.
    allowed_items: u32,
}

impl Default for MeetingTrace {
    fn default() -> Self {
        Self { allowed_items: 1 }
    }
}

impl Parameters for MeetingTrace {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Meetings);
        let evidence = table.counts("evidence");
        single(region, Ledger::Meetings, |row| {
            let items = evidence
                .get(row)
                .filter(|items| *items > self.allowed_items)?;
            let units = region.called.get(row).map_or(0, <[_]>::len).max(1);
            let over = f64::from(items - self.allowed_items);
            let avoidable = over * region.cost.evidence_hours * units as f64;
            let message = Message::new(RULE.name)
                .count("items", items as usize)
                .count("units", units)
                .count("allowed", self.allowed_items as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let items = region.table(ledger).counts("evidence").get(row)?;
        let units = region.called.get(row).map_or(0, <[_]>::len).max(1);
        let each = short(region.cost.evidence_hours);
        Some(format!(
            "({items} − {}) × {each} h × {units}",
            self.allowed_items
        ))
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        Some(&[])
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("allowed_items", f64::from(self.allowed_items), 0.0, 100.0)]
    }
}
