//! One file a subcommand. Only these see everything: the command line, the settings, the region,
//! the rules, the report and where it goes; and only here is decided what a run exits with.

mod audit;
mod check;
mod compare;
mod completions;
mod demo;
mod evidence;
mod explain;
mod fields;
mod init;
mod output;
mod plan;
mod progress;
mod rules;
mod selection;
mod show;

use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use comfy_table::{ContentArrangement, presets};

use crate::cli::{Cli, Command, LogFormat, SettingsArgs, When};
use crate::config::{self, Settings};
use crate::ledger::Ledger;
use crate::report::sink::to_stdout;
use crate::text::{Catalogue, Language, Message, printable};

/// How a run ended; the exit code is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Ran, and nothing reached `--fail-on`.
    Clean = 0,
    /// Ran, and something did.
    Found = 1,
    /// Not complete.
    Incomplete = 2,
}

/// Everything that keeps a run from going on, gathered.
#[derive(Debug)]
pub struct Faults(pub Vec<Message>);

impl Faults {
    /// One fault.
    #[must_use]
    pub fn one(message: Message) -> Self {
        Self(vec![message])
    }
}

impl From<polars::prelude::PolarsError> for Faults {
    fn from(error: polars::prelude::PolarsError) -> Self {
        Self::one(Message::new("frame-failed").text("error", error.to_string()))
    }
}

/// The settings that the command line asks for.
fn settings(args: &SettingsArgs, paths: &[String]) -> Result<Settings, Faults> {
    let file = config::find(args.config.as_deref(), paths);
    config::load(file, args.profile.as_deref()).map_err(Faults)
}

/// Says which configuration is in use, where one is: it may have been found and not asked for.
fn tell_of_settings(settings: &Settings, context: &Context) {
    if let Some(file) = &settings.file {
        let message = Message::new("config-in-use").text("file", file.display().to_string());
        context.note(&message);
    }
}

/// The same with the waivers of a file.
fn settings_with(
    waivers: Option<&Path>,
    args: &SettingsArgs,
    paths: &[String],
) -> Result<Settings, Faults> {
    let mut settings = settings(args, paths)?;
    if let Some(path) = waivers {
        let own = config::read_waivers(path).map_err(Faults)?;
        settings.waivers.extend(own);
        settings.assignments.leave_out(path);
    }
    Ok(settings)
}

/// An empty table for a list, as wide as the terminal.
fn listing(context: &Context) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(context.width())
        .force_no_tty();
    table
}

/// What every command is given besides its own arguments.
pub struct Context {
    /// The texts, those of the rules included.
    pub catalogue: Catalogue,
    /// Whether and how the table is coloured.
    pub color: When,
    /// Nothing on standard error but errors.
    pub quiet: bool,
    /// Everything on standard error.
    pub verbose: bool,
    /// How what is said on standard error is written.
    pub log_format: LogFormat,
}

impl Context {
    fn of(cli: &Cli) -> Self {
        let language = cli.lang.unwrap_or_else(Language::of_locale);
        let sentences = crate::rules::all().map(|rule| (rule.name.to_owned(), rule.texts.message));
        Self {
            catalogue: Catalogue::new(language).with(sentences),
            color: cli.color,
            quiet: cli.quiet,
            verbose: cli.verbose,
            log_format: cli.log_format,
        }
    }

    /// Says something on standard error, unless that is to be quiet.
    pub fn note(&self, message: &Message) {
        if !self.quiet {
            self.log("note", message, None);
        }
    }

    fn error(&self, message: &Message) {
        let text = Message::new("error").message("fault", message.clone());
        self.log("error", message, Some(&text));
    }

    /// One line on standard error: words, or an object with a level, a code that stays and words.
    fn log(&self, level: &'static str, message: &Message, in_words: Option<&Message>) {
        match self.log_format {
            LogFormat::Text => tell(&self.catalogue.render(in_words.unwrap_or(message))),
            LogFormat::Json => {
                let line = serde_json::json!({
                    "level": level,
                    "code": message.innermost().key(),
                    "message": printable(&self.catalogue.render(message)),
                });
                tell(&line.to_string());
            }
        }
    }

    /// Whether standard output is coloured.
    #[must_use]
    pub fn colored(&self) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                std::io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Columns of the terminal: as COLUMNS says, else as the terminal does, else 100.
    #[must_use]
    pub fn width(&self) -> u16 {
        const UNKNOWN: u16 = 100;
        const LEAST: u16 = 40;
        let stated = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let asked = || terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0);
        stated.or_else(asked).unwrap_or(UNKNOWN).max(LEAST)
    }
}

/// Says something on standard error.
fn tell(text: &str) {
    // Nobody may be listening on standard error; that must not end the run.
    let _ = writeln!(std::io::stderr().lock(), "{}", printable(text));
}

/// Prints plain text to standard output.
fn print(text: &str) -> Result<(), Faults> {
    to_stdout(|out| out.write_all(text.as_bytes()))
        .map(|_| ())
        .map_err(|error| Faults::one(output_failed("-", &error)))
}

/// An output that could not be written.
fn output_failed(file: &str, error: &std::io::Error) -> Message {
    Message::new("output-failed")
        .text("file", file)
        .text("error", error.to_string())
}

/// Runs a command line; faults are said on standard error, those of the program itself included.
#[must_use]
pub fn run(cli: &Cli) -> Outcome {
    // Whoever catches a panic says it, in words or as JSON; the hook would say it a second time.
    std::panic::set_hook(Box::new(|_| ()));
    let context = Context::of(cli);
    let result = catch_unwind(AssertUnwindSafe(|| dispatch(cli, &context)))
        .unwrap_or_else(|payload| Err(Faults::one(internal_fault(payload.as_ref()))));
    match result {
        Ok(outcome) => outcome,
        Err(Faults(faults)) => {
            /// So many faults are said one by one.
            const SAID: usize = 20;
            for fault in faults.iter().take(SAID) {
                context.error(fault);
            }
            if faults.len() > SAID {
                context.error(&Message::new("and-more-faults").count("more", faults.len() - SAID));
            }
            Outcome::Incomplete
        }
    }
}

/// A panic in words.
fn internal_fault(payload: &(dyn std::any::Any + Send)) -> Message {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let words = text.or_else(|| payload.downcast_ref::<&str>().copied());
    Message::new("internal-fault").text("what", words.unwrap_or("panic"))
}

fn dispatch(cli: &Cli, context: &Context) -> Result<Outcome, Faults> {
    match &cli.command {
        Command::Audit(args) => audit::run(args, None, context),
        Command::Meetings(args) => audit::run(args, Some(Ledger::Meetings), context),
        Command::Documents(args) => audit::run(args, Some(Ledger::Documents), context),
        Command::Groups(args) => audit::run(args, Some(Ledger::Groups), context),
        Command::Apps(args) => audit::run(args, Some(Ledger::Apps), context),
        Command::Inspections(args) => audit::run(args, Some(Ledger::Inspections), context),
        Command::Forms(args) => audit::run(args, Some(Ledger::Forms), context),
        Command::Surveys(args) => audit::run(args, Some(Ledger::Surveys), context),
        Command::Compare(args) => compare::run(args, context),
        Command::Plan(args) => plan::run(args, context),
        Command::Demo(args) => demo::run(args, context),
        Command::Completions(args) => completions::completions(args),
        Command::Man(args) => completions::man(args),
        Command::Check(args) => check::run(args, context),
        Command::Init(args) => init::run(args, context),
        Command::Fields(args) => fields::run(args, context),
        Command::Rules(args) => rules::run(args, context),
        Command::Show(args) => show::run(args, context),
        Command::Explain(args) => explain::run(args, context),
    }
}
