//! What stands around a name and is no description: forms of address before it ("the mayor, [Mr] Ann Roe"), and behind
//! its comma what she does ("Ann Roe, [met the mayor], …").

use super::titles::DETERMINERS;
use crate::annotate::callings::is_title;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::words::name;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// What stands in brackets behind a rank.
const RETIRED: &WordSet = &WordSet::of(&["ret", "ret.", "retd", "retd.", "retired", "rtd", "rtd."]);

/// Lengthens a source by the titles before it, where one of them stands in brackets: "[Brig (Retd)] Bo Dell".
pub(crate) fn with_bracketed(scene: &Scene<'_>, source: Run) -> Run {
    let start = source.start as usize;
    // The tagger may begin inside the bracket.
    let name = match scene.word(start) {
        ")" => start + 1,
        "(" if scene.word(start + 2) == ")" => start + 3,
        _ => start,
    };
    let is_name = scene.forms.get(name).is_some_and(|form| form.is_capital) && name < source.end as usize;
    let is_bracketed = is_name && name.checked_sub(1).is_some_and(|i| scene.word(i) == ")");
    let titled = if is_bracketed { titled_from(scene, name) } else { name };
    if titled < name { Run { start: titled as u32, end: source.end } } else { source }
}

/// Tells whether words behind a comma are no apposition, but what somebody does to who follows a determiner: "Ann Roe, [met
/// the mayor], …", but "Ann Roe, then the mayor, …", "Ann Roe, had been a judge".
pub(super) fn is_clause(scene: &Scene<'_>, words: &[usize]) -> bool {
    const COPULAS: &WordSet = &WordSet::of(&["be", "became", "been", "had", "has", "is", "remained", "was"]);
    let determiner = words.iter().skip(1).position(|&i| scene.is_word(i, DETERMINERS));
    let verb = determiner.map(|before| words[before]);
    verb.is_some_and(|verb| is_verb(scene, verb) && !scene.is_word(verb, COPULAS))
}

/// Where the titles before a name begin with the forms of address that are no callings: "[Mr] Ann Roe", "[the Rt Rev]
/// Ann Roe", "[Chief (Dr)] Bo Dell".
pub(super) fn titled_from(scene: &Scene<'_>, at: usize) -> usize {
    const TITLES: usize = 6;
    let is_word = |i: usize| scene.text.tokens[i].kind == TokenKind::Word && scene.sentences[i] == scene.sentences[at];
    let is_form = |i: usize| {
        let word = scene.word(i);
        // "The Very Rev Ann Roe".
        let is_very =
            scene.is_word(i, &["most", "right", "very"]) && scene.is_word(i + 1, &["rev", "rev.", "reverend"]);
        let is_known =
            is_very || name::is_title(word) && (!scene.is_calling(i) || is_title(word)) || name::is_rank(word);
        is_word(i) && scene.forms[i].is_capital && is_known && !scene.is_word(i, &["former", "the"])
    };
    let is_inside = |i: usize| scene.is_word(i, RETIRED) || is_form(i);
    let mut start = at;
    for _ in 0..TITLES {
        let Some(before) = start.checked_sub(1) else { break };
        start = match before.checked_sub(2) {
            _ if is_form(before) => before,
            Some(opens) if scene.word(before) == ")" && scene.word(opens) == "(" && is_inside(opens + 1) => opens,
            _ => break,
        };
    }
    let the = start.checked_sub(1).filter(|&i| start < at && scene.word(i) == "the");
    the.filter(|&i| i > 0 && scene.is_word(i - 1, &[","])).unwrap_or(start)
}
