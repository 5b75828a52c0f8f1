//! One finding whole, for the reader who disputes it: its figures, the cascade as a tree, the
//! words by which rows were taken for one matter, and every evidence row as it stands in its file.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::{Row, severity_word};
use crate::finding::CascadeNode;
use crate::ledger::values::date::to_date;
use crate::matter::{Explanation, Role, Said, Stretch, Why};
use crate::text::{Catalogue, Message, decimal, printable};

/// A finding with everything that it rests on.
pub struct Detail {
    /// The finding.
    pub row: Row,
    /// How the rule computes its hours.
    pub hours: &'static str,
    /// The sum that gives each evidence row's burden hours, in the order of the evidence.
    pub sums: Vec<String>,
    /// The sum that gives what is claimed on each row, where the rule has one.
    pub workings: Vec<Option<String>>,
    /// Pairs of evidence rows, by their places, that were taken for one matter, and why.
    pub links: Vec<Link>,
    /// The evidence rows as they stand in their files, in the order of the evidence; `None` where
    /// the file changed since it was read.
    pub records: Vec<Option<Cells>>,
}

/// Headers and cells of one row.
pub type Cells = Vec<(String, String)>;

/// Two evidence rows that were taken for one matter.
pub struct Link {
    /// Place of the first among the evidence.
    pub one: usize,
    /// Place of the second.
    pub other: usize,
    /// How sure that is.
    pub confidence: f64,
    /// The words that it rests on.
    pub explanation: Explanation,
}

/// Writes a finding at a width.
pub struct DetailText<'c> {
    /// The language.
    pub catalogue: &'c Catalogue,
    /// Columns of the terminal.
    pub width: u16,
}

impl DetailText<'_> {
    /// Writes the finding.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&self, detail: &Detail, out: &mut dyn Write) -> io::Result<()> {
        self.head(detail, out)?;
        self.arithmetic(detail, out)?;
        if !detail.row.finding.cascade.is_empty() {
            self.cascade(detail, out)?;
        }
        if !detail.links.is_empty() {
            self.heading("show-matter", out)?;
            for link in &detail.links {
                self.link(link, out)?;
            }
        }
        self.heading("show-rows", out)?;
        for (place, record) in detail.records.iter().enumerate() {
            self.record(detail, place, record.as_ref(), out)?;
        }
        Ok(())
    }

    fn head(&self, detail: &Detail, out: &mut dyn Write) -> io::Result<()> {
        let (row, finding) = (&detail.row, &detail.row.finding);
        self.line("", &format!("{}  {}", finding.id, finding.subject), out)?;
        self.line("", &row.message, out)?;
        let severity = severity_word(finding.severity, self.catalogue);
        let say = |message: Message| self.catalogue.render(&message);
        let figures = Message::new("show-figures")
            .text("severity", severity)
            .text("confidence", hundredths(finding.confidence))
            .decimal("burden", finding.burden_hours)
            .decimal("avoidable", finding.avoidable_hours)
            .decimal("expected", finding.expected_hours);
        self.line("", &say(figures), out)?;
        for (key, names) in [
            ("show-imposers", &row.units),
            ("show-bearers", &row.all_bearers()),
        ] {
            let names = Message::new(key).text("names", names.join(", "));
            self.line("", &say(names), out)?;
        }
        for (key, text) in [
            ("explain-hours", detail.hours),
            ("explain-remedy", row.remedy),
        ] {
            self.heading(key, out)?;
            self.line("  ", text, out)?;
        }
        Ok(())
    }

    /// Each row's hours and what of them is claimed, then the sums.
    fn arithmetic(&self, detail: &Detail, out: &mut dyn Write) -> io::Result<()> {
        let finding = &detail.row.finding;
        if finding.evidence.is_empty() {
            return Ok(());
        }
        self.heading("show-arithmetic", out)?;
        for (place, (row, sum)) in finding.evidence.iter().zip(&detail.sums).enumerate() {
            let (all, claimed) = (row.burden_hours, row.avoidable_hours);
            let how = if claimed <= 0.0 {
                "none"
            } else if (all - claimed).abs() < 1e-9 {
                "all"
            } else {
                "part"
            };
            let line = Message::new("show-sum")
                .count("row", place + 1)
                .text("sum", sum)
                .text("hours", decimal(all, 2))
                .text("how", how)
                .text(
                    "working",
                    detail.workings[place].clone().unwrap_or_default(),
                )
                .flag("has", detail.workings[place].is_some())
                .text("claimed", decimal(claimed, 2));
            self.hung("  ", "      ", &self.catalogue.render(&line), out)?;
        }
        let total = Message::new("show-total")
            .text("burden", decimal(finding.burden_hours, 2))
            .text("avoidable", decimal(finding.avoidable_hours, 2))
            .text("confidence", hundredths(finding.confidence))
            .text("expected", decimal(finding.expected_hours, 2));
        self.line("  ", &self.catalogue.render(&total), out)?;
        if detail.sums.iter().any(|sum| sum.contains('*')) {
            self.line("  ", &self.catalogue.say("show-assumed"), out)?;
        }
        Ok(())
    }

    fn cascade(&self, detail: &Detail, out: &mut dyn Write) -> io::Result<()> {
        self.heading("show-cascade", out)?;
        let nodes = &detail.row.finding.cascade;
        let lines = tree_lines(nodes);
        for (stem, position) in &lines {
            let node = &nodes[*position];
            let evidence = &detail.row.finding.evidence[node.evidence];
            let mut parts = vec![
                format!("[{}]", node.evidence + 1),
                node.day
                    .map_or_else(String::new, |day| to_date(day).to_string()),
                node.unit.clone(),
            ];
            parts.extend(node.people.map(|people| {
                let people = Message::new("show-people").count("people", people as usize);
                self.catalogue.render(&people)
            }));
            let hours = Message::new("show-hours").decimal("hours", evidence.burden_hours);
            parts.push(self.catalogue.render(&hours));
            parts.push(node.title.clone());
            let indent = format!("  {stem}");
            let hanging = format!("  {}    ", stem.replace(['├', '└'], " ").replace('─', " "));
            self.hung(&indent, &hanging, &parts.join("  "), out)?;
        }
        self.line("  ", &self.catalogue.render(&cascade_sum(detail)), out)
    }

    fn link(&self, link: &Link, out: &mut dyn Write) -> io::Result<()> {
        let why = match link.explanation.why {
            Why::Declared => Message::new("show-declared"),
            Why::Alike(likeness) => {
                Message::new("show-alike").text("likeness", hundredths(likeness))
            }
        };
        let head = Message::new("show-link")
            .count("one", link.one + 1)
            .count("other", link.other + 1)
            .text("confidence", hundredths(link.confidence))
            .message("why", why);
        self.line("  ", &self.catalogue.render(&head), out)?;
        for (place, said) in [
            (link.one, &link.explanation.one),
            (link.other, &link.explanation.other),
        ] {
            self.line("    ", &format!("[{}] {}", place + 1, said.title), out)?;
            self.words("show-matched", said, |part| part.matched, out)?;
            self.words(
                "show-alone",
                said,
                |part| !part.matched && counts(part.role),
                out,
            )?;
            self.words(
                "show-discounted",
                said,
                |part| !part.matched && !counts(part.role),
                out,
            )?;
        }
        Ok(())
    }

    /// The words of one kind, each with where it stands and, where it was discounted, as what.
    fn words(
        &self,
        key: &'static str,
        said: &Said,
        is_meant: impl Fn(&Stretch) -> bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let words: Vec<String> = said
            .stretches
            .iter()
            .filter(|part| is_meant(part))
            .map(|part| {
                let first = said.title[..part.start].chars().count() + 1;
                let word = &said.title[part.start..part.end];
                let last = first + word.chars().count() - 1;
                let role = match role_key(part.role) {
                    Some(key) => format!(" {}", self.catalogue.say(key)),
                    None => String::new(),
                };
                format!("{word} ({first}–{last}{role})")
            })
            .collect();
        if words.is_empty() {
            return Ok(());
        }
        let words = Message::new(key).text("words", words.join(", "));
        self.line("      ", &self.catalogue.render(&words), out)
    }

    fn record(
        &self,
        detail: &Detail,
        place: usize,
        record: Option<&Cells>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let evidence = &detail.row.finding.evidence[place];
        let head = Message::new("show-row")
            .count("place", place + 1)
            .text("file", evidence.file.as_ref())
            .text("line", evidence.line.to_string())
            .decimal("burden", evidence.burden_hours)
            .decimal("avoidable", evidence.avoidable_hours);
        self.line("  ", &self.catalogue.render(&head), out)?;
        let Some(cells) = record else {
            let gone = self.catalogue.say("show-row-gone");
            return self.line("      ", &gone, out);
        };
        let widest = cells.iter().map(|(header, _)| display_width(header)).max();
        for (header, cell) in cells.iter().filter(|(_, cell)| !cell.trim().is_empty()) {
            let fill = widest
                .unwrap_or_default()
                .min(24)
                .saturating_sub(display_width(header));
            let indent = format!("      {}{}  ", printable(header), " ".repeat(fill));
            self.hung(&indent, "          ", cell, out)?;
        }
        Ok(())
    }

    fn heading(&self, key: &'static str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.catalogue.say(key))
    }

    fn line(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.hung(indent, &format!("{indent}    "), text, out)
    }

    fn hung(&self, indent: &str, hanging: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let options = textwrap::Options::new(usize::from(self.width))
            .initial_indent(indent)
            .subsequent_indent(hanging);
        for part in textwrap::wrap(&printable(text), options) {
            writeln!(out, "{part}")?;
        }
        Ok(())
    }
}

/// Whether a word of this role is weighed at all.
fn counts(role: Role) -> bool {
    matches!(
        role,
        Role::Matter | Role::Name(_) | Role::Place | Role::Qualifier
    )
}

fn role_key(role: Role) -> Option<&'static str> {
    match role {
        Role::Matter | Role::Name(_) => None,
        Role::Place => Some("role-place"),
        Role::Qualifier => Some("role-qualifier"),
        Role::Unit => Some("role-unit"),
        Role::Number => Some("role-number"),
        Role::Session => Some("role-session"),
        Role::Period => Some("role-period"),
        Role::Ceremony => Some("role-ceremony"),
        Role::Action => Some("role-action"),
    }
}

fn hundredths(share: f64) -> String {
    decimal(share, 2)
}

/// Each node of a cascade behind the lines that lead to it, in the order of the tree.
fn tree_lines(nodes: &[CascadeNode]) -> Vec<(String, usize)> {
    let mut lines = Vec::with_capacity(nodes.len());
    let mut stems: Vec<String> = Vec::with_capacity(nodes.len());
    for (position, node) in nodes.iter().enumerate() {
        let Some(above) = node.above else {
            stems.push(String::new());
            lines.push((String::new(), position));
            continue;
        };
        let is_last = !nodes[position + 1..]
            .iter()
            .any(|later| later.above == Some(above));
        let stem = stems[above].clone();
        lines.push((
            format!("{stem}{}", if is_last { "└─ " } else { "├─ " }),
            position,
        ));
        stems.push(format!("{stem}{}", if is_last { "   " } else { "│  " }));
    }
    lines
}

/// Layers, days from top to bottom, rows, people and hours of a cascade.
fn cascade_sum(detail: &Detail) -> Message {
    let nodes = &detail.row.finding.cascade;
    let mut layers: Vec<usize> = Vec::with_capacity(nodes.len());
    for node in nodes {
        layers.push(node.above.map_or(1, |above| layers[above] + 1));
    }
    let days = nodes.iter().filter_map(|node| node.day);
    let span = days.clone().max().zip(days.min());
    let people: f64 = nodes.iter().filter_map(|node| node.people).sum();
    Message::new("show-cascade-sum")
        .count("layers", layers.into_iter().max().unwrap_or_default())
        .count(
            "days",
            span.map_or(0, |(last, first)| (last - first + 1) as usize),
        )
        .count("rows", nodes.len())
        .count("people", people as usize)
        .decimal("hours", detail.row.finding.burden_hours)
}
