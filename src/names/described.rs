//! Quotes whose source is a description ("the former attorney general") that the article gives
//! no name ↔ the description in the place of a speaker's name, for [`super::called`] to tell
//! whom it means.

use rustc_hash::FxHashSet;

use crate::annotate::callings::{is_calling, plain};
use crate::annotate::kin::is_kin;
use crate::annotate::{Annotations, EntityKind, MIN_CONFIDENCE, Quote, QuoteKind};
use crate::terms::DESCRIBED;

/// How sure it is that other articles tell the right person; more are (`eval/described`).
const CONFIDENCE: f32 = 0.9;

/// How sure it is that words in marks are a quote.
const MARKED: f32 = 0.97;

/// How sure it is that words without marks are a quote (precision of indirect quotes on dev).
const UNMARKED: f32 = 0.8;

/// Bytes between a description and people named before it who are the likeliest to be meant.
const NEAR: u32 = 1000;

/// Words of a description after its determiner, at most.
const LONGEST: usize = 5;

/// Nouns that say too little: anybody may be called so at one time or another.
const VAGUE: &[&str] = &[
    "boy",
    "child",
    "critic",
    "expert",
    "friend",
    "girl",
    "guy",
    "lad",
    "lady",
    "man",
    "observer",
    "other",
    "person",
    "reader",
    "resident",
    "source",
    "speaker",
    "stranger",
    "supporter",
    "voter",
    "witness",
    "woman",
    "writer",
];

/// Words that tell somebody from others by the order in the article.
const ORDER: &[&str] = &["another", "first", "last", "latter", "next", "other", "same", "second", "third", "two"];

/// Returns what stands for the speaker of a quote whose source is a description: [`DESCRIBED`]
/// and its words.
pub(crate) fn name_of(mention: &str) -> Option<String> {
    let mention = mention.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut words = mention.split_whitespace();
    let determiner = words.next()?.to_lowercase();
    // Whose he is tells nothing that other articles could.
    let determiner = match determiner.as_str() {
        "the" => "the",
        "his" | "her" | "their" => "their",
        _ => return None,
    };
    let words: Vec<&str> = words.take(LONGEST + 1).collect();
    let is_plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    let noun = words.last().map(|word| plain(word))?;
    let fits = words.len() <= LONGEST && words.iter().all(is_plain) && is_calling(&noun);
    let is_any = |list: &[&str], word: &str| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let tells = !is_kin(&noun) && !words.iter().any(|word| is_any(VAGUE, word) || is_any(ORDER, word));
    (fits && tells).then(|| format!("{DESCRIBED}{determiner} {}", words.join(" ")))
}

/// A description, as [`name_of`] gives it, and whom its article alone was not sure to mean by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guess {
    pub description: String,
    pub person: String,
}

/// Gives quotes whose source is a description a name that other articles may give a meaning,
/// unless somebody unnamed spoke before ("a Treasury spokesman said", then "the spokesman").
/// Who was only guessed is taken back, since other articles know better, and returned.
pub(crate) fn describe(quotes: &mut [Quote], text: &str) -> Vec<Guess> {
    let mut unnamed: FxHashSet<String> = FxHashSet::default();
    let mut guesses = Vec::new();
    for quote in quotes {
        if let Some(name) = quote.speaker.as_mut().filter(|name| is_described(name)) {
            *name = name.trim_start_matches(DESCRIBED).to_owned();
        }
        let Some(mention) = quote.mention.map(|mention| mention.of(text)) else { continue };
        // "The New Yorker" is no description.
        let is_named = |name: &String| name.rsplit(' ').next().is_some_and(|word| mention.contains(word));
        let is_guess = quote.sureness() < MIN_CONFIDENCE
            && (quote.kind != QuoteKind::Indirect || quote.by_description)
            && !quote.speaker.as_ref().is_some_and(is_named);
        if quote.speaker.is_some() && !is_guess {
            continue;
        }
        let is_new = |name: &String| !unnamed.contains(&noun_of(name));
        match name_of(mention).filter(is_new) {
            Some(name) => {
                let quoted = match quote.kind {
                    _ if quote.speaker.is_none() => quote.confidence,
                    QuoteKind::Indirect => UNMARKED,
                    QuoteKind::Direct | QuoteKind::Mixed => MARKED,
                };
                quote.by_description = false;
                if let Some(person) = quote.speaker.replace(name.clone()) {
                    guesses.push(Guess { description: name, person });
                }
                quote.confidence = quoted * CONFIDENCE;
            }
            None => unnamed.extend(introduced(mention)),
        }
    }
    guesses
}

/// Returns the descriptions of quotes with the people who are named shortly before them.
pub(crate) fn nearby(found: &Annotations) -> impl Iterator<Item = (&str, &str)> {
    let described = found.quotes.iter().filter_map(|quote| {
        let name = quote.speaker.as_deref().filter(|name| is_described(name))?;
        Some((name, quote.mention?.start))
    });
    described.flat_map(|(name, start)| {
        let end = found.entities.partition_point(|m| m.span.start < start);
        let near = found.entities[..end].iter().rev().take_while(move |m| start.saturating_sub(m.span.end) <= NEAR);
        near.filter(|m| m.kind == EntityKind::Person).map(move |m| (name, m.name.as_str()))
    })
}

/// Leaves a quote without a speaker whose description means nobody.
pub(crate) fn forget(quote: &mut Quote) {
    if quote.speaker.as_deref().is_some_and(is_described) {
        quote.speaker = None;
        quote.confidence = (quote.confidence / CONFIDENCE).min(1.0);
    }
}

/// Returns the last word in small letters.
fn noun_of(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

/// Returns the noun of "a Treasury spokesman".
fn introduced(mention: &str) -> Option<String> {
    let (determiner, rest) = mention.split_once(char::is_whitespace)?;
    let is_new = ["a", "an", "another", "one"].iter().any(|word| determiner.eq_ignore_ascii_case(word));
    // "An analyst who asked not to be named".
    let words = rest.split_whitespace().map(|word| without_marks(word).to_lowercase());
    words.take(LONGEST).find(|word| is_calling(&plain(word))).filter(|_| is_new)
}

/// Returns a word without the marks after it.
fn without_marks(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Tells whether a speaker's name is a description.
pub(crate) fn is_described(name: &str) -> bool {
    name.starts_with(DESCRIBED)
}

/// Tells whether a speaker's name is a description by whose he is ("their spokesman"), which names him to
/// nobody else.
pub(crate) fn is_owned(name: &str) -> bool {
    name.strip_prefix(DESCRIBED).is_some_and(|words| words.starts_with("their "))
}

/// Returns a name as people read it.
pub(crate) fn shown(name: &str) -> &str {
    name.strip_prefix(DESCRIBED).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_that_could_be_anybodys_stand_for_nobody() {
        assert_eq!(name_of("The former attorney general,").as_deref(), Some("\u{1d}the former attorney general"));
        assert_eq!(name_of("his campaign manager").as_deref(), Some("\u{1d}their campaign manager"));
        assert!(name_of("his campaign manager").is_some_and(|name| is_owned(&name)));
        assert!(name_of("the campaign manager").is_some_and(|name| !is_owned(&name)));
        for mention in ["the man", "his wife", "a senator", "the letter", "the mayor of Oslo", "Ann Roe", "the", ""] {
            assert_eq!(name_of(mention), None, "{mention}");
        }
    }

    #[test]
    fn somebody_unnamed_is_nobody_of_another_article() {
        for mention in ["A spokesman", "a Treasury spokesman", "a spokesman, who asked not to be named,"] {
            assert_eq!(introduced(mention).as_deref(), Some("spokesman"), "{mention}");
        }
        assert_eq!(introduced("The spokesman"), None);
        assert_eq!(introduced("a letter"), None);
    }
}
