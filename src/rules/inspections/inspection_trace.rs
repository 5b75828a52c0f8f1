//! Files laid out for an inspection beyond the cap.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::inspections::target::is_guest;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-trace",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["materials"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<InspectionTrace>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An inspection wants more files laid out than the cap.",
        "检查要求准备的材料超过上限。",
    ),
    why: both(
        "Files are made for the inspector and looked at by nobody afterwards.",
        "材料为检查而做，查完再无人看。",
    ),
    hours: both(
        "Files over the cap × material_hours.",
        "超出份数 × material_hours。",
    ),
    basis: both(
        "2024 provisions: whether files and photos exist is not the yardstick; the number is our own assumption (not checked against the official text).",
        "2024年若干规定：不以台账、照片等作为衡量标准；份数为本工具的假定（未与官方文本核对）。",
    ),
    example: both(
        "32 files, 10 allowed: 22 × 0.5 = 11 hours.",
        "32份材料，上限10份：22 × 0.5 = 11小时。",
    ),
    limits: both(
        "Only the number or list of files that the ledger states.",
        "仅依据台账登记的份数或清单。",
    ),
    remedy: both("Look at the site, not at the shelf.", "看现场，不看材料。"),
    message: both(
        "{ $inspector } wanted { $materials } files laid out, { $cap } allowed; { $avoidable } h over",
        "{ $inspector }要求准备材料{ $materials }份，上限{ $cap }份；超出{ $avoidable }小时",
    ),
};

/// Parameters of `inspection-trace`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionTrace {
    /// Files that may be asked.
    materials: u32,
}

impl Default for InspectionTrace {
    fn default() -> Self {
        Self { materials: 10 }
    }
}

impl Parameters for InspectionTrace {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Inspections);
        let materials = table.counts("materials");
        single(region, Ledger::Inspections, |row| {
            let asked = materials
                .get(row)
                .filter(|asked| *asked > self.materials && !is_guest(region, row))?;
            let avoidable = f64::from(asked - self.materials) * region.cost.material_hours;
            let message = Message::new(RULE.name)
                .text(
                    "inspector",
                    region.name(region.imposer(Ledger::Inspections, row)),
                )
                .count("materials", asked as usize)
                .count("cap", self.materials as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let asked = region.table(ledger).counts("materials").get(row)?;
        let each = short(region.cost.material_hours);
        Some(format!("({asked} − {}) × {each} h", self.materials))
    }

    fn rests_on(&self) -> Option<&'static [&'static str]> {
        Some(&[])
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("materials", f64::from(self.materials), 0.0, 10_000.0)]
    }
}
