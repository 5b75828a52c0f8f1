//! What a column may be: for each target of a ledger that its header speaks for, how much words
//! and cells speak for it together.

use super::aliases;
use super::header::Header;
use super::mapped::{Basis, Hints, Target, field_name};
use super::questions;
use crate::ledger::headers::{Cells, Phrase, pattern};
use crate::ledger::schema::{Kind, Ledger, Schema};
use crate::ledger::values::duration::Unit;
use crate::ledger::values::normal::narrow;

/// A target that a column may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) target: Target,
    /// What words and cells speak for it, from 0 to 1.
    pub(super) score: f64,
    /// The header says more than a role.
    pub(super) is_specific: bool,
    pub(super) basis: Basis,
    /// Among columns of one field, the lower goes first.
    pub(super) priority: usize,
}

/// Cells of which fewer fit contradict the words.
const CONTRADICTED: f64 = 0.34;
/// Where a header holds more than its field explains, so many cells must speak for the field.
const BORNE_OUT: f64 = 0.8;
/// Columns without a filled cell neither confirm nor contradict.
const BLANK: f64 = 0.8;
/// A header that is nothing but values of a field is hardly of another.
const CHOICES: f64 = 0.9;
/// A question becomes a field by one word of it.
const KEYWORD: f64 = 0.82;

/// The candidates of a column, the likeliest first.
pub(super) fn of_column(
    header: &Header,
    cells: &Cells<'_>,
    ledger: Ledger,
    hints: &Hints<'_>,
) -> Vec<Candidate> {
    let schema = ledger.schema();
    let mut found = Vec::new();
    let mut normals = header.keys.iter();
    let alias = normals
        .find_map(|(_, normal)| aliases::known(ledger, normal))
        .map(|alias| (alias, fit(alias.target, header, cells, schema)))
        // 消息数（条/天） counts those of a day.
        .filter(|_| !header.phrases.iter().any(Phrase::names_a_rate))
        // 检查方式 says how it came about or what sort it was; over other values it says neither.
        .filter(|(alias, fit)| {
            !matches!(alias.target, Target::Mixed(_)) || fit.is_none_or(|fit| fit > 0.0)
        });
    if let Some((alias, fit)) = alias {
        let fit = fit.unwrap_or(BLANK);
        let words = if alias.is_secondary {
            0.8 - alias.rank as f64 * 0.005
        } else {
            1.0 - alias.rank as f64 * 0.001
        };
        found.push(Candidate {
            target: alias.target,
            score: words * fit.mul_add(0.2, 0.8),
            is_specific: is_specific(header),
            basis: Basis::Known,
            priority: alias.rank,
        });
    }
    by_words(header, cells, ledger, &mut found);
    by_choices(header, cells, schema, &mut found);
    by_keyword(header, cells, ledger, hints, &mut found);
    found.sort_by(|left, right| right.score.total_cmp(&left.score));
    found
}

fn is_specific(header: &Header) -> bool {
    header.phrases.first().is_some_and(pattern::is_specific)
}

/// Targets that the words of the header describe.
fn by_words(header: &Header, cells: &Cells<'_>, ledger: Ledger, found: &mut Vec<Candidate>) {
    let schema = ledger.schema();
    if header.phrases.iter().all(|phrase| phrase.words.is_empty()) {
        return;
    }
    for target in targets(schema) {
        if found.iter().any(|known| known.target == target) {
            continue;
        }
        let name = field_name(schema, target);
        let wording = header
            .phrases
            .iter()
            .filter_map(|phrase| pattern::wording(phrase, ledger, &name))
            .max_by(|left, right| left.score.total_cmp(&right.score));
        let Some(wording) = wording else { continue };
        let asks = header.phrases.iter().any(|phrase| phrase.asks_whether);
        if (asks && !answers_whether(target, schema)) || measures_time(header, target, schema) {
            continue;
        }
        let fits = fit(target, header, cells, schema);
        let is_borne_out = wording.is_exact || bears_out(fits, &name, cells, ledger);
        if fits.is_some_and(|fit| fit < CONTRADICTED) || !is_borne_out {
            continue;
        }
        found.push(Candidate {
            target,
            score: wording.score * fits.unwrap_or(BLANK).mul_add(0.3, 0.7),
            is_specific: wording.is_specific,
            basis: Basis::Concluded,
            priority: priority(header, schema, target),
        });
    }
}

/// Whether the cells bear out a header that holds more than its field explains. Questions say much
/// beside the word that counts, and are read by their keywords; any name could be a unit's.
fn bears_out(fits: Option<f64>, name: &str, cells: &Cells<'_>, ledger: Ledger) -> bool {
    // Any text is a purpose and nearly any a list: such cells bear out nothing.
    let says_little = ledger
        .schema()
        .field(name)
        .is_none_or(|field| match field.kind {
            Kind::Text => !matches!(name, "title" | "name" | "number" | "target_code" | "id"),
            Kind::Names | Kind::NamesOrCount => true,
            _ => false,
        });
    !says_little
        && !matches!(ledger, Ledger::Surveys | Ledger::Units)
        && fits.is_some_and(|fit| fit >= BORNE_OUT)
        && (name != "id" || cells.are_distinct())
}

/// The field whose values the header offers for choice: 现场/视频, 等级（特急、加急、平急）.
fn by_choices(header: &Header, cells: &Cells<'_>, schema: &Schema, found: &mut Vec<Candidate>) {
    let Some(choices) = choices(&header.text, found.is_empty()) else {
        return;
    };
    for target in targets(schema) {
        let Target::Field(field) = target else {
            continue;
        };
        let (Kind::Code(codes) | Kind::CodeSet(codes)) = schema.fields[field].kind else {
            continue;
        };
        let is_known = |choice: &String| codes.iter().any(|words| words.contains(&choice.as_str()));
        let fits = fit(target, header, cells, schema);
        if found.iter().all(|known| known.target != target)
            && choices.iter().all(is_known)
            && fits.is_none_or(|fit| fit >= CONTRADICTED)
        {
            found.push(Candidate {
                target,
                score: CHOICES * fits.unwrap_or(BLANK).mul_add(0.3, 0.7),
                is_specific: true,
                basis: Basis::Concluded,
                priority: 0,
            });
        }
    }
}

/// What a header offers: in the brackets at its end, or, where nothing else speaks for it, as a whole.
fn choices(header: &str, may_be_whole: bool) -> Option<Vec<String>> {
    let text = narrow(header).to_lowercase();
    let offered = match text.trim_end().strip_suffix(')') {
        Some(rest) => rest.rsplit_once('(')?.1,
        None if may_be_whole => &text,
        None => return None,
    };
    let choices: Vec<String> = offered
        .split(['/', '、', ',', '或'])
        .map(|choice| choice.trim().to_owned())
        .collect();
    (choices.len() > 1).then_some(choices)
}

/// The field of a question, by the first word in it that is known.
fn by_keyword(
    header: &Header,
    cells: &Cells<'_>,
    ledger: Ledger,
    hints: &Hints<'_>,
    found: &mut Vec<Candidate>,
) {
    let schema = ledger.schema();
    if schema.keywords.is_empty() || !questions::is_question(&header.text, ledger, hints) {
        return;
    }
    let Some(target) = questions::by_keyword(&header.text, schema).map(Target::Field) else {
        return;
    };
    let fits = fit(target, header, cells, schema);
    if found.iter().any(|known| known.target == target)
        || fits.is_some_and(|fit| fit < questions::ENOUGH)
    {
        return;
    }
    found.push(Candidate {
        target,
        score: KEYWORD * fits.unwrap_or(BLANK).mul_add(0.3, 0.7),
        is_specific: true,
        basis: Basis::Concluded,
        priority: 0,
    });
}

/// Every target of a ledger, fields first.
pub(super) fn targets(schema: &Schema) -> impl Iterator<Item = Target> {
    (0..schema.fields.len())
        .map(Target::Field)
        .chain((0..schema.mixed.len()).map(Target::Mixed))
        .chain((0..schema.folded.len()).map(Target::Folded))
}

/// Whether the header names a unit of time that no value of the target has: 填报时间（分钟） is no day.
fn measures_time(header: &Header, target: Target, schema: &Schema) -> bool {
    let Target::Field(field) = target else {
        return false;
    };
    let is_counted = matches!(
        header.unit.duration,
        Some(Unit::Hours | Unit::Minutes | Unit::Seconds)
    );
    is_counted
        && matches!(
            schema.fields[field].kind,
            Kind::Text | Kind::Date | Kind::Name
        )
}

fn answers_whether(target: Target, schema: &Schema) -> bool {
    match target {
        Target::Field(field) => matches!(schema.fields[field].kind, Kind::Flag),
        Target::Mixed(_) => false,
        Target::Folded(_) => true,
    }
}

/// The share of the cells that can be read as the target; `None` where there are none.
pub(super) fn fit(
    target: Target,
    header: &Header,
    cells: &Cells<'_>,
    schema: &Schema,
) -> Option<f64> {
    match target {
        Target::Field(field) => {
            let field = &schema.fields[field];
            if schema.name == "surveys" && matches!(field.kind, Kind::Duration) {
                let unit = questions::unit(header);
                return cells.fit(field, schema, unit);
            }
            cells.fit(field, schema, header.unit)
        }
        Target::Mixed(mixed) => {
            let mixed = &schema.mixed[mixed];
            let words: Vec<&str> = mixed.words.iter().map(|(word, _, _)| *word).collect();
            cells.coded(schema, mixed.codes, &words)
        }
        Target::Folded(_) => cells.flags(),
    }
}

/// The priority of a column whose target the configuration states: that which it would have had.
pub(super) fn priority_of(header: &Header, ledger: Ledger, target: Target) -> usize {
    let mut normals = header.keys.iter();
    normals
        .find_map(|(_, normal)| aliases::known(ledger, normal))
        .filter(|alias| alias.target == target)
        .map_or_else(
            || priority(header, ledger.schema(), target),
            |alias| alias.rank,
        )
}

/// 实到 goes before 参会, and that before 应到.
fn priority(header: &Header, schema: &Schema, target: Target) -> usize {
    let Target::Field(field) = target else {
        return 0;
    };
    let says = |meaning: &str| header.phrases.iter().any(|phrase| phrase.has(meaning));
    match schema.fields[field].name {
        "attendees" if says("arrive") => 2,
        "attendees" if says("should") => 20,
        "attendees" => 10,
        "id" if says("name") => 2,
        "id" => 1,
        _ => 0,
    }
}
