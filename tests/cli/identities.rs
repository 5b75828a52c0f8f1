//! Who and what a finding says that its rows are about: codes that several firms share, groups for
//! residents, the chat groups of leading groups.

use crate::command::Folder;

/// Three visits at one firm, and a fourth whose code is that of the firm beside the name of another.
const SHARED: &str = "被检查单位,统一社会信用代码,检查单位,检查日期,检查类型,检查时长,接待人数\n\
    云岭县明河制药有限公司,91350100M000100Y43,云岭县应急管理局,2024-06-03,日常检查,4,3\n\
    云岭县明河制药有限公司,91350100M000100Y43,云岭县消防大队,2024-06-10,日常检查,2,2\n\
    云岭县明河制药有限公司,91350100M000100Y43,云岭县生态环境局,2024-06-12,日常检查,2,2\n";
const OTHER: &str = "云岭县东坡采石场,91350100M000100Y43,云岭县水务局,2024-06-13,日常检查,2,2\n";

#[test]
fn a_finding_says_that_its_code_stands_beside_other_names() {
    let audit = |text: &str, format: &str| {
        let folder = Folder::new().with("检查.csv", text);
        let run = folder.run(&[
            "inspections",
            "检查.csv",
            "--format",
            format,
            "--lang",
            "en",
        ]);
        run.exits(0).stdout
    };
    let words = "the firm's code of 3 of these 3 rows also stands beside other names";
    for format in ["table", "json", "csv", "markdown", "html"] {
        let said = audit(&format!("{SHARED}{OTHER}"), format);
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.replace("&#39;", "'").contains(words),
            "{format}: {said}"
        );
        assert!(
            !audit(SHARED, format).contains("beside other names"),
            "{format}"
        );
    }
}

#[test]
fn of_a_group_for_residents_its_staff_alone_is_counted() {
    let hours = |row: &str| {
        let text =
            format!("群名称,建群单位,群性质,群人数,消息数,创建时间\n{row},300,720,2024-01-01\n");
        let folder = Folder::new().with("工作群.csv", text).with(
            "会议.csv",
            "会议名称,召开时间,主办单位\n一,2024-01-01,甲局\n二,2024-12-30,甲局\n",
        );
        let json = folder
            .run(&["audit", ".", "--format", "json"])
            .exits(0)
            .json();
        let ledgers = json["burden"]["by_ledger"].as_array().unwrap().clone();
        let groups = ledgers.iter().find(|ledger| ledger["key"] == "groups");
        groups.unwrap()["hours"].as_f64().unwrap()
    };
    // 720 messages × 300 members, or 2 of them, × 5 s.
    let (all, staff) = (300.0, 2.0);
    for (row, expected) in [
        ("青山镇党政办工作群,青山镇,", all),
        ("青山镇胜利村村民联络群,青山镇,", staff),
        ("青山镇胜利村村民联络群,青山镇,干部", all),
        ("青山镇防汛群,青山镇,群众", staff),
        ("青山镇防汛指挥部信息报送群,青山镇,", all),
    ] {
        assert!(
            (hours(row) - expected).abs() < 1e-6,
            "{row}: {}",
            hours(row)
        );
    }
}

#[test]
fn what_is_said_to_have_ended_is_accused_of_nothing() {
    let found = |state: &str| {
        let text = format!(
            "应用名称,主办单位,应用类型,用户数,每日用时,最近更新时间,上线时间,应用状态\n\
             掌上云岭,云岭县,APP,500,10,2023-01-05,2022-01-01,{state}\n"
        );
        let folder = Folder::new().with("政务应用.csv", text).with(
            "会议.csv",
            "会议名称,召开时间,主办单位\n一,2024-01-01,甲局\n二,2024-12-30,甲局\n",
        );
        let json = folder
            .run(&["audit", ".", "--format", "json", "--only", "app-idle"])
            .exits(0)
            .json();
        json["findings"].as_array().unwrap().len()
    };
    assert_eq!(found("正常使用"), 1);
    assert_eq!(found("已停用"), 0);
    assert_eq!(found("已关停注销"), 0);
    assert_eq!(found("拟停用"), 1);
}

#[test]
fn words_for_nobody_are_no_firm_that_three_departments_inspect() {
    for nobody in ["待定", "未知", "同上", "***", "辖区企业"] {
        let visits = [("应急管理局", 3), ("消防大队", 10), ("生态环境局", 12)];
        let rows = visits.map(|(department, day)| {
            format!("{nobody},云岭县{department},2024-06-{day:02},日常检查\n")
        });
        let text = format!("被检查单位,检查单位,检查日期,检查类型\n{}", rows.concat());
        let folder = Folder::new().with("检查.csv", text);
        let json = folder
            .run(&["inspections", "检查.csv", "--format", "json"])
            .exits(0)
            .json();
        assert!(json["findings"].as_array().unwrap().is_empty(), "{nobody}");
    }
}

#[test]
fn what_stands_below_another_header_is_no_row_of_the_table_above() {
    let text = "序号,会议名称,召开时间,主办单位,参会人数,会议时长（小时）\n\
                1,安全会,2024-03-05,甲局,20,2\n,,,,,\n文件台账,,,,,\n\
                序号,文件标题,印发日期,发文单位,文号,发送范围\n\
                1,关于防火的通知,2024-03-06,乙局,乙发〔2024〕3号,30\n";
    let folder = Folder::new().with("会议台账.csv", text);
    let file = &folder
        .run(&["check", ".", "--format", "json"])
        .exits(0)
        .json()["files"][0];
    assert_eq!(file["accepted"], 1);
    let lines: Vec<&serde_json::Value> = file["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["line"])
        .collect();
    assert!(lines.ends_with(&[&5.into(), &6.into()]), "{file}");
}

#[test]
fn two_departments_in_one_cell_are_two_that_came_together() {
    let text = "被检查单位,检查单位,检查日期,检查类型\n\
        明河制药有限公司,云岭县应急管理局、云岭县消防大队,2024-06-03,日常检查\n\
        明河制药有限公司,云岭县应急管理局,2024-06-10,日常检查\n\
        明河制药有限公司,云岭县应急管理局,2024-06-12,日常检查\n";
    let folder = Folder::new().with("检查.csv", text);
    let arguments = [
        "inspections",
        "检查.csv",
        "--format",
        "json",
        "--only",
        "inspection-repeat",
    ];
    let json = folder.run(&arguments).exits(0).json();
    // One department alone led all three visits.
    assert!(json["findings"].as_array().unwrap().is_empty(), "{json}");
    let units = json["burden"]["by_imposer"].as_array().unwrap();
    assert_eq!(units.len(), 1);
    assert_eq!(units[0]["key"], "云岭县应急管理局");
}

#[test]
fn a_list_is_a_set_whatever_its_words_overlap_in() {
    let hours = |recipients: &str| {
        let folder = Folder::new()
            .with(
                "units.csv",
                "unit,level,parent\n云岭县,county,\n红石镇,township,云岭县\n\
                 青山镇,township,云岭县\n白水乡,township,云岭县\n",
            )
            .with(
                "发文.csv",
                format!(
                    "文件标题,印发日期,发文单位,主送单位\n关于防汛的通知,2024-03-05,云岭县,\"{recipients}\"\n"
                ),
            );
        let json = folder
            .run(&["audit", ".", "--format", "json"])
            .exits(0)
            .json();
        json["burden"]["hours"].as_f64().unwrap()
    };
    let three = hours("红石镇、青山镇、白水乡");
    for recipients in [
        "各乡镇",
        "各乡镇、红石镇",
        "各乡镇、各镇",
        "全县各乡镇",
        "红石镇、各乡镇人民政府",
    ] {
        assert!((hours(recipients) - three).abs() < 1e-9, "{recipients}");
    }
}

#[test]
fn a_name_with_two_codes_settles_no_row_without_one() {
    let found = |third: &str| {
        let text = format!(
            "被检查单位,统一社会信用代码,检查单位,检查日期,检查类型\n\
             东坡采石场,91350100M000100Y43,云岭县应急管理局,2024-06-03,日常检查\n\
             东坡采石场,91350100M000100Y43,云岭县消防大队,2024-06-10,日常检查\n\
             东坡采石场,{third},云岭县水务局,2024-06-12,日常检查\n\
             东坡采石场,,云岭县生态环境局,2024-06-13,日常检查\n"
        );
        let folder = Folder::new().with("检查.csv", text);
        let arguments = [
            "inspections",
            "检查.csv",
            "--format",
            "json",
            "--only",
            "inspection-repeat",
        ];
        let json = folder.run(&arguments).exits(0).json();
        let findings = json["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|finding| finding["evidence"].as_array().unwrap().len())
            .sum::<usize>()
    };
    assert_eq!(found("91350100M000100Y43"), 4);
    assert_eq!(found("330100000012345"), 0);
}
