//! What other query languages write with brackets and signs of their own: ranges (`[a TO b]`),
//! comparisons (`>=2020`), distances as calls (`near(a, b, 5)`). Tells where one stands and what
//! is written for it here; nothing is read as something else in silence.

use super::error::QueryErrorKind;
use super::lex::{FIELD_NAMES, is_double_quote};

/// A range, however it is written elsewhere.
pub(super) const RANGE: QueryErrorKind = QueryErrorKind::Unsupported {
    what: "a range without two dots",
    instead: "write two dots between the days, which are both in it: published:2020-05..2020-07; either side may be \
              left open",
};

/// A comparison of days.
pub(super) const COMPARISON: QueryErrorKind = QueryErrorKind::Unsupported {
    what: "a comparison of days",
    instead: "write published:2020-05.. for that day or later, published:..2020-05 for that day or before",
};

/// A sign behind a field that is no colon.
pub(super) const ASSIGNED: QueryErrorKind = QueryErrorKind::Unsupported {
    what: "a field without its colon",
    instead: "write a colon behind the field: source:ledger, published:2020-05..2020-07",
};

/// Returns the bytes of the range in square or curly brackets that a text begins with.
pub(super) fn range(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['[', '{'])?;
    let end = inner.find([']', '}'])?;
    let is_range = !inner[..end].contains(['[', '{']) && sides(&inner[..end]).is_some();
    is_range.then_some(end + 2)
}

/// Takes `a TO b` apart; both sides must be there, and be days around a `to` in lower case.
fn sides(inner: &str) -> Option<(&str, &str)> {
    let parts = |to: &str| inner.split_once(to).map(|(from, to)| (from.trim(), to.trim()));
    let is_of_days = |(from, to): &(&str, &str)| day(from).is_some() && day(to).is_some();
    let (from, to) = parts(" TO ").or_else(|| parts(" to ").filter(is_of_days))?;
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

/// Returns the bytes up to the end of a second day behind a first one: ` TO 2020-07`, ` - 2020-07`.
pub(super) fn second_day(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start();
    let word = &rest[..rest.find(char::is_whitespace)?];
    let joins = ["to", "until", "till", "-", "–", "—"].iter().any(|join| word.eq_ignore_ascii_case(join));
    let behind = rest[word.len()..].trim_start();
    let day = &behind[..behind.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(behind.len())];
    let is_day = joins && day.starts_with(|c: char| c.is_ascii_digit());
    is_day.then_some((text.len() - behind.len() + day.len(), day))
}

/// Returns the same days as they are written here: `[2020-05 TO *]` is `2020-05..`.
pub(super) fn dotted(typed: &str) -> Option<String> {
    let inner = typed.trim_start_matches(['[', '{']).trim_end_matches([']', '}']);
    let (from, to) = match sides(inner) {
        Some(sides) => sides,
        None => {
            let (from, to) = inner.split_at(inner.find(char::is_whitespace)?);
            (from, second_day(to)?.1)
        }
    };
    let days = format!("{}..{}", day(from)?, day(to)?);
    Some(if days.contains(' ') { format!("\"{days}\"") } else { days })
}

/// Returns a side of a range as it is written here; empty where it is open.
fn day(typed: &str) -> Option<String> {
    let plain = typed.trim_matches(|c| is_double_quote(c) || c == '\'').trim();
    let lower = plain.to_ascii_lowercase();
    if matches!(lower.as_str(), "*" | "") {
        return Some(String::new());
    }
    if let Some(ago) = lower.strip_prefix("now") {
        return before_now(ago.split('/').next().unwrap_or(""));
    }
    // The time of day is left out: days are what articles have.
    let is_time = |n: usize| lower.as_bytes().get(n).is_some_and(|&b| b == b't');
    let date = if is_time(10) { lower.get(..10).unwrap_or(plain) } else { plain };
    date.starts_with(|c: char| c.is_ascii_digit()).then(|| date.to_owned())
}

/// Reads what stands behind `now`: nothing, or `-7d`, `-1MONTH`.
fn before_now(ago: &str) -> Option<String> {
    let Some(ago) = ago.strip_prefix('-') else { return ago.is_empty().then(|| "today".to_owned()) };
    let (count, unit) = ago.split_at(ago.find(|c: char| !c.is_ascii_digit())?);
    let unit = match unit {
        "d" | "day" | "days" => "days",
        "w" | "week" | "weeks" => "weeks",
        "m" | "month" | "months" => "months",
        "y" | "year" | "years" => "years",
        _ => return None,
    };
    (!count.is_empty()).then(|| format!("{count} {unit} ago"))
}

/// Returns the sign of a comparison and what stands behind it: `>=`, `2020`.
pub(super) fn comparison(typed: &str) -> Option<(&str, &str)> {
    let end = typed.find(|c| !matches!(c, '<' | '>' | '='))?;
    let (sign, day) = typed.split_at(end);
    matches!(sign, "<" | "<=" | ">" | ">=").then_some((sign, day))
}

/// Returns the days that a comparison means, its own day included.
pub(super) fn compared(typed: &str) -> Option<String> {
    let (sign, typed) = comparison(typed)?;
    let day = day(typed)?;
    Some(if sign.starts_with('>') { format!("{day}..") } else { format!("..{day}") })
}

/// Recognises a field with a sign of comparison for its colon: `source=ledger`, `published>=2020`;
/// returns the name and the signs.
pub(super) fn assigned(chunk: &str) -> Option<(&str, &str)> {
    let at = chunk.find(['=', '<', '>'])?;
    let (name, rest) = chunk.split_at(at);
    let sign = &rest[..rest.find(|c| !matches!(c, '=' | '<' | '>')).unwrap_or(rest.len())];
    FIELD_NAMES.iter().any(|field| field.eq_ignore_ascii_case(name)).then_some((name, sign))
}

/// Tells whether the text behind a word makes a call of it that can only be a distance: `near (a, b, 5)`.
pub(super) fn is_call(after: &str) -> bool {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    call(after.trim_start()).is_some_and(|(parts, _)| parts.len() > 2 && parts.last().is_some_and(is_number))
}

/// Returns what is written here for a distance as a call, and the bytes of its brackets: `(a, b, 5)` is
/// `a w/5 b`.
pub(super) fn near(after: &str) -> Option<(String, usize)> {
    let (mut parts, length) = call(after.trim_start())?;
    let distance = parts.last().and_then(|n| n.parse::<u32>().ok());
    if distance.is_some() {
        parts.pop();
    }
    let distance = distance.filter(|n| (1..=1000).contains(n)).unwrap_or(5);
    if parts.len() == 1 {
        // Without commas, or with the words in brackets of their own.
        let inner = parts[0].strip_prefix('(').and_then(|p| p.strip_suffix(')')).unwrap_or(parts[0]);
        parts = if inner.contains(',') { inner.split(',').map(str::trim).collect() } else { words(inner) };
    }
    let is_whole = |part: &&str| !part.is_empty();
    if parts.len() < 2 || !parts.iter().all(is_whole) {
        return None;
    }
    let joined: Vec<String> = parts.into_iter().map(phrased).collect();
    let skipped = after.len() - after.trim_start().len();
    Some((joined.join(&format!(" w/{distance} ")), skipped + length))
}

/// Cuts the brackets that a text begins with at their commas; returns the parts and the bytes taken.
fn call(text: &str) -> Option<(Vec<&str>, usize)> {
    text.strip_prefix('(')?;
    let (mut parts, mut depth, mut begins, mut in_quotes) = (Vec::new(), 0, 1, false);
    for (at, c) in text.char_indices() {
        match c {
            c if is_double_quote(c) => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '(' => depth += 1,
            ')' if depth == 1 => {
                parts.push(text[begins..at].trim());
                return Some((parts, at + 1));
            }
            ')' => depth -= 1,
            ',' if depth == 1 => {
                parts.push(text[begins..at].trim());
                begins = at + 1;
            }
            _ => {}
        }
    }
    None
}

/// Returns the words of a text, where none of them is quoted or grouped.
fn words(text: &str) -> Vec<&str> {
    let is_plain = !text.contains(|c| is_double_quote(c) || matches!(c, '(' | ')'));
    if is_plain { text.split_whitespace().collect() } else { Vec::new() }
}

/// Puts several words in quotation marks, as they stand side by side.
fn phrased(part: &str) -> String {
    let is_one = !part.contains(char::is_whitespace) || part.starts_with(|c| c == '(' || is_double_quote(c));
    if is_one { part.to_owned() } else { format!("\"{part}\"") }
}
