//! That no text is missing in either language, and that figures are written rightly in both.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn keys(source: &str) -> Vec<&str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .collect()
}

#[test]
fn both_languages_have_the_same_keys_and_parse() {
    assert_eq!(keys(ENGLISH), keys(CHINESE));
    assert!(FluentResource::try_new(ENGLISH.to_owned()).is_ok());
    assert!(FluentResource::try_new(CHINESE.to_owned()).is_ok());
}

#[test]
fn no_key_stands_twice() {
    let mut sorted = keys(ENGLISH);
    sorted.sort_unstable();
    let all = sorted.len();
    sorted.dedup();
    assert_eq!(all, sorted.len());
}

/// Keys and the arguments that their texts take.
fn arguments(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut own: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut of = None;
    for line in source.lines() {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            of = line.split(" =").next();
        }
        let names = line.split('$').skip(1).map(|rest| {
            let end = rest.find(|next: char| !next.is_alphanumeric() && next != '_' && next != '-');
            &rest[..end.unwrap_or(rest.len())]
        });
        own.entry(of.unwrap_or_default()).or_default().extend(names);
    }
    own
}

#[test]
fn both_languages_say_the_same_figures() {
    let chinese = arguments(CHINESE);
    for (key, english) in arguments(ENGLISH) {
        // A plural may be spelt out in one language and need no argument in the other.
        assert_eq!(english, chinese[key], "{key}");
    }
}

#[test]
fn numbers_and_dates_are_written_as_each_language_does() {
    let day = NaiveDate::from_ymd_opt(2024, 3, 5).unwrap();
    let said = Message::new("verbatim").date("text", day);
    for language in [Language::En, Language::Zh] {
        let catalogue = Catalogue::new(language);
        assert_eq!(catalogue.render(&said), "2024-03-05");
        let number = Message::new("verbatim").decimal("text", 1_234_567.26);
        assert_eq!(catalogue.render(&number), "1,234,567.3");
        let share = Message::new("verbatim").with("text", Argument::Share(0.244));
        assert_eq!(catalogue.render(&share), "24%");
        let list = Message::new("verbatim").texts("text", &["甲".to_owned(), "乙".to_owned()]);
        assert_eq!(
            catalogue.render(&list),
            ["甲", "乙"].join(catalogue.separator())
        );
    }
}

#[test]
fn plurals_follow_the_language() {
    let one = Message::new("rows").count("count", 1);
    let many = Message::new("rows").count("count", 1200);
    let english = Catalogue::new(Language::En);
    assert_eq!(english.render(&one), "1 row");
    assert_eq!(english.render(&many), "1,200 rows");
    assert_eq!(Catalogue::new(Language::Zh).render(&many), "1,200行");
}
