//! What narrows a query, as it was typed → the query.
//!
//! One reading of names, days and shares for flags, parameters of the HTTP interface and arguments
//! of tools: only how a mistake names its place differs ([`Spelling`]).

use std::borrow::Cow;

use jiff::civil::Date;

use crate::problem::Problem;
use crate::query::{MatchMode, Query};
use crate::terms;
use crate::when::{self, WhenError};

/// How a filter is written where the query comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// `--since`.
    Flag,
    /// `since`.
    Parameter,
}

impl Spelling {
    fn of(self, name: &'static str) -> Cow<'static, str> {
        match self {
            Spelling::Flag => format!("--{}", name.replace('_', "-")).into(),
            Spelling::Parameter => name.into(),
        }
    }
}

/// What narrows a query. Filters may be added: end a literal with `..Filters::default()`.
///
/// ```
/// use jiff::civil::date;
/// use onrecord::filters::{Filters, Spelling};
///
/// let filters = Filters { since: Some("2020-07"), until: Some("2020-05"), ..Filters::default() };
/// let problem = filters.query("recusal", date(2020, 7, 20), Spelling::Flag).unwrap_err();
/// assert_eq!(problem.message, "--until ends before --since begins");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Filters<'a> {
    /// With a quote by any of these speakers, as facets list them behind `=`.
    pub speakers: &'a [String],
    /// That names any of these persons, organisations or places.
    pub entities: &'a [String],
    /// From any of these publications.
    pub sources: &'a [String],
    /// Published on the first day of it or later.
    pub since: Option<&'a str>,
    /// Published on the last day of it or before.
    pub until: Option<&'a str>,
    /// That speaks of a date in it.
    pub about: Option<&'a str>,
    /// Whether words are looked for inside quotes only.
    pub said_only: bool,
    /// How many of the bare words must be there.
    pub matching: MatchMode,
    /// Whether words are looked for without synonyms.
    pub exact: bool,
    /// How sure a speaker must be, from 0 to 1.
    pub min_confidence: Option<f32>,
}

impl Filters<'_> {
    /// Reads a query and narrows it; where `text` is blank, the filters alone are the query.
    /// `today` is what `yesterday` is seen from.
    ///
    /// # Errors
    ///
    /// What cannot be read, by the name that `spelling` gives it: a text that is no query, a name
    /// without a letter, a time, an end before its beginning, a share outside 0 to 1; a blank text
    /// without any filter.
    pub fn query(&self, text: &str, today: Date, spelling: Spelling) -> Result<Query, Problem> {
        for (name, names) in [("speaker", self.speakers), ("entity", self.entities), ("source", self.sources)] {
            check_names(&spelling.of(name), names)?;
        }
        let query = match text.trim().is_empty() {
            true => Query::of_filters(),
            false => Query::parse(text, today)?,
        };
        let mut query = query.match_mode(self.matching).said_only(self.said_only).exact(self.exact);
        query = self.speakers.iter().fold(query, |q, name| q.speaker(name));
        query = self.entities.iter().fold(query, |q, name| q.entity(name));
        query = self.sources.iter().fold(query, |q, name| q.source(name));
        let wrong = |name| move |error: WhenError| of_time(&spelling.of(name), &error);
        if let Some(text) = self.since {
            query = query.since(when::since(text, today).map_err(wrong("since"))?);
        }
        if let Some(text) = self.until {
            query = query.until(when::until(text, today).map_err(wrong("until"))?);
        }
        if query.ends_before_it_starts() {
            let message = format!("{} ends before {} begins", spelling.of("until"), spelling.of("since"));
            return Err(Problem::new("time", message).with_hint("put the earlier time first"));
        }
        if let Some(text) = self.about {
            query = query.about(when::parse(text, today).map_err(wrong("about"))?);
        }
        if let Some(least) = share(&spelling.of("min_confidence"), self.min_confidence)? {
            query = query.min_confidence(least);
        }
        Ok(query.complete()?)
    }
}

/// Returns the share, which must lie from 0 to 1.
///
/// # Errors
///
/// The problem with a share outside of that, by its name.
pub(crate) fn share(name: &str, value: Option<f32>) -> Result<Option<f32>, Problem> {
    match value {
        Some(value) if !(0.0..=1.0).contains(&value) => {
            Err(Problem::new("usage", format!("{name} is {value}")).with_hint("it must be a number from 0 to 1"))
        }
        value => Ok(value),
    }
}

/// The most names of a filter, and the most characters in them together.
const MOST_NAMES: (usize, usize) = (500, 10_000);

/// Refuses names without a letter, which name nobody, and more than a query may hold.
fn check_names(filter: &str, names: &[String]) -> Result<(), Problem> {
    let (most, most_chars) = MOST_NAMES;
    if names.len() > most || names.iter().map(|name| name.chars().count()).sum::<usize>() > most_chars {
        let message = format!("{filter} has more than {most} names or {most_chars} characters");
        return Err(Problem::new("query-too-long", message).with_hint("ask for fewer at a time"));
    }
    let message = match names.iter().find(|name| terms::fold(name).is_empty()) {
        None => return Ok(()),
        Some(name) if name.trim().is_empty() => format!("{filter} is empty"),
        Some(name) => format!("{filter} is `{name}`, which has no letters"),
    };
    Err(Problem::new("usage", message).with_hint("give a name, or leave it out"))
}

fn of_time(filter: &str, error: &WhenError) -> Problem {
    Problem::new("time", format!("{filter}: {error}")).with_hint(error.hint())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_mistake_is_named_as_it_was_written() {
        let said = |filters: &Filters<'_>, spelling| {
            let problem = filters.query("", date(2020, 7, 20), spelling).expect_err("a mistake");
            format!("{}: {}", problem.code, problem.message)
        };
        let nobody = ["!!".to_owned()];
        let names = Filters { speakers: &nobody, ..Filters::default() };
        let unsure = Filters { min_confidence: Some(2.0), ..Filters::default() };
        let backwards = Filters { since: Some("2021"), until: Some("2020"), ..Filters::default() };
        let soon = Filters { about: Some("soon"), ..Filters::default() };
        assert_eq!(said(&names, Spelling::Flag), "usage: --speaker is `!!`, which has no letters");
        assert_eq!(said(&unsure, Spelling::Flag), "usage: --min-confidence is 2");
        assert_eq!(said(&unsure, Spelling::Parameter), "usage: min_confidence is 2");
        assert_eq!(said(&backwards, Spelling::Parameter), "time: until ends before since begins");
        assert!(said(&soon, Spelling::Parameter).starts_with("time: about: "));
        assert_eq!(said(&Filters::default(), Spelling::Flag), "query-empty: the query has no words, at column 1");
    }
}
