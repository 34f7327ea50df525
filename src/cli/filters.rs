//! The words of a query and the flags that narrow it: what `query`, `quotes`, `trend` and `export`
//! share.

use jiff::civil::Date;
use onrecord::filters::{self, Spelling};
use onrecord::query::{MatchMode, Query};

use super::Failure;
use super::settings::{Match, Overrides, Settings};

/// What is looked for, and in which articles.
#[derive(Debug, clap::Args)]
pub(crate) struct Filters {
    /// Words, "phrases", fields such as speaker:NAME; may be left out where a flag narrows the
    /// answer
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    /// With a quote by this speaker, as facets list it behind =; repeated, by any of them
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// That names this person, organisation or place; repeated, any of them
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,
    /// From this publication; repeated, from any of them
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Published on or after: 2020, 2020-07, 2020-07-14, yesterday, "3 weeks ago"
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Published on or before the last day of: 2020, 2020-07, 2020-07-14, "last month"
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// That speaks of a date, or of one within FROM..TO
    #[arg(long, value_name = "WHEN")]
    about: Option<String>,
    /// Look for the words inside quotes only
    #[arg(long)]
    said_only: bool,
    /// How many of the words must be there [default: all]
    #[arg(long = "match", value_name = "HOW", value_enum)]
    matching: Option<Match>,
    /// Look for the words typed alone, without synonyms
    #[arg(long)]
    exact: bool,
    /// How sure a speaker must be, from 0 to 1; a less sure one counts as unknown [default: 0.6]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = super::args::share)]
    min_confidence: Option<f32>,
}

impl Filters {
    /// Returns the settings that these flags give.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { matching: self.matching, min_confidence: self.min_confidence, ..Overrides::default() }
    }

    /// Returns what the query begins with.
    pub(super) fn first_word(&self) -> Option<&str> {
        self.words.first().map(String::as_str)
    }

    /// Returns the request for the words given.
    pub(super) fn query(&self, settings: &Settings, today: Date) -> Result<Query, Failure> {
        self.query_of(&self.words.join(" "), settings, today)
    }

    /// Returns the request for other words, with the same flags.
    pub(super) fn query_of(&self, text: &str, settings: &Settings, today: Date) -> Result<Query, Failure> {
        let filters = filters::Filters {
            speakers: &self.speaker,
            entities: &self.entity,
            sources: &self.source,
            since: self.since.as_deref(),
            until: self.until.as_deref(),
            about: self.about.as_deref(),
            said_only: self.said_only,
            matching: match settings.matching.value {
                Match::All => MatchMode::All,
                Match::Any => MatchMode::Any,
            },
            exact: self.exact,
            // A setting, which the searcher is opened with.
            min_confidence: None,
        };
        Ok(filters.query(text, today, Spelling::Flag)?)
    }
}
