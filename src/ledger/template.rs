//! Empty tables of a ledger in either language: the headers that the reader knows, and what may
//! stand below each. Writing them to files is the commands' affair.

use super::schema::{Field, Kind, Ledger};
use super::values::coded::{ANY_OTHER, Codes};
use crate::text::{Language, Message};

/// One column of a template.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its header.
    pub header: &'static str,
    /// A row without it is rejected.
    pub required: bool,
    /// The words to choose one from, where the column is coded.
    pub choices: Vec<&'static str>,
    /// What may stand in it.
    pub note: Message,
}

/// The name of a ledger's template, without its ending.
#[must_use]
pub fn name(ledger: Ledger, language: Language) -> &'static str {
    in_language(ledger.schema().file_names, language).unwrap_or_else(|| ledger.name())
}

/// The columns of a ledger's template, in the order of its fields.
#[must_use]
pub fn columns(ledger: Ledger, language: Language) -> Vec<Column> {
    let fields = ledger.schema().fields.iter();
    fields.map(|field| column(field, language)).collect()
}

/// What people call a field that machine formats call `name` (see
/// [`field_name`](super::read::mapping::field_name)): 会议名称 title. In English that is the name itself.
#[must_use]
pub fn spoken(ledger: Ledger, name: &str, language: Language) -> String {
    if language == Language::En {
        return name.to_owned();
    }
    let schema = ledger.schema();
    let (fields, demand) = match name.split_once(':') {
        Some((field, demand)) => (field, Some(demand)),
        None => (name, None),
    };
    let mut said: Vec<&str> = fields
        .split('|')
        .filter_map(|field| Some(header(schema.field(field)?, language)))
        .collect();
    said.extend(demand.and_then(|demand| {
        let known = schema
            .demands()?
            .iter()
            .find(|words| words.contains(&demand))?;
        in_language(known, language)
    }));
    format!("{} {name}", said.join("·"))
}

/// The header of a field in a language: its own name in English.
#[must_use]
pub fn header(field: &Field, language: Language) -> &'static str {
    match language {
        Language::En => field.name,
        Language::Zh => in_language(field.headers, language).unwrap_or(field.name),
    }
}

/// A field as people look it up.
#[derive(Clone, Debug)]
pub struct FieldAccount {
    /// Its name: what machine formats and configurations call it.
    pub name: &'static str,
    /// What it is called in Chinese.
    pub called: &'static str,
    /// A row without it is rejected.
    pub required: bool,
    /// What kind of values it holds, in a word.
    pub kind: &'static str,
    /// Headers that name it, besides.
    pub headers: Vec<&'static str>,
    field: &'static Field,
}

impl FieldAccount {
    /// What may stand in it.
    #[must_use]
    pub fn note(&self, language: Language) -> Message {
        note(self.field, language)
    }
}

/// The fields of a ledger, in their order.
pub fn fields(ledger: Ledger) -> impl Iterator<Item = FieldAccount> {
    ledger.schema().fields.iter().map(|field| {
        let called = header(field, Language::Zh);
        let others = field.headers.iter().copied();
        FieldAccount {
            name: field.name,
            called,
            required: field.required,
            kind: kind_name(field.kind),
            headers: others.filter(|header| *header != called).collect(),
            field,
        }
    })
}

/// The words that a field knows: those that it holds one of, and those that it holds any of.
fn known_words(field: &Field, language: Language) -> (Vec<&'static str>, Vec<&'static str>) {
    match field.kind {
        Kind::Code(codes) => (words(codes, language), Vec::new()),
        Kind::CodeSet(codes) => (Vec::new(), words(codes, language)),
        Kind::Flag => (flags(language), Vec::new()),
        _ => (Vec::new(), Vec::new()),
    }
}

/// What may stand in a field.
fn note(field: &Field, language: Language) -> Message {
    let (choices, words) = known_words(field, language);
    let listed = if choices.is_empty() { words } else { choices };
    let required = if field.required {
        "template-required"
    } else {
        "nothing"
    };
    Message::new(format!("template-{}", kind_name(field.kind)))
        .text("words", listed.join(", "))
        .message("required", Message::new(required))
}

fn column(field: &Field, language: Language) -> Column {
    Column {
        header: header(field, language),
        required: field.required,
        choices: known_words(field, language).0,
        note: note(field, language),
    }
}

fn flags(language: Language) -> Vec<&'static str> {
    match language {
        Language::En => vec!["yes", "no"],
        Language::Zh => vec!["是", "否"],
    }
}

/// The word of each coded value in a language.
fn words(codes: Codes, language: Language) -> Vec<&'static str> {
    let word = |words: &&'static [&'static str]| {
        let spoken = in_language(words, language);
        spoken
            .or_else(|| words.first().copied())
            .filter(|word| *word != ANY_OTHER)
    };
    codes.iter().filter_map(word).collect()
}

fn in_language(words: &[&'static str], language: Language) -> Option<&'static str> {
    let is_english = language == Language::En;
    words
        .iter()
        .copied()
        .find(|word| word.is_ascii() == is_english && *word != ANY_OTHER)
}

/// The key under which the catalogue says what a kind of column holds.
fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Name => "name",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::Duration => "duration",
        Kind::Number => "number",
        Kind::Count => "count",
        Kind::Names => "names",
        Kind::NamesOrCount => "names-or-count",
        Kind::Flag | Kind::Code(_) => "code",
        Kind::CodeSet(_) => "code-set",
        Kind::Frequency => "frequency",
        Kind::Rating => "rating",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::read::mapping::normal;
    use std::collections::BTreeSet;

    #[test]
    fn a_field_is_spoken_of_by_its_header_and_its_name() {
        let spoken = |name| spoken(Ledger::Apps, name, Language::Zh);
        assert_eq!(spoken("name"), "应用名称 name");
        assert!(spoken("demands:check_in").ends_with("·打卡 demands:check_in"));
        assert_eq!(super::spoken(Ledger::Apps, "name", Language::En), "name");
    }

    #[test]
    fn every_column_has_a_header_of_its_own_in_both_languages() {
        for language in [Language::En, Language::Zh] {
            for ledger in Ledger::ALL {
                let columns = columns(ledger, language);
                let headers: BTreeSet<String> = columns
                    .iter()
                    .map(|column| normal(column.header).0)
                    .collect();
                assert_eq!(
                    headers.len(),
                    ledger.schema().fields.len(),
                    "{}",
                    ledger.name()
                );
                if language == Language::Zh {
                    let foreign: Vec<_> = columns
                        .iter()
                        .filter(|column| column.header.is_ascii())
                        .collect();
                    assert!(foreign.is_empty(), "{}: {foreign:?}", ledger.name());
                }
            }
        }
    }
}
