#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::annotate::DateMention;

const PUBLISHED: Option<Date> = Some(date(2020, 7, 15));

/// Spans on boundaries, in order, without overlaps; days in order.
fn check(source: &str, mentions: &[DateMention]) {
    let mut at = 0;
    for mention in mentions {
        assert!(mention.span.start >= at, "{source:?}");
        assert!(!mention.span.of(source).is_empty(), "{source:?}");
        assert!(!mention.value.is_empty());
        assert!(mention.days.is_none_or(|(from, to)| from <= to), "{source:?} {mention:?}");
        at = mention.span.end;
    }
}

#[test]
fn nothing_in_nothing() {
    assert!(annotate(&Text::new(""), None).is_empty());
}

#[test]
fn ends_of_the_calendar() {
    let source = "Today, yesterday, tomorrow, last week, next year, the next decade, 9 years ago, 9999 centuries ago, \
                  999999 days later, next Friday, last May, Easter, next winter, a year ago, the past century, \
                  the first quarter, Feb. 29, the 21st century, 31/12/9999, the next day, mid-December.";
    for published in [date(1, 1, 1), date(9999, 12, 31), date(2020, 2, 29)] {
        check(source, &annotate(&Text::new(source), Some(published)));
    }
}

#[test]
fn long_sentences_take_linear_time() {
    for piece in
        ["Friday ", "May ", "two ", "the past ", "7/8/2020 ", "more than ", "from March 31 to ", "twenty-", "1998-"]
    {
        let source = piece.repeat(40_000);
        check(&source, &annotate(&Text::new(&source), PUBLISHED));
    }
}

const PIECES: &str = "the |last |next |past |this |a |few |two|twenty|-|/|, |of |in |July |Sept. |may |14|31|1998|2020|'90s|80s|\
                      Friday|Mondays |week|weeks |years |quarter |third |half |p.m. |9:30 |EST |ago|earlier |later |early |mid|end |\
                      now |recently |future |every |daily |New Year's |Easter |Super Tuesday |thousand |’s |\\. |“|é|\n\n|0|29|Feb. ";

proptest! {
    #[test]
    fn any_text_is_read(source in "\\PC{0,200}") {
        check(&source, &annotate(&Text::new(&source), PUBLISHED));
        check(&source, &annotate(&Text::new(&source), None));
    }

    #[test]
    fn any_mix_of_time_words_is_read(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.split('|').collect::<Vec<_>>()), 0..40),
        year in 1i16..=9999,
        month in 1i8..=12,
    ) {
        let source = pieces.concat();
        check(&source, &annotate(&Text::new(&source), Some(date(year, month, 28))));
        check(&source, &annotate(&Text::new(&source), None));
    }
}
