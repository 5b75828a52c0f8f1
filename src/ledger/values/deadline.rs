//! Deadlines as notices write them: 3月7日前, 2024年3月8日下班前, 请于3月8日前报送, 当日, 三日内,
//! 5个工作日内, 每月5日前. What counts from the day of the notice is settled by the row.

use super::date::{self, DateCell, Day, Due};
use super::normal::narrow;
use super::numeral;

/// Words in front of the day by which something is owed.
const BEFORE: [&str; 14] = [
    "请务必于",
    "务必于",
    "请于",
    "请在",
    "务于",
    "限于",
    "最迟于",
    "最迟",
    "截止到",
    "截至",
    "截止",
    "应于",
    "于",
    "在",
];
/// Days that a word names, counted from that of the notice.
const NAMED: [(&str, u32); 12] = [
    ("当日", 0),
    ("当天", 0),
    ("即日", 0),
    ("今日", 0),
    ("立即", 0),
    ("即刻", 0),
    ("马上", 0),
    ("次日", 1),
    ("第二天", 1),
    ("明日", 1),
    ("一周", 7),
    ("两周", 14),
];

/// Reads a deadline that is no plain date.
#[must_use]
pub fn read(cell: &str) -> Option<DateCell> {
    let narrowed = narrow(cell);
    let mut text = narrowed.trim();
    if let Some(rest) = BEFORE.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest.trim();
    }
    by_day(text)
        .or_else(|| due(text).map(Day::Due))
        .map(DateCell::of_day)
}

/// A day, and behind it the time of day and 前: 3月8日17:00前.
fn by_day(text: &str) -> Option<Day> {
    let (day, rest) = date::leading(text)?;
    let rest = rest.trim();
    let closes = rest.contains('前') || rest.contains('止') || rest.starts_with("下班");
    (closes && rest.chars().count() <= 24).then_some(day)
}

/// A deadline that counts from the day of the notice, or comes every month.
fn due(text: &str) -> Option<Due> {
    if let Some(rest) = text.strip_prefix("每月") {
        let (day, rest) = numeral::leading(rest)?;
        let day = whole(day).filter(|day| (1..=31).contains(day))?;
        return rest
            .starts_with(['日', '号'])
            .then_some(Due::DayOfMonth(day));
    }
    let text = [
        "收文后",
        "收到后",
        "印发后",
        "发文后",
        "接通知后",
        "接文后",
        "发布后",
        "自印发之日起",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text);
    if let Some((word, days)) = NAMED.iter().find(|(word, _)| text.starts_with(word)) {
        let rest = &text[word.len()..];
        let is_end = rest.is_empty() || rest.contains(['前', '内', '报', '下', '反', ':']);
        return is_end.then_some(Due::Days(*days));
    }
    let (number, rest) = numeral::leading(text)?;
    let number = whole(number.ceil()).filter(|number| *number <= 366)?;
    let within = |unit: &str| {
        rest.strip_prefix(unit)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['内', '之']))
    };
    if within("个工作日") || within("工作日") {
        Some(Due::WorkingDays(number))
    } else if within("日") || within("天") {
        Some(Due::Days(number))
    } else if within("小时") || within("个小时") {
        Some(Due::Days(number / 24))
    } else if within("周") || within("个星期") {
        Some(Due::Days(number * 7))
    } else {
        None
    }
}

fn whole(number: f64) -> Option<u32> {
    ((0.0..1000.0).contains(&number) && number.fract() == 0.0).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_of_notices_are_days_or_count_from_the_notice() {
        let day = |text| read(text).map(|cell| cell.day);
        let no_year = |month, day| {
            Some(Day::NoYear {
                month,
                day,
                coarse: false,
            })
        };
        assert_eq!(day("3月7日前"), no_year(3, 7));
        assert_eq!(day("3月8日17:00前"), no_year(3, 8));
        assert_eq!(day("请于3月8日前报送"), no_year(3, 8));
        let exact = date::days(2024, 3, 8).ok().map(Day::Exact);
        assert_eq!(day("2024年3月8日下班前"), exact);
        for (text, due) in [
            ("当日", Due::Days(0)),
            ("当天17:00前", Due::Days(0)),
            ("三日内", Due::Days(3)),
            ("收文后3天内", Due::Days(3)),
            ("5个工作日内", Due::WorkingDays(5)),
            ("24小时内", Due::Days(1)),
            ("两周内", Due::Days(14)),
            ("每月5日前", Due::DayOfMonth(5)),
        ] {
            assert_eq!(day(text), Some(Day::Due(due)), "{text}");
        }
        for text in ["尽快", "3份", "3月8日召开", "待定"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
