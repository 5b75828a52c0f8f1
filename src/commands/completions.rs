//! What a shell completes, and the man pages: both from the definition of the command line itself.

use clap::{Command, CommandFactory};

use super::{Faults, Outcome, output_failed};
use crate::cli::{Cli, CompletionsArgs, ManArgs};
use crate::report::sink::{Target, to_stdout};

/// Prints what a shell completes.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Outcome, Faults> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "jianfu", &mut text);
    write_out(&text)
}

/// Prints the man page, or writes one for each command into a folder.
pub(super) fn man(args: &ManArgs) -> Result<Outcome, Faults> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &args.folder else {
        return write_out(&page(command)?);
    };
    let failed =
        |error: std::io::Error| Faults::one(output_failed(&folder.to_string_lossy(), &error));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let commands: Vec<Command> = command.get_subcommands().cloned().collect();
    for own in std::iter::once(command).chain(commands) {
        let name = own
            .get_display_name()
            .unwrap_or(own.get_name())
            .replace(' ', "-");
        let text = page(own)?;
        Target::open(&folder.join(format!("{name}.1")))
            .and_then(|target| target.write(|out| out.write_all(&text)))
            .map_err(failed)?;
    }
    Ok(Outcome::Clean)
}

fn page(command: Command) -> Result<Vec<u8>, Faults> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut text)
        .map_err(|error| Faults::one(output_failed("-", &error)))?;
    Ok(text)
}

fn write_out(text: &[u8]) -> Result<Outcome, Faults> {
    to_stdout(|out| out.write_all(text))
        .map(|_| Outcome::Clean)
        .map_err(|error| Faults::one(output_failed("-", &error)))
}
