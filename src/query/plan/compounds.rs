//! Words that news writes as one, with a hyphen, or as two: `runoff`, `run-off`, `run off`.

/// Second halves of nouns made of verbs.
const PARTICLES: [&str; 16] = [
    "off", "out", "up", "down", "over", "in", "on", "back", "away", "by", "through", "around", "along", "under",
    "down", "together",
];

/// First halves that make new words and are rarely words themselves.
const PREFIXES: [&str; 16] = [
    "anti", "co", "counter", "cyber", "e", "ex", "inter", "mid", "multi", "non", "post", "pre", "pro", "re", "semi",
    "vice",
];

/// Returns the one word that two are also written as.
pub(super) fn joined(first: &str, second: &str) -> Option<String> {
    let is_compound =
        (first.len() > 2 && PARTICLES.contains(&second)) || (PREFIXES.contains(&first) && second.len() > 2);
    (is_compound && first.is_ascii() && second.is_ascii()).then(|| format!("{first}{second}"))
}

/// Returns the pairs of words that one is also written as.
pub(super) fn split(word: &str) -> Vec<(&str, &str)> {
    if !word.is_ascii() {
        return Vec::new();
    }
    // A noun takes its plural behind the particle ("runoffs"), which the two words do not.
    let singular = word.strip_suffix('s').unwrap_or(word);
    let by_particle = PARTICLES.iter().filter_map(|particle| {
        let first = singular.strip_suffix(particle).filter(|first| first.len() > 2)?;
        Some((first, singular.get(first.len()..)?))
    });
    let by_prefix = PREFIXES.iter().filter_map(|prefix| {
        let second = word.strip_prefix(prefix).filter(|second| second.len() > 3)?;
        Some((word.get(..prefix.len())?, second))
    });
    by_particle.chain(by_prefix).collect()
}
