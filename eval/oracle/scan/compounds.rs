//! Words that news writes as one or as two (`runoff`, `run off`): the rule a second time.

/// Second halves that a verb makes a noun with.
const ENDINGS: [&str; 15] = [
    "off", "out", "up", "down", "over", "in", "on", "back", "away", "by", "through", "around", "along", "under",
    "together",
];

/// First halves that are rarely words themselves.
const BEGINNINGS: [&str; 16] = [
    "anti", "co", "counter", "cyber", "e", "ex", "inter", "mid", "multi", "non", "post", "pre", "pro", "re", "semi",
    "vice",
];

/// Returns the two words that one may also be written as; the first as it is, the second in
/// any form.
pub fn halves(word: &str) -> Vec<(String, String)> {
    if !word.is_ascii() {
        return Vec::new();
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    let by_ending = ENDINGS.iter().filter_map(|ending| {
        let first = singular.strip_suffix(ending).filter(|first| first.len() > 2)?;
        Some((first.to_owned(), (*ending).to_owned()))
    });
    let by_beginning = BEGINNINGS.iter().filter_map(|beginning| {
        let second = word.strip_prefix(beginning).filter(|second| second.len() > 3)?;
        Some(((*beginning).to_owned(), second.to_owned()))
    });
    by_ending.chain(by_beginning).collect()
}

/// Returns the one word that two may also be written as.
pub fn joined(first: &str, second: &str) -> Option<String> {
    let is_ascii = first.is_ascii() && second.is_ascii();
    let by_ending = first.len() > 2 && ENDINGS.contains(&second);
    let by_beginning = BEGINNINGS.contains(&first) && second.len() > 2;
    (is_ascii && (by_ending || by_beginning)).then(|| format!("{first}{second}"))
}
