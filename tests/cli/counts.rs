//! Counts that agree: a facet's value and its filter, and one question written in several ways.

use crate::names::{COUNCIL, TAUGHT};
use crate::support::Room;

/// Names inside longer ones, of people, places and papers.
const INSIDE: &str = r#"{"id":"v1","date":"2020-06-01","source":"The Hill","text":"Virginia will vote in June. “We are ready,” said Ann Bell of Virginia."}
{"id":"v2","date":"2020-06-02","source":"The Hill Gazette","text":"West Virginia will vote in July. “We are not ready,” said Ann Bell Crane of West Virginia."}
{"id":"v3","date":"2020-06-03","source":"The Hill Gazette","text":"Governors of Virginia and West Virginia met. “We are friends,” Ann Bell Crane said. The Treasury paid."}
"#;

/// Names that are of two kinds in one passage.
const TWO_KINDS: &str = r#"{"id":"k1","date":"2020-06-01","source":"The Hill","text":"Senator Virginia met voters in Virginia on Monday. Gov. Washington, a Democrat, left Washington on Tuesday. Mr. Washington said that he was glad to be in Washington."}
{"id":"k2","date":"2020-06-02","source":"The Hill","text":"The storm reached Washington on Monday."}
"#;

#[test]
fn a_name_of_two_kinds_counts_a_passage_once() {
    let room = Room::new();
    room.write("corpus/two.jsonl", TWO_KINDS);
    room.write("corpus/inside.jsonl", INSIDE);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let answer = room.search(&["--json", "-n", "0", "--facets", "entity,person,place", "washington"]).json();
    let count = |facet: &str, name: &str| {
        let values = answer["facets"][facet].as_array().expect("counts");
        values.iter().find(|value| value[0] == name).and_then(|value| value[1].as_u64())
    };
    let counts = |name: &str| ["person", "place", "entity"].map(|facet| count(facet, name));
    assert_eq!(counts("Washington"), [Some(1), Some(2), Some(2)], "{answer}");
    assert_eq!(counts("Virginia"), [Some(1), Some(1), Some(1)], "{answer}");
    for name in ["Washington", "Virginia"] {
        let found = room.search(&["--json", "-n", "0", &format!("entity:=\"{name}\" washington")]).json();
        assert_eq!(found["total"].as_u64(), count("entity", name), "{name}");
    }
}

#[test]
fn inside_quotes_the_speakers_count_whose_quotes_match() {
    let room = Room::new();
    room.write("corpus/asked.jsonl", ASKED);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let speakers = |command: &[&str]| {
        let answer = room.search(&[command, &["--json", "--facets", "speaker"]].concat()).json();
        answer["facets"]["speaker"].clone()
    };
    let both = serde_json::json!([["Ann Bell", 1], ["Bo Crane", 1]]);
    assert_eq!(speakers(&["query", "-n", "0", "bridge"]), both);
    for (words, name) in [("bridge", "Bo Crane"), ("fair", "Ann Bell")] {
        let one = serde_json::json!([[name, 1]]);
        assert_eq!(speakers(&["query", "-n", "0", "--said-only", words]), one, "{words}");
        assert_eq!(speakers(&["query", "-n", "0", &format!("said:{words}")]), one, "{words}");
        assert_eq!(speakers(&["quotes", words]), one, "{words}");
        let filter = ["--json", "-n", "0", "--said-only", "--speaker", &format!("={name}"), words];
        assert_eq!(room.search(&filter).json()["total"], 1, "{words}");
    }
    // No one quote has both words, so that nobody said them.
    assert_eq!(speakers(&["query", "-n", "0", "--said-only", "fair bridge"]), serde_json::json!([]));
    assert_eq!(speakers(&["query", "-n", "0", "--said-only", "--speaker", "bell", "fair OR bridge"])[0][0], "Ann Bell");
}

#[test]
fn a_facet_s_value_as_a_filter_finds_what_it_counts() {
    let room = Room::new();
    room.write("corpus/council.jsonl", COUNCIL);
    room.write("corpus/taught.jsonl", TAUGHT);
    room.write("corpus/inside.jsonl", INSIDE);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let kinds = ["speaker", "entity", "person", "org", "place", "source"];
    let facets = ["--json", "-n", "0", "--facet-limit", "0", "--facets", &kinds.join(",")];
    let all = room.search(&[&facets[..], &["NOT zanzibar"]].concat()).json();
    let total = |query: &str| room.search(&["--json", "-n", "0", query]).json()["total"].as_u64();
    let mut tried = 0;
    for kind in kinds {
        for value in all["facets"][kind].as_array().expect("counts") {
            let (name, count) = (value[0].as_str().expect("a name"), value[1].as_u64());
            assert_eq!(total(&format!("{kind}:=\"{name}\"")), count, "{kind} {name}");
            if matches!(kind, "speaker" | "entity" | "source") {
                let (flag, value) = (format!("--{kind}"), format!("={name}"));
                let answer = room.search(&["--json", "-n", "0", &flag, &value, "NOT zanzibar"]).json();
                assert_eq!(answer["total"].as_u64(), count, "--{kind} ={name}");
            }
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}: {all}");
    assert_eq!([total("place:Virginia"), total("place:=Virginia")], [Some(3), Some(2)]);
    assert_eq!([total("source:\"the hill\""), total("source:=\"the hill\"")], [Some(3), Some(1)]);
    // A name that is listed under another one, or nowhere, finds nothing.
    assert_eq!([total("speaker:=Lowe"), total("place:=Virgin")], [Some(0), Some(0)]);
    assert_eq!(room.search(&["query", "speaker:="]).status, 2);
    assert_eq!(room.search(&["query", "--speaker", "=", "bridge"]).status, 2);
    let said = room.search(&["query", "--explain", "place:=virginia"]);
    assert!(
        said.err.contains("place:=\"virginia\"") || said.out.contains("place:=\"virginia\""),
        "{}{}",
        said.out,
        said.err
    );
}

/// Two speakers in a paragraph, an abbreviation beside its name, an address with a question.
const ASKED: &str = r#"{"id":"q1","date":"2020-05-01","source":"The Ledger","url":"https://vale.example/a?x=1&y=2","text":"“The tax is fair,” said Ann Bell. “The bridge is not,” said Bo Crane.\n\nThe Vale Water Board (VWB) met. “We need a tax on water,” said President Bo Crane."}
{"id":"q2","date":"2020-06-01","source":"The Courier","url":"https://vale.example/b?x=2","text":"“No tax,” said Cal Munn. The VWB said the tax would come.\n\nThe Vale Water Board kept its seat."}
"#;

#[test]
fn one_question_in_several_ways_has_one_answer() {
    let room = Room::new();
    room.write("corpus/asked.jsonl", ASKED);
    assert_eq!(room.search(&["index", "--quiet"]).status, 0);
    let found = |query: &str| {
        let answer = room.search(&["--json", "query", query]).json();
        let hits = answer["hits"].as_array().expect("hits").iter();
        let mut ids: Vec<String> = hits.map(|hit| hit["passage_id"].as_str().expect("an id").to_owned()).collect();
        ids.sort();
        ids
    };
    for (queries, ids) in [
        // The words and the speaker are asked of one quote, wherever the OR stands.
        (&["said:bridge (speaker:bell OR speaker:munn)", "said:bridge speaker:(bell OR munn)"][..], &[][..]),
        (&["said:tax (speaker:bell OR speaker:munn)", "said:tax speaker:(bell OR munn)"], &["q1#0", "q2#0"]),
        (
            &["tax published:(2020-05 OR 2019)", "tax (published:2020-05 OR published:2019)", "tax published:2020-05"],
            &["q1#0", "q1#1"],
        ),
        // In an address a question mark is no letter that may be any.
        (&["url:\"https://vale.example/a?x=1&y=2\"", "url:https://vale.example/a?x=1&y=2"], &["q1#0", "q1#1"]),
        // What one article calls a body finds it in all, and titles are no part of a name.
        (&["org:VWB", "org:\"Vale Water Board\""], &["q1#1", "q2#0", "q2#1"]),
        (&["speaker:\"President Bo Crane\"", "speaker:\"Mr. Crane\"", "speaker:\"Bo Crane\""], &["q1#0", "q1#1"]),
    ] {
        for query in queries {
            assert_eq!(found(query), ids, "{query}");
        }
    }
    let of = |query: &str| {
        let answer = room.search(&["trend", query, "--by", "year", "--json"]).json();
        answer["periods"][0]["of"].clone()
    };
    assert_eq!(of("tax (source:ledger OR source:nowhere)"), of("tax source:ledger"));
    assert_eq!(room.search(&["query", "published:(2020 2019)"]).status, 2);
    assert_eq!(room.search(&["query", "published:(2020"]).status, 2);
}
