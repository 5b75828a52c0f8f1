//! What a cell says: dates, times, durations, counts, lists and yes/no, in the forms that offices
//! write them. Each reader takes one cell and answers with a value or a [`Fault`]; where the cell
//! stands, and what becomes of its row, is the loader's affair.

mod calendar;
mod clauses;
pub mod coded;
pub mod count;
pub mod credit_code;
pub mod date;
pub mod date_forms;
mod day;
pub mod deadline;
pub mod document_number;
pub mod duration;
pub mod firm_name;
pub mod flag;
pub mod frequency;
pub mod list;
pub mod normal;
pub mod nothing;
pub mod numeral;
pub mod rating;
pub mod span;
pub mod time;

/// Why a cell could not be read; the catalogue has a sentence for each under `fault-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A required cell is blank, or its column stops short of it.
    Missing,
    /// Not a form of date that is known.
    NotADate,
    /// A date that no calendar has, such as 2024-02-30.
    NoSuchDay,
    /// Day and month cannot be told apart, and no other row of the column settles it.
    AmbiguousDate,
    /// A date without a year, where the other rows of the file have none or several.
    NoYear,
    /// Not a form of time.
    NotATime,
    /// Not a form of duration.
    NotADuration,
    /// Not a number.
    NotANumber,
    /// A number below zero where none can be.
    Negative,
    /// A number too large to be meant.
    TooLarge,
    /// Neither yes nor no.
    NotAFlag,
    /// Not one of the coded values.
    NotACode,
    /// How many there are, where it must be said who.
    CountNotNames,
    /// Not a form of frequency.
    NotAFrequency,
    /// Not an answer on the scale from 1 to 5.
    NotARating,
    /// A formula that its program did not compute.
    Formula,
    /// Bytes that are no text in the file's encoding.
    InvalidBytes,
    /// A NUL byte.
    NulByte,
    /// More cells than the header has columns.
    TooManyCells,
    /// A record longer than the reader takes.
    TooLong,
    /// Fewer cells than the header has columns: the rest counts as missing.
    TooFewCells,
    /// A date whose year was taken from the other rows.
    YearAssumed,
    /// A month or a third of one, taken as its first day.
    DayAssumed,
    /// A range, of which the lower end was taken.
    RangeLow,
    /// An end before its start.
    EndBeforeStart,
    /// A number so small that it can be no minutes, in a column that names no unit.
    UnitUnclear,
    /// A part of a day, as spreadsheets store a duration, in a column that names no unit.
    PartOfDay,
    /// All durations of a column are implausible for its unit.
    ImplausibleUnit,
    /// A code of a firm that a program rounded, or words in its place.
    DamagedCode,
    /// A code of a firm whose last character does not check the others.
    WrongCheckDigit,
    /// The header of another table stands here.
    AnotherHeader,
    /// The row stands below the header of another table.
    UnderAnotherHeader,
    /// One code beside names that are plainly those of different firms.
    CodeOfSeveral,
}

impl Fault {
    /// The key of its sentence in the message catalogue.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "fault-missing",
            Self::NotADate => "fault-not-a-date",
            Self::NoSuchDay => "fault-no-such-day",
            Self::AmbiguousDate => "fault-ambiguous-date",
            Self::NoYear => "fault-no-year",
            Self::NotATime => "fault-not-a-time",
            Self::NotADuration => "fault-not-a-duration",
            Self::NotANumber => "fault-not-a-number",
            Self::Negative => "fault-negative",
            Self::TooLarge => "fault-too-large",
            Self::NotAFlag => "fault-not-a-flag",
            Self::NotACode => "fault-not-a-code",
            Self::CountNotNames => "fault-count-not-names",
            Self::NotAFrequency => "fault-not-a-frequency",
            Self::NotARating => "fault-not-a-rating",
            Self::Formula => "fault-formula",
            Self::InvalidBytes => "fault-invalid-bytes",
            Self::NulByte => "fault-nul-byte",
            Self::TooManyCells => "fault-too-many-cells",
            Self::TooLong => "fault-too-long",
            Self::TooFewCells => "fault-too-few-cells",
            Self::AnotherHeader => "fault-another-header",
            Self::UnderAnotherHeader => "fault-under-another-header",
            Self::YearAssumed => "fault-year-assumed",
            Self::DayAssumed => "fault-day-assumed",
            Self::RangeLow => "fault-range-low",
            Self::EndBeforeStart => "fault-end-before-start",
            Self::UnitUnclear => "fault-unit-unclear",
            Self::PartOfDay => "fault-part-of-day",
            Self::ImplausibleUnit => "fault-implausible-unit",
            Self::DamagedCode => "fault-damaged-code",
            Self::WrongCheckDigit => "fault-wrong-check-digit",
            Self::CodeOfSeveral => "fault-code-of-several",
        }
    }
}
