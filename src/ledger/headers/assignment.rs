//! The columns of a table settled together: each column takes at most one target and each target
//! at most one column, so that the sum of what speaks for them is the largest (the assignment
//! problem, solved after Kuhn and Munkres).

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Weights are compared to a ten-thousandth.
const SCALE: f64 = 10_000.0;

/// For each column the position among its own candidates of the one that it takes. A candidate is
/// a target, below `targets`, and what speaks for it, above zero. Among equals the column further
/// left takes the target.
#[must_use]
pub fn settle(candidates: &[Vec<(usize, f64)>], targets: usize) -> Vec<Option<usize>> {
    let mut taken = vec![None; candidates.len()];
    let contenders: Vec<usize> = (0..candidates.len())
        .filter(|column| !candidates[*column].is_empty())
        .collect();
    if contenders.is_empty() || targets == 0 {
        return taken;
    }
    // Every target may stay free: behind the columns stands a column of nothing for each.
    let mut weights = Matrix::new(targets, contenders.len() + targets, 0_i64);
    for (place, column) in contenders.iter().enumerate() {
        for (target, weight) in &candidates[*column] {
            let scaled = (weight * SCALE) as i64 * 16 - i64::from(place > 0);
            let known = &mut weights[(*target, place)];
            *known = (*known).max(scaled);
        }
    }
    let (_, chosen) = kuhn_munkres(&weights);
    for (target, place) in chosen.into_iter().enumerate() {
        let Some(column) = contenders.get(place) else {
            continue;
        };
        if weights[(target, place)] > 0 {
            taken[*column] = candidates[*column]
                .iter()
                .enumerate()
                .filter(|(_, (own, _))| *own == target)
                .max_by(|(_, (_, left)), (_, (_, right))| left.total_cmp(right))
                .map(|(position, _)| position);
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_settled_together_and_not_in_turn() {
        // The first column would take target 0, which is all that the second could be.
        let candidates = vec![vec![(0, 0.9), (1, 0.8)], vec![(0, 0.85)], vec![]];
        assert_eq!(settle(&candidates, 2), [Some(1), Some(0), None]);
        assert_eq!(
            settle(&[vec![(0, 0.5)], vec![(0, 0.5)]], 1),
            [Some(0), None]
        );
        assert_eq!(settle(&[], 3), []);
    }
}
