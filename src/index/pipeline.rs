//! Files → read → annotated → handed to one receiver, in parallel and in bounded memory.
//!
//! Readers pass records on one by one, so that a single huge file keeps all annotators busy.
//! The receiver gets them in no particular order; each carries its place (file, record), by
//! which it decides, so that the result does not depend on the number of threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};
use rustc_hash::FxHashMap;
use tantivy::TantivyDocument;

use super::budget::{Budget, Permit};
use super::entries::Reading;
use super::error::IndexError;
use super::manifest::{Skip, UnreadDate};
use super::plan::{Work, hash_file, skip};
use super::schema::Fields;
use super::{entries, stored};
use crate::annotate::{Annotations, Annotator, Text};
use crate::article::Article;
use crate::names::described;
use crate::{passage, read};

/// Records that wait between two stages, for each thread.
const WAITING: usize = 8;

/// Where an article was read: number of its file in the plan, number of its record, its line
/// where lines part records. The later one wins where two have one id.
pub(super) type Place = (usize, u64, Option<u64>);

/// What comes out of a file.
pub(super) enum Found {
    /// An article, ready to be indexed.
    Article(Place, Box<Prepared>),
    /// An article that the index holds already, word for word, from the same file.
    Unchanged(Place, Box<Article>, Arc<Permit>),
    /// A record that is no article.
    Skipped(Place, Skip),
    /// An article that comes, too, gives a date that cannot be read.
    UnreadDate(usize, UnreadDate),
    /// The end of a file, with the hash of its bytes.
    FileRead(usize, String),
}

/// An article with its entries.
pub(super) struct Prepared {
    pub id: String,
    pub documents: Vec<TantivyDocument>,
    /// Bytes of its text.
    pub bytes: usize,
    /// The room that it takes until it is indexed.
    pub room: Arc<Permit>,
}

/// An article on its way to the annotators.
struct Read {
    place: Place,
    article: Article,
    room: Arc<Permit>,
}

/// What the index holds of a file: hashes by article id.
pub(super) type Known = FxHashMap<String, u64>;

/// The threads' shared view of a run.
pub(super) struct Pipeline<'a> {
    pub work: &'a [Work],
    /// For each file what the index holds of it.
    pub known: &'a [Known],
    pub fields: &'a Fields,
    pub jobs: usize,
    /// `None` leaves annotations out.
    pub annotator: Option<&'a Annotator>,
}

impl Pipeline<'_> {
    /// Reads all files and calls `take` with what comes out, on the calling thread; stops at
    /// the first error that it returns.
    pub(super) fn run(&self, mut take: impl FnMut(Found) -> Result<(), IndexError>) -> Result<(), IndexError> {
        let next = AtomicUsize::new(0);
        let budget = Arc::<Budget>::default();
        let jobs = self.jobs.max(1);
        let (record_sender, records) = bounded(jobs * WAITING);
        let (found_sender, found) = bounded(jobs * WAITING);
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                let (records_out, found_out) = (record_sender.clone(), found_sender.clone());
                scope.spawn(|| self.read_files(&next, &budget, records_out, found_out));
                let (records_in, found_out) = (records.clone(), found_sender.clone());
                scope.spawn(|| self.prepare_records(records_in, found_out));
            }
            // The threads hold the ends that count: when they are done, the channels close;
            // when the receiver leaves early, they stop.
            drop((record_sender, records, found_sender));
            let result = found.iter().try_for_each(&mut take);
            drop(found);
            result
        })
    }

    fn read_files(&self, next: &AtomicUsize, budget: &Arc<Budget>, records: Sender<Read>, found: Sender<Found>) {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(work) = self.work.get(n) else { return };
            if self.read_file(n, work, budget, &records, &found).is_none() {
                return;
            }
        }
    }

    /// Returns `None` when nobody listens any more.
    fn read_file(
        &self,
        n: usize,
        work: &Work,
        budget: &Arc<Budget>,
        records: &Sender<Read>,
        found: &Sender<Found>,
    ) -> Option<()> {
        let hash = hash_file(&work.path).unwrap_or_default();
        let mut after = 0;
        for item in read::file(&work.path) {
            match item {
                Ok(record) => {
                    after = record.record + 1;
                    if let Some(unread) = unread_date(&record) {
                        found.send(Found::UnreadDate(n, unread)).ok()?;
                    }
                    let (place, article) = ((n, record.record, record.line), record.article);
                    let room = budget.take(article.text.len());
                    records.send(Read { place, article, room }).ok()?;
                }
                Err(error) => {
                    let place = (n, error.place.record.unwrap_or(after), error.place.line);
                    found.send(Found::Skipped(place, skip(&error))).ok()?;
                }
            }
        }
        found.send(Found::FileRead(n, hash)).ok()
    }

    fn prepare_records(&self, records: Receiver<Read>, found: Sender<Found>) {
        for Read { place, article, room } in records {
            let is_known = self.known.get(place.0).is_some_and(|known| is_known(known, &article));
            let item = if is_known {
                Found::Unchanged(place, Box::new(article), room)
            } else {
                match self.prepare(place, article, room) {
                    Ok(prepared) => Found::Article(place, Box::new(prepared)),
                    Err(skip) => Found::Skipped(place, skip),
                }
            };
            if found.send(item).is_err() {
                return;
            }
        }
    }

    /// Annotates an article and makes its entries. One that the annotators fail on is left
    /// out and reported; the others are not affected.
    pub(super) fn prepare(&self, place: Place, article: Article, room: Arc<Permit>) -> Result<Prepared, Skip> {
        let failed = |message: String| Skip {
            record: Some(place.1),
            line: place.2,
            byte: None,
            reason: "internal".to_owned(),
            message,
        };
        let file = self.work.get(place.0).map_or("", |work| work.name.as_str());
        let prepared = catch_unwind(AssertUnwindSafe(|| self.entries(article, file, room)));
        match prepared {
            Ok(Ok(prepared)) => Ok(prepared),
            Ok(Err(error)) => Err(failed(error.to_string())),
            Err(_) => Err(failed("the annotators failed on this article; please report it".to_owned())),
        }
    }

    fn entries(&self, article: Article, file: &str, room: Arc<Permit>) -> serde_json::Result<Prepared> {
        let (id, bytes) = (article.id.clone(), article.text.len());
        let documents = match self.annotator {
            Some(annotator) => {
                let words = article.text.clone();
                let text = Text::new(&words);
                let mut found = annotator.annotate_text(&text, article.published);
                let guesses = described::describe(&mut found.quotes, &words);
                let reading = Reading { text: &text, guesses: &guesses };
                entries::of_article(self.fields, article, &found, Some(reading), &text.paragraphs, file)?
            }
            None => {
                let passages = passage::split(&article.text);
                entries::of_article(self.fields, article, &Annotations::default(), None, &passages, file)?
            }
        };
        Ok(Prepared { id, documents, bytes, room })
    }
}

fn unread_date(record: &read::Record) -> Option<UnreadDate> {
    let date = read::unread_date(&record.article)?.to_owned();
    Some(UnreadDate { record: record.record, line: record.line, byte: record.byte, date })
}

fn is_known(known: &Known, article: &Article) -> bool {
    known.get(&article.id).is_some_and(|&hash| stored::hash_of(article).is_ok_and(|now| now == hash))
}
