//! What the commands beside the audit may be asked: those that read only, make files or explain.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::SettingsArgs;
use crate::demo::Size;

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    /// Configuration file [default: jianfu.toml in a folder named, else in the working folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub format: CheckFormat,
    /// List every reject and warning, not the first 20 of each file
    #[arg(long)]
    pub all: bool,
    /// Treat a rejected row as an error
    #[arg(long)]
    pub strict: bool,
    /// Write the rejected rows in their own words, ready to be corrected and fed back (one file a
    /// ledger where several have some)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print the table as the reader understood it, before any mapping, as CSV
    #[arg(long, conflicts_with_all = ["output", "write_config"])]
    pub as_read: bool,
    /// Write the mapping that was found into a configuration, to be edited and kept [default
    /// file: jianfu.toml]
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "jianfu.toml"
    )]
    pub write_config: Option<PathBuf>,
}

/// Options of `fields`.
#[derive(Debug, Args)]
pub struct FieldsArgs {
    /// The ledger [default: all]
    #[arg(value_name = "LEDGER")]
    pub ledger: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub format: CheckFormat,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder, made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder, made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The same seed gives the same region, byte for byte
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// village, township, county, city, province, or about how many rows
    #[arg(long, value_name = "SIZE", default_value = "township")]
    pub size: Size,
    /// As offices export it: title rows, subtotals, mixed dates, a file in GB18030, bad cells
    #[arg(long)]
    pub messy: bool,
    /// Write into a folder that is not empty
    #[arg(long)]
    pub force: bool,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder, made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Names or globs of rules [default: all]
    #[arg(value_name = "RULE")]
    pub rules: Vec<String>,
    /// Print the settings that are in force, as a configuration file
    #[arg(long = "settings")]
    pub prints_settings: bool,
    /// List the built-in profiles
    #[arg(long, conflicts_with = "prints_settings")]
    pub profiles: bool,
    /// The settings
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The settings
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// A table made for reading
    Table,
    /// One object
    Json,
}
