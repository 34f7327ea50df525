//! A query that was refused → the nearest one that is not.

use super::error::{QueryError, QueryErrorKind};
use super::foreign;
use super::lex::is_double_quote;
use super::spellings::{OpenRange, open_range};
use crate::terms;
use crate::when::WhenError;

/// Repairs tried one after the other before giving up.
const MAX_STEPS: usize = 12;

/// The longest text worth repairing: nobody reads a longer one in a hint.
const MAX_LENGTH: usize = 400;

/// Adds to `error` a repaired text; `check` reads a text and returns its error, if any.
pub(super) fn with_repair(mut error: QueryError, text: &str, check: impl Fn(&str) -> Option<QueryError>) -> QueryError {
    if text.len() > MAX_LENGTH {
        return error;
    }
    let mut fixed = text.to_owned();
    let mut problem = Some(error.clone());
    for _ in 0..MAX_STEPS {
        let Some(current) = problem else { break };
        match step(&current, &fixed) {
            Some(next) => fixed = next,
            None => break,
        }
        problem = check(&fixed);
        if problem.is_none() {
            error.repair = Some(fixed.split_whitespace().collect::<Vec<_>>().join(" "));
            return error;
        }
    }
    error.repair = quoted(text).filter(|quoted| check(quoted).is_none());
    error
}

/// Returns the words of the text as a phrase, where there are any.
fn quoted(text: &str) -> Option<String> {
    let words = terms::fold(text);
    (!words.is_empty()).then(|| format!("\"{}\"", words.join(" ")))
}

/// Returns the text with one fault mended.
fn step(error: &QueryError, text: &str) -> Option<String> {
    let (start, end) = (error.span.start as usize, error.span.end as usize);
    let (before, typed, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let with = |middle: &str| Some(format!("{before}{middle}{after}"));
    match &error.kind {
        QueryErrorKind::UnclosedQuote => Some(format!("{text}\"")),
        QueryErrorKind::UnclosedGroup => Some(format!("{text})")),
        QueryErrorKind::UnmatchedClose
        | QueryErrorKind::EmptyGroup
        | QueryErrorKind::EmptyPhrase
        | QueryErrorKind::MissingOperand { .. }
        | QueryErrorKind::NestedField { .. }
        | QueryErrorKind::BadWildcard { .. } => with(" "),
        QueryErrorKind::UnknownField { name, .. } if open_range(name).is_some() => {
            Some(format!("{before}published:{}", open_days(name, after)))
        }
        QueryErrorKind::UnknownField { nearest: Some(nearest), .. } => with(&format!("{nearest}:")),
        QueryErrorKind::UnknownField { name, nearest: None } => with(&format!("\"{name}\" ")),
        QueryErrorKind::BadDate(when) => date(when, before, typed, after),
        QueryErrorKind::BadDistance { .. } => with("w/5"),
        QueryErrorKind::NotNear { .. } => with("AND"),
        QueryErrorKind::BadFuzzy { typed } => with(&fuzzy(typed)),
        QueryErrorKind::BadCount { .. } => with("atleast2"),
        QueryErrorKind::Unsupported { .. } if typed.eq_ignore_ascii_case("near") => {
            let (distance, length) = foreign::near(after)?;
            Some(format!("{before}{distance}{}", after.get(length..)?))
        }
        kind if *kind == foreign::RANGE => range(before, typed, after),
        kind if *kind == foreign::COMPARISON => with(&foreign::compared(typed)?),
        kind if *kind == foreign::ASSIGNED => {
            let (name, sign) = foreign::assigned(typed)?;
            with(&format!("{name}:{}", sign.trim_matches(|c| c == '=' && !sign.contains(['<', '>']))))
        }
        QueryErrorKind::Unsupported { what, .. } => with(&unsupported(what, typed)),
        QueryErrorKind::Empty
        | QueryErrorKind::TooLong { .. }
        | QueryErrorKind::TooManyWords { .. }
        | QueryErrorKind::TooDeep { .. } => None,
    }
}

/// Opens the days that a text begins with to one side.
fn open_days(name: &str, text: &str) -> String {
    let is_quoted = text.starts_with(is_double_quote);
    let opening = if is_quoted { text.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let (mark, text) = text.split_at(opening);
    let ends = |c: char| if is_quoted { is_double_quote(c) } else { c.is_whitespace() || c == ')' };
    let (days, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
    match open_range(name) {
        Some(OpenRange::From) => format!("{mark}{days}..{rest}"),
        _ => format!("{mark}..{days}{rest}"),
    }
}

/// Swaps a backward range, keeps the year of a bad day, or takes the condition away.
fn date(error: &WhenError, before: &str, typed: &str, after: &str) -> Option<String> {
    let plain = typed.trim_matches(is_double_quote);
    if let (WhenError::Backwards { .. }, Some((from, to))) = (error, plain.split_once("..")) {
        return Some(format!("{before}{}..{}{after}", to.trim(), from.trim()));
    }
    let year: String = plain.chars().take_while(char::is_ascii_digit).collect();
    if year.len() == 4 && plain != year {
        return Some(format!("{before}{year}{after}"));
    }
    let kept = before.trim_end().trim_end_matches(':').trim_end_matches(char::is_alphabetic);
    Some(format!("{kept} {after}"))
}

/// Writes a range as here: behind the field that it stands behind, where that is one of days, or behind
/// the day of publication, where it stands alone.
fn range(before: &str, typed: &str, after: &str) -> Option<String> {
    let days = foreign::dotted(typed)?;
    let behind = before.trim_end_matches(|c: char| c == '(' || c.is_whitespace());
    let field = behind.rsplit(|c: char| !c.is_alphabetic() && c != ':').next().unwrap_or("");
    match field.to_ascii_lowercase().as_str() {
        "published:" | "about:" => Some(format!("{before}{days}{after}")),
        name if !name.ends_with(':') => Some(format!("{before}published:{days}{after}")),
        _ => None,
    }
}

fn fuzzy(typed: &str) -> String {
    let word: String = typed.split('~').next().unwrap_or("").chars().filter(|c| c.is_alphanumeric()).collect();
    if word.is_empty() {
        return typed.replace('~', " ");
    }
    let edits = if typed.ends_with("~1") { 1 } else { 2 };
    format!("{word}~{edits}")
}

fn unsupported(what: &str, typed: &str) -> String {
    if typed.starts_with('/') {
        let letters = typed.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
        format!(" {letters} ")
    } else if let Some(word) = typed.strip_prefix('!') {
        format!("-{word}")
    } else if let Some((word, _)) = typed.split_once('^') {
        word.to_owned()
    } else if what.contains("excluded") {
        "AND NOT".to_owned()
    } else {
        String::new()
    }
}
