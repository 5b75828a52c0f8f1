//! Words for nothing: what people, spreadsheets and data bases write into a cell that has no value.
//! A cell that holds one is missing; it identifies nothing and names nobody.

/// Data bases' and spreadsheets' words, marks, and people's words for what they do not know.
const UNKNOWN: [&str; 36] = [
    "/",
    "\\",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "－",
    "／",
    "·",
    ".",
    "...",
    "…",
    "……",
    "*",
    "n/a",
    "na",
    "#n/a",
    "null",
    "(null)",
    "<null>",
    "nan",
    "\\n",
    "nil",
    "undefined",
    "#ref!",
    "#value!",
    "#name?",
    "#div/0!",
    "#null!",
    "#num!",
    "不详",
    "待补",
    "待补充",
    "暂缺",
];
/// Words that say that there is none; where something is counted or listed, that is a value.
const NONE: [&str; 8] = [
    "无",
    "没有",
    "暂无",
    "none",
    "(无)",
    "（无）",
    "无。",
    "均无",
];
/// What stands in the place of a day that has not come.
const NOT_YET: [&str; 20] = [
    "长期",
    "长期有效",
    "长期使用",
    "永久",
    "永久有效",
    "未解散",
    "未撤销",
    "未结束",
    "未注销",
    "未关闭",
    "未停用",
    "未到期",
    "未完成",
    "至今",
    "在用",
    "使用中",
    "运行中",
    "ongoing",
    "permanent",
    "open-ended",
];
/// Owners that are those of the row above.
const SAME: [&str; 6] = ["同上", "〃", "″", "\"", "ditto", "同前"];
/// What stands where a name will stand once it is known, or cannot.
const NOBODY: [&str; 14] = [
    "待定",
    "未定",
    "未知",
    "未填",
    "不明",
    "不清楚",
    "不确定",
    "待确认",
    "待核实",
    "待落实",
    "待明确",
    "tbd",
    "unknown",
    "0",
];
/// A longer cell, in bytes, is none of these words.
const LONGEST: usize = 16;

/// Whether a cell says nothing at all: `/`, `N/A`, `不详`, `#REF!`.
#[must_use]
pub fn is_unknown(cell: &str) -> bool {
    is_one_of(cell, &UNKNOWN)
}

/// Whether a cell says that there is none: 无, none.
#[must_use]
pub fn says_none(cell: &str) -> bool {
    is_one_of(cell, &NONE)
}

/// Whether a cell holds no value, in either way.
#[must_use]
pub fn is_nothing(cell: &str) -> bool {
    is_unknown(cell) || says_none(cell)
}

/// Whether a cell for a day says that the day has not come: 长期, 未解散.
#[must_use]
pub fn is_not_yet(cell: &str) -> bool {
    is_one_of(cell, &NOT_YET)
}

/// Whether a cell for a name names nobody: nothing at all, 待定, or a mark that points at the row above.
#[must_use]
pub fn names_nobody(cell: &str) -> bool {
    // What is masked throughout (***) names nobody either.
    let is_masked = || !cell.is_empty() && cell.chars().all(|c| "*＊×xX ".contains(c));
    is_nothing(cell) || is_one_of(cell, &NOBODY) || says_same(cell) || is_masked()
}

/// Whether a cell points at the one above: 同上.
#[must_use]
pub fn says_same(cell: &str) -> bool {
    is_one_of(cell, &SAME)
}

fn is_one_of(cell: &str, words: &[&str]) -> bool {
    let cell = cell.trim();
    cell.len() <= LONGEST && words.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_told_from_words() {
        for cell in [
            "/", "N/A", "Null", "(null)", "#REF!", "\\N", "NaN", "不详", " — ",
        ] {
            assert!(is_unknown(cell), "{cell}");
        }
        for cell in ["无", "None", "暂无"] {
            assert!(says_none(cell) && !is_unknown(cell), "{cell}");
        }
        for cell in ["待定", "未知", "***", "同上", "0"] {
            assert!(names_nobody(cell) && !is_nothing(cell), "{cell}");
        }
        assert!(!names_nobody("待定村"));
        assert!(is_not_yet("长期") && is_not_yet("Ongoing"));
        for cell in ["无锡市教育局", "Nanning", "0", "长期护理保险局", ""] {
            assert!(!is_nothing(cell) && !is_not_yet(cell), "{cell}");
        }
    }
}
