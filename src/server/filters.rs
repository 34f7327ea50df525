//! The words of a query and the parameters that narrow it: what `/search`, `/quotes`, `/trend`
//! and `/export` share.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::query::MatchMode;

/// How many of the bare words must be there.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Match {
    All,
    Any,
}

impl From<Match> for MatchMode {
    fn from(matching: Match) -> Self {
        match matching {
            Match::All => MatchMode::All,
            Match::Any => MatchMode::Any,
        }
    }
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
                $crate::filters::Filters {
                    speakers: &self.speaker,
                    entities: &self.entity,
                    sources: &self.source,
                    since: self.since.as_deref(),
                    until: self.until.as_deref(),
                    about: self.about.as_deref(),
                    said_only: self.said_only.unwrap_or(false),
                    matching: self.matching.map(Into::into).unwrap_or_default(),
                    exact: self.exact.unwrap_or(false),
                    min_confidence: self.min_confidence,
                }
                .query(text, today, $crate::filters::Spelling::Parameter)
            }
        }
    };
}
pub(crate) use query_params;
