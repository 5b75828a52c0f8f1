//! Coded values: a cell that names one of a few kinds, in English or Chinese, alone (`视频`) or
//! inside a longer word (`视频会议`).

use super::Fault;
use super::normal::narrow;

/// One coded field: its values in order, each with the words that stand for it. The first word
/// is the canonical one. A value with the word [`ANY_OTHER`] takes what fits no other.
pub type Codes = &'static [&'static [&'static str]];

/// Among the words of a value: it takes every cell that names no other value.
pub const ANY_OTHER: &str = "*";

/// Words that turn what stands beside them into its opposite.
const NEGATIONS: &[&str] = &[
    "禁止",
    "取消",
    "无需",
    "无须",
    "不需",
    "不要求",
    "不得",
    "不再",
    "严禁",
    "未要求",
    "没有要求",
    "停止",
    "杜绝",
    "不是",
    "避免",
];

/// The position of the value that `cell` names.
///
/// A whole word goes before a part of one; of the parts the longest wins, then the first value. A cell
/// that negates something names none as a part.
///
/// # Errors
/// [`Fault::NotACode`] where no value fits.
pub fn read(cell: &str, codes: Codes) -> Result<u32, Fault> {
    let text = narrow(cell).trim().to_lowercase();
    for (position, words) in codes.iter().enumerate() {
        if words.contains(&text.as_str()) {
            return Ok(position as u32);
        }
    }
    let mut best: Option<(&str, usize)> = None;
    for (position, words) in codes.iter().enumerate() {
        for word in words
            .iter()
            .filter(|word| !word.is_ascii() && text.contains(**word))
        {
            if best.is_none_or(|(longest, _)| word.len() > longest.len()) {
                best = Some((word, position));
            }
        }
    }
    if best.is_some_and(|(word, _)| is_negated(&text, word)) {
        return Err(Fault::NotACode);
    }
    best.map(|(_, position)| position)
        .or_else(|| codes.iter().position(|words| words.contains(&ANY_OTHER)))
        .map(|position| position as u32)
        .ok_or(Fault::NotACode)
}

/// Whether what stands beside a word turns it around: 禁止打卡 demands nothing, 非特急 is anything but urgent.
/// The word itself may hold such a one: 停止使用.
fn is_negated(text: &str, word: &str) -> bool {
    let Some((before, behind)) = text.split_once(word) else {
        return false;
    };
    let turned = |part: &str| NEGATIONS.iter().any(|negation| part.contains(negation));
    // 非遗 and 非公企业 negate nothing that is looked for.
    turned(before) || turned(behind) || before.ends_with(['非', '拟'])
}

/// The canonical word of the value at `position`.
#[must_use]
pub fn canonical(codes: Codes, position: u32) -> &'static str {
    codes
        .get(position as usize)
        .and_then(|words| words.first())
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODES: Codes = &[
        &["in_person", "现场"],
        &["video", "视频"],
        &["hybrid", "现场+视频"],
    ];

    #[test]
    fn whole_words_go_before_parts_and_long_parts_before_short() {
        assert_eq!(read("Video", MODES), Ok(1));
        assert_eq!(read("视频会议", MODES), Ok(1));
        assert_eq!(read("现场+视频", MODES), Ok(2));
        assert_eq!(read("书面", MODES), Err(Fault::NotACode));
        assert_eq!(read("非遗保护视频会", MODES), Ok(1));
        for negated in ["取消视频", "非现场", "无需视频参会"] {
            assert_eq!(read(negated, MODES), Err(Fault::NotACode), "{negated}");
        }
        assert_eq!(canonical(MODES, 2), "hybrid");
    }
}
