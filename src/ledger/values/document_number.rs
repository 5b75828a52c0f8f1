//! Document numbers (文号): whose papers, of which year, and the running number, as in
//! 佳发〔2024〕3号. A value of that form makes a document red-headed. What the parts mean is nobody's
//! business here.

use std::sync::LazyLock;

use regex::Regex;

use super::normal::narrow;

/// A document number within a text in compatibility form and lower case.
pub const PATTERN: &str = r"[\p{Han}a-z]{0,8}[〔\[(](?:19|20)[0-9]{2}[〕\])](?:第)?[0-9]+号";

/// Whether a text is a document number.
#[must_use]
pub fn is_document_number(text: &str) -> bool {
    static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^[\p{Han}a-z]{1,12}\s*[〔\[(](?:19|20)[0-9]{2}[〕\])]\s*(?:第)?[0-9]+\s*号?$")
            .ok()
    });
    let text = narrow(text.trim()).to_lowercase();
    WHOLE.as_ref().is_some_and(|whole| whole.is_match(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_office_year_and_running_number() {
        for number in [
            "佳发〔2024〕3号",
            "云政办发[2024]12号",
            "云府（2024）第7号",
            "SK〔2024〕3号",
        ] {
            assert!(is_document_number(number), "{number}");
        }
        for other in ["", "便函3号", "无", "2024-03", "〔2024〕3号", "第3期"] {
            assert!(!is_document_number(other), "{other}");
        }
    }
}
