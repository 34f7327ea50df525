//! Everything that matches, once, in one order.

use std::ops::ControlFlow;

use onrecord::output::ExportFormat;
use onrecord::query::Sort;
use onrecord::search::{Exported, Hit};

use crate::desk::{Desk, many, parse};

fn exported(desk: &Desk, query: &onrecord::query::Query) -> (Vec<Hit>, Exported) {
    let mut hits = Vec::new();
    let exported = desk.searcher.export(query, |hit| {
        hits.push(hit.clone());
        ControlFlow::Continue(())
    });
    (hits, exported.expect("exported"))
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.passage_id.as_str()).collect()
}

#[test]
fn every_match_by_id() {
    let desk = Desk::new();
    let (hits, done) = exported(&desk, &parse("recusal"));
    assert_eq!(ids(&hits), ["a1#0", "a2#0", "a2#1", "b/3#0", "b4#0"]);
    assert_eq!((done.total, done.written), (5, 5));
    assert_eq!(hits.iter().map(|hit| hit.rank).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(hits.iter().all(|hit| hit.highlights.len() == 1));
    let (hits, _) = exported(&desk, &parse("recusal").sort(Sort::Newest));
    assert_eq!(ids(&hits), ["b/3#0", "a2#0", "a2#1", "a1#0", "b4#0"]);
    let (hits, _) = exported(&desk, &parse("recusal").sort(Sort::Oldest));
    assert_eq!(ids(&hits), ["a1#0", "a2#0", "a2#1", "b/3#0", "b4#0"]);
    assert_eq!(exported(&desk, &parse("recusal coffee")).1.total, 0);
}

#[test]
fn a_receiver_may_break_off() {
    let desk = Desk::new();
    let mut n = 0;
    let done = desk.searcher.export(&parse("recusal"), |_| {
        n += 1;
        if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let done = done.expect("exported");
    assert_eq!((n, done.total, done.written), (3, 5, 2));
}

#[test]
fn the_order_does_not_depend_on_segments() {
    let (one, several) = (Desk::of(&many(600), 1), Desk::of(&many(600), 4));
    let query = parse("harbour OR nothing");
    let total = one.searcher.search(&query).expect("searched").total;
    assert_eq!(total, 1800);
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let (first, second) =
            (exported(&one, &query.clone().sort(sort)).0, exported(&several, &query.clone().sort(sort)).0);
        assert_eq!(first.len() as u64, total);
        assert_eq!(ids(&first), ids(&second), "{sort:?}");
    }
    let mut sorted = ids(&exported(&one, &query).0).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let before = sorted.clone();
    sorted.sort();
    assert_eq!(before, sorted);
}

#[test]
fn formats_of_other_programs() {
    let desk = Desk::new();
    let (hits, _) = exported(&desk, &parse("inquiry"));
    let mut all = String::new();
    for format in ExportFormat::ALL {
        all += &format!("== {}\n{}", format.name(), format.head());
        for hit in &hits {
            let mut hit = hit.clone();
            // What the models find is not looked at here.
            hit.quotes.clear();
            hit.entities.clear();
            hit.dates.clear();
            all += &format.record(&hit);
        }
        all += format.tail();
    }
    insta::assert_snapshot!(all.replace('\r', ""));
}
