//! `search index`: makes the index mirror files and folders.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use onrecord::index::{IndexBuilder, IndexError, IndexReport, SkippedRecord, UndatedArticle, watch};

use super::progress::Bar;
use super::settings::{Overrides, Settings};
use super::terminal::count;
use super::{Failure, Outcome, Terminal};

/// Makes the index mirror files and folders
///
/// What is new under a PATH is added, what changed is read again, what has gone is removed;
/// what came from other paths stays. Files that did not change are not read. Searching goes
/// on meanwhile: readers see the old index until the new one is complete.
#[derive(Debug, clap::Args)]
pub(crate) struct IndexArgs {
    /// Files and folders [default: ./corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read everything again and replace the index in one step
    #[arg(long)]
    full: bool,
    /// Files and articles worked on at a time [default: one a processor core]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::args::whole)]
    jobs: Option<usize>,
    /// Say what would change and change nothing
    #[arg(long)]
    dry_run: bool,
    /// List of names, aliases and identifiers that overrides what is found out about them
    /// [default: names.toml beside the index]
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// Write a JSON line for each file or record skipped, with the reason, for each article whose
    /// date cannot be read, and for each name that stands under another canonical name than before
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Go on: bring the index up to date whenever files under a PATH change, until Ctrl-C
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// Leave out quotes, entities and dates; for measurements
    #[arg(long, hide = true)]
    no_annotate: bool,
}

impl IndexArgs {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { jobs: self.jobs, names: self.names.clone(), ..Overrides::default() }
    }
}

pub(super) fn run(
    args: &IndexArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let paths = if args.paths.is_empty() { vec![settings.corpus.value.clone()] } else { args.paths.clone() };
    let builder = builder(settings)?.dry_run(args.dry_run).annotate(!args.no_annotate);
    if !args.watch {
        return once(&builder.full(args.full), &paths, args, as_json, terminal).map(|()| Outcome::Found);
    }
    let (_watch, changes) = watch::watch(&paths, &settings.index.value)?;
    once(&builder.clone().full(args.full), &paths, args, as_json, terminal)?;
    let named = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    terminal.notice(&format!("watching {named}; Ctrl-C ends"));
    let mut has_failed = false;
    while changes.wait(has_failed)? {
        // A later run that fails is told and tried again.
        has_failed = match once(&builder, &paths, args, as_json, terminal) {
            Ok(()) => false,
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            Err(failure) => {
                terminal.notice(&failure.in_words());
                true
            }
        };
    }
    Ok(Outcome::Found)
}

/// One run, from the files to the line that says what came of it.
fn once(
    builder: &IndexBuilder,
    paths: &[PathBuf],
    args: &IndexArgs,
    as_json: bool,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let done = with_progress(builder, paths, terminal);
    if let (Some(file), Err(IndexError::Nothing { skips, .. })) = (&args.report, &done) {
        // Where nothing could be indexed, the reasons are what is wanted.
        let mut report = IndexReport::default();
        report.skips.clone_from(skips);
        write_report(file, &report)?;
    }
    let report = done?;
    if let Some(file) = &args.report {
        write_report(file, &report)?;
    }
    for SkippedRecord { path, skip, .. } in &report.skips {
        let line = skip.line.map(|n| format!(", line {n}")).unwrap_or_default();
        terminal.detail(|| format!("skipped {path}{line}: {}", skip.message));
    }
    for article in &report.undated {
        terminal.detail(|| format!("no date in {}: cannot read `{}`", place(article), article.unread.date));
    }
    let mut out = terminal.plain();
    if as_json {
        writeln!(out, "{}", serde_json::to_string(&report).unwrap_or_default())?;
    } else {
        write!(out, "{}", summary(&report, args.dry_run))?;
    }
    out.flush()?;
    tell_renames(&report, terminal);
    if report.skipped > 0 && args.report.is_none() {
        let skipped = count(report.skipped, "file or record", "files or records");
        terminal.notice(&format!("{skipped} skipped ({}); --report FILE lists them", reasons(&report.skips)));
    }
    tell_undated(&report, args.report.is_some(), terminal);
    Ok(())
}

/// Returns how many were skipped for each reason, most first.
fn reasons(skips: &[SkippedRecord]) -> String {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for SkippedRecord { skip, .. } in skips {
        *counts.entry(&skip.reason).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(reason, n)| (std::cmp::Reverse(n), reason));
    counts.iter().map(|(reason, n)| format!("{n} {reason}")).collect::<Vec<_>>().join(", ")
}

/// Says that articles are without a date because the one they give cannot be read, and where the
/// first of them stands.
fn tell_undated(report: &IndexReport, is_listed: bool, terminal: &Terminal) {
    let Some(first) = report.undated.first() else { return };
    let undated = count(report.unread_dates, "article", "articles");
    let verb = if report.unread_dates == 1 { "is" } else { "are" };
    let first = format!("`{}` in {}", first.unread.date, place(first));
    let hint = if is_listed { "write it as year-month-day" } else { "--report FILE lists them" };
    terminal.notice(&format!("{undated} {verb} without a date, because it cannot be read: {first}; {hint}"));
}

fn place(article: &UndatedArticle) -> String {
    let UndatedArticle { path, unread, .. } = article;
    match (unread.line, unread.byte) {
        (Some(line), _) => format!("{path}, line {line}"),
        (None, Some(byte)) => format!("{path}, byte {byte}"),
        (None, None) => path.clone(),
    }
}

/// Names renamed listed on the screen at most.
const MAX_RENAMES: usize = 10;

/// Says which names stand under another canonical name than before.
fn tell_renames(report: &IndexReport, terminal: &Terminal) {
    for renamed in report.renames.iter().take(MAX_RENAMES) {
        let why = if renamed.why.is_empty() { String::new() } else { format!(" ({})", renamed.why) };
        terminal.notice(&format!("{} `{}` is now `{}`{why}", renamed.kind, renamed.from, renamed.to));
    }
    if report.renames.len() > MAX_RENAMES {
        let more = report.renames.len() - MAX_RENAMES;
        terminal.notice(&format!("and {more} more names; --report FILE lists them"));
    }
}

/// Returns a builder with the settings in force.
pub(super) fn builder(settings: &Settings) -> Result<IndexBuilder, Failure> {
    let names = settings.listed_names()?;
    Ok(IndexBuilder::new(&settings.index.value).jobs(settings.jobs.value).names(names))
}

/// Builds, with a bar where somebody looks on.
pub(super) fn with_progress(
    builder: &IndexBuilder,
    paths: &[PathBuf],
    terminal: &Terminal,
) -> Result<IndexReport, IndexError> {
    let bar = Bar::new(terminal);
    let report = builder.run(paths, |progress| bar.show(progress));
    bar.clear();
    let report = report?;
    report.remarks.iter().for_each(|remark| terminal.notice(remark));
    Ok(report)
}

fn write_report(file: &PathBuf, report: &IndexReport) -> Result<(), Failure> {
    let mut lines = String::new();
    for skip in &report.skips {
        lines.push_str(&serde_json::to_string(skip).unwrap_or_default());
        lines.push('\n');
    }
    for article in &report.undated {
        lines.push_str(&serde_json::json!({ "undated": article }).to_string());
        lines.push('\n');
    }
    for renamed in &report.renames {
        lines.push_str(&serde_json::json!({ "renamed": renamed }).to_string());
        lines.push('\n');
    }
    std::fs::write(file, lines).map_err(|e| {
        Failure::new("report", format!("cannot write {}: {e}", file.display()))
            .with_hint("check the path of --report and run again")
    })
}

fn summary(report: &IndexReport, is_dry_run: bool) -> String {
    let done = if is_dry_run { "would be" } else { "were" };
    let changes = [
        (report.added, "added"),
        (report.updated, "updated"),
        (report.deleted, "removed"),
        (report.unchanged, "unchanged"),
    ];
    let changes: Vec<String> = changes.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let changes = if changes.is_empty() { "nothing to do".to_string() } else { changes.join(", ") };
    if is_dry_run {
        return format!("articles that {done} changed: {changes}\n");
    }
    format!(
        "{}, {}, {} in the index ({changes}; {:.1} s)\n",
        count(report.articles, "article", "articles"),
        count(report.passages, "passage", "passages"),
        count(report.quotes, "quote", "quotes"),
        report.seconds
    )
}
