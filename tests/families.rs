//! Articles that carry the same wire copy: found whatever the order of the runs, shown and counted as one story.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use onrecord::output::{self, Shown};
use onrecord::query::{Facet, Grouping, Sort};
use onrecord::{Index, IndexBuilder, Query, Results, Searcher};
use serde_json::json;

/// Fictional copy of so many paragraphs, which no other story has.
fn copy(story: &str, paragraphs: std::ops::Range<usize>) -> Vec<String> {
    let word = |n: usize| format!("{story}{}", n % 997);
    let paragraph = |p: usize| {
        let words: Vec<String> = (0..24).map(|n| word(p * 31 + n * n)).collect();
        format!("The ferry question: {}.", words.join(" "))
    };
    paragraphs.map(paragraph).collect()
}

fn line(id: &str, source: &str, day: &str, paragraphs: &[String]) -> String {
    let text = paragraphs.join("\n\n");
    json!({"id": id, "headline": id, "source": source, "date": day, "text": text}).to_string() + "\n"
}

/// Writes twelve stories of one to five prints each into four files; prints of one story are in several.
fn write(folder: &Path) {
    let mut files = vec![String::new(); 4];
    for story in 0..12 {
        let name = format!("s{story}x");
        for print in 0..=story % 5 {
            // Some are cut, one has a paragraph of its own.
            let mut paragraphs = copy(&name, 0..if print == 2 { 5 } else { 8 });
            if print == 3 {
                paragraphs.extend(copy(&format!("own{story}x"), 0..2));
            }
            let day = format!("2020-05-{:02}", 10 + (print * 3 + story) % 7);
            files[(story + print) % 4] +=
                &line(&format!("{name}-{print}"), &format!("Paper {print}"), &day, &paragraphs);
        }
    }
    for (n, file) in files.iter().enumerate() {
        fs::write(folder.join(format!("{n}.jsonl")), file).expect("written");
    }
}

fn families(index: &Index, results: &Results) -> Vec<(String, Option<(String, u32)>)> {
    let of = |id: &str| index.family(id).map(|family| (family.id.clone(), family.size));
    let mut all: Vec<_> = results.hits.iter().map(|hit| hit.article.id.clone()).collect();
    all.sort();
    all.dedup();
    all.into_iter().map(|id| (id.clone(), of(&id))).collect()
}

fn ask(searcher: &Searcher, grouping: Grouping, sort: Sort, limit: usize, offset: usize) -> Results {
    let query = Query::parse("ferry", date(2020, 7, 20)).expect("a query");
    let query = query.group(grouping).sort(sort).limit(limit).offset(offset).facet(Facet::Source);
    searcher.search(&query).expect("an answer")
}

#[test]
fn families_do_not_depend_on_the_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().join("news");
    fs::create_dir(&news).expect("made");
    write(&news);
    let (whole, parts) = (folder.path().join("whole"), folder.path().join("parts"));
    IndexBuilder::new(&whole).run(&[&news], |_| {}).expect("indexed");
    for n in 0..4 {
        IndexBuilder::new(&parts).run(&[news.join(format!("{n}.jsonl"))], |_| {}).expect("indexed");
    }
    let [whole, parts] = [&whole, &parts].map(|dir| Searcher::open(dir).expect("opens"));
    let found = [&whole, &parts]
        .map(|searcher| families(searcher.index(), &ask(searcher, Grouping::None, Sort::Relevance, 1000, 0)));
    assert_eq!(found[0], found[1]);
    for (id, family) in &found[0] {
        let (story, _) = id.split_once('-').expect("an id");
        let prints = story[1..story.len() - 1].parse::<u32>().expect("a number") % 5 + 1;
        match family {
            None => assert_eq!(prints, 1, "{id}"),
            Some((first, size)) => {
                assert_eq!((first.split_once('-').expect("an id").0, *size), (story, prints), "{id}");
            }
        }
    }
}

#[test]
fn a_story_is_shown_and_counted_once() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    let dir = folder.path().join("index");
    for n in 0..4 {
        IndexBuilder::new(&dir).run(&[folder.path().join(format!("{n}.jsonl"))], |_| {}).expect("indexed");
    }
    let searcher = Searcher::open(&dir).expect("opens");
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let mut each = ask(&searcher, Grouping::None, sort, 1000, 0);
        let stories = ask(&searcher, Grouping::Story, sort, 1000, 0);
        assert_eq!((stories.stories, stories.articles, stories.total), (Some(12), None, each.total));
        assert_eq!(stories.facets, each.facets);
        // The first passage of each story, in the order of all passages.
        let mut seen = HashSet::new();
        let story = |id: &str| searcher.index().family(id).map_or(id.to_owned(), |family| family.id.clone());
        each.hits.retain(|hit| seen.insert(story(&hit.article.id)));
        let ids = |results: &Results| results.hits.iter().map(|hit| hit.passage_id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&each), ids(&stories), "{sort:?}");
        let pages: Vec<String> =
            (0..4).flat_map(|page| ids(&ask(&searcher, Grouping::Story, sort, 3, page * 3))).collect();
        assert_eq!(pages, ids(&stories), "{sort:?}");
        let count = ask(&searcher, Grouping::Story, sort, 0, 0);
        assert_eq!((count.stories, count.hits.len()), (Some(12), 0));
    }
}

#[test]
fn a_family_follows_its_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().join("news.jsonl");
    let paragraphs = copy("a", 0..8);
    let prints = ["2020-05-12", "2020-05-11", "2020-05-13"].map(|day| line(day, "Paper", day, &paragraphs));
    let dir = folder.path().join("index");
    let family = |lines: &[String]| {
        fs::write(&news, lines.concat()).expect("written");
        IndexBuilder::new(&dir).run(&[&news], |_| {}).expect("indexed");
        let index = Index::open(&dir).expect("opens");
        index.family("2020-05-13").map(|family| (family.id.clone(), family.size))
    };
    assert_eq!(family(&prints), Some(("2020-05-11".into(), 3)));
    assert_eq!(family(&[prints[0].clone(), prints[2].clone()]), Some(("2020-05-12".into(), 2)));
    assert_eq!(family(&prints[2..]), None);
    let changed = line("2020-05-11", "Paper", "2020-05-11", &copy("b", 0..8));
    assert_eq!(family(&[prints[2].clone(), changed]), None);
}

#[test]
fn the_papers_of_the_demonstration_corpus_print_two_stories_of_the_wire() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    IndexBuilder::new(folder.path()).run(&[corpus], |_| {}).expect("indexed");
    let searcher = Searcher::open(folder.path()).expect("opens");
    let query = Query::parse("runoff OR recused", date(2020, 7, 20)).expect("a query").limit(1000);
    let results = searcher.search(&query).expect("an answer");
    let mut found: Vec<_> = families(searcher.index(), &results).into_iter().filter_map(|(_, family)| family).collect();
    found.sort();
    found.dedup();
    assert_eq!(found, [("MNS-2020-0318-019".into(), 4), ("MNS-2020-0523-011".into(), 4)]);
    let copies = searcher.index().copies("MNS-2020-0523-011").to_vec();
    let stored = searcher.index().article(&copies[3]).expect("reads").expect("is there");
    let shown = Shown::whole(stored.article.clone(), stored.annotations.clone()).with_copies(searcher.index());
    let family = &output::article_json(&shown)["family"];
    assert_eq!((&family["size"], &family["id"], &family["articles"]), (&json!(4), &json!(copies[0]), &json!(copies)));
}
