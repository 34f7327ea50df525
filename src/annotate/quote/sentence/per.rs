//! "The bill is dead, per two people in the room.", "Per Roe's office, the vote is at six.": "per" and who tells it, as
//! newsletters write for "according to".

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::writings;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Most tokens of who tells it, and fewest words of what is told.
const WHO: usize = 14;
const WORDS: usize = 3;
/// Most of them in a paragraph, so that none takes long.
const MOST: usize = 64;
const PREPOSITIONS: &WordSet =
    &WordSet::of(&["at", "close", "familiar", "for", "from", "in", "of", "on", "to", "with"]);

const NUMBERS: &WordSet = &WordSet::of(&["four", "multiple", "one", "several", "some", "three", "two"]);

/// Adds what is told so in a paragraph, and ends there what others say in it.
pub(crate) fn find(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    // "Per Olsen" is a name.
    let is_per = |&i: &usize| scene.is_word(i, &["per"]) && scene.entities_in(run_of(i, i + 1)).is_empty();
    let pers: Vec<usize> = paragraph.range().filter(is_per).take(MOST).collect();
    for per in pers {
        let Some(&sentence) = scene.text.sentences.get(scene.sentences[per] as usize) else { continue };
        let found = at_end(scene, sentence, per).or_else(|| at_start(scene, sentence, per));
        let Some((who, words)) = found.filter(|(_, words)| n_words(scene, *words) >= WORDS) else { continue };
        let cue = run_of(per, per + 1);
        for attribution in attributions.iter_mut() {
            let is_past = |piece: &Run| piece.start <= cue.start && piece.end > cue.start && words.end <= cue.start;
            attribution.contents.iter_mut().filter(|piece| is_past(piece)).for_each(|piece| piece.end = words.end);
            attribution
                .contents
                .retain(|piece| piece.start < piece.end && (piece.start < cue.start || piece.start >= who.end));
        }
        attributions.retain(|a| !a.contents.is_empty());
        attributions.push(Attribution::by_rule(cue, who, words));
    }
}

/// Who tells a sentence that ends with her, and the words.
fn at_end(scene: &Scene<'_>, sentence: Run, per: usize) -> Option<(Run, Run)> {
    let start = opening(scene, sentence);
    let end = sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."]));
    let before = per.checked_sub(1).filter(|&i| i > start)?;
    let is_inside = |i: usize| {
        let region = scene.marks.region_of(i);
        region.is_some_and(|region| region.end as usize == i + 1) && scene.word(i - 1) == ","
    };
    let last = if is_inside(before) { Some(per) } else { Some(before).filter(|&i| scene.word(i) == ",") }?;
    let who = who(scene, run_of(per + 1, end))?;
    Some((who, run_of(start, last)))
}

/// Who tells a sentence that begins with her, and the words.
fn at_start(scene: &Scene<'_>, sentence: Run, per: usize) -> Option<(Run, Run)> {
    let is_first = opening(scene, sentence) == per;
    let comma =
        (per + 1..(sentence.end as usize).min(per + WHO)).find(|&i| scene.word(i) == ",").filter(|_| is_first)?;
    let who = who(scene, run_of(per + 1, comma))?;
    let name = scene.entities_in(who).first().filter(|e| e.kind == EntityKind::Person);
    let is_name = name.is_some_and(|name| scene.tokens_of(name) == who);
    (!is_name).then(|| (who, run_of(comma + 1, sentence.end as usize)))
}

/// Words that may be who tells something: a name, a person, a body or a document, and no measure ("per household").
fn who(scene: &Scene<'_>, words: Run) -> Option<Run> {
    let first = words.start as usize;
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && scene.marks.region_of(i).is_none();
    let is_phrase = (1..=WHO).contains(&words.range().len()) && words.range().all(is_part);
    let head = words.range().skip(1).find(|&i| scene.is_word(i, PREPOSITIONS)).unwrap_or(words.end as usize);
    let head = head.checked_sub(1).filter(|_| is_phrase)?;
    let is_number = scene.text.tokens.get(first).is_some_and(|t| t.kind == TokenKind::Number);
    let is_many = scene.word(head).ends_with('s') && !scene.forms[head].is_capital;
    let is_led = scene.is_word(first, DETERMINERS)
        || scene.is_word(first, NUMBERS)
        || is_number
        || scene.forms[first].is_capital
        || is_many;
    let tells = may_end_who(scene, head) || writings::family_of(&scene.word(head).to_lowercase()).is_some();
    let is_clause = words.range().any(|i| is_predicate(scene, i) && i < head);
    // "Per Roe's office".
    let is_owned = words.range().any(|i| is_possessive(scene, i));
    (is_led && (tells || is_owned) && !is_clause).then_some(words)
}
