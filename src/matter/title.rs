//! A title to its parts, and to its residue: what is left of it when unit names, level words,
//! dates, numbers and ceremony are taken off. What was a session number or a period is kept beside
//! it, because titles that differ only in those are sessions of one agenda and no repetition.

use std::hash::Hasher;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHasher;

use super::english;
use super::lexicon::{Lexicon, Role};
use crate::ledger::values::document_number;
use crate::ledger::values::normal::narrow;

/// A stretch of a title as it is compared (narrowed, lower case), by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What it does.
    pub role: Role,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What a title is about, and of which session and period it speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Residue {
    /// Its terms, each behind a mark (see [`super::terms`]). Empty: no matter.
    pub(super) text: String,
    /// Hash of the session numbers; 0 where there is none.
    pub(super) session: u32,
    /// Hash of the months, quarters and years; 0 where there is none.
    pub(super) period: u32,
}

/// Marks of terms within a residue: what stands behind one goes on to the next.
pub(super) mod mark {
    /// A run of characters that are the matter, or an English word.
    pub(in crate::matter) const RUN: char = ' ';
    /// A place.
    pub(in crate::matter) const PLACE: char = '@';
    /// A known matter, by its first name.
    pub(in crate::matter) const NAME: char = '=';
    /// A word that many matters share.
    pub(in crate::matter) const QUALIFIER: char = '^';
    /// All of them.
    pub(in crate::matter) const ALL: [char; 4] = [RUN, PLACE, NAME, QUALIFIER];
}

const SESSION_NUMBER: &str =
    r"第[0-9一二三四五六七八九十百零]+(?:次|期|场|批|阶段|轮|届)|\bno\. ?[0-9]+";
const PERIOD: &str = concat!(
    r"(?:19|20)[0-9]{2}[-./年](?:[0-9]{1,2}[-./月](?:[0-9]{1,2}[日号]?)?)?度?|(?:19|20)[0-9]{2}(?:年度?)?",
    r"|[0-9一二三四五六七八九十]{1,2}月(?:份|[0-9]{1,2}[日号])?|[上下]半年度?|第?[一二三四1-4]季度|全年|年度|[0-9]{1,2}[日号]"
);

/// A plenary session by who holds it: 省委十二届七次全会. It is a matter of its own where it is
/// passed on, though neither who held it nor that it was one says anything elsewhere.
const PLENARY: &str = concat!(
    r"(中央纪委|中纪委|国务院|[省市县区州旗](?:纪委监委|纪委|委|政府))",
    r"((?:第?[0-9一二三四五六七八九十]+届)?(?:第?[0-9一二三四五六七八九十]+次)?)",
    r"(全会|全委会|全体(?:\(扩大\)|扩大)?会议|全委(?:\(扩大\)|扩大)会议)"
);

static PLENARIES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PLENARY).ok());

static NUMBERS: LazyLock<[(Role, Option<Regex>); 3]> = LazyLock::new(|| {
    [
        (Role::Number, Regex::new(document_number::PATTERN).ok()),
        (Role::Session, Regex::new(SESSION_NUMBER).ok()),
        (Role::Period, Regex::new(PERIOD).ok()),
    ]
});

/// Levels: of whoever spoke, where one stands behind a word of passing on (传达学习县…会议精神).
pub(super) const LEVELS: [char; 8] = ['省', '市', '县', '区', '镇', '乡', '州', '旗'];
/// See [`LEVELS`].
const PASSING_ON: [&str; 6] = ["传达", "学习", "转发", "贯彻", "落实", "根据"];

/// What stands for a byte that was taken off, so that those behind it keep their places.
const TAKEN: &str = "\u{1}";

/// A title as it is compared: in compatibility form and lower case.
#[must_use]
pub(super) fn compared(title: &str) -> String {
    let mut text = narrow(title).into_owned();
    text.make_ascii_lowercase();
    text
}

/// The parts of a title as [`compared`] gives it; `names` are those of the row's own unit and the
/// units above it, longer ones first. They come in no order.
pub(super) fn parts(text: &str, names: &[String], lexicon: &Lexicon) -> Vec<Part> {
    if text.is_ascii() {
        return english::parts(text, names, lexicon);
    }
    let mut parts = Vec::new();
    let mut left = text.to_owned();
    take_plenaries(text, &mut left, lexicon, &mut parts);
    for name in names {
        while let Some(start) = left.find(name.as_str()) {
            take(&mut left, Role::Unit, start, start + name.len(), &mut parts);
        }
    }
    if may_hold_numbers(&left) {
        for (role, pattern) in NUMBERS.iter() {
            while let Some(found) = pattern.as_ref().and_then(|pattern| pattern.find(&left)) {
                let (start, end) = (found.start(), found.end());
                take(&mut left, *role, start, end, &mut parts);
            }
        }
    }
    let mut last = 0;
    for (start, end, role) in lexicon.find(&left) {
        add_runs(&left, last, start, &mut parts);
        parts.push(Part { role, start, end });
        last = end;
    }
    add_runs(&left, last, left.len(), &mut parts);
    take_speakers(text, &mut parts);
    parts
}

/// Takes plenary sessions: a known matter by who holds them, and a session by their number.
fn take_plenaries(text: &str, left: &mut String, lexicon: &Lexicon, parts: &mut Vec<Part>) {
    if !text.contains("全") {
        return;
    }
    let Some(pattern) = PLENARIES.as_ref() else {
        return;
    };
    for found in pattern.captures_iter(text) {
        let (Some(holder), Some(number), Some(word)) = (found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let Some(name) = lexicon.plenary(holder.as_str()) else {
            continue;
        };
        take(left, Role::Name(name), holder.start(), holder.end(), parts);
        if !number.is_empty() {
            take(left, Role::Session, number.start(), number.end(), parts);
        }
        take(left, Role::Ceremony, word.start(), word.end(), parts);
    }
}

/// Takes a level off the beginning of a run that stands behind a word of passing on.
fn take_speakers(text: &str, parts: &mut Vec<Part>) {
    let mut speakers = Vec::new();
    for at in 1..parts.len() {
        let (before, run) = (parts[at - 1], parts[at]);
        let passes_on = before.role == Role::Ceremony
            && before.end == run.start
            && PASSING_ON
                .iter()
                .any(|word| text[before.start..before.end].ends_with(word));
        if passes_on && run.role == Role::Matter && text[run.start..].starts_with(LEVELS) {
            let end = run.start + '县'.len_utf8();
            speakers.push(Part {
                role: Role::Ceremony,
                start: run.start,
                end,
            });
            parts[at].start = end;
        }
    }
    parts.retain(|part| part.start < part.end);
    parts.append(&mut speakers);
}

fn take(left: &mut String, role: Role, start: usize, end: usize, parts: &mut Vec<Part>) {
    parts.push(Part { role, start, end });
    left.replace_range(start..end, &TAKEN.repeat(end - start));
}

/// Runs of letters and digits in a stretch of which no word is known, Chinese ones apart from
/// others: HPV疫苗.
fn add_runs(text: &str, from: usize, to: usize, parts: &mut Vec<Part>) {
    let mut begun: Option<(usize, bool)> = None;
    let mut close = |begun: &mut Option<(usize, bool)>, end| {
        parts.extend(begun.take().map(|(start, _)| Part {
            role: Role::Matter,
            start,
            end,
        }));
    };
    for (position, character) in text[from..to].char_indices() {
        let position = from + position;
        let is_ascii = character.is_ascii();
        if !character.is_alphanumeric() {
            close(&mut begun, position);
        } else if begun.is_none_or(|(_, of_run)| of_run != is_ascii) {
            close(&mut begun, position);
            begun = Some((position, is_ascii));
        }
    }
    close(&mut begun, to);
}

fn may_hold_numbers(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || ["第", "月", "年", "季"]
            .iter()
            .any(|mark| text.contains(mark))
}

/// The residue of a title.
pub(super) fn residue(title: &str, names: &[String], lexicon: &Lexicon) -> Residue {
    let text = compared(title);
    let parts = parts(&text, names, lexicon);
    let mut residue = Residue {
        session: hash_of(&text, &parts, Role::Session),
        period: hash_of(&text, &parts, Role::Period),
        text: String::with_capacity(text.len()),
    };
    let mut strong = 0;
    for part in &parts {
        let word = &text[part.start..part.end];
        let (mark, word) = match part.role {
            Role::Matter => (mark::RUN, word),
            Role::Place => (mark::PLACE, word),
            Role::Name(number) => (mark::NAME, lexicon.name(number)),
            Role::Qualifier => (mark::QUALIFIER, word),
            _ => continue,
        };
        strong += word.chars().count();
        residue.text.push(mark);
        residue.text.push_str(word);
    }
    // A lone character (周 of 周例会) is no matter.
    if strong < 2 {
        residue.text.clear();
    }
    if residue.text.is_empty() {
        for part in parts.iter().filter(|part| part.role == Role::Action) {
            residue.text.push(mark::RUN);
            residue.text.push_str(&text[part.start..part.end]);
        }
    }
    residue
}

/// A hash of the stretches of one role; 0 where there is none.
fn hash_of(text: &str, parts: &[Part], role: Role) -> u32 {
    let mut hasher = FxHasher::default();
    let mut any = false;
    for part in parts.iter().filter(|part| part.role == role) {
        hasher.write(&text.as_bytes()[part.start..part.end]);
        hasher.write_u8(0);
        any = true;
    }
    if any {
        ((hasher.finish() >> 32) as u32).max(1)
    } else {
        0
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matter::lexicon::MatterSettings;

    fn residue_of(title: &str, names: &[&str]) -> Residue {
        let regular = ["例会", "党组会议", "常务会议"].map(str::to_owned);
        let places = ["红旗村", "东风村"].map(str::to_owned);
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let lexicon = Lexicon::new(&MatterSettings::default(), &regular, &places).unwrap();
        residue(title, &names, &lexicon)
    }

    fn text(title: &str) -> String {
        residue_of(title, &["云岭县"]).text
    }

    #[test]
    fn ceremony_units_and_dates_are_taken_off() {
        assert_eq!(text("全市城镇燃气专项治理工作会议"), "^城镇 燃气");
        assert_eq!(text("云岭县2024年燃气安全会议"), " 燃气");
        assert_eq!(
            text("关于印发《云岭县燃气专项整治工作方案》的通知（云发〔2024〕3号）"),
            " 燃气"
        );
        // Who spoke is no matter.
        assert_eq!(text("传达学习市应急管理局燃气安全会议精神"), " 燃气");
        assert_eq!(text("传达学习县燃气安全会议精神"), " 燃气");
        assert_eq!(text("关于红旗村燃气安全的批复"), "@红旗村 燃气");
    }

    #[test]
    fn known_matters_go_by_one_name() {
        assert_eq!(text("创建全国文明城市动员大会"), text("创文推进会"));
        assert_eq!(text("“双减”工作推进会"), "=双减");
        assert_eq!(text("Wildfire meeting"), text("Notice on forest fires"));
    }

    #[test]
    fn plenary_sessions_are_matters_by_who_holds_them() {
        let (numbered, bare) = (
            residue_of("传达学习省委十二届七次全会精神", &[]),
            residue_of("学习贯彻省委全会精神专题会", &[]),
        );
        assert_eq!(numbered.text, "=省委全会");
        assert_eq!(numbered.text, bare.text);
        assert_ne!(numbered.session, bare.session);
        assert_eq!(text("传达中纪委全会精神"), "=中央纪委全会");
        assert_eq!(text("云岭县禁毒委员会全体会议"), text("禁毒工作会议"));
    }

    #[test]
    fn actions_count_where_nothing_else_is_left() {
        assert_eq!(text("全县安全生产工作会议"), " 安全生产");
        assert_eq!(text("燃气安全生产隐患排查会"), " 燃气");
    }

    #[test]
    fn scripts_part_runs() {
        assert_eq!(text("村BA篮球赛"), " 村 ba 篮球赛");
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
        ] {
            assert_eq!(text(title), "", "{title}");
        }
    }

    #[test]
    fn announcements_are_told_from_documents() {
        assert!(announces_meeting("关于召开全县安全生产工作会议的通知"));
        assert!(!announces_meeting("关于印发全县安全生产工作要点的通知"));
    }

    #[test]
    fn sessions_and_periods_stand_apart() {
        let (third, fourth) = (
            residue_of("第3次河长制会议", &[]),
            residue_of("第4次河长制会议", &[]),
        );
        assert_eq!(third.text, fourth.text);
        assert_ne!(third.session, fourth.session);
        let (march, april) = (
            residue_of("3月份信访情况通报会", &[]),
            residue_of("4月份信访情况通报会", &[]),
        );
        assert_eq!(march.text, april.text);
        assert_ne!(march.period, april.period);
    }
}
