//! What a report says of rows that do not state what their hours rest on.

use crate::command::Folder;

fn folder() -> Folder {
    Folder::new()
        .with(
            "会议.csv",
            "会议名称,召开时间,主办单位,参会人数,会议时长,开始时间,结束时间\n\
             一,2024-03-05,甲局,12,60,,\n二,2024-03-06,甲局,,,09:00,10:30\n\
             三,2024-03-07,甲局,9,,,\n",
        )
        .with(
            "工作群.csv",
            "群名称,建群单位,类别,群人数,消息数\n甲群,甲局,工作群,12,\n\
             防汛指挥部,甲局,领导小组,,\n",
        )
}

#[test]
fn rows_that_state_no_factor_are_counted_beside_those_that_have_it() {
    let json = folder()
        .run(&["audit", ".", "--format", "json"])
        .exits(0)
        .json();
    let said: Vec<String> = json["burden"]["assumed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            format!(
                "{} {} {}/{}",
                text("ledger"),
                text("factor"),
                one["rows"],
                one["of"]
            )
        })
        .collect();
    // A clock is as good as a length; a leading group has no messages to state.
    assert_eq!(
        said,
        [
            "meetings attendees 1/3",
            "meetings duration 1/3",
            "groups messages 1/1"
        ]
    );
}

#[test]
fn every_format_for_people_says_it() {
    for format in ["table", "markdown", "html"] {
        let run = folder().run(&["audit", ".", "--format", format, "--lang", "en"]);
        let flat = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains("meetings attendees 1 of 3"),
            "{format}: {flat}"
        );
    }
}

#[test]
fn a_finding_names_what_it_assumes_and_is_less_sure_of_it() {
    let finding = |users: &str, minutes: &str| {
        let folder = Folder::new().with(
            "应用.csv",
            format!("应用名称,主办单位,应用类型,用户数,日均使用时长(分钟),要求\n打卡通,甲局,APP,{users},{minutes},打卡\n"),
        );
        let json = folder
            .run(&[
                "audit",
                ".",
                "-q",
                "--lang",
                "en",
                "--format",
                "json",
                "--only",
                "app-coercive",
            ])
            .exits(0)
            .json();
        json["findings"][0].clone()
    };
    let stated = finding("100", "6");
    assert_eq!(stated["confidence"], 1.0);
    assert_eq!(stated["assumed"].as_array().unwrap().len(), 0);
    let assumed = finding("100", "");
    assert_eq!(assumed["confidence"], 0.9);
    assert_eq!(assumed["assumed"][0], "minutes_per_day");
    assert!(
        assumed["message"]
            .as_str()
            .unwrap()
            .contains("assumed where not stated")
    );
    // Unknown is not zero.
    let unknown = finding("", "");
    let message = unknown["message"].as_str().unwrap();
    assert!(message.contains("an unknown number of users"), "{message}");
}

#[test]
fn active_users_are_the_low_end() {
    let folder = Folder::new().with(
        "应用.csv",
        "应用名称,主办单位,应用类型,用户数,活跃用户数,日均使用时长(分钟),要求\n打卡通,甲局,APP,100,40,3,打卡\n",
    );
    let json = folder
        .run(&[
            "audit",
            ".",
            "-q",
            "--format",
            "json",
            "--only",
            "app-coercive",
        ])
        .exits(0)
        .json();
    let finding = &json["findings"][0];
    let (low, base) = (
        finding["avoidable_low"].as_f64().unwrap(),
        finding["avoidable_hours"].as_f64().unwrap(),
    );
    assert!((low - base * 0.4).abs() < 0.01, "{low} {base}");
    let hours = json["burden"]["ends"]["hours_low"].as_f64().unwrap();
    assert!((hours - base * 0.4).abs() < 0.01);
}
