//! A person's name as words: titles, first name, surname, suffix; which names agree.

use std::borrow::Cow;

use crate::annotate::{callings, entity};

/// Returns the words of a name without titles, possessives and stray marks.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split_whitespace()
        .map(|w| without_possessive(w).trim_matches(is_stray))
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    // "Don Van Natta" is no don.
    // "Tan Boon Heng" is no Tan Sri.
    let is_family = |words: &[String]| words[0].eq_ignore_ascii_case("tan") && !words[1].eq_ignore_ascii_case("sri");
    let has_rank = |words: &[String]| {
        words.len() > 2 && is_rank(&words[0]) && !entity::is_particle(&words[1]) && !is_family(words)
    };
    while words.len() > 1 && is_title(&words[0]) || has_rank(&words) {
        words.remove(0);
    }
    while words.len() > 2 && words.last().is_some_and(|w| is_after_name(w)) {
        words.pop();
    }
    // "Lowell Strickland of Deseret", but not "Joan of Arc" nor "Sophie, Duchess of Edinburgh".
    if let Some(of) = words.iter().position(|w| w == "of").filter(|&of| of > 1 && !is_title(&words[of - 1])) {
        words.truncate(of);
    }
    words
}

/// Splits the name of a body or place into its words, without "the", where it is based and a possessive
/// ending.
pub(crate) fn body_words(name: &str) -> Vec<String> {
    let words = without_possessive(name).split_whitespace().map(|w| w.trim_matches(is_stray));
    let mut words: Vec<String> = words.filter(|w| !w.is_empty()).map(str::to_string).collect();
    if words.len() > 1 && (words[0].eq_ignore_ascii_case("the") || words[0].ends_with("-based")) {
        words.remove(0);
    }
    words
}

/// Returns the name of an entity with apostrophes as the text has them, which may be curly.
pub(crate) fn as_written(name: &str, is_curly: bool) -> Cow<'_, str> {
    if is_curly && name.contains('\'') { name.replace('\'', "’").into() } else { name.into() }
}

fn without_possessive(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

/// Tells whether a mark may cling to a name.
fn is_stray(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '"' | '“' | '”' | '(' | ')')
}

/// Tells whether letters that follow a name are a rank or a degree.
pub(crate) fn is_after_name(word: &str) -> bool {
    const AFTER: &[&str] =
        &["CBE", "Esq.", "KC", "M.D.", "MBE", "MEP", "MP", "MSP", "OBE", "Ph.D.", "PhD", "QC", "SC", "TD"];
    AFTER.contains(&word)
}

/// Words before a name that are no part of it, beside those of [`entity::is_title`], without the full
/// stop of an abbreviation.
const TITLES: &[&str] = &["coun", "former", "magistrate", "the"];

/// Tells whether a word before a first name and a surname is a rank or a form of address that may also be
/// a name ("Sheikh Hasina").
pub(crate) fn is_rank(word: &str) -> bool {
    const RANKS: &[&str] = &[
        "academician",
        "acp",
        "adv",
        "aig",
        "alhaji",
        "apostle",
        "arc",
        "baritone",
        "barr",
        "brig-gen",
        "brigadier",
        "canon",
        "cde",
        "cdr",
        "comandante",
        "commodore",
        "datin",
        "dato",
        "datuk",
        "deacon",
        "dean",
        "don",
        "dona",
        "doña",
        "emerita",
        "emeritus",
        "encik",
        "engr",
        "evang",
        "evangelist",
        "garda",
        "gogo",
        "gp",
        "haji",
        "hajia",
        "igp",
        "igwe",
        "inkosi",
        "kaumatua",
        "kaumātua",
        "kgosi",
        "ldr",
        "maj-gen",
        "makhdoom",
        "malam",
        "mallam",
        "maulana",
        "maître",
        "mk",
        "mna",
        "mpa",
        "mpl",
        "mullah",
        "mzee",
        "nawab",
        "oba",
        "otunba",
        "pandit",
        "puan",
        "ratu",
        "rt",
        "sardar",
        "sarpanch",
        "sheik",
        "sheikh",
        "soprano",
        "sqn",
        "sri",
        "ssp",
        "swami",
        "tan",
        "tenor",
        "tun",
        "wg",
    ];
    let word = word.to_lowercase();
    RANKS.contains(&word.as_str())
}

pub(crate) fn is_title(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    entity::is_title(word) || TITLES.iter().any(|t| plain.eq_ignore_ascii_case(t)) || callings::is_title(plain)
}

/// First name, surname and suffix of a name, in lower case; first and suffix may be empty. The first name
/// of "J. Gerald Roe" is Gerald.
pub(crate) fn parts(words: &[String]) -> [String; 3] {
    let is_given = words.first().is_some_and(|w| entity::is_also_given(w));
    let mut words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let suffix = if words.len() > 1 && words.last().is_some_and(|w| entity::is_suffix(w)) { words.pop() } else { None };
    let last = words.pop().unwrap_or_default();
    let suffix = suffix.unwrap_or_default().trim_end_matches('.').to_string();
    // "Van Esterik" and "de la Cruz" are surnames without a first name.
    let is_particle = |n: usize, word: &str| entity::is_particle(word) && !(n == 0 && is_given);
    let written_out = words.iter().position(|w| !is_initial(w)).filter(|&n| !is_particle(n, &words[n]));
    let n = written_out.unwrap_or(0);
    let first = words.into_iter().nth(n).filter(|w| !is_particle(n, w));
    [first.unwrap_or_default(), last, suffix]
}

/// Tells whether a word is the first letter of a name, or several ("J.", "J.D.").
pub(crate) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    let is_pair = |c: char, stop: Option<char>| c.is_alphabetic() && stop == Some('.');
    let mut n = 0;
    while let Some(c) = letters.next() {
        if !is_pair(c, letters.next()) {
            return false;
        }
        n += 1;
    }
    n > 0
}

/// Tells whether two names with one surname are two persons' by their suffixes.
pub(crate) fn are_two(one: &[String], other: &[String]) -> bool {
    let [one, other] =
        [one, other].map(|words| entity::PersonName::parse(&words.iter().map(String::as_str).collect::<Vec<_>>()));
    one.zip(other).is_some_and(|(one, other)| !one.suffixes_agree(&other))
}

/// Tells whether two first names can be one person's: equal, one the other's initial or short
/// form, or a misspelling that doubles a letter ("Hilary", "Hillary").
pub(crate) fn same_first(one: &str, other: &str) -> bool {
    entity::same_given(one, other) || differ_in_doubles(one, other)
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
pub(crate) fn same_suffix(one: &str, other: &str) -> bool {
    one.is_empty() || other.is_empty() || one == other
}
