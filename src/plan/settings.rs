//! What the configuration says of plans (`[plan]`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Settings of plans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanSettings {
    /// Days by which a meeting may be held earlier or later than it was.
    pub meeting_days: i32,
    /// Days before a meeting in which its matter is looked for, to know since when it exists.
    pub matter_days: i32,
    /// How long a packaged meeting may last: half a day.
    pub package_hours: f64,
    /// Part of the shorter list of called units that meetings of one package share.
    pub package_overlap: f64,
    /// Days by which an inspection may be held earlier or later than it was planned.
    pub inspection_days: i32,
    /// Hours that an inspection still takes of a target once it is part of a joint visit.
    pub joint_hours: f64,
    /// Inspections that one inspector can hold on a day; 0: as many as on its busiest day.
    pub inspections_per_day: u32,
    /// Part of the shorter list of fillers that forms of one master form share.
    pub fillers: f64,
    /// Names of fields that are taken for one and are not: each with the names that it is not.
    pub distinct_fields: BTreeMap<String, Vec<String>>,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            meeting_days: 7,
            matter_days: 30,
            package_hours: 4.0,
            package_overlap: 0.6,
            inspection_days: 15,
            joint_hours: 1.0,
            inspections_per_day: 0,
            fillers: 0.5,
            distinct_fields: BTreeMap::new(),
        }
    }
}

impl PlanSettings {
    /// Numbers out of range: name, value, least and greatest.
    #[must_use]
    pub fn out_of_range(&self) -> Vec<(&'static str, f64, f64, f64)> {
        let all = [
            ("meeting_days", f64::from(self.meeting_days), 0.0, 366.0),
            ("matter_days", f64::from(self.matter_days), 0.0, 366.0),
            ("package_hours", self.package_hours, 0.5, 24.0),
            ("package_overlap", self.package_overlap, 0.05, 1.0),
            (
                "inspection_days",
                f64::from(self.inspection_days),
                0.0,
                366.0,
            ),
            ("joint_hours", self.joint_hours, 0.0, 100.0),
            (
                "inspections_per_day",
                f64::from(self.inspections_per_day),
                0.0,
                10_000.0,
            ),
            ("fillers", self.fillers, 0.01, 1.0),
        ];
        let is_out =
            |(_, value, least, most): &(_, f64, f64, f64)| !(*least..=*most).contains(value);
        all.into_iter().filter(is_out).collect()
    }
}
