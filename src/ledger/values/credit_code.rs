//! The unified social credit code (统一社会信用代码, GB 32100-2015): eighteen characters, of which the
//! last checks the others. Registers of firms also hold the fifteen digits of the older
//! registration number. What programs and people make of codes (`9.13301E+17`, zeros, 个体户)
//! identifies nobody.

use super::Fault;
use super::normal::narrow;
use super::nothing;

/// The characters of a code, each worth its place; I, O, S, V and Z are none of them.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weights of the first seventeen characters.
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
const LENGTH: usize = 18;
/// What stands where a firm has no code.
const INSTEAD: [&str; 8] = [
    "个体户",
    "个体工商户",
    "个体",
    "无证",
    "未办证",
    "办理中",
    "自然人",
    "未登记",
];
/// Spreadsheets keep fifteen digits of a number and write zeros for the rest.
const KEPT_DIGITS: usize = 15;

/// A code as it is compared: narrow, in capitals, without blanks, quotes and hyphens.
#[must_use]
pub fn normal(cell: &str) -> String {
    narrow(cell)
        .chars()
        .filter(|c| !c.is_whitespace() && !super::normal::is_invisible(*c))
        .filter(|c| !matches!(c, '\'' | '"' | '-' | '‘' | '’' | '`'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether a cell may be kept as a code, and what is doubtful about it.
///
/// # Errors
/// [`Fault::DamagedCode`] where it is none any more: rounded, one character throughout, words.
pub fn check(cell: &str) -> Result<Option<Fault>, Fault> {
    let code = normal(cell);
    if INSTEAD.contains(&code.as_str()) || is_damaged(&code) {
        return Err(Fault::DamagedCode);
    }
    let doubted = code.len() == LENGTH && !is_sound(&code);
    Ok(doubted.then_some(Fault::WrongCheckDigit))
}

/// Whether a code in normal form names one firm by itself; one with a wrong check digit does so only
/// together with a name.
#[must_use]
pub fn identifies_alone(code: &str) -> bool {
    code.len() != LENGTH || is_sound(code)
}

fn is_damaged(code: &str) -> bool {
    let bytes = code.as_bytes();
    let Some(first) = bytes.first() else {
        return true;
    };
    let is_one_character = bytes.len() > 3 && bytes.iter().all(|byte| byte == first);
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    // 9.13301E+17: the number that a spreadsheet made of it.
    let is_scientific = code.contains("E+") && code.parse::<f64>().is_ok();
    let is_rounded = digits == LENGTH
        && bytes.len() == LENGTH
        && bytes[KEPT_DIGITS..].iter().all(|byte| *byte == b'0')
        && !is_sound(code);
    digits == 0 || is_one_character || is_scientific || is_rounded || nothing::is_nothing(code)
}

/// Whether the last of eighteen characters is the one that the others demand.
fn is_sound(code: &str) -> bool {
    let worth = |byte: u8| ALPHABET.iter().position(|known| *known == byte);
    let bytes = code.as_bytes();
    if bytes.len() != LENGTH {
        return false;
    }
    let sum = bytes
        .iter()
        .zip(WEIGHTS)
        .try_fold(0, |sum, (byte, weight)| Some(sum + worth(*byte)? * weight));
    let last = worth(bytes[LENGTH - 1]);
    sum.is_some_and(|sum| last == Some((ALPHABET.len() - sum % ALPHABET.len()) % ALPHABET.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_checked_by_its_last_character() {
        // The worked example of the standard's annex.
        assert!(is_sound("91350100M000100Y43"));
        assert_eq!(check("９１３５０１００M000100Y43"), Ok(None));
        assert_eq!(check(" '91350100-M000100Y43"), Ok(None));
        assert_eq!(
            check("91350100M000100Y44"),
            Ok(Some(Fault::WrongCheckDigit))
        );
        assert_eq!(check("330106000012345"), Ok(None));
    }

    #[test]
    fn what_programs_and_people_write_instead_is_no_code() {
        for cell in [
            "9.13301E+17",
            "913301000000000000",
            "000000000000000000",
            "9999",
            "个体户",
            "待办",
            "----",
        ] {
            assert_eq!(check(cell), Err(Fault::DamagedCode), "{cell}");
        }
    }
}
