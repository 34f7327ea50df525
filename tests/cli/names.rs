//! One name each across the corpus, the user's list of names, quotes as results.

use serde_json::Value;

use crate::support::Room;

pub(crate) const COUNCIL: &str = r#"{"id":"a","date":"2020-03-01","source":"The Courier","text":"Mayor Dana Lowe of Vale met Ida Quist of the Vale Port Authority (VPA) on Monday.\n\n“The bridge will open in May,” Lowe said."}
{"id":"b","date":"2020-03-08","source":"The Courier","text":"Mayor Dana Lowe and Ida Quist visited the bridge. The Vale Port Authority (VPA) paid for it.\n\n“We are proud of the bridge,” said Dana Lowe."}
{"id":"c","date":"2020-03-15","source":"Hill Gazette","text":"Mayor Lowe stood beside Ida Quist when the bridge opened.\n\n“It is a fine bridge,” Mayor Lowe said. The VPA paid."}
"#;

fn room(names: Option<&str>) -> Room {
    let room = Room::new();
    room.write("corpus/council.jsonl", COUNCIL);
    if let Some(names) = names {
        room.write("names.toml", names);
    }
    let answer = room.search(&["index", "--quiet"]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    room
}

fn ids(answer: &Value, list: &str) -> Vec<String> {
    let items = answer[list].as_array().expect("a list");
    items.iter().map(|item| item["passage_id"].as_str().expect("an id").to_owned()).collect()
}

fn entity(room: &Room, like: &str) -> Value {
    let answer = room.search(&["entities", "--kind", "person", "--like", like, "--explain", "--json"]).json();
    answer["entities"][0].clone()
}

#[test]
fn a_surname_alone_is_found_by_the_full_name() {
    let room = room(None);
    let answer = room.search(&["--json", "--facets", "entity,speaker", "-n", "20", "person:\"Dana Lowe\""]).json();
    assert_eq!(answer["total"], 6, "{answer}");
    let names = answer["facets"]["entity"].as_array().expect("counts");
    assert!(names.contains(&serde_json::json!(["Dana Lowe", 6])), "{names:?}");
    assert!(!names.iter().any(|name| name[0] == "Lowe"), "{names:?}");
    let lowe = entity(&room, "lowe");
    assert_eq!(lowe["name"], "Dana Lowe");
    assert_eq!(lowe["evidence"][0]["name"], "Lowe");
    let why = lowe["evidence"][0]["why"].as_str().expect("a reason");
    assert!(why.contains("Ida Quist"), "{why}");
    let text = room.search(&["entities", "--like", "lowe", "--explain"]).out;
    assert!(text.contains("also Lowe, 1 article: only a surname there"), "{text}");
}

#[test]
fn one_article_after_the_other_gives_what_all_at_once_give() {
    let grown = Room::new();
    for n in 1..=3 {
        let lines: Vec<&str> = COUNCIL.lines().take(n).collect();
        grown.write("corpus/council.jsonl", lines.join("\n"));
        assert_eq!(grown.search(&["index", "--quiet", "--jobs", "2"]).status, 0);
    }
    let whole = room(None);
    for arguments in [
        &["entities", "--explain", "--json", "-n", "0"][..],
        &["speakers", "--json", "-n", "0"],
        &["speakers", "--json", "-n", "0", "--min-confidence", "0"],
    ] {
        assert_eq!(grown.search(arguments).out, whole.search(arguments).out, "{arguments:?}");
    }
}

#[test]
fn a_changed_name_is_reported() {
    let room = Room::new();
    room.write("corpus/council.jsonl", COUNCIL);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    room.write(
        "names.toml",
        "[[person]]\nname = \"Dana J. Lowe\"\naliases = [\"Dana Lowe\"]\nids = { wikidata = \"Q1\" }\n",
    );
    let stale = room.search(&["person:lowe"]);
    assert!(stale.err.contains("names.toml has changed since the index was written"), "{}", stale.err);
    let answer = room.search(&["index", "--report", "report.jsonl"]);
    assert!(answer.err.contains("person `Dana Lowe` is now `Dana J. Lowe` (listed, line 1)"), "{}", answer.err);
    let report = std::fs::read_to_string(room.path("report.jsonl")).expect("written");
    assert!(
        report.contains(r#"{"renamed":{"kind":"person","name":"Dana Lowe","from":"Dana Lowe","to":"Dana J. Lowe""#)
    );
    let lowe = entity(&room, "lowe");
    assert_eq!((lowe["name"].as_str(), lowe["ids"]["wikidata"].as_str()), (Some("Dana J. Lowe"), Some("Q1")));
    assert_eq!(room.search(&["person:lowe"]).err, "");
    assert_eq!(room.search(&["--json", "-n", "20", "person:\"Dana J. Lowe\""]).json()["total"], 6);
    assert!(room.search(&["index"]).out.contains("3 unchanged"));
}

#[test]
fn a_name_that_nothing_joins_any_more_is_reported_as_it_is_written() {
    let room = Room::new();
    room.write("corpus/council.jsonl", COUNCIL);
    room.write("names.toml", "[[org]]\nname = \"Ferry Board\"\naliases = [\"Merrow Ferry Trust\"]\n");
    room.write(
        "corpus/port.jsonl",
        r#"{"id":"p1","text":"The Merrow Ferry Trust opened the bridge, said Dana Lowe."}"#,
    );
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    assert_eq!(room.search(&["--json", "org:\"Ferry Board\""]).json()["total"], 1);
    room.write("names.toml", "");
    let answer = room.search(&["index", "--report", "report.jsonl"]);
    let told = "org `Ferry Board` is now `Merrow Ferry Trust` (nothing joins them any more)";
    assert!(answer.err.contains(told), "{}", answer.err);
    let report = std::fs::read_to_string(room.path("report.jsonl")).expect("written");
    let written =
        r#"{"renamed":{"kind":"org","name":"Merrow Ferry Trust","from":"Ferry Board","to":"Merrow Ferry Trust""#;
    assert!(report.contains(written), "{report}");
}

#[test]
fn a_mistake_in_the_list_is_refused_with_its_line() {
    let room = Room::new();
    room.write("corpus/council.jsonl", COUNCIL);
    room.write("names.toml", "[[person]]\nname = \"Dana Lowe\"\nalias = [\"D. Lowe\"]\n");
    let answer = room.search(&["index"]);
    assert_eq!(answer.status, 2);
    assert_eq!(answer.err, "search: names.toml:3: unknown key `alias`; did you mean `aliases`?\n");
    assert!(!room.path("index/CURRENT").exists());
    std::fs::remove_file(room.path("names.toml")).expect("removed");
    assert_eq!(room.search(&["index", "-q"]).status, 0);
    room.write("names.toml", "[[persn]]\n");
    let found = room.search(&["bridge"]);
    assert_eq!(found.status, 0, "{}", found.err);
    assert!(found.err.starts_with("search: names.toml:1: unknown block `persn`"), "{}", found.err);
    assert_eq!(room.search(&["index"]).status, 2);
    let missing = room.search(&["index", "--names", "other.toml"]);
    assert!(missing.err.starts_with("search: cannot read the list of names other.toml: "), "{}", missing.err);
}

/// Two articles call Ann Roe a senator; in two others a senator speaks, and she is named in one.
const CALLED: &str = r#"{"id":"a1","date":"2020-05-01","text":"Sen. Ann Roe opened the bridge on Monday. “It will hold,” Sen. Ann Roe said."}
{"id":"a2","date":"2020-05-02","text":"The tunnel was flooded again. “It will drain,” said Ann Roe, a senator from the coast."}
"#;
const SPEAKS: &str = r#"{"id":"a3","date":"2020-05-03","text":"Ann Roe and Mary Dell crossed the bridge together on Tuesday.\n\nIt took them an hour.\n\n“The bridge is too narrow for two,” the senator said."}
{"id":"a4","date":"2020-05-04","text":"Bo Dell crossed the bridge alone on Friday with Cal Munn and Dora Pike.\n\n“The bridge is mine,” the senator said."}
"#;

#[test]
fn other_articles_tell_whom_a_description_means() {
    let room = Room::new();
    room.write("corpus/speaks.jsonl", SPEAKS);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let found = |query: &str| ids(&room.search(&["quotes", "--json", query]).json(), "quotes");
    let unknown = || room.search(&["status", "--json"]).json()["quotes_with_speaker"].clone();
    assert_eq!(found("speaker:unknown").len(), 2);
    assert_eq!((found("speaker:roe").len(), unknown()), (0, 0.into()));

    room.write("corpus/called.jsonl", CALLED);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    assert_eq!(found("speaker:unknown"), ["a4#1"]);
    assert_eq!(found("speaker:\"Ann Roe\" said:narrow"), ["a3#2"]);
    assert_eq!((found("speaker:roe").len(), unknown()), (3, 3.into()));
    // A description is nobody's name.
    assert!(found("speaker:senator").is_empty());
    let answer = room.search(&["quotes", "--json", "--facets", "speaker", "bridge"]).json();
    assert_eq!(answer["facets"]["speaker"], serde_json::json!([["Ann Roe", 1]]));
    let told = answer["quotes"].as_array().expect("quotes").iter().find(|q| q["passage_id"] == "a3#2").expect("there");
    assert_eq!((&told["speaker"], &told["mention"]), (&"Ann Roe".into(), &"the senator".into()));
    assert!(found("NOT speaker:roe").contains(&"a4#1".to_owned()));
    let sure = room.search(&["quotes", "--json", "--min-confidence", "0.95", "speaker:unknown"]).json();
    assert!(ids(&sure, "quotes").contains(&"a3#2".to_owned()), "{sure}");
    let speakers = room.search(&["speakers", "--explain"]).out;
    assert!(speakers.contains("also the senator, 1 article: called so in 2 other articles"), "{speakers}");
    assert!(room.search(&["show", "a3"]).out.contains("[Ann Roe] the senator said"));

    std::fs::remove_file(room.path("corpus/called.jsonl")).expect("removed");
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    assert_eq!(found("speaker:unknown").len(), 2);
}

/// Four articles name Dora Pike, of which one says that she taught; in the last "the retired teacher" speaks.
pub(crate) const TAUGHT: &str = r#"{"id":"t1","date":"2020-05-01","text":"Dora Pike crossed the river on Monday. “It is wide,” Pike said."}
{"id":"t2","date":"2020-05-02","text":"Dora Pike, a retired teacher, swam in the river. “It is cold,” Pike said."}
{"id":"t3","date":"2020-05-03","text":"Dora Pike crossed the river again on Friday. “It is deep,” Pike said."}
{"id":"t4","date":"2020-05-04","text":"Dora Pike came back to the river. “It is brown,” Pike said."}
{"id":"t5","date":"2020-05-05","text":"Bo Dell crossed the bridge with Cal Munn on Friday. “It is a good bridge,” Dell said.\n\nDora Pike and Ida Poe held the ribbon. “I never liked the river,” the retired teacher said."}
"#;

#[test]
fn one_other_article_is_enough_for_whom_the_article_itself_seems_to_mean() {
    let room = Room::new();
    room.write("corpus/taught.jsonl", TAUGHT);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let found = |query: &str| ids(&room.search(&["quotes", "--json", query]).json(), "quotes");
    assert_eq!(found("speaker:\"Dora Pike\" said:river"), ["t5#1"]);
    std::fs::remove_file(room.path("corpus/taught.jsonl")).expect("removed");
    room.write("corpus/taught.jsonl", TAUGHT.replace(", a retired teacher,", ""));
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    assert!(found("speaker:\"Dora Pike\" said:river").is_empty());
}

#[test]
fn quotes_are_results() {
    let room = room(None);
    let answer = room.search(&["quotes", "--json", "--facets", "speaker,source", "bridge"]).json();
    assert_eq!((answer["total"].as_u64(), answer["total_is"].as_str()), (Some(3), Some("exact")), "{answer}");
    assert_eq!(answer["facets"]["source"], serde_json::json!([["The Courier", 2], ["Hill Gazette", 1]]));
    let sure = room.search(&["quotes", "--json", "--min-confidence", "0", "--facets", "speaker", "bridge"]).json();
    assert_eq!(sure["facets"]["speaker"], serde_json::json!([["Dana Lowe", 3]]));
    assert_eq!(room.search(&["quotes", "--json", "--", "-fine"]).json()["total"], 2);
    let first = room.search(&["quotes", "--json", "speaker:lowe said:proud"]).json();
    let quote = &first["quotes"][0];
    assert_eq!(ids(&first, "quotes"), ["b#1"]);
    assert_eq!((quote["words"].as_str(), quote["cue"].as_str()), (Some("We are proud of the bridge,"), Some("said")));
    assert_eq!((quote["speaker"].as_str(), quote["kind"].as_str()), (Some("Dana Lowe"), Some("direct")));
    let (start, end) = (quote["start"].as_u64().expect("a start"), quote["end"].as_u64().expect("an end"));
    let text: Vec<char> = quote["text"].as_str().expect("a text").chars().collect();
    assert_eq!(text[start as usize..end as usize].iter().collect::<String>(), "We are proud of the bridge,");
    let paged = room.search(&["quotes", "--json", "--sort", "oldest", "--offset", "1", "-n", "1", "bridge"]).json();
    assert_eq!((paged["total"].as_u64(), ids(&paged, "quotes")), (Some(3), vec!["b#1".to_owned()]));
    assert_eq!(room.search(&["quotes", "--format", "jsonl", "bridge"]).lines().len(), 3);
    let table = room.search(&["quotes", "--format", "csv", "bridge"]).out;
    assert!(table.starts_with("rank,speaker,words,cue,") && table.lines().count() == 4, "{table}");
    assert!(room.search(&["quotes", "--format", "md", "proud"]).out.contains("> — **Dana Lowe**"));
    assert!(room.search(&["quotes", "fine"]).out.contains("“It is a fine bridge,”"));
    assert_eq!(room.search(&["quotes", "tunnel"]).status, 1);
    assert_eq!(room.search(&["quotes", "--group", "article", "bridge"]).status, 2);
}

#[test]
fn counts_of_names_say_what_they_count() {
    let room = room(None);
    let speakers = room.search(&["speakers"]).out;
    assert_eq!(speakers, "      3 quotes  2020-03-01 to 2020-03-15  Dana Lowe  (Lowe, Mayor Lowe)\n");
    let entities = room.search(&["entities", "-n", "0"]).out;
    assert!(entities.lines().all(|line| line.contains(" mention")), "{entities}");
    let once = entities.lines().find(|line| line.starts_with("      1 ")).expect("a name that is mentioned once");
    assert!(once.starts_with("      1 mention   "), "{entities}");
    assert!(!room.search(&["quotes", "--help"]).out.contains("--group"));
}

#[test]
fn totals_are_told_where_nothing_is_shown() {
    let room = room(None);
    let end = |arguments: &[&str]| {
        let answer = room.search(arguments);
        assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{arguments:?}");
        answer.out.lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(end(&["quotes", "bridge", "-n", "0"]), "3 quotes");
    assert_eq!(end(&["quotes", "bridge", "--offset", "100"]), "3 quotes, none from 101 on");
    assert_eq!(end(&["query", "said:bridge", "--offset", "100"]), "3 passages, none from 101 on");
    assert_eq!(end(&["query", "said:bridge", "-n", "0", "--offset", "1"]), "3 passages");
    let nobody = room.search(&["speakers", "--like", "zzz"]);
    assert_eq!((nobody.status, nobody.err.as_str()), (1, "search: nothing found\n"));
    for command in ["speakers", "entities"] {
        let mistyped = room.search(&[command, "--like", "Dana Lowwe"]);
        assert_eq!((mistyped.status, mistyped.out.as_str()), (1, ""));
        assert_eq!(mistyped.err, "search: near to it: Dana Lowe\nsearch: nothing found\n", "{command}");
    }
    for command in ["quotes", "trend", "export"] {
        let nobody = room.search(&[command, "--speaker", "Dana Lowwe"]);
        let told = "search: nothing matches `speaker:\"Dana Lowwe\"`; near to it: Dana Lowe\n";
        assert!(nobody.status == 1 && nobody.err.starts_with(told), "{command}: {}", nobody.err);
    }
}

#[test]
fn filters_alone_are_a_query() {
    let room = room(None);
    let total = |arguments: &[&str]| room.search(arguments).json()["total"].as_u64().expect("a total");
    for (flag, words) in [("--speaker", "speaker:lowe"), ("--source", "source:lowe"), ("--entity", "entity:lowe")] {
        assert_eq!(total(&["--json", flag, "Lowe"]), total(&["--json", words]), "{flag}");
    }
    assert_eq!(total(&["quotes", "--json", "--speaker", "Lowe"]), total(&["quotes", "--json", "speaker:lowe"]));
    assert_eq!(total(&["--json", "--since", "2000"]), total(&["--json", "published:2000.."]));
    let explained = room.search(&["--speaker", "Lowe", "--explain"]).out;
    assert!(explained.starts_with("Passages with a quote by “Lowe”.\n"), "{explained}");
    let none = room.search(&["query", "--said-only"]);
    assert_eq!(none.status, 2);
    assert!(none.err.contains("there are no words") || none.err.contains("no words"), "{}", none.err);
    for flag in ["--speaker", "--entity", "--source"] {
        let empty = room.search(&["bridge", flag, ""]);
        assert_eq!((empty.status, empty.err), (2, format!("search: {flag} is empty; give a name, or leave it out\n")));
    }
}

#[test]
fn quotes_are_verified() {
    let room = room(None);
    for format in ["csv", "json", "jsonl", "md"] {
        let found = room.search(&["quotes", "bridge", "--format", format]).out;
        room.write("quotes", &found);
        let answer = room.search(&["verify", "quotes"]);
        assert_eq!(answer.out, "3 citations: 3 unchanged, 0 changed, 0 gone\n", "{format}: {}", answer.err);
        room.write("quotes", found.replace("proud of", "sorry for"));
        let answer = room.search(&["verify", "quotes"]).out;
        assert!(answer.contains("[-sorry for-]") && answer.contains("{+proud of+}"), "{format}: {answer}");
        assert!(answer.ends_with("3 citations: 2 unchanged, 1 changed, 0 gone\n"), "{format}: {answer}");
    }
}

#[test]
fn confidence_is_asked_for_by_the_query() {
    let room = room(None);
    let total = |arguments: &[&str]| room.search(arguments).json()["total"].as_u64().expect("a total");
    let all = total(&["quotes", "--json", "bridge"]);
    for least in ["0", "0.8", "1"] {
        let known = total(&["quotes", "--json", "--min-confidence", least, "speaker:lowe said:bridge"]);
        let unknown = total(&["quotes", "--json", "--min-confidence", least, "speaker:unknown said:bridge"]);
        assert_eq!(known + unknown, all, "at {least}");
    }
    assert_eq!(total(&["quotes", "--json", "--min-confidence", "0", "speaker:unknown"]), 0);
    assert_eq!(total(&["speakers", "--json", "--min-confidence", "1"]), 0);
    assert_eq!(total(&["speakers", "--json", "--min-confidence", "0"]), 1);
    let refused = room.search(&["query", "--min-confidence", "2", "x"]);
    assert_eq!(refused.status, 2);
    room.write("onrecord.toml", "min-confidence = 1.0\n");
    assert_eq!(total(&["query", "--json", "speaker:unknown"]), 3);
}
