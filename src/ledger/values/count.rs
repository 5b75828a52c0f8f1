//! Whole counts and plain numbers: `20人`, `约200人`, `１２`, `1,200`, `1.2万`, `50-80`.
//! A count is what people counted; nothing below zero and nothing above four billion is one.

use std::borrow::Cow;

use super::Fault;
use super::clauses;
use super::duration::about;
use super::list;
use super::normal::narrow;
use super::nothing;

/// A count read from a cell, and whether the lower end of a range was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountCell {
    /// How many.
    pub count: u32,
    /// A range such as `50-80` was read as its lower end.
    pub low_end: bool,
}

/// Reads a count; a list counts its entries, 无 is none.
///
/// # Errors
/// [`Fault::NotANumber`], [`Fault::Negative`], [`Fault::TooLarge`].
pub fn read(cell: &str, factor: f64) -> Result<CountCell, Fault> {
    if let Ok(plain) = cell.parse::<u32>()
        && plain < u32::MAX
        && factor.to_bits() == 1.0_f64.to_bits()
    {
        return Ok(CountCell {
            count: plain,
            low_end: false,
        });
    }
    let narrowed = narrow(cell);
    let joined = joined_thousands(narrowed.trim());
    let text = before_remark(&joined);
    if nothing::says_none(text) {
        return Ok(CountCell {
            count: 0,
            low_end: false,
        });
    }
    if let Some(count) = clauses::read(text).or_else(|| in_words(text)) {
        return whole(count * factor).map(|count| CountCell {
            count,
            low_end: false,
        });
    }
    match number(text) {
        Ok((value, low_end)) => whole(value * factor).map(|count| CountCell { count, low_end }),
        Err(Fault::NotANumber) if list::has_separator(text) => {
            let entries = list::entries(text);
            // 约50人，3个分会场 names nobody: it counts people and what else there was.
            let count = if entries.iter().any(|entry| counts(entry)) {
                people_of(&entries).ok_or(Fault::NotANumber)?
            } else {
                entries.len() as u32
            };
            Ok(CountCell {
                count,
                low_end: false,
            })
        }
        Err(fault) => Err(fault),
    }
}

/// `1, 200` with its thousands together.
fn joined_thousands(text: &str) -> Cow<'_, str> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(", ") {
        Some((before, after)) if digits(before) && digits(after) && after.len() == 3 => {
            Cow::Owned(format!("{before}{after}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// `80人(主会场30人、分会场50人)` without what stands in brackets behind the count.
fn before_remark(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, rest))
            if rest.find(')') == Some(rest.len() - 1) && number(before.trim()).is_ok() =>
        {
            before.trim()
        }
        _ => text,
    }
}

/// Whether an entry of a list is a count and no name: `3个分会场`, `50人`, `2天`; 台账3本 and 2024年总结 are names.
fn counts(entry: &str) -> bool {
    let entry = entry.split('(').next().unwrap_or_default();
    let counted = digits(about(entry.trim())).map(|(_, rest)| rest);
    counted
        .is_some_and(|rest| is_counting_word(rest) || matches!(rest, "天" | "辆" | "小时" | "分钟"))
}

/// The people among what the entries count, where one entry alone counts people.
fn people_of(entries: &[&str]) -> Option<u32> {
    let mut people = entries.iter().filter_map(|entry| {
        let entry = entry.trim();
        let is_people = entry.ends_with(['人', '名', '位']) && !entry.ends_with("单位");
        let (count, low_end) = number(entry).ok().filter(|_| is_people)?;
        whole(count).ok().filter(|_| !low_end)
    });
    let only = people.next()?;
    people.next().is_none().then_some(only)
}

/// How many a cell says there are besides those that it names: `张三、李四等20人`, `A镇等3个乡镇`; the
/// sum of `县领导3人、部门20人`.
fn in_words(text: &str) -> Option<f64> {
    if let Some((_, stated)) = text.rsplit_once('等')
        && let Ok((count, false)) = number(stated)
    {
        return Some(count);
    }
    // 全县12个乡镇 are twelve.
    let scopes = [
        "全县", "全市", "全区", "全镇", "全乡", "全州", "全省", "辖区", "县内",
    ];
    let within = scopes.iter().find_map(|scope| text.strip_prefix(scope));
    if let Some(Ok((count, false))) = within.map(number) {
        return Some(count);
    }
    let entries = list::entries(text);
    let people = |entry: &&str| {
        let before = entry
            .strip_suffix(['人', '名', '位'])
            .filter(|before| !before.ends_with('单'))?;
        let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
        before[words.len()..].parse::<f64>().ok()
    };
    let counts: Vec<f64> = entries.iter().filter_map(people).collect();
    (counts.len() > 1 && counts.len() == entries.len()).then(|| counts.iter().sum())
}

/// Reads a number that need not be whole.
///
/// # Errors
/// As [`read`], save that a list is not a number.
pub fn read_number(cell: &str, factor: f64) -> Result<f64, Fault> {
    let narrowed = narrow(cell);
    number(narrowed.trim()).map(|(value, _)| value * factor)
}

fn whole(value: f64) -> Result<u32, Fault> {
    // The largest number stands for a missing one in storage.
    if value >= f64::from(u32::MAX) {
        return Err(Fault::TooLarge);
    }
    // 12.0 is twelve, 12.5 people are a slip of the pen.
    if (value - value.round()).abs() > 1e-6 {
        return Err(Fault::NotANumber);
    }
    Ok(value.round() as u32)
}

/// A number with thousands marks, 万 or 亿, a counting word and words of approximation.
fn number(text: &str) -> Result<(f64, bool), Fault> {
    let text = about(text);
    if text.starts_with(['-', '−']) {
        let rest = text.trim_start_matches(['-', '−']);
        let negative = rest.starts_with(|first: char| first.is_ascii_digit());
        return Err(if negative {
            Fault::Negative
        } else {
            Fault::NotANumber
        });
    }
    let (first, rest) = digits(text).ok_or(Fault::NotANumber)?;
    let (first, rest) = scaled(first, rest);
    if let Some(upper) = rest.strip_prefix(['-', '—', '~', '～', '至', '到'])
        && let Some((_, rest)) = digits(upper)
        && is_counting_word(rest)
    {
        let (first, _) = if rest.starts_with('万') {
            scaled(first, "万")
        } else {
            (first, "")
        };
        return Ok((first, true));
    }
    let rest = rest.strip_prefix(['余', '多', '来']).unwrap_or(rest);
    if is_counting_word(about(rest)) {
        Ok((first, false))
    } else {
        Err(Fault::NotANumber)
    }
}

fn scaled(number: f64, rest: &str) -> (f64, &str) {
    if let Some(rest) = rest.strip_prefix('万') {
        (number * 1e4, rest)
    } else if let Some(rest) = rest.strip_prefix('亿') {
        (number * 1e8, rest)
    } else {
        (number, rest)
    }
}

/// The digits at the start, thousands marks taken out only where they stand in threes.
fn digits(text: &str) -> Option<(f64, &str)> {
    let end = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let (digits, rest) = text.split_at(end);
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().count() > 0;
    let in_threes = groups.all(|group| {
        group
            .split('.')
            .next()
            .is_some_and(|whole| whole.len() == 3)
    });
    if grouped && (!in_threes || first.is_empty() || first.len() > 3) {
        return None;
    }
    let plain: String = digits.chars().filter(|digit| *digit != ',').collect();
    plain.parse().ok().map(|number| (number, rest))
}

fn is_counting_word(text: &str) -> bool {
    const WORDS: [&str; 34] = [
        "",
        "人",
        "名",
        "位",
        "人次",
        "个",
        "家",
        "份",
        "项",
        "条",
        "件",
        "次",
        "页",
        "字",
        "户",
        "台",
        "组",
        "批",
        "万",
        "万人",
        "余人",
        "多人",
        "个单位",
        "个部门",
        "场",
        "张",
        "套",
        "类",
        "people",
        "persons",
        "pages",
        "words",
        "人左右",
        "+",
    ];
    let text = text.trim();
    // 12个乡镇, 3家企业.
    let of_things = text.starts_with(['个', '家'])
        && text.chars().count() <= 6
        && text.chars().all(super::normal::is_chinese);
    of_things || WORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let cases = [
            ("20人", 20),
            ("约200人", 200),
            ("１２", 12),
            ("1,200", 1200),
            ("1.2万", 12_000),
            ("200余人", 200),
            ("30人左右", 30),
            ("不少于15", 15),
            ("12.0", 12),
            ("无", 0),
            ("张三、李四；王五", 3),
            ("张三、李四等20人", 20),
            ("主会场50人，分会场200人", 250),
            ("应到50人，实到48人", 48),
            ("12个乡镇", 12),
            ("青山镇等3个乡镇", 3),
            ("80人（主会场30人、分会场50人）", 80),
            ("约50人，3个分会场", 50),
            ("10人，2天", 10),
            ("5个单位，50人", 50),
            ("50人，车2辆", 50),
            ("1, 200", 1200),
            ("48人，缺席2人", 48),
            ("50人，", 50),
            ("领导3名，干部20名", 23),
            ("12,000（含外地300）", 12_000),
            ("全县12个乡镇", 12),
            ("20余份", 20),
            ("1、签到表；2、照片；3、纪要", 3),
            ("台账3本、照片2张", 2),
            ("2023年总结、2024年计划", 2),
            ("1号楼、2号楼、3号楼", 3),
        ];
        for (text, count) in cases {
            assert_eq!(
                read(text, 1.0),
                Ok(CountCell {
                    count,
                    low_end: false
                }),
                "{text}"
            );
        }
        assert_eq!(
            read("50-80人", 1.0),
            Ok(CountCell {
                count: 50,
                low_end: true
            })
        );
        assert_eq!(read("3", 1e4).map(|cell| cell.count), Ok(30_000));
    }

    #[test]
    fn what_is_no_count_is_said() {
        assert_eq!(read("-3", 1.0), Err(Fault::Negative));
        assert_eq!(read("12.5", 1.0), Err(Fault::NotANumber));
        for text in ["3个分会场，车2辆", "12（县级）、30（乡级）"] {
            assert_eq!(read(text, 1.0), Err(Fault::NotANumber), "{text}");
        }
        assert_eq!(read("很多", 1.0), Err(Fault::NotANumber));
        assert_eq!(read("99999999999", 1.0), Err(Fault::TooLarge));
    }
}
