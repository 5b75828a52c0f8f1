//! Units that were renamed or merged between two periods (`[compare.renamed]`): what a name is now.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::commands::Faults;
use crate::config::Settings;
use crate::ledger::values::normal;
use crate::region::names::{canonical, is_place, leading_place};
use crate::text::Message;

/// What units were called, and what they are called now.
pub(super) struct Renames {
    /// Chains are followed to their end.
    now: BTreeMap<String, String>,
    /// The old names that were met.
    used: RefCell<BTreeSet<String>>,
}

impl Renames {
    /// Those of the configuration.
    pub(super) fn of(settings: &Settings) -> Result<Self, Faults> {
        let normal = |name: &String| normal::name(name).into_owned();
        let own = settings.compare.renamed.iter();
        let steps: BTreeMap<String, String> =
            own.map(|(old, new)| (normal(old), normal(new))).collect();
        let mut now = BTreeMap::new();
        for old in steps.keys() {
            let mut at = old;
            let mut length = 0;
            while let Some(next) = steps.get(at) {
                at = next;
                length += 1;
                if length > steps.len() {
                    let fault = Message::new("compare-renamed-circle").text("name", old);
                    return Err(Faults::one(fault));
                }
            }
            now.insert(old.clone(), at.clone());
        }
        Ok(Self {
            now,
            used: RefCell::default(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.now.is_empty()
    }

    /// Old names that no unit bears.
    pub(super) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let names = self.now.keys();
        names
            .filter(|name| !used.contains(*name))
            .cloned()
            .collect()
    }

    /// The name that a unit has now; `None` where it is the same. A place that was renamed takes its
    /// organs and departments with it, also behind the names of places above; what is named itself
    /// goes before what only begins with a place, and of two places the longer.
    pub(super) fn now(&self, name: &str) -> Option<String> {
        let take = |old: &str, now: String| {
            self.used.borrow_mut().insert(old.to_owned());
            Some(now)
        };
        if let Some(now) = self.now.get(name) {
            return take(name, now.clone());
        }
        let mut places: Vec<(&str, &str, &str)> = self
            .now
            .iter()
            .map(|(old, now)| (old.as_str(), canonical(old), canonical(now)))
            .filter(|(_, place, _)| is_place(place))
            .collect();
        places.sort_by_key(|(_, place, _)| std::cmp::Reverse(place.len()));
        let whole = canonical(name);
        for (old, place, now) in places {
            for start in starts(name) {
                let Some(rest) = name[start..].strip_prefix(place) else {
                    continue;
                };
                // 青山镇 is no part of 青山镇山村: what follows must not be a place of the same ladder.
                if rest.is_empty() || !is_place(rest) {
                    let changed = if whole.len() == start + place.len() && whole != name {
                        format!("{}{now}", &name[..start])
                    } else {
                        format!("{}{now}{rest}", &name[..start])
                    };
                    return take(old, changed);
                }
            }
        }
        None
    }
}

/// Where a name could begin anew: at its start, and behind each place that it begins with.
fn starts(name: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    while let Some((end, _)) = leading_place(&name[at..]) {
        at += end;
        starts.push(at);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renames(pairs: &[(&str, &str)]) -> Result<Renames, Faults> {
        let mut settings = crate::config::load(None, None).unwrap();
        let own = pairs.iter();
        settings.compare.renamed = own
            .map(|(old, new)| ((*old).to_owned(), (*new).to_owned()))
            .collect();
        Renames::of(&settings)
    }

    #[test]
    fn a_place_takes_its_organs_with_it() {
        let renames = renames(&[
            ("青山镇", "绿水镇"),
            ("青山镇农业办", "绿水镇农业服务中心"),
            ("无此镇", "别的镇"),
        ])
        .unwrap();
        let now = |name| renames.now(name);
        assert_eq!(now("青山镇").as_deref(), Some("绿水镇"));
        assert_eq!(now("青山镇人民政府").as_deref(), Some("绿水镇"));
        assert_eq!(now("云岭县青山镇").as_deref(), Some("云岭县绿水镇"));
        assert_eq!(now("青山镇党政办公室").as_deref(), Some("绿水镇党政办公室"));
        assert_eq!(now("青山镇农业办").as_deref(), Some("绿水镇农业服务中心"));
        assert_eq!(now("白水镇"), None);
        assert_eq!(renames.unused(), ["无此镇"]);
    }

    #[test]
    fn chains_are_followed_and_circles_refused() {
        let chain = renames(&[
            ("县扶贫办", "县乡村振兴局"),
            ("县乡村振兴局", "县农业农村局"),
        ])
        .unwrap();
        assert_eq!(chain.now("县扶贫办").as_deref(), Some("县农业农村局"));
        assert_eq!(chain.now("县扶贫办公室"), None);
        assert!(renames(&[("甲局", "乙局"), ("乙局", "甲局")]).is_err());
    }
}
