//! `search query` and `search run`: a case for each flag.

use serde_json::Value;

use crate::support::{Answer, Room};

fn ids(answer: &Answer) -> Vec<String> {
    let value = answer.json();
    let hits = value["hits"].as_array().expect("hits").clone();
    hits.iter().map(|hit| hit["passage_id"].as_str().expect("an id").to_string()).collect()
}

fn found(room: &Room, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["--json", "query"];
    all.extend(arguments);
    let answer = room.search(&all);
    let ids = ids(&answer);
    assert_eq!(answer.status, i32::from(ids.is_empty()), "{arguments:?}: {}", answer.err);
    ids
}

/// Replaces what differs from run to run, or from model to model.
fn masked(mut value: Value) -> Value {
    value["took_us"] = 0.into();
    for hit in value["hits"].as_array_mut().into_iter().flatten() {
        hit["score"] = 0.into();
        for list in ["quotes", "entities", "dates"] {
            hit[list] = Value::Array(Vec::new());
        }
    }
    value
}

#[test]
fn the_first_query_builds_the_index() {
    let room = Room::with_corpus();
    let answer = room.search(&["recusal"]);
    assert_eq!(answer.status, 0);
    assert!(answer.err.starts_with("search: no index in index: building it from corpus\n"), "{}", answer.err);
    assert!(answer.out.contains("Poe answers Roe"), "{}", answer.out);
    assert_eq!(room.search(&["recusal"]).err, "");
}

#[test]
fn neither_index_nor_corpus() {
    let answer = Room::new().search(&["recusal"]);
    assert_eq!((answer.status, answer.out.as_str()), (2, ""));
    insta::assert_snapshot!(answer.err, @"search: no index in index; build one with `search index PATH`, or name another with --index");
}

#[test]
fn one_time_is_no_range() {
    let room = Room::with_index();
    for flag in ["--since", "--until"] {
        let answer = room.search(&["inquiry", flag, "2020-05..2020-06"]);
        assert_eq!(answer.status, 2);
        assert_eq!(
            answer.err,
            format!(
                "search: {flag}: `2020-05..2020-06` is a range, and one time is asked for; give its beginning as since \
                 and its end as until, or ask in the query: published:2020-03..2020-07\n"
            )
        );
        let garbage = room.search(&["inquiry", flag, "garbage"]).err;
        assert!(garbage.contains("cannot read `garbage`") && !garbage.contains("range"), "{garbage}");
    }
    assert!(room.search(&["inquiry", "--about", "garbage"]).err.contains("or a range such as"));
}

#[test]
fn shape_of_the_answer() {
    let room = Room::with_index();
    let answer = room.search(&["--json", "\"recused herself\""]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&masked(answer.json())).expect("JSON"));
}

#[test]
fn words_filters_and_dates() {
    let room = Room::with_index();
    let mut recused = found(&room, &["recusal", "--exact"]);
    recused.sort();
    assert_eq!(recused, ["a2#0", "a2#1"]);
    // "Stepped aside" says the same, and counts less.
    assert_eq!(found(&room, &["recusal"]).last().map(String::as_str), Some("a1#0"));
    assert_eq!(found(&room, &["\"recused herself\""]), ["a2#1"]);
    assert_eq!(found(&room, &["inquiry", "--since", "2020-06"]), ["a2#2"]);
    assert_eq!(found(&room, &["inquiry", "--until", "2020-05"]), ["a1#1"]);
    assert_eq!(found(&room, &["inquiry", "--source", "Hill Gazette"]), [""; 0]);
    assert_eq!(found(&room, &["rained", "--source", "Hill Gazette"]).len(), 1);
    assert_eq!(found(&room, &["recusal", "--limit", "1"]).len(), 1);
    assert_eq!(found(&room, &["recusal", "--offset", "1"]).len(), 2);
    assert_eq!(found(&room, &["recusal", "--group", "article"]).len(), 2);
    assert_eq!(found(&room, &["inquiry", "--sort", "oldest"]), ["a1#1", "a2#2"]);
    assert_eq!(found(&room, &["inquiry", "--sort", "newest"]), ["a2#2", "a1#1"]);
    assert_eq!(found(&room, &["zebra"]), [""; 0]);
    assert_eq!(found(&room, &["recusal zebra", "--match", "any"]).len(), 3);
}

#[test]
fn a_relaxed_answer_says_so() {
    let room = Room::with_index();
    let answer = room.search(&["recusal rained"]);
    assert_eq!(answer.status, 0);
    assert_eq!(answer.err, "search: no passage has all the words; these have some of them\n");
    assert_eq!(room.search(&["--json", "recusal rained"]).json()["relaxed"], true);
}

#[test]
fn nothing_found_is_status_1() {
    let answer = Room::with_index().search(&["zebra"]);
    assert_eq!((answer.status, answer.out.as_str()), (1, ""));
    assert!(answer.err.ends_with("search: nothing found\n"), "{}", answer.err);
}

#[test]
fn other_formats() {
    let room = Room::with_index();
    let lines = room.search(&["recusal", "--format", "jsonl"]).lines();
    assert!(lines.len() == 3 && lines[0]["rank"] == 1);
    let csv = room.search(&["recusal", "--format", "csv"]).out;
    assert!(csv.starts_with("rank,score,passage_id,") && csv.lines().count() == 4, "{csv}");
    assert!(room.search(&["recusal", "--format", "md"]).out.starts_with("1. **Poe answers Roe** — The Courier"));
    let text = room.search(&["recusal", "--color", "always"]).out;
    assert!(text.contains("\u{1b}["), "{text:?}");
    assert!(!room.search(&["recusal"]).out.contains('\u{1b}'));
}

#[test]
fn facets_context_and_explanation() {
    let room = Room::with_index();
    let value = room
        .search(&["--json", "query", "recusal", "--facets", "source,published", "--context", "1", "--explain"])
        .json();
    assert_eq!(value["facets"]["source"], serde_json::json!([["The Courier", 3]]));
    assert_eq!(value["facets"]["published"], serde_json::json!([["2020-05", 1], ["2020-06", 2]]));
    assert!(value["hits"][0]["context"]["after"].is_array() && value["hits"][0]["explanation"].is_array(), "{value}");
    assert!(value["explanation"]["sentence"].as_str().is_some_and(|said| said.contains("“recusal” in any form")));
    assert_eq!(room.search(&["query", "recusal", "--facets", "colour"]).status, 2);
    let text = room.search(&["recusal", "--explain"]).out;
    assert!(text.starts_with("Passages with “recusal” in any form.") && text.contains("score "), "{text}");
    let text = room.search(&["recusal, late; coach.", "--explain"]).out;
    assert!(text.contains("“recusal” in any form") && text.contains("“late”") && text.contains("“coach”"), "{text}");
}

#[test]
fn a_file_of_synonyms() {
    let room = Room::with_index();
    room.write("words.txt", "zebra => recusal\n").write("bad.txt", "a, b\na => b => c\n");
    room.write("circle.txt", "a => b\nb => a\n");
    let ask = |file: &str, more: &[&str]| {
        let mut arguments = vec!["query", "zebra"];
        arguments.extend(more);
        let output = room.command(&arguments).env("ONRECORD_SYNONYMS", file).output().expect("runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(ask("words.txt", &[]).0, Some(0));
    assert_eq!(ask("words.txt", &["--exact"]).0, Some(1));
    assert_eq!(ask("none", &[]).0, Some(1));
    assert_eq!(
        ask("bad.txt", &[]),
        (Some(2), "search: bad.txt: line 2: more than one `=>`; write one rule a line\n".into())
    );
    assert!(
        ask("circle.txt", &[]).1.starts_with("search: circle.txt: line 1: `a` leads back to itself by way of line 2")
    );
    assert_eq!(ask("nowhere.txt", &[]).0, Some(2));
}

#[test]
fn mistakes_in_a_query() {
    let room = Room::with_index();
    let mut all = String::new();
    for arguments in [
        &["speker:roe"][..],
        &["recusal AND"],
        &["\"no end"],
        &[""],
        &["recusal", "--since", "32 May"],
        &["recusal", "-x"],
    ] {
        let answer = room.search(arguments);
        assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{arguments:?}");
        all += &format!("$ search {}\n{}\n", arguments.join(" "), answer.err);
        let mut with_json = vec!["--json"];
        with_json.extend(arguments);
        assert!(room.search(&with_json).json()["error"]["hint"].is_string(), "{arguments:?}");
    }
    insta::assert_snapshot!("query_errors", all);
}

#[test]
fn odd_queries_are_answered_or_refused() {
    let room = Room::with_index();
    let long = "recusal ".repeat(12_500);
    for query in
        [long.as_str(), "😀", "\u{202e}שלום", "a\u{301}", "((((", "\"\"\"", "*", "-", "NOT", "said:", "::::", "\u{7}"]
    {
        let answer = room.search(&["query", "--", query]);
        assert!((0..=2).contains(&answer.status), "{query:.20}");
        assert!(answer.status != 2 || answer.err.starts_with("search: "), "{}", answer.err);
    }
}

#[test]
fn a_word_that_is_a_command() {
    let room = Room::with_corpus();
    room.write("corpus/word.txt", "Headline: Words\n\nThe index of prices fell.\n");
    for arguments in [&["--json", "--", "index"][..], &["--json", "query", "index"]] {
        assert_eq!(ids(&room.search(arguments)).len(), 1, "{arguments:?}");
    }
}

#[test]
fn runs_are_in_trec_format() {
    let room = Room::with_index();
    room.write("topics.tsv", "q1\trecusal \"inquiry NOT\nq2\tzebra\n");
    let answer = room.search(&["run", "--topics", "topics.tsv", "--tag", "ours"]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    for (n, line) in answer.out.lines().enumerate() {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!((words.len(), words[0], words[1], words[5]), (6, "q1", "Q0", "ours"));
        assert_eq!(words[3], (n + 1).to_string());
    }
    assert!(answer.out.lines().count() >= 4);
    let articles = room.search(&["run", "--topics", "topics.tsv", "--unit", "article"]).out;
    assert!(articles.lines().all(|line| !line.contains('#')), "{articles}");
    assert_eq!(room.search(&["run", "--topics", "nowhere.tsv"]).status, 2);
}
