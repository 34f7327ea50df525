//! Text → time expressions with TIMEX3 types, values and days, anchored on the day of publication.
//!
//! What is found follows TimeML's TIMEX3 guidelines (Pustejovsky et al., 2003; Saurí et al.,
//! 2006): DATE, TIME, DURATION and SET, the value as ISO 8601 with TimeML's additions. The method
//! is HeidelTime's (Strötgen & Gertz, 2010): rules over words, the place on the calendar decided
//! by the date of publication, the dates mentioned before and the tense of the clause.
//! `docs/dates.md` has the figures and the known misses.
//!
//! Without a date of publication, relative expressions get a value as far as it is known
//! (`XXXX-WXX-5` for "Friday") and no days; nothing is guessed.
//! Linear in the length of the text, whatever the text: no rule looks further than a fixed
//! number of words. Sentences are read one by one; no expression crosses their ends.

mod anchor;
mod calendar;
mod clock;
mod digits;
mod duration;
mod event;
mod holiday;
mod lexeme;
mod lexicon;
mod modifier;
mod nth;
mod number;
mod order;
mod quarter;
mod range;
mod reference;
mod relative;
mod rules;
mod set;
mod tense;
mod value;
mod weekday;
mod words;
mod year;

use jiff::civil::Date;

use super::{DateMention, Text};
use crate::when::calendar::Days;
use anchor::Anchor;
use lexeme::Sentence;
use lexicon::Word;
use value::When;
pub(crate) use words::{is_month, is_weekday};

/// Finds the time expressions of a text, in order and without overlaps.
pub fn annotate(text: &Text<'_>, published: Option<Date>) -> Vec<DateMention> {
    let mut reader = Reader { anchor: Anchor::new(published), order: order::Order::new(text), mentions: Vec::new() };
    let mut lexemes = Vec::new();
    for &run in &text.sentences {
        if lexeme::lex(text, run, &mut lexemes) {
            reader.read(&Sentence::new(text.source, &lexemes));
        }
    }
    reader.mentions
}

/// Words of a sentence that a rule has read.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    /// First word and the word after the last.
    start: usize,
    end: usize,
    /// `None`: the words are used up without being a time expression ("36-year-old").
    when: Option<When>,
    days: Option<Days>,
    /// A comparison with an earlier time, which later expressions do not count from.
    looks_back: bool,
}

impl Found {
    fn new(start: usize, end: usize, when: When) -> Self {
        Found { start, end, days: when.days(), when: Some(when), looks_back: false }
    }

    fn skip(start: usize, end: usize) -> Self {
        Found { start, end, when: None, days: None, looks_back: false }
    }
}

struct Reader<'a> {
    anchor: Anchor,
    order: order::Order<'a>,
    mentions: Vec<DateMention>,
}

impl Reader<'_> {
    fn read(&mut self, s: &Sentence<'_>) {
        self.anchor.open_sentence();
        let mut last: Option<Found> = None;
        let mut i = 0;
        while i < s.len() {
            let further = last.as_ref().and_then(|before| following_day(s, i, before));
            let Some(found) = further.or_else(|| rules::at(s, i, &mut self.anchor, &self.order)) else {
                i += 1;
                continue;
            };
            i = found.end.max(i + 1);
            self.anchor.note(&found);
            if let Some(When::Day(day)) = found.when
                && (found.start..found.end).any(|i| matches!(s.word(i), Word::Month(_) | Word::MonthShort(_)))
            {
                self.anchor.note_day(day);
            }
            last = self.push(s, last, found);
        }
        if let Some(day) = self.anchor.only_day() {
            event::note(s, day, &mut self.anchor);
        }
    }

    /// Keeps a mention; the first end of a range is given the days of the whole.
    fn push(&mut self, s: &Sentence<'_>, before: Option<Found>, found: Found) -> Option<Found> {
        let (Some(when), Some(span)) = (&found.when, s.span(found.start, found.end)) else { return before };
        if let (Some(first), Some(mention)) = (&before, self.mentions.last_mut())
            && let Some(days) = range::hull(s, first, &found)
        {
            mention.days = Some(days);
        }
        self.mentions.push(DateMention { span, kind: when.kind(), value: when.value(), days: found.days });
        Some(found)
    }
}

/// The "16" of "July 14-16", the "Friday" of "Monday through Friday", the "79" of "1971-79":
/// read only right behind what they go on from.
fn following_day(s: &Sentence<'_>, i: usize, before: &Found) -> Option<Found> {
    match before.when {
        Some(When::Day(day)) if i == before.end => {
            calendar::further_day(s, i, day).or_else(|| weekday::following(s, i, day))
        }
        Some(When::Year(year)) if i == before.end => year::further_year(s, i, year),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
