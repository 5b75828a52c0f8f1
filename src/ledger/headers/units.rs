//! The unit that a header, or a line above the table, names for the numbers below it: minutes or
//! hours of a duration, ten thousands of a count.

use crate::ledger::values::duration::Unit;

/// What a header says of its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HeaderUnit {
    /// The unit of a duration.
    pub duration: Option<Unit>,
    /// The factor of a count: 万 is ten thousand.
    pub factor: Option<f64>,
}

impl HeaderUnit {
    /// This one, or where it says nothing, the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            duration: self.duration.or(other.duration),
            factor: self.factor.or(other.factor),
        }
    }
}

/// Words that name a unit wherever they stand.
const WORDS: [(&str, Unit); 7] = [
    ("小时", Unit::Hours),
    ("钟头", Unit::Hours),
    ("时数", Unit::Hours),
    ("课时", Unit::Hours),
    ("工时", Unit::Hours),
    ("分钟", Unit::Minutes),
    ("秒", Unit::Seconds),
];
/// What a line above a table may say is measured.
const MEASURES: [&str; 9] = [
    "时长",
    "时间",
    "用时",
    "耗时",
    "历时",
    "计量",
    "人数",
    "用户数",
    "粉丝数",
];
/// Words that name a unit where nothing else stands beside them in brackets or behind 单位：.
const ALONE: [(&str, Unit); 6] = [
    ("时", Unit::Hours),
    ("分", Unit::Minutes),
    ("天", Unit::Days),
    ("日", Unit::Days),
    ("工作日", Unit::Days),
    ("个工作日", Unit::Days),
];
/// What a count is counted in, with its factor.
const FACTORS: [(&str, f64); 3] = [("万", 1e4), ("千", 1e3), ("百", 1e2)];

/// The unit that a header names: in its words, in brackets behind them, or by itself.
#[must_use]
pub fn named(text: &str, remarks: &[String]) -> HeaderUnit {
    let mut unit = HeaderUnit::default();
    for remark in remarks {
        unit = unit.or(of_remark(remark));
    }
    let rest = text.rsplit(['：', ':', '，', ',']).next().unwrap_or(text);
    unit.or(of_remark(rest)).or(HeaderUnit {
        duration: word(text),
        factor: None,
    })
}

/// The unit that a line above the table names: `单位：小时`, and nothing else that a unit could be.
#[must_use]
pub fn of_line(cell: &str) -> HeaderUnit {
    let text: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    text.to_lowercase()
        .split(|c: char| "()（）[]【】；;，,。|".contains(c))
        .map(of_clause)
        .fold(HeaderUnit::default(), HeaderUnit::or)
}

/// The unit that a clause of a line names: 单位：小时, 会议时长单位：小时, 时长：小时, 时长以小时计.
fn of_clause(clause: &str) -> HeaderUnit {
    if let Some((before, rest)) = clause.split_once([':', '：']) {
        let mut before = before;
        for word in ["计量单位", "时间单位", "数据单位", "单位", "units", "unit"] {
            before = before.strip_suffix(word).unwrap_or(before);
        }
        // 主办单位：… names who, not in what.
        let is_measure = before.is_empty() || MEASURES.iter().any(|word| before.ends_with(word));
        return if is_measure {
            of_remark(rest)
        } else {
            HeaderUnit::default()
        };
    }
    let counted_in = clause
        .strip_suffix(['计', '为'])
        .and_then(|rest| rest.split_once('以'));
    match counted_in {
        Some((before, unit))
            if before.is_empty() || MEASURES.iter().any(|word| before.ends_with(word)) =>
        {
            of_remark(unit)
        }
        _ => HeaderUnit::default(),
    }
}

/// Whether a cell of a row below the header is nothing but a unit: （小时）, 人, 单位：分钟.
#[must_use]
pub fn is_unit_alone(cell: &str) -> bool {
    const COUNTED: [&str; 16] = [
        "人", "人次", "个", "家", "份", "次", "条", "件", "页", "字", "户", "名", "项", "台",
        "万人", "张",
    ];
    let bare = cell
        .trim()
        .trim_matches(|c: char| "()（）[]【】".contains(c))
        .trim();
    let bare = bare
        .strip_prefix("单位")
        .unwrap_or(bare)
        .trim_start_matches([':', '：']);
    COUNTED.contains(&bare) || Unit::named(&bare.to_lowercase()).is_some()
}

/// The unit that a remark names: `小时`, `单位：小时`, `小时，保留一位小数`, `以小时计`, `万人`.
fn of_remark(remark: &str) -> HeaderUnit {
    let text: String = remark.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.to_lowercase();
    let text = text
        .strip_prefix("单位")
        .or_else(|| text.strip_prefix("计量单位"))
        .or_else(|| text.strip_prefix("unit"))
        .unwrap_or(&text)
        .trim_start_matches(['：', ':', '为', '是']);
    let first = text
        .split(['，', ',', '；', ';', '。', '/', '、'])
        .next()
        .unwrap_or(text);
    let alone = ALONE.iter().find(|(name, _)| *name == first);
    let duration = alone
        .map(|(_, unit)| *unit)
        .or_else(|| word(text))
        .or_else(|| Unit::named(first).filter(|_| first.is_ascii()));
    let factor = FACTORS
        .iter()
        .find(|(name, _)| {
            first.strip_prefix(name).is_some_and(|rest| {
                matches!(
                    rest,
                    "" | "人" | "人次" | "户" | "条" | "次" | "个" | "字" | "份"
                )
            })
        })
        .map(|(_, factor)| *factor);
    HeaderUnit { duration, factor }
}

/// Whether a number stands before a unit, which then is no unit of other numbers: 八小时外, 24小时内.
fn counts_before(text: &str) -> bool {
    text.ends_with(|c: char| c.is_numeric() || "一二三四五六七八九十半几两".contains(c))
}

/// The unit among the words of a text.
fn word(text: &str) -> Option<Unit> {
    let chinese = WORDS
        .iter()
        .filter_map(|(name, unit)| Some((text.rfind(name)?, *unit)))
        .filter(|(place, _)| !counts_before(&text[..*place]))
        .max_by_key(|(place, _)| *place)
        .map(|(_, unit)| unit);
    chinese.or_else(|| {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        // Minutes per day are minutes.
        let counted: Vec<&str> = words
            .take_while(|word| !matches!(*word, "per" | "each" | "every"))
            .collect();
        let mut counted = counted.into_iter().rev();
        counted.find_map(|word| Unit::named(word).filter(|_| word.len() > 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::headers::phrase::Phrase;

    fn unit(header: &str) -> HeaderUnit {
        Phrase::read(&[header.to_owned()]).unit
    }

    #[test]
    fn a_header_names_its_unit_in_any_phrasing() {
        for (header, duration) in [
            ("会议时长（单位：小时）", Some(Unit::Hours)),
            ("会议时长(小时，保留一位小数)", Some(Unit::Hours)),
            ("会议时长（以小时计）", Some(Unit::Hours)),
            ("会议小时数", Some(Unit::Hours)),
            ("Duration_hours", Some(Unit::Hours)),
            ("Duration (hrs)", Some(Unit::Hours)),
            ("durationMinutes", Some(Unit::Minutes)),
            ("用时/分钟", Some(Unit::Minutes)),
            ("minutes_per_day", Some(Unit::Minutes)),
            ("hoursPerWeek", Some(Unit::Hours)),
            ("停留时间（天）", Some(Unit::Days)),
            ("时长", None),
            ("召开日期（年月日）", None),
            ("召开时间", None),
        ] {
            assert_eq!(unit(header).duration, duration, "{header}");
        }
        assert_eq!(unit("用户数（万人）").factor, Some(1e4));
        assert_eq!(unit("用户数（单位：万）").factor, Some(1e4));
        assert_eq!(unit("用户数（人）").factor, None);
    }

    #[test]
    fn a_line_above_names_a_unit_or_a_unit_of_government() {
        assert_eq!(of_line("单位：小时").duration, Some(Unit::Hours));
        assert_eq!(of_line("（单位：分钟）").duration, Some(Unit::Minutes));
        assert_eq!(of_line("填报单位：云岭县教育局"), HeaderUnit::default());
        assert_eq!(of_line("单位：云岭县"), HeaderUnit::default());
    }
}
