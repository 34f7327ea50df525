//! An index on disk → its articles, names and totals, and what the search works on.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::build::IndexBuilder;
use super::error::IndexError;
use super::families::Families;
use super::forms::Forms;
use super::generation::{self, Current};
use super::layout::Layouts;
use super::manifest::{self, FileState, Names};
use super::meanings::Meanings;
use super::report::{self, Faults};
use super::schema::{self, Fields};
use super::sealed::Sealed;
use super::stored::{self, StoredArticle};
use super::summary::Summary;
use super::{entries, identities, tokens, walk};
use crate::annotate::MIN_CONFIDENCE;
use crate::family::Family;
use crate::names::table::Table;
use crate::names::{Listed, NameKind, described};

/// An index, open for reading: one generation, which stays as it is while others are written.
///
/// Cheap to share; all of it can be used from several threads at once.
pub struct Index {
    dir: PathBuf,
    generation: u64,
    searcher: Searcher,
    fields: Fields,
    forms: Forms,
    names: Arc<Table>,
    meanings: Arc<Meanings>,
    layouts: Arc<Layouts>,
    families: Arc<Families>,
    min_confidence: f32,
    summary: Summary,
    /// The article asked for last: neighbours in an answer often share it.
    last: Mutex<Option<(DocAddress, Arc<StoredArticle>)>>,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("dir", &self.dir).field("generation", &self.generation).finish_non_exhaustive()
    }
}

impl Index {
    /// Returns a builder for an index in `dir`, new or existing: add folders with its `run`.
    pub fn create(dir: impl AsRef<Path>) -> IndexBuilder {
        IndexBuilder::new(dir)
    }

    /// Opens the current generation of the index in `dir`.
    ///
    /// # Errors
    ///
    /// [`IndexError::Missing`] where there is none, [`IndexError::Version`] where another version of the program
    /// wrote it, [`IndexError::Damaged`] where it cannot be read.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, IndexError> {
        let dir = dir.as_ref();
        let mut current = current_of(dir)?;
        loop {
            match Index::open_generation(dir, current.generation) {
                Ok(index) => return Ok(index),
                Err(error) => {
                    // A writer may have put the next generation in place meanwhile.
                    let newer = current_of(dir)?;
                    if newer == current {
                        return Err(error);
                    }
                    current = newer;
                }
            }
        }
    }

    fn open_generation(dir: &Path, generation: u64) -> Result<Self, IndexError> {
        let folder = generation::folder(dir, generation);
        let engine = open_sealed(&folder).map_err(|e| IndexError::engine(dir, e))?;
        let fields = schema::build().1;
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let searcher = reader.map_err(|e| IndexError::engine(dir, e))?.searcher();
        let as_damage = |e| match e {
            IndexError::File { path, source, .. } => {
                IndexError::Damaged { dir: dir.to_owned(), what: format!("{}: {source}", path.display()) }
            }
            other => other,
        };
        let forms = Forms::open(&folder).map_err(as_damage)?;
        let names = Arc::new(identities::open(&folder).map_err(as_damage)?);
        let summary = Summary::read(&folder).map_err(as_damage)?;
        let families = Arc::new(Families::open(&folder).map_err(as_damage)?);
        let (last, meanings, layouts) = (Mutex::new(None), Arc::default(), Arc::default());
        let dir = dir.to_owned();
        Ok(Index {
            dir,
            generation,
            searcher,
            fields,
            forms,
            names,
            meanings,
            layouts,
            families,
            min_confidence: MIN_CONFIDENCE,
            summary,
            last,
        })
    }

    /// Leaves speakers unknown that are less sure than this, where a query does not say
    /// otherwise; reported speech without quotation marks needs half of it.
    #[must_use]
    pub fn min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = least;
        self
    }

    /// Returns how sure speakers must be.
    pub(crate) fn least_confidence(&self) -> f32 {
        self.min_confidence
    }

    /// Tells whether another list of names was in force when the index was written.
    pub fn has_other_names(&self, listed: &Listed) -> bool {
        self.summary.names.as_deref() != listed.hash()
    }

    /// Tells whether a list of names was in force when the index was written.
    pub fn has_listed_names(&self) -> bool {
        self.summary.names.is_some()
    }

    /// What names mean.
    pub(crate) fn table(&self) -> &Arc<Table> {
        &self.names
    }

    /// What the names of each segment mean, as far as it has been asked.
    pub(super) fn meanings(&self) -> &Arc<Meanings> {
        &self.meanings
    }

    /// Returns the number of the generation.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Returns the totals.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Returns the bytes that it takes on disk.
    ///
    /// # Errors
    ///
    /// [`IndexError::File`] where its folder cannot be read.
    pub fn bytes(&self) -> Result<u64, IndexError> {
        let folder = self.folder();
        let failed = |e| IndexError::file("read", &folder, e);
        let entries = std::fs::read_dir(&folder).map_err(failed)?;
        Ok(entries.flatten().filter_map(|entry| entry.metadata().ok()).filter(|m| m.is_file()).map(|m| m.len()).sum())
    }

    /// Returns what could not be read, in whole or in part, when it was built.
    ///
    /// # Errors
    ///
    /// [`IndexError`] where its list of files cannot be read.
    pub fn faults(&self) -> Result<Faults, IndexError> {
        let files = self.files()?;
        Ok(Faults { skipped: report::skips(files.iter()), undated: report::undated(files.iter()) })
    }

    /// Returns the article with this id.
    ///
    /// # Errors
    ///
    /// [`IndexError`] where the index cannot be read; an id that it lacks is `None`.
    pub fn article(&self, id: &str) -> Result<Option<Arc<StoredArticle>>, IndexError> {
        Ok(self.undoubted(id)?.map(|stored| self.with_doubts(&stored)))
    }

    /// Returns the article with this id and every speaker, however unsure.
    pub(crate) fn undoubted(&self, id: &str) -> Result<Option<Arc<StoredArticle>>, IndexError> {
        let kind = Term::from_field_text(self.fields.kind, schema::ARTICLE);
        let id = Term::from_field_text(self.fields.id, &entries::id_key(id));
        self.find_article(vec![id, kind])
    }

    /// Returns the family of the article with this id: those that carry the same wire copy; `None` where there
    /// is no other.
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.of_article(id).map(|(family, _)| family)
    }

    /// Returns the ids of all articles of that family, the representative first and then by day; none where there
    /// is no family.
    pub fn copies(&self, id: &str) -> &[String] {
        self.families.of_article(id).map(|(_, ids)| ids).unwrap_or_default()
    }

    /// The families of the articles.
    pub(crate) fn families(&self) -> &Arc<Families> {
        &self.families
    }

    /// Returns the articles that were read from a file, in no particular order.
    ///
    /// # Errors
    ///
    /// [`IndexError`] where the index cannot be read; of a file that it lacks there are none.
    pub fn articles_of_file(&self, path: &Path) -> Result<Vec<Arc<StoredArticle>>, IndexError> {
        let name = Names::new(&self.dir).of(path);
        let query = self.term_query(Term::from_field_text(self.fields.file, &name));
        let mut found = Vec::new();
        walk::each(&self.searcher, &query, |address| found.push(address)).map_err(|e| self.failed(e))?;
        found.into_iter().map(|address| Ok(self.with_doubts(self.stored(address)?.as_ref()))).collect()
    }

    fn term_query(&self, term: Term) -> TermQuery {
        TermQuery::new(term, IndexRecordOption::Basic)
    }

    fn find_article(&self, terms: Vec<Term>) -> Result<Option<Arc<StoredArticle>>, IndexError> {
        let all = terms.into_iter().map(|term| {
            let query: Box<dyn tantivy::query::Query> = Box::new(self.term_query(term));
            (tantivy::query::Occur::Must, query)
        });
        let query = tantivy::query::BooleanQuery::new(all.collect());
        let found = self.searcher.search(&query, &TopDocs::with_limit(1).order_by_score());
        match found.map_err(|e| self.failed(e))?.first() {
            Some(&(_, address)) => self.stored(address).map(Some),
            None => Ok(None),
        }
    }

    /// Returns the article of a passage entry and the number of the passage in it.
    pub(crate) fn article_of(&self, passage: DocAddress) -> Result<(Arc<StoredArticle>, u32), IndexError> {
        let reader = self.searcher.segment_reader(passage.segment_ord);
        let layout = self.layouts.of(reader).map_err(|e| self.failed(e))?;
        let place = layout.place_of(passage.doc_id);
        let (article, paragraph) = place.ok_or_else(|| self.damaged("a passage without its article"))?;
        Ok((self.stored(DocAddress::new(passage.segment_ord, article))?, paragraph))
    }

    /// Returns what an article entry stores.
    pub(crate) fn stored(&self, article: DocAddress) -> Result<Arc<StoredArticle>, IndexError> {
        if let Ok(last) = self.last.lock()
            && let Some((address, stored)) = last.as_ref()
            && *address == article
        {
            return Ok(stored.clone());
        }
        let document: TantivyDocument = self.searcher.doc(article).map_err(|e| self.failed(e))?;
        let bytes = document.get_first(self.fields.stored).and_then(|v| v.as_bytes());
        let stored = bytes.and_then(stored::decode).ok_or_else(|| self.damaged("an article that cannot be read"))?;
        let stored = Arc::new(self.with_canonical_names(stored));
        if let Ok(mut last) = self.last.lock() {
            *last = Some((article, stored.clone()));
        }
        Ok(stored)
    }

    /// Gives every speaker and entity its canonical name.
    fn with_canonical_names(&self, mut stored: StoredArticle) -> StoredArticle {
        let id = stored.article.id.as_str();
        for quote in &mut stored.annotations.quotes {
            if let Some(name) = quote.speaker.as_mut()
                && let Some(canonical) = self.names.canonical(NameKind::Speaker, name, id)
            {
                *name = canonical;
            }
            described::forget(quote);
        }
        for mention in &mut stored.annotations.entities {
            if let Some(canonical) = self.names.canonical(mention.kind.into(), &mention.name, id) {
                mention.name = canonical;
            }
        }
        stored
    }

    /// Leaves the speakers unknown that are not sure enough.
    fn with_doubts(&self, stored: &StoredArticle) -> Arc<StoredArticle> {
        let mut stored = stored.clone();
        stored.annotations.quotes.iter_mut().for_each(|quote| quote.doubt_below(self.min_confidence));
        Arc::new(stored)
    }

    /// What the search works on.
    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Handles of the fields.
    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Words by stem.
    pub(crate) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Where the articles of each segment lie, as far as it has been asked.
    pub(crate) fn layouts(&self) -> &Arc<Layouts> {
        &self.layouts
    }

    /// Wraps an error of the engine.
    pub(crate) fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::engine(&self.dir, error)
    }

    fn damaged(&self, what: &str) -> IndexError {
        IndexError::Damaged { dir: self.dir.clone(), what: what.to_owned() }
    }

    pub(super) fn files(&self) -> Result<Vec<FileState>, IndexError> {
        manifest::read(&self.folder())
    }

    /// Returns the path that a name in the list of files stands for.
    pub(super) fn path_of_file(&self, name: &str) -> PathBuf {
        Names::new(&self.dir).path(name)
    }

    pub(super) fn folder(&self) -> PathBuf {
        generation::folder(&self.dir, self.generation)
    }
}

fn current_of(dir: &Path) -> Result<Current, IndexError> {
    generation::current(dir)?.ok_or_else(|| IndexError::Missing { dir: dir.to_owned() })
}

/// Opens the engine's part of a generation that is in place, for reading alone.
fn open_sealed(folder: &Path) -> tantivy::Result<tantivy::Index> {
    with_tokenizers(tantivy::Index::open(Sealed::open(folder)?)?)
}

/// How often a writer's lock is asked for again, and for how long is waited the first time; twice as long
/// each time after that.
const LOCK_TRIES: u32 = 7;
const LOCK_PAUSE: Duration = Duration::from_millis(5);

/// Opens a writer of the engine once its lock is free.
///
/// Nobody else writes in the folder of a draft. But where the program starts another just now, that one holds
/// the lock of the writer before for a moment, with all else that was open.
pub(super) fn once_free<T>(open: impl Fn() -> tantivy::Result<T>) -> tantivy::Result<T> {
    for n in 0..LOCK_TRIES {
        match open() {
            Err(TantivyError::LockFailure(..)) => std::thread::sleep(LOCK_PAUSE * 2u32.pow(n)),
            other => return other,
        }
    }
    open()
}

/// Opens the engine's part of a generation that is being written.
pub(super) fn open_engine(folder: &Path) -> tantivy::Result<tantivy::Index> {
    with_tokenizers(tantivy::Index::open_in_dir(folder)?)
}

/// Adds our tokenizers, where the fields are ours.
fn with_tokenizers(mut engine: tantivy::Index) -> tantivy::Result<tantivy::Index> {
    engine.set_tokenizers(tokens::manager());
    let (wanted, _) = schema::build();
    if engine.schema() != wanted {
        return Err(tantivy::TantivyError::SchemaError("its fields are not those of this program".into()));
    }
    Ok(engine)
}

/// Creates the engine's part of a generation.
pub(super) fn create_engine(folder: &Path) -> tantivy::Result<tantivy::Index> {
    let (schema, _) = schema::build();
    let mut engine = tantivy::Index::create_in_dir(folder, schema)?;
    engine.set_tokenizers(tokens::manager());
    Ok(engine)
}
