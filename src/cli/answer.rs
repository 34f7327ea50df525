//! What `query` and `quotes` do with an answer: notices, the answer in the format asked for,
//! and what is said where there is none.

use std::collections::BTreeMap;
use std::io::Write;

use onrecord::output::{self, TextOptions};
use onrecord::search::{self, Facet};

use super::settings::Format;
use super::{Failure, Outcome, Terminal};

/// Values of a facet that are shown to people.
const FACET_VALUES: usize = 20;

/// Facets with their values and counts.
type FacetValues = BTreeMap<Facet, Vec<(String, u64)>>;

/// Cuts long facets, periods left whole; returns how many values were cut.
pub(super) fn cut_facets(facets: &mut FacetValues, limit: Option<usize>, format: Format) -> usize {
    let default = if format == Format::Text { FACET_VALUES } else { 0 };
    match limit.unwrap_or(default) {
        0 => 0,
        limit => search::cut_facets(facets, limit),
    }
}

/// What all answers have, whatever was found.
pub(super) struct Answer<'a> {
    /// What one of the things found is called.
    pub(super) unit: &'static str,
    pub(super) total: u64,
    pub(super) is_relaxed: bool,
    pub(super) took_us: u64,
    pub(super) notices: &'a [String],
    pub(super) facets: &'a FacetValues,
    /// How many of their values were cut.
    pub(super) n_cut: usize,
}

impl Answer<'_> {
    /// Tells what there is to tell, and prints what `written` makes of the answer.
    pub(super) fn give(
        self,
        format: Format,
        terminal: &Terminal,
        written: impl FnOnce(TextOptions) -> String,
    ) -> Result<Outcome, Failure> {
        let Answer { unit, total, .. } = self;
        for notice in self.notices {
            terminal.notice(notice);
        }
        if self.is_relaxed && total > 0 {
            terminal.notice(&format!("no {unit} has all the words; these have some of them"));
        }
        terminal.detail(|| format!("{total} {unit}s found in {:.1} ms", self.took_us as f64 / 1000.0));
        let text = written(TextOptions::of_width(terminal.width()));
        if format == Format::Text {
            let mut out = terminal.styled();
            out.write_all(text.as_bytes())?;
            if self.facets.values().any(|counts| !counts.is_empty()) {
                out.write_all(b"\n")?;
                out.write_all(output::facets_text(self.facets).as_bytes())?;
            }
            out.flush()?;
        } else {
            let mut out = terminal.plain();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        if self.n_cut > 0 {
            terminal.notice(&format!("{} more facet values; --facet-limit 0 lists all", self.n_cut));
        }
        if total == 0 && format == Format::Text {
            terminal.notice("nothing found");
        }
        Ok(Outcome::of_count(total))
    }
}

/// Returns values one a line.
pub(super) fn lines(values: impl Iterator<Item = serde_json::Value>) -> String {
    values.map(|value| format!("{value}\n")).collect()
}
