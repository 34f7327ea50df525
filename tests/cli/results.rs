//! `search trend`, `search export`, `search verify`, and the shapes of an answer: a case for
//! each flag. What is counted is tested in the library.

use serde_json::{Value, json};

use crate::support::Room;

#[test]
fn trends_as_text_json_csv_and_svg() {
    let room = Room::with_index();
    let text = room.search(&["trend", "inquiry", "--compare", "runoff", "--svg", "chart.svg"]);
    assert_eq!((text.status, text.err.as_str()), (0, ""));
    insta::assert_snapshot!("trend_text", text.out);
    let svg = std::fs::read_to_string(room.path("chart.svg")).expect("written");
    assert!(svg.starts_with("<svg ") && svg.contains(">runoff</text>"), "{svg}");
    let value = room.search(&["--json", "trend", "inquiry", "--by", "year", "--source", "The Courier"]).json();
    assert_eq!(
        value,
        json!({"by": "year", "clock": "published", "series": [{"query": "inquiry", "total": 2, "undated": 0, "periods":
            [{"period": "2020", "from": "2020-01-01", "to": "2020-12-31", "count": 2, "of": 7, "per_1000": 285.714}]}]})
    );
    let vague = room.search(&["trend", "rained", "--clock", "about", "--by", "day", "--about", "2020-03-31"]).out;
    assert!(!vague.contains("1 passage that mention "), "{vague}");
    let csv = room.search(&["trend", "runoff", "--clock", "about", "--by", "day", "--format", "csv"]).out;
    assert!(csv.starts_with("query,period,from,to,count,of,per_1000\r\nrunoff,2020-03-31,"), "{csv}");
    assert!(csv.ends_with("runoff,2020-07-14,2020-07-14,2020-07-14,1,1,1000\r\n"), "{csv}");
    assert_eq!(room.search(&["trend", "zebra"]).status, 1);
    assert_eq!(
        room.search(&[
            "trend",
            "a",
            "--compare",
            "b",
            "--compare",
            "c",
            "--compare",
            "d",
            "--compare",
            "e",
            "--compare",
            "f"
        ])
        .status,
        2
    );
    assert_eq!(room.search(&["trend", "inquiry", "--svg", "no/such/folder.svg"]).status, 2);
}

#[test]
fn an_export_has_every_match() {
    let room = Room::with_index();
    let total = room.search(&["--json", "inquiry OR runoff OR rained"]).json()["total"].as_u64().expect("a total");
    let answer = room.search(&["export", "inquiry OR runoff OR rained"]);
    assert_eq!((answer.status, answer.lines().len() as u64), (0, total));
    assert_eq!(answer.err, format!("search: {total} passages exported\n"));
    let first = &answer.lines()[0];
    let keys: Vec<&str> = first.as_object().expect("an object").keys().map(String::as_str).collect();
    insta::assert_snapshot!(keys.join(" "), @"passage_id article paragraph text highlights quotes entities dates family text_hash citation");
    let oldest = room.search(&["export", "inquiry OR runoff", "--sort", "oldest", "--format", "csv", "-q"]);
    assert!(oldest.out.lines().nth(1).is_some_and(|line| line.contains("2020-03-20")), "{}", oldest.out);
    let items: Value = room.search(&["export", "inquiry", "--format", "csl"]).json();
    assert_eq!(items.as_array().map(Vec::len), Some(2));
    let empty = room.search(&["export", "zebra", "--format", "csl"]);
    assert_eq!((empty.status, empty.json()), (1, json!([])));
    assert!(room.search(&["export", "inquiry rained"]).out.is_empty(), "an export is not relaxed");
}

#[test]
fn counts_and_exports_take_the_flags_that_decide_what_matches() {
    let room = Room::with_index();
    let counted = |arguments: &[&str]| {
        let trend = room.search(&[&["--json", "trend"], arguments].concat()).json();
        let exported = room.search(&[&["-q", "export"], arguments].concat()).lines().len() as u64;
        let total = trend["series"][0]["total"].as_u64().expect("a total");
        assert_eq!(total, exported, "{arguments:?}");
        total
    };
    // “Ann Roe stepped aside” says the same as a recusal.
    assert_eq!((counted(&["recusal"]), counted(&["recusal", "--exact"])), (3, 2));
    assert_eq!((counted(&["speaker:roe"]), counted(&["speaker:roe", "--min-confidence", "1"])), (1, 0));
    room.write("onrecord.toml", "min-confidence = 1\n");
    assert_eq!((counted(&["speaker:roe"]), counted(&["speaker:roe", "--min-confidence", "0.5"])), (0, 1));
    let quotes = room.search(&["--json", "quotes", "speaker:roe"]).json();
    assert_eq!(quotes["total"], json!(0));
    for command in ["trend", "export"] {
        let answer = room.search(&[command, "recusal", "--expand"]);
        assert_eq!(answer.status, 2, "{}", answer.err);
        assert!(answer.err.contains("--expand"), "{}", answer.err);
    }
}

#[test]
fn exports_are_verified() {
    let room = Room::with_index();
    for format in ["jsonl", "csv", "md", "bibtex", "ris", "csl"] {
        let export = room.search(&["export", "inquiry OR rained", "--format", format, "-q"]);
        room.write(format, export.out);
        let answer = room.search(&["verify", format]);
        assert_eq!(
            (answer.status, answer.out.as_str()),
            (0, "3 citations: 3 unchanged, 0 changed, 0 gone\n"),
            "{format}"
        );
    }
    room.write(
        "corpus/rain.txt",
        "Headline: Rain in Vale\nDate: 2020-05-24\nSource: Hill Gazette\n\nIt snowed in Vale for a week.\n",
    );
    assert_eq!(room.search(&["index", "-q"]).status, 0);
    let answer = room.search(&["verify", "jsonl"]);
    assert_eq!(answer.status, 1);
    assert!(answer.out.contains("It [-rained-] {+snowed+} in Vale"), "{}", answer.out);
    assert!(answer.out.ends_with("3 citations: 2 unchanged, 1 changed, 0 gone\n"), "{}", answer.out);
    std::fs::remove_file(room.path("corpus/rain.txt")).expect("removed");
    assert_eq!(room.search(&["index", "-q"]).status, 0);
    let answer = room.search(&["verify", "jsonl"]).out;
    assert!(answer.ends_with("3 citations: 2 unchanged, 0 changed, 1 gone\n"), "{answer}");
    let value = room
        .search_with_input(
            &["verify", "-", "--json"],
            "{\"passage_id\":\"a2#2\",\"text\":\"The inquiry went on.\"}\nnonsense\n",
        )
        .json();
    assert_eq!((&value["changed"], &value["unreadable"]), (&json!(1), &json!(1)));
    assert_eq!(
        value["citations"][0]["changes"],
        json!([{"op": "same", "text": "The inquiry"}, {"op": "removed", "text": "went"}, {"op": "added", "text": "goes"}, {"op": "same", "text": "on."}])
    );
    assert_eq!(room.search(&["verify", "nowhere"]).status, 2);
    assert_eq!(room.search(&["verify"]).status, 2);
}

#[test]
fn altered_words_are_not_unchanged() {
    let room = Room::with_index();
    for format in ["jsonl", "csv", "md", "bibtex", "ris", "csl"] {
        let export = room.search(&["export", "rained", "--format", format, "-q"]).out;
        room.write("altered", export.replace("It rained", "It snowed"));
        let answer = room.search(&["verify", "altered"]);
        assert_eq!(answer.status, 1, "{format}");
        assert!(answer.out.contains("It [-snowed-] {+rained+} in Vale"), "{format}: {}", answer.out);
    }
    for id in ["a1", "a1#1"] {
        for format in ["md", "json", "bibtex", "ris", "csl"] {
            let shown = room.search(&["show", id, "--format", format]).out;
            room.write("shown", &shown);
            let answer = room.search(&["verify", "shown"]);
            assert_eq!(answer.out, "1 citation: 1 unchanged, 0 changed, 0 gone\n", "{id} {format}\n{shown}");
            let altered = shown.replace("no part", "every part");
            if altered != shown {
                room.write("shown", altered);
                assert_eq!(room.search(&["verify", "shown"]).status, 1, "{id} {format}");
            }
        }
    }
}

#[test]
fn a_quote_is_cited_with_its_words_whole_and_its_speaker() {
    let room = Room::new();
    let article = "Date: 2020-06-11\n\n“We will not go,” said Kim Lowe of Vale, “at noon.”\n";
    room.write("corpus/a.txt", article);
    assert_eq!(room.search(&["index", "-q"]).status, 0);
    for format in ["jsonl", "csv", "md", "json"] {
        let quotes = room.search(&["quotes", "--speaker", "lowe", "--format", format, "-q"]).out;
        let check = |text: &str| {
            room.write("quotes", text);
            room.search(&["--json", "verify", "quotes"]).json()
        };
        assert_eq!(check(&quotes)["unchanged"], 1, "{format}: {quotes}");
        for (from, to) in [("will not go", "will go"), ("Kim Lowe", "Ann Roe")] {
            assert_eq!(check(&quotes.replace(from, to))["changed"], 1, "{format} {to}");
        }
        if format != "md" {
            assert_eq!(check(&quotes.replacen("will not go", "will … go", 1))["changed"], 1, "{format}");
        }
        if format == "jsonl" {
            assert_eq!(check(&format!("[{}]", quotes.trim()))["unchanged"], 1, "{quotes}");
        }
    }
    let quotes = room.search(&["quotes", "--speaker", "lowe", "--format", "csv", "-q"]).out;
    room.write("quotes", quotes.replace("Kim Lowe", "Ann Roe"));
    let answer = room.search(&["verify", "quotes"]).out;
    assert!(answer.contains("[-Ann Roe-] {+Kim Lowe+}") || answer.contains("[-Ann-] {+Kim+}"), "{answer}");
}

#[test]
fn an_edited_article_is_found_again() {
    let room = Room::new();
    let article = |head: &str, day: &str| {
        format!(
            "Headline: Ferry tolls\nDate: 2020-06-11\nSource: Vale Post\n{head}\nTolls will rise on {day}, said Kim Lowe.\n\nWalruses stay.\n"
        )
    };
    let copy = "Headline: Walruses\nDate: 2020-06-10\nSource: Hill Gazette\n\nWalruses stay.\n";
    for head in ["Url: https://vale.example/tolls?id=7\n", ""] {
        room.write("corpus/a.txt", article(head, "Thursday")).write("corpus/b.txt", copy);
        assert_eq!(room.search(&["index", "-q"]).status, 0);
        let formats = ["jsonl", "csv", "md", "bibtex", "ris", "csl"];
        for format in formats {
            let query = "(walruses OR tolls) source:vale";
            room.write(format, room.search(&["export", query, "--format", format, "-q"]).out);
        }
        room.write("corpus/a.txt", article(head, "Friday"));
        assert_eq!(room.search(&["index", "-q"]).status, 0);
        for format in formats {
            let answer = room.search(&["--json", "verify", format]).json();
            assert_eq!(answer["changed"], 2, "{format}: {answer}");
            let now = |n: usize| answer["citations"][n]["found_at"].as_str().unwrap_or_default().to_owned();
            assert!(now(0).ends_with("#0") && now(1).ends_with("#1"), "{format}: {answer}");
            assert_eq!(now(0).split('#').next(), now(1).split('#').next(), "{format}: {answer}");
            assert_eq!(answer["citations"][0]["changes"][1]["text"], "Thursday,", "{format}: {answer}");
        }
    }
}

#[test]
fn a_sentence_is_looked_for() {
    let room = Room::with_index();
    let exact = room.search(&["verify", "--text", "I will take no part in the inquiry"]);
    assert_eq!(exact.status, 0);
    assert!(exact.out.starts_with("exact: on record, word for word\n"), "{}", exact.out);
    let altered = room.search(&["--json", "verify", "--text", "I will take some part in the inquiry"]);
    assert_eq!((altered.status, altered.json()["verdict"].as_str()), (1, Some("altered")));
    let other = room.search(&["--json", "verify", "--text", "no part in the inquiry", "--speaker", "Bob Poe"]);
    assert_eq!((other.status, other.json()["verdict"].as_str()), (1, Some("other-speaker")));
    let nothing = room.search(&["--json", "verify", "--text", "The harbour froze over"]);
    assert_eq!((nothing.status, nothing.json()["verdict"].as_str()), (1, Some("not-found")));
    assert_eq!(room.search(&["verify", "--text", "…"]).status, 2);
    assert_eq!(room.search(&["verify", "--speaker", "Roe"]).status, 2);
}

#[test]
fn groups_say_how_many_articles() {
    let room = Room::with_index();
    let value = room.search(&["--json", "query", "inquiry OR runoff", "--group", "article", "--limit", "2"]).json();
    assert_eq!((&value["total"], &value["articles"]), (&json!(4), &json!(3)));
    let text = room.search(&["query", "inquiry OR runoff", "--group", "article", "--limit", "2"]).out;
    assert!(text.ends_with("4 passages in 3 articles, 1 to 2 shown\n"), "{text}");
    let beyond = room.search(&["query", "inquiry", "--offset", "50"]);
    assert_eq!((beyond.status, beyond.out.as_str()), (0, "2 passages, none from 51 on\n"));
    let story = room.search(&["--json", "query", "inquiry OR runoff", "--group", "story"]).json();
    assert_eq!(
        (&story["stories"], &story["articles"], &story["hits"][0]["family"]),
        (&json!(3), &json!(null), &json!(null))
    );
    let text = room.search(&["query", "inquiry OR runoff", "--group", "story"]).out;
    assert!(text.ends_with("4 passages in 3 stories\n"), "{text}");
}

#[test]
fn facets_are_cut_for_people() {
    let room = Room::with_index();
    let names = "person,org,place,month,source";
    let value = room.search(&["--json", "query", "inquiry OR runoff", "--facets", names]).json();
    assert_eq!(value["facets"]["month"], json!([["2020-03", 2], ["2020-05", 1], ["2020-06", 1]]));
    assert!(value["facets"]["person"].is_array() && value["facets"]["place"].is_array());
    let cut = room.search(&["query", "inquiry OR rained", "--facets", "source", "--facet-limit", "1"]);
    assert!(cut.err.ends_with("1 more facet values; --facet-limit 0 lists all\n"), "{}", cut.err);
    let page = room.search(&["query", "inquiry", "--facets", "month", "--format", "md", "--context", "1"]).out;
    assert!(page.contains("## month\n\n- 2020-05: 1\n- 2020-06: 1\n") && page.contains("   VALE, May 22"), "{page}");
}
