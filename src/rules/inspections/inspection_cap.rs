//! Enterprises inspected more often in a calendar year than their cap, by one inspector or by all
//! together.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::date::year;
use crate::region::Lists;
use crate::region::Region;
use crate::rules::inspections::target::{Event, events, is_inspection};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use rustc_hash::FxHashMap;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-cap",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<InspectionCap>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An enterprise is inspected more often in a year than its cap.",
        "一家企业一年内被检查次数超过上限。",
    ),
    why: both(
        "Each inspection takes its manager a day, whatever it finds.",
        "每次检查都要负责人陪一天，无论有无问题。",
    ),
    hours: both(
        "All hours of the inspections over the cap, the latest ones.",
        "超出上限的检查（时间在后的）的全部工时。",
    ),
    basis: both(
        "2024 notice on inspections of enterprises: yearly caps are published; one prefecture: two by one level, four by city and county together (not checked against the official text).",
        "国办发〔2024〕54号：公布年度检查频次上限；有地市规定一级不超过2次、市县合计不超过4次（未与官方文本核对）。",
    ),
    example: both(
        "Three inspections of a mill by one bureau and two by others: the third of the bureau and the fifth of all are claimed.",
        "某厂被同一局检查3次、另两部门各1次：计该局第3次与合计第5次。",
    ),
    limits: both(
        "Case inspections (complaint, assigned, permit, follow-up, emergency) are exempt; joint inspections count once.",
        "投诉、交办、许可、复查、应急等个案检查除外；联合检查计一次。",
    ),
    remedy: both(
        "Plan the year's visits to a firm together.",
        "统筹安排对同一企业的全年检查。",
    ),
    message: both(
        "{ $inspections } inspections in { $year }, { $most } of them by one inspector; caps { $per_inspector } and { $in_all }; { $avoidable } h over",
        "{ $year }年被检查{ $inspections }次，其中同一部门最多{ $most }次；上限{ $per_inspector }次和{ $in_all }次，超出{ $avoidable }小时",
    ),
};

/// Parameters of `inspection-cap`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionCap {
    /// Inspections of an enterprise by one inspector in a calendar year.
    per_inspector: usize,
    /// Inspections of an enterprise by all inspectors in a calendar year.
    in_all: usize,
    /// Inspections in a calendar year of a firm on the whitelist.
    whitelisted: usize,
}

impl Default for InspectionCap {
    fn default() -> Self {
        Self {
            per_inspector: 2,
            in_all: 4,
            whitelisted: 0,
        }
    }
}

impl Parameters for InspectionCap {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let counts = |row: usize| is_inspection(region, row) && region.is_enterprise(row);
        let mut hits = Vec::new();
        for target in events(region, counts) {
            for of_year in target.chunk_by(|one, other| year(one.day) == year(other.day)) {
                hits.extend(self.hit(region, of_year));
            }
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("per_inspector", self.per_inspector as f64, 0.0, 1000.0),
            ("in_all", self.in_all as f64, 0.0, 1000.0),
            ("whitelisted", self.whitelisted as f64, 0.0, 1000.0),
        ]
    }
}

impl InspectionCap {
    /// The finding of an enterprise and year, where there are events over a cap.
    fn hit(&self, region: &Region, events: &[Event]) -> Option<Hit> {
        let name = region.title(Ledger::Inspections, events[0].rows[0]);
        let (own, all) = if Lists::has(&region.lists.whitelisted_firms, &name) {
            (self.whitelisted, self.whitelisted)
        } else {
            (self.per_inspector, self.in_all)
        };
        let mut by_inspector: FxHashMap<NameId, usize> = FxHashMap::default();
        let mut claims = Vec::new();
        let mut is_over = false;
        for (position, event) in events.iter().enumerate() {
            let count = by_inspector.entry(event.inspector).or_default();
            *count += 1;
            let over = position >= all || *count > own;
            is_over |= over;
            for row in &event.rows {
                let hours = region.costs.hours(Ledger::Inspections, *row);
                claims.push(Claim::new(
                    Ledger::Inspections,
                    *row,
                    if over { hours } else { 0.0 },
                ));
            }
        }
        let most = by_inspector.values().max().copied().unwrap_or_default();
        let message = Message::new(RULE.name)
            .count("inspections", events.len())
            .text("year", year(events[0].day).to_string())
            .count("most", most)
            .count("per_inspector", own)
            .count("in_all", all)
            .decimal("avoidable", Claim::sum(&claims));
        is_over.then(|| Hit::new(name, message, claims))
    }
}
