//! One target looked at again on one matter by another inspector within half a year.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::values::date::to_date;
use crate::region::Region;
use crate::rules::inspections::target::{Event, after_the_first, events, is_inspection};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use crate::union_find::UnionFind;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "inspection-same-matter",
    ledger: Ledger::Inspections,
    beside: &[],
    needs: &[&["matters"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<InspectionSameMatter>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A target is inspected on one matter again by another inspector.",
        "不同部门就同一事项对同一对象重复检查。",
    ),
    why: both(
        "The second inspector could have read the first one's record.",
        "后来的部门本可查阅前一次的检查记录。",
    ),
    hours: both(
        "All hours of the later inspections.",
        "后续各次检查的全部工时。",
    ),
    basis: both(
        "2024 notice on inspections of enterprises: what can be merged is not repeated, what can be joint is not done apart (not checked against the official text).",
        "国办发〔2024〕54号：能合并的不重复检查，能联合的不多头检查（未与官方文本核对）。",
    ),
    example: both(
        "Fire services check exits on 4 March, the housing bureau the same on 20 May: the May visit is claimed.",
        "消防3月4日查疏散通道，住建5月20日又查：计5月一次。",
    ),
    limits: both(
        "Items are compared by name, then as same matter; an inspection that lists no items is not judged.",
        "检查事项先按名称、再按同一事项判断；未列事项的不作判断。",
    ),
    remedy: both(
        "Share the record; inspect jointly.",
        "检查结果互认，联合检查。",
    ),
    message: both(
        "{ $inspectors } inspectors looked at { $item } { $inspections } times between { $first } and { $last }; { $avoidable } h after the first",
        "{ $first }至{ $last }，{ $inspectors }个部门就{ $item }检查{ $inspections }次，首次之后共{ $avoidable }小时",
    ),
};

/// Parameters of `inspection-same-matter`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct InspectionSameMatter {
    /// Days after an inspection within which another inspector repeats it.
    window_days: i32,
}

impl Default for InspectionSameMatter {
    fn default() -> Self {
        Self { window_days: 180 }
    }
}

impl Parameters for InspectionSameMatter {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let matters = region.table(Ledger::Inspections).lists("matters");
        let counts = |row: usize| is_inspection(region, row) && matters.get(row).is_some();
        let mut hits = Vec::new();
        for target in events(region, counts) {
            if target.len() < 2 {
                continue;
            }
            let mut looked: Vec<(u64, usize, NameId)> = Vec::new();
            for (position, event) in target.iter().enumerate() {
                for item in event
                    .rows
                    .iter()
                    .filter_map(|row| matters.get(*row))
                    .flatten()
                {
                    looked.push((region.matters.item_group(*item), position, *item));
                }
            }
            looked.sort_unstable();
            for of_matter in looked.chunk_by(|one, other| one.0 == other.0) {
                self.repeats(region, &target, of_matter, &mut hits);
            }
        }
        hits
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("window_days", f64::from(self.window_days), 0.0, 3660.0)]
    }
}

impl InspectionSameMatter {
    /// Adds a finding for each chain of events that look at one matter, each by another inspector
    /// than the one before.
    fn repeats(
        &self,
        region: &Region,
        target: &[Event],
        looked: &[(u64, usize, NameId)],
        hits: &mut Vec<Hit>,
    ) {
        let mut sets = UnionFind::new(looked.len());
        let mut sure = vec![1.0_f64; looked.len()];
        for later in 1..looked.len() {
            let (event, item) = (&target[looked[later].1], looked[later].2);
            let linked = (0..later)
                .rev()
                .map(|earlier| (earlier, &target[looked[earlier].1]))
                .take_while(|(_, earlier)| event.day - earlier.day <= self.window_days)
                .filter(|(_, earlier)| earlier.inspector != event.inspector)
                .find_map(|(earlier, _)| {
                    let same = region.matters.same_item(looked[earlier].2, item);
                    same.map(|confidence| (earlier, confidence))
                });
            if let Some((earlier, confidence)) = linked {
                sets.unite(earlier as u32, later as u32);
                sure[later] = confidence;
            }
        }
        for set in sets.sets() {
            let confidence = set
                .iter()
                .map(|member| sure[*member as usize])
                .fold(1.0, f64::min);
            let mut positions: Vec<usize> = set
                .iter()
                .map(|member| looked[*member as usize].1)
                .collect();
            positions.dedup();
            if positions.len() < 2 {
                continue;
            }
            let events: Vec<&Event> = positions
                .iter()
                .map(|position| &target[*position])
                .collect();
            hits.push(hit(region, &events, looked[set[0] as usize].2).sure(confidence));
        }
    }
}

fn hit(region: &Region, events: &[&Event], item: NameId) -> Hit {
    let claims = after_the_first(region, events, 1.0);
    let mut inspectors: Vec<NameId> = events.iter().map(|event| event.inspector).collect();
    inspectors.sort_unstable();
    inspectors.dedup();
    let message = Message::new(RULE.name)
        .count("inspectors", inspectors.len())
        .text("item", region.name(item))
        .count("inspections", events.len())
        .date("first", to_date(events[0].day))
        .date("last", to_date(events[events.len() - 1].day))
        .decimal("avoidable", Claim::sum(&claims));
    Hit::new(
        region.title(Ledger::Inspections, events[0].rows[0]),
        message,
        claims,
    )
}
