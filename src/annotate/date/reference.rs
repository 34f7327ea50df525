//! References without a place on the calendar: "now", "recently", "the future", "in the past".

use super::Found;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::number;
use super::value::{Reference, When};

/// Reads a reference to the present, past or future.
pub(super) fn at(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let (reference, end) = match s.word(i) {
        Word::Now => now(s, i)?,
        Word::Currently => (Reference::Present, i + 1),
        Word::Recently | Word::Recent => (Reference::Past, i + 1),
        Word::More | Word::Least if s.word(i + 1) == Word::Recently => (Reference::Past, i + 2),
        Word::At => at_present(s, i)?,
        Word::These if s.word(i + 1) == Word::Units(Unit::Day) && s.is(i, "these") => (Reference::Present, i + 2),
        Word::The => definite(s, i)?,
        Word::Long if s.word(i + 1) == Word::Ago && !is_compared(s, i) => (Reference::Past, i + 2),
        Word::Near if s.word(i + 1) == Word::Future => (Reference::Future, i + 2),
        Word::A if s.word(i + 1) == Word::Later && s.word(i + 2) == Word::Date => (Reference::Future, i + 3),
        _ => return None,
    };
    Some(Found::new(i, end, When::Reference(reference)))
}

/// "Now", but not "now that" nor "the now-defunct mill".
fn now(s: &Sentence<'_>, i: usize) -> Option<(Reference, usize)> {
    let conjunction = s.word(i + 1) == Word::That || (s.word(i + 1) == Word::Hyphen && !s.is_spaced(i + 1));
    (!conjunction).then_some((Reference::Present, i + 1))
}

/// "at present", "at this time", "at the moment"
fn at_present(s: &Sentence<'_>, i: usize) -> Option<(Reference, usize)> {
    match (s.word(i + 1), s.word(i + 2)) {
        (Word::Present, _) => Some((Reference::Present, i + 2)),
        // "at this time last year"
        (Word::This, Word::Time) if matches!(s.word(i + 3), Word::Last | Word::Next) => None,
        (Word::This, Word::Time | Word::Moment) | (Word::The, Word::Moment) => Some((Reference::Present, i + 3)),
        _ => None,
    }
}

/// "the past", "the recent past", "the present", "the (near) future"
fn definite(s: &Sentence<'_>, i: usize) -> Option<(Reference, usize)> {
    let turned = usize::from(matches!(s.word(i + 1), Word::Near | Word::Recent));
    let at = i + 1 + turned;
    match s.word(at) {
        Word::Past if !opens_length(s, at + 1) => Some((Reference::Past, at + 1)),
        Word::Present if is_end(s, at + 1) => Some((Reference::Present, at + 1)),
        Word::Future if !matches!(s.text(at + 1), "contract" | "market" | "price" | "trading") => {
            Some((Reference::Future, at + 1))
        }
        _ => None,
    }
}

/// Tells whether "the past" goes on with a number or a unit of time.
fn opens_length(s: &Sentence<'_>, i: usize) -> bool {
    number::count(s, i).is_some()
        || number::unit(s, i).is_some()
        || matches!(s.word(i), Word::Season(_) | Word::Approx | Word::More | Word::Half | Word::Filler | Word::Fiscal)
        || (s.word(i) == Word::Other && s.text(i).starts_with(|c: char| c.is_alphabetic()) && !s.is_spaced(i))
}

/// "the present" as a noun ends its phrase; "the present government" does not.
fn is_end(s: &Sentence<'_>, i: usize) -> bool {
    !matches!(s.word(i), Word::Other)
}

/// "not that long ago", "how long ago"
fn is_compared(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.before(i, 1), Word::That | Word::So | Word::As) || (i > 0 && matches!(s.text(i - 1), "how" | "too"))
}
