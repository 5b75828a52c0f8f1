//! Built-in profiles: local rules that are stricter or other than the defaults, each a small
//! configuration in `profiles/` that says where each value comes from. What a region's own file
//! says stands above its profile.

use super::perhaps;
use super::reader::Reader;
use crate::text::Message;

/// Every profile: its name and its configuration.
pub const PROFILES: &[(&str, &str)] = &[
    ("gaotai-2019", include_str!("profiles/gaotai-2019.toml")),
    (
        "health-enforcement-2025",
        include_str!("profiles/health-enforcement-2025.toml"),
    ),
    ("hebei-2019", include_str!("profiles/hebei-2019.toml")),
    (
        "heilongjiang-2019",
        include_str!("profiles/heilongjiang-2019.toml"),
    ),
    ("jiangmen-2014", include_str!("profiles/jiangmen-2014.toml")),
    ("jiangxi-2019", include_str!("profiles/jiangxi-2019.toml")),
    ("jiashan-2025", include_str!("profiles/jiashan-2025.toml")),
    ("jilin-2019", include_str!("profiles/jilin-2019.toml")),
    ("shaanxi-2025", include_str!("profiles/shaanxi-2025.toml")),
    (
        "state-council-2007",
        include_str!("profiles/state-council-2007.toml"),
    ),
    ("tianjin-2025", include_str!("profiles/tianjin-2025.toml")),
    (
        "zhangjiajie-2022",
        include_str!("profiles/zhangjiajie-2022.toml"),
    ),
];

impl Reader {
    /// Puts a profile below the tables of a file: the one asked for, else `[profile] name`.
    pub(super) fn profile(
        &mut self,
        tables: &mut toml::Table,
        asked_for: Option<&str>,
    ) -> Option<&'static str> {
        let mut own = match tables.remove("profile") {
            Some(toml::Value::Table(own)) => own,
            Some(_) => {
                self.unknown(&["profile"], &["profile.name"]);
                return None;
            }
            None => toml::Table::new(),
        };
        let named = own.remove("name");
        for key in own.keys() {
            self.unknown(&["profile", key], &["name"]);
        }
        let named = named.as_ref().map(|name| name.as_str().unwrap_or_default());
        let name = asked_for.or(named)?;
        let Some((name, text)) = PROFILES.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = PROFILES.iter().map(|(known, _)| *known).collect();
            let fault = Message::new("config-no-profile")
                .text("profile", name)
                .text("known", known.join(", "))
                .message("meant", perhaps(name, known.iter().copied()));
            self.faults.push(if asked_for.is_some() {
                fault
            } else {
                Message::new("config-bad-value")
                    .count("line", self.lines.of_key(&["profile", "name"]))
                    .text("key", "profile.name")
                    .message("why", fault)
            });
            return None;
        };
        let below: toml::Table = toml::from_str(text).unwrap_or_default();
        let above = std::mem::replace(tables, below);
        lay(tables, above);
        Some(name)
    }
}

/// Lays one table over another; tables within are laid over each other too.
fn lay(below: &mut toml::Table, above: toml::Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    #[test]
    fn every_profile_is_sound_and_says_its_source() {
        for (name, text) in PROFILES {
            let settings =
                parse("", None, Some(name)).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
            assert_eq!(settings.profile, Some(*name));
            assert_ne!(
                settings.effective(),
                parse("", None, None)
                    .map(|plain| plain.effective())
                    .unwrap_or_default()
            );
            let values = text.lines().filter(|line| line.contains(" = "));
            assert!(
                values.into_iter().all(|line| line.contains(" # ")),
                "{name}: a value without its source"
            );
        }
    }

    #[test]
    fn the_file_stands_above_its_profile() {
        let text = "[profile]\nname = \"jilin-2019\"\n[rules.meeting-long]\nvideo_hours = 2\n";
        let settings = parse(text, None, None).unwrap_or_else(|faults| panic!("{faults:?}"));
        let rules = &settings.effective()["rules"]["meeting-long"];
        assert_eq!(rules["video_hours"].as_float(), Some(2.0));
        assert_eq!(rules["other_hours"].as_float(), Some(1.5));
        assert!(parse("", None, Some("nowhere")).is_err());
    }
}
