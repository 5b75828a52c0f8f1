//! What a file is by its first bytes, whatever its name says.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::encoding::TextSurvey;
use super::{foreign, markup, web_archive, xls, xml_book};

/// What a file is.
#[derive(Debug, PartialEq)]
pub(super) enum Format {
    Gzip,
    Zip,
    OldBook,
    XmlBook,
    Markup,
    WebArchive,
    /// No table, and what it is.
    Foreign(&'static str),
    Text,
}

/// What a file is that begins with these bytes.
pub(super) fn of(beginning: &[u8]) -> Format {
    if beginning.starts_with(&[0x1f, 0x8b]) {
        return Format::Gzip;
    }
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Format::Zip;
    }
    if xls::is_xls(beginning) {
        return Format::OldBook;
    }
    if xml_book::is_xml_book(beginning) {
        return Format::XmlBook;
    }
    if markup::is_markup(beginning) {
        return Format::Markup;
    }
    if web_archive::is_web_archive(beginning) {
        return Format::WebArchive;
    }
    if markup::is_xml(beginning) {
        return Format::Foreign("foreign-xml");
    }
    if let Some(kind) = foreign::kind(beginning) {
        return Format::Foreign(kind);
    }
    // The NULs of UTF-16 are no marks of control.
    let is_wide = TextSurvey::of(beginning)
        .is_ok_and(|survey| [UTF_16LE, UTF_16BE].contains(&survey.encoding));
    if !is_wide && foreign::is_binary(beginning) {
        return Format::Foreign("foreign-unknown");
    }
    Format::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_bytes() {
        assert_eq!(of(b"\x1f\x8b\x08"), Format::Gzip);
        assert_eq!(of(b"PK\x03\x04..."), Format::Zip);
        assert_eq!(of(b"\xd0\xcf\x11\xe0\xa1\xb1"), Format::OldBook);
        assert_eq!(of(b"\xef\xbb\xbf <html><table>"), Format::Markup);
        assert_eq!(of(b"title,date\n"), Format::Text);
        assert_eq!(of(b"<10,x\n"), Format::Text);
    }
}
