//! Headers read as a person reads them: a header is cut into words whose meanings are known
//! ([`phrase`]), the meanings are held against what each field of a ledger is called
//! ([`pattern`]), the cells below confirm or contradict it ([`evidence`]), and the columns of a
//! whole table are settled together ([`assignment`]). Nothing here knows of files or rows.

pub mod assignment;
pub mod evidence;
mod lexicon;
pub mod pattern;
pub mod phrase;
mod segment;
mod things;
pub mod units;

pub use evidence::Cells;
pub use phrase::Phrase;
