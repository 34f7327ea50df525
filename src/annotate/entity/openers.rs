//! What opens a sentence or says what somebody is, before a name: "[But] Van Dell", "[Dad-of-three] Bo".

use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::Text;

/// Words that open a sentence and no name.
const OPENING: &[&str] = &[
    "After",
    "Although",
    "And",
    "As",
    "Because",
    "Before",
    "But",
    "If",
    "Meanwhile",
    "Nor",
    "Since",
    "Though",
    "When",
    "While",
];

/// Moves the start of each name behind such words.
pub(super) fn leave_out(text: &Text<'_>, tagged: &mut [Tagged]) {
    for name in tagged.iter_mut().filter(|name| name.tokens.range().len() > 1) {
        let start = name.tokens.start as usize;
        let is_labelled = name.kind == EntityKind::Person && is_label(text.word(start));
        if is_labelled || opens_sentence_only(text, start) {
            name.tokens.start += 1;
        }
    }
}

/// Tells whether a token is a word that opens a sentence and no name.
pub(super) fn opens_sentence_only(text: &Text<'_>, token: usize) -> bool {
    let opens = || text.sentences.binary_search_by_key(&(token as u32), |sentence| sentence.start).is_ok();
    OPENING.contains(&text.word(token)) && opens()
}

/// Tells whether a word of several joined by hyphens says what somebody is: "Mum-of-two", "Bride-to-be", "Ex-soldier".
fn is_label(word: &str) -> bool {
    let is_of = word.split_once("-of-").is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase));
    is_of
        || word.ends_with("-to-be")
        || word.strip_prefix("Ex-").is_some_and(|rest| rest.starts_with(char::is_lowercase))
}
