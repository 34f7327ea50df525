//! Errors of every stage → one line on standard error, JSON where asked for, an exit status.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use onrecord::eval::EvalError;
use onrecord::index::IndexError;
use onrecord::names::ListedError;
use onrecord::problem::Problem;
use onrecord::query::QueryError;
use onrecord::read::ReadError;
use onrecord::search::{SearchError, TrendError, UnknownFacet};
use onrecord::verify::VerifyError;

use super::args::takes_value;
use super::habits::instead_of;
use super::hints;

/// Exit status by class; the only place where a status is chosen for an error.
const STATUS: [(Class, u8); 2] = [(Class::ClosedPipe, 0), (Class::Refused, 2)];

/// How an error ends the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// The reader of standard output has had enough: no error at all.
    ClosedPipe,
    /// The command could not do what it was asked to.
    Refused,
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct Failure {
    class: Class,
    problem: Problem,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Problem::new(code, message).into()
    }

    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Failure { problem: self.problem.with_hint(hint), ..self }
    }

    /// Tells whether there is nobody left to answer.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.class == Class::ClosedPipe
    }

    /// Returns the message and the hint on one line.
    pub(crate) fn in_words(&self) -> String {
        let hint = self.problem.hint.as_ref().map(|hint| format!("; {}", one_line(hint))).unwrap_or_default();
        format!("{}{hint}", one_line(&self.problem.message))
    }

    /// Turns clap's answer into one line: its first sentence, and its tip or the way to help.
    pub(crate) fn of_arguments(error: &clap::Error, arguments: &[OsString]) -> Self {
        use clap::error::ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand};
        if matches!(error.kind(), MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand) {
            // Only this command has others below it.
            return match arguments.iter().any(|argument| argument == "eval") {
                true => Failure::new("usage", "what is to be measured was not given: rank, quotes, entities or dates")
                    .with_hint("try `search eval --help`"),
                false => {
                    Failure::new("usage", "neither a query nor a command was given").with_hint("try `search --help`")
                }
            };
        }
        let text = error.render().to_string();
        let (first, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
        let message = one_line(first.strip_prefix("error: ").unwrap_or(first));
        let tip = rest.lines().filter_map(|l| l.trim().strip_prefix("tip: ")).map(one_line).next();
        let help = || "try `--help`".to_string();
        Failure::new("usage", message).with_hint(hint(error, arguments).or(tip).unwrap_or_else(help))
    }
}

/// Returns what helps more than clap's tip: how a value that begins with a hyphen is given, and what is
/// written here for a flag of another program.
fn hint(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(refused)) = error.get(ContextKind::InvalidArg) else { return None };
    let refused = refused.split([' ', '=']).next().filter(|refused| refused.starts_with('-'))?;
    let typed: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let is_value = |pair: &&[Cow<str>]| pair[1].starts_with(refused) && takes_value(&pair[0]);
    if let Some([flag, value]) = typed.windows(2).find(is_value) {
        return Some(format!(
            "a value that begins with a hyphen is joined to its flag by an equals sign: '{flag}={value}'"
        ));
    }
    if error.kind() != clap::error::ErrorKind::UnknownArgument {
        return None;
    }
    let command = typed.iter().skip(1).find(|argument| !argument.starts_with('-'));
    instead_of(refused, command.map(AsRef::as_ref)).map(str::to_owned)
}

/// Joins lines and drops the marks that cannot stand in a one-line message.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let gap = if out.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(out, "{gap}{word}");
    }
    out.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let class = if error.kind() == ErrorKind::BrokenPipe { Class::ClosedPipe } else { Class::Refused };
        let failure = Failure::new("output", format!("cannot write the result: {error}"));
        Failure { class, ..failure }.with_hint("check the disk and the place where the output goes")
    }
}

/// Errors of the library become failures by way of [`Problem`]; what to do is told in commands and flags.
macro_rules! from_library {
    ($($error:ty),+ $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                let problem = Problem::from(error);
                let hint = hints::of(&problem.code).or_else(|| problem.hint.clone()).unwrap_or_default();
                Failure { class: Class::Refused, problem: problem.with_hint(hint) }
            }
        })+
    };
}

from_library!(
    Problem,
    ReadError,
    QueryError,
    UnknownFacet,
    SearchError,
    TrendError,
    VerifyError,
    IndexError,
    EvalError,
    ListedError,
);

/// A failure and how it is to be told.
#[derive(Debug)]
pub(crate) struct Stop {
    failure: Failure,
    as_json: bool,
}

impl Stop {
    pub(crate) fn new(failure: Failure, as_json: bool) -> Self {
        Stop { failure, as_json }
    }

    /// Reports the failure and returns the exit status.
    pub(crate) fn report(self) -> ExitCode {
        let Failure { class, problem } = self.failure;
        let status = STATUS.iter().find(|(c, _)| *c == class).map_or(2, |(_, status)| *status);
        if class == Class::ClosedPipe {
            return ExitCode::from(status);
        }
        let message = one_line(&problem.message);
        if self.as_json {
            let error = serde_json::json!({"error": {"code": problem.code, "message": message, "hint": problem.hint}});
            // With both streams gone there is nobody left to tell.
            let _ = writeln!(io::stdout(), "{error}");
        }
        let hint = problem.hint.map(|h| format!("; {}", one_line(&h))).unwrap_or_default();
        let excerpt = problem.excerpt.map(|e| format!("\n{e}")).unwrap_or_default();
        let _ = writeln!(io::stderr(), "search: {message}{hint}{excerpt}");
        ExitCode::from(status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_stay_on_one_line() {
        assert_eq!(one_line("a\n  b\u{7}\tc"), "a b\u{fffd} c");
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let failure = Failure::from(io::Error::from(ErrorKind::BrokenPipe));
        assert_eq!(failure.class, Class::ClosedPipe);
        assert!(STATUS.contains(&(failure.class, 0)));
    }
}
