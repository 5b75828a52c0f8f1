//! Two periods side by side: reads them, tests what fell and what grew in its place, and says what
//! changed besides. What the report is made of stands in `assemble`, which periods there are in
//! `periods`.

mod assemble;
mod audits;
mod columns;
mod found;
mod periods;
mod renames;

use crate::baseline;
use crate::cli::{CompareArgs, Format};
use crate::commands::selection::Selection;
use crate::commands::{Context, Faults, Outcome, audit, output, settings};
use crate::rules;
use crate::text::Message;

use assemble::Asked;
use periods::Periods;

/// Runs a comparison.
pub(super) fn run(args: &CompareArgs, context: &Context) -> Result<Outcome, Faults> {
    let paths: Vec<String> = std::iter::once(&args.earlier)
        .chain(&args.later)
        .cloned()
        .collect();
    let mut settings = settings(&args.settings, &paths)?;
    crate::commands::tell_of_settings(&settings, context);
    for file in &args.report.output {
        settings.assignments.leave_out(file);
    }
    let selection = Selection::of(&args.report, rules::all())?;
    let outputs = output::open(&args.report)?;
    let is_other = |output: &output::Output| {
        matches!(output.0, Format::Markdown | Format::Xlsx | Format::Html)
    };
    if outputs.iter().any(is_other) {
        return Err(Faults::one(Message::new("compare-format")));
    }
    let earlier = args
        .report
        .baseline
        .as_deref()
        .map(baseline::read)
        .transpose()
        .map_err(Faults::one)?;
    let periods = Periods::read(args, &settings, context)?;
    let asked = Asked {
        args,
        selection: &selection,
        earlier: earlier.map(|earlier| earlier.findings),
    };
    let (report, worst) = asked.report(&periods, settings, context)?;
    output::write_comparison(&report, outputs, &args.report, context)?;
    let is_incomplete = report.rules.iter().any(|rule| rule.state == "failed");
    // The process ends here; giving back the tables piece by piece would only delay that.
    std::mem::forget((report, periods));
    if is_incomplete {
        return Ok(Outcome::Incomplete);
    }
    Ok(audit::outcome(&args.report, worst))
}
