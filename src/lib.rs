//! jianfu (减负, "lighten the burden") audits how much formalism burden a region carries: which
//! meetings repeat one another level by level, which groups and apps are redundant, which firm is
//! inspected by five departments in one month; who imposes it, who bears it, on which rows that
//! rests, and what to do.
//!
//! Everything flows in one direction: command line → settings → ledgers → region → rules →
//! findings → ranked report → exporters. Only `commands` sees all of it.

pub mod arithmetic;
pub mod assumed;
pub mod baseline;
pub mod cli;
pub mod commands;
pub mod compare;
pub mod config;
pub mod cost;
pub mod demo;
pub mod finding;
pub mod ledger;
pub mod matter;
pub mod monitoring;
pub mod pair;
pub mod picture;
pub mod plan;
pub mod rank;
pub mod region;
pub mod report;
pub mod rules;
pub mod statistics;
pub mod survey;
pub mod text;
mod union_find;
pub mod waived;

pub use commands::{Outcome, run};
