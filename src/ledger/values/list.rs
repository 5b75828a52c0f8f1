//! Lists in one cell: entries separated by `、` `；` `;` `|` `┋` `，` `,` or a line break, never
//! inside brackets (各县（市、区）人民政府 is one entry).

const SEPARATORS: [char; 9] = ['、', '；', ';', '|', '┋', '，', ',', '\n', '\r'];
const OPENING: [char; 6] = ['(', '（', '[', '【', '〔', '《'];
const CLOSING: [char; 6] = [')', '）', ']', '】', '〕', '》'];

/// The entries of a list, trimmed, in order; blank ones are left out.
#[must_use]
pub fn entries(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (position, character) in text.char_indices() {
        if OPENING.contains(&character) {
            depth += 1;
        } else if CLOSING.contains(&character) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && SEPARATORS.contains(&character) {
            found.push(&text[start..position]);
            start = position + character.len_utf8();
        }
    }
    if depth > 0 {
        // A bracket that never closes must not swallow the list.
        return text
            .split(SEPARATORS)
            .map(clean)
            .filter(|entry| !entry.is_empty())
            .collect();
    }
    found.push(&text[start..]);
    let found: Vec<&str> = found
        .into_iter()
        .map(clean)
        .filter(|entry| !entry.is_empty())
        .collect();
    // 1、签到表；2、照片 numbers its entries.
    let is_number =
        |entry: &str| !entry.is_empty() && entry.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = found
        .chunks_exact(2)
        .enumerate()
        .all(|(place, pair)| pair[0].parse() == Ok(place + 1) && !is_number(pair[1]));
    if found.len() > 1 && found.len().is_multiple_of(2) && numbered {
        return found.into_iter().skip(1).step_by(2).collect();
    }
    found
}

/// An entry without blanks, and without the 等 that closes an open list.
fn clean(entry: &str) -> &str {
    let entry = entry.trim();
    entry
        .strip_suffix('等')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(entry)
}

/// Whether the text holds a separator of lists at all.
#[must_use]
pub fn has_separator(text: &str) -> bool {
    text.contains(SEPARATORS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_split_but_not_inside_brackets() {
        assert_eq!(
            entries("青山镇、 白水乡；红旗村|南街社区┋北街"),
            ["青山镇", "白水乡", "红旗村", "南街社区", "北街"]
        );
        assert_eq!(
            entries("各县（市、区）人民政府，市直各部门"),
            ["各县（市、区）人民政府", "市直各部门"]
        );
        assert_eq!(entries("甲（乙、丙"), ["甲（乙", "丙"]);
        assert_eq!(entries("教育局、卫健局等"), ["教育局", "卫健局"]);
        assert_eq!(
            entries("1、签到表；2、照片；3、纪要"),
            ["签到表", "照片", "纪要"]
        );
        assert_eq!(entries("12、15"), ["12", "15"]);
        assert!(entries(" 、、 ").is_empty());
    }
}
