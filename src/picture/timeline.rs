//! The inspections of one target on a time line: of the finding on repeated inspections that weighs
//! most, every inspection of its target within the period.

use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::region::Region;

/// One inspection or visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Visited {
    /// Its day, in days since 1970-01-01.
    pub day: i32,
    /// Who came.
    pub inspector: String,
    /// What was looked at.
    pub matters: Vec<String>,
    /// Its hours.
    pub hours: f64,
    /// File and line.
    pub place: (String, u32),
}

/// A target and who came.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The target.
    pub target: String,
    /// First and last day of the period.
    pub period: (i32, i32),
    /// Who came, in order of time.
    pub visits: Vec<Visited>,
}

impl Timeline {
    /// Of the first finding on repeated inspections; `None` where there is none.
    #[must_use]
    pub fn of(region: &Region, findings: &[Finding]) -> Option<Self> {
        let rules = ["inspection-repeat", "inspection-cap", "visit-crowding"];
        let finding = rules
            .into_iter()
            .find_map(|rule| findings.iter().find(|finding| finding.rule == rule))?;
        let table = region.table(Ledger::Inspections);
        let (targets, days) = (table.wholes("target"), table.days("date"));
        let matters = table.lists("matters");
        let target = targets.get(finding.evidence.first()?.row.1)?;
        let mut visits: Vec<Visited> = (0..table.rows())
            .filter(|row| targets.get(*row) == Some(target))
            .filter_map(|row| {
                let (file, line) = region.ledgers.place(Ledger::Inspections, row);
                let own = matters.get(row).unwrap_or_default().iter();
                Some(Visited {
                    day: days.get(row)?,
                    inspector: region
                        .name(region.imposer(Ledger::Inspections, row))
                        .to_owned(),
                    matters: own.map(|matter| region.name(*matter).to_owned()).collect(),
                    hours: region.costs.hours(Ledger::Inspections, row),
                    place: (file.to_owned(), line),
                })
            })
            .collect();
        visits.sort_by(|one, other| (one.day, &one.place).cmp(&(other.day, &other.place)));
        Some(Self {
            target: region.name(target).to_owned(),
            period: (region.period.from, region.period.to),
            visits,
        })
    }
}
