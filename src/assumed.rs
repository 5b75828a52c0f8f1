//! How many rows had to be costed on an assumption: whoever reads a total sees on how many of its
//! rows each of its factors rests.

use crate::ledger::schema::apps;
use crate::ledger::{Ledger, Table};
use crate::matter::RowOf;
use crate::region::Region;

/// A factor of the hours of a ledger's rows that some of them do not state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// The ledger.
    pub ledger: Ledger,
    /// The factor, by the field that states it.
    pub factor: &'static str,
    /// Rows that do not state it.
    pub rows: usize,
    /// Rows that it counts for.
    pub of: usize,
}

/// The factors without which nothing is assumed: the hours of such a row are not known and count as 0.
pub const UNKNOWN: [&str; 4] = ["messages", "members", "users", "posts_per_week"];

impl Assumed {
    /// Whether rows without the factor have no hours at all.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        UNKNOWN.contains(&self.factor)
    }
}

/// What totals rest on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assumptions {
    /// The factors that some rows do not state, in the order of the ledgers.
    pub factors: Vec<Assumed>,
    /// Hours of the rows that do not state one of theirs at least.
    pub hours: f64,
}

/// What the rows rest on of which `part` is looked at.
#[must_use]
pub fn assumed(region: &Region, part: &dyn Fn(RowOf) -> f64) -> Assumptions {
    let mut found = Assumptions::default();
    for ledger in Ledger::AUDITED {
        let costs = region.costs.of_ledger(ledger);
        let parts: Vec<f64> = (0..costs.len())
            .map(|row| part(RowOf(ledger, row)))
            .collect();
        let mut rests = vec![false; parts.len()];
        for (factor, state) in factors(region, ledger) {
            let (mut rows, mut of) = (0, 0);
            for row in (0..parts.len()).filter(|row| parts[*row] > 0.0) {
                let is_stated = state(row);
                of += usize::from(is_stated.is_some());
                if is_stated == Some(false) {
                    rows += 1;
                    rests[row] = true;
                }
            }
            if rows > 0 {
                found.factors.push(Assumed {
                    ledger,
                    factor,
                    rows,
                    of,
                });
            }
        }
        for row in (0..parts.len()).filter(|row| rests[*row]) {
            found.hours += costs[row] * parts[row];
        }
    }
    found
}

/// By how much each factor that had to be assumed lowers the confidence of a finding: our own
/// assumption, so that of two findings alike the one whose rows state more ranks first.
const LOWERED: f64 = 0.9;

/// The factors of all ledgers, looked up once, to be asked row by row.
pub struct Factors<'r>(Vec<Vec<(&'static str, State<'r>)>>);

impl<'r> Factors<'r> {
    /// Those of a region.
    #[must_use]
    pub fn of(region: &'r Region) -> Self {
        let all = Ledger::ALL.into_iter();
        Self(all.map(|ledger| factors(region, ledger)).collect())
    }

    /// What rows, each with its weight, do not state of the factors that `counts`, in the order of
    /// the ledgers, and by what that lowers the confidence in hours that rest on them.
    #[must_use]
    pub fn missing(
        &self,
        rows: &[(RowOf, f64)],
        counts: &dyn Fn(&str) -> bool,
    ) -> (Vec<&'static str>, f64) {
        let mut missing: Vec<(Ledger, &'static str)> = Vec::new();
        let (mut sure, mut all) = (0.0, 0.0);
        for (RowOf(ledger, row), weight) in rows {
            let mut own = 1.0;
            for (factor, state) in &self.0[*ledger as usize] {
                if counts(factor) && state(*row) == Some(false) {
                    own *= LOWERED;
                    if !missing.contains(&(*ledger, *factor)) {
                        missing.push((*ledger, *factor));
                    }
                }
            }
            sure += own * weight;
            all += weight;
        }
        missing.sort_unstable();
        let names = missing.into_iter().map(|(_, factor)| factor).collect();
        (names, if all > 0.0 { sure / all } else { 1.0 })
    }
}

/// Whether a row states a factor; `None` where its hours have no such factor.
type State<'r> = Box<dyn Fn(usize) -> Option<bool> + Send + Sync + 'r>;

fn factors(region: &Region, ledger: Ledger) -> Vec<(&'static str, State<'_>)> {
    let table = region.table(ledger);
    match ledger {
        Ledger::Meetings => vec![
            ("attendees", whole(table, "attendees")),
            ("duration", meeting_length(table)),
        ],
        Ledger::Documents => vec![
            ("recipients", listed(region, ledger)),
            ("words", length(table)),
        ],
        Ledger::Groups => {
            let (messages, members) = (region.messages(), region.members());
            let is_chat = |row: usize| !region.is_leading(row);
            vec![
                (
                    "messages",
                    Box::new(move |row| is_chat(row).then(|| messages(row).is_some())),
                ),
                (
                    "members",
                    Box::new(move |row| is_chat(row).then(|| members.counted(row).is_some())),
                ),
            ]
        }
        Ledger::Apps => apps(table),
        Ledger::Inspections => {
            let hours = table.numbers("hours");
            vec![
                ("receivers", whole(table, "receivers")),
                ("hours", Box::new(move |row| Some(hours.get(row).is_some()))),
            ]
        }
        Ledger::Forms => {
            let minutes = table.numbers("minutes");
            vec![
                ("fillers", listed(region, ledger)),
                (
                    "minutes",
                    Box::new(move |row| Some(minutes.get(row).is_some())),
                ),
            ]
        }
        Ledger::Units | Ledger::Surveys => Vec::new(),
    }
}

fn whole<'r>(table: &'r Table, field: &'static str) -> State<'r> {
    let counts = table.wholes(field);
    Box::new(move |row| Some(counts.get(row).is_some()))
}

fn meeting_length(table: &Table) -> State<'_> {
    let (durations, starts, ends) = (
        table.numbers("duration"),
        table.minutes("start"),
        table.minutes("end"),
    );
    Box::new(move |row| {
        let has_clock = starts.get(row).is_some() && ends.get(row).is_some();
        Some(durations.get(row).is_some() || has_clock)
    })
}

fn length(table: &Table) -> State<'_> {
    let (words, pages) = (table.wholes("words"), table.wholes("pages"));
    Box::new(move |row| Some(words.get(row).is_some() || pages.get(row).is_some()))
}

/// Whether recipients or fillers are listed or counted.
fn listed(region: &Region, ledger: Ledger) -> State<'_> {
    let (called, field) = if ledger == Ledger::Forms {
        (&region.fillers, "fillers")
    } else {
        (&region.recipients, "recipients")
    };
    let counts = region.table(ledger).counts(field);
    Box::new(move |row| {
        let is_counted = counts.get(row).is_some() && !called.is_unexpanded(row);
        Some(called.get(row).is_some() || is_counted)
    })
}

/// Users and minutes of apps, posts of accounts.
fn apps(table: &Table) -> Vec<(&'static str, State<'_>)> {
    let kinds = table.wholes("kind");
    let is_account = move |row: usize| kinds.is(row, apps::ACCOUNT);
    let (users, minutes, posts) = (
        table.wholes("users"),
        table.numbers("minutes_per_day"),
        table.numbers("posts_per_week"),
    );
    vec![
        (
            "users",
            Box::new(move |row| (!is_account(row)).then(|| users.get(row).is_some())),
        ),
        (
            "minutes_per_day",
            Box::new(move |row| (!is_account(row)).then(|| minutes.get(row).is_some())),
        ),
        (
            "posts_per_week",
            Box::new(move |row| is_account(row).then(|| posts.get(row).is_some())),
        ),
    ]
}
