//! How much of a change of hours is fewer things, fewer people in each, or less time of each of
//! them. Hours are things × people a thing × hours a person; each factor's part is its mean effect
//! over all orders in which the three could have changed (Shapley 1953; as a decomposition of sums,
//! Sun 1998), so that the parts add up to the difference whatever the figures, zeros included.

/// What rows come to in a period: a month, or, of things that are there, at once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Factors {
    /// How many rows.
    pub count: f64,
    /// People of all of them.
    pub people: f64,
    /// Hours a month of all of them.
    pub hours: f64,
}

/// The parts of a difference of hours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// What more or fewer things make.
    pub things: f64,
    /// What more or fewer people in each thing make.
    pub people: f64,
    /// What more or less time of each person makes.
    pub time: f64,
}

impl Parts {
    /// The parts of the difference of two periods.
    #[must_use]
    pub fn of(before: Factors, after: Factors) -> Self {
        let (old, new) = (averages(before), averages(after));
        // Where there was nothing, nobody can say how many people or hours a thing had.
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (None, Some(new)) => ([0.0, new[1], new[2]], new),
            (Some(old), None) => (old, [0.0, old[1], old[2]]),
            (None, None) => return Self::default(),
        };
        let part = |own: usize, one: usize, other: usize| {
            let both = old[one] * old[other] + new[one] * new[other];
            let mixed = old[one] * new[other] + new[one] * old[other];
            (new[own] - old[own]) * (both / 3.0 + mixed / 6.0)
        };
        Self {
            things: part(0, 1, 2),
            people: part(1, 0, 2),
            time: part(2, 0, 1),
        }
    }

    /// These and others.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            things: self.things + other.things,
            people: self.people + other.people,
            time: self.time + other.time,
        }
    }

    /// Their sum: the difference.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.things + self.people + self.time
    }
}

/// Things, people a thing, hours a person; `None` where there is nothing.
fn averages(factors: Factors) -> Option<[f64; 3]> {
    (factors.count > 0.0 && factors.people > 0.0).then(|| {
        [
            factors.count,
            factors.people / factors.count,
            factors.hours / factors.people,
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn factors() -> impl Strategy<Value = Factors> {
        let something = (0.01..1e4_f64, 1.0..500.0_f64, 0.0..100.0_f64);
        let something = something.prop_map(|(count, each, time)| Factors {
            count,
            people: count * each,
            hours: count * each * time,
        });
        prop_oneof![4 => something, 1 => Just(Factors::default())]
    }

    #[test]
    fn one_factor_alone_takes_the_whole_difference() {
        let before = Factors {
            count: 10.0,
            people: 200.0,
            hours: 400.0,
        };
        let fewer = Factors {
            count: 5.0,
            people: 100.0,
            hours: 200.0,
        };
        let shorter = Factors {
            hours: 300.0,
            ..before
        };
        let smaller = Factors {
            people: 100.0,
            hours: 200.0,
            ..before
        };
        let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
        let parts = Parts::of(before, fewer);
        assert!(near(parts.things, -200.0) && near(parts.people, 0.0) && near(parts.time, 0.0));
        let parts = Parts::of(before, shorter);
        assert!(near(parts.time, -100.0) && near(parts.things, 0.0) && near(parts.people, 0.0));
        let parts = Parts::of(before, smaller);
        assert!(near(parts.people, -200.0) && near(parts.things, 0.0) && near(parts.time, 0.0));
        let parts = Parts::of(Factors::default(), before);
        assert!(near(parts.things, 400.0) && near(parts.people, 0.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_parts_add_up(before in factors(), after in factors()) {
            let parts = Parts::of(before, after);
            let difference = after.hours - before.hours;
            let scale = before.hours.max(after.hours).max(1.0);
            prop_assert!((parts.sum() - difference).abs() < 1e-9 * scale, "{parts:?} {difference}");
            let back = Parts::of(after, before);
            prop_assert!((parts.things + back.things).abs() < 1e-9 * scale);
        }
    }
}
