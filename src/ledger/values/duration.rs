//! Durations in hours: `90分钟`, `1.5小时`, `1小时30分`, `1:30`, `半天` (4 h), `1天` (8 h), `123秒`.
//! A bare number takes the unit that the column's header names, else minutes.

use super::Fault;
use super::normal::narrow;

/// What a number without a unit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Minutes, where nothing says otherwise.
    #[default]
    Minutes,
    /// Hours.
    Hours,
    /// Working days of eight hours.
    Days,
}

impl Unit {
    /// Hours in one of this unit.
    #[must_use]
    pub fn hours(self) -> f64 {
        match self {
            Self::Seconds => 1.0 / 3600.0,
            Self::Minutes => 1.0 / 60.0,
            Self::Hours => 1.0,
            Self::Days => 8.0,
        }
    }

    /// The unit that a word names, such as `小时`, `min`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        UNITS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, unit)| *unit)
    }
}

/// Longer words stand before their own beginnings.
const UNITS: [(&str, Unit); 30] = [
    ("个小时", Unit::Hours),
    ("小时", Unit::Hours),
    ("钟头", Unit::Hours),
    ("hours", Unit::Hours),
    ("hour", Unit::Hours),
    ("hrs", Unit::Hours),
    ("hr", Unit::Hours),
    ("h", Unit::Hours),
    ("时", Unit::Hours),
    ("分钟", Unit::Minutes),
    ("分", Unit::Minutes),
    ("minutes", Unit::Minutes),
    ("minute", Unit::Minutes),
    ("mins", Unit::Minutes),
    ("min", Unit::Minutes),
    ("m", Unit::Minutes),
    ("'", Unit::Minutes),
    ("′", Unit::Minutes),
    ("秒钟", Unit::Seconds),
    ("秒", Unit::Seconds),
    ("seconds", Unit::Seconds),
    ("sec", Unit::Seconds),
    ("s", Unit::Seconds),
    ("个工作日", Unit::Days),
    ("工作日", Unit::Days),
    ("天", Unit::Days),
    ("日", Unit::Days),
    ("days", Unit::Days),
    ("day", Unit::Days),
    ("d", Unit::Days),
];
/// Longer than a year of working days: not a duration of one event.
const LONGEST_HOURS: f64 = 2000.0;

/// Reads a duration as hours; a number without a unit counts `bare`.
///
/// # Errors
/// [`Fault::Negative`], [`Fault::TooLarge`], or [`Fault::NotADuration`].
pub fn read(cell: &str, bare: Unit) -> Result<f64, Fault> {
    let narrowed = narrow(cell).to_lowercase();
    let text = about(narrowed.trim());
    if text.starts_with('-') && text.len() > 1 {
        return Err(Fault::Negative);
    }
    let hours = if let Ok(number) = text.parse::<f64>() {
        number * bare.hours()
    } else if let Some((hours, minutes)) = text.split_once(':') {
        clock(hours, minutes)?
    } else {
        worded(text)?
    };
    if !hours.is_finite() {
        return Err(Fault::NotADuration);
    }
    if hours > LONGEST_HOURS {
        return Err(Fault::TooLarge);
    }
    Ok(hours)
}

/// `text` without the words that make it approximate.
pub(super) fn about(text: &str) -> &str {
    let text = [
        "大约",
        "约",
        "近",
        "不少于",
        "不超过",
        "至少",
        "共",
        "about",
        "ca.",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text);
    ["左右", "以上", "以内", "余", "多"]
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .unwrap_or(text)
        .trim()
}

/// `1:30`, `1:30:00`: hours and minutes.
fn clock(hours: &str, minutes: &str) -> Result<f64, Fault> {
    let (minutes, seconds) = minutes.split_once(':').unwrap_or((minutes, "0"));
    let whole = |text: &str| text.parse::<u32>().map_err(|_| Fault::NotADuration);
    let (hours, minutes, seconds) = (whole(hours)?, whole(minutes)?, whole(seconds)?);
    if minutes > 59 || seconds > 59 {
        return Err(Fault::NotADuration);
    }
    Ok(f64::from(hours) + f64::from(minutes) / 60.0 + f64::from(seconds) / 3600.0)
}

/// `1小时30分`, `两个半小时`, `1天半`, `半天`, `全天`.
fn worded(text: &str) -> Result<f64, Fault> {
    let mut rest = match text {
        "全天" | "一整天" => return Ok(Unit::Days.hours()),
        "上午" | "下午" | "半日" => return Ok(Unit::Days.hours() / 2.0),
        _ => text,
    };
    let mut hours = 0.0;
    let mut last = None;
    while !rest.is_empty() {
        if rest == "半"
            && let Some(unit) = last
        {
            return Ok(hours + Unit::hours(unit) / 2.0);
        }
        let (number, after) = number(rest).ok_or(Fault::NotADuration)?;
        let (number, after) = match after.strip_prefix("个半") {
            Some(after) => (number + 0.5, after),
            None => (number, after),
        };
        let after = after.trim_start();
        let (word, unit) = UNITS
            .iter()
            .find(|(word, _)| after.starts_with(word))
            .or_else(|| {
                // 1小时30: what follows hours without a unit is minutes.
                (after.is_empty() && last == Some(Unit::Hours)).then_some(&("", Unit::Minutes))
            })
            .ok_or(Fault::NotADuration)?;
        hours += number * unit.hours();
        last = Some(*unit);
        rest = after[word.len()..].trim_start();
        // 1个小时零5分, 半个小时
        rest = rest.strip_prefix('零').unwrap_or(rest);
    }
    last.map(|_| hours).ok_or(Fault::NotADuration)
}

/// Chinese numerals as far as they count hours, days or times, and the half.
pub(super) const NUMERALS: [(&str, f64); 12] = [
    ("半", 0.5),
    ("一", 1.0),
    ("二", 2.0),
    ("两", 2.0),
    ("三", 3.0),
    ("四", 4.0),
    ("五", 5.0),
    ("六", 6.0),
    ("七", 7.0),
    ("八", 8.0),
    ("九", 9.0),
    ("十", 10.0),
];

/// The number at the start of `text`, in digits or as a Chinese numeral up to ten.
fn number(text: &str) -> Option<(f64, &str)> {
    let digits = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    if digits > 0 {
        return Some((text[..digits].parse().ok()?, &text[digits..]));
    }
    NUMERALS
        .iter()
        .find_map(|(word, value)| text.strip_prefix(word).map(|rest| (*value, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let cases = [
            ("2小时", 2.0),
            ("2.5h", 2.5),
            ("1.5小时", 1.5),
            ("90分钟", 1.5),
            ("90'", 1.5),
            ("1小时30分", 1.5),
            ("1小时30", 1.5),
            ("1:30", 1.5),
            ("约2小时", 2.0),
            ("半小时", 0.5),
            ("半个小时", 0.5),
            ("两个半小时", 2.5),
            ("半天", 4.0),
            ("1天", 8.0),
            ("1天半", 12.0),
            ("2天", 16.0),
            ("180秒", 0.05),
            ("90", 1.5),
            ("１２０", 2.0),
        ];
        for (text, hours) in cases {
            let read = read(text, Unit::Minutes);
            assert!(
                read.is_ok_and(|found| (found - hours).abs() < 1e-9),
                "{text}: {read:?}"
            );
        }
        assert_eq!(read("1.5", Unit::Hours), Ok(1.5));
    }

    #[test]
    fn what_is_no_duration_is_said() {
        assert_eq!(read("-30", Unit::Minutes), Err(Fault::Negative));
        assert_eq!(read("很久", Unit::Minutes), Err(Fault::NotADuration));
        assert_eq!(read("1:75", Unit::Minutes), Err(Fault::NotADuration));
        assert_eq!(read("", Unit::Minutes), Err(Fault::NotADuration));
        assert_eq!(read("NaN", Unit::Minutes), Err(Fault::NotADuration));
        assert_eq!(read("9999999", Unit::Hours), Err(Fault::TooLarge));
    }
}
