//! A title to its residue: what is left of it when unit names, level words, dates, numbers and
//! ceremony are taken off. What was a session number or a period is kept beside it, because
//! titles that differ only in those are sessions of one agenda and no repetition.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::words::{CEREMONY, ENGLISH, GROUP_WORDS, LEVEL_WORDS, SPEAKERS, VERBS, WEAK};
use crate::ledger::values::normal::narrow;

/// What a title is about, and of which session and period it speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Residue {
    /// Strong pieces, each behind a blank, names of places behind ` @`, then weak words, each behind a `~`. Empty: no matter.
    pub(super) text: String,
    /// Hash of the session numbers; 0 where there is none.
    pub(super) session: u32,
    /// Hash of the months, quarters and years; 0 where there is none.
    pub(super) period: u32,
}

/// Takes titles apart; built once, as its automaton holds every word.
pub(super) struct Stripper {
    words: AhoCorasick,
    weak_from: usize,
    places_from: usize,
}

static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}a-z]{0,8}[〔\[(](?:19|20)[0-9]{2}[〕\])](?:第)?[0-9]+号").ok()
});
static SESSIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"第[0-9一二三四五六七八九十百零]+(?:次|期|场|批|阶段|轮|届)|\bno\. ?[0-9]+").ok()
});
static PERIODS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:19|20)[0-9]{2}[-./年](?:[0-9]{1,2}[-./月](?:[0-9]{1,2}[日号]?)?)?度?|(?:19|20)[0-9]{2}(?:年度?)?",
        r"|[0-9一二三四五六七八九十]{1,2}月(?:份|[0-9]{1,2}[日号])?|[上下]半年度?|第?[一二三四1-4]季度|全年|年度|[0-9]{1,2}[日号]"
    ))
    .ok()
});

impl Stripper {
    /// A stripper that also takes off the words of the regular list, and knows the names of
    /// `places`: one that is left in a title is part of its matter.
    #[must_use]
    pub(super) fn new(regular: &[String], places: &[String]) -> Option<Self> {
        let mut words: Vec<String> = Vec::new();
        for speaker in SPEAKERS {
            words.extend(VERBS.iter().map(|verb| format!("{speaker}{verb}")));
        }
        for list in [CEREMONY, LEVEL_WORDS, GROUP_WORDS] {
            words.extend(list.iter().map(|word| (*word).to_owned()));
        }
        words.extend(regular.iter().map(|word| word.to_lowercase()));
        let weak_from = words.len();
        words.extend(WEAK.iter().map(|word| (*word).to_owned()));
        let places_from = words.len();
        words.extend(
            places
                .iter()
                .filter(|name| name.chars().count() > 1)
                .cloned(),
        );
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .ok()?;
        Some(Self {
            words,
            weak_from,
            places_from,
        })
    }

    /// The residue of a title; `names` are those of the row's own unit and the units above it,
    /// longer ones first.
    #[must_use]
    pub(super) fn residue(&self, title: &str, names: &[String]) -> Residue {
        let mut text = narrow(title).into_owned();
        text.make_ascii_lowercase();
        if text.is_ascii() {
            return english(&text, names);
        }
        for name in names {
            if text.contains(name.as_str()) {
                text = text.replace(name.as_str(), "\u{1}");
            }
        }
        let mut residue = Residue::default();
        if may_hold_numbers(&text) {
            take(&NUMBERS, &mut text);
            residue.session = take(&SESSIONS, &mut text);
            residue.period = take(&PERIODS, &mut text);
        }
        residue.text = self.pieces(&text);
        residue
    }

    fn pieces(&self, text: &str) -> String {
        let mut strong = String::with_capacity(text.len());
        let mut weak = String::new();
        let mut last = 0;
        for found in self.words.find_iter(text) {
            add_piece(&mut strong, &text[last..found.start()]);
            let word = found.pattern().as_usize();
            if word >= self.places_from {
                strong.push_str(" @");
                strong.push_str(&text[found.start()..found.end()]);
            } else if word >= self.weak_from {
                weak.push('~');
                weak.push_str(&text[found.start()..found.end()]);
            }
            last = found.end();
        }
        add_piece(&mut strong, &text[last..]);
        // A lone character (周 of 周例会) is no matter.
        if strong.chars().filter(|character| *character != ' ').count() < 2 {
            strong.clear();
        }
        strong.push_str(&weak);
        strong
    }
}

/// Letters and digits between other characters, each run behind a blank.
fn add_piece(pieces: &mut String, text: &str) {
    let mut begun = false;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            begun = false;
            continue;
        }
        if !begun {
            pieces.push(' ');
            begun = true;
        }
        pieces.push(character);
    }
}

fn may_hold_numbers(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || ["第", "月", "年", "季"]
            .iter()
            .any(|mark| text.contains(mark))
}

/// Takes every match off the text; a hash of what was taken, 0 where nothing was.
fn take(pattern: &LazyLock<Option<Regex>>, text: &mut String) -> u32 {
    let Some(pattern) = pattern.as_ref() else {
        return 0;
    };
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for found in pattern.find_iter(text) {
        found.as_str().hash(&mut hasher);
        any = true;
    }
    if !any {
        return 0;
    }
    *text = pattern.replace_all(text, "\u{1}").into_owned();
    (hasher.finish() as u32).max(1)
}

/// Whether a document only announces a meeting (关于召开…会议的通知).
#[must_use]
pub fn announces_meeting(title: &str) -> bool {
    let text = narrow(title);
    if let Some(called) = text.find("召开").or_else(|| text.find("举行")) {
        let rest = &text[called..];
        return rest.contains("会") && rest.contains("通知");
    }
    let lower = text.to_lowercase();
    lower.starts_with("notice of") && lower.contains("meeting")
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// English titles: words without ceremony, plurals folded.
fn english(text: &str, names: &[String]) -> Residue {
    let mut text = text.to_owned();
    for name in names.iter().filter(|name| name.is_ascii()) {
        text = text.replace(name.as_str(), " ");
    }
    let mut residue = Residue {
        session: take(&SESSIONS, &mut text),
        ..Residue::default()
    };
    let mut period = DefaultHasher::new();
    let mut dated = false;
    for word in text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if MONTHS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()) {
            word.hash(&mut period);
            dated = true;
            continue;
        }
        if ENGLISH.contains(&word) {
            continue;
        }
        let stem = word
            .strip_suffix('s')
            .filter(|stem| stem.len() > 3 && !stem.ends_with('s'))
            .unwrap_or(word);
        residue.text.push(' ');
        residue.text.push_str(stem);
    }
    if dated {
        residue.period = (period.finish() as u32).max(1);
    }
    residue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn residue(title: &str, names: &[&str]) -> String {
        let regular = [
            "例会".to_owned(),
            "党组会议".to_owned(),
            "常务会议".to_owned(),
        ];
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Stripper::new(&regular, &["红旗村".to_owned(), "东风村".to_owned()])
            .unwrap()
            .residue(title, &names)
            .text
    }

    #[test]
    fn ceremony_units_and_dates_are_taken_off() {
        assert_eq!(
            residue("全市安全生产工作会议", &[]),
            residue("县传达全市安全生产会议精神会", &[])
        );
        assert_eq!(
            residue("云岭县2024年森林防火工作会议", &["云岭县"]),
            " 森林防火"
        );
        assert_eq!(
            residue(
                "关于印发《云岭县秸秆禁烧工作方案》的通知（云发〔2024〕3号）",
                &["云岭县"]
            ),
            " 秸秆禁烧"
        );
        assert_ne!(
            residue("传达学习省委全会精神", &[]),
            residue("传达学习全国两会精神", &[])
        );
        assert_eq!(
            residue("Notice on flood control meetings", &[]),
            residue("Meeting to implement flood controls", &[])
        );
    }

    #[test]
    fn a_unit_below_or_beside_is_part_of_the_matter() {
        assert_ne!(
            residue("关于红旗村道路建设的批复", &["云岭县"]),
            residue("关于东风村道路建设的批复", &["云岭县"])
        );
    }

    #[test]
    fn nothing_is_left_of_ceremony_alone() {
        for title in [
            "党组会议",
            "周例会",
            "关于召开会议的通知",
            "全县工作会议",
            "",
            "会",
            "2024年工作会议",
        ] {
            assert_eq!(residue(title, &[]), "", "{title}");
        }
    }

    #[test]
    fn announcements_are_told_from_documents() {
        assert!(announces_meeting("关于召开全县安全生产工作会议的通知"));
        assert!(!announces_meeting("关于印发全县安全生产工作要点的通知"));
    }

    #[test]
    fn sessions_and_periods_stand_apart() {
        let stripper = Stripper::new(&[], &[]).unwrap();
        let third = stripper.residue("第3次河长制会议", &[]);
        let fourth = stripper.residue("第4次河长制会议", &[]);
        assert_eq!(third.text, fourth.text);
        assert_ne!(third.session, fourth.session);
        let march = stripper.residue("3月份信访情况通报会", &[]);
        let april = stripper.residue("4月份信访情况通报会", &[]);
        assert_eq!(march.text, april.text);
        assert_ne!(march.period, april.period);
    }
}
