//! A walk with jumps, held against one from entry to entry.

use std::fs;

use super::*;
use crate::index::{Index, IndexBuilder};
use crate::query::Within;
use crate::query::spots::Spot;
use crate::rank::group::GroupQuery;

/// Words that begin alike, so many that a pattern of them is read by the batch.
const FORMS: [&str; 14] = [
    "poll",
    "polls",
    "polled",
    "poller",
    "polling",
    "pollster",
    "pollsters",
    "pollen",
    "polka",
    "polo",
    "polish",
    "polite",
    "police",
    "policy",
];

/// An index of passages with `coach` and one of the forms, nearer to each other or farther.
fn index(dir: &std::path::Path) -> Index {
    let passages = (0..600_usize).map(|n| {
        let (form, gap) = (FORMS[n * n % FORMS.len()], n * 7 % 5);
        format!("coach {}{form} {}", "so ".repeat(gap), if n % 9 == 0 { "coach" } else { "then" })
    });
    let text = passages.collect::<Vec<_>>().join("\n\n");
    let line = serde_json::json!({"id": "1", "title": "Polls", "date": "2020-01-02", "text": text});
    fs::write(dir.join("news.jsonl"), format!("{line}\n")).expect("written");
    IndexBuilder::new(dir.join("index")).annotate(false).run(&[dir.join("news.jsonl")], |_| {}).expect("indexed");
    Index::open(dir.join("index")).expect("opened")
}

#[test]
fn jumps_find_what_a_walk_finds() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = index(dir.path());
    let leaf = |forms: &[&str]| {
        let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        Leaf { typed: "word".to_owned(), scope: Scope::Body, forms: forms.into() }
    };
    let leaves = [leaf(&FORMS), leaf(&["coach"])];
    let groups = leaves.each_ref().map(|leaf| Group::new(index.fields().body, leaf.forms.iter()));
    let candidates = GroupQuery(groups[0].clone());
    let words = Words { leaves: leaves.into(), groups: groups.into(), speakers: index.name_view(0.0) };
    let near = Spot::Near(Box::new(Spot::Word(0)), Box::new(Spot::Word(1)), Within::Words(2));
    let query = UnitsQuery::new(Box::new(candidates), Inner::Spot(near), Scope::Body, words, *index.fields());
    let weight = query.weight(EnableScoring::disabled_from_searcher(index.searcher())).expect("weighed");
    let reader = &index.searcher().segment_readers()[0];
    let open = || weight.scorer(reader, 1.0).expect("opened");
    let (mut walk, mut found) = (open(), Vec::new());
    while walk.doc() != TERMINATED {
        found.push(walk.doc());
        walk.advance();
    }
    // Gaps of 0 and 1, and the second `coach` right behind.
    assert_eq!(found.len(), (0..600).filter(|n| n * 7 % 5 < 2 || n % 9 == 0).count());
    for step in [1, 2, 5, 40, 170, 700] {
        let (mut jumping, mut target) = (open(), 0);
        while jumping.doc() != TERMINATED {
            let at = found.partition_point(|&doc| doc < target);
            assert_eq!(jumping.seek(target), found.get(at).copied().unwrap_or(TERMINATED), "{step}, {target}");
            if target % 3 == 0 && jumping.doc() != TERMINATED {
                assert_eq!(jumping.advance(), found.get(at + 1).copied().unwrap_or(TERMINATED), "{step}, {target}");
            }
            target = target.max(jumping.doc()).saturating_add(step).min(TERMINATED);
        }
    }
}
