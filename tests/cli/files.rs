//! Files as they really come: through pipes, from other shells, damaged, or no table at all.

use std::io::Write as _;

use crate::command::{Folder, RELAY};

/// A text in UTF-16 with its mark, as some shells write what is redirected to a file.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// A packed folder; nothing in it is compressed.
pub(crate) fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut folder = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in members {
        folder.start_file(*name, options).unwrap();
        folder.write_all(content).unwrap();
    }
    folder.finish().unwrap().into_inner()
}

/// A workbook that names a sheet which its list of parts lacks.
fn book_without_its_sheet() -> Vec<u8> {
    let text = |text: &str| -> Vec<u8> {
        let length = (text.encode_utf16().count() as u32).to_le_bytes();
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        length.into_iter().chain(units).collect()
    };
    let sheet = [vec![0; 8], text("rId9"), text("台账")].concat();
    let record = [
        vec![0x9c, 0x01, sheet.len() as u8],
        sheet,
        vec![0x90, 0x01, 0],
    ]
    .concat();
    let parts =
        br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#;
    packed(&[
        ("xl/workbook.bin", &record),
        ("xl/_rels/workbook.bin.rels", parts),
    ])
}

#[test]
fn a_panic_in_a_file_is_one_error_line() {
    let folder = Folder::new()
        .with("会议.xlsb", book_without_its_sheet())
        .with(
            "文件.csv",
            "标题,发文单位,印发日期\n通知一,云岭县,2024-03-05\n",
        );
    for debugging in ["0", "full"] {
        let run = folder.run_with(
            &["check", "会议.xlsb"],
            &[("RUST_BACKTRACE", debugging)],
            b"",
        );
        let run = run.exits(2);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("会议.xlsb: is damaged"),
            "{}",
            run.stderr
        );
    }
    let run = folder
        .run(&["check", "会议.xlsb", "--log-format", "json"])
        .exits(2);
    for line in run.stderr.lines() {
        let said: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(said["code"], "file-damaged");
    }
    // The file beside it is read all the same.
    let run = folder.run(&["check", ".", "--format", "json"]).exits(2);
    assert_eq!(run.json()["files"][0]["accepted"], 1);
}

#[test]
fn a_report_from_any_shell_is_a_baseline() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let report = folder
        .run(&["audit", "meetings.csv", "--format", "json"])
        .exits(0)
        .stdout;
    let folder = folder
        .with("wide.json", wide(&report))
        .with("plain.json", &report);
    for earlier in ["plain.json", "wide.json"] {
        let run = folder.run(&[
            "audit",
            "meetings.csv",
            "--baseline",
            earlier,
            "--format",
            "json",
        ]);
        let found = run.exits(0).json();
        let findings = found["findings"].as_array().unwrap();
        assert!(!findings.is_empty());
        assert!(
            findings
                .iter()
                .all(|finding| finding["status"] == "persisting"),
            "{earlier}"
        );
    }
}

#[test]
fn a_configuration_is_read_in_the_encodings_of_ledgers() {
    let config = "# 云岭县\n[ledgers.meetings.columns]\n\"事由\" = \"title\"\n";
    let table = "事由,召开时间,主办单位\n防汛会商,2024-05-06,云岭县\n";
    let (chinese, _, _) = encoding_rs::GB18030.encode(config);
    for bytes in [config.as_bytes(), &wide(config), &chinese] {
        let folder = Folder::new()
            .with("jianfu.toml", bytes)
            .with("会议.csv", table);
        let report = folder
            .run(&["check", ".", "--format", "json"])
            .exits(0)
            .json();
        assert_eq!(report["files"][0]["accepted"], 1);
    }
    let folder = Folder::new()
        .with("jianfu.toml", b"# \xff\xff\xff\n")
        .with("会议.csv", table);
    folder
        .run(&["check", "."])
        .exits(2)
        .says(&["jianfu.toml", "save it as UTF-8"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_a_file() {
    let folder = Folder::new().with("meetings.csv", RELAY);
    let findings = |arguments: &[&str], input: &str| {
        let run = folder.run_with(arguments, &[], input.as_bytes()).exits(0);
        run.json()["findings"].clone().as_array().unwrap().len()
    };
    let of_file = findings(&["audit", "meetings.csv", "--format", "json"], "");
    assert!(of_file > 0);
    assert_eq!(
        findings(&["audit", "/dev/stdin", "--format", "json"], RELAY),
        of_file
    );

    // A FIFO is read where it is named, and passed over in a folder.
    let fifo = folder.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status();
    assert!(made.unwrap().success());
    let report = folder
        .run(&["check", ".", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(report["passed_over"], serde_json::json!(["pipe.csv"]));
    let writer = std::thread::spawn(move || std::fs::write(fifo, RELAY).unwrap());
    assert_eq!(
        findings(&["audit", "pipe.csv", "--format", "json"], ""),
        of_file
    );
    writer.join().unwrap();
}
