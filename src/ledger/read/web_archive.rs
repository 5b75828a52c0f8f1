//! Web archives (MHTML): the pages of a workbook in one file in the form of an e-mail, as a
//! spreadsheet program saves them and many office systems name .xls. Each page with a table in it
//! is read as a web page is; its encoding is found from the page, since the header often errs.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessageParser, MessagePart, MimeHeaders};

use super::grid::Grid;
use super::markup;
use super::source::Source;
use crate::text::Message;

/// Whether bytes begin as a web archive or an e-mail with one in it does.
#[must_use]
pub fn is_web_archive(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // Above the first blank line stand headers, some of them folded.
    let mut headers = text.lines().take_while(|line| !line.trim().is_empty());
    let first = headers.clone().next().unwrap_or_default();
    let is_header = |line: &str| {
        line.starts_with([' ', '\t'])
            || line.split_once(':').is_some_and(|(name, _)| {
                name.len() > 1 && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
            })
    };
    let has = |name: &str| headers.clone().any(|line| line.starts_with(name));
    first.contains(':')
        && (has("mime-version:") || has("content-type: multipart/related"))
        && has("content-type:")
        && headers.all(is_header)
}

/// The tables of the pages of an archive.
///
/// # Errors
/// A message where it cannot be read or holds no table.
pub fn tables(source: &Source) -> Result<Vec<Grid>, Message> {
    let bytes = markup::whole(source)?;
    let archive = MessageParser::default().parse(&bytes);
    let parts = archive.as_ref().map_or(&[][..], |archive| &archive.parts);
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| is_page(part)) {
        let body = (part.offset_body as usize)..(part.offset_end as usize);
        let body = bytes.get(body).unwrap_or_default();
        let page = match part.encoding {
            Encoding::QuotedPrintable => quoted_printable_decode(body),
            Encoding::Base64 => base64_decode(body),
            Encoding::None => Some(body.to_vec()),
        };
        let page = page.ok_or_else(|| Message::new("file-damaged"))?;
        match markup::tables(&Source::Bytes(page.into())) {
            Ok(mut tables) => found.append(&mut tables),
            // The page that holds the frames has no table of its own.
            Err(fault) if fault.key() == "page-without-table" => {}
            Err(fault) => return Err(fault),
        }
    }
    if found.is_empty() {
        return Err(Message::new("page-without-table"));
    }
    Ok(found)
}

/// Whether a part is a page of the workbook; that of the tabs names its sheets and no more.
fn is_page(part: &MessagePart<'_>) -> bool {
    let is_of_tabs = part.content_location().is_some_and(|location| {
        let name = location.rsplit(['/', '\\']).next().unwrap_or(location);
        name.to_lowercase().starts_with("tabstrip.")
    });
    let is_html = part.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default().to_lowercase();
        kind.ctype().eq_ignore_ascii_case("text") && subtype == "html" || subtype == "xhtml+xml"
    });
    is_html && !is_of_tabs
}
