//! The arguments of the whole program, as clap reads them; nothing is checked here but shape.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

#[cfg(feature = "mcp")]
use super::mcp;
#[cfg(feature = "server")]
use super::serve;
use super::settings::{ColorWhen, Overrides};
use super::terminal::Talk;
use super::{
    Failure, annotate, completions, eval, export, index, names, query, quotes, read, run, show, trend, verify,
};

const EXAMPLES: &str = "\
Examples:
  search recusal                            ranked passages; builds the index of ./corpus first if there is none
  search 'speaker:\"Ann Roe\" runoff'         what one person said about it
  search --since 2020-05 --json recusal     for other programs
  search index ~/news                       adds a folder of articles
  search -- index                           looks for the word \"index\"";

/// Full-text search over a news corpus that knows who said what, when, about whom.
#[derive(Debug, Parser)]
#[command(
    name = "search",
    version,
    about,
    after_help = EXAMPLES,
    max_term_width = 100,
    override_usage = "search [OPTIONS] QUERY…\n       search COMMAND [OPTIONS] [ARGUMENTS]",
    disable_help_subcommand = true,
    infer_subcommands = false
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Folder of the index [default: ./index] [env: ONRECORD_INDEX]
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) index: Option<PathBuf>,
    /// Settings file [default: onrecord.toml beside the index] [env: ONRECORD_CONFIG]
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// When to colour the output [env: ONRECORD_COLOR, NO_COLOR]
    #[arg(long, value_name = "WHEN", value_enum, global = true)]
    pub(crate) color: Option<ColorWhen>,
    /// Answer, and report errors, as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// No notices and no progress on standard error
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more on standard error
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

impl Global {
    /// Returns how much is to be said on standard error.
    pub(crate) fn talk(&self) -> Talk {
        match (self.quiet, self.verbose) {
            (true, _) => Talk::Quiet,
            (false, true) => Talk::Verbose,
            (false, false) => Talk::Normal,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Query(query::QueryArgs),
    Quotes(quotes::QuotesArgs),
    Index(index::IndexArgs),
    Read(read::ReadArgs),
    Annotate(annotate::AnnotateArgs),
    Show(show::ShowArgs),
    /// What is in the index: articles, passages, sources, dates, what was skipped
    Status,
    Speakers(names::SpeakersArgs),
    Entities(names::EntitiesArgs),
    Trend(trend::TrendArgs),
    Export(export::ExportArgs),
    Verify(verify::VerifyArgs),
    Run(run::RunArgs),
    Eval(eval::EvalArgs),
    #[cfg(feature = "server")]
    Serve(serve::ServeArgs),
    #[cfg(feature = "mcp")]
    Mcp(mcp::McpArgs),
    /// The formats that can be read, how each is recognised, an example
    Formats,
    /// The settings in force and where each comes from
    Config,
    Completions(completions::CompletionsArgs),
    /// The manual page, in roff
    Man,
}

impl Command {
    /// Returns the settings that the command's own flags give.
    pub(crate) fn overrides(&self) -> Overrides {
        match self {
            Command::Query(args) => args.overrides(),
            Command::Trend(args) => args.overrides(),
            Command::Export(args) => args.overrides(),
            Command::Quotes(args) => args.overrides(),
            Command::Index(args) => args.overrides(),
            Command::Speakers(args) => args.overrides(),
            Command::Annotate(args) => Overrides { jobs: args.jobs, ..Overrides::default() },
            _ => Overrides::default(),
        }
    }
}

impl Command {
    /// Returns the format that the command's own flag names.
    fn format(&self) -> Option<String> {
        fn name(format: Option<impl clap::ValueEnum>) -> Option<String> {
            Some(format?.to_possible_value()?.get_name().to_owned())
        }
        match self {
            Command::Query(args) => name(args.overrides().format),
            Command::Quotes(args) => name(args.overrides().format),
            Command::Trend(args) => name(args.format),
            Command::Export(args) => name(args.format),
            Command::Show(args) => name(args.format),
            _ => None,
        }
    }
}

impl Cli {
    /// Refuses `--json` beside a format that is another.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match self.command.format().filter(|_| self.global.json) {
            Some(format) if !matches!(format.as_str(), "json" | "jsonl" | "csl") => {
                Err(Failure::new("usage", format!("--json and --format {format} contradict each other"))
                    .with_hint("leave out one of them"))
            }
            _ => Ok(()),
        }
    }
}

/// Reads a whole number.
pub(crate) fn whole(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| "it must be a whole number, 0 or more".to_string())
}

/// Reads a number from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f32, String> {
    let value = text.trim().parse().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "it must be a number from 0 to 1".to_string())
}

/// Tells whether `--json` stands among the options, so that a refused command line is
/// reported the way it was asked for.
pub(crate) fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).take_while(|a| *a != "--").any(|a| a == "--json")
}

/// Tells whether a flag of any command takes a value.
pub(crate) fn takes_value(flag: &str) -> bool {
    fn is_in(command: &clap::Command, name: &str) -> bool {
        let takes = |arg: &clap::Arg| arg.get_long() == Some(name) && arg.get_action().takes_values();
        command.get_arguments().any(takes) || command.get_subcommands().any(|command| is_in(command, name))
    }
    flag.strip_prefix("--").is_some_and(|name| is_in(&Cli::command(), name))
}

/// Puts `query` where no command stands: `search recusal` is `search query recusal`.
pub(crate) fn with_default_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if let Some(at) = place_of_query(&arguments) {
        arguments.insert(at, OsString::from("query"));
    }
    arguments
}

fn place_of_query(arguments: &[OsString]) -> Option<usize> {
    let root = Cli::command();
    let is_command = |word: &OsStr| root.get_subcommands().any(|c| c.get_name() == word);
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_string_lossy();
        match text.as_ref() {
            "-h" | "--help" | "-V" | "--version" => return None,
            "--index" | "--config" | "--color" => at += 2,
            "--json" | "--quiet" | "--verbose" | "-q" | "-v" => at += 1,
            _ if text.starts_with("--index=") || text.starts_with("--config=") || text.starts_with("--color=") => {
                at += 1
            }
            _ => return (!is_command(argument)).then_some(at),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(line: &str) -> String {
        let arguments = line.split(' ').map(OsString::from).collect();
        let words: Vec<String> =
            with_default_command(arguments).iter().map(|a| a.to_string_lossy().into_owned()).collect();
        words.join(" ")
    }

    #[test]
    fn definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_query_needs_no_command() {
        assert_eq!(completed("search recusal"), "search query recusal");
        assert_eq!(completed("search --index x -q recusal"), "search --index x -q query recusal");
        assert_eq!(completed("search -n 5 recusal"), "search query -n 5 recusal");
        assert_eq!(completed("search -- index"), "search query -- index");
        assert_eq!(completed("search --index=x -- read"), "search --index=x query -- read");
    }

    #[test]
    fn commands_and_help_stay() {
        for line in ["search read x", "search --json formats", "search --help", "search -V", "search", "search --json"]
        {
            assert_eq!(completed(line), line);
        }
    }
}
