//! The index that a command works on, opened; built first where only the corpus is there.

use onrecord::index::{Index, IndexError};
use onrecord::search::Searcher;

use super::settings::Settings;
use super::{Failure, Terminal};

/// Opens the index as it is.
pub(super) fn index(settings: &Settings) -> Result<Index, Failure> {
    Ok(Index::open(&settings.index.value)?.min_confidence(settings.min_confidence.value))
}

/// Opens the index.
pub(super) fn searcher(settings: &Settings) -> Result<Searcher, Failure> {
    set_up(index(settings)?, settings)
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
            let report = crate::cli::index::with_progress(
                &crate::cli::index::builder(settings)?,
                std::slice::from_ref(corpus),
                terminal,
            )?;
            terminal.notice(&format!(
                "{} articles, {} passages indexed in {:.1} s",
                report.articles, report.passages, report.seconds
            ));
            searcher(settings)
        }
        Err(error) => Err(error.into()),
        Ok(_) => {
            let searcher = searcher(settings)?;
            if searcher.index().has_other_names(&settings.listed_names()?) {
                let list = settings.names.value.display();
                terminal.notice(&format!("{list} has changed since the index was written; `search index` applies it"));
            }
            Ok(searcher)
        }
    }
}
