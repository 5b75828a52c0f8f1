//! Forms of the same fillers that ask for the same fields: what one master form would ask once.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::region::Region;
use crate::rules::fields::Fields;
use crate::rules::fillers::Fillers;
use crate::rules::overlap::{Index, share};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use crate::union_find::UnionFind;
use rustc_hash::FxHashSet;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "form-overlap",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[&["fields"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<FormOverlap>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "Forms of the same fillers ask for the same fields.",
        "同样的填报单位，多张报表索要相同的字段。",
    ),
    why: both(
        "The same person types the same data into each of them.",
        "同一个人把同样的数据填好几遍。",
    ),
    hours: both(
        "For every form but the one with most fields: its non-generic fields that forms of the family before it have ÷ all its fields × H. Forms stand in the order of their fields, most first, then of their lines.",
        "除字段最多的一张外，每张：（排在其前的同族报表已有的非通用字段数 ÷ 全部字段数）× 工时；按字段数多者在前、行号小者在前排序。",
    ),
    basis: both(
        "2023 opinions and the one-form reform: data that another form has is not asked again (not checked against the official text).",
        "2023年意见及“一表通”改革：已有数据不再重复填报（未与官方文本核对）。",
    ),
    example: both(
        "A master form has ten fields; a monthly form of eight shares six with it: six eighths of its hours.",
        "总表10个字段，某月报8个字段中6个与之相同：计八分之六。",
    ),
    limits: both(
        "Fields are compared by name with the listed synonyms; a form that only states how many fields it has is not compared.",
        "字段按名称及同义词比较；仅登记字段数量的不作比较。",
    ),
    remedy: both(
        "Ask once in one master form and share it.",
        "并入一张总表，一次填报、多方共享。",
    ),
    message: both(
        "{ $forms } forms of the same fillers share { $shared } fields: { $names }; one master form saves { $avoidable } h",
        "{ $forms }张报表填报单位相同、{ $shared }个字段重复：{ $names }；并为一张可减{ $avoidable }小时",
    ),
};

/// Parameters of `form-overlap`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormOverlap {
    /// Part of the smaller form's fields that both ask.
    share: f64,
    /// Fields that both ask at least.
    min_shared: usize,
    /// Part of the shorter list of fillers that both have.
    fillers: f64,
}

impl Default for FormOverlap {
    fn default() -> Self {
        Self {
            share: 0.5,
            min_shared: 3,
            fillers: 0.5,
        }
    }
}

impl Parameters for FormOverlap {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let forms = forms(region);
        let fields: Vec<Vec<NameId>> = forms.iter().map(|form| form.fields.clone()).collect();
        let rows = forms.iter().map(|form| form.row);
        let fillers = Fillers::of(region, rows, self.fillers);
        let near = |realm: u32| fillers.near[realm as usize].iter().copied();
        let mut sets = UnionFind::new(forms.len());
        for (one, other) in Index::of(&fields, &fillers.realms).pairs(self.share, near) {
            let shared = share(&fields[one], &fields[other]);
            if shared.both >= self.min_shared && shared.containment >= self.share - 1e-9 {
                sets.unite(one as u32, other as u32);
            }
        }
        sets.sets()
            .into_iter()
            .map(|set| {
                let mut family: Vec<&Form> =
                    set.iter().map(|form| &forms[*form as usize]).collect();
                family.sort_by_key(|form| (std::cmp::Reverse(form.all), form.row));
                hit(region, &family)
            })
            .collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("share", self.share, 0.01, 1.0),
            ("min_shared", self.min_shared as f64, 1.0, 1000.0),
            ("fillers", self.fillers, 0.01, 1.0),
        ]
    }
}

/// A form that lists its fields.
struct Form {
    row: usize,
    /// Its fields that are not generic, sorted.
    fields: Vec<NameId>,
    /// How many fields it has, generic ones too.
    all: usize,
}

/// Forms that list fields of which some are not generic.
fn forms(region: &Region) -> Vec<Form> {
    let table = region.table(Ledger::Forms);
    let (fields, lists) = (Fields::of(region), table.lists("fields"));
    (0..table.rows())
        .filter(|row| !region.is_exempt(Ledger::Forms, *row))
        .filter_map(|row| {
            let own = fields.specific(region, Ledger::Forms, row)?;
            let all = lists.get(row).map_or(0, <[_]>::len);
            (!own.is_empty()).then_some(Form {
                row,
                fields: own,
                all,
            })
        })
        .collect()
}

/// The finding of a family, the form that is kept first.
fn hit(region: &Region, family: &[&Form]) -> Hit {
    let mut asked: FxHashSet<NameId> = FxHashSet::default();
    let mut shared: FxHashSet<NameId> = FxHashSet::default();
    let mut claims = Vec::with_capacity(family.len());
    for form in family {
        let again: Vec<NameId> = form
            .fields
            .iter()
            .copied()
            .filter(|field| asked.contains(field))
            .collect();
        let part = again.len() as f64 / form.all.max(1) as f64;
        let hours = region.costs.hours(Ledger::Forms, form.row) * part;
        claims.push(Claim::new(Ledger::Forms, form.row, hours));
        asked.extend(form.fields.iter().copied());
        shared.extend(again);
    }
    let names = family
        .iter()
        .map(|form| region.title(Ledger::Forms, form.row));
    let message = Message::new(RULE.name)
        .count("forms", family.len())
        .count("shared", shared.len())
        .names("names", names.collect())
        .decimal("avoidable", Claim::sum(&claims));
    Hit::new(region.title(Ledger::Forms, family[0].row), message, claims)
}
