//! Paths → an index that mirrors them: the run from the first look to the new generation.

use std::path::{Path, PathBuf};
use std::time::Instant;

use tantivy::IndexWriter;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};

use super::budget::Queued;
use super::error::IndexError;
use super::generation::{self, Current, Draft, Lock};
use super::identities::{self, Identities};
use super::manifest::{self, FileState, Names, is_below};
use super::open::{self, Index};
use super::pipeline::{Found, Known, Pipeline};
use super::plan::Plan;
use super::report::{IndexReport, Phase, Progress, SkippedRecord};
use super::schema::{self, Fields};
use super::sink::{Outcome, Sink};
use super::summary::Summary;
use super::{families, forms, report, summary};
use crate::annotate::{Annotator, Options};
use crate::names::Listed;

/// Memory in which the engine gathers entries before it writes them, all threads together.
const ENGINE_BYTES: usize = 240 << 20;

/// More threads than this do not make the engine faster.
const ENGINE_THREADS: usize = 4;

/// The least memory that the engine takes for a writer; one that only merges needs none.
const PURGE_BYTES: usize = 15_000_000;

/// Segments of up to this many entries are rewritten for a single deletion.
const QUICK: u32 = 100_000;

/// Builds an index, or brings it up to date.
///
/// ```no_run
/// # fn main() -> Result<(), onrecord::index::IndexError> {
/// use onrecord::index::IndexBuilder;
///
/// let report = IndexBuilder::new("index").run(&["corpus"], |_| {})?;
/// println!("{} articles, {} of them new", report.articles, report.added);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct IndexBuilder {
    dir: PathBuf,
    jobs: usize,
    full: bool,
    dry_run: bool,
    annotate: bool,
    annotator: Annotator,
    names: Listed,
}

impl IndexBuilder {
    /// Returns a builder for the index in `dir`, which need not exist.
    pub fn new(dir: impl AsRef<Path>) -> Self {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        // Names are kept however unsure: a query says how sure they must be.
        let options = Options { min_confidence: 0.0 };
        IndexBuilder {
            dir: dir.as_ref().to_owned(),
            jobs,
            full: false,
            dry_run: false,
            annotate: true,
            annotator: Annotator::new(options),
            names: Listed::default(),
        }
    }

    /// Sets the number of articles annotated at a time; all cores if this is not called.
    #[must_use]
    pub fn jobs(mut self, jobs: usize) -> Self {
        self.jobs = jobs.max(1);
        self
    }

    /// Reads everything again instead of bringing up to date, what came from other paths and is still
    /// there, too; whatever is wrong with the old index does not matter.
    #[must_use]
    pub fn full(mut self, full: bool) -> Self {
        self.full = full;
        self
    }

    /// Reads and compares, but writes nothing.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }

    /// Leaves out quotes, names and dates.
    #[must_use]
    #[doc(hidden)]
    pub fn annotate(mut self, annotate: bool) -> Self {
        self.annotate = annotate;
        self
    }

    /// Sets the user's list of names, which overrides what is found out about them.
    #[must_use]
    pub fn names(mut self, names: Listed) -> Self {
        self.names = names;
        self
    }

    /// Makes the index mirror `paths`: what has gone from them is removed, what came from
    /// other paths stays. `progress` is called often; it should be quick.
    ///
    /// Until the run is done the old generation stays in place, whatever happens.
    ///
    /// # Errors
    ///
    /// [`IndexError`] where a path does not exist, no article is found, another process writes the index, or
    /// it cannot be written. A file or record that cannot be read is no error: it is skipped and counted.
    pub fn run(
        &self,
        paths: &[impl AsRef<Path>],
        mut progress: impl FnMut(&Progress),
    ) -> Result<IndexReport, IndexError> {
        let started = Instant::now();
        let paths: Vec<PathBuf> = paths.iter().map(|p| p.as_ref().to_owned()).collect();
        progress(&Progress::default());
        let _lock = if self.dry_run { None } else { Some(Lock::take(&self.dir)?) };
        let run = Run::start(self, &paths)?;
        let mut report = if run.plan.is_idle() && run.current.is_some() && !run.names_changed() {
            run.keep()?
        } else {
            run.build(&paths, &mut progress)?
        };
        report.seconds = started.elapsed().as_secs_f64();
        Ok(report)
    }
}

/// One run, after the look at the files.
struct Run<'a> {
    builder: &'a IndexBuilder,
    current: Option<Current>,
    old: Option<Index>,
    plan: Plan,
    fields: Fields,
}

impl<'a> Run<'a> {
    fn start(builder: &'a IndexBuilder, paths: &[PathBuf]) -> Result<Self, IndexError> {
        let current = if builder.full { generation::newest(&builder.dir) } else { generation::current(&builder.dir)? };
        let old = match current {
            Some(_) if !builder.full => Some(Index::open(&builder.dir)?),
            _ => None,
        };
        let names = Names::new(&builder.dir);
        let plan = if builder.full {
            // Whatever is wrong with the index: the list of its files is all that is wanted of it.
            let list = |current: Current| manifest::read(&generation::folder(&builder.dir, current.generation)).ok();
            Plan::anew(paths, &names, current.and_then(list).unwrap_or_default())?
        } else {
            Plan::make(paths, &names, old.as_ref().map(Index::files).transpose()?.unwrap_or_default())?
        };
        Ok(Run { builder, current, old, plan, fields: schema::build().1 })
    }

    /// Tells whether the user's list of names is another than that of the index.
    fn names_changed(&self) -> bool {
        self.old.as_ref().is_some_and(|old| old.summary().names.as_deref() != self.builder.names.hash())
    }

    /// Nothing is to be read: at most the list of files is written again.
    fn keep(self) -> Result<IndexReport, IndexError> {
        let Some(old) = &self.old else { return Ok(IndexReport::default()) };
        let mut files = self.plan.kept.clone();
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        if self.plan.list_changed && !self.builder.dry_run {
            generation::replace(&old.folder().join(manifest::FILE), &manifest::write(&files))?;
        }
        Ok(self.report(old.summary(), Outcome { files, ..Outcome::default() }, old.generation(), &old.folder()))
    }

    fn build(self, paths: &[PathBuf], progress: &mut dyn FnMut(&Progress)) -> Result<IndexReport, IndexError> {
        let known = self.known()?;
        if self.builder.dry_run {
            let outcome = self.read(None, &known, progress)?;
            let summary = self.old.as_ref().map(|old| old.summary().clone()).unwrap_or_default();
            let generation = self.old.as_ref().map_or(0, Index::generation);
            let folder = self.old.as_ref().map(Index::folder).unwrap_or_default();
            let mut report = self.report(&summary, outcome, generation, &folder);
            // The totals are those of now: what would be removed is among them, what would be added is not.
            report.unchanged = summary.articles.saturating_sub(report.updated + report.deleted);
            return Ok(report);
        }
        let draft = Draft::start(&self.builder.dir, self.current, self.old.is_none())?;
        let failed = |e| IndexError::engine(&self.builder.dir, e);
        let engine = match &self.old {
            Some(_) => open::open_engine(&draft.folder),
            None => open::create_engine(&draft.folder),
        }
        .map_err(failed)?;
        let mut writer = self.writer(&engine).map_err(failed)?;
        let outcome = self.read(Some(&writer), &known, progress).map_err(|error| match error {
            // The thread that failed keeps its reason until it is asked to commit.
            IndexError::Engine { .. } => writer.commit().err().map_or(error, failed),
            other => other,
        })?;
        if let (Some(old), false) = (&self.old, outcome.changes_articles() || self.names_changed()) {
            generation::replace(&old.folder().join(manifest::FILE), &manifest::write(&outcome.files))?;
            return Ok(self.report(old.summary(), outcome, old.generation(), &old.folder()));
        }
        progress(&Progress { phase: Phase::Finishing, ..self.totals() });
        writer.commit().map_err(failed)?;
        // The engine merges small segments by itself, and refuses to merge one twice.
        writer.wait_merging_threads().map_err(failed)?;
        purge(&engine).map_err(failed)?;
        let (summary, identities) = self.complete(&draft, &engine, &outcome.files)?;
        if summary.articles == 0 && self.old.is_none() {
            let paths = paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
            return Err(IndexError::Nothing { paths, skips: self.skips(&outcome.files) });
        }
        let (generation, folder) = (draft.generation, draft.folder.clone());
        draft.publish()?;
        let mut report = self.report(&summary, outcome, generation, &folder);
        report.renamed = identities.renames.len() as u64;
        (report.renames, report.remarks) = (identities.renames, identities.remarks);
        Ok(report)
    }

    /// Returns what the index holds of each file to be read.
    fn known(&self) -> Result<Vec<Known>, IndexError> {
        let Some(old) = &self.old else { return Ok(vec![Known::default(); self.plan.read.len()]) };
        let of = |work: &super::plan::Work| Ok(old.articles_in(&work.name)?.into_iter().collect());
        self.plan.read.iter().map(of).collect()
    }

    fn writer(&self, engine: &tantivy::Index) -> tantivy::Result<IndexWriter<Queued>> {
        let threads = self.builder.jobs.clamp(1, ENGINE_THREADS);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(ENGINE_BYTES / threads)
            .num_merge_threads(1)
            .build();
        let writer = open::once_free(|| engine.writer_with_options(options.clone()))?;
        writer.set_merge_policy(Box::new(LogMergePolicy::default()));
        Ok(writer)
    }

    /// Reads the files of the plan into `writer`.
    fn read(
        &self,
        writer: Option<&IndexWriter<Queued>>,
        known: &[Known],
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Outcome, IndexError> {
        let builder = self.builder;
        let pipeline = Pipeline {
            work: &self.plan.read,
            known,
            fields: &self.fields,
            jobs: builder.jobs,
            annotator: (builder.annotate && !builder.dry_run).then_some(&builder.annotator),
        };
        let mut sink = Sink::new(&pipeline, &self.plan, writer, self.old.as_ref(), &builder.dir);
        let mut meter = Meter::new(self.totals(), self.plan.read.len(), progress);
        pipeline.run(|found| {
            meter.note(&found, &self.plan);
            sink.take(found)
        })?;
        let mut gone = Vec::new();
        if let Some(old) = &self.old {
            for file in &self.plan.gone {
                gone.extend(old.articles_in(file)?.into_iter().map(|(id, _)| id));
            }
        }
        sink.finish(&self.plan, known, &gone)
    }

    fn totals(&self) -> Progress {
        let bytes = self.plan.read.iter().map(|work| work.size).sum();
        let files = self.plan.read.len() as u64;
        Progress { phase: Phase::Reading, files, bytes, ..Progress::default() }
    }

    /// Writes what a generation has beside the engine's files.
    fn complete(
        &self,
        draft: &Draft,
        engine: &tantivy::Index,
        files: &[FileState],
    ) -> Result<(Summary, Identities), IndexError> {
        let failed = |e| IndexError::engine(&self.builder.dir, e);
        let searcher = engine.reader().map_err(failed)?.searcher();
        let Fields { body, headline, .. } = self.fields;
        draft.write(forms::FILE, &forms::build(&searcher, body, &[headline]).map_err(failed)?)?;
        draft.write(families::FILE, &families::build(&searcher).map_err(failed)?)?;
        draft.write(manifest::FILE, &manifest::write(files))?;
        let before = if self.old.is_none() { Index::open(&self.builder.dir).ok() } else { None };
        let before = self.old.as_ref().or(before.as_ref());
        let identities = identities::write(draft, &searcher, &self.builder.names, before)?;
        let mut summary = Summary::count(&searcher, &self.fields, identities.table.clone()).map_err(failed)?;
        summary.names = self.builder.names.hash().map(str::to_owned);
        draft.write(summary::FILE, &summary.to_json())?;
        Ok((summary, identities))
    }

    fn report(&self, summary: &Summary, outcome: Outcome, generation: u64, folder: &Path) -> IndexReport {
        let (skips, undated) = (self.skips(&outcome.files), report::undated(self.given(&outcome.files)));
        IndexReport {
            articles: summary.articles,
            passages: summary.passages,
            quotes: summary.quotes,
            added: outcome.added,
            updated: outcome.updated,
            deleted: outcome.deleted,
            unchanged: summary.articles.saturating_sub(outcome.added + outcome.updated),
            skipped: skips.len() as u64,
            bytes: bytes_in(folder),
            seconds: 0.0,
            generation,
            skips,
            unread_dates: undated.len() as u64,
            undated,
            ..IndexReport::default()
        }
    }

    /// Returns what was left out of the paths given, by path and record.
    fn skips(&self, files: &[FileState]) -> Vec<SkippedRecord> {
        report::skips(self.given(files))
    }

    /// Returns the files that lie under the paths given.
    fn given<'f>(&self, files: &'f [FileState]) -> impl Iterator<Item = &'f FileState> {
        files.iter().filter(|file| self.plan.roots.iter().any(|root| is_below(&file.path, root)))
    }
}

/// Counts what has been read and passes it on.
struct Meter<'a> {
    now: Progress,
    /// For each file the bytes counted before it is done.
    counted: Vec<u64>,
    progress: &'a mut dyn FnMut(&Progress),
}

impl<'a> Meter<'a> {
    fn new(now: Progress, files: usize, progress: &'a mut dyn FnMut(&Progress)) -> Self {
        progress(&now);
        Meter { now, counted: vec![0; files], progress }
    }

    fn note(&mut self, found: &Found, plan: &Plan) {
        let (file, bytes) = match found {
            Found::Article((file, ..), prepared) => (*file, prepared.bytes as u64),
            Found::Unchanged((file, ..), article, _) => (*file, article.text.len() as u64),
            Found::Skipped(..) | Found::UnreadDate(..) => return,
            Found::FileRead(file, _) => (*file, u64::MAX),
        };
        let (Some(work), Some(counted)) = (plan.read.get(file), self.counted.get_mut(file)) else { return };
        // A text may be longer than its compressed file, or shorter than its page.
        let more = bytes.min(work.size.saturating_sub(*counted));
        *counted += more;
        self.now.bytes_done += more;
        match found {
            Found::FileRead(..) => self.now.files_done += 1,
            _ => self.now.articles += 1,
        }
        (self.progress)(&self.now);
    }
}

/// Rewrites the segments with deleted entries where that is quick or worth it, so that word
/// counts, and with them the order of hits, are those of an index built anew. No merge may be
/// under way.
fn purge(engine: &tantivy::Index) -> tantivy::Result<()> {
    let segments = engine.searchable_segment_metas()?;
    let is_worth_it = |max: u32, deleted: u32| deleted > 0 && (max < QUICK || deleted > max / 5);
    let chosen: Vec<_> =
        segments.iter().filter(|s| is_worth_it(s.max_doc(), s.num_deleted_docs())).map(|s| s.id()).collect();
    if chosen.is_empty() {
        return Ok(());
    }
    let mut writer: IndexWriter<Queued> = open::once_free(|| engine.writer_with_num_threads(1, PURGE_BYTES))?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    writer.merge(&chosen).wait()?;
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()
}

fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).filter(|m| m.is_file()).map(|m| m.len()).sum()
}
