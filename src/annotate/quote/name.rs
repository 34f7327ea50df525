//! A person's name as words: titles, first name, surname, suffix; which names agree.

use crate::annotate::callings;

/// Returns the words of a name without titles, possessives and stray marks.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split_whitespace()
        .map(|w| w.trim_end_matches("'s").trim_end_matches("’s").trim_matches(|c: char| ",;:\"“”()".contains(c)))
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    while words.len() > 1 && is_title(&words[0]) {
        words.remove(0);
    }
    while words.len() > 2 && words.last().is_some_and(|w| is_after_name(w)) {
        words.pop();
    }
    words
}

/// Splits the name of a body or place into its words, without "the" and a possessive ending.
pub(super) fn body_words(name: &str) -> Vec<String> {
    let name = name.trim_end_matches("'s").trim_end_matches("’s");
    let words = name.split_whitespace().map(|w| w.trim_matches(|c: char| ",;:\"“”()".contains(c)));
    let mut words: Vec<String> = words.filter(|w| !w.is_empty()).map(str::to_string).collect();
    if words.len() > 1 && words[0].eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    words
}

/// Tells whether letters that follow a name are a rank or a degree.
fn is_after_name(word: &str) -> bool {
    const AFTER: &[&str] =
        &["CBE", "Esq.", "KC", "M.D.", "MBE", "MEP", "MP", "MSP", "OBE", "Ph.D.", "PhD", "QC", "SC", "TD"];
    AFTER.contains(&word)
}

/// Words before a name that are no part of it, without the full stop of an abbreviation.
const TITLES: &[&str] = &[
    "ambassador",
    "archbishop",
    "assemblyman",
    "assemblywoman",
    "attorney",
    "baroness",
    "capt",
    "chairman",
    "chairwoman",
    "chancellor",
    "cllr",
    "col",
    "colonel",
    "commander",
    "congressman",
    "congresswoman",
    "constable",
    "coun",
    "councillor",
    "councilman",
    "councilor",
    "councilwoman",
    "dame",
    "deputy",
    "detective",
    "dr",
    "former",
    "gen",
    "general",
    "gov",
    "governor",
    "imam",
    "inspector",
    "judge",
    "justice",
    "king",
    "lady",
    "lord",
    "lt",
    "magistrate",
    "maj",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "rev",
    "reverend",
    "secretary",
    "selectman",
    "selectwoman",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheriff",
    "sir",
    "superintendent",
    "supervisor",
    "the",
    "vice",
];

pub(super) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    TITLES.iter().any(|t| word.eq_ignore_ascii_case(t)) || callings::is_title(word)
}

pub(super) fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ["Jr", "Sr", "II", "III", "IV"].iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// First name, surname and suffix of a name, in lower case; first and suffix may be empty.
pub(super) fn parts(words: &[String]) -> [String; 3] {
    let mut words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let suffix = if words.len() > 1 && words.last().is_some_and(|w| is_suffix(w)) { words.pop() } else { None };
    let last = words.pop().unwrap_or_default();
    let suffix = suffix.unwrap_or_default().trim_end_matches('.').to_string();
    // "Van Esterik" and "de la Cruz" are surnames without a first name.
    let first = words.into_iter().next().filter(|w| !is_particle(w));
    [first.unwrap_or_default(), last, suffix]
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] =
        &["al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "la", "le", "ter", "van", "von"];
    PARTICLES.contains(&word)
}

/// Tells whether two first names can be one person's: equal, one the other's initial, or a
/// misspelling that doubles a letter ("Hilary", "Hillary").
pub(super) fn same_first(one: &str, other: &str) -> bool {
    let initial = |a: &str, b: &str| {
        let a = a.trim_end_matches('.');
        a.chars().count() == 1 && b.starts_with(a)
    };
    one == other || initial(one, other) || initial(other, one) || differ_in_doubles(one, other)
}

/// Tells whether two long names are the same but for letters that one of them doubles.
fn differ_in_doubles(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 6;
    let is_likely = one.len().abs_diff(other.len()) == 1 && one.len().min(other.len()) >= SHORTEST;
    let single = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.dedup();
        letters
    };
    is_likely && single(one) == single(other)
}

/// A suffix that one of two names leaves out does not part them.
pub(super) fn same_suffix(one: &str, other: &str) -> bool {
    one.is_empty() || other.is_empty() || one == other
}
