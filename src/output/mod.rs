//! Results → text, JSON, CSV, Markdown and citations.
//!
//! Comes in: what the engine found, spans in bytes. Goes out: strings and JSON values,
//! offsets in code points. No search logic and no terminal here: styles are written as
//! escape sequences, and the caller decides where they go and whether they are dropped.

mod annotations;
mod article;
mod citation;
mod csv;
#[cfg(any(feature = "cli", feature = "server"))]
mod excerpt;
mod export;
mod json;
mod mark;
mod markdown;
mod names;
mod quotes;
mod status;
#[cfg(feature = "cli")]
mod text;
mod trend;
#[cfg(any(feature = "cli", feature = "server"))]
mod units;
mod verify;

pub use annotations::annotations_json;
pub use article::{Shown, article_json, article_markdown};
pub use citation::{Cited, bibtex, citation_line, csl, ris};
pub use csv::csv;
#[cfg(feature = "server")]
pub(crate) use excerpt::excerpt;
pub use export::{ExportFormat, UnknownFormat};
#[cfg(feature = "mcp")]
pub(crate) use json::{asked_json, facets_json};
pub use json::{hit_json, results_json};
pub use markdown::markdown;
pub use names::names_json;
pub use quotes::{quote_hit_json, quotes_csv, quotes_json, quotes_markdown};
pub use status::status_json;
#[cfg(feature = "cli")]
pub use text::{TextOptions, article_text, asked_text, facets_text, hits_text, quotes_text};
#[cfg(feature = "cli")]
pub use trend::trend_text;
pub use trend::{TrendScale, trend_csv, trend_json, trend_svg};
#[cfg(feature = "server")]
pub(crate) use units::{copies, others, units};
pub use verify::{checked_json, record_json, tally_json};
#[cfg(feature = "cli")]
pub use verify::{checked_text, record_text};

#[cfg(test)]
mod tests;
