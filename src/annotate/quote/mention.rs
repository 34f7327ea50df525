//! Mentions of persons in an article → the words of their names, and which surnames a father and a son share.

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{are_two, is_initial, name_words, parts};
use super::scene::Scene;
use crate::annotate::text::Run;
use crate::annotate::{EntityMention, entity};

/// Returns the words of a person's name, with a suffix that follows it ("Jr.") and initials before it
/// ("J. Gerald Roe").
pub(super) fn words_of(scene: &Scene<'_>, entity: &EntityMention) -> Vec<String> {
    const INITIALS: usize = 3;
    let mut words = name_words(entity.span.of(scene.text.source));
    let start = scene.tokens_of(entity).start as usize;
    let is_whole = words.len() > 1 && words.first().is_some_and(|w| w == scene.word(start));
    let is_before = |i: usize| scene.sentences[i] == scene.sentences[start] && is_initial(scene.word(i));
    let before = (start.saturating_sub(INITIALS)..start).rev().take_while(|&i| is_whole && is_before(i));
    before.for_each(|i| words.insert(0, scene.word(i).to_string()));
    let next = scene.tokens_of(entity).end as usize;
    let next = if scene.is_word(next, &[","]) { next + 1 } else { next };
    if words.len() > 1 && !words.last().is_some_and(|w| entity::is_suffix(w)) && entity::is_suffix(scene.word(next)) {
        words.push(scene.word(next).to_string());
    }
    let shouts =
        words.iter().all(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.chars().any(char::is_lowercase));
    if shouts && words.len() > 1 { words.iter().map(|w| entity::calm(w)).collect() } else { words }
}

/// Returns the surnames that a father and a son of one first name have: the text, its headline apart, gives a
/// name with "Jr." or the like and without it.
pub(super) fn fathers(scene: &Scene<'_>, mentions: &[(Run, Vec<String>)]) -> FxHashSet<String> {
    const NAMESAKES: usize = 40;
    let mut sons: FxHashMap<String, Vec<&[String]>> = FxHashMap::default();
    let suffixed = |(_, words): &&(Run, Vec<String>)| words.last().is_some_and(|w| entity::is_suffix(w));
    for (_, words) in mentions.iter().filter(suffixed) {
        let [first, last, _] = parts(words);
        let known = sons.entry(last).or_default();
        if !first.is_empty() && known.len() < NAMESAKES && !known.contains(&&words[..]) {
            known.push(words);
        }
    }
    let body = headline_end(scene);
    let mut fathers = FxHashSet::default();
    for (run, words) in mentions.iter().filter(|_| !sons.is_empty()) {
        let [_, last, suffix] = parts(words);
        let known = sons.get(&last).filter(|_| suffix.is_empty() && run.start >= body);
        if known.is_some_and(|known| known.iter().any(|son| are_two(words, son))) {
            fathers.insert(last);
        }
    }
    fathers
}

/// Returns the token after the headline: a first paragraph without a full stop at its end.
fn headline_end(scene: &Scene<'_>) -> u32 {
    if scene.text.paragraphs.is_empty() {
        return 0;
    }
    let first = scene.text.paragraph_tokens(0);
    let ends_in_stop = first.range().next_back().is_some_and(|i| !scene.is_wordlike(i));
    if ends_in_stop { 0 } else { first.end }
}
