//! Which periods are compared, and the regions of them: two folders, or one that is cut at a day, at
//! two spans of days, or by the calendar.

use chrono::{Datelike, NaiveDate};

use super::columns;
use super::renames::Renames;
use crate::cli::{CompareArgs, Span};
use crate::commands::audit::{self, Read};
use crate::commands::{Context, Faults};
use crate::config::Settings;
use crate::ledger::account::FileAccount;
use crate::ledger::values::date::{self, Day, to_date};
use crate::ledger::{Ledger, Ledgers};
use crate::pair::Half;
use crate::region::{Bounds, Period, Region};
use crate::text::Message;

/// The periods of a comparison, at least two, in order.
pub(super) struct Periods {
    /// The rows of all of them.
    pub(super) joint: Region,
    /// Each with its label in machine form.
    pub(super) halves: Vec<Half>,
    /// `before` and `after`, or names of the calendar.
    pub(super) labels: Vec<String>,
    /// What was read, each file with the number of its period where it is of one.
    pub(super) inputs: Vec<(Option<usize>, FileAccount)>,
    /// Counts of one export were spread over several periods.
    pub(super) spread: bool,
    /// Periods of the calendar without the days at their ends over which nothing was exported.
    pub(super) trimmed: Vec<usize>,
    /// Columns that only one period has, which were left out of both.
    pub(super) columns: Vec<Message>,
    /// Names in `[compare.renamed]` that nothing bears.
    pub(super) unused: Vec<String>,
}

/// Days without any event at an end of a calendar span that are more likely without an export than
/// without events: longer than any holiday.
const EMPTY: i32 = 31;
/// Fewer events say nothing of the days between them.
const FEW: usize = 12;

impl Periods {
    /// The steps from one period to the next, by their numbers; periods in which nothing happened at
    /// all are gaps, over which the step goes.
    pub(super) fn steps(&self) -> Vec<[usize; 2]> {
        let all: Vec<usize> = (0..self.halves.len()).collect();
        let filled: Vec<usize> = all
            .iter()
            .copied()
            .filter(|number| !self.is_gap(*number))
            .collect();
        let numbers = if filled.len() < 2 { all } else { filled };
        numbers.windows(2).map(|two| [two[0], two[1]]).collect()
    }

    /// The first period and the last in which anything happened, by their numbers.
    pub(super) fn ends(&self) -> [usize; 2] {
        let steps = self.steps();
        let first = steps.first().map_or(0, |step| step[0]);
        [first, steps.last().map_or(first, |step| step[1])]
    }

    /// Whether nothing happened in a period of a series while something did in others.
    pub(super) fn is_gap(&self, number: usize) -> bool {
        let is_empty = |half: &Half| {
            let mut flows = Ledger::AUDITED
                .into_iter()
                .filter(|ledger| ledger.is_flow());
            flows.all(|ledger| half.region.table(ledger).rows() == 0)
        };
        self.halves.len() > 2 && is_empty(&self.halves[number]) && !self.halves.iter().all(is_empty)
    }
}

const BEFORE_AND_AFTER: [&str; 2] = ["before", "after"];

impl Periods {
    /// Reads the ledgers and cuts them into periods.
    pub(super) fn read(
        args: &CompareArgs,
        settings: &Settings,
        context: &Context,
    ) -> Result<Self, Faults> {
        let asked = audit::bounds(&args.period)?;
        let spans = [
            span("--before", args.before.as_deref())?,
            span("--after", args.after.as_deref())?,
        ];
        match &args.later {
            Some(later) => Self::of_two(args, [&args.earlier, later], spans, settings, context),
            None => Self::of_one(args, asked, spans, settings, context),
        }
    }

    fn of_two(
        args: &CompareArgs,
        paths: [&String; 2],
        spans: [Option<(i32, i32)>; 2],
        settings: &Settings,
        context: &Context,
    ) -> Result<Self, Faults> {
        let asked = audit::bounds(&args.period)?;
        let renames = Renames::of(settings)?;
        let mut inputs = Vec::new();
        let mut loaded = Vec::new();
        for (side, path) in paths.into_iter().enumerate() {
            let (ledgers, accounts) = load(path, args, settings, &renames, context)?;
            inputs.extend(accounts.into_iter().map(|account| (Some(side), account)));
            loaded.push(ledgers);
        }
        let columns = columns::level(&mut loaded, &inputs)?;
        let first_files = [0, loaded[0].files.len() as u32];
        let joint = loaded[0].joined(&loaded[1])?;
        let joint = audit::region(joint, Bounds::default(), settings)?;
        let mut halves = Vec::new();
        let mut spread = false;
        for (side, ledgers) in loaded.into_iter().enumerate() {
            let bounds = match spans[side] {
                Some((from, to)) => Bounds {
                    from: Some(from),
                    to: Some(to),
                    as_of: None,
                },
                None => asked,
            };
            let bounds = Bounds {
                as_of: asked.as_of.filter(|_| side == 1),
                ..bounds
            };
            let whole = Period::of(&ledgers, Bounds::default());
            let period = Period::of(&ledgers, bounds);
            spread |=
                (whole.from, whole.to) != (period.from, period.to) && counts_messages(&ledgers);
            let region = audit::region(ledgers, bounds, settings)?;
            halves.push(Half::of(region, &joint, first_files[side]));
        }
        Ok(Self {
            unused: renames.unused(),
            joint,
            halves,
            labels: BEFORE_AND_AFTER.map(str::to_owned).into(),
            inputs,
            spread,
            trimmed: Vec::new(),
            columns,
        })
    }

    fn of_one(
        args: &CompareArgs,
        asked: Bounds,
        spans: [Option<(i32, i32)>; 2],
        settings: &Settings,
        context: &Context,
    ) -> Result<Self, Faults> {
        let renames = Renames::of(settings)?;
        let (ledgers, accounts) = load(&args.earlier, args, settings, &renames, context)?;
        let whole = Period::of(&ledgers, asked);
        let (labels, mut cuts) = cuts(args, spans, &whole)?;
        let trimmed = if args.by.is_some() {
            trim(&mut cuts, &ledgers)
        } else {
            Vec::new()
        };
        let all = Bounds {
            from: cuts.iter().map(|cut| cut.0).min(),
            to: cuts.iter().map(|cut| cut.1).max(),
            as_of: asked.as_of,
        };
        let joint = audit::region(ledgers.clone(), all, settings)?;
        let last = cuts.len() - 1;
        let mut halves = Vec::new();
        for (number, (from, to)) in cuts.into_iter().enumerate() {
            let bounds = Bounds {
                from: Some(from),
                to: Some(to),
                as_of: asked.as_of.filter(|_| number == last),
            };
            let region = audit::region(ledgers.clone(), bounds, settings)?;
            halves.push(Half::of(region, &joint, 0));
        }
        Ok(Self {
            spread: counts_messages(&joint.ledgers),
            trimmed,
            joint,
            halves,
            labels,
            inputs: accounts
                .into_iter()
                .map(|account| (None, account))
                .collect(),
            columns: Vec::new(),
            unused: renames.unused(),
        })
    }
}

fn counts_messages(ledgers: &Ledgers) -> bool {
    let groups = ledgers.table(Ledger::Groups);
    groups.rows() > 0 && groups.has("messages")
}

/// Reads a folder; units that were renamed or merged have the names that they have now.
fn load(
    path: &str,
    args: &CompareArgs,
    settings: &Settings,
    renames: &Renames,
    context: &Context,
) -> Result<(Ledgers, Vec<FileAccount>), Faults> {
    let Read { mut loaded, .. } = audit::load(&[path.to_owned()], None, settings)?;
    // What one period lacks would be compared as if there had been none.
    audit::whole(std::mem::take(&mut loaded.faults))?;
    let (ledgers, accounts) = audit::told(loaded, None, args.report.strict, context)?;
    if renames.is_empty() {
        return Ok((ledgers, accounts));
    }
    let ledgers = ledgers.renamed(|name| renames.now(name))?;
    Ok((ledgers, accounts))
}

/// A span of days, `FROM..TO`.
fn span(option: &'static str, text: Option<&str>) -> Result<Option<(i32, i32)>, Faults> {
    let Some(text) = text else {
        return Ok(None);
    };
    let bad = || {
        Faults::one(
            Message::new("bad-span")
                .text("option", option)
                .text("value", text),
        )
    };
    let (from, to) = text.split_once("..").ok_or_else(bad)?;
    let day = |text: &str| match date::read(text.trim()).map(|cell| cell.day) {
        Ok(Day::Exact(day)) => Some(day),
        _ => None,
    };
    match (day(from), day(to)) {
        (Some(from), Some(to)) if from <= to => Ok(Some((from, to))),
        _ => Err(bad()),
    }
}

type Cuts = (Vec<String>, Vec<(i32, i32)>);

/// The periods of one folder.
fn cuts(
    args: &CompareArgs,
    spans: [Option<(i32, i32)>; 2],
    whole: &Period,
) -> Result<Cuts, Faults> {
    let two = |cuts: [(i32, i32); 2]| (BEFORE_AND_AFTER.map(str::to_owned).into(), cuts.into());
    if let [Some(before), Some(after)] = spans {
        return Ok(two([before, after]));
    }
    if let Some(text) = &args.split {
        let Ok(Day::Exact(split)) = date::read(text).map(|cell| cell.day) else {
            let fault = Message::new("bad-date").text("option", "--split");
            return Err(Faults::one(fault.text("value", text)));
        };
        if split <= whole.from || split > whole.to {
            return Err(Faults::one(
                Message::new("compare-split-outside")
                    .text("value", text)
                    .date("from", to_date(whole.from))
                    .date("to", to_date(whole.to)),
            ));
        }
        return Ok(two([(whole.from, split - 1), (split, whole.to)]));
    }
    let Some(by) = args.by else {
        return Err(Faults::one(Message::new("compare-one-folder")));
    };
    let cuts = by_calendar(by, whole);
    if cuts.len() < 2 {
        return Err(Faults::one(
            Message::new("compare-one-period")
                .date("from", to_date(whole.from))
                .date("to", to_date(whole.to)),
        ));
    }
    Ok(cuts.into_iter().unzip())
}

/// Leaves out of spans of the calendar the days at their ends over which nothing was exported: a half of
/// a year without a row is no half without meetings. Where events are rare their absence says nothing:
/// the empty days must be many, and many more than there ever are between two events of the span. The
/// numbers of the spans that are shorter now.
fn trim(cuts: &mut [(i32, i32)], ledgers: &Ledgers) -> Vec<usize> {
    let mut trimmed = Vec::new();
    let mut events: Vec<i32> = Vec::new();
    for ledger in Ledger::AUDITED
        .into_iter()
        .filter(|ledger| ledger.is_flow())
    {
        let (table, days) = (ledgers.table(ledger), ledgers.table(ledger).days("date"));
        events.extend((0..table.rows()).filter_map(|row| days.get(row)));
    }
    events.sort_unstable();
    for (number, (from, to)) in cuts.iter_mut().enumerate() {
        let whole = (*from, *to);
        let first = events.partition_point(|day| day < from);
        let last = events.partition_point(|day| day <= to);
        let own = &events[first..last];
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            continue;
        };
        let usual = own.windows(2).map(|two| two[1] - two[0]).max();
        let is_empty = |days: i32| {
            own.len() >= FEW && days > EMPTY && usual.is_some_and(|usual| days > 3 * usual)
        };
        if is_empty(first - *from) {
            *from = *first;
        }
        if is_empty(*to - last) {
            *to = *last;
        }
        if (*from, *to) != whole {
            trimmed.push(number);
        }
    }
    trimmed
}

/// The spans of the calendar that a period touches, cut to it.
fn by_calendar(by: Span, whole: &Period) -> Vec<(String, (i32, i32))> {
    let mut cuts = Vec::new();
    let mut day = whole.from;
    while day <= whole.to {
        let date = to_date(day);
        let number = date.month0() / by.months();
        let label = match by {
            Span::Quarter => format!("{}Q{}", date.year(), number + 1),
            Span::Half => format!("{}H{}", date.year(), number + 1),
            Span::Year => date.year().to_string(),
        };
        let next = (number + 1) * by.months();
        let (year, month) = (date.year() + (next / 12) as i32, next % 12 + 1);
        let next = NaiveDate::from_ymd_opt(year, month, 1)
            .map_or(whole.to + 1, |next| day + (next - date).num_days() as i32);
        cuts.push((label, (day, (next - 1).min(whole.to))));
        day = next;
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::values::date::days;
    use crate::region::Basis;

    #[test]
    fn the_calendar_cuts_a_period() {
        let (from, to) = (
            days(2023, 11, 15).unwrap_or_default(),
            days(2024, 7, 2).unwrap_or_default(),
        );
        let whole = Period {
            from,
            to,
            as_of: to,
            basis: Basis::Events,
            chosen: false,
            covered: (from, to),
            is_assumed: false,
        };
        let labels = |by| -> Vec<String> {
            by_calendar(by, &whole)
                .into_iter()
                .map(|cut| cut.0)
                .collect()
        };
        assert_eq!(
            labels(Span::Quarter),
            ["2023Q4", "2024Q1", "2024Q2", "2024Q3"]
        );
        assert_eq!(labels(Span::Half), ["2023H2", "2024H1", "2024H2"]);
        assert_eq!(labels(Span::Year), ["2023", "2024"]);
        let cuts = by_calendar(Span::Quarter, &whole);
        let spans: Vec<(i32, i32)> = cuts.into_iter().map(|cut| cut.1).collect();
        assert_eq!((spans[0].0, spans[3].1), (from, to));
        assert!(spans.windows(2).all(|two| two[0].1 + 1 == two[1].0));
    }
}
