//! Forms of address that no list has: of "Tun Musa Banda" who is "Tun Banda" elsewhere, "Tun" is no first name.

use rustc_hash::FxHashSet;

use super::mention::Mention;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::words::name::{is_rank, parts};
use crate::annotate::text::TokenKind;

/// Most words before a name among which one is looked for, and tokens of a name before its first word.
const BEFORE: usize = 3;

/// Leaves out the first of two words of a name where it stands before a whole name with the same surname, or, known for
/// a form of address, with the same first name ("Datuk Rahman").
pub(super) fn leave_out(scene: &Scene<'_>, mentions: &mut [Mention]) {
    let mut borne: FxHashSet<(&str, String)> = FxHashSet::default();
    for (run, words) in mentions.iter() {
        let [first, last, _] = parts(words);
        let Some(at) = run.range().take(BEFORE + 1).find(|&i| scene.word(i) == words[0]) else { continue };
        let is_before = |i: &usize| {
            let is_word = scene.text.tokens[*i].kind == TokenKind::Word && scene.forms[*i].is_capital;
            is_word && scene.sentences[*i] == scene.sentences[at]
        };
        if first.is_empty() {
            continue;
        }
        for title in (at.saturating_sub(BEFORE)..at).rev().take_while(is_before).map(|i| scene.word(i)) {
            borne.insert((title, last.clone()));
            if is_rank(title) {
                borne.insert((title, words[0].to_lowercase()));
            }
        }
    }
    let is_borne = |words: &[String]| match words {
        [title, name] => borne.contains(&(title.as_str(), name.to_lowercase())),
        _ => false,
    };
    mentions.iter_mut().filter(|(_, words)| is_borne(words)).for_each(|(_, words)| _ = words.remove(0));
}
