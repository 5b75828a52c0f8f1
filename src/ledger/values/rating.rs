//! Answers on the scale from 1, the lightest, to 5, the heaviest: `4`, `4分`, `5.很重`, `较重`.

use super::Fault;
use super::normal::{is_chinese, name};

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

/// Words around an answer that say what is rated.
const TOPICS: [&str; 8] = [
    "负担", "压力", "程度", "总体", "整体", "感觉", "觉得", "认为",
];

/// Reads an answer; `None` where the question was not answered.
///
/// # Errors
/// [`Fault::NotARating`] where the cell is no answer on the scale.
pub fn read(cell: &str) -> Result<Option<u32>, Fault> {
    let labelled = without_option(cell.trim());
    let text = name(labelled).to_lowercase();
    if NO_ANSWER.contains(&text.as_str()) {
        return Ok(None);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let step = if digits > 0 {
        numbered(&text[..digits], &text[digits..])
    } else {
        pointed(&text)
    };
    step.map(Some).ok_or(Fault::NotARating)
}

/// An answer without the letter or the number in a circle that tells it from the other options:
/// `C.一般`, `③一般`. Which place an option has says nothing on the scale.
fn without_option(text: &str) -> &str {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return text;
    };
    let rest = characters.as_str();
    if ('①'..='⑩').contains(&first) || ('⑴'..='⒇').contains(&first) {
        return rest.trim_start_matches(['.', '、', ' ']);
    }
    let is_letter = ('A'..='H').contains(&first) || ('Ａ'..='Ｈ').contains(&first);
    let is_lower = ('a'..='h').contains(&first) && rest.starts_with(['.', ')', '、', ':']);
    let label = rest.trim_start_matches(['.', '．', '、', ':', '：', ')', '）', ' ']);
    let is_label = label.starts_with(is_chinese) || label.len() < rest.len();
    if (is_letter && is_label) || is_lower {
        label
    } else {
        text
    }
}

/// `4`, `4.0`, `4分`, `5.很重`, `5(很重)`, `3分(一般)`.
fn numbered(digits: &str, rest: &str) -> Option<u32> {
    let step = digits.parse().ok().filter(|step| (1..=5).contains(step))?;
    let rest = rest.strip_prefix(".0").unwrap_or(rest);
    let rest = rest.strip_prefix(['分', '级', '星']).unwrap_or(rest);
    let label = rest.trim_start_matches(['.', '、', ':', '(', ' ', '-', '=']);
    let says_the_same = || worded(label.trim_end_matches(')')) == Some(step);
    (rest.is_empty() || (label.len() < rest.len() && says_the_same())).then_some(step)
}

/// `一般(3分)`, or words alone; points and words must agree.
fn pointed(text: &str) -> Option<u32> {
    let Some((words, points)) = text.split_once('(') else {
        return worded(text);
    };
    let points = points.trim_end_matches(')').trim_end_matches(['分', '级']);
    let step = worded(words.trim())?;
    match points.parse::<u32>() {
        Ok(points) => (points == step).then_some(step),
        Err(_) => Some(step),
    }
}

/// `很重`, `较轻`, `一般`; what is denied says nothing on the scale.
fn worded(text: &str) -> Option<u32> {
    let mut text = text;
    while let Some(rest) = TOPICS.iter().find_map(|topic| text.strip_prefix(topic)) {
        text = rest;
    }
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
            ("C.一般", 3),
            ("A非常重", 5),
            ("Ｂ、比较重", 4),
            ("①非常重", 5),
            ("③一般", 3),
            ("3分（一般）", 3),
            ("一般（3分）", 3),
            ("负担一般", 3),
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
            "一般（5分）",
            "1分（非常重）",
            "C",
        ] {
            assert_eq!(read(text), Err(Fault::NotARating), "{text}");
        }
    }
}
