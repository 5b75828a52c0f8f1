//! The binary: parses the command line, runs it, and turns its outcome into an exit code.

use mimalloc::MiMalloc;
use std::process::ExitCode;

use clap::Parser;

/// Many small blocks are taken and given back from several threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = jianfu::cli::Cli::parse();
    ExitCode::from(jianfu::run(&cli) as u8)
}
