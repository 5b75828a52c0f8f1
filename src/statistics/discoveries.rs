//! Many tests at once: which of them are discoveries, so that at most a share `q` of those told is
//! expected to be chance (Benjamini & Hochberg 1995).

/// For each probability the least `q` at which it is a discovery, in the same order; a probability
/// that is not a number is none at any.
#[must_use]
pub fn adjusted(probabilities: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..probabilities.len())
        .filter(|place| !probabilities[*place].is_nan())
        .collect();
    order.sort_by(|one, other| probabilities[*one].total_cmp(&probabilities[*other]));
    let tests = order.len() as f64;
    let mut adjusted = vec![1.0; probabilities.len()];
    let mut least = 1.0_f64;
    for (rank, place) in order.iter().enumerate().rev() {
        least = least.min(probabilities[*place] * tests / (rank + 1) as f64);
        adjusted[*place] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::rates::{Change, Counts, compare};

    #[test]
    fn probabilities_are_adjusted_by_their_rank() {
        let adjusted = adjusted(&[0.01, 0.04, f64::NAN, 0.03, 0.005]);
        for (found, expected) in adjusted.iter().zip([0.02, 0.04, 1.0, 0.04, 0.02]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    /// A linear congruential generator (Knuth).
    struct Random(u64);

    impl Random {
        fn uniform(&mut self) -> f64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        }

        /// A Poisson count (Knuth's product of uniforms).
        fn poisson(&mut self, mean: f64) -> f64 {
            let (least, mut product, mut count) = ((-mean).exp(), self.uniform(), 0.0);
            while product > least {
                product *= self.uniform();
                count += 1.0;
            }
            count
        }

        /// Half a year of weeks; every eighth week or so has six times as much where it bursts.
        fn half_year(&mut self, mean: f64, bursts: bool) -> Counts {
            let week = |random: &mut Self| {
                let busy = bursts && random.uniform() < 0.125;
                let mean = if bursts { mean / 1.625 } else { mean };
                random.poisson(if busy { 6.0 * mean } else { mean })
            };
            let mut days = Vec::new();
            for start in (0..26).map(|week| week * 7) {
                let events = week(self) as u32;
                days.extend((0..events).map(|event| start + event % 7));
            }
            Counts::of_events(days.into_iter(), 182)
        }
    }

    /// The probability that one thing fell while another grew: the larger of the two.
    fn mutation(fell: Change, grew: Change) -> f64 {
        fell.fell.max(grew.grew)
    }

    /// Over 200 regions of 40 units: the share of those told that are chance stays at or below
    /// `q`, steady or in bursts, and most of what is planted is found.
    #[test]
    fn chance_is_not_told_and_what_is_planted_is_found() {
        const Q: f64 = 0.05;
        for (bursts, least_power) in [(false, 0.95), (true, 0.6)] {
            let mut random = Random(20_240_630);
            let (mut false_share, mut found, mut planted) = (0.0, 0.0, 0.0);
            for _ in 0..200 {
                let probabilities: Vec<f64> = (0..40)
                    .map(|unit| {
                        let (red, white) = if unit < 4 {
                            ((6.0, 1.5), (1.5, 6.0))
                        } else {
                            ((2.0, 2.0), (2.0, 2.0))
                        };
                        let mut change = |(before, after)| {
                            compare(
                                &random.half_year(before, bursts),
                                &random.half_year(after, bursts),
                            )
                        };
                        mutation(change(red), change(white))
                    })
                    .collect();
                let told = adjusted(&probabilities);
                let count = |units: std::ops::Range<usize>| {
                    told[units].iter().filter(|q| **q <= Q).count() as f64
                };
                let (right, wrong) = (count(0..4), count(4..40));
                false_share += wrong / (right + wrong).max(1.0);
                found += right;
                planted += 4.0;
            }
            let (false_share, power) = (false_share / 200.0, found / planted);
            assert!(false_share <= Q, "bursts {bursts}: {false_share}");
            assert!(power >= least_power, "bursts {bursts}: {power}");
        }
    }

    /// With nothing planted at all, regions in which anything is told stay few.
    #[test]
    fn bursts_alone_are_no_mutation() {
        let mut random = Random(7);
        let mut told = 0;
        for _ in 0..200 {
            let probabilities: Vec<f64> = (0..40)
                .map(|_| {
                    let mut change =
                        || compare(&random.half_year(2.0, true), &random.half_year(2.0, true));
                    mutation(change(), change())
                })
                .collect();
            told += usize::from(adjusted(&probabilities).iter().any(|q| *q <= 0.05));
        }
        assert!(told <= 10, "{told}");
    }
}
