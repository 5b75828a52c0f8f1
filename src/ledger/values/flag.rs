//! Yes and no: `是/否`, `有/无`, `yes/no`, `true/false`, `1/0`, `√/×`.

use super::Fault;
use super::normal::narrow;

const YES: &[&str] = &[
    "是",
    "有",
    "yes",
    "y",
    "true",
    "t",
    "1",
    "√",
    "✓",
    "✔",
    "☑",
    "对",
    "已",
    "已备案",
    "已报备",
    "已审批",
    "在用",
    "approved",
    "registered",
    "已批准",
    "已通过",
    "审批通过",
    "已登记",
    "已履行",
    "已纳入",
    "计划内",
];
const NO: &[&str] = &[
    "否",
    "无",
    "没有",
    "no",
    "n",
    "false",
    "f",
    "0",
    "×",
    "x",
    "✗",
    "✘",
    "未",
    "未备案",
    "未报备",
    "未审批",
    "不是",
    "not approved",
    "unapproved",
    "not registered",
    "未批准",
    "未通过",
    "未登记",
    "未履行",
    "未纳入",
    "计划外",
];

/// Reads yes or no.
///
/// # Errors
/// [`Fault::NotAFlag`] where the cell is neither.
pub fn read(cell: &str) -> Result<bool, Fault> {
    // × and √ change under NFKC in no way; letters narrow and fold.
    let text = narrow(cell).trim().to_lowercase();
    if YES.contains(&text.as_str()) {
        Ok(true)
    } else if NO.contains(&text.as_str()) {
        Ok(false)
    } else {
        Err(Fault::NotAFlag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_answers_are_read_and_nothing_else() {
        for yes in ["是", "有", "Yes", "TRUE", "1", "√", "Ｙ"] {
            assert_eq!(read(yes), Ok(true), "{yes}");
        }
        for no in ["否", "无", "no", "False", "0", "×"] {
            assert_eq!(read(no), Ok(false), "{no}");
        }
        assert_eq!(read("也许"), Err(Fault::NotAFlag));
    }
}
