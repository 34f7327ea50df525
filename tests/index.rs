//! Indexing as a process that may be killed at any moment.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use onrecord::index::{Index, IndexBuilder};

/// Set for the child process: the folder to work in.
const FOLDER: &str = "ONRECORD_TEST_INDEX_FOLDER";

fn builder(folder: &Path) -> IndexBuilder {
    IndexBuilder::new(folder.join("index")).jobs(2)
}

fn articles(name: &str, n: usize) -> String {
    let text = "The judge announced a recusal on Monday.\n\n“I will not take part,” said Alan Reyes.\n\n";
    let line =
        |n| serde_json::json!({"id": format!("{name}-{n}"), "date": "2020-05-01", "text": text.repeat(1 + n % 5)});
    (0..n).map(|n| format!("{}\n", line(n))).collect()
}

/// Not a test of its own: the child that gets killed.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    builder(folder).run(&[folder.join("corpus")], |_| {}).expect("indexed");
}

#[test]
fn a_kill_while_indexing_leaves_the_old_index_or_the_new_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    fs::create_dir(folder.join("corpus")).expect("a folder");
    fs::write(folder.join("corpus/a.jsonl"), articles("a", 20)).expect("written");
    builder(folder).run(&[folder.join("corpus")], |_| {}).expect("indexed");
    let mut articles_there = 20;
    for (round, wait) in [1, 20, 60, 120, 250].into_iter().enumerate() {
        fs::write(folder.join(format!("corpus/b{round}.jsonl")), articles(&format!("b{round}"), 600)).expect("written");
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "child"])
            .env(FOLDER, folder)
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let index = Index::open(folder.join("index")).expect("opened");
        let now = index.summary().articles;
        assert!((now - articles_there).is_multiple_of(600), "{now} articles");
        assert_eq!(index.article("a-3").expect("read").map(|a| a.passages.len()), Some(8));
        articles_there = now;
    }
    let report = builder(folder).run(&[folder.join("corpus")], |_| {}).expect("indexed");
    assert_eq!(report.articles, 20 + 5 * 600);
    let kept = fs::read_dir(folder.join("index")).expect("a folder").flatten();
    assert_eq!(kept.filter(|e| e.file_name().to_string_lossy().starts_with("gen-")).count(), 1);
}

#[test]
fn a_broken_disk_is_told_from_a_broken_index() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.jsonl"), articles("a", 3)).expect("written");
    fs::write(dir.path().join("index"), "a file, not a folder").expect("written");
    let error = builder(dir.path()).run(&[dir.path().join("a.jsonl")], |_| {}).expect_err("refused");
    assert_eq!(error.code(), "index-file");
}

#[test]
fn an_index_that_is_updated_often_goes_on_taking_updates() {
    let dir = tempfile::tempdir().expect("a folder");
    let corpus = dir.path().join("corpus");
    fs::create_dir(&corpus).expect("a folder");
    for n in 0..60 {
        fs::write(corpus.join(format!("old{n}.jsonl")), articles(&format!("old{n}"), 1)).expect("written");
    }
    let index = |jobs| IndexBuilder::new(dir.path().join("index")).jobs(jobs).run(&[&corpus], |_| {});
    index(2).expect("indexed");
    for n in 0..24 {
        let edited = articles(&format!("old{n}"), 1).replace("Monday", "Friday");
        fs::write(corpus.join(format!("old{n}.jsonl")), edited).expect("written");
        fs::write(corpus.join(format!("new{n}.jsonl")), articles(&format!("new{n}"), 1)).expect("written");
        let report = index(1 + n % 2).unwrap_or_else(|error| panic!("update {n}: {error}"));
        assert_eq!((report.updated, report.added, report.articles), (1, 1, 61 + n as u64));
    }
    let grown = index(2).expect("indexed");
    let anew = IndexBuilder::new(dir.path().join("anew")).jobs(2).run(&[&corpus], |_| {}).expect("indexed");
    assert_eq!((grown.articles, grown.passages, grown.quotes), (anew.articles, anew.passages, anew.quotes));
}
