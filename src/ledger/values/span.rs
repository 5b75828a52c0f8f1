//! The days that a name or a title says its table covers: 2024年上半年会议台账, `工作群_202403`,
//! Q1 2024, 近30天消息数. A single day (of the export, of printing) is none.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::date;
use super::normal;

/// First and last day, both covered, in days since 1970-01-01.
pub type Span = (i32, i32);

/// What a header says of the days over which its numbers were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// From one day to another.
    Between(Span),
    /// From one day to that of the export.
    Since(i32),
    /// So many days up to the day of the export.
    Last(i32),
    /// Since the first of the month in which the export was made.
    Month,
    /// Since the first of that year.
    Year,
    /// Since the thing began, however long ago.
    Life,
}

fn days(year: i32, month: u32, day: u32) -> Option<i32> {
    date::days(year, month, day).ok()
}

type Pattern = LazyLock<Option<Regex>>;

fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

/// Two days: 2024年1月1日至6月30日, 2024-01-01~2024-06-30, 20240101-20240630.
static DAYS: Pattern = LazyLock::new(|| {
    pattern(
        r"(?x)((?:19|20)\d\d)[-年./]?(\d{1,2})[-月./]?(\d{1,2})日?\s*(?:[-—–~至到]|to)+\s*
          (?:((?:19|20)\d\d)[-年./]?)?(\d{1,2})[-月./]?(\d{1,2})日?",
    )
});
/// One day, which is taken out before anything else is looked for.
static DAY: Pattern = LazyLock::new(|| {
    pattern(
        r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日?|[-./]\d{1,2}[-./]\d{1,2}|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:\d{4,6})?)",
    )
});
/// A year, and what of it.
static OF_YEAR: Pattern = LazyLock::new(|| {
    pattern(
        r"(?x)(?P<open>[〔\[])?\b?(?P<year>(?:19|20)\d\d)(?P<mark>年度?|年)?[\s_.]*
          (?:
            (?P<half>[上下])半年|(?:[hH](?P<h>[12])(?:\b|_))
            |第?(?P<quarter>[一二三四1-4])季度?|(?:[qQ](?P<q>[1-4])(?:\b|_))
            |(?P<three>前三季度?)
            |[-./]?(?P<from>\d{1,2})月?份?\s*[-—–~至到]+\s*(?P<to>\d{1,2})月
            |(?P<month>\d{1,2})月
            |[-./]?(?P<two>0[1-9]|1[0-2])(?:\b|_|\D|$)
          )?",
    )
});
/// The same with the part before the year: Q1 2024, first half of 2024, March 2024, Jan-Jun 2024.
static ENGLISH: Pattern = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:\b|_)(?:q(?P<q>[1-4])|h(?P<h>[12])|(?P<half>first|second)\s+half(?:\s+of)?
          |(?P<from>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
             |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)
           (?:\s*(?:[-–—]|to)\s*(?P<to>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?
             |aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))?)
          [\s_.,-]*(?P<year>(?:19|20)\d\d)(?:\b|_)",
    )
});
/// Days, months or years up to now.
static LATELY: Pattern = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:最?近|过去|last|past)\s*(?P<count>\d{1,3}|[一二两三四六]|半)?\s*个?\s*(?P<unit>日|天|周|星期|月|季度?|年|days?|weeks?|months?|years?)",
    )
});
static LIFE: Pattern = LazyLock::new(|| {
    pattern(
        r"(?i)累计|历史|自?建群以来|自?创建以来|自?成立以来|since creation|cumulative|lifetime|all[- ]time",
    )
});

/// Behind a day, a month or a year: it is only the beginning.
const OPEN: [&str; 3] = ["以来", "至今", "since"];
const MONTH: [&str; 3] = ["本月", "当月", "this month"];
const YEAR: [&str; 5] = ["本年", "今年", "当年", "全年", "this year"];

/// A header without the days that it names: 2024年1-6月消息数 are messages, 近7天 is lately. As it is where nothing else
/// is left.
#[must_use]
pub fn without(header: &str) -> Cow<'_, str> {
    // 近7天 is one word, whatever its digits.
    let is_recent = header.contains('近') && header.bytes().any(|byte| byte.is_ascii_digit());
    if let Some(lately) = LATELY.as_ref().filter(|_| is_recent) {
        return lately.replace_all(header, "近期");
    }
    if !(header.contains("19") || header.contains("20")) || of_text(header).is_none() {
        return Cow::Borrowed(header);
    }
    let mut rest = header.to_owned();
    for pattern in [&DAYS, &ENGLISH, &OF_YEAR] {
        if let Some(pattern) = pattern.as_ref() {
            rest = pattern.replace_all(&rest, "").into_owned();
        }
    }
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "年度份()（）_-".contains(c));
    if rest.is_empty() {
        return Cow::Borrowed(header);
    }
    Cow::Owned(rest.to_owned())
}

/// The days that texts say something covers, from the first to the last of all that they name;
/// `None` where they name none.
#[must_use]
pub fn covered<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Span> {
    texts
        .filter_map(of_text)
        .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

/// The one day that a text names, whole: that of an export or a printing.
#[must_use]
pub fn day(text: &str) -> Option<i32> {
    static ONE: Pattern = LazyLock::new(|| {
        pattern(
            r"((?:19|20)\d\d)(?:年(\d{1,2})月(\d{1,2})日?|[-./](\d{1,2})[-./](\d{1,2})|(\d\d)(\d\d)(?:\D|$))",
        )
    });
    let text = normal::narrow(text);
    let mut found = ONE.as_ref()?.captures_iter(&text);
    let (one, other) = (found.next()?, found.next());
    if other.is_some() || of_text(&text).is_some() {
        return None;
    }
    let part = |groups: [usize; 3]| groups.into_iter().find_map(|group| number(&one, group));
    days(number(&one, 1)? as i32, part([2, 4, 6])?, part([3, 5, 7])?)
}

/// Over which days a header says that its numbers were counted.
#[must_use]
pub fn counted(header: &str) -> Option<Counted> {
    let header = normal::narrow(header);
    if let Some(span) = of_text(&header) {
        let is_open = OPEN.iter().any(|word| header.to_lowercase().contains(word));
        return Some(if is_open {
            Counted::Since(span.0)
        } else {
            Counted::Between(span)
        });
    }
    if let Some(found) = LATELY.as_ref().and_then(|lately| lately.captures(&header)) {
        return lately(&found).map(Counted::Last);
    }
    for (words, counted) in [(&MONTH[..], Counted::Month), (&YEAR[..], Counted::Year)] {
        if words.iter().any(|word| header.contains(word)) {
            return Some(counted);
        }
    }
    let is_life = LIFE.as_ref().is_some_and(|life| life.is_match(&header));
    is_life.then_some(Counted::Life)
}

fn lately(found: &Captures<'_>) -> Option<i32> {
    let unit = found.name("unit")?.as_str().to_lowercase();
    let days = match unit.chars().next()? {
        '日' | '天' | 'd' => 1,
        '周' | '星' | 'w' => 7,
        '月' | 'm' => 30,
        '季' => 91,
        _ => 365,
    };
    let count = match found.name("count").map(|count| count.as_str()) {
        None | Some("一") => 1,
        Some("半") => return Some(days / 2),
        Some("二" | "两") => 2,
        Some("三") => 3,
        Some("四") => 4,
        Some("六") => 6,
        Some(digits) => digits.parse().ok()?,
    };
    (count > 0).then_some(count * days)
}

fn of_text(text: &str) -> Option<Span> {
    let text = normal::narrow(text);
    let mut found: Option<Span> = None;
    let mut add = |span: Option<Span>| {
        if let Some(span) = span.filter(|span| span.0 <= span.1) {
            found = Some(found.map_or(span, |known| (known.0.min(span.0), known.1.max(span.1))));
        }
    };
    let mut rest = text.into_owned();
    for (pattern, span) in [
        (&DAYS, two_days as fn(&Captures<'_>, &str) -> Option<Span>),
        (&DAY, |_, _| None),
        (&ENGLISH, english),
        (&OF_YEAR, of_year),
    ] {
        let Some(pattern) = pattern.as_ref() else {
            continue;
        };
        for found in pattern.captures_iter(&rest) {
            let behind = found.get(0).map_or("", |whole| &rest[whole.end()..]);
            add(span(&found, behind));
        }
        rest = pattern.replace_all(&rest, " ").into_owned();
    }
    found
}

fn number(found: &Captures<'_>, group: usize) -> Option<u32> {
    found.get(group)?.as_str().parse().ok()
}

fn two_days(found: &Captures<'_>, _: &str) -> Option<Span> {
    let year = number(found, 1)?;
    let later = number(found, 4).unwrap_or(year);
    let day = |year: u32, month, day| days(year as i32, month, day);
    Some((
        day(year, number(found, 2)?, number(found, 3)?)?,
        day(later, number(found, 5)?, number(found, 6)?)?,
    ))
}

/// From the first of one month to the last of another.
fn months(year: i32, from: u32, to: u32) -> Option<Span> {
    if !(1..=12).contains(&from) || !(from..=12).contains(&to) {
        return None;
    }
    let next = if to == 12 {
        days(year + 1, 1, 1)?
    } else {
        days(year, to + 1, 1)?
    };
    Some((days(year, from, 1)?, next - 1))
}

fn of_year(found: &Captures<'_>, behind: &str) -> Option<Span> {
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    // A document's number: 云政发〔2024〕3号.
    if part("open").is_some() {
        return None;
    }
    let whole = found.get(0)?;
    let year: i32 = part("year")?.parse().ok()?;
    let digits = |name: &str| part(name).and_then(|part| part.parse::<u32>().ok());
    let quarter = part("quarter").map(|quarter| match quarter {
        "一" | "1" => 1,
        "二" | "2" => 2,
        "三" | "3" => 3,
        _ => 4,
    });
    if let Some(half) = part("half")
        .map(|half| u32::from(half == "下") + 1)
        .or(digits("h"))
    {
        return months(year, half * 6 - 5, half * 6);
    }
    if let Some(quarter) = quarter.or(digits("q")) {
        return months(year, quarter * 3 - 2, quarter * 3);
    }
    if part("three").is_some() {
        return months(year, 1, 9);
    }
    if let (Some(from), Some(to)) = (digits("from"), digits("to")) {
        return months(year, from, to);
    }
    if let Some(month) = digits("month").or(digits("two")) {
        return months(year, month, month);
    }
    // Four digits alone may be anything (拨款2024万元); those that end a name, or begin a span of years,
    // are a year.
    let rest = behind.trim_start_matches(['-', '—', '–', '~', '～', '至', '到']);
    let goes_on = rest.len() < behind.len() && (rest.starts_with("19") || rest.starts_with("20"));
    let ends = behind.is_empty() || whole.as_str().ends_with(['_', ' ', '.']);
    let is_year = part("mark").is_some() || ends || goes_on;
    if is_year { months(year, 1, 12) } else { None }
}

fn english(found: &Captures<'_>, _: &str) -> Option<Span> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let part = |name: &str| found.name(name).map(|part| part.as_str().to_lowercase());
    let year: i32 = part("year")?.parse().ok()?;
    let digits = |name: &str| part(name).and_then(|part| part.parse::<u32>().ok());
    let month = |name: &str| {
        let word = part(name)?;
        let place = MONTHS.iter().position(|month| word.starts_with(month))?;
        Some(place as u32 + 1)
    };
    if let Some(quarter) = digits("q") {
        return months(year, quarter * 3 - 2, quarter * 3);
    }
    let half = part("half").map(|half| u32::from(half == "second") + 1);
    if let Some(half) = half.or(digits("h")) {
        return months(year, half * 6 - 5, half * 6);
    }
    let from = month("from")?;
    months(year, from, month("to").unwrap_or(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: (i32, u32, u32), to: (i32, u32, u32)) -> Option<Span> {
        Some((days(from.0, from.1, from.2)?, days(to.0, to.1, to.2)?))
    }

    #[test]
    fn a_name_says_which_days_its_table_covers() {
        let half = span((2024, 1, 1), (2024, 6, 30));
        let year = span((2023, 1, 1), (2023, 12, 31));
        let quarter = span((2024, 4, 1), (2024, 6, 30));
        let month = span((2024, 3, 1), (2024, 3, 31));
        for (text, expected) in [
            ("云岭县2024年上半年会议台账", half),
            ("会议台账（2024年1-6月）", half),
            ("2024年1月至6月工作群", half),
            ("2024年1月1日至6月30日", half),
            ("groups 2024-01-01 to 2024-06-30", half),
            ("meetings_2024H1", half),
            ("First half of 2024", half),
            ("Jan-Jun 2024", half),
            ("2023年", year),
            ("2023年度报表清单", year),
            ("2023", year),
            ("2024年第二季度", quarter),
            ("2024年二季度检查", quarter),
            ("forms_2024Q2", quarter),
            ("Q2 2024", quarter),
            ("工作群202403", month),
            ("工作群_2024-03", month),
            ("2024年3月份", month),
            ("March 2024", month),
            ("2023-2024年", span((2023, 1, 1), (2024, 12, 31))),
            ("会议2023", year),
            ("2023_会议", year),
            ("拨款2024万元明细", None),
            ("共2024人", None),
            ("Market 2023 levy", year),
            ("Decision 2023/4", None),
            ("工作群_20240630", None),
            ("导出时间：2024年6月30日", None),
            ("云政发〔2024〕3号", None),
            ("工作群", None),
            ("2024060112345", None),
        ] {
            assert_eq!(of_text(text), expected, "{text}");
        }
    }

    #[test]
    fn a_header_is_read_without_the_days_that_it_names() {
        assert_eq!(without("2024年1-6月消息数"), "消息数");
        assert_eq!(without("2023年度参会人数"), "参会人数");
        assert_eq!(without("2024年"), "2024年");
        assert_eq!(without("参会人数"), "参会人数");
    }

    #[test]
    fn a_name_says_the_day_of_its_export() {
        let expected = days(2024, 3, 31);
        for text in [
            "工作群20240331",
            "截至2024年3月31日",
            "导出时间：2024-03-31",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in [
            "工作群202403",
            "2024-01-01至2024-03-31",
            "20240331123456",
            "群",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_header_says_over_which_days_it_counts() {
        for (header, expected) in [
            ("近30天消息数", Some(Counted::Last(30))),
            ("最近一个月消息量", Some(Counted::Last(30))),
            ("近三个月消息数", Some(Counted::Last(90))),
            ("近半年消息数", Some(Counted::Last(182))),
            ("累计消息数", Some(Counted::Life)),
            ("2023年以来消息数", days(2023, 1, 1).map(Counted::Since)),
            (
                "messages from 2024-01-01 to 2024-06-30",
                span((2024, 1, 1), (2024, 6, 30)).map(Counted::Between),
            ),
            ("本月消息数", Some(Counted::Month)),
            ("本年消息数", Some(Counted::Year)),
            ("消息总数", None),
            ("消息数", None),
            (
                "2024年1-6月消息数",
                span((2024, 1, 1), (2024, 6, 30)).map(Counted::Between),
            ),
        ] {
            assert_eq!(counted(header), expected, "{header}");
        }
    }
}
