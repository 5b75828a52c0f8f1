//! The arithmetic of a row's burden hours, written out with the row's own numbers, so that whoever
//! disputes a figure can redo it on paper. What was not stated and had to be assumed is marked with
//! an asterisk. The figures are those of `cost`; a test holds the two together.

use crate::cost;
use crate::ledger::Ledger;
use crate::ledger::schema::{apps, demand_bit, inspections};
use crate::matter::RowOf;
use crate::region::Region;
use crate::text::decimal;

/// A number as it stands in a sum: at most three decimals, none of them idle.
#[must_use]
pub fn short(number: f64) -> String {
    let text = decimal(number, 3);
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    }
}

/// A number, marked where it was assumed.
fn stated(number: f64, is_stated: bool) -> String {
    format!("{}{}", short(number), if is_stated { "" } else { "*" })
}

/// The sum that gives the burden hours of a row, without its result; empty for rows that are no
/// burden.
#[must_use]
pub fn burden(region: &Region, RowOf(ledger, row): RowOf) -> String {
    match ledger {
        Ledger::Meetings => meeting(region, row),
        Ledger::Documents => document(region, row),
        Ledger::Groups => group(region, row),
        Ledger::Apps => app(region, row),
        Ledger::Inspections => inspection(region, row),
        Ledger::Forms => form(region, row),
        Ledger::Units | Ledger::Surveys => String::new(),
    }
}

fn meeting(region: &Region, row: usize) -> String {
    let (table, parts) = (region.table(Ledger::Meetings), region.costs.meetings[row]);
    let has_people = table.wholes("attendees").get(row).is_some();
    let has_clock =
        table.minutes("start").get(row).is_some() && table.minutes("end").get(row).is_some();
    let has_length = table.numbers("duration").get(row).is_some() || has_clock;
    let mut sum = format!(
        "{} × ({} h + {} h) + {} h",
        stated(parts.attendees, has_people),
        stated(parts.duration, has_length),
        short(parts.travel),
        short(parts.prep)
    );
    let items = table.counts("evidence").get(row).unwrap_or_default();
    if items > 0 {
        let units = region.called.get(row).map_or(0, <[_]>::len).max(1);
        let each = short(region.cost.evidence_hours);
        sum = format!("{sum} + {items} × {each} h × {units}");
    }
    sum
}

fn document(region: &Region, row: usize) -> String {
    let (table, cost) = (region.table(Ledger::Documents), &region.cost);
    let (words, pages) = (
        table.wholes("words").get(row),
        table.wholes("pages").get(row),
    );
    let has_recipients =
        region.recipients.get(row).is_some() || table.counts("recipients").get(row).is_some();
    let length = match (words, pages) {
        (Some(words), _) => words.to_string(),
        (None, Some(pages)) => format!("{pages} × {}", short(cost.words_per_page)),
        (None, None) => format!("{}*", short(cost.default_words)),
    };
    let owed = table.days("due").get(row).is_some()
        || table.wholes("demands").get(row).unwrap_or_default() != 0;
    let answer = if owed {
        format!(" + {} h", short(cost.answer_hours))
    } else {
        String::new()
    };
    format!(
        "{} × ({} h + {} × {length} ÷ ({} × 60){answer})",
        stated(region.recipient_count(row), has_recipients),
        short(cost.handle_hours),
        short(cost.readers_per_recipient),
        short(cost.words_per_minute),
    )
}

fn group(region: &Region, row: usize) -> String {
    if region.is_leading(row) {
        let days = region.stock(Ledger::Groups).days(row);
        return format!("{} h × {days} ÷ 365", short(region.cost.upkeep_hours));
    }
    let members = region.members();
    let counted = members.counted(row);
    let staff = if members.is_public(row) {
        " (public_group_staff)"
    } else {
        ""
    };
    format!(
        "{} × {}{staff} × {} s ÷ 3600",
        messages(region, row).unwrap_or_else(|| stated(0.0, false)),
        stated(counted.unwrap_or_default(), counted.is_some()),
        short(region.cost.seconds_per_message)
    )
}

/// The messages of a group: as stated, or those of a day on all days; of either the part that falls
/// into the period.
#[must_use]
pub fn messages(region: &Region, row: usize) -> Option<String> {
    let (table, stock) = (region.table(Ledger::Groups), region.stock(Ledger::Groups));
    let all = if let Some(count) = table.wholes("messages").get(row) {
        count.to_string()
    } else {
        let daily = table.numbers("messages_per_day").get(row)?;
        format!("{} × {}", short(daily), region.period.spanned_days())
    };
    if stock.is_counted_elsewhere(row) {
        return None;
    }
    let (within, counted) = stock.counted_days(row);
    Some(if within == counted {
        all
    } else {
        format!("{all} × {within} ÷ {counted}")
    })
}

fn app(region: &Region, row: usize) -> String {
    let table = region.table(Ledger::Apps);
    let stock = region.stock(Ledger::Apps);
    if table.wholes("kind").is(row, apps::ACCOUNT) {
        let posts = table.numbers("posts_per_week").get(row);
        return format!(
            "{} × {} ÷ 7 × {} h",
            stated(posts.unwrap_or_default(), posts.is_some()),
            stock.days(row),
            short(region.cost.post_hours)
        );
    }
    let users = table.wholes("users").get(row);
    let minutes = match table.numbers("minutes_per_day").get(row) {
        Some(hours) => short(hours * 60.0),
        None => demanded_minutes(region, row),
    };
    format!(
        "{} × {minutes} min ÷ 60 × {}",
        stated(f64::from(users.unwrap_or_default()), users.is_some()),
        stock.workdays(row)
    )
}

/// The minutes a day that an app's demands are taken to cost one user.
fn demanded_minutes(region: &Region, row: usize) -> String {
    const TIMED: [&str; 5] = [
        "check_in",
        "points",
        "online_time",
        "screenshot",
        "forced_login",
    ];
    let demands = region
        .table(Ledger::Apps)
        .wholes("demands")
        .get(row)
        .unwrap_or_default();
    let parts: Vec<String> = TIMED
        .into_iter()
        .map(|word| region.cost.demand_minutes(demands & demand_bit(word)))
        .filter(|minutes| *minutes > 0.0)
        .map(|minutes| stated(minutes, false))
        .collect();
    if parts.is_empty() {
        stated(0.0, false)
    } else {
        format!("({})", parts.join(" + "))
    }
}

fn inspection(region: &Region, row: usize) -> String {
    let (table, cost) = (region.table(Ledger::Inspections), &region.cost);
    let is_short = matches!(
        table.wholes("kind").get(row),
        Some(inspections::RESEARCH | inspections::GUIDANCE | inspections::VISIT)
    );
    let usual = if is_short {
        cost.default_visit_hours
    } else {
        cost.default_inspection_hours
    };
    let (people, hours) = (
        table.wholes("receivers").get(row),
        table.numbers("hours").get(row),
    );
    let materials = table.counts("materials").get(row).unwrap_or_default();
    let files = if materials > 0 {
        format!(" + {materials} × {} h", short(cost.material_hours))
    } else {
        String::new()
    };
    format!(
        "{} × {} h + {} h{files}",
        stated(
            people.map_or(cost.default_receivers, f64::from),
            people.is_some()
        ),
        stated(hours.unwrap_or(usual), hours.is_some()),
        short(cost.inspection_prep_hours),
    )
}

/// How much of a form that is filled in once falls into the period.
fn once(region: &Region) -> String {
    match region.period.covered_days() {
        (within, all) if within == all => "1".to_owned(),
        (within, all) => format!("{within} ÷ {all}"),
    }
}

fn form(region: &Region, row: usize) -> String {
    let (table, cost) = (region.table(Ledger::Forms), &region.cost);
    let counts = table.counts("fillers");
    let fillers = cost::recipient_count(counts, &region.fillers, row);
    let has_fillers = region.fillers.get(row).is_some() || counts.get(row).is_some();
    let rate = table.numbers("frequency").get(row).unwrap_or_default();
    let times = if rate.to_bits() == crate::ledger::values::frequency::ONCE.to_bits() {
        once(region)
    } else {
        format!("{} × {} ÷ 365", short(rate), region.period.days())
    };
    let minutes = if let Some(hours) = table.numbers("minutes").get(row) {
        short(hours * 60.0)
    } else {
        let records = table.wholes("records").get(row).unwrap_or(1);
        let fields = table.counts("fields").get(row).unwrap_or_default();
        let cells = f64::from(records) * f64::from(fields) * cost.seconds_per_cell / 60.0;
        stated(cells.max(cost.least_form_minutes), false)
    };
    format!(
        "{} × {times} × {minutes} min ÷ 60",
        stated(fillers, has_fillers)
    )
}
