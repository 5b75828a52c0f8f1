//! Where an enclosed cell ends, decided in one place for the splitter and for the scanner that
//! cuts a file at record ends. A quote that opens nothing must not swallow the rows below it:
//! it is taken as a plain character where its end is not found, or where another cell is seen to
//! open before it.

use super::dialect::Dialect;

/// An enclosed cell longer than this was never meant to be one.
pub const LONGEST_QUOTED: usize = 1 << 20;

/// How far beyond its first likely end another end of a cell is looked for.
const LONGEST_DOUBT: usize = 2 << 10;

/// What an opening quote turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It encloses a cell.
    Closed(Closing),
    /// It is a character like any other.
    Literal,
    /// What follows is not there yet.
    Undecided,
}

/// The end of an enclosed cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Where the closing quote stands.
    pub quote: usize,
    /// Where the delimiter or line end behind it stands, or the end of the text.
    pub after: usize,
    /// Quotes inside are marked and must be unmarked.
    pub marked: bool,
}

/// Follows the quote at `open`, the first of its cell. `is_end` says that nothing comes behind
/// `text`.
#[must_use]
pub fn follow(text: &[u8], open: usize, dialect: Dialect, is_end: bool) -> Opened {
    let mut limit = text.len().min(open + 1 + LONGEST_QUOTED);
    let mut fallback: Option<Closing> = None;
    let settle = |fallback: Option<Closing>| fallback.map_or(Opened::Literal, Opened::Closed);
    let (mut at, mut marked) = (open + 1, false);
    loop {
        let found = match dialect.escape {
            Some(escape) => memchr::memchr2(dialect.quote, escape, &text[at.min(limit)..limit]),
            None => memchr::memchr(dialect.quote, &text[at.min(limit)..limit]),
        };
        let Some(position) = found.map(|offset| at + offset) else {
            return if limit == text.len() && !is_end {
                Opened::Undecided
            } else {
                settle(fallback)
            };
        };
        if dialect.escape == Some(text[position]) {
            marked = true;
            at = position + 2;
            continue;
        }
        let next = text.get(position + 1).copied();
        if next.is_none() && !is_end {
            return Opened::Undecided;
        }
        if next == Some(dialect.quote) {
            // A doubled quote before a delimiter is a marked one, or, where nobody marks them,
            // a plain one and the end. The first holds unless it leads nowhere.
            if fallback.is_none()
                && !begins_cell(text, position, dialect)
                && let Some(after) = end_behind(text, position + 2, dialect)
            {
                fallback = Some(Closing {
                    quote: position + 1,
                    after,
                    marked,
                });
                // In a file that marks no quote every cell would be searched far and wide.
                limit = limit.min(position + LONGEST_DOUBT);
            }
            marked = true;
            at = position + 2;
            continue;
        }
        if let Some(after) = end_behind(text, position + 1, dialect) {
            if after == text.len() && !is_end {
                return Opened::Undecided;
            }
            return Opened::Closed(Closing {
                quote: position,
                after,
                marked,
            });
        }
        if begins_cell(text, position, dialect) {
            return settle(fallback);
        }
        at = position + 1;
    }
}

/// Whether what stands at `position` is the first of its cell, blanks apart.
#[must_use]
pub fn begins_cell(text: &[u8], position: usize, dialect: Dialect) -> bool {
    let before = text[..position]
        .iter()
        .rev()
        .find(|byte| !dialect.is_blank(**byte));
    before.is_none_or(|byte| *byte == dialect.delimiter || matches!(byte, b'\n' | b'\r'))
}

/// Where the cell's delimiter or line end stands, if only blanks stand before it.
fn end_behind(text: &[u8], from: usize, dialect: Dialect) -> Option<usize> {
    let rest = text.get(from..)?;
    let blanks = rest
        .iter()
        .take_while(|byte| dialect.is_blank(**byte))
        .count();
    match rest.get(blanks) {
        None => Some(text.len()),
        Some(byte) if *byte == dialect.delimiter || matches!(byte, b'\n' | b'\r') => {
            Some(from + blanks)
        }
        Some(_) => None,
    }
}

/// Writes the cell between its quotes without the marks.
pub fn unmark(cell: &[u8], dialect: Dialect, out: &mut Vec<u8>) {
    let mut bytes = cell.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        let is_mark = match bytes.peek() {
            Some(next) if byte == dialect.quote => *next == dialect.quote,
            Some(next) if dialect.escape == Some(byte) => *next == dialect.quote || *next == byte,
            _ => false,
        };
        out.push(if is_mark {
            bytes.next().unwrap_or(byte)
        } else {
            byte
        });
    }
}

/// Whether quotes inside cells are marked by a backslash rather than doubled.
#[must_use]
pub fn is_escaped_by_backslash(text: &[u8], dialect: Dialect) -> bool {
    let (mut escaped, mut doubled, mut bare) = (0, 0, 0);
    for position in memchr::memchr_iter(dialect.quote, text) {
        let before = position.checked_sub(1).map(|before| text[before]);
        if before == Some(b'\\') {
            // C:\dir\" ends a cell; 5\" goes on.
            escaped += usize::from(end_behind(text, position + 1, dialect).is_none());
        } else if before == Some(dialect.quote) {
            doubled += usize::from(!begins_cell(text, position - 1, dialect));
        } else if text.get(position + 1) != Some(&dialect.quote)
            && !begins_cell(text, position, dialect)
            && end_behind(text, position + 1, dialect).is_none()
        {
            // Whoever marks no apostrophe did not mean the backslash before one as a mark.
            bare += 1;
        }
    }
    escaped > doubled && escaped > bare
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect::delimited(b',');

    fn closed(text: &str) -> Option<&str> {
        match follow(text.as_bytes(), 0, COMMA, true) {
            Opened::Closed(closing) => Some(&text[1..closing.quote]),
            _ => None,
        }
    }

    #[test]
    fn an_enclosed_cell_ends_at_its_quote() {
        assert_eq!(closed("\"a,b\",c"), Some("a,b"));
        assert_eq!(closed("\"a\nb\" ,c"), Some("a\nb"));
        assert_eq!(closed("\"a \"\"b\"\"\",c"), Some("a \"\"b\"\""));
        assert_eq!(closed("\"a \"b\" c\",d"), Some("a \"b\" c"));
        assert_eq!(closed("\"\",d"), Some(""));
    }

    #[test]
    fn a_quote_that_opens_nothing_is_plain() {
        assert_eq!(closed("\"a,b\nc,d\n"), None);
        assert_eq!(closed("\"a,b\nc,\"d,e\",f\n"), None);
        assert_eq!(closed("\"a,b\n\"c\",d\n"), None);
    }

    #[test]
    fn quotes_that_nobody_marked_stay_in_the_cell() {
        assert_eq!(closed("\"48\"\",\"next\",x"), Some("48\""));
    }

    #[test]
    fn what_is_not_there_yet_is_undecided() {
        for text in ["\"a,b", "\"a,b\"", "\"a\"\""] {
            assert_eq!(
                follow(text.as_bytes(), 0, COMMA, false),
                Opened::Undecided,
                "{text}"
            );
        }
    }

    #[test]
    fn marks_are_taken_off() {
        let mut out = Vec::new();
        unmark(b"a \"\"b\"\"", COMMA, &mut out);
        assert_eq!(out, b"a \"b\"");
        out.clear();
        let backslash = Dialect {
            escape: Some(b'\\'),
            ..COMMA
        };
        unmark(b"5\\\" and 8\\'9", backslash, &mut out);
        assert_eq!(out, b"5\" and 8\\'9");
    }
}
