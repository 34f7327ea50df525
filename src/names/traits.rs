//! Mentions of persons → what the article says of them: title, occupation, age, party and state.
//!
//! Only what stands right before or after the name counts. What is found decides later which
//! people of one name are one.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::roles;
use crate::annotate::callings::{is_calling, is_title, plain as calling};
use crate::annotate::text::TokenKind;
use crate::annotate::{Calling, CallingSort, EntityKind, EntityMention, Text};

/// What a man's or a woman's form of address says.
pub(super) const MAN: &str = "man";
pub(super) const WOMAN: &str = "woman";

/// What an age says: [`BORN`] and the year.
pub(super) const BORN: &str = "born ";

/// Words before a name that may belong to its title.
const TITLE_WORDS: usize = 3;

/// Words after a name, behind a comma, that may say what its bearer is.
const APPOSITION_WORDS: usize = 7;

/// Words before a title or noun that may tell which one is meant.
const BESIDE_WORDS: usize = 3;

/// Words that end what stands before a title or noun.
const STOPS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "have", "her", "his", "in", "is",
    "its", "of", "on", "or", "our", "said", "says", "than", "that", "the", "their", "to", "told", "was", "when",
    "where", "which", "while", "who", "with",
];

/// States as the Associated Press shortens them, without the full stops.
const STATES: &[(&str, &str)] = &[
    ("ala", "alabama"),
    ("alaska", "alaska"),
    ("ariz", "arizona"),
    ("ark", "arkansas"),
    ("calif", "california"),
    ("colo", "colorado"),
    ("conn", "connecticut"),
    ("del", "delaware"),
    ("fla", "florida"),
    ("ga", "georgia"),
    ("hawaii", "hawaii"),
    ("idaho", "idaho"),
    ("ill", "illinois"),
    ("ind", "indiana"),
    ("iowa", "iowa"),
    ("kan", "kansas"),
    ("ky", "kentucky"),
    ("la", "louisiana"),
    ("maine", "maine"),
    ("mass", "massachusetts"),
    ("md", "maryland"),
    ("mich", "michigan"),
    ("minn", "minnesota"),
    ("miss", "mississippi"),
    ("mo", "missouri"),
    ("mont", "montana"),
    ("n.c", "north carolina"),
    ("n.d", "north dakota"),
    ("n.h", "new hampshire"),
    ("n.j", "new jersey"),
    ("n.m", "new mexico"),
    ("n.y", "new york"),
    ("neb", "nebraska"),
    ("nev", "nevada"),
    ("ohio", "ohio"),
    ("okla", "oklahoma"),
    ("ore", "oregon"),
    ("pa", "pennsylvania"),
    ("r.i", "rhode island"),
    ("s.c", "south carolina"),
    ("s.d", "south dakota"),
    ("tenn", "tennessee"),
    ("texas", "texas"),
    ("utah", "utah"),
    ("va", "virginia"),
    ("vt", "vermont"),
    ("w.va", "west virginia"),
    ("wash", "washington"),
    ("wis", "wisconsin"),
    ("wyo", "wyoming"),
];

/// Returns what tells people of one title apart: "Vermont Sen. Bernie Sanders", "Republican
/// candidate Ben Carson", "Ann Roe of Ohio", "(R-Ala.)".
pub(crate) fn callings(mentions: &[EntityMention], text: &Text<'_>) -> Vec<Calling> {
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|m| m.kind == EntityKind::Person) {
        let mut add = |word: &str, sort: CallingSort| {
            found.push(Calling { name: mention.name.clone(), word: calling(word), sort });
        };
        let is_word = |i: usize| text.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Word);
        let start = text.token_at(mention.span.start);
        let follows = |i: usize, word: &str| text.tokens.get(i).is_some() && text.word(i) == word;
        let is_noun = |i: usize| is_word(i) && (is_title(text.word(i)) || is_calling(&calling(text.word(i))));
        let first = (0..start).rev().take_while(|&i| is_noun(i)).last().unwrap_or(start);
        if first < start {
            let is_beside = |i: &usize| is_word(*i) && !STOPS.contains(&plain(text, *i).as_str());
            let beside = (0..first).rev().take(BESIDE_WORDS).take_while(is_beside);
            beside.for_each(|i| add(text.word(i), CallingSort::Beside));
            (first..start - 1).for_each(|i| add(text.word(i), CallingSort::Beside));
            // Elsewhere "the senator" may well be a state's.
            if first > 0 && follows(first - 1, "state") {
                add(text.word(start - 1), CallingSort::Noun);
            }
        }
        let end = text.token_at(mention.span.end);
        if follows(end, "of") {
            let is_capital = |i: &usize| is_word(*i) && text.word(*i).starts_with(char::is_uppercase);
            (end + 1..end + 3).take_while(is_capital).for_each(|i| add(text.word(i), CallingSort::Beside));
        }
        if (follows(end, "(") || follows(end, ","))
            && let Some((party, state)) = party(text, end + 1)
        {
            match party {
                "D" => add("democrat", CallingSort::Noun),
                "R" => add("republican", CallingSort::Noun),
                _ => {}
            }
            let state = state.to_lowercase();
            let full = STATES.iter().find(|(short, _)| *short == state).map(|(_, full)| *full);
            full.into_iter().flat_map(|full| full.split(' ')).for_each(|word| add(word, CallingSort::Beside));
        }
    }
    found
}

/// Returns pairs of an article's name and a trait of its bearer.
pub(crate) fn of(mentions: &[EntityMention], text: &Text<'_>, published: Option<Date>) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for mention in mentions.iter().filter(|m| m.kind == EntityKind::Person) {
        let start = text.token_at(mention.span.start);
        let end = text.token_at(mention.span.end);
        let mut add = |said: &str| {
            found.insert((mention.name.clone(), said.to_owned()));
        };
        before(text, start, &mut add);
        after(text, end, published, &mut add);
    }
    found
}

/// Reads the words before a name back to the first that is no title.
fn before(text: &Text<'_>, start: usize, add: &mut impl FnMut(&str)) {
    for i in (start.saturating_sub(TITLE_WORDS)..start).rev() {
        let word = plain(text, i);
        match word.as_str() {
            "mr" => add(MAN),
            "mrs" | "ms" | "miss" => add(WOMAN),
            // "Attorney General", "Postmaster General".
            "general" => match i.checked_sub(1).map(|before| plain(text, before)).as_deref() {
                Some("attorney") => return add("attorney general"),
                _ => add("general"),
            },
            "elect" | "vice" | "prime" | "former" | "u.s" | "state" | "first" | "-" => {}
            word => match roles::role(word) {
                Some(role) => add(role),
                None => return,
            },
        }
    }
}

/// Reads ", 34," and ", a Republican senator" and "(R-Ala.)".
fn after(text: &Text<'_>, end: usize, published: Option<Date>, add: &mut impl FnMut(&str)) {
    if end >= text.tokens.len() {
        return;
    }
    match text.word(end) {
        "(" => add_party(text, end + 1, add),
        "," => {
            if let (Some(published), Some(age)) = (published, age(text, end + 1)) {
                return add(&format!("{BORN}{}", published.year() - age));
            }
            if !matches!(plain(text, end + 1).as_str(), "a" | "an" | "the" | "who") {
                return add_party(text, end + 1, add);
            }
            for i in end + 2..(end + 2 + APPOSITION_WORDS).min(text.tokens.len()) {
                match text.word(i) {
                    "," | "." | ";" | "(" | "’s" | "'s" => return,
                    // "A friend of the senator", "who is not related to the Rev. Joe Roe".
                    "about" | "by" | "for" | "from" | "not" | "of" | "to" | "with" => return,
                    _ => {
                        if let Some(role) = roles::role(&plain(text, i)) {
                            add(role);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

/// Reads an age that stands alone between commas.
fn age(text: &Text<'_>, at: usize) -> Option<i16> {
    let token = text.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let age = token.span.of(text.source).parse().ok().filter(|age| (14..=110).contains(age))?;
    let next = text.tokens.get(at + 1)?;
    (next.kind == TokenKind::Mark && matches!(text.word(at + 1), "," | "." | ";")).then_some(age)
}

/// Reads "R-Ala." and "D-Ohio".
fn add_party(text: &Text<'_>, at: usize, add: &mut impl FnMut(&str)) {
    let Some((party, state)) = party(text, at) else { return };
    add(&format!("{party}-{state}"));
    match party {
        "D" => add("Democrat"),
        "R" => add("Republican"),
        _ => {}
    }
}

/// Returns the letter of a party and the state.
fn party<'t>(text: &'t Text<'_>, at: usize) -> Option<(&'t str, &'t str)> {
    let (party, state) = (text.tokens.get(at)?.span.of(text.source), text.tokens.get(at + 2)?);
    let is_tag = matches!(party, "R" | "D" | "I") && matches!(text.word(at + 1), "-" | "–");
    let is_joined = !state.spaced && state.kind == TokenKind::Word;
    (is_tag && is_joined).then(|| (party, text.word(at + 2).trim_end_matches('.')))
}

/// Returns a token in small letters without its full stop.
fn plain(text: &Text<'_>, i: usize) -> String {
    let word = if i < text.tokens.len() { text.word(i) } else { "" };
    word.trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn of_text(source: &str, name: &str) -> Vec<String> {
        let text = Text::new(source);
        let at = source.find(name).expect("there");
        let span = Span::new(at, at + name.len());
        let mention = EntityMention { span, kind: EntityKind::Person, name: name.to_owned(), cluster: 0 };
        of(&[mention], &text, Some(jiff::civil::date(2020, 5, 1))).into_iter().map(|(_, said)| said).collect()
    }

    #[test]
    fn what_stands_beside_a_name_is_read() {
        assert_eq!(of_text("Former Sen. Ann Roe spoke.", "Ann Roe"), ["senator"]);
        assert_eq!(of_text("Attorney General Ann Roe spoke.", "Ann Roe"), ["attorney general"]);
        assert_eq!(of_text("Ann Roe (R-Ala.) spoke.", "Ann Roe"), ["R-Ala", "Republican"]);
        assert_eq!(of_text("Sam Roe, 34, was hurt.", "Sam Roe"), ["born 1986"]);
        assert_eq!(of_text("Sam Roe, the football coach, said so.", "Sam Roe"), ["coach"]);
        assert_eq!(of_text("Mrs. Roe said so.", "Roe"), ["woman"]);
        assert!(of_text("Sam Roe, who is not related to the Rev. Joe Roe, spoke.", "Sam Roe").is_empty());
        assert!(of_text("Sam Roe, a friend of the senator, spoke.", "Sam Roe").is_empty());
        assert!(of_text("Then Sam Roe said the senator had left.", "Sam Roe").is_empty());
    }
}
