use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::span::Span;

const TODAY: Date = date(2020, 7, 20);

fn parsed(text: &str) -> Result<Node, QueryError> {
    parse::parse(text, TODAY)
}

/// Writes a tree with all its brackets, one spelling for each kind of node.
fn shape(node: &Node) -> String {
    let all = |nodes: &[Node]| nodes.iter().map(shape).collect::<Vec<_>>().join(" ");
    match &node.kind {
        NodeKind::Word(Word { pieces, kind, .. }) => match kind {
            WordKind::Stemmed => pieces.join("_"),
            WordKind::Exact => format!("={}", pieces.join("_")),
            WordKind::Fuzzy(edits) => format!("{}~{edits}", pieces.join("_")),
        },
        NodeKind::Phrase { pieces, .. } => format!("'{}'", pieces.join(" ")),
        NodeKind::Listed(name) => format!("=<{name}>"),
        NodeKind::List(clauses) => {
            let clauses: Vec<String> = clauses.iter().map(|(sign, node)| format!("{sign}{}", shape(node))).collect();
            format!("[{}]", clauses.join(" "))
        }
        NodeKind::Or(parts) => format!("(or {})", all(parts)),
        NodeKind::Not(inner) => format!("(not {})", shape(inner)),
        NodeKind::Near { left, right, within } => format!("({within} {} {})", shape(left), shape(right)),
        NodeKind::Field { field, inner } => format!("{}:{}", field.name(), shape(inner)),
        NodeKind::Days { clock, period, .. } => {
            let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
            format!("{clock:?}<{}..{}>", day(period.from), day(period.to))
        }
        NodeKind::AtLeast { count, inner } => format!("(atleast{count} {})", shape(inner)),
        NodeKind::Lead(inner) => format!("lead:{}", shape(inner)),
        NodeKind::Every => "every".to_owned(),
    }
}

#[test]
fn syntax_trees() {
    let queries = [
        "recusal",
        "Lowe’s memo at 12:30",
        "a b OR c",
        "a AND b c",
        "a and not b",
        "a OR NOT b",
        "-a",
        "+a -b c",
        "(a OR b) (c d)",
        "“exact phrase” - or \"recus* himself\"",
        "run-off COVID-19 U.S.",
        "speaker:\"Kim Lowe\" said:(recus* /s law)",
        "headline:(a b) -source:Courier",
        "published:2020-05..2020-07 about:2020-07-14",
        "published:\"3 weeks ago\"",
        "a w/5 b w/s (c OR \"d e\")",
        "a NEAR/3 b PRE/2 c /p d adj5 e",
        "a n/3 b P/2 c n/a p/e",
        "near (the house) [sic] [way to go] to 2020 published:2020 to go",
        "atleast3(recusal) hlead(vote) lead:vote",
        "tubervile~1 wom?n recus! who won?",
        "exact:(run ran) exact:word",
        "url:http://example.com/a see https://x.org/y",
        "not (a or b) and c",
        "judge same ballot",
        "same day at the SAME time",
        "recusal same",
        "speaker:sessions w/s (recus* OR law)",
        "recusal pre/5 person:\"Alan Reyes\"",
        "ballot w/p published:2020",
        "headline(vote judge) OR -Speaker(\"Kim Lowe\")",
        "speaker (lowe) hd = vote",
        "a w/sent b w/para c atl3(d) atl3",
        "aft er geq the date",
        "*",
        "*:* -a published:2020",
    ];
    let shapes: Vec<String> = queries
        .iter()
        .map(|q| format!("{q}\n    {}", parsed(q).map_or_else(|e| e.to_string(), |n| shape(&n))))
        .collect();
    insta::assert_snapshot!(shapes.join("\n"));
}

const MALFORMED: &[&str] = &[
    "",
    "   ",
    "-",
    "…",
    "\"",
    "\"open",
    "a \"open",
    "“open",
    "\"\"",
    "\" … \"",
    "(",
    "(a",
    "a (b (c)",
    "a)",
    ")",
    "()",
    "a ()",
    "AND",
    "a AND",
    "AND a",
    "a AND AND b",
    "a OR",
    "OR a",
    "a OR OR b",
    "a OR AND b",
    "NOT",
    "a NOT",
    "a AND NOT",
    "--a",
    "-NOT a",
    "+-a",
    "(a OR) b",
    "(AND a)",
    "Sources: judge",
    "speker:lowe",
    "title:vote",
    "author:lowe",
    "foo:bar",
    "qqq:",
    "speaker:",
    "speaker: OR a",
    "said:()",
    "speaker:-a",
    "said:(speaker:lowe)",
    "lead:(published:2020)",
    "headline:lead:a",
    "published:",
    "published:soon",
    "published:2020-02-30",
    "published:2021..2020",
    "about:(a b)",
    "about:03/04/2020",
    "published:last month",
    "a w/0 b",
    "a w/999999 b",
    "a w/x b",
    "a w/ b",
    "w/o lawyers",
    "a near/ b",
    "a w/5",
    "w/5 a",
    "a w/5 OR b",
    "a w/5 -b",
    "a -w/5 b",
    "a not w/5 b",
    "(a b) w/5 c",
    "a w/5 (b -c)",
    "-a w/s (b c)",
    "a w/s lead:b",
    "a w/3 published:2020",
    "a /x b",
    "/recus.*/",
    "word^2",
    "!word",
    "\"a b\"~5",
    "word~9",
    "word~",
    "~1",
    "a~b",
    "~50 votes",
    "recus*~1",
    "**",
    "* w/5 a",
    "a *",
    "\"the * man\"",
    "a-*",
    "atleast0(x)",
    "atleast5000(x)",
    "atleast3",
    "atleast3 OR a",
    "atleast2((a b))",
    "exact:",
    "a OR (b AND",
    "((((",
    "a && || b",
];

/// More of them, whose wording no page keeps.
const MORE_MALFORMED: &[&str] = &[
    "speaker:a w/s -b",
    "speaker:a w/s (b c)",
    "source:a w/5 b",
    "a OR NOT",
    "NOT NOT a",
    "(a AND b",
    "a AND (b OR",
    "a AND b)",
    "((a)",
    "(a))",
    "a (OR b)",
    "a () b",
    "( ) a",
    "\"a\" AND",
    "“a b",
    "a „b",
    "\"a b\"~",
    "\"a b\"~5 c",
    "«»",
    "a pre/0 b",
    "a pre/x b",
    "a pre/ b",
    "a pre/1001 b",
    "a adj0 b",
    "a near0 b",
    "a near/5 ",
    "pre/3 a",
    "a w/5 w/5 b",
    "a w/s",
    "a /p",
    "a w/-5 b",
    "a w/5 NOT b",
    "a w/5 (NOT b)",
    "a w/5 (b AND c)",
    "atleast2(a b) w/5 c",
    "said:a w/5 b",
    "(said:a OR b) w/s c",
    "atleast2(-a)",
    "atleast2(a AND b)",
    "atleast1001(x)",
    "atleast2 a OR",
    "atleast2()",
    "lead:()",
    "lead:",
    "hlead()",
    "lead:-a",
    "exact:-a",
    "exact:()",
    "person:(org:x)",
    "speaker:about:2020",
    "said:published:2020",
    "entity:(a place:b)",
    "publisher:x",
    "locaton:x",
    "organization:x",
    "headlin:vote",
    "said:AND",
    "about:",
    "about:2020-13",
    "about:2020-06-31",
    "published:2020-00",
    "published:2020-12..2020-01",
    "published:\"soon enough\"",
    "tubervile~3",
    "tubervile~0",
    "tubervile~one",
    "wom?n~1",
    "run-off~1",
    "a OR *",
    "said:*",
    "\"* *\"",
    "?* a",
    "speaker:*",
    "a AND !b",
    "/a b/",
    "judge^4 vote",
    "hd=vote judge",
    "BY=lowe",
    "text:vote",
    "body(vote judge)",
    "allcaps(AID) vote",
    "plural(judge)",
    "title(vote)",
    "date(2020)",
    "since:2020-05 vote",
    "vote (after:2020-05-23)",
    "before:\"May 2020\" vote",
    "until:2020",
    "who:lowe",
    "vote and date aft 1/1/2020",
    "DATE GEQ 2020",
    "published:[2020-01-01 TO 2020-02-01]",
    "vote date:[2020-05 TO *] -poll",
    "about:{* TO 2020-07}",
    "[2020-01-01T00:00:00Z TO now-7d/d] vote",
    "published:[now-3M TO now]",
    "speaker:[a TO b]",
    "vote [alpha TO omega]",
    "published:2020-01 TO 2020-02 vote",
    "published:2020-05-01 - 2020-06-01",
    "published:(2020-05 to 2020-07)",
    "published:>=2020-01-01 vote",
    "about:<2020-07",
    "published:>=soon",
    "source=ledger vote",
    "published>=2020-05",
    "near(vote, judge, 5)",
    "NEAR((vote, \"attorney general\"), 10) -poll",
    "near(steps aside, judge)",
    "near(vote judge)",
    "near (vote, judge, 3)",
    "near(vote)",
    "near(",
    "_exists_:source vote",
];

#[test]
fn each_error_has_a_place_and_a_repair_that_parses() {
    let mut page = String::new();
    for text in MALFORMED.iter().chain(MORE_MALFORMED) {
        let Err(error) = parsed(text) else { panic!("{text:?} is a query") };
        let repair = error.repair.as_deref().unwrap_or("-");
        if let Some(repair) = &error.repair {
            assert!(parsed(repair).is_ok(), "{text:?} repaired to {repair:?}");
        }
        assert!(!error.hint().is_empty() && error.column >= 1);
        page.push_str(&format!("{text:?}: {error} [{}]\n{}\n  => {repair}\n", error.code(), error.caret));
    }
    insta::assert_snapshot!(page);
}

#[test]
fn whatever_has_a_letter_has_a_repair() {
    let mut n_repaired = 0;
    for text in MALFORMED.iter().chain(MORE_MALFORMED).filter(|text| text.contains(char::is_alphanumeric)) {
        let Err(error) = parsed(text) else { panic!("{text:?} is a query") };
        let repair = error.repair.unwrap_or_else(|| panic!("{text:?} has no repair"));
        assert!(parsed(&repair).is_ok() && error.column >= 1, "{text:?} repaired to {repair:?}");
        n_repaired += 1;
    }
    assert!(n_repaired >= 120, "{n_repaired} repairs");
}

#[test]
fn hints_say_what_to_type() {
    let hint = |text: &str| parsed(text).map_or_else(|e| e.hint(), |_| String::new());
    insta::assert_snapshot!(["Sources: judge", "\"open", "a OR", "a w/x b", "(a b) w/5 c"].map(hint).join("\n"));
}

#[test]
fn long_and_deep_queries_are_refused() {
    let code = |text: &str| parsed(text).map_or_else(|e| e.code(), |_| "accepted");
    assert_eq!(code(&"a ".repeat(50_000)), "query-too-long");
    assert_eq!(code(&"a ".repeat(4_000)), "query-too-many-words");
    assert_eq!(code(&("(".repeat(4_000) + "a")), "query-too-many-words");
    assert_eq!(code(&("(".repeat(1_000) + "a")), "query-too-deep");
    assert_eq!(code(&("a w/5 ".repeat(500) + "a")), "query-too-deep");
    assert_eq!(code(&("lead:".repeat(500) + "a")), "query-nested-field");
    assert_eq!(code(&("exact:".repeat(500) + "a")), "query-too-deep");
}

#[test]
fn the_caret_stands_under_the_place() {
    let long = format!("{} \"open", "mót ".repeat(100));
    let Err(error) = parsed(&long) else { panic!("accepted") };
    assert_eq!(error.column, 402);
    let lines: Vec<&str> = error.caret.lines().collect();
    let at = lines[1].chars().take_while(|c| *c == ' ').count();
    assert_eq!(lines[0].chars().nth(at), Some('"'));
    for (query, indent) in [("日本語 AND", 7), ("🎉 (", 3), ("cafe\u{301} (", 5)] {
        let Err(error) = parsed(query) else { panic!("accepted") };
        let carets = error.caret.lines().last().unwrap_or_default();
        assert_eq!(carets.find('^'), Some(indent), "{}", error.caret);
    }
}

#[test]
fn plain_words_have_no_operators() {
    let query = Query::words("who said: \"NOT so\" (w/5 -x");
    assert_eq!(shape(query.tree()), "[who said not so w 5 x]");
    assert_eq!(shape(Query::words("…").tree()), "[]");
}

#[test]
fn patterns_fit_words() {
    for (pattern, word, fit) in [
        ("recus*", "recusal", true),
        ("recus*", "recus", true),
        ("wom?n", "women", true),
        ("wom?n", "womn", false),
        ("*tion", "election", true),
        ("a*b*c", "aXbYbc", true),
        ("a*b", "ac", false),
        ("東?", "東京", true),
        ("?é*x", "aéüx", true),
    ] {
        assert_eq!(words::fits(pattern, word), fit, "{pattern} {word}");
    }
}

/// Forgets where things were typed, and how a truncation or a date was spelled.
fn without_places(node: &Node) -> String {
    shape(node)
}

fn spans_are_inside(node: &Node, text: &str) {
    let whole = Span::new(0, text.len());
    assert!(whole.contains(node.span) && text.get(node.span.range()).is_some(), "{node:?}");
    node.parts().into_iter().for_each(|part| spans_are_inside(part, text));
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("("),
        Just(")"),
        Just(" AND "),
        Just(" OR "),
        Just(" not "),
        Just("-"),
        Just("+"),
        Just("\""),
        Just("“x y”"),
        Just(" w/5 "),
        Just(" /s "),
        Just(" pre/2 "),
        Just("said:"),
        Just("speaker:"),
        Just("published:2020"),
        Just("about:"),
        Just("atleast2("),
        Just("lead:"),
        Just("exact:"),
        Just("word"),
        Just("recus* "),
        Just("wom?n "),
        Just("x~1 "),
        Just("Łódź’s "),
        Just(" "),
        Just("run-off"),
        Just("!"),
        Just("😀"),
        Just("~"),
        Just(":"),
        Just("\u{0}"),
    ]
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        match parsed(&text) {
            Ok(tree) => spans_are_inside(&tree, &text),
            Err(error) => prop_assert!(text.get(error.span.range()).is_some()),
        }
    }

    #[test]
    fn printing_keeps_the_tree(pieces in proptest::collection::vec(piece(), 1..14)) {
        let text = pieces.concat();
        match parsed(&text) {
            Ok(tree) => {
                spans_are_inside(&tree, &text);
                let printed = tree.to_string();
                let again = parsed(&printed).unwrap_or_else(|e| panic!("{text:?} printed {printed:?}: {e}"));
                prop_assert_eq!(without_places(&tree), without_places(&again), "{} -> {}", text, printed);
                prop_assert_eq!(again.to_string(), printed);
            }
            Err(error) => {
                if let Some(repair) = error.repair {
                    prop_assert!(parsed(&repair).is_ok());
                }
            }
        }
    }
}
