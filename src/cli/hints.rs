//! What to do about an error of the library, in commands and flags, of which the library knows nothing.

use onrecord::search::MAX_PERIODS;

/// Hints by the code of the problem.
const HINTS: [(&str, &str); 8] = [
    ("index-missing", "build one with `search index PATH`, or name another with --index"),
    ("index-version", ANEW),
    ("index-damaged", ANEW),
    ("index-engine", "run the command again; if it fails again, build anew with `search index --full`"),
    ("nothing-indexed", "see `search formats` for what can be read, and --report for the reasons"),
    ("watch", "check the paths; without --watch the index is brought up to date once"),
    ("eval-line", "`search eval --help` shows what each file must hold"),
    ("verify-no-citations", "give a file that `search export` or `search show --format bibtex` wrote"),
];

const ANEW: &str = "build it anew with `search index --full` and the same paths";

/// Returns what to do about a problem with this code, where more can be said of it than the library does.
pub(super) fn of(code: &str) -> Option<String> {
    if code == "trend-periods" {
        return Some(format!("at most {MAX_PERIODS} are counted: choose longer ones with --by, or less time"));
    }
    HINTS.iter().find(|(known, _)| *known == code).map(|(_, hint)| (*hint).to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use onrecord::index::IndexError;
    use onrecord::search::TrendError;

    use super::*;
    use crate::cli::Failure;
    use crate::cli::args::Cli;

    #[test]
    fn the_library_speaks_of_no_flags_and_the_program_does() {
        let missing = || IndexError::Missing { dir: "index".into() };
        assert!(!missing().hint().contains("search ") && !missing().hint().contains("--"));
        assert!(Failure::from(missing()).in_words().ends_with("or name another with --index"));
        let periods = || TrendError::Periods { n: 9999, from: "a".into(), to: "b".into() };
        assert!(!periods().hint().contains("by"));
        assert!(Failure::from(periods()).in_words().contains("with --by"));
    }

    #[test]
    fn commands_and_flags_of_the_hints_are_there() {
        let cli = Cli::command();
        for (code, hint) in HINTS {
            for (_, rest) in hint.match_indices("`search ").map(|(at, found)| hint.split_at(at + found.len())) {
                let name = rest.split([' ', '`']).next().unwrap_or_default();
                assert!(cli.find_subcommand(name).is_some(), "{code}: {hint}");
            }
        }
    }
}
