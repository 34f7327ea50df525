//! The words of a citation, and who said them, + a text on record → whether they are the same, and how they differ.

use std::borrow::Cow;

use super::align::{Change, best_stretch, changes as word_changes, folded};
use super::files::Citation;
use crate::index::StoredArticle;
use crate::passage::text_hash;
use crate::search::assemble;
use crate::search::quotes::words_of;
use crate::span::Span;
use crate::terms::name_key;

/// A text on record and the quotes in it.
pub(super) struct Recorded<'t> {
    pub text: &'t str,
    quotes: Vec<RecordedQuote<'t>>,
}

struct RecordedQuote<'t> {
    /// Its words, pieces joined as exports join them.
    words: String,
    /// The same with what stands between the pieces.
    whole: &'t str,
    speaker: Option<String>,
}

impl<'t> Recorded<'t> {
    /// Returns a stretch of an article: a passage, or all of it.
    pub fn of(stored: &'t StoredArticle, stretch: Span) -> Self {
        let text = stretch.of(&stored.article.text);
        let cut = stored.annotations.quotes.iter().filter_map(|quote| assemble::cut(quote, stretch));
        let quotes = cut.map(|quote| RecordedQuote {
            words: words_of(&quote, text),
            whole: quote.span.of(text),
            speaker: quote.speaker,
        });
        Recorded { text, quotes: quotes.collect() }
    }
}

/// Tells whether a text has the hash that the citation has.
pub(super) fn has_hash(citation: &Citation, text: &str) -> bool {
    citation.hash.as_ref().is_some_and(|hash| text_hash(text) == *hash)
}

/// Tells whether a text is the one cited: all that the citation has of it, its hash, its words,
/// those quoted out of it and who said these, must hold.
pub(super) fn is_cited(citation: &Citation, recorded: &Recorded<'_>) -> bool {
    let text = recorded.text;
    (citation.hash.is_none() || has_hash(citation, text))
        && citation.text.as_ref().is_none_or(|cited| letters(citation, cited) == letters(citation, text))
        && citation.words.as_ref().is_none_or(|words| has_words(citation, words, recorded))
        && is_by_speaker(citation, recorded)
}

/// Returns how the citation's words become those of the record, or its speaker the one on record;
/// none where only its hash is another, or where it has no words.
pub(super) fn changes(citation: &Citation, recorded: &Recorded<'_>) -> Vec<Change> {
    let text = recorded.text;
    if let Some(cited) = &citation.text
        && (citation.words.is_none() || letters(citation, cited) != letters(citation, text))
    {
        return differing(word_changes(&unmarked(citation, cited), &unmarked(citation, text)));
    }
    let Some(words) = &citation.words else { return Vec::new() };
    if has_words(citation, words, recorded) {
        let names = citation.speaker.as_deref().filter(|_| !is_by_speaker(citation, recorded));
        let said_by = quotes_with(citation, words, recorded).find_map(|quote| quote.speaker.as_deref());
        return names.map(|name| word_changes(name, said_by.unwrap_or(""))).unwrap_or_default();
    }
    let words = unmarked(citation, words);
    let (asked, found) = (folded(&words), folded(text));
    best_stretch(&asked, &found).map(|stretch| stretch.changes((&words, &asked), (text, &found))).unwrap_or_default()
}

/// Leaves out changes that change nothing.
fn differing(changes: Vec<Change>) -> Vec<Change> {
    if changes.iter().all(|change| matches!(change, Change::Same(_))) { Vec::new() } else { changes }
}

/// Tells whether the words of a quote stand in a text: as they are, or as those of a quote that a
/// clause interrupts there.
fn has_words(citation: &Citation, words: &str, recorded: &Recorded<'_>) -> bool {
    letters(citation, recorded.text).contains(&letters(citation, words))
        || quotes_with(citation, words, recorded).next().is_some()
}

/// Tells whether the words are by the speaker cited, if one is.
fn is_by_speaker(citation: &Citation, recorded: &Recorded<'_>) -> bool {
    let Some((name, words)) = citation.speaker.as_ref().zip(citation.words.as_ref()) else { return true };
    let key = name_key(name);
    quotes_with(citation, words, recorded).any(|quote| quote.speaker.as_ref().is_some_and(|s| name_key(s) == key))
}

/// Returns the quotes that have the words.
fn quotes_with<'r>(
    citation: &Citation,
    words: &str,
    recorded: &'r Recorded<'_>,
) -> impl Iterator<Item = &'r RecordedQuote<'r>> {
    let words = letters(citation, words);
    let is_marked = citation.is_marked;
    let holds = move |text: &str| as_letters(is_marked, text).contains(&words);
    recorded.quotes.iter().filter(move |quote| holds(&quote.words) || holds(quote.whole))
}

/// Returns a text without what formats change on the way: white space is one blank, and control
/// characters are left out.
fn letters(citation: &Citation, text: &str) -> String {
    as_letters(citation.is_marked, text)
}

fn as_letters(is_marked: bool, text: &str) -> String {
    let text = if is_marked { without_marks(text) } else { Cow::Borrowed(text) };
    let is_blank = |c: char| matches!(c, '\n' | '\r' | '\t') || c.is_whitespace() && !c.is_control();
    let is_kept = |c: &char| !c.is_control() && *c != '\u{fffd}';
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_blank) {
        let start = out.len();
        out.push_str(if out.is_empty() { "" } else { " " });
        let behind = out.len();
        out.extend(word.chars().filter(is_kept));
        if out.len() == behind {
            out.truncate(start);
        }
    }
    out
}

fn unmarked<'t>(citation: &Citation, text: &'t str) -> Cow<'t, str> {
    if citation.is_marked { without_marks(text) } else { Cow::Borrowed(text) }
}

/// Returns a text without the marks that Markdown puts into it: bold, notes, the extent of a quote.
fn without_marks(text: &str) -> Cow<'_, str> {
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

    fn quoted(words: &str, speaker: Option<&str>) -> Citation {
        let speaker = speaker.map(str::to_owned);
        Citation { words: Some(words.to_owned()), speaker, ..Citation::default() }
    }

    fn recorded<'t>(text: &'t str, quotes: &[(&str, &'t str, Option<&str>)]) -> Recorded<'t> {
        let quote = |&(words, whole, speaker): &(&str, &'t str, Option<&str>)| {
            let (words, speaker) = (words.to_owned(), speaker.map(str::to_owned));
            RecordedQuote { words, whole, speaker }
        };
        Recorded { text, quotes: quotes.iter().map(quote).collect() }
    }

    #[test]
    fn an_ellipsis_stands_for_what_interrupts_the_quote_on_record_and_for_nothing_else() {
        let text = "“We will not go,” Roe said, “at noon.”";
        let whole = &text["“".len()..text.len() - "”".len()];
        let record = recorded(text, &[("We will not go, … at noon.", whole, Some("Ann Roe"))]);
        let is_there = |words: &str| is_cited(&quoted(words, None), &record);
        assert!(is_there("We will not go, … at noon.") && is_there("We will not go,") && is_there(whole));
        assert!(!is_there("at noon. … We will not go,") && !is_there("We will go,") && !is_there("We will … go,"));
        assert!(is_cited(&quoted("at noon.", Some("Ann Roe")), &record));
        assert!(!is_cited(&quoted("at noon.", Some("Bo Dell")), &record));
        let changed = changes(&quoted("at noon.", Some("Bo Dell")), &record);
        assert_eq!(changed, [Change::Removed("Bo Dell".into()), Change::Added("Ann Roe".into())]);
    }

    #[test]
    fn words_and_hash_must_both_hold() {
        let text = "It rained in Vale.";
        let record = recorded(text, &[]);
        let mut citation = Citation { hash: Some(text_hash(text)), ..Citation::default() };
        assert!(is_cited(&citation, &record));
        citation.text = Some("It rained \n in Vale.".to_owned());
        assert!(is_cited(&citation, &record));
        // Formats write this for a control character.
        citation.text = Some("It rai\u{fffd}ned in Vale.".to_owned());
        assert!(is_cited(&Citation { hash: None, ..citation.clone() }, &recorded("It rai\u{83}ned in Vale.", &[])));
        for other in ["It snowed in Vale.", "It rainedin Vale.", "It rained in Va le."] {
            citation.text = Some(other.to_owned());
            assert!(!is_cited(&citation, &record), "{other}");
        }
        let shown =
            Citation { text: Some("It **rained**[^1] in ‹Vale›.".into()), is_marked: true, ..Citation::default() };
        assert!(is_cited(&shown, &record));
    }
}
