//! Targets of reduction (`[targets]` of the configuration): by how much the number of a ledger's rows
//! is to fall from one period to another, or that it may only fall. Whether a unit met them is
//! judged elsewhere.

use super::reader::Reader;
use crate::ledger::Ledger;
use crate::text::Message;

/// To what part of their earlier number the rows of a ledger are to be reduced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The ledger.
    pub ledger: Ledger,
    /// The most that the later number may be of the earlier one: 0.7 for a reduction by 30 %, 1 for
    /// "only down".
    pub most: f64,
}

impl Reader {
    /// The targets of a configuration: `"-30%"`, `-0.3` or `"only down"` for a ledger.
    pub(super) fn targets(&mut self, tables: &mut toml::Table) -> Vec<Target> {
        let own = match tables.remove("targets") {
            None => return Vec::new(),
            Some(toml::Value::Table(own)) => own,
            Some(other) => {
                let line = self.lines.of_key(&["targets"]);
                self.faults
                    .push(super::reader::wrong_type(line, "targets", other.type_str()));
                return Vec::new();
            }
        };
        let mut targets = Vec::new();
        for (name, value) in own {
            let Some(ledger) = Ledger::named(&name).filter(|known| Ledger::AUDITED.contains(known))
            else {
                self.unknown(&["targets", &name], &Ledger::AUDITED.map(Ledger::name));
                continue;
            };
            match most(&value) {
                Some(most) => targets.push(Target { ledger, most }),
                None => self.faults.push(
                    Message::new("config-bad-target")
                        .count("line", self.lines.of_key(&["targets", &name]))
                        .text("key", format!("targets.{name}"))
                        .text("value", value.to_string()),
                ),
            }
        }
        targets.sort_by_key(|target| target.ledger);
        targets
    }
}

/// The most that a target leaves; `None` where it is no target.
fn most(value: &toml::Value) -> Option<f64> {
    let change = match value {
        toml::Value::String(text) => {
            let text = text.trim().to_lowercase().replace(['−', '－'], "-");
            if matches!(text.as_str(), "only down" | "只减不增") {
                0.0
            } else {
                let percent = text.strip_suffix(['%', '％'])?;
                percent.trim().parse::<f64>().ok()? / 100.0
            }
        }
        toml::Value::Float(change) => *change,
        _ => return None,
    };
    (-1.0..=0.0).contains(&change).then_some(1.0 + change)
}

/// Targets as the configuration has them.
pub(super) fn shown(targets: &[Target]) -> toml::Table {
    let value = |target: &Target| {
        if target.most >= 1.0 {
            "only down".to_owned()
        } else {
            format!("-{}%", ((1.0 - target.most) * 1e4).round() / 1e2)
        }
    };
    let own = targets.iter();
    own.map(|target| (target.ledger.name().to_owned(), value(target).into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn targets_are_parts_of_the_earlier_number() {
        let text = "[targets]\nmeetings = \"-30%\"\ndocuments = -0.5\ngroups = \"只减不增\"\n";
        let settings = parse(text, None, None).unwrap_or_else(|faults| panic!("{faults:?}"));
        let most: Vec<(Ledger, f64)> = settings
            .targets
            .iter()
            .map(|target| (target.ledger, (target.most * 1e6).round() / 1e6))
            .collect();
        let expected = [
            (Ledger::Meetings, 0.7),
            (Ledger::Documents, 0.5),
            (Ledger::Groups, 1.0),
        ];
        assert_eq!(most, expected);
        let shown = toml::to_string(&settings.effective()).unwrap_or_default();
        let again = parse(&shown, None, None).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(again.targets, settings.targets);
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for text in [
            "[targets]\nmeetings = \"30%\"\n",
            "[targets]\nmeetings = \"less\"\n",
            "[targets]\nsurveys = \"-30%\"\n",
            "[targets]\nmeetings = 3\n",
        ] {
            assert!(parse(text, None, None).is_err(), "{text}");
        }
    }
}
