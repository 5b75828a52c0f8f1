//! Answers on the scale from 1, the lightest, to 5, the heaviest: `4`, `4分`, `5.很重`, `较重`.

use super::Fault;
use super::normal::name;

/// Codes of the questionnaire service for a question that was skipped or not shown.
const NO_ANSWER: [&str; 4] = ["-2", "-3", "(跳过)", "(空)"];

/// Whole answers in words.
const ANSWERS: [(u32, &[&str]); 5] = [
    (5, &["very heavy", "very high"]),
    (4, &["heavy", "high", "rather heavy"]),
    (3, &["moderate", "medium", "一般", "适中", "中等", "一般般"]),
    (2, &["light", "low", "rather light"]),
    (
        1,
        &[
            "very light",
            "very low",
            "none",
            "没有",
            "没有负担",
            "无负担",
            "无",
        ],
    ),
];
const STRONG: [&str; 6] = ["非常", "特别", "极", "很", "十分", "太"];
const WEAKER: [&str; 2] = ["较", "偏"];
const HEAVY: [char; 4] = ['重', '大', '多', '高'];
const LIGHT: [char; 4] = ['轻', '小', '少', '低'];

/// Reads an answer; `None` where the question was not answered.
///
/// # Errors
/// [`Fault::NotARating`] where the cell is no answer on the scale.
pub fn read(cell: &str) -> Result<Option<u32>, Fault> {
    let text = name(cell).to_lowercase();
    if NO_ANSWER.contains(&text.as_str()) {
        return Ok(None);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let step = if digits > 0 {
        numbered(&text[..digits], &text[digits..])
    } else {
        worded(&text)
    };
    step.map(Some).ok_or(Fault::NotARating)
}

/// `4`, `4.0`, `4分`, `5.很重`, `5(很重)`.
fn numbered(digits: &str, rest: &str) -> Option<u32> {
    let step = digits.parse().ok().filter(|step| (1..=5).contains(step))?;
    let rest = rest.strip_prefix(".0").unwrap_or(rest);
    let label = rest.trim_start_matches(['.', '、', ':', '(', ' ', '-']);
    let is_plain = matches!(rest, "" | "分" | "级" | "星");
    (is_plain || (label.len() < rest.len() && worded(label.trim_end_matches(')')) == Some(step)))
        .then_some(step)
}

/// `很重`, `较轻`, `一般`; what is denied says nothing on the scale.
fn worded(text: &str) -> Option<u32> {
    if let Some((step, _)) = ANSWERS.iter().find(|(_, words)| words.contains(&text)) {
        return Some(*step);
    }
    let (heavy, light) = (text.contains(HEAVY), text.contains(LIGHT));
    if text.contains('不') || heavy == light {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (has(&WEAKER), has(&STRONG)) {
        (true, _) => Some(if heavy { 4 } else { 2 }),
        (false, true) => Some(if heavy { 5 } else { 1 }),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_on_the_scale() {
        for (text, step) in [
            ("4", 4),
            ("5.0", 5),
            ("3分", 3),
            ("5.很重", 5),
            ("非常重", 5),
            ("非常轻", 1),
            ("比较重", 4),
            ("一般", 3),
            ("较轻", 2),
            ("很轻", 1),
            ("极少", 1),
            ("特别轻", 1),
            ("5(很重)", 5),
            ("４", 4),
        ] {
            assert_eq!(read(text), Ok(Some(step)), "{text}");
        }
        assert_eq!(read("-3"), Ok(None));
        for text in [
            "6",
            "0",
            "12",
            "4.5",
            "不清楚的",
            "-1",
            "不是很重",
            "非常满意",
            "5次",
            "5小时",
            "not heavy",
        ] {
            assert_eq!(read(text), Err(Fault::NotARating), "{text}");
        }
    }
}
