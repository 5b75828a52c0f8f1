//! What a unit's name says: the place that it begins with, its level, and the forms that one
//! place goes by (中共X市委, X市人民政府, X镇党委 are X市 and X镇). Names alone; the tree that
//! they stand in is `units`.

/// Positions of the levels in `schema::LEVELS`.
pub mod level {
    /// Province.
    pub const PROVINCE: u32 = 1;
    /// City or prefecture.
    pub const CITY: u32 = 2;
    /// County or district.
    pub const COUNTY: u32 = 3;
    /// Township or street.
    pub const TOWNSHIP: u32 = 4;
    /// Village or community.
    pub const VILLAGE: u32 = 5;
}

/// Endings of place names, longer ones first, with the level and the least characters before them.
const ENDINGS: [(&str, Option<u32>, usize); 32] = [
    ("特别行政区", Some(level::PROVINCE), 2),
    ("自治区", Some(level::PROVINCE), 2),
    ("开发区", None, 2),
    ("高新区", None, 2),
    ("管理区", None, 2),
    ("示范区", None, 2),
    ("合作区", None, 2),
    ("工业区", None, 2),
    ("自治州", Some(level::CITY), 2),
    ("自治县", Some(level::COUNTY), 2),
    ("自治旗", Some(level::COUNTY), 2),
    ("地区", Some(level::CITY), 2),
    ("林区", Some(level::COUNTY), 2),
    ("新区", None, 2),
    ("园区", None, 2),
    ("景区", None, 2),
    ("校区", None, 2),
    ("库区", None, 2),
    ("片区", None, 2),
    ("小区", None, 2),
    ("街道", Some(level::TOWNSHIP), 2),
    ("社区", Some(level::VILLAGE), 1),
    ("省", Some(level::PROVINCE), 2),
    ("市", Some(level::CITY), 2),
    ("州", Some(level::CITY), 2),
    ("盟", Some(level::CITY), 2),
    ("县", Some(level::COUNTY), 1),
    ("区", Some(level::COUNTY), 2),
    ("旗", Some(level::COUNTY), 2),
    ("镇", Some(level::TOWNSHIP), 2),
    ("乡", Some(level::TOWNSHIP), 2),
    ("村", Some(level::VILLAGE), 2),
];
/// English endings: a word of its own behind the name.
const ENGLISH_ENDINGS: [(&str, u32); 11] = [
    ("Province", level::PROVINCE),
    ("City", level::CITY),
    ("Prefecture", level::CITY),
    ("County", level::COUNTY),
    ("District", level::COUNTY),
    ("Township", level::TOWNSHIP),
    ("Town", level::TOWNSHIP),
    ("Subdistrict", level::TOWNSHIP),
    ("Street", level::TOWNSHIP),
    ("Village", level::VILLAGE),
    ("Community", level::VILLAGE),
];
/// Words that look like places and are none.
const NO_PLACES: [&str; 22] = [
    "全省",
    "全市",
    "全县",
    "全区",
    "全镇",
    "全乡",
    "全村",
    "各县",
    "各乡镇",
    "本县",
    "我县",
    "该县",
    "市县",
    "区县",
    "县区",
    "乡镇",
    "城乡",
    "村镇",
    "镇村",
    "省市县",
    "市区县",
    "市县区",
];
/// What a place's own organs add to its name.
const ORGANS: [&str; 18] = [
    "村民委员会",
    "居民委员会",
    "人民政府",
    "人民代表大会",
    "委员会",
    "办事处",
    "村委会",
    "居委会",
    "党总支",
    "党支部",
    "党工委",
    "党委",
    "政府",
    "工委",
    "两委",
    "委",
    " Government",
    " Party Committee",
];

/// The place that a name begins with: the length of its name in bytes, and its level where the
/// ending tells (开发区 stands outside the ladder).
#[must_use]
pub fn leading_place(name: &str) -> Option<(usize, Option<u32>)> {
    if name.is_ascii() {
        return leading_english(name);
    }
    for (characters, (position, first)) in name.char_indices().enumerate() {
        if !begins_an_ending(first) {
            continue;
        }
        for (ending, level, least) in ENDINGS {
            if characters < least || !name[position..].starts_with(ending) {
                continue;
            }
            let end = position + ending.len();
            let place = &name[..end];
            // 杨家村镇: a name may hold an ending; it closes where another one closes the whole.
            let rest = &name[end..];
            if ENDINGS.iter().any(|(other, _, _)| *other == rest) {
                continue;
            }
            if NO_PLACES.contains(&place) || (!rest.is_empty() && is_field_of_work(place)) {
                return None;
            }
            return Some((end, level));
        }
    }
    None
}

/// Whether what looks like a place at the beginning of a department's name is what it works on:
/// 住房和城乡建设局, 农业农村局, 自然保护区管理局.
fn is_field_of_work(place: &str) -> bool {
    const FIELDS: [&str; 4] = ["住房", "知识产权", "园林", "农业农村"];
    const ENDS: [&str; 4] = ["农村", "保护区", "名胜区", "度假区"];
    // 园林街道 is one.
    let is_street = place.ends_with("街道") || place.ends_with("社区");
    (!is_street && FIELDS.iter().any(|field| place.contains(field)))
        || ENDS.iter().any(|end| place.ends_with(end))
}

/// Whether a character can begin one of [`ENDINGS`]; most cannot, and names are many.
fn begins_an_ending(character: char) -> bool {
    "特自开高管示合工地林新园景校库片小街社省市州盟县区旗镇乡村".contains(character)
}

fn leading_english(name: &str) -> Option<(usize, Option<u32>)> {
    let mut end = 0;
    for (count, word) in name.split(' ').enumerate() {
        end += word.len() + usize::from(count > 0);
        let known = ENGLISH_ENDINGS.iter().find(|(ending, _)| *ending == word);
        if count > 0
            && let Some((_, level)) = known
        {
            return Some((end, Some(*level)));
        }
    }
    None
}

/// Whether the whole name is that of a place, such as 云岭县 or 云岭县青山镇.
#[must_use]
pub fn is_place(name: &str) -> bool {
    let mut rest = name;
    while let Some((end, _)) = leading_place(rest) {
        rest = rest[end..].trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// The place that an organ's name stands for: 中共云岭县委员会 → 云岭县. Other names stay.
#[must_use]
pub fn canonical(name: &str) -> &str {
    let bare = ["中国共产党", "中共", "CPC "]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    // Every Chinese organ ends in one of these characters; most names do not.
    let may_be_organ =
        bare.ends_with(['会', '府', '处', '总', '支', '部', '委']) || bare.is_ascii();
    for organ in ORGANS.iter().filter(|_| may_be_organ) {
        if let Some(place) = bare.strip_suffix(organ)
            && is_place(place)
        {
            return place;
        }
    }
    if is_place(bare) { bare } else { name }
}

/// The level that a 12-digit administrative division code names.
#[must_use]
pub fn level_of_code(code: &str) -> Option<u32> {
    let digits = code.trim();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 6 | 9 | 12) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| {
        digits
            .get(range)
            .is_some_and(|part| part.bytes().any(|b| b != b'0'))
    };
    Some(if part(9..12) {
        level::VILLAGE
    } else if part(6..9) {
        level::TOWNSHIP
    } else if part(4..6) {
        level::COUNTY
    } else if part(2..4) {
        level::CITY
    } else {
        level::PROVINCE
    })
}

/// What a list entry that calls all units of a level says they are called: 各街道 are not the towns of
/// the county. `None` where the entry says nothing of it (各乡镇).
#[must_use]
pub fn collective_ending(entry: &str) -> Option<&'static str> {
    const ENDINGS: [&str; 5] = ["街道", "社区", "镇", "乡", "村"];
    let rest = ["各", "全体", "所有"]
        .iter()
        .find_map(|all| Some(entry.rsplit_once(all)?.1))?;
    let rest = ORGANS
        .iter()
        .find_map(|organ| rest.strip_suffix(organ))
        .unwrap_or(rest);
    ENDINGS.into_iter().find(|ending| *ending == rest)
}

/// The level that a list entry such as 各乡镇 or 所有村 calls in full, if it is such an entry.
/// `Some(None)`: it calls all of something that is no level (各部门).
#[must_use]
pub fn collective(entry: &str) -> Option<Option<u32>> {
    const WORDS: [(&str, u32); 22] = [
        ("县(市、区)", level::COUNTY),
        ("县(区、市)", level::COUNTY),
        ("县(市区)", level::COUNTY),
        ("市县", level::COUNTY),
        ("县市区", level::COUNTY),
        ("县区", level::COUNTY),
        ("区县", level::COUNTY),
        ("乡镇(街道)", level::TOWNSHIP),
        ("镇(街道)", level::TOWNSHIP),
        ("乡镇街道", level::TOWNSHIP),
        ("镇街", level::TOWNSHIP),
        ("乡镇", level::TOWNSHIP),
        ("街道", level::TOWNSHIP),
        ("村(社区)", level::VILLAGE),
        ("村社区", level::VILLAGE),
        ("村居", level::VILLAGE),
        ("社区", level::VILLAGE),
        ("村", level::VILLAGE),
        ("镇", level::TOWNSHIP),
        ("乡", level::TOWNSHIP),
        ("县", level::COUNTY),
        ("市", level::CITY),
    ];
    const ENGLISH: [(&str, u32); 8] = [
        ("townships", level::TOWNSHIP),
        ("towns", level::TOWNSHIP),
        ("villages", level::VILLAGE),
        ("communities", level::VILLAGE),
        ("counties", level::COUNTY),
        ("districts", level::COUNTY),
        ("cities", level::CITY),
        ("prefectures", level::CITY),
    ];
    let scopes = [
        "全县",
        "全市",
        "全区",
        "全州",
        "全省",
        "辖区内",
        "辖区",
        "县内",
        "本县",
    ];
    let within = scopes.iter().find_map(|scope| entry.strip_prefix(scope));
    let entry = within
        .filter(|rest| rest.starts_with(['各', '所']) || rest.starts_with("全体"))
        .unwrap_or(entry);
    let lower = entry.to_lowercase();
    if let Some(rest) = lower.strip_prefix("all ") {
        return Some(
            ENGLISH
                .iter()
                .find(|(word, _)| *word == rest)
                .map(|(_, level)| *level),
        );
    }
    let rest = ["各", "全体", "所有"]
        .iter()
        .find_map(|all| entry.strip_prefix(all));
    let Some(rest) = rest else {
        return (entry.contains("各部门") || entry.contains("各单位")).then_some(None);
    };
    let rest = ORGANS
        .iter()
        .find_map(|organ| rest.strip_suffix(organ))
        .unwrap_or(rest);
    Some(
        WORDS
            .iter()
            .find(|(word, _)| *word == rest)
            .map(|(_, level)| *level),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> Option<(&str, Option<u32>)> {
        leading_place(name).map(|(end, level)| (&name[..end], level))
    }

    #[test]
    fn a_name_begins_with_its_place() {
        assert_eq!(
            place("佳木斯市教育局"),
            Some(("佳木斯市", Some(level::CITY)))
        );
        assert_eq!(place("云岭县青山镇"), Some(("云岭县", Some(level::COUNTY))));
        assert_eq!(place("沛县"), Some(("沛县", Some(level::COUNTY))));
        assert_eq!(place("杨村镇政府"), Some(("杨村镇", Some(level::TOWNSHIP))));
        assert_eq!(place("高家村镇"), Some(("高家村镇", Some(level::TOWNSHIP))));
        assert_eq!(place("津市市"), Some(("津市市", Some(level::CITY))));
        assert_eq!(
            place("经济技术开发区管委会"),
            Some(("经济技术开发区", None))
        );
        assert_eq!(place("南街社区"), Some(("南街社区", Some(level::VILLAGE))));
        assert_eq!(
            place("Yunling County Education Bureau"),
            Some(("Yunling County", Some(level::COUNTY)))
        );
        for none in [
            "市场监管局",
            "城乡建设局",
            "县教育局",
            "全县",
            "教育局",
            "County Office",
        ] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn every_ending_passes_the_quick_look() {
        for (ending, _, _) in ENDINGS {
            assert!(
                ending.chars().next().is_some_and(begins_an_ending),
                "{ending}"
            );
        }
    }

    #[test]
    fn organs_stand_for_their_place() {
        for (name, expected) in [
            ("中共云岭县委员会", "云岭县"),
            ("云岭县委", "云岭县"),
            ("佳木斯市人民政府", "佳木斯市"),
            ("青山镇党委", "青山镇"),
            ("南街街道办事处", "南街街道"),
            ("南街街道党工委", "南街街道"),
            ("红旗村村民委员会", "红旗村"),
            ("云岭县青山镇人民政府", "云岭县青山镇"),
            ("云岭县委办公室", "云岭县委办公室"),
            ("云岭县卫生健康委员会", "云岭县卫生健康委员会"),
            ("Yunling County Government", "Yunling County"),
        ] {
            assert_eq!(canonical(name), expected);
        }
    }

    #[test]
    fn every_organ_passes_the_quick_look() {
        for organ in ORGANS {
            let name = if organ.is_ascii() {
                format!("Yunling County{organ}")
            } else {
                format!("云岭县{organ}")
            };
            assert_ne!(canonical(&name), name);
        }
    }

    #[test]
    fn codes_name_levels() {
        assert_eq!(level_of_code("230000000000"), Some(level::PROVINCE));
        assert_eq!(level_of_code("230800000000"), Some(level::CITY));
        assert_eq!(level_of_code("230822"), Some(level::COUNTY));
        assert_eq!(level_of_code("230822101000"), Some(level::TOWNSHIP));
        assert_eq!(level_of_code("230822101203"), Some(level::VILLAGE));
        assert_eq!(level_of_code("23082"), None);
    }

    #[test]
    fn collective_entries_name_a_level() {
        assert_eq!(collective("各乡镇"), Some(Some(level::TOWNSHIP)));
        assert_eq!(
            collective("各县(市、区)人民政府"),
            Some(Some(level::COUNTY))
        );
        assert_eq!(collective("所有村"), Some(Some(level::VILLAGE)));
        assert_eq!(collective("all townships"), Some(Some(level::TOWNSHIP)));
        assert_eq!(collective_ending("各镇人民政府"), Some("镇"));
        assert_eq!(collective_ending("各街道办事处"), Some("街道"));
        assert_eq!(collective_ending("全县各乡镇"), None);
        assert_eq!(collective("各部门"), Some(None));
        assert_eq!(collective("县直各部门"), Some(None));
        assert_eq!(collective("青山镇"), None);
    }

    #[test]
    fn departments_are_no_places() {
        // Departments of provinces, cities and counties by their usual names, without the place.
        let departments = include_str!("../../fixtures/names/departments.txt");
        let places: Vec<&str> = departments
            .lines()
            .filter(|name| leading_place(name).is_some())
            .collect();
        assert!(
            departments.lines().count() > 90 && places.is_empty(),
            "{places:?}"
        );
        for name in [
            "青河市",
            "太和县",
            "呼和浩特市",
            "和平区",
            "建设镇",
            "民主乡",
            "文化路街道",
            "农业路街道",
            "桐城市",
            "老城镇",
            "古城乡",
            "工农区",
            "市中区",
            "城关镇",
            "建设街道",
            "胜利社区",
            "新农村",
            "经济技术开发区",
            "工业园区",
            "红旗村",
            "自由乡",
            "振兴区",
            "保护村",
        ] {
            assert!(is_place(name), "{name}");
        }
    }
}
