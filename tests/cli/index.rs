//! `search index`, `search status`, `search show`.

use crate::support::{ARTICLE, Answer, Room};

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
    let told = room.search(&["index"]).err;
    assert_eq!(told, "search: 2 files or records skipped (1 empty, 1 json); --report FILE lists them\n");
}

#[test]
fn dates_that_cannot_be_read_are_counted_and_listed() {
    let room = Room::with_corpus();
    let lines = [
        r#"{"id":"n1","text":"The bridge was closed.","date":"2020-05-23"}"#,
        r#"{"id":"n2","text":"The bridge was opened.","date":"07/08/2020"}"#,
        r#"{"id":"n3","text":"The bridge was sold."}"#,
    ];
    room.write("corpus/dates.jsonl", lines.join("\n")).write("corpus/dates.txt", "Headline: Fog\nDate: soon\n\nFog.\n");
    let report = |answer: &Answer| {
        let lines = std::fs::read_to_string(room.path("report.jsonl")).expect("a report");
        (answer.json()["unread_dates"].clone(), lines)
    };
    let first = room.search(&["--json", "index", "--report", "report.jsonl"]);
    let (n, listed) = report(&first);
    assert_eq!((n, first.json()["skipped"].clone()), (2.into(), 0.into()), "{listed}");
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(
        lines,
        [
            r#"{"undated":{"path":"corpus/dates.jsonl","record":1,"line":2,"byte":64,"date":"07/08/2020"}}"#,
            r#"{"undated":{"path":"corpus/dates.txt","record":0,"date":"soon"}}"#,
        ]
    );
    let told = "2 articles are without a date, because it cannot be read: `07/08/2020` in corpus/dates.jsonl, line 2";
    assert!(first.err.contains(told), "{}", first.err);
    assert_eq!(room.search(&["--json", "status"]).json()["unread_dates"], 2);
    // Told again where nothing was read again, until the date is mended.
    assert_eq!(report(&room.search(&["--json", "index", "--report", "report.jsonl"])).1, listed);
    room.write("corpus/dates.txt", "Headline: Fog\nDate: 2020-05-23\n\nFog.\n");
    let mended = room.search(&["index"]);
    assert!(mended.err.contains("1 article is without a date"), "{}", mended.err);
    assert!(mended.err.ends_with("; --report FILE lists them\n"), "{}", mended.err);
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
    room.write("news.csv", "id,text\n1,Rain.\n");
    let answer = room.search(&["index", "news.csv", "--report", "report.jsonl"]);
    let told =
        "search: no article found in news.csv; skipped news.csv: a table, which is not read; see `search formats`";
    assert!(answer.status == 2 && answer.err.starts_with(told), "{}", answer.err);
    let report = std::fs::read_to_string(room.path("report.jsonl")).expect("a report");
    assert!(report.contains(r#""reason":"other-format""#) && report.lines().count() == 1, "{report}");
    let read = room.search(&["read", "news.csv"]).json();
    assert!(read["hint"].as_str().is_some_and(|hint| hint.starts_with("make each row a line of JSON")), "{read}");
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
fn a_bad_record_does_not_hide_the_others_of_its_file() {
    let room = Room::new();
    room.write("news.jsonl", format!("{ARTICLE}\nnonsense\n{{\"id\":\"a2\",\"text\":\"It rained.\"}}\n"));
    let answer = room.search(&["show", "news.jsonl"]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert!(answer.out.contains("Roe steps aside") && answer.out.contains("It rained."), "{}", answer.out);
    assert!(answer.err.contains("search: news.jsonl, line 2: not valid JSON"), "{}", answer.err);
    assert!(answer.err.ends_with("2 articles shown, 1 record skipped\n"), "{}", answer.err);
    room.write("bad.jsonl", "nonsense\n");
    let none = room.search(&["show", "bad.jsonl"]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(none.err.starts_with("search: bad.jsonl, line 1: not valid JSON"), "{}", none.err);
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
