//! What the longer names of an article are called for short: initials, beginnings, a department's letters.

use rustc_hash::FxHashMap;

use super::bodies::GENERAL;
use super::cluster::Mention;

/// Tells whether a name is a word of capitals alone, two to eight of them.
pub(super) fn is_abbreviation(mention: &Mention<'_>) -> bool {
    let [word] = mention.words[..] else { return false };
    let n_capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&n_capitals) && !word.chars().any(|c| c.is_lowercase() || c.is_numeric())
}

/// The letters of an abbreviation.
pub(super) fn letters(words: &[&str]) -> String {
    words.concat().chars().filter(|c| c.is_alphabetic()).collect()
}

/// Initials and beginnings of the longer names of an article.
#[derive(Debug, Default)]
pub(super) struct Shorts {
    pub initials: FxHashMap<String, usize>,
    /// Whether letters that two names begin with mean neither.
    is_all: bool,
    /// The letters that a name begins with.
    openings: FxHashMap<String, usize>,
    beginnings: FxHashMap<String, Beginning>,
}

/// Words that longer names begin with.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    /// The only body that begins so; `None` where two do.
    only: Option<usize>,
    /// The first that does, and where.
    first: usize,
    at: u32,
}

/// Words of a name that its abbreviation may leave out.
const SMALL: &[&str] = &["of", "the", "and", "for", "on", "in", "to", "&", "de", "at"];

impl Shorts {
    pub fn new(is_all: bool) -> Self {
        Shorts { is_all, ..Shorts::default() }
    }

    /// Takes in a name; `words` are its words without the form of a company, which its initials may have or not.
    pub fn learn(&mut self, mention: &Mention<'_>, words: &[&str], group: usize) {
        if words.len() < 2 || words.len() > 10 {
            return;
        }
        let initial = |w: &&str| w.chars().next();
        let large: String = words.iter().filter(|w| !SMALL.contains(w)).filter_map(initial).collect();
        let all: String = words.iter().filter_map(initial).collect();
        let whole: String = mention.normal.iter().filter_map(|word| word.chars().next()).collect();
        let opening = opening_letters(mention, words);
        if let Some(letters) = opening.clone() {
            self.openings.entry(letters).or_insert(group);
        }
        for initials in [large, all, whole].into_iter().chain(opening).chain(department_letters(words)) {
            if initials.len() >= 2 {
                self.initials.entry(initials).or_insert(group);
            }
        }
        for n in 1..words.len() {
            let at = mention.tagged.tokens.start;
            let known = self.beginnings.entry(words[..n].join(" "));
            let known = known.or_insert(Beginning { only: Some(group), first: group, at });
            if known.only != Some(group) {
                known.only = None;
            }
            if at < known.at {
                (known.first, known.at) = (group, at);
            }
        }
    }

    /// Returns the group of the longer name that an abbreviation or a beginning is short for.
    pub fn find(&self, mention: &Mention<'_>, words: &[&str]) -> Option<usize> {
        if is_abbreviation(mention) {
            let letters = letters(words);
            let found = self.initials.get(&letters).copied();
            // "VKA" is not "VKA Auto Glass" behind "VKA Industries".
            let begun = self.beginnings.get(&words.join(" ")).filter(|_| self.is_all);
            let is_later = |group: &usize| begun.is_some_and(|begun| begun.only.is_none() && begun.first != *group);
            return found.filter(|group| self.openings.get(&letters) != Some(group) || !is_later(group));
        }
        self.beginnings.get(&words.join(" "))?.only
    }

    /// Returns where the first longer name stands that begins with these words.
    pub fn begun(&self, words: &str) -> Option<u32> {
        self.beginnings.get(words).map(|begun| begun.at)
    }
}

/// The letters that a longer name begins with ("KLM Royal Dutch Airways"), unless it is another body of the one that
/// they stand for ("NFL Players Association").
fn opening_letters(mention: &Mention<'_>, words: &[&str]) -> Option<String> {
    let first = mention.words.iter().find(|word| !word.eq_ignore_ascii_case("the"))?;
    let is_short = first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase());
    let is_word = |word: &&str| word.starts_with(char::is_alphabetic);
    let is_own = words.len() > 2
        && words.get(1).is_some_and(is_word)
        && words.last().is_some_and(|last| !GENERAL.contains(last));
    (is_short && is_own).then(|| letters(&words[..1]))
}

/// What departments are called for short: "DOJ" for the Justice Department, "USDA" for the Department of Agriculture.
fn department_letters(words: &[&str]) -> Vec<String> {
    let words = if words.first().is_some_and(|word| matches!(*word, "u.s." | "us")) { &words[1..] } else { words };
    let what = match words {
        [what @ .., "department"] => what,
        ["department", "of", what @ ..] => what,
        _ => return Vec::new(),
    };
    let what: String = what.iter().filter(|w| !SMALL.contains(w)).filter_map(|w| w.chars().next()).collect();
    if what.is_empty() { Vec::new() } else { ["d", "do", "usd", "usdo"].map(|of| format!("{of}{what}")).to_vec() }
}
