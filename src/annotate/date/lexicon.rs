//! Words that can take part in a time expression, each with its one reading.
//!
//! One look-up for each word of the text; all rules then work on [`Word`]s alone.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::{CLASSES, DECADES, MONTHS, MONTHS_SHORT, NUMBERS, ORDINALS, TENS, VERBS, WEEKDAYS};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A part of the day with its TIMEX3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// What a verb or its helper says about the time of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// "will", "shall".
    Will,
    /// "would", "plans", "expected": speaks of what is to come.
    Plan,
    /// "to come" is decided by the words around it.
    Be,
    /// "is", "are".
    Is,
    /// "had".
    Had,
    /// A present that speaks of what is fixed ahead ("the trial begins Monday").
    Opens,
    /// An irregular or auxiliary past ("was", "said").
    Past,
    /// A word in -ed: a past, or an adjective after an article.
    Ed,
}

/// The reading of one word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Other,
    // Numbers.
    Int(i32),
    /// A decimal number, in tenths.
    Tenths(i32),
    Number(i32),
    Ordinal(i32),
    Hundred,
    Dozen,
    Couple,
    /// "several", "few", "many".
    Several,
    Half,
    /// "1980s" (1980), "80s" (80), "eighties" (80).
    Tens(i32),
    /// "14.07.2020"
    Dotted,
    /// "Q3"
    QuarterName(i32),
    /// "H1"
    HalfName(i32),
    /// "9:30": minutes since midnight.
    Clock(i32),
    /// "5pm", "9:30am": minutes since midnight.
    ClockPm(i32),
    // Calendar names.
    Month(i32),
    MonthShort(i32),
    /// 0 = Monday.
    Weekday(i32),
    WeekdayShort(i32),
    Weekdays(i32),
    Season(Season),
    Seasons(Season),
    Part(Part),
    Parts(Part),
    Feast,
    Unit(Unit),
    Units(Unit),
    // Words that stand for a time.
    /// Days away from the day of publication.
    Deictic(i32),
    Tonight,
    Overnight,
    Noon,
    Midnight,
    Am,
    Pm,
    OClock,
    Zone,
    Now,
    Currently,
    Recently,
    Present,
    Future,
    /// Adverbs and adjectives of repetition.
    Daily(Unit),
    // Determiners and modifiers.
    The,
    A,
    This,
    That,
    These,
    Last,
    Next,
    Past,
    Coming,
    Previous,
    Following,
    Same,
    Current,
    Latest,
    Recent,
    Another,
    Each,
    Other2,
    Per,
    Early,
    Late,
    Mid,
    Earlier,
    Later,
    Beginning,
    Middle,
    End,
    Approx,
    More,
    Than,
    At,
    Least,
    Up,
    To,
    As,
    Filler,
    Long,
    Old,
    Fiscal,
    Period,
    Near,
    Date,
    Moment,
    Time,
    Once,
    // Relations.
    Ago,
    If,
    Hence,
    Before,
    After,
    Since,
    Until,
    By,
    From,
    Between,
    Through,
    Of,
    In,
    On,
    For,
    During,
    And,
    Or,
    So,
    But,
    Verb(Verb),
    // Marks.
    Possessive,
    Comma,
    Colon,
    Hyphen,
    Dash,
    Slash,
    Stop,
    Dollar,
    Percent,
    Quote,
    Open,
}

static TABLE: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let numbers = NUMBERS.iter().zip(0..).map(|(&word, n)| (word, Word::Number(n)));
    let tens = TENS.iter().zip(2..).map(|(&word, n)| (word, Word::Number(n * 10)));
    let ordinals = ORDINALS.iter().zip(1..).map(|(&word, n)| (word, Word::Ordinal(n)));
    let decades = DECADES.iter().zip(2..).map(|(&word, n)| (word, Word::Tens(n * 10)));
    let months = MONTHS.iter().zip(1..).map(|(&word, n)| (word, Word::Month(n)));
    let verbs = VERBS.iter().flat_map(|&(verb, words)| words.iter().map(move |&word| (word, Word::Verb(verb))));
    let classes = CLASSES.iter().flat_map(|&(class, words)| words.iter().map(move |&word| (word, class)));
    let weekdays = WEEKDAYS.iter().zip(0..).flat_map(|(&[full, many, short], n)| {
        [(full, Word::Weekday(n)), (many, Word::Weekdays(n)), (short, Word::WeekdayShort(n))]
    });
    let short = MONTHS_SHORT.iter().map(|&(word, n)| (word, Word::MonthShort(n)));
    // Later entries win: a calendar name over a verb, a class over both.
    verbs
        .chain(numbers)
        .chain(tens)
        .chain(ordinals)
        .chain(decades)
        .chain(months)
        .chain(short)
        .chain(weekdays)
        .chain(classes)
        .collect()
});

/// For each first letter the lengths that its words have: most words need no look-up.
static LENGTHS: LazyLock<[u16; 256]> = LazyLock::new(|| {
    let mut lengths = [0; 256];
    for word in TABLE.keys() {
        if let Some(&first) = word.as_bytes().first() {
            lengths[usize::from(first)] |= 1 << word.len();
        }
    }
    lengths
});

/// Returns the reading of a lower-cased word without a final full stop.
pub(super) fn look_up(lower: &str) -> Word {
    let first = lower.as_bytes().first().copied().unwrap_or(0);
    let may_be_known = lower.len() <= LONGEST && LENGTHS[usize::from(first)] >> lower.len() & 1 == 1;
    if may_be_known && let Some(&word) = TABLE.get(lower) {
        return word;
    }
    if lower.ends_with("ed") && lower.len() >= 4 && !lower.starts_with("un") {
        return Word::Verb(Verb::Ed);
    }
    if lower.ends_with("'ll") { Word::Verb(Verb::Will) } else { Word::Other }
}

/// No word of the table is longer.
pub(super) const LONGEST: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_the_buffer_and_classes_are_disjoint() {
        let mut seen = std::collections::BTreeSet::new();
        for word in CLASSES.iter().flat_map(|(_, words)| words.iter()) {
            assert!(seen.insert(word), "{word} stands twice");
        }
        assert!(TABLE.keys().all(|word| word.len() <= LONGEST));
    }
}
