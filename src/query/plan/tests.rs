use std::convert::Infallible;

use jiff::civil::date;

use super::*;
use crate::query::{MatchMode, Query};

/// An index that has every word and no other form of it.
struct AllWords;

impl Lexicon for AllWords {
    type Error = Infallible;

    fn widen(&self, piece: &str, _: WordKind, _: Scope) -> Result<Forms, Infallible> {
        Ok(Forms { forms: vec![piece.to_owned()], left_out: usize::from(piece.ends_with('*')) })
    }

    fn listed(&self, name: &str, _: Scope) -> Result<Vec<String>, Infallible> {
        Ok(vec![format!("={name}")])
    }
}

fn planned(query: &Query) -> Planned {
    match plan(&query.whole_tree(), query.match_mode, &AllWords, Thesaurus::default()) {
        Ok(planned) => planned,
    }
}

fn of(text: &str) -> Planned {
    planned(&Query::parse(text, date(2020, 7, 20)).expect("a query"))
}

#[test]
fn lists_of_words_are_plain_and_anything_else_is_not() {
    for text in ["zebra", "zebra judge", "zebra AND judge", "zebra -judge", "zebra speaker:lowe published:2020"] {
        assert!(of(text).plain.is_some(), "{text}");
    }
    for text in ["\"a judge\"", "zebra OR judge", "zebra headline:judge", "speaker:lowe", "-zebra", "runoff", "lead:a"]
    {
        assert!(of(text).plain.is_none(), "{text}");
    }
}

#[test]
fn only_wanted_words_relax() {
    for (text, relaxes) in [
        ("zebra judge", true),
        ("zebra", false),
        ("zebra speaker:lowe", false),
        ("+zebra judge", false),
        ("zebra AND judge", false),
        ("zebra OR judge", false),
        ("\"a b\" judge said:c", true),
    ] {
        assert_eq!(of(text).can_relax, relaxes, "{text}");
    }
}

#[test]
fn excluded_words_and_names_do_not_score() {
    let scored = |text: &str| {
        let planned = of(text);
        planned.scored.iter().map(|word| planned.leaves[word.leaf].forms.join("+")).collect::<Vec<_>>()
    };
    assert_eq!(scored("a -b NOT (c OR \"d e\") speaker:f said:(g -h) headline:i"), ["g", "a", "i"]);
    assert_eq!(scored("US"), ["u.s+us"]);
}

#[test]
fn a_quote_has_the_words_and_the_speaker() {
    let planned = of("said:a said:b speaker:c");
    let Plan::Unit { scope: Scope::Said, inner: Inner::And(parts) } = &planned.plan else {
        panic!("{:?}", planned.plan)
    };
    assert_eq!(parts.len(), 3);
    assert!(matches!(of("said:a -speaker:c").plan, Plan::And(parts) if parts.len() == 2));
}

#[test]
fn a_pattern_that_was_cut_is_reported() {
    assert_eq!(of("recus*").notices, ["`recus*` stands for 2 words; the 1 most frequent were looked for"]);
}

#[test]
fn any_word_is_enough_where_that_is_asked() {
    let any = planned(&Query::words("a b").match_mode(MatchMode::Any));
    assert!(any.plain.is_some_and(|plain| plain.any));
    assert!(matches!(any.plan, Plan::Or(parts) if parts.len() == 2));
    assert_eq!(planned(&Query::words("")).plan, Plan::Or(Vec::new()));
}

#[test]
fn synonyms_stand_for_words_and_phrases() {
    let table = crate::query::Synonyms::parse("praise => throw one's weight behind, lauds\nthird party => splinter");
    let table = table.expect("a table");
    let planned = |text: &str| {
        let query = Query::parse(text, date(2020, 7, 20)).expect("a query");
        let thesaurus = Thesaurus { same: Some(&table), related: None };
        match plan(&query.whole_tree(), query.match_mode, &AllWords, thesaurus) {
            Ok(planned) => planned,
        }
    };
    let same = |text: &str| planned(text).scored.iter().map(|word| word.same.len()).collect::<Vec<_>>();
    assert_eq!(same("praised judge"), [4, 0]);
    assert_eq!(same("a third party vote"), [0, 1, 1, 0]);
    assert_eq!(same("third OR party"), [0, 0]);
    assert_eq!(same("\"third party\" exact:praise prais* "), [0, 0, 0, 0]);
    let excluded = planned("-praise");
    assert!(excluded.scored.is_empty() && excluded.leaves.iter().all(|leaf| leaf.typed == "praise"));
    assert!(planned("praised judge").plain.is_some());
    assert_eq!(planned("praised judge OR zebra").pairs, [(0, 1)]);
    assert_eq!(planned("a b -c d e").pairs, [(0, 1), (2, 3)]);
}
