//! Syntax tree → a sentence that says what the query asks.

use super::MatchMode;
use super::ast::{Clock, Field, Node, NodeKind, Sign, Within, Word, WordKind};
use super::words::{bare, is_address, is_pattern};
use crate::when::Period;

/// Returns the sentence for a whole request; of a list at its top, `mode` says how many words
/// are required.
pub(crate) fn sentence(tree: &Node, mode: MatchMode) -> String {
    let asked = match &tree.kind {
        NodeKind::List(clauses) => list(clauses, mode),
        _ => part(tree),
    };
    if asked.is_empty() { "Nothing is asked.".to_owned() } else { format!("Passages with {asked}.") }
}

/// Says a part as it stands inside another: bracketed where it is several.
fn part(node: &Node) -> String {
    match &node.kind {
        NodeKind::Word(word) => self::word(word),
        NodeKind::Phrase { typed, .. } => format!("the words “{}” as written", typed.trim()),
        NodeKind::Listed(name) => format!("“{name}” and no longer name"),
        NodeKind::List(clauses) => list(clauses, MatchMode::All),
        NodeKind::Or(parts) => either(parts),
        NodeKind::Not(inner) => no(inner),
        NodeKind::Near { left, right, within } => near(&bracketed(left), &bracketed(right), *within),
        NodeKind::Field { field, inner } => self::field(*field, inner),
        NodeKind::Days { clock, period, .. } => days(*clock, *period),
        NodeKind::AtLeast { count, inner } => format!("{} at least {}", bracketed(inner), times(*count)),
        NodeKind::Lead(inner) => format!("{} in the first two paragraphs", bracketed(inner)),
        NodeKind::Every => "any words".to_owned(),
    }
}

fn bracketed(node: &Node) -> String {
    match &node.kind {
        NodeKind::List(clauses) if clauses.len() > 1 => format!("[{}]", part(node)),
        NodeKind::Or(_) | NodeKind::Near { .. } => format!("[{}]", part(node)),
        _ => part(node),
    }
}

fn word(word: &Word) -> String {
    let typed = bare(&word.typed);
    match word.kind {
        WordKind::Stemmed if word.pieces.iter().any(|piece| is_pattern(piece)) => {
            format!("a word that fits “{}”", word.pieces.join(" "))
        }
        WordKind::Stemmed => format!("“{typed}” in any form"),
        WordKind::Exact => format!("“{typed}” as written"),
        WordKind::Fuzzy(1) => format!("a word spelled like “{typed}” (one letter may differ)"),
        WordKind::Fuzzy(_) => format!("a word spelled like “{typed}” (two letters may differ)"),
    }
}

fn list(clauses: &[(Sign, Node)], mode: MatchMode) -> String {
    let (mut wanted, excluded): (Vec<_>, Vec<_>) = clauses.iter().partition(|(sign, _)| *sign != Sign::MustNot);
    let mut all: Vec<String> = one_quote(&mut wanted);
    let is_free = |(sign, node): &(Sign, Node)| mode == MatchMode::Any && *sign == Sign::Plain && is_text(node);
    let (free, fixed): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|clause| is_free(clause));
    let free: Vec<String> = free.into_iter().map(|(_, node)| bracketed(node)).collect();
    match free.len() {
        0 => {}
        1 => all.extend(free),
        _ => all.push(format!("any of [{}]", free.join("; "))),
    }
    all.extend(fixed.into_iter().map(|(_, node)| bracketed(node)));
    let said = all.join(" and ");
    if excluded.is_empty() {
        return said;
    }
    let not: Vec<String> = excluded.iter().map(|(_, node)| no(node)).collect();
    let not = not.join(" and ");
    if said.is_empty() { not } else { format!("{said}, but {not}") }
}

/// Takes words inside quotes and speakers out of a list that has both: they are asked of one
/// quote.
fn one_quote(clauses: &mut Vec<&(Sign, Node)>) -> Vec<String> {
    let of = |wanted: Field| clauses.iter().map(|(_, node)| node).filter(move |node| node.is_in(wanted));
    let said: Vec<String> = of(Field::Said).map(in_quote).collect();
    let speakers: Vec<String> = of(Field::Speaker).map(names).collect();
    if said.is_empty() || speakers.is_empty() {
        return Vec::new();
    }
    clauses.retain(|(_, node)| !node.is_in(Field::Said) && !node.is_in(Field::Speaker));
    speakers.iter().map(|speaker| format!("a quote by {speaker} that has {}", said.join(" and "))).collect()
}

/// Says what is asked of the words of a quote.
fn in_quote(node: &Node) -> String {
    match &node.kind {
        NodeKind::Field { inner, .. } => bracketed(inner),
        NodeKind::Or(parts) => format!("[either {}]", parts.iter().map(in_quote).collect::<Vec<_>>().join(" or ")),
        _ => bracketed(node),
    }
}

/// Says that a part is not there.
fn no(node: &Node) -> String {
    let said = bracketed(node);
    match said.strip_prefix("a ") {
        Some(rest) => format!("no {rest}"),
        None if said.starts_with("the ") => format!("not {said}"),
        None => format!("no {said}"),
    }
}

fn is_text(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Field { field, .. } => field.is_text(),
        NodeKind::Days { .. } | NodeKind::Every => false,
        _ => true,
    }
}

fn either(parts: &[Node]) -> String {
    let parts: Vec<String> = parts.iter().map(bracketed).collect();
    if let [only] = parts.as_slice() { only.clone() } else { format!("either {}", parts.join(" or ")) }
}

fn near(left: &str, right: &str, within: Within) -> String {
    match within {
        Within::Words(n) => format!("{left} within {} of {right}", words(n)),
        Within::Before(n) => format!("{left} at most {} before {right}", words(n)),
        Within::Sentence => format!("{left} in one sentence with {right}"),
        Within::Paragraph => format!("{left} in one paragraph with {right}"),
    }
}

fn words(n: u32) -> String {
    if n == 1 { "one word".to_owned() } else { format!("{n} words") }
}

fn times(n: u32) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

fn field(field: Field, inner: &Node) -> String {
    let of_name = |node: &Node| names(node);
    match field {
        Field::Said => format!("a quote that has {}", bracketed(inner)),
        Field::Headline => format!("a headline that has {}", bracketed(inner)),
        Field::Speaker => format!("a quote by {}", of_name(inner)),
        Field::Entity => format!("a mention of {}", of_name(inner)),
        Field::Person => format!("a mention of the person {}", of_name(inner)),
        Field::Org => format!("a mention of the organisation {}", of_name(inner)),
        Field::Place => format!("a mention of the place {}", of_name(inner)),
        Field::Source => format!("the publication {}", of_name(inner)),
        Field::Byline => format!("the byline {}", of_name(inner)),
        Field::Section => format!("the section {}", of_name(inner)),
        Field::Url => format!("the address {}", of_name(inner)),
    }
}

/// Says what a field of names is asked for: names are found by their words, as written.
fn names(node: &Node) -> String {
    match &node.kind {
        NodeKind::Word(word) if word.kind == WordKind::Stemmed && !word.pieces.iter().any(|p| is_pattern(p)) => {
            format!("“{}”", word.typed)
        }
        NodeKind::Word(word) if is_address(&word.typed) => format!("“{}”", word.typed),
        NodeKind::Field { inner, .. } => names(inner),
        NodeKind::Phrase { typed, .. } => format!("“{}”", typed.trim()),
        NodeKind::Or(parts) => parts.iter().map(names).collect::<Vec<_>>().join(" or "),
        NodeKind::List(clauses) => {
            let said = |(sign, node): &(Sign, Node)| match sign {
                Sign::MustNot => format!("not {}", names(node)),
                _ => names(node),
            };
            clauses.iter().map(said).collect::<Vec<_>>().join(" and ")
        }
        NodeKind::Not(inner) => format!("anybody but {}", names(inner)),
        _ => part(node),
    }
}

fn days(clock: Clock, period: Period) -> String {
    let when = match (period.from, period.to) {
        (Some(from), Some(to)) if from == to => format!("on {from}"),
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("on {from} or later"),
        (None, Some(to)) => format!("on {to} or before"),
        (None, None) => "at any time".to_owned(),
    };
    match clock {
        Clock::Published => format!("publication {when}"),
        Clock::About => format!("a date mentioned that lies {when}"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::query::Query;

    #[test]
    fn queries_in_words() {
        let said = |text: &str| {
            let query = Query::parse(text, date(2020, 7, 20)).expect("a query");
            format!("{text}\n  {}", sentence(&query.whole_tree(), query.match_mode))
        };
        let queries = [
            "recusal judge -football",
            "“recused himself” OR recus* OR tubervile~1",
            "endorse pre/3 (coach OR senator)",
            "judge w/3 himself w/s inquiry",
            "said:(recus* /s law) speaker:\"Kim Lowe\"",
            "atleast3(recusal) hlead(vote)",
            "headline:(a b) source:courier published:2020-05..2020-07 about:2020-07-14",
            "NOT (sports OR weather)",
            "exact:run person:(reyes OR lowe)",
            "judge adj5 vote near/1 poll same ballot",
            "speaker:lowe w/s judge",
            "* -football",
            "vote -source:ledger -speaker:lowe -\"as it is\" -about:2020",
        ];
        insta::assert_snapshot!(queries.map(said).join("\n"));
    }
}
