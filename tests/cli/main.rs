//! Tests of the whole: the binary as a user runs it, and every rule against its fixture. One
//! test binary, because each one links polars again.

#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod assumed;
mod check;
mod command;
mod compare;
mod contract;
mod demo;
mod exits;
mod files;
mod follow_up;
mod formats;
mod headers;
mod hostile;
mod identities;
#[path = "../bench/labelled.rs"]
mod labelled;
mod metamorphic;
mod partitions;
mod plan;
#[path = "../bench/random.rs"]
mod random;
mod reading;
mod reading_fixtures;
mod reading_properties;
mod reading_values;
mod rebounds;
mod rule_fixtures;
mod same_matter;
mod show;
mod terminal;
mod texts;
