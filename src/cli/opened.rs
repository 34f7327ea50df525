//! The index that a command works on, opened; built first where only the corpus is there.

use onrecord::index::{Index, IndexError};
use onrecord::search::Searcher;

use super::settings::Settings;
use super::{Failure, Terminal, index};

/// Opens the index.
pub(super) fn searcher(settings: &Settings) -> Result<Searcher, Failure> {
    set_up(Index::open(&settings.index.value)?, settings)
}

/// Makes a searcher with the settings' synonyms and weights.
fn set_up(index: Index, settings: &Settings) -> Result<Searcher, Failure> {
    let searcher = Searcher::new(index).with_params(settings.rank_params());
    Ok(match settings.read_synonyms()? {
        Some(synonyms) => searcher.with_synonyms(synonyms),
        None => searcher,
    })
}

/// Opens the index; where there is none and the corpus is, builds it first.
pub(super) fn searcher_or_build(settings: &Settings, terminal: &Terminal) -> Result<Searcher, Failure> {
    let corpus = &settings.corpus.value;
    match Index::open(&settings.index.value) {
        Err(IndexError::Missing { .. }) if corpus.exists() => {
            let place = settings.index.value.display();
            terminal.notice(&format!("no index in {place}: building it from {}", corpus.display()));
            let report = index::with_progress(&index::builder(settings), std::slice::from_ref(corpus), terminal)?;
            terminal.notice(&format!(
                "{} articles, {} passages indexed in {:.1} s",
                report.articles, report.passages, report.seconds
            ));
            searcher(settings)
        }
        opened => set_up(opened?, settings),
    }
}
