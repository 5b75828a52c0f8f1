//! Durations in hours: `90分钟`, `1.5小时`, `1小时30分`, `1:30`, `半天` (4 h), `1天` (8 h), `123秒`.
//! A bare number takes the unit that the column's header names, else minutes.

use super::normal::narrow;
use super::{Fault, numeral, time};

/// What a number without a unit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Minutes, because nothing says otherwise.
    #[default]
    Unstated,
    /// Minutes.
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
            Self::Unstated | Self::Minutes => 1.0 / 60.0,
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

/// A duration, with a doubt where it was settled by an assumption.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DurationCell {
    /// How many hours.
    pub hours: f64,
    /// [`Fault::RangeLow`], [`Fault::PartOfDay`].
    pub doubt: Option<Fault>,
}

/// Reads a duration as hours; a number without a unit counts `bare`.
///
/// # Errors
/// [`Fault::Negative`], [`Fault::TooLarge`], [`Fault::UnitUnclear`], or [`Fault::NotADuration`].
pub fn read(cell: &str, bare: Unit) -> Result<DurationCell, Fault> {
    let narrowed = narrow(cell).to_lowercase();
    let text = without_remark(about(narrowed.trim()));
    let text = text.trim_end_matches(['.', '。']);
    if text.starts_with('-') && text.len() > 1 {
        return Err(Fault::Negative);
    }
    let certain = |hours| DurationCell { hours, doubt: None };
    let cell = if let Ok(number) = text.parse::<f64>() {
        of_number(number, text, bare)?
    } else if let Some(hours) = between_clocks(text).or_else(|| iso(text)) {
        certain(hours)
    } else if let Some((hours, minutes)) = text.split_once(':') {
        certain(clock(hours, minutes)?)
    } else if let Some(cell) = lower_end(text, bare) {
        cell
    } else {
        certain(worded(text)?)
    };
    if !cell.hours.is_finite() {
        return Err(Fault::NotADuration);
    }
    if cell.hours > LONGEST_HOURS {
        return Err(Fault::TooLarge);
    }
    Ok(cell)
}

/// A number without a unit. Less than a minute is none: where it has the digits of a part of a day
/// (0.0625 is 1:30), as spreadsheets store durations, it is that, else its unit is not clear.
fn of_number(number: f64, text: &str, bare: Unit) -> Result<DurationCell, Fault> {
    let is_small = bare == Unit::Unstated && number > 0.0 && number < 1.0;
    if !is_small {
        return Ok(DurationCell {
            hours: number * bare.hours(),
            doubt: None,
        });
    }
    let minutes = number * MINUTES_OF_DAY;
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals > 2 && (minutes - minutes.round()).abs() < 0.1 {
        return Ok(DurationCell {
            hours: minutes.round() / 60.0,
            doubt: Some(Fault::PartOfDay),
        });
    }
    Err(Fault::UnitUnclear)
}

const MINUTES_OF_DAY: f64 = 1440.0;

/// `90分钟(含讨论)` without what stands in brackets behind it.
fn without_remark(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, rest)) if rest.ends_with(')') && !before.is_empty() => before.trim(),
        _ => text,
    }
}

/// `9:00-11:00`: from one clock time to another of the same day.
fn between_clocks(text: &str) -> Option<f64> {
    if !text.contains([':', '时', '点']) {
        return None;
    }
    let times = time::read(text)
        .ok()
        .or_else(|| time::read(&numeral::in_figures(text)?).ok())?;
    let minutes = times.end? - times.start?;
    (minutes > 0).then(|| f64::from(minutes) / 60.0)
}

/// `pt1h30m`: ISO 8601.
fn iso(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix('p')?;
    let (mut hours, mut any) = (0.0, false);
    let mut is_time = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('t') {
            (rest, is_time) = (after, true);
            continue;
        }
        let (number, after) = number(rest)?;
        let unit = match (after.chars().next()?, is_time) {
            ('d', false) => 24.0,
            ('h', true) => 1.0,
            ('m', true) => 1.0 / 60.0,
            ('s', true) => 1.0 / 3600.0,
            _ => return None,
        };
        (hours, any, rest) = (hours + number * unit, true, &after[1..]);
    }
    any.then_some(hours)
}

/// `1-2小时`, `30~40`: the lower end of a range, in the unit that stands behind the upper one.
fn lower_end(text: &str, bare: Unit) -> Option<DurationCell> {
    let (low, high) = text.split_once(['-', '~', '～', '—', '至', '到'])?;
    let (lower, after) = number(low.trim())?;
    let high = high.trim_start_matches(['-', '—']).trim();
    let (upper, unit) = number(high)?;
    let unit_of = |word: &str| match word.trim() {
        "" => Some(bare),
        word => Unit::named(word),
    };
    let unit = unit_of(unit)?;
    let unit = if after.trim().is_empty() {
        unit
    } else {
        unit_of(after)?
    };
    (lower < upper || !after.trim().is_empty()).then_some(DurationCell {
        hours: lower * unit.hours(),
        doubt: Some(Fault::RangeLow),
    })
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
        // 3个半天 are three half days, 3个半小时 three hours and a half.
        if let Some(after) = after
            .strip_prefix("个半天")
            .or(after.strip_prefix("个半日"))
        {
            hours += number * Unit::Days.hours() / 2.0;
            (last, rest) = (Some(Unit::Days), after);
            continue;
        }
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

/// The number at the start of `text`, in figures or in words.
fn number(text: &str) -> Option<(f64, &str)> {
    numeral::leading(text)
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
            ("十五分钟", 0.25),
            ("四十五分", 0.75),
            ("两小时三十分", 2.5),
            ("9:00-11:00", 2.0),
            ("上午9点至11点半", 2.5),
            ("90分钟（含讨论）", 1.5),
            ("90 min.", 1.5),
            ("PT1H30M", 1.5),
            ("3个半天", 12.0),
            ("3个半小时", 3.5),
            ("九时至十一时", 2.0),
        ];
        for (text, hours) in cases {
            let read = read(text, Unit::Minutes);
            assert!(
                read.is_ok_and(|found| (found.hours - hours).abs() < 1e-9),
                "{text}: {read:?}"
            );
        }
        let hours = |cell: Result<DurationCell, Fault>| cell.map(|cell| (cell.hours, cell.doubt));
        assert_eq!(hours(read("1.5", Unit::Hours)), Ok((1.5, None)));
        let range = Ok((1.0, Some(Fault::RangeLow)));
        assert_eq!(hours(read("1-2小时", Unit::Minutes)), range);
        assert_eq!(hours(read("1~2", Unit::Hours)), range);
        let part = Ok((1.5, Some(Fault::PartOfDay)));
        assert_eq!(hours(read("0.0625", Unit::Unstated)), part);
        assert_eq!(hours(read("0.5", Unit::Hours)), Ok((0.5, None)));
        assert_eq!(hours(read("0.6", Unit::Minutes)), Ok((0.01, None)));
        assert_eq!(hours(read("0.5", Unit::Unstated)), Err(Fault::UnitUnclear));
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
