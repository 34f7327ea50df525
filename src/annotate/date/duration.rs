//! Counted units: "three weeks", "the past two years", "10-day", "several months ago",
//! "two weeks later".

use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Verb, Word};
use super::number::{self, skip_hyphen};
use super::relative::{around, floating, stretch};
use super::value::{Count, Reference, When};
use super::{Found, calendar, event, weekday};
use crate::when::calendar::add_days;

/// The words before the number: where they end, and where they point from publication.
struct Frame {
    after: usize,
    /// −1 for "the past", 1 for "the next", 0 where nothing is said.
    side: i32,
    /// "recent", "coming", "past": a bare plural may follow.
    loose: bool,
}

fn frame(s: &Sentence<'_>, i: usize) -> Frame {
    let mut after = i;
    let article = s.word(after) == Word::The;
    after += usize::from(article || matches!(s.word(after), Word::These | Word::Another));
    let side = match s.word(after) {
        Word::Last | Word::Past | Word::Recent | Word::Previous | Word::Latest => -1,
        Word::Next | Word::Coming | Word::Following => 1,
        _ => 0,
    };
    let ordinal = article && s.word(after) == Word::Ordinal(1);
    let loose = matches!(s.word(after), Word::Last | Word::Past | Word::Recent | Word::Next | Word::Coming);
    after += usize::from(side != 0 || ordinal);
    while let Some(next) = approximation(s, after) {
        after = next;
    }
    Frame { after, side, loose }
}

/// Steps over "about", "more than", "at least", "up to", "as long as".
fn approximation(s: &Sentence<'_>, i: usize) -> Option<usize> {
    match (s.word(i), s.word(i + 1)) {
        (Word::More, Word::Than) | (Word::At, Word::Least) | (Word::Up, Word::To) => Some(i + 2),
        (Word::As, Word::Long) if s.word(i + 2) == Word::As => Some(i + 3),
        (Word::Approx, _) => Some(i + 1),
        (Word::Other, Word::More) if s.is(i, "no") && s.word(i + 2) == Word::Than => Some(i + 3),
        _ => None,
    }
}

/// Reads a number of units, with what stands before and after it.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let frame = frame(s, i);
    let (count, after) = amount(s, &frame)?;
    let at = fillers(s, after);
    let unit = number::unit(s, at)?;
    let (count, end) = and_a_half(s, at + 1, count);
    let singular = matches!(s.word(at), Word::Unit(_));
    let hyphenated = s.before(at, 1) == Word::Hyphen;
    if unit == Unit::Second && !hyphenated && singular {
        return None;
    }
    // "second quarter" is read elsewhere; "one quarter", "three quarters" are shares.
    if unit == Unit::Quarter && (singular || hyphenated || s.word(end) == Word::Of) {
        return None;
    }
    if is_title(s, i, at) {
        return Some(Found::skip(i, end));
    }
    if let Some(age) = age(s, i, end, unit) {
        return Some(age);
    }
    // "will one day be"
    if (s.word(i), s.word(at), s.before(i, 1)) == (Word::Number(1), Word::Unit(Unit::Day), Word::Verb(Verb::Will)) {
        return Some(Found::new(i, end, When::Reference(Reference::Future)));
    }
    if let Some(found) = shifted(s, i, end, count, unit, anchor) {
        return found;
    }
    // "The four-month inquiry": the article belongs to the noun.
    let start = i + usize::from(hyphenated && s.word(i) == Word::The && frame.after == i + 1);
    let end = trailing(s, end);
    let days = count.as_whole().and_then(|n| match frame.side {
        0 => event::days_from(s, end, n, unit, anchor),
        side => stretch(anchor, n * side, unit),
    });
    Some(Found { days, ..Found::new(start, end, When::Duration(count, unit)) })
}

fn amount(s: &Sentence<'_>, frame: &Frame) -> Option<(Count, usize)> {
    // "another week"
    if s.before(frame.after, 1) == Word::Another && matches!(s.word(frame.after), Word::Unit(_)) {
        return Some((Count::whole(1), frame.after));
    }
    let Some((count, after)) = number::count(s, frame.after) else {
        let plural = frame.loose && matches!(s.word(frame.after), Word::Units(_));
        return plural.then_some((Count::Many, frame.after)).or_else(|| one_or_half(s, frame.after));
    };
    // "two to three weeks", "12-18 months": the value is the shorter one, as the corpora have it.
    if matches!(s.word(after), Word::To | Word::Or | Word::Hyphen)
        && let Some((_, end)) = number::count(s, after + 1)
        && number::unit(s, fillers(s, end)).is_some()
    {
        return Some((count, end));
    }
    Some((count, after))
}

/// "a week", "half an hour", "a full year".
fn one_or_half(s: &Sentence<'_>, i: usize) -> Option<(Count, usize)> {
    let (half, article) = match (s.word(i), s.word(i + 1)) {
        (Word::Half, Word::A) => (true, i + 1),
        (Word::A, Word::Half) => (true, i),
        (Word::A, _) => (false, i),
        (Word::Half, Word::Hyphen) => return Some((Count::Tenths(5), i + 1)),
        _ => return None,
    };
    let after = article + 1 + usize::from(half && s.word(article + 1) == Word::Half);
    let unit = fillers(s, after);
    let one_unit = matches!(s.word(unit), Word::Unit(unit) if !matches!(unit, Unit::Quarter | Unit::Weekend));
    one_unit.then_some((if half { Count::Tenths(5) } else { Count::whole(1) }, after))
}

/// Steps over hyphens and "straight", "full", "more" between number and unit.
fn fillers(s: &Sentence<'_>, i: usize) -> usize {
    let mut at = skip_hyphen(s, i);
    for _ in 0..2 {
        match s.word(at) {
            Word::Filler | Word::More | Word::Long | Word::Fiscal => at = skip_hyphen(s, at + 1),
            Word::Or if s.word(at + 1) == Word::More => at += 2,
            _ => break,
        }
    }
    at
}

/// "a year and a half"
fn and_a_half(s: &Sentence<'_>, end: usize, count: Count) -> (Count, usize) {
    match count {
        Count::Tenths(n) if (s.word(end), s.word(end + 1), s.word(end + 2)) == (Word::And, Word::A, Word::Half) => {
            (Count::Tenths(n.saturating_add(5)), end + 3)
        }
        _ => (count, end),
    }
}

/// "60 Minutes", "48 Hours": programmes.
fn is_title(s: &Sentence<'_>, start: usize, unit: usize) -> bool {
    matches!(s.word(start), Word::Int(_)) && s.is_capital(unit) && s.text(unit).bytes().any(|b| b.is_ascii_lowercase())
}

/// "36-year-old", "4 years old": consumed, and no time expression.
fn age(s: &Sentence<'_>, start: usize, end: usize, unit: Unit) -> Option<Found> {
    let old = skip_hyphen(s, end);
    let is_old = s.word(old) == Word::Old || s.is(old, "olds");
    (is_old && unit == Unit::Year).then(|| Found::skip(start, old + 1))
}

/// "-long", "or so", "or more", "-old" of a thing.
fn trailing(s: &Sentence<'_>, end: usize) -> usize {
    match (s.word(end), s.word(end + 1)) {
        (Word::Hyphen, Word::Long | Word::Old) => end + 2,
        (Word::Or, Word::So | Word::More) => end + 2,
        (Word::Long | Word::Old, _) => end + 1,
        _ => end,
    }
}

/// "ago", "earlier", "later", "from now" after the unit. The outer `None` means that no such
/// word follows; the inner one that the date cannot be told.
fn shifted(
    s: &Sentence<'_>,
    start: usize,
    end: usize,
    count: Count,
    unit: Unit,
    anchor: &Anchor,
) -> Option<Option<Found>> {
    let (step, from, after) = match (s.word(end), s.word(end + 1)) {
        (Word::Ago, _) => (-1, anchor.published, end + 1),
        (Word::Earlier, _) => (-1, anchor.day(), end + 1),
        (Word::Later, _) => (1, anchor.day(), end + 1),
        (Word::Hence, _) => (1, anchor.published, end + 1),
        (Word::From, Word::Weekday(_) | Word::Month(_) | Word::MonthShort(_)) => {
            return counted_from(s, start, end, count, unit, anchor).map(Some);
        }
        (Word::From, Word::Now | Word::Deictic(0)) => (1, anchor.published, end + 2),
        _ => return None,
    };
    if let Some(found) = ago_weekday(s, start, end, count, unit, anchor) {
        return Some(Some(found));
    }
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) && count != Count::Many {
        return Some(Some(Found::new(start, after, When::Duration(count, unit))));
    }
    let (count, unit) = in_months(count, unit);
    let when = match (count.as_whole(), from) {
        // A day so many weeks away, not the week that holds it.
        (Some(n), Some(from)) if unit == Unit::Week => {
            around(from, n.saturating_mul(step).saturating_mul(7), Unit::Day)
        }
        (Some(n), Some(from)) => around(from, n.saturating_mul(step), unit),
        (Some(_), None) => floating(unit),
        (None, _) if step < 0 => Some(When::Reference(Reference::Past)),
        (None, _) if matches!(s.word(end), Word::From | Word::Hence) => Some(When::Reference(Reference::Future)),
        (None, _) => return None,
    };
    Some(when.map(|when| Found { looks_back: true, ..Found::new(start, after, when) }))
}

/// A year and a half is eighteen months.
fn in_months(count: Count, unit: Unit) -> (Count, Unit) {
    match count {
        Count::Tenths(tenths) if unit == Unit::Year && tenths % 10 == 5 => {
            (Count::Tenths(tenths.saturating_mul(12)), Unit::Month)
        }
        _ => (count, unit),
    }
}

/// Reads "a week from Friday", "three months from July 14".
fn counted_from(
    s: &Sentence<'_>,
    start: usize,
    end: usize,
    count: Count,
    unit: Unit,
    anchor: &Anchor,
) -> Option<Found> {
    let from = weekday::at(s, end + 1, anchor).or_else(|| calendar::month_first(s, end + 1, anchor))?;
    let Some(When::Day(day)) = from.when else { return None };
    // "A week from Friday" counts from the Friday to come.
    let day = match (s.word(end + 1), anchor.published) {
        (Word::Weekday(_), Some(published)) if day < published => add_days(day, 7)?,
        _ => day,
    };
    let n = count.as_whole()?;
    let when = if unit == Unit::Week { around(day, n.checked_mul(7)?, Unit::Day) } else { around(day, n, unit) };
    Some(Found::new(start, from.end, when?))
}

/// Reads "a week ago Monday": so many weeks before the last Monday.
fn ago_weekday(s: &Sentence<'_>, start: usize, end: usize, count: Count, unit: Unit, anchor: &Anchor) -> Option<Found> {
    let at = end + 1 + usize::from(s.word(end + 1) == Word::On);
    let (Word::Ago, Word::Weekday(weekday), Unit::Week) = (s.word(end), s.word(at), unit) else { return None };
    let published = anchor.published?;
    let back = (i32::from(published.weekday().to_monday_zero_offset()) - weekday).rem_euclid(7);
    let days = i64::from(back) + 7 * i64::from(count.as_whole()?);
    Some(Found::new(start, at + 1, When::Day(add_days(published, -days)?)))
}

/// Reads bare plurals after a preposition ("for years") and before "ago" ("weeks ago").
pub(super) fn bare_plural(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let Word::Units(unit) = s.word(i) else { return None };
    if s.word(i + 1) == Word::Ago {
        return Some(Found::new(i, i + 2, When::Reference(Reference::Past)));
    }
    let led = matches!(s.word(i + 1), Word::Later | Word::Earlier)
        || matches!(s.before(i, 1), Word::For | Word::In | Word::After | Word::Of | Word::The)
        || matches!(s.before(i, 1), Word::Approx)
        || (i > 0 && matches!(s.text(i - 1), "took" | "take" | "takes" | "spent"));
    led.then(|| Found::new(i, i + 1, When::Duration(Count::Many, unit)))
}

/// Reads "a while", "day-long", "weeks-long".
pub(super) fn loose(s: &Sentence<'_>, i: usize) -> Option<Found> {
    if s.word(i) == Word::A && s.is(i + 1, "while") {
        return Some(Found::new(i, i + 2, When::SomeTime));
    }
    let unit = number::unit(s, i)?;
    let long = s.word(i + 1) == Word::Hyphen && s.word(i + 2) == Word::Long;
    let count = if matches!(s.word(i), Word::Units(_)) { Count::Many } else { Count::whole(1) };
    long.then(|| Found::new(i, i + 3, When::Duration(count, unit)))
}
