//! The binary: parses the command line, runs it, and turns its outcome into an exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = jianfu::cli::Cli::parse();
    ExitCode::from(jianfu::run(&cli) as u8)
}
