//! Two rates compared. Given their sum, the later of two Poisson counts is binomial, so that the
//! test is exact (Przyborowski & Wilenski 1940). Weeks in which much happens at once make counts
//! wider than Poisson: the dispersion over the weeks of both periods (Pearson's chi-squared over its
//! degrees of freedom, Wedderburn 1974) divides the counts, which leaves the ratio as
//! it is and takes from the certainty what the bursts took (quasi-Poisson). Nothing here knows what
//! was counted.

use statrs::function::beta::{beta_reg, inv_beta_reg};

/// What happened in the weeks of one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// How often it happened in each whole week.
    pub weeks: Vec<f64>,
    /// The length of the period in months of a twelfth of a year; above zero.
    pub months: f64,
}

impl Counts {
    /// How often it happened.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.weeks.iter().fold(0.0, |sum, count| sum + count)
    }

    /// How often a month.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.total() / self.months
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
    let share = after.months / (before.months + after.months);
    let odds = before.months / after.months;
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

/// How much wider than Poisson the weeks of two periods are, each around its own mean; never below
/// 1. Too few weeks to tell: 1.
fn dispersion(before: &Counts, after: &Counts) -> f64 {
    let (mut squares, mut degrees) = (0.0, 0.0);
    for period in [before, after] {
        let weeks = period.weeks.len() as f64;
        let mean = period.total() / weeks;
        if weeks < 2.0 || mean <= 0.0 {
            continue;
        }
        squares += period
            .weeks
            .iter()
            .map(|count| (count - mean).powi(2) / mean)
            .sum::<f64>();
        degrees += weeks - 1.0;
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

    fn steady(count: f64, weeks: usize, months: f64) -> Counts {
        Counts {
            weeks: vec![count; weeks],
            months,
        }
    }

    #[test]
    fn counts_are_tested_exactly() {
        // 2 of 10 in equal periods: P(X <= 2 | 10, 1/2) = 56 / 1024.
        let before = Counts {
            weeks: vec![8.0],
            months: 6.0,
        };
        let after = Counts {
            weeks: vec![2.0],
            months: 6.0,
        };
        let change = compare(&before, &after);
        assert!((change.fell - 56.0 / 1024.0).abs() < 1e-9);
        assert!((change.grew - (1.0 - 11.0 / 1024.0)).abs() < 1e-9);
        assert!((change.ratio - 0.25).abs() < 1e-12);
        // Clopper and Pearson's interval of 2 of 10 is 0.0252 to 0.5561.
        assert!((change.low - 0.02521 / 0.97479).abs() < 1e-3);
        assert!((change.high - 0.55610 / 0.44390).abs() < 1e-3);
    }

    #[test]
    fn periods_of_unequal_length_compare_by_the_month() {
        let change = compare(&steady(2.0, 26, 6.0), &steady(2.0, 13, 3.0));
        assert!((change.ratio - 1.0).abs() < 1e-12);
        assert!(change.low < 1.0 && change.high > 1.0);
    }

    #[test]
    fn bursts_take_from_the_certainty() {
        let even = Counts {
            weeks: vec![1.0; 26],
            months: 6.0,
        };
        let after = |weeks: Vec<f64>| compare(&even, &Counts { weeks, months: 6.0 });
        let spread = after(vec![2.0; 26]);
        let mut burst = vec![0.0; 26];
        (burst[3], burst[4]) = (30.0, 22.0);
        let burst = after(burst);
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
        let none = steady(0.0, 26, 6.0);
        let some = steady(1.0, 26, 6.0);
        let change = compare(&none, &some);
        assert!(change.ratio.is_infinite() && change.low > 1.0 && change.high.is_infinite());
        assert!((change.fell - 1.0).abs() < 1e-12);
        let change = compare(&none, &none);
        assert!(change.ratio.is_nan() && change.fell >= 1.0 && change.grew >= 1.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_interval_holds_the_ratio_and_turns_with_time(
            before in prop::collection::vec(0_u32..9, 2..40),
            after in prop::collection::vec(0_u32..9, 2..40),
        ) {
            let counts = |weeks: &[u32]| Counts {
                weeks: weeks.iter().map(|count| f64::from(*count)).collect(),
                months: weeks.len() as f64 * 7.0 / 365.0 * 12.0,
            };
            let (before, after) = (counts(&before), counts(&after));
            let (forth, back) = (compare(&before, &after), compare(&after, &before));
            if before.total() > 0.0 && after.total() > 0.0 {
                prop_assert!(forth.low <= forth.ratio && forth.ratio <= forth.high);
                prop_assert!((forth.low * back.high - 1.0).abs() < 1e-6);
            }
            prop_assert!((forth.fell - back.grew).abs() < 1e-9);
            prop_assert!((0.0..=1.0 + 1e-12).contains(&forth.fell));
        }
    }
}
