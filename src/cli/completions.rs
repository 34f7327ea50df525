//! `search completions`: a script that teaches a shell the commands and flags.

use std::io::Write;

use clap_complete::Shell;

use super::{Failure, Outcome, Terminal};

/// A completion script for a shell, on standard output
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, root: &mut clap::Command, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, root, "search", &mut script);
    let mut out = terminal.plain();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Found)
}
