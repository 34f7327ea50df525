//! The words of a citation + a text on record → whether they are the same, and how they differ.

use std::borrow::Cow;

use super::align::{Change, best_stretch, changes as word_changes, folded};
use super::files::Citation;
use crate::passage::text_hash;

/// What stands between the pieces of a quote that a clause interrupts.
const GAP: char = '…';

/// Tells whether a text has the hash that the citation has.
pub(super) fn has_hash(citation: &Citation, text: &str) -> bool {
    citation.hash.as_ref().is_some_and(|hash| text_hash(text) == *hash)
}

/// Tells whether a text is the one cited: all that the citation has of it, its hash, its words
/// and those quoted out of it, must hold.
pub(super) fn is_cited(citation: &Citation, text: &str) -> bool {
    (citation.hash.is_none() || has_hash(citation, text))
        && citation.text.as_ref().is_none_or(|cited| letters(citation, cited) == letters(citation, text))
        && citation.words.as_ref().is_none_or(|words| has_words(citation, words, text))
}

/// Returns how the citation's words become those of the record; none where it has no words.
pub(super) fn changes(citation: &Citation, text: &str) -> Vec<Change> {
    if let Some(cited) = &citation.text
        && (citation.words.is_none() || letters(citation, cited) != letters(citation, text))
    {
        return word_changes(&unmarked(citation, cited), &unmarked(citation, text));
    }
    let Some(words) = &citation.words else { return Vec::new() };
    let words = unmarked(citation, words);
    let (asked, found) = (folded(&words), folded(text));
    best_stretch(&asked, &found).map(|stretch| stretch.changes((&words, &asked), (text, &found))).unwrap_or_default()
}

/// Tells whether the pieces of a quote stand in a text, one after the other.
fn has_words(citation: &Citation, words: &str, text: &str) -> bool {
    let text = letters(citation, text);
    let words = letters(citation, words);
    if text.contains(&words) {
        return true;
    }
    let mut rest = text.as_str();
    words.split(GAP).all(|piece| {
        let found = rest.find(piece).map(|at| &rest[at + piece.len()..]);
        rest = found.unwrap_or("");
        found.is_some()
    })
}

/// Returns a text without what formats change on the way: white space and control characters.
fn letters(citation: &Citation, text: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && !c.is_control() && *c != '\u{fffd}';
    unmarked(citation, text).chars().filter(is_kept).collect()
}

/// Returns a text without the marks that Markdown puts into it: bold, notes, the extent of a quote.
fn unmarked<'t>(citation: &Citation, text: &'t str) -> Cow<'t, str> {
    if !citation.is_marked {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match note(rest) {
            Some(behind) => rest = behind,
            None => {
                rest = &rest[c.len_utf8()..];
                if !matches!(c, '*' | '‹' | '›' | '\\') {
                    out.push(c);
                }
            }
        }
    }
    Cow::Owned(out)
}

/// Returns what stands behind a footnote's mark.
fn note(text: &str) -> Option<&str> {
    let behind = text.strip_prefix("[^")?.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.strip_prefix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(words: &str) -> Citation {
        Citation { words: Some(words.to_owned()), ..Citation::default() }
    }

    #[test]
    fn pieces_stand_in_their_order() {
        let text = "“We go,” Roe said, “at noon.”";
        assert!(is_cited(&quoted("We go, … at noon."), text) && is_cited(&quoted("We go,"), text));
        assert!(!is_cited(&quoted("at noon. … We go,"), text) && !is_cited(&quoted("We stay,"), text));
    }

    #[test]
    fn words_and_hash_must_both_hold() {
        let text = "It rained in Vale.";
        let mut citation = Citation { hash: Some(text_hash(text)), ..Citation::default() };
        assert!(is_cited(&citation, text));
        citation.text = Some("It rained \n in Vale.".to_owned());
        assert!(is_cited(&citation, text));
        citation.text = Some("It snowed in Vale.".to_owned());
        assert!(!is_cited(&citation, text));
        let shown =
            Citation { text: Some("It **rained**[^1] in ‹Vale›.".into()), is_marked: true, ..Citation::default() };
        assert!(is_cited(&shown, text));
    }
}
