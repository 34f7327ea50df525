//! The words of a query and the parameters that narrow it: what `/search`, `/quotes`, `/trend`
//! and `/export` share.

use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::query::{MatchMode, Query};
use crate::when;

/// How many of the bare words must be there.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Match {
    All,
    Any,
}

/// Declares parameters: those of every query, then a route's own.
macro_rules! query_params {
    ($(#[$about:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields, default)]
        #[into_params(parameter_in = Query)]
        pub(crate) struct $name {
            /// Words, "phrases", fields such as speaker:NAME; may be left out where another parameter
            /// narrows the answer
            #[param(required = false, example = "recusal")]
            pub(crate) q: String,
            /// With a quote by this speaker, as facets list it behind =; repeated, by any of them
            pub(crate) speaker: Vec<String>,
            /// That names this person, organisation or place; repeated, any of them
            pub(crate) entity: Vec<String>,
            /// From this publication; repeated, from any of them
            pub(crate) source: Vec<String>,
            /// Published on or after: 2020, 2020-07, 2020-07-14, yesterday, "3 weeks ago"
            pub(crate) since: Option<String>,
            /// Published on or before the last day of: 2020, 2020-07, 2020-07-14, "last month"
            pub(crate) until: Option<String>,
            /// That speaks of a date, or of one within FROM..TO
            pub(crate) about: Option<String>,
            /// Look for the words inside quotes only
            pub(crate) said_only: Option<bool>,
            /// How many of the words must be there
            #[serde(rename = "match")]
            #[param(inline)]
            pub(crate) matching: Option<$crate::server::filters::Match>,
            /// Look for the words typed alone, without synonyms
            pub(crate) exact: Option<bool>,
            /// How sure a speaker must be; a less sure one counts as unknown (0.6)
            #[param(minimum = 0, maximum = 1)]
            pub(crate) min_confidence: Option<f32>,
            $($own)*
        }

        impl $name {
            /// Returns the request for a query under these parameters.
            fn query_of(&self, text: &str, today: jiff::civil::Date) -> Result<$crate::query::Query, $crate::problem::Problem> {
                $crate::server::filters::Filters {
                    speakers: &self.speaker,
                    entities: &self.entity,
                    sources: &self.source,
                    since: self.since.as_deref(),
                    until: self.until.as_deref(),
                    about: self.about.as_deref(),
                    said_only: self.said_only.unwrap_or(false),
                    matching: self.matching,
                    exact: self.exact.unwrap_or(false),
                    min_confidence: self.min_confidence,
                }
                .query(text, today)
            }
        }
    };
}
pub(crate) use query_params;

/// What narrows a query.
pub(crate) struct Filters<'p> {
    pub(crate) speakers: &'p [String],
    pub(crate) entities: &'p [String],
    pub(crate) sources: &'p [String],
    pub(crate) since: Option<&'p str>,
    pub(crate) until: Option<&'p str>,
    pub(crate) about: Option<&'p str>,
    pub(crate) said_only: bool,
    pub(crate) matching: Option<Match>,
    pub(crate) exact: bool,
    pub(crate) min_confidence: Option<f32>,
}

impl Filters<'_> {
    /// Reads a query and narrows it.
    pub(crate) fn query(&self, text: &str, today: Date) -> Result<Query, Problem> {
        let mode = match self.matching {
            None | Some(Match::All) => MatchMode::All,
            Some(Match::Any) => MatchMode::Any,
        };
        for (name, names) in [("speaker", self.speakers), ("entity", self.entities), ("source", self.sources)] {
            Problem::check_names(name, names)?;
        }
        let query = match text.trim().is_empty() {
            true => Query::of_filters(),
            false => Query::parse(text, today)?,
        };
        let mut query = query.match_mode(mode).said_only(self.said_only).exact(self.exact);
        query = self.speakers.iter().fold(query, |q, name| q.speaker(name));
        query = self.entities.iter().fold(query, |q, name| q.entity(name));
        query = self.sources.iter().fold(query, |q, name| q.source(name));
        if let Some(text) = self.since {
            query = query.since(when::since(text, today).map_err(|e| Problem::of_time("since", &e))?);
        }
        if let Some(text) = self.until {
            query = query.until(when::until(text, today).map_err(|e| Problem::of_time("until", &e))?);
        }
        if query.ends_before_it_starts() {
            return Err(Problem::of_times_backwards("since", "until"));
        }
        if let Some(text) = self.about {
            query = query.about(when::parse(text, today).map_err(|e| Problem::of_time("about", &e))?);
        }
        let query = match share("min_confidence", self.min_confidence)? {
            Some(least) => query.min_confidence(least),
            None => query,
        };
        Ok(query.complete()?)
    }
}

/// Returns a number that must lie from 0 to 1.
pub(crate) fn share(name: &str, value: Option<f32>) -> Result<Option<f32>, Problem> {
    match value {
        Some(value) if !(0.0..=1.0).contains(&value) => {
            Err(Problem::new("usage", format!("{name} is {value}")).with_hint("it must be a number from 0 to 1"))
        }
        value => Ok(value),
    }
}
