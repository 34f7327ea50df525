//! Names in invented articles: what is found, of which kind, under which name.
//!
//! Each `- ` line of `tests/entities/*.md` is a text with its marks in it, `[words](kind)` or
//! `[words](kind: Name)` where the entity goes by another name; ` ¶ ` ends a paragraph.

#![allow(clippy::unwrap_used)]

use onrecord::annotate::{EntityKind, EntityMention, Text, entity};
use proptest::prelude::*;

#[test]
fn sentences_are_marked_as_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/entities");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    files.sort();
    let (mut wrong, mut n_cases) = (String::new(), 0);
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "md")) {
        for (n, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
            let Some(wanted) = line.strip_prefix("- ") else { continue };
            n_cases += 1;
            let got = mark(&strip(wanted).replace(" ¶ ", "\n\n")).replace("\n\n", " ¶ ");
            if got != wanted {
                wrong += &format!("{}:{}\n  wanted {wanted}\n  got    {got}\n", file.display(), n + 1);
            }
        }
    }
    assert!(n_cases >= 30, "only {n_cases} cases found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Takes the marks out of a sentence.
fn strip(marked: &str) -> String {
    let mut plain = String::new();
    let mut rest = marked;
    while let Some((before, inner)) = rest.split_once('[') {
        let Some((words, after)) = inner.split_once("](") else { break };
        let Some((_, after)) = after.split_once(')') else { break };
        plain.push_str(before);
        plain.push_str(words);
        rest = after;
    }
    plain + rest
}

/// Marks the names found; an entity's name is shown where it differs from the words.
fn mark(plain: &str) -> String {
    let (mut marked, mut at) = (String::new(), 0);
    for (words, mention) in mentions(plain) {
        marked.push_str(&plain[at..mention.span.start as usize]);
        let kind = match mention.kind {
            EntityKind::Person => "person",
            EntityKind::Org => "org",
            EntityKind::Place => "place",
        };
        let name = if mention.name == words { String::new() } else { format!(": {}", mention.name) };
        marked += &format!("[{words}]({kind}{name})");
        at = mention.span.end as usize;
    }
    marked + &plain[at..]
}

fn mentions(source: &str) -> Vec<(String, EntityMention)> {
    let found = entity::annotate(&Text::new(source));
    found.into_iter().map(|m| (m.span.of(source).to_owned(), m)).collect()
}

/// Returns "words=name" of each mention of a kind.
fn named(source: &str, kind: EntityKind) -> Vec<String> {
    mentions(source).into_iter().filter(|(_, m)| m.kind == kind).map(|(w, m)| format!("{w}={}", m.name)).collect()
}

fn persons(source: &str) -> Vec<String> {
    named(source, EntityKind::Person)
}

#[test]
fn a_surname_follows_the_full_name() {
    let source = "MONTGOMERY — Sen. Kimberly Lowe said on Monday that she would run again.\n\
                  “It is time,” Lowe said. Mr. Carver, who met Lowe in Denver, did not agree.";
    let found = persons(source);
    assert!(found.contains(&"Kimberly Lowe=Kimberly Lowe".to_owned()), "{found:?}");
    assert_eq!(found.iter().filter(|f| *f == "Lowe=Kimberly Lowe").count(), 2, "{found:?}");
    assert!(found.contains(&"Carver=Carver".to_owned()), "{found:?}");
}

#[test]
fn a_surname_that_is_also_a_town_follows_the_full_name() {
    let source = "Emmett Rockford ran for governor, his aides said on Monday. Rockford lost. \
                  Voters respect Rockford, a poll found.";
    assert_eq!(persons(source).iter().filter(|f| *f == "Rockford=Emmett Rockford").count(), 2, "{:?}", persons(source));
    let visited = "Emmett Rockford spoke on Monday. The rally in Rockford was large, and Rockford, Ill., has a mayor.";
    assert!(named(visited, EntityKind::Place).iter().any(|f| f.starts_with("Rockford=")), "{:?}", mentions(visited));
}

#[test]
fn relatives_by_first_name_are_persons() {
    let source = "Ann Lindqvist sat in the back. Her husband, Odessa, kept silent, and her sister Pearl wept. \
                  Teale’s late son, Gene, had voted. Pearl said nothing.";
    let found = persons(source);
    for name in ["Odessa=Odessa", "Pearl=Pearl", "Gene=Gene"] {
        assert!(found.iter().any(|f| f == name), "{name}: {found:?}");
    }
    assert_eq!(found.iter().filter(|f| *f == "Pearl=Pearl").count(), 2, "{found:?}");
    let others = "Her husband, Democrats say, left. His father was in Congress.";
    assert!(persons(others).is_empty(), "{:?}", persons(others));
}

#[test]
fn a_married_couple_stays_two_people() {
    let source = "Robert Haskell and his wife, Susan Haskell, spoke in Boston on Friday. \
                  Mrs. Haskell thanked the voters, and Mr. Haskell waved, said a friend of Susan Haskell.";
    let found = persons(source);
    assert!(found.contains(&"Haskell=Susan Haskell".to_owned()), "{found:?}");
    assert!(found.contains(&"Haskell=Robert Haskell".to_owned()), "{found:?}");
}

#[test]
fn given_names_that_begin_surnames_too_are_given_names() {
    let found = persons("Susan Corliss sold the house. Ben Corliss, the mayor, denied it. Al Dorne met Mary Dorne.");
    for name in ["Susan Corliss=Susan Corliss", "Ben Corliss=Ben Corliss", "Al Dorne=Al Dorne", "Mary Dorne=Mary Dorne"]
    {
        assert!(found.iter().any(|f| f == name), "{name}: {found:?}");
    }
    let found = persons("Sheikh Hassan Al Marwan opened the port on Sunday. Al Marwan said it would take forty ships.");
    assert!(found.contains(&"Al Marwan=Hassan Al Marwan".to_owned()), "{found:?}");
}

#[test]
fn nicknames_and_suffixes_are_one_person() {
    let source = "Jefferson B. Carver III won the race, officials said. Jeff Carver, a Republican, thanked his voters.";
    let clusters: Vec<u32> =
        mentions(source).iter().filter(|(_, m)| m.kind == EntityKind::Person).map(|(_, m)| m.cluster).collect();
    assert_eq!(clusters.len(), 2);
    assert_eq!(clusters[0], clusters[1]);
    let found = persons("Joseph Quill Jr. lost to Anna Berg in Ohio, said Joseph Quill Jr. on Monday.");
    assert!(found.iter().all(|f| !f.ends_with("Quill")), "{found:?}");
}

#[test]
fn an_abbreviation_is_the_body_it_shortens() {
    let source = "The Harbor Safety Commission (HSC) met in Chicago on Tuesday. The HSC said that it would wait.";
    let found = named(source, EntityKind::Org);
    assert!(found.iter().filter(|f| f.ends_with("=Harbor Safety Commission")).count() >= 2, "{found:?}");
}

#[test]
fn states_and_countries_have_one_name() {
    let found = named("He moved from Mobile, Ala., to the U.S. The United States is large.", EntityKind::Place);
    assert!(found.contains(&"Ala.=Alabama".to_owned()), "{found:?}");
    assert!(found.contains(&"U.S.=United States".to_owned()), "{found:?}");
}

#[test]
fn headlines_in_capitals_take_the_form_of_the_body() {
    let source = "LOWE WINS IN DENVER\n\nKimberly Lowe won on Tuesday in Denver, officials said.";
    let found = mentions(source);
    let (_, headline) = found.iter().find(|(w, _)| w == "LOWE").unwrap();
    assert_eq!(headline.name, "Kimberly Lowe");
    assert!(found.iter().any(|(w, m)| w == "DENVER" && m.name == "Denver"));
}

#[test]
fn articles_without_names_or_letters_have_none() {
    for source in ["", "\n\n", "it rained all day.", "12 34 56", "…!?", "\u{0}\u{1}"] {
        assert!(mentions(source).is_empty(), "{source:?}");
    }
}

#[test]
fn long_odd_texts_take_linear_time() {
    let source = "Lowe Carver ".repeat(20_000) + &"x".repeat(100_000) + &"Éa-".repeat(30_000);
    assert!(!mentions(&source).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_gives_spans_in_order(source in "(\\PC|[A-Z][a-z]{1,8}|Mr\\.|Jr\\.|, | |\n|’s|\\(|\\)){0,60}") {
        let mut at = 0;
        for (words, mention) in mentions(&source) {
            prop_assert!(mention.span.start >= at && !words.is_empty() && !mention.name.is_empty());
            at = mention.span.end;
        }
    }
}
