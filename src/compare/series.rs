//! Counts and hours of each ledger, period by period: what a line of figures or a sparkline shows.

use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::matter::RowOf;
use crate::pair::Half;
use crate::rank;
use crate::region::Narrowing;

/// One ledger over all periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The ledger.
    pub ledger: Ledger,
    /// For each period so many a month, or, of things that are there, at once; `None` where the period
    /// has no row of the ledger.
    pub counts: Vec<Option<f64>>,
    /// For each period its hours a month.
    pub hours: Vec<Option<f64>>,
    /// For each period the avoidable among them.
    pub avoidable_hours: Vec<Option<f64>>,
}

impl Series {
    /// Every ledger that two periods have at least, with nothing counted yet.
    #[must_use]
    pub fn of(halves: &[Half]) -> Vec<Self> {
        let is_there = |ledger: &Ledger| {
            let has = |half: &&Half| half.region.table(*ledger).rows() > 0;
            halves.iter().filter(has).count() >= halves.len().min(2)
        };
        Ledger::AUDITED
            .into_iter()
            .filter(is_there)
            .map(|ledger| Self {
                ledger,
                counts: Vec::new(),
                hours: Vec::new(),
                avoidable_hours: Vec::new(),
            })
            .collect()
    }

    /// Adds a period; its findings are those of its own region, of which `own` is looked at; `counts`
    /// is asked of joint rows.
    pub fn add(
        all: &mut [Self],
        half: &Half,
        findings: &[Finding],
        own: &Narrowing,
        counts: &dyn Fn(RowOf) -> bool,
    ) {
        let months = half.region.period.months();
        let burden = rank::burden(findings, &half.region, own);
        for series in all {
            let ledger = series.ledger;
            let rows = half.rows(ledger);
            let count = rows
                .filter(|row| half.lives(ledger, *row) && counts(RowOf(ledger, *row)))
                .count() as f64;
            let share = burden
                .by_ledger
                .iter()
                .find(|share| share.key == ledger.name());
            let (hours, avoidable) =
                share.map_or((0.0, 0.0), |share| (share.hours, share.avoidable_hours));
            if half.region.table(ledger).rows() == 0 {
                series.counts.push(None);
                series.hours.push(None);
                series.avoidable_hours.push(None);
                continue;
            }
            let each = if ledger.is_flow() { months } else { 1.0 };
            series.counts.push(Some(count / each));
            series.hours.push(Some(hours / months));
            series.avoidable_hours.push(Some(avoidable / months));
        }
    }
}
