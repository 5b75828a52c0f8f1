//! One header as it is looked up: by its normal form among the headers that are known whole, and
//! by its words.

use super::mapped::HeaderParts;
use crate::ledger::headers::Phrase;
use crate::ledger::headers::units::HeaderUnit;
use crate::ledger::values::normal::{is_invisible, name, narrow, trimmed};

/// A header as it is looked up.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its parts, joined by blanks.
    pub(super) text: String,
    /// All parts in one, then the lowest alone: each as it stands, and in normal form.
    pub(super) keys: Vec<(String, String)>,
    /// All parts as a phrase; then the lowest, where it says enough by itself.
    pub(super) phrases: Vec<Phrase>,
    /// The unit that it names.
    pub(super) unit: HeaderUnit,
}

impl Header {
    /// A header of these parts.
    #[must_use]
    pub fn of(parts: &HeaderParts) -> Self {
        let mut keys = match parts.as_slice() {
            [] => Vec::new(),
            [only] => vec![only.clone()],
            [.., last] => vec![parts.concat(), last.clone()],
        };
        // 成员单位(数) counts, 主办单位/部门 offers a choice of words.
        let last = keys.last().cloned().unwrap_or_default();
        if let (text, Some("数")) = {
            let (text, unit) = normal(&last);
            (
                text,
                unit.as_deref()
                    .map(|unit| if unit == "数" { "数" } else { "" }),
            )
        } {
            keys.insert(0, text + "数");
        }
        if let Some((first, _)) = last.split_once(['/', '／']) {
            keys.push(first.to_owned());
        }
        let with_normal = |key: String| {
            let normal = normal(&key).0;
            (key, normal)
        };
        let whole = Phrase::read(parts);
        let unit = whole.unit;
        let mut phrases = vec![whole];
        if let [heading @ .., last] = parts.as_slice()
            && !heading.is_empty()
        {
            phrases.extend(lowest(heading, last));
        }
        Self {
            text: parts.join(" "),
            keys: keys.into_iter().map(with_normal).collect(),
            phrases,
            unit,
        }
    }
}

/// The lowest part of a header of several rows, where what stands above it only groups columns: 基本情况
/// over 应用名称, but not 上次检查 over 日期.
fn lowest(heading: &[String], last: &String) -> Option<Phrase> {
    let above = Phrase::read(heading);
    let below = Phrase::read(std::slice::from_ref(last));
    let groups = above.words.iter().all(|word| word.meaning.is_none());
    let is_alike = above.words.iter().any(|word| {
        word.meaning.is_some() && below.words.iter().any(|own| own.meaning == word.meaning)
    });
    (groups || is_alike || below.words.len() > 1).then_some(below)
}

/// Marks around a header that are no part of it.
const MARKS: &str = "*:\"'★☆●◆※▲ ";

/// The normal form of a header, and the unit that it names in brackets.
#[must_use]
pub fn normal(header: &str) -> (String, Option<String>) {
    let is_mark = |c: char| MARKS.contains(c) || ('①'..='⑳').contains(&c);
    let visible: String = header.chars().filter(|c| !is_invisible(*c)).collect();
    // Narrowing would make a number of ①.
    let header = trimmed(trimmed(&visible).trim_start_matches(is_mark));
    let narrowed = narrow(header).to_lowercase().replace('_', " ");
    let mut text = name(&narrowed).trim_matches(is_mark).to_owned();
    let mut unit = None;
    if let Some(open) = text.find(['(', '[', '【'])
        && text.ends_with([')', ']', '】'])
    {
        let inner: String = text[open..].chars().skip(1).collect();
        unit = Some(inner.trim_end_matches([')', ']', '】']).trim().to_owned());
        text.truncate(open);
    }
    (text.trim().to_owned(), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_lose_blanks_brackets_and_width() {
        assert_eq!(
            normal("会议时长（小时）"),
            ("会议时长".into(), Some("小时".into()))
        );
        assert_eq!(normal(" *召开 时间： "), ("召开时间".into(), None));
        assert_eq!(normal("Target_Code"), ("target code".into(), None));
    }
}
