//! Articles in any order → one article per id in the index, whatever the order.
//!
//! Of two articles with one id the later wins: by file name, then by record. The loser is
//! reported, and both files remember each other, so that a change of one has both read again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, Term};

use super::budget::Queued;
use super::entries::id_key;
use super::error::IndexError;
use super::manifest::{FileState, Skip, UnreadDate};
use super::open::Index;
use super::pipeline::{Found, Known, Pipeline, Place, Prepared};
use super::plan::{Plan, Work};

/// How the winner of an id came to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Added,
    Updated,
    Unchanged,
}

/// The article that an id stands for.
struct Winner {
    place: Place,
    origin: Origin,
}

/// An article that gave way to another of its id.
struct Loser {
    place: Place,
    id: String,
    /// File of the winner, where it was not read in this run.
    to: Option<String>,
}

/// The receiving end of a run.
pub(super) struct Sink<'a> {
    pipeline: &'a Pipeline<'a>,
    /// `None` in a dry run.
    writer: Option<&'a IndexWriter<Queued>>,
    old: Option<&'a Index>,
    /// Names of files that are read again or gone: what they had does not stand in the way.
    replaced: FxHashSet<&'a str>,
    /// By hash of the id.
    winners: FxHashMap<u128, Winner>,
    losers: Vec<Loser>,
    /// Articles of files that were not read which gave way: name of their file, id, winner.
    ousted: Vec<(String, String, Place)>,
    skips: Vec<Vec<Skip>>,
    unread_dates: Vec<Vec<UnreadDate>>,
    hashes: Vec<String>,
    dir: &'a std::path::Path,
}

/// What came of the files.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Outcome {
    pub added: u64,
    pub updated: u64,
    pub deleted: u64,
    /// The files of the index after the run, by name.
    pub files: Vec<FileState>,
}

impl Outcome {
    /// Tells whether the articles in the index are other ones than before.
    pub(super) fn changes_articles(&self) -> bool {
        self.added + self.updated + self.deleted > 0
    }
}

impl<'a> Sink<'a> {
    pub(super) fn new(
        pipeline: &'a Pipeline<'a>,
        plan: &'a Plan,
        writer: Option<&'a IndexWriter<Queued>>,
        old: Option<&'a Index>,
        dir: &'a std::path::Path,
    ) -> Self {
        let read = plan.read.iter().map(|work| work.name.as_str());
        Sink {
            pipeline,
            writer,
            old,
            replaced: read.chain(plan.gone.iter().map(String::as_str)).collect(),
            winners: FxHashMap::default(),
            losers: Vec::new(),
            ousted: Vec::new(),
            skips: vec![Vec::new(); plan.read.len()],
            unread_dates: vec![Vec::new(); plan.read.len()],
            hashes: vec![String::new(); plan.read.len()],
            dir,
        }
    }

    /// Takes in what comes out of a file.
    pub(super) fn take(&mut self, found: Found) -> Result<(), IndexError> {
        match found {
            Found::Article(place, prepared) => self.take_article(place, *prepared)?,
            Found::Unchanged(place, article, room) => {
                if let Entry::Vacant(free) = self.winners.entry(key_of(&article.id)) {
                    free.insert(Winner { place, origin: Origin::Unchanged });
                } else {
                    // Its id came up twice: what the index holds may have been deleted.
                    match self.pipeline.prepare(place, *article, room) {
                        Ok(prepared) => self.take_article(place, prepared)?,
                        Err(skip) => self.add_skip(place.0, skip),
                    }
                }
            }
            Found::Skipped((file, ..), skip) => self.add_skip(file, skip),
            Found::UnreadDate(file, unread) => {
                if let Some(dates) = self.unread_dates.get_mut(file) {
                    dates.push(unread);
                }
            }
            Found::FileRead(file, hash) => {
                if let Some(slot) = self.hashes.get_mut(file) {
                    *slot = hash;
                }
            }
        }
        Ok(())
    }

    fn add_skip(&mut self, file: usize, skip: Skip) {
        if let Some(skips) = self.skips.get_mut(file) {
            skips.push(skip);
        }
    }

    fn take_article(&mut self, place: Place, prepared: Prepared) -> Result<(), IndexError> {
        let key = key_of(&prepared.id);
        let origin = match self.winners.get(&key) {
            Some(winner) if winner.place > place => {
                self.losers.push(Loser { place, id: prepared.id, to: None });
                return Ok(());
            }
            Some(winner) => {
                let origin = if winner.origin == Origin::Added { Origin::Added } else { Origin::Updated };
                self.losers.push(Loser { place: winner.place, id: prepared.id.clone(), to: None });
                Some(origin)
            }
            None => match self.old.map(|old| old.file_of_article(&prepared.id)).transpose()?.flatten() {
                Some(file) if self.replaced.contains(file.as_str()) => Some(Origin::Updated),
                Some(file) if file.as_str() > self.name(place) => {
                    self.losers.push(Loser { place, id: prepared.id, to: Some(file) });
                    return Ok(());
                }
                Some(file) => {
                    self.ousted.push((file, prepared.id.clone(), place));
                    Some(Origin::Updated)
                }
                None => None,
            },
        };
        self.winners.insert(key, Winner { place, origin: origin.unwrap_or(Origin::Added) });
        self.write(prepared, origin.is_some())
    }

    fn name(&self, place: Place) -> &str {
        self.pipeline.work.get(place.0).map_or("", |work| work.name.as_str())
    }

    /// Hands an article's entries to the engine, as one batch: it keeps a batch together.
    fn write(&self, prepared: Prepared, replaces: bool) -> Result<(), IndexError> {
        let Some(writer) = self.writer else { return Ok(()) };
        let mut batch = Vec::with_capacity(prepared.documents.len() + 1);
        if replaces {
            batch.push(UserOperation::Delete(self.id_term(&prepared.id)));
        }
        let queue = |document| UserOperation::Add(Queued { document, _room: prepared.room.clone() });
        batch.extend(prepared.documents.into_iter().map(queue));
        writer.run(batch).map_err(|e| self.failed(e))?;
        Ok(())
    }

    fn id_term(&self, id: &str) -> Term {
        Term::from_field_text(self.pipeline.fields.id, &id_key(id))
    }

    fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::engine(self.dir, error)
    }

    /// Deletes what has gone and settles the list of files. `gone` holds the ids of the files
    /// that are gone.
    pub(super) fn finish(mut self, plan: &Plan, known: &[Known], gone: &[String]) -> Result<Outcome, IndexError> {
        let mut outcome = Outcome::default();
        for id in known.iter().flat_map(|known| known.keys()).chain(gone) {
            if !self.winners.contains_key(&key_of(id)) {
                outcome.deleted += 1;
                if let Some(writer) = self.writer {
                    writer.delete_term(self.id_term(id));
                }
            }
        }
        let mut articles = vec![0u64; plan.read.len()];
        for winner in self.winners.values() {
            outcome.added += u64::from(winner.origin == Origin::Added);
            outcome.updated += u64::from(winner.origin == Origin::Updated);
            if let Some(count) = articles.get_mut(winner.place.0) {
                *count += 1;
            }
        }
        let shared = self.settle_losers(&plan.read);
        let read = plan.read.iter().zip(articles).zip(self.hashes).zip(self.skips.into_iter().zip(self.unread_dates));
        outcome.files = read
            .map(|(((work, articles), hash), (skips, dates))| FileState { articles, hash, ..state(work, skips, dates) })
            .collect();
        outcome.files.extend(plan.kept.iter().cloned());
        outcome.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        for (file, id, winner) in &self.ousted {
            let winner_name = plan.read.get(winner.0).map_or("", |work| work.name.as_str());
            if let Ok(n) = outcome.files.binary_search_by(|f| f.path.as_str().cmp(file)) {
                let state = &mut outcome.files[n];
                state.articles = state.articles.saturating_sub(1);
                state.skipped.push(duplicate(None, None, id, winner_name));
            }
        }
        share_ids(&mut outcome.files, shared);
        Ok(outcome)
    }

    /// Reports each loser and returns the pairs of files that share an id.
    fn settle_losers(&mut self, read: &[Work]) -> BTreeSet<(String, String)> {
        let mut shared = BTreeSet::new();
        let name = |file: usize| read.get(file).map(|work| work.name.clone()).unwrap_or_default();
        for loser in std::mem::take(&mut self.losers) {
            let winner = self.winners.get(&key_of(&loser.id)).map(|winner| winner.place.0);
            let to = loser.to.or_else(|| winner.map(name)).unwrap_or_default();
            shared.insert((name(loser.place.0), to.clone()));
            self.add_skip(loser.place.0, duplicate(Some(loser.place.1), loser.place.2, &loser.id, &to));
        }
        for (file, _, winner) in &self.ousted {
            shared.insert((file.clone(), name(winner.0)));
        }
        shared
    }
}

fn state(work: &Work, mut skipped: Vec<Skip>, mut unread_dates: Vec<UnreadDate>) -> FileState {
    skipped.sort_by_key(|skip| (skip.record, skip.line, skip.byte));
    // An article that gave way to another of its id is not in the index, with or without a date.
    let left_out: BTreeSet<u64> = skipped.iter().filter_map(|skip| skip.record).collect();
    unread_dates.retain(|unread| !left_out.contains(&unread.record));
    unread_dates.sort_by_key(|unread| unread.record);
    FileState {
        path: work.name.clone(),
        size: work.size,
        modified: work.modified,
        skipped,
        unread_dates,
        ..FileState::default()
    }
}

fn duplicate(record: Option<u64>, line: Option<u64>, id: &str, winner: &str) -> Skip {
    let shown: String = id.chars().take(80).collect();
    Skip {
        record,
        line,
        byte: None,
        reason: "duplicate-id".to_owned(),
        message: format!("`{shown}` is the id of a later article in {winner} too"),
    }
}

/// Notes with each file which others have an article of the same id.
fn share_ids(files: &mut [FileState], pairs: BTreeSet<(String, String)>) {
    let mut partners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (a, b) in pairs.into_iter().filter(|(a, b)| a != b) {
        partners.entry(a.clone()).or_default().insert(b.clone());
        partners.entry(b).or_default().insert(a);
    }
    for file in files {
        if let Some(others) = partners.remove(&file.path) {
            let mut all: BTreeSet<String> = file.shares_ids_with.drain(..).collect();
            all.extend(others);
            file.shares_ids_with = all.into_iter().collect();
        }
    }
}

/// Ids of any length are compared by their hash: 128 bits do not collide by chance.
fn key_of(id: &str) -> u128 {
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(id.as_bytes()).as_bytes()[..16]);
    u128::from_le_bytes(first)
}
