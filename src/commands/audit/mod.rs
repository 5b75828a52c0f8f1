//! The main job: find and read the ledgers, build the region, run the rules, rank what they find,
//! write it out. What the report is made of stands in `score`, what is said besides in `tell`.

mod judged;
mod score;
mod shown;
mod tell;

use score::{Asked, Scored};
pub(super) use tell::{notes, tell_of_reading};

use crate::baseline;
use crate::cli::{AuditArgs, PeriodArgs, ReportArgs};
use crate::commands::progress::Progress;
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, Outcome, output, settings_with};
use crate::config::{self, Settings};
use crate::finding::Severity;
use crate::ledger::account::FileAccount;
use crate::ledger::read::discover::{self, Found, Input};
use crate::ledger::read::{self, Loaded};
use crate::ledger::values::date::{self, Day};
use crate::ledger::{Ledger, Ledgers, Table};
use crate::region::{Bounds, Branch, Region};
use crate::report::Refused;
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
    let mut settings = settings_with(args.waivers.as_deref(), &args.settings, &args.paths)?;
    crate::commands::tell_of_settings(&settings, context);
    for file in &args.report.output {
        settings.assignments.leave_out(file);
    }
    let bounds = bounds(&args.period)?;
    let selection = Selection::of(&args.report, rules::through_a_region())?;
    let outputs = output::open(&args.report)?;
    let Read { inputs, mut loaded } = load_watched(&args.paths, only, &settings, Some(context))?;
    let refused = refused(&mut loaded, context);
    let (ledgers, accounts) = told(loaded, only, args.report.strict, context)?;
    let asked = Asked {
        args,
        only,
        selection: &selection,
        bounds,
        inputs: &inputs,
        refused,
        shows_rows: output::shows_rows(&outputs),
        earlier: args
            .report
            .baseline
            .as_deref()
            .map(baseline::read)
            .transpose()
            .map_err(Faults::one)?,
    };
    let Scored { report, worst } = asked.report(settings, ledgers, accounts, context)?;
    output::write(&report, outputs, &args.report, context)?;
    let is_incomplete = report.is_incomplete();
    // The process ends here; giving back the report piece by piece would only delay that.
    std::mem::forget(report);
    if is_incomplete {
        return Ok(Outcome::Incomplete);
    }
    Ok(outcome(&args.report, worst))
}

/// How a complete run ends, by the highest severity that it found.
pub(super) fn outcome(args: &ReportArgs, worst: Option<Severity>) -> Outcome {
    let fails = args
        .fail_on
        .severity()
        .is_some_and(|least| worst.is_some_and(|worst| worst >= least));
    if fails {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}

/// With `--strict`, a rejected row is an error.
pub(super) fn strict(is_strict: bool, accounts: &[FileAccount]) -> Result<(), Faults> {
    let rejected = accounts.iter().map(|account| account.rejected.len()).sum();
    if is_strict && rejected > 0 {
        let fault = Message::new("strict-rejects").count("rejected", rejected);
        return Err(Faults::one(fault));
    }
    Ok(())
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

/// Finds and reads the files. A file that cannot be read is at fault in what was loaded; where none
/// can, or a path leads nowhere, that is a fault of the run.
pub(super) fn load(
    paths: &[String],
    only: Option<Ledger>,
    settings: &Settings,
) -> Result<Read, Faults> {
    load_watched(paths, only, settings, None)
}

/// The same, and how far it has come is shown.
fn load_watched(
    paths: &[String],
    only: Option<Ledger>,
    settings: &Settings,
    watched_by: Option<&Context>,
) -> Result<Read, Faults> {
    let found = discover::find(paths, only, &settings.assignments);
    let sizes: u64 = found.inputs.iter().map(|input| input.source.size()).sum();
    let progress = watched_by.map(|context| Progress::of(context, "progress-reading", sizes, true));
    let mut loaded = read::load_with(&found.inputs, &settings.tables, &|input: &Input| {
        if let Some(progress) = &progress {
            progress.add(input.source.size());
        }
    })?;
    drop(progress);
    let mut faults = found.faults;
    // One bad file does not end the day, but a path that leads nowhere is no file.
    if !faults.is_empty() || loaded.accounts.is_empty() {
        faults.append(&mut loaded.faults);
    }
    whole(faults)?;
    if let Some(only) = only {
        loaded.ledgers = loaded.ledgers.map(|table| {
            let kept = table.ledger == only || table.ledger == Ledger::Units;
            Ok(if kept {
                table
            } else {
                Table::new(table.ledger, polars::prelude::DataFrame::empty())
            })
        })?;
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

/// Nothing may be at fault.
pub(super) fn whole(faults: Vec<(String, Message)>) -> Result<(), Faults> {
    if faults.is_empty() {
        return Ok(());
    }
    let faults = faults.into_iter();
    Err(Faults(
        faults.map(|(file, fault)| in_file(file, fault)).collect(),
    ))
}

/// The files of a run that could not be read: said at once, and kept for the report.
pub(super) fn refused(loaded: &mut Loaded, context: &Context) -> Vec<Refused> {
    let faults = std::mem::take(&mut loaded.faults);
    faults
        .into_iter()
        .map(|(file, why)| {
            let said = context.catalogue.render(&why);
            context.error(&in_file(file.clone(), why));
            Refused { file, why: said }
        })
        .collect()
}

/// Finds and reads the files, faults and all.
pub(super) fn read_all(
    paths: &[String],
    only: Option<Ledger>,
    settings: &Settings,
) -> Result<(Found, Loaded), Faults> {
    let found = discover::find(paths, only, &settings.assignments);
    let loaded = read::load(&found.inputs, &settings.tables)?;
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

/// The accounts that a run of one ledger tells of; its rows keep the numbers of all files.
pub(super) fn asked_for(accounts: Vec<FileAccount>, only: Option<Ledger>) -> Vec<FileAccount> {
    let is_asked = |ledger: Ledger| only.is_none_or(|only| [only, Ledger::Units].contains(&ledger));
    let kept = accounts
        .into_iter()
        .filter(|account| is_asked(account.ledger));
    kept.collect()
}

/// Says what reading came to; answers the ledgers and the accounts of all files.
///
/// # Errors
/// Rows were rejected in a strict run.
pub(super) fn told(
    loaded: Loaded,
    only: Option<Ledger>,
    is_strict: bool,
    context: &Context,
) -> Result<(Ledgers, Vec<FileAccount>), Faults> {
    let asked = only.map(|only| asked_for(loaded.accounts.clone(), Some(only)));
    let asked = asked.as_deref().unwrap_or(&loaded.accounts);
    tell_of_reading(asked, context);
    for (file, why) in loaded.passed_over {
        if let Some(why) = why {
            context.note(&passed_over_why(file, why));
        }
    }
    strict(is_strict, asked)?;
    Ok((loaded.ledgers, loaded.accounts))
}

pub(super) fn unit(name: &str, region: &Region) -> Result<Branch, Faults> {
    let normal = crate::ledger::values::normal::name(name);
    Branch::named(region, &normal).ok_or_else(|| {
        let known = Branch::known(region);
        Faults::one(
            Message::new("unknown-unit")
                .text("unit", name)
                .message("meant", config::perhaps(&normal, known.into_iter())),
        )
    })
}
