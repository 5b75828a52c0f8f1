//! Two rates compared. Given their sum, the later of two Poisson counts is binomial, so that the
//! test is exact (Przyborowski & Wilenski 1940). Weeks in which much happens at once make counts
//! wider than Poisson: the dispersion over the weeks of both periods (Pearson's chi-squared over its
//! degrees of freedom, Wedderburn 1974) divides the counts, which leaves the ratio as
//! it is and takes from the certainty what the bursts took (quasi-Poisson). A permutation over weeks
//! would do the same, but cannot tell below one in as many permutations as it draws, needs a seed,
//! and is not exact where there are no bursts. Nothing here knows what was counted.

use statrs::function::beta::{beta_reg, inv_beta_reg};

/// What happened in the weeks of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// How often it happened in each week from the first day on; the last may be shorter.
    weeks: Vec<f64>,
    /// The length of the period, in days; above zero. What is counted once a period, as a stock is,
    /// has a single day in either.
    days: u32,
}

impl Counts {
    /// Of events, by their days after the first of a period of so many days.
    #[must_use]
    pub fn of_events(after_first: impl Iterator<Item = u32>, days: u32) -> Self {
        let mut weeks = vec![0.0; days.max(1).div_ceil(7) as usize];
        for day in after_first {
            if let Some(week) = weeks.get_mut(day as usize / 7) {
                *week += 1.0;
            }
        }
        Self {
            weeks,
            days: days.max(1),
        }
    }

    /// Of things that are there or not, whatever the length of the period.
    #[must_use]
    pub fn of_stock(count: f64) -> Self {
        Self {
            weeks: vec![count],
            days: 1,
        }
    }

    /// How often it happened.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.weeks.iter().fold(0.0, |sum, count| sum + count)
    }

    /// How often in a day.
    fn rate(&self) -> f64 {
        self.total() / f64::from(self.days)
    }

    /// Each week's count and the count that its length leads to expect.
    fn expected(&self) -> impl Iterator<Item = (f64, f64)> {
        let (days, rate) = (self.days, self.rate());
        (0..).zip(&self.weeks).map(move |(week, count)| {
            let length = days.saturating_sub(7 * week).min(7);
            (*count, rate * f64::from(length))
        })
    }
}

/// How a rate changed between two periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Rate after ÷ rate before; infinite where there was none before, and not a number where there
    /// was none in either.
    pub ratio: f64,
    /// Lower end of the 95 % interval of the ratio.
    pub low: f64,
    /// Upper end of the 95 % interval of the ratio.
    pub high: f64,
    /// One-sided probability of so few after by chance.
    pub fell: f64,
    /// One-sided probability of so many after by chance.
    pub grew: f64,
    /// The dispersion by which counts were divided: 1 for Poisson counts.
    pub dispersion: f64,
}

/// Compares two periods.
#[must_use]
pub fn compare(before: &Counts, after: &Counts) -> Change {
    let dispersion = dispersion(before, after);
    let (earlier, later) = (before.total() / dispersion, after.total() / dispersion);
    let (length, later_length) = (f64::from(before.days), f64::from(after.days));
    let share = later_length / (length + later_length);
    let odds = length / later_length;
    let ratio_of = |share: f64| share / (1.0 - share) * odds;
    let (low, high) = interval(earlier, later);
    Change {
        ratio: after.rate() / before.rate(),
        low: ratio_of(low),
        high: ratio_of(high),
        fell: at_most(later, earlier + later, share),
        grew: at_least(later, earlier + later, share),
        dispersion,
    }
}

/// The least probabilities, of having fallen and of having grown, that so many events in all could
/// come to: what cannot reach a bound, whichever way it falls, need not be tested against it (Tarone
/// 1990). It rests on the sum alone, so that leaving such tests out favours no verdict.
#[must_use]
pub fn least(before: &Counts, after: &Counts) -> (f64, f64) {
    let all = before.total() + after.total();
    let (length, later_length) = (f64::from(before.days), f64::from(after.days));
    let share = later_length / (length + later_length);
    ((1.0 - share).powf(all), share.powf(all))
}

/// How much wider than Poisson the weeks of two periods are, each around its own mean; never below
/// 1. Too few weeks to tell: 1.
fn dispersion(before: &Counts, after: &Counts) -> f64 {
    let (mut squares, mut degrees) = (0.0, 0.0);
    for period in [before, after] {
        if period.weeks.len() < 2 || period.total() <= 0.0 {
            continue;
        }
        squares += period
            .expected()
            .map(|(count, expected)| (count - expected).powi(2) / expected)
            .sum::<f64>();
        degrees += period.weeks.len() as f64 - 1.0;
    }
    if degrees > 0.0 {
        (squares / degrees).max(1.0)
    } else {
        1.0
    }
}

/// The probability that a binomial count of `trials` is at most `count`, continued to counts that
/// are not whole by the incomplete beta function.
fn at_most(count: f64, trials: f64, share: f64) -> f64 {
    if count >= trials {
        1.0
    } else {
        beta_reg(trials - count, count + 1.0, 1.0 - share)
    }
}

/// The probability that it is at least `count`.
fn at_least(count: f64, trials: f64, share: f64) -> f64 {
    if count <= 0.0 {
        1.0
    } else {
        beta_reg(count, trials - count + 1.0, share)
    }
}

/// The 95 % interval of the share of the later count (Clopper & Pearson 1934).
fn interval(earlier: f64, later: f64) -> (f64, f64) {
    const TAIL: f64 = 0.025;
    let low = if later > 0.0 {
        inv_beta_reg(later, earlier + 1.0, TAIL)
    } else {
        0.0
    };
    let high = if earlier > 0.0 {
        inv_beta_reg(later + 1.0, earlier, 1.0 - TAIL)
    } else {
        1.0
    };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// So many in each of so many weeks.
    fn weekly(weeks: &[u32]) -> Counts {
        let days = (0_u32..)
            .zip(weeks)
            .flat_map(|(week, count)| (0..*count).map(move |event| week * 7 + event % 7));
        Counts::of_events(days, weeks.len() as u32 * 7)
    }

    #[test]
    fn counts_are_tested_exactly() {
        // 2 of 10 in equal periods: P(X <= 2 | 10, 1/2) = 56 / 1024.
        let change = compare(&Counts::of_stock(8.0), &Counts::of_stock(2.0));
        assert!((change.fell - 56.0 / 1024.0).abs() < 1e-9);
        assert!((change.grew - (1.0 - 11.0 / 1024.0)).abs() < 1e-9);
        assert!((change.ratio - 0.25).abs() < 1e-12);
        // Clopper and Pearson's interval of 2 of 10 is 0.0252 to 0.5561.
        assert!((change.low - 0.02521 / 0.97479).abs() < 1e-3);
        assert!((change.high - 0.55610 / 0.44390).abs() < 1e-3);
    }

    #[test]
    fn periods_of_unequal_length_compare_by_the_day() {
        let change = compare(&weekly(&[2; 26]), &weekly(&[2; 13]));
        assert!((change.ratio - 1.0).abs() < 1e-12);
        assert!(change.low < 1.0 && change.high > 1.0);
    }

    #[test]
    fn a_short_last_week_is_no_burst() {
        // Every day one, and a last week of one day.
        let even = |days: u32| Counts::of_events(0..days, days);
        let change = compare(&even(181), &even(183));
        assert!((change.dispersion - 1.0).abs() < 1e-12);
        assert!((change.ratio - 1.0).abs() < 1e-12);
    }

    #[test]
    fn bursts_take_from_the_certainty() {
        let spread = compare(&weekly(&[1; 26]), &weekly(&[2; 26]));
        let mut weeks = [0; 26];
        (weeks[3], weeks[4]) = (30, 22);
        let burst = compare(&weekly(&[1; 26]), &weekly(&weeks));
        assert!((spread.ratio - burst.ratio).abs() < 1e-12);
        assert!(
            spread.grew < 0.01 && burst.grew > 0.1,
            "{} {}",
            spread.grew,
            burst.grew
        );
        assert!(burst.dispersion > 5.0 && burst.high > spread.high);
    }

    #[test]
    fn nothing_before_or_nothing_at_all_is_no_fault() {
        let (none, some) = (weekly(&[0; 26]), weekly(&[1; 26]));
        let change = compare(&none, &some);
        assert!(change.ratio.is_infinite() && change.low > 1.0 && change.high.is_infinite());
        assert!((change.fell - 1.0).abs() < 1e-12);
        let change = compare(&none, &none);
        assert!(change.ratio.is_nan() && change.fell >= 1.0 && change.grew >= 1.0);
    }

    #[test]
    fn no_split_of_a_sum_is_less_probable_than_the_least() {
        let (fell, grew) = least(&Counts::of_stock(3.0), &Counts::of_stock(2.0));
        assert!((fell - 1.0 / 32.0).abs() < 1e-12 && (grew - 1.0 / 32.0).abs() < 1e-12);
        let change = compare(&Counts::of_stock(5.0), &Counts::of_stock(0.0));
        assert!((change.fell - fell).abs() < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_interval_holds_the_ratio_and_turns_with_time(
            before in prop::collection::vec(0_u32..9, 2..40),
            after in prop::collection::vec(0_u32..9, 2..40),
        ) {
            let (before, after) = (weekly(&before), weekly(&after));
            let (forth, back) = (compare(&before, &after), compare(&after, &before));
            if before.total() > 0.0 && after.total() > 0.0 {
                prop_assert!(forth.low <= forth.ratio && forth.ratio <= forth.high);
                prop_assert!((forth.low * back.high - 1.0).abs() < 1e-6);
            }
            prop_assert!((forth.fell - back.grew).abs() < 1e-9);
            prop_assert!((0.0..=1.0 + 1e-12).contains(&forth.fell));
            let (fell, grew) = least(&before, &after);
            prop_assert!(forth.fell >= fell - 1e-9 && forth.grew >= grew - 1e-9);
        }
    }
}
