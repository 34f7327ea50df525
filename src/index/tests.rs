//! Builds small indexes of invented articles and compares what they answer.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tantivy::query::AllQuery;

use super::*;
use crate::rank::RankParams;
use crate::rank::collect::{self, Order, Wanted};
use crate::rank::group::Group;
use crate::rank::ranked::{Match, RankedQuery, RankedWord, Ranking};
use crate::terms;

struct Desk {
    dir: tempfile::TempDir,
}

/// An answer: article id, paragraph, score bits, words.
type Answer = Vec<(String, u32, u32, String)>;

impl Desk {
    fn new() -> Self {
        let desk = Desk { dir: tempfile::tempdir().expect("a folder") };
        fs::create_dir(desk.path("corpus")).expect("a folder");
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path("corpus").join(name), text).expect("written");
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path("corpus").join(name)).expect("removed");
    }

    fn builder(&self) -> IndexBuilder {
        IndexBuilder::new(self.path("index")).jobs(2)
    }

    fn index(&self, builder: IndexBuilder) -> IndexReport {
        builder.run(&[self.path("corpus")], |_| {}).expect("indexed")
    }

    fn open(&self) -> Index {
        Index::open(self.path("index")).expect("opened")
    }

    /// Checks that the index answers like one that is built anew from the same files.
    fn assert_like_new(&self) {
        let fresh = Desk::new();
        for entry in fs::read_dir(self.path("corpus")).expect("a folder") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), fresh.path("corpus").join(entry.file_name())).expect("copied");
        }
        fresh.index(fresh.builder().full(true));
        assert_eq!(all(&self.open()), all(&fresh.open()));
        assert_eq!(find(&self.open(), "recusal judge"), find(&fresh.open(), "recusal judge"));
        assert_eq!(self.open().summary(), fresh.open().summary());
    }
}

fn answer(index: &Index, query: &RankedQuery, order: Order) -> Answer {
    let wanted = Wanted { limit: 10_000, order, ..Wanted::default() };
    let top = collect::top(index.searcher(), query, &wanted).expect("found");
    assert_eq!(top.total, top.ranked.len() as u64);
    let show = |hit: &collect::Ranked| {
        let (stored, paragraph) = index.article_of(hit.address).expect("stored");
        assert_eq!((stored.article.id.as_str(), paragraph), (hit.article_id.as_str(), hit.paragraph));
        (hit.article_id.clone(), paragraph, hit.score.to_bits(), stored.passage(paragraph).to_owned())
    };
    top.ranked.iter().map(show).collect()
}

fn all(index: &Index) -> Answer {
    let query = Match::Query(Arc::new(AllQuery));
    answer(index, &RankedQuery::new(query, Vec::new(), Ranking::of(index, RankParams::default())), Order::Newest)
}

fn find(index: &Index, words: &str) -> Answer {
    let mut ranked = Vec::new();
    for word in terms::fold(words) {
        let forms: Vec<String> = index.forms().of_stem(&terms::stem(&word)).into_iter().map(|f| f.0).collect();
        let body = Group::new(index.fields().body, forms.clone());
        let headline = Group::new(index.fields().headline, forms);
        ranked.push(RankedWord::new(body, headline));
    }
    answer(
        index,
        &RankedQuery::new(Match::AnyWord, ranked, Ranking::of(index, RankParams::default())),
        Order::Relevance,
    )
}

fn line(id: &str, published: &str, text: &str) -> String {
    let line =
        serde_json::json!({"id": id, "title": "Inquiry", "source": "The Courier", "date": published, "text": text});
    format!("{line}\n")
}

/// Many articles with many equal scores.
fn many(n: usize) -> String {
    let text = |n: usize| match n % 3 {
        0 => "The judge announced his recusal.\n\nNobody asked why.",
        1 => "Recusals are rare.\n\nA judge recused herself on Monday.\n\nThe inquiry goes on.",
        _ => "“I will not take part,” said Alan Reyes.",
    };
    (0..n).map(|n| line(&format!("a{n}"), &format!("2020-05-{:02}", n % 28 + 1), text(n))).collect()
}

#[test]
fn what_is_indexed_is_found() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(7));
    let report = desk.index(desk.builder());
    assert_eq!((report.articles, report.added, report.passages, report.generation), (7, 7, 14, 1));
    let index = desk.open();
    assert_eq!(find(&index, "recuse").len(), 7);
    assert_eq!(index.summary().first.expect("dated").to_string(), "2020-05-01");
    assert_eq!(index.summary().sources["The Courier"], 7);
    let stored = index.article("a1").expect("read").expect("there");
    assert_eq!(stored.passage(2), "The inquiry goes on.");
    assert!(index.article("b1").expect("read").is_none());
    assert_eq!(index.articles_of_file(&desk.path("corpus/a.jsonl")).expect("read").len(), 7);
}

#[test]
fn jobs_do_not_change_the_answer() {
    let (one, four) = (Desk::new(), Desk::new());
    for desk in [&one, &four] {
        for n in 0..5 {
            desk.put(&format!("{n}.jsonl"), &many(60 + n));
        }
    }
    one.index(one.builder().jobs(1));
    four.index(four.builder().jobs(4));
    assert_eq!(all(&one.open()), all(&four.open()));
    assert_eq!(find(&one.open(), "recusal judge"), find(&four.open(), "recusal judge"));
    assert_eq!(all(&one.open()).len(), (0..64).map(|n| [2, 3, 1][n % 3]).sum::<usize>());
}

#[test]
fn nothing_new_is_nothing_done() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(9));
    desk.put("b.pdf", "no article");
    let first = desk.index(desk.builder());
    let second = desk.index(desk.builder());
    assert_eq!((second.generation, second.unchanged, second.added), (1, 9, 0));
    assert_eq!((first.skipped, second.skipped), (1, 1));
    assert_eq!(second.skips, first.skips);
    // The same bytes with another time.
    desk.put("a.jsonl", &many(9));
    assert_eq!(desk.index(desk.builder()).unchanged, 9);
}

#[test]
fn the_index_follows_its_files() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(20));
    desk.put("b.jsonl", &line("b", "2020-06-01", "The judge left."));
    desk.put("c.jsonl", &line("c", "2020-06-02", "The judge came back."));
    desk.index(desk.builder());
    let changed = many(22).replace("Nobody asked why.", "Everybody asked.");
    desk.put("a.jsonl", &changed);
    desk.remove("b.jsonl");
    desk.put("d.jsonl", &line("d", "2020-06-03", "A recusal."));
    let report = desk.index(desk.builder());
    assert_eq!((report.added, report.updated, report.deleted, report.unchanged), (3, 7, 1, 14));
    assert_eq!(report.generation, 2);
    desk.assert_like_new();
}

#[test]
fn other_paths_stay() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(3));
    let other = desk.path("other.jsonl");
    fs::write(&other, line("o", "2020-06-01", "The judge left.")).expect("written");
    desk.index(desk.builder());
    let report = desk.builder().run(&[&other], |_| {}).expect("indexed");
    assert_eq!((report.articles, report.added), (4, 1));
    desk.remove("a.jsonl");
    let report = desk.index(desk.builder());
    assert_eq!((report.articles, report.deleted), (1, 3));
    let gone = desk.builder().run(&[desk.path("nowhere")], |_| {}).expect_err("no such path");
    assert_eq!(gone.code(), "no-such-path");
}

#[test]
fn the_index_does_not_read_itself() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(3));
    let run = || desk.builder().run(&[desk.dir.path()], |_| {}).expect("indexed");
    assert_eq!((run().articles, run().skipped), (3, 0));
    assert_eq!(run().generation, 1);
}

#[test]
fn of_two_articles_with_one_id_the_later_wins() {
    let desk = Desk::new();
    desk.put("a.jsonl", &(line("x", "2020-01-01", "First judge.") + &line("x", "2020-01-02", "Second judge.")));
    let report = desk.index(desk.builder());
    assert_eq!((report.articles, report.skipped), (1, 1));
    assert_eq!(report.skips[0].skip.reason, "duplicate-id");
    assert_eq!((report.skips[0].skip.record, report.skips[0].skip.line), (Some(0), Some(1)));
    assert_eq!(all(&desk.open())[0].3, "Second judge.");
    desk.put("b.jsonl", &line("x", "2020-01-03", "Third judge."));
    let report = desk.index(desk.builder());
    assert_eq!((report.articles, report.skipped), (1, 2));
    desk.assert_like_new();
    // An earlier file does not oust a later one.
    desk.put("a.jsonl", &line("x", "2020-01-01", "Fourth judge."));
    desk.index(desk.builder());
    assert_eq!(all(&desk.open())[0].3, "Third judge.");
    desk.assert_like_new();
    // With the winner gone, the other is back.
    desk.remove("b.jsonl");
    desk.index(desk.builder());
    assert_eq!(all(&desk.open())[0].3, "Fourth judge.");
    desk.assert_like_new();
}

#[test]
fn a_repeated_id_in_a_changed_file_keeps_the_last() {
    let desk = Desk::new();
    desk.put("a.jsonl", &(line("x", "2020-01-01", "A judge.") + &line("y", "2020-01-01", "No judge.")));
    desk.index(desk.builder());
    let text = line("x", "2020-01-01", "Other judge.")
        + &line("x", "2020-01-01", "A judge.")
        + &line("z", "2020-01-01", "New.");
    desk.put("a.jsonl", &text);
    desk.index(desk.builder());
    desk.assert_like_new();
}

#[test]
fn entries_stay_together_through_merges_and_deletions() {
    let desk = Desk::new();
    for n in 0..12 {
        let articles: String =
            (0..6).map(|m| line(&format!("{n}-{m}"), "2020-01-01", "One.\n\nTwo.\n\nThree judge.")).collect();
        desk.put(&format!("{n:02}.jsonl"), &articles);
        desk.index(desk.builder());
        if n % 3 == 0 {
            desk.remove(&format!("{n:02}.jsonl"));
        }
    }
    // `all` checks that each passage finds its own article.
    desk.index(desk.builder());
    desk.assert_like_new();
}

#[test]
fn damage_is_named_with_its_remedy() {
    let desk = Desk::new();
    let missing = Index::open(desk.path("index")).expect_err("no index");
    assert_eq!(missing.code(), "index-missing");
    desk.put("a.jsonl", &many(3));
    desk.index(desk.builder());
    let current = desk.path("index/CURRENT");
    let good = fs::read_to_string(&current).expect("read");
    fs::write(&current, good.replace(&format!("\"format\":{}", generation::FORMAT), "\"format\":99")).expect("written");
    let other = Index::open(desk.path("index")).expect_err("refused");
    assert_eq!(other.code(), "index-version");
    assert!(other.hint().contains("build it anew"));
    fs::write(&current, "{").expect("written");
    assert_eq!(Index::open(desk.path("index")).expect_err("refused").code(), "index-damaged");
    assert_eq!(desk.builder().run(&[desk.path("corpus")], |_| {}).expect_err("refused").code(), "index-damaged");
    fs::write(&current, good).expect("written");
    for entry in fs::read_dir(desk.path("index/gen-000001")).expect("a folder").flatten() {
        let bytes = fs::read(entry.path()).expect("read");
        fs::write(entry.path(), []).expect("emptied");
        let opened = Index::open(desk.path("index"));
        if let Err(error) = opened {
            assert_eq!(error.code(), "index-damaged", "{}: {error}", entry.path().display());
        }
        fs::write(entry.path(), bytes).expect("written");
    }
    fs::write(&current, "{").expect("written");
    assert_eq!(desk.index(desk.builder().full(true)).articles, 3);
    assert_eq!(all(&desk.open()).len(), 6);
}

#[test]
fn a_full_run_keeps_what_came_from_other_paths() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(2));
    desk.put("b.txt", "Headline: Ferries\nDate: 2020-05-02\n\nFerries are cheap, the clerk said.\n");
    let run = |builder: IndexBuilder, file: &str| {
        builder.run(&[desk.path("corpus").join(file)], |_| {}).expect("indexed").articles
    };
    assert_eq!(run(desk.builder(), "a.jsonl"), 2);
    assert_eq!(run(desk.builder(), "b.txt"), 3);
    assert_eq!(run(desk.builder().full(true), "b.txt"), 3);
    desk.remove("a.jsonl");
    assert_eq!(run(desk.builder().full(true), "b.txt"), 1);
}

#[test]
fn reading_needs_no_right_to_write() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let desk = Desk::new();
    desk.put("a.jsonl", &many(5));
    desk.index(desk.builder());
    let index = desk.path("index");
    let files = || {
        let entries = walkdir::WalkDir::new(&index).sort_by_file_name().into_iter().map(|e| e.expect("an entry"));
        entries.map(walkdir::DirEntry::into_path).collect::<Vec<_>>()
    };
    let is_lock = |path: &&std::path::PathBuf| path.extension().is_some_and(|ending| ending == "lock");
    files().iter().filter(is_lock).for_each(|path| fs::remove_file(path).expect("removed"));
    let there = files();
    let modes = there.iter().filter(|path| path.is_file()).map(|path| path.metadata().expect("read").mode() & 0o777);
    let modes: std::collections::BTreeSet<u32> = modes.collect();
    assert_eq!(modes.len(), 1, "some files are kept from readers: {modes:?}");
    let allow = |folders: u32, files: u32| {
        for path in &there {
            let mode = if path.is_dir() { folders } else { files };
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
        }
    };
    allow(0o555, 0o444);
    assert!(!find(&desk.open(), "recusal").is_empty());
    // Whoever may write everywhere would have left a lock.
    assert_eq!(files(), there);
    allow(0o755, 0o644);
}

#[test]
fn a_lock_that_is_held_for_a_moment_is_waited_for() {
    let tries = std::cell::Cell::new(0);
    let busy = |until: u32| {
        tries.set(tries.get() + 1);
        let lock = tantivy::directory::error::LockError::LockBusy;
        if tries.get() < until { Err(tantivy::TantivyError::LockFailure(lock, None)) } else { Ok(tries.get()) }
    };
    assert_eq!(open::once_free(|| busy(4)).expect("free in the end"), 4);
    tries.set(0);
    assert!(open::once_free(|| busy(u32::MAX)).is_err());
}

#[test]
fn one_writer_at_a_time() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(3));
    let lock = generation::Lock::take(&desk.path("index")).expect("taken");
    let error = desk.builder().run(&[desk.path("corpus")], |_| {}).expect_err("locked");
    assert_eq!(error.code(), "index-locked");
    assert!(error.to_string().contains(&std::process::id().to_string()));
    // What a child process has open until it is another program.
    let copy = lock.copy();
    drop(lock);
    desk.index(desk.builder());
    drop(copy);
}

#[test]
fn a_failed_run_leaves_the_old_generation() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(3));
    desk.index(desk.builder());
    let stray = desk.path("index/gen-000002");
    fs::create_dir(&stray).expect("a folder");
    fs::write(stray.join("meta.json"), "half a gener").expect("written");
    let open = desk.open();
    desk.put("b.jsonl", &many(9));
    assert_eq!(desk.index(desk.builder()).articles, 9);
    // A reader keeps what it opened.
    assert_eq!(all(&open).len(), 6);
    assert_eq!(desk.open().generation(), 2);
    assert!(!desk.path("index/gen-000001").exists());
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let desk = Desk::new();
    desk.put("a.jsonl", &many(3));
    let report = desk.index(desk.builder().dry_run(true));
    assert_eq!((report.added, report.articles), (3, 0));
    assert!(!Path::new(&desk.path("index")).exists());
    desk.index(desk.builder());
    desk.put("a.jsonl", &many(2));
    let report = desk.index(desk.builder().dry_run(true));
    assert_eq!((report.deleted, report.added), (1, 0));
    assert_eq!(all(&desk.open()).len(), 6);
}

#[test]
fn nothing_to_index_is_an_error() {
    let desk = Desk::new();
    let error = desk.builder().run(&[desk.path("corpus")], |_| {}).expect_err("nothing");
    assert_eq!(error.code(), "nothing-indexed");
    assert_eq!(Index::open(desk.path("index")).expect_err("no index").code(), "index-missing");
}
