//! Where a key stands in a configuration file: its line, for messages.

use toml_edit::{Document, Item};

/// The text of a file, parsed once for positions.
pub(super) struct Lines {
    text: String,
    document: Option<Document<String>>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            document: Document::parse(text.to_owned()).ok(),
        }
    }

    /// The line of a byte, from 1.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        let before = &self.text.as_bytes()[..byte.min(self.text.len())];
        memchr::memchr_iter(b'\n', before).count() + 1
    }

    /// The line of a key, by its path; that of the last part that is there.
    pub(super) fn of_key(&self, path: &[&str]) -> usize {
        let Some(document) = &self.document else {
            return 1;
        };
        let mut item: &Item = document.as_item();
        let mut line = 1;
        for key in path {
            let Some(table) = item.as_table_like() else {
                break;
            };
            let Some((found, next)) = table.get_key_value(key) else {
                break;
            };
            if let Some(span) = found.span().or_else(|| next.span()) {
                line = self.line_at(span.start);
            }
            item = next;
        }
        line
    }
}
