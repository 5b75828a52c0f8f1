//! `demo`: one seed is one region, what is planted is found, and its matters are many.

use std::collections::BTreeSet;
use std::fs;

use sha2::{Digest, Sha256};

use crate::command::Folder;

/// A digest over all files of a folder.
fn digest(folder: &std::path::Path) -> String {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let mut hasher = Sha256::new();
    for path in names {
        hasher.update(path.file_name().unwrap().to_string_lossy().as_bytes());
        hasher.update(fs::read(path).unwrap());
    }
    let first: [u8; 8] = hasher.finalize()[..8].try_into().unwrap();
    format!("{:016x}", u64::from_be_bytes(first))
}

#[test]
fn one_seed_is_one_region_on_every_machine() {
    let folder = Folder::new();
    let made = |name: &str, more: &[&str]| {
        folder
            .run(&[&["demo", name, "--size", "village", "-q"], more].concat())
            .exits(0);
        digest(&folder.path().join(name))
    };
    assert_eq!(made("a", &[]), made("b", &["--seed", "1"]));
    assert_ne!(made("c", &["--seed", "2"]), made("d", &["--seed", "3"]));
    assert_ne!(made("e", &["--lang", "zh"]), made("f", &["--messy"]));
    // The bytes of this seed, wherever it is made.
    assert_eq!(made("g", &["--seed", "7"]), "a49649af58b0c3d6");
    folder
        .run(&["demo", "a", "--size", "village"])
        .exits(2)
        .says(&["--force"]);
    folder
        .run(&["demo", "a", "--size", "village", "--force"])
        .exits(0);
    folder
        .run(&["demo", "z", "--size", "hamlet"])
        .exits(2)
        .says(&["village"]);
}

#[test]
fn what_is_planted_is_found_messy_or_not_in_both_languages() {
    let folder = Folder::new();
    for language in ["en", "zh"] {
        for messy in [&[][..], &["--messy"]] {
            let name = format!("{language}{}", messy.len());
            let arguments = [&["demo", &name, "--seed", "5", "--lang", language], messy].concat();
            folder.run(&arguments).exits(0).says(&["truth.json"]);
            let report = folder
                .run(&["audit", &name, "--format", "json", "-q"])
                .exits(0)
                .json();
            let check = folder
                .run(&["check", &name, "--lang", "en"])
                .exits(0)
                .stdout;
            assert!(!check.contains("kept as evidence only"), "{name}: {check}");
            let text = fs::read_to_string(folder.path().join(&name).join("truth.json")).unwrap();
            let truth: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(truth["matters"].as_u64().unwrap() >= 150);
            let ids = |rows: &serde_json::Value, key: &str| -> BTreeSet<String> {
                let rows = rows.as_array().unwrap().iter();
                rows.filter_map(|row| {
                    if key.is_empty() {
                        row.as_str()
                    } else {
                        row[key].as_str()
                    }
                })
                .map(str::to_owned)
                .collect()
            };
            for planted in truth["planted"].as_array().unwrap() {
                let wanted = ids(&planted["ids"], "");
                let found = report["findings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|finding| {
                        finding["rule"] == planted["rule"]
                            && wanted.is_subset(&ids(&finding["evidence"], "id"))
                    });
                assert!(found, "{name}: {planted}");
            }
            let rejected: u64 = report["inputs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|input| input["rejected"].as_u64().unwrap())
                .sum();
            assert_eq!(rejected, messy.len() as u64, "{name}");
        }
    }
}
