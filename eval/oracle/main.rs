//! Generated queries over real articles, against a slow evaluator that scans every passage.
//!
//! `oracle PATH COUNT` reads the articles of PATH, indexes them in a temporary folder, draws
//! COUNT queries over every operator and their nestings from the articles' own words, and
//! checks that the index finds the passages that the scan finds, that no highlight marks what
//! the query does not speak of, and that each hit of a query that asks for words has one.
//! Shared with the program are only the tokenizer, the stemmer and the sentences; stops with
//! status 1 at the first queries that disagree.

mod generate;
mod scan;

use std::collections::HashSet;
use std::process::ExitCode;

use jiff::civil::{Date, date};
use onrecord::index::{IndexBuilder, NameKind};
use onrecord::query::Query;
use onrecord::search::Searcher;
use onrecord::{Annotator, read};

use generate::Generator;
use scan::{Passage, is_positive};

const TODAY: Date = date(2020, 7, 20);

/// Disagreements shown before giving up.
const SHOWN: usize = 10;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, count] = arguments.as_slice() else { return Err("usage: oracle PATH COUNT".into()) };
    let passages = passages(path)?;
    let folder = std::env::temp_dir().join(format!("oracle-{}", std::process::id()));
    IndexBuilder::new(&folder).run(&[path], |_| {})?;
    let searcher = Searcher::open(&folder)?;
    let mut generator = Generator::new(&passages, &names_of_single_articles(&searcher)?);
    let (mut n_found, mut n_wrong, mut n_asked) = (0, 0, 0);
    let n_wanted: usize = count.parse()?;
    while n_asked < n_wanted && n_wrong < SHOWN {
        let text = generator.query();
        let query = Query::parse(&text, TODAY).map_err(|e| format!("{text}: {e}"))?;
        n_asked += 1;
        let found = disagreement(&searcher, &query.exact(true), &passages)?;
        n_found += usize::from(found.matches > 0);
        if let Some(problem) = found.problem {
            n_wrong += 1;
            println!("{text}\n  {problem}");
        }
    }
    std::fs::remove_dir_all(&folder)?;
    println!(
        "{n_asked} queries over {} passages, {n_found} of them found something, {n_wrong} disagree",
        passages.len()
    );
    Ok(if n_wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the names that mean the same in each article. The scan knows what an article calls
/// its people, not whom other articles show them to be: that has tests of its own.
fn names_of_single_articles(searcher: &Searcher) -> Outcome<HashSet<String>> {
    let mut names: HashSet<String> = HashSet::new();
    let mut joined: Vec<String> = Vec::new();
    for kind in [NameKind::Speaker, NameKind::Person] {
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

fn passages(path: &str) -> Outcome<Vec<Passage>> {
    let annotator = Annotator::default();
    let mut passages: Vec<Passage> = Vec::new();
    for record in read::articles(path) {
        let Ok(record) = record else { continue };
        let annotations = annotator.annotate(&record.article);
        passages.extend(Passage::of_article(&record.article, &annotations));
    }
    Ok(passages)
}

struct Found {
    matches: usize,
    problem: Option<String>,
}

fn disagreement(searcher: &Searcher, query: &Query, passages: &[Passage]) -> Outcome<Found> {
    let results = searcher.search(&query.clone().limit(passages.len()))?;
    let mut found: Vec<&str> = results.hits.iter().map(|hit| hit.passage_id.as_str()).collect();
    let tree = query.tree();
    let mut wanted: Vec<&str> =
        passages.iter().filter(|passage| passage.holds(tree)).map(|passage| passage.id.as_str()).collect();
    found.sort_unstable();
    wanted.sort_unstable();
    let matches = wanted.len();
    if results.relaxed {
        return Ok(Found { matches, problem: None });
    }
    if found != wanted {
        let missed = wanted.iter().find(|id| found.binary_search(id).is_err());
        let extra = found.iter().find(|id| wanted.binary_search(id).is_err());
        let problem = format!("index {}, scan {matches}; missed {missed:?}, too many {extra:?}", found.len());
        return Ok(Found { matches, problem: Some(problem) });
    }
    let problem = results.hits.iter().take(200).find_map(|hit| {
        let passage = passages.iter().find(|passage| passage.id == hit.passage_id)?;
        let marked = hit.highlights.iter().all(|span| passage.may_mark(tree, *span));
        let bare = hit.highlights.is_empty() && is_positive(tree);
        (!marked || bare).then(|| format!("{}: marks {:?}", hit.passage_id, hit.highlights))
    });
    Ok(Found { matches, problem })
}
