//! What stands around the findings: profiles, ranges of costs, waivers, an earlier report, and
//! monitoring points.

use serde_json::Value;

use crate::command::{Folder, RELAY};

fn relay() -> Folder {
    Folder::new().with("meetings.csv", RELAY)
}

fn audit(folder: &Folder, more: &[&str]) -> Value {
    let arguments = [
        &["audit", ".", "--format", "json", "--lang", "en", "-q"],
        more,
    ]
    .concat();
    folder.run(&arguments).exits(0).json()
}

fn ids(of: &Value) -> Vec<&str> {
    let findings = of.as_array().map_or(&[][..], Vec::as_slice);
    findings
        .iter()
        .map(|finding| finding["id"].as_str().unwrap())
        .collect()
}

#[test]
fn a_profile_sets_its_values_and_the_file_stands_above_it() {
    let folder = relay();
    let cap = |more: &[&str]| {
        audit(&folder, more)["settings"]["rules"]["meeting-long"]["other_hours"].clone()
    };
    assert_eq!(cap(&[]), 4.0);
    assert_eq!(cap(&["--profile", "jilin-2019"]), 1.5);
    let folder = folder.with(
        "jianfu.toml",
        "[profile]\nname = \"jilin-2019\"\n[rules.meeting-long]\nother_hours = 3\n",
    );
    let report = audit(&folder, &[]);
    assert_eq!(
        report["settings"]["rules"]["meeting-long"]["other_hours"],
        3.0
    );
    assert_eq!(report["settings"]["profile"]["name"], "jilin-2019");
    let run = folder.run(&["audit", ".", "--profile", "jilin", "--lang", "en"]);
    run.exits(2)
        .says(&["jilin", "jilin-2019", "zhangjiajie-2022"]);
    let run = folder.run(&["rules", "--settings"]).exits(0);
    assert!(run.stdout.contains("[rules.meeting-long]"));
    assert!(run.stdout.contains("other_hours = 3.0"), "{}", run.stdout);
    assert!(
        folder
            .run(&["rules", "--profiles"])
            .exits(0)
            .stdout
            .contains("gaotai-2019")
    );
}

#[test]
fn ranges_give_findings_and_totals_a_low_and_a_high_end() {
    let plain = audit(&relay(), &[]);
    // Without any configuration the cost model's own ranges stand around every figure.
    for finding in plain["findings"].as_array().unwrap() {
        let hours = |key: &str| finding[key].as_f64().unwrap();
        let (low, base, high) = (
            hours("avoidable_low"),
            hours("avoidable_hours"),
            hours("avoidable_high"),
        );
        assert!(
            low <= base && base <= high && (base == 0.0 || low < high),
            "{finding}"
        );
    }
    let configuration = "[cost]\nprep_hours = { low = 1, base = 2, high = 5 }\n";
    let folder = relay().with("jianfu.toml", configuration);
    let report = audit(&folder, &[]);
    let finding = &report["findings"][0];
    // Two meetings below the root, each prepared once.
    let base = finding["avoidable_hours"].as_f64().unwrap();
    assert_eq!(plain["findings"][0]["avoidable_hours"], base);
    assert!((finding["avoidable_low"].as_f64().unwrap() - (base - 2.0)).abs() < 1e-3);
    assert!((finding["avoidable_high"].as_f64().unwrap() - (base + 6.0)).abs() < 1e-3);
    let burden = &report["burden"];
    let hours = burden["hours"].as_f64().unwrap();
    assert!((burden["ends"]["hours_low"].as_f64().unwrap() - (hours - 3.0)).abs() < 1e-3);
    assert!((burden["ends"]["hours_high"].as_f64().unwrap() - (hours + 9.0)).abs() < 1e-3);
    let table = folder.run(&["audit", ".", "--lang", "en"]).exits(0).stdout;
    assert!(table.contains("Ranges"), "{table}");
    for wrong in [
        "{ low = 3, base = 2, high = 5 }",
        "{ low = 1, base = 2 }",
        "{ low = -1, base = 2, high = 5 }",
    ] {
        let folder = relay().with("jianfu.toml", format!("[cost]\nprep_hours = {wrong}\n"));
        folder
            .run(&["audit", ".", "--lang", "en"])
            .exits(2)
            .says(&["prep_hours"]);
    }
}

#[test]
fn waived_findings_are_listed_apart_and_never_gone() {
    let whole = audit(&relay(), &[]);
    let id = ids(&whole["findings"])[0].to_owned();
    let configuration = "[[waivers]]\nrule = \"meeting-relay\"\nunit = \"云州市云岭县\"\nmatter = \"防汛\"\nreason = \"flood season\"\nby = \"市委办\"\nuntil = \"2024-12-31\"\n\
        [[waivers]]\nrule = \"group-*\"\nreason = \"x\"\nby = \"y\"\n\
        [[waivers]]\nrule = \"meeting-relay\"\nreason = \"x\"\nby = \"y\"\nuntil = \"2024-01-01\"\n";
    let folder = relay().with("jianfu.toml", configuration);
    let report = audit(&folder, &[]);
    assert!(!ids(&report["findings"]).contains(&id.as_str()));
    assert_eq!(ids(&report["waived"]), [id.as_str()]);
    assert_eq!(report["waived"][0]["waiver"], 0);
    let states: Vec<&str> = report["waivers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|waiver| waiver["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["used", "unused", "expired"]);
    assert_eq!(report["burden"]["hours"], whole["burden"]["hours"]);
    let sum = report["burden"]["avoidable_hours"].as_f64().unwrap()
        + report["burden"]["waived_hours"].as_f64().unwrap();
    assert!((sum - whole["burden"]["avoidable_hours"].as_f64().unwrap()).abs() < 1e-3);
    let table = folder.run(&["audit", ".", "--lang", "en"]).exits(0).stdout;
    for said in [
        "flood season",
        "市委办",
        "ran out on 2024-01-01",
        "meets no finding",
    ] {
        assert!(table.contains(said), "no {said:?} in:\n{table}");
    }
    let csv = folder
        .run(&["audit", ".", "--format", "csv"])
        .exits(0)
        .stdout;
    assert!(
        csv.lines()
            .any(|line| line.contains(&id) && line.contains("waived")),
        "{csv}"
    );
    // What is waived fails no run.
    folder
        .run(&["audit", ".", "--only", "meeting-relay", "--fail-on", "low"])
        .exits(0);
}

#[test]
fn waivers_may_stand_in_a_file_of_their_own() {
    let id = ids(&audit(&relay(), &[])["findings"])[0].to_owned();
    let text = format!("\u{feff}问题编号,理由,批准单位\n{id},汛期,市委办\n");
    let folder = relay().with("waivers.txt", text);
    let report = audit(
        &folder,
        &[
            "meetings.csv",
            "--only",
            "meeting-relay",
            "--waivers",
            "waivers.txt",
        ][1..],
    );
    assert_eq!(ids(&report["waived"]), [id.as_str()]);
    let folder = folder.with(
        "bad.csv",
        "rule,reason,by,until\nmeeting-relay,,y,\n,x,y,\nmeeting-long,x,y,soon\n",
    );
    let run = folder.run(&[
        "audit",
        "meetings.csv",
        "--waivers",
        "bad.csv",
        "--lang",
        "en",
    ]);
    run.exits(2)
        .says(&["bad.csv", "waiver 2", "waiver 3", "waiver 4"]);
}

#[test]
fn an_earlier_report_tells_what_is_new_worse_better_persisting_and_resolved() {
    let long = "title,date,organizer,duration,attendees,id\n\
                征兵工作会,2024-05-06,云州市,6小时,10,a\n\
                禁毒工作会,2024-05-07,云州市,6小时,10,b\n\
                反诈工作会,2024-05-08,云州市,6小时,10,c\n\
                普法工作会,2024-05-09,云州市,6小时,10,d\n";
    let folder = Folder::new().with("meetings.csv", long);
    folder
        .run(&["audit", ".", "-o", "earlier.json", "--only", "meeting-long"])
        .exits(0);
    let now = long
        .replace(
            "禁毒工作会,2024-05-07,云州市,6小时",
            "禁毒工作会,2024-05-07,云州市,9小时",
        )
        .replace(
            "反诈工作会,2024-05-08,云州市,6小时",
            "反诈工作会,2024-05-08,云州市,5小时",
        )
        .replace(
            "普法工作会,2024-05-09,云州市,6小时",
            "双拥工作会,2024-05-09,云州市,6小时",
        );
    let folder = folder.with("meetings.csv", now);
    let report = audit(
        &folder,
        &["--baseline", "earlier.json", "--only", "meeting-long"],
    );
    let mut status: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            (
                finding["subject"].as_str().unwrap(),
                finding["status"].as_str().unwrap(),
            )
        })
        .collect();
    status.sort_unstable();
    assert_eq!(
        status,
        [
            ("双拥工作会", "new"),
            ("反诈工作会", "better"),
            ("征兵工作会", "persisting"),
            ("禁毒工作会", "worse")
        ]
    );
    assert_eq!(report["resolved"][0]["subject"], "普法工作会");
    assert_eq!(report["resolved"][0]["status"], "resolved");
    let csv = folder
        .run(&[
            "audit",
            ".",
            "--baseline",
            "earlier.json",
            "--only",
            "meeting-long",
            "--format",
            "csv",
        ])
        .exits(0)
        .stdout;
    assert!(
        csv.lines()
            .any(|line| line.contains("普法工作会") && line.contains("resolved"))
    );
    // A rule that did not run has resolved nothing.
    let other = audit(
        &folder,
        &["--baseline", "earlier.json", "--only", "meeting-relay"],
    );
    assert!(other["resolved"].is_null());
    let run = folder.run(&["audit", ".", "--baseline", "meetings.csv", "--lang", "en"]);
    run.exits(2).says(&["meetings.csv", "JSON report"]);
}

#[test]
fn monitoring_points_tell_who_came() {
    let visits = "target,inspector,date,kind,matters,problems,outcome,receivers,hours\n\
                  阳光大棚,云岭县农业局,2024-05-08,调研,设施农业,0,走访参观,2,3\n\
                  阳光大棚,云岭县科技局,2024-05-07,参观,,,,2,3\n\
                  别处,云岭县科技局,2024-05-07,参观,,,,2,3\n";
    let folder = Folder::new().with("inspections.csv", visits).with(
        "jianfu.toml",
        "[lists]\nmonitoring_points = [\"阳光大棚\", \"没人来的村\"]\n",
    );
    let report = audit(&folder, &[]);
    let points = report["monitoring_points"].as_array().unwrap();
    assert_eq!(points.len(), 2);
    assert_eq!(points[0]["hours"], 20.0);
    assert_eq!(points[0]["visits"][0]["inspector"], "云岭县科技局");
    assert_eq!(points[0]["visits"][1]["line"], 2);
    assert_eq!(points[0]["visits"][1]["outcome"], "走访参观");
    assert_eq!(points[1]["visits"].as_array().unwrap().len(), 0);
    let table = folder.run(&["audit", ".", "--lang", "en"]).exits(0).stdout;
    assert!(
        table.contains("Monitoring point 阳光大棚: 2 visits on 2 days, 20.0 h"),
        "{table}"
    );
}

#[test]
fn a_rule_may_be_given_its_severity() {
    let folder = relay().with("jianfu.toml", "[rules.meeting-relay]\nseverity = \"low\"\n");
    let report = audit(&folder, &["--only", "meeting-relay"]);
    assert_eq!(report["findings"][0]["severity"], "low");
    let folder = relay().with(
        "jianfu.toml",
        "[rules.meeting-relay]\nseverity = \"huge\"\n",
    );
    folder
        .run(&["audit", ".", "--lang", "en"])
        .exits(2)
        .says(&["severity"]);
}

#[test]
fn a_report_left_in_the_folder_is_no_ledger() {
    let folder = relay();
    let of = |file: &str| {
        folder.run(&["audit", ".", "-o", file, "-q"]).exits(0);
        audit(&folder, &[])
    };
    let first = of("findings.csv");
    assert_eq!(first["inputs"].as_array().unwrap().len(), 1);
    assert_eq!(of("again.csv"), first);
}

#[test]
fn a_waivers_file_is_no_ledger_whatever_reads_the_folder_and_may_be_in_gb18030() {
    let id = ids(&audit(&relay(), &[])["findings"])[0].to_owned();
    let text = format!("问题编号,理由,批准单位\n{id},汛期,市委办\n");
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    let folder = relay().with("豁免.csv", bytes.as_ref());
    folder.run(&["check", "."]).exits(0);
    folder.run(&["show", "1", "."]).exits(0);
    let report = audit(&folder, &["--waivers", "豁免.csv"]);
    assert_eq!(ids(&report["waived"]), [id.as_str()]);
    assert_eq!(report["waivers"][0]["reason"], "汛期");
}

#[test]
fn show_ranks_as_the_audit_does_and_shows_what_is_waived_by_its_id() {
    let two = "title,date,organizer,duration,attendees\n\
               征兵工作会,2024-05-06,云州市,9小时,10\n\
               禁毒工作会,2024-05-07,云州市,6小时,10\n";
    let folder = Folder::new().with("meetings.csv", two);
    let whole = audit(&folder, &[]);
    let (first, second) = (ids(&whole["findings"])[0], ids(&whole["findings"])[1]);
    let waiver = format!("finding,reason,by\n{first},x,y\n");
    let folder = folder.with("waivers.csv", waiver);
    let show = |finding: &str| {
        let run = folder.run(&["show", finding, ".", "--waivers", "waivers.csv"]);
        run.exits(0).stdout
    };
    assert!(show("1").starts_with(second), "{}", show("1"));
    assert!(show(first).starts_with(first));
}

#[test]
fn what_is_only_narrowed_away_is_not_resolved() {
    let two = "title,date,organizer,duration,attendees\n\
               征兵工作会,2024-05-06,青山镇,9小时,10\n\
               禁毒工作会,2024-05-07,白水乡,9小时,10\n";
    let folder = Folder::new().with("meetings.csv", two);
    folder.run(&["audit", ".", "-o", "earlier.json"]).exits(0);
    let part = audit(&folder, &["--baseline", "earlier.json", "--unit", "青山镇"]);
    assert_eq!(part["findings"][0]["status"], "persisting");
    assert!(part["resolved"].is_null(), "{}", part["resolved"]);
    // What a unit's branch is rid of is resolved there and nowhere else.
    let folder = folder.with("meetings.csv", two.replace("青山镇,9小时", "青山镇,1小时"));
    let of = |unit: &str| audit(&folder, &["--baseline", "earlier.json", "--unit", unit]);
    assert_eq!(of("青山镇")["resolved"][0]["subject"], "征兵工作会");
    assert!(of("白水乡")["resolved"].is_null());
}

#[test]
fn an_earlier_report_of_other_days_or_rules_is_said_to_be_so() {
    let folder = relay();
    folder
        .run(&[
            "audit",
            ".",
            "--from",
            "2024-01-01",
            "--to",
            "2024-12-31",
            "--only",
            "form-*",
            "-o",
            "form.json",
        ])
        .exits(0);
    let out = folder
        .run(&["audit", ".", "--baseline", "form.json", "--lang", "en"])
        .exits(0)
        .stdout;
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("the earlier report covers 366 days"),
        "{flat}"
    );
    assert!(
        flat.contains("did not run for the earlier report"),
        "{flat}"
    );
}
