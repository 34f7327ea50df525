//! Whether a text is English at all: the models know no other language.

use super::forms::Form;
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

/// Tells whether a word in lower case is frequent in English and hardly known elsewhere.
pub(super) fn is_english(lower: &str) -> bool {
    ENGLISH.binary_search(&lower).is_ok()
}

/// Tells whether a text can be English: in English news every fourth word is such a word.
pub(crate) fn may_be_english(text: &Text<'_>, forms: &[Form]) -> bool {
    let words = text.tokens.iter().zip(forms).filter(|(token, _)| token.kind == TokenKind::Word).take(MOST);
    let (n_words, n_english) =
        words.fold((0, 0), |(all, english), (_, form)| (all + 1, english + usize::from(form.is_english)));
    n_words < LEAST || n_english * 20 >= n_words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quote::words::forms::{FormTable, Words};

    #[test]
    fn other_languages_are_told() {
        assert!(ENGLISH.is_sorted());
        let is = |source: &str| {
            let text = Text::new(source);
            may_be_english(&text, &FormTable::default().read(&text, Words::default()))
        };
        assert!(is("Ann Roe said on Monday that the ferry would stay and that nobody had asked her."));
        assert!(is("No comment."));
        assert!(!is("„Wir werden warten“, sagte Ann Roe am Montag im Stadtrat zu den Reportern der Zeitung."));
        assert!(!is("« Nous allons attendre », a déclaré Ann Roe lundi devant le conseil municipal de la ville."));
    }
}
