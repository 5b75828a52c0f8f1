//! Statistics of counts in two periods: whether a rate fell or grew, how sure that is, and how
//! many of many such verdicts may be chance. What is counted, and what a verdict means, is the
//! affair of whoever asks.

pub mod discoveries;
pub mod rates;
