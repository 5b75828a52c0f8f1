//! Which findings are waived: accepted by somebody for a reason and for a time. They are listed
//! apart and stay burden; a waiver that has run out or meets nothing is said. Reading waivers is
//! the configuration's affair.

use globset::Glob;

use crate::config::Waiver;
use crate::finding::Finding;
use crate::ledger::values::normal;
use crate::region::Region;

/// What became of a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiverState {
    /// It met findings.
    Used,
    /// It met none.
    Unused,
    /// Its last day lies before the day that counts as today.
    Expired,
}

impl WaiverState {
    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Unused => "unused",
            Self::Expired => "expired",
        }
    }
}

/// A waiver, what became of it, and how many findings it met.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The waiver.
    pub waiver: Waiver,
    /// What became of it.
    pub state: WaiverState,
    /// How many findings it met, or would have met had it not run out.
    pub findings: usize,
}

/// Takes the waived findings out of all: each with the number of the first waiver that it meets.
#[must_use]
pub fn apply(
    findings: Vec<Finding>,
    waivers: Vec<Waiver>,
    region: &Region,
) -> (Vec<Finding>, Vec<(Finding, usize)>, Vec<Applied>) {
    if waivers.is_empty() {
        return (findings, Vec::new(), Vec::new());
    }
    let mut applied: Vec<Applied> = waivers
        .into_iter()
        .map(|waiver| {
            let is_over = waiver
                .last_day()
                .is_some_and(|last| last < region.period.as_of);
            Applied {
                waiver,
                state: if is_over {
                    WaiverState::Expired
                } else {
                    WaiverState::Unused
                },
                findings: 0,
            }
        })
        .collect();
    let (mut kept, mut waived) = (Vec::new(), Vec::new());
    for finding in findings {
        let mut by = None;
        for (number, applied) in applied.iter_mut().enumerate() {
            if !meets(&applied.waiver, &finding, region) {
                continue;
            }
            applied.findings += 1;
            if applied.state != WaiverState::Expired {
                applied.state = WaiverState::Used;
                by = by.or(Some(number));
            }
        }
        match by {
            Some(number) => waived.push((finding, number)),
            None => kept.push(finding),
        }
    }
    (kept, waived, applied)
}

fn meets(waiver: &Waiver, finding: &Finding, region: &Region) -> bool {
    let stated = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let by_id = stated(&waiver.finding).is_none_or(|id| finding.id.starts_with(&id));
    let by_rule = stated(&waiver.rule).is_none_or(|rule| {
        rule == finding.rule
            || Glob::new(&rule).is_ok_and(|glob| glob.compile_matcher().is_match(finding.rule))
    });
    let by_unit = stated(&waiver.unit).is_none_or(|unit| {
        let unit = normal::name(&unit).into_owned();
        let names = finding.units.iter().chain(&finding.bearers);
        names.into_iter().any(|name| region.name(*name) == unit)
    });
    let by_matter = stated(&waiver.matter).is_none_or(|matter| finding.subject.contains(&matter));
    by_id && by_rule && by_unit && by_matter
}
