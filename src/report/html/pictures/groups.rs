//! Groups as points, by members and messages, and the busiest of them as a table.

use std::fmt::Write as _;

use super::super::markup::{table, text};
use super::{heads, say};
use crate::picture::GroupPoint;
use crate::text::{Catalogue, Message, decimal};

const WIDE: f64 = 720.0;
const HIGH: f64 = 360.0;
const EDGE: f64 = 50.0;
/// Groups in the table.
const LISTED: usize = 15;

/// A scale of powers of ten along a side of the drawing.
struct Scale {
    /// The highest power.
    top: f64,
    /// Where one stands, and how far it is to the highest power.
    from: f64,
    length: f64,
}

impl Scale {
    fn over(values: impl Iterator<Item = f64>, from: f64, length: f64) -> Self {
        let top = values.fold(1.0, f64::max).log10().ceil().max(1.0);
        Self { top, from, length }
    }

    fn at(&self, value: f64) -> f64 {
        self.from + self.length * value.max(1.0).log10() / self.top
    }

    fn marks(&self) -> impl Iterator<Item = f64> + use<> {
        (0..=self.top as i32).map(|power| 10_f64.powi(power))
    }
}

/// Groups by members and messages.
pub(super) fn groups(groups: &[GroupPoint], all: usize, catalogue: &Catalogue) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let title = Message::new("picture-groups")
        .count("groups", groups.len())
        .count("all", all);
    let mut out = drawing(groups, &say(catalogue, &title), catalogue);
    let rows: Vec<Vec<String>> = groups
        .iter()
        .take(LISTED)
        .map(|group| {
            vec![
                text(&group.name),
                decimal(group.members, 0),
                decimal(group.messages, 0),
                format!("{}:{}", text(&group.place.0), group.place.1),
            ]
        })
        .collect();
    let heads = heads(
        catalogue,
        &[
            "picture-group",
            "picture-members",
            "picture-messages",
            "sheet-file",
        ],
    );
    let title = say(catalogue, &Message::new("picture-busiest"));
    out.push_str(&table(&title, &heads, &rows, 1));
    out
}

fn drawing(groups: &[GroupPoint], title: &str, catalogue: &Catalogue) -> String {
    let members = groups.iter().map(|group| group.members);
    let messages = groups.iter().map(|group| group.messages);
    let x = Scale::over(members, EDGE, WIDE - 2.0 * EDGE);
    let y = Scale::over(messages, HIGH - EDGE, 2.0 * EDGE - HIGH);
    let mut out = format!(
        "<figure><svg role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {WIDE} {HIGH}\"><title>{title}</title>\
         <line class=\"axis\" x1=\"{EDGE}\" x2=\"{0}\" y1=\"{1}\" y2=\"{1}\"/><line class=\"axis\" x1=\"{EDGE}\" x2=\"{EDGE}\" y1=\"{EDGE}\" y2=\"{1}\"/>",
        WIDE - EDGE,
        HIGH - EDGE
    );
    for (mark, left, low) in x
        .marks()
        .map(|mark| (mark, x.at(mark), HIGH - EDGE + 16.0))
        .chain(y.marks().map(|mark| (mark, 2.0, y.at(mark))))
    {
        let number = decimal(mark, 0);
        let _ = write!(out, "<text x=\"{left:.0}\" y=\"{low:.0}\">{number}</text>");
    }
    let _ = write!(
        out,
        "<text x=\"{:.0}\" y=\"{:.0}\">{}</text><text x=\"2\" y=\"20\">{}</text>",
        WIDE / 2.0,
        HIGH - 8.0,
        say(catalogue, &Message::new("picture-members")),
        say(catalogue, &Message::new("picture-messages"))
    );
    for group in groups {
        let (file, line) = &group.place;
        let about = format!(
            "{}: {} × {} ({file}:{line})",
            group.name,
            decimal(group.members, 0),
            decimal(group.messages, 0),
        );
        let _ = write!(
            out,
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"><title>{}</title></circle>",
            x.at(group.members),
            y.at(group.messages),
            text(&about)
        );
    }
    let _ = write!(
        out,
        "</svg><figcaption class=\"soft\">{title}</figcaption></figure>"
    );
    out
}
