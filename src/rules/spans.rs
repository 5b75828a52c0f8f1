//! Days that crowd: spans of at most a window that hold enough, overlapping ones merged.

use std::ops::Range;

/// Positions of ascending days that lie in a span of at most `window_days`, first to last, of
/// which `enough` holds; overlapping spans are one.
pub(super) fn spans(
    days: &[i32],
    window_days: i32,
    enough: impl Fn(Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for first in 0..days.len() {
        end = end.max(first + 1);
        while end < days.len() && days[end] - days[first] <= window_days {
            end += 1;
        }
        if !enough(first..end) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end > first => last.end = end,
            _ => found.push(first..end),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_merge_and_thin_days_stay_out() {
        let days = [0, 10, 30, 31, 60, 200, 201];
        let three = |range: Range<usize>| range.len() >= 3;
        let of = |window| {
            let found = spans(&days, window, three);
            found
                .into_iter()
                .map(|span| (span.start, span.end))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(30), [(0, 5)]);
        assert_eq!(of(21), [(1, 4)]);
        assert!(spans(&[0, 31, 62], 30, three).is_empty());
    }
}
