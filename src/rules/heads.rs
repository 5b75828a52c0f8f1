//! What stands at the head of a document: a red-headed one has a number, a white-headed one
//! demands something without.

use crate::ledger::Ledger;
use crate::ledger::schema::documents::{RED_BIT, WHITE_BIT};
use crate::ledger::values::document_number::is_document_number;
use crate::region::Region;

/// Whether a document is red-headed: by its kind, else by its number.
pub(super) fn is_red(region: &Region) -> impl Fn(usize) -> bool + '_ {
    let table = region.table(Ledger::Documents);
    let (numbers, kinds) = (table.texts("number"), table.wholes("kind"));
    move |row| {
        let kind = kinds.get(row).unwrap_or_default();
        let has_number = || {
            numbers
                .get(row)
                .map(str::trim)
                .is_some_and(is_document_number)
        };
        let is_red = kind & RED_BIT != 0 || (kind & WHITE_BIT == 0 && has_number());
        is_red && !region.is_report(row)
    }
}

/// Whether a document demands something without a number. One that is said to be red-headed and
/// whose number is blank is not judged, nor is a report to a superior.
pub(super) fn demands_unnumbered(region: &Region) -> impl Fn(usize) -> bool + '_ {
    let table = region.table(Ledger::Documents);
    let (numbers, kinds) = (table.texts("number"), table.wholes("kind"));
    let (dues, demands) = (table.days("due"), table.wholes("demands"));
    move |row| {
        let number = numbers
            .get(row)
            .map(str::trim)
            .filter(|number| !number.is_empty());
        let is_red = kinds.get(row).unwrap_or_default() & RED_BIT != 0;
        let is_judged = match number {
            Some(number) => !is_document_number(number),
            None => !is_red,
        };
        let demands_something =
            dues.get(row).is_some() || demands.get(row).unwrap_or_default() != 0;
        is_judged && demands_something && !region.is_report(row)
    }
}
