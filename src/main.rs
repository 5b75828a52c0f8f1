//! The binary: parses the command line, runs it, and turns its outcome into an exit code.

use std::process::ExitCode;

use clap::Parser;

/// Reading makes many short-lived allocations on several threads, which the system's allocator
/// hands out and takes back at nearly twice the cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = jianfu::cli::Cli::parse();
    ExitCode::from(jianfu::run(&cli) as u8)
}
