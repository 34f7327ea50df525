//! The word lists of the lexicon, lower-cased, without final full stops.

use super::lexicon::{Part, Season, Unit, Verb, Word};

#[rustfmt::skip]
pub(super) const NUMBERS: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];

#[rustfmt::skip]
pub(super) const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

#[rustfmt::skip]
pub(super) const ORDINALS: [&str; 31] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",
    "thirtieth", "thirty-first",
];

#[rustfmt::skip]
pub(super) const DECADES: [&str; 8] =
    ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

#[rustfmt::skip]
pub(super) const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
];

#[rustfmt::skip]
pub(super) const MONTHS_SHORT: [(&str, i32); 12] = [
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

#[rustfmt::skip]
pub(super) const WEEKDAYS: [[&str; 3]; 7] = [
    ["monday", "mondays", "mon"],
    ["tuesday", "tuesdays", "tue"],
    ["wednesday", "wednesdays", "wed"],
    ["thursday", "thursdays", "thu"],
    ["friday", "fridays", "fri"],
    ["saturday", "saturdays", "sat"],
    ["sunday", "sundays", "sun"],
];

/// Tells whether a word is the whole name of a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|[name, ..]| word.eq_ignore_ascii_case(name))
}

/// Tells whether a word is the whole name of a month.
pub(crate) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|name| word.eq_ignore_ascii_case(name))
}

#[rustfmt::skip]
pub(super) const CLASSES: &[(Word, &[&str])] = &[
    (Word::QuarterName(1), &["q1"]),
    (Word::QuarterName(2), &["q2"]),
    (Word::QuarterName(3), &["q3"]),
    (Word::QuarterName(4), &["q4"]),
    (Word::HalfName(1), &["h1"]),
    (Word::HalfName(2), &["h2"]),
    (Word::WeekdayShort(1), &["tues"]),
    (Word::WeekdayShort(2), &["weds"]),
    (Word::WeekdayShort(3), &["thur", "thurs"]),
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
    (Word::Zone, &[
        "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "gmt", "utc", "bst", "cet",
    ]),
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
    (Word::Approx, &[
        "about", "almost", "nearly", "around", "roughly", "approximately", "some", "only", "just", "over",
        "under",
    ]),
    (Word::More, &["more", "less", "fewer", "longer"]),
    (Word::Than, &["than"]),
    (Word::At, &["at"]),
    (Word::Least, &["least", "most"]),
    (Word::Up, &["up"]),
    (Word::To, &["to"]),
    (Word::As, &["as"]),
    (Word::Filler, &[
        "straight", "consecutive", "full", "trading", "business", "working", "additional", "extra", "calendar",
        "entire", "whole", "solid", "successive", "single",
    ]),
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
    (Word::Feast, &[
        "thanksgiving", "christmas", "new", "easter", "good", "independence", "labor", "labour", "memorial",
        "election", "veterans", "valentine", "martin", "presidents", "columbus", "halloween", "mother",
        "father", "inauguration", "boxing", "st", "super", "juneteenth", "guy", "bastille", "groundhog", "ash",
        "palm", "earth", "remembrance", "armistice", "flag", "black", "cyber", "cinco", "canada", "anzac",
        "australia", "mardi", "international",
    ]),
];

#[rustfmt::skip]
pub(super) const VERBS: &[(Verb, &[&str])] = &[
    (Verb::Will, &["will", "won't", "shall"]),
    (Verb::Plan, &[
        "would", "could", "might", "should", "must", "can", "cannot", "can't", "let's", "expected", "expects",
        "expect", "scheduled", "due", "plan", "plans", "planned", "planning", "slated", "effective", "payable",
        "deadline", "starting", "expires", "expire", "matures", "maturing", "mature", "hopes", "hope",
        "intends", "intend", "aims", "vows", "poised", "tentatively", "forthcoming",
    ]),
    (Verb::Be, &["be"]),
    (Verb::Is, &["is", "are"]),
    (Verb::Had, &["had"]),
    (Verb::Opens, &[
        "begins", "begin", "opens", "starts", "start", "ends", "closes", "resumes", "resume", "convenes", "goes",
        "go", "heads", "head", "meets", "meet", "returns", "return", "hosts", "faces", "visits", "travels", "plays",
        "takes", "holds", "kicks", "arrives", "debuts", "airs", "premieres", "launches", "votes", "hold", "travel",
    ]),
    (Verb::Past, &[
        "was", "were", "did", "said", "told", "has", "have", "been", "began", "went", "made", "took", "came",
        "got", "fell", "rose", "won", "lost", "held", "met", "sent", "left", "gave", "found", "saw", "ran",
        "sold", "bought", "became", "spoke", "shot", "led", "broke", "spent", "wrote", "kept", "grew", "drew",
        "knew", "paid", "thought", "stood", "felt", "brought", "struck", "chose", "swore", "flew", "drove",
        "threw", "heard", "built", "caught", "sought", "taught", "fought", "withdrew", "overtook", "wasn't",
        "didn't", "weren't", "hasn't", "hadn't", "tore", "shook", "stole", "slept", "wore", "woke", "ate",
        "bore", "bit", "blew", "dug", "dealt", "fed", "fled", "flung", "forgot", "froze", "hid", "hung", "laid",
        "lent", "lit", "meant", "mistook", "overcame", "rang", "rode", "sang", "sank", "shone", "shrank",
        "slid", "spun", "stuck", "stung", "swam", "swept", "swung", "undertook", "underwent", "understood",
        "upheld", "withheld", "wept", "quit", "hit", "put", "beat",
    ]),
];
