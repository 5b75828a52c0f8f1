//! The message catalogue: every sentence that a person reads, in English and Chinese.
//!
//! Code elsewhere says *what* happened as a [`Message`]: a key and its figures. Only the catalogue
//! knows words, plurals and number formats, so one finding or fault reads rightly in both
//! languages. General texts stand in `en.ftl` and `zh.ftl`; a rule brings its own sentence, which
//! the caller adds with [`Catalogue::with`]. Left out: what the command line parser says of itself.

mod number;
mod perhaps;
mod printable;

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use chrono::NaiveDate;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use number::{decimal, grouped};
pub use perhaps::perhaps;
pub use printable::printable;

const ENGLISH: &str = include_str!("en.ftl");
const CHINESE: &str = include_str!("zh.ftl");

/// A language that messages, tables and reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English, the default.
    En,
    /// Chinese, the default where the locale is Chinese.
    Zh,
}

impl Language {
    /// The language of the user's locale: Chinese where it is Chinese, else English.
    #[must_use]
    pub fn of_locale() -> Self {
        match sys_locale::get_locale() {
            Some(locale) if locale.to_lowercase().starts_with("zh") => Self::Zh,
            _ => Self::En,
        }
    }
}

/// The same text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Bilingual {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

/// A text in English and in Chinese.
#[must_use]
pub const fn both(en: &'static str, zh: &'static str) -> Bilingual {
    Bilingual { en, zh }
}

impl Bilingual {
    /// The text in `language`.
    #[must_use]
    pub fn of(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Zh => self.zh,
        }
    }
}

/// One figure or text inside a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A text as it stands in the data.
    Text(String),
    /// A whole number; it also selects the plural.
    Count(u64),
    /// A number with one decimal, such as hours.
    Decimal(f64),
    /// A share from 0 to 1, shown as a percentage.
    Share(f64),
    /// A day.
    Date(NaiveDate),
    /// A message inside a message.
    Message(Box<Message>),
    /// Messages, joined as a list.
    Messages(Vec<Message>),
    /// Names, joined in the language's way, the first three in full and the rest as a count.
    Names(Vec<String>),
}

/// Something to say, in no language yet: a catalogue key and its arguments.
///
/// It is also the error type of everything a user can cause; `main` renders it.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    key: Cow<'static, str>,
    arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message by its key in the catalogue.
    #[must_use]
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            arguments: Vec::new(),
        }
    }

    /// The catalogue key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What it is about, where it only says in which file or of which step: the message within.
    #[must_use]
    pub fn innermost(&self) -> &Message {
        const FRAMES: [&str; 3] = ["fault-in-file", "config-bad-value", "check-passed-over-why"];
        let within = self
            .arguments
            .iter()
            .find_map(|(_, argument)| match argument {
                Argument::Message(message) => Some(message.as_ref()),
                _ => None,
            });
        match within {
            Some(message) if FRAMES.contains(&self.key()) => message.innermost(),
            _ => self,
        }
    }

    /// The same in no more room than it takes, for messages that are kept by the hundred thousand.
    #[must_use]
    pub fn shrunk(mut self) -> Self {
        self.arguments.shrink_to_fit();
        self
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: Argument) -> Self {
        self.arguments.push((name, argument));
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, Argument::Text(text.into()))
    }

    /// Adds a whole number.
    #[must_use]
    pub fn count(self, name: &'static str, count: usize) -> Self {
        self.with(name, Argument::Count(count as u64))
    }

    /// Adds a number shown with one decimal.
    #[must_use]
    pub fn decimal(self, name: &'static str, number: f64) -> Self {
        self.with(name, Argument::Decimal(number))
    }

    /// Adds a day.
    #[must_use]
    pub fn date(self, name: &'static str, date: NaiveDate) -> Self {
        self.with(name, Argument::Date(date))
    }

    /// Adds names, of which the first three are spelt out.
    #[must_use]
    pub fn names(self, name: &'static str, names: Vec<String>) -> Self {
        self.with(name, Argument::Names(names))
    }

    /// Adds messages, joined as a list.
    #[must_use]
    pub fn messages(self, name: &'static str, messages: Vec<Message>) -> Self {
        self.with(name, Argument::Messages(messages))
    }

    /// Adds a count that is not known of every row: unknown is not zero.
    #[must_use]
    pub fn known_count(self, name: &'static str, count: Option<f64>) -> Self {
        match count {
            Some(count) => self.count(name, count.round() as usize),
            None => self.message(name, Self::new("count-unknown")),
        }
    }

    /// Adds a condition, which is "yes" or "no".
    #[must_use]
    pub fn flag(self, name: &'static str, is_so: bool) -> Self {
        self.text(name, if is_so { "yes" } else { "no" })
    }

    /// Adds texts, joined as a list and all spelt out.
    #[must_use]
    pub fn texts(self, name: &'static str, texts: &[String]) -> Self {
        let verbatim = |text: &String| Message::new("verbatim").text("text", text);
        self.messages(name, texts.iter().map(verbatim).collect())
    }

    /// Adds a message.
    #[must_use]
    pub fn message(self, name: &'static str, message: Message) -> Self {
        self.with(name, Argument::Message(Box::new(message)))
    }
}

impl fmt::Display for Message {
    /// The bare key and arguments: for debugging, where no catalogue is at hand.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.key)?;
        for (name, argument) in &self.arguments {
            write!(formatter, " {name}={argument:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Message {}

/// Counts are printed with grouped digits.
fn grouped_count<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(number.value as u64)),
        _ => None,
    }
}

/// All texts in one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// The general texts in `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (tag, source) = match language {
            Language::En => ("en", ENGLISH),
            Language::Zh => ("zh", CHINESE),
        };
        let identifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped_count));
        let mut catalogue = Self { language, bundle };
        catalogue.add(source.to_owned());
        catalogue
    }

    /// Adds texts from outside this module: key and pattern in both languages.
    #[must_use]
    pub fn with(mut self, texts: impl Iterator<Item = (String, Bilingual)>) -> Self {
        let mut source = String::new();
        for (key, pattern) in texts {
            // Variants stand on lines of their own, which must be indented.
            let pattern = pattern.of(self.language).replace('\n', "\n  ");
            let _ = writeln!(source, "{key} = {pattern}");
        }
        self.add(source);
        self
    }

    fn add(&mut self, source: String) {
        // A syntax error loses that one text, which then shows as its key; a test renders all.
        let resource = match FluentResource::try_new(source) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        self.bundle.add_resource_overriding(resource);
    }

    /// The language of this catalogue.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether the catalogue has a text under `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A text without arguments, by its key.
    #[must_use]
    pub fn say(&self, key: &'static str) -> String {
        self.render(&Message::new(key))
    }

    /// The words of a message.
    #[must_use]
    pub fn render(&self, message: &Message) -> String {
        let pattern = self
            .bundle
            .get_message(message.key())
            .and_then(|found| found.value());
        let Some(pattern) = pattern else {
            return message.to_string();
        };
        let mut arguments = FluentArgs::new();
        for (name, argument) in &message.arguments {
            let value = match argument {
                Argument::Count(count) => FluentValue::from(*count),
                other => FluentValue::from(self.argument(other)),
            };
            arguments.set(*name, value);
        }
        let mut faults = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut faults)
            .into_owned()
    }

    fn argument(&self, argument: &Argument) -> String {
        match argument {
            Argument::Text(text) => text.clone(),
            Argument::Count(count) => grouped(*count),
            Argument::Decimal(number) => decimal(*number, 1),
            Argument::Share(share) => format!("{}%", decimal(share * 100.0, 0)),
            Argument::Date(date) => date.format("%Y-%m-%d").to_string(),
            Argument::Message(message) => self.render(message),
            Argument::Messages(messages) => {
                let texts: Vec<String> = messages
                    .iter()
                    .map(|message| self.render(message))
                    .collect();
                texts.join(self.separator())
            }
            Argument::Names(names) => self.names(names),
        }
    }

    /// What stands between the names of a list.
    #[must_use]
    pub fn separator(&self) -> &'static str {
        match self.language {
            Language::En => ", ",
            Language::Zh => "、",
        }
    }

    fn names(&self, names: &[String]) -> String {
        const SPELT_OUT: usize = 3;
        let shown: Vec<&str> = names.iter().take(SPELT_OUT).map(String::as_str).collect();
        let shown = shown.join(self.separator());
        if names.len() <= SPELT_OUT {
            return shown;
        }
        self.render(
            &Message::new("names-and-more")
                .text("names", shown)
                .count("more", names.len() - SPELT_OUT),
        )
    }
}

#[cfg(test)]
mod tests;
