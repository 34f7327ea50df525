//! Words that can take part in a time expression, each with its one reading.
//!
//! One look-up for each word of the text; all rules then work on [`Word`]s alone.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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

/// Returns the reading of a lower-cased word without a final full stop.
pub(super) fn look_up(lower: &str) -> Word {
    if let Some(&word) = TABLE.get(lower) {
        return word;
    }
    if lower.ends_with("ed") && lower.len() >= 4 && !lower.starts_with("un") {
        return Word::Verb(Verb::Ed);
    }
    if lower.ends_with("'ll") { Word::Verb(Verb::Will) } else { Word::Other }
}

/// No word of the table is longer.
pub(super) const LONGEST: usize = 14;

const NUMBERS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

const DECADES: [&str; 8] =
    ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const MONTHS_SHORT: [(&str, i32); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

const WEEKDAYS: [[&str; 3]; 7] = [
    ["monday", "mondays", "mon"],
    ["tuesday", "tuesdays", "tue"],
    ["wednesday", "wednesdays", "wed"],
    ["thursday", "thursdays", "thu"],
    ["friday", "fridays", "fri"],
    ["saturday", "saturdays", "sat"],
    ["sunday", "sundays", "sun"],
];

const CLASSES: &[(Word, &[&str])] = &[
    (Word::Hundred, &["hundred"]),
    (Word::Dozen, &["dozen"]),
    (Word::Couple, &["couple"]),
    (Word::Several, &["several", "few", "many", "numerous", "countless"]),
    (Word::Half, &["half"]),
    (Word::Season(Season::Spring), &["spring"]),
    (Word::Season(Season::Summer), &["summer"]),
    (Word::Season(Season::Autumn), &["autumn", "fall"]),
    (Word::Season(Season::Winter), &["winter"]),
    (Word::Seasons(Season::Summer), &["summers"]),
    (Word::Seasons(Season::Winter), &["winters"]),
    (Word::Part(Part::Morning), &["morning"]),
    (Word::Part(Part::Afternoon), &["afternoon"]),
    (Word::Part(Part::Evening), &["evening"]),
    (Word::Part(Part::Night), &["night"]),
    (Word::Parts(Part::Morning), &["mornings"]),
    (Word::Parts(Part::Afternoon), &["afternoons"]),
    (Word::Parts(Part::Evening), &["evenings"]),
    (Word::Parts(Part::Night), &["nights"]),
    (Word::Unit(Unit::Minute), &["minute"]),
    (Word::Unit(Unit::Hour), &["hour"]),
    (Word::Unit(Unit::Day), &["day"]),
    (Word::Unit(Unit::Week), &["week"]),
    (Word::Unit(Unit::Weekend), &["weekend"]),
    (Word::Unit(Unit::Month), &["month"]),
    (Word::Unit(Unit::Quarter), &["quarter"]),
    (Word::Unit(Unit::Year), &["year"]),
    (Word::Unit(Unit::Decade), &["decade"]),
    (Word::Unit(Unit::Century), &["century"]),
    (Word::Units(Unit::Second), &["seconds"]),
    (Word::Units(Unit::Minute), &["minutes"]),
    (Word::Units(Unit::Hour), &["hours"]),
    (Word::Units(Unit::Day), &["days"]),
    (Word::Units(Unit::Week), &["weeks"]),
    (Word::Units(Unit::Weekend), &["weekends"]),
    (Word::Units(Unit::Month), &["months"]),
    (Word::Units(Unit::Quarter), &["quarters"]),
    (Word::Units(Unit::Year), &["years"]),
    (Word::Units(Unit::Decade), &["decades"]),
    (Word::Units(Unit::Century), &["centuries"]),
    (Word::Deictic(0), &["today"]),
    (Word::Deictic(-1), &["yesterday"]),
    (Word::Deictic(1), &["tomorrow"]),
    (Word::Tonight, &["tonight"]),
    (Word::Overnight, &["overnight"]),
    (Word::Noon, &["noon", "midday"]),
    (Word::Midnight, &["midnight"]),
    (Word::Am, &["a.m", "am"]),
    (Word::Pm, &["p.m", "pm"]),
    (Word::OClock, &["o'clock"]),
    (
        Word::Zone,
        &["est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "gmt", "utc", "bst", "cet"],
    ),
    (Word::Now, &["now"]),
    (Word::Currently, &["currently", "nowadays", "presently"]),
    (Word::Recently, &["recently"]),
    (Word::Present, &["present"]),
    (Word::Future, &["future"]),
    (Word::Daily(Unit::Hour), &["hourly"]),
    (Word::Daily(Unit::Day), &["daily", "nightly"]),
    (Word::Daily(Unit::Week), &["weekly"]),
    (Word::Daily(Unit::Month), &["monthly"]),
    (Word::Daily(Unit::Year), &["yearly", "annually"]),
    (Word::The, &["the"]),
    (Word::A, &["a", "an"]),
    (Word::This, &["this"]),
    (Word::That, &["that"]),
    (Word::These, &["these", "those"]),
    (Word::Last, &["last"]),
    (Word::Next, &["next"]),
    (Word::Past, &["past"]),
    (Word::Coming, &["coming", "upcoming"]),
    (Word::Previous, &["previous", "preceding", "prior"]),
    (Word::Following, &["following", "ensuing", "subsequent"]),
    (Word::Same, &["same", "corresponding", "comparable", "like"]),
    (Word::Current, &["current"]),
    (Word::Latest, &["latest", "final"]),
    (Word::Recent, &["recent"]),
    (Word::Another, &["another"]),
    (Word::Each, &["each", "every"]),
    (Word::Other2, &["other"]),
    (Word::Per, &["per"]),
    (Word::Early, &["early"]),
    (Word::Late, &["late"]),
    (Word::Mid, &["mid"]),
    (Word::Earlier, &["earlier"]),
    (Word::Later, &["later"]),
    (Word::Beginning, &["beginning", "start"]),
    (Word::Middle, &["middle"]),
    (Word::End, &["end", "close"]),
    (
        Word::Approx,
        &["about", "almost", "nearly", "around", "roughly", "approximately", "some", "only", "just", "over", "under"],
    ),
    (Word::More, &["more", "less", "fewer", "longer"]),
    (Word::Than, &["than"]),
    (Word::At, &["at"]),
    (Word::Least, &["least", "most"]),
    (Word::Up, &["up"]),
    (Word::To, &["to"]),
    (Word::As, &["as"]),
    (
        Word::Filler,
        &[
            "straight",
            "consecutive",
            "full",
            "trading",
            "business",
            "working",
            "additional",
            "extra",
            "calendar",
            "entire",
            "whole",
            "solid",
            "successive",
            "single",
        ],
    ),
    (Word::Long, &["long"]),
    (Word::Old, &["old"]),
    (Word::Fiscal, &["fiscal"]),
    (Word::Period, &["period"]),
    (Word::Near, &["near", "foreseeable", "distant", "immediate"]),
    (Word::Date, &["date"]),
    (Word::Moment, &["moment"]),
    (Word::Time, &["time", "times"]),
    (Word::Once, &["once", "twice"]),
    (Word::Ago, &["ago"]),
    (Word::If, &["if"]),
    (Word::Hence, &["hence"]),
    (Word::Before, &["before"]),
    (Word::After, &["after"]),
    (Word::Since, &["since"]),
    (Word::Until, &["until", "till"]),
    (Word::By, &["by"]),
    (Word::From, &["from"]),
    (Word::Between, &["between"]),
    (Word::Through, &["through", "thru"]),
    (Word::Of, &["of"]),
    (Word::In, &["in"]),
    (Word::On, &["on"]),
    (Word::For, &["for"]),
    (Word::During, &["during", "throughout"]),
    (Word::And, &["and"]),
    (Word::Or, &["or"]),
    (Word::So, &["so"]),
    (Word::But, &["but", "while", "when", "meanwhile", "also"]),
    (
        Word::Feast,
        &[
            "thanksgiving",
            "christmas",
            "new",
            "easter",
            "good",
            "independence",
            "labor",
            "labour",
            "memorial",
            "election",
            "veterans",
            "valentine",
            "martin",
            "presidents",
            "columbus",
            "halloween",
            "mother",
            "father",
            "inauguration",
            "boxing",
            "st",
            "super",
            "juneteenth",
            "guy",
            "bastille",
            "groundhog",
            "ash",
            "palm",
            "earth",
            "remembrance",
            "armistice",
            "flag",
        ],
    ),
];

const VERBS: &[(Verb, &[&str])] = &[
    (Verb::Will, &["will", "won't", "shall"]),
    (
        Verb::Plan,
        &[
            "would",
            "could",
            "might",
            "should",
            "must",
            "can",
            "cannot",
            "can't",
            "let's",
            "expected",
            "expects",
            "expect",
            "scheduled",
            "due",
            "plan",
            "plans",
            "planned",
            "planning",
            "slated",
            "effective",
            "payable",
            "deadline",
            "starting",
            "expires",
            "expire",
            "matures",
            "maturing",
            "mature",
            "hopes",
            "hope",
            "intends",
            "intend",
            "aims",
            "vows",
            "poised",
            "tentatively",
            "forthcoming",
        ],
    ),
    (Verb::Be, &["be"]),
    (Verb::Is, &["is", "are"]),
    (Verb::Had, &["had"]),
    (
        Verb::Past,
        &[
            "was", "were", "did", "said", "told", "has", "have", "been", "began", "went", "made", "took", "came",
            "got", "fell", "rose", "won", "lost", "held", "met", "sent", "left", "gave", "found", "saw", "ran", "sold",
            "bought", "became", "spoke", "shot", "led", "broke", "spent", "wrote", "kept", "grew", "drew", "knew",
            "paid", "thought", "stood", "felt", "brought", "struck", "chose", "swore", "flew", "drove", "threw",
            "heard", "built", "caught", "sought", "taught", "fought", "withdrew", "overtook", "wasn't", "didn't",
            "weren't", "hasn't", "hadn't",
        ],
    ),
];

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
