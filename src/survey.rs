//! What the answers to a questionnaire say, told so that nobody who answered can be seen: a
//! figure over fewer than `min_group` answers is withheld, and so is enough beside it that it
//! cannot be had by subtraction (complementary suppression, as statistical offices do). Groups
//! stand one in the other, the region, its levels, the units of a level, so that no two figures
//! cut across each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ledger::names::NameId;
use crate::ledger::schema::{LEVELS, surveys};
use crate::ledger::values::coded::canonical;
use crate::ledger::{Ledger, Ledgers};

/// Settings of surveys (`[surveys]` of the configuration).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SurveySettings {
    /// The fewest answers over which a figure is told.
    pub min_group: usize,
}

impl Default for SurveySettings {
    fn default() -> Self {
        Self { min_group: 5 }
    }
}

impl SurveySettings {
    /// Fewer than three answers hide nobody: each of two knows the other's.
    pub const LEAST: usize = 3;
}

/// The question of the hours that a week loses.
pub const HOURS_PER_WEEK: &str = "hours_per_week";

/// One figure: the mean of the answers of a group to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The pain point, or [`HOURS_PER_WEEK`].
    pub question: &'static str,
    /// The level of the group; `None` for all levels.
    pub level: Option<&'static str>,
    /// The unit of the group; `None` for all units.
    pub unit: Option<String>,
    /// How many answered.
    pub answers: usize,
    /// Their mean: 1 to 5, or hours.
    pub mean: f64,
    /// Their standard deviation, that of a sample; 0 for one answer.
    pub deviation: f64,
}

impl Figure {
    /// Of the answers of a group, of which there is one at least.
    fn of(
        question: &'static str,
        level: Option<&'static str>,
        unit: Option<String>,
        answers: &[f64],
    ) -> Self {
        let mean = answers.iter().sum::<f64>() / answers.len() as f64;
        let squares: f64 = answers.iter().map(|answer| (answer - mean).powi(2)).sum();
        Self {
            question,
            level,
            unit,
            answers: answers.len(),
            mean,
            deviation: (squares / answers.len().saturating_sub(1).max(1) as f64).sqrt(),
        }
    }
}

/// What a questionnaire says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// How many responses there are within the period.
    pub responses: usize,
    /// The figures that may be told, by question, the whole before its groups.
    pub figures: Vec<Figure>,
    /// How many figures were withheld.
    pub withheld: usize,
    /// The fewest answers over which a figure is told.
    pub min_group: usize,
}

/// One step from the region to a branch.
pub struct BranchStep<'a> {
    /// The part that a unit is in; `None` where it is outside what the step cuts. Who names no unit is in
    /// a part of its own at the first step.
    pub part: Box<dyn Fn(Option<NameId>) -> Option<u32> + 'a>,
    /// The part that the branch is, or stands in.
    pub own: u32,
}

impl BranchStep<'_> {
    /// Whether its own part may be told beside the others: of each so many of `hidden` are there.
    fn tells(&self, hidden: &[Option<NameId>], min_group: usize) -> bool {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for unit in hidden {
            if let Some(part) = (self.part)(*unit) {
                *counts.entry(part).or_default() += 1;
            }
        }
        let sizes: Vec<usize> = counts.values().copied().collect();
        let told = told_sizes(&sizes, min_group);
        let own = counts.keys().position(|part| *part == self.own);
        // What figures of units tell whole is no secret.
        own.is_none_or(|own| told[own])
    }
}

/// Whose answer it is, as far as the response says; and the answer.
type Answer = ((Option<u32>, Option<u32>), f64);

impl Survey {
    /// The survey of a region; `None` where nobody was asked. `left_out` is the number of
    /// responses outside the period: the complement of what is told.
    #[must_use]
    pub fn of(ledgers: &Ledgers, left_out: usize, settings: &SurveySettings) -> Option<Self> {
        let table = ledgers.table(Ledger::Surveys);
        if table.rows() == 0 {
            return None;
        }
        let (levels, units) = (table.wholes("level"), table.wholes("unit"));
        let hours = table.numbers(HOURS_PER_WEEK);
        let mut survey = Self {
            responses: table.rows(),
            min_group: settings.min_group,
            ..Self::default()
        };
        let tells_complement = (1..settings.min_group).contains(&left_out);
        for question in surveys::PAIN_POINTS.into_iter().chain([HOURS_PER_WEEK]) {
            let ratings = table.wholes(question);
            let answers: Vec<Answer> = (0..table.rows())
                .filter_map(|row| {
                    let answer = if question == HOURS_PER_WEEK {
                        hours.get(row)
                    } else {
                        ratings.get(row).map(f64::from)
                    };
                    Some(((levels.get(row), units.get(row)), answer?))
                })
                .collect();
            if tells_complement {
                survey.withheld += usize::from(!answers.is_empty());
            } else {
                survey.tell(question, &answers, ledgers, settings.min_group);
            }
        }
        Some(survey)
    }

    /// What this survey of a region says of a branch: a figure over all answers of its units, and
    /// those of its units that are told of the region. `steps` lead from the region to the branch, each
    /// cutting what is within the one before into parts, of which the branch stands in one. A figure
    /// of the branch is told only where each of these parts would be told beside the others, counted by
    /// the answers that no figure of a unit tells, so that no subtraction shows few.
    #[must_use]
    pub fn of_branch(
        &self,
        ledgers: &Ledgers,
        branch: &dyn Fn(NameId) -> bool,
        steps: &[BranchStep<'_>],
    ) -> Self {
        let table = ledgers.table(Ledger::Surveys);
        let (levels, units) = (table.wholes("level"), table.wholes("unit"));
        let hours = table.numbers(HOURS_PER_WEEK);
        let of_branch = |row: &usize| units.get(*row).is_some_and(branch);
        let mut own = Self {
            responses: (0..table.rows()).filter(of_branch).count(),
            min_group: self.min_group,
            ..Self::default()
        };
        for question in surveys::PAIN_POINTS.into_iter().chain([HOURS_PER_WEEK]) {
            let figures = self.figures.iter();
            let told: Vec<&Figure> = figures
                .filter(|figure| figure.question == question)
                .collect();
            let ratings = table.wholes(question);
            let answer = |row: usize| match question {
                HOURS_PER_WEEK => hours.get(row),
                _ => ratings.get(row).map(f64::from),
            };
            let of_units: BTreeSet<(&str, Option<&str>)> = told
                .iter()
                .filter_map(|figure| Some((figure.unit.as_deref()?, figure.level)))
                .collect();
            let is_told = |row: usize| {
                let level = levels.get(row).map(|level| canonical(LEVELS, level));
                let unit = units.get(row).map(|unit| ledgers.names.name(unit));
                unit.is_some_and(|unit| of_units.contains(&(unit, level)))
            };
            let answered = (0..table.rows()).filter(|row| answer(*row).is_some());
            let answers: Vec<f64> = answered
                .clone()
                .filter(of_branch)
                .filter_map(answer)
                .collect();
            if answers.is_empty() {
                continue;
            }
            let hidden: Vec<Option<NameId>> = answered
                .filter(|row| !is_told(*row))
                .map(|row| units.get(row))
                .collect();
            // Figures of levels cut across branches: what two of each show together, nobody can say.
            let of_level = |figure: &&&Figure| figure.level.is_some() && figure.unit.is_none();
            let cuts_across = told.iter().filter(of_level).count() > 1;
            // What figures of its units tell together is no secret.
            let is_told = hidden.iter().flatten().all(|unit| !branch(*unit));
            let is_apart =
                !cuts_across && steps.iter().all(|step| step.tells(&hidden, self.min_group));
            let is_safe =
                !told.is_empty() && answers.len() >= self.min_group && (is_told || is_apart);
            if is_safe {
                own.figures.push(Figure::of(question, None, None, &answers));
            } else {
                own.withheld += 1;
            }
            let of_units = told.into_iter().filter(|figure| {
                let unit = figure.unit.as_deref();
                let unit = unit.and_then(|unit| ledgers.names.find(unit));
                unit.is_some_and(branch)
            });
            own.figures.extend(of_units.cloned());
        }
        own
    }

    /// Tells what may be told of one question, from the whole down.
    fn tell(
        &mut self,
        question: &'static str,
        answers: &[Answer],
        ledgers: &Ledgers,
        min_group: usize,
    ) {
        if answers.is_empty() {
            return;
        }
        if answers.len() < min_group {
            self.withheld += 1;
            return;
        }
        let figure = |level, unit, answers: &[&Answer]| {
            let answers: Vec<f64> = answers.iter().map(|(_, answer)| *answer).collect();
            Figure::of(question, level, unit, &answers)
        };
        let all: Vec<&Answer> = answers.iter().collect();
        self.figures.push(figure(None, None, &all));
        let levels = grouped(&all, |((level, _), _)| *level);
        let told_levels = told(&levels, min_group);
        let several = levels.len() > 1;
        for ((level, of_level), is_told) in levels.into_iter().zip(told_levels) {
            if !is_told {
                self.withheld += 1;
                continue;
            }
            let level_name = level.map(|level| canonical(LEVELS, level));
            if level.is_some() {
                self.figures.push(figure(level_name, None, &of_level));
            }
            if level.is_none() && several {
                // Who names no level may belong to a unit that is told under one.
                continue;
            }
            let units = grouped(&of_level, |((_, unit), _)| {
                unit.map(|unit| ledgers.names.name(unit).to_owned())
            });
            let told_units = told(&units, min_group);
            for ((unit, of_unit), is_told) in units.into_iter().zip(told_units) {
                match unit {
                    Some(unit) if is_told => {
                        self.figures.push(figure(level_name, Some(unit), &of_unit));
                    }
                    Some(_) => self.withheld += 1,
                    None => {}
                }
            }
        }
    }
}

/// Whether a figure, told of two periods side by side, shows what few people answered: where some of
/// the answers behind it stand in both periods, and fewer than `min_group` in one of them only, the
/// difference of the two is that of those few.
#[must_use]
pub fn shows_few(periods: [&Ledgers; 2], figure: &Figure, min_group: usize) -> bool {
    let [before, after] = periods.map(|ledgers| responses(ledgers, figure));
    let (mut both, mut alone) = (0, [before.len(), after.len()]);
    let (mut one, mut other) = (before.iter().peekable(), after.iter().peekable());
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => drop(one.next()),
            std::cmp::Ordering::Greater => drop(other.next()),
            std::cmp::Ordering::Equal => {
                both += 1;
                one.next();
                other.next();
            }
        }
    }
    alone = alone.map(|all| all - both);
    both > 0 && alone.iter().any(|few| (1..min_group).contains(few))
}

/// What those say whose answers are behind a figure, whole and sorted.
fn responses(ledgers: &Ledgers, figure: &Figure) -> Vec<Vec<Option<u64>>> {
    let table = ledgers.table(Ledger::Surveys);
    let (levels, units) = (table.wholes("level"), table.wholes("unit"));
    let (days, hours) = (table.days("date"), table.numbers(HOURS_PER_WEEK));
    let ratings = surveys::PAIN_POINTS.map(|question| table.wholes(question));
    let asked = table.wholes(figure.question);
    let is_of_figure = |row: usize| {
        let unit = units.get(row).map(|unit| ledgers.names.name(unit));
        let level = levels.get(row).map(|level| canonical(LEVELS, level));
        let is_answered = if figure.question == HOURS_PER_WEEK {
            hours.get(row).is_some()
        } else {
            asked.get(row).is_some()
        };
        is_answered
            && (figure.unit.is_none() || figure.unit.as_deref() == unit)
            && (figure.level.is_none() || figure.level == level)
    };
    let response = |row: usize| {
        let mut response: Vec<Option<u64>> = vec![
            levels.get(row).map(u64::from),
            days.get(row).map(|day| u64::from(day.cast_unsigned())),
            hours.get(row).map(f64::to_bits),
        ];
        response.extend(ratings.iter().map(|rating| rating.get(row).map(u64::from)));
        response
    };
    let mut responses: Vec<_> = (0..table.rows())
        .filter(|row| is_of_figure(*row))
        .map(response)
        .collect();
    responses.sort_unstable();
    responses
}

/// Answers by group, in the order of the groups.
fn grouped<'a, K: Ord>(
    answers: &[&'a Answer],
    group: impl Fn(&Answer) -> K,
) -> Vec<(K, Vec<&'a Answer>)> {
    let mut groups: BTreeMap<K, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        groups.entry(group(answer)).or_default().push(answer);
    }
    groups.into_iter().collect()
}

/// Which parts of a whole that is told may be told: those large enough, less as many of the
/// smallest as it takes until what is withheld is large enough too.
fn told<K>(parts: &[(K, Vec<&Answer>)], min_group: usize) -> Vec<bool> {
    let sizes: Vec<usize> = parts.iter().map(|(_, answers)| answers.len()).collect();
    told_sizes(&sizes, min_group)
}

fn told_sizes(sizes: &[usize], min_group: usize) -> Vec<bool> {
    let mut told: Vec<bool> = sizes.iter().map(|size| *size >= min_group).collect();
    loop {
        let withheld: usize = (0..sizes.len())
            .filter(|part| !told[*part])
            .map(|part| sizes[part])
            .sum();
        if withheld == 0 || withheld >= min_group {
            return told;
        }
        let smallest = (0..sizes.len())
            .filter(|part| told[*part])
            .min_by_key(|part| (sizes[*part], *part));
        match smallest {
            Some(part) => told[part] = false,
            None => return told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_group_takes_the_next_with_it() {
        assert_eq!(told_sizes(&[10, 3, 7], 5), [true, false, false]);
        assert_eq!(told_sizes(&[10, 3, 2], 5), [true, false, false]);
        assert_eq!(told_sizes(&[10, 7], 5), [true, true]);
        assert_eq!(told_sizes(&[4], 5), [false]);
    }

    proptest! {
        // A failure is printed whole; no file of it is kept.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_small_is_told_or_left_over(
            sizes in prop::collection::vec(0_usize..12, 0..12),
            min_group in 3_usize..8,
        ) {
            let told = told_sizes(&sizes, min_group);
            let withheld: usize = sizes.iter().zip(&told).filter(|(_, told)| !**told).map(|(size, _)| size).sum();
            let whole: usize = sizes.iter().sum();
            prop_assert!(sizes.iter().zip(&told).all(|(size, told)| !told || *size >= min_group));
            prop_assert!(withheld == 0 || withheld >= min_group || withheld == whole);
        }
    }
}
