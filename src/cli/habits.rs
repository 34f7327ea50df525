//! Flags and commands of other programs → what is written here for the same.

/// Flags that no command has, and the hint that answers them.
const HABITS: [(&[&str], &str); 14] = [
    (&["-o", "--out", "--output"], "the result goes to standard output: put > FILE behind the command"),
    (&["--count", "--total"], "write -n 0 for the exact total alone"),
    (&["--top", "--size", "--max", "-k", "--rows"], "write -n N for the first N"),
    (&["--from", "--after", "--start", "--start-date"], "write --since 2020-05"),
    (&["--to", "--before", "--end", "--end-date"], "write --until 2020-07, which includes the last day named"),
    (&["--date", "--published"], "write --since and --until, or published:2020-05..2020-07 in the query"),
    (&["--author", "--byline"], "write byline:NAME in the query"),
    (&["--headline", "--title"], "write headline:WORDS in the query"),
    (&["--section"], "write section:NAME in the query"),
    (&["--person", "--org", "--place"], "write --entity NAME, or person:NAME, org:NAME, place:NAME in the query"),
    (&["--said", "--quote", "--quotes"], "write said:WORDS in the query, or --said-only"),
    (&["--csv"], "write --format csv"),
    (&["--jsonl"], "write --format jsonl"),
    (&["--md", "--markdown"], "write --format md"),
];

/// What an export has no flags for.
const OF_EXPORTS: [&str; 4] = ["-n", "--limit", "--offset", "--facets"];

/// What quotes have no flags for.
const OF_QUOTES: [&str; 2] = ["--group", "--context"];

/// Words that are no command, and the command that is more likely meant where they come first.
const COMMANDS: [(&str, &str); 6] = [
    ("help", "search --help"),
    ("quote", "search quotes"),
    ("speaker", "search speakers"),
    ("entity", "search entities"),
    ("trends", "search trend"),
    ("stats", "search status"),
];

/// Returns the command that may be meant by the first word of a query.
pub(super) fn command_for(word: &str) -> Option<&'static str> {
    COMMANDS.iter().find(|(known, _)| *known == word).map(|(_, command)| *command)
}

/// Returns what to write instead of a flag that `command` does not have.
pub(super) fn instead_of(flag: &str, command: Option<&str>) -> Option<&'static str> {
    if command == Some("export") && OF_EXPORTS.contains(&flag) {
        return Some("an export has every match; `search query` takes it, with --format csv or jsonl");
    }
    if command == Some("quotes") && OF_QUOTES.contains(&flag) {
        return Some(
            "quotes come one by one, without groups and context; write `search query --said-only` for passages",
        );
    }
    HABITS.iter().find(|(flags, _)| flags.contains(&flag)).map(|(_, hint)| *hint)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn no_command_has_a_flag_that_is_answered_with_another() {
        fn check(command: &clap::Command) {
            for arg in command.get_arguments() {
                let (long, short) = (arg.get_long().unwrap_or_default(), arg.get_short().unwrap_or_default());
                for flag in [format!("--{long}"), format!("-{short}")] {
                    assert_eq!(instead_of(&flag, None), None, "{} {flag}", command.get_name());
                }
            }
            command.get_subcommands().for_each(check);
        }
        check(&Cli::command());
    }

    #[test]
    fn no_command_is_taken_for_another() {
        let cli = Cli::command();
        for (word, meant) in COMMANDS {
            assert!(cli.find_subcommand(word).is_none(), "{word} is a command");
            let name = meant.trim_start_matches("search ");
            assert!(name == "--help" || cli.find_subcommand(name).is_some(), "{meant} is none");
        }
    }
}
