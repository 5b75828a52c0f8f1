//! The main job: load, score, rank, write. `jianfu meetings FILE` and its like are the same for
//! one ledger.

use super::selection::Selection;
use super::{Context, Faults, Outcome, output};
use crate::cli::{AuditArgs, Format, PeriodArgs};
use crate::config::{self, Settings};
use crate::finding::Finding;
use crate::ledger::account::{FileAccount, SkipReason};
use crate::ledger::read::discover::{self, Found, Input};
use crate::ledger::read::{self, Loaded};
use crate::ledger::values::date::{self, Day};
use crate::ledger::{Ledger, Ledgers, Table};
use crate::matter::RowOf;
use crate::rank;
use crate::region::{Bounds, PlaceId, Region};
use crate::report::Report;
use crate::rules;
use crate::text::Message;

/// Findings that the table shows where `--top` does not say.
const TABLE_TOP: usize = 25;

/// Runs an audit, of one ledger where `only` names it.
pub(super) fn run(
    args: &AuditArgs,
    only: Option<Ledger>,
    context: &Context,
) -> Result<Outcome, Faults> {
    let settings =
        config::load(config::find(args.config.as_deref(), &args.paths)).map_err(Faults)?;
    let bounds = bounds(&args.period)?;
    let selection = Selection::of(&args.only, &args.skip)?;
    let outputs = output::open(args)?;
    let Loaded {
        ledgers,
        accounts,
        passed_over,
        ..
    } = load(&args.paths, only, &settings)?.loaded;
    tell_of_reading(&accounts, context);
    for (file, why) in passed_over {
        if let Some(why) = why {
            context.note(&passed_over_why(file, why));
        }
    }
    if args.strict && accounts.iter().any(|account| !account.rejected.is_empty()) {
        let rejected = accounts.iter().map(|account| account.rejected.len()).sum();
        return Err(Faults::one(
            Message::new("strict-rejects").count("rejected", rejected),
        ));
    }
    let report = report(
        args,
        only,
        settings,
        bounds,
        &selection,
        (ledgers, accounts),
        context,
    )?;
    let Scored { report, worst } = report;
    output::write(&report, outputs, args, context)?;
    let is_incomplete = report.is_incomplete();
    // The process ends here; giving back the report piece by piece would only delay that.
    std::mem::forget(report);
    if is_incomplete {
        return Ok(Outcome::Incomplete);
    }
    let fails = args
        .fail_on
        .severity()
        .is_some_and(|least| worst.is_some_and(|worst| worst >= least));
    Ok(if fails {
        Outcome::Found
    } else {
        Outcome::Clean
    })
}

/// A report, and the highest severity among all its findings, shown or not.
struct Scored {
    report: Report,
    worst: Option<crate::finding::Severity>,
}

fn report(
    args: &AuditArgs,
    only: Option<Ledger>,
    settings: Settings,
    bounds: Bounds,
    selection: &Selection,
    (ledgers, inputs): (Ledgers, Vec<FileAccount>),
    context: &Context,
) -> Result<Scored, Faults> {
    let region = region(ledgers, bounds, &settings)?;
    let mut survey = region.survey.clone();
    let top = args
        .unit
        .as_deref()
        .map(|name| unit(name, &region))
        .transpose()?;
    if let (Some(top), Some(survey)) = (top, &mut survey) {
        let is_below = |name: &String| {
            let number = region.ledgers.names.find(name);
            let place = number.and_then(|number| region.units.place(number));
            place.is_some_and(|place| region.units.in_branch(place, top))
        };
        survey.keep_units(is_below);
    }
    let rules: Vec<_> = settings
        .rules
        .into_iter()
        .filter(|(rule, _)| selection.takes(rule) && only.is_none_or(|only| rule.ledger == only))
        .collect();
    let mut outcomes = rules::run(&rules, &region, &settings.severity);
    let within = |row: RowOf| top.is_none_or(|top| rank::touches(&region, row, top));
    for outcome in &mut outcomes {
        outcome
            .findings
            .retain(|finding| match finding.respondents {
                Some(respondents) => respondents.unit.is_none_or(|unit| {
                    let place = region.units.place(unit);
                    top.is_none_or(|top| {
                        place.is_some_and(|place| region.units.in_branch(place, top))
                    })
                }),
                None => finding.evidence.iter().any(|row| within(row.row)),
            });
    }
    let states = Report::states(&outcomes, &context.catalogue);
    let mut findings: Vec<Finding> = outcomes
        .into_iter()
        .flat_map(|outcome| outcome.findings)
        .collect();
    rank::order(&mut findings);
    let worst = findings.iter().map(|finding| finding.severity).max();
    let burden = rank::burden(&findings, &region, &within);
    let notes = notes(&region);
    let all_findings = findings.len();
    let table_only =
        args.output.is_empty() && args.format.is_none_or(|format| format == Format::Table);
    let most = match args.top {
        Some(0) => usize::MAX,
        Some(top) => top,
        None if table_only => TABLE_TOP,
        None => usize::MAX,
    };
    let shown: Vec<(usize, Finding)> = (1..)
        .zip(findings)
        .filter(|(_, finding)| {
            args.min_severity
                .is_none_or(|least| finding.severity >= least)
        })
        .take(most)
        .collect();
    let rows = Report::rows(shown, &region, &context.catalogue);
    let report = Report {
        period: region.period,
        inputs,
        rules: states,
        burden,
        survey,
        rows,
        all_findings,
        notes,
    };
    // The process ends soon; giving back the tables piece by piece would cost a tenth of the run.
    std::mem::forget(region);
    Ok(Scored { report, worst })
}

/// The region of ledgers under settings.
pub(super) fn region(
    ledgers: Ledgers,
    bounds: Bounds,
    settings: &Settings,
) -> Result<Region, Faults> {
    Ok(Region::build(ledgers, bounds, settings.region.clone())?)
}

/// What was found and read.
pub(super) struct Read {
    /// The inputs, which accounts name by their place.
    pub(super) inputs: Vec<Input>,
    /// The tables and accounts.
    pub(super) loaded: Loaded,
}

/// Finds and reads the files; every fault of finding and reading is one of the run.
pub(super) fn load(
    paths: &[String],
    only: Option<Ledger>,
    settings: &Settings,
) -> Result<Read, Faults> {
    let (found, mut loaded) = read_all(paths, only, settings)?;
    let mut faults = found.faults;
    faults.append(&mut loaded.faults);
    if !faults.is_empty() {
        return Err(Faults(
            faults
                .into_iter()
                .map(|(file, fault)| in_file(file, fault))
                .collect(),
        ));
    }
    if let Some(only) = only {
        loaded.ledgers = loaded.ledgers.map(|table| {
            let kept = table.ledger == only || table.ledger == Ledger::Units;
            Ok(if kept {
                table
            } else {
                Table::new(table.ledger, polars::prelude::DataFrame::empty())
            })
        })?;
        loaded
            .accounts
            .retain(|account| account.ledger == only || account.ledger == Ledger::Units);
        if loaded.accounts.iter().all(|account| account.ledger != only) {
            return Err(Faults::one(
                Message::new("no-such-ledger").text("ledger", only.name()),
            ));
        }
    }
    Ok(Read {
        inputs: found.inputs,
        loaded,
    })
}

/// Finds and reads the files, faults and all.
pub(super) fn read_all(
    paths: &[String],
    only: Option<Ledger>,
    settings: &Settings,
) -> Result<(Found, Loaded), Faults> {
    let found = discover::find(paths, only, &settings.assignments);
    let loaded = read::load(&found.inputs, &settings.columns)?;
    Ok((found, loaded))
}

/// A table that was passed over for a reason.
pub(super) fn passed_over_why(file: String, why: Message) -> Message {
    Message::new("check-passed-over-why")
        .text("file", file)
        .message("why", why)
}

/// A fault with the file that it is in.
pub(super) fn in_file(file: String, fault: Message) -> Message {
    Message::new("fault-in-file")
        .text("file", file)
        .message("fault", fault)
}

pub(super) fn bounds(args: &PeriodArgs) -> Result<Bounds, Faults> {
    let mut faults = Vec::new();
    let mut day = |option: &'static str, text: &Option<String>| {
        let text = text.as_ref()?;
        if let Ok(Day::Exact(days)) = date::read(text).map(|cell| cell.day) {
            return Some(days);
        }
        faults.push(
            Message::new("bad-date")
                .text("option", option)
                .text("value", text),
        );
        None
    };
    let bounds = Bounds {
        from: day("--from", &args.from),
        to: day("--to", &args.to),
        as_of: day("--as-of", &args.as_of),
    };
    if let (Some(from), Some(to)) = (bounds.from, bounds.to)
        && to < from
    {
        faults.push(Message::new("period-backwards"));
    }
    if faults.is_empty() {
        Ok(bounds)
    } else {
        Err(Faults(faults))
    }
}

fn unit(name: &str, region: &Region) -> Result<PlaceId, Faults> {
    let normal = crate::ledger::values::normal::name(name);
    let known = || {
        region
            .ledgers
            .names
            .find(&normal)
            .and_then(|name| region.units.place(name))
    };
    region.units.named(&normal).or_else(known).ok_or_else(|| {
        let places = (0..region.units.places() as PlaceId)
            .map(|place| region.name(region.units.get(place).name));
        Faults::one(
            Message::new("unknown-unit")
                .text("unit", name)
                .message("meant", config::perhaps(&normal, places)),
        )
    })
}

/// What a reader of the report must know besides its findings.
fn notes(region: &Region) -> Vec<Message> {
    let mut notes = Vec::new();
    if region.outside > 0 {
        notes.push(Message::new("note-outside").count("rows", region.outside));
    }
    let unplaced = &region.units.unplaced;
    if !unplaced.is_empty() {
        let names = unplaced
            .iter()
            .map(|name| region.name(*name).to_owned())
            .collect();
        notes.push(
            Message::new("note-unplaced")
                .count("count", unplaced.len())
                .names("names", names),
        );
    }
    for (ledger, called) in [
        (Ledger::Meetings, &region.called),
        (Ledger::Documents, &region.recipients),
        (Ledger::Forms, &region.fillers),
    ] {
        if let Some((row, name)) = called.unexpanded.first() {
            let (file, line) = region.ledgers.place(ledger, *row);
            notes.push(
                Message::new("note-unexpanded")
                    .count("count", called.unexpanded.len())
                    .text("name", region.name(*name))
                    .text("place", format!("{file}:{line}")),
            );
        }
    }
    notes
}

/// Rejects and doubts, in short or, with `-v`, one by one.
fn tell_of_reading(accounts: &[FileAccount], context: &Context) {
    const SHOWN: usize = 3;
    for account in accounts {
        let (rejected, warnings) = (account.rejected.len(), account.warnings.len());
        if account.records == 0 {
            context.note(&in_file(
                account.file.clone(),
                Message::new("file-header-only"),
            ));
        }
        let again = account
            .skipped
            .iter()
            .filter(|(_, why)| matches!(why, SkipReason::Duplicate { .. }))
            .count();
        if again > 0 {
            context.note(
                &Message::new("reading-duplicates")
                    .text("file", &account.file)
                    .count("again", again),
            );
        }
        if rejected + warnings == 0 {
            continue;
        }
        context.note(
            &Message::new("reading-doubts")
                .text("file", &account.file)
                .count("rejected", rejected)
                .count("warnings", warnings),
        );
        let shown = if context.verbose { usize::MAX } else { SHOWN };
        for notice in account.rejected.iter().take(shown) {
            context.note(&super::check::sentence("notice-rejected", account, notice));
        }
        if context.verbose {
            for notice in &account.warnings {
                context.note(&super::check::sentence("notice-warning", account, notice));
            }
        }
    }
}
