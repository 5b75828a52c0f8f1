//! Dates in every form that exports hold: `2024-03-05`, `2024年3月5日上午9:00`, `20240305`, the
//! spreadsheet serial `45356`, `3月5日` without its year, `2024年3月`, `3.5-3.7`, `03/04/2024`.
//! Days are counted from 1970-01-01. What a cell alone does not settle (the year, the order of
//! day and month) is left open here and settled by the loader from the rest of the column.

use super::normal::narrow;
use super::time::{self, TimeCell};
use super::{Fault, date_forms};

pub use super::calendar::{days, from_date, orders_of_short, to_date, year};
pub use super::day::{DateCell, Day, Due};
use super::day::{either_order, month_and_day, third_of_month};

/// The day at the start of a text, and what stands behind it.
#[must_use]
pub fn leading(text: &str) -> Option<(Day, &str)> {
    leading_day(text).ok()
}

/// The day 1899-12-30, from which spreadsheets count, in days since 1970-01-01.
const SPREADSHEET_EPOCH: i32 = -25_569;
/// Serials of 1954-10-03 to 2119-01-09; other bare numbers are no dates.
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=80_000;
/// Reads a date with whatever stands behind it: times, a weekday, the end of a range.
///
/// # Errors
/// [`Fault::NotADate`], [`Fault::NoSuchDay`].
pub fn read(cell: &str) -> Result<DateCell, Fault> {
    if let Some(exact) = plain(cell.as_bytes()) {
        return exact.map(|days| only(Day::Exact(days)));
    }
    let narrowed = narrow(cell);
    let text = narrowed.trim();
    if let Some(local) = date_forms::of_greenwich(text) {
        return read_usual(&local);
    }
    read_usual(text).or_else(|fault| {
        let usual = date_forms::usual(text).ok_or(fault)?;
        read_usual(&usual).map_err(|_| fault)
    })
}

fn read_usual(text: &str) -> Result<DateCell, Fault> {
    if let Some(serial) = serial(text) {
        return Ok(serial);
    }
    let (day, rest) = leading_day(text)?;
    let times = match tail(rest) {
        Ok(times) => times,
        Err(fault) => until(day, rest).ok_or(fault)?,
    };
    Ok(DateCell { day, times })
}

fn only(day: Day) -> DateCell {
    DateCell::of_day(day)
}

/// The usual form, `2024-03-05` or `2024/3/5` and nothing else, without a detour.
fn plain(bytes: &[u8]) -> Option<Result<i32, Fault>> {
    let separator = *bytes.get(4)?;
    // 5/28/24 has a separator there, too.
    let year_first = bytes[..4].iter().all(u8::is_ascii_digit);
    if !matches!(separator, b'-' | b'/') || bytes.len() > 10 || !year_first {
        return None;
    }
    let number = |digits: &[u8]| {
        let short = !digits.is_empty() && digits.len() <= 4;
        (short && digits.iter().all(u8::is_ascii_digit)).then(|| {
            digits
                .iter()
                .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let mut parts = bytes.split(|byte| *byte == separator);
    let (year, month, day) = (
        number(parts.next()?)?,
        number(parts.next()?)?,
        number(parts.next()?)?,
    );
    parts
        .next()
        .is_none()
        .then(|| days(year as i32, month, day))
}

/// `20240305`, `202403`, `45356`, `45356.375`.
fn serial(text: &str) -> Option<DateCell> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let number: i32 = whole.parse().ok()?;
    match (whole.len(), fraction) {
        (8, "") => {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            days(year, month as u32, day as u32)
                .ok()
                .map(|days| only(Day::Exact(days)))
        }
        (6, "") => {
            let first = days(number / 100, (number % 100) as u32, 1).ok()?;
            Some(only(Day::Coarse(first)))
        }
        (5, _) if SERIALS.contains(&number) => {
            let of_day: f64 = format!("0.{fraction}0").parse().ok()?;
            let minutes = (of_day * 1440.0).round() as i32;
            Some(DateCell {
                day: Day::Exact(number + SPREADSHEET_EPOCH),
                times: TimeCell {
                    start: (!fraction.is_empty()).then_some(minutes),
                    end: None,
                },
            })
        }
        _ => None,
    }
}

/// A number of at most four digits at the start, and what follows it.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    Some((
        text[..digits].parse().ok()?,
        digits,
        text[digits..].trim_start(),
    ))
}

fn leading_day(text: &str) -> Result<(Day, &str), Fault> {
    let (first, digits, rest) = number(text).ok_or(Fault::NotADate)?;
    if digits == 4 {
        return with_year(first as i32, rest);
    }
    if digits > 2 {
        return Err(Fault::NotADate);
    }
    if let Some(rest) = rest.strip_prefix('月') {
        return without_year(first, rest);
    }
    let separator = rest.chars().next().ok_or(Fault::NotADate)?;
    let rest = rest.strip_prefix(['.', '/', '-']).ok_or(Fault::NotADate)?;
    let (second, digits, rest) = number(rest).ok_or(Fault::NotADate)?;
    if digits > 2 {
        return Err(Fault::NotADate);
    }
    if let Some(after) = rest.strip_prefix(['.', '/', '-'])
        && let Some((year, digits, after)) = number(after)
    {
        match digits {
            4 => return either_order(first, second, year as i32).map(|day| (day, after)),
            // 3.5-3.7 is a range of days.
            2 | 1 if rest.starts_with(separator) && !after.starts_with(['.', '/', '-']) => {
                let short = [first, second, year];
                let is_any = orders_of_short(short).iter().any(Option::is_some);
                let after = after.strip_prefix('日').unwrap_or(after);
                return if is_any {
                    Ok((Day::Short(short), after))
                } else {
                    Err(Fault::NoSuchDay)
                };
            }
            _ => {}
        }
    }
    month_and_day(first, second, false).map(|day| (day, rest))
}

fn with_year(year: i32, rest: &str) -> Result<(Day, &str), Fault> {
    let rest = rest
        .strip_prefix(['年', '-', '/', '.'])
        .ok_or(Fault::NotADate)?;
    let (month, digits, rest) = number(rest).ok_or(Fault::NotADate)?;
    if digits > 2 {
        return Err(Fault::NotADate);
    }
    let Some(rest) = rest.strip_prefix(['月', '-', '/', '.']) else {
        return days(year, month, 1).map(|first| (Day::Coarse(first), rest));
    };
    if let Some((third, rest)) = third_of_month(rest) {
        return days(year, month, third).map(|first| (Day::Coarse(first), rest));
    }
    let Some((day, 1..=2, rest)) = number(rest) else {
        return days(year, month, 1).map(|first| (Day::Coarse(first), rest));
    };
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    days(year, month, day).map(|days| (Day::Exact(days), rest))
}

fn without_year(month: u32, rest: &str) -> Result<(Day, &str), Fault> {
    if let Some((third, rest)) = third_of_month(rest) {
        return month_and_day(month, third, true).map(|day| (day, rest));
    }
    let Some((day, 1..=2, rest)) = number(rest) else {
        let rest = rest.strip_prefix('份').unwrap_or(rest);
        return month_and_day(month, 1, true).map(|day| (day, rest));
    };
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    month_and_day(month, day, false).map(|day| (day, rest))
}

/// What may stand behind a day: nothing, a weekday, a time, the end of a range.
fn tail(text: &str) -> Result<TimeCell, Fault> {
    let mut rest = text.trim_start_matches(['T', 't', ' ', ',']).trim();
    for opening in ["(", "星期", "周", "礼拜"] {
        if let Some(after) = rest.strip_prefix(opening) {
            let end = after.find([')', ' ']).map_or_else(
                || after.chars().next().map_or(0, char::len_utf8),
                |position| position + 1,
            );
            rest = after[end..].trim_start_matches(')').trim();
        }
    }
    if rest.is_empty() {
        return Ok(TimeCell::default());
    }
    if let Some(end) = rest.strip_prefix(['-', '—', '–', '~', '至', '到'])
        && is_end_of_range(end.trim_start_matches(['-', '—', ' ']))
    {
        return Ok(TimeCell::default());
    }
    let clock = rest.split(['+', 'Z']).next().unwrap_or(rest);
    time::read(clock).map_err(|_| Fault::NotADate)
}

/// `09:00至2024-03-05 11:30`: a time, and the moment until which it goes on. The end is kept where
/// it is of the same day.
fn until(day: Day, text: &str) -> Option<TimeCell> {
    let marks = ["至", "到", "~", "～", "—", " - ", "-"];
    let (from, to) = marks.iter().find_map(|mark| text.split_once(mark))?;
    let start = time::read(from.trim()).ok()?.start?;
    let end = read(to.trim_start_matches(['-', '—']).trim()).ok()?;
    Some(TimeCell {
        start: Some(start),
        end: end.times.start.filter(|_| end.day == day),
    })
}

/// The end of a range of days: a date, or a day of the same month.
fn is_end_of_range(text: &str) -> bool {
    let bare_day = text.trim_end_matches(['日', '号', '天']);
    bare_day
        .parse::<u32>()
        .is_ok_and(|day| (1..=31).contains(&day))
        || plain(text.as_bytes()).is_some_and(|end| end.is_ok())
        || leading_day(text).is_ok_and(|(_, rest)| tail(rest).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Option<String> {
        match read(text).ok()?.day {
            Day::Exact(days) | Day::Settled { days, .. } => Some(to_date(days).to_string()),
            _ => None,
        }
    }

    #[test]
    fn full_dates_are_read_in_every_form() {
        for text in [
            "2024-03-05",
            "2024/3/5",
            "2024.3.5",
            "2024年3月5日",
            "20240305",
            "45356",
            "2024/03/05 12:00:00",
            "2024年03月05日（星期二）",
            "２０２４年３月５日",
            "2024-03-05T09:00:00",
            "2024-3-5 上午",
            "2024-03-05至2024-03-06",
            "2024年3月5日-7日",
            "2024-03-05 周二 9:00",
            "2024.3.5-3.7",
            "2024-03-05T09:00:00Z",
            "2024-03-05T09:00:00+08:00",
        ] {
            assert_eq!(exact(text).as_deref(), Some("2024-03-05"), "{text}");
        }
        assert_eq!(exact("25/03/2024").as_deref(), Some("2024-03-25"));
        assert_eq!(exact("03/25/2024").as_deref(), Some("2024-03-25"));
    }

    #[test]
    fn times_behind_a_date_are_kept() {
        let times = |text| read(text).map(|cell| (cell.times.start, cell.times.end));
        assert_eq!(times("2024年3月5日上午9:00"), Ok((Some(540), None)));
        assert_eq!(times("2024-03-05 14:30-16:00"), Ok((Some(870), Some(960))));
        assert_eq!(times("45356.375"), Ok((Some(540), None)));
        assert_eq!(times("2024-03-05"), Ok((None, None)));
        assert_eq!(
            times("2024-03-05 09:00至2024-03-05 11:30"),
            Ok((Some(540), Some(690)))
        );
    }

    #[test]
    fn what_a_cell_leaves_open_stays_open() {
        let day = |text| read(text).map(|cell| cell.day);
        assert_eq!(
            day("3月5日"),
            Ok(Day::NoYear {
                month: 3,
                day: 5,
                coarse: false
            })
        );
        assert_eq!(
            day("3.5-3.7"),
            Ok(Day::NoYear {
                month: 3,
                day: 5,
                coarse: false
            })
        );
        assert_eq!(
            day("3月上旬"),
            Ok(Day::NoYear {
                month: 3,
                day: 1,
                coarse: true
            })
        );
        assert_eq!(day("2024年3月"), days(2024, 3, 1).map(Day::Coarse));
        assert_eq!(day("2024年3月下旬"), days(2024, 3, 21).map(Day::Coarse));
        assert_eq!(
            day("03/04/2024"),
            Ok(Day::Ambiguous {
                first: 3,
                second: 4,
                year: 2024
            })
        );
    }

    #[test]
    fn what_is_no_date_is_said() {
        assert_eq!(read("2024-02-30").map(|_| ()), Err(Fault::NoSuchDay));
        assert_eq!(read("2024年13月1日").map(|_| ()), Err(Fault::NoSuchDay));
        for text in [
            "待定",
            "",
            "12345678901",
            "2024",
            "第三季度",
            "3月5日待定",
            "99999",
            "2024-03-05x",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days(1970, 1, 1), Ok(0));
        assert_eq!(to_date(0).to_string(), "1970-01-01");
        assert_eq!(days(2024, 3, 5), Ok(45_356 + SPREADSHEET_EPOCH));
    }
}
