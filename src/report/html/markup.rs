//! Markup that is safe by construction: text is escaped where it is put in.

use std::fmt::Write as _;

use crate::text::printable;

/// A text in which nothing is markup; control characters and marks that turn its direction are gone.
pub(super) fn text(text: &str) -> String {
    let clean = printable(text);
    let mut escaped = String::with_capacity(clean.len());
    for character in clean.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A table whose heads and cells are markup already; columns from `numbers` on are aligned right.
pub(super) fn table(
    caption: &str,
    heads: &[String],
    rows: &[Vec<String>],
    numbers: usize,
) -> String {
    let class = |column: usize| {
        if column >= numbers {
            " class=\"n\""
        } else {
            ""
        }
    };
    let mut out = format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption class=\"soft\">{caption}</caption><thead><tr>"
    );
    for (column, head) in heads.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(out, "<th scope=\"col\"{}>{head}</th>", class(column));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let _ = write!(out, "<td{}>{cell}</td>", class(column));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            text("<script>\"a\" & 'b'\u{202e}\u{1b}[31m"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;[31m"
        );
    }
}
