//! `plan`: no step breaks a constraint, whatever the region; the founding story's saving; what if;
//! formats.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jianfu::config::{self, Settings};
use jianfu::finding::Finding;
use jianfu::ledger::Ledger;
use jianfu::ledger::read::{self, discover};
use jianfu::matter::RowOf;
use jianfu::plan::{Action, Measure, Plan, Reconciled, Settled, Step};
use jianfu::rank;
use jianfu::region::{Bounds, Region};
use jianfu::rules;
use proptest::prelude::*;

use crate::command::{Folder, county, project};
use crate::random::Random;

const MATTERS: [&str; 8] = [
    "防汛",
    "燃气安全",
    "秸秆禁烧",
    "校园食堂采购",
    "农机补贴",
    "老旧电梯更新",
    "河道清淤",
    "低保核查",
];
const TOWNS: [&str; 5] = ["青山镇", "白水镇", "石桥镇", "柳河镇", "东坪镇"];
const OFFICES: [&str; 4] = ["云岭县", "云岭县水务局", "云岭县教育局", "云岭县民政局"];
const FIELDS: [&str; 12] = [
    "姓名",
    "电话",
    "手机号",
    "住址",
    "耕地面积",
    "年收入",
    "开户行",
    "开户名",
    "救助金额",
    "健康状况",
    "车牌",
    "走访次数",
];

/// Some of a list, joined.
fn some(random: &mut Random, list: &[&str], least: usize) -> String {
    let count = least + random.below(list.len() - least + 1);
    let mut from: Vec<&str> = list.to_vec();
    let mut taken = Vec::new();
    for _ in 0..count {
        taken.push(from.remove(random.below(from.len())));
    }
    taken.join("、")
}

fn day(random: &mut Random, days: usize) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    (first + chrono::Days::new(random.below(days) as u64)).to_string()
}

fn units(random: &mut Random) -> String {
    let mut units = "unit,level,parent,cadres\n云岭县,county,,80\n".to_owned();
    for town in TOWNS {
        writeln!(units, "{town},township,云岭县,{}", 10 + random.below(30)).unwrap();
    }
    units
}

fn meetings(random: &mut Random) -> String {
    let mut meetings = "title,date,organizer,start,duration,attendees,units,mode,kind\n".to_owned();
    for _ in 0..40 + random.below(40) {
        let matter = random.of(&MATTERS).to_owned();
        let kind = if random.below(9) == 0 {
            "emergency"
        } else {
            "special"
        };
        let (start, mode) = match random.below(4) {
            0 => (String::new(), "video"),
            1 => (String::new(), "in_person"),
            hour => (
                format!(
                    "{:02}:{:02}",
                    8 + hour * 2 + random.below(3),
                    30 * random.below(2)
                ),
                "in_person",
            ),
        };
        let organizer = if random.below(4) == 0 {
            random.of(&TOWNS)
        } else {
            random.of(&OFFICES)
        }
        .to_owned();
        let (day, called) = (day(random, 60), some(random, &TOWNS, 1));
        let minutes = 30 + 30 * random.below(6);
        writeln!(
            meetings,
            "{matter}工作会,{day},{organizer},{start},{minutes},{},{called},{mode},{kind}",
            5 + random.below(60)
        )
        .unwrap();
    }
    meetings
}

fn documents(random: &mut Random) -> String {
    let mut documents = "title,date,issuer,number,due,recipients\n".to_owned();
    for number in 0..20 {
        let (issued, due) = (day(random, 40), day(random, 60));
        let due = if due > issued { due } else { String::new() };
        let matter = random.of(&MATTERS).to_owned();
        writeln!(
            documents,
            "关于做好{matter}工作的通知,{issued},{},云发〔2024〕{number}号,{due},{}",
            random.of(&OFFICES).to_owned(),
            some(random, &TOWNS, 1)
        )
        .unwrap();
    }
    documents
}

fn inspections(random: &mut Random) -> String {
    let mut inspections =
        "target,inspector,date,kind,matters,hours,receivers,case_type,on_site\n".to_owned();
    for _ in 0..80 {
        let case = if random.below(8) == 0 {
            "complaint"
        } else {
            ""
        };
        let matters = some(random, &["消防安全", "环境保护", "产品质量"], 1);
        let inspector = [
            "云岭县水务局",
            "云岭县教育局",
            "云岭县民政局",
            "云岭县消防大队",
        ][random.below(4)];
        let on_site = ["yes", "no", ""][random.below(3)];
        writeln!(
            inspections,
            "示例{}号厂,{inspector},{},inspection,{matters},{},{},{case},{on_site}",
            random.below(9),
            day(random, 90),
            1 + random.below(6),
            1 + random.below(5)
        )
        .unwrap();
    }
    inspections
}

fn forms(random: &mut Random) -> String {
    let mut forms = "name,requester,frequency,fields,fillers,minutes,exempt\n".to_owned();
    for number in 0..14 {
        let often = ["weekly", "monthly", "quarterly", "once"][random.below(4)];
        let exempt = if random.below(7) == 0 { "yes" } else { "no" };
        writeln!(
            forms,
            "{number}号表,{},{often},{},{},{},{exempt}",
            random.of(&OFFICES).to_owned(),
            some(random, &FIELDS, 2),
            some(random, &TOWNS, 2),
            10 + random.below(90)
        )
        .unwrap();
    }
    forms
}

fn groups(random: &mut Random) -> String {
    let people: Vec<String> = (0..12).map(|number| format!("成员{number}局")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let mut groups = "name,owner,kind,purpose,created,members,member_list,messages,last_active,superior_requires\n".to_owned();
    for number in 0..16 {
        let matter = random.of(&MATTERS).to_owned();
        let requires = if random.below(5) == 0 { "yes" } else { "no" };
        let list = if random.below(4) == 0 {
            String::new()
        } else {
            some(random, &people, 4)
        };
        let active = if random.below(3) == 0 {
            "2023-09-01".to_owned()
        } else {
            day(random, 90)
        };
        writeln!(
            groups,
            "{matter}{number}群,{},chat,{matter},2023-01-01,{},{list},{},{active},{requires}",
            random.of(&OFFICES).to_owned(),
            5 + random.below(40),
            random.below(900)
        )
        .unwrap();
    }
    groups
}

fn apps(random: &mut Random) -> String {
    let mut apps = "name,owner,kind,functions,users,active_users,minutes_per_day,emergency,platform,followers,fields\n".to_owned();
    let functions = [
        "事件上报",
        "扫码登记",
        "视频会商",
        "证照核验",
        "积分兑换",
        "登录",
    ];
    for number in 0..14 {
        let kind = ["app", "mini_program", "system", "account"][random.below(4)];
        let owner = if random.below(3) == 0 {
            random.of(&TOWNS)
        } else {
            random.of(&OFFICES)
        }
        .to_owned();
        let emergency = if random.below(6) == 0 { "yes" } else { "no" };
        let users = 10 + random.below(200);
        writeln!(
            apps,
            "{number}号应用,{owner},{kind},{},{users},{},3,{emergency},微信,{},{}",
            some(random, &functions, 2),
            random.below(users),
            random.below(3000),
            some(random, &FIELDS, 2)
        )
        .unwrap();
    }
    apps
}

/// A small region in which much could be merged and much stands in the way.
pub(crate) fn region_files(random: &mut Random) -> Folder {
    Folder::new()
        .with("units.csv", units(random))
        .with("meetings.csv", meetings(random))
        .with("documents.csv", documents(random))
        .with("inspections.csv", inspections(random))
        .with("forms.csv", forms(random))
        .with("groups.csv", groups(random))
        .with("apps.csv", apps(random))
}

fn planned(folder: &std::path::Path) -> (Region, Vec<Finding>, Plan, Settings) {
    let paths = [folder.to_string_lossy().into_owned()];
    let settings = config::load(config::find(None, &paths), None).unwrap();
    let files = discover::find(&paths, None, &settings.assignments);
    let loaded = read::load(&files.inputs, &settings.tables).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    let region = Region::build(loaded.ledgers, Bounds::default(), settings.region.clone()).unwrap();
    let outcomes = rules::run(&settings.rules, &region, &settings.severity);
    let mut findings: Vec<Finding> = outcomes
        .into_iter()
        .flat_map(|outcome| outcome.findings)
        .collect();
    rank::order(&mut findings);
    let plan = Plan::of(&region, &findings, &settings.plan, &Measure::ALL);
    (region, findings, plan, settings)
}

fn rows_of(step: &Step) -> impl Iterator<Item = usize> + '_ {
    step.rows.iter().map(|row| row.row.1)
}

/// Hours: each row once, none saved that is not there, and no more than the audit found.
fn hours_are_sound(region: &Region, findings: &[Finding], plan: &Plan) {
    let claims = rank::largest_claims(findings, region);
    let mut seen = BTreeSet::new();
    for row in plan.steps.iter().flat_map(|step| &step.rows) {
        let RowOf(ledger, number) = row.row;
        assert!(seen.insert((ledger, number)), "a row in two steps");
        assert!(row.saved >= -1e-9 && row.further >= -1e-9 && row.after >= -1e-9);
        assert!((row.before - row.after - row.saved - row.further).abs() < 1e-6);
        assert!(row.saved <= claims[ledger as usize][number] + 1e-9);
    }
    let avoidable =
        rank::burden(findings, region, &jianfu::region::Narrowing::whole(region)).avoidable_hours;
    assert!(
        plan.saved() <= avoidable + 1e-6,
        "{} {avoidable}",
        plan.saved()
    );
    reconciled_adds_up(plan, findings, avoidable);
    let after = jianfu::plan::what_if(region, plan, &[], &jianfu::region::Narrowing::whole(region));
    assert!((after.all[0] - after.all[1] - plan.saved() - plan.further()).abs() < 1e-3);
}

/// What the plan saves of each finding and what it leaves is what the audit claims.
fn reconciled_adds_up(plan: &Plan, findings: &[Finding], avoidable: f64) {
    let reconciled = Reconciled::of(plan, findings, &Measure::ALL, &|_| 1.0);
    let all = reconciled.by_rule.iter().chain(&reconciled.by_finding);
    for settled in all {
        let left: f64 = settled.left.iter().map(|(_, hours)| hours).sum();
        assert!(
            (settled.saved + left - settled.claimed).abs() < 1e-6,
            "{settled:?}"
        );
    }
    let sum = |part: fn(&Settled) -> f64| -> f64 { reconciled.by_rule.iter().map(part).sum() };
    assert!((sum(|settled| settled.claimed) - avoidable).abs() < 1e-3);
    assert!((sum(|settled| settled.saved) - plan.saved()).abs() < 1e-3);
    for settled in &reconciled.by_finding {
        let finding = findings.iter().find(|finding| finding.id == settled.id);
        assert!((finding.unwrap().avoidable_hours - settled.claimed).abs() < 1e-3);
    }
}

/// Day, start, minutes, who; and whether it is of the plan.
type Entry = (i32, Option<i32>, i32, BTreeSet<u32>, bool);

/// Meetings: within their days, within half a day, nobody in two places.
fn meetings_are_feasible(region: &Region, plan: &Plan, settings: &Settings) {
    let table = region.table(Ledger::Meetings);
    let (days, starts) = (table.days("date"), table.minutes("start"));
    let minutes = |row: usize| (region.costs.meetings[row].duration * 60.0).round() as i32;
    let who = |row: usize| -> BTreeSet<u32> {
        let mut units: BTreeSet<u32> = region
            .called
            .units(row)
            .unwrap_or_default()
            .into_iter()
            .collect();
        units.insert(region.unit_of(region.imposer(Ledger::Meetings, row)));
        units
    };
    let of_meetings: Vec<&Step> = plan
        .steps
        .iter()
        .filter(|step| {
            matches!(
                step.measure,
                Measure::Broadcasts | Measure::PackagedMeetings
            )
        })
        .collect();
    let changed: BTreeSet<usize> = of_meetings.iter().flat_map(|step| rows_of(step)).collect();
    let mut calendar: Vec<Entry> = Vec::new();
    for row in (0..table.rows()).filter(|row| !changed.contains(row)) {
        calendar.push((
            days.get(row).unwrap(),
            starts.get(row),
            minutes(row),
            who(row),
            false,
        ));
    }
    for step in &of_meetings {
        let when = step.when.unwrap();
        let mut all: BTreeSet<u32> = rows_of(step).flat_map(who).collect();
        assert!(
            all.iter().all(|unit| step.units.contains(unit)),
            "somebody is not called"
        );
        if step.measure == Measure::Broadcasts {
            // Those of the first meeting sat in it anyway, whatever else they were called to.
            all = &all - &who(step.rows[0].row.1);
        }
        calendar.push((when.day, when.start, when.minutes, all, true));
        for row in rows_of(step) {
            let own = days.get(row).unwrap();
            if step.measure == Measure::PackagedMeetings {
                assert!((own - when.day).abs() <= settings.plan.meeting_days);
                assert!(!region.is_exempt_meeting(row));
                if when.day < own {
                    // Its matter was there before: something on it came no later than the package.
                    let known = [Ledger::Meetings, Ledger::Documents]
                        .into_iter()
                        .any(|ledger| {
                            let others = region.table(ledger).days("date");
                            (0..region.table(ledger).rows()).any(|other| {
                                others.get(other).is_some_and(|day| day <= when.day)
                                    && region
                                        .matters
                                        .same(RowOf(Ledger::Meetings, row), RowOf(ledger, other))
                                        .is_some()
                            })
                        });
                    assert!(known, "held before its matter exists");
                }
            }
        }
        if step.measure == Measure::PackagedMeetings {
            let sum: i32 = rows_of(step).map(minutes).sum();
            assert_eq!(sum, when.minutes);
            assert!(f64::from(when.minutes) <= settings.plan.package_hours * 60.0);
            assert_eq!(step.agenda.len(), step.rows.len());
        }
    }
    for (place, one) in calendar.iter().enumerate() {
        for other in &calendar[place + 1..] {
            if one.0 != other.0 || !(one.4 || other.4) || one.3.is_disjoint(&other.3) {
                continue;
            }
            if let (Some(start), Some(second)) = (one.1, other.1) {
                let clash = start < second + other.2 && second < start + one.2;
                assert!(!clash, "a unit in two places: {one:?} {other:?}");
            }
        }
    }
}

/// Inspections: within their days, no inspector busier than it ever was, every matter covered.
fn inspections_are_feasible(region: &Region, plan: &Plan, settings: &Settings) {
    let table = region.table(Ledger::Inspections);
    let (days, cases, matters) = (
        table.days("date"),
        table.wholes("case_type"),
        table.lists("matters"),
    );
    let mut held: BTreeMap<(u32, i32), BTreeSet<String>> = BTreeMap::new();
    let mut busiest: BTreeMap<u32, usize> = BTreeMap::new();
    let mut before: BTreeMap<(u32, i32), usize> = BTreeMap::new();
    let mut moved: BTreeMap<usize, i32> = BTreeMap::new();
    for step in plan
        .steps
        .iter()
        .filter(|step| step.measure == Measure::JointInspections)
    {
        let day = step.when.unwrap().day;
        for row in rows_of(step) {
            assert!(cases.get(row).is_none(), "a case is left alone");
            assert!((days.get(row).unwrap() - day).abs() <= settings.plan.inspection_days);
            for matter in matters.get(row).unwrap_or_default() {
                assert!(step.agenda.iter().any(|item| item == region.name(*matter)));
            }
            assert_eq!(region.title(Ledger::Inspections, row), step.subject);
            moved.insert(row, day);
        }
    }
    for row in (0..table.rows()).filter(|row| cases.get(*row).is_none()) {
        let inspector = region.imposer(Ledger::Inspections, row);
        let day = days.get(row).unwrap();
        let count = before.entry((inspector, day)).or_default();
        *count += 1;
        let most = busiest.entry(inspector).or_default();
        *most = (*most).max(*count);
        let target = region.title(Ledger::Inspections, row);
        held.entry((inspector, moved.get(&row).copied().unwrap_or(day)))
            .or_default()
            .insert(target);
    }
    for ((inspector, _), targets) in held {
        assert!(targets.len() <= busiest[&inspector], "busier than ever");
    }
    if let Some(rates) = plan.inspections {
        assert!(rates.fewest <= rates.after.visits && rates.after.visits <= rates.before.visits);
    }
}

/// Fields, members and functions: every one has a home.
fn nothing_is_homeless(region: &Region, plan: &Plan) {
    let fields = region.table(Ledger::Forms).lists("fields");
    let exempt = region.table(Ledger::Forms).flags("exempt");
    for form in &plan.one_forms {
        for row in &form.forms {
            assert!(!exempt.yes(*row));
            for field in fields.get(*row).unwrap() {
                let name = region.name(*field);
                let known = form.fields.iter().filter(|own| {
                    own.name == name || own.merged.iter().any(|merge| merge.name == name)
                });
                let known: Vec<_> = known.collect();
                assert_eq!(known.len(), 1, "{name} stands once");
                assert!(known[0].carried_by.is_some() || known[0].held_by.is_some());
            }
        }
    }
    let members = region.table(Ledger::Groups).lists("member_list");
    let requires = region.table(Ledger::Groups).flags("superior_requires");
    for step in plan
        .steps
        .iter()
        .filter(|step| step.measure == Measure::Groups)
    {
        for row in step.rows.iter().filter(|row| row.action != Action::Host) {
            assert!(!requires.yes(row.row.1));
        }
        let host: BTreeSet<u32> = members
            .get(step.rows[0].row.1)
            .unwrap_or_default()
            .iter()
            .copied()
            .collect();
        let merged = step.rows.iter().filter(|row| row.action == Action::Merge);
        let missing: BTreeSet<u32> = merged
            .flat_map(|row| members.get(row.row.1).unwrap_or_default())
            .filter(|member| !host.contains(member))
            .copied()
            .collect();
        let told = step.conditions.iter().any(|one| {
            one.key() == "plan-take-in"
                && one
                    .to_string()
                    .contains(&format!("Count({})", missing.len()))
        });
        assert!(missing.is_empty() || told, "members without a home");
    }
    let functions = region.table(Ledger::Apps).lists("functions");
    let emergency = region.table(Ledger::Apps).flags("emergency");
    for step in plan
        .steps
        .iter()
        .filter(|step| step.measure == Measure::Apps)
    {
        let names = |row: usize| {
            functions
                .get(row)
                .unwrap_or_default()
                .iter()
                .map(|name| region.name(*name).to_owned())
        };
        let host: BTreeSet<String> = names(step.rows[0].row.1).collect();
        let told: String = step.conditions.iter().map(ToString::to_string).collect();
        for row in step.rows.iter().filter(|row| row.action == Action::Merge) {
            assert!(!emergency.yes(row.row.1));
            for function in names(row.row.1) {
                let is_generic = region.lists.generic_functions.contains(&function);
                assert!(
                    is_generic || host.contains(&function) || told.contains(&function),
                    "{function}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_step_breaks_a_constraint(seed in 0_u64..100_000) {
        let folder = region_files(&mut Random::seeded(seed));
        let (region, findings, plan, settings) = planned(folder.path());
        prop_assert!(!plan.steps.is_empty());
        hours_are_sound(&region, &findings, &plan);
        meetings_are_feasible(&region, &plan, &settings);
        inspections_are_feasible(&region, &plan, &settings);
        nothing_is_homeless(&region, &plan);
        for bound in &plan.bounds {
            let is_sound = if bound.unit == "visits" { bound.planned >= bound.best } else { bound.planned <= bound.best + 1e-6 };
            prop_assert!(is_sound, "{bound:?}");
        }
    }
}

#[test]
fn a_meeting_that_stays_takes_the_time_of_whoever_sits_in_it() {
    // In this region a relay stays, and one of its units sits in another relay of the same matter.
    let folder = region_files(&mut Random::seeded(30_573));
    let (region, _, plan, settings) = planned(folder.path());
    meetings_are_feasible(&region, &plan, &settings);
}

#[test]
fn random_regions_have_every_kind_of_step() {
    let mut kinds = BTreeSet::new();
    for seed in 0..12 {
        let folder = region_files(&mut Random::seeded(seed));
        kinds.extend(
            planned(folder.path())
                .2
                .steps
                .iter()
                .map(|step| step.measure),
        );
    }
    assert_eq!(kinds.len(), Measure::ALL.len(), "{kinds:?}");
}

#[test]
fn the_founding_story_saves_about_ten_hours_a_month() {
    let folder = project("fixtures/plan/one-form")
        .to_string_lossy()
        .into_owned();
    let run = Folder::new();
    let arguments = [
        "plan",
        &folder,
        "--from",
        "2024-01-01",
        "--to",
        "2024-12-31",
        "--format",
        "json",
        "-q",
    ];
    let report = run.run(&arguments).exits(0).json();
    let form = &report["one_forms"][0];
    assert_eq!(form["forms"].as_array().unwrap().len(), 20);
    assert_eq!(form["fields"].as_array().unwrap().len(), 30);
    let load = &form["fillers"][0];
    let figure = |key: &str| load[key].as_f64().unwrap();
    assert!((figure("sheets_before") - 20.0).abs() < 1e-9);
    assert!((figure("sheets_after") - 1.0).abs() < 1e-9);
    // Twenty sheets of 45 minutes each month.
    assert!((figure("hours_before") - 15.0).abs() < 0.05, "{load}");
    let saved = figure("hours_before") - figure("hours_after");
    assert!((9.0..=13.0).contains(&saved), "{saved}");
    // Names of one field are one, and say why.
    let phone = form["fields"].as_array().unwrap().iter().find(|field| {
        let others = field["also_called"].as_array().unwrap();
        others
            .iter()
            .any(|other| other["name"] == "手机号" || other["name"] == "电话号码")
    });
    assert_eq!(phone.unwrap()["also_called"][0]["why"], "synonym");
}

#[test]
fn fields_that_look_alike_stay_apart_and_merges_can_be_overruled() {
    let folder = project("fixtures/plan/look-alike")
        .to_string_lossy()
        .into_owned();
    let run = Folder::new().with(
        "apart.toml",
        "[plan.distinct_fields]\n\"联系电话\" = [\"手机号\"]\n",
    );
    let fields = |more: &[&str]| -> Vec<String> {
        let arguments = [&["plan", &folder, "--format", "json", "-q"], more].concat();
        let report = run.run(&arguments).exits(0).json();
        let fields = report["one_forms"][0]["fields"].as_array().unwrap().clone();
        fields
            .iter()
            .map(|field| field["field"].as_str().unwrap().to_owned())
            .collect()
    };
    let own = fields(&[]);
    assert!(
        own.contains(&"开户行".to_owned()) && own.contains(&"开户名".to_owned()),
        "{own:?}"
    );
    assert_eq!(own.len(), 5);
    assert_eq!(fields(&["--config", "apart.toml"]).len(), 6);
}

#[test]
fn caps_and_measures_are_what_if() {
    let folder = Folder::new();
    let county = county();
    let json = |more: &[&str]| {
        let arguments = [&["plan", &county, "--format", "json", "-q"], more].concat();
        folder.run(&arguments).exits(0).json()
    };
    let whole = json(&[]);
    let one = json(&["--apply", "packaged-meetings,one-form"]);
    let measures: BTreeSet<&str> = one["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["measure"].as_str().unwrap())
        .collect();
    assert_eq!(measures, BTreeSet::from(["one-form", "packaged-meetings"]));
    let saved = |report: &serde_json::Value| report["saved_hours"].as_f64().unwrap();
    assert!(
        saved(&one) < saved(&whole) && saved(&whole) <= whole["avoidable_hours"].as_f64().unwrap()
    );
    let capped = json(&[
        "--cap",
        "meeting-hours-per-month=1",
        "--cap",
        "meetings-per-month=2",
    ]);
    let months = 180.0 / 365.0 * 12.0;
    let mut bound = 0;
    for unit in capped["what_if"]["by_bearer"].as_array().unwrap() {
        let figure = |key: &str| unit[key].as_f64().unwrap();
        assert!(figure("hours_after") <= figure("hours_planned") + 1e-3);
        bound += usize::from(figure("hours_after") < figure("hours_planned") - 1.0);
    }
    assert!(bound > 3 && months > 5.0);
    folder
        .run(&["plan", &county, "--cap", "tea-per-month=3"])
        .exits(2)
        .says(&["meetings-per-month"]);
    folder
        .run(&["plan", &county, "--apply", "everything"])
        .exits(2);
}

#[test]
fn every_format_of_a_plan_says_the_same() {
    let folder = Folder::new();
    let county = county();
    let run = |format: &str, more: &[&str]| {
        let arguments = [&["plan", &county, "--format", format, "-q"], more].concat();
        folder.run(&arguments).exits(0).stdout
    };
    let json: serde_json::Value = serde_json::from_str(&run("json", &[])).unwrap();
    let steps = json["steps"].as_array().unwrap();
    let csv = run("csv", &[]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.records().count(), steps.len());
    let ics = run("ics", &[]);
    let held = steps.iter().filter(|step| step["date"].is_string()).count();
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), held);
    assert_eq!(ics.matches("PRODID").count(), 1);
    assert!(ics.lines().all(|line| line.len() <= 75), "folded lines");
    assert_eq!(ics, run("ics", &[]), "the same bytes");
    for language in ["en", "zh"] {
        let table = run("table", &["--lang", language]);
        assert!(!table.contains("plan-") && !table.contains('{'), "{table}");
    }
    let of_town = run("json", &["--unit", "青山镇"]);
    let of_town: serde_json::Value = serde_json::from_str(&of_town).unwrap();
    let own = of_town["steps"].as_array().unwrap();
    assert!(!own.is_empty() && own.len() < steps.len());
}

#[test]
fn a_plan_says_of_every_claim_what_becomes_of_it() {
    let county = county();
    let plan = |arguments: &[&str]| {
        let mut all = vec!["plan", &county, "-q", "--lang", "en", "--format", "json"];
        all.extend(arguments);
        Folder::new().run(&all).exits(0).json()
    };
    let whole = plan(&[]);
    let hours = |of: &serde_json::Value, key: &str| of[key].as_f64().unwrap();
    let rules = whole["reconciled"]["by_rule"].as_array().unwrap();
    let sum = |key: &str| -> f64 { rules.iter().map(|rule| hours(rule, key)).sum() };
    assert!((sum("avoidable_hours") - hours(&whole, "avoidable_hours")).abs() < 0.1);
    assert!((sum("saved_hours") - hours(&whole, "saved_hours")).abs() < 0.1);
    let directives = rules
        .iter()
        .find(|rule| rule["rule"] == "document-directive")
        .unwrap();
    assert_eq!(
        directives["left"][0]["why"],
        "no measure of a plan is against it"
    );
    // What was left out on purpose is told from what could not be done.
    let some = plan(&["--apply", "groups"]);
    let left = some["reconciled"]["by_rule"].to_string();
    assert!(left.contains("apps were not asked for"), "{left}");
    // Of a unit its part, as in the audit.
    let part = plan(&["--unit", "青山镇"]);
    let audit = Folder::new()
        .run(&[
            "audit",
            &county,
            "-q",
            "--unit",
            "青山镇",
            "--format",
            "json",
        ])
        .exits(0)
        .json();
    for key in ["hours", "avoidable_hours"] {
        let own = if key == "hours" { "burden_hours" } else { key };
        assert!(
            (hours(&part, own) - hours(&audit["burden"], key)).abs() < 0.1,
            "{key}"
        );
    }
    assert!(hours(&part, "saved_hours") < hours(&whole, "saved_hours") / 5.0);
}

#[test]
fn forms_whose_fillers_nobody_states_are_left_with_the_reason() {
    let folder = Folder::new().with(
        "报表.csv",
        "报表名称,布置单位,填报频次,填报内容,每次用时(分钟),是否一表通\n甲表,县农业农村局,月报,面积、产量、户主,60,否\n",
    );
    let json = folder
        .run(&["plan", ".", "-q", "--lang", "en", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["steps"].as_array().unwrap().len(), 0);
    let left = json["reconciled"]["by_rule"].to_string();
    assert!(left.contains("nobody says who fills the form in"), "{left}");
}
