//! The page, the workbook and the note: what they hold, that hostile text does nothing in any of them,
//! and that the page works in a browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, DataType, Ods, Reader, Xlsx, open_workbook};

use crate::command::{Folder, county};

const HOSTILE_TITLE: &str =
    "<script>alert(1)</script>=HYPERLINK(\"\"http://x\"\")\u{1b}[31m\u{202e}</textarea>|*x*";

fn hostile() -> Folder {
    let long = "长".repeat(10_000);
    let text = format!(
        "title,date,organizer,duration,attendees,note\n\
         \"{HOSTILE_TITLE}\",2024-05-06,\"<img src=x onerror=alert(1)>\",300分钟,100,\"</script><b>\"\n\
         {long},2024-05-07,=cmd,300分钟,100,+1\n"
    );
    Folder::new().with("meetings.csv", text)
}

#[test]
fn hostile_text_does_nothing_in_any_format() {
    let folder = hostile();
    let files = ["a.html", "a.xlsx", "a.md", "a.csv", "a.json", "a.txt"];
    let mut arguments = vec!["audit", ".", "-q"];
    for file in files {
        arguments.extend(["-o", file]);
    }
    folder.run(&arguments).exits(0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let page = read("a.html");
    assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains("<b>\""));
    assert_eq!(
        page.matches("</script>").count(),
        2,
        "no text ends the data"
    );
    let note = read("a.md");
    assert!(
        !note.contains("<script>") && !note.contains("<img") && note.contains("&lt;script&gt;")
    );
    for name in ["a.html", "a.md", "a.txt"] {
        let text = read(name);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{name}");
    }
    let mut book: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(
            formulas.cells().all(|(_, _, formula)| formula.is_empty()),
            "{sheet}"
        );
    }
}

#[test]
fn the_workbook_says_what_the_report_says() {
    let folder = Folder::new();
    folder
        .run(&["audit", &county(), "-q", "-o", "a.xlsx", "-o", "a.json"])
        .exits(0);
    let text = fs::read_to_string(folder.path().join("a.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let mut book: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    let names = book.sheet_names();
    for name in [
        "Overview",
        "Findings",
        "Evidence meetings",
        "Units",
        "Rules",
        "Files",
        "Settings",
    ] {
        assert!(names.iter().any(|own| own == name), "{name} in {names:?}");
    }
    let sheet = book.worksheet_range("Findings").unwrap();
    let titles: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let column = |title: &str| titles.iter().position(|own| own == title).unwrap();
    assert_eq!(sheet.height(), findings.len() + 1);
    for (row, finding) in sheet.rows().skip(1).zip(findings) {
        assert_eq!(
            row[column("Finding id")].to_string(),
            finding["id"].as_str().unwrap()
        );
        assert_eq!(
            row[column("Avoidable hours")],
            Data::Float(finding["avoidable_hours"].as_f64().unwrap())
        );
        assert_eq!(
            row[column("Finding")].to_string(),
            finding["message"].as_str().unwrap()
        );
    }
    // Every evidence row of meetings, whole, with its file's own headers.
    let sheet = book.worksheet_range("Evidence meetings").unwrap();
    let titles: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(titles.iter().any(|title| title == "会议名称"));
    let rows = findings
        .iter()
        .flat_map(|finding| finding["evidence"].as_array().unwrap());
    let of_meetings = rows.filter(|row| row["ledger"] == "meetings").count();
    assert_eq!(sheet.height(), of_meetings + 1);
    let sum = titles
        .iter()
        .position(|title| title == "Arithmetic")
        .unwrap();
    assert!(
        sheet
            .rows()
            .skip(1)
            .all(|row| row[sum].to_string().contains('×'))
    );
    let overview = book.worksheet_range("Overview").unwrap();
    assert!(
        matches!(overview.get_value((1, 1)), Some(Data::DateTime(_))),
        "dates are dates"
    );
    // The same report gives the same bytes.
    folder
        .run(&["audit", &county(), "-q", "-o", "b.xlsx"])
        .exits(0);
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("a.xlsx") == bytes("b.xlsx"));
}

/// The evidence rows of a workbook's sheet: file, line, sum, and the cell under a header.
fn evidence(folder: &Folder, book: &str, sheet: &str, header: &str) -> Vec<[String; 4]> {
    let mut book: Xlsx<_> = open_workbook(folder.path().join(book)).unwrap();
    let sheet = book.worksheet_range(sheet).unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let place = |title: &str| {
        let own = rows[0]
            .iter()
            .position(|own| own.get_string() == Some(title));
        own.unwrap_or_else(|| panic!("no column {title}"))
    };
    let places = ["File", "Line", "Arithmetic", header].map(place);
    rows[1..]
        .iter()
        .map(|row| places.map(|place| row[place].to_string()))
        .collect()
}

#[test]
fn one_ledger_of_a_folder_shows_the_rows_of_its_own_files() {
    let meetings = "会议名称,召开时间,主办单位,会议时长,参会人数\n";
    let relay = "全县防汛工作会议,2024-05-07,云岭县水务局,120,20\n\
                 全县防汛工作推进会,2024-05-09,云岭县水务局,120,20\n\
                 全县防汛工作专题会,2024-05-11,云岭县水务局,120,20\n";
    let folder = Folder::new()
        .with("a_documents.csv", "文件标题,印发日期,发文单位\n关于普查的通知,2024-05-07,甲局\n")
        .with("b_meetings.csv", format!("{meetings}{relay}"))
        .with("c_meetings.csv", format!("{meetings}无关会,2024-05-07,县Z局,30,3\n无关会二,2024-05-08,县Z局,30,3\n无关会三,2024-05-09,县Z局,30,3\n"));
    folder
        .run(&["meetings", ".", "-q", "-o", "a.xlsx"])
        .exits(0);
    let rows = evidence(&folder, "a.xlsx", "Evidence meetings", "会议名称");
    assert!(rows.iter().any(|[file, ..]| file == "b_meetings.csv"));
    for [file, _, _, title] in rows {
        assert_eq!(file == "b_meetings.csv", title.contains("防汛"), "{title}");
    }
}

#[test]
fn ranges_of_costs_leave_the_arithmetic_on_the_base() {
    let folder = Folder::new().with(
        "r.toml",
        "[cost]\ntravel_hours = { low = 1, base = 1.5, high = 30 }\n",
    );
    let county = county();
    let arguments = [
        "audit", &county, "--config", "r.toml", "-q", "-o", "a.xlsx", "-o", "a.html",
    ];
    folder.run(&arguments).exits(0);
    let rows = evidence(&folder, "a.xlsx", "Evidence meetings", "会议名称");
    assert!(rows.iter().any(|row| row[2].contains("1.5 h")));
    assert!(rows.iter().all(|row| !row[2].contains("30 h")));
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(page.contains("1.5 h") && !page.contains("+ 30 h"));
    // Low and high stand beside the base in both.
    assert!(page.contains("\"ends\":["));
    let mut book: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("Findings").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let number = |row: usize, title: &str| {
        let place = rows[0]
            .iter()
            .position(|own| own.get_string() == Some(title));
        rows[row][place.unwrap()].as_f64().unwrap()
    };
    let ends = |row: usize| number(row, "Avoidable, high end") - number(row, "Avoidable, low end");
    assert!((1..rows.len()).all(|row| ends(row) >= 0.0));
    assert!((1..rows.len()).any(|row| ends(row) > 1.0));
}

#[test]
fn a_workbook_left_in_the_folder_is_no_ledger() {
    let folder = Folder::new().with("meetings.csv", crate::command::RELAY);
    let read = |name: &str| {
        folder.run(&["audit", ".", "-q", "-o", name]).exits(0);
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let before = read("a.json");
    folder.run(&["audit", ".", "-q", "-o", "old.xlsx"]).exits(0);
    let after = read("b.json");
    assert_eq!(before["inputs"], after["inputs"]);
    assert_eq!(before["burden"], after["burden"]);
}

#[test]
fn columns_of_one_name_stand_side_by_side_in_the_workbook() {
    let folder = Folder::new().with(
        "meetings.csv",
        "title,date,organizer,duration,attendees,note,note,,\n\
         全县防汛工作会议,2024-05-07,县水利局,300分钟,100,n1,n2,x1,x2\n",
    );
    folder.run(&["audit", ".", "-q", "-o", "a.xlsx"]).exits(0);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("Evidence meetings").unwrap();
    let row: Vec<String> = sheet
        .rows()
        .nth(1)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        row.ends_with(&["n1", "n2", "x1", "x2"].map(str::to_owned)),
        "{row:?}"
    );
}

#[test]
fn the_page_counts_what_is_new_whatever_is_shown() {
    let folder = Folder::new();
    let county = county();
    folder
        .run(&[
            "audit",
            &county,
            "-q",
            "--only",
            "meeting-*",
            "-o",
            "old.json",
        ])
        .exits(0);
    let cards = |more: &[&str]| {
        let arguments = [
            "audit",
            &county,
            "-q",
            "--baseline",
            "old.json",
            "-o",
            "a.html",
        ];
        folder.run(&[&arguments, more].concat()).exits(0);
        let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
        let cards = page.split("class=\"cards\">").nth(1).unwrap();
        cards.split("<h3>").next().unwrap().to_owned()
    };
    assert_eq!(cards(&[]), cards(&["--top", "3"]));
}

/// Sheets and their cells, as they are shown.
fn cells<R: Reader<std::io::BufReader<fs::File>>>(book: &mut R) -> Vec<(String, Vec<Vec<String>>)> {
    let mut sheets = book.worksheets();
    sheets.sort_by(|one, other| one.0.cmp(&other.0));
    sheets
        .into_iter()
        .map(|(name, range)| {
            let rows = range.rows().map(|row| {
                let shown = row.iter().map(|cell| match cell {
                    Data::DateTime(day) => day.as_f64().to_string(),
                    // Sheets of this kind keep dates in words.
                    Data::DateTimeIso(day) => day.clone(),
                    other => other.to_string(),
                });
                shown.collect()
            });
            (name, rows.collect())
        })
        .collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn an_office_suite_converts_the_workbook_without_loss() {
    let folder = Folder::new();
    folder
        .run(&["audit", &county(), "-q", "-o", "a.xlsx"])
        .exits(0);
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let office = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "ods", "a.xlsx"])
        .current_dir(folder.path())
        .output();
    if office.is_err() {
        println!("skipped: no office suite (soffice) on this machine");
        return;
    }
    let mut ours: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    let mut theirs: Ods<_> = open_workbook(folder.path().join("a.ods")).unwrap();
    let (ours, theirs) = (cells(&mut ours), cells(&mut theirs));
    assert_eq!(ours.len(), theirs.len());
    for ((name, ours), (their_name, theirs)) in ours.iter().zip(&theirs) {
        assert_eq!(name, their_name);
        assert_eq!(ours.len(), theirs.len(), "{name}");
        for (row, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
            let differ = ours.iter().zip(theirs).find(|(own, their)| {
                // The other format writes days in words, and fifteen digits of a number.
                let is_day = their.starts_with("20") && their.contains('-');
                let number = |text: &str| text.parse::<f64>().ok();
                let is_same = match (number(own), number(their)) {
                    (Some(own), Some(their)) => (own - their).abs() < 1e-9,
                    (Some(_), None) => is_day,
                    _ => own == their,
                };
                !is_same
            });
            assert_eq!(differ, None, "{name}, row {}", row + 1);
        }
    }
}

#[test]
fn evidence_stands_in_the_workbook_as_in_its_file() {
    let folder = Folder::new().with(
        "meetings.csv",
        "id,title,date,organizer,duration,attendees,room,note\n\
         0012,全县防汛工作会议,2024-05-07,县水利局,300分钟,100,1.50,-5\n",
    );
    folder.run(&["audit", ".", "-q", "-o", "a.xlsx"]).exits(0);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("Evidence meetings").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let cell = |title: &str| {
        let column = rows[0]
            .iter()
            .position(|own| own.get_string() == Some(title));
        &rows[1][column.unwrap()]
    };
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(cell("id"), &text("0012"), "a code keeps its zeros");
    assert_eq!(cell("room"), &text("1.50"));
    assert_eq!(cell("duration"), &text("300分钟"));
    assert_eq!(cell("attendees"), &Data::Float(100.0));
    assert_eq!(cell("note"), &Data::Float(-5.0));
    // Days since 1899-12-30, as sheets count them.
    assert!(
        matches!(cell("date"), Data::DateTime(day) if day.as_f64().to_string() == "45419"),
        "{:?}",
        cell("date")
    );
}

#[test]
fn a_sheet_that_is_full_goes_on_on_another_one() {
    use jianfu::report::{Exporter, Xlsx as Workbook};
    use jianfu::text::{Catalogue, Language};
    let folder = Folder::new();
    folder
        .run(&["audit", &county(), "-q", "-o", "a.json"])
        .exits(0);
    let catalogue = Catalogue::new(Language::En);
    let report = jianfu::report::Report::example(120);
    let mut bytes = Vec::new();
    let workbook = Workbook {
        catalogue: &catalogue,
        most_rows: 50,
    };
    workbook.export(&report, &mut bytes).unwrap();
    let path = folder.path().join("b.xlsx");
    fs::write(&path, bytes).unwrap();
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let names: Vec<String> = book
        .sheet_names()
        .into_iter()
        .filter(|name| name.starts_with("Findings"))
        .collect();
    assert_eq!(names, ["Findings", "Findings 2", "Findings 3"]);
    let mut rows = 0;
    for (number, name) in names.iter().enumerate() {
        let sheet = book.worksheet_range(name).unwrap();
        assert!(sheet.height() <= 50);
        let last = sheet.rows().next_back().unwrap()[0].to_string();
        assert_eq!(last.contains("goes on"), number + 1 < names.len());
        rows += sheet.height() - 1 - usize::from(number + 1 < names.len());
    }
    assert_eq!(rows, 120);
}

#[test]
fn the_note_has_the_order_and_figures_of_the_table() {
    let folder = Folder::new();
    let note = folder
        .run(&["audit", &county(), "-q", "--format", "markdown"])
        .exits(0)
        .stdout;
    let json = folder
        .run(&["audit", &county(), "-q", "--format", "json"])
        .exits(0)
        .json();
    let lines: Vec<&str> = note
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .collect();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(lines.len(), findings.len());
    for (line, finding) in lines.iter().zip(findings) {
        let cells: Vec<&str> = line.split(" | ").collect();
        assert_eq!(
            cells[0].trim_start_matches("| "),
            finding["rank"].to_string()
        );
        assert_eq!(cells[3], finding["rule"].as_str().unwrap());
    }
}

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| {
            std::env::split_paths(&path)
                .map(|folder| folder.join(name))
                .find(|file| file.is_file())
        })
}

/// Runs a page in a browser without a window.
fn visit(browser: &Path, page: &Path, more: &[&str]) -> (String, String) {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--virtual-time-budget=20000",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// What a visitor does, written into a copy of the page.
const VISITOR: &str = r##"<script>
(async () => {
  const out = {faults: []};
  addEventListener('error', e => out.faults.push(String(e.message)));
  addEventListener('securitypolicyviolation', e => out.faults.push('policy ' + e.violatedDirective));
  const rows = () => [...document.querySelectorAll('#rows tr')];
  const cell = (row, n) => row.children[n].textContent;
  const wait = () => new Promise(done => setTimeout(done, 50));
  out.shown = rows().length;
  const sort = key => document.querySelector(`#findings-table button[data-key=${key}]`).click();
  const start = performance.now();
  sort('rows'); out.sortTook = performance.now() - start;
  out.most = rows().slice(0, 3).map(row => Number(cell(row, 6)));
  out.sorted = document.querySelector('#findings-table th[aria-sort]').getAttribute('aria-sort');
  sort('rule'); out.rules = rows().map(row => cell(row, 3));
  sort('rank');
  const filter = document.getElementById('filter');
  filter.value = 'meeting-relay'; filter.dispatchEvent(new Event('input'));
  out.filtered = rows().length; out.all = rows().every(row => cell(row, 3) === 'meeting-relay');
  filter.value = ''; filter.dispatchEvent(new Event('input'));
  document.querySelector('#first a[href^="#f"]').click(); await wait();
  const detail = document.getElementById('detail');
  out.detail = !detail.hidden && detail.querySelectorAll('details').length;
  out.sum = detail.textContent.includes('×'); out.focused = document.activeElement === detail.querySelector('h2');
  out.requests = performance.getEntriesByType('resource').length;
  out.unlabelled = [...document.querySelectorAll('input,select')].filter(one => !one.closest('label')).length
    + [...document.querySelectorAll('svg')].filter(one => !one.getAttribute('aria-label') && !one.getAttribute('aria-hidden')).length;
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  out.paint = paint ? paint.startTime : null;
  document.body.replaceChildren(Object.assign(document.createElement('pre'), {id: 'result', textContent: JSON.stringify(out)}));
})();
</script></body>"##;

fn visited(browser: &Path, folder: &Folder, page: &str) -> serde_json::Value {
    let text = fs::read_to_string(folder.path().join(page)).unwrap();
    let copy = folder.path().join(format!("visited-{page}"));
    fs::write(&copy, text.replace("</body>", VISITOR)).unwrap();
    let (dom, log) = visit(browser, &copy, &["--dump-dom"]);
    assert!(!log.contains("CONSOLE"), "{log}");
    let result = dom
        .split("<pre id=\"result\">")
        .nth(1)
        .and_then(|rest| rest.split("</pre>").next());
    let result = result
        .unwrap_or_else(|| panic!("no result: {log}"))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    serde_json::from_str(&result).unwrap()
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "says that it was skipped, or the figures of the README"
)]
fn the_page_works_in_a_browser() {
    let Some(browser) = browser() else {
        println!("skipped: no browser (chromium) on this machine");
        return;
    };
    let folder = Folder::new();
    for language in ["en", "zh"] {
        let page = format!("{language}.html");
        folder
            .run(&["audit", &county(), "-q", "--lang", language, "-o", &page])
            .exits(0);
        let seen = visited(&browser, &folder, &page);
        assert_eq!(seen["faults"], serde_json::json!([]), "{seen}");
        assert_eq!(seen["requests"], 0, "{seen}");
        assert_eq!(seen["unlabelled"], 0, "{seen}");
        assert_eq!(seen["shown"], 100);
        assert_eq!(seen["sorted"], "descending");
        let most: Vec<f64> = seen["most"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_f64().unwrap())
            .collect();
        assert!(
            most[0] >= most[1] && most[1] >= most[2] && most[0] > 10.0,
            "{seen}"
        );
        let rules: Vec<&str> = seen["rules"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect();
        assert!(rules.is_sorted(), "{rules:?}");
        assert!(
            seen["all"] == true && seen["filtered"].as_u64().unwrap() > 3,
            "{seen}"
        );
        assert!(
            seen["detail"].as_u64().unwrap() >= 1 && seen["sum"] == true && seen["focused"] == true,
            "{seen}"
        );
    }
    let pdf = folder.path().join("a.pdf");
    visit(
        &browser,
        &folder.path().join("zh.html"),
        &[&format!("--print-to-pdf={}", pdf.display())],
    );
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF"));
    // Hostile text runs nothing there either.
    let hostile = hostile();
    hostile.run(&["audit", ".", "-q", "-o", "h.html"]).exits(0);
    let (_, log) = visit(&browser, &hostile.path().join("h.html"), &["--dump-dom"]);
    assert!(!log.contains("CONSOLE"), "{log}");
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "says that it was skipped, or the figures of the README"
)]
fn ten_thousand_findings_do_not_freeze_the_page() {
    let Some(browser) = browser() else {
        println!("skipped: no browser (chromium) on this machine");
        return;
    };
    let folder = Folder::new();
    folder
        .run(&["demo", "d", "--size", "county", "-q"])
        .exits(0);
    folder.run(&["audit", "d", "-q", "-o", "d.html"]).exits(0);
    let size = fs::metadata(folder.path().join("d.html")).unwrap().len();
    let seen = visited(&browser, &folder, "d.html");
    assert_eq!(seen["faults"], serde_json::json!([]), "{seen}");
    assert_eq!(seen["shown"], 100, "a part of the rows is in the page");
    println!(
        "{} bytes, first paint {} ms, sorted in {} ms",
        size, seen["paint"], seen["sortTook"]
    );
}
