//! Fewer forms on paper, more in systems that ask for the same fields.

use serde::{Deserialize, Serialize};

use rustc_hash::FxHashMap;

use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::forms::{PAPER_BIT, SYSTEM_BIT};
use crate::matter::RowOf;
use crate::pair::{Pair, Side, Tally};
use crate::rules::fields::Fields;
use crate::rules::overlap::share;
use crate::rules::rebound::{
    BASIS, HOURS, Rebound, ReboundParameters, Trial, configure, share_of_chance, trials,
};
use crate::rules::{Ranges, Rule, RuleTexts};
use crate::text::both;

pub(in crate::rules) static RULE: Rule<dyn Rebound> = Rule {
    name: "rebound-systems-for-paper",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[&["medium"], &["fields"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<ReboundSystemsForPaper>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Forms on paper fall while forms in systems with the same fields rise.",
        "纸质报表减少，内容相同的系统填报增多。",
    ),
    why: both(
        "The same cells are filled in, in one more place.",
        "同样的内容换个系统再填一遍。",
    ),
    hours: HOURS,
    basis: BASIS,
    example: both(
        "Ten paper forms go, and nine system forms ask for the fields that they had.",
        "取消10张纸质表，另有9张系统表填报同样的内容。",
    ),
    limits: both(
        "Fields are compared by name, synonyms as one, generic ones left out; forms without fields are not seen.",
        "按字段名称比对，同义词视为同一，不计通用字段；未列字段的表不参与。",
    ),
    remedy: both(
        "One form, filled in once; the others are exports of it.",
        "一表统填，其余由系统导出。",
    ),
    message: both(
        "{ $unit }: paper forms { $fell }, system forms with the same fields { $grew }; q { $q }",
        "{ $unit }：纸质报表{ $fell }，相同内容的系统填报{ $grew }；q { $q }",
    ),
};

/// Parameters of `rebound-systems-for-paper`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ReboundSystemsForPaper {
    /// Share of a system form's fields that one on paper had.
    share: f64,
    /// Fields that both must have at least.
    min_shared: u32,
    /// The share of findings that may be chance.
    q: f64,
}

impl Default for ReboundSystemsForPaper {
    fn default() -> Self {
        Self {
            share: 0.5,
            min_shared: 3,
            q: share_of_chance(),
        }
    }
}

impl ReboundParameters for ReboundSystemsForPaper {
    fn trials(&self, pair: &Pair<'_>) -> Vec<Trial> {
        let media = pair.table(Ledger::Forms).wholes("medium");
        let is_paper = |row: usize| media.get(row).unwrap_or_default() & PAPER_BIT != 0;
        let is_system =
            |row: usize| media.get(row).unwrap_or_default() & SYSTEM_BIT != 0 && !is_paper(row);
        let fields = Fields::of(pair.joint);
        let paper = paper_before(pair, &fields, &is_paper);
        let fell = Tally::of_stock("paper-forms", Ledger::Forms, pair, |_, row| is_paper(row));
        let grew = Tally::of_stock("system-forms-of-paper", Ledger::Forms, pair, |_, row| {
            is_system(row)
                && fields
                    .specific(pair.joint, Ledger::Forms, row)
                    .is_some_and(|own| self.is_of_paper(pair, &paper, row, &own))
        });
        trials(pair, &fell, &grew)
    }

    fn q(&self) -> f64 {
        self.q
    }

    fn ranges(&self) -> Ranges {
        vec![
            ("share", self.share, 0.05, 1.0),
            ("min_shared", f64::from(self.min_shared), 1.0, 1000.0),
            ("q", self.q, 0.0001, 0.5),
        ]
    }
}

impl ReboundSystemsForPaper {
    /// Whether a form asks for what one of its unit's forms on paper asked for.
    fn is_of_paper(
        &self,
        pair: &Pair<'_>,
        paper: &FxHashMap<NameId, Vec<Vec<NameId>>>,
        row: usize,
        own: &[NameId],
    ) -> bool {
        let unit = pair.unit(RowOf(Ledger::Forms, row));
        paper.get(&unit).into_iter().flatten().any(|known| {
            let both = share(own, known).both;
            both >= self.min_shared as usize && both as f64 >= self.share * own.len() as f64 - 1e-9
        })
    }
}

/// The fields of each unit's forms on paper in the earlier period.
fn paper_before(
    pair: &Pair<'_>,
    fields: &Fields,
    is_paper: &dyn Fn(usize) -> bool,
) -> FxHashMap<NameId, Vec<Vec<NameId>>> {
    let before = pair.half(Side::Before);
    let mut paper: FxHashMap<NameId, Vec<Vec<NameId>>> = FxHashMap::default();
    for row in 0..pair.table(Ledger::Forms).rows() {
        if before.row(Ledger::Forms, row).is_some() && is_paper(row) {
            let own = fields.specific(pair.joint, Ledger::Forms, row);
            let unit = pair.unit(RowOf(Ledger::Forms, row));
            paper.entry(unit).or_default().extend(own);
        }
    }
    paper
}
