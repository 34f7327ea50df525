//! A small corpus of invented articles, indexed.

use std::fs;

use jiff::civil::{Date, date};
use onrecord::index::IndexBuilder;
use onrecord::query::Query;
use onrecord::search::Searcher;

pub const TODAY: Date = date(2020, 7, 20);

const ARTICLES: &str = r#"
{"id":"a1","headline":"Reyes steps aside","source":"The Courier","byline":"By Kim Lowe","date":"2020-03-20","url":"http://courier.example/reyes","text":"Attorney General Alan Reyes announced his recusal on Thursday from the inquiry.\n\n“I will take no part in the inquiry,” Reyes said, “and that is final.”\n\nThe runoff was moved from March 31 to July 14, 2020."}
{"id":"a2","headline":"The runoff nears","source":"Daily Post","byline":"Pat Orr","date":"2020-07-02","text":"The recusal was old news, Senator Dana Poole said.\n\nThe runoff is on July 14, 2020, and the party wants a recusal."}
{"id":"b/3","headline":"A second recusal","source":"The Courier","date":"2020-07-05","text":"Judge Ada Merrow spoke of her recusal, of 2019, and of the runoff in June 2020.\n\nCoffee costs $3."}
{"id":"b4","headline":"Undated","source":"The Courier","text":"A recusal without a day."}
"#;

pub struct Desk {
    pub folder: tempfile::TempDir,
    pub searcher: Searcher,
}

impl Desk {
    pub fn new() -> Self {
        Desk::of(ARTICLES.trim(), 1)
    }

    /// Indexes lines of JSON.
    pub fn of(articles: &str, jobs: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("articles.jsonl"), articles).expect("written");
        let index = folder.path().join("index");
        let corpus = [folder.path().join("articles.jsonl")];
        IndexBuilder::new(&index).jobs(jobs).run(&corpus, |_| {}).expect("indexed");
        let searcher = Searcher::open(&index).expect("opened");
        Desk { folder, searcher }
    }

    /// Indexes other articles in place of the first ones.
    pub fn replace(&mut self, articles: &str) {
        let corpus = [self.folder.path().join("articles.jsonl")];
        fs::write(&corpus[0], articles).expect("written");
        let index = self.folder.path().join("index");
        IndexBuilder::new(&index).jobs(1).full(true).run(&corpus, |_| {}).expect("indexed");
        self.searcher = Searcher::open(&index).expect("opened");
    }
}

pub fn parse(text: &str) -> Query {
    Query::parse(text, TODAY).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// Many short articles, in several segments when indexed by several jobs: `n` of them, three
/// passages each, ids not in the order of the file.
pub fn many(n: usize) -> String {
    let article = |i: usize| {
        let id = (i * 7919) % n;
        let day = TODAY.checked_sub(jiff::Span::new().days((i % 400) as i64)).expect("a day");
        let words = "harbour ".repeat(1 + i % 5);
        format!(
            "{{\"id\":\"n{id:05}\",\"headline\":\"No. {i}\",\"source\":\"Post {}\",\"date\":\"{day}\",\
             \"text\":\"The {words}opened.\\n\\nNothing here.\\n\\nThe harbour closed, said Lou Dale.\"}}\n",
            i % 3
        )
    };
    (0..n).map(article).collect()
}
