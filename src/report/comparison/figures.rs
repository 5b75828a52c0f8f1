//! Small pictures and figures of a comparison at a terminal: bars, sparklines, signed hours.

use super::Comparison;
use crate::compare::hours::{Changed, Key};
use crate::text::decimal;

/// Of two periods a bar, of a series of pain points a sparkline.
pub(super) fn picture(changed: &Changed, most: f64, comparison: &Comparison) -> String {
    let figures = match (comparison.periods.len(), changed.key) {
        (2, Key::Whole) => return String::new(),
        (2, _) => return bar(changed.before, changed.after, most),
        (_, Key::Whole) => comparison.hours_of(None),
        (_, Key::PainPoint(point)) => comparison.hours_of(Some(point)),
        _ => return String::new(),
    };
    sparkline(&figures)
}

/// Hours without a decimal where there are many.
pub(super) fn hours(hours: f64) -> String {
    let places = usize::from(hours.abs() < 100.0);
    decimal(hours, places)
}

/// The same with its sign.
pub(super) fn signed(change: f64) -> String {
    let text = hours(change);
    if change > 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) {
        format!("+{text}")
    } else {
        text
    }
}

/// A bar of at most ten cells: what is common to both, then what fell (light) or grew (dark).
fn bar(before: f64, after: f64, most: f64) -> String {
    const CELLS: f64 = 10.0;
    if most <= 0.0 {
        return String::new();
    }
    let cells = |hours: f64| (hours / most * CELLS).round() as usize;
    let (before, after) = (cells(before), cells(after));
    format!(
        "{}{}{}",
        "█".repeat(before.min(after)),
        "░".repeat(before.saturating_sub(after)),
        "▓".repeat(after.saturating_sub(before))
    )
}

/// Figures as columns of eight heights, the least of them at zero; a gap is blank.
fn sparkline(figures: &[Option<f64>]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = figures.iter().flatten().copied().fold(0.0, f64::max);
    let height = |figure: &Option<f64>| {
        let Some(figure) = figure else {
            return ' ';
        };
        let part = if most > 0.0 { figure / most } else { 0.0 };
        HEIGHTS[((part * 7.0).round() as usize).min(7)]
    };
    figures.iter().map(height).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_and_sparklines_keep_proportion() {
        assert_eq!(bar(10.0, 6.0, 10.0), "██████░░░░");
        assert_eq!(bar(2.0, 5.0, 10.0), "██▓▓▓");
        assert_eq!(bar(1.0, 1.0, 0.0), "");
        assert_eq!(sparkline(&[Some(0.0), Some(5.0), None, Some(10.0)]), "▁▅ █");
        assert_eq!(sparkline(&[Some(0.0), Some(0.0)]), "▁▁");
    }

    #[test]
    fn changes_carry_their_sign() {
        assert_eq!(signed(12.34), "+12.3");
        assert_eq!(signed(-1234.6), "-1,235");
        assert_eq!(signed(0.01), "0.0");
    }
}
