//! `search eval`: the figures of the research scripts, number by number.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Room, shared};

/// Compares two JSON values: numbers to twelve digits, all else exactly.
fn same(ours: &Value, theirs: &Value, at: &str) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{at}");
            a.iter().for_each(|(key, value)| same(value, &b[key], &format!("{at}/{key}")));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(-1.0), b.as_f64().unwrap_or(-2.0));
            assert!((a - b).abs() < 1e-12, "{at}: {a} {b}");
        }
        _ => assert_eq!(ours, theirs, "{at}"),
    }
}

/// Runs our scorer and the research script on the same files.
fn compare(room: &Room, task: &str, arguments: &[&str]) {
    let Some(script) = shared(&format!("eval/{task}/score.py")) else { return };
    let python = Command::new("python3").arg(script).args(arguments).arg("--json").current_dir(room.path(".")).output();
    let Ok(python) = python else {
        println!("skipped: no python3");
        return;
    };
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
    let theirs: Value = serde_json::from_slice(&python.stdout).expect("JSON");
    let mut ours = vec!["--json", "eval", task];
    ours.extend(arguments);
    let answer = room.search(&ours);
    assert_eq!(answer.status, 0, "{}", answer.err);
    same(&answer.json(), &theirs, task);
}

/// Makes a system's file from a gold file: some items lost, some moved, some changed.
fn spoiled(gold: &Path, mut change: impl FnMut(usize, &Value) -> Value) -> String {
    let text = std::fs::read_to_string(gold).expect("readable");
    let lines = text.lines().enumerate().filter(|(n, _)| n % 11 != 10);
    lines.map(|(n, line)| change(n, &serde_json::from_str(line).expect("JSON")).to_string() + "\n").collect()
}

/// Keeps four items of five, moves the end of every third.
fn moved(items: &Value, n: usize, change: impl Fn(usize, &mut Value)) -> Value {
    let kept = items.as_array().into_iter().flatten().enumerate().filter(|(i, _)| (i + n) % 5 != 4);
    kept.map(|(i, item)| {
        let mut item = item.clone();
        if i.is_multiple_of(3) {
            item["end"] = json!(item["end"].as_i64().unwrap_or(1) - 1);
            item["start"] = json!((item["start"].as_i64().unwrap_or(1) - 2).max(0));
        }
        change(i, &mut item);
        item
    })
    .collect()
}

#[test]
fn ranking_figures() {
    let room = Room::new();
    let Some(qrels) = shared("data/mission/qrels") else { return };
    let text = std::fs::read_to_string(&qrels).expect("readable");
    let mut run = String::new();
    for (n, line) in text.lines().enumerate().filter(|(n, _)| n % 4 != 3) {
        let words: Vec<&str> = line.split_whitespace().collect();
        run += &format!("{} Q0 {} 1 {} x\n", words[0], words[2], (n * 37 % 11) as f32 / 2.0);
    }
    room.write("run", run);
    let (qrels, topics) = (qrels.to_string_lossy(), shared("data/mission/topics.tsv"));
    compare(&room, "rank", &[&qrels, "run", "--per-topic"]);
    if let Some(topics) = topics {
        compare(&room, "rank", &[&qrels, "run", "--topics", &topics.to_string_lossy()]);
    }
}

#[test]
fn date_figures() {
    let room = Room::new();
    let Some(gold) = shared("data/timex/aquaint.jsonl") else { return };
    let change = |i: usize, date: &mut Value| {
        if i.is_multiple_of(7) {
            date["type"] = json!("TIME");
        }
        if i.is_multiple_of(6) {
            date["value"] = json!(" 2001 ");
        }
    };
    room.write("system", spoiled(&gold, |n, a| json!({"id": a["id"], "dates": moved(&a["dates"], n, change)})));
    compare(&room, "dates", &[&gold.to_string_lossy(), "system"]);
}

#[test]
fn entity_figures() {
    let room = Room::new();
    let Some(gold) = shared("data/gum_news/dev.jsonl") else { return };
    let change = |i: usize, entity: &mut Value| {
        if i.is_multiple_of(7) {
            entity["kind"] = json!("place");
        }
        if i.is_multiple_of(4) {
            entity["cluster"] = json!(i % 3);
        }
    };
    room.write("system", spoiled(&gold, |n, a| json!({"id": a["id"], "entities": moved(&a["entities"], n, change)})));
    compare(&room, "entities", &[&gold.to_string_lossy(), "system"]);
    compare(&room, "entities", &[&gold.to_string_lossy(), "system", "--inner"]);
}

/// Makes a system's quotes of gold attributions.
fn quotes(n: usize, article: &Value) -> Value {
    let as_quote = |a: &Value| {
        let content = a["content"].as_array().expect("spans");
        let (first, last) = (&content[0], &content[content.len() - 1]);
        let mention = &a["source"][0];
        json!({"start": first[0], "end": last[1].as_u64().max(first[1].as_u64()), "kind": a["kind"],
               "speaker": a["speaker_name"], "speaker_start": mention[0], "speaker_end": mention[1],
               "spans": content})
    };
    let attributions = article["attributions"].as_array().expect("attributions");
    let quotes: Value = attributions.iter().map(as_quote).collect();
    let name = |i: usize| attributions[(i * 3) % attributions.len()]["speaker_name"].clone();
    let change = |i: usize, quote: &mut Value| {
        let (start, end) = (quote["start"].as_u64().unwrap_or(0), quote["end"].as_u64().unwrap_or(0));
        if i % 4 == 1 || start >= end {
            quote.as_object_mut().expect("an object").remove("spans");
            quote["end"] = json!(end.max(start + 1));
            quote["kind"] = Value::Null;
        }
        if i % 5 == 2 {
            quote["speaker"] = name(i);
        }
    };
    json!({"id": article["id"], "quotes": moved(&quotes, n, change)})
}

#[test]
fn quote_figures() {
    let room = Room::new();
    let Some(gold) = shared("data/polnear/dev.jsonl") else { return };
    room.write("system", spoiled(&gold, quotes));
    compare(&room, "quotes", &[&gold.to_string_lossy(), "system"]);
    compare(&room, "quotes", &[&gold.to_string_lossy(), "system", "--only-system-ids", "--min-overlap", "0.8"]);
}

#[test]
fn tables_for_people() {
    let room = Room::new();
    room.write("qrels", "q1 0 a 1\nq1 0 b 1\n").write("run", "q1 Q0 a 1 2.5 x\nq1 Q0 c 2 1.5 x\n");
    let answer = room.search(&["eval", "rank", "qrels", "run"]);
    assert_eq!(
        answer.out,
        "1 topics, 0 without results\nmap 0.5000  ndcg@10 0.6131  p@5 0.2000  r@100 0.5000  mrr 1.0000\n"
    );
}

#[test]
fn two_runs_are_compared_topic_by_topic() {
    let room = Room::new();
    let mut files = (String::new(), String::new(), String::new());
    for n in 0..20 {
        files.0 += &format!("q{n} 0 a 1\nq{n} 0 b 0\n");
        files.1 += &format!("q{n} Q0 a 1 2 x\nq{n} Q0 b 2 1 x\n");
        files.2 += &format!("q{n} Q0 b 1 2 x\nq{n} Q0 a 2 1 x\n");
    }
    room.write("qrels", files.0).write("run", files.1).write("other", files.2);
    let value = room.search(&["--json", "eval", "rank", "qrels", "run", "--baseline", "other"]).json();
    let map = &value["comparison"]["measures"][0];
    assert_eq!((&map["measure"], &map["run"], &map["baseline"]), (&json!("map"), &json!(1.0), &json!(0.5)));
    assert_eq!((&map["better"], &map["worse"], &map["p_t_test"]), (&json!(20), &json!(0), &Value::Null));
    assert!(map["p_randomisation"].as_f64().expect("a figure") < 0.001, "{map}");
    let table = room.search(&["eval", "rank", "qrels", "other", "--baseline", "run", "--per-topic"]).out;
    assert!(table.contains("map            0.5000      1.0000     -0.5000           0          20"), "{table}");
    assert!(table.contains("\nq0         0.5000  1.0000 -0.5000\n"), "{table}");
}

#[test]
fn strange_ids_and_topics_are_reported() {
    let room = Room::with_index();
    room.write("qrels", "q1 0 a1#0 1\nq1 0 a1#9 1\nq1 0 a2 1\nq1 0 b7 0\n").write("run", "q2 Q0 a1#0 1 2 x\n");
    let answer = room.search(&["eval", "rank", "qrels", "run", "--json"]);
    assert_eq!(answer.json()["unknown_ids"], 2);
    assert_eq!(
        answer.err,
        "search: 1 topic of the run without judgements, such as q2\n\
         search: 2 judged ids are not in the index, such as a1#9\n"
    );
    room.write("foreign", "q1 0 x 1\n");
    assert!(room.search(&["eval", "rank", "foreign", "run", "--json"]).json()["unknown_ids"].is_null());
    let named = room.search(&["eval", "rank", "foreign", "run", "--json", "--index", "index"]);
    assert_eq!(named.json()["unknown_ids"], 1);
}
