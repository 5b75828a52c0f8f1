//! Other forms of a moment that systems and offices write, brought into the usual one: 二〇二四年三月五日,
//! `20240305090000`, milliseconds since 1970, `Tue Mar 05 09:00:00 CST 2024`, `Mar 5, 2024`,
//! `5-Mar-24`, 民国113年, a weekday in front, dashes of print.

use chrono::{NaiveDateTime, TimeDelta};

use super::date::to_date;
use super::numeral;

/// The English months, in order; their beginnings are short forms of them.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// The years that a calendar counted from the founding of the republic lies behind.
const REPUBLIC: u32 = 1911;
/// China keeps one time, eight hours before that of Greenwich.
const CHINA: i64 = 8 * 3600;
/// Moments of 2001 to 2100; other numbers of so many digits are no moments.
const SECONDS: std::ops::Range<i64> = 978_307_200..4_102_444_800;

/// The usual form of a cell in another; `None` where it is in none of these.
#[must_use]
pub(super) fn usual(text: &str) -> Option<String> {
    let text = text.trim();
    digits(text)
        .or_else(|| english(text))
        .or_else(|| republic(text))
        .or_else(|| printed(text))
        .or_else(|| {
            let is_year = text.contains('年') && text.contains('月');
            numeral::in_figures(text).filter(|_| is_year)
        })
}

/// `2024-03-04T16:30:00.000Z`, as programs write a moment of Greenwich, by the clock of China: often
/// a day later. Other offsets stand beside the clock of the place, which is kept.
#[must_use]
pub(super) fn of_greenwich(text: &str) -> Option<String> {
    let bare = ["Z", "z", "+00:00", "+0000"]
        .into_iter()
        .find_map(|zone| text.strip_suffix(zone))?;
    let moment = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
    ]
    .into_iter()
    .find_map(|form| NaiveDateTime::parse_from_str(bare.trim(), form).ok())?;
    let local = moment.checked_add_signed(TimeDelta::seconds(CHINA))?;
    Some(local.format("%Y-%m-%d %H:%M").to_string())
}

/// `20240305090000`, `202403050900`, `20240305 09:00`, `20240305.0`, milliseconds since 1970.
fn digits(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let day = |number: &str| format!("{}-{}-{}", &number[..4], &number[4..6], &number[6..8]);
    match (number.len(), rest) {
        (14 | 12, "") => Some(format!(
            "{} {}:{}",
            day(number),
            &number[8..10],
            &number[10..12]
        )),
        (8, ".0") => Some(day(number)),
        (8, rest) if rest.starts_with([' ', 'T', 't']) => {
            Some(format!("{} {}", day(number), rest[1..].trim()))
        }
        (13, "") => {
            let seconds = number.parse::<i64>().ok()? / 1000;
            if !SECONDS.contains(&seconds) {
                return None;
            }
            let local = seconds + CHINA;
            let (days, of_day) = (local.div_euclid(86_400), local.rem_euclid(86_400));
            let date = to_date(i32::try_from(days).ok()?);
            Some(format!(
                "{date} {:02}:{:02}",
                of_day / 3600,
                of_day / 60 % 60
            ))
        }
        _ => None,
    }
}

/// `Tue Mar 05 09:00:00 CST 2024`, `Mar 5, 2024`, `5 March 2024`, `5-Mar-24 9:00`.
fn english(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let month_at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[month_at])?;
    let (mut day, mut year, mut clock) = (None, None, String::new());
    for (position, word) in words.iter().enumerate() {
        if position == month_at || WEEKDAYS.iter().any(|weekday| word.starts_with(weekday)) {
            continue;
        }
        let bare = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if word.contains(':') {
            clock = format!(" {word}");
        } else if let Ok(number) = bare.parse::<u32>() {
            match (day, bare.len()) {
                (_, 4) => year = Some(number),
                (None, 1..=2) => day = Some(number),
                // 5-Mar-24: the second short number is the year.
                (Some(_), 2) => year = Some(2000 + number),
                _ => return None,
            }
        } else if matches!(*word, "am" | "pm") {
            clock = format!("{clock} {word}");
        } else if !matches!(
            *word,
            "cst" | "gmt" | "utc" | "of" | "at" | "gmt+8" | "gmt+0800"
        ) {
            return None;
        }
    }
    Some(format!("{}-{month}-{}{clock}", year?, day?))
}

fn month(word: &str) -> Option<usize> {
    let place = MONTHS.iter().position(|month| month.starts_with(word))?;
    (word.len() >= 3).then_some(place + 1)
}

/// 民国113年3月5日.
fn republic(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("民国")
        .or_else(|| text.strip_prefix("民國"))?;
    let (year, rest) = rest.split_once('年')?;
    Some(format!("{}年{rest}", year.parse::<u32>().ok()? + REPUBLIC))
}

/// What print and people add: a weekday in front, dashes, a stop at the end, 开始, the hour in words.
fn printed(text: &str) -> Option<String> {
    let mut usual = text.to_owned();
    for weekday in ["星期", "周", "礼拜"] {
        if let Some(rest) = text.strip_prefix(weekday) {
            let rest: String = rest.chars().skip(1).collect();
            rest.trim().clone_into(&mut usual);
        }
    }
    usual = usual
        .trim_start_matches('\'')
        .trim_end_matches(['.', '。', '起'])
        .trim_end_matches("开始")
        .replace(['–', '—', '‐', '−'], "-")
        .replace("日晚", "日晚上")
        .replace("晚上上", "晚上");
    if let Some((before, zone)) = usual.clone().split_once(" GMT+8") {
        usual = format!("{before}{zone}");
    }
    // 3月5日、6日: the first of several days.
    if let Some((first, more)) = usual.clone().split_once('、')
        && first.ends_with(['日', '号'])
        && more.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(first.to_owned());
    }
    (usual != text).then_some(usual)
}

#[cfg(test)]
mod tests {
    use super::super::date::{Day, read};
    use super::*;

    #[test]
    fn other_forms_of_a_day_are_the_same_day() {
        for text in [
            "二〇二四年三月五日",
            "二○二四年三月五日",
            "20240305090000",
            "202403050900",
            "20240305 09:00",
            "20240305.0",
            "1709600400000",
            "2024-03-04T16:00:00.000Z",
            "2024-03-05T15:59:59Z",
            "2024-03-04 16:00:00+00:00",
            "2024-03-05T23:30:00+08:00",
            "Tue Mar 05 09:00:00 CST 2024",
            "Mar 5, 2024",
            "5 March 2024",
            "5th March 2024",
            "5-Mar-24",
            "2024/03/05 9:00:00 AM GMT+8",
            "2024年3月5日晚8点",
            "2024年3月5日、6日",
            "2024年3月5日9:00开始",
            "星期二 2024-03-05",
            "2024－03－05",
            "2024–03–05",
            "2024.3.5.",
            "'2024-03-05",
            "民国113年3月5日",
        ] {
            let day = read(text).map(|cell| cell.day);
            let Ok(Day::Exact(days)) = day else {
                panic!("{text}: {day:?}");
            };
            assert_eq!(to_date(days).to_string(), "2024-03-05", "{text}");
        }
        for text in [
            "13800000000",
            "99999999999999",
            "marvellous 5 2024",
            "Q1 2024",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
