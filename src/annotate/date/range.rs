//! Two dates joined into a stretch: "July 14-16", "from March 31 to July 14", "between 1994 and 1998".
//!
//! Both ends stay mentions with their own values, as the TIMEX3 corpora have them; the first
//! is given the days of the whole stretch. Where something is *moved* from one date to
//! another, there is no stretch between them.

use super::Found;
use super::lexeme::Sentence;
use super::lexicon::Word;
use crate::when::calendar::Days;

/// Returns the days from the first day of `first` to the last of `second`, if they are the ends
/// of one stretch.
pub(super) fn hull(s: &Sentence<'_>, first: &Found, second: &Found) -> Option<Days> {
    let (from, to) = (first.days?.0, second.days?.1);
    if from > to || first.end > second.start {
        return None;
    }
    let lead = s.before(first.start, 1);
    // "from July 14 until the 16th", "between March and July": an article may stand between.
    let between =
        first.end + 1 == second.start || (first.end + 2 == second.start && s.word(first.end + 1) == Word::The);
    let joins = between
        && match s.word(first.end) {
            Word::Hyphen | Word::Through => true,
            Word::To | Word::Until => !is_moved(s, first.start),
            Word::And => lead == Word::Between,
            _ => false,
        };
    joins.then_some((from, to))
}

/// "moved from", "postponed the vote from", "extended its deadline from": looks a few words back.
pub(super) fn is_moved(s: &Sentence<'_>, start: usize) -> bool {
    const REACH: usize = 12;
    (start.saturating_sub(REACH)..start).any(|i| MOVES.iter().any(|word| s.is(i, word)))
}

const MOVES: &[&str] = &[
    "moved",
    "moves",
    "move",
    "moving",
    "postponed",
    "postpone",
    "postponing",
    "delayed",
    "delay",
    "rescheduled",
    "reschedule",
    "pushed",
    "shifted",
    "shift",
    "changed",
    "change",
    "extended",
    "extend",
    "advanced",
    "brought",
];
