//! Sentences that open without a comma: "To Bo Dell [she] said", "After the hearing [Ann Roe, of Mill Lane,] said". The
//! taggers take whom somebody speaks to for a part of who speaks, or only what is told of her between commas.

use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of such an opening with the noun behind it.
const OPENING: usize = 14;
/// Words that open when and where somebody spoke.
const OPENERS: &WordSet =
    &WordSet::of(&["after", "at", "before", "during", "following", "in", "inside", "on", "outside", "under"]);
/// Words that a noun belongs to which stands behind them.
const LINKS: &WordSet = &WordSet::of(&[
    "about", "after", "against", "and", "at", "before", "between", "by", "for", "from", "in", "inside", "into", "near",
    "of", "on", "or", "outside", "over", "than", "to", "under", "with",
]);

/// Who speaks, without what opens the sentence before her.
pub(super) fn subject(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    if source.end > cue.start {
        return source;
    }
    let subject = behind_addressee(scene, source, cue).or_else(|| before_aside(scene, source, cue));
    subject.unwrap_or(source)
}

/// "To Bo Dell [she] said", "Turning to Dell [the judge] said".
fn behind_addressee(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let (start, end) = (source.start as usize, source.end as usize);
    let last = end.checked_sub(1).filter(|&last| last > start)?;
    let sentence = scene.text.sentences.get(scene.sentences[start] as usize)?.start as usize;
    let is_to = scene.is_word(sentence, &["to", "addressing", "of"])
        || scene.is_word(sentence, &["turning"]) && scene.is_word(sentence + 1, &["to"]);
    let is_joint = |i: usize| !scene.is_wordlike(i) || scene.is_word(i, &["and", "as", "but", "nor", "or", "than"]);
    let is_near = is_to && start - sentence.min(start) <= 2 && source.end == cue.start;
    if is_near && scene.is_word(last, &["he", "she", "they", "we"]) && !is_joint(last - 1) {
        return Some(run_of(last, end));
    }
    let the = (start + 1..end).rev().take(OPENING).find(|&i| scene.is_word(i, &["the"]))?;
    let name = scene.entities_in(run_of(the - 1, the)).last()?;
    let is_behind = scene.tokens_of(name).end as usize == the;
    (is_near && is_behind && may_end_who(scene, last)).then(|| run_of(the, end))
}

/// "After the hearing [Ann Roe, of Mill Lane,] said": with the noun that stands before what is told of her.
fn before_aside(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let (start, end) = (source.start as usize, source.end as usize);
    let closing = cue.start.checked_sub(1)? as usize;
    let is_closed = scene.word(closing) == "," && (end == closing || end == closing + 1);
    let sentence = scene.text.sentences.get(scene.sentences[start] as usize)?.start as usize;
    // The taggers took the aside alone, or a part of the opening, too.
    let behind = start.checked_sub(1).filter(|&i| i > sentence && scene.word(i) == ",");
    let comma = behind.or_else(|| (start..closing).take(OPENING).find(|&i| scene.word(i) == ","))?;
    let is_aside = scene.word(comma) == "," && comma + 1 < closing;
    if !is_closed || !is_aside || comma - sentence > OPENING || !scene.is_word(sentence, OPENERS) {
        return None;
    }
    let does = |i: usize| is_verb(scene, i) && !scene.is_word(i, &["address", "answer", "debate", "interview", "talk"]);
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !does(i);
    let noun = noun_until(scene, sentence + 1, comma)?;
    let before = noun.checked_sub(1).filter(|&i| i > sentence)?;
    let is_apart = !scene.is_word(before, LINKS) && !scene.is_title(before) && !is_possessive(scene, before);
    let is_plain = (sentence..comma).all(is_part) && scene.marks.region_of(sentence).is_none();
    (is_apart && is_plain).then(|| run_of(noun, end))
}

/// Where the last noun phrase before a comma begins: a name with its titles, or behind an article.
fn noun_until(scene: &Scene<'_>, first: usize, comma: usize) -> Option<usize> {
    let last = comma.checked_sub(1).filter(|&last| last >= first)?;
    if scene.forms[last].is_capital {
        let is_name = |&i: &usize| scene.forms[i].is_capital || scene.is_title(i);
        return (first..comma).rev().take_while(is_name).last();
    }
    let noun = (first..last).rev().find(|&i| scene.is_word(i, DETERMINERS));
    noun.filter(|&i| may_end_who(scene, last) && !(i + 1..last).any(|i| scene.is_word(i, LINKS)))
}
