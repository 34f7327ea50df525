//! What the tools take: checked on arrival, described to the client by a JSON schema.

use rmcp::schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `search`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct SearchArguments {
    /// Words (all are required, in any form), "exact phrases", OR, -excluded, and fields such as
    /// speaker:"Ann Roe", said:inquiry, person:, org:, place:, headline:; may be left out where another
    /// argument narrows the answer
    #[schemars(length(max = 2000))]
    #[serde(default)]
    pub(super) query: String,
    /// Only passages with a quote by this speaker
    pub(super) speaker: Option<String>,
    /// Only passages that name this person, organisation or place
    pub(super) entity: Option<String>,
    /// Only this publication
    pub(super) source: Option<String>,
    /// Published on or after: 2020, 2020-07, 2020-07-14
    pub(super) since: Option<String>,
    /// Published on or before the last day of: 2020, 2020-07, 2020-07-14
    pub(super) until: Option<String>,
    /// That speaks of this date, or of one within FROM..TO
    pub(super) about: Option<String>,
    /// Look for the words inside quotes only
    #[serde(default)]
    pub(super) said_only: bool,
    /// Order: relevance, newest or oldest
    #[serde(default)]
    pub(super) sort: SortArgument,
    /// Passages returned (5)
    #[schemars(range(min = 1, max = 20))]
    pub(super) limit: Option<usize>,
    /// Passages passed over
    #[schemars(range(max = 1000))]
    pub(super) offset: Option<usize>,
    /// Look for the words typed alone, without synonyms: for counts that must be defended
    #[serde(default)]
    pub(super) exact: bool,
    /// Rank by related words too, and by those that the best passages share; finds no more
    #[serde(default)]
    pub(super) expand: bool,
    /// How sure a speaker must be; a less sure one counts as unknown (0.6)
    #[schemars(range(min = 0, max = 1))]
    pub(super) min_confidence: Option<f32>,
    /// Say in words what the query asks, and what each word was widened to
    #[serde(default)]
    pub(super) explain: bool,
    /// Count the matches by speaker, entity, person, org, place, source or month
    #[schemars(length(max = 7))]
    #[serde(default)]
    pub(super) facets: Vec<String>,
    /// Values given of each facet, most first (20)
    #[schemars(range(min = 1, max = 200))]
    pub(super) facet_limit: Option<usize>,
}

/// Order of passages.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(rename_all = "lowercase")]
pub(super) enum SortArgument {
    #[default]
    Relevance,
    Newest,
    Oldest,
}

/// Arguments of `quotes_by_speaker`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct QuotesArguments {
    /// Who spoke, by full name or surname
    #[schemars(length(min = 1, max = 200))]
    pub(super) speaker: String,
    /// Words that the quote must have; without them, everything the speaker said
    #[schemars(length(max = 2000))]
    pub(super) words: Option<String>,
    /// Published on or after
    pub(super) since: Option<String>,
    /// Published on or before
    pub(super) until: Option<String>,
    /// Quotes returned (10)
    #[schemars(range(min = 1, max = 20))]
    pub(super) limit: Option<usize>,
    /// Quotes passed over
    #[schemars(range(max = 1000))]
    pub(super) offset: Option<usize>,
    /// Look for the words typed alone, without synonyms: for counts that must be defended
    #[serde(default)]
    pub(super) exact: bool,
    /// How sure a speaker must be; a less sure one counts as unknown (0.6)
    #[schemars(range(min = 0, max = 1))]
    pub(super) min_confidence: Option<f32>,
}

/// Arguments of `trend`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct TrendArguments {
    /// What is counted: the query language of `search`
    #[schemars(length(min = 1, max = 2000))]
    pub(super) query: String,
    /// Length of the periods: day, week, month or year
    #[serde(default)]
    pub(super) by: PeriodArgument,
    /// Published on or after
    pub(super) since: Option<String>,
    /// Published on or before
    pub(super) until: Option<String>,
    /// Look for the words typed alone, without synonyms: for counts that must be defended
    #[serde(default)]
    pub(super) exact: bool,
    /// How sure a speaker must be; a less sure one counts as unknown (0.6)
    #[schemars(range(min = 0, max = 1))]
    pub(super) min_confidence: Option<f32>,
}

/// Length of a period.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(rename_all = "lowercase")]
pub(super) enum PeriodArgument {
    Day,
    Week,
    #[default]
    Month,
    Year,
}

/// Arguments of `verify_quote`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct VerifyArguments {
    /// The sentence
    #[schemars(length(min = 1, max = 2000))]
    pub(super) quote: String,
    /// Who is supposed to have said it
    pub(super) speaker: Option<String>,
}

/// Arguments of `get_article`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleArguments {
    /// Id of an article, or of a passage (`<article id>#<paragraph>`) to begin with
    #[schemars(length(min = 1, max = 2000))]
    pub(super) id: String,
    /// Paragraphs returned (30)
    #[schemars(range(min = 1, max = 100))]
    pub(super) paragraphs: Option<usize>,
}
