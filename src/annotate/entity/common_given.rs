//! First names that are common words or places where they open a sentence or stand behind "said": "[Rose] Iannotti, 88,
//! was …", "said [June] Iannotti". The tagger takes such a first word's capital for the sentence's.

use super::form::normalise;
use super::lists;
use super::missed::is_name_word;
use super::tag::Tagged;
use super::tidy::is_shouted;
use super::titled::{is_before, is_headline};
use crate::annotate::EntityKind;
use crate::annotate::date::is_weekday;
use crate::annotate::text::{Run, Text, TokenKind};

/// Fewest letters of such a first name.
const SHORTEST: usize = 3;
/// Listed names that open sentences as other words.
const OPENERS: &[&str] = &["Else", "Even", "Many", "See", "So", "Still", "Such"];
/// What stands before a name that is said to speak.
const SAID: &[&str] = &["added", "explained", "named", "recalled", "said", "says", "wrote"];
/// Verbs behind a subject that end neither in "-ed" nor in "-s".
const VERBS: &[&str] = &[
    "began", "came", "did", "felt", "found", "gave", "got", "grew", "had", "held", "kept", "knew", "left", "lost",
    "made", "met", "ran", "said", "sat", "saw", "spent", "spoke", "stood", "taught", "thought", "told", "took", "went",
    "won", "wrote",
];

/// Lengthens the surnames of a text by such first names.
pub(super) fn mend(text: &Text<'_>, tagged: &mut [Tagged]) {
    let mut free_from = 0;
    for name in tagged {
        let start = name.tokens.start as usize;
        let is_lone =
            name.kind == EntityKind::Person && name.tokens.range().len() == 1 && !is_shouted(text.word(start));
        if let Some(before) = start.checked_sub(1).filter(|&i| is_lone && i >= free_from && is_given(text, i)) {
            let sentence = sentence_of(text, start);
            let opens = sentence.start as usize == before && goes_on(text, sentence, start + 1);
            let is_said = before > sentence.start as usize && SAID.contains(&text.word(before - 1));
            if (opens || is_said) && !is_headline(text, sentence) {
                name.tokens.start -= 1;
            }
        }
        free_from = name.tokens.end as usize;
    }
}

fn sentence_of(text: &Text<'_>, token: usize) -> Run {
    let after = text.sentences.partition_point(|sentence| sentence.start as usize <= token);
    after.checked_sub(1).map_or(Run { start: 0, end: 0 }, |n| text.sentences[n])
}

/// Tells whether a word with a capital is a listed first name of a woman or man.
fn is_given(text: &Text<'_>, i: usize) -> bool {
    let word = text.word(i);
    if !is_name_word(text, i) {
        return false;
    }
    let listed = lists::listed_words([&*normalise(word)].into_iter());
    let is_long = word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic);
    let is_other = || is_shouted(word) || is_before(word) || is_weekday(word) || OPENERS.contains(&word);
    is_long && listed & (lists::FEMALE | lists::MALE) != 0 && !is_other()
}

/// Tells whether a name that opens a sentence is its subject, by what stands behind it: a verb that no "will" or "may"
/// goes before, an age, who she is or where she is from.
fn goes_on(text: &Text<'_>, sentence: Run, next: usize) -> bool {
    let word = |i: usize| if sentence.range().contains(&i) { text.word(i) } else { "" };
    let last = sentence.range().next_back().map_or("", |i| text.word(i));
    let is_number = |i: usize| text.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number);
    let is_small = word(next).starts_with(char::is_lowercase);
    let is_verb = is_small
        && (VERBS.contains(&word(next))
            || word(next).len() > 2 && (word(next).ends_with("ed") || word(next).ends_with('s')));
    let is_aside =
        word(next) == "," && (is_number(next + 1) || matches!(word(next + 1), "a" | "an" | "the" | "who" | "whose"));
    let is_from = word(next) == "of" && word(next + 1).starts_with(char::is_uppercase);
    (is_verb || is_aside || is_from) && last != "?"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;

    #[test]
    fn first_names_that_are_words() {
        for (source, name) in [
            ("Rose Delgado, 88, was born in Vale.", "Rose Delgado"),
            ("Will Delgado has heard the bells for years.", "Will Delgado"),
            ("April Delgado likes the bells.", "April Delgado"),
            ("“I am,” said June Delgado, who lives nearby.", "June Delgado"),
            ("Will Delgado run again? Nobody knows.", "Delgado"),
            ("Yesterday Delgado came.", "Delgado"),
            ("On Sunday Delgado came.", "Delgado"),
        ] {
            let text = Text::new(source);
            let found = entity::annotate(&text);
            let person = found.iter().find(|e| e.kind == EntityKind::Person).map(|e| e.span.of(source));
            assert_eq!(person, Some(name), "{source}");
        }
    }
}
