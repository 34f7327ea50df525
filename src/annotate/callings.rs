//! Words that say what a person is, offices and callings (`callings.txt`), known to quotes and
//! names alike.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::word_set::WordSet;

/// Words before what somebody is no longer.
pub(crate) const PAST: &[&str] = &["ex-", "former", "one-time", "onetime", "retired"];

/// Titles, in small letters, of those who go by one name: "King Hussein", "Pope Francis", "Sister Mary".
pub(crate) const MONONYMOUS: &WordSet =
    &WordSet::of(&["emperor", "empress", "king", "mother", "pope", "prince", "princess", "queen", "sister"]);

/// The lists of `callings.txt`.
#[derive(Debug, Default)]
struct Lists {
    callings: FxHashSet<&'static str>,
    things: FxHashSet<&'static str>,
    women: FxHashSet<&'static str>,
    men: FxHashSet<&'static str>,
    /// Words with the one that stands for them.
    same: FxHashMap<&'static str, &'static str>,
    stands_for_others: FxHashSet<&'static str>,
    /// Words that may be short for others ("leader" for "president").
    alike: FxHashMap<&'static str, Vec<&'static str>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for line in include_str!("callings.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((head, words)) = line.split_once(": ") else { continue };
        let mut words = words.split(' ');
        match head {
            "calling" => lists.callings.extend(words),
            "thing" => lists.things.extend(words),
            "woman" => lists.women.extend(words),
            "man" => lists.men.extend(words),
            "like" => {
                let words: Vec<&str> = words.collect();
                if let Some(short) = words.first() {
                    lists.alike.entry(short).or_default().extend(&words[1..]);
                }
            }
            _ => {
                let Some(one) = words.next() else { continue };
                lists.stands_for_others.insert(one);
                lists.same.extend(words.map(|word| (word, one)));
            }
        }
    }
    lists
});

/// Returns the word, in lower case, that stands for a word of a description.
pub(crate) fn plain(word: &str) -> String {
    let word = word.to_lowercase();
    LISTS.same.get(word.as_str()).map_or(word, |one| (*one).to_string())
}

/// Tells whether a word, as [`plain`] gives it, says what a person is.
pub(crate) fn is_calling(plain: &str) -> bool {
    let last = plain.rsplit('-').next().unwrap_or(plain);
    if LISTS.callings.contains(plain) || LISTS.callings.contains(last) {
        return true;
    }
    let fits = ["er", "or", "ist", "ian", "man", "eer"].iter().any(|e| plain.ends_with(e));
    plain.len() > 4 && fits && !LISTS.things.contains(last)
}

/// Tells whether a title before a name names an office ("Sen.", "Mayor").
pub(crate) fn is_title(word: &str) -> bool {
    let word = plain(word);
    LISTS.stands_for_others.contains(word.as_str())
        || [
            "attorney",
            "bishop",
            "chancellor",
            "coach",
            "commissioner",
            "director",
            "judge",
            "justice",
            "leader",
            "mayor",
            "minister",
            "officer",
            "pastor",
            "president",
            "secretary",
            "sheriff",
            "speaker",
            "treasurer",
        ]
        .contains(&word.as_str())
}

/// Returns the words, as [`plain`] gives them, for which another may stand ("leader" for "president").
pub(crate) fn alike(plain: &str) -> &'static [&'static str] {
    LISTS.alike.get(plain).map_or(&[], Vec::as_slice)
}

/// Tells whether a calling is a woman's (2), a man's (1), or may be anybody's (0).
pub(crate) fn sex(word: &str) -> u8 {
    let word = word.to_lowercase();
    if LISTS.women.contains(word.as_str()) { 2 } else { u8::from(LISTS.men.contains(word.as_str())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callings_are_told_from_things() {
        for word in ["senator", "pollster", "coach", "beekeeper", "talk-host", "historian", "scientist", "engineer"] {
            assert!(is_calling(&plain(word)), "{word}");
        }
        for word in ["letter", "center", "weather", "table", "mailer", "former"] {
            assert!(!is_calling(&plain(word)), "{word}");
        }
        assert_eq!(plain("Sen."), plain("senator"));
        assert_eq!(plain("Congresswoman"), plain("Rep."));
        assert!(alike("leader").contains(&"president") && alike("president").is_empty());
        assert_eq!((sex("widow"), sex("Congressman"), sex("judge")), (2, 1, 0));
    }
}
