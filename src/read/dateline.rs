//! The start of a body → its dateline: the place, often a date, sometimes an agency.
//!
//! `MONTGOMERY, Ala., July 14 (NW) — The runoff …` The dateline stays in the text, too.

use super::fields::{Field, is_unset, set_field};
use crate::article::Article;

/// Longest dateline looked for, in bytes.
const LONGEST: usize = 90;

/// Sets the dateline from the text's start where none is known.
pub(super) fn take(article: &mut Article) {
    if is_unset(article, Field::Dateline)
        && let Some(dateline) = find(&article.text).map(str::to_owned)
    {
        set_field(article, Field::Dateline, &dateline, "start of the text".into());
    }
}

/// Returns the dateline that opens `text`, without its dash.
pub(super) fn find(text: &str) -> Option<&str> {
    const DASHES: [&str; 6] = ["—", "–", "--", " - ", " _ ", "―"];
    let start = text.trim_start();
    let head = start.get(..start.floor_char_boundary(LONGEST))?;
    let (dash_at, dash) = DASHES.iter().filter_map(|dash| Some((head.find(dash)?, *dash))).min()?;
    let place = head[..dash_at].trim();
    let after = start[dash_at + dash.len()..].trim_start();
    // "NASA — the agency that …" goes on in lower case; a body begins with a capital.
    let begins = after.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_whitespace());
    (begins && is_dateline(place)).then_some(place)
}

fn is_dateline(place: &str) -> bool {
    let town = place.split([',', '(']).next().unwrap_or(place);
    let n_letters = town.chars().filter(|c| c.is_alphabetic()).count();
    let in_capitals = !town.chars().any(char::is_lowercase);
    let known_marks = |c: char| c.is_alphanumeric() || c == ' ' || ",.()'’/-&".contains(c);
    let capitalised = |word: &str| !word.starts_with(char::is_lowercase);
    n_letters >= 3
        && in_capitals
        && town.starts_with(char::is_alphabetic)
        && place.chars().all(known_marks)
        && place.split_whitespace().all(capitalised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("MONTGOMERY, Ala., July 14 (NW) — The runoff", Some("MONTGOMERY, Ala., July 14 (NW)")),
            ("NEW HARBOUR (NW) - Voters", Some("NEW HARBOUR (NW)")),
            ("PORT LEWIS -- “No,” she said", Some("PORT LEWIS")),
            ("NASA — the agency that flies — said", None),
            ("The runoff — moved to July — is", None),
            ("WASHINGTON", None),
            ("", None),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
    }
}
