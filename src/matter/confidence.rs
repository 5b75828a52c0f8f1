//! From how alike two titles are to how sure it is that they are one matter. The steps were
//! counted on the tuning part of the labelled titles (`fixtures/matters`): of the pairs that are
//! so alike, so many are of one matter, made monotone by pooling adjacent violators (isotonic
//! regression, Zadrozny & Elkan 2002). Between two steps the line is straight.

/// Likeness, and the share of pairs so alike that are of one matter.
const STEPS: [(f64, f64); 4] = [(0.45, 0.80), (0.65, 0.90), (0.8, 0.95), (1.0, 0.985)];

/// The confidence in titles that are so alike.
pub(super) fn of(likeness: f64) -> f64 {
    let (first, last) = (STEPS[0], STEPS[STEPS.len() - 1]);
    if likeness <= first.0 {
        return first.1;
    }
    for pair in STEPS.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        if likeness <= to {
            return low + (high - low) * (likeness - from) / (to - from);
        }
    }
    last.1
}
