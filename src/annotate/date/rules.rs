//! Which rules are tried at a word: the longest reading of a family stands first.

use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::order::Order;
use super::{
    Found, calendar, clock, digits, duration, event, holiday, modifier, nth, quarter, reference, relative, set,
    weekday, year,
};

/// Reads the expression that begins with word `i`, if one does.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &mut Anchor, order: &Order<'_>) -> Option<Found> {
    match s.word(i) {
        Word::Other | Word::Verb(_) => None,
        Word::Int(_) | Word::Tenths(_) | Word::Number(_) => number(s, i, anchor, order),
        Word::Ordinal(_) => ordinal(s, i, anchor),
        Word::Month(_) | Word::MonthShort(_) => {
            year::spelled_year(s, i).or_else(|| calendar::month_first(s, i, anchor))
        }
        Word::Weekday(_) | Word::WeekdayShort(_) => weekday::at(s, i, anchor),
        Word::Feast => holiday::at(s, i, anchor),
        Word::The => definite(s, i, anchor),
        Word::A => quarter::compared(s, i, anchor)
            .or_else(|| set::rate(s, i))
            .or_else(|| reference::at(s, i))
            .or_else(|| duration::at(s, i, anchor))
            .or_else(|| duration::loose(s, i)),
        Word::This | Word::Last | Word::Next | Word::Past | Word::Coming | Word::Previous | Word::Following => {
            turned(s, i, anchor)
        }
        Word::That | Word::Current => relative::unit(s, i, anchor),
        Word::Early
        | Word::Late
        | Word::Mid
        | Word::Earlier
        | Word::Later
        | Word::Beginning
        | Word::Middle
        | Word::End => modifier::at(s, i, anchor),
        word => others(s, i, word, anchor),
    }
}

fn others(s: &Sentence<'_>, i: usize, word: Word, anchor: &Anchor) -> Option<Found> {
    match word {
        Word::Deictic(_) | Word::Tonight | Word::Overnight => {
            clock::part_of_day(s, i, anchor).or_else(|| relative::deictic(s, i, anchor))
        }
        Word::Noon | Word::Midnight | Word::Clock(_) | Word::ClockPm(_) => clock::at(s, i, anchor),
        Word::Tens(_) | Word::Quote => year::decade(s, i).or_else(|| year::year(s, i)),
        Word::Season(_) => relative::season(s, i, anchor),
        Word::Unit(_) => quarter::compared(s, i, anchor)
            .or_else(|| relative::definite_unit(s, i, anchor))
            .or_else(|| duration::loose(s, i)),
        Word::Units(_) => duration::loose(s, i).or_else(|| duration::bare_plural(s, i)).or_else(|| set::plural(s, i)),
        Word::Weekdays(_) | Word::Parts(_) => set::plural(s, i),
        Word::Daily(_) => set::adverb(s, i),
        Word::Each => set::each(s, i),
        Word::Once | Word::Per => set::rate(s, i),
        Word::Several | Word::Couple => set::rate(s, i).or_else(|| duration::at(s, i, anchor)),
        Word::Half | Word::Approx | Word::Up | Word::As | Word::Another | Word::Latest => duration::at(s, i, anchor),
        Word::Recent | Word::These | Word::More | Word::Least | Word::At => {
            duration::at(s, i, anchor).filter(|_| word != Word::Least).or_else(|| reference::at(s, i))
        }
        Word::Now | Word::Currently | Word::Recently | Word::Near | Word::Long => reference::at(s, i),
        Word::QuarterName(_) => quarter::short(s, i, anchor),
        Word::HalfName(_) => quarter::short_half(s, i, anchor),
        Word::Dotted => digits::dotted(s, i),
        Word::Fiscal => quarter::numbered(s, i, anchor)
            .or_else(|| year::year(s, i))
            .or_else(|| relative::definite_unit(s, i, anchor)),
        _ => None,
    }
}

fn number(s: &Sentence<'_>, i: usize, anchor: &Anchor, order: &Order<'_>) -> Option<Found> {
    digits::digits(s, i, || order.is_day_first())
        .or_else(|| weekday::counted(s, i, anchor))
        .or_else(|| digits::nine_eleven(s, i).filter(|_| anchor.published_year().is_none_or(|year| year > 2000)))
        .or_else(|| clock::at(s, i, anchor))
        .or_else(|| calendar::day_first(s, i, anchor))
        .or_else(|| quarter::numbered(s, i, anchor))
        .or_else(|| year::spelled_year(s, i))
        .or_else(|| set::rate(s, i))
        .or_else(|| quarter::compared(s, i, anchor).filter(|_| s.is(i, "one")))
        .or_else(|| duration::at(s, i, anchor))
        .or_else(|| year::decade(s, i))
        .or_else(|| year::year(s, i))
}

fn ordinal(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    calendar::day_first(s, i, anchor)
        .or_else(|| nth::of_month(s, i, anchor))
        .or_else(|| year::century(s, i))
        .or_else(|| quarter::numbered(s, i, anchor))
}

fn definite(s: &Sentence<'_>, i: usize, anchor: &mut Anchor) -> Option<Found> {
    if matches!(s.word(i + 1), Word::Other | Word::Verb(_)) {
        return None;
    }
    modifier::at(s, i, anchor)
        .or_else(|| clock::part_of_date(s, i, anchor))
        .or_else(|| event::beside(s, i, anchor))
        .or_else(|| nth::day_of_turned_month(s, i, anchor))
        .or_else(|| nth::of_month(s, i, anchor))
        .or_else(|| nth::week_of_day(s, i, anchor))
        .or_else(|| nth::day_alone(s, i, anchor))
        .or_else(|| quarter::numbered(s, i, anchor))
        .or_else(|| quarter::definite(s, i, anchor))
        .or_else(|| quarter::compared(s, i, anchor))
        .or_else(|| calendar::day_first(s, i, anchor))
        .or_else(|| year::century(s, i))
        .or_else(|| year::decade(s, i))
        .or_else(|| year::year(s, i).filter(|_| s.word(i + 1) == Word::Unit(Unit::Year)))
        .or_else(|| reference::at(s, i))
        .or_else(|| relative::deictic(s, i, anchor))
        .or_else(|| relative::unit(s, i, anchor))
        .or_else(|| duration::at(s, i, anchor))
        .or_else(|| relative::season(s, i, anchor))
        .or_else(|| relative::definite_unit(s, i, anchor))
}

fn turned(s: &Sentence<'_>, i: usize, anchor: &mut Anchor) -> Option<Found> {
    quarter::of_turned_year(s, i, anchor)
        .or_else(|| weekday::at(s, i, anchor))
        .or_else(|| calendar::month_first(s, i, anchor))
        .or_else(|| clock::part_of_day(s, i, anchor))
        .or_else(|| quarter::numbered(s, i, anchor))
        .or_else(|| duration::at(s, i, anchor))
        .or_else(|| relative::unit(s, i, anchor))
        .or_else(|| holiday::at(s, i, anchor))
}
