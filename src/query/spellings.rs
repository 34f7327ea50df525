//! What other programs write: read where it means the same here, else refused with advice.

use super::ast::Within;
use super::error::QueryErrorKind;
use super::lex::{FIELD_NAMES, has_letter, is_number};
use crate::terms;

/// Names of fields elsewhere, and the field here that is asked for the same.
const ALIASES: [(&str, &str); 21] = [
    ("author", "byline"),
    ("by", "byline"),
    ("title", "headline"),
    ("date", "published"),
    ("since", "published"),
    ("after", "published"),
    ("until", "published"),
    ("before", "published"),
    ("publication", "source"),
    ("paper", "source"),
    ("newspaper", "source"),
    ("quote", "said"),
    ("quoted", "said"),
    ("says", "said"),
    ("who", "speaker"),
    ("name", "entity"),
    ("people", "person"),
    ("organisation", "org"),
    ("organization", "org"),
    ("company", "org"),
    ("location", "place"),
];

/// Field codes of Factiva, which stand before an equals sign.
const CODES: [(&str, &str); 7] = [
    ("hd", "headline"),
    ("hlp", "lead"),
    ("lp", "lead"),
    ("by", "byline"),
    ("sn", "source"),
    ("rst", "source"),
    ("se", "section"),
];

/// What a group is asked for elsewhere, and what to do instead.
const FUNCTIONS: [(&str, &str, &str); 7] = [
    ("allcaps", "`allcaps(…)`", "take it away: capitals make no difference"),
    ("caps", "`caps(…)`", "take it away: capitals make no difference"),
    ("nocaps", "`nocaps(…)`", "take it away: capitals make no difference"),
    ("plural", "`plural(…)`", "write exact:word for one form; a bare word has all"),
    ("singular", "`singular(…)`", "write exact:word for one form; a bare word has all"),
    ("body", "`body(…)`", WHOLE_TEXT),
    ("near", "`near(…)`", "write one w/5 two for words within five of each other, one pre/5 two for this order"),
];

const WHOLE_TEXT: &str = "take it away: bare words are looked for in the text";

/// Returns the field that a mistyped one resembles.
pub(super) fn nearest_field(typed: &str) -> Option<&'static str> {
    if let Some((_, field)) = ALIASES.iter().find(|(alias, _)| *alias == typed) {
        return Some(field);
    }
    terms::nearest(typed, FIELD_NAMES.iter().copied())
}

/// Recognises a field for what no field is needed for.
pub(super) fn whole_text(name: &str) -> Option<QueryErrorKind> {
    let is_text = matches!(name, "text" | "body" | "all" | "content" | "fulltext");
    is_text.then_some(QueryErrorKind::Unsupported { what: "a field for the whole text", instead: WHOLE_TEXT })
}

/// Recognises a field code; returns it with the field that it stands for.
pub(super) fn code(chunk: &str) -> Option<(&str, &'static str)> {
    let (name, _) = chunk.split_once('=')?;
    let (_, field) = CODES.iter().find(|(code, _)| name.eq_ignore_ascii_case(code))?;
    Some((name, field))
}

/// Tells whether a word right before a bracket is a field: `headline(vote)`.
pub(super) fn is_segment(chunk: &str) -> bool {
    let is = |name: &str| chunk.eq_ignore_ascii_case(name);
    FIELD_NAMES.into_iter().any(is) || ["title", "author", "publication", "date"].into_iter().any(is)
}

/// Tells from which side a name of a field bounds the days: `since:2020-05`, `before:2020-05`.
pub(super) fn open_range(name: &str) -> Option<OpenRange> {
    match name.to_ascii_lowercase().as_str() {
        "since" | "after" => Some(OpenRange::From),
        "until" | "before" => Some(OpenRange::To),
        _ => None,
    }
}

/// A stretch of days with one side open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenRange {
    From,
    To,
}

/// Reads an operator of distance: `None` where it is none, `Some(None)` where it is a bad one.
pub(super) fn near(lower: &str) -> Option<Option<Within>> {
    let (name, distance) = match lower.split_once('/') {
        Some((name @ ("" | "w" | "near" | "pre" | "adj"), distance)) => (name, distance),
        // Short for near and pre in ProQuest; with anything but a number they are words.
        Some(("n", distance)) if is_number(distance) => ("near", distance),
        Some(("p", distance)) if is_number(distance) => ("pre", distance),
        _ => {
            let distance = lower.strip_prefix("adj").or_else(|| lower.strip_prefix("near"));
            ("adj", distance.filter(|n| is_number(n))?)
        }
    };
    if name.is_empty() && (distance.is_empty() || distance.contains('/')) {
        return None;
    }
    let within = match (name, distance) {
        ("" | "w", "s" | "sent") => Some(Within::Sentence),
        ("" | "w", "p" | "para") => Some(Within::Paragraph),
        (_, n) if is_number(n) => match n.parse::<u32>() {
            Ok(n @ 1..=1000) if name == "pre" => Some(Within::Before(n)),
            Ok(n @ 1..=1000) => Some(Within::Words(n)),
            _ => None,
        },
        _ => None,
    };
    Some(within)
}

/// Returns the count of `atleast3` or `atl3`, as typed; `has_group` tells whether a bracket follows.
pub(super) fn count(lower: &str, has_group: bool) -> Option<&str> {
    let short = lower.strip_prefix("atl").filter(|_| has_group);
    lower.strip_prefix("atleast").or(short).filter(|n| is_number(n))
}

/// Recognises a bound on the date as Nexis writes it: `date aft 1/1/2020`.
pub(super) fn date_bound(before: &str, lower: &str) -> Option<QueryErrorKind> {
    let is_bound = matches!(lower, "aft" | "bef" | "geq" | "leq");
    (is_bound && before.trim_end().to_ascii_lowercase().ends_with("date")).then_some(QueryErrorKind::Unsupported {
        what: "a bound on the date",
        instead: "write published:2020-05.. for that day or later, published:..2020-05 for that day or before",
    })
}

/// Recognises what other programs have and this language has not.
pub(super) fn unsupported(chunk: &str, opens_group: bool) -> Option<QueryErrorKind> {
    let function = FUNCTIONS.iter().find(|(name, ..)| opens_group && chunk.eq_ignore_ascii_case(name));
    if let Some(&(_, what, instead)) = function {
        return Some(QueryErrorKind::Unsupported { what, instead });
    }
    let (what, instead) = if chunk.len() > 2 && chunk.starts_with('/') && chunk.ends_with('/') {
        ("a regular expression", "use wildcards: recus* or wom?n")
    } else if chunk
        .split_once('^')
        .is_some_and(|(word, n)| has_letter(word) && n.starts_with(|c: char| c.is_ascii_digit()))
    {
        ("a weight", "take it away: every word counts by its rarity")
    } else if chunk.starts_with('!') && has_letter(chunk) {
        ("`!` before a word", "write -word to exclude it")
    } else if chunk.starts_with("_exists_:") {
        ("a test whether a field is filled", "take it away, or ask for what the field should have: source:ledger")
    } else {
        return None;
    };
    Some(QueryErrorKind::Unsupported { what, instead })
}
