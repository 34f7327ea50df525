//! Words set off without marks: "Roe said in a statement:¶I came here to mend the pier.", "The full statement from Ann
//! Roe:¶We will wait." The paragraph behind such a colon and those behind it that say "I" or "we" are hers.
//!
//! It ends where the article tells of her again. What is told of a third person behind a colon may be a list.

use super::interview::ANSWERS;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// How sure a rule is of the words.
const SURE: f32 = 0.8;
/// Most tokens of the sentence that leads to a statement, and of whose it is.
const LEAD: usize = 30;
const NAME: usize = 6;
/// What somebody writes or says in full.
const STATEMENTS: &WordSet = &WordSet::of(&[
    "comments",
    "email",
    "letter",
    "message",
    "note",
    "post",
    "remarks",
    "response",
    "statement",
    "text",
    "tweet",
]);

/// Adds a paragraph of such words, that a cue and a colon of the one before lead to or that go on; returns whether it is
/// one.
pub(crate) fn add(scene: &Scene<'_>, paragraph: usize, led: Option<(Run, Option<Run>)>, all: &mut Vec<Draft>) -> bool {
    let draft = led.and_then(|lead| begin(scene, paragraph, lead));
    let begins = draft.is_some();
    all.extend(draft);
    begins || goes_on(scene, paragraph, all.last_mut())
}

/// Makes a draft of the words that a cue and a colon of the paragraph before lead to.
fn begin(scene: &Scene<'_>, paragraph: usize, lead: (Run, Option<Run>)) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let (cue, source) = lead;
    let is_led = (run.start as usize).checked_sub(1).is_some_and(|i| scene.word(i) == ":");
    let is_somebody = source.is_some_and(|source| !source.range().any(|i| scene.is_word(i, &["i", "we", "you"])));
    let attribution = Attribution {
        cue: Some(cue),
        contents: vec![run],
        source,
        content_probability: SURE,
        cue_probability: SURE,
        content_link: SURE,
        source_link: SURE,
        is_headed: false,
    };
    (is_led && is_somebody && is_own(scene, run)).then_some(Draft {
        attribution,
        paragraph,
        origin: Origin::Block,
        person: None,
    })
}

/// Adds a paragraph to such words that end in the one before; returns whether it is one of them.
fn goes_on(scene: &Scene<'_>, paragraph: usize, before: Option<&mut Draft>) -> bool {
    let Some(before) = before.filter(|draft| draft.origin == Origin::Block) else { return false };
    let run = scene.text.paragraph_tokens(paragraph);
    let names_her = || {
        let words = || before.attribution.source.into_iter().flat_map(|source| source.range());
        let is_hers = |i: usize| words().any(|own| scene.forms[own].is_capital && scene.word(own) == scene.word(i));
        run.range().any(is_hers)
    };
    let is_next = before.pieces().last().is_some_and(|piece| piece.end == run.start);
    let goes_on = is_next && is_own(scene, run) && !names_her();
    if goes_on {
        before.attribution.contents.push(run);
    }
    goes_on
}

/// Leaves out what else was found in such words, but what others are told to have said.
pub(crate) fn without_own(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let is_own = |source: Run| source.range().any(|i| scene.is_word(i, ANSWERS));
    attributions.retain(|a| a.source.is_some_and(|source| !is_own(source)));
}

/// Tells whether a paragraph without marks at its beginning says "I" or "we".
fn is_own(scene: &Scene<'_>, run: Run) -> bool {
    let is_party = |i: usize| scene.is_word(i, ANSWERS) && scene.word(i) != "US" && scene.marks.region_of(i).is_none();
    scene.marks.region_of(run.start as usize).is_none() && run.range().any(is_party)
}

/// The noun and the name of a paragraph that leads to a statement without a verb: "The full statement from Ann Roe:", "A
/// post from Bo Dell, his first since noon:".
pub(crate) fn lead(scene: &Scene<'_>, run: Run) -> Option<(Run, Option<Run>)> {
    let colon = run.range().next_back().filter(|&i| scene.word(i) == ":")?;
    let start = scene.text.sentences.get(scene.sentences[colon] as usize)?.start as usize;
    let is_from = |i: &usize| scene.is_word(*i, &["from", "by", "of"]) && scene.is_word(*i - 1, STATEMENTS);
    let from = (colon.saturating_sub(LEAD).max(start + 1)..colon).find(is_from)?;
    let name = scene.entities_in(run_of(from + 1, colon)).first().map(|e| scene.tokens_of(e))?;
    let (end, first) = (name.end as usize, name.start as usize);
    let is_led = (from + 1..first).all(|i| scene.is_wordlike(i) && !is_verb(scene, i)) && first <= from + NAME;
    let is_rest = end == colon || scene.word(end) == "," && !(end..colon).any(|i| is_verb(scene, i));
    (is_led && is_rest && end <= colon).then(|| (run_of(from - 1, from), Some(run_of(from + 1, end))))
}
