//! What a row costs: burden hours by the Standard Cost Model, quantity × time. Every parameter is
//! a setting; the defaults are those of the ledgers' documentation. The parts of a meeting's and
//! an app's hours are kept apart, because rules claim parts of them.

mod meetings;
pub mod ranges;

use serde::{Deserialize, Serialize};

use crate::ledger::schema::{apps, demand_bit, inspections};
use crate::ledger::table::Wholes;
use crate::ledger::values::frequency;
use crate::ledger::{Ledger, Ledgers, Table};
use crate::region::{Called, Members, Period, Stock, is_leading};
use meetings::meeting_costs;

pub use meetings::MeetingCost;

/// Parameters of the cost model (`[cost]` of the configuration); hours unless the name says else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cost {
    /// Travel of one person to a meeting in person that calls more than one unit.
    pub travel_hours: f64,
    /// Preparing a meeting.
    pub prep_hours: f64,
    /// One item of evidence from one unit.
    pub evidence_hours: f64,
    /// A meeting whose length is not stated.
    pub default_duration_hours: f64,
    /// People that a called unit sends, where the attendees are not stated.
    pub people_per_unit: f64,
    /// Attendees, where neither they nor the units are stated.
    pub default_attendees: f64,
    /// Handling a document, for one recipient.
    pub handle_hours: f64,
    /// Readers of a document at each recipient.
    pub readers_per_recipient: f64,
    /// Reading speed, in characters a minute.
    pub words_per_minute: f64,
    /// Characters on a page, where only pages are stated.
    pub words_per_page: f64,
    /// Characters of a document whose length is not stated.
    pub default_words: f64,
    /// Answering a document, for one recipient.
    pub answer_hours: f64,
    /// Reading one chat message, in seconds.
    pub seconds_per_message: f64,
    /// Members of a group for residents whose reading is counted: those who keep it.
    pub public_group_staff: f64,
    /// Keeping up a leading group, for a year.
    pub upkeep_hours: f64,
    /// Writing one post for an official account.
    pub post_hours: f64,
    /// Minutes a day of check-ins.
    pub check_in_minutes: f64,
    /// Minutes a day of collecting points.
    pub points_minutes: f64,
    /// Minutes a day of time that must be spent online.
    pub online_time_minutes: f64,
    /// Minutes a day of screenshots.
    pub screenshot_minutes: f64,
    /// Minutes a day of forced logins.
    pub forced_login_minutes: f64,
    /// Preparing an inspection, at the target.
    pub inspection_prep_hours: f64,
    /// One file laid out for an inspection.
    pub material_hours: f64,
    /// People of the target that an inspection takes, where not stated.
    pub default_receivers: f64,
    /// An inspection whose length is not stated.
    pub default_inspection_hours: f64,
    /// A visit, research or guidance whose length is not stated.
    pub default_visit_hours: f64,
    /// Filling one cell of a form, in seconds, where the time of a filling is not stated.
    pub seconds_per_cell: f64,
    /// The least that one filling of a form takes, in minutes, where its time is not stated.
    pub least_form_minutes: f64,
}

/// The fields of a ledger on which the hours of its rows rest; without them they are assumed.
#[must_use]
pub fn quantities(ledger: Ledger) -> &'static [&'static str] {
    match ledger {
        Ledger::Meetings => &["duration", "end", "attendees", "units", "mode", "evidence"],
        Ledger::Documents => &["recipients", "words", "pages", "due", "demands"],
        Ledger::Groups => &["messages", "members"],
        Ledger::Apps => &["users", "minutes_per_day", "demands", "posts_per_week"],
        Ledger::Inspections => &["receivers", "hours", "materials"],
        Ledger::Forms => &["fillers", "minutes", "records", "fields"],
        Ledger::Units | Ledger::Surveys => &[],
    }
}

impl Default for Cost {
    fn default() -> Self {
        Self {
            travel_hours: 1.0,
            prep_hours: 2.0,
            evidence_hours: 0.5,
            default_duration_hours: 1.0,
            people_per_unit: 2.0,
            default_attendees: 10.0,
            handle_hours: 0.5,
            readers_per_recipient: 3.0,
            words_per_minute: 300.0,
            words_per_page: 550.0,
            default_words: 2000.0,
            answer_hours: 4.0,
            seconds_per_message: 5.0,
            public_group_staff: 2.0,
            upkeep_hours: 20.0,
            post_hours: 3.0,
            check_in_minutes: 3.0,
            points_minutes: 10.0,
            online_time_minutes: 20.0,
            screenshot_minutes: 5.0,
            forced_login_minutes: 2.0,
            inspection_prep_hours: 4.0,
            material_hours: 0.5,
            default_receivers: 3.0,
            default_inspection_hours: 4.0,
            default_visit_hours: 2.0,
            seconds_per_cell: 10.0,
            least_form_minutes: 15.0,
        }
    }
}

impl Cost {
    /// Minutes a day that a set of demands takes of one user.
    #[must_use]
    pub fn demand_minutes(&self, demands: u32) -> f64 {
        [
            ("check_in", self.check_in_minutes),
            ("points", self.points_minutes),
            ("online_time", self.online_time_minutes),
            ("screenshot", self.screenshot_minutes),
            ("forced_login", self.forced_login_minutes),
        ]
        .into_iter()
        .filter(|(word, _)| demands & demand_bit(word) != 0)
        // An empty sum of floats is -0.0; this one starts at 0.
        .fold(0.0, |all, (_, minutes)| all + minutes)
    }
}

/// Which users of an app spend its minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserCount {
    /// All that are registered, as the cost model has it.
    Registered,
    /// Those that are active, where they are stated: the least that the hours can be.
    Active,
}

/// Burden hours of every row of every audited ledger.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    hours: Vec<Vec<f64>>,
    /// The parts of each meeting's hours.
    pub meetings: Vec<MeetingCost>,
}

impl Costs {
    /// Costs every row.
    #[must_use]
    pub fn of(
        (cost, users): (&Cost, UserCount),
        ledgers: &Ledgers,
        period: &Period,
        called: &Called,
        recipients: &Called,
        fillers: &Called,
    ) -> Self {
        let meetings = meeting_costs(cost, ledgers.table(Ledger::Meetings), called);
        let hours = Ledger::ALL
            .into_iter()
            .map(|ledger| {
                let table = ledgers.table(ledger);
                match ledger {
                    // Answers to a questionnaire are no burden of a ledger.
                    Ledger::Units | Ledger::Surveys => Vec::new(),
                    Ledger::Meetings => meetings.iter().map(MeetingCost::hours).collect(),
                    Ledger::Documents => document_hours(cost, table, recipients),
                    Ledger::Groups => group_hours(cost, table, period),
                    Ledger::Apps => app_hours((cost, users), table, period),
                    Ledger::Inspections => inspection_hours(cost, table),
                    Ledger::Forms => form_hours(cost, table, period, fillers),
                }
            })
            .collect();
        Self { hours, meetings }
    }

    /// Burden hours of a row.
    #[must_use]
    pub fn hours(&self, ledger: Ledger, row: usize) -> f64 {
        self.hours[ledger as usize][row]
    }

    /// Burden hours of all rows of a ledger, in order.
    #[must_use]
    pub fn of_ledger(&self, ledger: Ledger) -> &[f64] {
        &self.hours[ledger as usize]
    }
}

fn document_hours(cost: &Cost, table: &Table, recipients: &Called) -> Vec<f64> {
    let (words, pages) = (table.wholes("words"), table.wholes("pages"));
    let (due, demands) = (table.days("due"), table.wholes("demands"));
    let counts = table.counts("recipients");
    (0..table.rows())
        .map(|row| {
            let sent_to = recipient_count(counts, recipients, row);
            let from_pages = || {
                pages
                    .get(row)
                    .map(|pages| f64::from(pages) * cost.words_per_page)
            };
            let words = words
                .get(row)
                .map(f64::from)
                .or_else(from_pages)
                .unwrap_or(cost.default_words);
            let reading = cost.readers_per_recipient * words / (cost.words_per_minute * 60.0);
            let answer_owed = due.get(row).is_some() || demands.get(row).unwrap_or_default() != 0;
            let answering = if answer_owed { cost.answer_hours } else { 0.0 };
            sent_to * (cost.handle_hours + reading) + sent_to * answering
        })
        .collect()
}

/// How often a form is filled in within the period. One that is filled in once is so on some day of
/// what the folder covers; a part of it takes its share by days.
#[must_use]
pub fn fillings(rate: f64, period: &Period) -> f64 {
    if rate.to_bits() == frequency::ONCE.to_bits() {
        period.part_of_covered()
    } else {
        rate * f64::from(period.days()) / 365.0
    }
}

fn form_hours(cost: &Cost, table: &Table, period: &Period, fillers: &Called) -> Vec<f64> {
    let (rates, hours) = (table.numbers("frequency"), table.numbers("minutes"));
    let (fields, records) = (table.counts("fields"), table.wholes("records"));
    let counts = table.counts("fillers");
    (0..table.rows())
        .map(|row| {
            let cells = || {
                let records = f64::from(records.get(row).unwrap_or(1));
                records * f64::from(fields.get(row).unwrap_or_default())
            };
            let from_cells =
                || (cells() * cost.seconds_per_cell / 3600.0).max(cost.least_form_minutes / 60.0);
            let rate = rates.get(row).unwrap_or_default();
            recipient_count(counts, fillers, row)
                * fillings(rate, period)
                * hours.get(row).unwrap_or_else(from_cells)
        })
        .collect()
}

/// The number of those whom a row is sent to: those of the list, else the stated count, else one.
#[must_use]
pub fn recipient_count(counts: Wholes<'_>, recipients: &Called, row: usize) -> f64 {
    if let Some(listed) = recipients.get(row) {
        return listed.len().max(1) as f64;
    }
    match counts.get(row) {
        Some(count) if !recipients.is_unexpanded(row) => f64::from(count),
        _ => 1.0,
    }
}

/// Messages of each group: as stated, else those of a day on all days that the folder covers; of either
/// the part that falls into the period.
pub fn messages<'t>(table: &'t Table, period: &Period) -> impl Fn(usize) -> Option<f64> + 't {
    let (messages, per_day) = (table.wholes("messages"), table.numbers("messages_per_day"));
    let (stock, days) = (Stock::of(table, period), f64::from(period.spanned_days()));
    move |row| {
        let daily = || Some(per_day.get(row)? * days);
        let all = messages.get(row).map(f64::from).or_else(daily)?;
        // What was counted on other days alone says nothing of these: unknown is not zero.
        (!stock.is_counted_elsewhere(row)).then(|| all * stock.part(row))
    }
}

fn group_hours(cost: &Cost, table: &Table, period: &Period) -> Vec<f64> {
    let stock = Stock::of(table, period);
    let (members, messages) = (Members::of(table, cost), messages(table, period));
    (0..table.rows())
        .map(|row| {
            if is_leading(table, row) {
                return cost.upkeep_hours * f64::from(stock.days(row)) / 365.0;
            }
            let messages = messages(row).unwrap_or_default();
            messages * members.counted(row).unwrap_or_default() * cost.seconds_per_message / 3600.0
        })
        .collect()
}

fn app_hours((cost, counted): (&Cost, UserCount), table: &Table, period: &Period) -> Vec<f64> {
    let stock = Stock::of(table, period);
    let (kinds, users, demands) = (
        table.wholes("kind"),
        table.wholes("users"),
        table.wholes("demands"),
    );
    let active = table.wholes("active_users");
    let (daily, posts) = (
        table.numbers("minutes_per_day"),
        table.numbers("posts_per_week"),
    );
    (0..table.rows())
        .map(|row| {
            if kinds.is(row, apps::ACCOUNT) {
                let weeks = f64::from(stock.days(row)) / 7.0;
                return posts.get(row).unwrap_or_default() * weeks * cost.post_hours;
            }
            let demanded = cost.demand_minutes(demands.get(row).unwrap_or_default()) / 60.0;
            let registered = users.get(row).unwrap_or_default();
            let users = f64::from(match active.get(row) {
                Some(active) if counted == UserCount::Active => active.min(registered),
                _ => registered,
            });
            users * daily.get(row).unwrap_or(demanded) * f64::from(stock.workdays(row))
        })
        .collect()
}

fn inspection_hours(cost: &Cost, table: &Table) -> Vec<f64> {
    let (kinds, receivers) = (table.wholes("kind"), table.wholes("receivers"));
    let (hours, materials) = (table.numbers("hours"), table.counts("materials"));
    (0..table.rows())
        .map(|row| {
            let short = matches!(
                kinds.get(row),
                Some(inspections::RESEARCH | inspections::GUIDANCE | inspections::VISIT)
            );
            let usual = if short {
                cost.default_visit_hours
            } else {
                cost.default_inspection_hours
            };
            let receivers = receivers.get(row).map_or(cost.default_receivers, f64::from);
            let materials = f64::from(materials.get(row).unwrap_or_default());
            receivers * hours.get(row).unwrap_or(usual)
                + cost.inspection_prep_hours
                + materials * cost.material_hours
        })
        .collect()
}
