//! Cell text that would do harm: formulas in spreadsheets, escapes on terminals.

use crate::command::Folder;

const HOSTILE: &str = "title,date,organizer,duration,attendees\n\
=HYPERLINK(\"http://x\"),2024-05-06,\u{1b}[31m云州市,300分钟,100\n\
\"+1 会议\u{202e}\",2024-05-07,@云岭县,300分钟,100\n";

#[test]
fn formulas_do_not_run_in_a_spreadsheet() {
    let folder = Folder::new().with("meetings.csv", HOSTILE);
    let out = folder
        .run(&["audit", ".", "--format", "csv"])
        .exits(0)
        .stdout;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let mut cells = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell}");
            cells += 1;
        }
    }
    assert_eq!(cells, 34);
}

#[test]
fn escapes_do_not_reach_the_terminal() {
    let folder = Folder::new().with("meetings.csv", HOSTILE);
    for arguments in [&["audit", "."][..], &["check", "."], &["audit", ".", "-v"]] {
        let run = folder.run(arguments).exits(0);
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        }
    }
    let colored = folder
        .run(&["audit", ".", "--color", "always"])
        .exits(0)
        .stdout;
    assert!(
        colored.contains('\u{1b}') && !colored.contains("\u{1b}[31m云"),
        "{colored}"
    );
}
