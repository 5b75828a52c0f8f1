//! One form for texts that mean the same: full-width letters and digits narrowed (Unicode NFKC),
//! spaces trimmed, and none kept between Chinese characters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Whether a character belongs to a Chinese text.
#[must_use]
pub fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// A text in compatibility form (NFKC): `１２：３０（约）` becomes `12:30(约)`.
#[must_use]
pub fn narrow(text: &str) -> Cow<'_, str> {
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfkc().collect())
}

/// Characters that NFKC leaves alone: ASCII and the common Chinese ones.
fn stays(character: char) -> bool {
    character.is_ascii()
        || matches!(
            character,
            '\u{4e00}'..='\u{9fff}' | '、' | '。' | '〔' | '〕' | '《' | '》'
        )
}

/// Whether a character has no width: blanks without width, marks of direction, soft hyphens.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// A cell without the blanks around it, the full-width and the non-breaking ones included.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    // No blank begins with a byte of the common Chinese characters (0xE4 to 0xE9), which take
    // three bytes each.
    let chinese = |byte: u8| (0xe4..=0xe9).contains(&byte);
    let ends_in_chinese = bytes.len() > 2 && chinese(bytes[bytes.len() - 3]);
    if let [first, .., last] = bytes
        && (first.is_ascii_graphic() || chinese(*first))
        && (last.is_ascii_graphic() || (*last >= 0x80 && ends_in_chinese))
    {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// The form of a name by which names are compared: NFKC, inner blanks single, and none
/// beside a Chinese character.
#[must_use]
pub fn name(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    if text.chars().all(|c| stays(c) && !c.is_whitespace()) {
        return Cow::Borrowed(text);
    }
    let wide: Vec<char> = text.nfkc().filter(|c| !is_invisible(*c)).collect();
    let mut folded = String::with_capacity(text.len());
    for (position, &character) in wide.iter().enumerate() {
        if !character.is_whitespace() {
            folded.push(character);
            continue;
        }
        let before = folded.chars().next_back();
        let after = wide[position..].iter().find(|c| !c.is_whitespace());
        let (Some(before), Some(&after)) = (before, after) else {
            continue;
        };
        if before != ' ' && !is_chinese(before) && !is_chinese(after) {
            folded.push(' ');
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_width_and_inner_blanks() {
        assert_eq!(name(" 云岭县　教育局 "), "云岭县教育局");
        assert_eq!(name("Yunling  County\u{a0}Office"), "Yunling County Office");
        assert_eq!(name("ＡＰＰ（一期）"), "APP(一期)");
        assert_eq!(
            name("云\u{200b}岭县\u{2060}教育\u{ad}局\u{200e}"),
            "云岭县教育局"
        );
    }
}
