//! A paragraph that is all quotation and goes on with the words of who spoke in the one before it: one quote, as
//! where the mark between them is left open.
//!
//! “It was late,” Roe said.¶[“I went home. I slept.”]

use crate::annotate::QuoteKind;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::link::draft::{Draft, Origin, kind};
use crate::annotate::quote::source::named::Named;

/// Least probability that the speaker before goes on.
const SURE: f32 = 0.5;

/// A quote with who it was found to be.
type Answer = (Draft, Option<Named>);

/// Gives such paragraphs to the quote before; `answers` come in text order.
///
/// Of a dialogue, in which somebody else answers in a paragraph of her own, each line stays for itself: who begins it
/// is too unsure.
pub(crate) fn join(scene: &Scene<'_>, answers: impl Iterator<Item = Answer>) -> Vec<Answer> {
    let mut joined: Vec<Answer> = Vec::new();
    // The paragraph in which the last quote ends.
    let mut last = 0;
    let mut answers = answers.peekable();
    while let Some((draft, named)) = answers.next() {
        let paragraph = draft.paragraph;
        let is_answered = answers.peek().is_some_and(|(next, speaker)| {
            let is_next = next.origin == Origin::Uncued && next.paragraph == paragraph + 1;
            is_next && person(speaker.as_ref()) != person(named.as_ref())
        });
        let before = joined.last_mut().filter(|_| draft.origin == Origin::Uncued && last + 1 == paragraph);
        match before.filter(|before| !is_answered && goes_on(scene, before, named.as_ref())) {
            Some((before, _)) => before.attribution.contents.extend(draft.attribution.contents),
            None => joined.push((draft, named)),
        }
        last = paragraph;
    }
    joined
}

/// Tells whether who said a quote goes on in a paragraph for which `named` was found.
fn goes_on(scene: &Scene<'_>, (draft, speaker): &Answer, named: Option<&Named>) -> bool {
    let is_same = person(named).is_some() && person(named) == person(speaker.as_ref());
    let is_sure = named.is_some_and(|named| named.probability >= SURE);
    let is_quotation = draft.attribution.cue.is_some() && kind(scene, draft.pieces()) != QuoteKind::Indirect;
    is_same && is_sure && is_quotation
}

fn person(named: Option<&Named>) -> Option<usize> {
    named.and_then(|named| named.person)
}
