//! Lists of many forms and of few, held against one read form by form.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, TERMINATED};

use super::{Dice, News, WORDS, news};
use crate::rank::group::{Allowed, Group};

/// Positions by entry, read form by form.
type Naive = BTreeMap<DocId, Vec<u32>>;

fn naive(group: &Group, reader: &SegmentReader) -> Naive {
    let mut naive = Naive::new();
    for mut list in group.lists(reader, IndexRecordOption::WithFreqsAndPositions).expect("opened") {
        while list.doc() != TERMINATED {
            let mut here = Vec::new();
            list.positions(&mut here);
            assert_eq!(here.len(), list.term_freq() as usize);
            naive.entry(list.doc()).or_default().extend(here);
            list.advance();
        }
    }
    naive.values_mut().for_each(|positions| positions.sort_unstable());
    naive
}

/// Groups of many forms, of few, of one and of none, everywhere and in every third entry only.
fn groups(news: &News) -> Vec<Group> {
    let body = news.index.fields().body;
    let mut groups: Vec<Group> = [&WORDS[..], &WORDS[..5], &["runoff"], &["nothing"], &[]]
        .map(|forms| Group::new(body, forms.iter().copied()))
        .into();
    for n in 0..2 {
        let mut group = groups[n].clone();
        let allowed = news.index.searcher().segment_readers().iter().map(|reader| {
            let entries: Vec<DocId> = (0..reader.max_doc()).step_by(3).collect();
            (reader.segment_id(), entries.into())
        });
        let allowed: Arc<Allowed> = Arc::new(allowed.collect());
        group.only = group.forms.drain(1..).map(|form| (form, allowed.clone())).collect();
        groups.push(group);
    }
    groups
}

#[test]
fn a_union_has_the_entries_of_all_its_lists() {
    let (news, mut dice) = (news(), Dice(3));
    for group in groups(&news) {
        for reader in news.index.searcher().segment_readers() {
            let naive = naive(&group, reader);
            let open = || group.open(reader, IndexRecordOption::WithFreqs).expect("opened");
            let mut union = open();
            for (&entry, positions) in &naive {
                assert_eq!((union.doc(), union.count() as usize), (entry, positions.len()));
                union.advance();
            }
            assert_eq!((union.doc(), union.advance()), (TERMINATED, TERMINATED));
            let (mut union, mut target) = (open(), 0);
            while union.doc() != TERMINATED {
                target += DocId::try_from(dice.roll(9)).expect("small");
                let wanted = naive.range(target..).next().map_or(TERMINATED, |(&entry, _)| entry);
                assert_eq!(union.seek(target), wanted, "{target}");
                let has_entry = naive.get(&wanted).is_none_or(|positions| union.count() as usize == positions.len());
                assert!(has_entry, "{target}");
            }
        }
    }
}

#[test]
fn places_are_those_of_all_forms_in_the_entries_asked_for() {
    let (news, mut dice) = (news(), Dice(4));
    for group in groups(&news) {
        for reader in news.index.searcher().segment_readers() {
            let naive = naive(&group, reader);
            let mut places = group.places(reader).expect("opened");
            let (mut entry, mut positions) = (0, vec![7]);
            while entry < reader.max_doc() {
                let mut batch = Vec::new();
                for _ in 0..dice.roll(12) {
                    entry += 1 + DocId::try_from(dice.roll(3)).expect("small");
                    batch.push(entry);
                }
                places.ready(&batch);
                for (n, entry) in batch.iter().enumerate() {
                    // Those not asked for stay out of the way.
                    if dice.roll(4) > 0 {
                        places.put(n, *entry, &mut positions);
                        assert_eq!(Some(&positions), naive.get(entry).or(Some(&Vec::new())), "{entry} of {batch:?}");
                    }
                }
            }
        }
    }
}
