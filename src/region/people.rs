//! How many people a row takes: the quantity of its burden hours that is people and not time.

use super::Region;
use crate::cost::recipient_count;
use crate::ledger::Ledger;

impl Region {
    /// How many people each row of a ledger takes, one at least: attendees, recipients, members,
    /// users, receivers, fillers, as the cost model assumes them where they are not stated.
    #[must_use]
    pub fn people(&self, ledger: Ledger) -> Box<dyn Fn(usize) -> f64 + '_> {
        let table = self.table(ledger);
        let stated = |field: &str| {
            let counts = table.wholes(field);
            move |row: usize| {
                counts
                    .get(row)
                    .map_or(1.0, |count| f64::from(count).max(1.0))
            }
        };
        match ledger {
            Ledger::Meetings => Box::new(|row| self.costs.meetings[row].attendees.max(1.0)),
            Ledger::Documents => Box::new(|row| self.recipient_count(row).max(1.0)),
            Ledger::Groups => {
                let members = self.members();
                Box::new(move |row| members.counted(row).unwrap_or(1.0).max(1.0))
            }
            Ledger::Apps => Box::new(stated("users")),
            Ledger::Inspections => {
                let receivers = table.wholes("receivers");
                let usual = self.cost.default_receivers;
                Box::new(move |row| receivers.get(row).map_or(usual, f64::from).max(1.0))
            }
            Ledger::Forms => {
                let counts = table.counts("fillers");
                Box::new(move |row| recipient_count(counts, &self.fillers, row).max(1.0))
            }
            Ledger::Units | Ledger::Surveys => Box::new(|_| 1.0),
        }
    }
}
