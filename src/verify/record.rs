//! A sentence → whether anybody said it, word for word, and who.
//!
//! Passages with the exact words come first; else those with the rarest of the words are
//! compared with the sentence word by word. Case, accents, quotation marks and punctuation do
//! not count; words do. Quotes that a reporting clause interrupts are read in one piece.

use std::collections::HashSet;

use serde::Serialize;

use super::VerifyError;
use super::align::{Change, Stretch, Word, best_stretch, folded};
use crate::annotate::{Quote, QuoteKind, Stance};
use crate::article::Article;
use crate::index::StoredArticle;
use crate::query::{Query, Sort};
use crate::search::{Hit, SearchError, Searcher};
use crate::span::Span;
use crate::terms;

/// Words in a sentence at most.
pub const MAX_WORDS: usize = 500;
/// Matches that are told.
const MAX_MATCHES: usize = 5;
/// Passages with the exact words that are looked at.
const EXACT: usize = 40;
/// Passages with some of the words that are compared.
const CANDIDATES: usize = 40;
/// Rare words that candidates are found by.
const RARE: usize = 8;
/// What a sentence must share with the record to be called altered: of its words, and of their
/// weight (rare words weigh more).
const ALTERED: (f64, f64) = (0.5, 0.6);

/// Whether a sentence is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// Word for word; and, where a speaker was named, by that speaker.
    Exact,
    /// Not word for word, but nearly.
    Altered,
    /// On record, but from another than the speaker named.
    OtherSpeaker,
    /// On record, but who said it is not known, where a speaker was named.
    UnknownSpeaker,
    /// On record as what the speaker denied, or did not say.
    NotSaid,
    /// Nothing like it is on record.
    NotFound,
}

impl Verdict {
    /// Returns the name that JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Altered => "altered",
            Verdict::OtherSpeaker => "other-speaker",
            Verdict::UnknownSpeaker => "unknown-speaker",
            Verdict::NotSaid => "not-said",
            Verdict::NotFound => "not-found",
        }
    }
}

/// What the record has of a sentence.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OnRecord {
    /// The sentence.
    pub text: String,
    /// The speaker asked for.
    pub speaker: Option<String>,
    /// Whether it is on record.
    pub verdict: Verdict,
    /// Where, the best first.
    pub matches: Vec<RecordMatch>,
}

/// A place that has the sentence, or nearly.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordMatch {
    /// `<article id>#<paragraph>` of the passage in which it begins.
    pub passage_id: String,
    /// Its article: everything but the text, which is left empty.
    pub article: Article,
    /// The passage.
    pub text: String,
    /// Where in the passage the words stand, in bytes.
    pub span: Span,
    /// Share of the sentence's words that are there, 1 for all of them in this order and no other.
    pub similarity: f64,
    /// From the sentence to the record.
    pub changes: Vec<Change>,
    /// The quote that the words stand in; `None` for the article's own words.
    pub quote: Option<SaidBy>,
    /// Whether the speaker asked for said it; `None` where nobody was asked for, or the
    /// speaker is unknown.
    pub is_by_speaker: Option<bool>,
}

/// Who said something.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SaidBy {
    /// Canonical name; `None` where it cannot be told.
    pub speaker: Option<String>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Whether it is reported as said.
    pub stance: Stance,
    /// How sure the attribution is, 0 to 1.
    pub confidence: f32,
}

impl RecordMatch {
    fn is_exact(&self) -> bool {
        self.similarity >= 1.0
    }

    /// Tells whether nobody denies the words, or is told not to have said them.
    fn is_said(&self) -> bool {
        self.quote.as_ref().is_none_or(|quote| quote.stance != Stance::Negated)
    }
}

/// Tells whether a sentence is on record and, if a speaker is named, from that speaker.
///
/// # Errors
///
/// [`VerifyError`] for a text without words, one of more than [`MAX_WORDS`], and where the
/// index cannot be read.
pub fn on_record(searcher: &Searcher, text: &str, speaker: Option<&str>) -> Result<OnRecord, VerifyError> {
    let words = folded(text);
    if words.is_empty() {
        return Err(VerifyError::NoWords);
    }
    if words.len() > MAX_WORDS {
        return Err(VerifyError::TooLong { n: words.len() });
    }
    if let Some(name) = speaker.filter(|name| terms::fold(name).is_empty()) {
        return Err(VerifyError::NoName { name: name.to_owned() });
    }
    let asked = Asked { text, weights: weights(searcher, &words)?, words, speaker };
    let mut matches = asked.exact(searcher)?;
    let is_settled = |m: &RecordMatch| m.is_said() && (speaker.is_none() || m.is_by_speaker == Some(true));
    if !matches.iter().any(is_settled) {
        for other in asked.alike(searcher)? {
            if !matches.iter().any(|known| known.passage_id == other.passage_id) {
                matches.push(other);
            }
        }
    }
    matches.sort_by(|a, b| asked.order(a, b));
    matches.truncate(MAX_MATCHES);
    let verdict = verdict(&matches, speaker.is_some());
    Ok(OnRecord { text: text.to_owned(), speaker: speaker.map(str::to_owned), verdict, matches })
}

fn verdict(matches: &[RecordMatch], asks_for_speaker: bool) -> Verdict {
    match matches.first() {
        None => Verdict::NotFound,
        Some(best) if asks_for_speaker && best.is_by_speaker == Some(false) => Verdict::OtherSpeaker,
        Some(best) if asks_for_speaker && best.is_by_speaker.is_none() => Verdict::UnknownSpeaker,
        Some(best) if !best.is_said() => Verdict::NotSaid,
        Some(best) if best.is_exact() => Verdict::Exact,
        Some(_) => Verdict::Altered,
    }
}

/// Returns the id of a passage that has exactly these words.
pub(super) fn passage_with(searcher: &Searcher, text: &str) -> Result<Option<String>, VerifyError> {
    let words = folded(text);
    if words.is_empty() {
        return Ok(None);
    }
    let query = Query::phrase(text).limit(EXACT).sort(Sort::Oldest);
    let results = searcher.search(&query)?;
    let is_all = |hit: &&Hit| folded(&hit.text).len() == words.len();
    Ok(results.hits.iter().find(is_all).map(|hit| hit.passage_id.clone()))
}

/// Returns the share of words that two texts have in common, in any order.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (terms::fold(a), terms::fold(b));
    let (a, b): (HashSet<String>, HashSet<String>) = (a.into_iter().collect(), b.into_iter().collect());
    let most = a.len().max(b.len()).max(1);
    a.intersection(&b).count() as f64 / most as f64
}

/// Letters of a word that says all it can: shorter ones are mostly grammar, and a small corpus
/// does not tell.
const TELLING: f64 = 6.0;

/// Returns how much each word says: rare words and longer words say more.
fn weights(searcher: &Searcher, words: &[Word]) -> Result<Vec<f64>, VerifyError> {
    let index = searcher.index();
    let passages = index.summary().passages as f64;
    let weight = |word: &Word| {
        let with = index.passages_with(&word.key)? as f64;
        let length = word.key.chars().count() as f64;
        Ok((((passages + 1.0) / (with + 1.0)).ln() + 0.1) * (length / TELLING).min(1.0))
    };
    words.iter().map(weight).collect()
}

struct Asked<'a> {
    text: &'a str,
    words: Vec<Word>,
    weights: Vec<f64>,
    speaker: Option<&'a str>,
}

impl Asked<'_> {
    /// Finds the passages with these very words.
    fn exact(&self, searcher: &Searcher) -> Result<Vec<RecordMatch>, VerifyError> {
        let query = Query::phrase(self.text).limit(EXACT).sort(Sort::Oldest);
        let mut hits = searcher.search(&query)?.hits;
        if let Some(name) = self.speaker {
            hits.extend(searcher.search(&query.speaker(name))?.hits);
        }
        let mut matches = self.compared(searcher, &hits)?;
        matches.retain(RecordMatch::is_exact);
        Ok(matches)
    }

    /// Finds the passages with nearly these words, by the rarest of them.
    fn alike(&self, searcher: &Searcher) -> Result<Vec<RecordMatch>, VerifyError> {
        let mut rare: Vec<usize> = (0..self.words.len()).collect();
        rare.sort_by(|&a, &b| self.weights[b].total_cmp(&self.weights[a]).then(a.cmp(&b)));
        rare.dedup_by(|a, b| self.words[*a].key == self.words[*b].key);
        // A word that nothing has finds nothing, and takes no place.
        let mut kept = Vec::new();
        for n in rare {
            if kept.len() < RARE && searcher.index().passages_with(&self.words[n].key).map_err(SearchError)? > 0 {
                kept.push(self.words[n].span.of(self.text));
            }
        }
        let query = Query::words(&kept.join(" ")).limit(CANDIDATES);
        let mut hits = searcher.search(&query)?.hits;
        if let Some(name) = self.speaker {
            hits.extend(searcher.search(&query.speaker(name))?.hits);
        }
        self.compared(searcher, &hits)
    }

    fn compared(&self, searcher: &Searcher, hits: &[Hit]) -> Result<Vec<RecordMatch>, VerifyError> {
        let mut matches: Vec<RecordMatch> = Vec::new();
        for hit in hits {
            let Some(stored) = searcher.index().article(&hit.article.id)? else { continue };
            let found = self.in_article(hit, &stored);
            matches.extend(found.filter(|new| matches.iter().all(|m| m.passage_id != new.passage_id)));
        }
        Ok(matches)
    }

    /// Compares with a passage and its neighbours, and with the quotes in them.
    fn in_article(&self, hit: &Hit, stored: &StoredArticle) -> Option<RecordMatch> {
        let n = hit.paragraph as usize;
        let first = stored.passages.get(n.saturating_sub(1))?;
        let last = stored.passages.get((n + 1).min(stored.passages.len().checked_sub(1)?))?;
        let around = Span { start: first.start, end: last.end };
        let mut best = self.compare(stored, &[around]);
        for quote in stored.annotations.quotes.iter().filter(|q| !q.pieces.is_empty() && around.overlaps(q.span)) {
            let joined = self.compare(stored, &quote.pieces);
            best = [best, joined].into_iter().flatten().min_by_key(|place| place.stretch.distance);
        }
        let place = best.filter(|place| self.is_alike(&place.stretch))?;
        self.told(place, hit, stored)
    }

    /// Compares with the words of some spans of the article, read one after the other.
    fn compare(&self, stored: &StoredArticle, spans: &[Span]) -> Option<Place> {
        let text = &stored.article.text;
        let mut words = Vec::new();
        for span in spans {
            words.extend(
                folded(span.of(text))
                    .into_iter()
                    .map(|word| Word { span: word.span.shifted(span.start as usize), ..word }),
            );
        }
        let stretch = best_stretch(&self.words, &words)?;
        let covered = words.get(stretch.words.clone()).unwrap_or(&[]);
        let span = Span { start: covered.first()?.span.start, end: covered.last()?.span.end };
        let changes = stretch.changes((self.text, &self.words), (text, &words));
        Some(Place { stretch, span, changes })
    }

    fn is_alike(&self, stretch: &Stretch) -> bool {
        let n_found = stretch.found.iter().filter(|found| **found).count();
        let weight = |all: bool| -> f64 {
            let weights = self.weights.iter().zip(&stretch.found);
            weights.filter(|(_, found)| all || **found).map(|(weight, _)| weight).sum()
        };
        let share = n_found as f64 / self.words.len() as f64;
        share >= ALTERED.0 && weight(false) / weight(true) >= ALTERED.1 && self.similarity(stretch) >= ALTERED.0
    }

    fn similarity(&self, stretch: &Stretch) -> f64 {
        (1.0 - stretch.distance as f64 / self.words.len() as f64).max(0.0)
    }

    fn told(&self, place: Place, hit: &Hit, stored: &StoredArticle) -> Option<RecordMatch> {
        let paragraph = stored.passages.iter().position(|passage| passage.end > place.span.start)?;
        let passage = stored.passages.get(paragraph)?;
        let span = place.span.intersection(*passage)?.relative_to(passage.start as usize);
        let quote = stored.annotations.quotes.iter().filter(|q| is_in(place.span, q));
        let quote = quote.max_by_key(|q| q.span.intersection(place.span).map_or(0, Span::len)).map(said_by);
        let speaker = quote.as_ref().and_then(|quote| quote.speaker.as_deref());
        let is_by_speaker = self.speaker.zip(speaker).map(|(asked, speaker)| is_named(asked, speaker));
        Some(RecordMatch {
            passage_id: format!("{}#{paragraph}", stored.article.id),
            article: hit.article.clone(),
            text: passage.of(&stored.article.text).to_owned(),
            span,
            similarity: self.similarity(&place.stretch),
            changes: place.changes,
            quote,
            is_by_speaker,
        })
    }

    /// Orders what answers the question best first: said (and not denied) by the speaker asked for and
    /// exact, exact, nearly; among equals where the speaker is known, then the oldest.
    fn order(&self, a: &RecordMatch, b: &RecordMatch) -> std::cmp::Ordering {
        let answers = |m: &RecordMatch| m.is_said() && (m.is_by_speaker == Some(true) || self.speaker.is_none());
        let class = |m: &RecordMatch| match (m.is_exact(), answers(m)) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        let is_unattributed = |m: &RecordMatch| m.quote.as_ref().is_none_or(|quote| quote.speaker.is_none());
        class(a)
            .cmp(&class(b))
            .then_with(|| b.similarity.total_cmp(&a.similarity))
            .then_with(|| is_unattributed(a).cmp(&is_unattributed(b)))
            .then_with(|| a.article.published.is_none().cmp(&b.article.published.is_none()))
            .then_with(|| a.article.published.cmp(&b.article.published))
            .then_with(|| a.passage_id.cmp(&b.passage_id))
    }
}

/// Where in an article the words stand.
struct Place {
    stretch: Stretch,
    span: Span,
    changes: Vec<Change>,
}

/// Tells whether most of a stretch lies in a quote.
fn is_in(stretch: Span, quote: &Quote) -> bool {
    quote.span.intersection(stretch).is_some_and(|shared| shared.len() * 2 > stretch.len())
}

fn said_by(quote: &Quote) -> SaidBy {
    SaidBy { speaker: quote.speaker.clone(), kind: quote.kind, stance: quote.stance, confidence: quote.confidence }
}

/// Tells whether a name as typed may be a speaker's: one is part of the other, or its end.
fn is_named(asked: &str, speaker: &str) -> bool {
    let (asked, speaker) = (terms::fold(asked), terms::fold(speaker));
    let is_part = !asked.is_empty() && speaker.windows(asked.len()).any(|part| part == asked);
    is_part || (!speaker.is_empty() && asked.ends_with(&speaker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_names_a_speaker() {
        assert!(
            is_named("Reyes", "Alan Reyes")
                && is_named("alan reyes", "Reyes")
                && is_named("Alan Reyes", "Sen. Alan Reyes")
        );
        assert!(!is_named("Alan", "Bo Reyes") && !is_named("Ann Reyes", "Alan Reyes") && !is_named("", "Alan Reyes"));
    }

    #[test]
    fn likeness_is_of_the_longer_text() {
        assert_eq!(likeness("a b c d", "a b"), 0.5);
        assert_eq!(likeness("", ""), 0.0);
    }
}
