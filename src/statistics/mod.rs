//! Statistics of two periods: whether a rate or a mean fell or grew, how sure that is, and how
//! many of many such verdicts may be chance. What is counted, and what a verdict means, is the
//! affair of whoever asks.

pub mod discoveries;
pub mod means;
pub mod rates;
