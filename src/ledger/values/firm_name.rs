//! Whether two names can be those of one firm: registers shorten names, leave the place or the
//! legal form out, and write brackets in two widths. Two names with nothing of their own in common
//! are two firms, whatever code stands beside them.

use super::normal::name;

/// Legal forms and other endings that say nothing about which firm it is.
const ENDINGS: [&str; 14] = [
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "分公司",
    "公司",
    "集团",
    "合作社",
    "经营部",
    "工厂",
    "厂",
    "店",
    "limited",
    "ltd",
    "inc",
];

/// Whether two names are plainly those of different firms.
#[must_use]
pub fn differ_plainly(left: &str, right: &str) -> bool {
    let (left, right) = (core(left), core(right));
    if left == right || left.contains(&right) || right.contains(&left) {
        return false;
    }
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (left, right) = (pairs(&left), pairs(&right));
    let shared = left.iter().filter(|pair| right.contains(pair)).count();
    // Names of one firm share most of the shorter; two firms of a place share its name only.
    shared * 5 < left.len().min(right.len()) * 3
}

/// A name without brackets and legal form.
fn core(text: &str) -> String {
    let mut core: String = name(text)
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    while let Some(ending) = ENDINGS
        .iter()
        .find(|ending| core.len() > ending.len() && core.ends_with(**ending))
    {
        core.truncate(core.len() - ending.len());
    }
    core
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_one_firm_and_neighbours_are_two() {
        for (left, right) in [
            ("云岭县青山食品有限公司", "云岭青山食品有限公司"),
            ("云岭县青山食品有限公司", "青山食品"),
            ("云岭机械（集团）有限公司", "云岭机械(集团)公司"),
        ] {
            assert!(!differ_plainly(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("云岭甲食品有限公司", "云岭乙机械厂"),
            ("云岭丙商贸有限公司", "云岭丁物流有限公司"),
        ] {
            assert!(differ_plainly(left, right), "{left} {right}");
        }
    }
}
