use serde_json::{Value, json};

use super::words::Words;
use super::*;

const TEXT: &str = "Title here.\n\nAnn Roe said taxes would rise. \"We will win,\" Roe said.\n\n\
    Officials believe rain is near.\n\n\"No way,\" he added, \"not ever.\"\n";

fn at(piece: &str, nth: usize) -> [usize; 2] {
    let byte = TEXT.match_indices(piece).nth(nth).expect("piece of the text").0;
    let start = TEXT[..byte].chars().count();
    [start, start + piece.chars().count()]
}

fn attribution(
    source: [usize; 2],
    content: Value,
    kind: &str,
    source_type: &str,
    name: Option<&str>,
    status: &str,
) -> Value {
    json!({"source": [source], "cue": [], "content": content, "kind": kind, "source_type": source_type,
           "speaker_name": name, "speaker_status": status, "speaker_entity": name.map(|_| "person")})
}

fn gold() -> Vec<GoldArticle> {
    let attributions = [
        attribution(at("Ann Roe", 0), json!([at("taxes would rise", 0)]), "indirect", "name", Some("Ann Roe"), "name"),
        attribution(at("Roe", 1), json!([at("\"We will win,\"", 0)]), "direct", "surname", Some("Ann Roe"), "name"),
        attribution(at("Officials", 0), json!([at("rain is near", 0)]), "indirect", "nominal", None, "unnamed"),
        attribution(
            at("he", 1),
            json!([at("\"No way,\"", 0), at("\"not ever.\"", 0)]),
            "direct",
            "pronoun",
            None,
            "unresolved",
        ),
    ];
    vec![serde_json::from_value(json!({"id": "a", "text": TEXT, "attributions": attributions})).expect("gold")]
}

fn quote(start: usize, end: usize, kind: &str, name: &str, mention: Option<[usize; 2]>) -> Value {
    json!({"start": start, "end": end, "kind": kind, "speaker": name,
           "speaker_start": mention.map(|m| m[0]), "speaker_end": mention.map(|m| m[1])})
}

fn system(quotes: &[Value]) -> Vec<SystemArticle> {
    vec![serde_json::from_value(json!({"id": "a", "quotes": quotes})).expect("system")]
}

#[test]
fn silence_scores_nothing() {
    let row = *score(&gold(), &[], 0.5, false).row("detection").expect("row");
    assert_eq!((row.p, row.r, row.f1, row.system, row.gold), (0.0, 0.0, 0.0, 0, 4));
}

#[test]
fn hull_names_and_false_quotes() {
    let ([s, _], [_, e]) = (at("\"No way,\"", 0), at("\"not ever.\"", 0));
    let ([ws, we], [ts, te]) = (at("\"We will win,\"", 0), at("Title here", 0));
    let figures = score(
        &gold(),
        &system(&[
            quote(s, e, "direct", "Bob Doe", None),
            quote(ws, we, "direct", "ROE", Some(at("Roe", 1))),
            quote(ts, te, "indirect", "Eve Poe", None),
        ]),
        0.5,
        false,
    );
    let row = |name: &str| *figures.row(name).expect("row");
    assert_eq!((row("detection").tp, row("quoted").f1), (2, 1.0));
    assert_eq!(row("end_to_end").tp, 1);
    // The first answers a pronoun that is left open: ignored. The third is a false name.
    assert_eq!((row("name").p, row("name").system, row("name").gold), (0.5, 2, 2));
    assert_eq!((row("passage").p, row("passage").r), (0.5, 1.0));
    assert!(render(&figures).starts_with("articles scored: 1\n"));
}

#[test]
fn half_of_the_words_are_enough() {
    let [s, e] = at("taxes", 0);
    let answer = system(&[json!({"start": s, "end": e})]);
    assert_eq!(score(&gold(), &answer, 0.5, false).row("detection").map(|r| r.tp), Some(1));
    assert_eq!(score(&gold(), &answer, 0.6, false).row("detection").map(|r| r.tp), Some(0));
}

#[test]
fn stretches_in_quotation_marks() {
    assert_eq!(Words::new("\u{201c}A b.\n\n\u{201c}C d.\u{201d}").quoted_regions(), [(0, 5), (7, 13)]);
    assert_eq!(Words::new("He said 'a big deal' to voters' ears").quoted_regions(), [(8, 20)]);
    assert_eq!(Words::new("``x y'' and \"z\"").quoted_regions(), [(0, 7), (12, 15)]);
}
