//! How often something falls due, as times a year: `每月`, `月报`, `每周一次`, `12/year`, `不定期`.
//! The numbers of a year are those of the cost model: 250 working days, 52 weeks, 36 thirds of a
//! month, 12 months, 4 quarters; what comes as occasion arises counts as 4.

use super::Fault;
use super::duration::NUMERALS;
use super::normal::name;

/// What happens once and not again; no rate a year.
pub const ONCE: f64 = 0.0;

/// Words of each rate, the canonical one first; longer words stand before parts of them.
const RATES: [(f64, &[&str]); 9] = [
    (
        4.0,
        &[
            "ad_hoc",
            "ad hoc",
            "不定期",
            "随时",
            "一事一报",
            "随叫随报",
            "临时",
            "按需",
        ],
    ),
    (ONCE, &["once", "一次性", "仅一次", "单次"]),
    (
        2.0,
        &["half_yearly", "half yearly", "半年", "每半年", "biannual"],
    ),
    (4.0, &["quarterly", "季", "每季度", "季度"]),
    (36.0, &["ten_days", "ten days", "旬", "每旬"]),
    (52.0, &["weekly", "周", "每周", "星期"]),
    (250.0, &["daily", "每日", "每天", "日报", "日"]),
    (12.0, &["monthly", "月", "每月"]),
    (1.0, &["yearly", "annual", "annually", "年", "每年", "年度"]),
];

/// Reads a frequency as times a year.
///
/// # Errors
/// [`Fault::NotAFrequency`].
pub fn read(cell: &str) -> Result<f64, Fault> {
    let text = name(cell).to_lowercase();
    let text = text.as_str();
    if let Some(rate) = stated(text) {
        return Ok(rate);
    }
    for (rate, words) in RATES {
        if words.contains(&text) {
            return Ok(rate);
        }
    }
    let (rate, _) = RATES
        .iter()
        .find(|(_, words)| {
            words
                .iter()
                .any(|word| !word.is_ascii() && text.contains(word))
        })
        .ok_or(Fault::NotAFrequency)?;
    Ok(rate * times(text).unwrap_or(1.0))
}

/// `12/year`, `每年12次` with a number of its own.
fn stated(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once('/')?;
    let number: f64 = number.trim().trim_end_matches('次').parse().ok()?;
    let unit = unit.trim();
    let of_year = [
        ("year", 1.0),
        ("年", 1.0),
        ("quarter", 4.0),
        ("季", 4.0),
        ("month", 12.0),
        ("月", 12.0),
        ("week", 52.0),
        ("周", 52.0),
        ("day", 250.0),
        ("日", 250.0),
        ("天", 250.0),
    ];
    let (_, rate) = of_year.iter().find(|(word, _)| unit == *word)?;
    (number > 0.0 && number <= 10_000.0).then_some(number * rate)
}

/// The 2 of 每月2次, the 两 of 每周两次.
fn times(text: &str) -> Option<f64> {
    let before = text.split('次').next().filter(|before| *before != text)?;
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() < before.len() {
        return before[digits.len()..]
            .parse()
            .ok()
            .filter(|times| *times > 0.0 && *times <= 1000.0);
    }
    NUMERALS
        .iter()
        .find(|(word, _)| *word != "半" && before.ends_with(word))
        .map(|(_, times)| *times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        for (text, rate) in [
            ("daily", 250.0),
            ("日报", 250.0),
            ("每天", 250.0),
            ("周报", 52.0),
            ("每周一次", 52.0),
            ("每周两次", 104.0),
            ("旬报", 36.0),
            ("月报", 12.0),
            ("每月2次", 24.0),
            ("季报", 4.0),
            ("每季度", 4.0),
            ("半年报", 2.0),
            ("年报", 1.0),
            ("不定期", 4.0),
            ("随叫随报", 4.0),
            ("一事一报", 4.0),
            ("12/year", 12.0),
            ("2次/月", 24.0),
            ("一次性", ONCE),
            ("once", ONCE),
            ("half_yearly", 2.0),
        ] {
            assert_eq!(read(text), Ok(rate), "{text}");
        }
        for text in ["常常", "0/year", "x/year", ""] {
            assert_eq!(read(text), Err(Fault::NotAFrequency), "{text}");
        }
    }
}
