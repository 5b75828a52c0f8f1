//! Rules that look at two periods: each against its fixture, and against simulated pairs of which
//! the truth is known.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use jianfu::config::{self, Settings};
use jianfu::ledger::read::{self, discover};
use jianfu::ledger::values::date::to_date;
use jianfu::ledger::{Ledger, Ledgers};
use jianfu::pair::{Half, Pair};
use jianfu::region::{Bounds, Region};
use jianfu::rules::{Judgement, REBOUNDS, State, judge};
use jianfu::text::{Catalogue, Language};
use proptest::prelude::*;

use crate::command::Folder;
use crate::random::Random;
use crate::rule_fixtures;

fn settings() -> Settings {
    config::load(None, None).unwrap()
}

fn load(folder: &Path, settings: &Settings) -> Ledgers {
    let paths = [folder.to_string_lossy().into_owned()];
    let files = discover::find(&paths, None, &settings.assignments);
    let loaded = read::load(&files.inputs, &settings.tables).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    loaded.ledgers
}

/// Judges the periods in the folders `before` and `after` by the rules that are wanted.
fn judged<T>(
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
    told: impl Fn(&Pair<'_>, &[Judgement]) -> T,
) -> T {
    let mut settings = settings();
    settings
        .rebounds
        .retain(|enabled| wanted(enabled.rule.name));
    let region = |ledgers| Region::build(ledgers, Bounds::default(), settings.region.clone());
    let [before, after] = ["before", "after"].map(|side| load(&folder.join(side), &settings));
    let first_file = before.files.len() as u32;
    let joint = region(before.joined(&after).unwrap()).unwrap();
    let before = Half::of(region(before).unwrap(), &joint, 0);
    let after = Half::of(region(after).unwrap(), &joint, first_file);
    let pair = Pair::of(&joint, &before, &after);
    let judgements = judge(&settings.rebounds, std::slice::from_ref(&pair));
    told(&pair, &judgements)
}

#[test]
fn every_rule_of_two_periods_says_what_its_fixture_says() {
    let sentences = || {
        let rules = REBOUNDS.iter();
        rules.map(|rule| (rule.name.to_owned(), rule.texts.message))
    };
    let catalogues =
        [Language::En, Language::Zh].map(|language| Catalogue::new(language).with(sentences()));
    for rule in REBOUNDS {
        let folder = rule_fixtures::folder(rule.name);
        let text = std::fs::read_to_string(folder.join("expect.json")).unwrap();
        let expected: BTreeSet<String> = serde_json::from_str(&text).unwrap();
        let (found, tested) = judged(
            &folder,
            |name| name == rule.name,
            |pair, judgements| {
                assert_eq!(judgements[0].state, State::Ran, "{}", rule.name);
                let mut found = BTreeSet::new();
                let of_units = judgements[0].verdicts.iter();
                let of_units = of_units.filter(|verdict| verdict.trial.unit.is_some());
                for verdict in of_units.clone().filter(|verdict| verdict.found) {
                    let unit = pair.joint.name(verdict.trial.unit.unwrap());
                    for catalogue in &catalogues {
                        let message = verdict.trial.message(rule.name, Some(unit), 0.01);
                        let sentence = catalogue.render(&message);
                        assert!(!sentence.contains(['{', '}', '$', '=']), "{sentence}");
                        assert!(sentence.contains(unit), "{sentence}");
                    }
                    let asked = verdict
                        .trial
                        .asked
                        .map(|(question, _)| format!(" {question}"));
                    found.insert(format!("{unit}{}", asked.unwrap_or_default()));
                }
                (found, of_units.count())
            },
        );
        assert_eq!(found, expected, "{}", rule.name);
        assert!(tested > expected.len(), "{}: no near miss", rule.name);
    }
}

/// Documents of one half-year: of each unit so many red and white a week on average, in bursts or
/// not.
fn half_year(random: &mut Random, year: i32, rates: &[(f64, f64, bool)]) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let mut text = "number,title,date,issuer,recipients,due\n".to_owned();
    for (unit, (red, white, bursts)) in rates.iter().enumerate() {
        for (is_red, rate) in [(true, red), (false, white)] {
            for week in 0..26 {
                // One week in eight is six times as busy as the others.
                let busy = *bursts && random.below(8) == 0;
                let rate = if *bursts { rate / 1.625 } else { *rate };
                let rate = if busy { 6.0 * rate } else { rate };
                for _ in 0..poisson(random, rate) {
                    let day = first + chrono::Days::new(week * 7 + random.below(7) as u64);
                    let line = if is_red {
                        format!("甲发〔{year}〕1号,通知,{day},{unit}局,2,\n")
                    } else {
                        format!(",通知,{day},{unit}局,2,{day}\n")
                    };
                    text.push_str(&line);
                }
            }
        }
    }
    // Both ends of the period are an event of a unit of its own.
    for day in [first, first + chrono::Days::new(181)] {
        writeln!(text, "甲发〔{year}〕1号,通知,{day},县,2,").unwrap();
    }
    text
}

/// A Poisson count (Knuth's product of uniforms).
fn poisson(random: &mut Random, mean: f64) -> u64 {
    let (least, mut product, mut count) = ((-mean).exp(), random.uniform(), 0);
    while product > least {
        product *= random.uniform();
        count += 1;
    }
    count
}

/// Rates a week: red before and after, white before and after.
type Rates = (f64, f64, f64, f64);

/// What is planted.
const PLANTED: Rates = (2.0, 0.5, 0.5, 2.0);
/// What is no mutation: nothing moves; red alone falls; white alone grows; both fall; both grow.
const NOT_PLANTED: [Rates; 5] = [
    (2.0, 2.0, 0.5, 0.5),
    (2.0, 0.5, 0.5, 0.5),
    (2.0, 2.0, 0.5, 2.0),
    (2.0, 0.5, 2.0, 0.5),
    (0.5, 2.0, 0.5, 2.0),
];
/// What is nearest to a mutation: red falls for sure, and white, in bursts, stays.
const NEAREST: [Rates; 1] = [(4.0, 0.5, 2.0, 2.0)];

/// What simulations came to.
struct Came {
    /// The mean share of findings that are wrong.
    wrong: f64,
    /// The share of what is planted that is found, in steady and in bursting units.
    power: [f64; 2],
}

/// Simulates regions of 24 units, four of them planted; `bursts` says of which units.
fn simulated(simulations: u64, others: &[Rates], bursts: impl Fn(usize) -> bool) -> Came {
    const UNITS: usize = 24;
    let (mut wrong_share, mut right, mut planted) = (0.0, [0.0; 2], [0.0; 2]);
    let truth: Vec<(Rates, bool)> = (0..UNITS)
        .map(|unit| {
            let rates = if unit < 4 {
                PLANTED
            } else {
                others[unit % others.len()]
            };
            (rates, bursts(unit))
        })
        .collect();
    let side = |pick: fn(&Rates) -> (f64, f64)| -> Vec<(f64, f64, bool)> {
        let each = truth.iter();
        each.map(|(rates, bursts)| (pick(rates).0, pick(rates).1, *bursts))
            .collect()
    };
    let before = side(|(red, _, white, _)| (*red, *white));
    let after = side(|(_, red, _, white)| (*red, *white));
    for seed in 0..simulations {
        let mut random = Random::seeded(seed);
        let folder = Folder::new()
            .with(
                "before/documents.csv",
                half_year(&mut random, 2023, &before),
            )
            .with("after/documents.csv", half_year(&mut random, 2024, &after));
        let is_wanted = |name: &str| name == "rebound-white-for-red";
        let found: Vec<usize> = judged(folder.path(), is_wanted, |pair, judgements| {
            let of_units = judgements[0]
                .verdicts
                .iter()
                .filter(|verdict| verdict.found);
            let units = of_units.filter_map(|verdict| verdict.trial.unit);
            units
                .filter_map(|unit| pair.joint.name(unit).strip_suffix('局')?.parse().ok())
                .collect()
        });
        let wrong = found.iter().filter(|unit| **unit >= 4).count() as f64;
        wrong_share += wrong / (found.len() as f64).max(1.0);
        for (unit, (_, bursts)) in truth.iter().enumerate().take(4) {
            let kind = usize::from(*bursts);
            planted[kind] += 1.0;
            right[kind] += f64::from(u8::from(found.contains(&unit)));
        }
    }
    Came {
        wrong: wrong_share / simulations as f64,
        power: [right[0] / planted[0], right[1] / planted[1]],
    }
}

#[test]
fn planted_mutations_are_found_and_chance_is_not_told() {
    let came = simulated(200, &NOT_PLANTED, |unit| unit % 2 == 1);
    let (wrong, [steady, bursting]) = (came.wrong, came.power);
    #[expect(clippy::print_stdout, reason = "the figures of the README")]
    {
        println!("false discoveries {wrong:.4}, power {steady:.3} steady, {bursting:.3} in bursts");
    }
    assert!(wrong <= 0.05, "{wrong}");
    assert!(steady >= 0.95, "{steady}");
    assert!(bursting >= 0.5, "{bursting}");
}

#[test]
fn planted_mutations_are_told_from_bursts_beside_a_true_fall() {
    let came = simulated(200, &NEAREST, |unit| unit >= 4);
    #[expect(clippy::print_stdout, reason = "the figures of the README")]
    {
        println!(
            "false discoveries {:.4}, power {:.3}",
            came.wrong, came.power[0]
        );
    }
    assert!(came.wrong <= 0.05, "{}", came.wrong);
    assert!(came.power[0] >= 0.9, "{}", came.power[0]);
}

#[test]
fn a_ledger_of_one_period_only_is_not_compared() {
    let folder = Folder::new()
        .with(
            "before/meetings.csv",
            "title,date,organizer\n例会,2023-01-01,县\n例会,2023-06-30,县\n",
        )
        .with(
            "after/meetings.csv",
            "title,date,organizer\n例会,2024-01-01,县\n例会,2024-06-30,县\n",
        )
        .with("before/apps.csv", "name,owner,kind\n甲,县,app\n");
    judged(
        folder.path(),
        |_| true,
        |pair, judgements| {
            assert!(pair.has(Ledger::Meetings) && !pair.has(Ledger::Apps));
            let state = |name| {
                let own = judgements.iter().find(|one| one.rule.name == name).unwrap();
                own.state.clone()
            };
            assert_eq!(state("rebound-count"), State::Ran);
            assert!(matches!(
                state("rebound-accounts-for-apps"),
                State::Skipped(_)
            ));
        },
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() })]

    /// On random regions the parts of every difference of hours add up to it.
    #[test]
    fn the_parts_of_every_difference_add_up(seed in 0_u64..10_000) {
        let mut random = Random::seeded(seed);
        let folder = Folder::new();
        let mut folder = Some(folder);
        for (side, year) in [("before", 2023), ("after", 2024)] {
            let mut meetings = "title,date,organizer,attendees,duration,units\n".to_owned();
            let mut forms = "name,requester,frequency,fillers,minutes\n".to_owned();
            for row in 0..random.below(60) {
                let day = to_date(chrono_days(year) + random.below(180) as i32);
                let (unit, people) = (random.below(6), random.below(90));
                let minutes = 15 * (1 + random.below(12));
                writeln!(meetings, "{row}号事项会,{day},{unit}局,{people},{minutes},{}镇;{}镇", unit % 3, people % 4).unwrap();
            }
            for row in 0..random.below(20) {
                writeln!(forms, "{row}号表,{}局,monthly,{},{}", random.below(6), random.below(9) + 1, random.below(200)).unwrap();
            }
            let own = folder.take().unwrap();
            folder = Some(own.with(&format!("{side}/meetings.csv"), meetings).with(&format!("{side}/forms.csv"), forms));
        }
        let folder = folder.unwrap();
        let out = folder.run(&["compare", "before", "after", "--format", "json", "-q"]);
        if out.code == 2 {
            // A period without a single row has no header only files to compare.
            return Ok(());
        }
        let report = out.json();
        let changes = &report["changes"];
        let mut checked = 0;
        for key in ["by_pain_point", "by_imposer", "by_bearer", "by_rule"] {
            for change in changes[key].as_array().unwrap().iter().chain([&changes["whole"]]) {
                let part = |name: &str| change[name].as_f64().unwrap();
                let sum = part("from_things") + part("from_people") + part("from_time");
                prop_assert!((sum - part("difference")).abs() < 1e-3, "{change}");
                prop_assert!((part("after") - part("before") - part("difference")).abs() < 1e-3);
                checked += 1;
            }
        }
        prop_assert!(checked > 3);
    }
}

/// The first day of a year, in days since 1970-01-01.
fn chrono_days(year: i32) -> i32 {
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    (first - chrono::NaiveDate::default()).num_days() as i32
}
