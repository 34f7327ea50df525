//! Answers over made-up articles, held against plain scans of the same passages.

mod lists;

use std::fs;

use tantivy::query::{EnableScoring, Query};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED};

use super::RankParams;
use super::articles::ArticlesQuery;
use super::collect::{Order, Ranked, Unit, Wanted, top};
use super::facets::Facet;
use super::group::{Group, GroupQuery};
use super::matches::Matches;
use super::ranked::{Match, RankedQuery, RankedWord, Ranking};
use super::scorer::RankedScorer;
use super::window::{ByWords, Reading, Run, Window};
use crate::index::walk::each;
use crate::index::{Index, IndexBuilder};
use crate::stop::Stop;
use crate::terms;

const WORDS: [&str; 16] = [
    "judge", "judges", "court", "courts", "inquiry", "vote", "voted", "voting", "runoff", "the", "a", "coach", "poll",
    "polls", "letter", "debate",
];

/// A generator that gives the same articles each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn words(&mut self, n: u64) -> String {
        let word = |_| WORDS[self.roll(16).min(self.roll(16)) as usize];
        (0..n).map(word).collect::<Vec<_>>().join(" ")
    }
}

struct News {
    _dir: tempfile::TempDir,
    index: Index,
    /// Id, paragraph, words, headline.
    passages: Vec<(String, u32, String, String)>,
}

/// Indexes 200 articles in four runs, so that the index has several segments.
fn news() -> News {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut dice, mut passages) = (Dice(7), Vec::new());
    for run in 0..4 {
        let mut lines = String::new();
        for n in 0..50 {
            let id = format!("{run}-{n}");
            let (n_passages, n_words) = (1 + dice.roll(6), 1 + dice.roll(4));
            let headline = dice.words(n_words);
            let texts: Vec<String> = (0..n_passages)
                .map(|_| {
                    let n = 3 + dice.roll(50);
                    dice.words(n)
                })
                .collect();
            for (paragraph, text) in (0..).zip(&texts) {
                passages.push((id.clone(), paragraph, text.clone(), headline.clone()));
            }
            let source = ["The Courier", "Daily Post"][n % 2];
            let line = serde_json::json!({"id": id, "title": headline, "source": source,
                "date": format!("2020-01-{:02}", 1 + dice.roll(28)), "text": texts.join("\n\n")});
            lines += &format!("{line}\n");
        }
        fs::write(dir.path().join(format!("{run}.jsonl")), lines).expect("written");
        let builder = IndexBuilder::new(dir.path().join("index")).jobs(1).annotate(false);
        builder.run(&[dir.path().join(format!("{run}.jsonl"))], |_| {}).expect("indexed");
    }
    let index = Index::open(dir.path().join("index")).expect("opened");
    News { _dir: dir, index, passages }
}

fn forms(index: &Index, word: &str) -> Vec<String> {
    index.forms().of_stem(&terms::stem(word)).into_iter().map(|form| form.0).collect()
}

fn words(index: &Index, query: &str) -> Vec<RankedWord> {
    let fields = index.fields();
    let word = |word: String| {
        let in_field = |field| Group::new(field, forms(index, &word));
        RankedWord::new(in_field(fields.body), in_field(fields.headline))
    };
    terms::fold(query).into_iter().map(word).collect()
}

fn places(ranked: &[Ranked]) -> Vec<(String, u32)> {
    let mut places: Vec<_> = ranked.iter().map(|hit| (hit.article_id.clone(), hit.paragraph)).collect();
    places.sort();
    places
}

impl News {
    fn run(&self, matching: Match, query: &str, limit: usize) -> super::collect::Top {
        let query =
            RankedQuery::new(matching, words(&self.index, query), Ranking::of(&self.index, RankParams::default()));
        let wanted = Wanted { limit, facets: vec![Facet::Source, Facet::Published], ..Wanted::default() };
        top(self.index.searcher(), &query, &wanted).expect("searched")
    }

    fn scan(&self, test: impl Fn(&[String], &[String]) -> bool) -> Vec<(String, u32)> {
        let stems = |text: &str| terms::fold(text).iter().map(|w| terms::stem(w)).collect::<Vec<_>>();
        let hits = self.passages.iter().filter(|p| test(&stems(&p.2), &stems(&p.3)));
        let mut places: Vec<_> = hits.map(|p| (p.0.clone(), p.1)).collect();
        places.sort();
        places
    }
}

#[test]
fn all_and_any_words_match_as_a_scan_does() {
    let news = news();
    for query in ["judge", "vote poll", "judge court vote", "debate letter coach", "nothing", "judge nothing"] {
        let wanted: Vec<String> = terms::fold(query).iter().map(|w| terms::stem(w)).collect();
        let all = news.run(Match::AllWords, query, 10_000);
        let scanned = news.scan(|body, _| wanted.iter().all(|w| body.contains(w)));
        assert_eq!(places(&all.ranked), scanned, "all of {query}");
        assert_eq!(all.total, scanned.len() as u64);
        let any = news.run(Match::AnyWord, query, 10_000);
        assert_eq!(places(&any.ranked), news.scan(|body, _| wanted.iter().any(|w| body.contains(w))), "any of {query}");
        let counted: u64 = any.facets[0].names.iter().map(|(_, n)| n).sum();
        assert_eq!(counted, any.total);
        assert_eq!(any.facets[1].times.iter().map(|(_, n)| n).sum::<u64>(), any.total);
    }
}

#[test]
fn a_short_list_is_the_head_of_the_long_one() {
    let news = news();
    let all = news.run(Match::AnyWord, "judge vote the", 10_000);
    for limit in [0, 1, 10, 37] {
        let few = news.run(Match::AnyWord, "judge vote the", limit);
        assert_eq!((few.total, few.ranked.as_slice()), (all.total, &all.ranked[..limit]));
    }
    assert!(all.ranked.is_sorted_by(|a, b| a.score >= b.score));
}

#[test]
fn what_is_passed_over_is_counted_and_not_missed() {
    let news = news();
    for query in ["judge vote the", "the letter", "coach", "a nothing debate poll", "letter debate"] {
        for matching in [Match::AnyWord, Match::AllWords] {
            let all = news.run(matching.clone(), query, 10_000);
            let pairs = vec![(0, 1)].into_iter().filter(|_| query.contains(' ')).collect();
            let ranking = Ranking::of(&news.index, RankParams::default());
            let paired = RankedQuery::new(matching, words(&news.index, query), ranking).paired(pairs);
            let run =
                |limit| top(news.index.searcher(), &paired, &Wanted { limit, ..Wanted::default() }).expect("searched");
            let long = run(10_000);
            assert_eq!(places(&long.ranked), places(&all.ranked), "{query}");
            for limit in [1, 3, 20, 90] {
                let few = run(limit);
                assert_eq!(few.total, all.total, "{query}, {limit}");
                assert_eq!(few.ranked, long.ranked[..limit.min(long.ranked.len())], "{query}, {limit}");
            }
        }
    }
}

#[test]
fn a_walk_with_a_floor_passes_over_articles() {
    let news = news();
    let ranking = Ranking::of(&news.index, RankParams::default());
    let query = RankedQuery::new(Match::AnyWord, words(&news.index, "the letter"), ranking);
    let searcher = news.index.searcher();
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher)).expect("weighed");
    let (mut seen, mut passed_over) = (0, 0);
    for reader in searcher.segment_readers() {
        let mut scorer = weight.scorer(reader, 1.0).expect("opened");
        let ranked = scorer.downcast_mut::<RankedScorer>().expect("ranked");
        ranked.set_floor(f32::MAX);
        ranked.pass_over();
        while ranked.doc() != TERMINATED {
            seen += 1;
            ranked.advance();
        }
        passed_over += ranked.passed_over();
    }
    let total = news.run(Match::AnyWord, "the letter", 1).total;
    assert_eq!(seen + passed_over, total);
    assert!(passed_over > total / 2, "{passed_over} of {total}");
}

#[test]
fn a_walk_that_finds_nothing_is_called_off_between_two_runs() {
    let news = news();
    let searcher = news.index.searcher();
    for reader in searcher.segment_readers() {
        let layout = news.index.layouts().of(reader).expect("known");
        let letter = Group::new(news.index.fields().body, ["letter"]);
        let readings =
            || vec![Reading::new(letter.lists(reader, IndexRecordOption::Basic).expect("opened"), Vec::new())];
        let runs_of = |most: usize| {
            let mut window = Window::new(readings(), ByWords { all: false, n: 1 }, Run::Long, layout.clone());
            let mut runs = 0;
            let found = window.next_match(0, |window| {
                window.prune(|_| false);
                runs += 1;
                runs < most
            });
            assert_eq!(found, TERMINATED);
            runs
        };
        assert!(runs_of(usize::MAX) > 2);
        assert_eq!(runs_of(2), 2);
    }
}

#[test]
fn a_query_that_is_called_off_ends_and_its_walk_fails() {
    let news = news();
    let stop = Stop::default();
    let ranking = Ranking::of(&news.index, RankParams::default());
    let query = RankedQuery::new(Match::AnyWord, words(&news.index, "the letter"), ranking).until(stop.clone());
    let searcher = news.index.searcher();
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher)).expect("weighed");
    let mut scorer = weight.scorer(searcher.segment_reader(0), 1.0).expect("opened");
    assert_ne!(scorer.advance(), TERMINATED);
    stop.call();
    assert_eq!(scorer.advance(), TERMINATED);
    for limit in [0, 10] {
        let wanted = Wanted { limit, stop: stop.clone(), ..Wanted::default() };
        assert!(top(searcher, &query, &wanted).is_err());
    }
    assert!(Matches::find(searcher, &query, news.index.layouts(), Order::Newest, &stop).is_err());
}

#[test]
fn a_page_is_a_part_of_the_long_list() {
    let news = news();
    for (order, unit) in [Order::Relevance, Order::Newest, Order::Oldest]
        .into_iter()
        .flat_map(|order| [(order, Unit::Passage), (order, Unit::Article)])
    {
        let query = RankedQuery::new(
            Match::AnyWord,
            words(&news.index, "judge vote the"),
            Ranking::of(&news.index, RankParams::default()),
        );
        let run = |offset, limit| {
            let wanted = Wanted { offset, limit, order, unit, ..Wanted::default() };
            top(news.index.searcher(), &query, &wanted).expect("searched")
        };
        let all = run(0, 10_000);
        for (offset, limit) in [(0, 5), (3, 4), (17, 40), (all.ranked.len() - 1, 10), (all.ranked.len(), 10)] {
            let page = run(offset, limit);
            let end = (offset + limit).min(all.ranked.len());
            assert_eq!(page.ranked, all.ranked[offset..end], "{order:?} {unit:?} {offset}");
            assert_eq!((page.total, page.units), (all.total, all.units));
        }
    }
}

#[test]
fn an_article_stands_where_its_first_passage_does() {
    let news = news();
    let query = RankedQuery::new(
        Match::AnyWord,
        words(&news.index, "judge vote"),
        Ranking::of(&news.index, RankParams::default()),
    );
    let run = |unit| {
        let wanted = Wanted { limit: 10_000, unit, ..Wanted::default() };
        top(news.index.searcher(), &query, &wanted).expect("searched")
    };
    let (mut passages, articles) = (run(Unit::Passage), run(Unit::Article));
    let mut seen = std::collections::HashSet::new();
    passages.ranked.retain(|one| seen.insert(one.article_id.clone()));
    assert_eq!(passages.ranked, articles.ranked);
    assert_eq!((articles.total, articles.units), (passages.total, Some(articles.ranked.len() as u64)));
}

#[test]
fn contributions_add_up_to_the_score() {
    let news = news();
    let query = RankedQuery::new(
        Match::AnyWord,
        words(&news.index, "judge poll"),
        Ranking::of(&news.index, RankParams::default()),
    );
    let wanted = Wanted { limit: 25, ..Wanted::default() };
    for hit in top(news.index.searcher(), &query, &wanted).expect("searched").ranked {
        let parts = query.contributions(news.index.searcher(), hit.address).expect("explained");
        // Read article by article or many at once, the figures are the same.
        let sum = parts.iter().fold(0.0, |sum, p| sum + (p.passage + p.article + p.headline));
        assert_eq!(sum, hit.score);
        assert!(parts.iter().any(|p| p.count > 0));
    }
}

#[test]
fn headlines_carry_over_to_all_passages() {
    let news = news();
    let group = Group::new(news.index.fields().headline, forms(&news.index, "coach"));
    let mut found = Vec::new();
    let query = ArticlesQuery::new(GroupQuery(group), news.index.layouts().clone());
    each(news.index.searcher(), &query, |address: DocAddress| {
        let (stored, paragraph) = news.index.article_of(address).expect("stored");
        found.push((stored.article.id.clone(), paragraph));
    })
    .expect("searched");
    found.sort();
    assert_eq!(found, news.scan(|_, headline| headline.contains(&terms::stem("coach"))));
    let filtered =
        RankedQuery::new(Match::AllWords, words(&news.index, "judge"), Ranking::of(&news.index, RankParams::default()))
            .filtered(std::sync::Arc::new(query));
    let wanted = Wanted { limit: 10_000, ..Wanted::default() };
    let both = top(news.index.searcher(), &filtered, &wanted).expect("searched");
    let is_both = |body: &[String], headline: &[String]| {
        body.contains(&terms::stem("judge")) && headline.contains(&terms::stem("coach"))
    };
    assert_eq!(places(&both.ranked), news.scan(is_both));
}

#[test]
fn many_forms_are_one_list() {
    let news = news();
    let group = Group::new(news.index.fields().body, WORDS);
    let query = RankedQuery::new(
        Match::AllWords,
        vec![RankedWord::new(group, Group::new(news.index.fields().headline, WORDS))],
        Ranking::of(&news.index, RankParams::default()),
    );
    let found = top(news.index.searcher(), &query, &Wanted { limit: 3, ..Wanted::default() }).expect("searched");
    assert_eq!(found.total, news.passages.len() as u64);
}
