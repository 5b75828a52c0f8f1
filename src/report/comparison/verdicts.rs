//! The parts of a comparison's table that judge: both halves of everything that was tested, and the
//! targets of reduction.

use std::io::{self, Write};

use comfy_table::Color;

use super::table::{SHOWN, Table};
use super::{Comparison, TargetRow, TrialRow};
use crate::compare::targets::Verdict;
use crate::report::grid::Grid;
use crate::rules::{Moved, chance, times};
use crate::text::{Message, decimal};

impl Table<'_> {
    /// Both halves of everything that was tested.
    pub(super) fn tested(&self, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        if comparison.trials.is_empty() {
            return Ok(());
        }
        let cells: Vec<Vec<String>> = comparison
            .trials
            .iter()
            .map(|row| self.trial(row, comparison))
            .collect();
        let titles = [
            "column-rule",
            "column-unit",
            "column-fell",
            "column-grew",
            "column-q",
        ];
        let grid = Grid {
            titles: titles.map(|title| self.catalogue.say(title)).into(),
            right: &[4],
            narrow_from: usize::MAX,
            fills: Some(1),
            lines: true,
            width: usize::from(self.width),
            color: self.color,
        };
        writeln!(out, "{}", grid.text(&cells, |_, _| None))
    }

    fn trial(&self, row: &TrialRow, comparison: &Comparison) -> Vec<String> {
        let half = |moved: &Moved| {
            let interval = moved.interval.map_or(String::new(), |(low, high)| {
                format!("\n[{}, {}]", times(low), times(high))
            });
            let (before, after) = (decimal(moved.before, 1), decimal(moved.after, 1));
            format!("{before} → {after}\n×{}{interval}", times(moved.ratio))
        };
        let mut unit = match &row.unit {
            Some(unit) => unit.clone(),
            None => self.catalogue.say("whole-region"),
        };
        if comparison.periods.len() > 2 {
            let [before, after] = comparison.labels(row.step);
            unit = format!("{unit}\n{before} → {after}");
        }
        let what = match row.question {
            Some(question) => format!(
                "{}\n{}",
                row.rule,
                self.say(&Message::new(format!("question-{question}")))
            ),
            None => row.rule.to_owned(),
        };
        vec![
            what,
            unit,
            row.fell.as_ref().map(half).unwrap_or_default(),
            half(&row.grew),
            row.q.map_or_else(|| "–".to_owned(), chance),
        ]
    }

    pub(super) fn targets(&self, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        if comparison.targets.is_empty() {
            return Ok(());
        }
        // The region of each target, then what is worth a question.
        let mut rows: Vec<&TargetRow> = comparison.targets.iter().collect();
        rows.sort_by_key(|row| {
            let order = match row.judged.verdict {
                Verdict::Mutated => 0,
                Verdict::NotMet => 1,
                Verdict::Met => 2,
            };
            (row.judged.target.ledger, row.unit.is_some(), order)
        });
        let most = if comparison.lists_all {
            usize::MAX
        } else {
            SHOWN
        };
        let of_target = rows.chunk_by(|one, other| one.judged.target == other.judged.target);
        let rows: Vec<&TargetRow> = of_target
            .flat_map(|of_target| of_target.iter().take(most).copied())
            .collect();
        let cells: Vec<Vec<String>> = rows.iter().map(|row| self.target(row)).collect();
        let titles = [
            "column-target",
            "column-unit",
            "column-before",
            "column-after",
            "column-ratio",
            "column-verdict",
        ];
        let grid = Grid {
            titles: titles.map(|title| self.catalogue.say(title)).into(),
            right: &[2, 3, 4],
            narrow_from: 5,
            fills: Some(1),
            lines: false,
            width: usize::from(self.width),
            color: self.color,
        };
        let paint = |row: usize, column: usize| match (column, rows[row].judged.verdict) {
            (5, Verdict::NotMet) => Some(Color::Red),
            (5, Verdict::Mutated) => Some(Color::Yellow),
            (5, Verdict::Met) => Some(Color::Green),
            _ => None,
        };
        writeln!(out, "{}", grid.text(&cells, paint))?;
        let count = |verdict| {
            let all = comparison.targets.iter();
            all.filter(|row| row.unit.is_some() && row.judged.verdict == verdict)
                .count()
        };
        let line = Message::new("compare-targets")
            .count("met", count(Verdict::Met))
            .count("mutated", count(Verdict::Mutated))
            .count("missed", count(Verdict::NotMet));
        self.findings().wrapped(&self.say(&line), out)
    }

    fn target(&self, row: &TargetRow) -> Vec<String> {
        let judged = &row.judged;
        let ledger = Message::new(format!("ledger-{}", judged.target.ledger.name()));
        let reduction = (1.0 - judged.target.most) * 100.0;
        let target = Message::new("compare-target")
            .message("ledger", ledger)
            .flag("only_down", reduction <= 0.0)
            .text("reduction", decimal(reduction, 0));
        let mut verdict = self.say(&Message::new(format!("verdict-{}", judged.verdict.name())));
        if !judged.by.is_empty() && judged.verdict == Verdict::Mutated {
            verdict = format!("{verdict}\n{}", judged.by.join("\n"));
        }
        let unit = match &row.unit {
            Some(unit) => unit.clone(),
            None => self.catalogue.say("whole-region"),
        };
        vec![
            self.say(&target),
            unit,
            decimal(judged.moved.before, 1),
            decimal(judged.moved.after, 1),
            times(judged.moved.ratio),
            verdict,
        ]
    }
}
