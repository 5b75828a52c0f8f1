//! How often something falls due, as times a year: `每月`, `月报`, `每周一次`, `12/year`, `不定期`.
//! The numbers of a year are those of the cost model: 250 working days, 52 weeks, 36 thirds of a
//! month, 12 months, 4 quarters; what comes as occasion arises counts as 4.

use super::Fault;
use super::normal::name;
use super::numeral;

/// What happens once and not again; no rate a year.
pub const ONCE: f64 = 0.0;

/// Words that name a rate wherever they stand, the canonical one first; longer ones stand before
/// their own parts.
const RATES: [(f64, &[&str]); 16] = [
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
        &[
            "half_yearly",
            "half yearly",
            "half-yearly",
            "半年",
            "每学期",
            "学期",
        ],
    ),
    (
        26.0,
        &[
            "fortnightly",
            "biweekly",
            "双周",
            "两周一",
            "每两周",
            "隔周",
        ],
    ),
    (24.0, &["半月", "半个月"]),
    (6.0, &["双月", "两个月", "每两月", "隔月"]),
    (
        4.0,
        &[
            "quarterly",
            "季报",
            "季度",
            "每季",
            "逐季",
            "按季",
            "三个月",
        ],
    ),
    (
        36.0,
        &[
            "ten_days", "ten days", "ten-day", "旬报", "每旬", "逐旬", "按旬",
        ],
    ),
    (
        52.0,
        &["weekly", "周报", "每周", "逐周", "按周", "每星期", "一周一"],
    ),
    (
        12.0,
        &[
            "monthly",
            "月报",
            "每月",
            "逐月",
            "按月",
            "每个月",
            "一月一",
        ],
    ),
    (
        1.0,
        &[
            "yearly",
            "annually",
            "annual",
            "年报",
            "每年",
            "年度",
            "逐年",
            "按年",
            "一年一",
        ],
    ),
    (
        250.0,
        &[
            "daily",
            "日报",
            "每日",
            "每天",
            "逐日",
            "按日",
            "一日一",
            "天天",
        ],
    ),
    (36.0, &["旬"]),
    (4.0, &["季"]),
    (12.0, &["月"]),
    (52.0, &["周"]),
];
/// Words that are a rate only where nothing stands beside them.
const ALONE: [(f64, &str); 3] = [(250.0, "日"), (250.0, "天"), (1.0, "年")];

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
    if let Some((rate, _)) = ALONE.iter().find(|(_, word)| *word == text) {
        return Ok(*rate);
    }
    if let Some(rate) = of_several(text) {
        return Ok(rate);
    }
    // A single syllable names a rate only as the whole; in a longer text it may name a deadline.
    let fits = |word: &&str| {
        if word.is_ascii() || word.chars().count() == 1 {
            *word == text
        } else {
            text.contains(*word)
        }
    };
    let (rate, _) = RATES
        .iter()
        .find(|(_, words)| words.iter().any(&fits))
        .ok_or(Fault::NotAFrequency)?;
    Ok(rate * times(text).unwrap_or(1.0))
}

/// 月报、年报: forms of one name that fall due at several rates; 每周一、周四 and 每月5日、15日: several days of
/// one span; 每天8点、17点: several times of a day.
fn of_several(text: &str) -> Option<f64> {
    let text = text.split(['(', '（']).next().unwrap_or(text);
    let parts: Vec<&str> = text
        .split(['、', ',', '，', '/', ';', '；', '和', '及'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let [first, rest @ ..] = parts.as_slice() else {
        return None;
    };
    if let Some(days) = first
        .strip_prefix("每周")
        .or_else(|| first.strip_prefix("每星期"))
    {
        // 每周一三五 names three days without a mark between them.
        let is_day = |c: char| "一二三四五六日天".contains(c);
        let named = days.chars().all(is_day) && !days.is_empty();
        let more = rest.iter().all(|part| {
            part.trim_start_matches(['每', '周', '星', '期'])
                .chars()
                .all(is_day)
        });
        let count = |part: &str| part.chars().filter(|c| is_day(*c)).count();
        let all = count(days)
            + rest
                .iter()
                .map(|part| count(part.trim_start_matches("星期")))
                .sum::<usize>();
        return (named && more && all > 1).then_some(52.0 * all as f64);
    }
    if rest.is_empty() {
        return None;
    }
    let is_dated = |part: &str, marks: &[char]| {
        part.contains(marks) && part.chars().any(|c| c.is_ascii_digit())
    };
    for (word, rate, marks) in [
        ("每月", 12.0, ['日', '号']),
        ("每天", 250.0, ['点', '时']),
        ("每日", 250.0, ['点', '时']),
    ] {
        if first.starts_with(word)
            && parts
                .iter()
                .all(|part| is_dated(part.strip_prefix(word).unwrap_or(part), &marks))
        {
            return Some(rate * parts.len() as f64);
        }
    }
    let rates: Option<Vec<f64>> = parts
        .iter()
        .map(|part| {
            read(part)
                .ok()
                .filter(|rate| rate.to_bits() != ONCE.to_bits())
        })
        .collect();
    rates.map(|rates| rates.iter().sum())
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
    before.char_indices().find_map(|(start, _)| {
        let (times, rest) = numeral::leading(&before[start..])?;
        (rest.is_empty() && times >= 1.0).then_some(times)
    })
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
            ("每月5日前", 12.0),
            ("月报（次月10日前）", 12.0),
            ("每年12月31日前", 1.0),
            ("每两周一次", 26.0),
            ("每半月", 24.0),
            ("双月报", 6.0),
            ("月", 12.0),
            ("日", 250.0),
            ("每周一、周四", 104.0),
            ("每周一三五", 156.0),
            ("每月5日、15日、25日", 36.0),
            ("每天8点、17点", 500.0),
            ("月报、年报", 13.0),
            ("季报/年报", 5.0),
            ("每周一", 52.0),
            ("每周五下班前", 52.0),
        ] {
            assert_eq!(read(text), Ok(rate), "{text}");
        }
        for text in ["常常", "0/year", "x/year", "", "报表周期", "12月31日"] {
            assert_eq!(read(text), Err(Fault::NotAFrequency), "{text}");
        }
    }
}
