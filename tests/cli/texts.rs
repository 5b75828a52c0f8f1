//! Texts: every key that the code speaks of stands in both languages, and the language follows
//! the option and the locale.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jianfu::text::{Catalogue, Language};

use crate::command::{Folder, RELAY, county, project};

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push_str(text.split("#[cfg(test)]").next().unwrap());
        }
    }
}

#[test]
fn every_message_that_is_sent_has_words_in_both_languages() {
    let mut text = String::new();
    sources(&project("src"), &mut text);
    let mut keys = BTreeSet::new();
    for opening in [
        "Message::new(\"",
        "say(\"",
        "sentence(\"",
        "why: \"",
        "key = \"",
        "=> \"fault-",
        "=> \"period-",
    ] {
        for piece in text.split(opening).skip(1) {
            let key = piece.split('"').next().unwrap();
            let prefix = opening.strip_prefix("=> \"").unwrap_or_default();
            keys.insert(format!("{prefix}{key}"));
        }
    }
    assert!(keys.len() > 60, "{keys:?}");
    for language in [Language::En, Language::Zh] {
        let catalogue = Catalogue::new(language);
        for key in &keys {
            assert!(catalogue.has(key), "{language:?}: {key}");
        }
    }
}

#[test]
fn the_language_follows_the_option_then_the_locale() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let chinese = "可避免";
    assert!(
        folder
            .run(&["audit", ".", "--lang", "zh"])
            .stdout
            .contains(chinese)
    );
    assert!(!folder.run(&["audit", "."]).stdout.contains(chinese));
    let locale = |value| {
        folder
            .run_with(&["audit", "."], &[("LC_ALL", value)], b"")
            .stdout
    };
    assert!(locale("zh_CN.UTF-8").contains(chinese));
    assert!(!locale("en_US.UTF-8").contains(chinese));
}

#[test]
fn rules_and_explain_speak_both_languages() {
    let folder = Folder::new();
    for rule in jianfu::rules::CATALOGUE {
        for (language, words) in [
            ("en", ["Why", "Provision", "What to do"]),
            ("zh", ["为什么", "政策依据", "建议"]),
        ] {
            let out = folder
                .run(&["explain", rule.name, "--lang", language])
                .exits(0)
                .stdout;
            assert!(words.iter().all(|word| out.contains(word)), "{out}");
        }
    }
    let out = folder.run(&["rules", "--lang", "en"]).exits(0).stdout;
    assert!(
        jianfu::rules::CATALOGUE
            .iter()
            .all(|rule| out.contains(rule.name))
    );
    let some = folder.run(&["rules", "meeting-*"]).exits(0).stdout;
    assert!(some.contains("meeting-long") && !some.contains("app-coercive"));
}

#[test]
fn explain_shows_the_values_in_force() {
    let folder = Folder::new().with("jianfu.toml", "[rules.meeting-relay]\nwindow_days = 9\n");
    let out = folder.run(&["explain", "meeting-relay"]).exits(0).stdout;
    assert!(out.contains("window_days = 9"), "{out}");
}

/// Columns that a text takes on a terminal.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|character| match character {
            '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}' => 2,
            _ => 1,
        })
        .sum()
}

#[test]
fn the_table_fits_narrow_and_wide_terminals() {
    let folder = Folder::new();
    for width in ["80", "129", "130", "200"] {
        for language in ["en", "zh"] {
            let arguments = ["audit", &county(), "--lang", language, "--top", "0"];
            let out = folder
                .run_with(&arguments, &[("COLUMNS", width)], b"")
                .exits(0)
                .stdout;
            let most = width.parse().unwrap();
            for line in out.lines() {
                assert!(
                    columns(line) <= most,
                    "{width} {language}: {} {line}",
                    columns(line)
                );
            }
            assert!(out.contains("会议台账.csv:428"), "{out}");
        }
    }
}

#[test]
fn the_readme_shows_what_the_example_prints() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let shown = readme
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let arguments = ["audit", &county(), "--lang", "en", "--top", "3"];
    let out = Folder::new()
        .run_with(&arguments, &[("COLUMNS", "80")], b"")
        .exits(0)
        .stdout;
    assert_eq!(out, shown);
}

#[test]
fn the_configuration_of_the_readme_is_accepted() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let toml = readme
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let folder = Folder::new()
        .with("meetings.csv", RELAY)
        .with("jianfu.toml", toml);
    folder.run(&["audit", "."]).exits(0);
}
