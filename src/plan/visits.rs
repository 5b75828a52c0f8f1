//! The fewest visits to one target that cover all its inspections, each within its days: points
//! that stab intervals, of which the greedy choice, the last day of the interval that ends first, is
//! the best there is (Gupta, Lee & Leung 1982). Who is free on which day is its caller's affair.

/// Inspections that can be held on one day: positions, and the days that all of them have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Joint {
    pub(crate) members: Vec<usize>,
    pub(crate) days: (i32, i32),
}

/// Groups intervals of days, both ends included, into as few as can share a day each.
pub(crate) fn fewest(windows: &[(i32, i32)]) -> Vec<Joint> {
    let mut order: Vec<usize> = (0..windows.len()).collect();
    order.sort_by_key(|place| (windows[*place].1, windows[*place].0, *place));
    let mut groups: Vec<Joint> = Vec::new();
    for place in order {
        let (from, to) = windows[place];
        match groups.last_mut().filter(|group| group.days.1 >= from) {
            Some(group) => {
                group.members.push(place);
                group.days.0 = group.days.0.max(from);
            }
            None => groups.push(Joint {
                members: vec![place],
                days: (from, to),
            }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The fewest days that stab all windows, by trying every set of days.
    fn brute(windows: &[(i32, i32)]) -> usize {
        let last = windows
            .iter()
            .map(|window| window.1)
            .max()
            .unwrap_or_default();
        (0_u32..1 << (last + 1))
            .filter(|days| {
                let is_held = |day: &i32| days >> day & 1 == 1;
                windows
                    .iter()
                    .all(|(from, to)| (*from..=*to).any(|day| is_held(&day)))
            })
            .map(u32::count_ones)
            .min()
            .unwrap_or_default() as usize
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn no_fewer_visits_cover_every_window(
            windows in prop::collection::vec((0_i32..10, 0_i32..4), 1..8)
        ) {
            let windows: Vec<(i32, i32)> = windows.into_iter().map(|(from, days)| (from, from + days)).collect();
            let groups = fewest(&windows);
            prop_assert_eq!(groups.len(), brute(&windows));
            let mut members: Vec<usize> = Vec::new();
            for group in &groups {
                prop_assert!(group.days.0 <= group.days.1);
                for member in &group.members {
                    let (from, to) = windows[*member];
                    prop_assert!(from <= group.days.0 && group.days.1 <= to);
                    members.push(*member);
                }
            }
            members.sort_unstable();
            prop_assert_eq!(members, (0..windows.len()).collect::<Vec<_>>());
        }
    }
}
