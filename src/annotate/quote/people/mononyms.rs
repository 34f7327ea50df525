//! Kings, popes and nuns go by one name: "King Hussein", "Pope Francis", "Sister Mary" are persons of their own, not
//! whoever else bears that name, and are called so with the title.

use rustc_hash::{FxHashMap, FxHashSet};

use super::mention::Mention;
use super::spelling::shouts;
use crate::annotate::callings::MONONYMOUS;
use crate::annotate::entity;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::words::name::parts;

/// Most tokens of a name before its first word.
const BEFORE: usize = 3;
/// Titles of nuns, who have a surname, too; at the beginning of a sentence they are relatives as often.
const NUNS: &[&str] = &["mother", "sister"];

/// Tells whether the words of a name begin with such a title.
pub(super) fn is_titled(words: &[String]) -> bool {
    words.len() > 1 && is_title(&words[0].to_lowercase())
}

/// Tells whether a word in small letters is such a title.
pub(super) fn is_title(word: &str) -> bool {
    MONONYMOUS.holds(word)
}

/// Gives single names behind such a title the title as a first word, where the article names nobody in full behind the
/// same one ("Prince Bandar" is Prince Bandar bin Sultan), and "John Paul" that of Pope John Paul.
pub(super) fn give_titles(scene: &Scene<'_>, mentions: &mut [Mention]) {
    let titles: Vec<Option<usize>> = mentions.iter().map(|mention| title(scene, mention)).collect();
    if titles.iter().all(Option::is_none) {
        return;
    }
    let (mut full, mut sure) = (FxHashSet::default(), FxHashSet::default());
    for ((_, words), &title) in mentions.iter().zip(&titles) {
        let Some(title) = title else { continue };
        let word = scene.word(title).to_lowercase();
        let [first, last, _] = parts(words);
        if is_single(&word, words) {
            let opens = title == 0 || scene.sentences[title - 1] != scene.sentences[title];
            if !opens || !NUNS.contains(&&*word) {
                sure.insert((word, last));
            }
        } else if NUNS.contains(&&*word) {
            full.extend([(word.clone(), first), (word, last)]);
        } else {
            full.insert((word, first));
        }
    }
    let mut longer: FxHashMap<Vec<String>, String> = FxHashMap::default();
    for ((_, words), title) in mentions.iter_mut().zip(titles) {
        let Some(title_token) = title else { continue };
        let title = entity::calm(scene.word(title_token));
        let word = title.to_lowercase();
        let key = (word, parts(words)[1].clone());
        if !is_single(&key.0, words) || full.contains(&key) || !sure.contains(&key) || is_titled(words) {
            continue;
        }
        let numeral = if words.len() > 1 { words.pop_if(|last| is_numeral(last)) } else { None };
        if words.len() > 1 || numeral.is_some() {
            longer.insert(words.clone(), title.clone());
        }
        // "KING HUSSEIN" of a text in capitals.
        if shouts(&[scene.word(title_token)]) {
            words.iter_mut().for_each(|word| *word = entity::calm(word));
        }
        words.insert(0, title);
        // No other numeral is known to end names.
        words.extend(numeral.filter(|numeral| entity::is_suffix(numeral)));
    }
    for (_, words) in mentions.iter_mut().filter(|(_, words)| !longer.is_empty() && !is_titled(words)) {
        let end = words.len() - usize::from(words.len() > 1 && is_numeral(&words[words.len() - 1]));
        if end < words.len() && end > 0 || end > 1 {
            let Some(title) = longer.get(&words[..end]) else { continue };
            words.insert(0, title.clone());
            words.retain(|word| !is_numeral(word) || entity::is_suffix(word));
        }
    }
}

/// The title right before a name, which may be part of what the tagger holds to be one ("[Queen] Elizabeth").
fn title(scene: &Scene<'_>, (run, words): &Mention) -> Option<usize> {
    let first = run.range().take(BEFORE).find(|&i| scene.word(i) == words[0])?;
    let title = if is_titled(words) { first } else { first.checked_sub(1)? };
    let is_title = scene.is_word(title, MONONYMOUS) && scene.forms[title].is_capital;
    (is_title && scene.sentences[title] == scene.sentences[first]).then_some(title)
}

/// Tells whether the words of a name behind a title are one name, with a numeral or without; those of popes may be two.
fn is_single(title: &str, words: &[String]) -> bool {
    let most = if title == "pope" { 2 } else { 1 };
    let words = &words[usize::from(is_titled(words))..];
    let numeral = words.len() > 1 && is_numeral(&words[words.len() - 1]);
    (1..=most).contains(&(words.len() - usize::from(numeral)))
}

/// Tells whether a word is a Roman numeral behind a name: "II", "XVI".
fn is_numeral(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Returns the names, in small letters, that alone stand for who goes by them, though others have them for a surname:
/// these are called by their first names alone ("Saddam", beside King Hussein), again and again.
pub(super) fn borne_alone(mentions: &[Mention]) -> FxHashSet<String> {
    const OFTEN: usize = 2;
    let mut titled: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
    for (_, words) in mentions.iter().filter(|(_, words)| is_titled(words)) {
        let [title, name, _] = parts(words);
        titled.entry(name).or_default().insert(title);
    }
    if titled.is_empty() {
        return FxHashSet::default();
    }
    let mut alone: FxHashMap<String, usize> = FxHashMap::default();
    let mut firsts: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
    for (_, words) in mentions.iter().filter(|(_, words)| !is_titled(words)) {
        let [first, last, _] = parts(words);
        if first.is_empty() {
            *alone.entry(last).or_default() += 1;
        } else {
            firsts.entry(last).or_default().insert(first);
        }
    }
    let is_called = |first: &String| alone.get(first).is_some_and(|&n| n >= OFTEN);
    let is_one = |(name, titles): &(String, FxHashSet<String>)| {
        titles.len() == 1 && firsts.get(name).is_some_and(|firsts| firsts.iter().all(is_called))
    };
    titled.into_iter().filter(is_one).map(|(name, _)| name).collect()
}
