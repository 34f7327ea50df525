//! "Ann Roe drives a bus. Her daughter, Tessa, is 15." → Ann Roe is a mother: who tells whose relative somebody is
//! tells the other's part, too.

use super::roster::Naming;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::scene::Scene;

/// Most words between "her" and whose relative somebody is ("her late twin").
const BETWEEN: usize = 3;

/// Who a man and a woman are to relatives.
const CONVERSES: &[(&[&str], &[&str], &[&str])] = &[
    (&["child", "daughter", "son", "stepdaughter", "stepson"], &["dad", "father"], &["mom", "mother", "mum"]),
    (&["dad", "father", "mom", "mother", "mum"], &["son"], &["daughter"]),
    (&["brother", "sister", "twin"], &["brother"], &["sister"]),
    (&["husband", "wife"], &["husband"], &["wife"]),
];

/// Whom a pronoun before a name that tells whose relative somebody is means, and who she is to that relative; the
/// name is the last of `namings`.
pub(super) fn converse(scene: &Scene<'_>, namings: &[Naming]) -> Option<(usize, &'static [&'static str])> {
    let [.., owner, relative] = namings else { return None };
    let start = relative.tokens.start as usize;
    let noun = start.checked_sub(1)?;
    let noun = noun.checked_sub(usize::from(scene.word(noun) == ","))?;
    let &(_, his, hers) = CONVERSES.iter().find(|(nouns, ..)| scene.is_word(noun, nouns))?;
    let is_word = |&i: &usize| scene.is_wordlike(i);
    let before = (noun.saturating_sub(BETWEEN + 1)..noun).rev().take_while(is_word);
    let gender = before
        .into_iter()
        .find_map(|i| if scene.is_word(i, &["her", "his"]) { pronoun(scene.word(i)) } else { None })?;
    let near = scene.sentences[start] - scene.sentences[owner.tokens.start as usize] <= 1;
    let words = if gender == Gender::He { his } else { hers };
    (near && owner.person != relative.person && !owner.is_described).then_some((owner.person, words))
}
