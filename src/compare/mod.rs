//! What two periods say side by side besides their rebounds: hours and the parts of their
//! difference, what became of findings, which things came back under another name, whether targets
//! were met. Rates, tests and the rules that use them stand elsewhere; nothing here writes anything.

pub mod caveats;
pub mod fates;
pub mod hours;
pub mod parts;
pub mod series;
pub mod targets;
pub mod things;
