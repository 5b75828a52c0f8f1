//! One finding whole: `show` runs the audit again, takes the finding by its id or its rank, and
//! reads its evidence rows as they stand in their files.

use super::audit::{self, Read};
use super::{Context, Faults, Outcome, evidence, output_failed};
use crate::arithmetic;
use crate::cli::ShowArgs;
use crate::finding::Finding;
use crate::ledger::account::FileAccount;
use crate::ledger::read::discover::Input;
use crate::rank;
use crate::region::Region;
use crate::report::sink::to_stdout;
use crate::report::{Detail, DetailText, Link, Report};
use crate::rules::{self, CATALOGUE, Rule, State};
use crate::text::Message;
use crate::waived;

/// Shows one finding.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome, Faults> {
    let mut settings = super::settings_with(args.waivers.as_deref(), &args.settings, &args.paths)?;
    crate::commands::tell_of_settings(&settings, context);
    let bounds = audit::bounds(&args.period)?;
    let wanted = Wanted::of(&args.finding)?;
    let Read { inputs, mut loaded } = audit::load(&args.paths, None, &settings)?;
    let refused = audit::refused(&mut loaded, context);
    let accounts = loaded.accounts;
    let mut checks = std::mem::take(&mut settings.rules);
    if let Wanted::Id(_, rule) = wanted {
        checks.retain(|enabled| enabled.rule.name == rule.name);
    }
    let region = audit::region(loaded.ledgers, bounds, &settings)?;
    let outcomes = rules::run(&checks, &region, &settings.severity);
    let check_of = |rule: &str| checks.iter().find(|enabled| enabled.rule.name == rule);
    let mut findings = Vec::new();
    for outcome in outcomes {
        if let State::Failed(why) | State::Skipped(why) = &outcome.state
            && matches!(wanted, Wanted::Id(..))
        {
            return Err(Faults::one(why.clone()));
        }
        findings.extend(outcome.findings);
    }
    rank::order(&mut findings);
    // The audit ranks what is not waived; a waived finding is shown by its id.
    let waivers = std::mem::take(&mut settings.waivers);
    let (kept, waived, _) = waived::apply(findings, waivers, &region);
    let waived = waived.into_iter().map(|(finding, _)| finding).collect();
    let (rank, finding) = wanted.among(kept, waived)?;
    let check = check_of(finding.rule);
    let workings = finding
        .evidence
        .iter()
        .map(|row| check.and_then(|enabled| enabled.check.working(&region, row.row)))
        .collect();
    let mut detail = detail(rank, finding, &region, (&inputs, &accounts), context)?;
    detail.workings = workings;
    let text = DetailText {
        catalogue: &context.catalogue,
        width: context.width(),
    };
    to_stdout(|out| text.write(&detail, out))
        .map_err(|error| Faults::one(output_failed("-", &error)))?;
    if refused.is_empty() {
        Ok(Outcome::Clean)
    } else {
        Ok(Outcome::Incomplete)
    }
}

/// Which finding is meant.
enum Wanted<'a> {
    /// The one whose id begins so; its rule.
    Id(&'a str, &'static Rule),
    /// The one of that rank in the audit of the same paths.
    Rank(usize),
}

impl<'a> Wanted<'a> {
    fn of(text: &'a str) -> Result<Self, Faults> {
        if let Ok(rank) = text.trim_start_matches('#').parse() {
            return Ok(Self::Rank(rank));
        }
        let of_rule = |rule: &&&Rule| {
            text.strip_prefix(rule.name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let rule = CATALOGUE
            .iter()
            .filter(of_rule)
            .max_by_key(|rule| rule.name.len());
        match rule {
            Some(rule) => Ok(Self::Id(text, rule)),
            None => Err(unknown(text)),
        }
    }

    /// The finding that is meant, with its rank; a waived one has rank 0.
    fn among(&self, kept: Vec<Finding>, waived: Vec<Finding>) -> Result<(usize, Finding), Faults> {
        let all = kept.len();
        let unranked = waived.into_iter().map(|finding| (0, finding));
        let mut ranked = (1..).zip(kept).chain(unranked);
        match self {
            Self::Rank(wanted) => ranked.find(|(rank, _)| rank == wanted).ok_or_else(|| {
                Faults::one(
                    Message::new("show-no-rank")
                        .count("rank", *wanted)
                        .count("all", all),
                )
            }),
            Self::Id(id, _) => {
                let mut meant: Vec<(usize, Finding)> = ranked
                    .filter(|(_, finding)| finding.id.starts_with(id))
                    .collect();
                match (meant.pop(), meant.is_empty()) {
                    (Some(only), true) => Ok(only),
                    (Some(_), false) => Err(Faults::one(
                        Message::new("show-several")
                            .text("finding", *id)
                            .count("findings", meant.len() + 1),
                    )),
                    (None, _) => Err(unknown(id)),
                }
            }
        }
    }
}

fn unknown(finding: &str) -> Faults {
    Faults::one(Message::new("show-unknown").text("finding", finding))
}

fn detail(
    rank: usize,
    finding: Finding,
    region: &Region,
    (inputs, accounts): (&[Input], &[FileAccount]),
    context: &Context,
) -> Result<Detail, Faults> {
    let rule = rules::named(finding.rule);
    let links = if rule.is_some_and(|rule| rule.compares_matters) {
        links(&finding, region)
    } else {
        Vec::new()
    };
    let rows: Vec<_> = finding
        .evidence
        .iter()
        .map(|row| (row.row, row.line))
        .collect();
    let records = evidence::records(&rows, region, inputs, accounts)?;
    let sums = finding
        .evidence
        .iter()
        .map(|row| arithmetic::burden(region, row.row))
        .collect();
    let mut rows = Report::rows(vec![(rank, finding)], region, &context.catalogue);
    let language = context.catalogue.language();
    Ok(Detail {
        row: rows.remove(0),
        hours: rule.map_or("", |rule| rule.texts.hours.of(language)),
        sums,
        workings: Vec::new(),
        links,
        records,
    })
}

/// Each row with the one that it hung on, or, where nothing hangs, with the nearest row before it
/// that is the same matter.
fn links(finding: &Finding, region: &Region) -> Vec<Link> {
    let explain = |one: usize, other: usize| {
        let (first, second) = (finding.evidence[one].row, finding.evidence[other].row);
        Some(Link {
            one,
            other,
            confidence: region.matters.same(first, second)?,
            explanation: region.explain_matter(first, second)?,
        })
    };
    let mut links = Vec::new();
    for other in 0..finding.evidence.len() {
        let node = finding.cascade.iter().find(|node| node.evidence == other);
        let above = node.and_then(|node| node.above);
        links.extend(match above {
            Some(above) => explain(finding.cascade[above].evidence, other),
            None => (0..other).rev().find_map(|one| explain(one, other)),
        });
    }
    links
}
