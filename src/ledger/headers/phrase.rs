//! A header as a phrase: its decoration taken off, the unit that it names set apart, the rest cut
//! into words whose meaning is known and stretches whose meaning is not.

use super::lexicon::{FREE, PASSIVE, TURNED, WHETHER};
use super::segment::{KNOWN, push, runs};
use super::units::{self, HeaderUnit};
use crate::ledger::values::normal::{is_chinese, is_invisible, narrow};
use crate::ledger::values::span;

/// A word of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the header, in lower case.
    pub text: String,
    /// What it means; `None` where that is not known.
    pub meaning: Option<&'static str>,
}

/// A header cut into words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    /// Its words, without those that change nothing.
    pub words: Vec<Word>,
    /// It asks whether something is so.
    pub asks_whether: bool,
    /// The unit that it names for its numbers.
    pub unit: HeaderUnit,
}

impl Phrase {
    /// Reads a header; `parts` are those of a header of several rows, from the top.
    #[must_use]
    pub fn read(parts: &[String]) -> Self {
        let mut phrase = Self::default();
        for part in parts {
            let part = split_capitals(&span::without(part));
            let text = undecorated(&narrow(&part).to_lowercase());
            let (text, remarks) = without_brackets(&text);
            phrase.unit = phrase.unit.or(units::named(&text, &remarks));
            for run in text.split(|c: char| !(c.is_alphanumeric() || "-&#.'".contains(c))) {
                runs(run, &mut phrase.words);
            }
            // 成员单位(数) counts; (是/否) asks.
            for remark in &remarks {
                match remark.as_str() {
                    "pages" | "page" | "words" | "页" | "字" if phrase.words.len() == 1 => {
                        let unit = if remark.starts_with(['p', '页']) {
                            "pages"
                        } else {
                            "words"
                        };
                        push(&mut phrase.words, remark, Some(unit));
                    }
                    "数" | "个数" | "份数" | "人数" | "名单" | "名称" | "日期" => {
                        runs(remark, &mut phrase.words);
                    }
                    _ => {
                        phrase.asks_whether |= is_question(remark);
                        if let Some(meaning) = rate(remark) {
                            push(&mut phrase.words, remark, Some(meaning));
                        }
                    }
                }
            }
        }
        phrase.join_phrases();
        // No. present counts; circular no. numbers.
        if phrase.words.len() > 1
            && let Some(first) = phrase.words.first_mut()
            && matches!(first.text.as_str(), "no" | "no." | "nr")
        {
            first.meaning = Some("count");
        }
        phrase.turn_passives();
        phrase.asks_whether |= phrase.has(WHETHER);
        phrase
            .words
            .retain(|word| !matches!(word.meaning, Some(FREE | WHETHER)));
        phrase
    }

    /// Whether a word of it has this meaning.
    #[must_use]
    pub fn has(&self, meaning: &str) -> bool {
        self.words
            .iter()
            .any(|word| word.meaning.is_some_and(|own| own == meaning))
    }

    /// Whether it says in brackets that its numbers are those of a span: 条/天.
    #[must_use]
    pub fn names_a_rate(&self) -> bool {
        self.words
            .iter()
            .any(|word| word.text.contains('/') && rate(&word.text).is_some())
    }

    /// English words that mean something only together (`number of`, `held on`) become one.
    fn join_phrases(&mut self) {
        let mut joined: Vec<Word> = Vec::with_capacity(self.words.len());
        let mut position = 0;
        while position < self.words.len() {
            let longest = (2..=3)
                .rev()
                .filter(|length| position + length <= self.words.len())
                .find_map(|length| {
                    let words = &self.words[position..position + length];
                    let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
                    let text = text.join(" ");
                    Some((length, *KNOWN.get(text.as_str())?, text))
                });
            if let Some((length, meaning, text)) = longest {
                push(&mut joined, &text, Some(meaning));
                position += length;
            } else {
                joined.push(self.words[position].clone());
                position += 1;
            }
        }
        self.words = joined;
    }

    /// 被检查, 受检: the verb is done to what the header names.
    fn turn_passives(&mut self) {
        let mut position = 0;
        while position < self.words.len() {
            if self.words[position].meaning == Some(PASSIVE) {
                let verb = self.words.get_mut(position + 1);
                let turned = verb.and_then(|verb| {
                    let (_, turned) = TURNED.iter().find(|(from, _)| verb.meaning == Some(from))?;
                    verb.meaning = Some(turned);
                    Some(())
                });
                if turned.is_some() {
                    self.words.remove(position);
                    // 被抽查检查: one passive turns every verb that follows it.
                    while let Some(next) = self.words.get_mut(position + 1)
                        && let Some((_, turned)) =
                            TURNED.iter().find(|(from, _)| next.meaning == Some(from))
                    {
                        next.meaning = Some(turned);
                        position += 1;
                    }
                } else {
                    self.words[position].meaning = None;
                }
            }
            position += 1;
        }
    }
}

/// The span in which a number is counted: 条/天, 次/月.
fn rate(remark: &str) -> Option<&'static str> {
    let (counted, span) = remark.split_once('/')?;
    let is_counted = ["条", "次", "个", "人", "篇", "分钟", "分", "小时"].contains(&counted.trim());
    let (_, meaning) = [
        ("天", "daily"),
        ("日", "daily"),
        ("周", "weekly"),
        ("月", "monthly"),
        ("年", "yearly"),
    ]
    .into_iter()
    .find(|(word, _)| span.trim() == *word)?;
    is_counted.then_some(meaning)
}

/// Whether a remark in brackets offers yes and no.
fn is_question(remark: &str) -> bool {
    let text: String = remark.chars().filter(|c| !c.is_whitespace()).collect();
    [
        "是/否",
        "是否",
        "有/无",
        "是或否",
        "y/n",
        "yes/no",
        "√/×",
        "是/否/无",
    ]
    .contains(&text.as_str())
        || text.starts_with("填是")
        || text.starts_with("是打")
}

/// Marks of required columns, numbers in front and other decoration around a header.
fn undecorated(text: &str) -> String {
    let is_mark = |c: char| {
        c.is_whitespace()
            || "*:：\"'★☆●◆※▲△■□▼◇○·#、.，,;；。!！?？-—_=|/".contains(c)
            || ('①'..='⑳').contains(&c)
            || ('\u{2460}'..='\u{24ff}').contains(&c)
    };
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mut text = text.trim_matches(is_mark);
    // 1. 会议名称, (3)召开时间, 四、主办单位, q5 …, col_7 …
    loop {
        let rest = text
            .trim_start_matches(['(', '[', '【', '第'])
            .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let numbered = rest.len() < text.len()
            && rest.starts_with([
                '、', '.', ')', ']', '】', ':', ' ', '_', '-', '列', '项', '．',
            ]);
        let digits_alone = text.starts_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(is_chinese)
            && !rest.starts_with(['日', '月', '年', '天', '小', '分', '个']);
        if !(numbered || digits_alone) {
            break;
        }
        let rest = rest
            .trim_start_matches([
                '、', '.', ')', ']', '】', ':', ' ', '_', '-', '列', '项', '．',
            ])
            .trim_matches(is_mark);
        if rest.is_empty() || rest.len() == text.len() {
            break;
        }
        text = rest;
    }
    text.trim_end_matches(is_mark).to_owned()
}

/// A text without what stands in brackets, and that.
fn without_brackets(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut remarks) = (String::new(), Vec::new());
    let mut inside: Option<String> = None;
    for c in text.chars() {
        match (c, &mut inside) {
            ('(' | '[' | '【' | '〔' | '{', None) => inside = Some(String::new()),
            (')' | ']' | '】' | '〕' | '}', Some(remark)) => {
                remarks.push(remark.trim().to_owned());
                inside = None;
            }
            (_, Some(remark)) => remark.push(c),
            (_, None) => kept.push(c),
        }
    }
    // A bracket that is never closed encloses the rest.
    remarks.extend(inside.map(|rest| rest.trim().to_owned()));
    if kept.trim().is_empty() {
        return (remarks.concat(), Vec::new());
    }
    (kept.trim().to_owned(), remarks)
}

/// `durationMinutes` is two words.
fn split_capitals(text: &str) -> String {
    let mut split = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for c in text.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            split.push(' ');
        }
        split.push(if c == '_' { ' ' } else { c });
        before = c;
    }
    split
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(header: &str) -> String {
        let words = Phrase::read(&[header.to_owned()]).words;
        let shown: Vec<&str> = words
            .iter()
            .map(|word| word.meaning.unwrap_or("?"))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn headers_are_cut_into_words() {
        for (header, expected) in [
            ("会议题目", "meeting name"),
            ("*3、制发机关：", "issue org"),
            ("被抽查对象名称", "inspected object name"),
            ("受检企业", "inspected enterprise"),
            ("是否需要打卡", "check_in"),
            ("拟稿科室", "draft org"),
            ("会议室容量", "place capacity"),
            ("巡河水质", "? "),
            ("Date of Issue", "day issue"),
            ("numberOfAttendees", "count people"),
            ("held on", "hold day"),
            ("开\u{200b}会 日期", "hold day"),
            ("消息数（条/天）", "message count daily"),
        ] {
            if expected.contains('?') {
                assert!(meanings(header).contains('?'), "{header}");
                continue;
            }
            assert_eq!(meanings(header), expected, "{header}");
        }
    }
}
