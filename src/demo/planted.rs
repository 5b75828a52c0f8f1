//! What is planted in a synthetic region: cascades, repeated meetings, bursts of inspections, groups
//! that nobody needs, apps that demand, forms that ask again, papers without a number.

use chrono::Days;

use super::ledgers::{
    APPS, DAYS, DOCUMENTS, FORMS, GROUPS, INSPECTIONS, Ledgers, MEETINGS, PLANTED_FROM, workday,
};
use super::places::{County, Places};
use super::{Dice, Planted};

/// Plants everything in every county.
pub(super) fn plant(ledgers: &mut Ledgers, places: &Places, dice: &mut Dice) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (number, county) in places.counties.iter().enumerate() {
        let mut matter = PLANTED_FROM + number * 12;
        let mut next = |ledgers: &Ledgers| {
            matter += 1;
            ledgers.words.matter(matter % ledgers.words.matters())
        };
        let own = [
            relay(ledgers, places, county, &next(ledgers), dice),
            relay(ledgers, places, county, &next(ledgers), dice),
            repeat(ledgers, county, &next(ledgers), dice),
            long(ledgers, county, &next(ledgers), dice),
            white_head(ledgers, county, &next(ledgers), dice),
            redundant(ledgers, county, &next(ledgers), dice),
            idle(ledgers, county, &next(ledgers)),
            coercive(ledgers, county, dice),
            burst(ledgers, county, dice),
            overlap(ledgers, county, dice),
        ];
        planted.extend(own);
    }
    planted
}

fn planted(rule: &'static str, ledger: &'static str, ids: Vec<String>) -> Planted {
    Planted { rule, ledger, ids }
}

/// One meeting; who is called decides whether anybody travels.
#[expect(clippy::too_many_arguments, reason = "the columns of a meeting")]
fn meeting(
    ledgers: &mut Ledgers,
    title: String,
    day: chrono::NaiveDate,
    organizer: &str,
    minutes: usize,
    people: usize,
    units: &[String],
    video: bool,
) -> String {
    let mode = if video {
        ledgers.word("video", "视频")
    } else {
        ledgers.word("in_person", "现场")
    };
    let kind = ledgers.word("special", "专题");
    let cells = vec![
        title,
        day.to_string(),
        "09:00".to_owned(),
        organizer.to_owned(),
        minutes.to_string(),
        people.to_string(),
        units.join(";"),
        mode,
        kind,
    ];
    ledgers.add(MEETINGS, cells)
}

/// City, county, then every township within a fortnight.
fn relay(
    ledgers: &mut Ledgers,
    places: &Places,
    county: &County,
    matter: &str,
    dice: &mut Dice,
) -> Planted {
    let start = dice.between(5, DAYS - 30);
    let first = workday(start);
    let title = |ledgers: &Ledgers, form: usize| ledgers.words.meeting(matter, form);
    let mut ids = Vec::new();
    let (top, below) = (title(ledgers, 0), title(ledgers, 1));
    ids.push(meeting(
        ledgers,
        top,
        first,
        &places.city,
        120,
        90,
        std::slice::from_ref(&county.name),
        false,
    ));
    let towns: Vec<String> = county.towns.iter().map(|town| town.name.clone()).collect();
    ids.push(meeting(
        ledgers,
        below,
        first + Days::new(2),
        &county.name,
        120,
        60,
        &towns,
        false,
    ));
    for town in &county.towns {
        let day = first + Days::new(3 + dice.below(5) as u64);
        let own = title(ledgers, 2);
        ids.push(meeting(
            ledgers,
            own,
            day,
            &town.name,
            90,
            30,
            &town.villages,
            false,
        ));
    }
    planted("meeting-relay", "meetings", ids)
}

fn repeat(ledgers: &mut Ledgers, county: &County, matter: &str, dice: &mut Dice) -> Planted {
    let start = dice.between(5, DAYS - 60);
    let ids = (0..3)
        .map(|time| {
            let title = ledgers.words.meeting(matter, time);
            meeting(
                ledgers,
                title,
                workday(start + time * 9),
                &county.departments[1],
                60 + 10 * time,
                20,
                &[],
                false,
            )
        })
        .collect();
    planted("meeting-repeat", "meetings", ids)
}

fn long(ledgers: &mut Ledgers, county: &County, matter: &str, dice: &mut Dice) -> Planted {
    let title = ledgers.words.meeting(matter, 0);
    let id = meeting(
        ledgers,
        title,
        workday(dice.below(DAYS)),
        &county.departments[2],
        330,
        80,
        &[],
        false,
    );
    planted("meeting-long", "meetings", vec![id])
}

fn white_head(ledgers: &mut Ledgers, county: &County, matter: &str, dice: &mut Dice) -> Planted {
    let day = workday(dice.between(5, DAYS - 20));
    let towns: Vec<String> = county.towns.iter().map(|town| town.name.clone()).collect();
    let cells = vec![
        String::new(),
        ledgers.words.document(matter),
        day.to_string(),
        county.departments[3].clone(),
        towns.join(";"),
        "1800".to_owned(),
        (day + Days::new(10)).to_string(),
    ];
    let id = ledgers.add(DOCUMENTS, cells);
    planted("document-white-head", "documents", vec![id])
}

fn redundant(ledgers: &mut Ledgers, county: &County, matter: &str, dice: &mut Dice) -> Planted {
    let ids = (1..=3)
        .map(|number| {
            let name = format!("{matter} {number}");
            let cells = vec![
                name,
                county.departments[4].clone(),
                ledgers.word("chat", "工作群"),
                matter.to_owned(),
                "2023-05-01".to_owned(),
                dice.between(20, 60).to_string(),
                dice.between(300, 2000).to_string(),
                "2024-06-20".to_owned(),
            ];
            ledgers.add(GROUPS, cells)
        })
        .collect();
    planted("group-redundant", "groups", ids)
}

fn idle(ledgers: &mut Ledgers, county: &County, matter: &str) -> Planted {
    let cells = vec![
        matter.to_owned(),
        county.towns[0].name.clone(),
        ledgers.word("chat", "工作群"),
        matter.to_owned(),
        "2022-05-01".to_owned(),
        "35".to_owned(),
        "0".to_owned(),
        "2024-02-01".to_owned(),
    ];
    let id = ledgers.add(GROUPS, cells);
    planted("group-idle", "groups", vec![id])
}

fn coercive(ledgers: &mut Ledgers, county: &County, dice: &mut Dice) -> Planted {
    let name = ledgers
        .words
        .within(&county.name, &ledgers.word("Points App", "积分通"));
    let users = dice.between(150, 500);
    let cells = vec![
        name,
        county.name.clone(),
        ledgers.word("app", "APP"),
        ledgers.words.functions[..3].join(";"),
        users.to_string(),
        (users * 2 / 3).to_string(),
        "2022-01-01".to_owned(),
        "12".to_owned(),
        ledgers.word("check_in;points;screenshot", "打卡;积分;截图"),
    ];
    let id = ledgers.add(APPS, cells);
    planted("app-coercive", "apps", vec![id])
}

/// Four departments at one firm within three weeks.
fn burst(ledgers: &mut Ledgers, county: &County, dice: &mut Dice) -> Planted {
    let start = dice.between(5, DAYS - 40);
    let ids = (0..4)
        .map(|number| {
            let cells = vec![
                county.firms[0].clone(),
                county.departments[5 + number].clone(),
                workday(start + number * 5).to_string(),
                ledgers.word("inspection", "日常检查"),
                ledgers.words.inspected[number].to_owned(),
                dice.between(2, 5).to_string(),
                dice.between(2, 4).to_string(),
                "1".to_owned(),
            ];
            ledgers.add(INSPECTIONS, cells)
        })
        .collect();
    planted("inspection-repeat", "inspections", ids)
}

/// Three forms of the same fillers that share most of their fields.
fn overlap(ledgers: &mut Ledgers, county: &County, dice: &mut Dice) -> Planted {
    let towns: Vec<String> = county.towns.iter().map(|town| town.name.clone()).collect();
    let from = dice.below(8);
    let ids = (0..3)
        .map(|number| {
            let name = ledgers.words.within(
                &county.departments[number],
                &ledgers.word("monthly form", "月报表"),
            );
            let cells = vec![
                name,
                county.departments[number].clone(),
                towns.join(";"),
                ledgers.word("monthly", "每月"),
                ledgers.words.fields[from + number..from + number + 8].join(";"),
                "40".to_owned(),
            ];
            ledgers.add(FORMS, cells)
        })
        .collect();
    planted("form-overlap", "forms", ids)
}
