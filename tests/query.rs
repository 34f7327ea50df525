//! The query language over a small corpus of invented articles: what each query finds, and
//! which words of it are marked.

use std::fs;

use jiff::civil::{Date, date};
use onrecord::index::IndexBuilder;
use onrecord::query::{Grouping, MatchMode, Query, Sort};
use onrecord::search::{Facet, Results, Searcher};

const TODAY: Date = date(2020, 7, 20);

const ARTICLES: &str = r#"
{"id":"a1","headline":"Reyes steps aside","source":"The Courier","byline":"Kim Lowe","date":"2020-05-20","section":"Politics","url":"http://courier.example/reyes","text":"Attorney General Alan Reyes announced his recusal on Thursday from the inquiry.\n\n“I will not take part in the inquiry,” Reyes said.\n\nThe judge recused himself, too. A run-off follows in July. Lowe's memo was not read."}
{"id":"a2","headline":"The runoff nears","source":"Daily Post","byline":"Pat Orr","date":"2020-06-02","text":"The women of the party asked for a runoff, the senator said.\n\nA woman threw her support behind the judge. The recusal was old news.\n\nNobody recused the U.S. attorney; the attorney general met the general attorney pool."}
{"id":"a3","headline":"Café opens","source":"Daily Post","date":"2020-07-14","text":"The café on Main Street opens on July 14, 2020. Coffee costs $1,200.50 there, a joke.\n\nThey will run off to the coast. Lowe memo in hand, he read it twice: read, read.\n\nVoters in 東京 read about it."}
"#;

struct Desk {
    _dir: tempfile::TempDir,
    searcher: Searcher,
}

fn desk() -> Desk {
    let dir = tempfile::tempdir().expect("a folder");
    let corpus = dir.path().join("corpus");
    fs::create_dir(&corpus).expect("a folder");
    fs::write(corpus.join("articles.jsonl"), ARTICLES.trim()).expect("written");
    let index = dir.path().join("index");
    IndexBuilder::new(&index).jobs(1).run(&[corpus], |_| {}).expect("indexed");
    let searcher = Searcher::open(&index).expect("opened");
    Desk { _dir: dir, searcher }
}

fn parse(text: &str) -> Query {
    Query::parse(text, TODAY).unwrap_or_else(|e| panic!("{text:?}: {e}\n{}", e.caret))
}

impl Desk {
    fn ask(&self, query: &Query) -> Results {
        let results = self.searcher.search(query).expect("searched");
        assert!(results.hits.len() as u64 <= results.total);
        for hit in &results.hits {
            for pair in hit.highlights.windows(2) {
                assert!(pair[0].end <= pair[1].start, "{:?}", hit.highlights);
            }
        }
        results
    }

    /// The passages found, in the order of their ids, with the marked words in brackets.
    fn found(&self, text: &str) -> Vec<String> {
        marked(&self.ask(&parse(text)))
    }

    /// Ids alone.
    fn ids(&self, text: &str) -> Vec<String> {
        ids(&self.ask(&parse(text)))
    }
}

fn ids(results: &Results) -> Vec<String> {
    let mut ids: Vec<String> = results.hits.iter().map(|hit| hit.passage_id.clone()).collect();
    ids.sort();
    ids
}

fn marked(results: &Results) -> Vec<String> {
    let line = |hit: &onrecord::search::Hit| {
        let words: Vec<&str> = hit.highlights.iter().map(|span| span.of(&hit.text)).collect();
        format!("{} {}", hit.passage_id, words.join(" | "))
    };
    let mut lines: Vec<String> = results.hits.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn words_are_stemmed_and_phrases_are_not() {
    let desk = desk();
    assert_eq!(desk.found("recusal"), ["a1#0 recusal", "a1#2 recused", "a2#1 recusal", "a2#2 recused"]);
    assert_eq!(desk.found("\"recusal\""), ["a1#0 recusal", "a2#1 recusal"]);
    assert_eq!(desk.found("exact:recused"), ["a1#2 recused", "a2#2 recused"]);
    assert_eq!(desk.found("\"recused himself\""), ["a1#2 recused himself"]);
    assert!(desk.found("\"recusal himself\"").is_empty());
    assert_eq!(desk.found("CAFE"), ["a3#0 café"]);
    assert_eq!(desk.found("“attorney general”"), ["a1#0 Attorney General", "a2#2 attorney general"]);
    assert_eq!(desk.found("\"general attorney\""), ["a2#2 general attorney"]);
    assert_eq!(desk.found("1200.50"), ["a3#0 1,200.50"]);
    assert_eq!(desk.found("東京"), ["a3#2 東京"]);
}

#[test]
fn possessives_compounds_and_initials() {
    let desk = desk();
    assert_eq!(desk.found("lowe memo"), ["a1#2 Lowe | memo", "a3#1 Lowe | memo"]);
    assert_eq!(desk.found("Lowe’s memo"), ["a1#2 Lowe | memo", "a3#1 Lowe | memo"]);
    assert_eq!(desk.found("\"Lowe memo\""), ["a3#1 Lowe memo"]);
    assert_eq!(desk.found("\"Lowe's memo\""), ["a1#2 Lowe's memo"]);
    assert_eq!(desk.found("lowe pre/1 memo"), ["a1#2 Lowe | memo", "a3#1 Lowe | memo"]);
    for spelling in ["run-off", "runoff", "run off"] {
        assert_eq!(desk.ids(spelling), ["a1#2", "a2#0", "a3#1"], "{spelling}");
    }
    assert_eq!(desk.found("U.S."), ["a2#2 U.S."]);
    assert_eq!(desk.found("US"), ["a2#2 U.S."]);
}

#[test]
fn operators() {
    let desk = desk();
    assert_eq!(desk.ids("recusal -news"), ["a1#0", "a1#2", "a2#2"]);
    assert_eq!(desk.ids("recusal and not news"), ["a1#0", "a1#2", "a2#2"]);
    assert_eq!(desk.found("recusal judge"), ["a1#2 judge | recused", "a2#1 judge | recusal"]);
    assert_eq!(desk.ids("café OR voters"), ["a3#0", "a3#2"]);
    assert_eq!(desk.ids("café OR voters coast"), ["a3#0"]);
    assert_eq!(desk.ids("(café OR voters) -coffee"), ["a3#2"]);
    assert_eq!(desk.ids("-recusal"), ["a1#1", "a2#0", "a3#0", "a3#1", "a3#2"]);
    assert_eq!(desk.ids("NOT (recusal OR read)"), ["a1#1", "a2#0", "a3#0"]);
    assert_eq!(
        desk.found("inquiry OR (recusal -inquiry judge)"),
        ["a1#0 inquiry", "a1#1 inquiry", "a1#2 judge | recused", "a2#1 judge | recusal"]
    );
    assert_eq!(desk.ids("voters OR NOT (recusal OR read OR inquiry)"), ["a2#0", "a3#0", "a3#2"]);
}

#[test]
fn distances() {
    let desk = desk();
    assert_eq!(desk.found("himself w/3 judge"), ["a1#2 judge | himself"]);
    assert!(desk.found("himself pre/2 judge").is_empty());
    assert_eq!(desk.found("judge PRE/2 himself"), ["a1#2 judge | himself"]);
    assert_eq!(desk.found("judge w/s recus*"), ["a1#2 judge | recused"]);
    assert_eq!(desk.found("judge /p recus*"), ["a1#2 judge | recused", "a2#1 judge | recusal"]);
    assert_eq!(desk.found("(judge OR senator) w/4 (himself OR party)"), ["a1#2 judge | himself"]);
    assert_eq!(desk.found("\"threw her\" near/3 behind w/s judge"), ["a2#1 threw her | behind | judge"]);
    assert_eq!(desk.found("judge near/1 judge"), Vec::<String>::new());
}

#[test]
fn wildcards_spelling_and_counts() {
    let desk = desk();
    assert_eq!(desk.found("wom?n"), ["a2#0 women", "a2#1 woman"]);
    assert_eq!(desk.found("recus!"), ["a1#0 recusal", "a1#2 recused", "a2#1 recusal", "a2#2 recused"]);
    assert_eq!(desk.found("\"recus* himself\""), ["a1#2 recused himself"]);
    assert_eq!(desk.found("*quiry"), ["a1#0 inquiry", "a1#1 inquiry"]);
    assert_eq!(desk.found("recuzed~1 w/s judge"), ["a1#2 judge | recused"]);
    assert_eq!(desk.found("atleast2(general)"), ["a2#2 general | general"]);
    assert_eq!(desk.found("atleast3(read)"), ["a3#1 read | read | read"]);
    assert!(desk.found("atleast4(read)").is_empty());
    assert_eq!(desk.ids("lead:recusal"), ["a1#0", "a2#1"]);
}

#[test]
fn fields_and_dates() {
    let desk = desk();
    assert_eq!(desk.ids("headline:runoff"), ["a2#0", "a2#1", "a2#2"]);
    assert_eq!(desk.ids("headline:(steps aside) recusal"), ["a1#0", "a1#2"]);
    assert_eq!(desk.found("recusal source:\"daily post\""), ["a2#1 recusal", "a2#2 recused"]);
    assert_eq!(desk.ids("recusal -source:courier"), ["a2#1", "a2#2"]);
    assert_eq!(desk.ids("byline:lowe judge"), ["a1#2"]);
    assert_eq!(desk.ids("section:politics url:courier.example"), ["a1#0", "a1#1", "a1#2"]);
    assert_eq!(desk.ids("published:2020-07"), ["a3#0", "a3#1", "a3#2"]);
    assert_eq!(desk.ids("published:..2020-05 inquiry"), ["a1#0", "a1#1"]);
    assert_eq!(desk.ids("recusal published:2020-06..2020-07"), ["a2#1", "a2#2"]);
    assert_eq!(desk.ids("about:2020-07-14"), ["a3#0"]);
    assert_eq!(desk.ids("café about:2020-07"), ["a3#0"]);
}

#[test]
fn a_day_is_not_found_by_its_year() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = [
        "The poll was held on March 5, 2020.",
        "The poll was the closest in 2020.",
        "The poll was held in March 2020.",
        "The poll ran from March 5 to June 20, 2020.",
        "The poll was held on June 20, 2020.",
        "The poll ran from March 3 to March 7, 2020.",
        "The poll was the closest between 1994 and 1998.",
    ];
    let line = serde_json::json!({"id": "a", "title": "Polls", "date": "2020-07-14", "text": said.join("\n\n")});
    fs::write(dir.path().join("news.jsonl"), format!("{line}\n")).expect("written");
    let index = dir.path().join("index");
    IndexBuilder::new(&index).jobs(1).run(&[dir.path().join("news.jsonl")], |_| {}).expect("indexed");
    let desk = Desk { searcher: Searcher::open(&index).expect("opened"), _dir: dir };
    let found = |text: &str| -> Vec<usize> {
        desk.ids(text).iter().filter_map(|id| id.strip_prefix("a#")?.parse().ok()).collect()
    };
    assert_eq!(found("poll about:2020-03-05"), [0, 3, 5]);
    assert_eq!(found("poll about:2020-03-07"), [5]);
    assert_eq!(found("poll about:2020-03"), [0, 2, 3, 5]);
    assert_eq!(found("poll about:2020-06-20"), [3, 4]);
    assert_eq!(found("poll about:2020"), [0, 1, 2, 3, 4, 5]);
    assert_eq!(found("poll about:2020-03.."), [0, 1, 2, 3, 4, 5]);
    assert_eq!([found("poll about:1994"), found("poll about:1998")], [[6], [6]]);
    assert!(found("poll about:1996").is_empty());
    assert_eq!(found("poll about:1995..1999"), [6]);
}

#[test]
fn queries_are_relaxed_only_where_nothing_has_all_words() {
    let desk = desk();
    let results = desk.ask(&parse("recusal coast"));
    assert!(results.relaxed);
    assert_eq!(ids(&results), ["a1#0", "a1#2", "a2#1", "a2#2", "a3#1"]);
    assert!(!desk.ask(&parse("recusal judge")).relaxed);
    let any = desk.ask(&parse("recusal coast").match_mode(MatchMode::Any));
    assert!(!any.relaxed && any.total == 5);
    assert_eq!(desk.ask(&parse("+recusal +coast")).total, 0);
    assert_eq!(desk.ask(&parse("recusal coast source:courier")).total, 2);
    assert_eq!(desk.ask(&parse("+recusal judge café").match_mode(MatchMode::Any)).total, 4);
    let results = desk.ask(&parse("zebra"));
    assert_eq!((results.total, results.relaxed), (0, false));
    assert_eq!(results.notices, ["nothing has the word `zebra`"]);
}

#[test]
fn flags_say_what_fields_say() {
    let desk = desk();
    let july = onrecord::when::parse("2020-07", TODAY).expect("a month");
    assert_eq!(desk.ask(&parse("read").since(july)).total, 2);
    assert_eq!(desk.ask(&parse("recusal").source("Daily Post").source("nobody")).total, 2);
    assert_eq!(desk.ask(&parse("the").about(july)).total, 1);
    assert_eq!(desk.ask(&Query::words("who recused, NOT said: “coast”")).total, 7);
    assert_eq!(desk.ask(&Query::words("").source("courier")).total, 0);
}

#[test]
fn order_paging_groups_and_facets() {
    let desk = desk();
    let newest = desk.ask(&parse("the").sort(Sort::Newest).limit(100));
    let days: Vec<_> = newest.hits.iter().map(|hit| hit.article.published).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let page = desk.ask(&parse("the").sort(Sort::Newest).limit(2).offset(1));
    assert_eq!(page.total, newest.total);
    assert_eq!(page.hits[0].passage_id, newest.hits[1].passage_id);
    assert_eq!(page.hits[0].rank, 2);
    let grouped = desk.ask(&parse("recusal").group(Grouping::Article));
    assert_eq!(grouped.hits.len(), 2);
    let faceted = desk.ask(&parse("recusal").facet(Facet::Source).facet(Facet::Published).limit(0));
    assert_eq!(faceted.facets[&Facet::Source], [("Daily Post".to_owned(), 2), ("The Courier".to_owned(), 2)]);
    assert_eq!(faceted.facets[&Facet::Published], [("2020-05".to_owned(), 2), ("2020-06".to_owned(), 2)]);
}

#[test]
fn scores_are_explained_by_their_parts() {
    let desk = desk();
    for text in ["recusal judge", "recusal OR café", "\"attorney general\" -pool"] {
        for hit in desk.ask(&parse(text).explain(true)).hits {
            let parts = hit.explanation.expect("asked for").parts;
            let sum: f32 = parts.iter().map(|part| part.passage + part.article + part.headline).sum();
            assert!((sum - hit.score).abs() < 1e-3, "{text}: {sum} {}", hit.score);
        }
    }
}

#[test]
fn context_gives_the_neighbours() {
    let desk = desk();
    let results = desk.ask(&parse("\"take part\"").context(5));
    assert_eq!((results.hits[0].before.len(), results.hits[0].after.len()), (1, 1));
    assert!(results.hits[0].before[0].starts_with("Attorney General"));
}

#[test]
fn phrases_are_counted_as_a_scan_counts_them() {
    let desk = desk();
    let all = desk.ask(&parse("-zebra").limit(100));
    let texts: Vec<Vec<String>> = all.hits.iter().map(|hit| onrecord::terms::fold(&hit.text)).collect();
    for words in texts.iter().flat_map(|text| text.windows(2)) {
        let scanned = texts.iter().filter(|text| text.windows(2).any(|w| w == words)).count() as u64;
        let phrase = format!("\"{}\"", words.join(" "));
        if !words.contains(&"'s".to_owned()) {
            assert_eq!(desk.ask(&parse(&phrase)).total, scanned, "{phrase}");
        }
    }
}

/// The lines of the boxes of one kind on the page about the query language.
fn examples(kind: &str) -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/query-language.md");
    let page = fs::read_to_string(path).expect("the page is there");
    let mut lines = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(name) => inside = name == kind,
            None if inside => lines.push(line.to_owned()),
            None => {}
        }
    }
    assert!(lines.len() > 5);
    lines
}

#[test]
fn every_example_of_the_page_is_true() {
    let desk = desk();
    for line in examples("query") {
        desk.ask(&parse(&line));
    }
    for line in examples("refused") {
        let error = Query::parse(&line, TODAY).expect_err(&line);
        assert!(error.repair.is_some_and(|repair| Query::parse(&repair, TODAY).is_ok()), "{line}");
    }
}

#[test]
fn a_quote_and_its_speaker_are_asked_for_together() {
    let desk = desk();
    let spoken = desk.ask(&parse("speaker:reyes"));
    if spoken.total == 0 {
        println!("no speaker was found in the small corpus; nothing to check");
        return;
    }
    assert_eq!(desk.ids("said:\"take part\" speaker:reyes"), ["a1#1"]);
    assert!(desk.ids("said:senator speaker:reyes").is_empty());
    assert_eq!(ids(&desk.ask(&parse("part").said_only(true).speaker("Alan Reyes"))), ["a1#1"]);
    let marked = desk.found("said:(part w/3 inquiry) speaker:reyes");
    assert!(marked[0].contains("part") && marked[0].contains("inquiry"), "{marked:?}");
    assert!(!desk.ids("-speaker:reyes").contains(&"a1#1".to_owned()));
    // Any of the words is enough where that is asked for, and where no quote of hers has them all.
    let both = parse("part zebra").said_only(true).speaker("Alan Reyes");
    assert_eq!(ids(&desk.ask(&both.clone().match_mode(MatchMode::Any))), ["a1#1"]);
    let relaxed = desk.ask(&both);
    assert!(relaxed.relaxed);
    assert_eq!(ids(&relaxed), ["a1#1"]);
}

#[test]
fn nothing_stands_behind_the_last_place_of_all() {
    let desk = desk();
    let results = desk.ask(&parse("recusal").offset(usize::MAX).limit(usize::MAX));
    assert!(results.total > 0 && results.hits.is_empty());
    let quotes = desk.searcher.quotes(&parse("*").offset(usize::MAX)).expect("searched");
    assert!(quotes.total > 0 && quotes.quotes.is_empty());
}

#[test]
fn a_star_alone_asks_for_everything() {
    let desk = desk();
    assert_eq!(desk.ask(&parse("*")).total, 9);
    assert_eq!(desk.ids("* -recusal"), desk.ids("-recusal"));
    assert_eq!(desk.ask(&parse("* source:\"Daily Post\"")).total, 6);
    assert_eq!(desk.ask(&parse("*").source("The Courier")).total, 3);
    let passages = desk.ask(&parse("*").limit(9)).hits;
    let n_quotes: usize = passages.iter().map(|hit| hit.quotes.len()).sum();
    assert_eq!(desk.searcher.quotes(&parse("*")).expect("searched").total, n_quotes as u64);
}

#[test]
fn synonyms_are_found_and_count_less() {
    let desk = desk();
    assert_eq!(desk.found("endorse"), ["a2#1 threw | support behind"]);
    assert_eq!(desk.ask(&parse("endorse").exact(true)).total, 0);
    for query in ["\"endorse\"", "exact:endorse", "endors*", "judge -endorse"] {
        assert!(!desk.found(query).iter().any(|hit| hit.contains("threw")), "{query}");
    }
    assert_eq!(desk.found("endorse w/5 judge"), ["a2#1 threw | support behind | judge"]);
    let table = onrecord::query::Synonyms::parse("inquiry => memo").expect("a table");
    let searcher = desk.searcher.clone().with_synonyms(table);
    let hits = searcher.search(&parse("inquiry")).expect("searched").hits;
    let ids: Vec<&str> = hits.iter().map(|hit| hit.passage_id.as_str()).collect();
    assert_eq!(ids.len(), 4);
    assert!(ids[..2].contains(&"a1#0") && ids[..2].contains(&"a1#1"), "{ids:?}");
}

#[test]
fn expansion_ranks_and_finds_no_more() {
    let desk = desk();
    let plain = desk.ask(&parse("judge"));
    let expanded = desk.ask(&parse("judge").expand(true).explain(true));
    assert_eq!((ids(&plain), plain.total), (ids(&expanded), expanded.total));
    assert!(expanded.asked.is_some_and(|asked| !asked.expanded.is_empty()));
}

#[test]
fn explanations_name_what_was_widened() {
    let desk = desk();
    let asked = desk.ask(&parse("endorse judge — recus! hlead(recusal)").explain(true)).asked.expect("asked for");
    assert!(asked.sentence.starts_with("Passages with “endorse” in any form and “judge” in any form and a word"));
    assert_eq!(asked.read_as, "endorse judge recus! lead:recusal");
    assert_eq!(asked.ignored, ["—"]);
    let of = |word: &str| asked.words.iter().find(|w| w.word == word).expect("a word");
    assert!(
        of("endorse").forms.is_empty() && of("endorse").synonyms.contains(&"threw one's support behind".to_owned())
    );
    assert_eq!(of("judge").forms, [("judge".to_owned(), 2)]);
    assert_eq!(of("recus!").forms, [("recusal".to_owned(), 2), ("recused".to_owned(), 2)]);
}

#[test]
fn nothing_found_is_explained() {
    let desk = desk();
    let unmatched = |text: &str| {
        let results = desk.ask(&parse(text));
        assert_eq!(results.total, 0, "{text}");
        let parts = results.unmatched.iter().map(|part| format!("{} -> {}", part.part, part.nearest.join(", ")));
        (parts.collect::<Vec<_>>(), results.notices)
    };
    let (parts, notices) = unmatched("inqury");
    assert_eq!(parts, ["inqury -> inquiry"]);
    assert_eq!(notices, ["nothing has the word `inqury`; near to it: inquiry"]);
    assert_eq!(unmatched("+judge +published:1999").0, ["published:\"1999\" -> 2020-05-20..2020-07-14"]);
    assert_eq!(unmatched("+memo +coffee").1, ["each part matches something, but no passage matches all of them"]);
    assert_eq!(unmatched("\"recusal himself\" -judge").0, ["\"recusal himself\" -> "]);
    assert_eq!(unmatched("judge pre/2 july").0, ["judge pre/2 july -> judge w/p july"]);
    assert_eq!(unmatched("himself pre/2 judge").0, ["himself pre/2 judge -> himself w/s judge"]);
    assert_eq!(unmatched("judge w/s (coffee w/3 women)").0, ["judge w/s (coffee w/3 women) -> "]);
    assert_eq!(unmatched("speaker:\"Alan Reyez\"").0, ["speaker:\"Alan Reyez\" -> Alan Reyes"]);
    assert_eq!(unmatched("source:gazette recusal").0, ["source:gazette -> Daily Post, The Courier"]);
    let june = |day: &str| onrecord::when::parse(day, TODAY).expect("a day");
    let none = desk.ask(&parse("recusal").since(june("2020-06-10")).until(june("2020-06-20")));
    assert_eq!(none.unmatched[0].part, "published:2020-06-10..2020-06-20");
}

#[test]
fn a_distance_without_a_number_is_told() {
    let desk = desk();
    let results = desk.ask(&parse("recusal NEAR judge"));
    let told = "`NEAR` was looked for as a word; a distance has a number: w/5, pre/5";
    assert!(results.notices.iter().any(|notice| notice == told), "{:?}", results.notices);
}

#[test]
fn one_quote_is_said_as_one() {
    let desk = desk();
    let asked = desk.ask(&parse("speaker:reyes w/s inquiry -source:post").explain(true)).asked.expect("asked for");
    assert_eq!(
        asked.sentence,
        "Passages with [a quote by “reyes” that has “inquiry” in any form], but not the publication “post”."
    );
}

#[test]
fn what_hangs_on_the_headline_takes_no_marks_away() {
    let desk = desk();
    // The passage does not show whether the headline, the source or the date is as asked.
    let marked = ["a1#0 recusal", "a1#2 recused", "a2#1 recusal", "a2#2 recused"];
    assert_eq!(desk.found("recusal NOT (inquiry AND headline:runoff)"), marked);
    assert_eq!(desk.found("recusal NOT (inquiry AND source:post)"), marked);
    assert_eq!(desk.found("recusal NOT (inquiry AND published:2019)"), marked);
    assert_eq!(desk.found("recusal NOT (judge AND headline:aside)"), [marked[0], marked[2], marked[3]]);
}

#[test]
fn an_entity_that_is_excluded_is_none_of_the_three() {
    let desk = desk();
    assert_eq!(desk.ids("recusal entity:(NOT reyes)"), desk.ids("recusal -entity:reyes"));
}

#[test]
fn distances_to_fields() {
    let desk = desk();
    assert_eq!(desk.ids("recusal w/p source:courier"), ["a1#0", "a1#2"]);
    for (short, long) in [
        ("speaker:reyes w/s inquiry", "said:inquiry speaker:reyes"),
        ("inquiry w/9 person:\"Alan Reyes\"", "person:\"Alan Reyes\" inquiry w/9 (exact:alan OR exact:reyes)"),
    ] {
        assert_eq!(desk.ids(short), desk.ids(long), "{short}");
    }
}

#[test]
fn bad_input_is_answered_or_refused() {
    let desk = desk();
    let refused = ["w/0", "w/999999"].map(|near| format!("judge {near} recusal"));
    let refused = refused.iter().map(String::as_str).chain(["atleast0(x)", "word~9", "published:2020-02-30"]);
    for text in refused.chain(["published:2021..2020", "speker:lowe"]) {
        assert!(Query::parse(text, TODAY).is_err_and(|e| e.repair.is_some()), "{text}");
    }
    assert!(["**", "\"\"", ""].iter().all(|text| Query::parse(text, TODAY).is_err()));
    let deep = "(".repeat(10_000) + "a" + &")".repeat(10_000);
    assert!(Query::parse(&deep, TODAY).is_err());
    for text in ["a*", "*a", "-judge", "NOT (judge OR recusal)", "?udge w/5 *ed"] {
        assert!(desk.ask(&parse(text)).total > 0, "{text}");
    }
}
