//! `search index`, `search status`, `search show`.

use crate::support::Room;

#[test]
fn an_index_mirrors_its_corpus() {
    let room = Room::with_corpus();
    let first = room.search(&["--json", "index"]);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    let report = first.json();
    let keys: Vec<&str> = report.as_object().expect("an object").keys().map(String::as_str).collect();
    insta::assert_snapshot!(keys.join(" "), @"articles passages quotes added updated deleted unchanged skipped bytes seconds generation");
    assert_eq!((&report["articles"], &report["added"], &report["skipped"]), (&4.into(), &4.into(), &0.into()));
    let second = room.search(&["--json", "index", "corpus"]).json();
    assert_eq!((&second["unchanged"], &second["added"]), (&4.into(), &0.into()));
    std::fs::remove_file(room.path("corpus/rain.txt")).expect("removed");
    let third = room.search(&["index"]);
    assert!(third.out.starts_with("3 articles"), "{}", third.out);
}

#[test]
fn what_is_skipped_is_counted_and_listed() {
    let room = Room::with_corpus();
    room.write("corpus/bad.jsonl", "nonsense\n").write("corpus/empty.txt", "");
    let answer = room.search(&["index", "--report", "report.jsonl"]);
    assert_eq!(answer.status, 0);
    let report = std::fs::read_to_string(room.path("report.jsonl")).expect("a report");
    assert_eq!(report.lines().count(), 2, "{report}");
    assert!(report.contains("bad.jsonl") && report.contains("\"line\":1"), "{report}");
    let status = room.search(&["--json", "status"]).json();
    assert_eq!(status["articles"], 4);
}

#[test]
fn a_dry_run_changes_nothing() {
    let room = Room::with_corpus();
    let answer = room.search(&["index", "--dry-run"]);
    assert_eq!((answer.status, room.path("index/CURRENT").exists()), (0, false), "{}", answer.err);
    assert!(answer.out.contains("4 added"), "{}", answer.out);
}

#[test]
fn a_dry_run_counts_as_the_run_does() {
    let room = Room::with_index();
    room.write("corpus/new.txt", "Headline: Fog\n\nIt was foggy.\n");
    std::fs::remove_file(room.path("corpus/rain.txt")).expect("removed");
    let dry = room.search(&["--json", "index", "--dry-run"]).json();
    let real = room.search(&["--json", "index"]).json();
    for count in ["added", "updated", "deleted", "unchanged"] {
        assert_eq!(dry[count], real[count], "{count}: {dry} {real}");
    }
    assert!(dry["bytes"].as_u64() > Some(1000), "{dry}");
}

#[test]
fn nothing_to_index_is_an_error() {
    let room = Room::new();
    room.write("empty/README.md", "nothing");
    for arguments in [&["index"][..], &["index", "empty"], &["index", "nowhere"]] {
        let answer = room.search(arguments);
        assert_eq!((answer.status, answer.err.lines().count()), (2, 1), "{arguments:?}: {}", answer.err);
        assert!(!room.path("index/CURRENT").exists());
    }
}

#[test]
fn status_says_what_is_there() {
    let room = Room::with_index();
    let status = room.search(&["status", "--json"]).json();
    assert_eq!(
        (&status["articles"], &status["first"], &status["last"]),
        (&4.into(), &"2020-03-20".into(), &"2020-06-02".into())
    );
    assert_eq!(status["sources"]["The Courier"], 3);
    let text = room.search(&["status"]).out;
    assert!(text.contains("Hill Gazette") && text.contains("generation"), "{text}");
    assert_eq!(Room::new().search(&["status"]).status, 2);
}

#[test]
fn articles_passages_and_files_are_shown() {
    let room = Room::with_index();
    let whole = room.search(&["show", "a1"]);
    assert!(whole.out.starts_with("Roe steps aside\nThe Courier · 2020-05-23 · By Kim Lowe\n"), "{}", whole.out);
    let passage = room.search(&["show", "a1#1", "--json"]).json();
    assert_eq!((&passage["passage_id"], &passage["paragraph"]), (&"a1#1".into(), &1.into()));
    assert!(passage["text"].as_str().expect("a text").starts_with("“I will take no part"));
    let file = room.search(&["show", "corpus/rain.txt"]);
    assert!(file.out.contains("We have seen worse"), "{}", file.out);
    assert_eq!(room.search(&["show", "a9"]).status, 1);
    assert_eq!(room.search(&["show", "a1#7"]).status, 1);
}

#[test]
fn citations() {
    let room = Room::with_index();
    let mut all = String::new();
    for format in ["bibtex", "ris", "csl"] {
        let answer = room.search(&["show", "a1#1", "--format", format]);
        assert_eq!(answer.status, 0);
        all += &answer.out.replace('\r', "");
    }
    insta::assert_snapshot!("citations", all);
}

#[test]
fn a_file_is_shown_without_any_index() {
    let room = Room::with_corpus();
    let answer = room.search(&["show", "corpus/runoff.md", "--format", "md"]);
    assert!(answer.out.starts_with("# Runoff moved to July\n"), "{}{}", answer.out, answer.err);
}

#[test]
fn a_watched_folder_is_followed() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let room = Room::with_corpus();
    let mut child = Command::new(env!("CARGO_BIN_EXE_search"))
        .args(["index", "--watch", "--json"])
        .current_dir(room.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut report = || -> serde_json::Value {
        serde_json::from_str(&lines.next().expect("a line").expect("readable")).expect("JSON")
    };
    assert_eq!(report()["articles"], 4);
    room.write("corpus/late.txt", "Headline: Late\n\nThe late edition came late.\n");
    assert_eq!(report()["articles"], 5);
    std::fs::remove_file(room.path("corpus/rain.txt")).expect("removed");
    assert_eq!(report()["deleted"], 1);
    child.kill().expect("ended");
    child.wait().expect("ended");
    assert_eq!(room.search(&["--json", "edition"]).json()["total"], 1);
}
