//! What of a text may reach a terminal. Cell text comes from elsewhere and may hold escape
//! sequences or marks that reverse the reading direction; neither belongs on an analyst's screen.

use std::borrow::Cow;

/// `text` without control characters and direction marks; line breaks and tabs become spaces.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| !is_unprintable(character)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => clean.push(' '),
            other if is_unprintable(other) => {}
            other => clean.push(other),
        }
    }
    Cow::Owned(clean)
}

fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_marks_are_taken_out() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc d");
        assert!(matches!(printable("全县会议"), Cow::Borrowed(_)));
    }
}
