//! Recurring times: "daily", "every Friday", "each summer", "twice a week", "Mondays".

use super::Found;
use super::lexeme::Sentence;
use super::lexicon::{Part, Season, Unit, Word};
use super::number;
use super::value::{Count, When, duration};

fn every(unit: Unit) -> When {
    When::Set(duration(Count::whole(1), unit))
}

/// Reads "daily", "weekly", "annually".
pub(super) fn adverb(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let Word::Daily(unit) = s.word(i) else { return None };
    // "The Daily Gazette" is a paper.
    let name =
        s.is_capital(i) && i > 0 && (s.is_capital(i + 1) || (s.is_capital(i - 1) && s.word(i - 1) == Word::Other));
    (!name).then(|| Found::new(i, i + 1, every(unit)))
}

/// Reads "every day", "each other Friday", "every two years", "each summer", "each July".
pub(super) fn each(s: &Sentence<'_>, i: usize) -> Option<Found> {
    if s.word(i) != Word::Each {
        return None;
    }
    let at = i + 1 + usize::from(s.word(i + 1) == Word::Other2);
    let factor = 1 + i32::from(at > i + 1);
    let value = match s.word(at) {
        Word::Unit(unit) => duration(Count::whole(factor), unit),
        Word::Weekday(n) => format!("XXXX-WXX-{}", n + 1),
        Word::Part(part) => part_value(part),
        Word::Season(season) => season_value(season),
        Word::Month(n) => format!("XXXX-{n:02}"),
        _ => {
            let (count, after) = number::count(s, at)?;
            let Word::Units(unit) = s.word(after) else { return None };
            return Some(Found::new(i, after + 1, When::Set(duration(count, unit))));
        }
    };
    Some(Found::new(i, at + 1, When::Set(value)))
}

fn part_value(part: Part) -> String {
    format!("XXXX-XX-XX{}", part.code())
}

fn season_value(season: Season) -> String {
    format!("XXXX-{}", season.code())
}

/// Reads "once a week", "three times a year", "per day", "$5 a share a year".
pub(super) fn rate(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let article = match s.word(i) {
        Word::Once => i + 1,
        Word::Int(_) | Word::Number(_) | Word::Several => {
            let (_, after) = number::count(s, i)?;
            if s.word(after) != Word::Time {
                return None;
            }
            after + 1
        }
        Word::Per => i,
        Word::A if follows_amount(s, i) => i,
        _ => return None,
    };
    let Word::Unit(unit) = s.word(article + 1) else { return None };
    let joins = matches!(s.word(article), Word::A | Word::Each | Word::Per) && unit != Unit::Quarter;
    joins.then(|| Found::new(i, article + 2, every(unit)))
}

/// What is counted or paid stands before "a year" where it means each year.
fn follows_amount(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.before(i, 1), Word::Int(_) | Word::Tenths(_) | Word::Percent | Word::Time | Word::Once | Word::Units(_))
        || (i > 0 && RATED.contains(&s.text(i - 1)))
}

const RATED: &[&str] = &[
    "percent",
    "million",
    "billion",
    "trillion",
    "thousand",
    "share",
    "tons",
    "people",
    "dollars",
    "barrels",
    "pounds",
    "euros",
    "interviews",
    "calls",
    "cents",
    "units",
    "cars",
    "gallons",
    "miles",
    "visitors",
    "passengers",
    "copies",
    "cases",
    "deaths",
    "patients",
    "flights",
    "letters",
    "acres",
    "doses",
    "tests",
];

/// Reads "Mondays", "weekday mornings", "nights", "summers", "weekends".
pub(super) fn plural(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let value = match s.word(i) {
        Word::Weekdays(n) => format!("XXXX-WXX-{}", n + 1),
        Word::Units(Unit::Weekend) => "XXXX-WXX-WE".to_string(),
        Word::Parts(part) if matches!(s.before(i, 1), Word::On | Word::In | Word::At) => part_value(part),
        _ => return None,
    };
    Some(Found::new(i, i + 1, When::Set(value)))
}
