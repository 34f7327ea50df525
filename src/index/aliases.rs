//! What an article calls its speakers and entities, and says of them → values of the `alias` column.

use std::collections::BTreeSet;

use super::entries::Reading;
use super::tokens::SEPARATOR;
use crate::annotate::{Annotations, CallingSort, EntityMention, MIN_CONFIDENCE, callings, entity};
use crate::article::Article;
use crate::names::{NameKind, described, traits};
use crate::span::Span;

/// Stands between the parts of a value: a mark, a name, and what is said of its bearer.
pub(super) const ALIAS_PARTS: char = SEPARATOR;

/// Marks in the `alias` column what an article says of the bearer of a name.
pub(super) const TRAIT: &str = "t";

/// Mark in the `alias` column what an article calls a person, what she is no longer, and the
/// words beside these.
pub(super) const NOUN: &str = "n";
pub(super) const PAST: &str = "f";
pub(super) const BESIDE: &str = "b";

/// Marks in the `alias` column who is named shortly before a description.
pub(super) const NEAR: &str = "d";

/// Mark in the `alias` column whom an article may mean by a description, as far as it tells itself.
pub(super) const GUESS: &str = "g";

/// Longest alias that is kept; more is a description, not a name.
const MAX_ALIAS: usize = 60;

/// Words that stand for anybody.
const PRONOUNS: [&str; 20] = [
    "he", "she", "they", "it", "who", "i", "we", "you", "him", "her", "them", "that", "his", "hers", "its", "my",
    "our", "their", "your", "which",
];

/// Words that open what is somebody's or not yet known: "his letter", "a mailer" call nobody.
const OPENERS: [&str; 10] = ["a", "an", "another", "her", "his", "its", "my", "our", "their", "your"];

/// Words that a name and its title do not hold.
const CLAUSE_WORDS: [&str; 10] = ["and", "who", "as", "with", "today", "again", "also", "after", "himself", "herself"];

/// Returns the values of an article's `alias` column; without `reading` it is not annotated.
pub(super) fn values(found: &Annotations, article: &Article, reading: Option<Reading<'_>>) -> Vec<String> {
    let text = reading.map(|reading| reading.text);
    let value = |mark: &str, name: &str, said: &str| {
        let is_plain = ![name, said].iter().any(|part| part.contains(ALIAS_PARTS));
        is_plain.then(|| format!("{mark}{ALIAS_PARTS}{name}{ALIAS_PARTS}{said}"))
    };
    let traits = text.map(|text| traits::of(&found.entities, text, article.published)).unwrap_or_default();
    let around = text.map(|text| traits::callings(&found.entities, text)).unwrap_or_default();
    let called = aliases(found, &article.text);
    let called = called.iter().filter_map(|(kind, name, alias)| value(kind.letter(), name, alias));
    let traits = traits.iter().filter_map(|(name, said)| value(TRAIT, name, said));
    let callings = found.callings.iter().chain(&around).filter_map(|calling| {
        let mark = match calling.sort {
            CallingSort::Noun => NOUN,
            CallingSort::Past => PAST,
            CallingSort::Beside => BESIDE,
        };
        value(mark, &calling.name, &calling.word)
    });
    let nearby = described::nearby(found).filter_map(|(description, person)| value(NEAR, description, person));
    let guesses = reading.map_or(&[][..], |reading| reading.guesses);
    let guesses = guesses.iter().filter_map(|guess| value(GUESS, &guess.description, &guess.person));
    called.chain(traits).chain(callings).chain(nearby).chain(guesses).collect()
}

/// Returns what else the article calls its speakers and entities, each once.
fn aliases<'a>(found: &'a Annotations, text: &str) -> BTreeSet<(NameKind, &'a str, String)> {
    let named = found.entities.iter().map(|entity| (NameKind::from(entity.kind), entity.name.as_str(), entity.span));
    // A guess is no name of hers.
    let sure = found.quotes.iter().filter(|q| q.sureness() >= MIN_CONFIDENCE);
    let quoted = sure.filter_map(|quote| {
        let name = quote.speaker.as_deref()?;
        Some((NameKind::Speaker, name, name_in(&found.entities, quote.mention?, name, text)))
    });
    let alias = |(kind, name, span): (NameKind, &'a str, Span)| {
        let alias = alias_in(span.of(text))?;
        (alias != name && !described::is_described(name)).then_some((kind, name, alias))
    };
    named.chain(quoted).filter_map(alias).collect()
}

/// Returns the name in a mention of its bearer, with the titles before it ("Mr. Lowe"); the mention
/// where no entity in it has that name.
fn name_in(entities: &[EntityMention], mention: Span, name: &str, text: &str) -> Span {
    let first = entities.partition_point(|entity| entity.span.start < mention.start);
    let mut inside = entities[first..].iter().take_while(|entity| entity.span.end <= mention.end);
    let Some(entity) = inside.find(|entity| entity.name == name) else { return mention };
    let before = Span { end: entity.span.start, ..mention }.of(text);
    let mut other = before.trim_end();
    while let Some(title) = other.split_whitespace().next_back().filter(|word| is_title(word)) {
        other = other[..other.len() - title.len()].trim_end();
    }
    let titles = before[other.len()..].trim_start();
    let start = entity.span.start - titles.len() as u32;
    Span { start, end: entity.span.end }
}

fn is_title(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && (entity::is_title(word) || callings::is_title(word))
}

/// Returns the name in a mention, if it is one name and not a clause around it.
fn alias_in(mention: &str) -> Option<String> {
    let mention = mention.split(" (").next().unwrap_or(mention);
    let alias = mention.split_whitespace().collect::<Vec<_>>().join(" ");
    let alias = alias.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let alias = alias.strip_suffix("'s").or_else(|| alias.strip_suffix("’s")).unwrap_or(alias);
    // The first word of a sentence is no other name.
    let alias = alias.strip_prefix("The ").map_or_else(|| alias.to_owned(), |rest| format!("the {rest}"));
    let is_name = !alias.is_empty() && alias.len() <= MAX_ALIAS && !alias.contains([',', ';', ALIAS_PARTS]);
    let is_clause = alias.split(' ').any(|word| CLAUSE_WORDS.iter().any(|clause| word.eq_ignore_ascii_case(clause)));
    let is_pronoun = PRONOUNS.iter().any(|pronoun| alias.eq_ignore_ascii_case(pronoun));
    let opens = |(first, _): (&str, &str)| OPENERS.iter().any(|opener| first.eq_ignore_ascii_case(opener));
    let is_other = alias.split_once(' ').is_some_and(opens);
    (is_name && !is_clause && !is_pronoun && !is_other).then_some(alias)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::EntityKind;

    #[test]
    fn an_alias_is_a_name() {
        assert_eq!(alias_in("Sen.  Reyes’s").as_deref(), Some("Sen. Reyes"));
        assert_eq!(alias_in("Reyes, who left"), None);
        assert_eq!(alias_in("Sen. Reyes (D-Ohio").as_deref(), Some("Sen. Reyes"));
        for mention in ["He", "his", "Reyes himself", "Reyes And Lowe"] {
            assert_eq!(alias_in(mention), None, "{mention}");
        }
    }

    #[test]
    fn the_name_of_a_mention_leaves_out_what_else_it_holds() {
        let name = "Alan Reyes";
        for (mention, wanted) in [
            ("Mr. Reyes demurred", "Mr. Reyes"),
            ("former State Sen. Reyes", "Sen. Reyes"),
            ("Neither Mr. Reyes", "Mr. Reyes"),
            ("a very angry Reyes", "Reyes"),
            ("the senator", "the senator"),
        ] {
            let text = format!("Then {mention} left.");
            let entities: Vec<EntityMention> = text
                .match_indices("Reyes")
                .map(|(at, word)| EntityMention {
                    span: Span::new(at, at + word.len()),
                    kind: EntityKind::Person,
                    name: name.to_owned(),
                    cluster: 0,
                })
                .collect();
            let found = name_in(&entities, Span::new(5, 5 + mention.len()), name, &text);
            assert_eq!(found.of(&text), wanted);
        }
    }
}
