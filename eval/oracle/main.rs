//! Generated queries over real articles, against a slow evaluator that scans every passage.
//!
//! `oracle PATH COUNT [SEED]` reads the articles of PATH, indexes them in a temporary folder,
//! draws COUNT queries over every operator and their nestings from the articles' own words, and
//! checks that the index finds the passages that the scan finds, that no highlight marks what
//! the query does not speak of, and that each hit of a query that asks for words has one.
//! Shared with the program are only the words, stems, sentences and annotations of a text and
//! the syntax tree of a query; stops with status 1 at the first queries that disagree.

mod scan;

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use jiff::civil::{Date, date};
use onrecord::index::{IndexBuilder, NameKind};
use onrecord::query::Query;
use onrecord::search::Searcher;

use scan::{Generator, News, compare};

const TODAY: Date = date(2020, 7, 20);

/// Disagreements shown before giving up.
const SHOWN: usize = 10;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (path, count, seed) = match arguments.as_slice() {
        [path, count] => (path, count.parse()?, 0),
        [path, count, seed] => (path, count.parse()?, seed.parse()?),
        _ => return Err("usage: oracle PATH COUNT [SEED]".into()),
    };
    let folder = std::env::temp_dir().join(format!("oracle-{}", std::process::id()));
    IndexBuilder::new(&folder).run(&[path], |_| {})?;
    let searcher = Searcher::open(&folder)?;
    let news = News::read(Path::new(path), searcher.index())?;
    let outcome = ask(&searcher, &news, count, seed);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

/// Asks `count` queries, or until too many disagree.
fn ask(searcher: &Searcher, news: &News, count: usize, seed: u64) -> Outcome<ExitCode> {
    let mut generator = Generator::new(news, &names_of_single_articles(searcher)?, seed);
    let started = Instant::now();
    let (mut n_found, mut n_wrong, mut n_asked) = (0, 0, 0);
    while n_asked < count && n_wrong < SHOWN {
        let text = generator.query();
        let query = Query::parse(&text, TODAY).map_err(|e| format!("{text}: {e}"))?;
        n_asked += 1;
        let compared = compare(searcher, &query.exact(true), news)?;
        n_found += usize::from(compared.matches > 0);
        if let Some(problem) = compared.problem {
            n_wrong += 1;
            println!("{text}\n  {problem}");
        }
    }
    println!(
        "{n_asked} queries over {} passages, {n_found} of them found something, {n_wrong} disagree ({:.0} s)",
        news.passages.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(if n_wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the names that mean the same in each article. The scan knows what an article calls
/// its people, not whom other articles show them to be: that has tests of its own.
fn names_of_single_articles(searcher: &Searcher) -> Outcome<HashSet<String>> {
    let mut names: HashSet<String> = HashSet::new();
    let mut joined: Vec<String> = Vec::new();
    for kind in [NameKind::Speaker, NameKind::Person, NameKind::Org, NameKind::Place] {
        for name in searcher.index().names(kind, None)? {
            if name.evidence.is_empty() && name.apart.is_empty() {
                names.insert(name.name);
            } else {
                joined.push(name.name);
            }
        }
    }
    joined.iter().for_each(|name| {
        names.remove(name);
    });
    Ok(names)
}
