//! The totals of a report: hours by ledger, imposer and bearer, and on how many rows they rest on an
//! assumption.

use serde::Serialize;

use crate::assumed::Assumed;
use crate::rank::{Burden, Share};
use crate::report::rounded;

#[derive(Serialize)]
pub(super) struct WireBurden<'r> {
    hours: f64,
    avoidable_hours: f64,
    cadres: Option<u64>,
    hours_per_cadre_month: Option<f64>,
    by_ledger: Vec<WireShare<'r>>,
    by_imposer: Vec<WireShare<'r>>,
    by_bearer: Vec<WireShare<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived_hours: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<WireEnds>,
    /// Hours of rows that do not state one of their factors at least.
    assumed_hours: f64,
    assumed: Vec<WireAssumed>,
}

/// A factor of hours that some rows do not state, so that it is assumed for them.
#[derive(Serialize)]
struct WireAssumed {
    ledger: &'static str,
    factor: &'static str,
    rows: usize,
    of: usize,
    /// Their hours are not known and count as 0; nothing was assumed.
    is_unknown: bool,
}

/// The ends of the totals, where parameters of the cost model are ranges.
#[derive(Serialize)]
struct WireEnds {
    hours_low: f64,
    hours_high: f64,
    avoidable_low: f64,
    avoidable_high: f64,
}

impl<'r> WireBurden<'r> {
    pub(super) fn of(burden: &'r Burden) -> Self {
        let shares = |shares: &'r [Share]| shares.iter().map(WireShare::of).collect();
        Self {
            hours: rounded(burden.hours),
            avoidable_hours: rounded(burden.avoidable_hours),
            cadres: burden.cadres,
            hours_per_cadre_month: burden.hours_per_cadre_month.map(rounded),
            by_ledger: shares(&burden.by_ledger),
            by_imposer: shares(&burden.by_imposer),
            by_bearer: shares(&burden.by_bearer),
            waived_hours: burden.waived_hours.map(rounded),
            ends: burden.ends.map(|(hours, avoidable)| WireEnds {
                hours_low: rounded(hours.low),
                hours_high: rounded(hours.high),
                avoidable_low: rounded(avoidable.low),
                avoidable_high: rounded(avoidable.high),
            }),
            assumed_hours: rounded(burden.assumed.hours),
            assumed: burden.assumed.factors.iter().map(WireAssumed::of).collect(),
        }
    }
}

impl WireAssumed {
    fn of(assumed: &Assumed) -> Self {
        Self {
            ledger: assumed.ledger.name(),
            factor: assumed.factor,
            rows: assumed.rows,
            of: assumed.of,
            is_unknown: assumed.is_unknown(),
        }
    }
}

#[derive(Serialize)]
struct WireShare<'r> {
    key: &'r str,
    hours: f64,
    avoidable_hours: f64,
}

impl<'r> WireShare<'r> {
    fn of(share: &'r Share) -> Self {
        Self {
            key: &share.key,
            hours: rounded(share.hours),
            avoidable_hours: rounded(share.avoidable_hours),
        }
    }
}
