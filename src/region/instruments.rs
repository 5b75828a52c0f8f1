//! What a document is, its instrument (文种): by its kind, else by the end of its title, or in English
//! by the beginning. What asks, reports, answers or records one case goes up or sideways; a relay or a
//! repetition is made of what goes down.

use super::Region;
use crate::ledger::Ledger;
use crate::ledger::schema::documents::{LETTER_BIT, REPORT_BIT};
use crate::ledger::values::normal::narrow;

/// Ends of titles of what does not go down (《党政机关公文处理工作条例》 2012, article 8: 报告, 请示 go up,
/// 批复 answers, 函 goes sideways, 纪要 records).
const NOT_DOWN: [&str; 9] = [
    "请示", "报告", "批复", "答复", "回复", "函", "纪要", "证明", "申请",
];
/// The same in English, among the first two words of a title.
const NOT_DOWN_ENGLISH: [&str; 9] = [
    "request",
    "report",
    "reply",
    "response",
    "letter",
    "approval",
    "minutes",
    "certificate",
    "application",
];

impl Region {
    /// Whether a document tells others what to do: neither by its kind nor by its title is it one that
    /// asks, reports, answers or records.
    #[must_use]
    pub fn goes_down(&self, row: usize) -> bool {
        let table = self.table(Ledger::Documents);
        let kinds = table.wholes("kind").get(row).unwrap_or_default();
        let title = table.texts("title").get(row).unwrap_or_default();
        kinds & (REPORT_BIT | LETTER_BIT) == 0 && is_downward(title)
    }
}

fn is_downward(title: &str) -> bool {
    let title = narrow(title.trim()).to_lowercase();
    // （试行）, （2024年）, （一） behind the instrument; 》 around all of it.
    let mut rest = title.trim_end_matches(['》', '"', '”', '。', ' ']);
    while let Some(open) = rest.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        rest = rest[..open].trim_end_matches(['》', ' ']);
    }
    if NOT_DOWN.iter().any(|end| rest.ends_with(end)) {
        return false;
    }
    let mut words = rest.split(|c: char| !c.is_ascii_alphabetic());
    !words
        .by_ref()
        .filter(|word| !word.is_empty())
        .take(2)
        .any(|word| NOT_DOWN_ENGLISH.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_reports_or_answers_does_not_go_down() {
        for title in [
            "关于宝安路雨污分流工程立项的请示",
            "关于2024年工作情况的报告",
            "关于同意设立某某公司的批复",
            "关于商请支持的函",
            "关于第12号提案的答复（代拟稿）",
            "《县政府第3次常务会议纪要》",
            "Request concerning the pump renewal",
            "Summary report on night service",
            "Approval of the footbridge rebuild",
        ] {
            assert!(!is_downward(title), "{title}");
        }
        for title in [
            "关于做好防汛工作的通知",
            "转发《关于同意设立某某公司的批复》的通知",
            "关于进一步规范请示报告工作的意见（试行）",
            "2024年工作要点",
            "某某县河长制实施方案",
            "Notice on the report of accidents",
            "Bulletin on requests",
        ] {
            assert!(is_downward(title), "{title}");
        }
    }
}
