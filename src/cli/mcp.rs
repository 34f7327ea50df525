//! `search mcp`: the index for assistants, on standard input and output.

use onrecord::server::{Engine, mcp};

use super::settings::Settings;
use super::{Failure, Outcome, Terminal, opened, serve};

const EXAMPLES: &str = "\
Tools:
  search               ranked passages with quotes, speakers and citations
  quotes_by_speaker    what somebody said
  get_article          one article, paragraph by paragraph
  trend                how often something comes up, when
  verify_quote         whether a sentence is on record, and by whom

In the settings of a client:
  {\"mcpServers\": {\"onrecord\": {\"command\": \"search\", \"args\": [\"mcp\", \"--index\", \"/srv/news/index\"]}}}";

/// The index for assistants: the Model Context Protocol on standard input and output
///
/// Started by a client, not by hand. Every answer comes with citations, so that the assistant
/// can quote the record. `search serve --mcp` offers the same over HTTP.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct McpArgs {}

pub(super) fn run(settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    drop(opened::searcher_or_build(settings, terminal)?);
    mcp::stdio(Engine::open(&settings.index.value, serve::options(settings)?)?)?;
    Ok(Outcome::Found)
}
