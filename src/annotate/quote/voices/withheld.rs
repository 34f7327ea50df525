//! "What she was reading Ann Roe would not say": a question that opens its sentence, and who leaves it unanswered.

use rustc_hash::FxHashMap;

use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::subject_before;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

const QUESTIONS: &WordSet = &WordSet::of(&["how", "what", "when", "where", "whether", "which", "who", "whom", "why"]);
const SAYS: &WordSet = &WordSet::of(&["disclose", "explain", "reveal", "say", "specify", "tell"]);
const HELPERS: &WordSet = &WordSet::of(&["can", "could", "did", "do", "does", "will", "would"]);
/// Words that refuse.
const REFUSES: &WordSet = &WordSet::of(&["declined", "declines", "refused", "refuses"]);
/// Most tokens before who does not say it, and fewest words of the question.
const REACH: usize = 30;
const WORDS: usize = 3;

/// Gives such questions to those who leave them unanswered, in the sentences of a paragraph.
pub(crate) fn find(scene: &Scene<'_>, paragraph: usize, attributions: &mut Vec<Attribution>) {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    let found: Vec<Attribution> = sentences.iter().filter_map(|&s| attribution(scene, s)).collect();
    if found.is_empty() {
        return;
    }
    let cues = attributions.iter().enumerate().flat_map(|(n, a)| a.cue_tokens().map(move |token| (token, n)));
    let known: FxHashMap<u32, usize> = cues.collect();
    for attribution in found {
        match attribution.cue_tokens().find_map(|token| known.get(&token)) {
            Some(&n) => attributions[n] = attribution,
            None => attributions.push(attribution),
        }
    }
}

fn attribution(scene: &Scene<'_>, sentence: Run) -> Option<Attribution> {
    let start = opening(scene, sentence);
    let end = (sentence.end as usize).min(start + REACH);
    if !scene.is_word(start, QUESTIONS) {
        return None;
    }
    let cue = (start + WORDS..end).find_map(|i| withheld(scene, i))?;
    let source = subject_before(scene, cue.start as usize).filter(|s| s.start as usize >= start + WORDS)?;
    let question = run_of(start, source.start as usize);
    let is_question = question.range().any(|i| is_verb(scene, i)) && is_unquoted(scene, question);
    let is_last = scene.is_word(cue.end as usize, &[".", ",", "at", "in", "on", "yesterday", "today"]);
    (is_question && is_last).then(|| Attribution::by_rule(cue, source, question))
}

/// The words that end with a token and tell that nobody says something: "would not say", "declined to say".
fn withheld(scene: &Scene<'_>, last: usize) -> Option<Run> {
    let before = last.checked_sub(2).filter(|_| scene.is_word(last, SAYS))?;
    let is_not = scene.is_word(before + 1, &["not"]) && scene.is_word(before, HELPERS);
    let is_refused = scene.is_word(before + 1, &["to"]) && scene.is_word(before, REFUSES);
    (is_not || is_refused).then(|| run_of(before, last + 1))
}
