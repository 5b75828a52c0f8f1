//! Leading groups that were disbanded and set up again on the same matter.

use serde::{Deserialize, Serialize};

use rustc_hash::FxHashMap;

use crate::ledger::Ledger;
use crate::ledger::values::normal;
use crate::matter::RowOf;
use crate::pair::{Pair, Side, Tally};
use crate::region::Seat;
use crate::rules::rebound::{
    BASIS, HOURS, Rebound, ReboundParameters, Trial, configure, share_of_chance, trials,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::both;

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-leading-groups",
    ledger: Ledger::Groups,
    beside: &[],
    needs: &[&["name"]],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundLeadingGroups>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Leading groups are disbanded while others are set up for the same matters.",
        "撤销领导小组的同时，就同一事项另设新组。",
    ),
    why: both(
        "The list gets shorter for the day of the check, and the work of keeping them up goes on.",
        "清单压减了，运转的负担照旧。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "Nine of twelve leading groups of a county are disbanded, and eight set up under other names for what they did.",
        "某县12个领导小组撤了9个，又以其他名称就同样事项设了8个。",
    ),
    limits: both(
        "A group is the same by its owner and name; it has ended where it was disbanded or is no longer listed; matters are compared by purpose or name.",
        "以设立单位和名称认定同一个组；已撤销或后期不再列出的视为撤销；按职责或名称比对事项。",
    ),
    remedy: both(
        "Give the matter to a department and do not set the group up again.",
        "交由部门日常办理，不再另设。",
    ),
    message: both(
        "{ $unit }: leading groups still kept { $fell }, set up again for the matter of one disbanded { $grew }; q { $q }",
        "{ $unit }：原有领导小组保留{ $fell }，就已撤销小组的事项重新设立{ $grew }；q { $q }",
    ),
};

/// Parameters of `rebound-leading-groups`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundLeadingGroups {
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundLeadingGroups {
    fn default() -> Self {
        Self {
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundLeadingGroups {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let lives = Lives::of(pair);
        let mut fell = Tally::new("leading-groups-kept", Ledger::Groups, false);
        let mut grew = Tally::new("leading-groups-set-up-again", Ledger::Groups, false);
        for row in lives.leading(Side::Before) {
            fell.add_thing(pair, Side::Before, row as u32);
            if let Some(later) = lives.goes_on(row) {
                fell.add_thing(pair, Side::After, later as u32);
            }
        }
        for side in Side::BOTH {
            for row in lives.leading(side) {
                if lives.is_set_up_again(side, row) {
                    grew.add_thing(pair, side, row as u32);
                }
            }
        }
        trials(pair, &fell.sorted(), &grew.sorted())
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![("q", self.q, 0.0001, 0.5)]
    }
}

/// When leading groups began and ended, across both periods.
struct Lives<'p> {
    pair: &'p Pair<'p>,
    /// Rows of the later period, by unit and name.
    later: FxHashMap<(u32, String), Vec<usize>>,
    /// The same of the earlier.
    earlier: FxHashMap<(u32, String), Vec<usize>>,
    /// All leading groups by where they stand and the group of their matter.
    of_seat: FxHashMap<(Seat, u32), Vec<usize>>,
}

impl<'p> Lives<'p> {
    fn of(pair: &'p Pair<'p>) -> Self {
        let mut lives = Self {
            pair,
            later: FxHashMap::default(),
            earlier: FxHashMap::default(),
            of_seat: FxHashMap::default(),
        };
        for row in 0..pair.table(Ledger::Groups).rows() {
            if !pair.joint.is_leading(row) {
                continue;
            }
            for (side, known) in [
                (Side::Before, &mut lives.earlier),
                (Side::After, &mut lives.later),
            ] {
                if pair.half(side).row(Ledger::Groups, row).is_some() {
                    known.entry(key(pair, row)).or_default().push(row);
                }
            }
            let seat = pair.joint.seat(Ledger::Groups, row);
            if let Some(group) = pair.joint.matters.group(RowOf(Ledger::Groups, row)) {
                lives.of_seat.entry((seat, group)).or_default().push(row);
            }
        }
        lives
    }

    /// Leading groups that lived in a period.
    fn leading(&self, side: Side) -> impl Iterator<Item = usize> {
        let half = self.pair.half(side);
        (0..self.pair.table(Ledger::Groups).rows())
            .filter(move |row| self.pair.joint.is_leading(*row) && half.lives(Ledger::Groups, *row))
    }

    fn created(&self, row: usize) -> Option<i32> {
        self.pair.table(Ledger::Groups).days("created").get(row)
    }

    fn disbanded(&self, row: usize) -> Option<i32> {
        self.pair.table(Ledger::Groups).days("disbanded").get(row)
    }

    /// The row of the later period that says that a group of the earlier one was still there when it
    /// ended.
    fn goes_on(&self, row: usize) -> Option<usize> {
        let end = self.pair.half(Side::After).region.period.to;
        let same = self.later.get(&key(self.pair, row)).into_iter().flatten();
        same.copied().find(|later| {
            let is_set_up_later = *later != row
                && matches!((self.created(*later), self.disbanded(row)), (Some(created), Some(ended)) if created >= ended);
            !is_set_up_later && self.disbanded(*later).is_none_or(|ended| ended > end)
        })
    }

    /// Whether a group was set up in a period for the matter of one of the same place that had
    /// ended.
    fn is_set_up_again(&self, side: Side, row: usize) -> bool {
        let half = self.pair.half(side);
        let created = self.created(row);
        let is_new = match created {
            Some(created) => half.region.period.covers(created),
            None => side == Side::After && !self.earlier.contains_key(&key(self.pair, row)),
        };
        if !is_new {
            return false;
        }
        let seat = self.pair.joint.seat(Ledger::Groups, row);
        let matters = &self.pair.joint.matters;
        let own = RowOf(Ledger::Groups, row);
        let Some(group) = matters.group(own) else {
            return false;
        };
        let others = self.of_seat.get(&(seat, group)).into_iter().flatten();
        others.into_iter().any(|other| {
            *other != row
                && self.ended_by(*other, side, created)
                && matters.same(own, RowOf(Ledger::Groups, *other)).is_some()
        })
    }

    /// Whether a group had ended when another was set up.
    fn ended_by(&self, row: usize, side: Side, created: Option<i32>) -> bool {
        match (self.disbanded(row), created) {
            (Some(ended), Some(created)) => ended <= created,
            (Some(ended), None) => ended <= self.pair.half(side).region.period.to,
            // No longer listed, and never said to be disbanded.
            (None, _) => {
                side == Side::After
                    && self
                        .pair
                        .half(Side::Before)
                        .row(Ledger::Groups, row)
                        .is_some()
                    && !self.later.contains_key(&key(self.pair, row))
            }
        }
    }
}

/// The unit and name of a group.
fn key(pair: &Pair<'_>, row: usize) -> (u32, String) {
    let name = pair.joint.title(Ledger::Groups, row);
    let unit = pair.unit(RowOf(Ledger::Groups, row));
    (unit, normal::name(&name).into_owned())
}
