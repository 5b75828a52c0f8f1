//! The command line: what can be asked, in clap's words. No logic stands here, and no default
//! that also lives in the configuration.

mod aside;
mod periods;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::Severity;
use crate::region::narrowing::ShareKind;
use crate::text::Language;
pub use aside::{
    CheckArgs, CheckFormat, CompletionsArgs, DemoArgs, ExplainArgs, FieldsArgs, InitArgs, ManArgs,
    RulesArgs,
};
pub use periods::{CompareArgs, PlanArgs, PlanFormat, Span};

/// Audits how much formalism burden a region carries.
#[derive(Debug, Parser)]
#[command(
    name = "jianfu",
    version,
    about,
    propagate_version = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Language of messages, tables and reports [default: of the locale]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// Colour the table
    #[arg(long, global = true, value_enum, default_value_t = When::Auto)]
    pub color: When,
    /// Say nothing on standard error but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more on standard error: every reject and warning
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// How notes and errors are written on standard error
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// How notes and errors are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// In words
    Text,
    /// One object a line, with a level, a code that stays, and words
    Json,
}

/// When to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Where the output is a terminal and `NO_COLOR` is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Load every ledger under the paths, run every rule, rank the findings
    Audit(AuditArgs),
    /// Audit one ledger: meetings (`-` reads standard input)
    Meetings(AuditArgs),
    /// Audit one ledger: documents (`-` reads standard input)
    Documents(AuditArgs),
    /// Audit one ledger: chat groups and leading groups (`-` reads standard input)
    Groups(AuditArgs),
    /// Audit one ledger: apps, systems and official accounts (`-` reads standard input)
    Apps(AuditArgs),
    /// Audit one ledger: inspections and visits (`-` reads standard input)
    Inspections(AuditArgs),
    /// Audit one ledger: forms to fill in (`-` reads standard input)
    Forms(AuditArgs),
    /// Audit one ledger: answers to questionnaires (`-` reads standard input)
    Surveys(AuditArgs),
    /// Two periods side by side: what fell, what grew in its place, and how sure that is
    Compare(CompareArgs),
    /// What to do about it: steps that could be adopted, each with the hours that it saves
    Plan(PlanArgs),
    /// Read only: what became of every file, column and row
    Check(CheckArgs),
    /// List the fields that headers are mapped to: names, types, words, known headers
    Fields(FieldsArgs),
    /// Write a commented configuration and empty ledger templates
    Init(InitArgs),
    /// Write a synthetic region with planted burden, and a file that says what was planted
    Demo(DemoArgs),
    /// Print what a shell completes
    Completions(CompletionsArgs),
    /// Print the man page, or write one for each command into a folder
    Man(ManArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Show one finding whole: figures, cascade, matched words, every row as it stands in its file
    Show(ShowArgs),
    /// Explain one rule: what, why, parameters, hours, provision, example, remedy
    Explain(ExplainArgs),
}

/// Options of every auditing command.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    /// The settings
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// The period
    #[command(flatten)]
    pub period: PeriodArgs,
    /// What is reported, and where
    #[command(flatten)]
    pub report: ReportArgs,
    /// A CSV file of waivers, beside those of the configuration
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<PathBuf>,
    /// Sum up findings by unit, rule, ledger or bearer in the table
    #[arg(long, value_enum, value_name = "KEY")]
    pub group_by: Option<GroupBy>,
}

/// By what findings are summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// The units that impose what is found
    Unit,
    /// The rule
    Rule,
    /// The ledger
    Ledger,
    /// The units that bear it, each by its share
    Bearer,
}

/// Which findings a command reports, in which format, and where it writes them.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Run only these rules (names or globs such as 'meeting-*')
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Leave these rules out (names or globs)
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub skip: Vec<String>,
    /// Only what this unit and those below it bear or impose, by their share of the hours
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    /// Which hours are those of --unit
    #[arg(long, value_enum, value_name = "SHARE", default_value_t)]
    pub share: ShareKind,
    /// Show only findings of at least this severity
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub min_severity: Option<Severity>,
    /// Show only the first N findings
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Output format [default: that of the output file's extension, else table]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to a file instead of standard output; may be given several times
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// Exit with 1 if there are findings of at least this severity
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Never)]
    pub fail_on: FailOn,
    /// Treat a rejected row as an error
    #[arg(long)]
    pub strict: bool,
    /// An earlier JSON report: what is new, persists, is worse, better or resolved
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// Where the settings come from.
#[derive(Debug, Args)]
pub struct SettingsArgs {
    /// Configuration file [default: jianfu.toml in a folder named, else in the working folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Built-in profile of local rules; what the configuration says stands above it
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
}

/// The period of an audit.
#[derive(Debug, Args)]
pub struct PeriodArgs {
    /// First day of the period [default: the first event]
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day of the period [default: the last event]
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// What "today" means for idle and overdue [default: the last day of the period]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

/// Options of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The finding: its id, the beginning of it, or its rank in the whole audit
    #[arg(value_name = "FINDING")]
    pub finding: String,
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    /// The settings
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// A CSV file of waivers, beside those of the configuration
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<PathBuf>,
    /// The period
    #[command(flatten)]
    pub period: PeriodArgs,
}

/// Formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table made for reading
    Table,
    /// One line a finding, for spreadsheets
    Csv,
    /// One object, with inputs, rules, burden and findings
    Json,
    /// One finding a line
    Jsonl,
    /// A note in Markdown
    Markdown,
    /// A workbook with findings, evidence rows, units, rules, inputs and settings
    Xlsx,
    /// One page with pictures, for a browser
    Html,
}

/// From which severity a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Any finding
    Low,
    /// Medium and high
    Medium,
    /// High only
    High,
    /// Findings never fail a run
    Never,
}

impl FailOn {
    /// The least severity that fails a run.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Low => Some(Severity::Low),
            Self::Medium => Some(Severity::Medium),
            Self::High => Some(Severity::High),
            Self::Never => None,
        }
    }
}
