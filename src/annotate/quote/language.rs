//! Whether a text is English at all: the models know no other language.

use crate::annotate::text::{Text, TokenKind};

/// Frequent English words that no other language of the press uses much.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "are", "because", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "into", "is", "it", "not", "of", "our", "said", "says", "she", "that", "the", "their", "they", "this", "to",
    "us", "was", "we", "were", "who", "will", "with", "would", "you",
];
/// Words that are looked at; fewer than the least say nothing about the language.
const MOST: usize = 2_000;
const LEAST: usize = 10;

/// Tells whether a text can be English: in English news every fourth word is such a word.
pub(super) fn may_be_english(text: &Text<'_>) -> bool {
    let mut n_words = 0;
    let mut n_english = 0;
    for (i, _) in text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word).take(MOST) {
        let word = text.word(i);
        n_words += 1;
        n_english += usize::from(word.len() <= 7 && ENGLISH.iter().any(|w| word.eq_ignore_ascii_case(w)));
    }
    n_words < LEAST || n_english * 20 >= n_words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told() {
        let is = |source: &str| may_be_english(&Text::new(source));
        assert!(is("Ann Roe said on Monday that the ferry would stay and that nobody had asked her."));
        assert!(is("No comment."));
        assert!(!is("„Wir werden warten“, sagte Ann Roe am Montag im Stadtrat zu den Reportern der Zeitung."));
        assert!(!is("« Nous allons attendre », a déclaré Ann Roe lundi devant le conseil municipal de la ville."));
    }
}
