//! The tour: a folder of news goes in, ranked passages with speakers come out.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use onrecord::index::IndexBuilder;
use onrecord::output::results_json;
use onrecord::query::Query;
use onrecord::search::{Results, Searcher};

/// One article of each kind, all invented.
const FILES: [(&str, &str); 4] = [
    (
        "courier/ferry.txt",
        "Headline: Mayor keeps the ferry\nBy: Kim Lowe\nDate: July 14, 2020\nSource: Harbor Courier\n\n\
         PORT ANSEL — Mayor Ines Calloway said on Friday that the ferry would stay.\n\n\
         “Nobody asked us,” Calloway said. “We will not sell the ferry.”\n\n\
         The council votes on July 21.\n",
    ),
    (
        "ledger/recusal.md",
        "---\ntitle: Judge steps aside\nauthor: Tom Bray\ndate: 2020-05-24\npublication: The Ledger\n---\n\n\
         Judge Ada Merrow recused herself on Friday.\n\n\
         “My recusal is required by the code,” Merrow said.\n",
    ),
    (
        "wire.jsonl",
        concat!(
            r#"{"id":"wire-1","title":"Coach leads","date":"2020-06-10","source":"Northern Wire","text":"A new poll shows the coach ahead.\n\nThe runoff was moved from March 31 to July 14."}"#,
            "\n{broken\n",
            r#"{"id":"wire-2","title":"No recusals","date":"2020-06-11","source":"Northern Wire","text":"Recusals are rare in the county, according to the clerk."}"#,
            "\n"
        ),
    ),
    (
        "page.html",
        "<html><head><title>Bridge closed</title><meta property=\"article:published_time\" content=\"2020-07-01\">\
         <meta property=\"og:site_name\" content=\"Harbor Courier\"></head><body><nav>Home Weather</nav><article>\
         <h1>Bridge closed</h1><p>The old bridge at Mill Street was closed on Wednesday after an inspection found \
         cracks in two of its piers, and it will stay closed for months, the county engineer wrote.</p><p>Ferries will run \
         every ten minutes until the bridge opens again, and the county will pay for them, the engineer wrote.</p></article></body></html>",
    ),
];

fn write_corpus(folder: &Path) {
    for (name, text) in FILES {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
}

fn ask(searcher: &Searcher, text: &str) -> Results {
    let query = Query::parse(text, date(2020, 7, 20)).expect("the query is well formed");
    searcher.search(&query).expect("the index can be read")
}

#[test]
fn a_folder_of_news_goes_in_and_ranked_passages_with_speakers_come_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    write_corpus(&corpus);

    // Every article is in, the broken line is counted and named, and nothing else is lost.
    let report = IndexBuilder::new(&index).jobs(2).run(&[&corpus], |_| {}).expect("the corpus can be indexed");
    assert_eq!((report.articles, report.skipped), (5, 1));
    assert!(report.skips[0].path.ends_with("wire.jsonl"));

    // A bare word stands for its forms; a quoted one for itself.
    let searcher = Searcher::open(&index).expect("the index opens");
    assert_eq!(ask(&searcher, "recusal").total, 3);
    assert_eq!(ask(&searcher, "\"recusal\"").total, 1);

    // A speaker's passages, and her words.
    let results = ask(&searcher, "speaker:\"Ines Calloway\" ferry");
    let hit = &results.hits[0];
    assert!(hit.text.starts_with("“Nobody asked us,”"));
    assert_eq!(hit.article.headline.as_deref(), Some("Mayor keeps the ferry"));
    assert_eq!(hit.article.published, Some(date(2020, 7, 14)));
    assert!(hit.quotes.iter().any(|quote| quote.speaker.as_deref() == Some("Ines Calloway")));

    // Highlights slice the passage to the words that match, and JSON speaks code points.
    let marked: Vec<&str> = hit.highlights.iter().map(|span| span.of(&hit.text)).collect();
    assert!(marked.contains(&"ferry"), "{marked:?}");
    let json = results_json(&results);
    let points: Vec<char> = hit.text.chars().collect();
    for pair in json["hits"][0]["highlights"].as_array().expect("highlights are a list") {
        let (start, end) = (pair[0].as_u64().expect("a number") as usize, pair[1].as_u64().expect("a number") as usize);
        assert!(marked.contains(&points[start..end].iter().collect::<String>().as_str()));
    }

    // Two clocks: what appeared in July, and what speaks of July 14.
    assert!(ask(&searcher, "ferries published:2020-07").total >= 1);
    let about = ask(&searcher, "about:2020-07-14 runoff");
    assert_eq!(about.hits[0].passage_id, "wire-1#1");

    // A second run reads nothing; a file that has gone takes its articles with it.
    let again = IndexBuilder::new(&index).run(&[&corpus], |_| {}).expect("nothing to do");
    assert_eq!((again.unchanged, again.added, again.generation), (5, 0, report.generation));
    fs::remove_file(corpus.join("page.html")).expect("a file can be removed");
    let less = IndexBuilder::new(&index).run(&[&corpus], |_| {}).expect("one less");
    assert_eq!((less.articles, less.deleted), (4, 1));
}
