//! Questions of a questionnaire: which of them say who a respondent is, and which field a question
//! is by the words in it and the answers below it.

use super::header::Header;
use super::mapped::Hints;
use crate::ledger::headers::units::HeaderUnit;
use crate::ledger::schema::{Ledger, Schema};
use crate::ledger::values::duration::Unit;
use crate::ledger::values::normal::narrow;

/// A sample of a column is of a kind if so many of its answered cells are.
pub(super) const ENOUGH: f64 = 0.5;

/// Whether a word stands in a header: a Chinese one anywhere, any other as a word of its own.
fn has_word(header: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return header.contains(word);
    }
    header.match_indices(word).any(|(start, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !is_letter(header[..start].chars().next_back())
            && !is_letter(header[start + word.len()..].chars().next())
    })
}

pub(super) fn says_who(header: &str, schema: &Schema) -> bool {
    let text = narrow(header).to_lowercase();
    let is_name = matches!(text.trim(), "name" | "微信");
    !schema.personal.is_empty()
        && (is_name || schema.personal.iter().any(|word| has_word(&text, word)))
}

/// Whether a header is a question, `3、您认为……？`, or stands where only questions do.
pub(super) fn is_question(header: &str, ledger: Ledger, hints: &Hints<'_>) -> bool {
    let rest = header.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < header.len() && rest.starts_with(['、', '.', '．']);
    let asks = [
        "how ", "what ", "which ", "do you", "you ", "您", "你", "负担", "打分", "评分", "burden",
        "rate ", "必填", "选填", "必答", "选答", "单选", "多选", "填空", "想说",
    ];
    let text = header.to_lowercase();
    numbered
        || header.contains(['?', '？'])
        || asks.iter().any(|word| text.contains(word))
        || hints.forced.or(hints.by_name) == Some(ledger)
}

/// Whether a keyword stands in a question: a Chinese one anywhere, any other at the start of a word.
fn begins_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        !word.is_ascii()
            || !text[..start]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_alphanumeric())
    })
}

/// Words of questions whose high answers are no heavy burden, or that count something.
const NO_BURDEN: &[&str] = &[
    "满意",
    "效果",
    "成效",
    "改善",
    "减轻",
    "好转",
    "下降",
    "减少了",
    "认可",
    "信任",
    "支持",
    "几个",
    "多少个",
    "数量",
    "=很轻",
    "分最轻",
    "分最好",
    "satisf",
    "improve",
];

pub(super) fn by_keyword(header: &str, schema: &Schema) -> Option<usize> {
    let text = narrow(header).to_lowercase();
    let is_reversed = NO_BURDEN.iter().any(|word| text.contains(word));
    schema
        .keywords
        .iter()
        .find(|(_, words)| words.iter().any(|word| begins_word(&text, word)))
        .and_then(|(field, _)| schema.position(field))
        .filter(|_| !is_reversed)
}

/// The unit of what a question asks for: hours, unless it names minutes.
pub(super) fn unit(header: &Header) -> HeaderUnit {
    let minutes = header.text.contains("分钟") || header.text.to_lowercase().contains("minute");
    HeaderUnit {
        duration: Some(if minutes { Unit::Minutes } else { Unit::Hours }),
        factor: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_high_answer_must_mean_a_heavy_burden() {
        let schema = Ledger::Surveys.schema();
        for question in ["1、您认为会议负担有多重？", "会议太多（5分最重）"] {
            assert!(by_keyword(question, schema).is_some(), "{question}");
        }
        for question in [
            "您对会议的满意度（5分为非常满意）",
            "会议负担（1=很重 5=很轻）",
            "您有几个工作群？",
            "会议减负成效（5分最好）",
        ] {
            assert!(by_keyword(question, schema).is_none(), "{question}");
        }
    }
}
