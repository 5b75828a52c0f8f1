//! What a report draws: who imposes on whom, one firm's inspections on a time line, a unit's month of
//! meetings, which forms ask for which fields, groups by members and messages, what people say beside
//! what the ledgers say. Figures and places only; how they are drawn is a format's affair.

mod calendar;
mod fields;
mod matrix;
mod timeline;

use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::ledger::schema::surveys;
use crate::matter::RowOf;
use crate::region::{Narrowing, Region};
use crate::survey::Survey;

pub use calendar::{Calendar, Held};
pub use fields::FieldMatrix;
pub use matrix::Matrix;
pub use timeline::{Timeline, Visited};

/// Groups that are drawn at most, those with the most hours.
const GROUPS: usize = 300;

/// A chat group as a point.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupPoint {
    /// Its name.
    pub name: String,
    /// Its members.
    pub members: f64,
    /// Its messages in the period.
    pub messages: f64,
    /// File and line.
    pub place: (String, u32),
}

/// A pain point: what people say, and what the ledgers say.
#[derive(Clone, Debug, PartialEq)]
pub struct Felt {
    /// The pain point.
    pub question: &'static str,
    /// The mean rating, 1 to 5, and how many answered; `None` where it is withheld or nobody was asked.
    pub rating: Option<(f64, usize)>,
    /// Hours a month in its ledgers.
    pub hours: f64,
    /// The avoidable among them.
    pub avoidable_hours: f64,
}

/// Everything that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Pictures {
    /// Who imposes on whom.
    pub matrix: Option<Matrix>,
    /// The inspections of the target that has most of them to spare.
    pub timeline: Option<Timeline>,
    /// The month and unit with most hours in meetings.
    pub calendar: Option<Calendar>,
    /// The forms of the family that overlaps most.
    pub fields: Option<FieldMatrix>,
    /// Chat groups.
    pub groups: Vec<GroupPoint>,
    /// How many chat groups there are, drawn or not.
    pub all_groups: usize,
    /// Pain points, felt and counted.
    pub felt: Vec<Felt>,
}

impl Pictures {
    /// Of what is looked at of a region: its findings in order, whole, and its questionnaire.
    #[must_use]
    pub fn of(
        region: &Region,
        findings: &[Finding],
        narrowing: &Narrowing,
        survey: Option<&Survey>,
    ) -> Self {
        let counts: &dyn Fn(RowOf) -> bool = &|row| narrowing.part(region, row) > 0.0;
        let (groups, all_groups) = groups(region, counts);
        Self {
            matrix: Matrix::of(region, narrowing),
            timeline: Timeline::of(region, findings),
            calendar: Calendar::of(region, counts),
            fields: FieldMatrix::of(region, findings, counts),
            groups,
            all_groups,
            felt: felt(region, findings, narrowing, survey),
        }
    }
}

fn groups(region: &Region, counts: &dyn Fn(RowOf) -> bool) -> (Vec<GroupPoint>, usize) {
    let (people, messages) = (region.people(Ledger::Groups), region.messages());
    let stock = region.stock(Ledger::Groups);
    let mut rows: Vec<usize> = (0..region.table(Ledger::Groups).rows())
        .filter(|row| {
            !region.is_leading(*row)
                && stock.days(*row) > 0
                && messages(*row).is_some()
                && counts(RowOf(Ledger::Groups, *row))
        })
        .collect();
    let all = rows.len();
    let hours = |row: usize| region.costs.hours(Ledger::Groups, row);
    rows.sort_by(|one, other| hours(*other).total_cmp(&hours(*one)).then(one.cmp(other)));
    rows.truncate(GROUPS);
    let point = |row: usize| {
        let (file, line) = region.ledgers.place(Ledger::Groups, row);
        GroupPoint {
            name: region.title(Ledger::Groups, row),
            members: people(row),
            messages: messages(row).unwrap_or_default(),
            place: (file.to_owned(), line),
        }
    };
    (rows.into_iter().map(point).collect(), all)
}

/// What the questionnaire and the ledgers say of each pain point, of what is looked at.
fn felt(
    region: &Region,
    findings: &[Finding],
    narrowing: &Narrowing,
    survey: Option<&Survey>,
) -> Vec<Felt> {
    let burden = crate::rank::burden(findings, region, narrowing);
    let months = region.period.months();
    surveys::PAIN_POINTS
        .into_iter()
        .map(|question| {
            let ledgers = surveys::ledgers_of(question);
            let own = burden
                .by_ledger
                .iter()
                .filter(|share| ledgers.iter().any(|ledger| ledger.name() == share.key));
            let (hours, avoidable) = own.fold((0.0, 0.0), |sum, share| {
                (sum.0 + share.hours, sum.1 + share.avoidable_hours)
            });
            let figure = survey.and_then(|survey| {
                survey.figures.iter().find(|figure| {
                    figure.question == question && figure.level.is_none() && figure.unit.is_none()
                })
            });
            Felt {
                question,
                rating: figure.map(|figure| (figure.mean, figure.answers)),
                hours: hours / months,
                avoidable_hours: avoidable / months,
            }
        })
        .collect()
}
