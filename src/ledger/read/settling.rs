//! The columns of one table settled together: which candidate each column is, where none can be told
//! from another, and which column gives way.

use super::aliases;
use super::candidates::{self, Candidate};
use super::header::{Header, normal};
use super::mapped::{Basis, Conclusion, MappedColumn, Target};
use super::questions;
use crate::ledger::headers::units::HeaderUnit;
use crate::ledger::headers::{Cells, assignment};
use crate::ledger::schema::{Kind, Ledger, Schema};

/// Less is no conclusion; a required field, without which the whole table is refused, needs less.
const ENOUGH: f64 = 0.6;
const ENOUGH_REQUIRED: f64 = 0.5;
/// What lies nearer together than this cannot be told apart.
const MARGIN: f64 = 0.05;
/// A ledger cannot do without its required fields: they are settled before the others.
const REQUIRED: f64 = 1.0;
/// Fields for which several columns may stand in one file: the best one that has a value is
/// taken, row by row (实到 before 参会 before 应到).
const RANKED: [&str; 2] = ["attendees", "id"];
/// Counts of people, for which a line above the table may name tens of thousands.
const PEOPLE: [&str; 6] = [
    "users",
    "active_users",
    "followers",
    "members",
    "attendees",
    "cadres",
];
/// Settles the columns of one table in one ledger.
pub(super) struct Settler<'t> {
    pub(super) headers: &'t [Header],
    pub(super) cells: &'t [Cells<'t>],
    pub(super) ledger: Ledger,
    pub(super) schema: &'static Schema,
}

impl Settler<'_> {
    fn number(&self, target: Target) -> usize {
        let fields = self.schema.fields.len();
        match target {
            Target::Field(field) => field,
            Target::Mixed(mixed) => fields + mixed,
            Target::Folded(folded) => fields + self.schema.mixed.len() + folded,
        }
    }

    pub(super) fn is_required(&self, target: Target) -> bool {
        matches!(target, Target::Field(field) if self.schema.fields[field].required)
    }

    /// Whether a column tells which ledger a table is: one of a required field, save the owner where
    /// things of any kind have one, unless it is called by the field's own name.
    pub(super) fn tells_the_thing(&self, candidate: &Candidate) -> bool {
        let is_of_any = matches!(self.ledger, Ledger::Groups | Ledger::Apps | Ledger::Forms);
        let imposer = self.schema.position(self.schema.imposer).map(Target::Field);
        let is_own_name = candidate.basis == Basis::Known && candidate.priority == 0;
        self.is_required(candidate.target)
            && (is_own_name || !is_of_any || imposer != Some(candidate.target))
    }

    /// Whether a column does no more than tell rows apart, by what it is called: 序号, 编号.
    pub(super) fn is_numbering(&self, candidate: &Candidate) -> bool {
        let Target::Field(field) = candidate.target else {
            return false;
        };
        !candidate.is_specific && matches!(self.schema.fields[field].name, "id" | "response")
    }

    /// Whether several columns may be this target.
    fn takes_several(&self, target: Target) -> bool {
        match target {
            Target::Field(field) => RANKED.contains(&self.schema.fields[field].name),
            // 会议形式 and 会议类别 mix the same fields, each value telling which it speaks of.
            Target::Mixed(_) | Target::Folded(_) => true,
        }
    }

    /// What the configuration maps is no other column's.
    pub(super) fn free_configured(
        &self,
        columns: &[MappedColumn],
        candidates: &mut [Vec<Candidate>],
    ) {
        let taken: Vec<Target> = columns.iter().filter_map(|column| column.target).collect();
        for found in candidates.iter_mut() {
            found.retain(|candidate| {
                !taken.contains(&candidate.target) || self.takes_several(candidate.target)
            });
        }
    }

    /// For each column the candidate that it is.
    pub(super) fn choose(&self, candidates: &[Vec<Candidate>]) -> Vec<Option<usize>> {
        let targets = self.schema.fields.len() + self.schema.mixed.len() + self.schema.folded.len();
        let weights: Vec<Vec<(usize, f64)>> = candidates
            .iter()
            .map(|found| {
                found
                    .iter()
                    .map(|candidate| {
                        let (extra, least) = if self.is_required(candidate.target) {
                            (REQUIRED, ENOUGH_REQUIRED)
                        } else {
                            (0.0, ENOUGH)
                        };
                        let enough = candidate.basis == Basis::Known || candidate.score >= least;
                        let weight = if enough { candidate.score + extra } else { 0.0 };
                        (self.number(candidate.target), weight)
                    })
                    .filter(|(_, weight)| *weight > 0.0)
                    .collect()
            })
            .collect();
        let settled = assignment::settle(&weights, targets);
        // Candidates too weak to be weighed are passed over in the weights.
        let mut chosen: Vec<Option<usize>> = settled
            .iter()
            .enumerate()
            .map(|(column, settled)| {
                let (target, _) = weights[column][(*settled)?];
                candidates[column]
                    .iter()
                    .position(|candidate| self.number(candidate.target) == target)
            })
            .collect();
        for (column, found) in candidates.iter().enumerate() {
            if chosen[column].is_none() {
                chosen[column] = found.iter().position(|candidate| {
                    self.takes_several(candidate.target)
                        && (candidate.basis == Basis::Known || candidate.score >= ENOUGH)
                });
            }
        }
        let doubtful: Vec<usize> = (0..chosen.len())
            .filter(|column| self.is_doubtful(*column, &chosen, candidates))
            .collect();
        for column in doubtful {
            chosen[column] = None;
        }
        chosen
    }

    /// Whether a concluded column could as well be another field that is free, or another free
    /// column with other cells could as well be its field.
    fn is_doubtful(
        &self,
        column: usize,
        chosen: &[Option<usize>],
        candidates: &[Vec<Candidate>],
    ) -> bool {
        let Some(own) = chosen[column].map(|chosen| candidates[column][chosen]) else {
            return false;
        };
        if own.basis == Basis::Known || self.takes_several(own.target) {
            return false;
        }
        let is_free = |target: Target| {
            chosen.iter().enumerate().all(|(other, chosen)| {
                chosen.is_none_or(|chosen| candidates[other][chosen].target != target)
            })
        };
        let other_field = candidates[column].iter().any(|candidate| {
            candidate.target != own.target
                && candidate.score > own.score - MARGIN
                && is_free(candidate.target)
                && (self.is_required(own.target) == self.is_required(candidate.target))
        });
        let other_column = candidates.iter().enumerate().any(|(other, found)| {
            other != column
                && chosen[other].is_none()
                && !self.cells[other].are_those_of(&self.cells[column])
                && found.iter().any(|candidate| {
                    candidate.target == own.target && candidate.score > own.score - MARGIN
                })
        });
        other_field || other_column
    }

    pub(super) fn take(&self, column: &mut MappedColumn, position: usize, candidate: &Candidate) {
        column.target = Some(candidate.target);
        column.priority = candidate.priority;
        column.conclusion = Conclusion {
            basis: Some(candidate.basis),
            certainty: match candidate.basis {
                Basis::Concluded | Basis::Remaining => candidate.score.min(0.99),
                Basis::Configured | Basis::Known => 1.0,
            },
            fit: candidates::fit(
                candidate.target,
                &self.headers[position],
                &self.cells[position],
                self.schema,
            ),
            ..Conclusion::default()
        };
    }

    /// A column whose header is known, but whose field another column took, is kept as evidence;
    /// answers with two that cannot be told apart and differ.
    pub(super) fn give_way(
        &self,
        columns: &mut [MappedColumn],
        candidates: &[Vec<Candidate>],
    ) -> Option<(usize, usize)> {
        let mut clash = None;
        for position in 0..columns.len() {
            if columns[position].target.is_some() {
                continue;
            }
            let Some(best) = candidates[position]
                .first()
                .filter(|best| best.score >= ENOUGH)
            else {
                continue;
            };
            let taken =
                (0..columns.len()).find(|other| columns[*other].target == Some(best.target));
            let Some(other) = taken else { continue };
            columns[position].conclusion.gives_way_to = Some(columns[other].header.clone());
            let differ = self.differ(position, other);
            if differ && self.are_alike(position, other, best.target) {
                clash.get_or_insert((other.min(position), other.max(position)));
            }
        }
        clash.or_else(|| self.ranked_twice(columns))
    }

    /// Whether two columns hold different values, or may: without a row below the header none can be
    /// told from the other.
    fn differ(&self, left: usize, right: usize) -> bool {
        !self.cells[left].are_those_of(&self.cells[right]) || self.cells.iter().all(Cells::is_empty)
    }

    /// One header twice, of a field that takes several columns, is no rank.
    fn ranked_twice(&self, columns: &[MappedColumn]) -> Option<(usize, usize)> {
        (0..columns.len()).find_map(|later| {
            let target = columns[later].target.filter(|target| {
                matches!(target, Target::Field(_)) && self.takes_several(*target)
            })?;
            let earlier = (0..later).find(|earlier| {
                columns[*earlier].target == Some(target)
                    && normal(&columns[*earlier].header) == normal(&columns[later].header)
                    && self.differ(*earlier, later)
            })?;
            Some((earlier, later))
        })
    }

    /// Whether neither words nor cells tell two columns of one field apart.
    fn are_alike(&self, left: usize, right: usize, target: Target) -> bool {
        let fit = |column: usize| {
            candidates::fit(
                target,
                &self.headers[column],
                &self.cells[column],
                self.schema,
            )
            .unwrap_or(0.0)
        };
        let rank = |column: usize| {
            self.headers[column]
                .keys
                .iter()
                .find_map(|(_, normal)| aliases::known(self.ledger, normal))
                .map(|alias| if alias.rank <= 1 { 0 } else { alias.rank })
        };
        let same_header = normal(&self.headers[left].text) == normal(&self.headers[right].text);
        let same_rank = rank(left).is_some() && rank(left) == rank(right);
        let both_asked = self.schema.name == "surveys"
            && rank(left).is_none()
            && rank(right).is_none()
            && self.headers[left].text != self.headers[right].text;
        (same_header || same_rank || both_asked) && (fit(left) - fit(right)).abs() < 0.3
    }

    /// The unit of a column's numbers, and whether it says who a respondent is.
    pub(super) fn finish(&self, column: &mut MappedColumn, position: usize, above: HeaderUnit) {
        let header = &self.headers[position];
        let kind = match column.target {
            Some(Target::Field(field)) => Some(&self.schema.fields[field]),
            _ => None,
        };
        if column.target.is_none() || column.conclusion.basis.is_some_and(Basis::is_inferred) {
            let is_rating = kind.is_some_and(|field| matches!(field.kind, Kind::Rating))
                && !self.cells[position].is_empty();
            column.personal = !is_rating && questions::says_who(&header.text, self.schema);
            if column.personal {
                column.target = None;
                column.conclusion = Conclusion::default();
                return;
            }
        }
        let Some(field) = kind else { return };
        let own = if self.ledger == Ledger::Surveys {
            // What a week loses is counted in hours unless the question says otherwise.
            questions::unit(header)
        } else {
            header.unit.or(HeaderUnit {
                factor: above.factor.filter(|_| PEOPLE.contains(&field.name)),
                ..above
            })
        };
        match field.kind {
            Kind::Duration => column.unit = own.duration.unwrap_or_default(),
            Kind::Count | Kind::Number | Kind::NamesOrCount => {
                column.factor = own.factor.unwrap_or(1.0);
            }
            _ => {}
        }
    }
}
