//! "Helen Doyle died on Monday. She was born [Helen Kowalski] in Vale": the name that somebody was born with is hers.

use super::mention::Mention;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::words::name::{parts, same_first};
use crate::annotate::text::Run;

/// Tokens in which an article says that somebody died, and most names that are looked at.
const LEAD: usize = 80;
const NAMES: usize = 200;

/// Gives names that somebody was born with the words of the name by which the article has introduced her, where that is
/// the only one with the same first name.
pub(super) fn join(scene: &Scene<'_>, mentions: &mut [Mention]) {
    let is_obituary = || (0..LEAD).any(|i| scene.is_word(i, &["died", "dies"]));
    let is_told = |run: Run| is_born(scene, run) || leads_birth(scene, run) && is_obituary();
    let born: Vec<usize> = (0..mentions.len()).filter(|&n| mentions[n].1.len() > 1 && is_told(mentions[n].0)).collect();
    for n in born.into_iter().take(NAMES) {
        let [first, last, _] = parts(&mentions[n].1);
        let is_hers = |(_, words): &&Mention| {
            let [other, surname, _] = parts(words);
            !other.is_empty() && surname != last && same_first(&other, &first)
        };
        let mut before = mentions[..n].iter().take(NAMES).filter(is_hers);
        let Some(known) = before.next().map(|m| m.1.clone()).filter(|_| !first.is_empty()) else { continue };
        if before.any(|m| parts(&m.1)[1] != parts(&known)[1]) {
            continue;
        }
        let name = mentions[n].1.clone();
        mentions.iter_mut().filter(|m| m.1 == name).for_each(|m| m.1.clone_from(&known));
    }
}

/// Tells whether words say that this is the name somebody was born with: "she was born [Ann Roe]", "Born [Ann Roe], she",
/// "the former [Ann Roe]".
fn is_born(scene: &Scene<'_>, run: Run) -> bool {
    let (start, end) = (run.start as usize, run.end as usize);
    let word = |back: usize| start.checked_sub(back);
    let is = |back: usize, words: &[&str]| word(back).is_some_and(|i| scene.is_word(i, words));
    let opens = word(1).is_some_and(|i| i == 0 || scene.sentences[i - 1] != scene.sentences[i]);
    let is_former = is(1, &["former"]) && is(2, &["the"]) && !is_possessive(scene, end) && !scene.is_calling(end);
    is(1, &["born"]) && (opens || is(2, &["was"])) || is_former
}

/// Tells whether a sentence says of this name where or when its bearer was born: "[Ann Roe] was born in Vale", "Born in
/// Vale, [Ann Roe] was …".
fn leads_birth(scene: &Scene<'_>, run: Run) -> bool {
    let (start, end) = (run.start as usize, run.end as usize);
    let first = scene.text.sentences[scene.sentences[start] as usize].start as usize;
    let is_born = scene.is_word(end, &["was"]) && scene.is_word(end + 1, &["born"]) && first == start;
    let is_behind = start > 0 && scene.is_word(start - 1, &[","]) && scene.is_word(first, &["born"]);
    is_born || is_behind
}
