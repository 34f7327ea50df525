//! Command line → settings → the library → standard output.
//!
//! Each subcommand has a file with its arguments and what it does. Results go to standard
//! output and nothing else does; notices, progress and errors go to standard error.
//! No search logic lives here.

mod annotate;
mod answer;
mod args;
mod completions;
mod config;
mod eval;
mod export;
mod failure;
mod filters;
mod formats;
mod habits;
mod hints;
mod index;
mod man;
#[cfg(feature = "mcp")]
mod mcp;
mod names;
mod opened;
mod progress;
mod query;
mod quotes;
mod read;
mod run;
#[cfg(feature = "server")]
mod serve;
mod settings;
mod show;
mod status;
mod terminal;
mod trend;
mod verify;

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use failure::{Failure, Stop};
use settings::Settings;
use terminal::Terminal;

/// What a command came to, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found or done.
    Found,
    /// Nothing was found, or some of the input could not be used.
    Nothing,
}

impl Outcome {
    fn of_count(n: u64) -> Self {
        if n == 0 { Outcome::Nothing } else { Outcome::Found }
    }
}

impl From<Outcome> for std::process::ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Found => std::process::ExitCode::SUCCESS,
            Outcome::Nothing => std::process::ExitCode::from(1),
        }
    }
}

/// Runs the program with these arguments, its own name first.
pub(crate) fn run(arguments: Vec<OsString>) -> Result<Outcome, Stop> {
    let wants_json = args::asks_for_json(&arguments);
    let arguments = args::with_default_command(arguments);
    let cli = match Cli::try_parse_from(arguments.clone()) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            return Err(Stop::new(Failure::of_arguments(&error, &arguments), wants_json));
        }
        Err(help) => {
            // Help or version, asked for: its text is the result; a closed pipe is no matter.
            let _ = help.print();
            return Ok(Outcome::Found);
        }
    };
    dispatch(&cli).map_err(|failure| Stop::new(failure, wants_json))
}

fn dispatch(cli: &Cli) -> Result<Outcome, Failure> {
    cli.check()?;
    let settings = Settings::resolve(&cli.global, cli.command.overrides())?;
    let terminal = Terminal::new(settings.color.value, cli.global.talk());
    match &cli.command {
        Command::Query(args) => query::run(args, &settings, &terminal),
        Command::Quotes(args) => quotes::run(args, &settings, &terminal),
        Command::Index(args) => index::run(args, cli.global.json, &settings, &terminal),
        Command::Show(args) => show::run(args, cli.global.json, &settings, &terminal),
        Command::Status => status::run(cli.global.json, &settings, &terminal),
        Command::Speakers(args) => names::speakers(args, cli.global.json, &settings, &terminal),
        Command::Entities(args) => names::entities(args, cli.global.json, &settings, &terminal),
        Command::Trend(args) => trend::run(args, cli.global.json, &settings, &terminal),
        Command::Export(args) => export::run(args, &settings, &terminal),
        Command::Verify(args) => verify::run(args, cli.global.json, &settings, &terminal),
        Command::Run(args) => run::run(args, &settings, &terminal),
        Command::Read(args) => read::run(args, &terminal),
        Command::Annotate(args) => annotate::run(args, &settings, &terminal),
        Command::Eval(args) => eval::run(args, cli.global.json, &settings, &terminal),
        #[cfg(feature = "server")]
        Command::Serve(args) => serve::run(args, &settings, &terminal),
        #[cfg(feature = "mcp")]
        Command::Mcp(_) => mcp::run(&settings, &terminal),
        Command::Formats => formats::run(cli.global.json, &terminal),
        Command::Config => config::run(&settings, cli.global.json, &terminal),
        Command::Completions(args) => completions::run(args, &mut Cli::command(), &terminal),
        Command::Man => man::run(Cli::command(), &terminal),
    }
}

/// Returns the day it is, by universal time: what "yesterday" is seen from.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
