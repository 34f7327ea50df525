//! A date as newspapers, feeds and databases write it → the civil date, as written.
//!
//! No time zone moves the day. `07/08/2020` is refused: nobody can tell which is the month.
//! Years outside 1000 to 2999 are errors of the sender, not dates.

use jiff::civil::Date;

use crate::article::Article;
use crate::when::calendar::MONTHS;

/// Reads a date in any of the supported spellings; `None` where it cannot be told.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    // Long strings are not dates; looking at them costs time.
    if text.len() > 120 {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    epoch(text).or_else(|| numeric(&words)).or_else(|| named(&words))
}

/// What evidence says before a date that could not be read.
const UNREADABLE: &str = ", unreadable date: ";

/// Returns the words that evidence adds for a date that could not be read.
pub(super) fn unreadable(value: &str) -> String {
    let start: String = value.chars().take(60).collect();
    format!("{UNREADABLE}{start}")
}

/// Returns the date of publication that an article gives and that could not be read, cut to its
/// beginning.
pub(crate) fn unread(article: &Article) -> Option<&str> {
    let evidence = article.evidence.get("published").filter(|_| article.published.is_none())?;
    evidence.split_once(UNREADABLE).map(|(_, typed)| typed)
}

/// Tells whether a line holds a date and nothing else but weekday, time and "Published".
pub(super) fn parse_line(line: &str) -> Option<Date> {
    const AROUND: [&str; 12] = ["published", "updated", "posted", "date", "on", "at", "am", "pm", "a", "m", "p", "edt"];
    let is_around = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit())
            || month(&word).is_some()
            || AROUND.contains(&word.as_str())
            || matches!(word.as_str(), "est" | "gmt" | "utc" | "edition" | "of")
            || is_weekday(&word)
    };
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    (line.len() <= 60 && words().all(is_around)).then(|| parse(line)).flatten()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

/// `2020-07-14`, `2020/07/14T18:00Z`, `20200714`, and `14/07/2020` where it has one reading.
fn numeric(words: &[&str]) -> Option<Date> {
    let first = words.first()?;
    if first.len() >= 8 && first.is_ascii() && first.bytes().take(8).all(|b| b.is_ascii_digit()) {
        let rest_is_time = first.len() == 8 || first.as_bytes()[8] == b'T';
        return if rest_is_time {
            date(number(&first[..4])?, number(&first[4..6])?, number(&first[6..8])?)
        } else {
            None
        };
    }
    let (a, b) = (number(first)?, number(words.get(1)?)?);
    // "14T18" is the day with the time that follows it.
    let c = words.get(2)?.split(['T', 't']).next()?;
    if first.len() == 4 {
        return date(a, b, number(c)?);
    }
    let year = if c.len() == 4 { number(c)? } else { return None };
    match (a > 12, b > 12) {
        (true, false) => date(year, b, a),
        (false, true) => date(year, a, b),
        _ if a == b => date(year, a, b),
        _ => None,
    }
}

/// `July 14, 2020`, `Tue, 14 Jul 2020 10:00:00 GMT`, `26-FEB-1987 15:01`, `14th of July 2020`.
fn named(words: &[&str]) -> Option<Date> {
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let after = words.get(at + 1).and_then(|word| day(word));
    let before = || {
        let near = words[..at].iter().rev().take(2).filter(|w| !w.eq_ignore_ascii_case("of"));
        near.map(|word| day(word)).next().flatten()
    };
    let day = after.or_else(before)?;
    let after = words[at + 1..].iter().find(|word| word.len() == 4 && number(word).is_some());
    let year = after.or(words.first().filter(|_| at == 1)).and_then(|word| number(word))?;
    date(year, month, day)
}

/// Tells whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word.trim_end_matches('.')).is_some()
}

fn month(word: &str) -> Option<i32> {
    let word = word.to_ascii_lowercase();
    let is_this = |name: &str| name.starts_with(word.as_str()) && (word.len() == 3 || word == name);
    let found = MONTHS.into_iter().position(is_this).or((word == "sept").then_some(8))?;
    i32::try_from(found + 1).ok()
}

fn day(word: &str) -> Option<i32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    if digits.len() > 2 { None } else { number(digits) }
}

fn number(word: &str) -> Option<i32> {
    if word.is_empty() || word.len() > 4 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    word.parse().ok()
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1000..=2999).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Seconds or milliseconds since 1970, in UTC, as databases export them.
fn epoch(text: &str) -> Option<Date> {
    let digits = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let count: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        9 | 10 => count,
        12 | 13 => count / 1000,
        _ => return None,
    };
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (text, expected) in [
            ("2020-07-14", "2020-07-14"),
            ("2020-07-14T23:30:00-05:00", "2020-07-14"),
            ("2020/07/14 18:00", "2020-07-14"),
            ("20200714", "2020-07-14"),
            ("20200714T180000Z", "2020-07-14"),
            ("Tue, 14 Jul 2020 10:00:00 GMT", "2020-07-14"),
            ("July 14, 2020", "2020-07-14"),
            ("Updated Sept. 3rd, 2020 at 3:05 p.m.", "2020-09-03"),
            ("14 July 2020", "2020-07-14"),
            ("the 14th of July 2020", "2020-07-14"),
            ("26-FEB-1987 15:01:01.79", "1987-02-26"),
            (" 5-MAR-1987 09:22", "1987-03-05"),
            ("25/12/2020", "2020-12-25"),
            ("12/25/2020", "2020-12-25"),
            ("2020-jul-14", "2020-07-14"),
            ("1594684800", "2020-07-14"),
            ("1594684800000", "2020-07-14"),
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        for text in [
            "",
            "07/08/2020",
            "0000-01-01",
            "9999-12-31",
            "2020-02-30",
            "July 2020",
            "soon",
            "May I, 2020",
            "5",
            "é20200714",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date() {
        assert!(parse_line("Saturday, May 23, 2020").is_some());
        assert!(parse_line("Published May 23, 2020 at 6:00 a.m.").is_some());
        assert!(parse_line("She spoke on May 23, 2020.").is_none());
    }
}
