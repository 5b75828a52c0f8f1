//! How far each parameter of the cost model may be off: the least and the most that somebody who
//! disputes it could claim with reason. Where nobody configured a parameter, findings and totals
//! have a low and a high end that stand on these; a parameter that the configuration sets is taken
//! at its word. The ends of one row all go the same way, so that a total's range is the widest.

use super::Cost;

/// A parameter's range: where the hours are least, and where they are most.
pub struct Range {
    /// The parameter.
    pub name: &'static str,
    /// Its value at the low end of the hours.
    pub low: f64,
    /// Its value at the high end.
    pub high: f64,
}

const fn range(name: &'static str, low: f64, high: f64) -> Range {
    Range { name, low, high }
}

/// The ranges. Reading speed is measured: 255 ± 29 characters of Chinese a minute aloud
/// (Trauzettel-Klosinski and Dietz 2012), and silent reading is faster by a half at least. All others
/// are assumptions of this tool, as their defaults are: half and twice the default or near it.
pub const RANGES: [Range; 28] = [
    range("travel_hours", 0.5, 2.0),
    range("prep_hours", 1.0, 4.0),
    range("evidence_hours", 0.25, 1.0),
    range("default_duration_hours", 0.5, 2.0),
    range("people_per_unit", 1.0, 3.0),
    range("default_attendees", 5.0, 20.0),
    range("handle_hours", 0.25, 1.0),
    range("readers_per_recipient", 1.0, 5.0),
    range("words_per_minute", 500.0, 220.0),
    range("words_per_page", 400.0, 700.0),
    range("default_words", 1000.0, 4000.0),
    range("answer_hours", 2.0, 8.0),
    range("seconds_per_message", 2.0, 10.0),
    range("public_group_staff", 1.0, 4.0),
    range("upkeep_hours", 10.0, 40.0),
    range("post_hours", 1.5, 6.0),
    range("check_in_minutes", 1.0, 5.0),
    range("points_minutes", 5.0, 20.0),
    range("online_time_minutes", 10.0, 30.0),
    range("screenshot_minutes", 2.0, 10.0),
    range("forced_login_minutes", 1.0, 4.0),
    range("inspection_prep_hours", 2.0, 8.0),
    range("material_hours", 0.25, 1.0),
    range("default_receivers", 2.0, 5.0),
    range("default_inspection_hours", 2.0, 8.0),
    range("default_visit_hours", 1.0, 4.0),
    range("seconds_per_cell", 5.0, 20.0),
    range("least_form_minutes", 5.0, 30.0),
];

/// The cost model at the low and the high end of the parameters that nobody configured.
#[must_use]
pub fn ends(cost: &Cost) -> [Cost; 2] {
    let table = |cost: &Cost| toml::Table::try_from(cost).unwrap_or_default();
    let (own, default) = (table(cost), table(&Cost::default()));
    let end = |value: fn(&Range) -> f64| {
        let mut table = own.clone();
        for range in &RANGES {
            if own.get(range.name) == default.get(range.name) {
                table.insert(range.name.to_owned(), value(range).into());
            }
        }
        table.try_into().unwrap_or_else(|_| cost.clone())
    };
    [end(|range| range.low), end(|range| range.high)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_range_around_its_default() {
        let default = toml::Table::try_from(Cost::default()).unwrap();
        assert_eq!(default.len(), RANGES.len());
        for range in &RANGES {
            let value = default[range.name].as_float().unwrap();
            let (least, most) = (range.low.min(range.high), range.low.max(range.high));
            assert!(least < value && value < most, "{}", range.name);
        }
    }

    #[test]
    fn what_is_configured_is_taken_at_its_word() {
        let cost = Cost {
            travel_hours: 0.75,
            ..Cost::default()
        };
        let [low, high] = ends(&cost);
        assert!(
            (low.travel_hours - 0.75).abs() < 1e-12 && (high.travel_hours - 0.75).abs() < 1e-12
        );
        assert!((low.prep_hours - 1.0).abs() < 1e-12 && (high.prep_hours - 4.0).abs() < 1e-12);
    }
}
