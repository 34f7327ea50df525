//! The `search` program: arguments in, results on standard output, a status out.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os().collect()) {
        Ok(outcome) => outcome.into(),
        Err(stop) => stop.report(),
    }
}
