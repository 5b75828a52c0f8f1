//! Tests of the whole: the binary as a user runs it, and every rule against its fixture. One
//! test binary, because each one links polars again.

mod command;
mod contract;
mod exits;
mod hostile;
mod reading;
mod rule_fixtures;
mod texts;
