//! Rules that look at two periods: what fell, and what grew in its place. A rule says what it
//! counts and on which further condition it insists; how sure it is that both moved, and which of
//! many units are chance, is settled for all of them in one place.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Ranges, Tuned, out_of_range};
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::pair::{Pair, Side, Tallied, Tally};
use crate::statistics::means::Difference;
use crate::statistics::rates::{compare, least};
use crate::text::{Argument, Bilingual, Message, both};

/// How the hours of most such rules are computed.
pub(super) const HOURS: Bilingual = both(
    "The hours, after, of what grew, by the share of it that was not there before: 1 − 1 ÷ ratio.",
    "后期增长部分的工时 ×（1 − 1 ÷ 比值）。",
);
/// What forbids a mutation.
pub(super) const BASIS: Bilingual = both(
    "2023 notice on formalism at the grassroots and the 2024 provisions: no cutting in one form and adding in another (not checked against the official text).",
    "整治形式主义为基层减负若干规定等：防止明减暗增、隐形变异（未与官方文本核对）。",
);
/// What rates of two periods cannot say.
pub(super) const LIMITS: Bilingual = both(
    "Rates of two periods say that both moved, not that one was moved into the other; units that stand in one period only are not compared.",
    "两期对比只说明此消彼长，不证明由此及彼；只在一期出现的单位不比较。",
);

/// A rule that looks at two periods, with its parameters.
pub trait Rebound: Tuned {
    /// One trial for each unit of which it counts anything, and one for the region. Pure.
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial>;

    /// The share of findings that may be chance.
    fn q(&self) -> f64;

    /// Whether it looks at every ledger that both periods have, and not at its own alone.
    fn looks_at_all(&self) -> bool;
}

/// How one measure moved between two periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// What was counted, in machine form.
    pub measure: &'static str,
    /// Whether `before` and `after` are so many a month; else they are what was there, or a mean.
    pub is_flow: bool,
    /// The figure before.
    pub before: f64,
    /// The figure after.
    pub after: f64,
    /// How many were counted in each period.
    pub counted: [usize; 2],
    /// After ÷ before; infinite where there was none before, not a number where there was none.
    pub ratio: f64,
    /// The 95 % interval of the ratio, where there is one.
    pub interval: Option<(f64, f64)>,
    /// One-sided probability that it moved so far by chance; `None` where it was not tested.
    pub p: Option<f64>,
    /// The least probability that so many could come to.
    pub least: f64,
    /// How much wider than Poisson its weeks are; 1 for what has no weeks.
    pub dispersion: f64,
    /// The difference of two means with its 95 % interval, where means were compared.
    pub difference: Option<(f64, f64, f64)>,
    /// Rows of the joint region, of each period.
    pub rows: [Vec<RowOf>; 2],
}

/// Whether a measure is looked at for having fallen or for having grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// For having fallen.
    Fell,
    /// For having grown.
    Grew,
}

impl Moved {
    /// How a tally of a unit, or of the region, moved.
    #[must_use]
    pub fn of(tally: &Tally, unit: Option<NameId>, pair: &Pair<'_>, way: Way) -> Self {
        let [before, after] = tally.of(unit, pair);
        let change = compare(&before.counts, &after.counts);
        let least = least(&before.counts, &after.counts);
        let (p, least) = match way {
            Way::Fell => (change.fell, least.0),
            Way::Grew => (change.grew, least.1),
        };
        let figure = |side: Side, tallied: &Tallied| {
            let months = pair.half(side).region.period.months();
            tallied.counts.total() / if tally.is_flow { months } else { 1.0 }
        };
        Self {
            measure: tally.measure,
            is_flow: tally.is_flow,
            before: figure(Side::Before, &before),
            after: figure(Side::After, &after),
            counted: [&before, &after].map(|tallied| tallied.counts.total() as usize),
            ratio: change.ratio,
            interval: Some((change.low, change.high)),
            p: Some(p),
            least,
            dispersion: change.dispersion,
            difference: None,
            rows: [before.rows, after.rows],
        }
    }

    /// How a mean of something moved, tested against `bound`.
    pub(super) fn of_means(measure: &'static str, means: [f64; 2], tested: Tested<'_>) -> Self {
        let [before, after] = means;
        Self {
            measure,
            is_flow: false,
            before,
            after,
            counted: tested.counted,
            ratio: after / before,
            interval: None,
            p: Some(tested.p),
            least: 0.0,
            dispersion: 1.0,
            difference: Some((
                tested.difference.value,
                tested.difference.low,
                tested.difference.high,
            )),
            rows: tested.rows,
        }
    }

    /// How a quantity moved of which nothing was tested.
    pub(super) fn of_quantity(measure: &'static str, before: f64, after: f64) -> Self {
        Self {
            measure,
            is_flow: true,
            before,
            after,
            counted: [0, 0],
            ratio: after / before,
            interval: None,
            p: None,
            least: 0.0,
            dispersion: 1.0,
            difference: None,
            rows: [Vec::new(), Vec::new()],
        }
    }

    /// The share of what is there after that was not there before: 1 − 1 ÷ ratio.
    pub(super) fn excess(&self) -> f64 {
        if self.ratio > 1.0 {
            1.0 - 1.0 / self.ratio
        } else {
            0.0
        }
    }
}

/// A test of two means.
pub(super) struct Tested<'d> {
    /// The difference.
    pub(super) difference: &'d Difference,
    /// One-sided probability.
    pub(super) p: f64,
    /// Sizes of the samples.
    pub(super) counted: [usize; 2],
    /// Rows of the joint region.
    pub(super) rows: [Vec<RowOf>; 2],
}

/// What a rule has to say of one unit, or of the region.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The unit; `None` for the region.
    pub unit: Option<NameId>,
    /// What fell; `None` where the rule asks only what grew.
    pub fell: Option<Moved>,
    /// What grew.
    pub grew: Moved,
    /// Whether the rule's further conditions hold.
    pub holds: bool,
    /// Whether a provision prohibits outright what grew.
    pub raised: bool,
    /// The share of the hours of what grew, after, that is claimed.
    pub claimed: f64,
    /// Further figures of its sentence.
    pub facts: Vec<(&'static str, Argument)>,
    /// What was asked and how many answered, where it rests on a questionnaire.
    pub asked: Option<(&'static str, usize)>,
    /// The level of those who answered.
    pub level: Option<&'static str>,
}

impl Trial {
    /// A trial without further conditions, claiming what is more than before.
    pub(super) fn new(unit: Option<NameId>, fell: Option<Moved>, grew: Moved) -> Self {
        Self {
            unit,
            fell,
            claimed: grew.excess(),
            grew,
            holds: true,
            raised: false,
            facts: Vec::new(),
            asked: None,
            level: None,
        }
    }

    /// The larger of the one-sided probabilities of both halves.
    #[must_use]
    pub fn p(&self) -> f64 {
        let halves = self.fell.iter().chain([&self.grew]);
        halves.filter_map(|moved| moved.p).fold(0.0, f64::max)
    }

    /// The least that `p` could come to with so many counted.
    #[must_use]
    pub fn least(&self) -> f64 {
        let halves = self.fell.iter().chain([&self.grew]);
        halves.map(|moved| moved.least).fold(0.0, f64::max)
    }

    /// What was counted of it, in machine form.
    #[must_use]
    pub fn measure(&self) -> &'static str {
        self.grew.measure
    }

    /// Its sentence, under the name of its rule.
    #[must_use]
    pub fn message(&self, rule: &'static str, unit: Option<&str>, q: f64) -> Message {
        let unit = match unit {
            Some(unit) => Message::new("verbatim").text("text", unit),
            None => Message::new("whole-region"),
        };
        let mut message = Message::new(rule).message("unit", unit);
        if let Some(fell) = &self.fell {
            message = message.with("fell", moved(fell));
        }
        message = message.with("grew", moved(&self.grew)).text("q", chance(q));
        for (name, argument) in &self.facts {
            message = message.with(name, argument.clone());
        }
        message
    }
}

/// From how much to how much, with the ratio and its interval.
fn moved(moved: &Moved) -> Argument {
    let message = Message::new(match (moved.is_flow, moved.interval) {
        (true, Some(_)) => "moved-rate",
        (true, None) => "moved-hours",
        (false, Some(_)) => "moved-stock",
        (false, None) => "moved-mean",
    });
    let (low, high) = moved.interval.unwrap_or_default();
    let places = usize::from(moved.is_flow || moved.interval.is_none());
    let figure = |figure: f64| crate::text::decimal(figure, places);
    let message = message
        .text("before", figure(moved.before))
        .text("after", figure(moved.after))
        .text("ratio", times(moved.ratio))
        .text("low", times(low))
        .text("high", times(high));
    Argument::Message(Box::new(message))
}

/// A ratio with two decimals.
#[must_use]
pub fn times(ratio: f64) -> String {
    if ratio.is_infinite() {
        "∞".to_owned()
    } else if ratio.is_nan() {
        "–".to_owned()
    } else {
        crate::text::decimal(ratio, 2)
    }
}

/// A probability as people read it.
#[must_use]
pub fn chance(probability: f64) -> String {
    const LEAST_SHOWN: f64 = 0.001;
    if probability < LEAST_SHOWN {
        format!("<{LEAST_SHOWN}")
    } else {
        format!("{probability:.3}")
    }
}

/// A trial for each unit of which anything was counted, and one for the region.
pub(super) fn of_each(
    tallies: &[&Tally],
    trial: impl Fn(Option<NameId>) -> Option<Trial>,
) -> Vec<Trial> {
    let mut units: Vec<NameId> = tallies.iter().flat_map(|tally| tally.units()).collect();
    units.sort_unstable();
    units.dedup();
    units
        .into_iter()
        .map(Some)
        .chain([None])
        .filter_map(trial)
        .collect()
}

/// Trials of one tally that fell and one that grew.
pub(super) fn trials(pair: &Pair<'_>, fell: &Tally, grew: &Tally) -> Vec<Trial> {
    of_each(&[fell, grew], |unit| {
        let fell = Moved::of(fell, unit, pair, Way::Fell);
        let grew = Moved::of(grew, unit, pair, Way::Grew);
        Some(Trial::new(unit, Some(fell), grew))
    })
}

/// What the file of such a rule gives.
pub(super) trait ReboundParameters:
    Serialize + DeserializeOwned + Default + Send + Sync + 'static
{
    /// See [`Rebound::looks_at_all`].
    const LOOKS_AT_ALL: bool = false;

    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial>;

    fn q(&self) -> f64;

    fn ranges(&self) -> Ranges;
}

struct Configured<P>(P);

impl<P: ReboundParameters> Rebound for Configured<P> {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        self.0.trials(pair)
    }

    fn q(&self) -> f64 {
        self.0.q()
    }

    fn looks_at_all(&self) -> bool {
        P::LOOKS_AT_ALL
    }
}

impl<P: ReboundParameters> Tuned for Configured<P> {
    fn parameters(&self) -> Result<toml::Table, toml::ser::Error> {
        toml::Table::try_from(&self.0)
    }

    fn out_of_range(&self) -> Vec<(&'static str, Message)> {
        out_of_range(self.0.ranges())
    }
}

pub(super) fn configure<P: ReboundParameters>(
    table: toml::Table,
) -> Result<Box<dyn Rebound>, toml::de::Error> {
    let parameters: P = table.try_into()?;
    Ok(Box::new(Configured(parameters)))
}

/// The share of findings that may be chance, as every such rule has it.
pub(super) fn share_of_chance() -> f64 {
    0.05
}
