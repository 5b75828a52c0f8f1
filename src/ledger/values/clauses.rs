//! A count that a cell states in clauses: 应到50人，实到48人，请假2人 is 48 people, 共30人，其中主会场10人
//! is 30. Clauses are added up only where each counts others (主会场50人，分会场200人).

use super::list;

/// Who came.
const PRESENT: [&str; 8] = [
    "实到",
    "实际到会",
    "实际参会",
    "到会",
    "出席",
    "实有",
    "实际",
    "签到",
];
/// Who should have come.
const EXPECTED: [&str; 5] = ["应到", "应参会", "应出席", "应参加", "应有"];
/// Who did not.
const ABSENT: [&str; 10] = [
    "请假", "缺席", "未到", "缺勤", "病假", "事假", "公差", "因故", "迟到", "早退",
];
/// All of them.
const TOTAL: [&str; 6] = ["共计", "总计", "合计", "总共", "一共", "共"];
/// A part of those that were counted before.
const PART: [&str; 3] = ["其中", "含", "包括"];

/// The count that the clauses of a cell come to; `None` where it is not written in labelled clauses.
#[must_use]
pub(super) fn read(text: &str) -> Option<f64> {
    let clauses: Vec<&str> = list::entries(text)
        .into_iter()
        .flat_map(str::split_whitespace)
        .flat_map(|clause| clause.split('/'))
        .collect();
    let begins = |clause: &&&str, words: &[&str]| words.iter().any(|word| clause.starts_with(word));
    let first_of = |words: &[&str]| {
        let mut known = clauses.iter().filter(|clause| begins(clause, words));
        known.next().and_then(|clause| number_in(clause))
    };
    if let Some(present) = first_of(&PRESENT) {
        return Some(present);
    }
    if let Some(expected) = first_of(&EXPECTED) {
        let away = clauses.iter().filter(|clause| begins(clause, &ABSENT));
        // Who came late was there.
        let away = away.filter(|clause| !clause.starts_with("迟到") && !clause.starts_with("早退"));
        let away: f64 = away.filter_map(|clause| number_in(clause)).sum();
        return (away <= expected).then_some(expected - away);
    }
    if let Some(total) = first_of(&TOTAL) {
        return Some(total);
    }
    // 48人，迟到3人: those who are named behind are of those before.
    if let [whole, rest @ ..] = clauses.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|clause| begins(&clause, &ABSENT))
    {
        return number_in(whole);
    }
    // 12人，其中县领导3人: what is counted before holds those that are counted behind it.
    let part = clauses.iter().position(|clause| begins(&clause, &PART))?;
    match &clauses[..part] {
        [whole] => number_in(whole),
        _ => None,
    }
}

/// The number of a clause: digits behind a label, and before a counting word.
fn number_in(clause: &str) -> Option<f64> {
    let start = clause.find(|c: char| c.is_ascii_digit())?;
    let end = clause[start..]
        .find(|c: char| !c.is_ascii_digit())
        .map_or(clause.len(), |end| start + end);
    let rest = &clause[end..];
    let is_count = rest.is_empty() || rest.starts_with(['人', '名', '位', '个', '家', ')']);
    is_count.then(|| clause[start..end].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_of_one_count_are_not_added_up() {
        for (text, count) in [
            ("应到50人,实到48人", 48.0),
            ("应到50人、实到48人、请假2人", 48.0),
            ("实到48 应到50", 48.0),
            ("应到50人,请假2人", 48.0),
            ("共12人,其中县领导3人", 12.0),
            ("共30人,其中主会场10人,分会场20人", 30.0),
            ("30人,其中女性8人", 30.0),
            ("48人,迟到3人", 48.0),
            ("应参加50人/实际参加48人", 48.0),
        ] {
            assert_eq!(read(text), Some(count), "{text}");
        }
        for text in [
            "主会场50人,分会场200人",
            "20",
            "张三、李四",
            "县领导3人、部门20人",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
