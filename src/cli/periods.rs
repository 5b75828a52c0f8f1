//! What `compare` and `plan` may be asked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{PeriodArgs, ReportArgs, SettingsArgs};
use crate::plan::{Cap, Measure};

/// Options of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The earlier period, a folder or file; or all periods, with --split, --by or --before
    #[arg(value_name = "BEFORE")]
    pub earlier: String,
    /// The later period, a folder or file
    #[arg(value_name = "AFTER", conflicts_with_all = ["split", "by"])]
    pub later: Option<String>,
    /// The settings
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// In one folder, the first day of the later period
    #[arg(long, value_name = "DATE", conflicts_with = "by")]
    pub split: Option<String>,
    /// In one folder, a whole series of periods, each compared with the one before it
    #[arg(long, value_enum, value_name = "SPAN")]
    pub by: Option<Span>,
    /// The days of the earlier period
    #[arg(long, value_name = "FROM..TO", conflicts_with_all = ["split", "by", "from", "to"])]
    pub before: Option<String>,
    /// The days of the later period
    #[arg(long, value_name = "FROM..TO", conflicts_with_all = ["split", "by", "from", "to"])]
    pub after: Option<String>,
    /// First and last day of all periods
    #[command(flatten)]
    pub period: PeriodArgs,
    /// List every unit that was tested, not only those of which something was found
    #[arg(long)]
    pub all: bool,
    /// What is reported, and where
    #[command(flatten)]
    pub report: ReportArgs,
}

/// How long each period of a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Span {
    /// Quarters of the calendar
    Quarter,
    /// Halves of the calendar year
    Half,
    /// Calendar years
    Year,
}

impl Span {
    /// Its length in months.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

/// Options of `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    /// The settings
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// The period
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Plan and apply these measures only
    #[arg(long, value_enum, value_name = "MEASURES", value_delimiter = ',')]
    pub apply: Vec<Measure>,
    /// What if a cap were kept, such as meeting-hours-per-month=16 (of each cadre) or
    /// meetings-per-month=8 (of each unit); may be given several times
    #[arg(long, value_name = "NAME=NUMBER")]
    pub cap: Vec<Cap>,
    /// Only steps that this unit and those below it take part in
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    /// Show only the first N steps
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Output format [default: that of the output file's extension, else table]
    #[arg(long, value_enum)]
    pub format: Option<PlanFormat>,
    /// Write to a file instead of standard output; may be given several times
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// Treat a rejected row as an error
    #[arg(long)]
    pub strict: bool,
}

/// Formats of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// A table made for reading
    Table,
    /// One line a step, for spreadsheets
    Csv,
    /// One object, with steps, master forms, rates and what if
    Json,
    /// A calendar of meetings and joint inspections
    Ics,
}
