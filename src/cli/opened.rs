//! The index that a command works on, opened; built first where only the corpus is there.

use std::path::PathBuf;

use onrecord::index::{Index, IndexError};
use onrecord::search::Searcher;

use super::settings::Settings;
use super::terminal::count;
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
    let corpus = std::slice::from_ref(&settings.corpus.value);
    searcher_or_build_from(corpus, settings, terminal)
}

/// Opens the index; where there is none and all these paths are, builds it of them first.
pub(super) fn searcher_or_build_from(
    paths: &[PathBuf],
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Searcher, Failure> {
    match Index::open(&settings.index.value) {
        Err(IndexError::Missing { .. }) if paths.iter().all(|path| path.exists()) => {
            build(paths, settings, terminal)?;
            searcher(settings)
        }
        Err(error) => Err(error.into()),
        Ok(_) => {
            let searcher = searcher(settings)?;
            tell_names(searcher.index(), settings, terminal);
            Ok(searcher)
        }
    }
}

fn build(paths: &[PathBuf], settings: &Settings, terminal: &Terminal) -> Result<(), Failure> {
    let place = settings.index.value.display();
    let named = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    terminal.notice(&format!("no index in {place}: building it from {named}"));
    let report = super::index::with_progress(&super::index::builder(settings)?, paths, terminal)?;
    let (articles, passages) =
        (count(report.articles, "article", "articles"), count(report.passages, "passage", "passages"));
    terminal.notice(&format!("{articles}, {passages} indexed in {:.1} s", report.seconds));
    Ok(())
}

/// Says where the list of names is another than that of the index, or cannot be read: an index that
/// is there needs nothing of it.
fn tell_names(index: &Index, settings: &Settings, terminal: &Terminal) {
    match settings.listed_names() {
        Ok(_) if index.has_listed_names() && settings.lacks_names() => terminal.notice(
            "the index has a list of names that is not beside it: `search index` without --names FILE takes its names \
             back; put the list beside the index, or its path into the settings",
        ),
        Ok(listed) if index.has_other_names(&listed) => {
            let list = settings.names.value.display();
            terminal.notice(&format!("{list} has changed since the index was written; `search index` applies it"));
        }
        Ok(_) => {}
        Err(failure) => terminal.notice(&format!("{}; until then the index keeps its names", failure.in_words())),
    }
}
