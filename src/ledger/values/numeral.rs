//! Chinese numerals as people write them in cells: 十五, 二十, 一百二十, 两, 半, and years digit by
//! digit (二〇二四).

/// Digits; 两 counts as 二 does.
const DIGITS: [(char, u32); 13] = [
    ('〇', 0),
    ('○', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];
const TENS: [(char, u32); 3] = [('十', 10), ('百', 100), ('千', 1000)];

/// The number at the start of a text, in figures or in words up to thousands, and what follows;
/// 半 is one half.
#[must_use]
pub fn leading(text: &str) -> Option<(f64, &str)> {
    let figures = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    if figures > 0 {
        return Some((text[..figures].parse().ok()?, &text[figures..]));
    }
    if let Some(rest) = text.strip_prefix('半') {
        return Some((0.5, rest));
    }
    let end = text
        .char_indices()
        .find(|(_, c)| digit(*c).is_none() && ten(*c).is_none())
        .map_or(text.len(), |(end, _)| end);
    let (words, rest) = text.split_at(end);
    Some((f64::from(in_words(words)?), rest))
}

/// 一百二十五: each digit times the ten behind it.
fn in_words(words: &str) -> Option<u32> {
    let (mut sum, mut last) = (0_u32, None);
    for c in words.chars() {
        if let Some(value) = digit(c) {
            // Digit by digit (二〇二四) is no number in words.
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            last = Some(value);
        } else {
            sum = sum.checked_add(last.unwrap_or(1) * ten(c)?)?;
            last = None;
        }
    }
    if words.is_empty() {
        return None;
    }
    sum.checked_add(last.unwrap_or(0))
}

/// A text in which every numeral before 年, 月, 日 and 号 stands in figures: 二〇二四年三月五日.
#[must_use]
pub fn in_figures(text: &str) -> Option<String> {
    let mut figures = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest
            .char_indices()
            .find(|(_, c)| digit(*c).is_none() && ten(*c).is_none())
            .map_or(rest.len(), |(end, _)| end);
        if end == 0 {
            figures.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let words = &rest[..end];
        match in_words(words) {
            Some(number) => figures += &number.to_string(),
            None => {
                for c in words.chars() {
                    figures += &digit(c)?.to_string();
                }
            }
        }
        rest = &rest[end..];
    }
    (figures != text).then_some(figures)
}

fn digit(c: char) -> Option<u32> {
    DIGITS
        .iter()
        .find(|(known, _)| *known == c)
        .map(|(_, value)| *value)
}

fn ten(c: char) -> Option<u32> {
    TENS.iter()
        .find(|(known, _)| *known == c)
        .map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_numbers_and_years_digit_by_digit() {
        for (text, value) in [
            ("十五分钟", 15.0),
            ("四十五分", 45.0),
            ("两小时", 2.0),
            ("一百二十", 120.0),
            ("半天", 0.5),
            ("2.5小时", 2.5),
        ] {
            let read = leading(text).map(|(number, _)| number);
            assert_eq!(read, Some(value), "{text}");
        }
        assert_eq!(leading("小时"), None);
        assert_eq!(
            in_figures("二〇二四年三月十五日").as_deref(),
            Some("2024年3月15日")
        );
        assert_eq!(in_figures("2024年3月5日"), None);
    }
}
