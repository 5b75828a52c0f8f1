//! Answers on the scale from 1, the lightest, to 5, the heaviest: `4`, `4分`, `5.很重`, `较重`.

use super::Fault;
use super::normal::name;

/// Codes of the questionnaire service for a question that was skipped or not shown.
const NO_ANSWER: [&str; 4] = ["-2", "-3", "(跳过)", "(空)"];

/// Words of each step, from 1 to 5; longer ones are tried before parts of them.
const STEPS: [(u32, &[&str]); 5] = [
    (
        5,
        &[
            "非常",
            "很重",
            "很大",
            "很多",
            "特别",
            "极",
            "very heavy",
            "very high",
        ],
    ),
    (4, &["较重", "较大", "较多", "heavy", "high"]),
    (3, &["一般", "适中", "中等", "moderate", "medium"]),
    (
        1,
        &[
            "很轻",
            "很小",
            "很少",
            "没有",
            "无负担",
            "不重",
            "very light",
            "very low",
            "none",
        ],
    ),
    (2, &["较轻", "较小", "较少", "light", "low"]),
];

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
    if digits > 0 {
        let rest = &text[digits..];
        let rest = rest.strip_prefix(".0").unwrap_or(rest);
        let rest = rest.strip_prefix(['.', '、', ':']).unwrap_or(rest);
        let follows = !rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '/');
        return match text[..digits].parse() {
            Ok(step @ 1..=5) if follows => Ok(Some(step)),
            _ => Err(Fault::NotARating),
        };
    }
    // 非常轻 is light although 非常 alone is heavy.
    if text.contains("非常") && text.contains(['轻', '小', '少']) {
        return Ok(Some(1));
    }
    STEPS
        .iter()
        .find(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map(|(step, _)| Some(*step))
        .ok_or(Fault::NotARating)
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
            ("４", 4),
        ] {
            assert_eq!(read(text), Ok(Some(step)), "{text}");
        }
        assert_eq!(read("-3"), Ok(None));
        for text in ["6", "0", "12", "4.5", "不清楚的", "-1"] {
            assert_eq!(read(text), Err(Fault::NotARating), "{text}");
        }
    }
}
