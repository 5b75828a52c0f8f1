//! Files of the program itself in a folder of ledgers: reports of earlier runs and lists of waivers
//! are no ledgers.

use std::io::Read;
use std::path::Path;

use super::encoding::decoded;

/// The columns of a list of waivers, in English and in Chinese.
const WAIVER_COLUMNS: [&str; 14] = [
    "finding",
    "rule",
    "unit",
    "matter",
    "reason",
    "until",
    "by",
    "问题编号",
    "规则",
    "单位",
    "事项",
    "理由",
    "截止日期",
    "批准单位",
];

/// Whether a file belongs to the program itself: a list of findings or a workbook that an earlier
/// run left in the folder, or a list of waivers.
pub(super) fn is_own(path: &Path) -> bool {
    const FINDINGS: &str = "rank,id,rule,severity,confidence,ledger,units,bearers,";
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(512).read_to_end(&mut bytes));
    if read.is_err() {
        return false;
    }
    if bytes.starts_with(b"PK") {
        return is_own_workbook(path);
    }
    let text = decoded(&bytes);
    let header = text.lines().next().unwrap_or_default();
    let columns: Vec<&str> = header
        .split(',')
        .map(|cell| cell.trim().trim_matches('"'))
        .collect();
    let is_waivers = columns.len() > 2
        && columns.iter().all(|column| WAIVER_COLUMNS.contains(column))
        && ["reason", "理由"]
            .iter()
            .any(|reason| columns.contains(reason));
    is_waivers || header.starts_with(FINDINGS)
}

/// The author of workbooks that are reports, by which a later run knows them for no ledgers.
pub const OWN_AUTHOR: &str = "jianfu";

/// Whether a workbook is a report of an earlier run, which says so in its properties.
fn is_own_workbook(path: &Path) -> bool {
    let author = format!("<dc:creator>{OWN_AUTHOR}</dc:creator>");
    let mut properties = String::new();
    let Ok(Ok(mut book)) = std::fs::File::open(path).map(zip::ZipArchive::new) else {
        return false;
    };
    let read = book
        .by_name("docProps/core.xml")
        .map(|file| file.take(4096).read_to_string(&mut properties));
    matches!(read, Ok(Ok(_))) && properties.contains(&author)
}
