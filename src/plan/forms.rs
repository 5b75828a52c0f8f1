//! One form: of all forms that the same units fill in, every distinct field once. A field is filled
//! in where it costs most of those who ask for it, so that no saving rests on the cheapest; every
//! other form takes it from there. A field that a system of the same branch holds already is taken
//! from the system. What is left of a form is what nothing else holds.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Action, Basis, Measure, Proposed, Step};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::ledger::schema::apps::ACCOUNT;
use crate::ledger::values::frequency;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::{Fields, Fillers};
use crate::text::Message;
use crate::union_find::UnionFind;

/// A name of a field that was taken for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMerge {
    /// The name.
    pub name: String,
    /// Why it is the same.
    pub why: &'static str,
}

/// A field of a master form.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Other names of it, and why they are.
    pub merged: Vec<FieldMerge>,
    /// How often a year it must be refreshed.
    pub per_year: f64,
    /// The forms that ask for it.
    pub asked_by: Vec<usize>,
    /// The form that it is filled in for; `None` where a system holds it.
    pub carried_by: Option<usize>,
    /// The system that holds it already.
    pub held_by: Option<usize>,
    /// Fields that look alike and were kept apart.
    pub looks_like: Vec<String>,
}

/// What one filler has to do in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct FillerLoad {
    /// Who fills in; `None` for one of several that are not listed.
    pub filler: Option<NameId>,
    /// Sheets a month, before and after.
    pub sheets: [f64; 2],
    /// Cells a month.
    pub cells: [f64; 2],
    /// Hours a month.
    pub hours: [f64; 2],
}

/// A master form.
#[derive(Clone, Debug, PartialEq)]
pub struct OneForm {
    /// The forms that it takes the place of.
    pub forms: Vec<usize>,
    /// Those of them that are exports of it whole.
    pub exports: Vec<usize>,
    /// Every distinct field.
    pub fields: Vec<Field>,
    /// Each filler's month.
    pub fillers: Vec<FillerLoad>,
}

/// A form with its fields.
struct Form {
    row: usize,
    /// Its distinct fields, by what they mean.
    fields: Vec<NameId>,
    /// Hours of one of its fields over the period.
    each: f64,
    per_year: f64,
}

/// Two names are so alike that somebody should look whether they are one (Jaro and Winkler).
const ALIKE: f64 = 0.75;

/// Proposes master forms; and describes them.
pub(super) fn propose(basis: &Basis<'_>) -> (Proposed, Vec<OneForm>) {
    let region = basis.region;
    let meanings = Meanings::of(region, &basis.settings.distinct_fields);
    let forms = forms(basis, &meanings);
    let mut proposed = Proposed::default();
    let mut one_forms = Vec::new();
    let families = families(basis, &forms);
    proposed.kept = alone(basis, &forms, &families);
    for family in families {
        let family: Vec<&Form> = family.iter().map(|form| &forms[*form]).collect();
        let held = held_by_systems(region, &meanings, &family);
        let carried = carriers(&family, &held);
        let step = step(basis, &family, &carried);
        if step.saved() + step.further() <= 0.0 {
            continue;
        }
        one_forms.push(master(region, &meanings, &family, &carried, &held));
        proposed.steps.push(step);
    }
    (proposed, one_forms)
}

/// Forms of which the audit claims something and that no family takes in, with the reason.
fn alone(basis: &Basis<'_>, forms: &[Form], families: &[Vec<usize>]) -> Vec<(RowOf, Message)> {
    let region = basis.region;
    let table = region.table(Ledger::Forms);
    let (counts, levels) = (table.counts("fillers"), table.wholes("level"));
    let listed: FxHashMap<usize, usize> = (forms.iter().enumerate())
        .map(|(place, form)| (form.row, place))
        .collect();
    let of_family: FxHashSet<usize> = families
        .iter()
        .filter(|family| family.len() > 1)
        .flatten()
        .copied()
        .collect();
    let why = |row: usize| {
        let Some(place) = listed.get(&row) else {
            return Some("plan-form-without-fields");
        };
        let names_fillers = region.fillers.get(row).is_some()
            || counts.get(row).is_some()
            || levels.get(row).is_some();
        if of_family.contains(place) {
            None
        } else if names_fillers {
            Some("plan-form-alone")
        } else {
            Some("plan-form-without-fillers")
        }
    };
    (0..table.rows())
        .map(|row| RowOf(Ledger::Forms, row))
        .filter(|row| basis.claimed(*row) > 0.0)
        .filter_map(|row| Some((row, Message::new(why(row.1)?))))
        .collect()
}

/// Which names of fields mean one.
struct Meanings {
    /// The first name of each.
    first: FxHashMap<NameId, NameId>,
    /// Other names of a first name, in order, and why.
    merged: BTreeMap<NameId, Vec<FieldMerge>>,
}

impl Meanings {
    fn of(region: &Region, distinct: &BTreeMap<String, Vec<String>>) -> Self {
        let fields = Fields::of(region);
        let mut meanings = Self {
            first: FxHashMap::default(),
            merged: BTreeMap::new(),
        };
        let are_distinct = |one: &str, other: &str| {
            let says = |one: &str, other: &str| {
                distinct
                    .get(one)
                    .is_some_and(|names| names.iter().any(|name| name == other))
            };
            says(one, other) || says(other, one)
        };
        for ledger in [Ledger::Forms, Ledger::Apps] {
            for name in region.table(ledger).lists("fields").all() {
                if meanings.first.contains_key(name) {
                    continue;
                }
                let (first, is_synonym) = fields.meaning(*name);
                let known = meanings.first.get(&first).copied().unwrap_or(first);
                if known == *name || are_distinct(region.name(known), region.name(*name)) {
                    meanings.first.insert(*name, *name);
                    continue;
                }
                meanings.first.entry(known).or_insert(known);
                meanings.first.insert(*name, known);
                let why = if is_synonym { "synonym" } else { "spelling" };
                meanings.merged.entry(known).or_default().push(FieldMerge {
                    name: region.name(*name).to_owned(),
                    why,
                });
            }
        }
        meanings
    }

    /// The distinct fields of a row, sorted by number.
    fn fields(&self, region: &Region, ledger: Ledger, row: usize) -> Option<Vec<NameId>> {
        let lists = region.table(ledger).lists("fields");
        let mut fields: Vec<NameId> = lists
            .get(row)?
            .iter()
            .filter_map(|name| self.first.get(name).copied())
            .collect();
        fields.sort_unstable();
        fields.dedup();
        Some(fields)
    }
}

/// Forms that list fields, are not exempt and are filled in at all.
fn forms(basis: &Basis<'_>, meanings: &Meanings) -> Vec<Form> {
    let region = basis.region;
    let table = region.table(Ledger::Forms);
    let (rates, exempt) = (table.numbers("frequency"), table.flags("exempt"));
    (0..table.rows())
        .filter(|row| !exempt.yes(*row) && !region.is_exempt(Ledger::Forms, *row))
        .filter_map(|row| {
            let fields = meanings.fields(region, Ledger::Forms, row)?;
            let hours = region.costs.hours(Ledger::Forms, row);
            let rate = rates.get(row).unwrap_or_default();
            let is_once = rate.to_bits() == frequency::ONCE.to_bits();
            let years = f64::from(region.period.days()) / 365.0;
            (!fields.is_empty()).then(|| Form {
                each: hours / fields.len() as f64,
                row,
                fields,
                per_year: if is_once { 1.0 / years } else { rate },
            })
        })
        .collect()
}

/// Forms of the same fillers, at least two.
fn families(basis: &Basis<'_>, forms: &[Form]) -> Vec<Vec<usize>> {
    let rows = forms.iter().map(|form| form.row);
    let fillers = Fillers::of(basis.region, rows, basis.settings.fillers);
    let mut sets = UnionFind::new(forms.len());
    let mut first_of: FxHashMap<u32, usize> = FxHashMap::default();
    for (form, realm) in fillers.realms.iter().enumerate() {
        let first = *first_of.entry(*realm).or_insert(form);
        sets.unite(first as u32, form as u32);
    }
    for (realm, near) in fillers.near.iter().enumerate() {
        for other in near {
            let firsts = (first_of.get(&(realm as u32)), first_of.get(other));
            if let (Some(one), Some(other)) = firsts {
                sets.unite(*one as u32, *other as u32);
            }
        }
    }
    let members = |set: Vec<u32>| set.into_iter().map(|member| member as usize).collect();
    sets.sets().into_iter().map(members).collect()
}

/// Fields that a system in use of a requester's own place, or of one above, holds already.
fn held_by_systems(
    region: &Region,
    meanings: &Meanings,
    family: &[&Form],
) -> FxHashMap<NameId, usize> {
    let apps = region.table(Ledger::Apps);
    let (kinds, stock) = (apps.wholes("kind"), region.stock(Ledger::Apps));
    let mut held = FxHashMap::default();
    let places: Vec<_> = family
        .iter()
        .map(|form| region.place(Ledger::Forms, form.row))
        .collect();
    for row in 0..apps.rows() {
        if kinds.is(row, ACCOUNT) || !stock.in_use(row) {
            continue;
        }
        let Some(owner) = region.place(Ledger::Apps, row) else {
            continue;
        };
        let reaches_all = places
            .iter()
            .all(|place| place.is_some_and(|place| region.units.in_branch(place, owner)));
        if !reaches_all {
            continue;
        }
        for field in meanings
            .fields(region, Ledger::Apps, row)
            .unwrap_or_default()
        {
            held.entry(field).or_insert(row);
        }
    }
    held
}

/// For each field that no system holds the form that it is filled in for: the most frequent, of several
/// the one that it costs most in, then the first.
fn carriers(family: &[&Form], held: &FxHashMap<NameId, usize>) -> FxHashMap<NameId, usize> {
    let mut carried: FxHashMap<NameId, usize> = FxHashMap::default();
    for (place, form) in family.iter().enumerate() {
        for field in form.fields.iter().filter(|field| !held.contains_key(field)) {
            let known = carried.entry(*field).or_insert(place);
            let (own, other) = (form, family[*known]);
            // What is asked every day cannot be an export of what is filled in every month.
            let goes_before = own
                .per_year
                .total_cmp(&other.per_year)
                .then(own.each.total_cmp(&other.each));
            if goes_before.is_gt() {
                *known = place;
            }
        }
    }
    carried
}

fn step(basis: &Basis<'_>, family: &[&Form], carried: &FxHashMap<NameId, usize>) -> Step {
    let region = basis.region;
    let mut rows = Vec::with_capacity(family.len());
    let mut exports = 0;
    for (place, form) in family.iter().enumerate() {
        let own = form
            .fields
            .iter()
            .filter(|field| carried.get(*field) == Some(&place))
            .count();
        let action = if own == 0 {
            Action::Export
        } else {
            Action::Carry
        };
        exports += usize::from(own == 0);
        rows.push(basis.row(
            RowOf(Ledger::Forms, form.row),
            action,
            form.each * own as f64,
        ));
    }
    let all: usize = family.iter().map(|form| form.fields.len()).sum();
    let mut distinct: Vec<NameId> = family.iter().flat_map(|form| form.fields.clone()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let mut units: Vec<NameId> = family
        .iter()
        .map(|form| region.unit_of(region.imposer(Ledger::Forms, form.row)))
        .collect();
    units.sort_unstable();
    units.dedup();
    let largest = family
        .iter()
        .max_by_key(|form| (form.fields.len(), std::cmp::Reverse(form.row)));
    let largest = largest.map_or(0, |form| form.row);
    Step {
        measure: Measure::OneForm,
        subject: region.title(Ledger::Forms, largest),
        message: Message::new("plan-one-form")
            .count("forms", family.len())
            .count("exports", exports)
            .count("asked", all)
            .count("fields", distinct.len()),
        lead: Some(region.unit_of(region.imposer(Ledger::Forms, largest))),
        units,
        when: None,
        agenda: distinct
            .iter()
            .map(|field| region.name(*field).to_owned())
            .collect(),
        conditions: Vec::new(),
        rows,
    }
}

/// The description of a master form.
fn master(
    region: &Region,
    meanings: &Meanings,
    family: &[&Form],
    carried: &FxHashMap<NameId, usize>,
    held: &FxHashMap<NameId, usize>,
) -> OneForm {
    let mut asked: BTreeMap<NameId, Vec<usize>> = BTreeMap::new();
    for (place, form) in family.iter().enumerate() {
        for field in &form.fields {
            asked.entry(*field).or_default().push(place);
        }
    }
    let mut order: Vec<NameId> = asked.keys().copied().collect();
    // What most forms ask for comes first.
    order.sort_by(|one, other| {
        let times = |field: &NameId| asked[field].len();
        times(other)
            .cmp(&times(one))
            .then_with(|| region.name(*one).cmp(region.name(*other)))
    });
    let names: Vec<&str> = order.iter().map(|field| region.name(*field)).collect();
    let fields = order
        .iter()
        .map(|field| {
            let name = region.name(*field);
            let per_year = asked[field].iter().map(|place| family[*place].per_year);
            Field {
                name: name.to_owned(),
                merged: meanings.merged.get(field).cloned().unwrap_or_default(),
                per_year: per_year.fold(0.0, f64::max),
                asked_by: asked[field]
                    .iter()
                    .map(|place| family[*place].row)
                    .collect(),
                carried_by: carried.get(field).map(|place| family[*place].row),
                held_by: held.get(field).copied(),
                looks_like: look_alike(name, &names),
            }
        })
        .collect();
    let is_export = |place: usize| !carried.values().any(|carrier| *carrier == place);
    OneForm {
        forms: family.iter().map(|form| form.row).collect(),
        exports: (0..family.len())
            .filter(|place| is_export(*place))
            .map(|place| family[place].row)
            .collect(),
        fields,
        fillers: loads(region, family, carried),
    }
}

/// Names that look like one and are others.
fn look_alike(name: &str, names: &[&str]) -> Vec<String> {
    let is_alike = |other: &&&str| **other != name && strsim::jaro_winkler(name, other) >= ALIKE;
    names
        .iter()
        .filter(is_alike)
        .map(|other| (*other).to_owned())
        .collect()
}

/// What each filler has to do in a month. Sheets after adoption are the master form's, one for each
/// rhythm in which its fields are refreshed.
fn loads(region: &Region, family: &[&Form], carried: &FxHashMap<NameId, usize>) -> Vec<FillerLoad> {
    let records = region.table(Ledger::Forms).wholes("records");
    let people = region.people(Ledger::Forms);
    let months = region.period.months();
    let mut by_filler: BTreeMap<Option<NameId>, (FillerLoad, Vec<u64>)> = BTreeMap::new();
    for (place, form) in family.iter().enumerate() {
        let own = form
            .fields
            .iter()
            .filter(|field| carried.get(*field) == Some(&place))
            .count();
        let listed = region
            .fillers
            .units(form.row)
            .filter(|units| !units.is_empty());
        let each = people(form.row);
        let fillers: Vec<Option<NameId>> = match listed {
            Some(units) => units.into_iter().map(Some).collect(),
            None => vec![None],
        };
        let lines = f64::from(records.get(form.row).unwrap_or(1));
        let a_month = form.per_year / 12.0;
        for filler in fillers {
            let (load, rhythms) = by_filler.entry(filler).or_insert_with(|| {
                let load = FillerLoad {
                    filler,
                    sheets: [0.0; 2],
                    cells: [0.0; 2],
                    hours: [0.0; 2],
                };
                (load, Vec::new())
            });
            load.sheets[0] += a_month;
            load.cells[0] += a_month * lines * form.fields.len() as f64;
            load.cells[1] += a_month * lines * own as f64;
            load.hours[0] += form.each * form.fields.len() as f64 / each / months;
            load.hours[1] += form.each * own as f64 / each / months;
            if own > 0 && !rhythms.contains(&a_month.to_bits()) {
                rhythms.push(a_month.to_bits());
                load.sheets[1] += a_month;
            }
        }
    }
    let mut loads: Vec<FillerLoad> = by_filler.into_values().map(|(load, _)| load).collect();
    let name = |load: &FillerLoad| load.filler.map(|filler| region.name(filler));
    loads.sort_by(|one, other| name(one).cmp(&name(other)));
    loads
}
