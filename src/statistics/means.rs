//! Two means compared, whose spreads need not be equal (Welch 1947).

use statrs::distribution::{ContinuousCDF, StudentsT};

/// A sample by its size, mean and standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How many.
    pub size: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, that of a sample.
    pub deviation: f64,
}

impl Sample {
    /// Of values; `None` for fewer than two, which have no deviation.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() < 2 {
            return None;
        }
        let size = values.len() as f64;
        let mean = values.iter().sum::<f64>() / size;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Some(Self {
            size: values.len(),
            mean,
            deviation: (squares / (size - 1.0)).sqrt(),
        })
    }

    /// The square of the standard error of the mean.
    fn error(&self) -> f64 {
        self.deviation.powi(2) / self.size as f64
    }
}

/// The difference of two means, the later less the earlier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Later mean − earlier mean.
    pub value: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
    error: f64,
    degrees: f64,
}

impl Difference {
    /// Of two samples of at least two.
    #[must_use]
    pub fn of(before: &Sample, after: &Sample) -> Self {
        let (earlier, later) = (before.error(), after.error());
        let both = earlier + later;
        let of_own = |error: f64, size: usize| error.powi(2) / (size as f64 - 1.0);
        // Welch and Satterthwaite; without any spread there is nothing to be unsure of.
        let degrees = both.powi(2) / (of_own(earlier, before.size) + of_own(later, after.size));
        let (value, error) = (after.mean - before.mean, both.sqrt());
        let half = if error > 0.0 {
            student(degrees).map_or(f64::INFINITY, |student| student.inverse_cdf(0.975)) * error
        } else {
            0.0
        };
        Self {
            value,
            low: value - half,
            high: value + half,
            error,
            degrees,
        }
    }

    /// One-sided probability of a difference at least so great by chance, if the true one were at
    /// most `bound`.
    #[must_use]
    pub fn above(&self, bound: f64) -> f64 {
        if self.error > 0.0 {
            let distance = (self.value - bound) / self.error;
            student(self.degrees).map_or(1.0, |student| student.cdf(-distance))
        } else if self.value > bound {
            0.0
        } else {
            1.0
        }
    }
}

fn student(degrees: f64) -> Option<StudentsT> {
    StudentsT::new(0.0, 1.0, degrees).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn welch_is_as_computed_by_hand() {
        let before = Sample::of(&[27.5, 21.0, 19.0, 23.6, 17.0, 17.9]).unwrap();
        let after = Sample::of(&[27.1, 22.0, 20.8, 23.4, 23.4, 23.5]).unwrap();
        let difference = Difference::of(&before, &after);
        for (found, expected) in [
            (difference.value, 2.366_67),
            (difference.value / difference.error, 1.289_63),
            (difference.degrees, 7.636_56),
            (difference.above(0.0), 0.117_43),
            (difference.low, -1.900_51),
            (difference.high, 6.633_85),
        ] {
            assert!((found - expected).abs() < 1e-4, "{found} {expected}");
        }
    }

    #[test]
    fn samples_without_spread_are_certain() {
        let sample = |mean| Sample {
            size: 5,
            mean,
            deviation: 0.0,
        };
        let difference = Difference::of(&sample(4.0), &sample(4.0));
        assert!(difference.above(0.0) >= 1.0 && difference.above(-0.3) <= 0.0);
        assert!((difference.high - difference.low).abs() < 1e-12);
        assert!(Sample::of(&[1.0]).is_none());
    }
}
