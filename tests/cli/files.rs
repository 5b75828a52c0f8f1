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

#[test]
fn what_is_no_table_is_named_for_what_it_is() {
    let document = packed(&[
        ("[Content_Types].xml", b"<x/>"),
        ("word/document.xml", b"<x/>"),
    ]);
    let early = b"\x09\x04\x06\0\0\0\x10\0\0\0\x04\x02\x0c\0\0\0\0\0\0\0\x04\0\xbb\xe1\xd2\xe9";
    let mut noise = vec![7, 0, 1, 0, 200, 130, 2, 5, 14, 255];
    noise.extend_from_within(..);
    for (name, bytes, code, words) in [
        (
            "会议.pdf",
            &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"[..],
            "foreign-pdf",
            "PDF",
        ),
        ("会议.csv", b"%PDF-1.4\n", "foreign-pdf", "PDF"),
        (
            "会议.xls",
            b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01",
            "foreign-image",
            "picture",
        ),
        (
            "会议.rar",
            b"Rar!\x1a\x07\x01\0\xf3\xe1\x82",
            "foreign-archive",
            "RAR",
        ),
        (
            "会议.7z",
            b"7z\xbc\xaf\x27\x1c\0\x04",
            "foreign-archive",
            "7z",
        ),
        (
            "会议.docx",
            &document,
            "foreign-text-document",
            "text document",
        ),
        ("会议.xls", early, "foreign-early-sheet", "time clocks"),
        (
            "会议.db",
            b"SQLite format 3\0\x10\0\x01\x01",
            "foreign-database",
            "database",
        ),
        (
            "会议.exe",
            b"MZ\x90\0\x03\0\0\0\x04\0",
            "foreign-program",
            "program",
        ),
        (
            "会议.xls",
            b"b\x14#e\0\0\x01E-SafeNet\0LOCK",
            "foreign-locked",
            "protection",
        ),
        (
            "会议.xml",
            b"<?xml version=\"1.0\"?>\n<root><a>1</a></root>",
            "foreign-xml",
            "XML",
        ),
        ("会议.csv", &noise, "foreign-unknown", "neither text"),
    ] {
        let folder = Folder::new().with(name, bytes);
        let run = folder.run(&["check", name, "--lang", "en"]).exits(2);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.contains(words), "{name}: {}", run.stderr);
        let is_clean = |c: char| !c.is_control() && c != '\u{fffd}';
        assert!(
            run.stderr.trim_end().chars().all(is_clean),
            "{}",
            run.stderr
        );
        let run = folder
            .run(&["check", name, "--log-format", "json"])
            .exits(2);
        let said: serde_json::Value = serde_json::from_str(run.stderr.trim()).unwrap();
        assert_eq!(said["code"], code, "{name}");
    }
}

#[test]
fn a_workbook_as_a_page_of_text_loads_under_its_own_ending() {
    let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let row = |cells: [&str; 3]| format!("<Row>{}</Row>", cells.map(cell).concat());
    let rows =
        row(["文件名称", "发布日期", "发文单位"]) + &row(["汛期值守通知", "2024-05-06", "云岭县"]);
    let book = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"文件\">\
         <Table>{rows}</Table></Worksheet></Workbook>"
    );
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"=_b\"\r\n\r\n\
         --=_b\r\nContent-Location: file:///C:/x/tabstrip.htm\r\nContent-Type: text/html\r\n\r\n\
         <html><table><tr><td>文件</td><td>表二</td></tr></table></html>\r\n--=_b\r\n\
         Content-Location: file:///C:/x/sheet001.htm\r\nContent-Type: text/html; charset=gb2312\r\n\r\n\
         <html><body><table><tr><td>文件名称</td><td>发布日期</td><td>发文单位</td></tr>\
         <tr><td>汛期值守通知</td><td>2024-05-06</td><td>云岭县</td></tr></table></body></html>\r\n--=_b--\r\n";
    for (name, book) in [
        ("文件.xml", book.as_bytes()),
        ("文件.xls", &wide(&book)),
        ("文件.mht", archive.as_bytes()),
    ] {
        // Another document in the same form is no table, and is passed over.
        let folder = Folder::new()
            .with(name, book)
            .with("pom.xml", "<?xml version=\"1.0\"?><project/>");
        let report = folder
            .run(&["check", ".", "--format", "json"])
            .exits(0)
            .json();
        assert_eq!(report["files"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(report["files"][0]["accepted"], 1, "{name}");
        assert_eq!(report["passed_over"], serde_json::json!(["pom.xml"]));
    }
}

#[test]
fn one_bad_member_does_not_keep_the_others_from_being_read() {
    let mut bytes = packed(&[
        ("会议.csv", RELAY.as_bytes()),
        ("密.csv", b"title,date\n"),
        ("扫描.xls", b"%PDF-1.7\n"),
    ]);
    // The flag of a password, where the member begins and in the folder's list.
    let named: Vec<usize> = (0..bytes.len())
        .filter(|start| bytes[*start..].starts_with("密.csv".as_bytes()))
        .collect();
    for (name, back) in named.into_iter().zip([24, 38]) {
        bytes[name - back] |= 1;
    }
    let folder = Folder::new().with("台账.zip", bytes);
    let run = folder.run(&["check", "台账.zip", "--format", "json", "--lang", "en"]);
    let run = run.exits(2).says(&[
        "台账.zip#密.csv: is packed with a password",
        "台账.zip#扫描.xls: is a PDF document",
    ]);
    assert_eq!(run.json()["files"][0]["accepted"], 3);
    folder
        .run(&["check", "--as-read", "台账.zip"])
        .exits(2)
        .prints(&["全市防汛工作会议"]);
}

#[test]
fn end_marks_of_old_systems_are_no_part_of_the_last_cell() {
    for marks in ["", "\u{1a}", "\u{1a}\u{1a}\0\0\0", "\0"] {
        let folder = Folder::new().with("meetings.csv", format!("{}{marks}", RELAY.trim_end()));
        let run = folder.run(&["check", ".", "--format", "json"]).exits(0);
        let file = &run.json()["files"][0];
        assert_eq!(file["accepted"], 3, "{marks:?}");
        assert_eq!(file["warnings"], serde_json::json!([]), "{marks:?}");
        assert_eq!(file["records"], 3, "{marks:?}");
    }
}
