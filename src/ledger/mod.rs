//! The ledgers: what an analyst hands over, from bytes to typed frames. This module knows
//! encodings, delimiters, headers and the forms of values; it knows nothing of rules, hours or
//! reports.

pub mod account;
pub mod headers;
mod join;
pub mod names;
pub mod read;
pub mod schema;
pub mod table;
pub mod template;
pub mod values;

pub use schema::Ledger;
pub use table::{Ledgers, Table};
