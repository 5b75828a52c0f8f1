//! The hours of meetings, in parts, because rules claim parts of them.

use super::Cost;
use crate::ledger::Table;
use crate::ledger::schema::meetings;
use crate::region::Called;

/// The parts of a meeting's hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeetingCost {
    /// People who attend.
    pub attendees: f64,
    /// How long it lasts.
    pub duration: f64,
    /// Travel of each of them.
    pub travel: f64,
    /// Preparing it.
    pub prep: f64,
    /// Evidence that the units hand in.
    pub evidence: f64,
}

impl MeetingCost {
    /// attendees × (duration + travel) + prep + evidence.
    #[must_use]
    pub fn hours(&self) -> f64 {
        self.attendees * (self.duration + self.travel) + self.prep + self.evidence
    }
}

/// Costs every meeting.
pub(super) fn meeting_costs(cost: &Cost, table: &Table, called: &Called) -> Vec<MeetingCost> {
    let attendees = table.wholes("attendees");
    let durations = table.numbers("duration");
    let (starts, ends) = (table.minutes("start"), table.minutes("end"));
    let (modes, evidence) = (table.wholes("mode"), table.counts("evidence"));
    (0..table.rows())
        .map(|row| {
            let units = called.get(row).map_or(0, <[_]>::len);
            let from_clock = || Some(f64::from(ends.get(row)? - starts.get(row)?) / 60.0);
            // 各县（市、区） is more than one, whether or not anybody knows how many.
            let calls_several = units > 1 || called.is_unexpanded(row);
            let travels = modes.is(row, meetings::IN_PERSON) && calls_several;
            let items = f64::from(evidence.get(row).unwrap_or_default());
            MeetingCost {
                attendees: attendees.get(row).map_or_else(
                    || {
                        if units > 0 {
                            units as f64 * cost.people_per_unit
                        } else {
                            cost.default_attendees
                        }
                    },
                    f64::from,
                ),
                duration: durations
                    .get(row)
                    .or_else(from_clock)
                    .unwrap_or(cost.default_duration_hours),
                travel: if travels { cost.travel_hours } else { 0.0 },
                prep: cost.prep_hours,
                evidence: items * cost.evidence_hours * units.max(1) as f64,
            }
        })
        .collect()
}
