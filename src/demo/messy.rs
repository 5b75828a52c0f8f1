//! The same region as offices really export it: a title above the header, subtotals and a footer,
//! dates written in several ways, a ledger in GB18030, a cell that cannot be read. No planted row is
//! lost by it.

use super::Dice;
use super::ledgers::{DOCUMENTS, Ledgers, MEETINGS, Sheet, UNITS};

/// The files.
pub(super) fn files(mut ledgers: Ledgers, dice: &mut Dice) -> Vec<(String, Vec<u8>)> {
    let is_chinese = ledgers.words.is_chinese;
    for (ledger, column) in [(MEETINGS, 2), (DOCUMENTS, 3)] {
        for row in &mut ledgers.sheets[ledger].rows {
            row[column] = written(&row[column], is_chinese, dice);
        }
    }
    let bad = ledgers.word("to be agreed", "待定");
    let title = ledgers.word("Ledger of the first half of 2024", "2024年上半年台账");
    let total = ledgers.word("Total", "合计");
    let footer = ledgers.word("Filled in by:", "填表人：");
    let mut files = Vec::new();
    for (number, mut sheet) in ledgers.sheets.into_iter().enumerate() {
        let name = format!("{}.csv", sheet.name);
        if number == MEETINGS {
            // A row more, without a day that could be read.
            let mut row = vec![String::new(); sheet.header.len()];
            for (cell, text) in row.iter_mut().zip(["M-X", "x", &bad, "", "x"]) {
                text.clone_into(cell);
            }
            sheet.rows.push(row);
        }
        let bytes = if number == UNITS {
            sheet.text()
        } else {
            framed(&sheet, &title, &total, &footer)
        };
        let bytes = match (number, is_chinese) {
            (MEETINGS, true) => {
                let text = String::from_utf8_lossy(&bytes);
                encoding_rs::GB18030.encode(&text).0.into_owned()
            }
            (DOCUMENTS, _) => [b"\xef\xbb\xbf".as_slice(), &bytes].concat(),
            _ => bytes,
        };
        files.push((name, bytes));
    }
    files
}

/// A title above the header, a total and a footer below the rows.
fn framed(sheet: &Sheet, title: &str, total: &str, footer: &str) -> Vec<u8> {
    let line = |first: &str| {
        let mut cells = vec![first.to_owned()];
        cells.resize(sheet.header.len(), String::new());
        cells.join(",")
    };
    let mut text = line(title).into_bytes();
    text.push(b'\n');
    text.extend(sheet.text());
    for first in [total, footer] {
        text.extend(line(first).into_bytes());
        text.push(b'\n');
    }
    text
}

/// A day in one of the ways in which it is written.
fn written(day: &str, is_chinese: bool, dice: &mut Dice) -> String {
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, of_month] = parts.as_slice() else {
        return day.to_owned();
    };
    let short = |part: &str| part.trim_start_matches('0').to_owned();
    match dice.below(4) {
        0 => format!("{year}/{}/{}", short(month), short(of_month)),
        1 if is_chinese => format!("{year}年{}月{}日", short(month), short(of_month)),
        2 => format!("{year}.{}.{}", short(month), short(of_month)),
        _ => day.to_owned(),
    }
}
