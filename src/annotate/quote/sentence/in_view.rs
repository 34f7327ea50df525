//! "In Ann Roe's view [the bridge is “a scandal”]", "By his own account, [Roe slept through it]": a sentence that opens
//! with whose view it is.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, n_words, overlap, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of whose view it is; fewest words of a view.
const OWNER: usize = 10;
const WORDS: usize = 3;
/// Most of them in a paragraph, so that none takes long.
const MOST: usize = 64;
/// What somebody has of a matter, by the preposition before.
const IN: &WordSet =
    &WordSet::of(&["estimation", "eyes", "judgement", "judgment", "mind", "opinion", "telling", "view"]);
const BY: &WordSet = &WordSet::of(&["account", "accounting", "count", "estimate", "reckoning"]);
const TO: &WordSet = &WordSet::of(&["eyes", "mind"]);

/// Gives the sentences of a paragraph that open so to whose view they are.
pub(crate) fn mend(scene: &Scene<'_>, paragraph: usize, attributions: &mut Vec<Attribution>) {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    let found = sentences.iter().filter_map(|&sentence| Some((sentence, owner(scene, sentence)?)));
    for (sentence, (owner, noun)) in found.take(MOST) {
        let cue = run_of(noun, noun + 1);
        let is_own = |a: &&mut Attribution| a.cue.is_some_and(|own| overlap(own, cue) > 0);
        if let Some(known) = attributions.iter_mut().find(is_own) {
            (known.source, known.is_headed) = (Some(owner), true);
            continue;
        }
        let start = noun + 1 + usize::from(scene.word(noun + 1) == ",");
        let view = run_of(start, (sentence.end as usize).max(start));
        let is_free = !attributions.iter().any(|a| a.contents.iter().any(|piece| overlap(*piece, view) > 0));
        if is_free && n_words(scene, view) >= WORDS {
            attributions.push(Attribution::headed(cue, owner, view));
        }
    }
}

/// Whose view a sentence opens with, and the noun.
fn owner(scene: &Scene<'_>, sentence: Run) -> Option<(Run, usize)> {
    let start = sentence.start as usize;
    let nouns = match scene.text.word(start).to_ascii_lowercase().as_str() {
        "in" => IN,
        "by" => BY,
        "to" => TO,
        _ => return None,
    };
    let last = (sentence.end as usize).min(start + OWNER);
    let noun = (start + 2..last.max(start + 2)).find(|&i| scene.is_word(i, nouns))?;
    let own = noun - usize::from(scene.is_word(noun - 1, &["own"]));
    let is_pronoun = own == start + 2 && scene.is_word(start + 1, &["her", "his", "its", "their"]);
    let is_name = own > start + 2
        && is_possessive(scene, own - 1)
        && (start + 1..own - 1).all(|i| scene.is_wordlike(i) || is_possessive(scene, i));
    (is_pronoun || is_name).then(|| (run_of(start + 1, own), noun))
}
