//! A body that has done all the speaking so far goes on as "it" and as "the company": "[Vale Corp.] said it would sell its
//! Larn Mills Inc. unit. The company said …"

use super::{Choice, Reference, is_same};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::bodies::{Body, Naming};
use crate::annotate::quote::speaker::resolve::SURE_BODY;
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::word_set::WordSet;

/// How sure it is then.
pub(super) const SURE: f32 = 0.9;
/// Most paragraphs from where it spoke last to "it".
const PARAGRAPHS: usize = 3;
/// Least probability at which a name is a source.
const SPEAKS: f32 = 0.5;
/// Nouns that any company goes by.
const COMPANIES: &WordSet = &WordSet::of(&["company", "concern", "corporation", "firm", "group"]);

/// What may stand between "it" and its verb.
const ADVERBS: &WordSet = &WordSet::of(&["also", "further", "however", "later", "then"]);
/// What bodies do who speak; notices, reports and laws do the rest.
const VERBS: &WordSet = &WordSet::of(&[
    "added",
    "adds",
    "announced",
    "announces",
    "argued",
    "argues",
    "attributed",
    "believed",
    "believes",
    "called",
    "cited",
    "claimed",
    "confirmed",
    "declined",
    "denied",
    "estimated",
    "estimates",
    "expected",
    "expects",
    "explained",
    "forecast",
    "insisted",
    "insists",
    "noted",
    "predicted",
    "predicts",
    "said",
    "say",
    "says",
    "stated",
    "stressed",
    "told",
    "warned",
    "warns",
]);

/// Returns which of those who may be meant has done all the speaking and goes on, where the ranker holds `best` to be
/// meant, with a probability of `sure`.
pub(super) fn speaker(scene: &Scene<'_>, choice: &Choice<'_>, best: usize, sure: f32) -> Option<usize> {
    let reference = choice.reference;
    let (name, start) = reference.heard.alone()?;
    let body = |k: usize| &choice.bodies.bodies[choice.namings[k].body];
    let names: Vec<String> = choice.names().collect();
    let k = names.iter().position(|other| other == name).or_else(|| names.iter().position(|o| is_same(o, name)))?;
    // A mere guess at "the company" is not enough.
    let is_named = |n: &&Naming| n.body == choice.namings[k].body && scene.best_probability(n.tokens, SOURCE) > SPEAKS;
    choice.bodies.lately(reference.head).iter().find(is_named)?;
    let goes_on = if scene.is_word(reference.head, &["it"]) {
        let is_near = scene.paragraph_of(reference.head) - scene.paragraph_of(start.min(reference.head)) <= PARAGRAPHS;
        is_near && says(scene, reference.head) && (best == k || !is_turned_to(scene, choice, best) || sure < SURE_BODY)
    } else {
        let noun = scene.forms[reference.head].stem;
        let is_called = |body: &Body| body.called.contains(&noun);
        let is_other = (0..names.len()).any(|other| other != k && is_called(body(other)));
        scene.is_word(reference.head, COMPANIES) && body(k).is_firm && (!is_other || is_called(body(k)))
    };
    goes_on.then_some(k)
}

/// Tells whether "it" is followed by a verb of which a body is the subject, not "it reads", "it regrets".
fn says(scene: &Scene<'_>, it: usize) -> bool {
    let verb = (it + 1..it + 3).find(|&i| !scene.is_word(i, ADVERBS));
    verb.is_some_and(|i| scene.is_word(i, VERBS))
}

/// Tells whether the sentence of "it" or the one before is about a body: "The Harbor Board gave no reason. It said …"
fn is_turned_to(scene: &Scene<'_>, choice: &Choice<'_>, k: usize) -> bool {
    let Reference { head, .. } = choice.reference;
    let at = choice.namings[k].tokens.start as usize;
    let start = at - usize::from(at > 0 && scene.is_word(at - 1, &["the"]));
    let opens = start == 0 || scene.sentences[start - 1] != scene.sentences[start];
    opens && scene.sentences[head] - scene.sentences[at] <= 1
}
