//! What a reader must know of the periods before any figure of theirs is compared: that they
//! overlap, that one is much shorter, that they are of different seasons.

use chrono::Datelike;

use crate::ledger::Ledger;
use crate::ledger::values::date::to_date;
use crate::pair::{Pair, Side};
use crate::region::Period;
use crate::text::Message;

/// Lengths that differ by less than this part are alike: 181 and 184 days are both half a year.
const ALIKE: f64 = 0.1;
/// Months that a period covers only in part, by fewer days than these, do not count.
const COVERED: i32 = 10;

/// The ledgers of which only one of two periods has rows, so that nothing of them is compared.
#[must_use]
pub fn one_sided(pair: &Pair<'_>) -> Vec<Message> {
    let mut caveats = Vec::new();
    for ledger in Ledger::AUDITED.into_iter().chain([Ledger::Surveys]) {
        let has = Side::BOTH.map(|side| pair.side_has(side, ledger));
        if has[0] != has[1] {
            let message = Message::new(if has[0] {
                "caveat-only-before"
            } else {
                "caveat-only-after"
            });
            let ledger = Message::new(format!("ledger-{}", ledger.name()));
            caveats.push(message.message("ledger", ledger));
        }
    }
    caveats.extend(pair.snapshots().iter().map(|ledger| {
        let ledger = Message::new(format!("ledger-{}", ledger.name()));
        Message::new("caveat-snapshot").message("ledger", ledger)
    }));
    caveats
}

/// The caveats of two periods.
#[must_use]
pub fn caveats(before: &Period, after: &Period) -> Vec<Message> {
    let mut caveats = Vec::new();
    let common = before.to.min(after.to) - before.from.max(after.from) + 1;
    if common > 0 {
        caveats.push(Message::new("caveat-overlap").count("days", common as usize));
    } else if after.to < before.from {
        caveats.push(Message::new("caveat-backwards"));
    }
    let (short, long) = (
        f64::from(before.days().min(after.days())),
        f64::from(before.days().max(after.days())),
    );
    if short < long * (1.0 - ALIKE) {
        caveats.push(
            Message::new("caveat-lengths")
                .count("before", before.days() as usize)
                .count("after", after.days() as usize),
        );
    }
    let covers_any = |period: &Period| seasons(period).contains(&true);
    if seasons(before) != seasons(after) && covers_any(before) && covers_any(after) {
        caveats.push(
            Message::new("caveat-seasons")
                .text("before", months(before))
                .text("after", months(after)),
        );
    }
    caveats
}

/// For each month of the year whether a period covers it.
fn seasons(period: &Period) -> [bool; 12] {
    let mut days = [0; 12];
    for day in (period.from..=period.to).take(366) {
        days[to_date(day).month0() as usize] += 1;
    }
    days.map(|days| days >= COVERED)
}

/// The months that a period covers, such as `1–6` or `11–12, 1–2`.
fn months(period: &Period) -> String {
    let covered = seasons(period);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for month in (0..12).filter(|month| covered[*month]) {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == month => *last = month,
            _ => spans.push((month, month)),
        }
    }
    let text = |(first, last): &(usize, usize)| {
        if first == last {
            (first + 1).to_string()
        } else {
            format!("{}–{}", first + 1, last + 1)
        }
    };
    spans.iter().map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::values::date::days;
    use crate::region::Basis;

    fn period(from: (i32, u32, u32), to: (i32, u32, u32)) -> Period {
        let day = |(year, month, day)| days(year, month, day).unwrap();
        Period {
            from: day(from),
            to: day(to),
            as_of: day(to),
            basis: Basis::Chosen,
            chosen: true,
            covered: (day(from), day(to)),
            is_assumed: false,
        }
    }

    fn keys(before: &Period, after: &Period) -> Vec<String> {
        let caveats = caveats(before, after);
        caveats
            .iter()
            .map(|caveat| caveat.key().to_owned())
            .collect()
    }

    #[test]
    fn the_same_months_of_two_years_need_no_caveat() {
        let before = period((2023, 1, 1), (2023, 6, 30));
        let after = period((2024, 1, 3), (2024, 6, 28));
        assert!(keys(&before, &after).is_empty());
    }

    #[test]
    fn overlap_length_and_season_are_said() {
        let half = period((2024, 1, 1), (2024, 6, 30));
        let other = period((2024, 7, 1), (2024, 12, 31));
        assert_eq!(keys(&half, &other), ["caveat-seasons"]);
        assert_eq!(months(&other), "7–12");
        let quarter = period((2024, 4, 1), (2024, 6, 30));
        assert_eq!(
            keys(&half, &quarter),
            ["caveat-overlap", "caveat-lengths", "caveat-seasons"]
        );
        assert!(keys(&other, &half).contains(&"caveat-backwards".to_owned()));
    }
}
