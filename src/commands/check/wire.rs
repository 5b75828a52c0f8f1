//! What `check --format json` writes: serialise-only types, their names fixed by the contract with
//! scripts.

use serde::Serialize;

use super::columns::enables;
use super::same_as;
use crate::commands::Context;
use crate::ledger::account::{ColumnAccount, FileAccount, Notice};
use crate::ledger::read::Loaded;
use crate::ledger::read::mapping::Basis;
use crate::text::Message;

#[derive(Serialize)]
pub(super) struct WireCheck<'a> {
    schema: u32,
    files: Vec<WireFile<'a>>,
    faults: Vec<WireFault<'a>>,
    passed_over: Vec<&'a str>,
    passed_over_why: Vec<WirePassedOver<'a>>,
}

#[derive(Serialize)]
struct WirePassedOver<'a> {
    file: &'a str,
    why: String,
}

impl<'a> WireCheck<'a> {
    /// The accounts, the faults, and what was passed over, in the catalogue's language.
    pub(super) fn of(
        loaded: &'a Loaded,
        faults: &'a [(String, Message)],
        passed_over: &'a [(String, Option<Message>)],
        context: &Context,
    ) -> Self {
        let say = |message: &Message| context.catalogue.render(message);
        Self {
            schema: 1,
            files: loaded
                .accounts
                .iter()
                .map(|account| WireFile::of(account, &loaded.accounts, context))
                .collect(),
            faults: faults
                .iter()
                .map(|(file, fault)| WireFault {
                    file,
                    error: say(fault),
                })
                .collect(),
            passed_over: passed_over.iter().map(|(file, _)| file.as_str()).collect(),
            passed_over_why: passed_over
                .iter()
                .filter_map(|(file, why)| {
                    let why = say(why.as_ref()?);
                    Some(WirePassedOver { file, why })
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct WireFault<'a> {
    file: &'a str,
    error: String,
}

#[derive(Serialize)]
struct WireFile<'a> {
    file: &'a str,
    ledger: &'static str,
    why: String,
    encoding: &'a str,
    encoding_why: String,
    delimiter: Option<char>,
    header_line: u64,
    columns: Vec<WireColumn<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    constants: Vec<WireConstant<'a>>,
    records: usize,
    accepted: usize,
    filled: usize,
    rejected: Vec<WireNotice<'a>>,
    warnings: Vec<WireNotice<'a>>,
    skipped: Vec<WireSkipped>,
}

#[derive(Serialize)]
struct WireColumn<'a> {
    column: &'a str,
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dropped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gives_way_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nearest: Vec<WireNearest<'a>>,
}

/// A value that every row has.
#[derive(Serialize)]
struct WireConstant<'a> {
    field: &'static str,
    value: &'a str,
    why: String,
}

/// A field that an open column might be.
#[derive(Serialize)]
struct WireNearest<'a> {
    field: &'a str,
    enables: Vec<&'static str>,
}

impl<'a> WireColumn<'a> {
    fn of(column: &'a ColumnAccount, account: &FileAccount) -> Self {
        let nearest = column.nearest.iter().map(|field| WireNearest {
            field,
            enables: enables(account, field),
        });
        Self {
            column: &column.column,
            field: column.field.as_deref(),
            dropped: column.dropped,
            basis: column.basis.map(|basis| match basis {
                Basis::Configured => "configured",
                Basis::Known => "known",
                Basis::Concluded => "concluded",
                Basis::Remaining => "remaining",
            }),
            certainty: column.basis.map(|_| rounded(column.certainty)),
            fit: column.fit.filter(|_| column.field.is_some()).map(rounded),
            gives_way_to: column.gives_way_to.as_deref(),
            nearest: nearest.collect(),
        }
    }
}

/// A share to two digits; more would feign an exactness that it does not have.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct WireNotice<'a> {
    line: u64,
    column: &'a str,
    value: &'a str,
    reason: String,
}

#[derive(Serialize)]
struct WireSkipped {
    line: u64,
    why: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

impl<'a> WireFile<'a> {
    fn of(account: &'a FileAccount, accounts: &[FileAccount], context: &Context) -> Self {
        let notices = |notices: &'a [Notice]| {
            notices
                .iter()
                .map(|notice| WireNotice {
                    line: notice.line,
                    column: account.header(notice),
                    value: &notice.value,
                    reason: context.catalogue.say(notice.fault.key()),
                })
                .collect()
        };
        Self {
            file: &account.file,
            ledger: account.ledger.name(),
            why: context.catalogue.say(account.why),
            encoding: &account.encoding,
            encoding_why: context.catalogue.say(account.encoding_why),
            delimiter: account.dialect.map(|dialect| char::from(dialect.delimiter)),
            header_line: account.header_line,
            columns: account
                .columns
                .iter()
                .map(|column| WireColumn::of(column, account))
                .collect(),
            constants: account
                .constants
                .iter()
                .map(|constant| WireConstant {
                    field: constant.field,
                    value: &constant.value,
                    why: context.catalogue.say(constant.why),
                })
                .collect(),
            records: account.records,
            accepted: account.accepted,
            filled: account.filled,
            rejected: notices(&account.rejected),
            warnings: notices(&account.warnings),
            skipped: account
                .skipped
                .iter()
                .map(|(line, why)| WireSkipped {
                    line: *line,
                    why: why.name(),
                    same_as: same_as(*why, accounts),
                })
                .collect(),
        }
    }
}
