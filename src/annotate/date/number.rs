//! Numbers in digits and words, and the units that they count.

use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::value::Count;

/// Reads a number from word `i`; returns it with the index of the word after it.
pub(super) fn count(s: &Sentence<'_>, i: usize) -> Option<(Count, usize)> {
    let (count, end) = simple(s, i)?;
    let after = skip_hyphen(s, end);
    let Some(n) = count.as_whole() else { return Some((count, end)) };
    // "two and a half", "two-and-a-half"
    if s.word(after) == Word::And {
        let article = skip_hyphen(s, after + 1);
        let half = skip_hyphen(s, article + 1);
        if s.word(article) == Word::A && s.word(half) == Word::Half {
            return Some((Count::Tenths(n.saturating_mul(10).saturating_add(5)), half + 1));
        }
    }
    // "4 1/2", "4-1/2"
    if (s.word(after), s.word(after + 1), s.word(after + 2)) == (Word::Int(1), Word::Slash, Word::Int(2)) {
        return Some((Count::Tenths(n.saturating_mul(10).saturating_add(5)), after + 3));
    }
    Some((count, end))
}

fn simple(s: &Sentence<'_>, i: usize) -> Option<(Count, usize)> {
    match s.word(i) {
        Word::Int(n) => Some((Count::whole(n), i + 1)),
        Word::Tenths(n) => Some((Count::Tenths(n), i + 1)),
        Word::Number(_) => spelled(s, i).map(|(n, end)| (Count::whole(n), end)),
        Word::Several | Word::Couple => vague(s, i),
        Word::A => match s.word(i + 1) {
            Word::Hundred => Some((Count::whole(100), i + 2)),
            Word::Dozen => Some((Count::whole(12), i + 2)),
            Word::Several | Word::Couple => vague(s, i + 1),
            _ if s.text(i + 1) == "number" && s.word(i + 2) == Word::Of => Some((Count::Many, i + 3)),
            _ => None,
        },
        _ => None,
    }
}

fn vague(s: &Sentence<'_>, i: usize) -> Option<(Count, usize)> {
    match s.word(i) {
        Word::Several => Some((Count::Many, i + 1)),
        Word::Couple => Some((Count::whole(2), if s.word(i + 1) == Word::Of { i + 2 } else { i + 1 })),
        _ => None,
    }
}

/// Reads a number in words below a thousand.
pub(super) fn spelled(s: &Sentence<'_>, i: usize) -> Option<(i32, usize)> {
    let Word::Number(n) = s.word(i) else { return None };
    if n >= 20 {
        let ones = skip_hyphen(s, i + 1);
        return match s.word(ones) {
            Word::Number(m @ 1..=9) => Some((n + m, ones + 1)),
            _ => Some((n, i + 1)),
        };
    }
    match s.word(i + 1) {
        Word::Hundred => Some((n * 100, i + 2)),
        Word::Dozen => Some((n * 12, i + 2)),
        _ => Some((n, i + 1)),
    }
}

pub(super) fn skip_hyphen(s: &Sentence<'_>, i: usize) -> usize {
    if s.word(i) == Word::Hyphen { i + 1 } else { i }
}

/// Reads a unit in the singular or plural.
pub(super) fn unit(s: &Sentence<'_>, i: usize) -> Option<Unit> {
    match s.word(i) {
        Word::Unit(unit) | Word::Units(unit) => Some(unit),
        // "second" is an ordinal but for "30-second".
        Word::Ordinal(2)
            if s.before(i, 1) == Word::Hyphen && matches!(s.before(i, 2), Word::Int(_) | Word::Number(_)) =>
        {
            Some(Unit::Second)
        }
        _ => None,
    }
}
