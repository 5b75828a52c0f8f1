//! Which sets to take so that no member is in two of them and the whole is worth most (weighted set
//! packing). A small family is solved exactly, as a mixed-integer programme; a large one greedily,
//! the most valuable set that is still free first, which comes to at least 1/k of the best where no
//! set has more than k members. `at_most` is what no choice can beat in either case.

use good_lp::{
    Expression, Solution, SolverModel, Variable, constraint, microlp, variable, variables,
};

/// A set of members and what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) members: Vec<usize>,
    pub(crate) value: f64,
}

/// What was taken, and what no choice can beat.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Packed {
    /// Positions among the choices, in order.
    pub(crate) taken: Vec<usize>,
    pub(crate) at_most: f64,
}

/// Families of no more choices than this are solved exactly.
const EXACT: usize = 400;

/// Takes sets out of a family over members `0..members`.
pub(crate) fn pack(choices: &[Choice], members: usize) -> Packed {
    if choices.len() <= EXACT
        && let Some(taken) = exact(choices, members)
    {
        let at_most = value(choices, &taken);
        return Packed { taken, at_most };
    }
    let taken = greedy(choices, members);
    let at_most = at_most(choices, members).max(value(choices, &taken));
    Packed { taken, at_most }
}

fn value(choices: &[Choice], taken: &[usize]) -> f64 {
    taken
        .iter()
        .fold(0.0, |sum, place| sum + choices[*place].value)
}

/// The best choice; `None` where the solver gives up.
fn exact(choices: &[Choice], members: usize) -> Option<Vec<usize>> {
    if choices.is_empty() {
        return Some(Vec::new());
    }
    let mut all = variables!();
    let taken: Vec<Variable> = choices
        .iter()
        .map(|_| all.add(variable().binary()))
        .collect();
    let worth: Expression = taken
        .iter()
        .zip(choices)
        .map(|(is_taken, choice)| *is_taken * choice.value)
        .sum();
    let mut model = all.maximise(worth).using(microlp);
    for member in 0..members {
        let of_member = taken
            .iter()
            .zip(choices)
            .filter(|(_, choice)| choice.members.contains(&member));
        let times: Expression = of_member
            .map(|(is_taken, _)| Expression::from(*is_taken))
            .sum();
        model = model.with(constraint!(times <= 1.0));
    }
    let solution = model.solve().ok()?;
    let is_taken = |place: &usize| solution.value(taken[*place]) > 0.5;
    let found: Vec<usize> = (0..choices.len()).filter(is_taken).collect();
    // Rounding must not have put a member into two sets.
    let mut seen = vec![false; members];
    let mut all = found.iter().flat_map(|place| &choices[*place].members);
    let is_sound = all.all(|member| !std::mem::replace(&mut seen[*member], true));
    is_sound.then_some(found)
}

pub(crate) fn greedy(choices: &[Choice], members: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..choices.len()).collect();
    order.sort_by(|one, other| {
        let value = |place: usize| choices[place].value;
        value(*other).total_cmp(&value(*one)).then(one.cmp(other))
    });
    let mut free = vec![true; members];
    let mut taken = Vec::new();
    for place in order {
        if choices[place].members.iter().all(|member| free[*member]) {
            for member in &choices[place].members {
                free[*member] = false;
            }
            taken.push(place);
        }
    }
    taken.sort_unstable();
    taken
}

/// A bound: each member is worth at most its best share of any set that it is in.
fn at_most(choices: &[Choice], members: usize) -> f64 {
    let mut best = vec![0.0_f64; members];
    for choice in choices {
        let share = choice.value / choice.members.len().max(1) as f64;
        for member in &choice.members {
            best[*member] = best[*member].max(share);
        }
    }
    best.iter().fold(0.0, |sum, share| sum + share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best value by trying everything.
    fn brute(choices: &[Choice], members: usize) -> f64 {
        let mut best = 0.0_f64;
        for chosen in 0_u32..1 << choices.len() {
            let places: Vec<usize> = (0..choices.len())
                .filter(|place| chosen >> place & 1 == 1)
                .collect();
            let mut times = vec![0; members];
            for member in places.iter().flat_map(|place| &choices[*place].members) {
                times[*member] += 1;
            }
            if times.iter().all(|times| *times <= 1) {
                best = best.max(value(choices, &places));
            }
        }
        best
    }

    fn family() -> impl Strategy<Value = Vec<Choice>> {
        let members = prop::collection::btree_set(0_usize..7, 2..4);
        let choice = (members, 1_u32..50).prop_map(|(members, value)| Choice {
            members: members.into_iter().collect(),
            value: f64::from(value),
        });
        prop::collection::vec(choice, 0..10)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn small_families_are_solved_and_greed_keeps_its_bound(choices in family()) {
            let best = brute(&choices, 7);
            let packed = pack(&choices, 7);
            prop_assert!((value(&choices, &packed.taken) - best).abs() < 1e-6);
            prop_assert!((packed.at_most - best).abs() < 1e-6);
            let greedy = value(&choices, &greedy(&choices, 7));
            prop_assert!(greedy <= best + 1e-9);
            // No set has more than three members.
            prop_assert!(3.0 * greedy >= best - 1e-9, "{greedy} {best}");
            prop_assert!(at_most(&choices, 7) >= best - 1e-9);
        }
    }
}
